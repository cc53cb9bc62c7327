"""``promocalc curve``."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from promocalc.explain.cells import width
from promocalc.money import minor_units
from tests.cli.harness import Ran, run

SKETCH = ("double11-example.cart.yaml", "--from", "1200", "--to", "1800")
SHIPPED = Path("rules/cn")
SVG = "{http://www.w3.org/2000/svg}"


def sketch(*args: object) -> Ran:
    """The curve of the sketch, from the shipped cart."""
    ran = run("curve", SHIPPED / SKETCH[0], *SKETCH[1:], *args)
    assert (ran.code, ran.err) == (0, ""), ran.err
    return ran


def told(*args: object) -> dict[str, Any]:
    """What ``--json`` prints."""
    ran = run("curve", *args, "--json")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def rows(text: str) -> list[dict[str, str]]:
    """A CSV file's rows by the names of their columns."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- the page -------------------------------------------------------------------------------------------------


def test_the_page_tells_where_a_cent_more_saves_fifty_yuan() -> None:
    said = sketch("--width", 120).out
    assert "At 1,579.99 you pay 1,291.11; at 1,580.00 you pay 1,241.12 (0.01 more bought, 49.99 less paid)." in said
    assert "买 1,279.99 付 1,041.11；买 1,280.00 付 991.12（多买 0.01，少付 49.99）。" in sketch("--lang", "zh").out


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("cells", [40, 72, 80, 132])
def test_every_line_fits_and_labels_stand_under_the_ends(language: str, cells: int) -> None:
    page = sketch("--lang", language, "--width", cells).out.splitlines()
    assert max(map(width, page)) <= cells
    axis = next(at for at, row in enumerate(page) if "└" in row)
    assert width(page[axis]) == width(page[axis + 1]) == cells


def test_the_page_can_be_drawn_in_ascii() -> None:
    assert sketch("--ascii").out.isascii()


def test_spend_moves_unless_something_else_is_named(cart: Path) -> None:
    # The jacket of 899.00 is the only single piece.
    assert told(cart)["unknown"]["name"] == "spend:a"
    assert told(cart, "--unknown", "price:b")["unknown"] == {
        "name": "price:b",
        "unit": "money",
        "title": {"en": 'price of "袜子"', "zh": "「袜子」的单价"},
    }
    assert told(cart, "--unknown", "单价:b", "--lang", "zh")["unknown"]["name"] == "price:b"


def test_what_moves_without_a_single_piece_is_the_first_that_can(tmp_path: Path, shop: Path) -> None:
    pair = tmp_path / "pair.yaml"
    pair.write_text(f"cart: pair\nrulebook: {shop.name}\nlines: [{{id: p, price: 10, qty: 2}}]\n", encoding="utf-8")
    assert told(pair)["unknown"]["name"] == "price:p"


