"""Standards for price claims out of files: the shipped ones by their names, and anybody's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import BinaryIO

from promocalc.claims.standard import Standard
from promocalc.files.fit import fit_model
from promocalc.files.shipped import find, shipped
from promocalc.files.text import read_file, read_stream, refusal
from promocalc.files.yaml import read_yaml
from promocalc.problems import UnknownStandard, nearest


def load_standard(source: str | Path) -> Standard:
    """The standard in a file, or a shipped one by its name. Raises ProblemGroup."""
    if isinstance(source, str):
        found = find(source, "standard")
        if found is not None:
            return _shipped(found.path)
        if not Path(source).is_file():
            names = tuple(one.name for one in shipped("standard"))
            raise refusal(UnknownStandard(source, nearest(source, names)), source)
    return read_standard(Path(source))


def read_standard(source: str | Path, *, stdin: BinaryIO | None = None) -> Standard:
    """The standard in a file, or in ``stdin`` where the source is ``-``. Raises ProblemGroup."""
    text = read_stream(stdin) if source == "-" and stdin is not None else read_file(Path(source))
    return fit_model(read_yaml(text.text, file=text.file), Standard)


def standards(jurisdiction: str | None = None, on: date | None = None) -> tuple[Standard, ...]:
    """The shipped standards: of a jurisdiction (``US-CA`` has those of ``US`` too), and in force on a day."""
    every = (_shipped(one.path) for one in shipped("standard"))
    return tuple(_in_force(every, jurisdiction, on))


def _in_force(every: Iterable[Standard], jurisdiction: str | None, on: date | None) -> Iterable[Standard]:
    for one in every:
        if (jurisdiction is None or one.holds_in(jurisdiction)) and (on is None or one.force.holds_on(on)):
            yield one


@cache
def _shipped(path: Path) -> Standard:
    return read_standard(path)
