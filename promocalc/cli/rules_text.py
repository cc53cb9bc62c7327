"""A rulebook in words: what ``promocalc rules show`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from promocalc.cli.shelf import SURENESS, ordered, spoken
from promocalc.cli.words import Words
from promocalc.engine.receipt import fingerprint
from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.explain.rules.policies import protection, refunds
from promocalc.explain.rules.programme import defaults, stacking
from promocalc.explain.rules.rule import describe
from promocalc.explain.wrapping import wrap
from promocalc.files.shipped import Shipped
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook, Source

WIDTH = 80

_FACTS = Words("currency {currency}, time zone {zone}, fingerprint {hash}", "货币 {currency}，时区 {zone}，指纹 {hash}")
_ALSO = Words(", also {codes}", "，另有 {codes}")
_EXTENDS = Words(", extends {name}", "，继承 {name}")
_RULES = Words("Rules, in the order of the programme", "规则（按计价次序）")
_STACKING = Words("How they stack", "怎样叠加")
_DEFAULTS = Words("Defaults, where a rule says nothing else", "默认（规则未另写时）")
_REFUNDS = Words("When goods go back", "退货退款")
_PROTECTION = Words("When the price falls afterwards", "价保")
_SOURCES = Words("Sources", "来源")
_CARTS = Words("Carts: promocalc price NAME", "购物车：promocalc price 名称")
_PUBLISHED = Words("published {when}", "发布于 {when}")
_READ = Words("read {when}", "查阅于 {when}")
_SOURCE = Words("source: {text}", "来源：{text}")
_SURE = Words("confidence {word}", "可信度 {word}")


def lines(book: Rulebook, carts: Sequence[Shipped], language: Language) -> Iterator[str]:
    """Title, facts, rules in the order of the programme, how they stack, defaults, policies, sources, carts."""
    title = spoken(book.title, language) if book.title is not None else book.name
    yield f"{title} [{book.name}]"
    also = _ALSO.said(language, codes=", ".join(book.also_in)) if book.also_in else ""
    facts = _FACTS.said(language, currency=book.currency + also, zone=book.timezone, hash=fingerprint(book))
    yield facts + (_EXTENDS.said(language, name=book.extends) if book.extends is not None else "")
    if book.about is not None:
        yield from wrap(spoken(book.about, language), WIDTH)
    if book.rules:
        yield from ("", _RULES.said(language))
    for at, name in enumerate(ordered(book), 1):
        yield from _rule(f"{at:>3} {name}", book.rules[name], book, language)
    yield from _told(_STACKING, stacking(book, language), language)
    yield from _told(_DEFAULTS, defaults(book, language), language)
    yield from _told(_REFUNDS, refunds(book, language), language)
    yield from _told(_PROTECTION, protection(book, language), language)
    if book.sources:
        yield from ("", _SOURCES.said(language))
    for name, source in book.sources.items():
        yield from _source(name, source, language)
    if carts:
        yield from ("", _CARTS.said(language))
        yield from (f"    {one.name}  {spoken(one.title, language)}" for one in carts)


def _rule(heading: str, rule: Rule, book: Rulebook, language: Language) -> Iterator[str]:
    yield heading if rule.title is None else f"{heading}: {spoken(rule.title, language)}"
    yield from _indented(describe(rule, language, book))
    if rule.source is not None:
        yield from _indented(_SOURCE.said(language, text=spoken(rule.source, language)))


def _told(heading: Words, said: Sequence[str], language: Language) -> Iterator[str]:
    """A heading and lines that are indented already, each wrapped under itself; nothing where there are none."""
    if said:
        yield from ("", heading.said(language))
    for line in said:
        text = line.lstrip()
        margin = " " * (4 + len(line) - len(text))
        hang = "  " if text.startswith("- ") else ""
        yield from (margin + part for part in wrap(text, WIDTH - len(margin), hang=hang))


def _indented(text: str) -> Iterator[str]:
    yield from (f"    {line}" for part in text.splitlines() for line in wrap(part, WIDTH - 4))


def _source(name: str, source: Source, language: Language) -> Iterator[str]:
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
