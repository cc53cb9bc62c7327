"""How rules stack, and what defaults fix, in English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from promocalc.explain.names import clean
from promocalc.explain.rule_en import rounding_mode
from promocalc.explain.splits_en import odd
from promocalc.explain.terms import Titles, names_label
from promocalc.explain.views_en import view
from promocalc.rules.exclusion import Exclusion
from promocalc.rules.programme import Alternatives, BestOf, FirstOf, OneOf, Per
from promocalc.rules.rule import Over, Round, Share
from promocalc.rules.views import View


def rule(title: str, name: str) -> str:
    """A rule where it stands."""
    return f"- {title} ({clean(name)})" if title != clean(name) else f"- {title}"


def labelled(label: str) -> str:
    """Over what a label is a name for."""
    return f'- what is left after this is called "{clean(label)}":'


def sequence() -> str:
    """Over a list."""
    return "- in sequence, each after the ones before it:"


def together() -> str:
    """Over rules that see the same."""
    return "- together, each on what stood before the first of them:"


def alternatives(node: Alternatives) -> str:
    """Over rules of which some are used."""
    many = node.at_most > 1
    among = f"up to {node.at_most} of these" if many else "one of these"
    per = _per(node.per)
    match node:
        case BestOf():
            return f"- {among}{per}: what takes most; of equals the first written:"
        case FirstOf():
            return f"- {among}{per}: the first written that take{'' if many else 's'} anything:"
        case OneOf():
            return f"- {among}{per}, as the shopper chooses; without a choice the first written that applies:"
        case _:
            assert_never(node)


def _per(per: Per) -> str:
    match per:
        case "order":
            return ""
        case "store" | "line" | "piece":
            return f", decided for each {per}"
        case _:
            assert_never(per)


def unstated() -> str:
    """Over readings."""
    return "- the terms do not say which; every reading is priced:"


def reading(name: str) -> str:
    """Over one reading."""
    return f'- read as "{clean(name)}":'


def nothing() -> str:
    """In place of an empty list."""
    return "- (no rule)"


def exclusion(these: Sequence[str], not_with: Sequence[str], told: Exclusion) -> str:
    """Rules that may not meet."""
    one, other = (", ".join(f'"{name}"' for name in names) for names in (these, not_with))
    keep = "the first in the programme" if told.keep == "first" else "the one that leaves least to pay"
    return f"- not together on one {told.on}: {one} with {other}; {keep} stays, unless the shopper chooses"


def measure(looks: View, titles: Titles) -> str:
    """What thresholds look at."""
    before = "; before that stage at the amount due at this point" if names_label(looks, titles) else ""
    return f"Thresholds look at {view(str(looks), titles)}{before}."


def of(looks: View, titles: Titles) -> str:
    """What rates are taken of."""
    before = "; before that stage of what thresholds look at" if names_label(looks, titles) else ""
    return f"Rates are taken of {view(str(looks), titles)}{before}."


def floor(amount: str) -> str:
    """Least that stays of a piece."""
    return f"A piece costs {amount} at least."


def over(what: Over) -> str:
    """When more would be taken than may be."""
    match what:
        case "clip":
            return "Where a rule would take more than may go, the rest is lost."
        case "refuse":
            return "Where a rule would take more than may go, it takes nothing."
        case _:
            assert_never(what)


def share(told: Share, titles: Titles) -> str:
    """How deductions are divided."""
    by = "what its rate is taken of" if told.by is None else view(str(told.by), titles)
    before = ""
    if told.by is not None and names_label(told.by, titles):
        before = "; before that stage to what its rate is taken of"
    return f"A deduction is divided over its lines in proportion to {by}{before}; {odd(told.odd)}."


def round(told: Round, unit: str | None) -> str:  # noqa: A001
    """How amounts are rounded."""
    what = "The resulting price" if told.of == "price" else "The cut"
    return f"{what} is rounded {rounding_mode(told.mode)}{f' to {unit}' if unit is not None else ''}."


def inherited(said: str, book: str) -> str:
    """What another rulebook fixes."""
    return f"{said} (from {clean(book)})" if book else said
