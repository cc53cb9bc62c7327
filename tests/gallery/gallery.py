"""The gallery of bad inputs: each one, and what is said about it.

``NN-name.yaml`` is a rulebook, ``.cart.yaml``, ``.csv`` and so on a cart, and
``.case.yaml`` a cart to be opened with its rulebook; ``.claims.yaml`` is a file of
claims, and ``.prices.csv`` and so on a price history. Beside it,
``NN-name.en.txt`` and ``NN-name.zh.txt`` hold what a person reads.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from promocalc.explain.language import Language
from promocalc.explain.problems.text import render_all
from promocalc.files.claims import open_claims
from promocalc.files.history import load_history
from promocalc.files.load import load_cart, load_rulebook, open_case
from promocalc.files.standards import load_standard
from promocalc.problems import Problem, ProblemGroup

from .made import MADE

HERE = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("en", "zh")

ASKED_FOR = {
    "95-no-such-file": "95-unclosed-quote.yaml",
    "96-no-such-shipped-rulebook": "天猫2020",
    "97-a-folder": "parents/",
    "122-no-such-shipped-standard": "cn-2021",
}
"""Problems with the name itself: nothing is written down."""

_SAID = (".en.txt", ".zh.txt")
_INPUTS = (".yaml", ".csv", ".tsv", ".txt", ".json")


def exhibits() -> list[str]:
    """The names of all inputs."""
    written = (path.name for path in HERE.iterdir() if path.suffix in _INPUTS and not path.name.endswith(_SAID))
    return sorted((*written, *MADE, *ASKED_FOR))


def said_file(name: str, language: Language) -> Path:
    """Where it is written what is said about an input."""
    return HERE / f"{name.split('.')[0]}.{language}.txt"


@cache
def problems_with(name: str) -> tuple[Problem, ...]:
    """What is wrong with an input; nothing where it is read after all."""
    source = ASKED_FOR.get(name, name)
    try:
        if ".case." in name:
            open_case(source)
        elif ".claims." in name:
            open_claims(source)
        elif ".prices." in name:
            load_history(source)
        elif ".cart." in name or name.endswith((".csv", ".tsv", ".txt")):
            load_cart(source)
        elif "standard" in name:
            load_standard(source)
        else:
            load_rulebook(source)
    except ProblemGroup as group:
        return group.problems
    return ()


def said_about(name: str, language: Language) -> str:
    """What a person reads."""
    return render_all(problems_with(name), language) + "\n"


@contextlib.contextmanager
def opened() -> Iterator[None]:
    """The gallery with everything in it, as the folder one stands in."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(HERE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "*.??.txt", "__*"))
        for name, data in MADE.items():
            (Path(folder) / name).write_bytes(data)
        with contextlib.chdir(folder):
            yield
