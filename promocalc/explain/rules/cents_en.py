"""How cents behave, in English: rounding, sharing, and where more would be taken than may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from promocalc.explain.rules.terms import Titles, names_label
from promocalc.explain.rules.views_en import view
from promocalc.money import Odd, Rounding
from promocalc.rules.cents import Over, Rank, Share


def rounding_mode(mode: Rounding) -> str:
    """What happens to a fraction of the unit."""
    match mode:
        case Rounding.HALF_UP:
            return "half up"
        case Rounding.HALF_DOWN:
            return "half down"
        case Rounding.HALF_EVEN:
            return "half to even"
        case Rounding.UP:
            return "up"
        case Rounding.DOWN:
            return "down"
        case _:
            assert_never(mode)


def odd(way: Odd) -> str:
    """Who gets the odd cents."""
    match way:
        case Odd.LARGEST:
            return "odd cents to the largest remainders"
        case Odd.FIRST:
            return "rounded down, odd cents one by one from the first on"
        case Odd.LAST:
            return "rounded down, odd cents to the last"
        case Odd.CARRY:
            return "the odd cent is carried from line to line"
        case Odd.NEAREST_FIRST:
            return "each rounded (a half down), the difference one by one from the first on"
        case Odd.NEAREST_LAST:
            return "each rounded (a half up), the difference to the last"
        case Odd.HEAVIEST:
            return "rounded down, odd cents to the one that bears most"
        case _:
            assert_never(way)


def over(what: Over, who: str = "a rule") -> Iterator[str]:
    """When more would be taken than may be, than is left of a line first; sentences without a full stop."""
    match what.room:
        case "clip" if what.cap != "clip":
            pass
        case "clip":
            yield f"Where {who} would take more than may go, the rest is lost"
        case "refuse":
            yield f"Where {who} would take more than may go, it takes nothing"
        case "respread":
            yield "What a line cannot bear, the others bear as far as they can"
        case _:
            assert_never(what.room)
    match what.cap:
        case "clip":
            return
        case "refuse":
            yield "Where a cap lets through less than it would take, it takes nothing"
        case _:
            assert_never(what.cap)


def share(told: Share, titles: Titles, what: str = "A deduction") -> str:
    """How deductions are divided, and over what."""
    before = ""
    if told.by is None:
        by = "to what its rate is taken of"
    elif told.by.counts_pieces:
        by = "to the number of pieces"
    else:
        by = f"to {view(str(told.by), titles)}"
        before = "; before that stage to what its rate is taken of" if names_label(told.by, titles) else ""
    even = "; where none has any weight, piece by piece alike" if told.zero == "even" else ""
    return f"{what} is divided over {_bearers(told)} in proportion {by}{before}{even}; {odd(told.odd)}"


def _bearers(told: Share) -> str:
    match told.over:
        case "picked":
            return "its lines"
        case "sets":
            return "all pieces of its sets"
        case "pool":
            return "everything that it counts together"
        case "order":
            return "all goods of the order"
        case _:
            assert_never(told.over)


def rank(told: Rank) -> str:
    """What dear and cheap look at."""
    match told:
        case "running":
            return "Dear and cheap go by what a piece costs at this point"
        case "marked":
            return "Dear and cheap go by the tag price"
        case _:
            assert_never(told)
