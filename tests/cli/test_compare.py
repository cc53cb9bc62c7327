"""``promocalc compare``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import CART, RULEBOOK, TABLE, run


def told(*args: object, stdin: bytes = b"") -> dict[str, Any]:
    """What ``--json`` prints."""
    ran = run("compare", *args, "--json", stdin=stdin)
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def pays(*args: object, stdin: bytes = b"") -> dict[str, str]:
    """What every column comes to."""
    return {one["name"]: one["pay"] for one in told(*args, stdin=stdin)["variants"]}


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The same shop with a flash sale of 61 instead of 60."""
    path = tmp_path / "other.yaml"
    path.write_text(RULEBOOK.replace("off: 60", "off: 61"), encoding="utf-8")
    return path


class TestColumns:
    def test_a_choice_stands_beside_the_cart_as_it_is(self, cart: Path) -> None:
        assert pays(cart, "--skip", "coupon") == {"as it is": "908.70", 'without "Coupon"': "928.70"}

    def test_every_value_is_a_column_and_options_are_combined(self, cart: Path) -> None:
        assert pays(cart, "--persona", "golden", "--skip", "coupon") == {
            "as it is": "908.70",
            'without "Coupon"': "928.70",
            "golden": "903.70",
            'golden, without "Coupon"': "923.70",
        }

    def test_rulebooks_are_compared_with_the_carts_own(self, cart: Path, other: Path) -> None:
        assert pays(cart, "--rules", other) == {"as it is": "908.70", "other": "907.70"}

    def test_a_rulebook_after_the_cart_takes_the_place_of_its_own(self, cart: Path, other: Path, shop: Path) -> None:
        assert pays(cart, other, "--rules", shop) == {"as it is": "907.70", "shop": "908.70"}

    def test_a_table_is_compared_under_the_rulebooks_given(self, tmp_path: Path, shop: Path, other: Path) -> None:
        table = tmp_path / "basket.csv"
        table.write_text(TABLE, encoding="utf-8")
        assert list(pays(table, "--rules", shop, "--rules", other)) == ["shop", "other"]

    def test_a_cart_through_a_pipe_is_read_once(self, shop: Path, other: Path) -> None:
        piped = CART.replace("rulebook: shop.yaml\n", "").encode()
        assert pays("-", "--rules", shop, "--rules", other, stdin=piped) == {"shop": "908.70", "other": "907.70"}

    def test_moments_are_told_in_the_zone_of_the_rulebook(self, coat: Path) -> None:
        found = pays(coat, "--at", "2026-11-02T12:00+08:00")
        assert found == {"as it is": "729.00", "Mon 2026-11-02 12:00": "779.00"}

    def test_a_given_moment_serves_a_cart_without_one(self, coat: Path) -> None:
        said = json.loads(coat.read_text(encoding="utf-8"))
        del said["at"], said["received"]
        coat.write_text(json.dumps(said), encoding="utf-8")
        ran = run("compare", coat, "--at", "2026-10-20T21:00+08:00", "--at", "2026-11-02T12:00+08:00", "--json")
        assert (ran.code, ran.err) == (0, "")
        assert [one["pay"] for one in json.loads(ran.out)["variants"]] == ["729.00", "779.00"]

    def test_a_variant_spells_out_a_column(self, cart: Path) -> None:
        spelt = "gold: persona=golden; skip=coupon; price=a=800"
        assert pays(cart, "--variant", spelt) == {"as it is": "908.70", "gold": "824.70"}

    @pytest.mark.parametrize(
        "spelt", ["gold", ": skip=coupon", "gold: skp=coupon", "gold: skip", "gold: price=z=1", "gold: price=a"]
    )
    def test_a_variant_that_cannot_be_read_is_a_problem_with_the_option(self, cart: Path, spelt: str) -> None:
        ran = run("compare", cart, "--variant", spelt)
        assert (ran.code, ran.out, "(--variant)" in ran.err) == (2, "", True)

    def test_something_has_to_be_compared(self, cart: Path) -> None:
        ran = run("compare", cart)
        assert (ran.code, "nothing to compare" in ran.err) == (2, True)

    def test_a_second_cart_is_said_to_be_read_as_a_rulebook(self, cart: Path) -> None:
        ran = run("compare", cart, cart)
        assert (ran.code, "is read as its rulebook" in ran.err) == (2, True)

    def test_too_many_columns_are_refused(self, cart: Path) -> None:
        many = [word for number in range(30) for word in ("--variant", f"v{number}: skip=coupon")]
        ran = run("compare", cart, *many)
        assert (ran.code, "31 columns" in ran.err) == (2, True)


