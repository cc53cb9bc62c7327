"""Numbers of rules and quantities as inputs: moved without binding anew, they price as if they had been stated."""

from __future__ import annotations

import pytest

from promocalc.cart import Cart
from promocalc.engine.bind import bind
from promocalc.engine.left_open import Part, left_open, openings
from promocalc.engine.plan import shape_of
from promocalc.engine.price import Pricer, price
from promocalc.engine.run import interpret, record, tabulate
from promocalc.files.load import read_rulebook
from promocalc.money import plain
from promocalc.rules.rulebook import Rulebook

LINES = [
    {"id": "coat", "store": "A", "tags": ["sale"], "price": "129.99", "quantity": 2},
    {"id": "socks", "store": "A", "price": "9.90", "quantity": 3},
    {"id": "shoes", "store": "B", "tags": ["sale"], "price": "249.00"},
]

RULES: dict[str, tuple[str, Part, str, range]] = {
    "a threshold": ("{from: N, take: {off: 20}}", "from", "money", range(1, 60_000, 997)),
    "a threshold of a rate": ("{from: N, take: {off: 12%}}", "from", "money", range(1, 60_000, 997)),
    "an amount": ("{per: store, take: {off: N}}", "off", "money", range(0, 60_000, 997)),
    "a rate": ("{on: {tag: sale}, take: {off: N}}", "off", "rate", range(0, 10_001, 137)),
    "a rate of every piece": ("{each: piece, take: {off: N}}", "off", "rate", range(0, 10_001, 137)),
    "a rate of which the price is rounded": (
        "{take: {off: N}, round: {of: price, unit: 1}}",
        "off",
        "rate",
        range(0, 10_001, 137),
    ),
    "what repeats it": ("{take: {off: 7, every: N}}", "every", "money", range(1, 60_000, 997)),
    "what it takes every time": ("{take: {off: N, every: 40}}", "off", "money", range(0, 9_000, 137)),
    "what a piece is to cost": ("{each: piece, take: {to: N}}", "to", "money", range(0, 30_000, 331)),
    "a cap": ("{per: store, take: {off: 30%}, cap: N}", "cap", "money", range(0, 30_000, 331)),
    "a threshold in pieces": ("{measure: pieces, from: N, take: {off: 9}}", "from", "pieces", range(9)),
    "a threshold of what is spent once": ("{from: N, take: {off: 9}}", "from", "money", range(1, 60_000, 997)),
}


def book(name: str, number: str) -> Rulebook:
    """A rule with a number, and two after it: in one of them what earlier rules needed does not count again."""
    text = RULES[name][0].replace("N", number)
    tree = "[{consume: spend, of: [r, late]}, last]" if name.endswith("once") else "[r, late, last]"
    return read_rulebook(f"""
rulebook: open
rules:
  r: {text}
  late: {{from: 100, take: {{off: 11}}}}
  last: {{on: {{tag: sale}}, take: {{off: 5%}}}}
price: {tree}
""")


def shown(value: int, unit: str) -> str:
    return str(value) if unit == "pieces" else plain(value, "CNY") + "%" * (unit == "rate")


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("detail", ["lines", "pay"])
def test_a_number_left_open_prices_as_if_it_had_been_stated(name: str, detail: str) -> None:
    _, part, unit, values = RULES[name]
    cart = Cart.model_validate({"lines": LINES})
    programme = Pricer(book(name, shown(values[1], unit))).programmes[0]
    assert openings(programme)["r", part].first == values[1]
    freed = left_open(programme, [("r", part)])
    plan = bind(freed, shape_of(cart, freed), detail="pay" if detail == "pay" else "lines")
    inputs = plan.inputs_of(cart, frozenset())
    at = len(inputs) - 1
    expected = [price(cart, book(name, shown(value, unit))).pay for value in values]
    assert len(set(expected)) > 1
    assert [interpret(plan, [*inputs[:at], value])[plan.pay] for value in values] == expected
    assert [record(plan, [plan.pay])([*inputs[:at], value])[0] for value in values] == expected
    assert tabulate(plan, inputs, {at: list(values)})[plan.pay].tolist() == expected


@pytest.mark.parametrize(
    "rules",
    [
        "{r: {take: {off: 12%}}}",
        "{r: {each: piece, take: {off: 3.33}, cap: {order: 20}}}",
        "{r: {needs: {at_least: 4, in: pieces}, take: {off: 30}}}",
        "{r: {sets: {of: 3}, pick: {cheapest: 1}, take: {off: 100%}}}",
        "{r: {sets: {of: 2}, each: set, take: {to: 99}}}",
        "{r: {pick: {nth: 2}, each: piece, take: {off: 50%}}}",
        "{r: {per: piece, from: 20, take: {off: 7%}, cap: {each: 5}}}",
        "{r: {on: {tag: sale}, each: line, take: {off: 100}, floor: 1}}",
    ],
)
def test_a_quantity_left_open_prices_as_if_so_many_had_been_bought(rules: str) -> None:
    rulebook = read_rulebook(f"rulebook: open\nrules: {rules}\nprice: [r]\n")
    pricer, most = Pricer(rulebook), 9
    lines = [{**LINES[0], "quantity": most}, *LINES[1:]]
    widest = Cart.model_validate({"lines": lines})
    plan = bind(pricer.programmes[0], shape_of(widest, pricer.programmes[0]), detail="pay", counted=[0])
    inputs = plan.inputs_of(widest, frozenset())
    carts = [Cart.model_validate({"lines": [{**LINES[0], "quantity": n}, *LINES[1:]]}) for n in range(1, most + 1)]
    expected = [price(cart, rulebook).pay for cart in carts]
    assert [plan.inputs_of(cart, frozenset())[-1] for cart in carts] == list(range(1, most + 1))
    assert [interpret(plan, [*inputs[:-1], n])[plan.pay] for n in range(1, most + 1)] == expected
    assert tabulate(plan, inputs, {len(inputs) - 1: list(range(1, most + 1))})[plan.pay].tolist() == expected


def test_what_stands_in_tiers_or_on_lines_or_counts_in_points_cannot_be_left_open() -> None:
    rulebook = read_rulebook("""
rulebook: open
rules:
  steps: {take: {tiers: [{from: 100, off: 5}]}}
  own: {each: piece, take: {off: line.cut}}
  third: {take: {off: 1/3}}
  points: {take: {give: 10%, in: points}}
price: [steps, own, third, points]
""")
    programme = Pricer(rulebook).programmes[0]
    assert openings(programme) == {}
    with pytest.raises(KeyError):
        left_open(programme, [("steps", "off")])
