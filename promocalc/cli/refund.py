"""``promocalc refund``: what comes back when goods go back, what is lost and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promocalc.cli.case import Case, moment_of, read_option
from promocalc.cli.diagnostics import Gathering, refused
from promocalc.cli.opened import answered
from promocalc.cli.over_time import ON, REPEATED, amounts_by_line, case_of, known_line, minor, parameters
from promocalc.cli.page import Paged, Switch
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language
from promocalc.problems import EmptyList, Problem, ProblemGroup, TooManyKeys, Where

if TYPE_CHECKING:
    from promocalc.engine import Receipt
    from promocalc.timeline import Refunded, Return

PAGE = Page(
    Words("What comes back when goods go back, and what is lost.", "退货能退多少，失去什么。"),
    Words(
        "By the refund policy of the rulebook; where it has none, the usual one is taken for granted, and said so. "
        "--at is when the order was made, --on when the goods go back. A RULEBOOK after the cart takes the place of "
        "the cart's own.",
        "按规则书的退款政策；没有写则按通常做法，并予说明。--at 是下单时刻，--on 是退货时刻。"
        "购物车之后可写规则书，代替购物车自己的。",
    ),
    (
        Example("promocalc refund cart.yaml --return 1", Words("all of line 1", "退掉商品 1 的全部")),
        Example(
            "promocalc refund cart.yaml --return 2=1 --received 2020-11-14T12:00+08:00 --on 2020-11-16T09:00+08:00",
            Words("one piece of line 2, two days after it came", "收货两天后退商品 2 的一件"),
        ),
    ),
)
_PIECES = Words("LINE[=N]", "商品[=N]")
_RETURN = Switch(
    ("--return", "returns"),
    Words(
        "Pieces of a line go back; all of it without a number. Repeatable.", "退某商品几件；不写件数则全退。可重复。"
    ),
    _PIECES,
    REPEATED,
)
_WORTH = Switch(
    ("--worth",),
    Words("A part of a line goes back, by its tag price. Repeatable.", "按标价退某商品的一部分。可重复。"),
    Words("LINE=AMOUNT", "商品=金额"),
    REPEATED,
)
_ALL = Switch(("--all", "everything"), Words("Everything goes back.", "全部退货。"), settings={"is_flag": True})
_BEFORE = Switch(
    ("--returned-before", "before"),
    Words("What had gone back before. Repeatable.", "此前已退的。可重复。"),
    _PIECES,
    REPEATED,
)
_SPENT = Switch(
    ("--spent",),
    Words(
        "The benefit of this rule has been used up, or so much of it. Repeatable.",
        "这条规则的返利已经用掉，或用掉了这么多。可重复。",
    ),
    Words("RULE[=AMOUNT]", "规则[=数额]"),
    REPEATED,
)
_NOTHING = Words(
    "nothing goes back: give --return LINE, --worth LINE=AMOUNT or --all",
    "没有说退什么：请给出 --return 商品、--worth 商品=金额 或 --all",
)


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="refund",
        callback=partial(_refund, language),
        params=parameters(language, _RETURN, _WORTH, _ALL, _BEFORE, _SPENT, ON),
    )


def _refund(
    language: Language,
    *,
    returns: tuple[str, ...],
    worth: tuple[str, ...],
    everything: bool,
    before: tuple[str, ...],
    spent: tuple[str, ...],
    on: str | None,
    as_json: bool,
    output: Path | None,
    force: bool,
    quiet: bool,
    width: int,
    ascii: bool,
    **said: Any,
) -> int:
    if not (returns or worth or everything):
        raise click.UsageError(_NOTHING.said(language), click.get_current_context())

    def make() -> str:
        gathering = Gathering()
        case = case_of(language, said, quiet=quiet, gathering=gathering)
        priced = not gathering.problems
        gone = gathering.each(before, lambda one: _return("--returned-before", one, case))
        back = gathering.each(returns, lambda one: _return("--return", one, case))
        back += gathering.read(lambda: _worth(worth, case)) or []
        back += gathering.read(lambda: _rest(everything, bool(returns or worth), gone, case)) or []
        moment = None if on is None else gathering.read(lambda: moment_of(on, "--on"))
        told = gathering.read(lambda: _told(case, back, gone, spent, moment)) if priced else None
        gathering.refuse()
        assert told is not None
        if as_json:
            from promocalc.explain.overtime.refund_json import dumps

            return dumps(told)
        from promocalc.explain.overtime.refund import text

        return text(told, language, width=width, ascii=ascii)

    return answered(make, language, as_json=as_json, output=output, force=force, quiet=quiet)


def _told(
    case: Case, back: list[Return], gone: list[Return], spent: tuple[str, ...], moment: datetime | None
) -> Refunded | None:
    """What comes back; None where nothing of what goes back could be read. Raises ProblemGroup."""
    from promocalc.timeline import refund

    receipt, gathering = case.price(), Gathering()
    used = dict(gathering.each(spent, lambda one: _spent(one, receipt, case)))
    told = None
    try:
        told = refund(receipt, back, at=moment, received=case.received, before=gone, spent=used)
    except ProblemGroup as group:
        # That nothing goes back is said only where nothing was meant to.
        found = [problem for problem in group.problems if back or problem.trouble != EmptyList()]
        gathering.problems += (_placed(problem, back, case) for problem in found)
    gathering.refuse()
    return told


def _placed(problem: Problem, back: list[Return], case: Case) -> Problem:
    """The option that a problem is about."""
    match problem.where.path:
        case ("returns", int(at), *_) if at < len(back) and back[at].worth is not None:
            option = "--worth"
        case ("returns", *_):
            option = "--return"
        case ("before", *_):
            option = "--returned-before"
        case ("spent", *_):
            option = "--spent"
        case ("at",):
            option = "--on"
        case _:
            return case.place(problem)
    return replace(problem, where=Where((option,)))


def _return(option: str, text: str, case: Case) -> Return:
    """``LINE`` or ``LINE=PIECES``; a line may have an equals sign in its name."""
    from promocalc.rules.values import read_whole
    from promocalc.timeline import Return

    if any(line.id == text for line in case.cart.value.lines):
        return Return(text)
    line, sign, count = (part.strip() for part in text.rpartition("="))
    known_line(option, line if sign else text, case)
    return Return(line, read_option(option, lambda: read_whole(count, 1)))


def _spent(text: str, receipt: Receipt, case: Case) -> tuple[str, int]:
    """``RULE``: all of it, or ``RULE=AMOUNT``: so many points, or so much money."""
    from promocalc.rules.values import read_amount, read_whole

    rule, sign, much = (part.strip() for part in text.partition("="))
    given = [one for one in receipt.later if one.rule == rule]
    if not sign:
        return rule, sum(one.amount for one in given)
    if any(one.points for one in given):
        return rule, read_option("--spent", lambda: read_whole(much, 0))
    return rule, read_option("--spent", lambda: minor("--spent", read_amount(much), case))


def _worth(texts: tuple[str, ...], case: Case) -> list[Return]:
    from promocalc.timeline import Return

    return [Return(line, worth=amount) for line, amount in amounts_by_line("--worth", texts, case).items()]


def _rest(everything: bool, others: bool, gone: list[Return], case: Case) -> list[Return]:
    """With ``--all``: every line of goods that has not all gone back.

    Raises ProblemGroup where ``others`` are named.
    """
    from promocalc.timeline import Return

    if not everything:
        return []
    if others:
        raise refused("--all", TooManyKeys(("--all", "--return")))
    pieces = {line.id: line.quantity for line in case.cart.value.lines if line.kind == "goods"}
    for one in gone:
        if one.line in pieces:
            pieces[one.line] -= pieces[one.line] if one.pieces is None else one.pieces
    return [Return(line) for line, left in pieces.items() if left > 0]
