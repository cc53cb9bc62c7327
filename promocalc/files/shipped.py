"""The rulebooks, carts, standards and claims that come with promocalc: finding them by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import ValidationError

import promocalc
from promocalc.files.yaml import read_yaml
from promocalc.problems import ProblemGroup
from promocalc.rules.values import Title, read_title

Kind: TypeAlias = Literal["rulebook", "cart", "standard", "claims"]

_SUFFIXES: dict[str, Kind] = {".cart.yaml": "cart", ".claims.yaml": "claims"}
"""What a file is whose name ends so."""
_STANDARDS = "standards"
_HEAD_LINES = 60


@dataclass(frozen=True)
class Shipped:
    """One shipped file. Its name is its file's name; its title is read only when somebody looks."""

    name: str
    kind: Kind
    path: Path
    group: str
    """The folder: ``dialects``, ``cn``, ``world``, ``standards``."""

    @cached_property
    def title(self) -> Title:
        """What it calls itself; its name where it has no title."""
        try:
            data = read_yaml(_title_lines(self.path)).data()
            return read_title(data["title"] if isinstance(data, dict) else self.name)
        except (ProblemGroup, ValidationError, KeyError):
            return Title(self.name, self.name)


def shipped(kind: Kind | None = None) -> tuple[Shipped, ...]:
    """All that is shipped, or all of one kind, by folder and name. Reads no file."""
    return tuple(one for one in _all() if kind is None or one.kind == kind)


def find(name: str, kind: Kind = "rulebook") -> Shipped | None:
    """The shipped file of that name: ``tmall-2020``, or with its folder, ``dialects/tmall-2020``."""
    for one in shipped(kind):
        if name in (one.name, f"{one.group}/{one.name}"):
            return one
    return None


def folder() -> Path | None:
    """Where the shipped files are: inside an installed package, or beside it in a checkout."""
    package = Path(promocalc.__file__).parent
    for place in (package / "shipped", package.parent / "rules"):
        if (place / "dialects").is_dir():
            return place
    return None


@cache
def _all() -> tuple[Shipped, ...]:
    return tuple(_found())


def _found() -> Iterator[Shipped]:
    place = folder()
    for path in sorted(place.glob("*/*.yaml")) if place is not None else ():
        suffix = next((one for one in _SUFFIXES if path.name.endswith(one)), path.suffix)
        other: Kind = "standard" if path.parent.name == _STANDARDS else "rulebook"
        yield Shipped(path.name.removesuffix(suffix), _SUFFIXES.get(suffix, other), path, path.parent.name)


def _title_lines(path: Path) -> str:
    """The ``title:`` entry near the top of a file, alone."""
    taken: list[str] = []
    with path.open(encoding="utf-8-sig") as lines:
        for _, line in zip(range(_HEAD_LINES), lines, strict=False):
            if taken and not line.startswith((" ", "\t")):
                break
            if taken or line.startswith("title:"):
                taken.append(line)
    return "".join(taken)