def test_a_rulebook_may_stand_after_the_cart(cart: Path, tmp_path: Path, shop: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(shop.read_text(encoding="utf-8").replace("off: 60", "off: 100"), encoding="utf-8")
    assert told(cart, other)["present"]["pay"] == "868.70"


def test_who_buys_and_when_count_as_for_a_price() -> None:
    args = (SHIPPED / "double11-example.cart.yaml", "--from", 1200, "--to", 1800)
    usual, new = told(*args), told(*args, "--persona", "new")
    assert usual["present"]["pay"] == json.loads(run("price", args[0], "--json").out)["pay"]
    assert new["present"]["pay"] == json.loads(run("price", args[0], "--persona", "new", "--json").out)["pay"]


# --- JSON -----------------------------------------------------------------------------------------------------


def test_the_sketch_as_data() -> None:
    found = told(SHIPPED / SKETCH[0], *SKETCH[1:])
    assert found["schema"] == "promocalc.curve/1.0"
    assert found["range"] == {"start": "1200.00", "end": "1800.00", "values": 60_001}
    assert [cliff["at"] for cliff in found["cliffs"]] == ["1280.00", "1580.00"]
    assert found["cliffs"][1] == {"at": "1580.00", "before": "1291.11", "pay": "1241.12", "depth": "49.99"}
    assert [(one["start"], one["end"]) for one in found["dominated"]] == [
        ("1230.01", "1279.99"),
        ("1530.01", "1579.99"),
    ]
    assert found["present"] == {
        "value": "1437.70",
        "marked": "1437.70",
        "pay": "1148.82",
        "next_jump": {"at": "1580.00", "size": "-50.00"},
    }
    assert [piece["law"] for piece in found["pieces"]] == ["x - 23888", "x - 28888", "x - 33888"]
    assert found["best_discount"]["where"] == [{"start": "1280.00", "end": "1280.00"}]


def test_data_is_the_same_in_every_language_and_every_time() -> None:
    assert sketch("--json").out == sketch("--json", "--lang", "zh").out


def test_pieces_hold_on_to_each_other(cart: Path) -> None:
    found = told(cart)
    assert (found["pieces"][0]["start"], found["pieces"][-1]["end"]) == (found["range"]["start"], found["range"]["end"])
    for before, after in pairwise(found["pieces"]):
        assert float(after["start"]) - float(before["end"]) == pytest.approx(0.01)


# --- CSV ------------------------------------------------------------------------------------------------------


def test_csv_has_a_row_for_every_value() -> None:
    found = rows(sketch("--format", "csv").out)
    assert len(found) == 60_001
    assert found[0] == {"x": "1200.00", "marked": "1200.00", "pay": "961.12", "marginal": "0.01"}
    assert found[37_999] == {"x": "1579.99", "marked": "1579.99", "pay": "1291.11", "marginal": "-49.99"}
    assert found[-1]["marginal"] == ""


def test_csv_lines_end_as_the_standard_has_it(tmp_path: Path) -> None:
    out = tmp_path / "curve.csv"
    assert run("curve", SHIPPED / SKETCH[0], "--from", 1200, "--to", 1201, "--output", out).code == 0
    raw = out.read_bytes()
    assert (raw.count(b"\r\n"), raw.count(b"\n"), raw.endswith(b"\r\n"), b"\r\r" in raw) == (102, 102, True, False)


@pytest.mark.parametrize(
    ("what", "first", "last"),
    [
        ("quantity:3", ("1", "1377.90"), ("12", "1706.80")),
        ("price:3", ("0.00", "1348.00"), ("60.00", "1528.00")),
        ("R4.off", ("0.00%", "1437.70"), ("100.00%", "1437.70")),
        ("balance:red-envelope", ("0.00", "1437.70"), ("18.00", "1437.70")),
    ],
)
def test_csv_says_what_the_cart_is_marked_at(what: str, first: tuple[str, str], last: tuple[str, str]) -> None:
    found = rows(run("curve", SHIPPED / SKETCH[0], "--unknown", what, "--format", "csv").out)
    assert [(row["x"], row["marked"]) for row in (found[0], found[-1])] == [first, last]


def test_csv_of_two_curves_has_both(cart: Path) -> None:
    found = rows(run("curve", cart, "--variant", "dear: skip=coupon", "--format", "csv").out)
    assert {minor_units_of(row["other_pay"]) - minor_units_of(row["pay"]) for row in found} == {0, 2_000}


def minor_units_of(text: str) -> int:
    """An amount in fen."""
    from decimal import Decimal

    return minor_units(Decimal(text), "CNY")


# --- SVG ------------------------------------------------------------------------------------------------------


def test_the_ending_of_the_output_says_the_form(tmp_path: Path) -> None:
    for ending, begins in (("svg", "<svg"), ("csv", "x,marked"), ("json", "{"), ("txt", "Curve")):
        out = tmp_path / f"curve.{ending}"
        assert run("curve", SHIPPED / SKETCH[0], "-o", out, "-q").code == 0
        assert out.read_text(encoding="utf-8").startswith(begins)


def test_what_is_asked_for_counts_more_than_the_ending(tmp_path: Path) -> None:
    out = tmp_path / "curve.svg"
    assert run("curve", SHIPPED / SKETCH[0], "-o", out, "--format", "text", "-q").code == 0
    assert out.read_text(encoding="utf-8").startswith("Curve")


def test_a_picture_marks_cliffs_in_words() -> None:
    picture = sketch("--format", "svg", "--lang", "zh").out
    root = ElementTree.fromstring(picture)
    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert {"1,280.00", "1,580.00", "应付", "跳降：再多一点，反而少付"} <= set(texts)
    assert [one.get("class") for one in root.iter(f"{SVG}line")].count("cursor") == 2  # and in the legend
    assert "现在 1,437.70" in texts
    assert any("应付随标价合计的变化（CNY）" in (text or "") for text in texts)


# --- break-even and two curves --------------------------------------------------------------------------------


def test_from_which_value_on_it_is_so_much_off() -> None:
    found = told(SHIPPED / SKETCH[0], *SKETCH[1:], "--discount", "20%")["break_even"]
    assert found["discount"] == "20%"
    assert found["where"] == [{"start": "1280.00", "end": "1444.40"}, {"start": "1580.00", "end": "1694.40"}]
    assert [(one["jump"], one["exact"]) for one in found["crossings"]] == [
        (True, None),
        (False, "144440"),
        (True, None),
        (False, "169440"),
    ]
    assert "It is 20% off or more from 1,280.00 to 1,444.40" in sketch("--discount", "20%").out


def test_what_remains_says_the_same_as_what_is_off() -> None:
    assert sketch("--discount", "8折", "--json").out == sketch("--discount", "20%", "--json").out


def test_presale_against_stock() -> None:
    cart = SHIPPED / "tmall-double11-2018-presale.cart.yaml"
    args = ("--variant", "in stock: skip=deposit-swell", "--to", "1500")
    page = run("curve", cart, *args).out
    assert 'From 1,162.32 on "as it is" is cheaper, up to the end of the range, 1,500.00.' in page
    assert '"in stock" is cheaper from 1,000.05 to 1,162.31.' in page
    found = told(cart, *args)["comparison"]
    assert (found["name"], found["first_cheaper"]["onward"]) == ("in stock", "1162.32")
    assert found["same"] == [{"start": "1000.00", "end": "1000.04"}]


def test_another_rulebook_under_its_title(cart: Path, tmp_path: Path, shop: Path) -> None:
    other = tmp_path / "other.yaml"
    changed = shop.read_text(encoding="utf-8").replace("off: 60", "off: 100").replace("小店", "大店")
    other.write_text(changed, encoding="utf-8")
    page = run("curve", cart, "--against", other, "--lang", "zh").out
    assert "「大店」更省" in page
    assert " ⠤⠤⠤ 原样  ⠤ ⠤ 大店" in page


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("double11-example", "A: skip=R2"),
        ("double11-example", "A: persona=member; price=3=19.90"),
        ("double11-example", "A: at=2026-10-01T00:00+08:00"),
        ("double11-example", "A: rules=tmall-double11-2020"),
        ("tmall-double11-2018-presale", "A: skip=deposit-swell,deposit-cut"),
        # No deposit is open by then: the cart's day for the balance is not for this one.
        ("tmall-double11-2018-presale", "A: at=2019-01-01T00:00+08:00"),
    ],
)
def test_a_variant_is_what_compare_makes_of_it(name: str, variant: str) -> None:
    cart = SHIPPED / f"{name}.cart.yaml"
    _, compared = json.loads(run("compare", cart, "--variant", variant, "--json").out)["variants"]
    where = ("--unknown", "price:1")
    present = told(cart, *where)["present"]["value"]
    args = (*where, "--from", present, "--to", present, "--variant", variant)
    (row,) = rows(run("curve", cart, *args, "--format", "csv").out)
    assert row["other_pay"] == compared["pay"]


