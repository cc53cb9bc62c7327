"""``promocalc validate``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.harness import CART, RULEBOOK, TABLE, run


class TestFine:
    def test_good_files_are_told_apart_on_stderr_and_stdout_is_empty(self, cart: Path, shop: Path) -> None:
        ran = run("validate", cart, shop)
        assert (ran.code, ran.out) == (0, "")
        assert f"ok: {cart} (cart)" in ran.err
        assert f"ok: {shop} (rulebook)" in ran.err

    def test_quiet_says_nothing(self, cart: Path) -> None:
        assert run("validate", cart, "-q").err == ""

    def test_a_table_is_a_cart(self, tmp_path: Path) -> None:
        table = tmp_path / "basket.csv"
        table.write_text(TABLE, encoding="utf-8")
        assert "(cart)" in run("validate", table).err

    def test_stdin_is_a_file_like_any_other(self) -> None:
        assert "(rulebook)" in run("validate", "-", stdin=RULEBOOK.encode()).err

    def test_every_shipped_file_is_fine(self) -> None:
        from promocalc.files.shipped import shipped

        ran = run("validate", *(one.path for one in shipped()))
        assert ran.code == 0, ran.err


class TestProblems:
    def test_all_problems_of_all_files_are_told_at_once(self, cart: Path, shop: Path) -> None:
        cart.write_text(CART.replace("qty: 3", "qty: 0").replace("899", "many"), encoding="utf-8")
        shop.write_text(RULEBOOK.replace("take: {off: 60}", "tke: {off: 60}"), encoding="utf-8")
        ran = run("validate", cart, shop)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("cart.yaml:") == 2
        assert "'take'" in ran.err

    def test_one_bad_file_does_not_hide_a_good_one(self, cart: Path, tmp_path: Path) -> None:
        ran = run("validate", tmp_path / "none.yaml", cart)
        assert ran.code == 2
        assert "ok: " in ran.err

    def test_a_problem_shared_by_cart_and_rulebook_is_told_once(self, cart: Path, shop: Path) -> None:
        shop.write_text(RULEBOOK.replace("price: [flash,", "price: [flsh,"), encoding="utf-8")
        once = json.loads(run("validate", shop, "--json").out)["problems"]
        assert json.loads(run("validate", cart, shop, "--json").out)["problems"] == once

    def test_json_says_where_and_what(self, cart: Path) -> None:
        cart.write_text(CART.replace("qty: 3", "qyt: 3"), encoding="utf-8")
        ran = run("validate", cart, "--json")
        problem = json.loads(ran.out)["problems"][0]
        assert (ran.code, problem["code"], problem["line"]) == (2, "UnknownKey", 8)
        assert problem["file"] == str(cart)
        assert {"column", "path", "message", "help"} <= problem.keys()

    def test_json_without_problems_is_an_empty_list(self, cart: Path) -> None:
        ran = run("validate", cart, "--json")
        assert (ran.code, json.loads(ran.out)["problems"]) == (0, [])


class TestACartAgainstItsRulebook:
    def problem(self, cart: Path, text: str) -> str:
        cart.write_text(text, encoding="utf-8")
        ran = run("validate", cart, "--json")
        assert ran.code == 2
        (found,) = json.loads(ran.out)["problems"]
        return f"{found['code']} {found['line']}"

    def test_money_of_another_country_is_a_problem(self, cart: Path) -> None:
        assert self.problem(cart, CART.replace("lines:", "currency: EUR\nlines:")) == "CurrencyMismatch 6"

    def test_an_unknown_choice_is_a_problem(self, cart: Path) -> None:
        assert self.problem(cart, CART + "choices: {use: [copon]}\n") == "UnknownChoice 9"

    def test_a_rulebook_that_is_not_there_is_a_problem(self, cart: Path) -> None:
        assert self.problem(cart, CART.replace("shop.yaml", "shp.yaml")) == "FileMissing 3"


class TestInChinese:
    def test_keys_in_chinese_are_known_for_what_they_mean(self, tmp_path: Path) -> None:
        book = tmp_path / "book.yaml"
        book.write_text("规则书: 预售\n规则:\n  满减: {take: {off: 5}}\n", encoding="utf-8")
        ran = run("validate", book)
        assert ran.code == 2
        assert "did you mean 'rulebook'?" in ran.err
        assert "did you mean 'rules'?" in ran.err
        assert "known here" not in ran.err

    def test_one_key_is_enough_to_be_a_rulebook(self, tmp_path: Path) -> None:
        book = tmp_path / "book.yaml"
        book.write_text("规则书: 预售\n", encoding="utf-8")
        (problem,) = json.loads(run("validate", book, "--json").out)["problems"]
        assert problem["help"] == "did you mean 'rulebook'?"


def test_balances_that_cannot_be_paid_together_are_shown_in_the_rulebook(tmp_path: Path) -> None:
    book, cart = tmp_path / "book.yaml", tmp_path / "mine.cart.yaml"
    book.write_text(
        "rulebook: book\nrules:\n"
        "  one: {take: {deposit: 5, balance: {from: 2026-11-01T01:00+08:00, until: 2026-11-02T00:00+08:00}}}\n"
        "  two: {take: {deposit: 5, balance: {from: 2026-11-03T01:00+08:00}}}\nprice: [one, two]\n",
        encoding="utf-8",
    )
    cart.write_text("cart: mine\nrulebook: book.yaml\nlines: [{price: 20}]\n", encoding="utf-8")
    for told in (("price",), ("timeline",), ("validate",), ("refund", "--all")):
        ran = run(told[0], cart, *told[1:])
        assert ran.code == 2
        assert f"{book}:4:" in ran.err
        assert "(rules.two.take.balance)" in ran.err
