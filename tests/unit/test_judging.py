"""From advertisements to verdicts: parts, readings and standards, and what comes of all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product

import pytest

from promocalc.cart import Cart, Line
from promocalc.claims.claim import Claim, FinalPrice, Off, Until, WasNow, read_claim
from promocalc.claims.facts import Facts
from promocalc.claims.history import History, Observation, Span
from promocalc.claims.judging import Advert, AdvertJudged, Circumstances, advert_of, judge_adverts, overall, together
from promocalc.claims.reading.sentence import Reading
from promocalc.claims.standard import Standard
from promocalc.files.load import read_cart, read_rulebook
from promocalc.formula.subject import Subject

MIN = {"way": "lowest", "window": {"days": 7}, "kinds": ["offer", "deal", "tag"]}
PLAIN = Standard.model_validate(
    {
        "standard": "plain",
        "title": "Plain",
        "jurisdiction": "CN",
        "reference": MIN,
        "tests": [{"test": one} for one in ("reference", "saving", "asked", "every_item", "items_reached", "lowest")],
    }
)
SHARE = Standard.model_validate(
    {
        "standard": "share",
        "title": "Share",
        "jurisdiction": "CN",
        "tests": [{"test": "asked"}, {"test": "items_reached", "share": "10%"}],
    }
)
ONLY_LATER = Standard.model_validate(
    {"standard": "later", "title": "Later", "jurisdiction": "CN", "tests": [{"test": "later_price"}]}
)
START = date(2026, 11, 11)


def seen(day: int, price: int) -> Observation:
    """A price of one day in November."""
    return Observation(Span(date(2026, 11, day), date(2026, 11, day)), price)


def judged(text: str, *standards: Standard, said: tuple[Claim, ...] = (), **facts: object) -> AdvertJudged:
    """One advertisement under some standards, PLAIN unless stated."""
    advert = advert_of(text, standards or (PLAIN,), said, Facts.model_validate(facts))
    return judge_adverts([advert], Circumstances())[0]


def said(*claims: Mapping[str, object], **facts: object) -> AdvertJudged:
    """What is advertised in so many words."""
    return judged("", said=tuple(read_claim(one) for one in claims), **facts)


# --- parts ------------------------------------------------------------------------------------------------------


def test_an_advertisement_fails_where_one_of_its_parts_does() -> None:
    was = {"kind": "was_now", "was": 100, "now": 80}
    assert said(was, {"kind": "save", "amount": 20}, reference=100).outcome == "holds"
    assert said(was, {"kind": "save", "amount": 30}, reference=100).outcome == "fails"
    assert [part.outcome for part in said(was, {"kind": "save", "amount": 30}, reference=100).parts] == [
        "holds",
        "fails",
    ]


def test_what_one_part_says_is_asked_stands_for_the_others_unless_it_is_known_otherwise() -> None:
    claims = ({"kind": "price", "amount": 80}, {"kind": "off", "rate": "20%"})
    (price, off) = said(*claims, reference=100).parts
    assert off.outcome == "holds"
    # The price itself is not shown by being advertised.
    assert price.outcome == "cannot_tell"
    assert said(*claims, reference=100, now=90).parts[1].outcome == "fails"


def test_a_price_for_several_pieces_is_not_what_one_costs() -> None:
    found = said({"kind": "price", "amount": 80, "pieces": 2}, {"kind": "off", "rate": "20%"}, reference=100)
    assert found.parts[1].outcome == "cannot_tell"


def test_that_a_price_is_advertised_does_not_show_that_it_is_asked() -> None:
    def tests(**facts: object) -> list[str]:
        verdict = (
            said({"kind": "was_now", "was": 100, "now": 80}, reference=100, **facts).readings[0].judged[0].verdicts[0]
        )
        return [one.test.test for one in verdict.findings if one.test is not None]

    assert tests() == ["reference"]
    assert tests(now=80) == ["reference", "asked"]


def test_a_price_seen_on_the_first_day_goes_before_the_advertised_one() -> None:
    advert = advert_of(
        "",
        (PLAIN,),
        (WasNow.model_validate({"was": 100, "now": 80}), Off.model_validate({"rate": "20%"})),
        Facts(start=START),
        History.of([seen(10, 10_000), seen(11, 9_000)]),
    )
    found = judge_adverts([advert], Circumstances())[0]
    assert found.parts[1].readings[0].judged[0].verdicts[0].matter.asked == 9_000


# --- readings ---------------------------------------------------------------------------------------------------


def readings_of(*claims: Claim) -> AdvertJudged:
    """One part that can be read in several ways."""
    ways = tuple(Reading((claim,), 0, 1, "x") for claim in claims)
    advert = Advert("x", ways, (PLAIN,), Facts.model_validate({"reference": 100, "now": 80}))
    return judge_adverts([advert], Circumstances())[0]


def test_a_part_holds_or_fails_where_it_does_however_it_is_read() -> None:
    true, false, unknown = (
        Off.model_validate({"rate": "20%"}),
        Off.model_validate({"rate": "50%"}),
        Off.model_validate({"rate": "20%", "reach": "everything"}),
    )
    assert readings_of(true).outcome == "holds"
    assert readings_of(false, false).outcome == "fails"
    for claims in ((true, false), (true, unknown), (false, unknown), (unknown,)):
        assert readings_of(*claims).outcome == "cannot_tell"


def test_a_sentence_is_no_claim_about_this_cart_where_there_is_none() -> None:
    def ways(*, in_cart: bool = False, **facts: object) -> list[str]:
        advert = advert_of("全场低至5折", (PLAIN,), facts=Facts.model_validate(facts), in_cart=in_cart)
        return [one.way for one in advert.readings]

    assert ways() == ["one_item", "every_item"]
    assert ways(in_cart=True) == ["one_item", "this_cart", "every_item"]
    assert "this_cart" in ways(now=50)


def test_nothing_understood_is_not_judged() -> None:
    found = judged("hello")
    assert (found.parts, found.outcome) == ((), "cannot_tell")
    assert judged("全场5折 x7").advert.unread == ("x7",)


# --- standards --------------------------------------------------------------------------------------------------


def test_a_reading_fails_where_it_does_under_one_standard() -> None:
    lenient = PLAIN.model_copy(update={"standard": "lenient", "tests": ()})
    items = tuple(Line(id=str(at), unit_price="50" if at == 1 else "99", list_price="100") for at in range(1, 21))
    advert = advert_of("", (PLAIN, SHARE, lenient), (Off.model_validate({"rate": "50%", "reach": "up_to"}),))
    (found,) = judge_adverts([advert], Circumstances(catalogue=items))
    plain, share, silent = found.readings[0].judged
    assert (plain.outcome, share.outcome, silent.silent) == ("holds", "fails", True)
    assert found.outcome == "fails"


def test_a_standard_that_asks_nothing_of_a_claim_is_passed_over() -> None:
    found = judged("", PLAIN, ONLY_LATER, said=(Off.model_validate({"rate": "20%"}),), reference=100, now=80)
    assert (found.outcome, found.readings[0].judged[1].silent) == ("holds", True)
    alone = judged("", ONLY_LATER, said=(Off.model_validate({"rate": "20%"}),), reference=100, now=80)
    assert (alone.outcome, alone.parts[0].silent) == ("cannot_tell", True)


def test_what_is_seldom_known_is_not_waited_for() -> None:
    seldom = Standard.model_validate(
        {
            "standard": "seldom",
            "title": "Seldom",
            "jurisdiction": "CN",
            "reference": MIN,
            "tests": [{"test": "saving"}, {"test": "paid_piece", "optional": "yes"}],
        }
    )
    off, bundle = Off.model_validate({"rate": "20%"}), read_claim({"kind": "bundle", "pieces": 2})
    assert judged("", seldom, said=(off, bundle), reference=100, now=80).outcome == "holds"
    assert judged("", seldom, said=(bundle,)).outcome == "cannot_tell"
    assert judged("", seldom, said=(off, bundle), reference=70, now=80).outcome == "fails"


def test_a_part_of_which_nothing_is_asked_is_passed_over() -> None:
    assert said({"kind": "off", "rate": "20%"}, {"kind": "until"}, reference=100, now=80).outcome == "holds"
    assert said({"kind": "until"}).outcome == "cannot_tell"
    assert isinstance(said({"kind": "until"}).readings[0].reading.claims[0], Until)


# --- carts and catalogues ---------------------------------------------------------------------------------------


def shop() -> Subject:
    """A coat of 100 with 10 off for whoever is a member."""
    book = read_rulebook("rulebook: b\nrules: {m: {when: {member: gold}, take: {off: 10}}}\nprice: [m]\n")
    cart = read_cart("cart: c\npersonas: {golden: {member: gold}}\nlines: [{id: a, price: 100}]\n")
    return Subject(cart, book)


def test_the_cheapest_way_is_searched_once_for_all_claims_and_only_where_there_is_a_cart() -> None:
    circumstances = Circumstances(subject=shop())
    claims = tuple(FinalPrice.model_validate({"amount": amount}) for amount in (89, 90))
    adverts = [advert_of("", (PLAIN, SHARE), (claim,)) for claim in claims]
    found = judge_adverts(adverts, circumstances)
    assert [one.outcome for one in found] == ["fails", "holds"]
    witnesses = {id(verdict.matter.witness) for one in found for verdict in one.readings[0].judged[0].verdicts}
    assert witnesses == {id(circumstances.witness)}
    assert Circumstances().witness is None


def test_items_of_the_cart_settle_what_some_items_can_settle() -> None:
    lines = (Line(id="a", unit_price="50", list_price="100"), Line(id="b", unit_price="90", list_price="100"))
    cart = Subject(Cart(lines=lines), read_rulebook("rulebook: b\n"))

    def outcome(reach: str, rate: str, standard: Standard = PLAIN) -> str:
        advert = advert_of("", (standard,), (Off.model_validate({"rate": rate, "reach": reach}),))
        return judge_adverts([advert], Circumstances(subject=cart))[0].outcome

    # One that reaches it is enough, one that does not is one too many; of all the others nothing is known.
    assert (outcome("up_to", "50%"), outcome("up_to", "60%")) == ("holds", "cannot_tell")
    assert (outcome("everything", "50%"), outcome("everything", "10%")) == ("fails", "cannot_tell")
    assert outcome("up_to", "50%", SHARE) == "cannot_tell"


def test_what_is_asked_in_one_way_to_read_it_only_stands_for_nothing_else() -> None:
    ways = (WasNow.model_validate({"was": 100, "now": 80}), WasNow.model_validate({"was": 100}))
    readings = (
        *(Reading((one,), 0, 1, "x") for one in ways),
        Reading((Off.model_validate({"rate": "20%"}),), 2, 3, "y", part=1),
    )
    advert = Advert("x", readings, (PLAIN,), Facts.model_validate({"reference": 100}))
    (found,) = judge_adverts([advert], Circumstances())
    assert found.parts[1].outcome == "cannot_tell"


def test_an_item_is_held_against_what_was_asked_for_it_before() -> None:
    items = (Line(id="a", unit_price="50", list_price="100"), Line(id="b", unit_price="50", list_price="100"))
    histories = {"a": History.of([seen(10, 10_000)]), "b": History.of([seen(10, 6_000)])}
    advert = advert_of("", (PLAIN,), (Off.model_validate({"rate": "50%", "reach": "everything"}),), Facts(start=START))
    assert judge_adverts([advert], Circumstances(catalogue=items))[0].outcome == "holds"
    found = judge_adverts([advert], Circumstances(catalogue=items, histories=histories))[0]
    assert found.outcome == "fails"
    matter = found.readings[0].judged[0].verdicts[0].matter
    assert [(item.id, item.marked) for item in matter.items] == [("a", 10_000), ("b", 6_000)]


def test_items_are_priced_under_the_rulebook_of_the_cart_or_a_given_one() -> None:
    book = read_rulebook("rulebook: b\nrules: {cut: {take: {off: 20%}}}\nprice: [cut]\n")
    advert = advert_of("", (PLAIN,), (Off.model_validate({"rate": "20%", "reach": "everything"}),))
    items = (Line(id="a", unit_price="50"), Line(id="b", unit_price="70", quantity=3))
    assert judge_adverts([advert], Circumstances(catalogue=items))[0].outcome == "cannot_tell"  # one price, no saving
    assert judge_adverts([advert], Circumstances(catalogue=items, rulebook=book))[0].outcome == "holds"
    less = read_rulebook("rulebook: b\nrules: {cut: {take: {off: 10%}}}\nprice: [cut]\n")
    assert judge_adverts([advert], Circumstances(catalogue=items, rulebook=less))[0].outcome == "fails"
    cart = Subject(Cart(lines=(items[0],)), book)
    assert judge_adverts([advert], Circumstances(subject=cart, catalogue=items))[0].outcome == "holds"


# --- together ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcomes", list(product(("holds", "fails", "cannot_tell"), repeat=3)))
def test_of_what_is_said_together_one_that_fails_is_enough_and_all_have_to_hold(outcomes: tuple[str, ...]) -> None:
    found = together(outcomes)  # type: ignore[arg-type]
    assert found == ("fails" if "fails" in outcomes else "holds" if set(outcomes) == {"holds"} else "cannot_tell")


def test_several_advertisements_fail_where_one_does() -> None:
    true, false = (said({"kind": "was_now", "was": was, "now": 80}, reference=100) for was in (100, 120))
    assert [overall(some) for some in ((true, true), (true, false), ())] == ["holds", "fails", "cannot_tell"]
