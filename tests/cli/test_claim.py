"""``promocalc claim``."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from promocalc.explain.cells import width
from promocalc.explain.language import LANGUAGES, Language
from promocalc.files.shipped import shipped
from tests.cli.harness import Ran, run, spawn

HISTORY = "date,until,price,kind\n2026-11-01,2026-11-08,600,deal\n2026-11-09,2026-11-12,456,offer\n"
CLAIMS = """\
claims: mine
title: {en: Two of them, zh: 两条}
jurisdiction: CN
history: prices.csv
facts: {start: 2026-11-09}
sources: {flyer: {title: {en: A flyer, zh: 传单}, url: "https://shop.example/flyer"}}
advertisements:
  - {text: 原价600元，现价456元, source: flyer}
  - {text: 半价, title: {en: Kettle, zh: 水壶}}
"""
NAMES = [one.name for one in shipped("claims")]


def told(*args: object, code: int) -> dict[str, Any]:
    """What ``--json`` prints."""
    ran = run("claim", *args, "--json", "-q")
    assert ran.code == code, ran.err or ran.out
    return dict(json.loads(ran.out))


def refused(*args: object) -> Ran:
    """A run that is refused."""
    ran = run("claim", *args)
    assert (ran.code, ran.out) == (2, "")
    return ran


def outcomes(found: dict[str, Any]) -> list[tuple[str, str]]:
    """The way of every reading, and what comes of it."""
    return [
        (reading["way"], reading["outcome"])
        for advert in found["advertisements"]
        for part in advert["parts"]
        for reading in part["readings"]
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file of claims and a price history beside it."""
    (tmp_path / "prices.csv").write_text(HISTORY, encoding="utf-8")
    (tmp_path / "mine.claims.yaml").write_text(CLAIMS, encoding="utf-8")
    return tmp_path


# --- sentences --------------------------------------------------------------------------------------------------


def test_a_former_price_above_the_one_that_was_established_fails() -> None:
    found = told("原价169元，促销价50.70元", "--reference", "119", "--standard", "cn-2022", code=1)
    assert (found["schema"], found["outcome"], found["currency"]) == ("promocalc.claim/2.0", "fails", "CNY")
    (verdict,) = found["advertisements"][0]["parts"][0]["readings"][0]["judged"][0]["verdicts"]
    figures = [one["figures"] for one in verdict["findings"] if one["outcome"] == "fails"]
    assert [(one["claimed"], one["allowed"]["price"]) for one in figures] == [("169.00", "119.00")]
    told("原价119元，促销价50.70元", "--reference", "119", "--standard", "cn-2022", code=0)


def test_a_saving_is_taken_of_the_price_that_the_same_sentence_says_is_asked() -> None:
    found = told("¥1499 ¥1799 直降300元", "--reference", "1590", "--standard", "cn-2022", code=1)
    figures = [
        one["figures"]
        for part in found["advertisements"][0]["parts"]
        for one in part["readings"][0]["judged"][0]["verdicts"][0]["findings"]
        if one["figures"] is not None
    ]
    (saving,) = (one for one in figures if one["kind"] == "saving")
    assert (saving["claimed"], saving["real"], saving["would_need"]) == ("300.00", "91.00", "1799.00")


def test_that_a_price_is_taken_from_the_advertisement_is_told() -> None:
    taken = "- What the advertisement says is asked is taken for what is asked.\n"
    asked = ("¥1499 ¥1799 直降300元", "--reference", "1590", "--standard", "cn-2022")
    assert taken in run("claim", *asked).out
    assert told(*asked, code=1)["advertisements"][0]["asked_as_advertised"] is True
    assert taken not in run("claim", *asked, "--now", "1499").out
    assert taken not in run("claim", "原价169元，促销价50.70元", *asked[1:]).out


