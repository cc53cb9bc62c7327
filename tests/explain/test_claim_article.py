"""Articles are cited as either language does, with the source in which they were read; what was not read is told."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from promocalc.claims.claim import Off, WasNow
from promocalc.claims.facts import Facts
from promocalc.claims.grounds import Days, Items
from promocalc.claims.judging import Circumstances, advert_of, judge_adverts
from promocalc.claims.standard import Standard
from promocalc.explain.claim.as_json import dumps
from promocalc.explain.claim.html import html
from promocalc.explain.claim.markdown import markdown
from promocalc.explain.claim.text import text
from promocalc.explain.claim.told import ClaimsTold
from promocalc.explain.claim.words import words
from promocalc.explain.language import LANGUAGES, Language
from promocalc.files.standards import standards
from promocalc.rules.values import Title

HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
URL = "https://example.com/law"


def money(minor: int) -> str:
    return f"¥{Decimal(minor).scaleb(-2)}"


def own(**more: object) -> Standard:
    """A standard of one's own: was and now, one article that was read and one that was not."""
    return Standard.model_validate(
        {
            "standard": "own",
            "title": "Own",
            "jurisdiction": "CN",
            "sources": {
                "law": {"title": {"en": "The law", "zh": "法律"}, "url": URL},
                "press": {"title": {"en": "The press", "zh": "报道"}},
            },
            "reference": {"way": "lowest", "window": {"days": 7}},
            "tests": [
                {"test": "reference", "article": {"en": "art. 1", "zh": "第一条"}, "source": "law"},
                {"test": "asked", "article": {"en": "art. 2", "zh": "第二条"}, "source": ["press"], "unread": "yes"},
                {"test": "charged", "article": "§3", "unread": "yes"},
            ],
            **more,
        }
    )


def told(standard: Standard) -> ClaimsTold:
    """One advertisement judged under it."""
    facts = Facts.model_validate({"reference": "8", "now": "5", "charged": "5"})
    advert = advert_of("x", (standard,), (WasNow.model_validate({"was": "10", "now": "5"}),), facts)
    known = Circumstances()
    return ClaimsTold(judge_adverts([advert], known), known)


def flat(said: str) -> str:
    return " ".join(said.split())


@pytest.mark.parametrize("standard", standards(), ids=lambda one: one.standard)
def test_a_shipped_standard_cites_its_articles_as_either_language_does(standard: Standard) -> None:
    for one in (standard, *standard.tests):
        if one.article is not None:
            assert not HAN.search(one.article.en)
            assert HAN.search(one.article.zh)


@pytest.mark.parametrize("standard", standards(), ids=lambda one: one.standard)
def test_what_was_read_of_a_shipped_standard_can_be_opened(standard: Standard) -> None:
    for one in (standard, *standard.tests):
        if one.article is not None and not one.unread:
            assert one.source
            assert all((standard.sources[name].url or "").startswith("http") for name in one.source)


@pytest.mark.parametrize(
    ("language", "read", "reported", "unread"),
    [
        (
            "en",
            'art. 1 (read in "The law")',
            'as told in "The press"',
            "§3 (its own text was not read in a public source)",
        ),
        ("zh", "第一条（见「法律」）", "据「报道」转述", "§3（该条原文未能在公开来源读到）"),
    ],
)
def test_an_article_is_told_with_where_it_was_read(language: Language, read: str, reported: str, unread: str) -> None:
    page = text(told(own()), language, width=200)
    for said in (read, reported, unread, f"  {URL}"):
        assert said in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_is_a_link_where_pages_have_links(language: Language) -> None:
    assert f"](<{URL}>)" in markdown(told(own()), language)
    assert f'href="{URL}"' in html(told(own()), language)


def test_an_article_and_its_sources_are_data() -> None:
    data = json.loads(dumps(told(own())))
    findings = data["advertisements"][0]["parts"][0]["readings"][0]["judged"][0]["verdicts"][0]["findings"]
    assert [(one["article"]["zh"], one["read_in"], one["unread"]) for one in findings] == [
        ("第一条", ["law"], False),
        ("第二条", ["press"], True),
        ("§3", [], True),
    ]


