"""How rules stack, and what defaults fix, in English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, assert_never

from promocalc.explain.names import clean
from promocalc.explain.rules import cents_en
from promocalc.explain.rules.cents_en import rounding_mode
from promocalc.explain.rules.terms import Titles, names_label
from promocalc.explain.rules.views_en import own, view
from promocalc.rules.cents import Over, Rank, Round, Share
from promocalc.rules.exclusion import Exclusion
from promocalc.rules.programme import Alternatives, BestOf, FirstOf, OneOf, Per, Uses
from promocalc.rules.quantity import LineNumber
from promocalc.rules.tax import Tax
from promocalc.rules.views import RUNNING, View


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


def consume(what: Uses) -> str:
    """Over rules that use something up."""
    match what:
        case "pieces":
            return "- in sequence; a piece that one of these has used, no later one may use:"
        case "spend":
            return "- in sequence; spending that one of these needed for its threshold does not count for a later one:"
        case _:
            assert_never(what)


def nothing() -> str:
    """In place of an empty list."""
    return "- (no rule)"


def exclusion(these: Sequence[str], not_with: Sequence[str], told: Exclusion) -> str:
    """Rules that may not meet."""
    one, other = (", ".join(f'"{name}"' for name in names) for names in (these, not_with))
    keep = "the first in the programme" if told.keep == "first" else "the one that leaves least to pay"
    return f"- not together on one {told.on}: {one} with {other}; {keep} stays, unless the shopper chooses"


def tax(told: Tax, titles: Titles, unit: str | None) -> str:
    """How tax closes the programme."""
    rate = own(told.rate.attribute) if isinstance(told.rate, LineNumber) else str(told.rate)
    of = view(str(told.of or RUNNING), titles)
    held = f"prices hold the tax, {rate} of {of} without it" if told.included else f"tax is added, {rate} of {of}"
    what = "the price without it" if told.rounds == "net" else "it"
    exact = f" to {unit}" if unit is not None else ""
    return f"- at the end {held}; {what} is rounded {_for_each(told.per)}, {rounding_mode(told.round.mode)}{exact}"


def _for_each(per: Literal["piece", "line", "rate", "order"]) -> str:
    match per:
        case "piece" | "line":
            return f"for each {per}"
        case "rate":
            return "once for each rate"
        case "order":
            return "once for the whole order"
        case _:
            assert_never(per)


def measure(looks: View, titles: Titles) -> str:
    """What thresholds look at."""
    before = "; before that stage at the amount due at this point" if names_label(looks, titles) else ""
    return f"Thresholds look at {view(str(looks), titles)}{before}."


def of(looks: View, titles: Titles) -> str:
    """What rates are taken of."""
    before = "; before that stage of what thresholds look at" if names_label(looks, titles) else ""
    return f"Rates are taken of {view(str(looks), titles)}{before}."


def floor(amount: str | LineNumber) -> str:
    """Least that stays of a piece."""
    return f"A piece costs {own(amount.attribute) if isinstance(amount, LineNumber) else amount} at least."


def over(what: Over) -> Iterator[str]:
    """When more would be taken than may be."""
    return (f"{said}." for said in cents_en.over(what))


def share(told: Share, titles: Titles) -> str:
    """How deductions are divided."""
    return f"{cents_en.share(told, titles)}."


def rank(told: Rank) -> str:
    """What dear and cheap look at."""
    return f"{cents_en.rank(told)}."


def round(told: Round, unit: str | None) -> str:  # noqa: A001
    """How amounts are rounded."""
    what = "The resulting price" if told.of == "price" else "The cut"
    return f"{what} is rounded {rounding_mode(told.mode)}{f' to {unit}' if unit is not None else ''}."


def inherited(said: str, book: str) -> str:
    """What another rulebook fixes."""
    return f"{said} (from {clean(book)})" if book else said