def test_a_variant_may_be_another_shopper_or_other_prices(cart: Path) -> None:
    golden = told(cart, "--variant", "golden: persona=golden")["comparison"]
    assert golden["second_cheaper"]["onward"] is not None
    cheap = told(cart, "--variant", "cheap: price=b=20")
    assert cheap["range"]["start"] == "89.70"
    assert cheap["comparison"]["name"] == "cheap"


# --- two things that move ---------------------------------------------------------------------------------------


def test_two_things_that_move_make_a_map_in_every_form(tmp_path: Path) -> None:
    args = ("curve", SHIPPED / SKETCH[0], "--second", "quantity:3", "--from", 1200, "--to", 1800)
    for language, said in (("en", "Largest effective discount"), ("zh", "实际折扣最大")):
        ran = run(*args, "--lang", language)
        assert (ran.code, said in ran.out) == (0, True), ran.err
        assert max(map(width, ran.out.splitlines())) <= 80
    found = json.loads(run(*args, "--json").out)
    assert (found["x"]["name"], found["y"]["name"]) == ("spend:1", "quantity:3")
    assert (found["x"]["values"][0], found["x"]["values"][-1]) == ("1200.00", "1800.00")
    assert run(*args, "--format", "csv").out.splitlines()[0].startswith("x,y,")
    out = tmp_path / "map.svg"
    assert run(*args, "-o", out, "-q").code == 0
    ElementTree.fromstring(out.read_text(encoding="utf-8"))


