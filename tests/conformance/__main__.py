"""Run case files: ``python -m tests.conformance PATH…``.

Prints every failing case with what was expected and what came out, every skipped
case with its reason, and last ``N passed, N failed, N skipped``. Ends with 1 where
a case failed, 2 where an input could not be read, else 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .forms import Unreadable, files_below, verdicts_of
from .peers import Verdict


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description="Run case files.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a case file, or a folder of them")
    parser.add_argument("--json", action="store_true", help="print all verdicts as JSON")
    parser.add_argument("--passed", action="store_true", help="name the passing cases too")
    asked = parser.parse_args(argv)
    found, unreadable = collect(asked.paths)
    for trouble in unreadable:
        print(trouble, file=sys.stderr)
    if asked.json:
        print(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    else:
        for verdict in found:
            told(verdict, passed=asked.passed)
        print(summary(found))
    if unreadable:
        return 2
    return 1 if any(verdict.outcome == "failed" for verdict in found) else 0


def collect(paths: Sequence[Path]) -> tuple[list[Verdict], list[str]]:
    """The verdicts on everything that can be read, and what cannot be."""
    found: list[Verdict] = []
    unreadable: list[str] = []
    for path in paths:
        try:
            files = files_below(path)
        except Unreadable as trouble:
            unreadable.append(str(trouble))
            continue
        for file in files:
            try:
                found += verdicts_of(file)
            except Unreadable as trouble:
                unreadable.append(str(trouble))
    return found, unreadable


def told(verdict: Verdict, *, passed: bool) -> None:
    """One case, in lines."""
    match verdict.outcome:
        case "failed":
            print(f"FAILED {verdict.id}")
            for difference in verdict.differences:
                print(f"    {difference.key}: expected {difference.expected}, got {difference.got}")
        case "skipped":
            print(f"skipped {verdict.id}: {verdict.skipped}")
        case _ if passed:
            print(f"passed {verdict.id}")
    for note in verdict.notes:
        print(f"    not checked in {verdict.id}: {note}")


def counts(found: Sequence[Verdict]) -> dict[str, int]:
    """How many of each outcome."""
    return {
        outcome: sum(verdict.outcome == outcome for verdict in found) for outcome in ("passed", "failed", "skipped")
    }


def summary(found: Sequence[Verdict]) -> str:
    """The last line."""
    return ", ".join(f"{many} {outcome}" for outcome, many in counts(found).items())


def as_data(found: Sequence[Verdict]) -> dict[str, Any]:
    """Everything, for another program."""
    return {"cases": [asdict(verdict) | {"outcome": verdict.outcome} for verdict in found], **counts(found)}


if __name__ == "__main__":
    raise SystemExit(main())
