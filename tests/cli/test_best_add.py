"""``promocalc best --add`` and ``--drop``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import Ran, run

RULEBOOK = "rulebook: one\nrules: {cut: {title: {en: Cut, zh: 满减}, from: 300, take: {off: 36}}}\nprice: [cut]\n"
COUPONS = """\
rulebook: one
rules:
  small: {from: 200, take: {off: 10}, use: coupon}
  large: {from: 300, take: {off: 50}, use: coupon}
price: [small, large]
exclude: [{these: [small], not_with: [large]}]
"""
CART = "cart: c\nrulebook: one.yaml\nlines: [{id: a, title: {en: Coat, zh: 大衣}, price: 276.10}]\n"
WISHES = "name,price,id\nSocks,23.90,socks\nHat,23.89,hat\nShoes,59,shoes\n"


@pytest.fixture
def coat(tmp_path: Path) -> Path:
    """A coat of 276.10 where 36 come off from 300, beside a wish-list."""
    (tmp_path / "one.yaml").write_text(RULEBOOK, encoding="utf-8")
    (tmp_path / "wishes.csv").write_text(WISHES, encoding="utf-8")
    path = tmp_path / "cart.yaml"
    path.write_text(CART, encoding="utf-8")
    return path


def wishes(cart: Path) -> Path:
    return cart.parent / "wishes.csv"


def told(cart: Path, *args: object) -> dict[str, Any]:
    """What ``--json`` prints."""
    ran = run("best", cart, "--add", wishes(cart), *args, "--json", "-q")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def refused(*args: object) -> Ran:
    """A run that is refused."""
    ran = run("best", *args)
    assert (ran.code, ran.out) == (2, "")
    return ran


def test_what_to_add_is_told_with_what_it_really_costs(coat: Path) -> None:
    found = told(coat)
    assert found["schema"] == "promocalc.add/1.0"
    assert (found["now"]["pay"], found["saving"]["pay"], found["proof"]) == ("276.10", "264.00", "optimal")
    ran = run("best", coat, "--add", wishes(coat))
    assert (ran.code, ran.err) == (0, "")
    assert '- "Socks": this 23.90 item costs you -12.10.\n' in ran.out
    assert "「Socks」：标价 23.90，实际花费 -12.10。" in run("best", coat, "--add", wishes(coat), "--lang", "zh").out


def test_the_cart_with_what_is_added_costs_as_much_by_price(coat: Path) -> None:
    more = "lines: [{id: a, price: 276.10}, {id: b, price: 23.90}]\n"
    (coat.parent / "more.yaml").write_text("cart: c\nrulebook: one.yaml\n" + more, encoding="utf-8")
    ran = run("price", coat.parent / "more.yaml", "--json", "-q")
    assert json.loads(ran.out)["pay"] == told(coat)["saving"]["pay"]


def test_what_to_add_is_judged_with_the_offers_that_are_best_with_it(coat: Path) -> None:
    (coat.parent / "one.yaml").write_text(COUPONS, encoding="utf-8")
    # In written order the small coupon keeps out the large one, however much is in the cart.
    found = told(coat)
    assert (found["now"]["pay"], found["without"]["pay"], found["chosen"]) == ("266.10", "266.10", "best")
    assert (found["saving"]["pay"], found["saving"]["net"], found["proof"]) == ("250.00", "-16.10", "optimal")
    assert found["offers"] == {"use": ["large"], "leave": ["small"], "keep": []}
    page = run("best", coat, "--add", wishes(coat)).out
    assert (
        '- Use "large": -50.00.\n- Leave "small" alone (now: -10.00).\n'
        in page.partition("Offers that go with it\n")[2]
    )
    # It is compared with the best way without it, not with one coupon less.
    assert found["returned"][0]["alone"] == "266.10"
    zh = run("best", coat, "--add", wishes(coat), "--lang", "zh").out
    assert "- 用上「large」：-50.00。\n- 不用「small」（现在 -10.00）。\n" in zh.partition("凑单后怎么用优惠\n")[2]


def test_what_is_stated_stands_and_what_the_cart_has_chosen_does_unless_it_is_decided_afresh(coat: Path) -> None:
    (coat.parent / "one.yaml").write_text(COUPONS, encoding="utf-8")
    found = told(coat, "--skip", "small")
    assert (found["now"]["pay"], found["saving"]["pay"], found["offers"]["leave"]) == ("276.10", "250.00", [])
    assert told(coat, "--lock", "large")["saving"]["pay"] == "250.00"
    assert told(coat, "--lock", "small")["saving"] is None
    coat.write_text(CART + "choices: {use: [small]}\n", encoding="utf-8")
    assert told(coat)["saving"] is None
    assert told(coat, "--afresh")["saving"]["pay"] == "250.00"


def test_what_is_paid_as_it_stands_is_told_where_other_offers_are_best_without_anything_added(coat: Path) -> None:
    book = COUPONS.replace("from: 300, take: {off: 50}", "from: 250, take: {off: 20}")
    (coat.parent / "one.yaml").write_text(book, encoding="utf-8")
    found = told(coat)
    assert (found["now"]["pay"], found["without"]["pay"], found["saving"]) == ("266.10", "256.10", None)
    page = run("best", coat, "--add", wishes(coat)).out
    assert "As it stands" in page
    assert "现在应付" in run("best", coat, "--add", wishes(coat), "--lang", "zh").out


def test_a_catalogue_that_is_wrong_is_refused_at_its_place(coat: Path) -> None:
    wishes(coat).write_text("name,price\nSocks,cheap\n", encoding="utf-8")
    said = refused(coat, "--add", wishes(coat)).err
    assert "wishes.csv:2" in said
    assert "--lock" in refused(coat, "--add", wishes(coat).parent / "cart.yaml", "--lock", "lage").err
    missing = refused(coat, "--add", coat.parent / "none.csv").err
    assert "none.csv" in missing


@pytest.mark.parametrize(
    ("options", "one", "other"),
    [
        (["--split", 2, "--add", "wishes.csv"], "--split", "--add"),
        (["--budget", 300, "--add", "wishes.csv"], "--add", "--budget"),
        (["--drop", "--add", "wishes.csv"], "--add", "--drop"),
        (["--drop", "--split", 2], "--split", "--drop"),
    ],
)
def test_what_does_not_go_together_is_refused(coat: Path, options: list[object], one: str, other: str) -> None:
    assert f"{one} and {other} do not go together" in refused(coat, *options).err
    assert f"{one} 与 {other} 不能同时用" in refused(coat, *options, "--lang", "zh").err


def test_a_cart_and_a_catalogue_cannot_both_be_piped_in(coat: Path) -> None:
    assert "stdin is read once" in refused("-", "--add", "-").err
    assert "标准输入只能读一次" in refused("-", "--add", "-", "--lang", "zh").err


def test_data_is_the_same_in_every_language(coat: Path) -> None:
    assert told(coat) == told(coat, "--lang", "zh")


# --- what could be dropped -----------------------------------------------------------------------------------


def dropping(folder: Path, *lines: str) -> dict[str, Any]:
    """What ``--drop --json`` prints of a cart."""
    path = folder / "more.yaml"
    said = "".join(f"  - {{{line}}}\n" for line in lines)
    path.write_text(f"cart: c\nrulebook: one.yaml\nlines:\n{said}", encoding="utf-8")
    ran = run("best", path, "--drop", "--json", "-q")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def test_a_line_that_keeps_the_threshold_saves_nothing_to_drop(coat: Path) -> None:
    found = dropping(coat.parent, "id: a, price: 276.10", "id: b, price: 23.90")
    assert found["singly"] == [{"line": "b", "pieces": 1, "whole": True, "costs": "-12.10"}]
    assert (found["now"]["pay"], found["after"]["pay"]) == ("264.00", "276.10")
    page = run("best", coat.parent / "more.yaml", "--drop").out
    assert '- "b": without it you pay ¥12.10 more.\n' in page
    assert "- 「b」：去掉后反而多付 ¥12.10。" in run("best", coat.parent / "more.yaml", "--drop", "--lang", "zh").out


def test_where_every_line_is_worth_its_price_that_is_said(coat: Path) -> None:
    assert dropping(coat.parent, "id: a, price: 100", "id: b, price: 20")["singly"] == []
    page = run("best", coat.parent / "more.yaml", "--drop").out
    assert "Whatever line or piece is dropped, less is paid." in page
    assert "Together" not in page


def test_one_piece_of_several_that_saves_nothing_is_told_as_such(coat: Path) -> None:
    found = dropping(coat.parent, "id: a, price: 276.10", "id: b, price: 12, qty: 2")
    costs = {(one["pieces"], one["whole"]): one["costs"] for one in found["singly"]}
    assert costs == {(1, False): "-24.00", (2, True): "-12.00"}
    page = run("best", coat.parent / "more.yaml", "--drop").out
    assert '- "b" (1 piece of it): without it you pay ¥24.00 more.\n' in page
    assert '- "b" (all 2 pieces): without it you pay ¥12.00 more.\n' in page


def test_what_can_be_dropped_together_is_told_with_how_it_was_found(coat: Path) -> None:
    found = dropping(coat.parent, "id: a, price: 276.10", "id: b, price: 12, qty: 2", "id: d, price: 0")
    assert sum(one["pieces"] for one in found["together"]) > 1
    for language, heading, how in (("en", "Together\n", "one after another"), ("zh", "一起去掉\n", "一项一项找出")):
        page = run("best", coat.parent / "more.yaml", "--drop", "--lang", language).out
        assert heading in page
        assert how in page
