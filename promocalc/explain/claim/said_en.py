"""What advertisements say, in plain words, in English."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from promocalc.claims import claim as c
from promocalc.claims.claim import Claim
from promocalc.explain.amounts import percent, rate
from promocalc.explain.claim.words import Written


def claim(one: Claim, money: Written) -> str:
    """What an advertisement says, in plain words."""
    match one:
        case c.Off(rate=off, reach=reach, start=start, over=over):
            said = {"item": "{} off", "everything": "everything {} off", "up_to": "up to {} off"}[reach].format(
                f"more than {rate(off.fraction)}" if over else rate(off.fraction)
            )
            return _than(said if start is None else f"{said} from {money(start)} on", one)
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
            if start is not None:
                said = f"{said} for every {money(start)}" if each else f"{said} from {money(start)} on"
            return _than(said, one)
        case c.FinalPrice(amount=amount, reach=reach, pieces=pieces):
            said = {
                "item": "{} to pay",
                "everything": "everything for {}",
                "up_to": "from {}",
            }[reach].format(money(amount))
            said = said if pieces == 1 else f"{said} for {pieces} pieces"
            return said if one.since is None else f"from {one.since.isoformat()} on: {said}"
        case c.Lowest(days=days, of="everyone"):
            return "the lowest price of all sellers" + ("" if days is None else f" in {days} days")
        case c.Lowest(days=days):
            return "the lowest price ever" if days is None else f"the lowest price in {days} days"
        case c.Bundle(pieces=pieces, cheaper=cheaper, price=each) if each is not None:
            return f"of {pieces} pieces {cheaper} for {money(each)}" + (" each" if cheaper > 1 else "")
        case c.Bundle(pieces=pieces, cheaper=cheaper, rate=off):
            what = "free" if off.fraction == 1 else f"{rate(off.fraction)} off"
            return f"of {pieces} pieces {cheaper} {what}" + _in_all(one.share, "{} off in all") + _said_as(one)
        case _:
            return _besides(one, money)


def _besides(one: c.Voucher | c.Gift | c.AddOn | c.Protection | c.Reduced | c.Until, money: Written) -> str:
    match one:
        case c.Voucher(spend=spend, gives=gives, minimum=minimum):
            over = "" if minimum is None else f", to use from {money(minimum)} on"
            back = f"{money(gives)} back afterwards" if one.cash else f"a voucher of {money(gives)}{over}"
            back = back if spend is None else f"spend {money(spend)}, get {back}"
            return back + _in_all(one.share, "{} off both purchases") + _said_as(one)
        case c.Gift(worth=worth):
            return f"a gift worth {money(worth)}"
        case c.AddOn(price=price, start=start, worth=worth):
            said = f"something further for {money(price)}" + ("" if worth is None else f", worth {money(worth)}")
            return said if start is None else f"{said}, from {money(start)} on"
        case c.Protection(days=days, of=of):
            where = "later" if of == "own" else "elsewhere"
            within = "" if days is None else f" within {_days(days)}"
            return f"the difference is paid back should it be cheaper {where}{within}"
        case c.Reduced():
            return "cheaper than before"
        case c.Until(ends=ends, then=then):
            end = "for a limited time" if ends is None else f"until {ends.isoformat()}"
            return end if then is None else f"{end}, then {money(then)}"
        case _:
            assert_never(one)


def _than(said: str, one: c.Off | c.Save) -> str:
    price = {"own": "", "list": "the list price", "market": "what others ask", "future": "a later price"}[one.of]
    return f"{said}, compared with {price}" if price else said


def _in_all(share: Fraction | None, said: str) -> str:
    return "" if share is None else f": {said.format(_share(share))}"


def _said_as(one: c.Bundle | c.Voucher) -> str:
    return "" if one.said is None else f", said to be {rate(one.said.fraction)} off"


def _share(part: Fraction) -> str:
    return percent(part.numerator, part.denominator)


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
