"""Parts of a rulebook that do not fit together."""

from __future__ import annotations

from typing import Literal

from promocalc.frozen import Frozen


class UnknownRule(Frozen):
    """A name in ``price:`` or elsewhere that no rule has."""

    name: str
    near: str | None = None


class UnusedRule(Frozen):
    """A rule that stands nowhere in ``price:``."""

    name: str


class RepeatedRule(Frozen):
    """A rule that stands in ``price:`` more than once."""

    name: str


class UnknownName(Frozen):
    """A word of a view that is neither a column, nor a label, nor a rule."""

    name: str
    near: str | None = None


class NotYet(Frozen):
    """A label or a rule that a view names before it stands."""

    name: str
    what: Literal["label", "rule"]


class RepeatedLabel(Frozen):
    """A label used twice, or one that is also a rule's name."""

    name: str


class BadView(Frozen):
    """Not a sum of columns."""

    text: str


class ReadingsDiffer(Frozen):
    """The readings of one ``unstated`` must be over the same rules."""

    reading: str
    missing: tuple[str, ...]
    extra: tuple[str, ...]


class TooMany(Frozen):
    """More readings, alternatives or rules than can be priced one by one."""

    what: Literal["readings", "alternatives", "exclusions", "lines"]
    count: int
    limit: int


class CountedInside(Frozen):
    """A balance, coupon or charge inside alternatives compared more finely than per order: it belongs to none."""

    rule: str
    per: str


class OnlyPerOrder(Frozen):
    """``at_most`` above 1 needs alternatives compared per order."""

    per: str


class BestOnlyOnOrder(Frozen):
    """``keep: best`` prices the order without either side; on a store or a line there is nothing to compare."""

    on: str


class RateEvery(Frozen):
    """A percentage cannot be repeated ``every`` so much."""

    value: str


class UnknownRulebook(Frozen):
    """Neither a file nor a shipped rulebook."""

    name: str
    near: str | None = None


class UnknownStandard(Frozen):
    """Neither a file nor a shipped standard for price claims."""

    name: str
    near: str | None = None


class CircularExtends(Frozen):
    """Rulebooks that extend each other."""

    chain: tuple[str, ...]


class UnknownCurrency(Frozen):
    """Not an ISO 4217 code."""

    code: str
    near: str | None = None


class NotInConsume(Frozen):
    """Something that cannot share what is used up: an alternative, or a rule that does not look at the whole order."""

    what: str
    uses: str


class PointsInView(Frozen):
    """A view adds up money; what this rule gives are points."""

    rule: str
