"""Numbers that are not one literal: an amount per currency, a number on the line, a random cut between two ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from promocalc.frozen import Frozen
from promocalc.money import CURRENCIES, Rate
from promocalc.problems import (
    BadName,
    EmptyList,
    MissingKey,
    NotARate,
    OutOfRange,
    TooManyKeys,
    UnknownCurrency,
    nearest,
)
from promocalc.rules.values import (
    KEY_MARK,
    Flaws,
    Number,
    fail,
    known_keys,
    read_amount,
    read_off,
    read_price,
    read_step,
    shown,
    within,
    write_number,
    written,
)


class LineNumber(Frozen):
    """``line.NAME``: the attribute of that name, on which all lines of a unit have to agree."""

    attribute: str

    def __str__(self) -> str:
        return f"line.{self.attribute}"


class ByCurrency(Frozen):
    """``{EUR: 30, GBP: 25}``: an amount for each currency; in any other there is none."""

    amounts: tuple[tuple[str, Decimal], ...]

    def in_currency(self, currency: str) -> Decimal | None:
        """The amount in a currency, if there is one."""
        return dict(self.amounts).get(currency)

    def __str__(self) -> str:
        return " / ".join(f"{code} {write_number(amount)}" for code, amount in self.amounts)


class Between(Frozen):
    """``{between: [1, 99]}``: a random cut, at least ``least`` and at most ``most``."""

    least: Number
    most: Number

    def __str__(self) -> str:
        return f"{write_number(self.least)} … {write_number(self.most)}"


Amount: TypeAlias = Decimal | ByCurrency
"""Money: one amount, or one for each currency."""

Quantity: TypeAlias = Decimal | Rate | ByCurrency | LineNumber | Between
"""What a rule takes, before anybody knows the line and the currency."""


OWN_FIELDS = frozenset(
    {"id", "title", "store", "category", "tag", "tags", "price", "unit_price", "quantity", "qty", "kind"}
)
"""What a line has besides attributes; of these only ``list_price`` is a number that a rule may take."""


def _flexible(read: Callable[[Any], Any], value: object, *, line: bool, between: bool) -> Any:
    match value:
        case LineNumber() | ByCurrency() | Between():
            return value
        case str() if value.strip().startswith("line."):
            attribute = value.strip().removeprefix("line.")
            if not line or not attribute or attribute in OWN_FIELDS:
                fail([((), BadName(value, "reserved"))])
            return LineNumber(attribute)
        case Mapping() if between and "between" in value:
            return _read_between(read, value)
        case Mapping():
            return _read_currencies(value)
        case _:
            return read(value)


def _read_between(read: Callable[[Any], Any], value: Mapping[Any, Any]) -> Between:
    flaws: Flaws = []
    known_keys(value, ("between",), flaws)
    ends = value["between"]
    if not isinstance(ends, (list, tuple)) or len(ends) != 2:
        fail([*flaws, (("between",), EmptyList() if ends in ([], ()) else MissingKey("[least, most]"))])
    least, most = _end(0, read, ends[0], flaws), _end(1, read, ends[1], flaws)
    if not flaws and isinstance(least, Rate) is not isinstance(most, Rate):
        flaws.append((("between",), TooManyKeys(("%", "amount"))))
    if not flaws and not _ascending(least, most):
        flaws.append((("between", 1), OutOfRange(shown(ends[1]), shown(ends[0]), None)))
    if flaws:
        fail(flaws)
    return Between(least, most)


def _end(at: int, read: Callable[[Any], Any], value: object, flaws: Flaws) -> Any:
    inner: Flaws = []
    found = within(at, read, value, inner)
    flaws.extend((("between", *path), trouble) for path, trouble in inner)
    return found


def _ascending(least: Number, most: Number) -> bool:
    if isinstance(least, Rate) and isinstance(most, Rate):
        return least.fraction <= most.fraction
    return isinstance(least, Decimal) and isinstance(most, Decimal) and least <= most


def _read_currencies(value: Mapping[Any, Any]) -> ByCurrency:
    if not value:
        fail([((), EmptyList())])
    flaws: Flaws = []
    found: list[tuple[str, Decimal]] = []
    for key, amount in value.items():
        code = str(key).upper()
        if code not in CURRENCIES:
            flaws.append(((str(key), KEY_MARK), UnknownCurrency(str(key), nearest(code, tuple(CURRENCIES)))))
            continue
        found.append((code, within(str(key), read_amount, amount, flaws)))
    if flaws:
        fail(flaws)
    return ByCurrency(tuple(found))


def read_money(value: object) -> Amount:
    """A threshold: an amount, or one for each currency."""
    found: Amount = _flexible(read_amount, value, line=False, between=False)
    return found


def read_floor(value: object) -> Amount | LineNumber:
    """A floor: an amount, one for each currency, or the line's own."""
    found: Amount | LineNumber = _flexible(read_amount, value, line=True, between=False)
    return found


