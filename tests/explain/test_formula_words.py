"""Equations as people read them: what is written comes to what the receipt says, in both languages."""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine.grain import Detail
from promocalc.engine.plan import Slots
from promocalc.engine.price import price
from promocalc.explain import formula_json, formula_latex
from promocalc.explain.cells import width
from promocalc.explain.formula import FormulaView, text
from promocalc.explain.formula_line import KEYWORDS, Line
from promocalc.explain.formula_shown import ShownEquation, shown_equations
from promocalc.explain.formula_words import Each, Told, Verb, words
from promocalc.explain.language import LANGUAGES, Language
from promocalc.files.load import open_case, read_cart, read_rulebook
from promocalc.formula.asked import possible, read_unknown
from promocalc.formula.equations import Equations, equations
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Spend, Unknown, fewest
from promocalc.money import CURRENCIES, plain
from promocalc.numbers.formula import NotExpressible
from promocalc.rules.rulebook import Rulebook
from tests.explain.formula_line_reader import Reader
from tests.formula_reader import read
from tests.generate import cases

BESIDES = (
    "alternative",
    "stands",
    "applied",
    "tax base",
    "tax",
    "all tax",
    "line",
    "deposit",
    "short",
    "pay",
    "left",
    "part",
    "condition",
)
CARTS = sorted((Path(__file__).parents[2] / "rules").rglob("*.cart.yaml"))
ROWS = 2


class Written:
    """The equations of a subject as they are written, and what a reader gets from them."""

    def __init__(self, subject: Subject, unknowns: list[Unknown] | None = None, detail: Detail = "pay") -> None:
        self.told = equations(subject, unknowns, detail)
        self.currency = subject.cart.currency
        self.shown, units = shown_equations(self.told, self.currency)
        scales = {"money": 10 ** CURRENCIES[self.currency], "count": 1, "rate": 10_000}
        symbols = [*(one.symbol for one in self.told.open), *(one.symbol for one in self.told.equations)]
        self.scale = {symbol: scales[units.of_symbol(symbol)] for symbol in symbols}

    def lines(self, language: Language) -> Iterator[tuple[ShownEquation, str]]:
        """Every equation as it is written."""
        for one in self.shown:
            yield one, Line(KEYWORDS[language]).write(one.shown)

    def holds(self, language: Language, values: dict[str, int]) -> None:
        """Every line, read on its own, comes to what the equations in whole numbers do."""
        known = {symbol: Fraction(value, self.scale[symbol]) for symbol, value in values.items()}
        coin = Fraction(1, 10 ** CURRENCIES[self.currency])
        for one, said in self.lines(language):
            symbol = one.equation.symbol
            assert Reader(said, known, coin).read() == known[symbol], f"{symbol} = {said}"


def values_of(told: Equations, dice: random.Random | None = None) -> dict[str, int]:
    """What every symbol comes to: now, or with other values of what stays open."""
    if dice is None:
        return {one.symbol: one.value for one in (*told.open, *told.equations)}
    opened = {}
    for one in told.open:
        least = one.value if isinstance(one.unknown, Spend) else fewest(one.unknown)
        drawn = dice.choice((one.value, least, least + 1, least + dice.randrange(1 + 3 * one.value), least + 50_000))
        opened[one.symbol] = max(drawn, least)
    return read(told.text.splitlines())(opened)


@pytest.mark.parametrize("path", CARTS, ids=lambda path: path.name.removesuffix(".cart.yaml"))
def test_what_is_written_of_a_shipped_cart_comes_to_its_price(path: Path) -> None:
    cart, book = open_case(str(path), None)
    subject = Subject(cart.value, book.value.in_currency(cart.value.currency))
    for detail in ("pay", "lines"):
        written = Written(subject, None, detail)  # type: ignore[arg-type]
        for language in LANGUAGES:
            written.holds(language, values_of(written.told))


def written_of(subject: Subject, unknowns: list[Unknown] | None, detail: Detail = "pay") -> Written:
    """Its equations, where there are any."""
    try:
        return Written(subject, unknowns, detail)
    except NotExpressible:
        assume(False)
        raise


