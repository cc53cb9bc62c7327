"""Pieces: how the pieces of a pool are grouped into sets, and which of them are rewarded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from promocalc.frozen import Frozen
from promocalc.problems import MissingKey, MissingOneOf, OutOfRange, TooManyKeys, UnknownWord, WrongKind
from promocalc.rules.scope import Scope, read_line_scope, write_scope
from promocalc.rules.values import (
    Flaws,
    fail,
    known_keys,
    read_text,
    read_whole,
    read_word,
    read_yes_no,
    shown,
    within,
    written,
)

Order: TypeAlias = Literal["dearest", "cheapest", "cart"]
"""In which order pieces are taken: by price, or by line id."""

ORDERS: tuple[Order, ...] = ("dearest", "cheapest", "cart")


class Companions(Frozen):
    """Pieces that every set needs besides, and that are not rewarded."""

    on: Scope
    pieces: int


class Sets(Frozen):
    """Groups of ``of`` pieces, formed in an order; what does not fill one is left over unless ``partial``."""

    of: int
    form: Order = "dearest"
    distinct: str | None = None
    """Every piece of a set has another value of this attribute."""
    companions: Companions | None = None
    at_most: int | None = None
    partial: bool = False
    """What does not fill a set counts too: as a short set; of different values, in the sets that lack its value."""


class Pick(Frozen):
    """Which pieces are rewarded: by their places, from 1, in an order. ``order`` None is that of the sets."""

    places: tuple[int, ...]
    order: Order | None = None
    across: bool = False
    """From all sets together, as many for each set, instead of inside every set."""
    at_most: int | None = None

    @property
    def windows(self) -> tuple[tuple[int, int], ...]:
        """The places as ranges: pieces ``start`` up to, not including, ``end``, counted from 0."""
        found: list[tuple[int, int]] = []
        for place in self.places:
            if found and found[-1][1] == place - 1:
                found[-1] = (found[-1][0], place)
            else:
                found.append((place - 1, place))
        return tuple(found)


_SETS_KEYS = ("of", "form", "distinct", "with", "at_most", "partial")
_PICKS: dict[str, Order | None] = {"cheapest": "cheapest", "dearest": "dearest", "first": None}
_PICK_KEYS = (*_PICKS, "nth", "order", "from", "at_most")
LARGEST_SET = 10_000
"""More pieces than any set has; beyond it a slip of the finger is likelier."""


def _count(value: object) -> int:
    return read_whole(value, 1)


def _size(value: object) -> int:
    size = read_whole(value, 1)
    if size > LARGEST_SET:
        fail([((), OutOfRange(str(size), "1", f"{LARGEST_SET}"))])
    return size


def read_sets(value: object) -> Sets:
    """``{of: 3}``, ``{of: 2, form: cheapest, partial: yes}``, ``{of: 1, with: {on: …, pieces: 2}}``."""
    if isinstance(value, Sets):
        return value
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    flaws: Flaws = []
    known_keys(value, _SETS_KEYS, flaws)
    if "of" not in value:
        flaws.append(((), MissingKey("of")))
    found: dict[str, Any] = {"of": within("of", _size, value.get("of", 1), flaws)}
    if "form" in value:
        found["form"] = within("form", lambda v: read_word(v, ORDERS), value["form"], flaws)
    if "distinct" in value:
        found["distinct"] = within("distinct", _attribute, value["distinct"], flaws)
    if "with" in value:
        found["companions"] = within("with", _read_companions, value["with"], flaws)
    if "at_most" in value:
        found["at_most"] = within("at_most", _count, value["at_most"], flaws)
    if "partial" in value:
        found["partial"] = within("partial", read_yes_no, value["partial"], flaws)
    if flaws:
        fail(flaws)
    return Sets(**found)


def _attribute(value: object) -> str:
    name = read_text(value)
    if name == "tag":  # a line may have several, so they tell no pieces apart
        fail([((), UnknownWord("tag", ("id", "store", "category")))])
    return name


def _read_companions(value: object) -> Companions:
    if isinstance(value, Companions):
        return value
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    flaws: Flaws = []
    known_keys(value, ("on", "pieces"), flaws)
    if "on" not in value:
        flaws.append(((), MissingKey("on")))
    on = within("on", read_line_scope, value.get("on", {}), flaws)
    pieces = within("pieces", _count, value.get("pieces", 1), flaws)
    if flaws:
        fail(flaws)
    return Companions(on, pieces)


def read_pick(value: object) -> Pick:
    """``{cheapest: 1}``, ``{dearest: 5}``, ``{first: 1}`` or ``{nth: [2, 3], order: dearest}``; ``from: all``."""
    if isinstance(value, Pick):
        return value
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    verbs = tuple(key for key in (*_PICKS, "nth") if key in value)
    flaws: Flaws = []
    known_keys(value, _PICK_KEYS, flaws)
    if len(verbs) != 1 and not (flaws and not verbs):
        flaws.append(((), TooManyKeys(verbs) if verbs else MissingOneOf((*_PICKS, "nth"))))
    if len(verbs) != 1:
        fail(flaws)
    verb = verbs[0]
    order: Order | None = _PICKS.get(verb)
    if verb == "nth":
        places = within("nth", _read_places, value["nth"], flaws) or (1,)
        if "order" in value:
            order = within("order", lambda v: read_word(v, ORDERS), value["order"], flaws)
    else:
        if "order" in value:
            flaws.append(((), TooManyKeys((verb, "order"))))
        places = tuple(range(1, (within(verb, _size, value[verb], flaws) or 1) + 1))
    across = within("from", lambda v: read_word(v, ("each", "all")), value.get("from", "each"), flaws) == "all"
    at_most = within("at_most", _count, value["at_most"], flaws) if "at_most" in value else None
    if flaws:
        fail(flaws)
    return Pick(places, order, across, at_most)


def _read_places(value: object) -> tuple[int, ...]:
    items = value if isinstance(value, (list, tuple)) else [value]
    flaws: Flaws = []
    places = [within(at, _size, item, flaws) for at, item in enumerate(items)]
    if not items:
        flaws.append(((), WrongKind("[]", "whole")))
    if flaws:
        fail([(path if isinstance(value, (list, tuple)) else path[1:], trouble) for path, trouble in flaws])
    return tuple(sorted(set(places)))


def write_sets(sets: Sets) -> dict[str, Any]:
    """The mapping that reads back as ``sets``."""
    found: dict[str, Any] = {"of": sets.of}
    if sets.form != "dearest":
        found["form"] = sets.form
    if sets.distinct is not None:
        found["distinct"] = sets.distinct
    if sets.companions is not None:
        found["with"] = {"on": write_scope(sets.companions.on), "pieces": sets.companions.pieces}
    if sets.at_most is not None:
        found["at_most"] = sets.at_most
    if sets.partial:
        found["partial"] = True
    return found


def write_pick(pick: Pick) -> dict[str, Any]:
    """The mapping that reads back as ``pick``."""
    count = len(pick.places)
    found: dict[str, Any]
    if pick.order != "cart" and pick.places == tuple(range(1, count + 1)):
        found = {pick.order or "first": count}
    else:
        found = {"nth": list(pick.places)} | ({"order": pick.order} if pick.order else {})
    if pick.across:
        found["from"] = "all"
    if pick.at_most is not None:
        found["at_most"] = pick.at_most
    return found


_COUNT: dict[str, Any] = {"type": "integer", "minimum": 1}
_SETS_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "of": _COUNT,
        "form": {"enum": list(ORDERS)},
        "distinct": {"type": "string"},
        "with": {
            "type": "object",
            "properties": {"on": {"type": "object"}, "pieces": _COUNT},
            "required": ["on"],
            "additionalProperties": False,
        },
        "at_most": _COUNT,
        "partial": {"enum": [True, False, "yes", "no"]},
    },
    "required": ["of"],
    "additionalProperties": False,
}
_PICK_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        **dict.fromkeys((*_PICKS, "at_most"), _COUNT),
        "nth": {"anyOf": [_COUNT, {"type": "array", "items": _COUNT, "minItems": 1}]},
        "order": {"enum": list(ORDERS)},
        "from": {"enum": ["each", "all"]},
    },
    "additionalProperties": False,
}
SetsPart = Annotated[Sets, PlainValidator(read_sets), written(write_sets), WithJsonSchema(_SETS_SCHEMA)]
PickPart = Annotated[Pick, PlainValidator(read_pick), written(write_pick), WithJsonSchema(_PICK_SCHEMA)]
