"""The same cart in other people's engines, and in a page of plain Python.

Each pricer is built from the plain lines of :mod:`tests.benchmarks.carts` and answers with what is paid and,
where it divides deductions over lines, what each line comes to. The engines are given what suits them: rules
loaded beforehand and amounts in cents. None of them divides anything by itself;
where lines come out, that is code written here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from typing import Any

from tests.benchmarks.carts import STORES

Lines = Sequence[Mapping[str, Any]]
Answer = tuple[int, dict[str, int] | None]
"""What is paid, and what each line comes to, if the pricer says so."""
Built = tuple[Callable[[], object], Callable[[Any], Answer]]
"""What is timed, and how its result is read."""

INSTALL = "pip install 'promocalc[bench]'"


@dataclass(frozen=True)
class Peer:
    """A pricer that is not promocalc. ``package`` is None where it is written here."""

    name: str
    package: str | None
    build: Callable[[Lines], Built]

    def installed(self) -> str | None:
        """Its version; None where it is not installed."""
        if self.package is None:
            return "here"
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None


# --- plain Python -----------------------------------------------------------------------------------------


def build_scalar(lines: Lines) -> Built:
    """By hand, for these three rules and no others: every deduction divided over its lines."""
    rows = [(line["id"], line["store"], line["category"], line["unit"] * line["quantity"]) for line in lines]
    return lambda: scalar(rows), lambda found: (found[0], found[1])


def scalar(rows: Sequence[tuple[str, str, str, int]]) -> tuple[int, dict[str, int], list[list[int]]]:
    """What is paid, what each line comes to, and each rule's shares."""
    cuts, coupons = [0] * len(rows), [0] * len(rows)
    nets: list[int] = []
    stores: dict[str, list[int]] = {}
    for at, (_, store, category, amount) in enumerate(rows):
        if category == "1":
            cuts[at] = cut = (amount + 5) // 10
            amount -= cut
        nets.append(amount)
        if store in stores:
            stores[store].append(at)
        else:
            stores[store] = [at]
    for members in stores.values():
        weights = [nets[at] for at in members]
        whole = sum(weights)
        if whole >= 200_00:
            for at, part in zip(members, divided(20_00, weights, whole), strict=True):
                coupons[at] = part
                nets[at] -= part
    whole = sum(nets)
    crossed = divided(min(whole // 300_00, 3) * 50_00, nets, whole)
    paid = [net - part for net, part in zip(nets, crossed, strict=True)]
    lines = {row[0]: net for row, net in zip(rows, paid, strict=True)}
    return sum(paid), lines, [cuts, coupons, crossed]


def divided(total: int, weights: Sequence[int], whole: int) -> list[int]:
    """``total`` over ``weights`` by largest remainder, the earlier first."""
    parts, remainders, left = [], [], total
    for weight in weights:
        part, remainder = divmod(total * weight, whole)
        parts.append(part)
        remainders.append(remainder)
        left -= part
    if left:
        for at in sorted(range(len(parts)), key=remainders.__getitem__, reverse=True)[:left]:
            parts[at] += 1
    return parts


# --- business-rules ---------------------------------------------------------------------------------------

BUSINESS_RULES: list[dict[str, Any]] = [
    {
        "conditions": {"all": [{"name": "category_1", "operator": "greater_than", "value": 0}]},
        "actions": [{"name": "cut_category", "params": {"category": "1", "percent": 10}}],
    },
    *(
        {
            "conditions": {"all": [{"name": f"store_{at}", "operator": "greater_than_or_equal_to", "value": 200_00}]},
            "actions": [{"name": "store_coupon", "params": {"store": store, "off": 20_00}}],
        }
        for at, store in enumerate(STORES)
    ),
    {
        "conditions": {"all": [{"name": "running", "operator": "greater_than_or_equal_to", "value": 300_00}]},
        "actions": [{"name": "every", "params": {"step": 300_00, "off": 50_00, "most": 3}}],
    },
]


@dataclass
class Basket:
    """What the handwritten variables read and the handwritten actions change."""

    rows: Sequence[tuple[str, str, int]]
    stores: dict[str, int]
    crossed: int = 0

    def running(self) -> int:
        """What is left to pay."""
        return sum(self.stores.values()) - self.crossed


def build_business_rules(lines: Lines) -> Built:
    """Five rules as data; variables and actions by hand; totals only."""
    from business_rules import run_all

    rows = [(line["store"], line["category"], line["unit"] * line["quantity"]) for line in lines]
    variables, actions = _variables(), _actions()

    def call() -> Basket:
        stores = dict.fromkeys(STORES, 0)
        for store, _, amount in rows:
            stores[store] += amount
        basket = Basket(rows, stores)
        run_all(BUSINESS_RULES, variables(basket), actions(basket))
        return basket

    return call, lambda basket: (basket.running(), None)


def _variables() -> Any:
    """What conditions may ask about."""
    from business_rules.variables import BaseVariables, numeric_rule_variable

    class Variables(BaseVariables):  # type: ignore[misc]
        def __init__(self, basket: Basket) -> None:
            self.basket = basket

        @numeric_rule_variable
        def category_1(self) -> int:
            return sum(amount for _, category, amount in self.basket.rows if category == "1")

        @numeric_rule_variable
        def store_0(self) -> int:
            return self.basket.stores[STORES[0]]

        @numeric_rule_variable
        def store_1(self) -> int:
            return self.basket.stores[STORES[1]]

        @numeric_rule_variable
        def store_2(self) -> int:
            return self.basket.stores[STORES[2]]

        @numeric_rule_variable
        def running(self) -> int:
            return self.basket.running()

    return Variables


def _actions() -> Any:
    """What rules may do."""
    from business_rules.actions import BaseActions, rule_action
    from business_rules.fields import FIELD_NUMERIC, FIELD_TEXT

    class Actions(BaseActions):  # type: ignore[misc]
        def __init__(self, basket: Basket) -> None:
            self.basket = basket

        @rule_action(params={"category": FIELD_TEXT, "percent": FIELD_NUMERIC})
        def cut_category(self, category: str, percent: int) -> None:
            for store, own, amount in self.basket.rows:
                if own == category:
                    self.basket.stores[store] -= (amount * percent + 50) // 100

        @rule_action(params={"store": FIELD_TEXT, "off": FIELD_NUMERIC})
        def store_coupon(self, store: str, off: int) -> None:
            self.basket.stores[store] -= off

        @rule_action(params={"step": FIELD_NUMERIC, "off": FIELD_NUMERIC, "most": FIELD_NUMERIC})
        def every(self, step: int, off: int, most: int) -> None:
            self.basket.crossed = min(self.basket.running() // step, most) * off

    return Actions


# --- zen-engine -------------------------------------------------------------------------------------------

NET = "#.unit * #.quantity"


def build_zen_graph(lines: Lines) -> Built:
    """Two expression nodes, a decision table of eight rows, an expression node; totals only."""
    cut = f"#.category == '1' ? {NET} - floor({NET} * 0.1 + 0.5) : {NET}"
    sums = {f"s{at}": f"sum(map(filter(nets, #.store == '{store}'), #.net))" for at, store in enumerate(STORES)}
    return _zen(
        [
            _expressions("category", {"nets": f"map(lines, {{store: #.store, net: {cut}}})"}),
            _expressions("stores", sums | {"total": "sum(map(nets, #.net))"}),
            _coupon_table(),
            _expressions("cross", {"pay": "total - coupons - min([floor((total - coupons) / 30000), 3]) * 5000"}),
        ],
        lines,
        lambda result: (int(result["pay"]), None),
    )


def build_zen_function(lines: Lines) -> Built:
    """One JavaScript node that does all of it, shares included."""
    node = {"id": "f", "type": "functionNode", "name": "price", "content": {"source": JAVASCRIPT}}
    return _zen([node], lines, lambda result: (int(result["pay"]), {k: int(v) for k, v in result["lines"].items()}))


def _zen(nodes: list[dict[str, Any]], lines: Lines, read: Callable[[Any], Answer]) -> Built:
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(_graph(nodes)))
    context = {"lines": list(lines)}
    return lambda: decision.evaluate(context), lambda found: read(found["result"])


def _graph(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The nodes in a row, between the input and the output."""
    ends = ("inputNode", "outputNode")
    first, last = ({"id": kind, "type": kind, "name": kind} for kind in ends)
    row = [first, *nodes, last]
    edges = [
        {"id": f"e{at}", "sourceId": one["id"], "targetId": two["id"], "type": "edge"}
        for at, (one, two) in enumerate(pairwise(row))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": row, "edges": edges}


def _expressions(name: str, keys: Mapping[str, str]) -> dict[str, Any]:
    expressions = [{"id": key, "key": key, "value": value} for key, value in keys.items()]
    content = {"passThrough": True, "expressions": expressions}
    return {"id": name, "type": "expressionNode", "name": name, "content": content}


def _coupon_table() -> dict[str, Any]:
    """Which stores reach 200: eight rows, one for every combination."""
    fields = [f"s{at}" for at in range(len(STORES))]
    rules = []
    for mask in range(2 ** len(fields)):
        reached = [bool(mask >> at & 1) for at in range(len(fields))]
        tests = {field: ">= 20000" if one else "< 20000" for field, one in zip(fields, reached, strict=True)}
        rules.append({"_id": f"r{mask}", **tests, "out": str(2000 * sum(reached))})
    content = {
        "hitPolicy": "first",
        "passThrough": True,
        "inputs": [{"id": field, "name": field, "field": field} for field in fields],
        "outputs": [{"id": "out", "name": "coupons", "field": "coupons"}],
        "rules": rules,
    }
    return {"id": "table", "type": "decisionTableNode", "name": "table", "content": content}


JAVASCRIPT = """
const divided = (total, weights) => {
  const whole = weights.reduce((a, b) => a + b, 0);
  const parts = weights.map((w) => Math.floor((total * w) / whole));
  const rests = weights.map((w, at) => total * w - parts[at] * whole);
  const left = total - parts.reduce((a, b) => a + b, 0);
  weights.map((_, at) => at).sort((a, b) => rests[b] - rests[a] || a - b).slice(0, left)
    .forEach((at) => { parts[at] += 1; });
  return parts;
};
export const handler = async ({ lines }) => {
  let nets = lines.map((l) => {
    const marked = l.unit * l.quantity;
    return l.category === '1' ? marked - Math.floor((marked + 5) / 10) : marked;
  });
  const stores = new Map();
  lines.forEach((l, at) => stores.set(l.store, [...(stores.get(l.store) || []), at]));
  for (const members of stores.values()) {
    const weights = members.map((at) => nets[at]);
    if (weights.reduce((a, b) => a + b, 0) >= 20000) {
      divided(2000, weights).forEach((part, at) => { nets[members[at]] -= part; });
    }
  }
  const total = nets.reduce((a, b) => a + b, 0);
  const crossed = divided(Math.min(Math.floor(total / 30000), 3) * 5000, nets);
  nets = nets.map((net, at) => net - crossed[at]);
  return {
    pay: nets.reduce((a, b) => a + b, 0),
    lines: Object.fromEntries(lines.map((l, at) => [l.id, nets[at]])),
  };
};
"""

PEERS = (
    Peer("plain Python, these rules only: shares per line", None, build_scalar),
    Peer("business-rules, 5 rules: totals only", "business-rules", build_business_rules),
    Peer("zen-engine, graph of 4 nodes: totals only", "zen-engine", build_zen_graph),
    Peer("zen-engine, JavaScript node: shares per line", "zen-engine", build_zen_function),
)