@given(cases(), st.sampled_from(LANGUAGES), st.sampled_from(("pay", "lines")), st.integers(0, 2**32))
def test_what_is_written_comes_to_the_price_whatever_the_prices(
    case: tuple[Cart, Rulebook], language: Language, detail: Detail, seed: int
) -> None:
    cart, book = case
    written = written_of(Subject(cart, book.in_currency(cart.currency)), None, detail)
    dice = random.Random(seed)
    written.holds(language, values_of(written.told))
    for _ in range(ROWS):
        written.holds(language, values_of(written.told, dice))


@given(cases(), st.data())
def test_whatever_stays_open_is_written_in_its_own_unit(case: tuple[Cart, Rulebook], data: st.DataObject) -> None:
    cart, book = case
    subject = Subject(cart, book.in_currency(cart.currency))
    there = possible(subject)
    assume(there)
    written = written_of(subject, [data.draw(st.sampled_from(there))])
    dice = random.Random(0)
    written.holds("en", values_of(written.told))
    for _ in range(ROWS):
        written.holds("en", values_of(written.told, dice))


# --- pages --------------------------------------------------------------------------------------------------


def view_of(cart: str, book: str, language: Language = "en", detail: Detail = "pay", *unknowns: str) -> FormulaView:
    """The equations of a cart as its readers get them."""
    bought, rules = read_cart(cart), read_rulebook(book)
    subject = Subject(bought, rules)
    some = [read_unknown(text, subject) for text in unknowns] or None
    return FormulaView(subject, price(bought, rules), equations(subject, some, detail), language)


SHOP = """\
cart: shop
title: {zh: 小店, en: A shop}
lines:
  - {id: coat, title: {zh: 大衣, en: Coat}, price: 199.00, store: A}
  - {id: socks, title: {zh: 袜子, en: Socks}, price: 9.90, quantity: 3, store: A}
"""
BOOK = """\
rulebook: shop
rules:
  coupon: {title: {zh: 店铺券, en: Coupon}, per: store, from: 199, take: {off: 20}}
  member: {title: {zh: 会员, en: Member}, take: {off: 5%}, round: {unit: 0.1, mode: half_up}}
  across: {title: {zh: 跨店, en: Across}, take: {off: 50, every: 300}}
  postage: {title: {zh: 运费, en: Postage}, needs: [{at_most: 99}], take: {add: 10, line: shipping}}
price: [coupon, member, across, postage]
"""


def lines_of(view: FormulaView) -> dict[str, str]:
    """What is written of every symbol."""
    return {one.equation.symbol: view.line(one) for one in view.equations}


def test_amounts_are_money_and_counts_are_not() -> None:
    assert lines_of(view_of(SHOP, BOOK)) == {
        "measured1": "p1 + 3 * p2",
        "wanted1": "{20.00 if measured1 >= 199.00; else 0.00}",
        "measured2": "measured1 - wanted1",
        "wanted2": "half_up(5% * measured2, 0.10)",
        "share1": "{0.00 if measured2 == 0.00; else wanted2}",
        "kept1": "min(share1, measured2)",
        "measured3": "measured2 - kept1",
        "wanted3": "50.00 * floor(measured3 / 300.00)",
        "measured4": "measured3 - wanted3",
        "wanted4": "{10.00 if measured4 <= 99.00; else 0.00}",
        "pay": "measured4 + wanted4",
    }


def test_the_figures_of_now_stand_beside_each_equation() -> None:
    page = text(view_of(SHOP, BOOK))
    for said in (
        "measured1 = p1 + 3 * p2\n              = 199.00 + 3 * 9.90 = 228.70",
        "= half_up(5% * 208.70, 0.10) = 10.40",
        "pay = measured4 + wanted4\n        = 198.30 + 0.00 = 198.30",
        'p2    9.90  price of "Socks"',
        "half_up(x, 0.01) rounds",
    ):
        assert said in page


def test_chinese_pages_speak_chinese() -> None:
    page = text(view_of(SHOP, BOOK, "zh"))
    for said in (
        "价格公式：小店",
        "「袜子」的单价",
        "店铺券（A）\n  计入的金额",
        "wanted1 = {20.00，若 measured1 >= 199.00；否则 0.00}",
        "加收多少",
    ):
        assert said in page
    assert " if " not in page