def test_what_is_missing_is_named_and_nobody_can_tell() -> None:
    ran = run("claim", "半价", "--now", "50", "--standard", "cn-2022")
    assert ran.code == 3
    assert "CANNOT TELL" in ran.out
    assert "- earlier prices, with their days" in ran.out
    zh = run("claim", "半价", "--now", "50", "--standard", "cn-2022", "--lang", "zh").out
    assert "- 之前的价格和日期" in zh


def test_where_the_readings_differ_nobody_can_tell_and_that_is_said(tmp_path: Path) -> None:
    items = tmp_path / "items.csv"
    items.write_text("name,price,list_price\nA,50,100\nB,90,100\n", encoding="utf-8")
    asked = ("全场低至5折", "--standard", "cn-2022", "--catalogue", items)
    found = told(*asked, code=3)
    assert outcomes(found) == [("one_item", "holds"), ("every_item", "fails")]
    assert "It depends on how it is read" in run("claim", *asked).out
    # An advertisement that no reading saves fails.
    items.write_text("name,price,list_price\nA,60,100\nB,90,100\n", encoding="utf-8")
    assert "It fails in every way in which it can be read." in run("claim", *asked).out
    assert told(*asked, code=1)["outcome"] == "fails"


def test_a_sentence_that_nobody_understands_is_not_judged() -> None:
    ran = run("claim", "hello")
    assert ran.code == 3
    assert "No price claim was understood here" in ran.out
    assert "没有看懂其中的价格宣称" in run("claim", "hello", "--lang", "zh").out


def test_where_only_what_is_seldom_known_is_asked_that_is_what_is_missing() -> None:
    page = run("claim", "买一送一", "--standard", "cn-2022", "--lang", "zh").out
    assert "要下结论，还需知道\n- 现在要付多少（--now 或 --cart）\n- 之前的价格和日期（--history + --start）\n" in page
    assert "未知，但不影响结论" not in page
    ran = run("claim", "满200返100券", "--standard", "cn-2022")
    assert ran.code == 3
    assert "- The standards ask nothing of it.\n" in ran.out


def test_what_a_sentence_says_can_be_stated_instead() -> None:
    said = ("--says", "{kind: off, rate: 50%}", "--now", "50", "--reference", "100", "--standard", "cn-2022")
    assert told(*said, code=0)["advertisements"][0]["text"] == ""
    assert told(*said, "--says", "{kind: was_now, was: 120}", code=1)["outcome"] == "fails"
    assert outcomes(told("anything", *said, code=0)) == [("plain", "holds")]


def test_earlier_prices_are_those_of_the_window_before_the_first_day(folder: Path) -> None:
    asked = ("半价", "--standard", "cn-2022", "--history", folder / "prices.csv", "--start")
    found = told(*asked, "2026-11-09", code=1)
    verdict = found["advertisements"][0]["parts"][0]["readings"][0]["judged"][0]["verdicts"][0]
    assert (verdict["asked"], verdict["allowed"]["price"]) == ("456.00", "600.00")
    assert verdict["allowed"]["window"] == ["2026-11-02", "2026-11-08"]
    assert verdict["findings"][0]["figures"]["real"] == "24%"


# --- standards --------------------------------------------------------------------------------------------------


def test_the_standards_are_those_in_force_on_the_day() -> None:
    def names(*args: str) -> list[str]:
        ran = run("claim", "半价", "--now", "50", "--reference", "100", *args, "--json", "-q")
        return [one["name"] for one in json.loads(ran.out)["standards"]]

    assert names("--start", "2021-06-18") == ["cn-2001", "cn-2020"]
    assert names("--start", "2022-07-01") == ["cn-2020", "cn-2022"]
    assert names("--at", "2019-11-11T00:00:00+08:00") == ["cn-2001"]
    assert names("--standard", "cn-2001", "--start", "2026-11-11") == ["cn-2001"]
    assert names("--jurisdiction", "FR", "--start", "2026-11-11") == ["eu-omnibus"]


