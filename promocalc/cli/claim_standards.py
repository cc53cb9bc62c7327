"""``promocalc claim --standards``: the standards that come with promocalc, a line each."""

from __future__ import annotations

import json

from promocalc.cli.shelf import spoken
from promocalc.cli.words import Words
from promocalc.explain.language import Language

_HEADER = (
    Words("name", "名称"),
    Words("jurisdiction", "适用地"),
    Words("from", "施行"),
    Words("until", "截止"),
    Words("title", "标题"),
)


def listed(language: Language, *, as_json: bool, width: int) -> str:
    """All of them: as a table of so many cells, or as JSON."""
    from promocalc.explain.claim.as_json import standard_data
    from promocalc.files.standards import standards

    every = standards()
    if as_json:
        found = [standard_data(one) for one in every]
        return json.dumps({"schema": "promocalc.standards/2.0", "standards": found}, ensure_ascii=False, indent=2)
    from promocalc.explain.sheet import Sheet, Table

    rows = []
    for one in every:
        first, last = ("-" if day is None else day.isoformat() for day in (one.force.start, one.force.end))
        rows.append((one.standard, one.jurisdiction, first, last, spoken(one.title, language)))
    head = tuple(words.said(language) for words in _HEADER)
    told = Table(head, tuple(rows), ("left", "left", "left", "left", "left"))
    return "\n".join(Sheet(language, width).table(told))
