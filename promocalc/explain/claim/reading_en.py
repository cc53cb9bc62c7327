"""How an advertisement was read, and the words around verdicts, in English."""

from __future__ import annotations

from typing import assert_never

from promocalc.claims import observed as o
from promocalc.claims.history import PriceKind
from promocalc.claims.inputs import InputKind
from promocalc.claims.observed import Note
from promocalc.claims.reading.limits import LimitOf
from promocalc.claims.reading.ways import Way
from promocalc.explain.claim.reading_words import ReadingLabels
from promocalc.explain.claim.words import Money
from promocalc.explain.names import clean

labels = ReadingLabels(
    about="For",
    standards="Under which standards",
    jurisdiction="Holds in",
    says="Says",
    lacks="Missing",
    marked="Tag price",
    kept="If all promises are kept",
    sources="Sources",
    prices="Of the prices that were read",
    limits="Said with it, and not judged",
    vague="Says nothing that can be measured",
)

_WAYS: dict[Way, str] = {
    "plain": "",
    "one_item": "some of the items reach it",
    "this_cart": "what is bought here reaches it",
    "every_item": "everything that is named reaches it",
    "once": "once an order",
    "each": "again for every further such amount",
    "all_pieces": "all of these pieces are cheaper",
    "last_piece": "only the last piece is cheaper",
    "among": "the free ones are among those that are bought",
    "on_top": "the free ones come on top of those that are bought",
    "what_is_paid": "the share is what is still paid",
    "what_comes_off": "the share is what comes off",
    "own_price": "compared with the seller's own earlier price",
    "list_price": "compared with a recommended price",
    "voucher": "what comes back is a voucher for a later purchase",
    "cash": "what comes back is money off this purchase",
    "gift": "what comes with it is a thing",
    "compared": "two prices of one thing: before and now",
    "apart": "prices of different things",
    "past_year": "the year is the past twelve months",
    "since_january": "the year is this calendar year",
    "day_first": "the day goes first in the date",
    "month_first": "the month goes first in the date",
    "comes_to": "the share is what it comes to in all",
    "besides": "the share comes off besides",
    "cheapest": "nobody is cheaper",
    "matched": "whoever is cheaper is matched",
    "later": "should it be cheaper later",
    "elsewhere": "should it be cheaper elsewhere",
    "one_number": "the space stands between thousands: one number",
    "two_numbers": "only the digits after the space are the price",
    "lowest_before": "the lowest price of the days before the reduction",
    "lowest_now": "what is asked now, and the lowest of these days",
}


def way(one: Way) -> str:
    """Why this is one of several ways to read something; empty where there is one only."""
    return _WAYS[one]


def quoted(text: str) -> str:
    """What an advertisement says, word for word."""
    return f'"{text}"'


def nothing_read() -> str:
    """That nothing was understood of an advertisement, and what to do."""
    return (
        "No price claim was understood here. What it claims can be stated: --says '{kind: off, rate: 50%}', or says: "
        "in a file."
    )


def unread(pieces: str) -> str:
    """What was not understood; ``pieces`` are quoted already."""
    return f"Not understood, and not judged: {pieces}."


def untested(parts: str) -> str:
    """What was read and could not be tested; ``parts`` are quoted already."""
    return f"Understood, and not tested: {parts}."


def limit(of: LimitOf) -> str:
    """What a condition is about."""
    return _LIMITS[of]


_LIMITS: dict[LimitOf, str] = {
    "who": "for whom",
    "how_many": "how many",
    "which": "of which things",
    "when": "when",
    "where": "where",
    "with": "what it takes",
    "how_near": "how exactly",
    "besides": "on top of something",
    "per": "for how much",
}


def differ() -> str:
    """That the readings of a part come out differently."""
    return "It depends on how it is read, and the advertisement does not say."


def unsaved() -> str:
    """That no way to read it saves it."""
    return "It fails in every way in which it can be read."


def rests(number: int | None, standard: str) -> str:
    """Over the tests of one reading under one standard; no number where there is one reading only."""
    return f"On what it rests, under {standard}" if number is None else f"On what {number} rests, under {standard}"


