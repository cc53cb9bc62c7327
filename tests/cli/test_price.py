"""``promocalc price``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.harness import CART, PAYS, RULEBOOK, TABLE, run, spawn


class TestWhatIsPriced:
    def test_a_cart_file_gives_its_receipt_on_stdout_and_nothing_on_stderr(self, cart: Path) -> None:
        ran = run("price", cart)
        assert (ran.code, ran.err) == (0, "")
        assert PAYS in ran.out
        assert "Coupon" in ran.out

    def test_a_cart_is_read_from_stdin(self, shop: Path) -> None:
        assert PAYS in run("price", "-", "--rules", shop, stdin=CART.encode()).out

    def test_a_shipped_cart_goes_by_its_name(self) -> None:
        assert run("price", "tmall-double11-2020").code == 0

    def test_a_table_is_priced_under_a_given_rulebook(self, tmp_path: Path, shop: Path) -> None:
        table = tmp_path / "basket.csv"
        table.write_text(TABLE, encoding="utf-8")
        ran = run("price", table, "--rules", shop, "--json")
        assert json.loads(ran.out)["pay"] == "968.70"

    def test_a_table_without_a_rulebook_says_what_to_do(self, tmp_path: Path) -> None:
        table = tmp_path / "basket.csv"
        table.write_text(TABLE, encoding="utf-8")
        ran = run("price", table)
        assert (ran.code, ran.out) == (2, "")
        assert "--rules" in ran.err

    def test_a_wallet_that_the_rulebook_does_not_know_is_refused(self, cart: Path) -> None:
        cart.write_text(CART + "wallet: {coupons: [copon], balances: {envelope: 5}}\n", encoding="utf-8")
        for verb in ("price", "validate"):
            ran = run(verb, cart)
            assert (ran.code, ran.out) == (2, "")
            assert f"{cart}:9:20" in ran.err
            assert "did you mean 'coupon'" in ran.err
            assert f"{cart}:9:39" in ran.err

    def test_a_rulebook_in_the_place_of_a_cart_is_told_as_one(self, shop: Path) -> None:
        for name in (shop, "tmall-2020"):
            ran = run("price", name)
            assert (ran.code, f"--rules {name}" in ran.err) == (2, True)

    def test_a_cart_in_the_place_of_a_rulebook_is_told_as_one(self, cart: Path) -> None:
        ran = run("price", cart, "--rules", cart)
        assert (ran.code, "is a cart" in ran.err) == (2, True)

    def test_pasted_text_is_a_cart(self, shop: Path) -> None:
        assert "968.70" in run("price", "-", "--rules", shop, stdin=TABLE.replace(",", "\t").encode()).out

    def test_a_cart_in_gb18030_is_read(self, cart: Path) -> None:
        cart.write_bytes(CART.encode("gb18030"))
        ran = run("price", cart)
        assert (ran.code, "羽绒服" in ran.out) == (0, True)


class TestOptions:
    def pay(self, *args: object, stdin: bytes = b"") -> str:
        ran = run("price", *args, "--json", stdin=stdin)
        assert ran.code == 0, ran.err
        return str(json.loads(ran.out)["pay"])

    def test_a_rulebook_on_the_line_goes_before_the_carts_own(self, cart: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.yaml"
        other.write_text(RULEBOOK.replace("off: 60", "off: 61"), encoding="utf-8")
        assert self.pay(cart, "--rules", other) == "907.70"

    def test_skipping_an_offer_costs_what_it_took(self, cart: Path) -> None:
        assert self.pay(cart, "--skip", "coupon") == "928.70"

    def test_what_is_used_on_the_line_is_not_skipped_by_the_cart(self, cart: Path) -> None:
        cart.write_text(CART + "choices: {skip: [coupon]}\n", encoding="utf-8")
        assert (self.pay(cart), self.pay(cart, "--use", "coupon")) == ("928.70", PAYS)

    def test_an_unknown_choice_names_the_option_and_the_nearest(self, cart: Path) -> None:
        ran = run("price", cart, "--use", "copon")
        assert ran.code == 2
        assert "(--use)" in ran.err
        assert "'coupon'" in ran.err

    def test_an_unknown_choice_of_the_cart_is_at_its_place(self, cart: Path) -> None:
        cart.write_text(CART + "choices: {use: [copon]}\n", encoding="utf-8")
        assert f"{cart}:9:17" in run("price", cart, "--skip", "coupon").err

    def test_a_persona_goes_by_name(self, cart: Path) -> None:
        assert self.pay(cart, "--persona", "golden") == "903.70"

    def test_a_persona_is_made_of_facts(self, cart: Path) -> None:
        assert self.pay(cart, "--persona", "new=true,member=gold,tier=3") == "903.70"

    def test_an_unknown_persona_names_the_nearest(self, cart: Path) -> None:
        ran = run("price", cart, "--persona", "goldn")
        assert (ran.code, "'golden'" in ran.err) == (2, True)

    def test_a_misspelt_fact_gets_the_nearest(self, cart: Path, shop: Path) -> None:
        shop.write_text(RULEBOOK.replace("{member: gold}", "{loyalty: gold}"), encoding="utf-8")
        for slip, meant in (("membr=gold", "'member'"), ("loyalti=gold", "'loyalty'")):
            ran = run("price", cart, "--persona", slip)
            assert (ran.code, ran.out) == (2, "")
            assert meant in ran.err
        assert self.pay(cart, "--persona", "loyalty=gold") == "903.70"

    @pytest.mark.parametrize("facts", ["new=3", "member=gold,new", "=x", "orders=-1"])
    def test_a_persona_that_cannot_be_read_is_a_problem_with_the_option(self, cart: Path, facts: str) -> None:
        ran = run("price", cart, "--persona", facts)
        assert (ran.code, ran.out) == (2, "")
        assert "--persona" in ran.err

    @pytest.mark.parametrize("moment", ["2020-11-11", "11 November", "2020-11-11T00:30", ""])
    def test_a_moment_that_cannot_be_read_is_a_problem_with_the_option(self, cart: Path, moment: str) -> None:
        ran = run("price", cart, "--at", moment)
        assert (ran.code, ran.out) == (2, "")
        assert "(--at)" in ran.err


class TestTheMoment:
    @pytest.fixture
    def timed(self, cart: Path, shop: Path) -> Path:
        window = 'when: {window: {from: "2020-11-11T00:00:00+08:00"}}, take: {off: 5}}'
        shop.write_text(RULEBOOK.replace("when: {member: gold}, take: {off: 5}}", window), encoding="utf-8")
        return cart

    def test_now_is_used_and_said_where_a_rule_asks_and_nobody_says(self, timed: Path) -> None:
        ran = run("price", timed)
        assert "903.70" in ran.out
        assert "now" in ran.err

    def test_now_is_told_in_the_zone_of_the_rulebook(self, timed: Path) -> None:
        assert "+08:00" in run("price", timed, env={"TZ": "America/New_York"}).err

    def test_quiet_leaves_it_unsaid(self, timed: Path) -> None:
        assert run("price", timed, "--quiet").err == ""

    def test_a_given_moment_is_used(self, timed: Path) -> None:
        ran = run("price", timed, "--at", "2020-11-10T23:59:59+08:00")
        assert (PAYS in ran.out, ran.err) == (True, "")

    def test_nothing_is_said_of_now_where_no_rule_asks(self, cart: Path) -> None:
        assert run("price", cart).err == ""


class TestForms:
    def test_json_holds_amounts_as_text(self, cart: Path) -> None:
        assert json.loads(run("price", cart, "--json").out)["pay"] == PAYS

    def test_json_is_a_format_too(self, cart: Path) -> None:
        assert run("price", cart, "--json").out == run("price", cart, "--format", "json").out

    @pytest.mark.parametrize("form", [["--json"], ["--format", "json"]])
    def test_problems_are_json_too(self, tmp_path: Path, form: list[str]) -> None:
        (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
        ran = run("price", tmp_path / "empty.yaml", *form)
        said = json.loads(ran.out)
        assert (ran.code, ran.err, said["schema"]) == (2, "", "promocalc.problems/1")
        assert [one["code"] for one in said["problems"]] == ["EmptyFile"]

    def test_markdown_has_tables(self, cart: Path) -> None:
        assert "|" in run("price", cart, "--format", "markdown").out

    def test_no_row_is_wider_than_asked(self, cart: Path) -> None:
        from promocalc.explain.cells import width

        assert all(width(row) <= 60 for row in run("price", cart, "--width", "60").out.splitlines())

    def test_ascii_draws_without_blocks(self, cart: Path) -> None:
        drawn = set(run("price", cart, "--ascii").out) & set("─█▒…│")
        assert drawn == set()

    def test_a_terminal_and_a_pipe_get_the_same_bytes(self, cart: Path) -> None:
        assert run("price", cart).out == spawn("price", cart).out


class TestOutput:
    def test_a_receipt_goes_to_a_file_and_stdout_stays_empty(self, cart: Path, tmp_path: Path) -> None:
        ran = run("price", cart, "--output", tmp_path / "receipt.txt")
        assert (ran.code, ran.out) == (0, "")
        assert "receipt.txt" in ran.err
        assert (tmp_path / "receipt.txt").read_text(encoding="utf-8") == run("price", cart).out

    def test_a_file_that_is_there_is_not_replaced(self, cart: Path, tmp_path: Path) -> None:
        target = tmp_path / "receipt.txt"
        target.write_text("mine", encoding="utf-8")
        ran = run("price", cart, "-o", target)
        assert (ran.code, target.read_text(encoding="utf-8")) == (2, "mine")
        assert "--force" in ran.err

    def test_force_replaces_it(self, cart: Path, tmp_path: Path) -> None:
        target = tmp_path / "receipt.txt"
        target.write_text("mine", encoding="utf-8")
        assert run("price", cart, "-o", target, "--force", "-q").code == 0
        assert PAYS in target.read_text(encoding="utf-8")

    def test_a_folder_that_is_not_there_is_a_problem_and_leaves_nothing(self, cart: Path, tmp_path: Path) -> None:
        ran = run("price", cart, "-o", tmp_path / "none" / "receipt.txt")
        assert (ran.code, (tmp_path / "none").exists()) == (2, False)
        assert "cannot be written" in ran.err

    def test_a_bad_cart_leaves_no_file(self, tmp_path: Path) -> None:
        run("price", tmp_path / "none.yaml", "-o", tmp_path / "receipt.txt")
        assert not (tmp_path / "receipt.txt").exists()
