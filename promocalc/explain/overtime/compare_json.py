"""A comparison as data: what ``promocalc compare --json`` prints. Amounts are decimal strings."""

from __future__ import annotations

import json

from promocalc.explain.data import Data, moment_data, title_data
from promocalc.explain.language import Language
from promocalc.explain.overtime import timeline_json
from promocalc.explain.problems.text import message
from promocalc.explain.receipt.equivalents_json import equivalents_data
from promocalc.money import plain
from promocalc.timeline import Comparison, Scenarios
from promocalc.timeline.compare import Priced

SCHEMA = "promocalc.comparison/1.1"


def dumps(comparison: Comparison, language: Language, scenarios: Scenarios | None = None) -> str:
    """The comparison as JSON text, ending in a newline; with the ways an order with a deposit can go."""
    return json.dumps(to_data(comparison, language, scenarios), ensure_ascii=False, indent=2) + "\n"


def to_data(comparison: Comparison, language: Language, scenarios: Scenarios | None = None) -> Data:
    """The same as plain mappings, lists and texts. Messages of problems are in ``language``; the ways are those of the
    first variant."""
    found: Data = {
        "schema": SCHEMA,
        "currency": comparison.currency,
        "tied": comparison.tied,
        "cheapest": [one.variant.name for one in comparison.cheapest],
        "variants": [_variant(comparison, at, language) for at in range(len(comparison.variants))],
        "rules": [
            {
                "rule": row.rule,
                "title": title_data(row.title),
                "amounts": [_money(amount, comparison) for amount in row.amounts],
                "differs": row.differs,
            }
            for row in comparison.rules
        ],
    }
    if scenarios is not None:
        told = timeline_json.to_data(scenarios)
        found |= {"scenarios_of": comparison.variants[0].variant.name if comparison.variants else None}
        found |= {key: told[key] for key in ("scenarios", "break_even", "findings")}
    return found


def _variant(comparison: Comparison, at: int, language: Language) -> Data:
    one = comparison.variants[at]
    receipt = one.receipt
    return {
        "name": one.variant.name,
        "rulebook": None if receipt is None else receipt.rulebook.rulebook,
        "fingerprint": None if receipt is None else receipt.fingerprint,
        "at": None if receipt is None else moment_data(receipt.at),
        "balance_at": None if receipt is None else moment_data(receipt.balance_at),
        "marked": _money(comparison.marked[at], comparison),
        "pay": None if receipt is None else _money(receipt.pay, comparison),
        "more": _money(one.more, comparison),
        "later": _money(comparison.later[at], comparison),
        "cheapest": one.cheapest,
        "equivalents": None if receipt is None else equivalents_data(receipt),
        "problems": _problems(one, language),
    }


def _problems(one: Priced, language: Language) -> list[Data]:
    return [
        {"code": type(problem.trouble).__name__, "message": message(problem.trouble, language)}
        for problem in one.problems
    ]


def _money(minor: int | None, comparison: Comparison) -> str | None:
    return None if minor is None else plain(minor, comparison.currency)
