"""What figures count, as far as their words and the terms of their rules tell: money, pieces or points."""

from __future__ import annotations

from typing import Literal, TypeAlias

from promocalc.engine.plan import Plan
from promocalc.engine.programme import Apply
from promocalc.formula.naming import Role
from promocalc.rules.rule import Distinct

Unit: TypeAlias = Literal["money", "count", "rate"]
"""Minor units, pieces, points and yes or no, or hundredths of a percent."""

_MONEY = frozenset(("line", "deposit", "tax base", "tax", "all tax", "alternative", "pay", "room", "before", "balance"))
"""Words of :class:`promocalc.formula.naming.Role` for money. What a wallet of points holds is told in money, too."""
_COUNTS = frozenset(("stands", "passes", "sets", "picked", "counted", "spare", "unit_count", "guards")) | frozenset(
    ("limits", "coupons", "allowed", "short")
)
_MEASURED = frozenset(("measured", "unit_measured", "needed_before"))
"""Money, unless the rule counts pieces."""
_OF = frozenset(("base", "unit_base", "running"))
"""Money: what a rule takes off, or gives, is worked out from that."""
_TAKEN = frozenset(("unit_amount", "wanted", "eached", "pooled", "ordered", "caps", "stepped", "granted")) | frozenset(
    ("shares", "kept", "taken", "left")
)
"""Money, unless the rule gives points."""


class Known:
    """What the figures of a plan count, as far as that is said and need not be worked out."""

    def __init__(self, plan: Plan) -> None:
        self._rules: dict[str, Apply] = {}
        for op in plan.programme.ops:
            if isinstance(op, Apply):
                self._rules.setdefault(op.terms.name, op)

    def of(self, role: Role) -> Unit | None:
        """What a figure counts; None where nothing says so."""
        if role.what in _MONEY:
            return "money"
        if role.what in _COUNTS:
            return "count"
        if role.what == "applied":
            return self._all_of(role.rule.split(" + "))
        rule = self._rules.get(role.rule)
        if rule is None:
            return None
        if role.what in _MEASURED:
            return _unit(rule.measure.counts)
        if role.what in _OF:
            return _unit(rule.of.counts)
        if role.what in _TAKEN:
            return _unit(rule.terms.counts_points)
        if role.what == "conditions":
            looks = rule.conditions[role.at].looks
            return _unit(isinstance(looks, Distinct) or looks.counts)
        if role.what == "blocked":
            return self._all_of([rule.order_blockers[role.at].rule])
        return None

    def weights(self, role: Role) -> Unit:
        """In proportion to what a rule divides an amount, where it is not evident."""
        rule = self._rules.get(role.rule)
        return _unit(rule is not None and rule.by.counts)

    def is_of_points(self, role: Role) -> bool:
        """Whether it is what a wallet of points holds, in money."""
        rule = self._rules.get(role.rule)
        stepped = None if rule is None or role.what != "balance" else rule.terms.stepped
        return stepped is not None and stepped.points is not None

    def _all_of(self, rules: list[str]) -> Unit | None:
        """What several rules take, together; None where some give points and some do not."""
        units = {_unit(self._rules[rule].terms.counts_points) for rule in rules if rule in self._rules}
        return units.pop() if len(units) == 1 else None


def _unit(counts: bool) -> Unit:
    return "count" if counts else "money"
