"""``promocalc rules show``: what a rulebook says, in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from promocalc.cli.complete import rulebook_names
from promocalc.cli.diagnostics import Exit
from promocalc.cli.page import Paged, argument, json_option, lang_option
from promocalc.cli.shelf import carts_of, ordered
from promocalc.cli.streams import put, standard_input
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language

if TYPE_CHECKING:
    from promocalc.files.shipped import Shipped
    from promocalc.rules.protection import Protection
    from promocalc.rules.refund import Refund
    from promocalc.rules.rulebook import Rulebook

PAGE = Page(
    Words("Show a rulebook in words.", "用文字说明一本规则书。"),
    Words(
        "Its rules in the order of the programme, how they stack, what its defaults fix, its sources, and the shipped "
        "carts that belong to it. "
        "NAME is a shipped one, FILE your own; '-' reads stdin.",
        "按计价次序列出规则，再说明规则怎样叠加、默认规定了什么，并列出来源和属于它的自带购物车。"
        "名称指自带的，文件指你自己的；“-”表示标准输入。",
    ),
    (
        Example("promocalc rules show tmall-double11-2020", Words("a shipped one", "自带的一本")),
        Example("promocalc rules show my-shop.yaml --lang zh", Words("your own, in Chinese", "你自己的，用中文")),
    ),
)
_BOOK = Words("NAME|FILE", "名称|文件")


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="show",
        callback=partial(_show, language),
        params=[
            argument(language, "name", metavar=_BOOK, shell_complete=rulebook_names),
            json_option(language),
            lang_option(language),
        ],
    )


def _show(language: Language, name: str, as_json: bool) -> int:
    from promocalc.cli.rules_text import lines
    from promocalc.files.load import load_rulebook

    book = load_rulebook(name, stdin=standard_input())
    carts = tuple(carts_of(book))
    text = _as_json(book, carts) if as_json else "\n".join(lines(book, carts, language))
    put(text, None, language)
    return Exit.FINE


def _as_json(book: Rulebook, carts: tuple[Shipped, ...]) -> str:
    import json

    from promocalc.engine.receipt import fingerprint
    from promocalc.files.write import book_data
    from promocalc.rules.programme import write_node

    said = {
        "schema": "promocalc.rulebook/1",
        "fingerprint": fingerprint(book),
        "order": list(ordered(book)),
        "price": None if book.price is None else write_node(book.price),
        "defaults": book.effective_defaults.model_dump(mode="json", by_alias=True),
        "refund": _said(book.effective_refund),
        "protection": _said(book.effective_protection),
        "carts": [one.name for one in carts],
        "rulebook": book_data(book),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _said(policy: Refund | Protection | None) -> dict[str, object] | None:
    """A policy as a file writes it, its own or that of what it extends."""
    return None if policy is None else policy.model_dump(mode="json", by_alias=True)
