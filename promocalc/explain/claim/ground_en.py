"""The numbers on which verdicts rest, in English."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from promocalc.claims import grounds as g
from promocalc.claims.grounds import Ground
from promocalc.claims.reference import Reference
from promocalc.explain.amounts import percent, rate
from promocalc.explain.claim.told import YARDSTICK, sparse
from promocalc.explain.claim.words import Money


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
        case g.Discount(claimed, asked, allowed, over=over):
            real = _share(one.real) if one.real >= 0 else f"{_share(-one.real)} dearer, not cheaper"
            off = f"really {real}" + (" off" if one.real >= 0 else "")
            said = f"said: {'more than ' if over else ''}{rate(claimed)} off"
            return f"{said}; {off}: {money(asked)} is asked; {reference(allowed, money)}"
        case g.Cheaper(asked, allowed):
            return f"{money(asked)} is asked; {reference(allowed, money)}"
        case g.Asked(claimed, asked, at_till, _, bound):
            told = f"advertised {money(claimed)}; {money(asked)} is {'charged at the till' if at_till else 'to pay'}"
            return told if bound is None or bound >= asked else f"{told}; nobody pays less than {money(bound)}"
        case g.AnotherPrice(claimed, asked, other):
            both = f"advertised {money(claimed)} beside {money(other)}; {money(asked)} is to pay"
            return f"{both}, which says nothing of the higher one"
        case g.Cheapest(asked, market):
            return f"{money(asked)} is asked; others ask {money(market)}"
        case g.NothingLess(price):
            return f"compared with {money(price)}, and {money(price)} is asked: nothing is saved"
        case g.AboveMarket(claimed, market, "list"):
            return f"compared with {money(claimed)}; the maker recommends {money(market)}"
        case g.AboveMarket(claimed, market):
            little = "; whether so little more matters is not settled" if one.holds is None else ""
            return f"compared with {money(claimed)}; others ask {money(market)}{little}"
        case _:
            assert_never(one)


def _of_time(one: g.OfTime, money: Money) -> str:
    match one:
        case g.Raised(before, before_days, raised, raised_days):
            then = "" if raised_days is None else f" for {_days(raised_days)}"
            now = "" if one.asked is None else f", now {money(one.asked)}"
            stood = "" if before_days is None else f" for {_days(before_days)}"
            return f"{money(before)}{stood}, then {money(raised)}{then}{now}"
        case g.Days():
            return _of_days(one, money)
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
        case g.PaidBack(asked, cheaper, refunded, elsewhere):
            where = "elsewhere" if elsewhere else "later"
            return f"{money(asked)} was paid; {money(cheaper)} {where}; {money(refunded)} was paid back"
        case g.WentOn(extended, asked, later):
            if asked is None or later is None:
                return "it went on after the announced end" if extended else "it ended as announced"
            said = "no more is asked after the announced end" if extended else "it ended as announced"
            return f"{said}: {money(asked)} in it, {money(later)} afterwards"
        case g.LowestPrice(asked, seen, days, begins, reaches):
            since = (
                ""
                if reaches or not one.holds
                else f"; the record begins on {begins.isoformat()}, which is not far enough back"
            )
            return f"{money(asked)} is asked; {money(seen.price)} was seen on {seen.span.first.isoformat()}{since}"
        case g.Younger(days, since):
            return f"the lowest price in {_days(days)} is said, of what is sold since {since.isoformat()} only"
        case _:
            assert_never(one)


def _of_days(one: g.Days, money: Money) -> str:
    match one:
        case g.Days("reference", days, looked_at):
            of = "" if looked_at is None else f" of {looked_at}"
            unseen = f"; nothing is known of {_days(one.unknown)} more" if one.unknown else ""
            return f"asked on {_days(days)}{of}{unseen}{_asked_for(one)}"
        case g.Days("since", days, most=most):
            since = "" if one.instead is None else f"; the last price before it was {money(one.instead)}"
            allowed = "" if most is None else f"; allowed: {most} at the most"
            if one.recent is not None and one.holds is None and not one.unknown:
                allowed = f"; more than {one.recent} and up to {most} is not settled"
            return f"asked last {_days(days)} before{since}{allowed}"
        case _:
            raise AssertionError(one.of)


def _asked_for(one: g.Days) -> str:
    """On how many days a price has to have been asked, and between what it is not settled."""
    enough = [
        *([] if one.least is None else [f"{_days(one.least)} at the least"]),
        *([] if one.share is None else [f"more than {_share(one.share)} of them"]),
    ]
    short = [
        *([] if one.few is None else [f"{_days(one.few)} or fewer"]),
        *([] if one.rarely is None else [f"{_share(one.rarely)} of them or less"]),
    ]
    if not enough:
        return ""
    said = f"; needed: {', '.join(enough)}"
    return f"{said}; too few: {', or '.join(short)}; between these it is not settled" if short else said


def _of_offer(one: g.OfOffer, money: Money) -> str:
    match one:
        case g.GiftWorth(claimed, sells_for):
            return f"said to be worth {money(claimed)}; it sells for {money(sells_for)}"
        case g.EveryItem(every):
            return "every item reaches it" if every else "not every item reaches it"
        case g.BelowThreshold(price, start):
            return f"it costs {money(price)}; what is said is said of {money(start)} and more"
        case g.Shown(shown):
            return f"the conditions were {'told' if shown else 'not told'} with the price"
        case g.Share(claimed, real):
            return f"said: {rate(claimed)} off; it comes to {_share(real)}"
        case g.Items():
            return _of_items(one)
        case _:
            assert_never(one)


def _of_items(one: g.Items) -> str:
    """How many reach it, how many have to, the item that tells most, and on what the earlier prices rest."""
    parts = [f"{one.reach:,} of {one.of:,} items reach it ({_share(one.share)})"]
    parts += ["all of them have to"] if one.every else []
    parts += [f"{_share(one.more_than)} have to"] if one.more_than is not None and not one.every else []
    parts += [f"{one.may:,} more would if more was asked before on days that nobody saw"] if one.may else []
    parts += [] if one.median is None else [f"the middle one is {_share(one.median)} off"]
    if one.every and one.counter:
        parts.append(f"not so: {one.counter}")
    if not one.every and one.best and one.best_share is not None:
        parts.append(f"the one that goes furthest: {one.best}, {_share(one.best_share)} off")
    parts += [f"only the price on the label is known of {_some(one.marked, one)}"] if one.marked else []
    parts += [f"the record of prices has gaps for {_some(one.gaps, one)}"] if one.gaps else []
    parts += [f"{one.below:,} more cost less than the threshold and are left out"] if one.below else []
    if sparse(one):
        parts.append(f"no share is asked for here; practice in the UK and the US asks for {_share(YARDSTICK)}")
    return "; ".join(parts)


def _some(count: int, one: g.Items) -> str:
    return "all of them" if count == one.of else f"{count:,} of them"


def needed(one: Ground, money: Money) -> str | None:
    """What would have to be otherwise for it to hold, where one number says so."""
    match one:
        case g.Saving() | g.Discount():
            return None if one.would_need is None else f"the allowed reference were {money(one.would_need)}"
        case g.AboveReference(claimed):
            return f"the allowed reference were {money(claimed)}"
        case g.Asked(amount) | g.Cheapest(_, amount):
            return f"{money(amount)} were asked"
        case g.PaidBack():
            return f"{money(one.difference)} had been paid back"
        case g.LowestPrice(_, seen):
            return f"{money(seen.price)} were asked"
        case g.AboveMarket(claimed, of="list"):
            return f"the maker recommended {money(claimed)}"
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
            return f"{one.would_need:,} of {of:,} items reached it"
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
        case "stated":
            return f"{amount}, the highest that was ever seen" + (f" (last on {day})" if day else "")
        case "established":
            return f"{amount}, as was established"
        case "marked":
            return f"the tag price is {money(one.price)}, and no earlier one is known"
        case _:
            assert_never(one.basis)


def _share(part: Fraction) -> str:
    return percent(part.numerator, part.denominator)


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
