"""Running the command line: inside this process with its streams caught, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from promocalc.cli import main

RULEBOOK = """\
rulebook: shop
title: {zh: 小店, en: Small shop}
currency: CNY
sources:
  terms: {title: Terms, url: "https://shop.example/terms", read: 2026-11-21, confidence: medium}
rules:
  flash: {title: {zh: 直降, en: Flash}, on: {tag: flash}, each: piece, take: {off: 60}}
  coupon: {title: {zh: 店铺券, en: Coupon}, per: store, from: 199, take: {off: 20}, use: coupon}
  member: {title: {zh: 会员, en: Member}, when: {member: gold}, take: {off: 5}}
price: [flash, coupon, member]
"""

CART = """\
cart: example
title: {zh: 示例, en: Example}
rulebook: shop.yaml
personas:
  golden: {member: gold}
lines:
  - {id: a, title: 羽绒服, store: 甲店, price: 899, tags: [flash]}
  - {id: b, title: 袜子, store: 甲店, price: 29.90, qty: 3}
"""

TABLE = "商品,店铺,单价,数量\n羽绒服,甲店,899.00,1\n袜子,甲店,29.90,3\n"

PAYS = "908.70"
"""899 + 3 × 29.90 − 60 − 20."""


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str


def run(*args: object, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
    """A run inside this process, in English unless ``env`` says otherwise."""
    settings = {"LC_ALL": "C", "PROMOCALC_LANG": "", **(env or {})}
    with CliRunner().isolation(input=stdin, env=settings) as (out, err, _):
        code = main([str(arg) for arg in args])
        sys.stdout.flush()
        sys.stderr.flush()
        return Ran(code, out.getvalue().decode(), err.getvalue().decode())


def spawn(*args: object, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
    """A run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "promocalc", *map(str, args)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", "PROMOCALC_LANG": "", **(env or {})},
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def write_shop(folder: Path) -> Path:
    """A cart and its rulebook in a folder; the cart's path."""
    (folder / "shop.yaml").write_text(RULEBOOK, encoding="utf-8")
    cart = folder / "cart.yaml"
    cart.write_text(CART, encoding="utf-8")
    return cart
