"""What of a line can be edited in place. Apart, so that the first frame needs no model."""

from __future__ import annotations

from typing import Literal, TypeAlias

Field: TypeAlias = Literal["title", "store", "unit_price", "quantity"]

FIELDS: tuple[Field, ...] = ("title", "store", "unit_price", "quantity")
"""In the order of the cart's columns."""
