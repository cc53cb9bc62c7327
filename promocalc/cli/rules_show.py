"""``promocalc rules show``: what a rulebook says, in words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

from promocalc.cli.complete import rulebook_names
from promocalc.cli.diagnostics import Exit
from promocalc.cli.page import Paged, argument, json_option, lang_option
from promocalc.cli.shelf import SURENESS, carts_of, ordered, spoken
from promocalc.cli.streams import put, standard_input
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language

if TYPE_CHECKING:
    from promocalc.files.shipped import Shipped
    from promocalc.rules.rule import Rule
    from promocalc.rules.rulebook import Rulebook, Source

PAGE = Page(
    Words("Show a rulebook in words.", "用文字说明一本规则书。"),
    Words(
        "Its rules in the order of the programme, its sources, and the shipped carts that belong to it. "
        "NAME is a shipped one, FILE your own; '-' reads stdin.",
        "按计价次序列出规则，再列出来源和属于它的自带购物车。名称指自带的，文件指你自己的；“-”表示标准输入。",
    ),
    (
        Example("promocalc rules show tmall-double11-2020", Words("a shipped one", "自带的一本")),
        Example("promocalc rules show my-shop.yaml --lang zh", Words("your own, in Chinese", "你自己的，用中文")),
    ),
)
WIDTH = 80
_BOOK = Words("NAME|FILE", "名称|文件")
_FACTS = Words("currency {currency}, time zone {zone}, fingerprint {hash}", "货币 {currency}，时区 {zone}，指纹 {hash}")
_EXTENDS = Words(", extends {name}", "，继承 {name}")
_RULES = Words("Rules, in the order of the programme", "规则（按计价次序）")
_SOURCES = Words("Sources", "来源")
_CARTS = Words("Carts: promocalc price NAME", "购物车：promocalc price 名称")
_PUBLISHED = Words("published {when}", "发布于 {when}")
_READ = Words("read {when}", "查阅于 {when}")
_SOURCE = Words("source: {text}", "来源：{text}")
_SURE = Words("confidence {word}", "可信度 {word}")


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
    from promocalc.files.load import load_rulebook

    book = load_rulebook(name, stdin=standard_input())
    carts = tuple(carts_of(book))
    text = _as_json(book, carts) if as_json else "\n".join(_lines(book, carts, language))
    put(text, None, language)
    return Exit.FINE


def _lines(book: Rulebook, carts: tuple[Shipped, ...], language: Language) -> Iterator[str]:
    from promocalc.engine.receipt import fingerprint

    title = spoken(book.title, language) if book.title is not None else book.name
    yield f"{title} [{book.name}]"
    facts = _FACTS.said(language, currency=book.currency, zone=book.timezone, hash=fingerprint(book))
    yield facts + (_EXTENDS.said(language, name=book.extends) if book.extends is not None else "")
    if book.rules:
        yield from ("", _RULES.said(language))
    for at, name in enumerate(ordered(book), 1):
        yield from _rule(f"{at:>3} {name}", book.rules[name], book, language)
    if book.sources:
        yield from ("", _SOURCES.said(language))
    for name, source in book.sources.items():
        yield from _source(name, source, language)
    if carts:
        yield from ("", _CARTS.said(language))
        yield from (f"    {one.name}  {spoken(one.title, language)}" for one in carts)


def _rule(heading: str, rule: Rule, book: Rulebook, language: Language) -> Iterator[str]:
    from promocalc.explain.rule import describe

    yield heading if rule.title is None else f"{heading}: {spoken(rule.title, language)}"
    yield from _indented(describe(rule, language, book))
    if rule.source is not None:
        yield from _indented(_SOURCE.said(language, text=spoken(rule.source, language)))


def _indented(text: str) -> Iterator[str]:
    from promocalc.explain.wrapping import wrap

    yield from (f"    {line}" for part in text.splitlines() for line in wrap(part, WIDTH - 4))


def _source(name: str, source: Source, language: Language) -> Iterator[str]:
    from promocalc.explain.names import clean

    yield f"  {name}: {spoken(source.title, language)}"
    if source.url is not None:
        yield f"    {clean(source.url)}"
    said = [
        *([_PUBLISHED.said(language, when=clean(source.published))] if source.published is not None else []),
        *([_READ.said(language, when=clean(source.read))] if source.read is not None else []),
        *([_SURE.said(language, word=SURENESS[source.confidence].said(language))] if source.confidence else []),
    ]
    if said:
        yield "    " + ("，" if language == "zh" else ", ").join(said)


def _as_json(book: Rulebook, carts: tuple[Shipped, ...]) -> str:
    import json

    from promocalc.engine.receipt import fingerprint

    said = {
        "schema": 1,
        "fingerprint": fingerprint(book),
        "order": list(ordered(book)),
        "carts": [one.name for one in carts],
        "rulebook": book.model_dump(mode="json", by_alias=True, exclude_defaults=True),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)
