"""A rule: one promotion, as eight questions and their answers. Data, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import (
    Field,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from promocalc.money import Odd, Rounding
from promocalc.problems import (
    MissingKey,
    MissingOneOf,
    TooManyKeys,
    UnknownWord,
    nearest,
)
from promocalc.rules.model import Model
from promocalc.rules.scope import EVERYTHING, LineScope, WhenScope
from promocalc.rules.take import TakePart
from promocalc.rules.values import (
    Money,
    Name,
    OffNumber,
    PlainText,
    StepMoney,
    TitleText,
    fail,
    known_keys,
    read_name,
    read_text,
    shown,
    within,
    write_text,
    written,
)
from promocalc.rules.views import MeasureText, View, ViewText, read_view

if TYPE_CHECKING:
    from promocalc.rules.compose import Composed

Each: TypeAlias = Literal["pool", "line", "piece"]
"""What one amount is worked out for."""


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
    written(write_text),
    WithJsonSchema({"type": "string", "examples": ["pieces", "distinct category", "running"]}),
]


class Need(Model):
    """A test that the pool has to pass before the rule does anything."""

    at_least: Money | None = None
    """At least this much: exactly this much passes."""
    above: Money | None = None
    """More than this."""
    at_most: Money | None = None
    """At most this much."""
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
        if self.any is not None and isinstance(self.in_, Distinct):
            fail([((), TooManyKeys(("in: distinct", "any: line")))])  # one line has one value
        return self


# --- cents ------------------------------------------------------------------------------------------------------


class Cap(Model):
    """The most a rule may take: an amount, or a percent of ``of``. A bare number is a cap per pool."""

    each: OffNumber | None = None
    """The most for each unit that an amount is worked out for."""
    pool: OffNumber | None = None
    """The most for each pool."""
    order: OffNumber | None = None
    """The most for the whole order."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return value if isinstance(value, (Mapping, Cap)) else {"pool": value}


class Share(Model):
    """In what proportion a deduction is divided over its lines, and who gets the odd cents."""

    by: ViewText | None = None
    """The weights: a view, such as `item_price`."""
    odd: Odd = Odd.LARGEST
    """Who gets the cents that do not divide."""


class Round(Model):
    """What is rounded (the cut, or the price that results), to which unit, in which mode."""

    unit: StepMoney | None = None
    """A coarser unit than the currency's own: 1 rounds to the yuan, 0.1 to the 角."""
    mode: Rounding = Rounding.HALF_UP
    """What happens to a fraction of the unit."""
    of: Literal["cut", "price"] = "cut"
    """Whether the cut is rounded, or the price that results."""


Over: TypeAlias = Literal["clip", "refuse"]
"""When more would be taken than may be: the rest is lost, or the whole application is undone."""


class Defaults(Model):
    """How cents behave in every rule of a rulebook that does not say otherwise."""

    measure: MeasureText | None = None
    """What a threshold looks at."""
    of: ViewText | None = None
    """What a rate is taken of."""
    floor: Money | None = None
    """Least that stays of a piece."""
    over: Over | None = None
    """When more would be taken than may be: `clip` loses the rest, `refuse` undoes the application."""
    share: Share | None = None
    """How a deduction is divided over its lines."""
    round: Round | None = None
    """What is rounded, and how."""

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
            return value
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
    written(write_use),
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


def read_per(value: object) -> str:
    """A pool's key: one of the four, or an attribute. A slip of the pen must not become an attribute."""
    per = read_text(value)
    known = ("piece", "line", "store", "order", "category")
    near = None if per in known else nearest(per, known)
    if near is not None:
        fail([((), UnknownWord(per, known, near))])
    return per


PerText = Annotated[str, PlainValidator(read_per), WithJsonSchema({"type": "string", "examples": ["order", "store"]})]


class Rule(Model):
    """One promotion.

    Every part has a default, so that a new promotion is a new combination and
    not new code. ``name`` is the key under which a rulebook lists the rule.
    """

    name: Name
    title: TitleText | None = None
    """What people read; `{zh: …, en: …}` says it in both languages."""
    on: LineScope = Field(default_factory=lambda: EVERYTHING)
    """Which pieces may lose money. Goods, unless it names another kind."""
    when: WhenScope = Field(default_factory=lambda: EVERYTHING)
    """For whom, and at what moment."""
    per: PerText = "order"
    """Which lines count together, the pool: ``piece``, ``line``, ``store``, ``order``, or a line attribute."""
    start: Money | None = Field(None, alias="from")
    """Short for a need of at least this much of ``measure``."""
    needs: tuple[Need, ...] = ()
    """Tests that the pool has to pass, one or a list; all of them."""
    each: Each = "pool"
    """What one amount is worked out for. A rate is rounded once for each unit."""
    take: TakePart
    """What is taken: `{off: 40, every: 300}`, `{tiers: [{from: 9, off: 1}]}`, `{to: 99}`, `{add: 8, line: tax}`."""
    measure: MeasureText | None = None
    """What a threshold looks at. ``running`` unless the defaults say otherwise."""
    of: ViewText | None = None
    """What a rate is taken of. As ``measure``, or ``running`` where that counts pieces."""
    cap: Cap = Cap()
    """The most it may take; a bare number is per pool."""
    floor: Money | None = None
    """Least that stays of a piece."""
    over: Over | None = None
    """When more would be taken than may be: `clip` loses the rest, `refuse` undoes the application."""
    share: Share | None = None
    """How the deduction is divided over its lines."""
    round: Round | None = None
    """What is rounded, and how."""
    use: UsePart = "automatic"
    """`automatic`, `coupon` (held and used up) or `{balance: NAME}` (paid from the wallet)."""
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
