"""What is given for later, tax, random cuts and picked pieces on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from promocalc.cart import Cart
from promocalc.files.write import dump_cart, dump_rulebook
from promocalc.rules.rulebook import Rulebook
from promocalc.tui.app import PromoApp
from promocalc.tui.reading import Reading
from promocalc.tui.session import Session
from promocalc.tui.words import Language
from tests.explain.bundle import CART, RULEBOOK
from tests.tui.drive import NARROW, WIDE, Size, crooked, drive, settle, shown


def reading(language: Language = "en", **facts: Any) -> Reading:
    book = Rulebook.model_validate(RULEBOOK | facts)
    return Reading(Session.of(Cart.model_validate(CART), book, language=language))


def test_what_comes_later_stands_beside_the_totals_and_changes_none() -> None:
    totals = dict(reading().totals)
    assert totals["PAY"] == "¥178.50"
    assert totals["later"] == "¥25.00 + 178 points"
    assert totals["of which tax"] == "20.53"
    assert ("以后可得", "¥25.00 + 178 积分") in reading("zh").totals


def test_an_offer_that_gives_something_is_used_and_says_what() -> None:
    offers = {row.rule: row for row in reading().offers}
    assert (offers["points"].mark, offers["points"].change) == ("[x]", "+178 points later")
    assert (offers["cash-back"].mark, offers["cash-back"].change) == ("[x]", "+25.00 later")
    assert (offers["voucher"].mark, offers["voucher"].change) == ("[-]", "0.00")


def test_the_detail_tells_sets_and_picked_pieces() -> None:
    assert ("pieces", "2 sets of 3; the cheapest piece of each: Shirt x1, Socks x1") in reading().detail(
        "three-for-two"
    )
    assert ("选中", "2 组（每组 3 件），每组最低价 1 件：衬衫 x1、袜子 x1") in reading("zh").detail("three-for-two")


def test_the_overview_has_later_benefits_and_the_range_says_that_it_is_chance() -> None:
    told = reading()
    assert ("", "For later, not in the price") in told.overview
    assert any(label == "Member points" and "178 points" in text for label, text in told.overview)
    assert told.range == "Depending on chance: ¥174.50 to ¥178.50"


def test_tax_on_top_is_a_row_of_the_cart_and_of_the_waterfall() -> None:
    told = reading(tax={"included": False, "rate": "13%"})
    *_, tax, due = told.waterfall
    assert (tax.label, tax.after, tax.step) == ("Tax", due.after, None)
    assert tax.change == due.after - tax.before > 0
    assert dict(told.totals)["Tax"].startswith("+")
    assert [row.shown["title"] for row in told.cart] == ["Shirt", "Socks", "Mug", "+ Tax"]


def test_a_cart_in_another_currency_of_the_rulebook_is_priced_in_its_own() -> None:
    rules: dict[str, Any] = {"a": {"take": {"off": {"CNY": 10, "USD": 2}}}}
    book = {"rulebook": "t", "currency": ["CNY", "USD"], "rules": rules, "price": ["a"]}
    cart = {"currency": "USD", "lines": [{"id": "1", "price": 10}]}
    session = Session.of(Cart.model_validate(cart), Rulebook.model_validate(book))
    assert session.receipt is not None
    assert (session.receipt.currency, session.receipt.pay) == ("USD", 800)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=str)
@pytest.mark.parametrize("tax", [{"included": True, "rate": "13%"}, {"included": False, "rate": "13%"}], ids=str)
def test_every_row_is_as_wide_as_the_screen(tmp_path: Path, size: Size, language: Language, tax: Any) -> None:
    book = Rulebook.model_validate(RULEBOOK | {"tax": tax})
    (tmp_path / "book.yaml").write_text(dump_rulebook(book), encoding="utf-8")
    path = tmp_path / "cart.yaml"
    path.write_text(dump_cart(Cart.model_validate(CART | {"rulebook": "book.yaml"})), encoding="utf-8")
    given = "Member points" if language == "en" else "会员积分"

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await settle(app, pilot)
        assert not crooked(app)
        assert given in shown(app)
        await pilot.press("x")
        await settle(app, pilot)
        assert not crooked(app)
        # Nothing of it is in the price, so it stands among the offers below the steps, if there is room for them.
        assert size == NARROW or given in shown(app)

    drive(path, script, size=size, language=language)
