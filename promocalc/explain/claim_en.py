"""Claims and verdicts, in English."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from promocalc.claims import claim as c
from promocalc.claims import grounds as g
from promocalc.claims.claim import Claim
from promocalc.claims.grounds import Ground, Missing
from promocalc.claims.history import PriceKind
from promocalc.claims.reference import Reference
from promocalc.claims.standard import TestName
from promocalc.claims.verdict import Outcome
from promocalc.explain.amounts import percent, rate
from promocalc.explain.claim_words import ClaimLabels, Money, Written

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
    passed_over="Not known, and not waited for",
    assumed="Assumed",
    would_hold="It would hold if",
    witness="The cheapest way that anybody has",
    conditions="What it takes",
    without="without it",
    paid="To pay",
    shopper="Shopper",
    unread="the article's own text was not read in a public source",
    redo="To work it out again",
    inputs="Inputs",
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


def claim(one: Claim, money: Written) -> str:
    """What an advertisement says, in plain words."""
    match one:
        case c.Off(rate=off, reach=reach, start=start):
            said = {"item": "{} off", "everything": "everything {} off", "up_to": "up to {} off"}[reach].format(
                rate(off.fraction)
            )
            return said if start is None else f"{said} from {money(start)} on"
        case c.WasNow(was=was, now=now, of=of):
            before = {
                "own": "was {}",
                "list": "list price {}",
                "market": "elsewhere {}",
                "future": "later {}",
            }[of].format(money(was))
            return before if now is None else f"{before}, now {money(now)}"
        case c.Save(amount=amount, reach=reach, start=start, each=each):
            said = {"item": "{} less", "everything": "everything {} less", "up_to": "up to {} less"}[reach].format(
                money(amount)
            )
            if start is None:
                return said
            return f"{said} for every {money(start)}" if each else f"{said} from {money(start)} on"
        case c.FinalPrice(amount=amount, reach=reach, pieces=pieces):
            said = {
                "item": "{} to pay in the end",
                "everything": "everything for {}",
                "up_to": "from {}",
            }[reach].format(money(amount))
            return said if pieces == 1 else f"{said} for {pieces} pieces"
        case c.Lowest(days=days):
            return "the lowest price ever" if days is None else f"the lowest price in {days} days"
        case c.Bundle(pieces=pieces, cheaper=cheaper, rate=off):
            what = "free" if off.fraction == 1 else f"{rate(off.fraction)} off"
            return f"of {pieces} pieces {cheaper} {what}: {_share(one.share)} off in all"
        case c.Voucher(spend=spend, gives=gives, minimum=minimum):
            over = "" if minimum is None else f", to use from {money(minimum)} on"
            return (
                f"spend {money(spend)}, get a voucher of {money(gives)}{over}: {_share(one.share)} off both purchases"
            )
        case c.Gift(worth=worth):
            return f"a gift worth {money(worth)}"
        case c.Reduced():
            return "cheaper than before"
        case c.Until(ends=ends, then=then):
            end = "for a limited time" if ends is None else f"until {ends.isoformat()}"
            return end if then is None else f"{end}, then {money(then)}"
        case _:
            assert_never(one)


def test(one: TestName | None) -> str:
    """What a test asks, in a few words."""
    return "the claim's own numbers" if one is None else _TESTS[one]


_TESTS: dict[TestName, str] = {
    "reference": "the compared price is one that may be compared with",
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
    "lowest": "nothing lower was seen",
    "gift": "the gift sells for what it is said to be worth",
    "every_item": "every item reaches it",
    "items_reached": "enough items reach it",
    "paid_piece": "the piece that is paid for costs no more than before",
    "shown": "the conditions are told with the price",
}


def ground(one: Ground, money: Money) -> str:
    """The numbers of both sides."""
    if isinstance(one, g.OfPrice):
        return _of_price(one, money)
    return _of_time(one, money) if isinstance(one, g.OfTime) else _of_offer(one, money)


def _of_price(one: g.OfPrice, money: Money) -> str:
    match one:
        case g.AboveReference(claimed, allowed):
            return f"compared with {money(claimed)}; {reference(allowed, money)}"
        case g.Saving(claimed, asked, allowed):
            real = f"{money(one.real)} is saved" if one.real >= 0 else f"{money(-one.real)} more is asked than before"
            return f"said: {money(claimed)} less; {real}: {money(asked)} is asked; {reference(allowed, money)}"
        case g.Discount(claimed, asked, allowed):
            real = _share(one.real) if one.real >= 0 else f"{_share(-one.real)} dearer, not cheaper"
            off = f"really {real}" + (" off" if one.real >= 0 else "")
            return f"said: {rate(claimed)} off; {off}: {money(asked)} is asked; {reference(allowed, money)}"
        case g.Cheaper(asked, allowed):
            return f"{money(asked)} is asked; {reference(allowed, money)}"
        case g.Asked(claimed, asked, at_till, _, bound):
            told = f"advertised {money(claimed)}; {money(asked)} is {'charged at the till' if at_till else 'to pay'}"
            return told if bound is None or bound >= asked else f"{told}; nobody pays less than {money(bound)}"
        case g.AboveMarket(claimed, market):
            return f"compared with {money(claimed)}; others ask {money(market)}"
        case _:
            assert_never(one)


def _of_time(one: g.OfTime, money: Money) -> str:
    match one:
        case g.Raised(before, before_days, raised, raised_days):
            then = "" if raised_days is None else f" for {_days(raised_days)}"
            now = "" if one.asked is None else f", now {money(one.asked)}"
            stood = "" if before_days is None else f" for {_days(before_days)}"
            return f"{money(before)}{stood}, then {money(raised)}{then}{now}"
        case g.Days("reference", days, looked_at, least, share):
            needs = [
                *([] if least is None else [f"{_days(least)} at the least"]),
                *([] if share is None else [f"more than {_share(share)} of them"]),
            ]
            of = "" if looked_at is None else f" of {looked_at}"
            unseen = f"; nothing is known of {_days(one.unknown)} more" if one.unknown else ""
            return f"asked on {_days(days)}{of}{unseen}" + (f"; needed: {', '.join(needs)}" if needs else "")
        case g.Days("since", days, most=most):
            return f"asked last {_days(days)} before" + ("" if most is None else f"; allowed: {most} at the most")
        case g.Longer(promotion, before):
            return f"the reduced price for {_days(promotion)}, the compared one for {_days(before)} before it"
        case g.Sold(share, more_than, least):
            said = f"{_share(share)} of the pieces were sold at the compared price"
            if least == more_than:
                return f"{said}; more than {_share(more_than)} is needed"
            return f"{said}; more than {_share(more_than)} is enough, {_share(least)} or less is not"
        case g.Later(announced, asked, day, planned):
            if asked is None:
                plan = "there was" if planned else "there was no"
                return f"announced for later: {money(announced)}; {plan} plan to ask it"
            on = "" if day is None else f" on {day.isoformat()}"
            return f"announced for later: {money(announced)}; asked then{on}: {money(asked)}"
        case g.LowestPrice(asked, seen, days, begins, reaches):
            since = "" if reaches else f"; the record begins on {begins.isoformat()}, which is not far enough back"
            return f"{money(asked)} is asked; {money(seen.price)} was seen on {seen.span.first.isoformat()}{since}"
        case g.Younger(days, since):
            return f"the lowest price in {_days(days)} is said, of what is sold since {since.isoformat()} only"
        case g.Days():
            raise AssertionError(one.of)
        case _:
            assert_never(one)


def _of_offer(one: g.OfOffer, money: Money) -> str:
    match one:
        case g.GiftWorth(claimed, sells_for):
            return f"said to be worth {money(claimed)}; it sells for {money(sells_for)}"
        case g.Shown(shown):
            return f"the conditions were {'told' if shown else 'not told'} with the price"
        case g.Share(claimed, real):
            return f"said: {rate(claimed)} off; it comes to {_share(real)}"
        case g.Items(reach, of, more_than, every, counter, median):
            asked_for = "all of them have to" if every else "" if more_than is None else f"{_share(more_than)} have to"
            parts = [f"{reach} of {of} items reach it ({percent(reach, of) if of else '0%'})"]
            parts += [asked_for] if asked_for else []
            parts += [] if median is None else [f"the middle one is {_share(median)} off"]
            parts += [f"not so: {counter}"] if counter and every else []
            return "; ".join(parts)
        case _:
            assert_never(one)


def needed(one: Ground, money: Money) -> str | None:
    """What would have to be otherwise for it to hold, where one number says so."""
    match one:
        case g.Saving():
            return f"the allowed reference were {money(one.would_need)}"
        case g.Discount():
            return None if one.would_need is None else f"the allowed reference were {money(one.would_need)}"
        case g.AboveReference(claimed):
            return f"the allowed reference were {money(claimed)}"
        case g.Asked(claimed):
            return f"{money(claimed)} were asked"
        case g.LowestPrice(_, seen):
            return f"{money(seen.price)} were asked"
        case g.AboveMarket(claimed):
            return f"others asked {money(claimed)}"
        case g.Later(announced, asked) if asked is not None:
            return f"{money(announced)} were asked then"
        case g.Longer(promotion):
            return f"the compared price had been asked for {_days(promotion)}"
        case g.Sold(_, more_than):
            return f"more than {_share(more_than)} of the pieces were sold at the compared price"
        case g.GiftWorth(claimed):
            return f"it sold for {money(claimed)}"
        case g.Share(_, real):
            return f"{_share(real)} were said"
        case g.Items(of=of):
            return f"{one.would_need} of {of} items reached it"
        case _:
            return None


def reference(one: Reference, money: Money) -> str:
    """The highest price that may be compared with, and where it comes from."""
    amount = f"at most {money(one.price)} may be compared with"
    day = "" if one.day is None else one.day.isoformat()
    window = "" if one.window is None else f"{one.window.first.isoformat()} to {one.window.last.isoformat()}"
    match one.basis:
        case "lowest":
            return f"{amount}, the lowest of {window} (seen on {day})"
        case "last":
            return f"{amount}, the last price before it ({day}); none was seen from {window}"
        case "majority":
            return f"{amount}, asked on most days of {window} (last on {day})"
        case "prevailing":
            return f"{amount}, asked on more days than any other price of {window} (last on {day})"
        case "before":
            return f"{amount}, asked before" + (f" ({day})" if day else "")
        case "established":
            return f"{amount}, as was established"
        case "marked":
            return f"{amount}: the marked price"
        case _:
            assert_never(one.basis)


def assumed(one: Reference) -> str | None:
    """What was taken for granted to find it."""
    if one.basis == "marked":
        return "The marked price is taken for the earlier one: nobody showed that it was asked."
    return None if one.assumed is None else f"{_KINDS[one.assumed]} are taken for prices really paid."


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
    "later": "what was asked after the end, or what was planned",
    "planned": "whether the later price was planned",
    "gift_price": "what the gift sells for",
    "ends": "when it ends",
}


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


def _share(part: Fraction) -> str:
    return percent(part.numerator, part.denominator)


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
