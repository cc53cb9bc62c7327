"""What is bought, and by whom: lines, carts, personas, wallets and choices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AliasChoices, Field, PlainValidator, WithJsonSchema, model_validator

from promocalc.money import CURRENCIES, minor_units
from promocalc.problems import RepeatedLine, TooFine, TooMany, UnknownWord, WrongKind, nearest
from promocalc.rules.cents import PERIODS
from promocalc.rules.model import Model
from promocalc.rules.rulebook import Currency
from promocalc.rules.scope import KINDS, Moment
from promocalc.rules.values import (
    Count,
    Flaws,
    Money,
    PlainText,
    TitleText,
    YesNo,
    fail,
    known_keys,
    read_amount,
    read_name,
    read_text,
    read_whole,
    shown,
    within,
    write_number,
    written,
)

LINES_LIMIT = 10_000


def _read_words(value: object) -> tuple[str, ...]:
    """One text or a list of them; sorted, because tags have no order."""
    if isinstance(value, (list, tuple, set, frozenset)):
        flaws: Flaws = []
        words = [within(at, read_text, item, flaws) for at, item in enumerate(value)]
        if flaws:
            fail(flaws)
        return tuple(sorted(set(words)))
    return (read_text(value),)


def _write_words(words: tuple[str, ...]) -> list[str]:
    return list(words)


def _read_kind(value: object) -> str:
    kind = read_text(value)
    if kind not in KINDS:
        fail([((), UnknownWord(kind, KINDS, nearest(kind, KINDS)))])
    return kind


def _read_attributes(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    flaws: Flaws = []
    found = {str(key): within(str(key), _read_scalar, inner, flaws) for key, inner in value.items()}
    if flaws:
        fail(flaws)
    return found


def _read_scalar(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else read_text(value)


Words = Annotated[
    tuple[str, ...],
    PlainValidator(_read_words),
    written(_write_words),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": ["string", "number"]}}),
]
LineKind = Annotated[str, PlainValidator(_read_kind), WithJsonSchema({"enum": list(KINDS)})]
Attributes = Annotated[
    dict[str, str],
    PlainValidator(_read_attributes),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}),
]


def _read_counters(read: Callable[[Any], Any], value: object) -> dict[str, dict[str, Any]]:
    """``{RULE: {PERIOD: so much}}``."""
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    flaws: Flaws = []
    found: dict[str, dict[str, Any]] = {}
    for rule, periods in value.items():
        if not isinstance(periods, Mapping):
            flaws.append(((str(rule),), WrongKind(shown(periods), "mapping")))
            continue
        inner: Flaws = []
        known_keys(periods, PERIODS, inner)
        found[str(rule)] = {str(key): within(str(key), read, amount, inner) for key, amount in periods.items()}
        flaws += [((str(rule), *path), trouble) for path, trouble in inner]
    if flaws:
        fail(flaws)
    return found


def _counters(amount: dict[str, Any]) -> WithJsonSchema:
    periods = {"type": "object", "properties": dict.fromkeys(PERIODS, amount), "additionalProperties": False}
    return WithJsonSchema({"type": "object", "additionalProperties": periods})


def _write_used(used: dict[str, dict[str, Decimal]]) -> dict[str, dict[str, Any]]:
    return {rule: {key: write_number(amount) for key, amount in periods.items()} for rule, periods in used.items()}


Used = Annotated[
    dict[str, dict[str, Decimal]],
    PlainValidator(lambda value: _read_counters(read_amount, value)),
    written(_write_used),
    _counters({"type": ["number", "string"]}),
]
Times = Annotated[
    dict[str, dict[str, int]],
    PlainValidator(lambda value: _read_counters(read_whole, value)),
    _counters({"type": "integer", "minimum": 0}),
]


class Line(Model):
    """One product in the cart."""

    id: PlainText = ""
    """Its name inside the cart; its position where none is given. Lines are visited in natural order of it."""
    title: TitleText | None = None
    """What people call it; `{zh: …, en: …}` says it in both languages."""
    store: PlainText = ""
    """The shop that sells it. Lines of one shop count together where a rule says `per: store`."""
    category: PlainText = ""
    """What kind of product it is, for rules to ask about."""
    tags: Words = Field((), validation_alias=AliasChoices("tags", "tag"))
    """Words that rules ask about, such as `flash` or `every-300-40`: one or a list."""
    unit_price: Money = Field(validation_alias=AliasChoices("unit_price", "price"))
    """What the shop asks for one piece before any rule."""
    quantity: Count = Field(1, validation_alias=AliasChoices("quantity", "qty"))
    """How many pieces."""
    kind: LineKind = "goods"
    """Goods unless stated; `shipping`, `service` and `tax` are lines that are no goods."""
    list_price: Money | None = None
    """The struck-through price. Evidence for claims; enters no sum."""
    attributes: Attributes = Field(default_factory=dict)
    """Anything else that a rule may ask about: `{brand: …}`. `size` (`500g`, `6x330ml`, `12片`) gives unit prices."""


class Persona(Model):
    """A shopper: what a rule may ask about."""

    name: PlainText = ""
    """What this shopper is called."""
    title: TitleText | None = None
    """What people read."""
    member: PlainText | None = None
    """Which membership, as the rulebook calls it: `plus`, `88vip`."""
    new: YesNo | None = None
    """Whether this is a new customer."""
    region: PlainText | None = None
    """Where it is delivered to."""
    payment: PlainText | None = None
    """How it is paid."""
    orders: Annotated[int, PlainValidator(read_whole), WithJsonSchema({"type": "integer", "minimum": 0})] | None = None
    """Orders paid before this one."""
    used: Used = Field(default_factory=dict)
    """What this shopper has had of a rule's caps before: `{RULE: {month: 350.00}}`."""
    times: Times = Field(default_factory=dict)
    """How often a rule has applied before, for its limits: `{RULE: {day: 1}}`."""
    attributes: Attributes = Field(default_factory=dict)
    """Anything else that a rule may ask about."""

    def answer(self, attribute: str) -> str | None:
        """What this shopper is, as text; None where nothing is known."""
        known = (
            getattr(self, attribute, None) if attribute in ("member", "new", "region", "payment", "orders") else None
        )
        if isinstance(known, bool):
            return "true" if known else "false"
        if known is not None:
            return str(known)
        return self.attributes.get(attribute)


