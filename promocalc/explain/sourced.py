"""Where terms are written, with the keys of a rulebook's sources spelt out."""

from __future__ import annotations

import re

from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.values import Title

_PARTS = re.compile(r"\s*[;；]\s*")


def cited(said: Title, book: Rulebook, language: Language) -> str:
    """What a ``source`` says: of the parts between semicolons, those that are keys become the titles of the sources."""
    text = clean(said.in_language(language))
    parts = [_titled(part, book, language) for part in _PARTS.split(text)]
    return ("；" if language == "zh" else "; ").join(parts) if len(parts) > 1 else parts[0]


def _titled(part: str, book: Rulebook, language: Language) -> str:
    source = book.source_of(part)
    return part if source is None else clean(source.title.in_language(language))
