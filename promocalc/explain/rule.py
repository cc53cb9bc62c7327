"""A rule in words."""

from __future__ import annotations

from promocalc.explain.language import Language
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook


def describe(rule: Rule, language: Language, book: Rulebook | None = None) -> str:
    """What it takes, on what, from when on, for whom."""
    return rule.name
