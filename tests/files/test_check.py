"""``promocalc.check``: an advertisement judged, from Python."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from promocalc import check, load_cart, load_rulebook
from promocalc.claims.document import ClaimFile
from promocalc.files.claim_case import NoStandardError, currency_of, open_loaded
from promocalc.files.claims import open_claims
from promocalc.problems import NotAnAmount, OtherMoney, ProblemGroup, UnknownWord
from tests.cli.harness import write_shop

TODAY = date(2026, 11, 22)


def test_a_sentence_is_judged_on_what_is_stated() -> None:
    found = check("was £64.99, now £32.49", jurisdiction="UK", facts={"reference": "64.99"}, today=TODAY)
    assert (found.claims.currency, [one.standard for one in found.adverts[0].standards]) == ("GBP", ["uk-2025"])
    assert check("原价169元，促销价50.70元", standards=["cn-2022"], facts={"reference": 119}).outcome == "fails"


def test_a_file_of_claims_is_judged_with_what_stands_beside_it(tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text("date,price,kind\n2026-11-08,912,deal\n", encoding="utf-8")
    path = tmp_path / "a.claims.yaml"
    path.write_text(
        "claims: a\njurisdiction: CN\nstandards: cn-2020\nhistory: prices.csv\nfacts: {start: 2026-11-09}\n"
        "advertisements: [{text: 原价912元，现价456元}]\n",
        encoding="utf-8",
    )
    assert check(path).outcome == "holds"
    assert check(path, facts={"reference": 600}).outcome == "fails"
    # Standards that are named give way to those of a place.
    assert [one.standard for one in check(path, jurisdiction="CN").adverts[0].standards] == ["cn-2020", "cn-2022"]
    assert [one.kind for one in check(path).inputs] == ["standard", "history"]


def test_a_price_is_held_against_a_cart(tmp_path: Path) -> None:
    cart = write_shop(tmp_path)
    own = load_cart(cart).model_copy(update={"rulebook": None})
    book = load_rulebook(tmp_path / "shop.yaml")
    for given in ({"cart": own, "rulebook": book}, {"cart": own, "rulebook": tmp_path / "shop.yaml"}):
        assert check("到手价903.70元", standards=["cn-2022"], **given).outcome == "holds"
        assert check("到手价900元", standards=["cn-2022"], **given).outcome == "fails"
    with pytest.raises(ProblemGroup):
        check("到手价900元", standards=["cn-2022"], cart=own)


def test_what_is_wrong_is_told() -> None:
    with pytest.raises(ProblemGroup) as group:
        check("半价", facts={"now": "cheap"})
    assert [type(one.trouble) for one in group.value.problems] == [NotAnAmount]
    with pytest.raises(ProblemGroup) as group:
        check("半价", jurisdiction="XX")
    assert [type(one.trouble) for one in group.value.problems] == [UnknownWord]
    with pytest.raises(NoStandardError):
        check("半价", facts={"start": "1999-01-01"})


def test_a_file_is_opened_with_its_cart_and_problems_are_at_their_lines(tmp_path: Path) -> None:
    write_shop(tmp_path)
    path = tmp_path / "a.claims.yaml"
    text = "claims: a\ncurrency: GBP\ncart: cart.yaml\nadvertisements: ['only £3']\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemGroup) as group:
        open_loaded(open_claims(path), TODAY)
    (problem,) = group.value.problems
    assert (problem.trouble, problem.where.line) == (OtherMoney("cart", "CNY", "GBP"), 2)
    path.write_text(text.replace("currency: GBP\n", "").replace("only £3", "到手价3元"), encoding="utf-8")
    found = open_loaded(open_claims(path), TODAY)
    assert (found.circumstances.subject is not None, found.claims.currency) == (True, "CNY")


@pytest.mark.parametrize(
    ("text", "jurisdiction", "money"),
    [
        ("5折", None, "CNY"),
        ("was £3", None, "GBP"),
        ("only A$5", None, "AUD"),
        ("20% off", "US-CA", "USD"),
        ("20% off", "FR", "EUR"),
        ("20% off", "GB", "GBP"),
        ("was £3", "AU", "AUD"),
    ],
)
def test_money_is_that_of_the_place_or_of_the_sentence(text: str, jurisdiction: str | None, money: str) -> None:
    assert currency_of(text, jurisdiction) == money


def test_a_model_is_as_good_as_a_file() -> None:
    claims = ClaimFile.model_validate(
        {"claims": "a", "standards": "cn-2022", "advertisements": [{"says": {"kind": "off", "rate": "50%"}}]}
    )
    assert check(claims, facts={"now": 50, "reference": 100}).outcome == "holds"
    assert check(claims, facts={"now": 60, "reference": 100}).outcome == "fails"
