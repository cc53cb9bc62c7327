"""The forms of case files: our own YAML, and the JSON lists of the collections."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from promocalc.problems import ProblemGroup

from . import claimed
from .case import CLAIMS, HERE, read_case, trials
from .peers import CannotSay, Difference, Verdict, compare, numbers, same_input
from .runner import mismatches

SUFFIXES = (".yaml", ".yml", ".json")


class Unreadable(Exception):  # noqa: N818  (said to whoever runs it)
    """A path that is not there, or a file that is no YAML or JSON."""


def files_below(path: Path) -> list[Path]:
    """The file itself, or every case file in a folder, by name."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise Unreadable(f"{path}: no such file or folder")
    return sorted(one for one in path.rglob("*") if one.suffix in SUFFIXES and one.is_file())


def verdicts_of(path: Path) -> Iterator[Verdict]:
    """What comes of every case in a file. One bad case does not stop the others."""
    if path.suffix == ".json":
        yield from _json(path)
    else:
        yield from _yaml(path)


# --- our own form -----------------------------------------------------------------------------------------------


def _yaml(path: Path) -> Iterator[Verdict]:
    try:
        case = read_case(path)
    except (OSError, UnicodeDecodeError, ProblemGroup) as error:
        raise Unreadable(f"{path}: {_told(error)}") from error
    except AssertionError:
        yield Verdict(path.stem, skipped="no case: not a mapping")
        return
    if "case" not in case or not any(key in case for key in ("expect", *CLAIMS)):
        yield Verdict(path.stem, skipped="no case: a file without `case:`, or without anything expected")
        return
    for trial in trials(path):
        yield _guarded(trial.name, lambda trial=trial: Verdict(trial.name, tuple(_differences(mismatches(trial)))))


def _differences(troubles: list[str]) -> Iterator[Difference]:
    for trouble in troubles:
        found, _, wanted = trouble.rpartition(", expected ")
        key, _, got = (found or trouble).partition(" is ")
        yield Difference(key, wanted or "-", got or trouble)


# --- the collections' forms -----------------------------------------------------------------------------------------


def _json(path: Path) -> Iterator[Verdict]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Unreadable(f"{path}: {_told(error)}") from error
    entries = data.get("cases", [data]) if isinstance(data, dict) else data
    if not isinstance(entries, list):
        raise Unreadable(f"{path}: neither a list of cases nor a case")
    for at, entry in enumerate(entries, 1):
        if isinstance(entry, dict):
            yield from _entry(path, entry, at)
        else:
            yield Verdict(f"{path.stem}:{at}", skipped="no case: not a mapping")


def _entry(path: Path, entry: Mapping[str, Any], at: int) -> Iterator[Verdict]:
    name = str(entry.get("id") or f"{path.stem}:{at}")
    if "by_peer" in entry:
        try:
            yield from same_input.verdicts(entry)
        except Exception as error:
            yield _raised(name, error)
    elif "promotions" in entry and "expected" in entry:
        yield _guarded(name, lambda: numbers.check(entry) or compare.check(entry))
    elif "claim" in entry and isinstance(entry.get("facts"), Mapping):
        yield _guarded(name, lambda: claimed.check(entry))
    else:
        yield Verdict(name, skipped=_in_words(path, entry, name))


def _in_words(path: Path, entry: Mapping[str, Any], name: str) -> str:
    ours = [folder.name for folder in HERE.iterdir() if (folder / f"{name}.yaml").is_file()]
    if ours:
        return f"its terms are in words; written down in {ours[0]}/{name}.yaml, which is run as such"
    if "claim" in entry:
        return "a claim without facts"
    return "its terms are in words, not in a form that can be priced"


def _guarded(name: str, work_out: Any) -> Verdict:
    try:
        found: Verdict = work_out()
    except CannotSay as reason:
        return Verdict(name, skipped=reason.reason)
    except Exception as error:
        return _raised(name, error)
    return found


def _raised(name: str, error: Exception) -> Verdict:
    return Verdict(name, (Difference("(running it)", "a verdict", _told(error)),))


def _told(error: Exception) -> str:
    """An error in one line."""
    if isinstance(error, ProblemGroup):
        return "; ".join(str(problem) for problem in error.problems[:3])
    return " ".join(f"{type(error).__name__}: {error}".split())
