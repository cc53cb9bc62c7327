"""Campaigns of the usual form: item cuts, then store coupons, then deductions over stores, and now and then a rule
that looks closer than those before it. What decides whether a pool may bear as one is drawn often, little else.
"""

from __future__ import annotations

from typing import Any

from hypothesis import reject
from hypothesis import strategies as st
from pydantic import ValidationError

from promocalc.cart import Cart
from promocalc.rules.rulebook import Rulebook
from tests.generate_draw import MODES, ODD, PRICES

TAKES: tuple[dict[str, Any], ...] = (
    {"off": "5.00"},
    {"off": "15%"},
    {"off": "1/3"},
    {"off": "4.00", "every": "30.00"},
    {"off": "200.00"},
    {"to": "9.90"},
    {"give": "10%", "in": "voucher"},
    {"add": "6.00", "line": "shipping"},
    {"tiers": [{"from": "10.00", "off": "1.00"}, {"from": "60.00", "off": "12%"}]},
)
SCOPES: tuple[dict[str, Any] | None, ...] = (None, None, {"tag": "a"}, {"store": "A"}, {"any_of": [{"tag": "b"}]})
PARTS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"from": "20.00"},
    {"cap": "7.00"},
    {"cap": {"order": "9.00"}},
    {"use": "coupon"},
    {"floor": "0.50"},
    {"over": "refuse"},
    {"over": "respread"},
    {"share": {"over": "order"}},
    {"share": {"by": "marked"}},
    {"share": {"by": "pieces"}},
    {"share": {"by": "running", "zero": "even"}},
    {"measure": "marked"},
    {"needs": {"at_least": "15.00", "on": {"tag": "a"}}},
    {"needs": {"at_least": "15.00", "any": "line"}},
    {"needs": {"at_least": 3, "in": "pieces"}},
    {"use": {"balance": "purse"}},
)


@st.composite
def laminar(draw: st.DrawFn) -> tuple[Cart, Rulebook]:
    """A cart of a few stores, and up to five rules over it."""

    def pick(options: Any) -> Any:
        return draw(st.sampled_from(options))

    count = draw(st.integers(1, 5))
    rules: dict[str, Any] = {}
    for at in range(1, count + 1):
        rule: dict[str, Any] = {"take": dict(pick(TAKES)), "per": pick(("store", "order", "order", "line", "colour"))}
        rule |= pick(PARTS)
        scope = pick(SCOPES)
        if scope is not None:
            rule["on"] = scope
        if "off" in rule["take"] and pick((True, False, False)):
            rule["round"] = {"mode": pick(MODES), "unit": pick(("0.01", "0.10", "1.00"))}
        rules[f"r{at}"] = rule
    names = list(rules)
    tree: list[Any] = list(names)
    if count > 2 and pick((True, False)):
        verb = pick(("best_of", "first_of", "together", "one_of"))
        node: dict[str, Any] = {verb: names[:2]}
        if verb in ("best_of", "first_of"):
            node["per"] = pick(("order", "store", "line"))
        tree = [node, *names[2:]] if pick((True, False)) else [names[2], node, *names[3:]]
    if any("cap" in rule or "use" in rule or "add" in rule["take"] for rule in rules.values()):
        tree = names  # none of these may stand in alternatives compared per store or line
    book: dict[str, Any] = {"rulebook": "laminar", "rules": rules, "price": tree}
    if pick((True, True, False)):
        book["defaults"] = {"share": {"odd": pick(ODD)}}
    if pick((True, False, False)):
        book["tax"] = {"rate": "13%", "included": pick((True, False)), "per": pick(("order", "line", "rate", "piece"))}
    lines = [
        {
            "id": f"i{at}",
            "store": pick(("A", "A", "B")),
            "tags": list(pick(((), ("a",), ("a", "b")))),
            "attributes": {"colour": pick(("red", "blue"))},
            "unit_price": f"{pick(PRICES) / 100:.2f}",
            "quantity": pick((1, 1, 1, 2, 3)),
        }
        for at in range(draw(st.integers(1, 6)))
    ]
    cart: dict[str, Any] = {"lines": lines}
    if any(rule.get("use") == {"balance": "purse"} for rule in rules.values()):
        cart["wallet"] = {"balances": {"purse": pick(("3.00", "40.00"))}}
    try:
        return Cart.model_validate(cart), Rulebook.model_validate(book)
    except ValidationError:
        reject()  # two parts that may not meet in one rule
