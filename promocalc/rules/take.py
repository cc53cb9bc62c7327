"""What a rule takes or gives: one verb, ``off``, ``to``, ``add``, ``give`` or ``deposit``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from promocalc.frozen import Frozen
from promocalc.money import CURRENCIES, Rate
from promocalc.problems import (
    CountsLess,
    EmptyList,
    MissingKey,
    MissingOneOf,
    RateEvery,
    TooManyKeys,
    UnknownWord,
    WrongKind,
    nearest,
)
from promocalc.rules.quantity import (
    CUT_SCHEMA,
    NUMBER_SCHEMA,
    Amount,
    Between,
    LineNumber,
    Quantity,
    read_cut,
    read_every,
    read_money,
    read_target,
    write_quantity,
)
from promocalc.rules.scope import KINDS, WINDOW_SCHEMA, Within, read_window, write_window
from promocalc.rules.values import (
    Flaws,
    fail,
    known_keys,
    read_step,
    read_text,
    read_word,
    shown,
    within,
    write_number,
    written,
)


class Tier(Frozen):
    """From this much of the measure on, this much off (or given)."""

    start: Amount
    off: Quantity


class Off(Frozen):
    """A deduction: an amount, or a rate of ``of``.

    ``every`` repeats an amount per whole ``every`` of the measure; of ``tiers``
    the highest reached counts for everything.
    """

    off: Quantity | None = None
    every: Amount | LineNumber | None = None
    tiers: tuple[Tier, ...] = ()


class To(Frozen):
    """The unit is to cost this much: an amount, or a rate of ``of``. Never raises a price."""

    price: Quantity


class Add(Frozen):
    """A fee, postage or service: a line of its own, of kind ``line``, in no goods view."""

    add: Quantity
    line: str


Clawback: TypeAlias = Literal["share", "whole", "none", "reprice"]
"""What a refund takes back of a benefit: the part that the returned goods earned, all of it, nothing, or what the kept
goods would not have earned by themselves."""


class Give(Frozen):
    """A benefit for later, in a column of its own: never changes what is paid now; rounded down to its unit."""

    give: Quantity | None
    kind: str
    """``cash``, ``points``, ``voucher``, or any other thing in words."""
    every: Amount | LineNumber | None = None
    tiers: tuple[Tier, ...] = ()
    worth: Decimal | None = None
    """What one point is worth; 1 unless stated. An amount ``in: points`` counts points."""
    clawback: Clawback | None = None
    spend: Amount | None = None
    """What has to be spent on another purchase before it is worth anything."""
    valid: Within | None = None
    """When it can be used."""

    @property
    def counts_points(self) -> bool:
        """Whether what is given is a number of points, not of money."""
        return self.kind == "points"

    def in_money(self, amount: int, currency: str) -> int:
        """What so much of it is worth in minor units, rounded down."""
        if not self.counts_points:
            return amount
        one = Fraction(1 if self.worth is None else self.worth)
        return int(amount * one * 10 ** CURRENCIES[currency])


class Deposit(Frozen):
    """Money paid before the rest is due: it goes to the column ``paid``, and the price falls as stated.

    With ``counts`` by what the deposit counts for beyond itself (定金膨胀), with ``off`` by that much (付定立减), else
    not at all.
    """

    deposit: Quantity
    counts: Quantity | None = None
    off: Quantity | None = None
    balance: Within | None = None
    """When the balance is due."""


Take: TypeAlias = Off | To | Add | Give | Deposit

_GIVE_KEYS = ("in", "worth", "clawback", "spend", "valid")
_TAKE_KEYS = {
    "off": ("off", "every"),
    "to": ("to",),
    "add": ("add", "line"),
    "give": ("give", "every", *_GIVE_KEYS),
    "tiers": ("tiers", *_GIVE_KEYS),
    "deposit": ("deposit", "counts", "off", "balance"),
}


def read_take(value: object) -> Take:
    """``{off: 40, every: 300}``, ``{tiers: [{from, off}]}``, ``{to: 99}``, ``{add: 10, line: shipping}``,
    ``{give: 5%, in: cash}`` or ``{deposit: 50, counts: 100}``."""
    if isinstance(value, (Off, To, Add, Give, Deposit)):
        return value
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    verbs = ["deposit"] if "deposit" in value else [verb for verb in _TAKE_KEYS if verb in value]
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
            off = within("off", read_cut, value["off"], flaws)
            return Off(off, _read_repeat("off", off, value, flaws))
        case "tiers":
            gives = "in" in value
            tiers = within("tiers", lambda v: _read_tiers(v, "give" if gives else "off"), value["tiers"], flaws)
            if gives:
                return _read_give(None, None, tiers or (), value, flaws)
            flaws += [(("in",), MissingKey("in")) for key in _GIVE_KEYS[1:] if key in value]
            return None if tiers is None else Off(tiers=tiers)
        case "to":
            price = within("to", read_target, value["to"], flaws)
            return None if price is None else To(price)
        case "give":
            give = within("give", read_target, value["give"], flaws)
            return _read_give(give, _read_repeat("give", give, value, flaws), (), value, flaws)
        case "deposit":
            return _read_deposit(value, flaws)
        case _:
            if "line" not in value:
                flaws.append(((), MissingKey("line", KINDS[1:])))
            line = within("line", _read_kind, value.get("line", "service"), flaws)
            add = within("add", read_target, value["add"], flaws)
            return None if add is None or line is None else Add(add, line)


def _read_deposit(value: Mapping[Any, Any], flaws: Flaws) -> Deposit | None:
    if "counts" in value and "off" in value:
        flaws.append(((), TooManyKeys(("counts", "off"))))
    deposit = within("deposit", read_target, value["deposit"], flaws)
    counts = within("counts", read_target, value["counts"], flaws) if "counts" in value else None
    off = within("off", read_cut, value["off"], flaws) if "off" in value else None
    if isinstance(off, Between):
        flaws.append((("off",), TooManyKeys(("deposit", "between"))))
    balance = within("balance", read_window, value["balance"], flaws) if "balance" in value else None
    if isinstance(deposit, Decimal) and isinstance(counts, Decimal) and counts < deposit:
        flaws.append((("counts",), CountsLess(shown(value["deposit"]), shown(value["counts"]))))
    if deposit is not None and counts is not None and isinstance(deposit, Rate) is not isinstance(counts, Rate):
        stated = not isinstance(deposit, LineNumber) and not isinstance(counts, LineNumber)
        flaws += [(("counts",), TooManyKeys(("%", "amount")))] if stated else []
    return None if flaws else Deposit(deposit, counts, off, balance)


def _read_repeat(verb: str, amount: object, value: Mapping[Any, Any], flaws: Flaws) -> Amount | LineNumber | None:
    if "every" not in value:
        return None
    every: Amount | LineNumber | None = within("every", read_every, value["every"], flaws)
    if every is not None and isinstance(amount, Rate):
        flaws.append(((verb,), RateEvery(shown(value[verb]))))
    return every


def _read_give(
    give: Quantity | None,
    every: Amount | LineNumber | None,
    tiers: tuple[Tier, ...],
    value: Mapping[Any, Any],
    flaws: Flaws,
) -> Give:
    if "in" not in value:
        flaws.append(((), MissingKey("in", ("cash", "points", "voucher"))))
    kind = within("in", read_text, value.get("in", "cash"), flaws)
    worth = within("worth", read_step, value["worth"], flaws) if "worth" in value else None
    if worth is not None and kind != "points":
        flaws.append((("worth",), MissingKey("in: points")))
    clawback = (
        within("clawback", lambda v: read_word(v, CLAWBACKS), value["clawback"], flaws) if "clawback" in value else None
    )
    spend = within("spend", read_money, value["spend"], flaws) if "spend" in value else None
    valid = within("valid", read_window, value["valid"], flaws) if "valid" in value else None
    return Give(give, kind or "cash", every, tiers, worth, clawback, spend, valid)


CLAWBACKS: tuple[Clawback, ...] = ("share", "whole", "none", "reprice")


def _read_kind(value: object) -> str:
    kind = read_text(value)
    if kind not in KINDS[1:]:
        fail([((), UnknownWord(kind, KINDS[1:], nearest(kind, KINDS[1:])))])
    return kind


def _read_tiers(value: object, verb: str) -> tuple[Tier, ...]:
    if not isinstance(value, (list, tuple)):
        fail([((), WrongKind(shown(value), "tiers"))])
    if not value:
        fail([((), EmptyList())])
    flaws: Flaws = []
    tiers = [within(at, lambda item: _read_tier(item, verb), item, flaws) for at, item in enumerate(value)]
    if not flaws and all(isinstance(tier.start, Decimal) for tier in tiers):
        tiers.sort(key=lambda tier: tier.start)
    if flaws:
        fail(flaws)
    return tuple(tiers)


def _read_tier(value: object, verb: str) -> Tier:
    if isinstance(value, Tier):
        return value
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    flaws: Flaws = []
    known_keys(value, ("from", verb), flaws)
    flaws += [((), MissingKey(key)) for key in ("from", verb) if key not in value]
    start = within("from", read_money, value.get("from", 0), flaws)
    off = within(verb, read_cut if verb == "off" else read_target, value.get(verb, 0), flaws)
    if flaws:
        fail(flaws)
    return Tier(start, off)


def write_take(take: Take) -> dict[str, Any]:
    """The mapping that reads back as ``take``."""
    match take:
        case Off(off, every, tiers):
            if tiers:
                return {"tiers": _write_tiers(tiers, "off")}
            found = {"off": write_quantity(off) if off is not None else 0}
            return found if every is None else found | {"every": write_quantity(every)}
        case To(price):
            return {"to": write_quantity(price)}
        case Add(add, line):
            return {"add": write_quantity(add), "line": line}
        case Deposit(deposit, counts, off, balance):
            said = {"deposit": deposit, "counts": counts, "off": off}
            found = {key: write_quantity(number) for key, number in said.items() if number is not None}
            return found if balance is None else found | {"balance": write_window(balance)}
        case Give(give, kind, every, tiers, worth, clawback, spend, valid):
            found = {"tiers": _write_tiers(tiers, "give")} if tiers else {"give": write_quantity(give or Decimal(0))}
            found["in"] = kind
            if every is not None:
                found["every"] = write_quantity(every)
            if worth is not None:
                found["worth"] = write_number(worth)
            if clawback is not None:
                found["clawback"] = clawback
            if spend is not None:
                found["spend"] = write_quantity(spend)
            return found if valid is None else found | {"valid": write_window(valid)}


def _write_tiers(tiers: tuple[Tier, ...], verb: str) -> list[dict[str, Any]]:
    return [{"from": write_quantity(tier.start), verb: write_quantity(tier.off)} for tier in tiers]


_TAKE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "off": CUT_SCHEMA,
        "every": NUMBER_SCHEMA,
        "to": NUMBER_SCHEMA,
        "add": NUMBER_SCHEMA,
        "give": NUMBER_SCHEMA,
        "in": {"type": "string", "examples": ["cash", "points", "voucher"]},
        "worth": {"type": ["number", "string"]},
        "clawback": {"enum": list(CLAWBACKS)},
        "spend": NUMBER_SCHEMA,
        "valid": WINDOW_SCHEMA,
        "deposit": NUMBER_SCHEMA,
        "counts": NUMBER_SCHEMA,
        "balance": WINDOW_SCHEMA,
        "line": {"enum": list(KINDS[1:])},
        "tiers": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {"from": NUMBER_SCHEMA, "off": CUT_SCHEMA, "give": NUMBER_SCHEMA},
                "required": ["from"],
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
TakePart = Annotated[Take, PlainValidator(read_take), written(write_take), WithJsonSchema(_TAKE_SCHEMA)]