def test_a_rate_or_a_quantity_or_a_balance_is_open_in_its_own_unit() -> None:
    view = view_of(SHOP, BOOK, "en", "pay", "member.off", "quantity:socks", "across.every")
    assert [(one.symbol, view.open_value(one)) for one in view.told.open] == [
        ("p1", "5%"),
        ("p2", "300.00"),
        ("p3", "3"),
    ]
    said = list(lines_of(view).values())
    assert said[0] == "9.90 * p3 + 199.00"
    assert "half_up(p1 * measured2, 0.10)" in said
    assert "50.00 * floor(measured3 / p2)" in said


def test_what_a_rounding_is_put_together_from_is_left_out() -> None:
    book = BOOK.replace("half_up", "half_even")
    view = view_of(SHOP, book)
    said = lines_of(view)
    assert "half_even(5% * measured2, 0.10)" in said.values()
    assert len(said) < len(view.told.equations)


@pytest.mark.parametrize("mode", ["half_up", "half_down", "half_even", "up", "down"])
@pytest.mark.parametrize("of", ["cut", "price"])
def test_every_rounding_is_written_as_what_it_is(mode: str, of: str) -> None:
    book = BOOK.replace("round: {unit: 0.1, mode: half_up}", f"round: {{unit: 0.1, mode: {mode}, of: {of}}}")
    said = lines_of(view_of(SHOP, book)).values()
    assert any(f"{mode}(" in one and ", 0.10)" in one for one in said)


def test_whole_yen_have_no_decimals() -> None:
    cart = SHOP.replace("cart: shop", "cart: shop\ncurrency: JPY").replace("199.00", "199").replace("9.90", "990")
    said = lines_of(view_of(cart, BOOK.replace("rulebook: shop", "rulebook: shop\ncurrency: JPY").replace("0.1", "10")))
    assert said["wanted1"] == "{20 if measured1 >= 199; else 0}"
    assert said["wanted2"] == "half_up(5% * measured2, 10)"


@pytest.mark.parametrize("what", [*Slots._fields, *BESIDES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_figure_may_be_is_said(what: str, language: Language) -> None:
    for verb, each in itertools.product(get_args(Verb), get_args(Each)):
        said = words(language).role(Told(what, verb, each, "LINE", ("RULES",)))
        assert said
        assert "{" not in said
        assert (language == "zh") == any("\u4e00" <= sign <= "\u9fff" for sign in said)


@pytest.mark.parametrize("path", CARTS[::7], ids=lambda path: path.name.removesuffix(".cart.yaml"))
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [40, 63, 80])
def test_every_row_fits_its_cells(path: Path, language: Language, cells: int) -> None:
    cart, book = open_case(str(path), None)
    subject = Subject(cart.value, book.value.in_currency(cart.value.currency))
    receipt = price(subject.cart, subject.rulebook)
    view = FormulaView(subject, receipt, equations(subject, None, "lines"), language)
    for pictures in (False, True):
        assert not [row for row in text(view, width=cells, pictures=pictures).splitlines() if width(row) > cells]


@given(cases(), st.sampled_from(LANGUAGES))
def test_any_cart_under_any_rules_has_a_page(case: tuple[Cart, Rulebook], language: Language) -> None:
    cart, book = case
    subject = Subject(cart, book.in_currency(cart.currency))
    try:
        view = FormulaView(subject, price(cart, subject.rulebook), equations(subject), language)
    except NotExpressible:
        assume(False)
    page = text(view, ascii=True)
    assert "─" not in page
    assert f"    pay = {view.line(view.equations[-1])}"[:30] in page
    coin = Fraction(1, 10 ** CURRENCIES[cart.currency])
    for one in view.equations:
        value = one.equation.value * (coin if one.unit == "money" else 1)
        assert Reader(view.filled(one), {}, coin).read() == value
        assert Reader(view.now(one), {}, coin).read() == value
    assert json.loads(formula_json.dumps(view))["pay"] == plain(view.receipt.pay, cart.currency)


def test_figures_filled_in_come_to_what_stands_at_their_end() -> None:
    view = view_of(SHOP, BOOK)
    for one in view.equations:
        assert Reader(view.filled(one), {}, Fraction(1, 100)).read() == Fraction(view.now(one).replace(",", ""))


# --- data ---------------------------------------------------------------------------------------------------


def test_data_can_be_worked_out_by_whoever_reads_it() -> None:
    data = formula_json.to_data(view_of(SHOP, BOOK, "zh", "lines"))
    assert (data["schema"], data["pay"], data["currency"]) == ("promocalc.formula/1.0", "198.30", "CNY")
    known = {one["symbol"]: Fraction(one["value"]) for one in data["open"]}
    whole = read(f"{one['symbol']} = {one['whole']}" for one in data["equations"])(
        {one["symbol"]: one["whole_value"] for one in data["open"]}
    )
    for one in data["equations"]:
        known[one["symbol"]] = Fraction(one["value"])
        assert whole[one["symbol"]] == one["whole_value"]
        if one["text"] is not None:
            assert Reader(one["text"], known, Fraction(1, 100)).read() == Fraction(one["value"])
    assert data["open"][1]["title"] == {"en": 'price of "Socks"', "zh": "「袜子」的单价"}


# --- LaTeX --------------------------------------------------------------------------------------------------

AWKWARD = SHOP.replace("{zh: 袜子, en: Socks}", r"""'100%_#&{}~^\$ <|>'""")


@pytest.mark.parametrize("language", LANGUAGES)
def test_latex_closes_what_it_opens_and_escapes_titles(language: Language) -> None:
    page = formula_latex.text(view_of(AWKWARD, BOOK.replace("en: Coupon", "en: 50% off"), language, "lines"))
    assert (
        r"100\%\_\#\&\{\}\textasciitilde{}\textasciicircum{}\textbackslash{}\$ \textless{}\textbar{}\textgreater{}"
        in page
    )
    plainly = re.sub(r"\\[\\{}%#&_$]", "", "\n".join(row for row in page.splitlines() if not row.startswith("% ")))
    depth = 0
    for sign in plainly:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"[%#]", plainly)
    opened = re.findall(r"\\(begin|end)\{([a-z*]+)\}", page)
    stack: list[str] = []
    for how, name in opened:
        if how == "begin":
            stack.append(name)
        else:
            assert stack.pop() == name
    assert (stack, page.count(r"\begin{align*}")) == ([], 1)
    assert page.count(r"\left") == page.count(r"\right")
    assert r"&= \left\lfloor" not in page
    assert r"50.00 \times \left\lfloor \frac{" in page


