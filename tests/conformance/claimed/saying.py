"""What a case advertises: its words as promocalc reads them, and what its figures add to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from promocalc.claims.claim import Bundle, Claim, FinalPrice, Gift, Lowest, Off, Reduced, Save, Until, Voucher, WasNow
from promocalc.claims.reading.sentence import Reading, read_sentence
from promocalc.claims.reading.ways import made
from promocalc.money import Rate

from .known import Known

_COMPARES = {"off", "was_now", "save", "reduced", "lowest", "bundle", "voucher", "gift", "until"}


def readings(text: str, known: Known, at: date | None) -> tuple[Reading, ...]:
    """Every way to read it, the parts of the sentence first."""
    sentence = read_sentence(text, known.currency, at)
    meant = [_meant(one, known) for one in sentence.readings if one.way != "this_cart"]
    said = _as_share(list(_confirmed(_back(meant, known), known)), known)
    kinds = {claim.kind for one in said for claim in one.claims}
    added = [_cut(one, said) for one in figures(known) if one.kind not in kinds]
    kinds |= {one.kind for one in added}
    if not kinds or (_own_known(known) and "charged" not in known.money and not kinds & _COMPARES):
        # Whoever looked at earlier prices took it for an advantage: "price highlight".
        added.append(Reduced())
    parts = max((one.part for one in said), default=-1) + 1
    return (*said, *(Reading((one,), 0, 0, "", part=parts + at) for at, one in enumerate(added)))


def compared(text: str, currency: str) -> dict[Decimal, str]:
    """The amounts of a sentence that are compared, by what each is: what it was and what it is now."""
    found: dict[Decimal, str] = {}
    for one in read_sentence(text, currency).readings:
        for claim in one.claims:
            if isinstance(claim, WasNow):
                found |= {Decimal(claim.was): " was "}
                found |= {} if claim.now is None else {Decimal(claim.now): " now "}
    return found


def _cut(claim: Claim, said: Iterable[Reading]) -> Claim:
    """What is asked by a label, less what comes off from so much on: 满60减10 on 72 leaves 62."""
    cuts = [one for reading in said for one in reading.claims if isinstance(one, Save) and one.start is not None]
    if not isinstance(claim, FinalPrice) or not cuts or cuts[0].start is None or claim.amount < cuts[0].start:
        return claim
    return claim.model_copy(update={"amount": claim.amount - cuts[0].amount})


def _back(said: list[Reading], known: Known) -> list[Reading]:
    """An offer that ends goes back to the compared price, where somebody looked what was asked afterwards."""
    was = next((claim.was for one in said for claim in one.claims if isinstance(claim, WasNow)), was_of(known))
    then = known.money.get("then", was)
    if then is None or "later" not in known.money:
        return said
    return [
        _with(one, [_until(claim, then) if isinstance(claim, Until) else claim for claim in one.claims]) for one in said
    ]


def _until(claim: Until, then: Decimal) -> Until:
    return claim.model_copy(update={"then": then}) if claim.then is None else claim


def _with(reading: Reading, claims: Iterable[Claim]) -> Reading:
    return Reading(tuple(claims), reading.start, reading.end, reading.said, reading.way, reading.part)


def _as_share(said: list[Reading], known: Known) -> list[Reading]:
    """A share that is said beside a voucher or a second piece is what these are said to come to."""
    offs = [one for one in said if len(one.claims) == 1 and isinstance(one.claims[0], Off)]
    rates = [claim.rate for one in offs for claim in one.claims if isinstance(claim, Off) and claim.reach == "item"]
    rates += [Rate(Fraction(known.shares["claimed_rate"]))] if "claimed_rate" in known.shares else []
    if not rates or not any(isinstance(claim, Voucher | Bundle) for one in said for claim in one.claims):
        return said
    known.shares.pop("claimed_rate", None)
    return [_saying(one, rates[0]) for one in said if one not in offs]


def _saying(reading: Reading, rate: Rate) -> Reading:
    return _with(
        reading,
        [
            one.model_copy(update={"said": rate}) if isinstance(one, Voucher | Bundle) and one.said is None else one
            for one in reading.claims
        ],
    )


def _confirmed(said: list[Reading], known: Known) -> Iterator[Reading]:
    """Of several ways to read a part only the one that the figures bear out, where one is."""
    was = was_of(known)
    borne_out = {
        one.part
        for one in said
        for claim in one.claims
        if isinstance(claim, WasNow) and was is not None and claim.was == was
    }
    for one in said:
        if one.part not in borne_out or any(isinstance(claim, WasNow) and claim.was == was for claim in one.claims):
            yield one


def figures(known: Known) -> Iterator[Claim]:
    """What the figures alone say is advertised. Those that make no claim, as a saving of nothing, say nothing."""
    for kind, fields in _figures(known):
        claim = made(kind, **{key: value for key, value in fields.items() if value is not None})
        if claim is not None:
            yield claim


def _figures(known: Known) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    money, shares = known.money, known.shares
    was = was_of(known)
    if was is not None and "then" not in money:
        of = "list" if "was" not in money and money.keys() & {"was_list", "maker"} else "own"
        yield WasNow, {"was": was, "now": money.get("now"), "of": of}
    if "then" in money and was is None:
        yield Until, {"then": money["then"]}
    if "claimed_rate" in shares:
        yield Off, {"rate": Rate(Fraction(shares["claimed_rate"]))}
    if "claimed_saving" in money:
        yield Save, {"amount": money["claimed_saving"]}
    elif "off" in money:
        yield Save, {"amount": money["off"], "start": money.get("threshold")}
    if "spend" in money and "gives" in money:
        yield Voucher, {"spend": money["spend"], "gives": money["gives"]}
    if "gift_worth" in money:
        yield Gift, {"worth": money["gift_worth"]}
    if "claimed_days" in known.counts:
        yield Lowest, {"days": known.counts["claimed_days"]}
    if "tag" in money and ("charged" in money or "now" in money) and was is None:
        yield FinalPrice, {"amount": money["tag"]}


def was_of(known: Known) -> Decimal | None:
    """The price that is compared with, out of the figures: a label's too, where less is asked."""
    money, struck = known.money, known.timeline.struck[-1:]
    said = money.get("was", money.get("was_list", struck[0] if struck else money.get("maker")))
    if said is None and "tag" in money and "now" in money and money["tag"] > money["now"]:
        return money["tag"]
    return said


