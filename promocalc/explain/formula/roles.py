"""What the figures of equations are: of which rule on which goods, in words and with the titles that people know."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from promocalc.engine.plan import NONE, Act, Join, Site
from promocalc.engine.programme import Apply
from promocalc.engine.terms import Charge, Terms
from promocalc.explain.formula.words import Each, FormulaLabels, Told, Verb, Words, words
from promocalc.explain.names import Names
from promocalc.explain.receipt.catalogue import catalogue
from promocalc.explain.sheet import parenthesis
from promocalc.formula.equations import Equation, Equations
from promocalc.formula.naming import Role

_AMOUNTS = frozenset(("wanted", "eached", "pooled", "ordered", "stepped", "granted", "kept", "shares", "unit_amount"))
"""Words for amounts on the way to what is taken."""

_AS_ONE = {"shares": "granted", "kept": "taken", "room": "before"}
"""What a figure of one line is, where the pool bears as one."""


@dataclass(frozen=True)
class Roles:
    """The figures of some equations, for readers of one language. ``names`` are those of the receipt."""

    told: Equations
    names: Names

    @property
    def words(self) -> Words:
        """The sentences of this language."""
        return words(self.names.language)

    @property
    def say(self) -> FormulaLabels:
        """The words around the figures."""
        return self.words.labels

    def role(self, equation: Equation) -> str:
        """What its symbol is."""
        return self.words.role(self._told(equation))

    def best(self, equation: Equation) -> Role:
        """The most telling of the roles: what is really taken, where that is what was wanted."""
        role = equation.role
        alike = [other for other in equation.also if (other.rule, other.pool) == (role.rule, role.pool)]
        if role.what not in _AMOUNTS:
            return role
        telling = ("taken", "kept") if self._terms_of(equation) is not None else ()
        return next((other for what in telling for other in alike if other.what == what), role)

    def heading(self, equation: Equation) -> str:
        """Under what it stands: its rule, and the pool where the order has several; empty for a figure on the way."""
        role, say = equation.role, self.say
        match role.what:
            case "part" | "condition":
                return ""
            case "stands" | "alternative":
                return say.alternatives + self._pool_of_join(equation)
            case "tax base" | "tax" | "all tax":
                return say.tax
            case _ if not role.rule:
                return say.result
            case _:
                title = " + ".join(self.names.rule(name) for name in role.rule.split(" + "))
                return title + self._pool(role.rule, role.pool)

    # --- what a figure is ---------------------------------------------------------------------------------

    def _told(self, equation: Equation) -> Told:
        role = self.best(equation)
        terms, what = self._terms_of(equation), role.what
        line = self._line(role.line) if role.line else ""
        if what in _AS_ONE and self._as_one(equation):
            what, line = _AS_ONE[what], ""
        if role.what == "stands":
            return Told("stands", rules=self._alternatives(equation))
        if role.what == "alternative":
            return Told("alternative", rules=tuple(self._quoted(name) for name in role.rule.split(" + ")))
        if terms is None:
            return Told(what, line=line)
        return Told(what, _verb(terms), _each(terms), line, counts=terms.measure.counts_pieces)

    def _line(self, line: str) -> str:
        return self.names.quoted(self.names.line(line))

    def _quoted(self, rule: str) -> str:
        return self.names.quoted(self.names.rule(rule))

    def _terms_of(self, equation: Equation) -> Terms | None:
        """The terms of the rule that it belongs to; of a deposit there are several."""
        if not equation.role.rule:
            return None
        at = self._site_of(equation)
        if at is not None:
            return self._applied[at][1].terms
        named = (apply.terms for _, apply, _ in self._applied if apply.terms.name == equation.role.rule)
        return next(named, None)

    def _as_one(self, equation: Equation) -> bool:
        """Whether the whole pool bears as one, because nobody looks into it: no figure is then about a line."""
        at = self._site_of(equation)
        return at is not None and self._applied[at][2].whole and len(self._applied[at][2].lots) > 1

    def _site_of(self, equation: Equation) -> int | None:
        if not equation.registers:
            return None
        at = bisect_right(self._starts, equation.registers[0]) - 1
        return at if at >= 0 and self._applied[at][1].terms.name == equation.role.rule else None

    @cached_property
    def _applied(self) -> list[tuple[int, Apply, Site]]:
        """The first register of every site, and the rule on it, by register."""
        found = []
        for deed in self.told.plan.deeds:
            if isinstance(deed, Act):
                for site in deed.sites:
                    own = [first for first in site.slots if first != NONE]
                    if own:
                        found.append((min(own), deed.apply, site))
        return sorted(found, key=lambda pair: pair[0])

    @cached_property
    def _starts(self) -> list[int]:
        return [first for first, _, _ in self._applied]

    # --- alternatives -------------------------------------------------------------------------------------

    def _joined(self, equation: Equation) -> Iterator[tuple[Join, str]]:
        """The comparison of alternatives that it belongs to, and the key of its group."""
        for deed in self.told.plan.deeds:
            if isinstance(deed, Join):
                many = len(deed.groups)
                for at, (key, _) in enumerate(deed.groups):
                    start = deed.totals + at * len(deed.merge.branches)
                    own = {deed.winners + at, *range(start, start + len(deed.merge.branches))}
                    if many and own.intersection(equation.registers):
                        yield deed, key

    def _alternatives(self, equation: Equation) -> tuple[str, ...]:
        for deed, _ in self._joined(equation):
            return tuple(" + ".join(map(self._quoted, branch.rules)) or "-" for branch in deed.merge.branches)
        return ()

    def _pool_of_join(self, equation: Equation) -> str:
        for deed, key in self._joined(equation):
            return self._named_pool(deed.merge.per, key)
        return ""

    def _pool(self, rule: str, key: str) -> str:
        told = self.names.receipt.rulebook.rules.get(rule)
        return "" if told is None else self._named_pool(told.per, key)

    def _named_pool(self, per: str, key: str) -> str:
        if per == "order" or not key:
            return ""
        return parenthesis(catalogue(self.names.language).pool(per, key, self.names), self.names.language)


def _verb(terms: Terms) -> Verb:
    if isinstance(terms.verb, Charge):
        return "add"
    if terms.prepays:
        return "deposit"
    return "give" if terms.gives else "off"


def _each(terms: Terms) -> Each:
    return "piece" if terms.rule.per == "piece" else terms.each
