"""Where terms are written, with the keys of a rulebook's sources spelt out."""

from __future__ import annotations

import re

from promocalc.explain.cells import width
from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.values import Title

_PARTS = re.compile(r"\s*[;；]\s*")
_PLACE = re.compile(r"\s*[:：]\s*")
_KEYS = re.compile(r"\s*[、,，]\s*")
_SHORT = 24
"""Cells up to which what stands after a key is told: a place in the source, not one more description of it."""


def cited(said: Title, book: Rulebook, language: Language) -> str:
    """What a ``source`` says, with the titles of the sources in the place of their keys.

    Between semicolons stand keys, or keys and a place in the source after a colon; anything else stays as it is.
    """
    text = clean(said.in_language(language))
    parts = [_titled(part, book, language) for part in _PARTS.split(text)]
    return ("；" if language == "zh" else "; ").join(parts) if len(parts) > 1 else parts[0]


def _titled(part: str, book: Rulebook, language: Language) -> str:
    keys, *place = _PLACE.split(part, 1)
    sources = [book.source_of(key) for key in _KEYS.split(keys)]
    titles = [clean(source.title.in_language(language)) for source in sources if source is not None]
    if not titles or len(titles) < len(sources):
        return part
    said = ("、" if language == "zh" else ", ").join(titles)
    if not place or width(place[0]) > _SHORT or place[0] in said:
        return said
    return f"{said}{'：' if language == 'zh' else ': '}{place[0]}"
