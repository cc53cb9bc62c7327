"""Whether several orders cost less than one, for the optimiser screen. No terminal library needed. Needs NumPy."""

from __future__ import annotations

from dataclasses import dataclass

from promocalc.choose.parts import TooLarge
from promocalc.choose.watch import Stopped
from promocalc.engine.receipt import Receipt
from promocalc.explain.best.split import SplitTold, SplitView
from promocalc.explain.best.split_large import too_large
from promocalc.explain.best.split_words import words
from promocalc.explain.best.words import words as of_best
from promocalc.explain.receipt.detail import Row
from promocalc.formula.subject import Subject
from promocalc.numbers.formula import NotExpressible, Reason
from promocalc.problems import ProblemGroup
from promocalc.tui.best import Worked
from promocalc.tui.best_answers import Answer, Halted, Refused
from promocalc.tui.best_words import best_words
from promocalc.tui.waiting import Waiting
from promocalc.tui.words import Language


@dataclass(frozen=True, eq=False)
class Orders:
    """A cart that was divided, or not."""

    told: SplitTold

    def rows(self, language: Language, /) -> list[Row]:
        """Whether to divide it, how sure that is, and what each order holds and uses."""
        view, best = SplitView(self.told, language), of_best(language).labels
        rows = [("", best_words(language).orders), *(("-", said) for said in view.actions())]
        rows += [(best.proof, view.proof())]
        if self.told.count > 1:
            rows += view.totals()[1:-1]
            for number in range(1, self.told.count + 1):
                goods = " + ".join(f"{item} ×{pieces}" for item, pieces, *_ in view.goods(number).rows)
                rows += [("", view.heading(number)), ("-", goods)]
                rows += [("-", said) for said in view.offers(number)]
            rows += [("", best.assumptions), *(("-", said) for said in view.of_orders())]
        return rows


@dataclass(frozen=True, eq=False)
class NoOrders:
    """Why nothing can be said of it."""

    subject: Subject
    now: Receipt
    large: TooLarge | None = None
    """It is too large; else there is no solver."""
    unproven: tuple[Reason, str] | None = None

    def rows(self, language: Language, /) -> list[Row]:
        """Why, and what would help."""
        said = (
            too_large(self.large, self.subject, self.now, language)
            if self.large is not None
            else words(language).no_solver()
        )
        if self.unproven is not None:
            said = of_best(language).cannot(*self.unproven)
        return [("", best_words(language).orders), ("-", said)]


def orders(worked: Worked, most: int, waiting: Waiting) -> Answer:
    """The cheapest way in at most so many orders; ``worked`` is what is known of one. The best so far where it is
    halted."""
    from promocalc.choose.solver import NoSolver, cheapest

    subject, now, told = worked.asked.subject, worked.asked.now, worked.told
    try:
        found = cheapest(subject, most, watch=waiting)
    except Stopped:
        return Halted()
    except NoSolver:
        return NoOrders(subject, now)
    except TooLarge as large:
        return NoOrders(subject, now, large)
    except NotExpressible as no:
        return NoOrders(subject, now, unproven=(no.reason, no.about))
    except ProblemGroup as group:
        return Refused(group.problems)
    one = told.receipt if told is not None and not told.best.gap else None
    return Orders(SplitTold(subject, found, most, now, one))
