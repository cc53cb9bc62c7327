"""What a tree cannot say: rules that may not meet, wherever they stand in it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from promocalc.rules.model import Model
from promocalc.rules.values import Name


class Exclusion(Model):
    """Rules that may not meet, wherever they stand in the tree."""

    these: Annotated[tuple[Name, ...], Field(min_length=1)]
    """Rules on one side."""
    not_with: Annotated[tuple[Name, ...], Field(min_length=1)]
    """Rules on the other side."""
    on: Literal["order", "store", "line"] = "order"
    """What may not have both: the order, a store or a line."""
    keep: Literal["first", "best"] = "first"
    """Which one stays where both could apply and the shopper chose neither: the first in the programme, or the best."""
