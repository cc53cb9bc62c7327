"""Splits of large carts, by a solver: how much money of each kind goes into each order, then which pieces make it up.

Money can be divided anywhere, so what it saves is a bound under every way to divide the pieces, and it is found in a
moment: nothing tells one order of pieces from another. What keeps the bound from being reached is one more repeat of
a cut that repeats by itself, so each number of them is looked at by itself. With the coupons where that division puts
them, pieces are fitted that reach the same (:mod:`promocalc.choose.fitting`); where they do, nobody can do better.
Otherwise the pieces are divided afresh below the bound, as long as there is time. What comes of it is priced by the
engine. Needs OR-tools.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod
from time import monotonic_ns
from typing import Any, NamedTuple

from promocalc.choose.fitting import Fitting, fits
from promocalc.choose.model import Model, Plan
from promocalc.choose.parts import MOST_RUNS, Parts, Piece, TooLarge
from promocalc.choose.recognised import NotOfTheKind, Offer, recognise
from promocalc.choose.split import Split, answer, check_orders, or_one, split
from promocalc.choose.watch import UNWATCHED, Progress, Stage, Watch
from promocalc.formula.subject import Subject

SECONDS = 10
"""How long is looked for the best split, unless stated."""

EFFORT = Fraction(1, 2)
"""So long a solver works on one division of pieces, by its own measure, which is the same each time: some seconds."""


class Look(NamedTuple):
    """One way to look for the best division of money."""

    effort: Fraction = EFFORT
    """So long at the most."""
    from_bound: bool = False
    """Whether it comes from the bound down, and not from what is found up."""
    conflicts: int = 0
    """After so many it gives up; 0 for never."""


GLANCE = Look(conflicts=40)
"""What it finds is what others have to beat."""
LOOKS = tuple(Look(Fraction(1, part), from_bound) for part in (50, 10, 2) for from_bound in (False, True))
"""What is tried after a glance, until something is proven. Neither way is the best for all offers."""
BESIDE, MOST_PLANS = Look(Fraction(1, 20)), 4
"""How other divisions are looked for where no pieces come to the best, and of how many in all."""
SMALL = 64
"""Parts of a cart up to which all of them are looked at, without a solver."""
LAST = Fraction(1, 4)
"""So many seconds a solver has at the least, where there is hardly any time left."""
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
    pieces = solving.found()
    bound = solving.worth - solving.most
    return or_one(answer(subject, pieces, None, bound, 0, stopped=solving.stopped), subject, watch)


def solver_module() -> Any:
    """CP-SAT. Raises NoSolver where it is not installed."""
    try:
        from ortools.sat.python import cp_model  # type: ignore[import-not-found,unused-ignore]
    except ImportError as missing:
        raise NoSolver from missing
    return cp_model


class _Run(NamedTuple):
    """What one model came to."""

    plan: Plan | None
    """The best that was found, if any was."""
    most: int
    """Nobody saves more in this model."""
    short: int | None = None
    """By how many repeats it falls short of what there is; None where nothing repeats by itself."""


class _Solving:
    def __init__(self, offer: Offer, orders: int, cp: Any, seconds: int, watch: Watch) -> None:
        self.offer, self.orders, self.cp, self.watch = offer, orders, cp, watch
        self.worth = sum(worth * count for worth, count in zip(offer.worths, offer.pieces, strict=True))
        self.most = self.worth
        """Nobody saves more, as far as that is known."""
        self.models = 0
        self.stopped = False
        self.end = monotonic_ns() + seconds * 1_000_000_000

    def found(self) -> tuple[Piece, ...]:
        """The best orders that are found; how much anybody saves at the most is known by then."""
        money = self.money()
        best = self.fitted(money) if money is not None else None
        if money is not None and (best is None or best.saved < self.most):
            best = self.better(best, self.run(pieces=True, used=money.used, least=best))
        if best is None or best.saved < self.most:
            whole = self.run(pieces=True, least=best)
            self.most = min(self.most, whole.most)
            best = self.better(best, whole)
        if best is None:  # no time: everything in one order, with nothing used
            return (Piece(self.offer.pieces, self.offer.choosable),)
        placed = zip(best.taken, best.used, strict=True)
        return tuple(Piece(taken, self.offer.choosable - used) for taken, used in placed if any(taken))

    def better(self, plan: Plan | None, run: _Run) -> Plan | None:
        """What saves more."""
        return run.plan if plan is None or (run.plan is not None and run.plan.saved > plan.saved) else plan

    def money(self) -> Plan | None:
        """The best division of money that is found, and with it how much anybody saves at the most."""
        glance = self.run(pieces=False, look=GLANCE)
        self.most, best = glance.most, glance.plan
        if best is None or best.saved == self.most:
            return best
        open_ = dict.fromkeys(around(glance.short), self.most)
        """How much is saved at the most, by how many repeats fall short."""
        for look in LOOKS:
            for short in list(open_):
                run = self.run(pieces=False, least=best, short=short, look=look)
                best = run.plan or best  # it has to be better
                open_[short] = min(open_[short], run.most)
                if open_[short] <= best.saved:
                    del open_[short]
        self.most = max([best.saved, *open_.values()])
        return best

    def fitted(self, money: Plan) -> Plan | None:
        """Pieces that come close to a division of money, or to others with other coupons, as long as they promise more;
        where there are not too few of them for that."""
        if not fits(self.offer):
            return None
        best, tried = None, list[Plan]()
        plan: Plan | None = money
        while plan is not None:
            found = Fitting(self.offer, plan).found(plan.saved, self.going)
            best = found if best is None or found.saved > best.saved else best
            tried.append(plan)
            if best.saved >= self.most or len(tried) == MOST_PLANS or not self.going(best.saved):
                break
            plan = self.run(pieces=False, least=best, beside=tried, look=BESIDE).plan
        return best

    def going(self, saved: int) -> bool:
        """Tell what is saved by now: whether to go on."""
        self.watch.tell(Progress("pieces", self.models, None, self.worth - saved, self.worth - self.most))
        self.stopped = self.stopped or self.watch.stopped()
        return not self.stopped and monotonic_ns() < self.end

    def run(
        self,
        *,
        pieces: bool,
        used: Sequence[frozenset[str]] | None = None,
        least: Plan | None = None,
        short: tuple[int, int | None] | None = None,
        look: Look | None = None,
        beside: Sequence[Plan] = (),
    ) -> _Run:
        """One model, of money or of pieces, unless nobody waits for it, or the time is over and something is known:
        with the coupons ``used`` in each order, or free, but otherwise than in those ``beside``; where more is saved
        than by ``least``; where so many repeats fall ``short``."""
        self.stopped = self.stopped or self.watch.stopped()
        if self.stopped or (least is not None and monotonic_ns() >= self.end):
            return _Run(None, self.most)
        model = Model(self.offer, self.orders, self.cp, pieces=pieces)
        model.model.add(model.saved <= self.most)
        if used is not None:
            model.use(used)
        if least is not None:
            model.model.add(model.saved >= least.saved + 1)
        for plan in beside:
            model.use_otherwise(plan.used)
        if short is not None:
            model.falls_short(*short)
        solver = self.cp.CpSolver()
        # Half of the time that is left, so that there is some for what comes after.
        left = Fraction(self.end - monotonic_ns(), 2_000_000_000)
        solver.parameters.max_time_in_seconds = float(max(left, LAST))
        solver.parameters.max_deterministic_time = float(EFFORT if look is None else look.effort)
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        if look is not None:
            solver.parameters.cp_model_probing_level = 0  # it takes longer than what comes after it
            solver.parameters.optimize_with_lb_tree_search = look.from_bound
            solver.parameters.max_number_of_conflicts = look.conflicts or solver.parameters.max_number_of_conflicts
        status = self.solved(solver, model.model, "pieces" if pieces else "money")
        if status == self.cp.INFEASIBLE:
            return _Run(None, 0 if least is None else least.saved)
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):  # nothing is known yet
            return _Run(None, self.most)
        bound = min(self.most, -int(solver.response_proto.inner_objective_lower_bound))
        return _Run(model.plan(solver), bound, model.fallen_short(solver))

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


def around(short: int | None) -> list[tuple[int, int | None]]:
    """All numbers of repeats that may fall short: so many, fewer, one more, and even more."""
    if short is None:
        return [(0, None)]
    fewer: list[tuple[int, int | None]] = [(0, short - 1)] if short else []
    return [(short, short), *fewer, (short + 1, short + 1), (short + 2, None)]
