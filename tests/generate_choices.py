"""Carts and rulebooks with much to decide: coupons in groups and alone, stores, balances, what may not meet."""

from __future__ import annotations

from typing import Any

from hypothesis import reject
from hypothesis import strategies as st
from pydantic import ValidationError

from promocalc.cart import Cart
from promocalc.rules.rulebook import Rulebook

STORES = ("A", "B")
TAKES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(lambda off: {"take": {"off": off}}, st.integers(1, 60)),
    st.builds(lambda start, off: {"from": start, "take": {"off": off}}, st.integers(20, 300), st.integers(1, 80)),
    st.builds(lambda off, every: {"take": {"off": off, "every": every}}, st.integers(1, 30), st.integers(30, 150)),
    st.builds(
        lambda rate, cap: {"take": {"off": f"{rate}%"}, "cap": {"order": cap}}, st.integers(1, 40), st.integers(5, 90)
    ),
    st.builds(
        lambda start, rate: {"from": start, "take": {"off": f"{rate}%"}}, st.integers(1, 200), st.integers(1, 30)
    ),
    st.builds(lambda to: {"each": "line", "take": {"to": f"{to}%"}}, st.integers(60, 99)),
)
SCOPES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    ({}, {}, {"per": "store"}, {"on": {"store": "A"}}, {"on": {"tag": "sale"}}, {"per": "store", "on": {"tag": "sale"}})
)
USES = ("coupon", "coupon", "coupon", {"balance": "purse"}, "automatic")


@st.composite
def choices(draw: st.DrawFn, most: int = 6) -> tuple[Cart, Rulebook]:
    """A cart under up to so many rules, most of which somebody may use or leave."""
    rules: dict[str, Any] = {}
    for number in range(draw(st.integers(2, most))):
        rule = {**draw(TAKES), **draw(SCOPES), "use": draw(st.sampled_from(USES))}
        rules[f"r{number}"] = rule
    programme: list[Any] = []
    waiting = list(rules)
    while waiting:
        count = draw(st.integers(1, min(3, len(waiting))))
        some, waiting = waiting[:count], waiting[count:]
        way = draw(st.sampled_from(("one_of", "best_of", "first_of", "sequence")))
        if count == 1 or way == "sequence":
            programme += some
        else:
            per = draw(st.sampled_from(("order", "order", "store")))
            programme.append({way: some, "per": per} if per != "order" else {way: some})
    exclude = []
    if len(rules) > 2 and draw(st.booleans()):
        first, second = draw(st.permutations(list(rules)))[:2]
        keep = draw(st.sampled_from(("first", "best")))
        exclude.append({"these": [first], "not_with": [second], "keep": keep})
    book = {"rulebook": "choices", "rules": rules, "price": programme, "exclude": exclude}
    lines = [
        {
            "id": f"i{number}",
            "store": draw(st.sampled_from(STORES)),
            "tags": draw(st.sampled_from(([], ["sale"]))),
            "price": f"{draw(st.integers(100, 30_000)) // 100}.{draw(st.integers(0, 99)):02d}",
            "quantity": draw(st.sampled_from((1, 1, 2, 3))),
        }
        for number in range(draw(st.integers(1, 4)))
    ]
    wallet = {"coupons": {name: draw(st.sampled_from((0, 1, 1, 2))) for name in rules}, "balances": {"purse": "33.33"}}
    cart = {"cart": "choices", "lines": lines, "wallet": wallet}
    try:
        return Cart.model_validate(cart), Rulebook.model_validate(book)
    except ValidationError:  # what is counted may not stand where alternatives are compared more closely
        reject()
