"""Shops to try commands on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.harness import write_shop
from tests.explain.overtime import PRESALE_BOOK, PRESALE_CART, SHOP_BOOK, SHOP_CART


@pytest.fixture
def cart(tmp_path: Path) -> Path:
    """A cart whose rulebook stands beside it."""
    return write_shop(tmp_path)


@pytest.fixture
def shop(cart: Path) -> Path:
    """That rulebook."""
    return cart.parent / "shop.yaml"


@pytest.fixture
def coat(tmp_path: Path) -> Path:
    """A presale order of a coat: 50.00 as a deposit, 679.00 as the balance."""
    return _write(tmp_path, "coat", PRESALE_CART, "presale-shop", PRESALE_BOOK)


@pytest.fixture
def basket(tmp_path: Path) -> Path:
    """Shoes and two pairs of socks, 260.00 paid; a coupon, an envelope, postage and points."""
    return _write(tmp_path, "basket", SHOP_CART, "return-shop", SHOP_BOOK)


def _write(folder: Path, name: str, cart: dict[str, object], book: str, rules: dict[str, object]) -> Path:
    (folder / f"{book}.yaml").write_text(json.dumps(rules), encoding="utf-8")
    path = folder / f"{name}.yaml"
    path.write_text(json.dumps({**cart, "rulebook": f"{book}.yaml"}), encoding="utf-8")
    return path
