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
from promocalc.explain.cells import width
from promocalc.explain.formula import as_json as formula_json
from promocalc.explain.formula import latex as formula_latex
from promocalc.explain.formula.line import KEYWORDS, Line
from promocalc.explain.formula.shown import ShownEquation, shown_equations
from promocalc.explain.formula.text import FormulaView, text
from promocalc.explain.formula.words import Each, Told, Verb, words
from promocalc.explain.language import LANGUAGES, Language
from promocalc.files.load import open_case, read_cart, read_rulebook
from promocalc.formula.asked import possible, read_unknown
from promocalc.formula.equations import Equation, Equations, equations
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Spend, Unknown, fewest, unit_of
from promocalc.money import CURRENCIES, plain
from promocalc.numbers.formula import NotExpressible
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Give
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


MONEY = ("line", "deposit", "tax base", "tax", "all tax", "alternative", "pay", "room", "before", "balance", "base")
COUNTS = ("stands", "passes", "sets", "picked", "counted", "spare", "unit_count", "limits", "coupons", "allowed")
MEASURED = ("measured", "unit_measured", "needed_before")
TAKEN = ("unit_amount", "wanted", "eached", "pooled", "ordered", "caps", "stepped", "granted", "kept", "taken", "left")


def counts(told: Equation, book: Rulebook) -> str | None:
    """What a figure counts by its word and what its rule says in the book; None where that does not tell."""
    if told.role.what in (*MONEY, "unit_base", "running"):
        return "money"
    if told.role.what in (*COUNTS, "guards", "short"):
        return "count"
    rule = book.rules.get(told.role.rule)
    if rule is not None and told.role.what in MEASURED:
        measure = rule.measure or book.effective_defaults.measure
        return "count" if measure is not None and measure.counts_pieces else "money"
    if rule is not None and told.role.what in (*TAKEN, "shares"):
        return "count" if isinstance(rule.take, Give) and rule.take.kind == "points" else "money"
    return None


MANY = re.compile(r"(?<![\w.,])(\d{3,}|\d{1,3}(,\d{3})+)(?![\d.,%]*[\d.%])")
"""A hundred and more without decimals."""
FINE = re.compile(r"^[\d,]+ \* p1$|(?<![\w.,])100 \* |- \d+ \* (?=down)")
"""But so often 1.00 may come off; and of an amount that pieces share, so many single cents are counted."""
OPEN = {"money": "money", "pieces": "count", "points": "count", "rate": "rate"}


class Written:
    """The equations of a subject as they are written, and what a reader gets from them."""

    def __init__(self, subject: Subject, unknowns: list[Unknown] | None = None, detail: Detail = "pay") -> None:
        self.told = equations(subject, unknowns, detail)
        self.currency = subject.cart.currency
        self.shown, units = shown_equations(self.told, self.currency)
        scales = {"money": 10 ** CURRENCIES[self.currency], "count": 1, "rate": 10_000}
        said = {one.symbol: counts(one, subject.rulebook) for one in self.told.equations}
        said |= {one.symbol: OPEN[unit_of(one.unknown)] for one in self.told.open}
        self.scale = {symbol: scales[unit or units.of_symbol(symbol)] for symbol, unit in said.items()}
        self.wrong = {
            one.equation.symbol: one.unit
            for one in self.shown
            if said[one.equation.symbol] not in (None, one.unit) and not is_test(one.equation)
        }
        """What is shown as something else than it is."""

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


def is_test(equation: Equation) -> bool:
    """Whether it is a condition, which is 1 or 0 whatever its word says."""
    return getattr(equation.expression, "is_test", False)


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


@pytest.mark.parametrize("path", CARTS, ids=lambda path: path.name.removesuffix(".cart.yaml"))
def test_money_is_shown_as_money_and_pieces_as_pieces_whatever_stays_open(path: Path) -> None:
    cart, book = open_case(str(path), None)
    subject = Subject(cart.value, book.value.in_currency(cart.value.currency))
    for unknown in possible(subject):
        try:
            written = Written(subject, [unknown])
        except NotExpressible:
            continue
        assert not written.wrong, unknown
        written.holds("en", values_of(written.told))
        if unit_of(unknown) != "points" and CURRENCIES[written.currency]:
            # So many pieces nobody buys: it is an amount that lacks its decimals.
            lines = [FINE.sub("", said) for _, said in written.lines("en")]
            assert not [said for said in lines if MANY.search(said)], unknown


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
    assert not written.wrong
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
        "half_up(x, 0.10) rounds",
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


CASES = Path(__file__).parents[2] / "rules"


@pytest.mark.parametrize(
    ("cart", "unknown", "said"),
    [
        ("cn/tmall-double11-2020", "quantity:1", "200.00 * p1 + 400.00"),
        ("cn/tmall-double11-2020", "quantity:1", "40.00 * floor(measured1 / 300.00)"),
        ("cn/douyin-double12-2023", "quantity:1", "min(share1, max(120.00 * p1 - 0.01 * p1, 0.00))"),
        ("cn/douyin-double12-2023", "cross-store.every", "share(wanted1: [120.00], 30.00)"),
        ("world/shopee-ph", "balance:coins", "1.00 * p1"),
        ("world/shopee-ph", "balance:coins", "1.00 * floor(min(50.00, balance1) / 1.00)"),
        ("world/everyday-rewards-au", "balance:points", "down(0.005 * p1, 0.01)"),
        ("world/everyday-rewards-au", "balance:points", "10.00 * floor(min(60.00, balance1) / 10.00)"),
    ],
)
def test_a_count_that_stays_open_makes_money_of_so_much_each(cart: str, unknown: str, said: str) -> None:
    bought, book = open_case(str(CASES / f"{cart}.cart.yaml"), None)
    subject = Subject(bought.value, book.value)
    told = equations(subject, [read_unknown(unknown, subject)])
    view = FormulaView(subject, price(subject.cart, subject.rulebook), told, "en")
    assert said in lines_of(view).values()


