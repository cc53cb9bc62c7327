"""Files of claims: what they say, and what is wrong with them, all at once."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from promocalc.claims.claim import KINDS, FinalPrice, Off, Save, WasNow, read_claim, write_claim
from promocalc.claims.document import Advertisement, ClaimFile
from promocalc.claims.facts import Facts
from promocalc.files.claim_case import check_named
from promocalc.files.claims import open_claims, read_claims
from promocalc.money import Rate
from promocalc.problems import (
    BadName,
    EmptyList,
    FileMissing,
    MissingKey,
    MissingOneOf,
    NotADay,
    NotAnAmount,
    NotARate,
    Problem,
    ProblemGroup,
    TooFine,
    UnknownKey,
    UnknownWord,
    WrongKind,
)
from promocalc.rules.values import Title

from .test_schema import errors

WHOLE = """\
claims: double11
title: {zh: 双十一, en: Double 11}
currency: CNY
jurisdiction: CN
standards: [cn-2022, cn-2020]
at: 2026-11-01
cart: basket.yaml
rulebook: tmall-2026
history: prices.csv
catalogue: items.csv
sku: A7
channel: app
facts: {start: 2026-11-01, now: 99, by: {zh: 收据, en: receipts}}
advertisements:
  - 全场低至5折
  - text: 原价169元，现价50.70元
    facts: {now: 50.70, reference: 119}
    title: 夹克
    source: page
  - text: 直降300元
    says: {kind: save, amount: 300}
  - says:
      - {kind: was_now, was: 1799, now: 1499}
      - {kind: "off", rate: 5折}
    sku: B8
    channel: web
