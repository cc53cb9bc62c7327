"""``promocalc price``: the receipt of a cart."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promocalc.cli.case import Wanted
from promocalc.cli.complete import files
from promocalc.cli.opened import answered, opened
from promocalc.cli.page import Paged, argument, json_option, lang_option, option, quiet_option
from promocalc.cli.price_page import CART, PAGE, WHAT, WRITING
from promocalc.explain.language import Language

if TYPE_CHECKING:
    from promocalc.engine.receipt import Receipt


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
    form = "json" if as_json else format
    width, plain = said.pop("width"), said.pop("ascii")

    def make() -> str:
        receipt = opened(Wanted(**said), language, quiet=quiet).price()
        return written(receipt, form, language, width, plain)

    return answered(make, language, as_json=form == "json", output=output, force=force, quiet=quiet)


def written(receipt: Receipt, form: str, language: Language, width: int, plain: bool) -> str:
    """A receipt in one of the forms."""
    if form == "json":
        from promocalc.explain.receipt.as_json import dumps

        return dumps(receipt)
    if form == "markdown":
        from promocalc.explain.receipt.markdown import markdown

        return markdown(receipt, language)
    from promocalc.explain.receipt.text import text

    return text(receipt, language, width=width, ascii=plain)
