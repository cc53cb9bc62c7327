"""What commands say of themselves: data beside the command, and a missing translation is a type error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from promocalc.explain.language import Language


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages.

    >>> Words("cart", "购物车").said("zh")
    '购物车'
    """

    en: str
    zh: str

    def said(self, language: Language, **values: object) -> str:
        """The text in ``language``, with ``{names}`` filled in where values are given."""
        match language:
            case "en":
                text = self.en
            case "zh":
                text = self.zh
            case _:
                assert_never(language)
        return text.format(**values) if values else text


@dataclass(frozen=True, slots=True)
class Example:
    """A command line that works as it stands, and what it is for."""

    line: str
    does: Words


@dataclass(frozen=True, slots=True)
class Page:
    """The manual page of a command: what ``--help`` shows besides the options."""

    summary: Words
    """One line, also shown in the list of commands."""
    details: Words
    """Paragraphs with an empty line between them."""
    examples: tuple[Example, ...]
