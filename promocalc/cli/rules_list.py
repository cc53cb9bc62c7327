"""``promocalc rules list``: one line a rulebook."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from promocalc.cli.diagnostics import Exit
from promocalc.cli.page import Paged, json_option, lang_option
from promocalc.cli.shelf import SURENESS, confidence, spoken
from promocalc.cli.streams import put
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language

if TYPE_CHECKING:
    from promocalc.files.shipped import Shipped
    from promocalc.rules.rulebook import Rulebook

PAGE = Page(
    Words("List the shipped rulebooks.", "列出自带的规则书。"),
    Words(
        "Name, currency, title, how many sources it cites and how sure the least sure of them is. "
        "A dialect holds only defaults, for other rulebooks to extend.",
        "名称、货币、标题、注明几处来源、其中最不确定的有多可信。方言只含默认值，供其他规则书继承。",
    ),
    (
        Example("promocalc rules list", Words("a table", "一张表")),
        Example("promocalc rules list --json | jq -r '.rulebooks[].name'", Words("the names alone", "只要名称")),
    ),
)
_HEADER = (
    Words("name", "名称"),
    Words("currency", "货币"),
    Words("rules", "规则数"),
    Words("sources", "来源数"),
    Words("confidence", "可信度"),
    Words("title", "标题"),
)


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="list",
        callback=partial(list_rulebooks, language),
        params=[json_option(language), lang_option(language)],
    )


def list_rulebooks(language: Language, as_json: bool) -> int:
    """All of them, on stdout."""
    from promocalc.files.load import load_rulebook
    from promocalc.files.shipped import shipped

    books = [(one, load_rulebook(one.path)) for one in shipped("rulebook")]
    put(_as_json(books) if as_json else _as_table(books, language), None, language)
    return Exit.FINE


def _as_table(books: Sequence[tuple[Shipped, Rulebook]], language: Language) -> str:
    from promocalc.explain.cells import table

    rows = [tuple(words.said(language) for words in _HEADER)]
    for one, book in books:
        sure = confidence(book)
        rows.append(
            (
                one.name,
                book.currency,
                str(len(book.rules)),
                str(len(book.sources)),
                "-" if sure is None else SURENESS[sure].said(language),
                spoken(one.title, language),
            )
        )
    return "\n".join(table(rows, ("left", "left", "right", "right", "left", "left")))


def _as_json(books: Sequence[tuple[Shipped, Rulebook]]) -> str:
    import json

    entries = [
        {
            "name": one.name,
            "group": one.group,
            "title": {"en": one.title.en, "zh": one.title.zh},
            "currency": book.currency,
            "rules": len(book.rules),
            "sources": len(book.sources),
            "confidence": confidence(book),
        }
        for one, book in books
    ]
    return json.dumps({"schema": "promocalc.rulebooks/1", "rulebooks": entries}, ensure_ascii=False, indent=2)
