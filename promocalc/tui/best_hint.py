"""Whether the session's order could be paid cheaper: what the first screen says of it. No terminal library needed.

It is found beside the screen, and only where it is proven quickly. Needs NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass

from promocalc.choose.best import Search
from promocalc.choose.watch import Stopped
from promocalc.engine.receipt import Receipt
from promocalc.explain.best.told import BestTold
from promocalc.explain.names import Names
from promocalc.numbers.formula import NotExpressible
from promocalc.problems import ProblemGroup
from promocalc.tui.actions import ACTIONS
from promocalc.tui.best_asked import Asked
from promocalc.tui.best_words import best_words
from promocalc.tui.limits import Limits
from promocalc.tui.session import Session
from promocalc.tui.waiting import Waiting
from promocalc.tui.words import Language

MOST_ROWS = 4_096
"""Combinations that are told apart at once, at the most: a search that needs more is left to those who ask for it."""


@dataclass(frozen=True, eq=False)
class Hint:
    """A cheaper way."""

    told: BestTold

    def texts(self, language: Language) -> tuple[str, str]:
        """What to change, and what is paid then: one line; and the same without the names of the offers."""
        told, say = self.told, best_words(language)
        names, moves = Names(told.receipt, language), told.moves
        use, leave = (names.rules(some) for some in (moves.use, moves.leave))
        if use:
            do = (say.hint_instead if leave else say.hint_use).format(rules=use)
        else:
            do = say.hint_leave.format(rules=leave) if leave else say.hint_otherwise
        key = next(action.shown_key for action in ACTIONS if action.id == "best")
        pay, saved = names.price(told.receipt.pay), names.price(told.saved)
        full, short = (say.hint.format(key=key, do=one, pay=pay, saved=saved) for one in (do, say.hint_short))
        return full, short


def hint(session: Session, now: Receipt, limits: Limits, waiting: Waiting) -> Hint | None:
    """A way that is cheaper than what is paid ``now``; None where there is none, or that is not quickly proven."""
    asked = Asked.of(session, now, limits)
    search = Search(asked.subject, watch=waiting)
    try:
        if not search.expressible:
            return None
        found = search.best(MOST_ROWS)
    except (Stopped, NotExpressible, ProblemGroup):
        return None
    told = BestTold(search, found, now)
    return Hint(told) if told.saved > 0 and not found.gap and not waiting.stopped() else None
