"""A rule in words: what it takes, on what, from when on, for whom."""

from __future__ import annotations

from typing import assert_never

from promocalc.explain.language import Language
from promocalc.explain.rules import rule_en, rule_zh
from promocalc.explain.rules.terms import RuleTerms
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook


def describe(rule: Rule, language: Language, book: Rulebook | None = None) -> str:
    """A few short sentences. ``book`` gives the currency, what the defaults are, and what other rules are called."""
    terms = RuleTerms(rule, language, book)
    match language:
        case "en":
            return rule_en.describe(terms)
        case "zh":
            return rule_zh.describe(terms)
        case _:
            assert_never(language)
