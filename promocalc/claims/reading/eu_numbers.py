"""Amounts as Europe writes them, in plain digits: 1.998,00 and 1 998,00 as 1,998.00.

Only in sentences that say by a mark or a word that they are European: elsewhere 1.998 is no thousand.
"""

from __future__ import annotations

import re
from functools import cache

from promocalc.claims.reading.eu_names import said
from promocalc.claims.reading.eu_words import BEGIN, END, pattern, phrases

_ENGLISH = frozenset(
    phrases(
        (
            "sale, promo, promos, promotion, liquidation, economize, voucher, remise, rabat, normal, minder, avant",
            "porto, saldos, portes, menos, alles, article, articles, produkt, gratis, cadeau, regalo, oferta, present",
            "prezent, spare, product",
        )
    )
)
"""Words of English, or of several meanings, that say nothing of the language; short ones say nothing either."""
_SHARED_MONTHS = ("april", "august", "september", "oktober", "november", "mars", "juli", "maj")
_MONEY = (
    r"\s{0,4}(?:€|(?:eur(?:os?)?|kr|kronor|kroner|kronen|zł|zl|kč|kc|korun|koruny|złotych|sek|dkk|nok|pln|czk|chf)"
    r"(?![^\W\d_]))"
)
_AFTER = rf"(?:{_MONEY}|\s{{0,4}}[:,]-)"
_CENTS = r"(?:\d{1,3}\s\d{3}|\d{1,6}),\d\d(?![\d,])"


def european(text: str) -> bool:
    """Whether a sentence, in small letters or as it is written, says that it is in a language or a money of Europe."""
    return _LETTERS.search(text) is not None and _sign().search(_SPACE.sub(" ", text.lower())) is not None


_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_LETTERS = re.compile(r"[A-Za-zÀ-ž€%ª]|\d[:,]-")


@cache
def _sign() -> re.Pattern[str]:
    """What says that a sentence is European: a mark of money, a word, or numbers among words of few letters."""
    telling = said(
        *("was", "listed", "struck", "now", "cut", "less", "everything", "half", "lowest", "guaranteed", "delivered"),
        *("until", "today", "limited", "introduced", "reduced", "starts", "spending", "unit_price", "spent", "voucher"),
        *("percent", "buy", "pieces", "free"),
    )
    words = [phrase for phrase in telling if (len(phrase) > 4 and phrase not in _ENGLISH) or phrase == "uvp"]
    words += [
        "sur une sélection",
        "dans la limite des stocks",
        "solange der vorrat reicht",
        "op is op",
        "auf ausgewählte",
    ]
    short = set(words)
    # What begins with a phrase that tells by itself is found by that.
    words = [
        phrase for phrase in words if not any(phrase[:at] in short for at, char in enumerate(phrase) if char == " ")
    ]
    called, surely = _called(), pattern(said("was", "listed", "struck", "now"))
    take = pattern(phrase for phrase in said("take", "pay") if len(phrase) > 2 and phrase not in ("tag", "tage"))
    most = pattern(phrase for phrase in said("up_to") if phrase not in ("do", "nawet", "max", "max."))
    months = pattern(name for name in said("names") if name not in _SHARED_MONTHS)
    return re.compile(
        rf"{BEGIN}(?:{pattern(words, exact=True)}{END}|(?:{most}\s?-?|do\s?-)\s?\d{{1,2}}\s?%|{take}\s\d|"
        rf"{called}[:\s]{{1,2}}{_CENTS}|{surely}[:\s]{{1,2}}\d{{1,3}}\.\d{{3}}(?!\d)|"
        rf"(?:van|von|da|de|z|från|fra)\s{_CENTS}|(?:kr\.?|sek|dkk|nok|pln|czk)\s?\d|alles\s-?\s?\d|rabat\s-?\d|"
        rf"{pattern(said('until', 'since'))}\s\d{{1,2}}\.\d{{1,2}}\.|\d{{1,2}}\.\s(?:bis|til|do)\s\d{{1,2}}\.)|"
        rf"%\s(?:bis|à|a|al|tot|do|till|til|až|até)\s-?\s?\d|"
        rf"\d(?:{_AFTER}|ème|ª|º|:a{END}|\.?\s(?:de\s)?{months}{END}|\s(?:für|pour|voor|för|za|por)\s[€\d]|"
        rf"\s?\+\s?\d\s{pattern(said('free'))}{END}|\s(?:halen|kopen|kaufen|nehmen|achetée?s?)|\s?%?\srabat{END})|"
        rf"(?<![\d.,])\d{{1,2}},\d{{1,2}}\s?%|(?:€|eur|chf)\s?(?:\d[\d.]*,\d\d(?!\d)|\d{{1,3}}\.\d{{3}}(?!\d))|"
        rf"[a-zäöü]{{3}}(?:rabatt|preis|prijs|pris){END}"
    )


