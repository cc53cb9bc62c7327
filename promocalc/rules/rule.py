"""A rule: one promotion, as eight questions and their answers. Data, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_serializer,
    model_validator,
)

from promocalc.money import Odd, Rate, Rounding
from promocalc.problems import (
    EmptyList,
    MissingKey,
    MissingOneOf,
    OutOfRange,
    RateEvery,
    TooManyKeys,
    UnknownWord,
    WrongKind,
    nearest,
)
from promocalc.rules.scope import EVERYTHING, LineScope, WhenScope
from promocalc.rules.values import (
    MeasureText,
    Money,
    Name,
    Number,
    OffNumber,
    PlainText,
    TitleText,
    View,
    ViewText,
    fail,
    known_keys,
    read_amount,
    read_name,
    read_off,
    read_price,
    read_text,
    read_view,
    shown,
    troubles,
    within,
    write_number,
)

if TYPE_CHECKING:
    from promocalc.rules.compose import Composed

Each: TypeAlias = Literal["pool", "line", "piece"]
"""What one amount is worked out for."""


class Model(BaseModel):
    """A frozen model that refuses keys it does not know and writes only what was said."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_serializer(mode="wrap")
    def _write(self, write: Any) -> dict[str, Any]:
        fields = type(self).model_fields
        written = write(self)
        return {
            (field.alias or name): written[name if name in written else field.alias]
            for name, field in fields.items()
            if (name in written or field.alias in written) and getattr(self, name) != field.get_default(call_default_factory=True)
        }


# --- take ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tier:
    """From this much of the measure on, this much off."""

    start: Decimal
    off: Number


@dataclass(frozen=True, slots=True)
class Off:
    """A deduction: an amount, or a rate of ``of``.

    ``every`` repeats an amount per whole ``every`` of the measure; of ``tiers``
    the highest reached counts for everything.
    """

    off: Number | None = None
    every: Decimal | None = None
    tiers: tuple[Tier, ...] = ()


@dataclass(frozen=True, slots=True)
class To:
    """The unit is to cost this much: an amount, or a rate of ``of``. Never raises a price."""

    price: Number


@dataclass(frozen=True, slots=True)
class Add:
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
    flaws: list[Any] = []
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


def _read_verb(verb: str, value: Mapping[Any, Any], flaws: list[Any]) -> Take | None:
    match verb:
        case "off":
            off = within("off", read_off, value["off"], flaws)
            every = within("every", _read_step, value["every"], flaws) if "every" in value else None
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
                flaws.append(((), MissingKey("line")))
            line = within("line", _read_kind, value.get("line", "service"), flaws)
            add = within("add", read_price, value["add"], flaws)
            return None if add is None or line is None else Add(add, line)


def _read_step(value: object) -> Decimal:
    step = read_amount(value)
    if not step:
        fail([((), OutOfRange(shown(value), "0.01", None))])
    return step


KINDS = ("goods", "shipping", "service", "tax")


def _read_kind(value: object) -> str:
    kind = read_text(value)
    if kind not in KINDS[1:]:
        fail([((), UnknownWord(kind, KINDS[1:], nearest(kind, KINDS[1:])))])
    return kind


def _read_tiers(value: object) -> tuple[Tier, ...]:
    if not isinstance(value, (list, tuple)):
        fail([((), WrongKind(shown(value), "list"))])
    if not value:
        fail([((), EmptyList())])
    flaws: list[Any] = []
    tiers = [within(at, _read_tier, item, flaws) for at, item in enumerate(value)]
    if flaws:
        fail(flaws)
    return tuple(sorted(tiers, key=lambda tier: tier.start))


def _read_tier(value: object) -> Tier:
    if isinstance(value, Tier):
        return value
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    flaws: list[Any] = []
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
TakePart = Annotated[Take, PlainValidator(read_take), PlainSerializer(write_take), WithJsonSchema(_TAKE_SCHEMA)]


# --- needs ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Distinct:
    """Counts the different values of an attribute."""

    attribute: str

    def __str__(self) -> str:
        return f"distinct {self.attribute}"


Measured: TypeAlias = View | Distinct


def read_measured(value: object) -> Measured:
    """A view, ``pieces``, or ``distinct ATTRIBUTE``."""
    if isinstance(value, (View, Distinct)):
        return value
    if isinstance(value, str) and value.startswith("distinct "):
        return Distinct(value.removeprefix("distinct ").strip())
    return read_view(value, pieces=True)


MeasuredText = Annotated[
    View | Distinct,
    PlainValidator(read_measured),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "examples": ["pieces", "distinct category", "running"]}),
]


class Need(Model):
    """A test that the pool has to pass before the rule does anything."""

    at_least: Money | None = None
    """At least this much: exactly this much passes."""
    above: Money | None = None
    """More than this."""
    at_most: Money | None = None
    in_: MeasuredText | None = Field(None, alias="in")
    """What is looked at; the rule's measure unless stated."""
    on: LineScope | None = None
    """Over which lines; the rule's own unless stated, else any of the same store or order."""
    any: Literal["line"] | None = None
    """``line``: it is enough that one line passes by itself."""

    @model_validator(mode="after")
    def _one_bound(self) -> Need:
        bounds = [key for key in ("at_least", "above", "at_most") if getattr(self, key) is not None]
        if not bounds:
            fail([((), MissingOneOf(("at_least", "above", "at_most")))])
        if {"at_least", "above"} <= set(bounds):
            fail([((), TooManyKeys(("at_least", "above")))])
        return self


# --- cents ------------------------------------------------------------------------------------------------------


