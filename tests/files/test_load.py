"""Rulebooks and carts out of files."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from promocalc.files.load import load_cart, load_rulebook, open_cart, open_case, open_rulebook, read_cart, read_rulebook
from promocalc.problems import (
    CircularExtends,
    FileUnreadable,
    NotAnAmount,
    Problem,
    ProblemGroup,
    UnknownCurrency,
    UnknownKey,
    UnknownName,
    UnknownRule,
    UnknownRulebook,
    Where,
)
from promocalc.rules.take import Off

BOOK = """\
rulebook: shop
rules:
  store-coupon: {per: store, from: 199, take: {off: 20}, use: coupon}
  cross-store: {take: {off: 40, every: 300}}
price: [store-coupon, cross-store]
"""


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ProblemGroup) as caught:
        read_rulebook(text, file="shop.yaml")
    return caught.value.problems


def test_a_rulebook_is_read() -> None:
    book = read_rulebook(BOOK)
    assert book.rules["store-coupon"].start == Decimal(199)


def test_amounts_may_be_written_as_people_write_them() -> None:
    book = read_rulebook(
        'rulebook: shop\nrules:\n  a: {from: "￥１，２００", take: {off: １２．５０}}\n  b: {take: {off: ¥3}}\n'
        "  c: {take: {off: 5元}}\n  d: {take: {off: 85折}}\nprice: [a, b, c, d]\n"
    )
    assert book.rules["a"].start == Decimal(1200)
    assert [book.rules[name].take for name in "abc"] == [
        Off(Decimal("12.50")),
        Off(Decimal(3)),
        Off(Decimal(5)),
    ]
    assert str(book.rules["d"].take.off) == "15%"  # type: ignore[union-attr]


def test_an_unknown_key_knows_its_neighbours() -> None:
    (problem,) = problems(BOOK.replace("take: {off: 20}", "take: {off: 20}, tak: 1"))
    assert isinstance(problem.trouble, UnknownKey)
    assert problem.trouble.near == "take"
    assert "from" in problem.trouble.known
    assert "name" not in problem.trouble.known
    assert problem.where == Where(
        ("rules", "store-coupon", "tak"),
        "shop.yaml",
        3,
        58,
        "  store-coupon: {per: store, from: 199, take: {off: 20}, tak: 1, use: coupon}",
        3,
    )


def test_a_rule_that_cannot_be_read_hides_nothing_elsewhere() -> None:
    text = BOOK.replace("off: 20", "off: no").replace("[store-coupon, cross-store]", "[store-coupon, cros-store]")
    kinds = [type(problem.trouble) for problem in problems(text)]
    assert kinds[0] is NotAnAmount
    assert UnknownRule in kinds


def test_an_unknown_currency_does_not_make_every_amount_too_fine() -> None:
    (problem,) = problems(BOOK.replace("rules:", "currency: XXX\nrules:").replace("off: 20", "off: 20.123"))
    assert isinstance(problem.trouble, UnknownCurrency)


def test_the_caret_finds_the_word_in_a_view() -> None:
    (problem,) = problems(BOOK.replace("every: 300}", "every: 300}, of: running - store-cupon"))
    assert problem.trouble == UnknownName("store-cupon", "store-coupon")
    assert (problem.where.column, problem.where.length) == (60, 11)


class TestExtends:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "sub").mkdir()
        (tmp_path / "far.yaml").write_text("rulebook: far\ndefaults: {measure: marked, floor: 0.01}\n")
        (tmp_path / "sub/near.yaml").write_text("rulebook: near\nextends: ../far.yaml\ndefaults: {measure: running}\n")
        (tmp_path / "shop.yaml").write_text(BOOK + "extends: sub/near.yaml\n")
        return tmp_path

    def test_defaults_come_down_the_chain_and_the_nearest_wins(self, folder: Path) -> None:
        defaults = load_rulebook(folder / "shop.yaml").effective_defaults
        assert (str(defaults.measure), defaults.floor) == ("running", Decimal("0.01"))

    def test_a_circle_is_named(self, folder: Path) -> None:
        (folder / "far.yaml").write_text("rulebook: far\nextends: shop.yaml\n")
        with pytest.raises(ProblemGroup) as caught:
            load_rulebook(folder / "shop.yaml")
        (problem,) = caught.value.problems
        assert problem.trouble == CircularExtends(("shop.yaml", "near.yaml", "far.yaml", "shop.yaml"))

    def test_what_extends_itself_is_a_circle(self, folder: Path) -> None:
        (folder / "far.yaml").write_text("rulebook: far\nextends: far.yaml\n")
        with pytest.raises(ProblemGroup) as caught:
            load_rulebook(folder / "far.yaml")
        assert caught.value.problems[0].trouble == CircularExtends(("far.yaml", "far.yaml"))

    def test_problems_of_a_parent_are_told_with_its_file(self, folder: Path) -> None:
        (folder / "far.yaml").write_text("rulebook: far\ndefaults: {over: clp}\n")
        with pytest.raises(ProblemGroup) as caught:
            load_rulebook(folder / "shop.yaml")
        (problem,) = caught.value.problems
        assert str(problem.where.file).endswith("far.yaml")

    def test_an_inherited_label_is_missed_where_it_is_inherited(self, folder: Path) -> None:
        (folder / "far.yaml").write_text("rulebook: far\ndefaults: {of: item_price}\n")
        with pytest.raises(ProblemGroup) as caught:
            load_rulebook(folder / "shop.yaml")
        (problem,) = caught.value.problems
        assert problem.trouble == UnknownName("item_price", None)
        assert problem.where.path == ("extends",)
        assert problem.where.line == 6


class TestCart:
    def test_yaml_json_and_tables_give_the_same_cart(self, tmp_path: Path) -> None:
        line = {"title": "袜子", "store": "浪莎", "unit_price": "29.90", "quantity": 2}
        (tmp_path / "a.yaml").write_text("lines: [{title: 袜子, store: 浪莎, price: 29.90, qty: 2}]", "utf-8")
        (tmp_path / "a.json").write_text(json.dumps({"lines": [line]}))
        (tmp_path / "a.csv").write_bytes("商品,店铺,单价,数量\n袜子,浪莎,29.90,2\n".encode("gb18030"))
        (tmp_path / "a.txt").write_text("袜子，浪莎，￥29.90，2\n", "utf-8")
        carts = [load_cart(path) for path in sorted(tmp_path.iterdir())]
        assert all(cart == carts[0] for cart in carts)

    def test_standard_input_is_told_apart_by_what_it_holds(self) -> None:
        table = load_cart("-", stdin=io.BytesIO("袜子\t浪莎\t29.90\t2\n".encode()))
        yaml = load_cart("-", stdin=io.BytesIO("lines: [{title: 袜子, store: 浪莎, price: 29.90, qty: 2}]".encode()))
        assert table == yaml

    def test_the_encoding_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "cart.csv"
        path.write_bytes("name,price\n袜子,1\n".encode("gb18030"))
        assert open_cart(path).text.encoding == "gb18030"

    def test_a_later_problem_finds_its_place(self) -> None:
        loaded = open_rulebook("-", stdin=io.BytesIO(BOOK.encode()))
        located = loaded.locate(Problem(UnknownRule("x"), Where(("rules", "cross-store", "take"))))
        assert (located.where.line, located.where.column) == (4, 23)


class TestCase:
    def test_a_cart_brings_its_rulebook_from_beside_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "shop.yaml").write_text(BOOK)
        (tmp_path / "cart.yaml").write_text("rulebook: shop.yaml\nlines: [{price: 300}]\n")
        monkeypatch.chdir("/")
        cart, book = open_case(tmp_path / "cart.yaml")
        assert (len(cart.value.lines), book.value.name) == (1, "shop")

    def test_a_given_rulebook_wins(self, tmp_path: Path) -> None:
        (tmp_path / "shop.yaml").write_text(BOOK)
        (tmp_path / "cart.yaml").write_text("rulebook: nowhere.yaml\nlines: [{price: 300}]\n")
        assert open_case(tmp_path / "cart.yaml", tmp_path / "shop.yaml")[1].value.name == "shop"


def test_a_name_that_is_nothing_is_an_unknown_rulebook() -> None:
    for name in ("", "nothing", "x" * 500, "a\0b"):
        with pytest.raises(ProblemGroup) as caught:
            load_rulebook(name)
        assert isinstance(caught.value.problems[0].trouble, UnknownRulebook)


def test_a_cart_that_is_mostly_wrong_tells_everything() -> None:
    with pytest.raises(ProblemGroup) as caught:
        read_cart("lines:\n- {id: a, price: 1.234}\n- {id: a, pric: 1}\n- 7\n- {id: a, price: no, qty: 0}\n")
    kinds = [type(problem.trouble).__name__ for problem in caught.value.problems]
    assert kinds == ["TooFine", "RepeatedLine", "UnknownKey", "WrongKind", "RepeatedLine", "NotAnAmount", "OutOfRange"]


def test_loading_needs_neither_screen_nor_numpy() -> None:
    code = (
        "import sys, promocalc.files.load as load; load.read_rulebook('rulebook: x');"
        "assert not {'textual', 'rich', 'numpy', 'sympy', 'click', 'hypothesis'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_name_that_the_system_will_not_take_is_a_problem_too() -> None:
    with pytest.raises(ProblemGroup) as caught:
        load_cart("x/" * 3000)
    assert isinstance(caught.value.problems[0].trouble, FileUnreadable)
