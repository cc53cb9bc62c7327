"""A shop to try commands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.harness import write_shop


@pytest.fixture
def cart(tmp_path: Path) -> Path:
    """A cart whose rulebook stands beside it."""
    return write_shop(tmp_path)


@pytest.fixture
def shop(cart: Path) -> Path:
    """That rulebook."""
    return cart.parent / "shop.yaml"
