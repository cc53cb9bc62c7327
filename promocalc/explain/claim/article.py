"""Where a standard asks for something: the article, and in which source it was read or told of, as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from promocalc.claims.standard import Standard, Test
from promocalc.claims.verdict import Finding
from promocalc.explain.claim.parts import Link, Said, Word
from promocalc.explain.claim.reading_words import reading_words
from promocalc.explain.claim.words import words
from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.explain.sheet import parenthesis
from promocalc.frozen import Frozen
from promocalc.rules.rulebook import Source
from promocalc.rules.values import Title

_SOURCES = "\0"
"""Where the titles of sources go."""


class Citation(Frozen):
    """An article in a reader's language."""

    article: str
    sources: tuple[Source, ...]
    """In which it was read, or told of."""
    unread: bool
    """Its own text was not read in a public source."""
    language: Language

    def text(self) -> str:
        """In one line."""
        before, after = self._around()
        return before + self._joined(self._quoted(one) for one in self.sources) + after

    def linked(self, anchor: str) -> Said:
        """The same: the article leads to the standard, every source to where it is."""
        before, after = self._around()
        said: list[Word] = [Link(self.article, anchor), before.removeprefix(self.article)]
        for number, one in enumerate(self.sources):
            said += [self._comma] if number else []
            quoted = self._quoted(one)
            said.append(quoted if one.url is None or not addressed(one) else Link(quoted, clean(one.url)))
        return tuple(word for word in (*said, after) if word)

    def _around(self) -> tuple[str, str]:
        say = words(self.language)
        if not self.sources:
            aside = parenthesis(say.labels.unread, self.language) if self.unread else ""
            return self.article + aside, ""
        said = say.read_in(_SOURCES, unread=self.unread)
        before, _, after = parenthesis(said, self.language).partition(_SOURCES)
        return self.article + before, after

    def _quoted(self, one: Source) -> str:
        return reading_words(self.language).quoted(clean(one.title.in_language(self.language)))

    @property
    def _comma(self) -> str:
        return "、" if self.language == "zh" else ", "

    def _joined(self, titles: Iterable[str]) -> str:
        return self._comma.join(titles)


def citation(one: Test | Standard, standard: Standard | None, language: Language) -> Citation | None:
    """Where ``one`` is asked for, with its sources in ``standard``; None where nobody says."""
    if one.article is None:
        return None
    known = {} if standard is None else standard.sources
    sources = tuple(known[name] for name in one.source if name in known)
    return Citation(_said(one.article, language), sources, one.unread, language)


def cited_in(standard: Standard, findings: Iterable[Finding]) -> Iterator[Source]:
    """The sources of a standard that it cites itself, or in a test that says something; all of them where it cites
    none."""
    named = dict.fromkeys(standard.source)
    for one in findings:
        if one.test is not None and any(one.test is test for test in standard.tests):
            named.update(dict.fromkeys(one.test.source))
    return (source for name, source in standard.sources.items() if name in named or not named)


def addressed(one: Source) -> bool:
    """Whether a source has an address that a page may lead to."""
    url = "" if one.url is None else clean(one.url)
    return url.startswith(("https://", "http://")) and not any(sign in url for sign in " <>\"'")


def _said(title: Title, language: Language) -> str:
    return clean(title.in_language(language))