def read_cut(value: object) -> Quantity:
    """A deduction: an amount, a rate (``8.5折`` takes 15 % off), the line's own, or a random one."""
    found: Quantity = _flexible(read_off, value, line=True, between=True)
    return found


def read_target(value: object) -> Quantity:
    """A price, or what is charged: an amount, a rate (``8.5折`` is 85 %), or the line's own."""
    found: Quantity = _flexible(read_price, value, line=True, between=False)
    return found


def read_limit(value: object) -> Quantity:
    """A cap: an amount, a rate, or the line's own."""
    found: Quantity = _flexible(read_off, value, line=True, between=False)
    return found


def read_every(value: object) -> Amount | LineNumber:
    """What a deduction is repeated by: an amount above nothing."""
    found: Amount | LineNumber = _flexible(read_step, value, line=True, between=False)
    return found


def write_quantity(value: Quantity) -> Any:
    """As a file writes it."""
    match value:
        case LineNumber():
            return str(value)
        case ByCurrency(amounts):
            return {code: write_number(amount) for code, amount in amounts}
        case Between(least, most):
            return {"between": [write_number(least), write_number(most)]}
        case _:
            return write_number(value)


def line_numbers(*values: object) -> tuple[str, ...]:
    """The attributes that numbers name."""
    return tuple(dict.fromkeys(value.attribute for value in values if isinstance(value, LineNumber)))


_BY_CURRENCY: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {"type": ["number", "string"]},
    "propertyNames": {"pattern": "^[A-Za-z]{3}$"},
    "minProperties": 1,
}
NUMBER_SCHEMA: dict[str, Any] = {"anyOf": [{"type": ["number", "string"]}, _BY_CURRENCY]}
CUT_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": ["number", "string"]},
        _BY_CURRENCY,
        {
            "type": "object",
            "properties": {"between": {"type": "array", "minItems": 2, "maxItems": 2}},
            "required": ["between"],
            "additionalProperties": False,
        },
    ]
}
AnyMoney = Annotated[
    Decimal | ByCurrency, PlainValidator(read_money), written(write_quantity), WithJsonSchema(NUMBER_SCHEMA)
]
AnyFloor = Annotated[
    Decimal | ByCurrency | LineNumber,
    PlainValidator(read_floor),
    written(write_quantity),
    WithJsonSchema(NUMBER_SCHEMA),
]


def read_tax_rate(value: object) -> Rate | LineNumber:
    """A rate of tax, or the line's own."""
    found = _flexible(read_price, value, line=True, between=False)
    if not isinstance(found, Rate | LineNumber):
        fail([((), NotARate(shown(value)))])
    return found


def read_order_limit(value: object) -> Amount | Rate:
    """A cap on more lines than one: an amount or a rate."""
    found: Amount | Rate = _flexible(read_off, value, line=False, between=False)
    return found


AnyOrderLimit = Annotated[
    Decimal | Rate | ByCurrency,
    PlainValidator(read_order_limit),
    written(write_quantity),
    WithJsonSchema(NUMBER_SCHEMA),
]
AnyRate = Annotated[
    Rate | LineNumber, PlainValidator(read_tax_rate), written(write_quantity), WithJsonSchema({"type": "string"})
]
AnyLimit = Annotated[
    Decimal | Rate | ByCurrency | LineNumber,
    PlainValidator(read_limit),
    written(write_quantity),
    WithJsonSchema(NUMBER_SCHEMA),
]
