"""The ways in which a sentence can be read, and the rules that read it: a pattern, and what it says of a price."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeAlias, TypeVar

from pydantic import ValidationError

from promocalc.claims.claim import Bundle, Claim, FinalPrice, Off, Save
from promocalc.claims.reading import words
from promocalc.money import Rate
from promocalc.rules.model import Model

Way: TypeAlias = Literal[
    "plain",
    "one_item",
    "this_cart",
    "every_item",
    "once",
    "each",
    "all_pieces",
    "last_piece",
    "among",
    "on_top",
    "what_is_paid",
    "what_comes_off",
    "own_price",
    "list_price",
    "voucher",
    "cash",
    "gift",
    "compared",
    "apart",
    "past_year",
    "since_january",
    "day_first",
    "month_first",
    "comes_to",
    "besides",
    "cheapest",
    "matched",
    "later",
    "elsewhere",
    "one_number",
    "two_numbers",
    "lowest_before",
    "lowest_now",
]
"""In which way a part of a sentence is read.

``plain``: there is one way only. ``one_item``, ``this_cart``, ``every_item``: what reaches it (全场低至5折). ``once``,
``each``: for the first such amount, or for every further one too (满300减50). ``all_pieces``, ``last_piece``: which of
them are cheaper (2件8折). ``among``, ``on_top``: whether the free ones are among those that are bought (买二免一).
``what_is_paid``, ``what_comes_off``: what a share is of (立减3折). ``own_price``, ``list_price``: what is compared
with (划线价). ``voucher``, ``cash``, ``gift``: what comes back (满200返100). ``compared``, ``apart``: two
prices, was and now or of two things (¥1499 ¥1799). ``past_year``, ``since_january``: which year (全年最低).
``day_first``, ``month_first``: which number of a date is the month (04/10/2026). ``comes_to``, ``besides``: whether a
share is what the pieces come to, or comes off as well (买一送一 5折). ``cheapest``, ``matched``: whether nobody is
cheaper, or whoever is will be matched ("lowest price guarantee"). ``later``, ``elsewhere``: where it would have to be
cheaper for a difference to be paid back (退差价).
``one_number``, ``two_numbers``: whether a space stands between thousands (15 999 €). ``lowest_before``,
``lowest_now``: whether the lowest price of some days is what was asked before them, or is asked now.
"""

WAYS: tuple[Way, ...] = Way.__args__  # type: ignore[attr-defined]

Alternative: TypeAlias = "tuple[Way, tuple[Claim, ...]]"
Alternatives: TypeAlias = "tuple[Alternative, ...]"

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence alone does not say."""

    currency: str = "CNY"
    at: date | None = None
    """When it was said: dates without a year are near it."""

    def money(self, text: str) -> Decimal | None:
        """An amount; None where it is none of the currency."""
        return words.amount(text, self.currency)

    def day(self, text: str) -> date | None:
        """A day; None where nothing says its year, or which number is the month."""
        found = self.days(text)
        return found[0] if len(found) == 1 else None

    def days(self, text: str) -> tuple[date, ...]:
        """Every day that may be meant; where two may, the one that is written with the day first goes before."""
        return words.days(text, self.at, words.ORDERS.get(self.currency))


Read: TypeAlias = "Callable[[re.Match[str], Context], Alternatives | None]"
"""What a pattern's match says: the ways to read it; ``()`` where it is understood and says nothing of a price; None
where it is not understood after all."""


@dataclass(frozen=True)
class Rule:
    """A wording in folded text, and what it says."""

    said: str
    """A regular expression. It is compiled when a text is read that it may be in."""
    read: Read
    needs: str = ""
    """Characters of which one is in whatever it matches; it is not looked for in a text that has none of them."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """As it is searched for."""
        return re.compile(self.said)


def rule(said: str, read: Read, needs: str = "") -> Rule:
    """A wording in folded text."""
    return Rule(said, read, needs)


def nothing(_match: re.Match[str], _context: Context) -> Alternatives:
    """Understood, and no price claim."""
    return ()


NOT_READ: Alternatives = (("plain", ()),)
"""About a price, but nothing that a claim can say: what is told is that it was not read."""


def not_read(_match: re.Match[str], _context: Context) -> Alternatives:
    """What would be read wrongly in part is not read at all."""
    return NOT_READ


def made(kind: type[M], **fields: object) -> M | None:
    """A claim; None where its numbers do not make one."""
    try:
        return kind.model_validate(fields)
    except ValidationError:
        return None


def one(claim: Claim | None) -> Alternatives | None:
    """The only way to read something."""
    return None if claim is None else (("plain", (claim,)),)


def either(*alternatives: tuple[Way, Claim | None]) -> Alternatives | None:
    """Several ways to read something; ``plain`` where only one is left."""
    found = tuple((way, (claim,)) for way, claim in alternatives if claim is not None)
    return one(found[0][1][0]) if len(found) == 1 else found or None


def off(
    rate: Rate | None, *, every: bool = False, up_to: bool = False, start: Decimal | None = None
) -> Alternatives | None:
    """A share off, of what the words around it say."""
    if rate is None:
        return None
    if not up_to:
        return one(made(Off, rate=rate, reach="everything" if every else "item", start=start))
    return _reached(Off, every, rate=rate, start=start)


def save(amount: Decimal | None, *, every: bool = False, up_to: bool = False) -> Alternatives | None:
    """So much less."""
    if amount is None:
        return None
    if not up_to:
        return one(made(Save, amount=amount, reach="everything" if every else "item"))
    return _reached(Save, every, amount=amount)


def price(amount: Decimal | None, *, every: bool = False, up_to: bool = False) -> Alternatives | None:
    """What one pays."""
    if amount is None:
        return None
    if not up_to:
        return one(made(FinalPrice, amount=amount, reach="everything" if every else "item"))
    return _reached(FinalPrice, every, amount=amount)


def _reached(kind: type[Off | Save | FinalPrice], every: bool, **fields: object) -> Alternatives | None:
    """Up to so much: one item reaches it, this cart does, and where everything is named perhaps every item."""
    return either(
        ("one_item", made(kind, **fields, reach="up_to")),
        ("this_cart", made(kind, **fields)),
        ("every_item", made(kind, **fields, reach="everything") if every else None),
    )


def threshold(amount: Decimal | None, start: Decimal | None, each: bool) -> Alternatives | None:
    """So much less from an amount on: once, or for every such amount."""
    if amount is None or start is None:
        return None
    again = made(Save, amount=amount, start=start, each=True)
    return one(again) if each else either(("once", made(Save, amount=amount, start=start)), ("each", again))


def some_pieces(pieces: int | None, price: Decimal | None, *, cheaper: int = 1) -> Alternatives | None:
    """The last of so many pieces for so much each; free where that is nothing."""
    if pieces is None or price is None or pieces < 2:
        return None
    return one(made(Bundle, pieces=pieces, cheaper=cheaper, price=price if price else None))


def more(rate: Rate | None) -> Alternatives | None:
    """So much more for the same price: 50 % more is one free of three."""
    if rate is None:
        return None
    extra, whole = rate.fraction.numerator, rate.fraction.denominator
    return one(made(Bundle, pieces=whole + extra, cheaper=extra))


def between(rates: list[Rate]) -> Alternatives | None:
    """From so much off to so much: some reach the most, all the least."""
    if len(rates) < 2:
        return None
    most, least = made(Off, rate=max(rates), reach="up_to"), made(Off, rate=min(rates), reach="everything")
    return None if most is None or least is None else (("plain", (most, least)),)


HALF = Rate(Fraction(1, 2))
WHOLE = Rate(Fraction(1))
