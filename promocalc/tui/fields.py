"""What of a line can be edited in place. Apart, so that the first frame needs no model."""

from __future__ import annotations

from typing import Literal, TypeAlias

Field: TypeAlias = Literal["title", "store", "unit_price", "quantity"]

FIELDS: tuple[Field, ...] = ("title", "store", "unit_price", "quantity")
"""In the order of the cart's columns."""


def field_of(column: str) -> Field:
    """The field that a column shows; what follows from others stands for the quantity."""
    for field in FIELDS:
        if field == column:
            return field
    return "quantity"
