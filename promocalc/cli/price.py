"""``promocalc price``: the receipt of a cart."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promocalc.cli.case import Wanted, open_wanted
from promocalc.cli.complete import files
from promocalc.cli.diagnostics import Exit, narrate
from promocalc.cli.page import Paged, argument, json_option, lang_option, option, quiet_option
from promocalc.cli.price_page import CART, PAGE, WHAT, WRITING
from promocalc.cli.streams import put, refuse_to_replace, standard_input
from promocalc.cli.words import Words
from promocalc.explain.language import Language

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
    width, plain = said.pop("width"), said.pop("ascii")
    case = open_wanted(Wanted(**said), standard_input())
    if case.lacks_moment:
        now = datetime.now().astimezone().replace(microsecond=0)
        narrate(_NOW.said(language, at=now.isoformat(" ")), quiet=quiet)
        case = replace(case, at=now)
    text = written(case.price(), "json" if as_json else format, language, width, plain)
    put(text, output, language, force=force, quiet=quiet)
    return Exit.FINE


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
