"""What came of one case."""

from __future__ import annotations

from dataclasses import dataclass


class CannotSay(Exception):  # noqa: N818  (an answer, not an error)
    """The case, or one of its figures, is out of reach for this reason. Never raised for a figure that is just off."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Difference:
    """One figure that is not as expected."""

    key: str
    expected: str
    got: str


@dataclass(frozen=True)
class Verdict:
    """Passed where there are neither differences nor a reason to skip."""

    id: str
    differences: tuple[Difference, ...] = ()
    skipped: str = ""
    notes: tuple[str, ...] = ()
    """Figures of a case that were left unchecked though others were checked, and why."""

    @property
    def outcome(self) -> str:
        """``passed``, ``failed`` or ``skipped``."""
        return "skipped" if self.skipped else "failed" if self.differences else "passed"
