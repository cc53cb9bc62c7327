"""Choosing, written down for CP-SAT as it reads: one boolean for every coupon in every order, one for every line there.

A cart is divided over orders (or is one), items may be added to it, and every deal is worked out exactly, one stage
after another. Nothing here is promocalc's but the deals that are asked about. Needs OR-tools.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from math import ceil
from typing import Any, NamedTuple

NAME = "one plain model in CP-SAT"
INSTALL = "not installed: pip install 'promocalc[choose]'"
MINOR = 100
"""Minor units of one unit of money."""


class Deal(NamedTuple):
    """So much off, or a rate, or so much of every so much; whole units of money."""

    name: str
    start: int = 0
    """From how much on."""
    off: int = 0
    """An amount; where there is a rate, nothing."""
    every: int = 0
    """0 where it does not repeat."""
    percent: int = 0
    cap: int = 0
    """0 where there is none."""
    store: str | None = None
    """None where it is for the whole order."""
    coupon: bool = True
    """Whether it is used once at the most, or left; otherwise it applies by itself, in every order that reaches it."""

    def rule(self) -> dict[str, Any]:
        """The same in promocalc's words."""
        take: dict[str, Any] = {"off": f"{self.percent}%" if self.percent else self.off}
        said: dict[str, Any] = {"take": take | ({"every": self.every} if self.every else {})}
        said |= {"from": self.start} if self.start else {}
        said |= {"cap": {"order": self.cap}} if self.cap else {}
        said |= {"on": {"store": self.store}} if self.store else {}
        return said | ({"use": "coupon"} if self.coupon else {})


class Goods(NamedTuple):
    """A line of one piece."""

    name: str
    store: str
    price: int
    """Minor units."""


class Problem(NamedTuple):
    """What is asked: one cart, stages of deals of which an order has one each, stores before the whole order."""

    lines: tuple[Goods, ...]
    stages: tuple[tuple[Deal, ...], ...]
    orders: int = 1
    items: tuple[Goods, ...] = ()
    """What may be added."""
    add: int = 0
    """How much may be added at the most: minor units."""
    least: int = 0
    """How much has to be added at the least."""


class Plain(NamedTuple):
    """What came of it; minor units."""

    pay: int | None
    """None where nothing was found in time."""
    bound: int
    proven: bool
    orders: tuple[tuple[frozenset[str], frozenset[str]], ...]
    """Of every order: its lines, and the coupons used in it."""
    added: frozenset[str]


def installed() -> bool:
    """Whether OR-tools is there."""
    return find_spec("ortools") is not None


def solve(problem: Problem, seconds: int) -> Plain:
    """The cheapest way, by one model on one worker, for so many seconds at the most."""
    return _Model(problem).solved(seconds)


