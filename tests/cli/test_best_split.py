"""``promocalc best --split``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from promocalc.choose import solver
from promocalc.choose.split import MOST_ORDERS
from promocalc.cli.best_page import OWN
from promocalc.cli.page import Between
from tests.cli.harness import Ran, run

RULEBOOK = """\
rulebook: coupons
rules:
  small: {title: {en: Small, zh: 小券}, from: 100, take: {off: 20}, use: coupon}
  large: {title: {en: Large, zh: 大券}, from: 200, take: {off: 50}, use: coupon}
price: [{one_of: [small, large]}]
"""
CART = """\
cart: two
rulebook: coupons.yaml
lines:
  - {id: a, title: {en: Coat, zh: 大衣}, price: 210}
  - {id: b, title: {en: Scarf, zh: 围巾}, price: 110}
"""
MANY = CART.replace("price: 210", "price: 210, qty: 40").replace("price: 110", "price: 110, qty: 40")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A coat and a scarf, and two coupons of which an order takes one: 270.00 in one order, 250.00 in two."""
    (tmp_path / "coupons.yaml").write_text(RULEBOOK, encoding="utf-8")
    path = tmp_path / "two.yaml"
    path.write_text(CART, encoding="utf-8")
    return path


def told(*args: object) -> dict[str, Any]:
    """What ``--json`` prints."""
    ran = run("best", *args, "--json", "-q")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def refused(*args: object) -> Ran:
    """A run that is refused."""
    ran = run("best", *args)
    assert (ran.code, ran.out) == (2, "")
    return ran


def test_two_orders_that_cost_less_than_one_are_told_with_what_each_holds(two: Path) -> None:
    found = told(two, "--split", 2)
    assert found["schema"] == "promocalc.split/1.0"
    assert (found["now"]["pay"], found["one"]["pay"], found["pay"]) == ("300.00", "270.00", "250.00")
    assert [[line["id"] for line in order["lines"]] for order in found["orders"]] == [["a"], ["b"]]
    assert [order["uses"] for order in found["orders"]] == [["large"], ["small"]]
    ran = run("best", two, "--split", 2)
    assert "In 2 orders       ¥250.00\n" in ran.out
    assert "Order 2 of 2: ¥90.00\n" in ran.out
    assert "第 2 单（共 2 单）：¥90.00\n" in run("best", two, "--split", 2, "--lang", "zh").out


def test_where_one_order_is_best_it_is_that_of_best_without_a_split() -> None:
    cart = Path("rules/cn/double11-example.cart.yaml")
    found = told(cart, "--split", 3)
    assert found["pay"] == found["one"]["pay"] == told(cart)["best"]["pay"] == "1088.82"
    assert len(found["orders"]) == 1
    assert found["proof"] == "exhausted"


def test_what_is_fixed_stands_in_every_order(two: Path) -> None:
    assert told(two, "--split", 2, "--skip", "small")["pay"] == "270.00"
    said = run("best", two, "--split", 2, "--skip", "small", "--lang", "zh").out
    assert "- 定为不用：「小券」。" in said
    assert "没有更便宜的付法（以定下的不变为前提）" in "".join(line.strip() for line in said.splitlines())
    two.write_text(CART + "choices: {skip: small}\n", encoding="utf-8")
    assert told(two, "--split", 2)["fixed"] == {"use": [], "skip": ["small"]}
    assert told(two, "--split", 2)["pay"] == "270.00"
    assert told(two, "--split", 2, "--afresh")["pay"] == "250.00"


def test_a_budget_is_held_against_all_orders_together(two: Path) -> None:
    ran = refused(two, "--split", 2, "--budget", "249.99")
    assert ran.err == "error: ¥249.99 is not enough: the least that can be paid is ¥250.00 (--budget)\n"
    assert told(two, "--split", 2, "--budget", 250)["budget"] == "250.00"
    assert "¥255.00, of which ¥5.00 is left" in run("best", two, "--split", 2, "--budget", 255).out


def test_a_lock_that_is_nothing_to_choose_is_refused_at_its_place(two: Path) -> None:
    assert "(--lock)" in refused(two, "--split", 2, "--lock", "lage").err
    assert "(--lock)" in refused(two, "--split", 2, "--lock", "small", "--lock", "large").err


def test_so_many_orders_may_be_asked_for_as_can_be_looked_at() -> None:
    (limits,) = [one.settings["type"] for one in OWN if one.names == ("--split",)]
    assert isinstance(limits, Between)
    assert (limits.min, limits.max) == (2, MOST_ORDERS)
    assert "6 is not within 2–5" in refused("rules/cn/double11-example.cart.yaml", "--split", 6).err


def test_a_cart_that_needs_the_solver_names_the_extra(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise solver.NoSolver

    monkeypatch.setattr(solver, "solver_module", missing)
    two.write_text(MANY, encoding="utf-8")
    assert "pip install 'promocalc[choose]'" in refused(two, "--split", 3).err
    assert "需要一个尚未安装的求解器" in refused(two, "--split", 3, "--lang", "zh").err


def test_a_cart_too_large_to_look_at_says_how_large_and_what_keeps_it_from_the_solver(two: Path) -> None:
    postage = "  - {id: p, title: {en: Postage, zh: 运费}, price: 6, kind: shipping}\n"
    two.write_text(MANY + postage, encoding="utf-8")
    said = refused(two, "--split", 3).err
    assert "there are 1,681 ways to take some of its pieces, and at most 1,024 can be looked at one by one" in said
    assert "a solver cannot prove it either: tax, postage or a deposit" in said
    assert "求解器也无法证明：有税费、运费或定金" in refused(two, "--split", 3, "--lang", "zh").err


def test_the_rule_that_keeps_a_cart_from_the_solver_is_named(two: Path) -> None:
    limited = RULEBOOK.replace("take: {off: 20}", "take: {off: 20}, each: piece")
    (two.parent / "coupons.yaml").write_text(limited, encoding="utf-8")
    two.write_text(MANY, encoding="utf-8")
    assert '"Small": it cuts single pieces, and not for certain' in refused(two, "--split", 3).err
    assert "「小券」对单件优惠，但不一定生效" in refused(two, "--split", 3, "--lang", "zh").err


def test_data_is_the_same_in_every_language(two: Path) -> None:
    assert told(two, "--split", 2) == told(two, "--split", 2, "--lang", "zh")
