"""What a language of Europe says of prices, as data, and patterns that find its phrases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says; each field is phrases parted by commas, in small letters."""

    was: str
    """Before a price that was asked earlier."""
    was_too: str
    """The same in words that mean something else in another language: only beside a European amount."""
    listed: str
    """Before a recommended price."""
    struck: str
    """Before a price that is struck out."""
    market: str
    """Before what others ask."""
    now: str
    """Before what is asked now."""
    now_too: str
    """The same in words that mean something else in another language."""
    starts: str
    """From so much on: ab, dès."""
    later: str
    """Before what is asked afterwards."""
    links: str
    """Small words between any of these and the amount."""
    cut: str
    """Before how much less it is: sparen Sie, sconto."""
    less: str
    """After how much less it is: Rabatt, de réduction."""
    up_to: str
    """Before the most that it may be."""
    everything: str
    """That it reaches every item."""
    half: str
    """Half of the price."""
    percent: str
    """The sign in words."""
    lowest: str
    """The lowest price."""
    ever: str
    """After the lowest price: of all times."""
    before: str
    """After the lowest price of some days: that these are those before the reduction."""
    days: str
    """Days, after their number."""
    weeks: str
    """Weeks."""
    months: str
    """Months."""
    guaranteed: str
    """That the lowest price is guaranteed."""
    free: str
    """That something costs nothing."""
    worth: str
    """Before what a gift is worth."""
    voucher: str
    """Money for a later purchase."""
    each: str
    """For every such amount."""
    spent: str
    """After an amount that has to be spent."""
    spending: str
    """Before it, in so many words."""
    delivery: str
    """What is paid for delivery."""
    delivered: str
    """That delivery is free."""
    for_: str
    """Between pieces and what they cost: 3 für 2."""
    take: str
    """So many pieces are taken."""
    pay: str
    """So many of them are paid."""
    buy: str
    """If so many pieces are bought."""
    pieces: str
    """Pieces, after their number."""
    second: str
    """The second one."""
    until: str
    """Before the last day."""
    since: str
    """Before the first of several days."""
    today: str
    """Today only."""
    limited: str
    """For a time that nobody says."""
    introduced: str
    """An introductory price, which is a higher one afterwards."""
    reduced: str
    """That it is cheaper than before."""
    unit_price: str
    """The price of a kilogram or a litre."""
    names: str
    """The months in their order, as they are written beside a day."""


BEGIN, END = r"(?<![^\W\d_])", r"(?![^\W\d_])"
"""Where a word begins and ends; digits may stand right beside it."""

_Tree: TypeAlias = "dict[str, _Tree]"
_SURE = 6
"""Phrases as long as this are understood without their accents."""


def phrases(said: Iterable[str]) -> Iterator[str]:
    """Each phrase once."""
    yield from dict.fromkeys(phrase.strip() for words in said for phrase in words.split(",") if phrase.strip())


def pattern(every: Iterable[str], *, exact: bool = False) -> str:
    """A pattern that finds any of some phrases, the longest first; ``exact`` where accents may not be left out.

    >>> pattern(["ab", "abend", "à"])
    '(?:ab(?:end)?|à)'
    """
    tree: _Tree = {}
    for phrase in every:
        at = tree
        for char in phrase:
            at = at.setdefault(_atom(char, exact or len(phrase) < _SURE), {})
        at[""] = {}
    return _written(tree)


def _atom(char: str, exact: bool) -> str:
    if char == " ":
        return r"\s"
    if char == "'":
        return "['’]"
    plain = {"ł": "l", "ø": "o", "ß": "s"}.get(char) or unicodedata.normalize("NFD", char)[0]
    return re.escape(char) if exact or plain == char else f"[{char}{plain}]"


def _written(tree: _Tree) -> str:
    ways = [_chain(atom, below) for atom, below in tree.items() if atom]
    if "" not in tree:
        return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{'|'.join(ways)})?" if ways else ""


def _chain(atom: str, below: _Tree) -> str:
    return atom + _written(below)
