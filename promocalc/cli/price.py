"""``promocalc price``: the receipt of a cart."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from promocalc.cli.case import Wanted, open_wanted
from promocalc.cli.complete import files
from promocalc.cli.diagnostics import Exit, narrate
from promocalc.cli.page import Paged, argument, json_option, lang_option, option, quiet_option
from promocalc.cli.price_page import CART, PAGE, WHAT, WRITING
from promocalc.cli.streams import put, refuse_to_replace, standard_input
from promocalc.cli.words import Words
from promocalc.explain.language import Language
from promocalc.problems import ProblemGroup

if TYPE_CHECKING:
    from promocalc.engine.receipt import Receipt

_NOW = Words(
    "no moment given, and a rule asks for one: priced as of now, {at}",
    "没有给出时刻，而有规则要看时刻：按现在计价，{at}",
)


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="price",
        callback=partial(_price, language),
        params=[
            argument(language, "cart", metavar=CART, shell_complete=files),
            *(option(language, switch) for switch in (*WHAT, *WRITING)),
            json_option(language),
            lang_option(language),
            quiet_option(language),
        ],
    )


def _price(
    language: Language, *, format: str, as_json: bool, output: Path | None, force: bool, quiet: bool, **said: Any
) -> int:
    refuse_to_replace(output, language, force=force)
    form = "json" if as_json else format
    width, plain = said.pop("width"), said.pop("ascii")
    try:
        receipt = _receipt(Wanted(**said), language, quiet=quiet)
    except ProblemGroup as group:
        if form != "json":
            raise
        from promocalc.cli.listing import listed

        put(listed(group.problems, language), None, language)
        return Exit.BAD_INPUT
    put(written(receipt, form, language, width, plain), output, language, force=force, quiet=quiet)
    return Exit.FINE


def _receipt(wanted: Wanted, language: Language, *, quiet: bool) -> Receipt:
    """The receipt; as of now, and said so, where a rule asks for a moment that nobody gave.

    Raises ProblemGroup.
    """
    case = open_wanted(wanted, standard_input())
    if case.lacks_moment:
        now = datetime.now(ZoneInfo(case.rulebook.timezone)).replace(microsecond=0)
        narrate(_NOW.said(language, at=now.isoformat(" ")), quiet=quiet)
        case = replace(case, at=now)
    return case.price()


def written(receipt: Receipt, form: str, language: Language, width: int, plain: bool) -> str:
    """A receipt in one of the forms."""
    if form == "json":
        from promocalc.explain.receipt_json import dumps

        return dumps(receipt)
    if form == "markdown":
        from promocalc.explain.markdown import markdown

        return markdown(receipt, language)
    from promocalc.explain.receipt import text

    return text(receipt, language, width=width, ascii=plain)
