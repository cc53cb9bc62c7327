"""What was read for a verdict, so that anybody can tell whether it is the same."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal, TypeAlias

from promocalc.frozen import Frozen

InputKind: TypeAlias = Literal["claims", "cart", "rulebook", "history", "catalogue", "standard"]
"""What a file that was read is."""


class Taken(Frozen):
    """What nobody says, and what was taken so that something can be judged at all; "" for what is said."""

    jurisdiction: str = ""
    """Whose standards."""
    currency: str = ""
    """What amounts are in."""
    mark: str = ""
    """The mark in the sentence by which that was taken."""


class Input(Frozen):
    """A file that was read."""

    kind: InputKind
    name: str
    """As it was named."""
    sha256: str
    """Of its bytes, in hexadecimal."""

    @classmethod
    def of(cls, kind: InputKind, name: str, data: bytes) -> Input:
        """From its bytes."""
        return cls(kind, name, sha256(data).hexdigest())
