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

from promocalc.money import Rounding
from promocalc.problems import (
    BalanceClosesFirst,
    BalanceOpensFirst,
    MissingKey,
    MissingOneOf,
    TooManyKeys,
    UnknownWord,
    nearest,
)
from promocalc.rules.cents import Cap, Limits, Over, OverPart, Rank, Round, Share, period_caps
from promocalc.rules.model import Model
from promocalc.rules.pieces import PickPart, SetsPart
from promocalc.rules.quantity import AnyFloor, AnyMoney
from promocalc.rules.scope import EVERYTHING, LineScope, Moment, WhenScope, attributes_in, window_of
from promocalc.rules.take import Add, Deposit, Give, TakePart
from promocalc.rules.use import Balance, UsePart
from promocalc.rules.values import Flaws, Name, Percent, PlainText, TitleText, fail, read_text, write_text, written
from promocalc.rules.views import MeasureText, View, ViewText, read_view

if TYPE_CHECKING:
    from promocalc.rules.compose import Composed

Each: TypeAlias = Literal["pool", "set", "line", "piece"]
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

    at_least: AnyMoney | None = None
    """At least this much: exactly this much passes."""
    above: AnyMoney | None = None
    """More than this."""
    at_most: AnyMoney | None = None
    """At most this much; what stays below 100 is at most 99.99."""
    in_: MeasuredText | None = Field(None, alias="in")
    """What is looked at; the rule's measure unless stated."""
    on: LineScope | None = None
    """Over which lines of the pool; the rule's own unless stated."""
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


# --- the rule ----------------------------------------------------------------------------------------------------


def attributes_asked(rule: Rule) -> frozenset[str]:
    """The attributes of lines that a rule's scopes, its pools, its sets and its counts ask about."""
    scopes = [rule.on, *(need.on for need in rule.needs if need.on is not None)]
    found = {rule.per} | {need.in_.attribute for need in rule.needs if isinstance(need.in_, Distinct)}
    if rule.sets is not None:
        found |= {rule.sets.distinct} - {None}  # type: ignore[arg-type]
        scopes += [rule.sets.companions.on] if rule.sets.companions is not None else []
    return frozenset(found).union(*(attributes_in(scope) for scope in scopes))