def test_a_plain_article_is_the_same_in_both_languages() -> None:
    assert own().tests[2].article == Title("§3", "§3")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "needed: 28 days at the least, more than 66.0% of them; too few: 7 days or fewer, or 54.0% of them or less",
        ),
        ("zh", "需要：至少 28 天，并且超过其中的 66.0%；不超过 7 天或不超过其中的 54.0%算不够，中间没有定论"),
    ],
)
def test_between_which_numbers_of_days_it_is_not_settled_is_told(language: Language, said: str) -> None:
    days = Days("reference", 20, 40, 28, Fraction(66, 100), few=7, rarely=Fraction(54, 100))
    assert said in words(language).ground(days, money)
    settled = Days("reference", 20, 40, 28, Fraction(66, 100))
    assert (
        "not settled" in words(language).ground(settled, money),
        "定论" in words(language).ground(settled, money),
    ) == (
        False,
        False,
    )


@pytest.mark.parametrize(("language", "said"), [("en", "in the UK and the US asks for 10.0%"), ("zh", "要求 10.0%")])
def test_where_no_share_is_asked_for_a_small_one_stands_beside_practice_elsewhere(
    language: Language, said: str
) -> None:
    ground = words(language).ground
    assert said in ground(Items(1, 40, None), money)
    assert said not in ground(Items(4, 40, None), money)
    assert said not in ground(Items(1, 40, Fraction(1, 10)), money)
    assert said not in ground(Items(1, 40, None, every=True), money)
    assert said not in ground(Items(0, 40, None), money)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["2 more would", "known of 30 of them", "gaps for 3 of them", "5 more cost less"]),
        ("zh", ["另有 2 件", "30 件只知道标签价", "3 件的价格记录有缺口", "另有 5 件未到门槛"]),
    ],
)
def test_on_what_the_earlier_prices_of_items_rest_is_told(language: Language, said: list[str]) -> None:
    page = words(language).ground(Items(1, 40, None, may=2, marked=30, gaps=3, below=5), money)
    for one in said:
        assert one in page
    assert not any(one in words(language).ground(Items(1, 40, None), money) for one in said)


def test_the_item_that_goes_furthest_and_the_one_that_does_not_reach_it_go_by_their_titles() -> None:
    from promocalc.cart import Line

    lines = tuple(
        Line.model_validate({"id": f"i{at}", "title": title, "price": price, "list_price": 100})
        for at, (title, price) in enumerate((("Slippers", 50), ("Coat", 90), ("Hat", 80)))
    )
    said = (
        Off.model_validate({"rate": "50%", "reach": "up_to"}),
        Off.model_validate({"rate": "50%", "reach": "everything"}),
    )
    standard = own(tests=[{"test": "items_reached"}, {"test": "every_item"}])
    known = Circumstances(catalogue=lines)
    advert = advert_of("x", (standard,), said, Facts(start=date(2026, 11, 11)))
    page = flat(text(ClaimsTold(judge_adverts([advert], known), known), "en"))
    assert 'the one that goes furthest: "Slippers", 50.0% off' in page
    assert 'not so: "Coat"' in page or 'not so: "Hat"' in page


@pytest.mark.parametrize(("language", "said"), [("en", "(as for 1)"), ("zh", "（同理解 1）")])
def test_what_a_test_says_of_two_readings_alike_is_said_once(language: Language, said: str) -> None:
    def page(second: str) -> str:
        claims = tuple(WasNow.model_validate({"was": was, "now": "5"}) for was in ("10", second))
        facts = Facts.model_validate({"reference": "8", "now": "5"})
        known = Circumstances()
        advert = advert_of("x", (own(tests=[{"test": "reference", "note": "N"}]),), claims, facts)
        return text(ClaimsTold(judge_adverts([advert], known), known), language)

    assert (page("10").count(said), page("10").count(" N\n")) == (1, 1)
    above = {"en": "(as above)", "zh": "（同上）"}[language]
    assert (page("20").count(said), page("20").count(" N\n"), page("20").count(above)) == (0, 1, 1)