def test_latex_has_a_row_for_every_equation() -> None:
    view = view_of(SHOP, BOOK)
    page = formula_latex.text(view)
    rows = page[page.index(r"\begin{align*}") : page.index(r"\end{align*}")].count("&=")
    assert rows == len(view.equations)
    assert r"\operatorname{half\_up}_{0.10}\left(5\% \times \mathit{measured}_{2}\right) = 10.40" in page


def test_a_long_sum_stands_on_several_rows_of_latex() -> None:
    lines = "".join(f"  - {{id: l{at:02}, price: {at}.00}}\n" for at in range(1, 21))
    page = formula_latex.text(view_of(f"cart: many\nlines:\n{lines}", BOOK))
    assert "p_{8} \\\\\n&\\quad {} + p_{9} + " in page


def test_nothing_open_is_no_error() -> None:
    cart = "cart: one\nlines: [{id: a, kind: shipping, price: 5}]\n"
    view = view_of(cart, "rulebook: none\nrules: {r: {take: {off: 1}}}\nprice: [r]\n")
    assert lines_of(view) == {"pay": "5.00"}
    assert "    pay = 5.00\n" in text(view)
    page = formula_latex.text(view)
    assert r"\mathit{pay} &= 5.00" in page
    assert "itemize" not in page


def test_what_changes_nothing_is_told() -> None:
    view = view_of(SHOP, BOOK, "en", "pay", "coupon.from")
    assert "depends on" not in text(view)
    never = BOOK.replace("coupon: {", "coupon: {on: {store: B}, ")
    for language, said in (("en", "nothing depends on p1."), ("zh", "结果与 p1 无关。")):
        assert said in text(view_of(SHOP, never, language, "pay", "coupon.from"))  # type: ignore[arg-type]


def test_pictures_stand_in_their_cells_in_chinese_too() -> None:
    page = text(view_of(SHOP, BOOK, "zh"), pictures=True)
    assert "⎧ 20.00  若 measured₁ ≥ 199.00" in page
    assert "⎨ 0.00   否则                  = 20.00" in page
    assert "\ue000" not in page
