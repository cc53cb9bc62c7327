"""Advertisements that were judged as a page of text."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from promocalc.explain.claim.judged import AdvertView, ClaimView
from promocalc.explain.claim.told import ClaimsTold
from promocalc.explain.language import Language
from promocalc.explain.sheet import WIDTH, Sheet


def text(
    told: ClaimsTold,
    language: Language,
    *,
    width: int = WIDTH,
    ascii: bool = False,  # noqa: A002
) -> str:
    """The whole of it."""
    view, sheet = ClaimView(told, language), Sheet(language, width, ascii)
    say, around = view.words.labels, view.around.labels
    taken = [(say.assumed if not at else "", said) for at, said in enumerate(view.taken())]
    rows = [*sheet.paragraphs([view.title()]), *sheet.pairs([*view.summary(), *taken])]
    if (overview := view.overview()) is not None:
        rows += ["", *sheet.table(overview)]
    above: set[str] = set()
    for number, advert in enumerate(view.adverts, 1):
        rows += _advert(advert, sheet, above, f"{number}. " if overview is not None else "")
    if view.witness is not None:
        rows += sheet.section(say.witness, list(view.witness.rows(sheet)))
    rows += sheet.section(around.prices, sheet.bullets(view.notes()))
    if any(advert.judged.readings for advert in view.adverts):
        rows += _standards(view, sheet)
    rows += sheet.section(say.inputs, sheet.pairs(view.inputs()))
    rows += ["", *sheet.paragraphs([say.redo]), f"  {shlex.join(told.again)}"] if told.again else []
    return sheet.page([*rows, "", *sheet.paragraphs([say.note])])


def _standards(view: ClaimView, sheet: Sheet) -> Iterator[str]:
    """Under which it was judged, and where they can be read."""
    yield from sheet.section(view.around.labels.standards, sheet.blocks(view.standards(sources=False)))
    sources = [row for title, url in view.addresses() for row in (*sheet.bullets([title]), f"  {url}") if row.strip()]
    yield from sheet.section(view.words.labels.read_at, sources)


def _advert(advert: AdvertView, sheet: Sheet, above: set[str], number: str) -> Iterator[str]:
    """One of them, with its number; ``above`` are the wordings that the page has said already."""
    page = advert.page
    say = page.words.labels
    table = advert.readings()
    head = [*sheet.pairs(advert.facts()), *sheet.bullets(advert.remarks())]
    yield from sheet.section(
        number + advert.heading(), [*head, *([""] if table else []), *(sheet.table(table) if table else [])]
    )
    for title, blocks in advert.tests():
        yield ""
        yield from sheet.paragraphs([title])
        yield from sheet.blocks([page.unsaid(block, above) for block in blocks])
    for heading, sentences in (
        (say.missing, advert.missing()),
        (say.to_be_sure, advert.to_be_sure()),
        (say.passed_over, advert.passed_over()),
        (say.assumed, advert.assumed()),
    ):
        if sentences:
            yield ""
            yield from sheet.paragraphs([heading])
            yield from sheet.bullets(sentences)