def _called() -> str:
    """What stands before a price or a saving, in any of the languages."""
    return pattern(said("was", "was_too", "listed", "struck", "now", "now_too", "starts", "cut", "later"))


@cache
def _named() -> re.Pattern[str]:
    """Before a number: what says that it is a price, so that a space in it stands between thousands."""
    return re.compile(
        rf"(?:^|[^\w\s.]|{BEGIN}(?:{_called()}|{pattern(said('links', 'spending', 'each', 'for_', 'worth'))}|"
        r"pris|cena|prix|preis|preço|kr)[:.]?)$"
    )


_TIGHT = "\u00a0\u202f\u2009"
"""Spaces that hold a number together."""
_GROUPS = re.compile(
    rf"(?<![\w.,])\d{{1,3}}(?P<more>(?:[ {_TIGHT}]\d{{3}})+)(?!\d)(?:,\d\d(?!\d)|(?={_AFTER}))", re.IGNORECASE
)
_POINTS = re.compile(
    r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?![\d.,]*\d|\s?€?\s?(?:/|pro|per|je|le)\s?(?:l|lit|kwh))"
)
_COMMA = re.compile(
    r"(?<![\w.,])\d{1,12},(?:\d\d(?![\d,]*\d)|\d(?=\s{0,4}(?:%|pro[cz]|p(?:our|er|or)\scen|por\scien)))", re.IGNORECASE
)
_DASH = re.compile(
    rf"(?P<amount>(?:€|kr\.?)\s{{0,2}}\d[\d,]{{0,12}}|\d)(?<!,)[,:](?P<dash>[-–—]{{1,2}})(?:(?={_MONEY})|(?P<after>))",
    re.IGNORECASE,
)
"""What stands for no cents beside a mark."""
_NOTE = re.compile(r"(?<=[€%*)])[¹²³⁰-⁹]+")
_SWAPPED = str.maketrans(",.", ".,")
_JOINED = str.maketrans(dict.fromkeys(" " + _TIGHT, ","))


def plain(text: str) -> str:
    """The text with its European numbers in plain digits, every character in its place.

    >>> plain("statt 1.998,00 € nur 999,- €"), plain("nu 1 299 kr"), plain("version 1.998 for $5")
    ('statt 1,998.00 € nur 999.0 €', 'nu 1,299 kr', 'version 1.998 for $5')
    """
    if not european(text):
        return text
    text = _NOTE.sub(lambda match: " " * len(match[0]), text).replace("\u2010", "-").replace("\u2011", "-")
    text = _GROUPS.sub(_joined, text)
    text = _POINTS.sub(lambda match: match[0].translate(_SWAPPED), text)
    text = _COMMA.sub(lambda match: match[0].replace(",", "."), text)
    return _DASH.sub(_no_cents, text)


def _no_cents(match: re.Match[str]) -> str:
    """Zeros for a dash, where a mark of money stands before or after it."""
    if match["after"] is not None and len(match["amount"]) == 1:
        return match[0]
    return f"{match['amount']}.{'0' * len(match['dash'])}"


def _joined(match: re.Match[str]) -> str:
    """Thousands without the space; as it is where a number of its own may stand before it, as in the name of goods."""
    written, more = match[0], match["more"]
    # A group of zeros, several groups or a space that holds them together are one number whatever stands before.
    sure = more[0] in _TIGHT or more[1] == "0" or len(more) > len(" 000")
    before = match.string[max(0, match.start() - 40) : match.start()].rstrip().lower()
    first = written[: written.index(more)]
    if not sure and (len(first) == len("000") or not _named().search(before)):
        return written
    return first + more.translate(_JOINED) + written[len(first) + len(more) :].replace(",", ".")
