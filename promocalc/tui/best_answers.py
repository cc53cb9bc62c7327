"""What is asked beside the ways to pay, and answered in a few rows. No terminal library needed, and no NumPy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from promocalc.explain.problems.text import render_all
from promocalc.explain.receipt.detail import Row
from promocalc.problems import Problem
from promocalc.tui.best_words import best_words
from promocalc.tui.words import Language


class Answer(Protocol):
    """What came of a question."""

    def rows(self, language: Language, /) -> list[Row]:
        """It in a few rows."""


@dataclass(frozen=True, eq=False)
class Refused:
    """Why there is no answer: what was given does not fit."""

    problems: tuple[Problem, ...]

    def rows(self, language: Language, /) -> list[Row]:
        """Every problem, with its place."""
        return [("", render_all(self.problems, language))]


@dataclass(frozen=True, eq=False)
class Broken:
    """What went wrong with the working itself, which is nobody's fault but ours."""

    why: str

    def rows(self, language: Language, /) -> list[Row]:
        """That, in a sentence."""
        return [("", best_words(language).failed.format(why=self.why))]


@dataclass(frozen=True, eq=False)
class Halted:
    """Somebody gave up waiting for it."""

    def rows(self, language: Language, /) -> list[Row]:
        """That, in a sentence."""
        return [("-", best_words(language).halted)]