sources:
  page: {title: the page of the shop, url: https://example.org}
"""


def problems(text: str) -> list[Problem]:
    with pytest.raises(ProblemGroup) as caught:
        read_claims(text)
    return list(caught.value.problems)


def test_a_file_says_what_is_advertised_and_what_is_known_of_it() -> None:
    found = read_claims(WHOLE)
    assert (found.claims, found.currency, found.jurisdiction, found.at) == ("double11", "CNY", "CN", date(2026, 11, 1))
    assert found.standards == ("cn-2022", "cn-2020")
    assert (found.cart, found.rulebook, found.history) == ("basket.yaml", "tmall-2026", "prices.csv")
    assert (found.catalogue, found.sku, found.channel) == ("items.csv", "A7", "app")
    first, second, third, fourth = found.advertisements
    assert first == Advertisement(text="全场低至5折")
    assert (second.source, second.facts.reference) == (Title("page", "page"), Decimal(119))
    assert third.says == (Save(amount=Decimal(300)),)
    assert fourth.says == (
        WasNow(was=Decimal(1799), now=Decimal(1499)),
        Off(rate=Rate(Fraction(1, 2))),
    )
    assert (fourth.sku, fourth.channel, fourth.text) == ("B8", "web", "")


def test_what_is_known_of_one_advertisement_goes_before_what_is_known_of_all() -> None:
    found = read_claims(WHOLE)
    first, second, *_ = found.advertisements
    assert found.facts_of(first) == found.facts
    assert found.facts_of(second) == Facts(
        start=date(2026, 11, 1), now=Decimal("50.70"), reference=Decimal(119), by=found.facts.by
    )


def test_one_standard_and_one_advertisement_stand_without_a_list() -> None:
    found = read_claims("claims: a\nstandards: eu\nadvertisements: 50% off\n")
    assert found.standards == ("eu",)
    assert found.advertisements == (Advertisement(text="50% off"),)


def test_what_was_read_is_written_and_read_again() -> None:
    found = read_claims(WHOLE)
    assert ClaimFile.model_validate(found.model_dump()) == found


@pytest.mark.parametrize("kind", KINDS)
def test_a_claim_of_every_kind_is_written_and_read_again(kind: str) -> None:
    said = {
        "off": {"rate": "12.5%", "reach": "up_to", "start": "99"},
        "was_now": {"was": "169", "now": "50.70", "of": "list"},
        "save": {"amount": "20", "start": "99", "each": "yes"},
        "price": {"amount": "5", "pieces": "2"},
        "lowest": {"days": "30"},
        "bundle": {"pieces": "3", "cheaper": "2", "rate": "50%", "said": "33%"},
        "voucher": {"spend": "200", "gives": "100", "minimum": "300"},
        "gift": {"worth": "99"},
        "add_on": {"price": "1", "start": "99", "worth": "39"},
        "protection": {"days": "30", "of": "everyone"},
        "reduced": {},
        "until": {"ends": "2026-11-11", "then": "888"},
    }[kind]
    claim = read_claim({"kind": kind, **said})
    assert write_claim(claim).keys() == {"kind", *said}
    assert read_claim(write_claim(claim)) == claim


def test_everything_that_is_wrong_is_told_at_its_line_and_column() -> None:
    found = problems(
        "claims: a b\n"
        "at: 2026-02-30\n"
        "facts: {now: cheap, nwo: 3}\n"
        "advertisements:\n"
        "  - {title: nothing said}\n"
        "  - {text: 5折, facts: {market: 1.005}}\n"
        "  - says: {kind: of, rate: 5}\n"
        "  - says: {kind: was_now, wsa: 3}\n"
        "  - says:\n"
        '      - {kind: "off", rate: 120%}\n'
        "      - {rate: 5%}\n"
        "  - [5折]\n"
    )
    assert [(type(one.trouble), one.where.line, one.where.column) for one in found] == [
        (BadName, 1, 9),
        (NotADay, 2, 5),
        (NotAnAmount, 3, 14),
        (UnknownKey, 3, 21),
        (MissingOneOf, 5, 5),
        (UnknownWord, 7, 18),
        (UnknownKey, 8, 27),
        (NotARate, 10, 29),
        (MissingKey, 11, 9),
        (WrongKind, 12, 5),
    ]
    misspelt = found[6].trouble
    assert isinstance(misspelt, UnknownKey)
    assert (misspelt.near, misspelt.known) == ("was", ("kind", "was", "now", "of"))


def test_an_amount_finer_than_a_coin_is_told_where_it_stands() -> None:
    found = problems(
        "claims: a\ncurrency: JPY\nfacts: {now: 1.5}\nadvertisements:\n  - {text: a, facts: {market: 2.5}}\n"
        "  - says: {kind: price, amount: 3.5}\n"
    )
    assert [(one.trouble, one.where.line, one.where.column) for one in found] == [
        (TooFine("1.5", "JPY", 0), 3, 14),
        (TooFine("2.5", "JPY", 0), 5, 31),
        (TooFine("3.5", "JPY", 0), 6, 33),
    ]


def test_a_file_without_advertisements_claims_nothing() -> None:
    assert [type(one.trouble) for one in problems("claims: a\n")] == [MissingKey]
    assert [type(one.trouble) for one in problems("claims: a\nadvertisements: []\n")] == [EmptyList]


def test_a_file_is_found_by_its_path_and_read_from_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "mine.claims.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    (tmp_path / "prices.csv").write_text("date,price\n", encoding="utf-8")
    for found in (open_claims(path), open_claims(str(path))):
        assert (found.value, found.path) == (read_claims(WHOLE), path)
        assert found.beside("prices.csv") == tmp_path / "prices.csv"
        assert found.beside("nowhere.csv") is None
        assert found.where(("history",)).line == 9
    streamed = open_claims("-", stdin=io.BytesIO(WHOLE.encode()))
    assert (streamed.value, streamed.path) == (read_claims(WHOLE), None)


def test_a_file_that_is_not_there_is_told_with_one_of_a_similar_name(tmp_path: Path) -> None:
    (tmp_path / "mine.claims.yaml").write_text(WHOLE, encoding="utf-8")
    with pytest.raises(ProblemGroup) as caught:
        open_claims(str(tmp_path / "mime.claims.yaml"))
    (problem,) = caught.value.problems
    assert problem.trouble == FileMissing(str(tmp_path / "mime.claims.yaml"), "mine.claims.yaml")


def test_two_for_five_is_a_price_of_two_pieces() -> None:
    found = read_claims("claims: a\nadvertisements: {says: {kind: price, amount: 5, pieces: 2}}\n")
    assert found.advertisements[0].says == (FinalPrice(amount=Decimal(5), pieces=2),)


def test_what_is_read_is_valid_for_an_editor_and_what_is_misspelt_is_not() -> None:
    assert errors("claims", WHOLE) == []
    for old, new in (
        ("advertisements:", "adverts:"),
        ("kind: save,", "kind: saves,"),
        ("amount: 300", "amuont: 300"),
        ("reference: 119", "refrence: 119"),
        ("text: 直降300元", "txt: 直降300元"),
    ):
        assert old in WHOLE
        assert errors("claims", WHOLE.replace(old, new, 1)), new


def test_every_file_that_is_named_and_is_nowhere_is_told_at_its_key(tmp_path: Path) -> None:
    path = tmp_path / "e.claims.yaml"
    path.write_text(
        "claims: e\ncurrency: GBP\nstandards: [uk-2052]\ncart: nope\nhistory: p.csv\n"
        "advertisements: [{text: Was £100 now £50}]\n",
        encoding="utf-8",
    )
    loaded = open_claims(path)
    with pytest.raises(ProblemGroup) as caught:
        check_named(loaded)
    told = [(one.where.line, one.trouble) for one in caught.value.problems]
    assert [line for line, _ in told] == [4, 5, 3]
    assert [trouble.name for _, trouble in told if isinstance(trouble, FileMissing)] == ["nope", "p.csv", "uk-2052"]
    check_named(loaded, but=frozenset({"cart", "history", "standards"}))
