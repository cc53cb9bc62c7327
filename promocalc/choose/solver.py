"""Splits of large carts, by a solver: how much money of each kind goes into each order, then which pieces make it up.

Money can be divided anywhere, so what it saves is a bound under every way to divide the pieces, and it is found in a
moment: nothing tells one order of pieces from another. With the coupons where that division puts them, pieces are
looked for that reach the same; where they do, nobody can do better. Otherwise the pieces are divided afresh below the
bound, as long as there is time. What comes of it is priced by the engine. Needs OR-tools.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod
from time import monotonic_ns
from typing import Any, NamedTuple

from promocalc.choose.parts import MOST_RUNS, Parts, Piece, TooLarge
from promocalc.choose.recognised import Cut, NotOfTheKind, Offer, recognise, siblings
from promocalc.choose.split import Split, answer, check_orders, or_one, split
from promocalc.choose.watch import UNWATCHED, Progress, Stage, Watch
from promocalc.formula.subject import Subject

SECONDS = 10
"""How long is looked for the best split, unless stated."""


class Look(NamedTuple):
    """One way to look for the best division of money."""

    way: str
    """What the solver calls it; empty for its usual way."""
    conflicts: int
    """After so many it gives up; 0 for never."""
    in_turn: bool
    """Whether orders are told apart by their coupons, or by what they hold."""


GLANCE = Look("", 300, True)
LOOKS = (
    Look("optimize_with_lb_tree_search", 40, False),
    Look("optimize_with_lb_tree_search", 40, True),
    Look("optimize_with_core", 0, True),
)
"""What is tried after a glance. None of them is the best for all offers."""
SMALL = 64
"""Parts of a cart up to which all of them are looked at, without a solver."""


MOMENT = Fraction(1, 20)
"""So many seconds at most until a solver hears that nobody waits for it."""


class NoSolver(ImportError):  # noqa: N818 - it names what happened
    """OR-tools is not there."""

    def __init__(self) -> None:
        super().__init__("splitting a cart of this size needs OR-tools: pip install 'promocalc[choose]'")


def cheapest(subject: Subject, most_orders: int, seconds: int = SECONDS, *, watch: Watch = UNWATCHED) -> Split:
    """The cheapest way to pay for a cart in at most so many orders: by a solver where it is there and knows the offer.

    Else every part of the cart is looked at. Where ``watch`` stops it, the best by then. Raises NoSolver where there
    are too many and a solver might do; TooLarge where it would not; ValueError and ProblemGroup as
    :func:`promocalc.choose.split.split` does.
    """
    if prod(line.quantity + 1 for line in subject.cart.lines if line.kind == "goods") <= SMALL:
        return split(subject, most_orders, watch=watch)
    missing: NoSolver | None = None
    try:
        return solve(subject, most_orders, seconds, watch=watch)
    except NotOfTheKind:
        pass
    except NoSolver as none:
        missing = none
    try:
        return split(subject, most_orders, watch=watch)
    except TooLarge:
        if missing is not None:
            raise missing from None
        raise


def solve(subject: Subject, most_orders: int, seconds: int = SECONDS, *, watch: Watch = UNWATCHED) -> Split:
    """The cheapest way to pay for a cart in at most so many orders, with a bound.

    About so many seconds are spent at the most; where ``watch`` stops it, fewer. Raises NotOfTheKind for an offer that
    it does not know, NoSolver without OR-tools, and else as :func:`promocalc.choose.split.split` does.
    """
    check_orders(most_orders)
    parts = Parts(subject, MOST_RUNS)
    offer = recognise(parts)
    solving = _Solving(offer, most_orders, solver_module(), seconds, watch)
    found = solving.found()
    bound = solving.worth - found.most_saved
    return or_one(answer(subject, found.pieces, None, bound, 0, stopped=solving.stopped), subject, watch)


def solver_module() -> Any:
    """CP-SAT. Raises NoSolver where it is not installed."""
    try:
        from ortools.sat.python import cp_model  # type: ignore[import-not-found,unused-ignore]
    except ImportError as missing:
        raise NoSolver from missing
    return cp_model


class _Found(NamedTuple):
    pieces: tuple[Piece, ...]
    most_saved: int
    """Nobody saves more, beyond what single pieces get off."""


class _Run(NamedTuple):
    """What one model came to."""

    saved: int | None
    """By what it found; None where it found nothing."""
    most: int
    """Nobody saves more in this model."""
    used: tuple[frozenset[str], ...]
    """By order: the coupons."""
    taken: tuple[tuple[int, ...], ...]
    """By order: how much of each kind, or how many pieces of each line."""


class _Solving:
    def __init__(self, offer: Offer, orders: int, cp: Any, seconds: int, watch: Watch) -> None:
        self.offer, self.orders, self.cp, self.watch = offer, orders, cp, watch
        self.worth = sum(worth * count for worth, count in zip(offer.worths, offer.pieces, strict=True))
        self.most = self.worth
        """Nobody saves more, as far as that is known."""
        self.models = 0
        self.stopped = False
        self.end = monotonic_ns() + seconds * 1_000_000_000
        kinds: dict[tuple[int, ...], list[int]] = {}
        for line in range(len(offer.lines)):
            inside = tuple(at for at, cut in enumerate(offer.cuts) if line in cut.lines)
            kinds.setdefault(inside, []).append(line)
        self.kinds = list(kinds.values())
        """Lines that no rule tells apart."""

    def found(self) -> _Found:
        money = self.money()
        most, best = money.most, None
        if money.saved is not None:
            best = self.run(pieces=True, used=money.used, most=most)
        if best is None or best.saved is None or best.saved < most:
            whole = self.run(pieces=True, most=most, known=best)
            most = min(most, whole.most)
            if whole.saved is not None:
                best = whole
        if best is None or best.saved is None:  # no time: everything in one order, with nothing used
            return _Found((Piece(self.offer.pieces, self.offer.choosable),), most)
        placed = [
            Piece(taken, self.offer.choosable - used)
            for taken, used in zip(best.taken, best.used, strict=True)
            if any(taken)
        ]
        return _Found(tuple(placed), most)

    def money(self) -> _Run:
        """The best division of money: at a glance, from the bound down, or with one cut after another."""
        best = self.run(pieces=False, look=GLANCE)
        for look in LOOKS:
            if best.saved == best.most:
                break
            other = self.run(pieces=False, look=look)
            most = min(best.most, other.most)
            better = other if best.saved is None or (other.saved is not None and other.saved > best.saved) else best
            best = better._replace(most=most)
        return best

    def run(
        self,
        *,
        pieces: bool,
        used: Sequence[frozenset[str]] | None = None,
        most: int | None = None,
        known: _Run | None = None,
        look: Look | None = None,
    ) -> _Run:
        """One model, of money or of pieces, unless nobody waits for it: with the coupons ``used`` in each order, or
        free; at ``most`` so much saved, and no less than is ``known``; with a ``look`` of its own."""
        if self.watch.stopped():
            self.stopped = True
            return _Run(None, self.worth if most is None else most, (), ())
        model = _Model(self, pieces=pieces, in_turn=look is None or look.in_turn)
        if used is not None:
            model.use(used)
        if known is not None and known.saved is not None:
            model.hint(known)
        if most is not None:
            model.model.add(model.saved <= most)
        solver = self.cp.CpSolver()
        # Half of the time that is left, so that there is some for what comes after.
        solver.parameters.max_time_in_seconds = max(1, (self.end - monotonic_ns()) // 2_000_000_000)
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        if look is not None and look.way:
            setattr(solver.parameters, look.way, True)
        if look is not None and look.conflicts:
            solver.parameters.max_number_of_conflicts = look.conflicts
        status = self.solved(solver, model.model, "pieces" if pieces else "money")
        fits = status in (self.cp.OPTIMAL, self.cp.FEASIBLE)
        bound = model.top if most is None else most
        if status != self.cp.UNKNOWN:  # there is no bound yet
            bound = min(bound, -int(solver.response_proto.inner_objective_lower_bound))
        if used is None:
            self.most = min(self.most, bound)
        if not fits:
            return _Run(None, bound, (), ())
        return _Run(
            int(solver.value(model.saved)),
            bound,
            tuple(
                frozenset(rule for (order, rule), one in model.chosen.items() if order == at and solver.value(one))
                for at in range(self.orders)
            ),
            tuple(tuple(int(solver.value(one)) for one in row) for row in model.taken),
        )

    def solved(self, solver: Any, model: Any, stage: Stage) -> Any:
        """What the solver says of a model. It works beside: nobody hears an interrupt while it does."""
        self.models += 1
        if self.watch is UNWATCHED:
            return solver.solve(model)
        from concurrent.futures import ThreadPoolExecutor, wait

        solver.parameters.catch_sigint_signal = False
        with ThreadPoolExecutor(1) as beside:
            run = beside.submit(solver.solve, model)
            try:
                while not run.done():
                    self.watch.tell(Progress(stage, self.models, bound=self.worth - self.most))
                    if self.watch.stopped():
                        self.stopped = True
                        solver.stop_search()
                    wait([run], float(MOMENT))
            finally:
                solver.stop_search()
            return run.result()


class _Model:
    """Amounts of money or pieces, in each order, and what every cut comes to."""

    def __init__(self, solving: _Solving, *, pieces: bool, in_turn: bool) -> None:
        self.solving, self.offer, self.cp = solving, solving.offer, solving.cp
        self.model = solving.cp.CpModel()
        self.chosen: dict[tuple[int, str], Any] = {}
        self.taken: list[list[Any]] = []
        self.cuts: list[list[Any]] = []
        """By order: what each cut takes."""
        self.repeats: list[list[Any]] = []
        """By order: how often each cut that repeats is made."""
        kinds, offer = solving.kinds, solving.offer
        worth = [sum(offer.worths[line] * offer.pieces[line] for line in kind) for kind in kinds]
        self.worth = {kind[0]: amount for kind, amount in zip(kinds, worth, strict=True)}
        self.top = sum(worth)
        counts = offer.pieces if pieces else worth
        for at in range(solving.orders):
            row = [self.model.new_int_var(0, count, f"take {at} {number}") for number, count in enumerate(counts)]
            self.taken.append(row)
        for number, count in enumerate(counts):
            self.model.add(sum(row[number] for row in self.taken) == count)
        self.amounts = [
            [sum(offer.worths[line] * row[line] for line in kind) for kind in kinds] if pieces else list(row)
            for row in self.taken
        ]
        for at in range(solving.orders):
            self.order(at)
        self.once()
        if in_turn:
            self.in_turn()
        else:
            for before, after in zip(self.amounts[:-1], self.amounts[1:], strict=True):
                self.model.add(sum(before) >= sum(after))
        self.together()
        self.saved = sum(one for row in self.cuts for one in row)
        self.model.minimize(-self.saved)

    def once(self) -> None:
        """A coupon is used in one order; of a group and of two that exclude each other, one in an order."""
        orders = range(self.solving.orders)
        rules = {rule for _, rule in self.chosen}
        for rule in sorted(rules):
            if rule in self.offer.coupons:
                self.model.add_at_most_one(self.chosen[at, rule] for at in orders)
        groups: dict[int, set[str]] = {}
        for cut in self.offer.cuts:
            if cut.choosable and cut.group >= 0:
                groups.setdefault(cut.group, set()).add(cut.rule)
        for at in orders:
            for group in groups.values():
                self.model.add_at_most_one(self.chosen[at, rule] for rule in sorted(group))
            for first, second in self.offer.apart:
                if {first, second} <= rules:
                    self.model.add_at_most_one((self.chosen[at, first], self.chosen[at, second]))

    def in_turn(self) -> None:
        """Orders are alike: each but the first is for a coupon after some coupon of the one before."""
        coupons = [rule for at, rule in self.chosen if not at and rule in self.offer.coupons]
        for at in range(1, self.solving.orders):
            for number, rule in enumerate(coupons):
                earlier = [self.chosen[at - 1, other] for other in coupons[:number]]
                self.model.add(self.chosen[at, rule] <= sum(earlier))

    def together(self) -> None:
        """How often a cut is made in all orders is a whole number, of what they hold together: orders cannot gain by
        their fractions what all of them do not have."""
        for number, cut in enumerate(self.offer.cuts):
            if cut.every:
                several = [times[number] for times in self.repeats]
                every = self.model.new_int_var(0, self.top // cut.every, f"all {number}")
                self.model.add(every == sum(several))
                self.model.add(cut.every * every <= sum(self.base(at, number) for at in range(self.solving.orders)))

    def order(self, at: int) -> None:
        """What every cut takes in one order."""
        self.cuts.append([])
        self.repeats.append([])
        needs: dict[tuple[int, bool, frozenset[int]], list[Any]] = {}
        bases: dict[tuple[int, bool, frozenset[int]], Any] = {}
        for number, cut in enumerate(self.offer.cuts):
            base = self.base(at, number)
            most = sum(self.worth[kind[0]] for kind in self.solving.kinds if kind[0] in cut.lines)
            if cut.choosable:
                active = self.chosen.setdefault((at, cut.rule), self.model.new_bool_var(f"use {at} {cut.rule}"))
            else:
                active = self.reached(base, cut.start, f"reach {at} {number}")
            feeds = any(
                not later.parallel and not siblings(cut, later) and cut.lines <= later.lines
                for later in self.offer.cuts[number + 1 :]
            )
            times = self.times(f"{at} {number}", cut, base, most, active, exact=feeds)
            self.repeats[at].append(times)
            self.cuts[at].append(self.amount(f"{at} {number}", cut, base, most, active, times, exact=feeds))
            if cut.choosable:
                # One row for a group: of what excludes each other, only one asks for its part of the sum.
                key = (cut.group if cut.group >= 0 else -2 - number, cut.parallel, cut.lines)
                needed = cut.every * times if cut.every > cut.start else cut.start * active
                needs.setdefault(key, []).append(needed)
                bases.setdefault(key, base)
                if cut.every and cut.every <= cut.start:
                    self.model.add(cut.every * times <= base)
        for key, several in needs.items():
            self.model.add(sum(several) <= bases[key])

    def base(self, at: int, number: int) -> Any:
        """What a cut looks at."""
        cut = self.offer.cuts[number]
        found = sum(
            amount for kind, amount in zip(self.solving.kinds, self.amounts[at], strict=True) if kind[0] in cut.lines
        )
        if not cut.parallel:
            for earlier, took in zip(self.offer.cuts[:number], self.cuts[at], strict=False):
                if earlier.lines <= cut.lines and not siblings(earlier, cut):
                    found = found - took
        return found

    def reached(self, base: Any, start: int, name: str) -> Any:
        """Whether an amount is large enough: a condition, true of every amount where it asks for nothing."""
        if start <= 0:
            return self.model.new_constant(1)
        found = self.model.new_bool_var(name)
        self.model.add(base >= start).only_enforce_if(found)
        self.model.add(base <= start - 1).only_enforce_if(found.negated())
        return found

    def times(self, name: str, cut: Cut, base: Any, most: int, active: Any, *, exact: bool) -> Any:
        """How often a cut that repeats is made: once for every whole so much, as far as its cap goes."""
        if not cut.every:
            return 0
        model, largest = self.model, most // cut.every
        capped = cut.cap is not None and cut.cap < cut.off * largest
        if capped and cut.cap is not None:
            largest = -(-cut.cap // cut.off)
        found = model.new_int_var(0, largest, f"times {name}")
        if cut.choosable or cut.start:
            model.add(found <= largest * active)
        if not cut.choosable:
            model.add(cut.every * found <= base)
        if exact:
            all_ = model.new_bool_var(f"all {name}") if capped else model.new_constant(0)
            model.add(found >= largest).only_enforce_if(all_)
            model.add(cut.every * found >= base - cut.every + 1).only_enforce_if(active, all_.negated())
        return found

    def amount(self, name: str, cut: Cut, base: Any, most: int, active: Any, times: Any, *, exact: bool) -> Any:
        """What a cut takes. What a later one looks at has to be exact: nobody may decline a part of a cut."""
        model, cap = self.model, most if cut.cap is None else min(cut.cap, most)
        if cut.every:
            raw = cut.off * times
            if cut.cap is None or cut.cap >= most // cut.every * cut.off or not cut.cap % cut.off:
                return raw
        elif cut.whole:
            more = {"half_up": cut.whole, "down": 0, "up": 2 * (cut.whole - 1)}[cut.mode]
            raw = model.new_int_var(0, most, f"raw {name}")
            exactly = 2 * cut.off * base + more - 2 * cut.whole * raw
            model.add(exactly >= 0)
            if exact:
                model.add(exactly <= 2 * cut.whole - 1).only_enforce_if(active)
        else:
            cap = min(cap, cut.off)
            if cap <= cut.start:
                return cap * active
            raw = base
        took = model.new_int_var(0, cap, f"took {name}")
        model.add(took <= cap * active)
        model.add(took <= raw)
        if exact:
            least = model.new_int_var(0, cap, f"least {name}")
            model.add_min_equality(least, [raw, cap])
            model.add(took == least).only_enforce_if(active)
        return took

    def use(self, used: Sequence[frozenset[str]]) -> None:
        """Decide which coupons are used where."""
        for (at, rule), one in self.chosen.items():
            self.model.add(one == (1 if rule in used[at] else 0))

    def hint(self, known: _Run) -> None:
        """Begin with what is known, and look for more."""
        for row, amounts in zip(self.taken, known.taken, strict=True):
            for one, amount in zip(row, amounts, strict=True):
                self.model.add_hint(one, amount)
        for (at, rule), one in self.chosen.items():
            self.model.add_hint(one, int(rule in known.used[at]))
        self.model.add(self.saved >= known.saved)