class TestWhatIsTold:
    def test_the_cheapest_comes_first_and_the_others_with_their_reasons(self, cart: Path) -> None:
        ran = run("compare", cart, "--skip", "coupon")
        assert (ran.code, ran.err) == (0, "")
        assert "Cheapest: as it is, ¥908.70." in ran.out
        assert '¥20.00 more (+2.2%), through "Coupon" +20.00.' in ran.out

    def test_a_tie_is_said(self, cart: Path) -> None:
        assert "都一样：¥908.70" in run("compare", cart, "--persona", "new=true", "--lang", "zh").out

    def test_a_report_has_a_table(self, cart: Path) -> None:
        ran = run("compare", cart, "--skip", "coupon", "--format", "markdown")
        assert "| Coupon | -20.00 | 0.00 |" in ran.out

    def test_presale_adds_the_ways_that_it_can_go(self, coat: Path) -> None:
        assert "at least 55.6% sure" in run("compare", coat, "--presale").out
        assert (
            "| Presale | 50.00 | 679.00 | 729.00 | cheapest |"
            in run("compare", coat, "--presale", "--format", "markdown").out
        )
        assert len(told(coat, "--presale")["scenarios"]) == 5
        assert "Above the cheapest" not in run("compare", coat, "--presale").out, "there is one column"

    def test_the_ways_say_whose_they_are_where_there_are_several_columns(self, coat: Path) -> None:
        several = (coat, "--presale", "--skip", "deposit")
        assert "Ways it can go: as it is" in run("compare", *several).out
        assert "## 几种走法：原样" in run("compare", *several, "--format", "markdown", "--lang", "zh").out
        assert told(*several)["scenarios_of"] == "as it is"

    def test_what_is_the_same_for_all_columns_stands_above_them(self, cart: Path) -> None:
        for form in ("text", "markdown"):
            said = run("compare", cart, "--skip", "coupon", "--format", form).out
            assert said.index("Rulebook") < said.index("Cheapest")

    def test_a_cell_without_an_amount_is_explained(self, cart: Path, tmp_path: Path) -> None:
        bare = tmp_path / "bare.yaml"
        bare.write_text("rulebook: bare\ncurrency: CNY\nrules: {}\n", encoding="utf-8")
        assert "no such rule in these terms" in run("compare", cart, "--rules", bare).out
        assert "no such rule in these terms" not in run("compare", cart, "--skip", "coupon").out

    def test_a_column_without_a_price_is_told_and_the_others_are_compared(self, cart: Path) -> None:
        ran = run("compare", cart, "--skip", "copon")
        assert (ran.code, "908.70" in ran.out) == (2, True)
        assert ran.err.startswith('error: no price for:\n  - without "copon"\n')
        assert "there is no 'copon' to choose (--skip)" in ran.err
        assert "'coupon'" in ran.err

    def test_its_problems_are_in_the_data(self, cart: Path) -> None:
        ran = run("compare", cart, "--skip", "copon", "--json")
        bad = json.loads(ran.out)["variants"][1]
        assert (ran.code, bad["pay"], bad["problems"][0]["code"]) == (2, None, "UnknownChoice")

    def test_no_row_is_wider_than_asked(self, cart: Path) -> None:
        from promocalc.explain.cells import width

        ran = run("compare", cart, "--skip", "coupon", "--persona", "golden", "--width", "50")
        assert max(map(width, ran.out.splitlines())) <= 50