def test_a_rate_that_stays_open_takes_money_off_every_piece() -> None:
    cart = "cart: three\nlines: [{id: a, price: 10.00, quantity: 3}]\n"
    book = "rulebook: each\nrules: {r: {each: piece, take: {off: 10%}}}\nprice: [r]\n"
    assert lines_of(view_of(cart, book, "en", "pay", "r.off")) == {
        "unit_amount1": "half_up(10.00 * p1, 0.01)",
        "wanted1": "3 * unit_amount1",
        "kept1": "min(wanted1, 30.00)",
        "pay": "30.00 - kept1",
    }


def test_a_minor_unit_for_every_step_is_no_rate_of_the_steps() -> None:
    cart = "cart: one\nlines: [{id: a, price: 37.50}]\n"
    said = lines_of(view_of(cart, "rulebook: one\nrules: {r: {take: {off: 0.01, every: 10}}}\nprice: [r]\n"))
    assert said == {"wanted1": "0.01 * floor(p1 / 10.00)", "pay": "p1 - wanted1"}


def test_points_of_a_wallet_are_no_money_until_they_are_spent() -> None:
    cart = """\
cart: points
lines: [{id: a, price: 10.00, quantity: 3}, {id: b, price: 5}]
wallet: {balances: {points: 700}}
"""
    use = "use: {balance: points, unit: 0.005}"
    book = f"""\
rulebook: points
rules: {{r: {{per: line, {use}, take: {{off: 100%}}}}, s: {{{use}, take: {{off: 100%}}}}}}
price: [r, s]
"""
    said = lines_of(view_of(cart, book, "en", "pay", "balance:points"))
    assert (said["balance1"], said["part1"], said["balance2"]) == (
        "down(0.005 * p1, 0.01)",
        "p1 - 200 * stepped1",
        "down(0.005 * part1, 0.01)",
    )


@pytest.mark.parametrize("mode", ["half_up", "half_down", "half_even", "up", "down"])
@pytest.mark.parametrize("rate", ["100%", "90%"])
def test_a_price_that_is_rounded_is_written_with_its_own_rounding(mode: str, rate: str) -> None:
    """All of a price comes to whole minor units, however it is rounded."""
    cart = "cart: one\nlines: [{id: a, price: 10.01, quantity: 2}]\n"
    book = f"rulebook: to\nrules: {{r: {{take: {{to: {rate}}}, round: {{mode: {mode}}}}}}}\nprice: [r]\n"
    written = " ".join(lines_of(view_of(cart, book)).values())
    used = set(re.findall(r"\b((?:half_)?(?:up|down|even))\(", written))
    assert used == ({mode} if rate == "90%" else set())


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


@pytest.mark.parametrize(
    ("language", "said"), [("en", "half_up(x, 0.10) rounds x to whole 0.10"), ("zh", "四舍五入到 0.10。")]
)
def test_a_rounding_is_told_with_what_it_rounds_to_here(language: Language, said: str) -> None:
    view = view_of(SHOP, BOOK, language)
    assert any(said in note for note in view.notes())
    assert not any("0.01" in note for note in view.notes() if "half_up" in note)
    assert r"\item $\operatorname{half\_up}_{0.10}(x)$: half\_up(x, 0.10)" in formula_latex.text(view)


def test_a_rate_for_each_of_several_pieces_is_the_rate_of_the_rule() -> None:
    book = "rulebook: shop\nrules:\n  tea: {each: piece, take: {off: 8%}}\nprice: [tea]\n"
    view = view_of("cart: tea\nlines:\n  - {id: a, price: 19.85, qty: 2}\n", book)
    said = [one for one in lines_of(view).values() if "%" in one]
    assert said == ["half_up(8% * measured1 / 2, 0.01)"]


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_latex_says_by_which_rules_and_for_whom(language: Language) -> None:
    view = view_of(SHOP, BOOK, language)
    page = formula_latex.text(view)
    assert view.receipt.fingerprint in page
    assert all(formula_latex.escaped(said) in page for _, said in view.summary.facts())


def test_what_is_long_stands_above_its_equation_and_not_beside_it() -> None:
    page = formula_latex.text(view_of(SHOP, BOOK, "en", "lines"))
    beside = re.findall(r"&& \\text\{(.*)\}", page)
    assert beside
    assert max(map(width, beside)) <= 20
    view = view_of(SHOP, BOOK, "en", "lines")
    for _, group in view.groups():
        assert all(formula_latex.escaped(phrase) in page for phrase in view.phrases(group))


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


def test_a_deposit_of_one_cent_that_may_not_be_made_is_money() -> None:
    cart = read_cart("lines: [{id: i1, price: 10, store: A}, {id: i10, price: 10, store: A}]\n")
    book = read_rulebook(
        "rulebook: shop\nrules:\n"
        "  r1: {take: {off: 1}}\n"
        "  r2: {per: line, take: {deposit: 0.01, off: 1}}\n"
        "  r3: {take: {off: 1}}\n"
        "price: [{best_of: [r1, r2]}, r3]\n"
    )
    written = Written(Subject(cart, book), [Spend("i1")])
    assert any("0.01 if" in said for _, said in written.lines("en"))
    written.holds("en", values_of(written.told))
