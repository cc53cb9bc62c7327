"""``promocalc claim``: what nobody said is told, and so is how what is missing can be given."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from promocalc.explain.cells import width
from promocalc.explain.language import LANGUAGES, Language
from tests.cli.harness import run


def data(*args: object) -> dict[str, Any]:
    """What ``--json`` prints."""
    return dict(json.loads(run("claim", *args, "--json", "-q").out))


def test_whose_rules_and_which_money_were_taken_is_told() -> None:
    page = run("claim", "half price", "--lang", "en").out
    assert "Assumed  Nobody says whose rules: those of CN are taken (--jurisdiction).\n" in page
    assert "Nobody says in which money: CNY is taken (--currency).\n" in page
    marked = run("claim", "was £100, now £50", "--lang", "en", "--width", "100").out
    assert 'GBP is taken, as "£" stands in it (--currency).' in marked
    assert data("was £100, now £50")["taken"] == {"jurisdiction": "UK", "currency": "GBP"}
    zh = run("claim", "半价", "--lang", "zh").out
    assert "没有写明按哪里的规定：按 CN 的算（--jurisdiction）。" in zh
    assert "没有写明是哪种货币：按 CNY 算（--currency）。" in zh


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_form_tells_what_was_taken(form: str) -> None:
    assert "Nobody says whose rules" in run("claim", "half price", "--format", form, "--lang", "en").out


def test_what_is_said_is_not_told_as_taken() -> None:
    for said in (("--jurisdiction", "CN"), ("--standard", "cn-2022")):
        assert data("半价", *said)["taken"] == {"jurisdiction": None, "currency": None}
    assert data("半价", "--currency", "CNY")["taken"] == {"jurisdiction": "CN", "currency": None}


def test_money_whose_mark_is_that_of_several_is_asked_for() -> None:
    ran = run("claim", "now 499 kr", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "SEK, DKK, NOK" in ran.err
    assert "--currency SEK" in ran.err
    assert data("now 499 kr", "--currency", "SEK")["currency"] == "SEK"
    assert data("now 499 kr", "--jurisdiction", "DK")["currency"] == "DKK"


def test_an_option_or_a_key_of_a_file_gives_what_is_missing(tmp_path: Path) -> None:
    page = run("claim", "half price", "--lang", "en").out
    assert "- what is asked now (--now or --cart)\n" in page
    assert "- earlier prices, with their days (--history + --start)\n" in page
    path = tmp_path / "a.claims.yaml"
    path.write_text("claims: a\njurisdiction: CN\nadvertisements: [half price]\n", encoding="utf-8")
    page = run("claim", path, "--lang", "en").out
    assert "- what is asked now (facts: now or cart:)\n" in page
    assert "- earlier prices, with their days (history: + facts: start)\n" in page


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "- prices of 71 days, 2026-07-22 to 2026-09-30 ("), ("zh", "- 2026-07-22 至 2026-09-30 共 71 天的价格（")],
)
def test_of_a_short_record_the_days_that_are_missing_are_named(tmp_path: Path, language: Language, said: str) -> None:
    days = (date(2026, 10, 1) + timedelta(days=at) for at in range(50))
    path = tmp_path / "prices.csv"
    path.write_text("date,price\n" + "".join(f"{day},99\n" for day in days), encoding="utf-8")
    asked = ("Was £499, now £399", "--standard", "uk-2025", "--start", "2026-11-20", "--history", path)
    assert said in run("claim", *asked, "--lang", language).out


@pytest.mark.parametrize("what", ["", " "])
def test_an_empty_sentence_is_nothing_to_judge(what: str) -> None:
    ran = run("claim", what, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "there is nothing to judge" in ran.err


def test_a_report_is_written_in_no_form_but_its_own(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.docx"):
        ran = run("claim", "半价", "-o", tmp_path / name, "--lang", "en")
        assert ran.code == 2
        assert ".md, .html" in ran.err
        assert not (tmp_path / name).exists()
    assert run("claim", "半价", "-o", tmp_path / "a.pdf", "--format", "text").code == 3
    assert run("claim", "半价", "--json", "--format", "html").code == 2


def test_a_day_is_enough_to_say_when_it_was_advertised() -> None:
    for at in ("2021-11-20", "2021-11-20T20:00+08:00"):
        assert data("半价", "--jurisdiction", "CN", "--at", at)["advertisements"][0]["standards"][-1] != "cn-2022"
    assert run("claim", "半价", "--at", "2021-13-01").code == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reading_stands_beside_all_of_its_standards(language: Language) -> None:
    page = run("claim", "双11全场5折，满300减50，到手价1299元", "--lang", language, "--width", "60").out
    table = page.split("\n\n")[2].splitlines()
    beside = [row for row in table if row.startswith("   ")]
    assert beside and sum("cn-" in row for row in table) % 2 == 0  # noqa: PT018
    assert all("cn-" in row for row in beside[:1])
    assert all(width(row) <= 60 for row in table)


def test_of_several_advertisements_the_text_begins_with_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "a.claims.yaml"
    path.write_text(
        "claims: a\nstandards: cn-2022\nfacts: {reference: 100}\n"
        "advertisements: [{text: 原价100元，现价50元}, {text: 原价200元，现价50元}]\n",
        encoding="utf-8",
    )
    page = run("claim", path, "--lang", "en").out
    assert "Verdict  FAILS (holds: 1, fails: 1, cannot tell: 0)\n" in page
    head = page.split("─")[0]
    assert '1. "原价100元，现价50元"  HOLDS\n' in head
    assert '2. "原价200元，现价50元"  FAILS\n' in head
    assert page.count("(as above)") == 1


@pytest.mark.parametrize(
    ("currency", "said"), [("GBP", "£"), ("EUR", "€"), ("USD", "$"), ("CAD", "CAD "), ("CNY", "¥")]
)
def test_amounts_have_the_mark_of_their_money_where_it_is_plain(currency: str, said: str) -> None:
    page = run("claim", "was 100, now 50", "--currency", currency, "--lang", "en").out
    assert f"was {said}100.00, now {said}50.00" in page


@pytest.mark.parametrize(
    ("language", "said", "advice"),
    [
        ("en", "the prices are of several channels: app, shop", "choose one: --channel app"),
        ("zh", "价格记录里有几个渠道：app、shop", "选定一个：--channel app"),
    ],
)
def test_of_several_channels_one_is_to_be_chosen(tmp_path: Path, language: Language, said: str, advice: str) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("date,price,channel\n2026-11-01,60,app\n2026-11-02,60,shop\n", encoding="utf-8")
    ran = run("claim", "半价", "--history", path, "--lang", language)
    assert ran.code == 2
    assert said in ran.err
    assert advice in ran.err


def test_of_prices_in_another_money_the_option_is_named_that_judges_in_it(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("date,price,currency\n2026-11-01,60,EUR\n", encoding="utf-8")
    asked = ("半价", "--jurisdiction", "CN", "--history", path)
    assert "--currency EUR" in run("claim", *asked, "--lang", "en").err
    assert run("claim", *asked, "--currency", "EUR").code == 3


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("Was £100 now £50", "--currency", "USD"), "in GBP, not in USD (--currency)"),
        (("Was £100 now €50", "--jurisdiction", "UK"), "in EUR, not in GBP (--currency)"),
        (("半价", "--sku", "a"), "--sku needs --history"),
        (("半价", "--channel", "web"), "--channel needs --history"),
        (("半价", "--persona", "new=true"), "--persona needs --cart"),
        (("-30%", "--standard", "eu-omnibus"), "promocalc claim -- -30%"),
        (("半价", "--jurisdiction", "uk"), "'UK'"),
    ],
)
def test_what_has_no_meaning_is_refused_and_told(said: tuple[str, ...], words: str) -> None:
    ran = run("claim", *said, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


@pytest.mark.parametrize("text", ["only CA$50", "only C$50", "only $50"])
def test_a_dollar_is_that_of_whoever_is_asked(text: str) -> None:
    assert data(text, "--jurisdiction", "CA")["currency"] == "CAD"


def test_a_sentence_that_begins_with_a_minus_is_judged_again_as_it_was() -> None:
    ran = run("claim", "--standard", "eu-omnibus", "--json", "--", "-30%")
    assert json.loads(ran.out)["command"][-2:] == ["--", "-30%"]


def test_of_a_sentence_that_is_not_understood_no_standard_is_told() -> None:
    page = run("claim", "hello", "--lang", "en", "--width", "100").out
    assert "Under which standards" not in page
    assert "https://" not in page
    assert "--says '{kind: off, rate: 50%}'" in page
