"""Cases without a cart: an amount divided by weights, values rounded one after another, pieces in whole steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import lcm
from typing import Any

from promocalc.engine import price
from promocalc.files.load import load_rulebook, read_cart, read_rulebook
from promocalc.money import Odd, share
from promocalc.rules.cents import Share

from .habits import habits_of
from .reading import count, money
from .verdict import CannotSay, Difference, Verdict


def check(data: Mapping[str, Any]) -> Verdict | None:
    """The verdict on a case of this kind; None where it is another kind."""
    offers = data.get("promotions") or ()
    if data.get("lines") or len(offers) != 1 or offers[0]["kind"] not in _KINDS:
        return None
    if offers[0]["kind"] == "every_n_units" and "quantity" not in offers[0]["params"]:
        return None
    key, work_out = _KINDS[offers[0]["kind"]]
    name, expected = str(data.get("id") or "?"), data.get("expected") or {}
    try:
        if set(expected) != {key}:
            raise CannotSay(f"only {key} can be told, not {', '.join(sorted(set(expected) - {key})) or 'nothing'}")
        found = work_out(str(data["peer"]), offers[0]["params"])
    except CannotSay as reason:
        return Verdict(name, skipped=reason.reason)
    differs = found != expected[key]
    return Verdict(name, (Difference(key, str(expected[key]), str(found)),) if differs else ())


def divided(peer: str, params: Mapping[str, Any]) -> list[int]:
    """An amount over weights, as the engine's dialect divides. A negative amount mirrors the positive one."""
    weights, total = [count(weight) for weight in params["weights"]], int(params["amount_minor"])
    how = load_rulebook(f"dialects/{peer}").effective_defaults.share or Share()
    odd = how.odd
    if "even over units" in str(params.get("method", "")):
        # Another of the engine's ways: all units alike, the first of them get the cents that are left.
        odd, weights = Odd.FIRST, [1] * len(weights)
    elif how.zero == "even" and not any(weights):
        weights = [1] * len(weights)
    if total >= 0:
        return share(total, weights, odd)
    # Where ties go to the last line, the engine divides a negative amount as it does a positive one.
    turn = -1 if habits_of(peer).lines == "last" else 1
    return [-part for part in share(-total, weights[::turn], odd)][::turn]


def rounded(peer: str, params: Mapping[str, Any]) -> list[str]:
    """Values rounded to the cent one after another, the error carried to the next."""
    if "carry" not in str(params.get("method", "")):
        raise CannotSay(f"nothing is known of rounding by {params.get('method')!r}")
    odd = (load_rulebook(f"dialects/{peer}").effective_defaults.share or Share()).odd
    if odd is not Odd.CARRY:
        raise CannotSay(f"the dialect {peer} does not carry")
    values = [Fraction(money(value)) * 100 for value in params["values"]]
    scale = lcm(*(value.denominator for value in values))
    weights = [int(value * scale) for value in values]
    # A last weight makes a total of whole cents, of which every value is exactly its part.
    total = -(-sum(weights) // scale)
    shares = share(total, [*weights, total * scale - sum(weights)], odd)[: len(values)]
    return [f"{part // 100}.{part % 100:02d}" for part in shares]


def stepped(peer: str, params: Mapping[str, Any]) -> int:
    """How many of so many pieces an offer reaches that takes them in full groups only: a cart of one line."""
    size = count(params["group_size"])
    # A part of a piece fills no group.
    quantity = int(money(params["quantity"])) if size else count(params["quantity"])
    if not quantity:
        return 0
    sets = {"sets": {"of": size}} if size else {}
    rule = {"each": "piece", "take": {"off": "10%"}, **sets}
    head = {"rulebook": "steps", "currency": "USD", "extends": f"dialects/{peer}"}
    book = read_rulebook(_text({**head, "rules": {"stepped": rule}, "price": ["stepped"]}))
    line = {"id": "1", "unit_price": "10.00", "quantity": quantity}
    receipt = price(read_cart(_text({"cart": "steps", "currency": "USD", "lines": [line]})), book)
    (step,) = receipt.steps
    return sum(pieces for _, pieces in step.picked) if size else step.deduction // 100


def _text(data: Mapping[str, Any]) -> str:
    import json

    return json.dumps(data)


_KINDS: dict[str, tuple[str, Callable[[str, Mapping[str, Any]], Any]]] = {
    "apportion": ("shares_minor", divided),
    "round_series": ("rounded", rounded),
    "every_n_units": ("units_affected", stepped),
}