def _read_coupons(value: object) -> dict[str, int]:
    """Coupons held: ``{NAME: count}``, or a list of names."""
    flaws: Flaws = []
    if isinstance(value, Mapping):
        held = {str(key): within(str(key), read_whole, count, flaws) for key, count in value.items()}
    elif isinstance(value, (list, tuple)):
        held = dict(Counter(within(at, read_name, item, flaws) for at, item in enumerate(value)))
    else:
        fail([((), WrongKind(shown(value), "list_or_mapping"))])
    if flaws:
        fail(flaws)
    return held


Coupons = Annotated[
    dict[str, int],
    PlainValidator(_read_coupons),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
                {"type": "array", "items": {"type": "string"}},
            ]
        }
    ),
]


class Wallet(Model):
    """What the shopper holds: coupons by rule, money by balance."""

    coupons: Coupons | None = None
    """Not given: one of every coupon in the rulebook is assumed, and said so under the assumptions."""
    balances: dict[str, Money] = Field(default_factory=dict)
    """Money that may be spent, by the balance's name in the rulebook."""


class Choices(Model):
    """What the shopper decides."""

    use: Words = ()
    """Rules to use: in ``one_of`` the alternative that holds one of them is the choice."""
    skip: Words = ()
    """Coupons, balances and alternatives to leave alone."""
    reading: Words = ()
    """Which readings of ``unstated`` to show; the first written unless chosen."""


class Cart(Model):
    """Lines, who buys them, when, and under which rulebook."""

    cart: PlainText = ""
    """The name it goes by."""
    title: TitleText | None = None
    """What people read; `{zh: …, en: …}` says it in both languages."""
    currency: Currency = "CNY"
    """ISO 4217 code."""
    rulebook: PlainText | None = None
    """The rulebook to price it under: a shipped name, or a file beside this one."""
    at: Moment | None = None
    """The moment of buying, with its offset: 2020-11-11T00:30:00+08:00. With a deposit: when that is paid."""
    balance_at: Moment | None = None
    """When the balance after a deposit is paid; as soon as its window opens unless stated."""
    received: Moment | None = None
    """When the goods came, for refunds and claims."""
    shopper: Persona = Persona()
    """Who buys."""
    personas: dict[str, Persona] = Field(default_factory=dict)
    """Others who might buy, by name."""
    wallet: Wallet = Wallet()
    """Coupons and balances that the shopper holds."""
    choices: Choices = Choices()
    """What the shopper decides."""
    lines: tuple[Line, ...] = ()
    """The products."""
    source: TitleText | None = None
    """Where the figures come from."""

    @model_validator(mode="before")
    @classmethod
    def _number_lines(cls, value: Any) -> Any:
        """A line without an id goes by its position, from 1."""
        if not isinstance(value, Mapping) or not isinstance(value.get("lines"), (list, tuple)):
            return value
        lines = [
            {**line, "id": str(at)} if isinstance(line, Mapping) and not line.get("id") and "id" not in line else line
            for at, line in enumerate(value["lines"], 1)
        ]
        lines = [
            line.model_copy(update={"id": str(at)}) if isinstance(line, Line) and not line.id else line
            for at, line in enumerate(lines, 1)
        ]
        return {**value, "lines": lines}

    @model_validator(mode="after")
    def _fits_together(self) -> Cart:
        flaws: Flaws = []
        if len(self.lines) > LINES_LIMIT:
            flaws.append((("lines",), TooMany("lines", len(self.lines), LINES_LIMIT)))
        seen: set[str] = set()
        for at, line in enumerate(self.lines):
            if line.id in seen:
                flaws.append((("lines", at, "id"), RepeatedLine(line.id)))
            seen.add(line.id)
            for key in ("unit_price", "list_price"):
                flaws += self._too_fine(("lines", at, key), getattr(line, key))
        for name, balance in self.wallet.balances.items():
            flaws += self._too_fine(("wallet", "balances", name), balance)
        if flaws:
            fail(flaws)
        return self

    def _too_fine(self, path: tuple[str | int, ...], amount: Any) -> Flaws:
        if amount is None:
            return []
        try:
            minor_units(amount, self.currency)
        except ValueError:
            return [(path, TooFine(f"{amount:f}", self.currency, CURRENCIES[self.currency]))]
        return []

    @property
    def name(self) -> str:
        """The name it goes by."""
        return self.cart


_PARTS = re.compile(r"(\d+)")


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key under which ``i2`` stands before ``i10``.

    >>> sorted(["i10", "i2", "a"], key=natural_key)
    ['a', 'i2', 'i10']
    """
    parts = [part for part in _PARTS.split(text) if part]
    return (*(_number_key(part) if part.isdecimal() else (1, 0, part) for part in parts), (-1, 0, text))


def _number_key(digits: str) -> tuple[int, int, str]:
    """Digits by value, without working it out: of numbers without leading zeros the shorter is the smaller."""
    plain = digits.lstrip("0")
    return 0, len(plain), plain
