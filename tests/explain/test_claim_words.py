"""Claims and verdicts in words: every claim, every test with the figures of both sides, all that may be missing."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import ModuleType
from typing import Any, get_args

import pytest

from promocalc.claims import grounds as g
from promocalc.claims import observed as o
from promocalc.claims.claim import KINDS, Claim, read_claim
from promocalc.claims.history import PRICE_KINDS, Observation, Span
from promocalc.claims.inputs import InputKind
from promocalc.claims.reading.limits import LimitOf
from promocalc.claims.reading.ways import Way
from promocalc.claims.reference import Basis, Reference
from promocalc.claims.standard import TestName
from promocalc.claims.verdict import Outcome
from promocalc.claims.witness import Condition, ConditionKind
from promocalc.explain.amounts import price
from promocalc.explain.claim import en as claim_en
from promocalc.explain.claim import reading_en as claim_reading_en
from promocalc.explain.claim import reading_zh as claim_reading_zh
from promocalc.explain.claim import zh as claim_zh
from promocalc.explain.claim.as_json import note_data
from promocalc.explain.claim.ground_json import ground_data
from promocalc.explain.claim.reading_words import ReadingLabels, reading_words
from promocalc.explain.claim.words import ClaimLabels, words
from promocalc.explain.language import LANGUAGES, Language

DAY, LAST = date(2026, 11, 1), date(2026, 11, 7)
WINDOW = Span(DAY, LAST)
SEEN = Observation(WINDOW, 60_000)


def money(minor: int) -> str:
    return price(minor, "CNY")


def written(amount: Decimal) -> str:
    return f"¥{amount:f}"


def reference(basis: Basis) -> Reference:
    """A reference of each kind."""
    bare = basis in ("established", "marked")
    return Reference(60_000, basis, None if bare else DAY, None if bare or basis == "before" else WINDOW, 3)


ALLOWED = reference("lowest")
GROUNDS: tuple[g.Ground, ...] = (
    g.AboveReference(91_200, ALLOWED),
    g.Saving(30_000, 50_000, ALLOWED),
    g.Saving(30_000, 70_000, ALLOWED),
    g.Discount(Fraction(1, 2), 45_600, ALLOWED),
    g.Discount(Fraction(1, 2), 70_000, ALLOWED),
    g.Discount(Fraction(1), 1, ALLOWED),
    g.Cheaper(60_000, ALLOWED),
    g.Asked(50_000, 60_000),
    g.Asked(50_000, 60_000, at_till=True),
    g.Asked(50_000, 60_000, bound=40_000),
    g.AboveMarket(91_200, 60_000),
    g.Cheapest(91_200, 60_000),
    g.PaidBack(91_200, 60_000, 10_000),
    g.PaidBack(91_200, 60_000, 0, elsewhere=True),
    g.AboveMarket(91_200, 60_000, "list"),
    g.AboveMarket(60_100, 60_000, near=Fraction(1, 100)),
    g.NothingLess(60_000),
    g.AnotherPrice(91_200, 60_000, 60_000),
    g.Raised(50_000, 30, 91_200, 4, 60_000, found=True),
    g.Raised(50_000, None, 91_200, None, None, found=True),
    g.Days("reference", 3, 30, 1, Fraction(1, 2), unknown=2),
    g.Days("reference", 3, None),
    g.Days("since", 66, None, most=65),
    g.Days("since", 11, None, most=65, recent=1, instead=9000),
    g.Longer(83, 28),
    g.Sold(Fraction(1, 4), Fraction(1, 2), Fraction(1, 4)),
    g.Sold(Fraction(1, 4), Fraction(1, 2), Fraction(1, 2)),
    g.Later(88_800, 72_800, DAY),
    g.Later(88_800, None, planned=True),
    g.Later(88_800, None, planned=False),
    g.LowestPrice(70_000, SEEN, 30, DAY, reaches=False, covered=False),
    g.LowestPrice(70_000, SEEN, None, DAY, reaches=True, covered=True),
    g.Younger(365, DAY),
    g.GiftWorth(9_900, 1_990),
    g.Share(Fraction(1, 2), Fraction(1, 4)),
    g.WentOn(extended=True),
    g.WentOn(extended=False, asked=50_000, later=91_200),
    g.EveryItem(every=True),
    g.EveryItem(every=False),
    g.BelowThreshold(28_000, 30_000),
    g.Shown(shown=True),
    g.Shown(shown=False),
    g.Items(1, 40, Fraction(1, 10), median=Fraction(1, 10)),
    g.Items(1, 2, None, every=True, counter="socks"),
)
CLAIMS: tuple[Claim, ...] = tuple(
    read_claim(one)
    for one in (
        {"kind": "off", "rate": "50%"},
        {"kind": "off", "rate": "1/3", "reach": "everything"},
        {"kind": "off", "rate": "20%", "reach": "up_to", "start": 300},
        {"kind": "was_now", "was": 169, "now": "50.70"},
        {"kind": "was_now", "was": 169, "of": "list"},
        {"kind": "was_now", "was": 169, "of": "market"},
        {"kind": "was_now", "was": 169, "of": "future"},
        {"kind": "save", "amount": 50},
        {"kind": "save", "amount": 50, "reach": "up_to"},
        {"kind": "save", "amount": 50, "reach": "everything", "start": 300},
        {"kind": "save", "amount": 50, "start": 300, "each": True},
        {"kind": "price", "amount": 99},
        {"kind": "price", "amount": 99, "reach": "up_to"},
        {"kind": "price", "amount": 99, "reach": "everything"},
        {"kind": "price", "amount": 99, "pieces": 2},
        {"kind": "lowest"},
        {"kind": "lowest", "days": 30},
        {"kind": "bundle", "pieces": 3},
        {"kind": "bundle", "pieces": 2, "rate": "50%"},
        {"kind": "voucher", "spend": 200, "gives": 100},
        {"kind": "voucher", "spend": 200, "gives": 100, "minimum": 300},
        {"kind": "gift", "worth": 99},
        {"kind": "reduced"},
        {"kind": "off", "rate": "50%", "of": "list"},
        {"kind": "save", "amount": 50, "of": "market"},
        {"kind": "save", "amount": 50, "start": 300, "of": "future"},
        {"kind": "lowest", "of": "everyone"},
        {"kind": "lowest", "days": 30, "of": "everyone"},
        {"kind": "price", "amount": 99, "since": "2026-11-11"},
        {"kind": "bundle", "pieces": 2, "price": "9.9"},
        {"kind": "bundle", "pieces": 3, "cheaper": 2, "price": 1},
        {"kind": "bundle", "pieces": 2, "said": "50%"},
        {"kind": "voucher", "gives": 50},
        {"kind": "voucher", "gives": 50, "spend": 100, "said": "50%"},
        {"kind": "add_on", "price": 1},
        {"kind": "add_on", "price": 1, "start": 99, "worth": 39},
        {"kind": "protection"},
        {"kind": "protection", "days": 30},
        {"kind": "protection", "of": "everyone"},
        {"kind": "until"},
        {"kind": "until", "ends": "2026-11-11", "then": 888},
    )
)
NOTES: tuple[o.Note, ...] = (
    o.Gaps("kettle", "app", 4, 30, (WINDOW,)),
    o.SaidTwice("", "", "deal", 2, DAY),
    o.Differing("", "", "offer", 2, DAY, 50_000, 60_000),
    o.Unpriced(1),
    o.Future(2, DAY),
    o.SeveralSkus(("a", "b")),
    o.SeveralChannels(("app", "shop")),
    o.WithShipping("buy_box"),
    o.LocalDays("Asia/Shanghai"),
    o.NotRead(("shelf",)),
)


def said(language: Language) -> Iterator[tuple[Any, str]]:
    """Everything that is said of anything, with what it is said of."""
    own, around = words(language), reading_words(language)
    yield from ((one, own.ground(one, money)) for one in GROUNDS)
    yield from ((one, own.claim(one, written)) for one in CLAIMS)
    yield from ((one, own.test(one)) for one in (*get_args(TestName), None))
    yield from ((one, own.missing(one)) for one in get_args(g.Missing))
    yield from ((one, own.outcome(one)) for one in get_args(Outcome))
    yield "provisional", own.outcome("holds", provisional=True)
    yield from ((one, own.reference(reference(one), money)) for one in get_args(Basis))
    yield from ((one, own.assumed(Reference(1, "lowest", DAY, WINDOW, 7, one)) or "") for one in PRICE_KINDS)
    yield "marked", own.assumed(reference("marked")) or ""
    yield "gaps", own.gaps("3", "7")
    yield from (((one, law), own.unshown(one, by_law=law)) for one in get_args(TestName) for law in (True, False))
    yield from ((one, own.condition(Condition(one, "r", "member", "gold"), "R")) for one in get_args(ConditionKind))
    yield from ((one, around.way(one)) for one in get_args(Way) if one != "plain")
    yield from ((one, around.limit(one)) for one in get_args(LimitOf))
    yield from ((one, around.note(one, money)) for one in NOTES)
    yield from ((one, around.input(one)) for one in get_args(InputKind))
    for name, args in (
        ("nothing_read", ()),
        ("unread", ("x",)),
        ("untested", ("x",)),
        ("differ", ()),
        ("unsaved", ()),
        ("silent", ()),
        ("unasked", ()),
        ("as_advertised", ()),
        ("in_force", ("", "")),
        ("in_force", ("2026-11-11", "")),
        ("in_force", ("2026-11-11", "2026-11-12")),
        ("bound", ("¥1",)),
        ("own", ()),
        ("promises", ("¥2", "¥1")),
        ("rests", (None, "cn-2022")),
        ("rests", (2, "cn-2022")),
    ):
        yield (name, args), getattr(around, name)(*args)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_and_no_placeholder_is_left(language: Language) -> None:
    for one, text in said(language):
        assert text, one
        assert not re.search(r"\{(?!kind)|\}(?!')|None|Fraction|Decimal|  ", text), text
        assert text == text.strip(), text


def test_no_english_is_left_in_the_chinese_ones() -> None:
    for one, text in said("zh"):
        plain = re.sub(
            r"--says '.*?'|says|CNY|Asia/Shanghai|cn-2022|kettle|app|shop|shelf|buy_box|socks|gold|[abxR]", "", text
        )
        assert not re.search("[A-Za-z]", plain), (one, text)
        assert not re.search(r"[，。；：（）] ", text), text


def test_every_kind_of_ground_claim_and_note_is_among_them() -> None:
    for union in (g.OfPrice, g.OfTime, g.OfOffer):
        assert set(get_args(union)) <= {type(one) for one in GROUNDS}
    assert set(KINDS) == {one.kind for one in CLAIMS}
    assert {type(one) for one in NOTES} == set(get_args(o.Note))


def test_both_sides_of_a_test_are_told() -> None:
    discount = g.Discount(Fraction(1, 2), 45_600, ALLOWED)
    assert claim_en.ground(discount, money) == (
        "said: 50% off; really 24.0% off: ¥456.00 is asked; at most ¥600.00 may be compared with, the lowest of "
        "2026-11-01 to 2026-11-07 (seen on 2026-11-01)"
    )
    assert claim_zh.ground(discount, money) == (
        "说减 50%；实际减 24.0%：现在要付 ¥456.00；最高可与 ¥600.00 比较：2026-11-01 至 2026-11-07 的最低价"
        "（2026-11-01 见到）"
    )
    items = g.Items(1, 40, Fraction(1, 10), median=Fraction(1, 10))
    assert claim_en.ground(items, money) == "1 of 40 items reach it (2.5%); 10.0% have to; the middle one is 10.0% off"
    assert claim_zh.ground(items, money) == "40 件商品中 1 件达到（2.5%）；需要 10.0%；居中的一件减 10.0%"


def test_what_would_have_to_be_otherwise_is_told_where_one_number_says_so() -> None:
    needs = {type(one).__name__: claim_en.needed(one, money) for one in GROUNDS if one.holds is False}
    assert needs["AboveReference"] == "the allowed reference were ¥912.00"
    assert needs["Asked"] == "¥500.00 were asked"
    assert needs["LowestPrice"] == "¥600.00 were asked"
    assert needs["Items"] == "2 of 2 items reached it"
    assert claim_en.needed(g.Items(1, 41, Fraction(1, 10)), money) == "5 of 41 items reached it"
    # From exactly twice as much, half comes off.
    assert claim_en.needed(g.Discount(Fraction(1, 2), 45_600, ALLOWED), money) == "the allowed reference were ¥912.00"
    for one in GROUNDS:
        assert (claim_en.needed(one, money) is None) == (claim_zh.needed(one, money) is None)


def test_a_threshold_is_once_or_for_every_such_amount() -> None:
    once, each = (read_claim({"kind": "save", "amount": 50, "start": 300, "each": one}) for one in (False, True))
    assert claim_en.claim(once, written) == "¥50 less from ¥300 on"
    assert claim_en.claim(each, written) == "¥50 less for every ¥300"
    assert (claim_zh.claim(once, written), claim_zh.claim(each, written)) == ("满 ¥300 省 ¥50", "每满 ¥300 省 ¥50")


def test_every_ground_is_told_as_data_too() -> None:
    kinds = {ground_data(one, "CNY")["kind"] for one in GROUNDS}
    assert len(kinds) == len({type(one) for one in GROUNDS})
    assert len({note_data(one, "CNY")["kind"] for one in NOTES}) == len(NOTES)
    discount = ground_data(g.Discount(Fraction(1, 2), 45_600, ALLOWED), "CNY")
    assert (discount["claimed"], discount["real"], discount["would_need"]) == ("50%", "24%", "912.00")


@pytest.mark.parametrize(
    ("labels", "en", "zh"),
    [(ClaimLabels, claim_en, claim_zh), (ReadingLabels, claim_reading_en, claim_reading_zh)],
    ids=["claim", "reading"],
)
def test_both_languages_have_every_word(labels: type, en: ModuleType, zh: ModuleType) -> None:
    for field in fields(labels):
        one, other = (getattr(module.labels, field.name) for module in (en, zh))
        assert one
        assert other
        assert not re.search("[A-Za-z]", other)
    made = [
        {
            name: str(inspect.signature(one))
            for name, one in vars(module).items()
            if inspect.isfunction(one) and not name.startswith("_")
        }
        for module in (en, zh)
    ]
    public = [{name: said for name, said in one.items() if name in made[0] and name in made[1]} for one in made]
    assert public[0] == public[1]