def test_money_is_that_of_the_jurisdiction_or_of_the_sentence() -> None:
    stated = ("--now", "32.49", "--reference", "64.99", "--start", "2026-11-11")
    for args in (
        ("was £64.99, now £32.49",),
        ("half price", "--jurisdiction", "UK"),
        ("half price", "--currency", "GBP"),
    ):
        ran = run("claim", *args, *stated, "--json", "-q")
        assert json.loads(ran.out)["currency"] == "GBP"
        assert [one["name"] for one in json.loads(ran.out)["standards"]] == ["uk-2025"]


def test_money_of_a_file_that_does_not_say_is_that_of_its_jurisdiction(folder: Path) -> None:
    mine = folder / "mine.claims.yaml"
    mine.write_text("claims: mine\njurisdiction: JP\nadvertisements: [通常価格25190円 -> 18590円]\n", encoding="utf-8")
    assert told(mine, code=3)["currency"] == "JPY"
    assert told(mine, "--currency", "CNY", code=3)["currency"] == "CNY"
    assert "(--now)" in refused(mine, "--now", "1.5").err
    mine.write_text(mine.read_text("utf-8").replace("jurisdiction: JP", "facts: {now: 1.5}"), encoding="utf-8")
    assert "mine.claims.yaml:2:" in refused(mine, "--currency", "JPY").err


def test_the_shipped_standards_are_listed_in_both_languages() -> None:
    en, zh = run("claim", "--standards"), run("claim", "--standards", "--lang", "zh")
    names = [one.name for one in shipped("standard")]
    for ran in (en, zh):
        assert (ran.code, ran.err) == (0, "")
        assert [row.split()[0] for row in ran.out.splitlines()[1:] if row[0] != " "] == names
        assert max(width(row) for row in ran.out.splitlines()) <= 80
    assert "明码标价" in zh.out
    listed = json.loads(run("claim", "--standards", "--json").out)
    assert [one["name"] for one in listed["standards"]] == names


def test_nobody_is_judged_where_no_standard_is_in_force_or_known() -> None:
    assert "no shipped standard of CN is in force on 1999-01-01" in refused("5折", "--start", "1999-01-01").err
    assert "'XX' is none of" in refused("5折", "--jurisdiction", "XX").err
    assert "whose standards?" in refused("5折", "--currency", "CHF").err
    said = refused("5折", "--standard", "cn-2002").err
    assert "there is no standard 'cn-2002'" in said
    assert "cn-2022" in said


# --- carts ------------------------------------------------------------------------------------------------------


def test_a_final_price_is_held_against_the_cheapest_way_that_anybody_has(cart: Path) -> None:
    found = told("到手价903.70元", "--cart", cart, "--standard", "cn-2022", code=0)
    witness = found["witness"]
    assert (witness["persona"], witness["pay"], witness["bound"]) == ("golden", "903.70", "903.70")
    kinds = {(one["kind"], one["rule"], one["without"]) for one in witness["conditions"]}
    assert {("coupon", "coupon", "923.70"), ("shopper", "member", "908.70")} <= kinds
    assert {one["kind"] for one in found["inputs"]} == {"cart", "rulebook", "standard"}
    fails = told("到手价900元", "--cart", cart, "--standard", "cn-2022", code=1)
    (advert,) = fails["advertisements"]
    findings = advert["parts"][0]["readings"][0]["judged"][0]["verdicts"][0]["findings"]
    figures = next(one["figures"] for one in findings if one["outcome"] == "fails")
    assert (figures["claimed"], figures["asked"], figures["bound"]) == ("900.00", "903.70", "903.70")


def test_who_buys_and_when_may_be_stated(cart: Path) -> None:
    asked = ("到手价903.70元", "--cart", cart, "--standard", "cn-2022")
    assert told(*asked, "--persona", "member=gold", code=0)["witness"]["pay"] == "903.70"
    assert "(--persona)" in refused(*asked, "--persona", "nobody").err
    assert "there is no rulebook 'none'" in refused(*asked, "--rules", "none").err


