"""``promocalc formula``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import CART, PAYS, RULEBOOK, run


def told(*args: object) -> dict[str, Any]:
    """What ``--json`` prints."""
    ran = run("formula", *args, "--json")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def test_a_price_is_written_out_with_its_figures(cart: Path) -> None:
    ran = run("formula", cart)
    assert (ran.code, ran.err) == (0, "")
    for said in (
        "Formula: ",
        'p1  899.00  price of "羽绒服"',
        "kept1 = min(60.00, p1)\n          = min(60.00, 899.00) = 60.00",
        "Coupon (甲店)",
        "{20.00 if measured1 >= 199.00; else 0.00}",
        f"= {PAYS}",
    ):
        assert said in ran.out


def test_it_is_written_in_chinese_as_well(cart: Path) -> None:
    ran = run("formula", cart, "--lang", "zh")
    assert (ran.code, ran.err) == (0, "")
    for said in (
        "价格公式：",
        "「袜子」的单价",
        "店铺券（甲店）",
        "{20.00，若 measured1 >= 199.00；否则 0.00}",
        "应付",
    ):
        assert said in ran.out
    assert ran.out == run("formula", cart, env={"PROMOCALC_LANG": "zh"}).out


def test_what_stays_open_can_be_named_in_either_language(cart: Path) -> None:
    said = told(cart, "--unknown", "数量：b", "--unknown", "coupon.off", "--unknown", "quantity:b")
    assert [(one["unknown"], one["unit"], one["value"]) for one in said["open"]] == [
        ("coupon.off", "money", "20.00"),
        ("quantity:b", "pieces", 3),
    ]
    assert said["pay"] == PAYS


def test_detail_goes_down_to_the_lines(cart: Path) -> None:
    roles = {one["role"] for one in told(cart, "--detail", "lines")["equations"]}
    assert "line" in roles
    assert "line" not in {one["role"] for one in told(cart)["equations"]}


def test_options_say_who_buys_and_what_is_used(cart: Path) -> None:
    member = told(cart, "--persona", "golden")
    assert member["pay"] == "903.70"
    assert any("member" in one["rules"] for one in (*member["equations"], *_also(member)))
    assert told(cart, "--skip", "coupon")["pay"] == "928.70"


def _also(said: dict[str, Any]) -> list[dict[str, Any]]:
    return [role for one in said["equations"] for role in one["also"]]


def test_a_rulebook_after_the_cart_takes_the_place_of_its_own(cart: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(RULEBOOK.replace("off: 60", "off: 100"), encoding="utf-8")
    assert "min(100.00, p1)" in run("formula", cart, other).out


def test_json_is_the_same_bytes_every_time(cart: Path) -> None:
    one, other = (run("formula", cart, "--format", "json") for _ in range(2))
    assert one.out == other.out == run("formula", cart, "--json", "--lang", "zh").out
    assert json.loads(one.out)["schema"] == "promocalc.formula/1.0"


def test_a_document_gets_latex_and_a_screen_gets_pictures(cart: Path) -> None:
    latex = run("formula", cart, "--format", "latex")
    assert latex.code == 0
    assert r"\mathit{kept}_{1} &= \min\left(60.00, p_{1}\right) = 60.00" in latex.out
    pictures = run("formula", cart, "--format", "unicode")
    assert pictures.code == 0
    assert "⎨ 0.00   otherwise" in pictures.out


def test_pictures_cannot_be_drawn_in_ascii(cart: Path) -> None:
    ran = run("formula", cart, "--format", "unicode", "--ascii")
    assert (ran.code, ran.out, "--ascii" in ran.err) == (2, "", True)


def test_a_name_that_is_none_is_told_with_the_nearest(cart: Path) -> None:
    ran = run("formula", cart, "--unknown", "prize:a", "--unknown", "coupon.of", "--at", "noon")
    assert (ran.code, ran.out) == (2, "")
    for said in ("--unknown", "did you mean 'price:a'?", "did you mean 'coupon.off'?", "--at"):
        assert said in ran.err
    chinese = run("formula", cart, "--unknown", "prize:a", "--lang", "zh")
    assert (chinese.code, "是不是“price:a”" in chinese.err) == (2, True)


def test_a_spend_and_its_price_do_not_both_stay_open(cart: Path) -> None:
    both = (
        (
            "en",
            'marked total (price of "羽绒服" moves) and a price or quantity that it comes from cannot both stay open',
        ),
        ("zh", "标价合计（变动「羽绒服」的单价）与构成它的单价或件数不能同时作未知数"),
    )
    for language, said in both:
        ran = run("formula", cart, "--unknown", "spend:a", "--unknown", "price:a", "--lang", language)
        assert (ran.code, ran.out, said in ran.err) == (2, "", True)
    alone = told(cart, "--unknown", "spend")
    assert [(one["unknown"], one["value"]) for one in alone["open"]] == [("spend:a", "988.70")]


def test_problems_are_data_where_data_was_asked_for(cart: Path) -> None:
    ran = run("formula", cart, "--unknown", "nothing:a", "--json")
    assert ran.code == 2
    assert "nothing:a" in ran.out
    json.loads(ran.out)


def test_what_equations_cannot_say_is_told_in_both_languages(tmp_path: Path) -> None:
    rules = "r: {on: {price: {below: 50}}, sets: {of: 2, distinct: colour}, each: set, take: {off: 5}}"
    (tmp_path / "many.yaml").write_text(f"rulebook: many\nrules: {{{rules}}}\nprice: [r]\n", encoding="utf-8")
    lines = "".join(
        f"  - {{id: l{at}, price: {7 + at}, quantity: 13, attributes: {{colour: c{at}}}}}\n" for at in range(16)
    )
    cart = tmp_path / "cart.yaml"
    cart.write_text(f"cart: many\nrulebook: many.yaml\nlines:\n{lines}", encoding="utf-8")
    for language, said in (("en", "of more than 24"), ("zh", "无法写成公式")):
        ran = run("formula", cart, "--lang", language)
        assert (ran.code, ran.out, said in ran.err) == (2, "", True), ran.err


def test_a_file_is_written_whole_and_never_over_another(cart: Path, tmp_path: Path) -> None:
    paper = tmp_path / "price.tex"
    ran = run("formula", cart, "--format", "latex", "-o", paper)
    assert (ran.code, ran.out) == (0, "")
    page = paper.read_text(encoding="utf-8")
    assert page.rstrip().endswith(r"\end{itemize}")
    assert run("formula", cart, "-o", paper).code == 2
    assert paper.read_text(encoding="utf-8") == page
    assert run("formula", cart, "-o", paper, "--force", "--quiet").err == ""
    assert "kept1 = min(60.00, p1)" in paper.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_cart_without_rules_that_apply_is_its_marked_price(tmp_path: Path, language: str) -> None:
    (tmp_path / "none.yaml").write_text(
        "rulebook: none\nrules: {r: {from: 99, when: {new: true}, take: {off: 1}}}\nprice: [r]\n", encoding="utf-8"
    )
    cart = tmp_path / "cart.yaml"
    cart.write_text("cart: one\nrulebook: none.yaml\nlines: [{id: a, price: 5}]\n", encoding="utf-8")
    ran = run("formula", cart, "--lang", language)
    assert ran.code == 0, ran.err
    assert "    pay = p1\n        = 5.00\n" in ran.out


def test_titles_in_another_language_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(RULEBOOK.replace("en: Flash", "en: 直降"), encoding="utf-8")
    cart = tmp_path / "cart.yaml"
    cart.write_text(CART.replace("羽绒服", "'100%_#&{}~^\\'"), encoding="utf-8")
    ran = run("formula", cart, "--format", "latex", "--lang", "en")
    assert ran.code == 0, ran.err
    assert "直降" in ran.out
    assert r"100\%\_\#\&\{\}\textasciitilde{}\textasciicircum{}\textbackslash{}" in ran.out


def test_text_and_data_need_neither_sympy_nor_numpy(cart: Path) -> None:
    program = (
        "import sys; from promocalc.cli import main; "
        f"codes = [main(['formula', {str(cart)!r}, '--format', form]) for form in ('text', 'json')]; "
        "sys.exit(codes != [0, 0] or bool({'sympy', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_help_is_there_in_both_languages() -> None:
    for language, said in (("en", "checked by hand"), ("zh", "手工验算")):
        ran = run("formula", "--help", "--lang", language)
        assert (ran.code, said in ran.out) == (0, True)