class Cap(Model):
    """The most a rule may take: an amount, or a percent of ``of``. A bare number is a cap per pool."""

    each: OffNumber | None = None
    pool: OffNumber | None = None
    order: OffNumber | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return value if isinstance(value, (Mapping, Cap)) else {"pool": value}


class Share(Model):
    """In what proportion a deduction is divided over its lines, and who gets the odd cents."""

    by: ViewText | None = None
    odd: Odd = Odd.LARGEST


class Round(Model):
    """What is rounded (the cut, or the price that results), to which unit, in which mode."""

    unit: Money | None = None
    """A coarser unit than the currency's own: 1 rounds to the yuan, 0.1 to the 角."""
    mode: Rounding = Rounding.HALF_UP
    of: Literal["cut", "price"] = "cut"


Over: TypeAlias = Literal["clip", "refuse"]
"""When more would be taken than may be: the rest is lost, or the whole application is undone."""


class Defaults(Model):
    """How cents behave in every rule of a rulebook that does not say otherwise."""

    measure: MeasureText | None = None
    of: ViewText | None = None
    floor: Money | None = None
    over: Over | None = None
    share: Share | None = None
    round: Round | None = None

    def over_(self, inherited: Defaults) -> Defaults:
        """These defaults, and where they are silent the inherited ones."""
        said = {key: getattr(self, key) for key in Defaults.model_fields if getattr(self, key) is not None}
        return inherited.model_copy(update=said)


# --- use ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Balance:
    """Paid from a wallet: charged what was really taken, down to its last cent."""

    name: str


Use: TypeAlias = Literal["automatic", "coupon"] | Balance


def read_use(value: object) -> Use:
    """``automatic``, ``coupon`` (held and counted, used up whole) or ``{balance: NAME}``."""
    match value:
        case Balance() | "automatic" | "coupon":
            return value  # type: ignore[return-value]  # mypy does not narrow the literals
        case Mapping():
            flaws: list[Any] = []
            known_keys(value, ("balance",), flaws)
            if not flaws and "balance" not in value:
                flaws.append(((), MissingKey("balance")))
            name = within("balance", read_name, value.get("balance", "-"), flaws) if not flaws else None
            if flaws or name is None:
                fail(flaws)
            return Balance(name)
        case _:
            words = ("automatic", "coupon")
            fail([((), UnknownWord(shown(value), (*words, "{balance: NAME}"), nearest(shown(value), words)))])


def write_use(use: Use) -> str | dict[str, str]:
    """As a file writes it."""
    return {"balance": use.name} if isinstance(use, Balance) else use


UsePart = Annotated[
    Use,
    PlainValidator(read_use),
    PlainSerializer(write_use),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["automatic", "coupon"]},
                {
                    "type": "object",
                    "properties": {"balance": {"type": "string"}},
                    "required": ["balance"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


# --- the rule ----------------------------------------------------------------------------------------------------



class Rule(Model):
    """One promotion.

    Every part has a default, so that a new promotion is a new combination and
    not new code. ``name`` is the key under which a rulebook lists the rule.
    """

    name: Name
    title: TitleText | None = None
    on: LineScope = EVERYTHING
    """Which pieces may lose money. Goods, unless it names another kind."""
    when: WhenScope = EVERYTHING
    """For whom, and at what moment."""
    per: PlainText = "order"
    """Which lines count together, the pool: ``piece``, ``line``, ``store``, ``order``, or a line attribute."""
    start: Money | None = Field(None, alias="from")
    """Short for a need of at least this much of ``measure``."""
    needs: tuple[Need, ...] = ()
    each: Each = "pool"
    """What one amount is worked out for. A rate is rounded once for each unit."""
    take: TakePart
    measure: MeasureText | None = None
    """What a threshold looks at. ``running`` unless the defaults say otherwise."""
    of: ViewText | None = None
    """What a rate is taken of. As ``measure``, or ``running`` where that counts pieces."""
    cap: Cap = Cap()
    floor: Money | None = None
    """Least that stays of a piece."""
    over: Over | None = None
    share: Share | None = None
    round: Round | None = None
    use: UsePart = "automatic"
    funded_by: PlainText = "merchant"
    """Who pays for it: the merchant receives what others fund."""
    if_promised: TitleText | None = None
    """A condition in words; the amount is then never certain."""
    source: TitleText | None = None
    """Where the terms say so."""

    @model_validator(mode="before")
    @classmethod
    def _single_need(cls, value: Any) -> Any:
        if isinstance(value, Mapping) and isinstance(value.get("needs"), Mapping):
            return {**value, "needs": [value["needs"]]}
        return value

    def __rshift__(self, later: Rule | Composed) -> Composed:
        """``a >> b``: in sequence; ``b`` sees what ``a`` left."""
        from promocalc.rules.compose import compose

        return compose(self) >> later

    def __and__(self, other: Rule | Composed) -> Composed:
        """``a & b``: together; both see what stood before either."""
        from promocalc.rules.compose import compose

        return compose(self) & other

    def labelled(self, label: str) -> Composed:
        """This rule, and a label for the ledger as it leaves it."""
        from promocalc.rules.compose import compose

        return compose(self).labelled(label)


__all__ = [
    "KINDS",
    "Add",
    "Balance",
    "Cap",
    "Defaults",
    "Distinct",
    "Each",
    "Measured",
    "Model",
    "Need",
    "Off",
    "Over",
    "Round",
    "Rule",
    "Share",
    "Take",
    "Tier",
    "To",
    "Use",
    "read_take",
    "troubles",
]
