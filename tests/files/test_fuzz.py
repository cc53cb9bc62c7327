"""Whatever stands in a file: it is read, or it is told what is wrong with it. Never a traceback."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promocalc.explain.problems.text import render_all
from promocalc.files.load import read_cart, read_rulebook
from promocalc.files.table import read_table
from promocalc.files.text import decode
from promocalc.files.yaml import read_yaml
from promocalc.problems import ProblemGroup

QUICK = settings(
    max_examples=250, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)

BOOK = """\
rulebook: 双11
title: {zh: 天猫双11, en: "Double 11"}
currency: CNY
timezone: Asia/Shanghai
defaults: {measure: item_price, share: {by: item_price, odd: last}, round: {unit: 0.1, mode: down, of: price}}
sources:
  terms: {title: 规则, url: "https://example.com", confidence: high}
rules:
  直降: {on: {all_of: [{tag: flash}, {price: {at_least: 10}}]}, each: piece, take: {off: 60}}
  券: {per: store, from: 199, take: {tiers: [{from: 199, off: 20}, {from: 399, off: 10%}]}, use: coupon, cap: 50%}
  满减:
    when: {window: {from: "2020-11-01T00:00:00+08:00"}, hours: {from: 20:00, until: "24:00"}, orders: {at_most: 3}}
    needs: [{at_least: 2, in: pieces}, {above: 1, in: distinct category, on: {category: [a, b]}}]
    take: {off: 40, every: 300}
    of: running - paid
  红包: {take: {off: 100%}, use: {balance: 红包}, on: {discounted_by: 直降}}
  运费: {take: {add: 10, line: shipping}}
price:
  - item_price: [直降]
  - unstated: {甲: [券, 满减], 乙: {together: [满减, 券]}}
  - best_of: [红包, 运费]
    at_most: 2
exclude:
  - {these: [券], not_with: [满减], keep: best}
"""

CART = """\
cart: 双11
currency: CNY
rulebook: 双11
at: 2020-11-11T00:00:00+08:00
shopper: {member: plus, new: true, region: 上海, orders: 0, attributes: {a: b}}
personas: {甲: {member: "88vip"}}
wallet: {coupons: {券: 1}, balances: {红包: 12.30}}
choices: {use: [券], skip: 红包, reading: 甲}
lines:
  - {id: i1, title: {zh: 鞋}, store: A, category: 鞋, tags: [flash], unit_price: 299, quantity: 2}
  - {price: "￥1,299.00", qty: 1, kind: goods, list_price: 1399, attributes: {deposit: 100}}
"""

TABLE = 'id,商品,店铺,单价,数量,标签,品牌\n1,"鞋,白",A,"1,299.00",1,a|b,回力\n2,袜子,B,￥9.90,x2,,\n'

_MARKS = [
    "\n",
    "  ",
    "\t",
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    ",",
    "#",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "|",
    "? ",
]
_VALUES = ["no", "null", "0", "-1", "1e9", "9" * 40, "%", "折", "：", "，", "\ufeff", "\0", "\x85", "😀", "---\n", "\\"]
_PIECES = st.sampled_from([*_MARKS, *_VALUES])


@st.composite
def mutations(draw: st.DrawFn, text: str) -> str:
    """``text`` with some of it cut out, doubled, exchanged or stuffed."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        to = draw(st.integers(0, len(text)))
        match draw(st.integers(0, 4)):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:to] + text[start:end] + text[to:]
            case 2:
                text = text[:start] + draw(_PIECES) + text[end:]
            case 3:
                text = text[:start] + draw(_PIECES) + text[start:]
            case _:
                text = text[:start] + draw(st.text(max_size=5)) + text[start:]
    return text


def heard(group: ProblemGroup) -> None:
    """Problems there are, each with a place that exists, and with words in both languages."""
    assert group.problems
    assert render_all(group, "en")
    assert render_all(group, "zh")
    for problem in group.problems:
        where = problem.where
        assert where.line is None or where.line >= 1
        assert where.column is None or 1 <= where.column <= max(len(where.excerpt), 1) + 1


def test_the_seeds_are_fine() -> None:
    read_rulebook(BOOK)
    read_cart(CART)
    assert len(read_table(TABLE).lines) == 2


@given(mutations(BOOK))
@QUICK
def test_a_rulebook_is_read_or_told_what_is_wrong(text: str) -> None:
    try:
        read_rulebook(text)
    except ProblemGroup as group:
        heard(group)


@given(mutations(CART))
@QUICK
def test_a_cart_is_read_or_told_what_is_wrong(text: str) -> None:
    try:
        read_cart(text)
    except ProblemGroup as group:
        heard(group)


@given(mutations(TABLE))
@QUICK
def test_a_table_is_read_or_told_what_is_wrong(text: str) -> None:
    try:
        read_table(text)
    except ProblemGroup as group:
        heard(group)


@given(st.lists(_PIECES | st.text(max_size=3), max_size=40).map("".join))
@QUICK
def test_any_text_is_read_or_told_what_is_wrong(text: str) -> None:
    for read in (read_rulebook, read_cart, read_table, read_yaml):
        try:
            read(text)
        except ProblemGroup as group:
            heard(group)


@given(st.binary(max_size=60) | st.text(max_size=20).map(lambda text: text.encode("utf-16", "replace")[:-1]))
@QUICK
def test_any_bytes_are_read_or_told_what_is_wrong(data: bytes) -> None:
    try:
        read_cart(decode(data).text)
    except ProblemGroup as group:
        heard(group)
