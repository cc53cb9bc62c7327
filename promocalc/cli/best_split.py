"""``promocalc best --split``: whether several orders cost less than one, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from promocalc.cli.asking import subject_of
from promocalc.cli.case import Case
from promocalc.explain.language import Language

if TYPE_CHECKING:
    from promocalc.choose.parts import TooLarge
    from promocalc.choose.watch import Watch
    from promocalc.engine.receipt import Receipt
    from promocalc.explain.best.split import SplitTold
    from promocalc.formula.subject import Subject


def told(case: Case, now: Receipt, most: int, budget: int | None, language: Language, watch: Watch) -> SplitTold:
    """The cheapest way in at most so many orders, beside what is paid ``now``.

    Raises ProblemGroup where what has to be used may not meet; UsageError where the cart is too large, or needs a
    library that is not there.
    """
    from promocalc.choose.parts import TooLarge
    from promocalc.choose.solver import NoSolver, cheapest
    from promocalc.explain.best.split import SplitTold
    from promocalc.explain.best.split_words import words
    from promocalc.explain.best.words import words as best_words
    from promocalc.numbers.formula import NotExpressible

    subject = subject_of(case)
    try:
        found = cheapest(subject, most, watch=watch)
    except NoSolver:
        raise click.UsageError(words(language).no_solver(), click.get_current_context()) from None
    except TooLarge as large:
        _refuse(large, subject, now, language)
    except NotExpressible as no:
        said = best_words(language).cannot(no.reason, no.about)
        raise click.UsageError(said, click.get_current_context()) from None
    return SplitTold(subject, found, most, now, _one(subject, watch), budget)


def _one(subject: Subject, watch: Watch) -> Receipt | None:
    """The cheapest way in one order; None where it cannot be told."""
    from promocalc.choose.best import Search
    from promocalc.choose.parts import TooLarge
    from promocalc.choose.split import split
    from promocalc.numbers.formula import NotExpressible

    try:
        best = Search(subject, watch=watch).best()
        if not best.gap:
            return best.receipt
    except NotExpressible:
        pass
    try:
        one = split(subject, 1, watch=watch)
    except TooLarge:
        return None
    return None if one.gap else one.orders[0].receipt


def _refuse(large: TooLarge, subject: Subject, now: Receipt, language: Language) -> NoReturn:
    """Say how large it is, and what keeps it from the solver where something does."""
    from promocalc.explain.best.split_large import too_large

    said = too_large(large, subject, now, language)
    raise click.UsageError(said, click.get_current_context()) from None