def _meant(reading: Reading, known: Known) -> Reading:
    return _with(reading, [_claim(one, known) for one in reading.claims])


def _claim(claim: Claim, known: Known) -> Claim:
    """With what the figures tell of its compared price: that it is one to come, that of others, or the seller's own."""
    money = known.money
    if isinstance(claim, WasNow) and claim.of == "own":
        if money.get("then") == claim.was:
            return claim.model_copy(update={"of": "future"})
        if "market" in money and not _own_known(known):
            return claim.model_copy(update={"of": "market"})
    if isinstance(claim, WasNow) and claim.of in ("list", "market") and "market" not in money and _own_prices(known):
        return claim.model_copy(update={"of": "own"})
    return claim


def _own_known(known: Known) -> bool:
    return _own_prices(known) or "reference_days" in known.counts


def _own_prices(known: Known) -> bool:
    own = {"reference", "before", "standing", "real_saving"} & set(known.money)
    return bool(own) or len(known.timeline.stretches) > 1


def merged(known: Known, item: Known) -> Known:
    """An item with what is known of all of them; its own figures go before."""
    return replace(
        item,
        money=known.money | item.money,
        counts=known.counts | item.counts,
        shares=known.shares | item.shares,
        told=known.told | item.told,
        dates=known.dates | item.dates,
        timeline=item.timeline if item.timeline.stretches else known.timeline,
    )
