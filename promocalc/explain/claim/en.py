"""Claims and verdicts, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from promocalc.claims.grounds import Missing
from promocalc.claims.history import PriceKind
from promocalc.claims.reference import Reference
from promocalc.claims.standard import TestName
from promocalc.claims.verdict import Outcome
from promocalc.explain.claim.ground_en import ground as ground
from promocalc.explain.claim.ground_en import needed as needed
from promocalc.explain.claim.ground_en import reference as reference
from promocalc.explain.claim.said_en import claim as claim
from promocalc.explain.claim.words import ClaimLabels

if TYPE_CHECKING:
    from promocalc.claims.witness import Condition

labels = ClaimLabels(
    title="Claim check",
    advertisement="Advertisement",
    source="Source",
    reading="Read as",
    standard="Standard",
    in_force="In force",
    verdict="Verdict",
    test="Test",
    numbers="Figures",
    article="Article",
    outcome="Result",
    why="On what it rests",
    missing="To tell, one would have to know",
    to_be_sure="To be sure, one would have to know",
    passed_over="Not known, and not waited for",
    as_above="(as above)",
    assumed="Assumed",
    would_hold="It would hold if",
    witness="The cheapest way that anybody has",
    conditions="What it takes",
    without="without it",
    paid="To pay",
    shopper="Shopper",
    unread="its own text was not read in a public source",
    read_at="Where it was read",
    redo="To work it out again",
    inputs="Inputs",
    overrules="What the cart itself has chosen does not count here: whoever pays least chooses.",
    note="No legal advice: this is consistent or not consistent with a test, on these facts.",
)


def outcome(one: Outcome, *, provisional: bool = False) -> str:
    """The verdict; a provisional one holds on what was seen."""
    match one:
        case "holds":
            return "HOLDS, on what was seen" if provisional else "HOLDS"
        case "fails":
            return "FAILS"
        case "cannot_tell":
            return "CANNOT TELL"
        case _:
            assert_never(one)


def test(one: TestName | None) -> str:
    """What a test asks, in a few words."""
    return "the claim's own numbers" if one is None else _TESTS[one]


_TESTS: dict[TestName, str] = {
    "reference": "the compared price is one that may be compared with",
    "stated_base": "the compared price, which is explained, was really asked",
    "saving": "as much is saved as is said",
    "asked": "no more is asked than is advertised",
    "charged": "no more is charged than is advertised",
    "market": "others ask the compared price",
    "raised": "the compared price was not raised shortly before",
    "time_at_reference": "the compared price was asked for long enough",
    "since_reference": "the compared price was asked not long ago",
    "longer_than_promotion": "the compared price was asked for as long as the reduced one",
    "sold_at_reference": "enough was sold at the compared price",
    "later_price": "the price announced for later came",
    "ends": "the offer ended when it was said to",
    "promise": "the difference was paid back",
    "lowest": "nothing lower was seen",
    "gift": "the gift sells for what it is said to be worth",
    "every_item": "every item reaches it",
    "items_reached": "enough items reach it",
    "paid_piece": "the piece that is paid for costs no more than before",
    "shown": "the conditions are told with the price",
}


def assumed(one: Reference) -> str | None:
    """What was taken for granted to find it."""
    if one.basis == "marked":
        return "The tag price is taken for the earlier one: nobody showed that it was asked."
    if one.assumed == "tag":
        return "Prices on the label are taken for what was asked, though they may have been struck."
    return None if one.assumed is None else f"{_KINDS[one.assumed]} are taken for prices really paid."


def unshown(one: TestName, *, by_law: bool) -> str:
    """That nothing shows a test to be met, though it alone would be enough: it counts as not met."""
    counts = "the advertiser has to prove it, so it counts as not so" if by_law else "it is taken for not so"
    return f"Nobody shows that {test(one)}, which alone would be enough; {counts}."


_KINDS: dict[PriceKind, str] = {
    "tag": "Prices on the label",
    "offer": "Prices that were open to anybody",
    "deal": "Prices with a receipt",
    "member": "Prices for members",
    "personal": "Prices for one person",
}


def gaps(known: str, days: str) -> str:
    """On how many days of a window something was seen."""
    return f"A price was seen on {known} of {days} days; on the others it may have been lower."


def missing(one: Missing) -> str:
    """What would have to be known."""
    return _MISSING[one]


_MISSING: dict[Missing, str] = {
    "start": "the first day of the reduction",
    "now": "what is asked now",
    "charged": "what was charged at the till",
    "reference": "a reference price that somebody established",
    "history": "earlier prices, with their days",
    "market": "what others ask for the same",
    "before": "what was asked before the compared price",
    "reference_days": "on how many days the compared price was asked",
    "since_reference": "when the compared price was asked last",
    "promotion_days": "for how long the reduced price is asked",
    "sold_at_reference": "how much was sold at the compared price",
    "items": "the items in scope, with their prices",
    "item_prices": "what was asked before for each item: a list price in the catalogue, or earlier prices",
    "later": "what was asked after the end, or what was planned",
    "refunded": "what was paid back",
    "planned": "whether the later price was planned",
    "gift_price": "what the gift sells for",
    "ends": "when it ends",
}


def missing_days(days: int, first: str, last: str, *, every: bool) -> str:
    """Of which days prices would have to be known; ``every``: of every day from the first to the last."""
    if days == 1:
        return f"the price of {first}"
    return f"prices of {days} days, {first} to {last}" if every else f"prices of {days} days between {first} and {last}"


def missing_earlier(begins: str) -> str:
    """That prices before the first one that is known would have to be known."""
    return f"prices before {begins}, where the record begins, or of days that it leaves out"


def taken_place(place: str, option: str) -> str:
    """That nobody says whose standards, and whose are taken; ``option`` says it."""
    return f"Nobody says whose rules: those of {place} are taken ({option})."


def taken_currency(currency: str, mark: str, option: str) -> str:
    """That nobody says in which money, and which is taken; by a mark of the sentence unless that is empty."""
    why = f', as "{mark}" stands in it' if mark else ""
    return f"Nobody says in which money: {currency} is taken{why} ({option})."


def as_for(number: int) -> str:
    """That it is as for a reading before."""
    return f"as for {number}"


def read_in(sources: str, *, unread: bool) -> str:
    """Behind an article: in which sources it was read; or which of them tell of it, where its own text was not."""
    return f"its own text was not read; as told in {sources}" if unread else f"read in {sources}"


def condition(one: Condition, rule: str) -> str:
    """One thing that a price takes; ``rule`` is quoted already."""
    match one.kind:
        case "coupon":
            return f"to hold the coupon {rule}"
        case "balance":
            return f"money in the wallet for {rule}"
        case "alternative":
            return f"to choose {rule}"
        case "shopper":
            return f"{_ABOUT.get(one.about, one.about)}: {one.value} (for {rule})"
        case "moment":
            return f"to order while {rule} runs"
        case "deposit":
            return f"to pay the deposit of {rule}, which is lost by whoever does not pay the balance"
        case "amount":
            return f"to buy for as much as {rule} asks"
        case _:
            assert_never(one.kind)


_ABOUT = {"member": "membership", "new": "a new customer", "region": "delivery to", "payment": "to pay by"}