def test_a_cell_of_a_map_is_what_the_cart_costs() -> None:
    args = (SHIPPED / SKETCH[0], "--from", 1200, "--to", 1800)
    cells = rows(run("curve", *args, "--second", "R3.off", "--format", "csv").out)
    # The rulebook takes 50.00 off for every 300.00.
    paid = {cell["x"]: cell["pay"] for cell in cells if cell["y"] == "50.00"}
    curve = {row["x"]: row["pay"] for row in rows(run("curve", *args, "--format", "csv").out)}
    assert paid
    assert {x: curve[x] for x in paid} == paid


def test_what_moves_already_cannot_move_twice() -> None:
    both = (
        ("en", "spend", 'marked total (price of "Down jacket" moves) moves already'),
        ("zh", "spend", "标价合计（变动「羽绒服」的单价）已经在变动"),
        ("en", "price:1", 'moves) and price of "Down jacket" cannot both move'),
        ("zh", "price:1", "的单价）和「羽绒服」的单价不能一起变动"),
    )
    for language, second, said in both:
        ran = run("curve", SHIPPED / SKETCH[0], "--second", second, "--lang", language)
        assert (ran.code, said in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("what", ["单价：羽绒服", "单价:羽绒服", "price:Down jacket", "price : 羽绒服"])
def test_a_line_may_be_named_by_its_title(what: str) -> None:
    found = told(SHIPPED / SKETCH[0], "--unknown", what, "--from", 890, "--to", 900)
    assert found == told(SHIPPED / SKETCH[0], "--unknown", "price:1", "--from", 890, "--to", 900)


@pytest.mark.parametrize(
    ("what", "near"),
    [("单价：羽绒", "price:1"), ("price:Runing shoes", "price:2"), ("price:hat", None), ("数量：帽子", None)],
)
def test_of_a_name_that_is_none_only_a_line_that_is_called_alike_is_offered(what: str, near: str | None) -> None:
    ran = run("curve", SHIPPED / SKETCH[0], "--unknown", what)
    assert (ran.code, "--unknown" in ran.err) == (2, True)
    assert ("did you mean" in ran.err) == (near is not None)
    assert near is None or f"did you mean '{near}'?" in ran.err


def test_a_title_that_two_lines_have_names_neither(tmp_path: Path, shop: Path) -> None:
    cart = tmp_path / "twins.yaml"
    lines = "".join(f"  - {{id: {name}, title: 茶, price: 10}}\n" for name in "ab")
    cart.write_text(f"cart: twins\nrulebook: {shop.name}\nlines:\n{lines}", encoding="utf-8")
    ran = run("curve", cart, "--unknown", "price:茶")
    assert (ran.code, "'price:a'" in ran.err) == (2, True)


def test_what_is_wrong_with_a_map_names_its_option() -> None:
    ran = run("curve", SHIPPED / SKETCH[0], "--second", "hat", "--from", "x")
    assert (ran.code, "(--second)" in ran.err, "(--from)" in ran.err) == (2, True, True)


# --- what cannot be ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "option", "said"),
    [
        (("--from", "3", "--to", "2"), "--from", "at least 538.70"),
        (("--from", "1800", "--to", "1200"), "--to", "1200 is out of range: at least 1,800.00"),
        (("--from", "600", "--to", "99999"), "--to", "at most 10,599.99"),
        (("--to", "12.345"), "--to", "finer than CNY"),
        (("--unknown", "spent"), "--unknown", "'spend:1'"),
        (("--discount", "130%"), "--discount", "130%"),
        (("--variant", "no colon"), "--variant", "NAME:"),
        (("--variant", "A: skip=hat"), "--variant", "hat"),
        (("--variant", "A: price=9=1"), "--variant", "'9'"),
        (("--unknown", "R3.every", "--from", "0"), "--from", "at least 0.01"),
        (("--unknown", "quantity:3", "--to", "2000"), "--to", "at most 1,000"),
        (("--unknown", "R4.off", "--from", "5"), "--from", "5"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_a_problem_with_its_option(args: tuple[str, ...], option: str, said: str) -> None:
    ran = run("curve", SHIPPED / SKETCH[0], *args)
    assert (ran.code, ran.out, f"({option})" in ran.err, said in ran.err) == (2, "", True, True), ran.err


def test_everything_that_cannot_be_is_told_in_one_run() -> None:
    wrong = ("--from", "x", "--to", "y", "--discount", "z", "--variant", "w")
    for language, colon in (("en", "error: "), ("zh", "错误：")):
        ran = run("curve", SHIPPED / SKETCH[0], *wrong, "--lang", language)
        assert (ran.code, ran.err.count(colon)) == (2, 4)


def test_problems_are_json_where_json_was_asked_for() -> None:
    ran = run("curve", SHIPPED / SKETCH[0], "--from", "x", "--json")
    assert (ran.code, json.loads(ran.out)["problems"][0]["path"]) == (2, ["--from"])


def test_a_number_that_the_other_rulebook_does_not_have_cannot_be_compared(cart: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("rulebook: other\nrules: {x: {take: {off: 1}}}\nprice: [x]\n", encoding="utf-8")
    ran = run("curve", cart, "--unknown", "coupon.from", "--against", other)
    assert (ran.code, "(--against)" in ran.err, "coupon.from" in ran.err) == (2, True, True)


@pytest.mark.parametrize(
    "args", [("--variant", "A: skip=R2", "--against", "x"), ("--second", "price:3", "--discount", "3%")], ids=" ".join
)
def test_options_that_do_not_go_together_are_refused(args: tuple[str, ...]) -> None:
    for language in ("en", "zh"):
        ran = run("curve", SHIPPED / SKETCH[0], *args, "--lang", language)
        assert (ran.code, ran.out, args[0] in ran.err) == (2, "", True)


def test_without_numpy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("promocalc.cli.asking.find_spec", lambda _: None)
    for language in ("en", "zh"):
        ran = run("curve", SHIPPED / SKETCH[0], "--lang", language)
        assert (ran.code, "pip install 'promocalc[formula]'" in ran.err) == (2, True)
