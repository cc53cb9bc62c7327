"""How cents behave: caps, shares, rounding, and what happens where more would be taken than may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import PlainValidator, WithJsonSchema, model_validator

from promocalc.frozen import Frozen
from promocalc.money import Odd, Rounding
from promocalc.problems import WrongKind
from promocalc.rules.model import Model
from promocalc.rules.quantity import AnyFloor, AnyLimit, AnyMoney, AnyOrderLimit
from promocalc.rules.values import Flaws, StepMoney, fail, known_keys, read_whole, read_word, shown, within, written
from promocalc.rules.views import MeasureText, ViewText

Period: TypeAlias = Literal["day", "week", "month", "year", "person", "campaign"]
"""Over what, beyond this order, a cap or a limit counts."""

PERIODS: tuple[Period, ...] = ("day", "week", "month", "year", "person", "campaign")


class Cap(Model):
    """The most a rule may take: an amount, or a percent of ``of``. A bare number is a cap per pool."""

    each: AnyLimit | None = None
    """The most for each unit that an amount is worked out for."""
    pool: AnyLimit | None = None
    """The most for each pool."""
    order: AnyOrderLimit | None = None
    """The most for the whole order."""
    day: AnyMoney | None = None
    """The most in a day; what the shopper has had of it comes with the shopper, under `used`."""
    week: AnyMoney | None = None
    """The most in a week."""
    month: AnyMoney | None = None
    """The most in a month."""
    year: AnyMoney | None = None
    """The most in a year."""
    person: AnyMoney | None = None
    """The most for one person, however often."""
    campaign: AnyMoney | None = None
    """The most for everybody together: what is left of a budget."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        keys = cls.model_fields
        bare = not isinstance(value, (Mapping, Cap)) or (value and not set(value) & set(keys) and _currencies(value))
        return {"pool": value} if bare else value


def _currencies(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(key, str) and len(key) == 3 for key in value)


def _read_limits(value: object) -> dict[str, int]:
    """How many times: ``{order: 1, month: 4}``."""
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    flaws: Flaws = []
    known_keys(value, ("order", *PERIODS), flaws)
    found = {str(key): within(str(key), read_whole, count, flaws) for key, count in value.items()}
    if flaws:
        fail(flaws)
    return found


Limits = Annotated[
    dict[str, int],
    PlainValidator(_read_limits),
    WithJsonSchema(
        {
            "type": "object",
            "properties": {key: {"type": "integer", "minimum": 0} for key in ("order", *PERIODS)},
            "additionalProperties": False,
        }
    ),
]


class Share(Model):
    """Who bears a deduction, in what proportion, and who gets the odd cents."""

    by: MeasureText | None = None
    """The weights: a view, such as `item_price`, or `pieces`."""
    odd: Odd = Odd.LARGEST
    """Who gets the cents that do not divide."""
    over: Literal["picked", "sets", "pool", "order"] = "picked"
    """Who bears it: the pieces it was worked out for, all pieces of their sets, the pool, or all goods of the order."""
    zero: Literal["none", "even"] = "none"
    """Where nobody has any weight: nobody bears anything, or all pieces alike."""


class Round(Model):
    """What is rounded (the cut, or the price that results), to which unit, in which mode."""

    unit: StepMoney | None = None
    """A coarser unit than the currency's own: 1 rounds to the yuan, 0.1 to the 角."""
    mode: Rounding = Rounding.HALF_UP
    """What happens to a fraction of the unit. What a rule gives for later is always rounded down."""
    of: Literal["cut", "price"] = "cut"
    """Whether the cut is rounded, or the price that results."""


Room: TypeAlias = Literal["clip", "refuse", "respread"]
ROOMS: tuple[Room, ...] = ("clip", "refuse", "respread")
BUDGETS: tuple[Literal["clip", "refuse"], ...] = ("clip", "refuse")


class Over(Frozen):
    """Where more would be taken than may be."""

    room: Room = "clip"
    """Where more would be taken than is left of a line: the rest is lost, all is undone, or the others bear it."""
    cap: Literal["clip", "refuse"] = "clip"
    """Where more would be taken than a cap lets through: as much as it does, or nothing."""


def read_over(value: object) -> Over:
    """``clip``, ``refuse``, ``respread``, or ``{room: clip, cap: refuse}``."""
    match value:
        case Over():
            return value
        case Mapping():
            flaws: Flaws = []
            known_keys(value, ("room", "cap"), flaws)
            room = within("room", lambda v: read_word(v, ROOMS), value.get("room", "clip"), flaws)
            cap = within("cap", lambda v: read_word(v, BUDGETS), value.get("cap", "clip"), flaws)
            if flaws:
                fail(flaws)
            return Over(room, cap)
        case _:
            return Over(read_word(value, ROOMS))


def write_over(over: Over) -> str | dict[str, str]:
    """As a file writes it."""
    return over.room if over.cap == "clip" else {"room": over.room, "cap": over.cap}


OverPart = Annotated[
    Over,
    PlainValidator(read_over),
    written(write_over),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(ROOMS)},
                {
                    "type": "object",
                    "properties": {"room": {"enum": list(ROOMS)}, "cap": {"enum": list(BUDGETS)}},
                    "additionalProperties": False,
                },
            ]
        }
    ),
]

Rank: TypeAlias = Literal["running", "marked"]
"""What dear and cheap look at, of one piece: what it costs by now, or what the shop asks."""


class Defaults(Model):
    """How cents behave in every rule of a rulebook that does not say otherwise."""

    measure: MeasureText | None = None
    """What a threshold looks at."""
    of: ViewText | None = None
    """What a rate is taken of."""
    floor: AnyFloor | None = None
    """Least that stays of a piece."""
    over: OverPart | None = None
    """When more would be taken than may be: `clip` loses the rest, `refuse` undoes it, `respread` divides it again."""
    share: Share | None = None
    """How a deduction is divided over its lines."""
    round: Round | None = None
    """What is rounded, and how."""
    rank: Rank | None = None
    """What dear and cheap look at."""

    def over_(self, inherited: Defaults) -> Defaults:
        """These defaults, and where they are silent the inherited ones."""
        said = {key: getattr(self, key) for key in Defaults.model_fields if getattr(self, key) is not None}
        return inherited.model_copy(update=said)


def all_caps(cap: Cap) -> dict[str, Any]:
    """Every cap that is stated, by its key."""
    return {key: said for key in Cap.model_fields if (said := getattr(cap, key)) is not None}


def period_caps(cap: Cap) -> tuple[tuple[Period, Any], ...]:
    """The caps over more than this order, as they are stated."""
    return tuple((period, getattr(cap, period)) for period in PERIODS if getattr(cap, period) is not None)
