"""``promocalc best``: the cheapest legal way to pay, and the proof that it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promocalc.cli.asking import need, subject_of
from promocalc.cli.best_page import OWN, PAGE
from promocalc.cli.case import Case, Wanted, choices_of, read_option
from promocalc.cli.diagnostics import Exit, Gathering, refused
from promocalc.cli.opened import answered
from promocalc.cli.over_time import case_of, minor, parameters
from promocalc.cli.page import Paged
from promocalc.cli.words import Words
from promocalc.explain.language import Language
from promocalc.problems import (
    ChosenExcluded,
    OverBudget,
    Problem,
    ProblemGroup,
    TooManyChosen,
    Trouble,
    UnknownChoice,
    Where,
)

if TYPE_CHECKING:
    from promocalc.cart import Choices
    from promocalc.choose.watch import Watch
    from promocalc.engine.receipt import Receipt
    from promocalc.explain.best.split import SplitTold
    from promocalc.explain.best.told import BestTold

_NOT_BOTH = Words("{one} and {other} do not go together", "{one} 与 {other} 不能同时用")
_ONE_STDIN = Words(
    "stdin is read once: it cannot be both the cart and the catalogue",
    "标准输入只能读一次，不能既作购物车，又作凑单清单",
)
_USED_AND_SKIPPED = Words(
    "{rule!r} cannot both be used ({one}) and be left alone (--skip)", "“{rule}”不能既要用（{one}）又不用（--skip）"
)


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(PAGE, language, name="best", callback=partial(_best, language), params=parameters(language, *OWN))


def _best(
    language: Language,
    *,
    lock: tuple[str, ...],
    afresh: bool,
    budget: str | None,
    plans: int,
    split: int | None,
    add: str | None,
    drop: bool,
    format: str,
    as_json: bool,
    output: Path | None,
    force: bool,
    quiet: bool,
    width: int,
    ascii: bool,
    **said: Any,
) -> int:
    form = "json" if as_json else format
    _apart(language, split=split is not None, add=add is not None, drop=drop, budget=budget is not None)
    need(language, "numpy", extra="formula" if split is None else "choose")
    if said["cart"] == add == "-":
        raise click.UsageError(_ONE_STDIN.said(language), click.get_current_context())
    _agreeing(language, said["skip"], {"--lock": lock, "--use": said["use"]})
    said["use"] = (*said["use"], *lock)

    left = False
    """Whether less might be paid than is told."""

    def make() -> str:
        nonlocal left
        gathering = Gathering()
        case = case_of(language, said, quiet=quiet, gathering=gathering)
        limit = None if budget is None else gathering.read(partial(_amount, budget, case))
        gathering.refuse()
        case = _anew(case) if afresh else case
        if add is not None or drop:
            return _goods(case, lock, add, language, form, width=width, ascii=ascii)
        from promocalc.cli.progress import watching

        with watching(language, case.cart.value.currency, quiet=quiet) as watch:
            if split is not None:
                several = _split(case, lock, limit, split, language, watch)
                left = several.split.gap > 0
                return _written_split(several, language, form, width=width, ascii=ascii)
            told = _told(case, lock, limit, plans, language, watch)
            left = told.best.gap > 0
            return _written(told, language, form, width=width, ascii=ascii)

    code = answered(make, language, as_json=form == "json", output=output, force=force, quiet=quiet)
    return Exit.UNDECIDED if left and code is Exit.FINE else code


def _written(told: BestTold, language: Language, form: str, *, width: int, ascii: bool) -> str:
    if form == "json":
        from promocalc.explain.best.as_json import dumps

        return dumps(told)
    from promocalc.explain.best.text import text

    return text(told, language, width=width, ascii=ascii)


def _split(
    case: Case, lock: tuple[str, ...], budget: int | None, most: int, language: Language, watch: Watch
) -> SplitTold:
    """The cheapest way in several orders. Raises as :func:`_told` does."""
    from promocalc.cli.best_split import told

    now = _as_it_stands(case)
    with _located(lock, case):
        found = told(case, now, most, budget, language, watch)
    if budget is not None and found.split.pay > budget:
        fixed = bool(found.stated.use or found.stated.skip)
        over = _over(budget, found.split.pay, now.currency, proven=not found.split.gap, fixed=fixed)
        raise refused("--budget", over)
    return found


def _written_split(told: SplitTold, language: Language, form: str, *, width: int, ascii: bool) -> str:
    if form == "json":
        from promocalc.explain.best.split_json import dumps

        return dumps(told)
    from promocalc.explain.best.split import text

    return text(told, language, width=width, ascii=ascii)


def _apart(language: Language, **given: bool) -> None:
    """Raises UsageError where two options ask for different pages; a budget goes with the split."""
    some = [name for name, is_given in given.items() if is_given]
    if len(some) > 1 and some != ["split", "budget"]:
        said = _NOT_BOTH.said(language, one=f"--{some[0]}", other=f"--{some[1]}")
        raise click.UsageError(said, click.get_current_context())


def _agreeing(language: Language, skip: tuple[str, ...], use: dict[str, tuple[str, ...]]) -> None:
    """Raises UsageError where the options say of a rule that it is to be used, and that it is not."""
    for option, rules in use.items():
        for rule in rules:
            if rule in skip:
                said = _USED_AND_SKIPPED.said(language, rule=rule, one=option)
                raise click.UsageError(said, click.get_current_context())


def _goods(
    case: Case, lock: tuple[str, ...], catalogue: str | None, language: Language, form: str, *, width: int, ascii: bool
) -> str:
    """What to add out of a catalogue, or without one what could be dropped, written. Raises ProblemGroup."""
    if catalogue is not None:
        from promocalc.cli.best_add import items_of, told
        from promocalc.explain.best import add as best_add
        from promocalc.explain.best import add_json

        items = items_of(case, catalogue)
        with _located(lock, case):
            found = told(case, items)
        if form == "json":
            return add_json.dumps(found)
        return best_add.text(found, language, width=width, ascii=ascii)
    from promocalc.choose.drops import drops
    from promocalc.explain.best import drop as best_drop

    with _located(lock, case):
        dropped = drops(subject_of(case))
    return best_drop.dumps(dropped) if form == "json" else best_drop.text(dropped, language, width=width, ascii=ascii)


def _amount(text: str, case: Case) -> int:
    from promocalc.rules.values import read_amount

    return minor("--budget", read_option("--budget", lambda: read_amount(text)), case)


def _told(
    case: Case, lock: tuple[str, ...], budget: int | None, plans: int, language: Language, watch: Watch
) -> BestTold:
    """The cheapest way beside what is paid now.

    Raises ProblemGroup where what has to be used may not meet, or the budget is too small; UsageError where nothing
    can be proven.
    """
    from promocalc.choose.best import Search
    from promocalc.choose.plans import rivals
    from promocalc.explain.best.told import BestTold
    from promocalc.explain.best.words import words
    from promocalc.numbers.formula import NotExpressible

    with _located(lock, case):
        search = Search(subject_of(case), watch=watch)
        try:
            best = search.best()
            if best.gap:
                # They are told anyway, and may be better, or bring the bound closer.
                rivals(search, best)
                best = search.better(best)
        except NotExpressible as no:
            said = words(language).cannot(no.reason, no.about)
            raise click.UsageError(said, click.get_current_context()) from None
    if budget is not None and best.receipt.pay > budget:
        fixed, pay = bool(search.stated.use or search.stated.skip), best.receipt.pay
        raise refused("--budget", _over(budget, pay, best.receipt.currency, proven=not best.gap, fixed=fixed))
    now = _as_it_stands(case)
    # What is fixed may cost something; a search that is open says how much.
    freed = None
    if search.stated.use or search.stated.skip:
        freely = replace(case, choices=choices_of(replace(case.wanted, use=(), skip=()), _open(case)))
        with suppress(NotExpressible):
            freed = search.beside(subject_of(freely)).best().receipt.pay
    told = BestTold(search, best, now, (), plans, budget, freed)
    return replace(told, again=tuple(_again(case, told)))


def _open(case: Case) -> Choices:
    """What the cart has chosen, with nothing used and nothing left alone."""
    return case.cart.value.choices.model_copy(update={"use": (), "skip": ()})


def _anew(case: Case) -> Case:
    """The same with no choices but those of the options."""
    return replace(case, choices=choices_of(case.wanted, _open(case)))


def _as_it_stands(case: Case) -> Receipt:
    """What is paid with what the cart has chosen itself."""
    return replace(case, choices=choices_of(replace(case.wanted, use=(), skip=()), case.cart.value.choices)).price()


def _over(budget: int, least: int, currency: str, *, proven: bool, fixed: bool) -> OverBudget:
    from promocalc.explain.amounts import price

    return OverBudget(price(budget, currency), price(least, currency), proven, fixed)


# --- what may not be locked ---------------------------------------------------------------------------------


@contextmanager
def _located(lock: tuple[str, ...], case: Case) -> Iterator[None]:
    """Problems that are met meanwhile get their place; those with what was locked are at ``--lock``."""

    def placed(problem: Problem) -> Problem:
        found = case.place(problem)
        if found.where.path == ("--use",) and set(lock).intersection(_named(problem.trouble)):
            return replace(found, where=Where(("--lock",)))
        return found

    try:
        yield
    except ProblemGroup as group:
        raise ProblemGroup(tuple(map(placed, group.problems))) from None


def _named(trouble: Trouble) -> Sequence[str]:
    match trouble:
        case ChosenExcluded(names) | TooManyChosen(names):
            return names
        case UnknownChoice(name):
            return (name,)
        case _:
            return ()


# --- the command that prices it so ----------------------------------------------------------------------------


def _again(case: Case, told: BestTold) -> Iterator[str]:
    """The words of a command line whose receipt is that of the cheapest way."""
    wanted = case.wanted
    yield from ("promocalc", "price", wanted.cart)
    # Of a moment that nobody gave, now is another one when it is typed.
    at = wanted.at or (case.at.isoformat() if case.at is not None and case.cart.value.at is None else None)
    for option, value in (
        ("--rules", wanted.rules),
        ("--at", at),
        ("--balance-at", wanted.balance_at),
        ("--persona", wanted.persona),
    ):
        if value is not None:
            yield from (option, value)
    for option, values in (("--reading", wanted.reading), *_choosing(case, told)):
        for value in values:
            yield from (option, value)


def _choosing(case: Case, told: BestTold) -> list[tuple[str, tuple[str, ...]]]:
    """What to say to ``price``: what changes, where that says it all; else everything that is used or left alone."""
    from promocalc.choose.plans import applied

    own, moves, stated = case.cart.value.choices, told.moves, told.search.stated
    used, skip = told.best.choices.use, told.best.choices.skip
    some = applied(told.receipt)
    # What the cart would use, and what is decided afresh does not.
    stale = tuple(rule for rule in own.use if rule not in stated.use and rule not in some)
    brought = tuple(rule for rule in (*moves.use, *moves.keep) if rule in own.skip)
    for use, leave in (
        ((), ()),
        (moves.use, moves.leave),
        ((*moves.use, *moves.keep), moves.leave),
        (brought, skip),
    ):
        using = tuple(dict.fromkeys((*(rule for rule in stated.use if rule not in own.use), *use)))
        leaving = tuple(dict.fromkeys((*(rule for rule in stated.skip if rule not in own.skip), *leave, *stale)))
        receipt = told.priced(choices_of(Wanted("", use=using, skip=leaving), own))
        if receipt is not None and (receipt.pay, applied(receipt)) == (told.receipt.pay, some):
            return [("--use", using), ("--skip", leaving)]
    return [("--use", used), ("--skip", skip)]
