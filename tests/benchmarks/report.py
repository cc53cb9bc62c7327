"""The figures of one run, as a table to read and as JSON to keep."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from tests.benchmarks.timing import Clock

PACKAGES = ("promocalc", "pydantic", "numpy", "sympy", "textual", "business-rules", "zen-engine", "ortools")


@dataclass(frozen=True)
class Target:
    """What a row is to reach: a time in seconds, or a ratio."""

    text: str
    seconds: float | None = None
    ratio_at_least: float | None = None
    ratio_at_most: float | None = None

    def met(self, row: Row) -> bool:
        """Whether the row reaches it."""
        if self.seconds is not None:
            return row.median is not None and row.median <= self.seconds
        if row.ratio is None:
            return False
        if self.ratio_at_least is not None:
            return min(row.ratio, row.least_ratio or row.ratio) >= self.ratio_at_least
        return self.ratio_at_most is None or row.ratio <= self.ratio_at_most


@dataclass(frozen=True)
class Row:
    """One line of the table. ``median`` and ``least`` are seconds; ``note`` stands for what is missing."""

    name: str
    median: float | None = None
    least: float | None = None
    ratio: float | None = None
    """How many times as long as the row that its section compares with."""
    least_ratio: float | None = None
    """The same of the fastest rounds: what a busy machine cannot have flattered."""
    target: Target | None = None
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Rows measured in the same interleaved rounds."""

    title: str
    rounds: int
    rows: tuple[Row, ...] = field(default_factory=tuple)
    clock: Clock = "wall"


def rendered(sections: Sequence[Section]) -> str:
    """All sections as text."""
    return "\n".join([_machine(), *(line for section in sections for line in ("", *_section(section)))])


def _section(section: Section) -> Iterator[str]:
    head = f"{section.title} ({section.rounds} rounds, {section.clock} time)"
    width = max(74, len(head), *(len(row.name) for row in section.rows))
    yield f"{head:<{width}}  {'median':>9} {'least':>9} {'ratio':>8}   target"
    for row in section.rows:
        if row.median is None or row.least is None:
            yield f"{row.name:<{width}}  {row.note}"
            continue
        shown = "" if row.ratio is None else f"{row.ratio:.2f}x" if row.ratio < 100 else f"{row.ratio:,.0f}x"
        aim = f"{row.target.text}: {'met' if row.target.met(row) else 'MISSED'}" if row.target else ""
        aim = "; ".join(said for said in (aim, row.note) if said)
        yield f"{row.name:<{width}}  {duration(row.median):>9} {duration(row.least):>9} {shown:>8}   {aim}".rstrip()


def duration(seconds: float) -> str:
    """A time with three figures and its unit.

    >>> duration(0.0000123), duration(0.25), duration(4.5e-7)
    ('12.3 µs', '250 ms', '450 ns')
    """
    for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")):
        if seconds >= size or unit == "ns":
            value = seconds / size
            return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f} {unit}"
    raise AssertionError("nanoseconds are the last unit")


def as_json(sections: Sequence[Section]) -> dict[str, Any]:
    """All sections as JSON: seconds and ratios, unrounded."""
    return {"measured": datetime.now(UTC).isoformat(timespec="seconds"), **_facts()} | {
        "sections": [
            asdict(section)
            | {"rows": [asdict(row) | {"met": row.target.met(row) if row.target else None} for row in section.rows]}
            for section in sections
        ]
    }


def _facts() -> dict[str, Any]:
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs",
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "versions": {package: _version(package) for package in PACKAGES},
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _machine() -> str:
    facts = _facts()
    versions = ", ".join(f"{name} {number or 'absent'}" for name, number in facts["versions"].items())
    load = "" if facts["load"] is None else f", load {facts['load']:.1f}"
    return f"{datetime.now(UTC):%Y-%m-%d}, {facts['python']}, {facts['machine']}{load}\n{versions}"
