"""``promocalc formula``: what a price is, as equations that can be checked by hand."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promocalc.cli.asking import UNKNOWN_NAME, WHAT_NAME, need, subject_of, unknown_of
from promocalc.cli.case import Case
from promocalc.cli.diagnostics import Gathering
from promocalc.cli.opened import answered
from promocalc.cli.over_time import REPEATED, case_of, parameters
from promocalc.cli.page import Paged, Switch
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language

if TYPE_CHECKING:
    from promocalc.engine.grain import Detail
    from promocalc.explain.formula.text import FormulaView
    from promocalc.formula.unknowns import Unknown

PAGE = Page(
    Words("What a price is, as equations with their figures.", "把价格写成公式，并代入数值。"),
    Words(
        "The price of every line stays open, or what --unknown names. One equation for each figure of a rule, in the "
        "currency's own units, with the figures of this cart beside it: every line can be checked by hand. They hold "
        "for these goods, this shopper, this moment and these choices, whatever the values of what stays open.\n\n"
        f"{UNKNOWN_NAME.en}\n\n"
        "A RULEBOOK after the cart takes the place of the cart's own.",
        "未知数是每件商品的单价，或 --unknown 所写的。规则的每个数一条公式，以货币单位书写，旁边代入这个购物车的数值，"
        "每一行都能手工验算。公式适用于这些商品、这个身份、这个时刻和这些选择；未知数取任何值都成立。\n\n"
        f"{UNKNOWN_NAME.zh}\n\n"
        "购物车之后可写规则书，代替购物车自己的。",
    ),
    (
        Example("promocalc formula cart.yaml", Words("what is paid, over the prices", "应付怎样由单价算出")),
        Example(
            "promocalc formula cart.yaml --unknown price:1 --unknown R3.every --detail lines",
            Words(
                "over one price and a step of a rule, down to what each line costs",
                "以一个单价和一条规则的“每满多少”为未知数，细到每件商品的价格",
            ),
        ),
        Example("promocalc formula cart.yaml --format latex -o price.tex", Words("for a document", "用于排版的 LaTeX")),
    ),
)
_UNKNOWN = Switch(
    ("--unknown",),
    Words("What stays open. Repeatable.", "未知数是什么。可重复。"),
    WHAT_NAME,
    REPEATED,
)
_DETAIL = Switch(
    ("--detail",),
    Words(
        "Down to what is paid, or to what every line costs; pay unless given.",
        "细到应付为止，或细到每件商品的价格；不给则为 pay。",
    ),
    settings={"type": click.Choice(("pay", "lines")), "default": "pay"},
)
_FORMAT = Switch(
    ("--format",),
    Words(
        "Text on lines, Unicode over several rows, LaTeX, or JSON; text unless given.",
        "单行的文本、多行的 Unicode、LaTeX 或 JSON；不给则为 text。",
    ),
    settings={"type": click.Choice(("text", "unicode", "latex", "json")), "default": "text"},
)
_NOT_ASCII = Words("--ascii does not go with --format unicode", "--ascii 不能与 --format unicode 同用")


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="formula",
        callback=partial(_formula, language),
        params=parameters(language, _UNKNOWN, _DETAIL, _FORMAT),
    )


def _formula(
    language: Language,
    *,
    unknown: tuple[str, ...],
    detail: Detail,
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
    if form == "unicode" and ascii:
        raise click.UsageError(_NOT_ASCII.said(language), click.get_current_context())
    if form in ("unicode", "latex"):
        need(language, "sympy")

    def make() -> str:
        gathering = Gathering()
        case = case_of(language, said, quiet=quiet, gathering=gathering)
        view = _view(case, unknown, detail, language, gathering)
        if form == "json":
            from promocalc.explain.formula.as_json import dumps

            return dumps(view)
        if form == "latex":
            from promocalc.explain.formula import latex as formula_latex

            return formula_latex.text(view)
        from promocalc.explain.formula.text import text

        return text(view, width=width, ascii=ascii, pictures=form == "unicode")

    return answered(make, language, as_json=form == "json", output=output, force=force, quiet=quiet)


def _view(
    case: Case, unknown: tuple[str, ...], detail: Detail, language: Language, gathering: Gathering
) -> FormulaView:
    """The equations. Raises ProblemGroup, and UsageError where equations cannot say it."""
    from promocalc.explain.formula.text import FormulaView
    from promocalc.explain.formula.unknown_words import UnknownWords
    from promocalc.explain.formula.words import words
    from promocalc.formula.asked import read_unknown
    from promocalc.formula.equations import equations
    from promocalc.numbers.formula import NotExpressible

    subject = subject_of(case)
    some = gathering.each(unknown, partial(_unknown, subject))
    gathering.refuse()
    receipt = case.price()
    try:
        told = equations(subject, tuple(dict.fromkeys(some)) or None, detail)
    except NotExpressible as no:
        about = no.about
        if no.reason in ("nothing", "together"):
            about = UnknownWords(subject, language).name(read_unknown(about, subject))
        said = words(language).why(no.reason, about)
        raise click.UsageError(said, click.get_current_context()) from None
    return FormulaView(subject, receipt, told, language)


def _unknown(subject: Any, text: str) -> Unknown:
    return unknown_of("--unknown", text, subject)
