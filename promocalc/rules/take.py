"""What a rule takes: one verb, ``off``, ``to`` or ``add``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from promocalc.frozen import Frozen
from promocalc.money import Rate
from promocalc.problems import (
    EmptyList,
    MissingKey,
    MissingOneOf,
    RateEvery,
    TooManyKeys,
    UnknownWord,
    WrongKind,
    nearest,
)
from promocalc.rules.values import (
    Flaws,
    Number,
    fail,
    known_keys,
    read_amount,
    read_off,
    read_price,
    read_step,
    read_text,
    shown,
    within,
    write_number,
    written,
)


class Tier(Frozen):
    """From this much of the measure on, this much off."""

    start: Decimal
    off: Number


class Off(Frozen):
    """A deduction: an amount, or a rate of ``of``.

    ``every`` repeats an amount per whole ``every`` of the measure; of ``tiers``
    the highest reached counts for everything.
    """

    off: Number | None = None
    every: Decimal | None = None
    tiers: tuple[Tier, ...] = ()


class To(Frozen):
    """The unit is to cost this much: an amount, or a rate of ``of``. Never raises a price."""

    price: Number


class Add(Frozen):
    """A fee, postage or service: a line of its own, of kind ``line``, in no goods view."""

    add: Number
    line: str


Take: TypeAlias = Off | To | Add

_TAKE_KEYS = {"off": ("off", "every"), "tiers": ("tiers",), "to": ("to",), "add": ("add", "line")}


def read_take(value: object) -> Take:
    """``{off: 40, every: 300}``, ``{tiers: [{from, off}]}``, ``{to: 99}`` or ``{add: 10, line: shipping}``."""
    if isinstance(value, (Off, To, Add)):
        return value
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    verbs = [verb for verb in _TAKE_KEYS if verb in value]
    flaws: Flaws = []
    if len(verbs) != 1:
        known_keys(value, [key for keys in _TAKE_KEYS.values() for key in keys], flaws)
        if not flaws or verbs:
            flaws.append(((), TooManyKeys(tuple(verbs)) if verbs else MissingOneOf(tuple(_TAKE_KEYS))))
        fail(flaws)
    known_keys(value, _TAKE_KEYS[verbs[0]], flaws)
    take = _read_verb(verbs[0], value, flaws)
    if flaws or take is None:
        fail(flaws)
    return take


def _read_verb(verb: str, value: Mapping[Any, Any], flaws: Flaws) -> Take | None:
    match verb:
        case "off":
            off = within("off", read_off, value["off"], flaws)
            every = within("every", read_step, value["every"], flaws) if "every" in value else None
            if every is not None and isinstance(off, Rate):
                flaws.append((("off",), RateEvery(shown(value["off"]))))
            return Off(off, every)
        case "tiers":
            tiers = within("tiers", _read_tiers, value["tiers"], flaws)
            return None if tiers is None else Off(tiers=tiers)
        case "to":
            price = within("to", read_price, value["to"], flaws)
            return None if price is None else To(price)
        case _:
            if "line" not in value:
                flaws.append(((), MissingKey("line", KINDS[1:])))
            line = within("line", _read_kind, value.get("line", "service"), flaws)
            add = within("add", read_price, value["add"], flaws)
            return None if add is None or line is None else Add(add, line)


KINDS = ("goods", "shipping", "service", "tax")


def _read_kind(value: object) -> str:
    kind = read_text(value)
    if kind not in KINDS[1:]:
        fail([((), UnknownWord(kind, KINDS[1:], nearest(kind, KINDS[1:])))])
    return kind


def _read_tiers(value: object) -> tuple[Tier, ...]:
    if not isinstance(value, (list, tuple)):
        fail([((), WrongKind(shown(value), "tiers"))])
    if not value:
        fail([((), EmptyList())])
    flaws: Flaws = []
    tiers = [within(at, _read_tier, item, flaws) for at, item in enumerate(value)]
    if flaws:
        fail(flaws)
    return tuple(sorted(tiers, key=lambda tier: tier.start))


def _read_tier(value: object) -> Tier:
    if isinstance(value, Tier):
        return value
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    flaws: Flaws = []
    known_keys(value, ("from", "off"), flaws)
    flaws += [((), MissingKey(key)) for key in ("from", "off") if key not in value]
    start = within("from", read_amount, value.get("from", 0), flaws)
    off = within("off", read_off, value.get("off", 0), flaws)
    if flaws:
        fail(flaws)
    return Tier(start, off)


def write_take(take: Take) -> dict[str, Any]:
    """The mapping that reads back as ``take``."""
    match take:
        case Off(off, every, tiers):
            if tiers:
                return {"tiers": [{"from": write_number(t.start), "off": write_number(t.off)} for t in tiers]}
            written = {"off": write_number(off) if off is not None else 0}
            return written if every is None else written | {"every": write_number(every)}
        case To(price):
            return {"to": write_number(price)}
        case Add(add, line):
            return {"add": write_number(add), "line": line}


_NUM: dict[str, Any] = {"type": ["number", "string"]}
_TAKE_SCHEMA = {
    "type": "object",
    "properties": {
        "off": _NUM,
        "every": _NUM,
        "to": _NUM,
        "add": _NUM,
        "line": {"enum": list(KINDS[1:])},
        "tiers": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {"from": _NUM, "off": _NUM},
                "required": ["from", "off"],
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
TakePart = Annotated[Take, PlainValidator(read_take), written(write_take), WithJsonSchema(_TAKE_SCHEMA)]
