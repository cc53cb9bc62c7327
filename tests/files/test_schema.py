"""The schemas accept what the readers accept, and refuse misspelt keys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from promocalc.files.load import read_cart, read_rulebook
from promocalc.files.schema import schema
from promocalc.files.shipped import shipped
from promocalc.files.yaml import read_yaml

from .test_fuzz import BOOK, CART

DESIGN = """\
rulebook: tmall-double11-2020
title: {zh: 天猫双11 2020, en: Tmall Double 11 2020}
currency: CNY
timezone: Asia/Shanghai
defaults: {measure: item_price, share: {by: item_price}}
sources:
  terms: {title: 规则, url: "https://example.com", published: 2020-10-20, read: 2026-11-21, confidence: high}
rules:
  flash-sale:   {on: {tag: flash}, each: piece, take: {off: 60}}
  store-coupon: {per: store, from: 199, take: {off: 20}, use: coupon}
  cross-store:  {on: {tag: every-300-40}, take: {off: 40, every: 300}, source: "terms: 2.1"}
  red-envelope: {take: {off: 100%}, of: running - paid, use: {balance: red-envelope}}
price:
  - item_price: [flash-sale]
  - store-coupon
  - cross-store
  - red-envelope
"""

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def as_editors_see_it(value: Any) -> Any:
    """Plain numbers as numbers, as every other reader of YAML has them."""
    match value:
        case dict():
            return {key: as_editors_see_it(inner) for key, inner in value.items()}
        case list():
            return [as_editors_see_it(inner) for inner in value]
        case str() if _NUMBER.fullmatch(value):
            return float(value) if "." in value else int(value)
        case _:
            return value


class Checker:
    """As much of JSON Schema as the schemas use."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root

    def errors(self, value: Any, rule: dict[str, Any], path: str = "$") -> list[str]:
        if "$ref" in rule:
            rule = self.root["$defs"][rule["$ref"].removeprefix("#/$defs/")]
        found = []
        if "anyOf" in rule and not any(not self.errors(value, one, path) for one in rule["anyOf"]):
            found.append(f"{path}: none of anyOf")
        if "type" in rule and not any(_is(value, kind) for kind in _listed(rule["type"])):
            return [*found, f"{path}: not {rule['type']}"]
        if "enum" in rule and value not in rule["enum"]:
            found.append(f"{path}: not in enum")
        if isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
            found.append(f"{path}: not {rule['pattern']}")
        if _is(value, "number") and value < rule.get("minimum", value):
            found.append(f"{path}: below minimum")
        if isinstance(value, list):
            found += [] if len(value) >= rule.get("minItems", 0) else [f"{path}: too few"]
            for at, item in enumerate(value):
                found += self.errors(item, rule.get("items", {}), f"{path}[{at}]")
        if isinstance(value, dict):
            found += self.mapping(value, rule, path)
        return found

    def mapping(self, value: dict[str, Any], rule: dict[str, Any], path: str) -> list[str]:
        found = [f"{path}: {key} missing" for key in rule.get("required", ()) if key not in value]
        for key, inner in value.items():
            found += self.errors(key, rule.get("propertyNames", {}), f"{path}.{key}")
            below = rule.get("properties", {}).get(key, rule.get("additionalProperties", {}))
            if below is False:
                found.append(f"{path}: unknown {key}")
            elif below is not True:
                found += self.errors(inner, below, f"{path}.{key}")
        return found


def _listed(kind: Any) -> list[str]:
    return kind if isinstance(kind, list) else [kind]


def _is(value: Any, kind: str) -> bool:
    kinds = {"string": str, "array": list, "object": dict, "boolean": bool, "null": type(None)}
    if kind in kinds:
        return isinstance(value, kinds[kind])
    return isinstance(value, int if kind == "integer" else (int, float)) and not isinstance(value, bool)


def errors(kind: Any, text: str) -> list[str]:
    root = schema(kind)
    return Checker(root).errors(as_editors_see_it(read_yaml(text).data()), root)


@pytest.mark.parametrize("text", [BOOK, DESIGN])
def test_rulebooks_that_are_read_are_valid(text: str) -> None:
    read_rulebook(text)
    assert errors("rulebook", text) == []


def test_carts_that_are_read_are_valid() -> None:
    read_cart(CART)
    assert errors("cart", CART) == []


@pytest.mark.parametrize("one", shipped(), ids=lambda one: f"{one.group}/{one.path.name}")
def test_shipped_files_are_valid(one: Any) -> None:
    assert errors(one.kind, one.path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("currency:", "currncy:"),
        ("from: 199", "form: 199"),
        ("off: 60", "of: 60"),
        ("odd: last", "odd: lst"),
        ("price:\n", "prices:\n"),
        ("currency: CNY", "currency: RMB"),
        ("take: {off: 60}", "tale: {off: 60}"),
        ("keep: best", "keep: worst"),
        ("at_least: 2,", "atleast: 2,"),
        ("rulebook: 双11", "book: 双11"),
        ("each: piece", "start: 3"),
    ],
)
def test_what_is_misspelt_is_not_valid(old: str, new: str) -> None:
    assert old in BOOK
    assert errors("rulebook", BOOK.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"), [("price:", "prise:"), ("qty: 1", "qty: 0"), ("kind: goods", "kind: good"), ("lines:", "line:")]
)
def test_a_misspelt_cart_is_not_valid(old: str, new: str) -> None:
    assert old in CART
    assert errors("cart", CART.replace(old, new))


@pytest.mark.parametrize("kind", ["rulebook", "cart", "standard"])
def test_every_reference_leads_somewhere(kind: Any) -> None:
    written = schema(kind)
    names = set(re.findall(r"#/\$defs/(\w+)", str(written)))
    assert names == set(written["$defs"])
    assert written["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_what_the_readmes_show_is_valid(readme: str) -> None:
    text = (Path(__file__).parents[2] / readme).read_text(encoding="utf-8")
    book, cart = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert (errors("rulebook", book), errors("cart", cart)) == ([], [])


@pytest.mark.parametrize("price", ["￥２９．９０", "29.90元", "￥1，299.00", " ¥ 5 ", "１２"])
def test_amounts_as_people_write_them_are_valid(price: str) -> None:
    cart = f"lines:\n  - {{price: '{price}'}}\n"
    read_cart(cart)
    assert errors("cart", cart) == []


@pytest.mark.parametrize("off", ["15％", "８．５折", "1/3", "１／３"])
def test_rates_as_people_write_them_are_valid(off: str) -> None:
    book = f"rulebook: shop\nrules: {{a: {{take: {{off: '{off}'}}, cap: {{each: '{off}'}}}}}}\nprice: [a]\n"
    read_rulebook(book)
    assert errors("rulebook", book) == []


@pytest.mark.parametrize("price", ["many", "1.2.3", "-5", "12:30", "８．５折"])
def test_amounts_that_are_none_are_not_valid(price: str) -> None:
    assert errors("cart", f"lines: [{{price: '{price}'}}]")


@pytest.mark.parametrize("kind", ["rulebook", "cart", "standard"])
def test_every_field_says_what_it_is(kind: Any) -> None:
    written = schema(kind)
    parts = {kind: written, **written["$defs"]}
    silent = [
        f"{name}.{key}"
        for name, part in parts.items()
        for key, inner in part.get("properties", {}).items()
        if not inner.get("description")
    ]
    assert silent == []


def test_nothing_of_python_shows() -> None:
    written = schema("rulebook")
    assert "inherited" not in written["properties"]
    assert not {"name", "start"} & set(written["$defs"]["Rule"]["properties"])
    assert "in_" not in written["$defs"]["Need"]["properties"]