class _Model:
    def __init__(self, problem: Problem) -> None:
        from ortools.sat.python import cp_model

        self.cp, self.problem, self.model = cp_model, problem, cp_model.CpModel()
        self.top = sum(line.price for line in problem.lines) + problem.add
        self.used: dict[tuple[int, str], Any] = {}
        self.inside = [self.members(at) for at in range(problem.orders)]
        self.added = {item: self.model.new_bool_var(f"add {item.name}") for item in problem.items}
        if problem.items:
            worth = sum(item.price * one for item, one in self.added.items())
            self.model.add_linear_constraint(worth, problem.least, problem.add)
        if problem.orders > 1:
            for line in problem.lines:
                self.model.add_exactly_one(inside[line] for inside in self.inside)
        self.saved: Any = 0
        for at in range(problem.orders):
            self.order(at)
        marked = sum(line.price for line in problem.lines)
        self.pay = marked + sum(item.price * one for item, one in self.added.items()) - self.saved
        for deal in (deal for stage in problem.stages for deal in stage if deal.coupon):
            self.model.add_at_most_one(self.used[at, deal.name] for at in range(problem.orders))
        self.model.minimize(self.pay)

    def members(self, at: int) -> dict[Goods, Any]:
        """By line: whether it is in an order."""
        lines = self.problem.lines
        if self.problem.orders == 1:
            return dict.fromkeys(lines, 1)
        return {line: self.model.new_bool_var(f"{line.name} in {at}") for line in lines}

    def order(self, at: int) -> None:
        """What is taken off an order: the amounts of its stores, then of all of it, after one stage and the next."""
        members = {**self.inside[at], **(self.added if not at else {})}
        asked = {deal.store for stage in self.problem.stages for deal in stage if deal.store is not None}
        left = {
            store: self.amount(sum(line.price * one for line, one in members.items() if line.store == store))
            for store in sorted(asked.union(line.store for line in members))
        }
        whole: Any = None
        for stage in self.problem.stages:
            store = stage[0].store
            if store is not None:
                left[store] = self.stage(at, stage, left[store])
            else:
                whole = self.stage(at, stage, self.amount(sum(left.values())) if whole is None else whole)

    def amount(self, value: Any) -> Any:
        """A sum with a name of its own."""
        if isinstance(value, int):
            return self.model.new_constant(value)
        found = self.model.new_int_var(0, self.top, "")
        self.model.add(found == value)
        return found

    def stage(self, at: int, deals: Sequence[Deal], base: Any) -> Any:
        """What is left of an amount once one of some deals has been taken off, or none."""
        model = self.model
        active = [self.active(at, deal, base) for deal in deals]
        model.add_at_most_one(active)
        took = []
        for deal, one in zip(deals, active, strict=True):
            took.append(model.new_int_var(0, self.most(deal), ""))
            model.add(took[-1] == self.cut(deal, base)).only_enforce_if(one)
            model.add(took[-1] == 0).only_enforce_if(~one)
        self.saved += sum(took)
        return self.amount(base - sum(took))

    def active(self, at: int, deal: Deal, base: Any) -> Any:
        """Whether a deal is made: a coupon by choice from its threshold on, any other exactly from there on."""
        model, start = self.model, MINOR * deal.start
        one = model.new_bool_var(f"use {deal.name} in {at}")
        model.add(base >= start).only_enforce_if(one)
        if deal.coupon:
            self.used[at, deal.name] = one
        else:
            model.add(base < start).only_enforce_if(~one)
        return one

    def cut(self, deal: Deal, base: Any) -> Any:
        """What a deal takes off where it is made: to the minor unit, and capped."""
        model, cap = self.model, MINOR * deal.cap or self.top
        if not deal.percent and not deal.every:
            return self.least(base, MINOR * deal.off) if deal.off > deal.start else MINOR * deal.off
        raw = model.new_int_var(0, self.top, "")
        if deal.percent:  # halves are rounded up
            model.add_division_equality(raw, 2 * deal.percent * base + 100, 200)
        else:
            times = model.new_int_var(0, self.top // (MINOR * deal.every), "")
            model.add_division_equality(times, base, MINOR * deal.every)
            model.add(raw == MINOR * deal.off * times)
        return self.least(raw, cap) if deal.cap else raw

    def most(self, deal: Deal) -> int:
        """What a deal takes off at the most."""
        once = self.top if deal.percent or deal.every else MINOR * deal.off
        return min(once, MINOR * deal.cap) if deal.cap else once

    def least(self, one: Any, most: int) -> Any:
        found = self.model.new_int_var(0, self.top, "")
        self.model.add_min_equality(found, [one, most])
        return found

    def solved(self, seconds: int) -> Plain:
        solver = self.cp.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 1
        status = solver.solve(self.model)
        bound = max(0, ceil(solver.best_objective_bound))
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return Plain(None, bound, False, (), frozenset())
        orders = tuple(
            (
                frozenset(line.name for line, one in inside.items() if solver.value(one)),
                frozenset(name for (order, name), one in self.used.items() if order == at and solver.value(one)),
            )
            for at, inside in enumerate(self.inside)
        )
        added = frozenset(item.name for item, one in self.added.items() if solver.value(one))
        return Plain(int(solver.value(self.pay)), bound, status == self.cp.OPTIMAL, orders, added)


def cover(prices: Sequence[int], threshold: int, groups: int, seconds: int) -> tuple[int | None, bool]:
    """By how much so many groups that each reach a threshold go beyond it, at the least; whether that is proven."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    held = Counter(prices)
    inside = [{price: model.new_int_var(0, count, "") for price, count in held.items()} for _ in range(groups)]
    for price, count in held.items():
        model.add(sum(row[price] for row in inside) <= count)
    sums = [sum(price * one for price, one in row.items()) for row in inside]
    for one in sums:
        model.add(one >= threshold)
    model.minimize(sum(sums) - groups * threshold)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return (round(solver.objective_value) if found else None), status == cp_model.OPTIMAL