def test_an_item_that_does_not_reach_it_goes_by_its_title(cart: Path) -> None:
    asked = ("全场5折", "--cart", cart, "--standard", "cn-2022")
    assert 'not so: "袜子"' in " ".join(run("claim", *asked).out.split())
    assert "反例：「袜子」" in "".join(run("claim", *asked, "--lang", "zh").out.split())


def test_a_refund_that_is_only_promised_is_not_counted() -> None:
    found = told("refund-later-example", code=1)
    promised = found["witness"]["promises"]
    assert (promised["certain"], promised["kept_pay"]) == ("1499.00", "1299.00")
    page = run("claim", "refund-later-example").out
    assert "¥1,499.00 is paid now, whatever happens; ¥1,299.00 only if all that is" in page


# --- files of claims --------------------------------------------------------------------------------------------


def test_a_file_of_claims_is_judged_with_all_that_it_names(folder: Path) -> None:
    found = told(folder / "mine.claims.yaml", code=1)
    assert [one["outcome"] for one in found["advertisements"]] == ["holds", "fails"]
    assert found["advertisements"][0]["source"]["en"] == "A flyer, https://shop.example/flyer"
    assert found["advertisements"][1]["title"] == {"en": "Kettle", "zh": "水壶"}
    hashes = {one["kind"]: one["sha256"] for one in found["inputs"]}
    assert hashes["claims"] == sha256((folder / "mine.claims.yaml").read_bytes()).hexdigest()
    assert hashes["history"] == sha256((folder / "prices.csv").read_bytes()).hexdigest()


def test_options_go_before_what_a_file_says(folder: Path) -> None:
    mine = folder / "mine.claims.yaml"
    stated = ("--reference", "1000", "--standard", "cn-2020")
    assert [one["outcome"] for one in told(mine, *stated, code=0)["advertisements"]] == ["holds", "holds"]
    found = told(mine, "--start", "2026-11-20", "--standard", "cn-2022", code=3)
    assert [one["name"] for one in found["standards"]] == ["cn-2022"]
    (folder / "others.csv").write_text("date,price,kind\n2026-11-08,912,deal\n2026-11-09,456,offer\n", encoding="utf-8")
    assert told(mine, "--history", folder / "others.csv", "--standard", "cn-2020", code=0)["outcome"] == "holds"


def test_what_has_to_be_told_of_the_prices_is_told(folder: Path) -> None:
    (folder / "prices.csv").write_text(
        "date,price,kind,channel\n2026-11-01,600,deal,app\n2026-11-08,600,deal,app\n2026-11-08,600,deal,shop\n",
        encoding="utf-8",
    )
    mine = folder / "mine.claims.yaml"
    assert "several channels: app, shop" in refused(mine).err
    found = told(mine, "--channel", "app", "--standard", "cn-2020", code=3)
    gaps = {"kind": "gaps", "sku": "", "channel": "app", "days": 6, "of": 8, "longest": [["2026-11-02", "2026-11-07"]]}
    assert found["prices"] == [{"kind": "several_channels", "channels": ["app", "shop"]}, gaps]
    page = run("claim", mine, "--channel", "app", "--standard", "cn-2020").out
    assert '"app": no price was seen on 6 days of 8; the longest gaps: 2026-11-02 to' in page


def test_the_command_that_is_told_does_it_again(folder: Path) -> None:
    found = told(folder / "mine.claims.yaml", "--fact", "charged=460", code=1)
    assert found["command"][:2] == ["promocalc", "claim"]
    assert told(*found["command"][2:], code=1)["advertisements"] == found["advertisements"]
    stated = ("--json", "-q", "--now", "50", "--reference", "100", "--standard", "cn-2022", "--", "-50%")
    dashed = json.loads(run("claim", *stated).out)["command"]
    assert dashed[2:] == [*stated[6:8], *stated[2:6], "--json", *stated[8:]]
    # Nobody said when: the standards of today are named, so that it is the same tomorrow.
    named = told("半价", "--now", "50", "--reference", "60", code=1)
    assert named["command"][-5:] == ["--standard", "cn-2020", "--standard", "cn-2022", "--json"]