def read_per(value: object) -> str:
    """A pool's key: one of the four, or an attribute. A slip of the pen must not become an attribute."""
    per = read_text(value)
    known = ("piece", "line", "store", "order", "category")
    near = None if per in known else {"shop": "store", "seller": "store"}.get(per) or nearest(per, known)
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
    start: AnyMoney | None = Field(None, alias="from")
    """Short for a need of at least this much of ``measure``."""
    needs: tuple[Need, ...] = ()
    """Tests that the pool has to pass, one or a list; all of them."""
    sets: SetsPart | None = None
    """How the pieces of the pool are grouped: `{of: 3}`, `{of: 2, form: cheapest}`, `{of: 1, with: {on: …}}`."""
    pick: PickPart | None = None
    """Which of them are rewarded: `{cheapest: 1}`, `{dearest: 5}`, `{nth: [2, 3]}`; `from: all` sets together."""
    rank: Rank | None = None
    """What dear and cheap look at: `running`, what a piece costs by now, or `marked`."""
    each: Each = "pool"
    """What one amount is worked out for. A rate is rounded once for each unit."""
    take: TakePart
    """What is taken: `{off: 40, every: 300}`, `{tiers: [{from: 9, off: 1}]}`, `{to: 99}`, `{add: 8, line: tax}`,
    given for later: `{give: 5%, in: points}`, or paid before: `{deposit: 50, counts: 100}`."""
    measure: MeasureText | None = None
    """What a threshold looks at. ``running`` unless the defaults say otherwise."""
    of: ViewText | None = None
    """What a rate is taken of. As ``measure``, or ``running`` where that counts pieces."""
    cap: Cap = Cap()
    """The most it may take; a bare number is per pool."""
    limit: Limits = Field(default_factory=dict)
    """How many times it may apply: `{order: 1, month: 4}`; how often it did comes with the shopper, under `times`."""
    floor: AnyFloor | None = None
    """Least that stays of a piece."""
    over: OverPart | None = None
    """When more would be taken than may be: `clip` loses the rest, `refuse` undoes it, `respread` divides it again."""
    share: Share | None = None
    """How the deduction is divided over its lines."""
    round: Round | None = None
    """What is rounded, and how."""
    use: UsePart = "automatic"
    """`automatic`, `coupon` (held and used up) or `{balance: NAME}` (paid from the wallet, in points of a `unit`)."""
    funded_by: PlainText = "merchant"
    """Who pays for it: the merchant receives what others fund."""
    if_promised: TitleText | None = None
    """A condition in words; the amount is then never certain."""
    by: Moment | None = None
    """Until when that has to come true."""
    chance: Percent | None = None
    """How likely it is, where that is known: a draw of one in a thousand is `0.1%`."""
    stage: Literal["deposit", "balance"] | None = None
    """With which payment it goes: its `when` is judged at that moment. A deposit's own, otherwise the balance's."""
    source: TitleText | None = None
    """Where the terms say so."""

    @model_validator(mode="before")
    @classmethod
    def _single_need(cls, value: Any) -> Any:
        if isinstance(value, Mapping) and isinstance(value.get("needs"), Mapping):
            return {**value, "needs": [value["needs"]]}
        return value

    @model_validator(mode="after")
    def _pieces_fit(self) -> Rule:
        flaws: Flaws = []
        if self.sets is None:
            if self.each == "set":
                flaws.append((("each",), MissingKey("sets")))
            if self.share is not None and self.share.over == "sets":
                flaws.append((("share", "over"), MissingKey("sets")))
            if self.pick is not None and self.pick.across:
                flaws.append((("pick", "from"), MissingKey("sets")))
        elif self.pick is not None and self.pick.at_most is not None and not self.pick.across:
            flaws.append((("pick", "at_most"), MissingKey("from: all")))
        if self.each == "set" and self.pick is not None and self.pick.across:
            flaws.append((("each",), TooManyKeys(("each: set", "from: all"))))
        if isinstance(self.take, Give) and self.round is not None and self.round.mode is not Rounding.DOWN:
            said = self.round.model_fields_set & {"mode", "of"}
            flaws += [(("round", key), TooManyKeys(("give", f"round: {key}"))) for key in sorted(said)]
        if isinstance(self.take, Give) and isinstance(self.use, Balance):
            flaws.append((("use",), TooManyKeys(("give", "use: balance"))))
        if self.share is not None and self.share.over == "order" and self.per == "piece":
            flaws.append((("share", "over"), TooManyKeys(("per: piece", "over: order"))))
        if (self.sets is not None or self.pick is not None) and self.per == "piece":
            flaws.append((("per",), TooManyKeys(("per: piece", "sets" if self.sets else "pick"))))
        if (self.sets is not None or self.pick is not None) and isinstance(self.take, Add):
            flaws.append((("take",), TooManyKeys(("add", "sets" if self.sets else "pick"))))
        flaws += self._promise_fits()
        if flaws:
            fail(flaws)
        return self

    def _promise_fits(self) -> Flaws:
        if self.if_promised is not None:
            return []
        return [((key,), MissingKey("if_promised")) for key in ("by", "chance") if getattr(self, key) is not None]

    @model_validator(mode="after")
    def _deposit_fits(self) -> Rule:
        """A deposit is money of the shopper's, paid before: nothing that is held, counted or picked."""
        if not isinstance(self.take, Deposit):
            return self
        said = {
            "sets": self.sets is not None,
            "pick": self.pick is not None,
            "use": self.use != "automatic",
            "limit": bool(self.limit),
            "if_promised": self.if_promised is not None,
            "cap": bool(period_caps(self.cap)),
            "over": self.over is not None and self.over != Over(),
            "stage": self.stage == "balance",
            "round: {of: price}": self.round is not None and self.round.of == "price",
        }
        flaws: Flaws = [
            ((key.partition(":")[0],), TooManyKeys(("deposit", key))) for key, stated in said.items() if stated
        ]
        opens, due = window_of(self.when), self.take.balance
        if due is not None:
            path = ("take", "balance")
            if opens.start is not None and due.start is not None and due.start < opens.start:
                flaws.append(((*path, "from"), BalanceOpensFirst(opens.start.isoformat(), due.start.isoformat())))
            last = opens.end or opens.start
            if last is not None and due.end is not None and due.end < last:
                flaws.append(((*path, "until"), BalanceClosesFirst(last.isoformat(), due.end.isoformat())))
        if flaws:
            fail(flaws)
        return self

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