def silent() -> str:
    """That a standard asks nothing of such a claim."""
    return "asks nothing of it"


def unasked() -> str:
    """That no standard asks anything of an advertisement."""
    return "The standards ask nothing of it."


def as_advertised() -> str:
    """That a price is taken from the advertisement itself."""
    return "What the advertisement says is asked is taken for what is asked."


def not_in_force(standards: str, day: str) -> str:
    """That it is judged under standards that were not in force on its first day."""
    return f"Not in force on {day}: {standards}."


def in_force(first: str, last: str) -> str:
    """From when to when; either may be empty."""
    if not first and not last:
        return "no dates are stated"
    return " ".join([*([f"from {first}"] if first else []), *([f"until {last}"] if last else [])])


def bound(least: str) -> str:
    """That nobody of the cart's shoppers pays less than so much."""
    return f"no shopper of this cart pays less than {least}"


def own() -> str:
    """The cart's own shopper."""
    return "as the cart has it"


def no_price() -> str:
    """That nothing is paid by itself without a condition."""
    return "-"


def promises(pay: str, kept: str) -> str:
    """That less is paid only if something promised comes true: what is paid now, and then."""
    return f"{pay} is paid now, whatever happens; {kept} only if all that is promised comes true."


def note(one: Note, money: Money) -> str:
    """What has to be told of prices that were read."""
    match one:
        case o.Gaps(sku, channel, days, of, longest):
            spans = ", ".join(f"{gap.first.isoformat()} to {gap.last.isoformat()}" for gap in longest)
            return f"{_of(sku, channel)}no price was seen on {_days(days)} of {of}; the longest gaps: {spans}."
        case o.SaidTwice(sku, channel, kind, times, first):
            again = "once" if times == 1 else f"{times} times"
            said = f"the same {_KINDS[kind]} is there again for days that have it already, {again}"
            return f"{_of(sku, channel)}{said}, first on {first.isoformat()}."
        case o.Differing(sku, channel, kind, times, first, low, high):
            prices = f"on {first.isoformat()} {money(low)} and {money(high)}"
            more = f", and {times - 1} more such days" if times > 1 else ""
            return f"{_of(sku, channel)}{prices} are both there as a {_KINDS[kind]}{more}: the lower one counts."
        case o.Unpriced(rows):
            return f"{rows} {'row has' if rows == 1 else 'rows have'} no price: nothing is taken for it."
        case o.Future(prices, first):
            count = "1 price is" if prices == 1 else f"{prices} prices are"
            return f"{count} of days that have not come yet, the first of {first.isoformat()}."
        case o.SeveralSkus(skus):
            return f"There are prices of several things: {_listed(skus)}."
        case o.SeveralChannels(channels):
            return f"There are prices of several channels, which are never mixed: {_listed(channels)}."
        case o.WithShipping(channel):
            return f"Prices of {quoted(clean(channel))} include shipping."
        case o.LocalDays(zone):
            return f"Moments were turned into days of {zone}."
        case o.NotRead(columns, of_items):
            table = "list of items" if of_items else "prices"
            word = "This column" if len(columns) == 1 else "These columns"
            return f"{word} of the {table} {'was' if len(columns) == 1 else 'were'} not read: {_listed(columns)}."
        case _:
            assert_never(one)


_KINDS: dict[PriceKind, str] = {
    "tag": "price on the label",
    "offer": "price for anybody",
    "deal": "price with a receipt",
    "member": "price for members",
    "personal": "price for one person",
}


def _of(sku: str, channel: str) -> str:
    named = [quoted(clean(name)) for name in (sku, channel) if name]
    return f"{', '.join(named)}: " if named else ""


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(quoted(clean(name)) for name in names)


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


_INPUTS: dict[InputKind, str] = {
    "claims": "Claims",
    "cart": "Cart",
    "rulebook": "Rulebook",
    "history": "Price history",
    "catalogue": "Catalogue",
    "standard": "Standard",
}


def input(kind: InputKind) -> str:  # noqa: A001
    """What kind of input something is."""
    return _INPUTS[kind]