def test_what_is_wrong_is_told_at_its_place(folder: Path) -> None:
    mine = folder / "mine.claims.yaml"
    mine.write_text(CLAIMS.replace("history: prices.csv", "history: price.csv"), encoding="utf-8")
    said = refused(mine).err
    assert "mine.claims.yaml:4:" in said
    assert "prices.csv" in said
    mine.write_text(CLAIMS.replace("text: 半价", "txt: 半价"), encoding="utf-8")
    assert "mine.claims.yaml:9:" in refused(mine).err
    assert "there is no file" in refused(folder / "none.claims.yaml").err


@pytest.mark.parametrize(
    ("args", "at"),
    [
        (("--now", "cheap"), "(--now)"),
        (("--reference", "1.005"), "(--reference)"),
        (("--start", "2026-02-30"), "(--start)"),
        (("--fact", "chargd=5"), "(--fact)"),
        (("--fact", "charged"), "(--fact)"),
        (("--history", "none.csv"), "(--history)"),
        (("--catalogue", "none.csv"), "(--catalogue)"),
        (("--currency", "YUAN"), "(--currency)"),
        (("--at", "noon"), "(--at)"),
        (("--says", "{kind: of}"), "(--says)"),
        (("--says", "{kind: off"), "(--says)"),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else "",
)
def test_what_is_wrong_with_an_option_is_told_there(args: tuple[str, ...], at: str) -> None:
    assert at in refused("半价", "--standard", "cn-2022", *args).err
    problems = json.loads(run("claim", "半价", "--standard", "cn-2022", *args, "--json").out)
    assert problems["schema"] == "promocalc.problems/1"


def test_all_that_is_wrong_with_the_amounts_is_told_at_once() -> None:
    said = refused("半价", "--now", "cheap", "--reference", "dear", "--start", "soon").err
    assert all(option in said for option in ("(--now)", "(--reference)", "(--start)"))


def test_something_to_judge_has_to_be_given(folder: Path) -> None:
    assert "there is nothing to judge" in refused().err
    said = ("--says", "{kind: off, rate: 50%}")
    assert "--says is for a sentence" in refused(folder / "mine.claims.yaml", *said).err


# --- pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [40, 80])
def test_every_row_fits_but_for_commands_and_addresses(name: str, language: Language, cells: int) -> None:
    ran = run("claim", name, "--lang", language, "--width", cells)
    rows = [row for row in ran.out.splitlines() if not row.startswith(("  promocalc ", "  http"))]
    assert max(map(width, rows)) <= cells
    assert "{" not in ran.out


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_advertisement_fails_and_names_its_standard(name: str) -> None:
    ran = run("claim", name)
    assert (ran.code, ran.err) == (1, "")
    for heading in ("Verdict  FAILS", " rests, under ", "Under which standards", "Inputs", "To work it out again"):
        assert heading in ran.out


def test_an_up_to_that_one_item_in_forty_reaches_fails_in_one_country_and_is_told_with_its_share_in_another() -> None:
    page = run("claim", "up-to-example").out
    assert "1 of 40 items reach it (2.5%); 10.0% have to" in page
    assert told("up-to-example", "--jurisdiction", "CN", "--currency", "GBP", code=0)["outcome"] == "holds"


def test_a_page_is_written_to_a_file_and_the_exit_code_stays(folder: Path) -> None:
    output = folder / "page.txt"
    ran = run("claim", "half-price-example", "-o", output)
    assert (ran.code, ran.out) == (1, "")
    assert "FAILS" in output.read_text(encoding="utf-8")
    assert "\n---" in run("claim", "half-price-example", "--ascii").out


def test_a_pipe_carries_the_same_text() -> None:
    assert spawn("claim", "half-price-example").out == run("claim", "half-price-example").out


@pytest.mark.parametrize("option", ["--now", "--fact"])
def test_what_is_asked_is_the_same_fact_by_its_own_option_and_by_name(option: str) -> None:
    words = ("9", "10") if option == "--now" else ("now=9", "now=10")
    for value, code in zip(words, (0, 1), strict=True):
        assert run("claim", "到手价9元", "--standard", "cn-2022", option, value).code == code
    assert run("claim", "到手价9元", "--fact", "now=10", "--now", "9").code == 0
    assert run("claim", "到手价9元", "--fact", "now=x").code == 2


def test_a_standard_that_was_not_in_force_is_told_and_those_of_another_day_are_not_read(tmp_path: Path) -> None:
    prices = tmp_path / "prices.csv"
    prices.write_text("date,until,price\n2021-01-01,2021-01-07,80\n", encoding="utf-8")
    asked = ("原价100，现价50", "--start", "2021-01-08", "--history", prices)
    early = told(*asked, "--standard", "cn-2022", code=1)
    assert early["advertisements"][0]["not_in_force"] == ["cn-2022"]
    page = run("claim", *asked, "--standard", "cn-2022")
    assert "- Not in force on 2021-01-08: cn-2022.\n" in page.out
    assert "2021-01-08 这一天没有施行：cn-2022。" in run("claim", *asked, "--standard", "cn-2022", "--lang", "zh").out
    then = told("was 100, now 50", *asked[1:], "--jurisdiction", "UK", code=3)
    assert then["advertisements"][0]["not_in_force"] == []
    assert [one["name"] for one in then["inputs"] if one["kind"] == "standard"] == ["uk-2010"]


def test_a_discount_on_everything_is_provisional_where_the_prices_before_are(tmp_path: Path) -> None:
    items, prices = tmp_path / "items.csv", tmp_path / "prices.csv"
    items.write_text("id,name,price\nA,A,50\nB,B,45\n", encoding="utf-8")
    asked = ("全场5折", "--standard", "cn-2022", "--start", "2024-11-11", "--catalogue", items, "--history", prices)
    for until, provisional in (("2024-11-10", False), ("2024-11-09", True)):
        prices.write_text(f"sku,date,until,price\nA,2024-11-01,2024-11-10,100\nB,2024-11-01,{until},100\n", "utf-8")
        found = told(*asked, code=0)
        judged = found["advertisements"][0]["parts"][0]["readings"][0]["judged"][0]
        assert judged["provisional"] is provisional


def test_the_items_in_scope_are_data_once_however_many_verdicts_look_at_them(tmp_path: Path) -> None:
    (tmp_path / "cat.csv").write_text(
        "id,price,list_price\n" + "".join(f"i{at},{50 + at},100\n" for at in range(30)), encoding="utf-8"
    )
    asked = ("--catalogue", tmp_path / "cat.csv", "--standard", "cn-2022", "--standard", "us-nad")
    (advert,) = json.loads(run("claim", "全场低至5折", *asked, "--json").out)["advertisements"]
    verdicts = [
        verdict
        for part in advert["parts"]
        for reading in part["readings"]
        for one in reading["judged"]
        for verdict in one["verdicts"]
    ]
    assert len(verdicts) > 2
    assert {verdict["items"] for verdict in verdicts} == {0}
    (items,) = advert["items"]
    assert [one["id"] for one in items] == [f"i{at}" for at in range(30)]
    (alone,) = json.loads(run("claim", "原价100元，现价50元", "--json").out)["advertisements"]
    assert alone["items"] == []
    assert alone["parts"][0]["readings"][0]["judged"][0]["verdicts"][0]["items"] is None
