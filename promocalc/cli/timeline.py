"""``promocalc timeline``: what is paid when, what is at stake, and which way is the cheapest."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promocalc.cli.complete import files
from promocalc.cli.diagnostics import Gathering
from promocalc.cli.opened import answered
from promocalc.cli.over_time import REPEATED, by_line, case_of, parameters
from promocalc.cli.page import Paged, Switch
from promocalc.cli.streams import put, refuse_to_replace
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language

if TYPE_CHECKING:
    from promocalc.timeline import Timeline

PAGE = Page(
    Words("What is paid when, and what is at stake in between.", "什么时候付多少，中间会损失什么。"),
    Words(
        "Every window with a date: deposit, balance, coupons, returns, price protection, promises. What comes back "
        "when you stop, by the terms and by the law; the ways it can go, and how sure one has to be for a deposit to "
        "pay. What is worth knowing is told without being asked; it changes no exit code.\n\n"
        "A RULEBOOK after the cart takes the place of the cart's own.",
        "每个有日期的窗口：定金、尾款、券、退货、价保、承诺。何时放弃、按条款和按法律各退多少；几种走法各付多少，"
        "要有多大把握付定金才划算。值得留意之处不问也会说，不影响退出码。\n\n购物车之后可写规则书，代替购物车自己的。",
    ),
    (
        Example("promocalc timeline cart.yaml", Words("the line, the windows, the ways", "时间线、窗口、走法")),
        Example(
            "promocalc timeline cart.yaml --price 1=499 --ics windows.ics",
            Words(
                "what if line 1 costs 499 when the balance is paid; and the windows for a calendar",
                "如果付尾款时商品 1 是 499 会怎样；并导出日历文件",
            ),
        ),
    ),
)
_PRICE = Switch(
    ("--price",),
    Words(
        "What if one piece of a line costs this when the balance is paid; the deposit stays. Repeatable.",
        "如果付尾款时某商品一件是这个价会怎样；定金不变。可重复。",
    ),
    Words("LINE=PRICE", "商品=价格"),
    REPEATED,
)
_ICS = Switch(
    ("--ics",),
    Words(
        "Also write the windows as a calendar file; with '-' it is what is printed, or goes where --output says.",
        "另存日历文件；“-”则代替文本，写到标准输出或 --output 所指的文件。",
    ),
    Words("FILE|-", "文件|-"),
    {"type": click.Path(path_type=Path, allow_dash=True), "shell_complete": files},
)
_NO_CALENDAR = Words(
    "calendar files need a library that is not installed: pip install 'promocalc[{extra}]'",
    "日历文件需要一个尚未安装的库：pip install 'promocalc[{extra}]'",
)
_NO_DATES = Words("nothing in this order has a date: there is no calendar to write", "这一单没有任何日期：没有日历可写")
_BOTH = Words("stdout takes either the calendar or JSON", "标准输出只能是日历或 JSON 之一")
_DASH = Path("-")


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="timeline",
        callback=partial(_timeline, language),
        params=parameters(language, _PRICE, _ICS),
    )


def _timeline(
    language: Language,
    *,
    price: tuple[str, ...],
    ics: Path | None,
    as_json: bool,
    output: Path | None,
    force: bool,
    quiet: bool,
    width: int,
    ascii: bool,
    **said: Any,
) -> int:
    if ics == _DASH and as_json:
        raise click.UsageError(_BOTH.said(language), click.get_current_context())
    refuse_to_replace(None if ics == _DASH else ics, language, force=force, option="--ics")

    def make() -> str:
        from promocalc.rules.values import read_amount
        from promocalc.timeline import scenarios

        gathering = Gathering()
        case = case_of(language, said, quiet=quiet, gathering=gathering)
        prices = gathering.read(lambda: by_line("--price", price, case, read_amount))
        gathering.refuse()
        with case.located():
            found = scenarios(case.bought, case.rulebook, case.choices, case.at, case.balance_at, prices or None)
        if ics is not None:
            written = calendar(found.timeline, language)
            if ics == _DASH:
                return written
            put(written, ics, language, force=force, quiet=quiet)
        if as_json:
            from promocalc.explain.overtime.timeline_json import dumps

            return dumps(found)
        from promocalc.explain.overtime.timeline import text

        return text(found, language, width=width, ascii=ascii)

    return answered(make, language, as_json=as_json, output=output, force=force, quiet=quiet)


def calendar(timeline: Timeline, language: Language) -> str:
    """The windows as a calendar file. Raises UsageError where the library for it is not there, or nothing to write."""
    from promocalc.explain.overtime.calendar_words import CalendarWords
    from promocalc.timeline import CalendarMissing, NoDates, ics

    try:
        return ics(timeline, CalendarWords(language)).decode()
    except CalendarMissing as missing:
        raise click.UsageError(_NO_CALENDAR.said(language, extra=missing.extra)) from None
    except NoDates:
        raise click.UsageError(_NO_DATES.said(language)) from None
