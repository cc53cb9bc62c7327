"""Claims, standards and observed prices in a few words, for tests of verdicts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from promocalc.claims.claim import Claim, read_claim
from promocalc.claims.facts import Facts
from promocalc.claims.history import History, Observation, PriceKind, Span
from promocalc.claims.matter import Item, Matter
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Finding, Verdict, judge
from promocalc.files.standards import load_standard

START = date(2024, 11, 1)
WAS = {"kind": "was_now", "was": "100", "now": "80"}


def standard(*tests: dict[str, Any], **more: Any) -> Standard:
    """A standard of these tests alone."""
    return Standard.model_validate({"standard": "own", "title": "Own", "jurisdiction": "XX", "tests": tests, **more})


def matter(
    claim: dict[str, Any] | Claim,
    rules: Standard | str,
    facts: dict[str, Any] | None = None,
    *seen: Observation,
    items: tuple[Item, ...] = (),
) -> Matter:
    """A claim under a standard, whose reduction begins on START unless the facts say otherwise."""
    under = load_standard(rules) if isinstance(rules, str) else rules
    known = Facts.model_validate({"start": START} | (facts or {}))
    return Matter(read_claim(claim), under, known, History.of(seen), items=items)


def verdict(
    claim: dict[str, Any] | Claim,
    rules: Standard | str,
    facts: dict[str, Any] | None = None,
    *seen: Observation,
    items: tuple[Item, ...] = (),
) -> Verdict:
    """What is to be said of it."""
    return judge(matter(claim, rules, facts, *seen, items=items))


def finding(found: Verdict, test: str) -> Finding:
    """What one test of it says."""
    return next(one for one in found.findings if one.test is not None and one.test.test == test)


def ago(first: int, price: int, last: int | None = None, kind: PriceKind = "offer") -> Observation:
    """A price from so many days before START to so many."""
    days = Span(START - timedelta(days=first), START - timedelta(days=first if last is None else last))
    return Observation(days, price, kind)
