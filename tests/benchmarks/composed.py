"""The same price put to SymPy as one expression, as somebody would who asks SymPy for everything.

``python -m tests.benchmarks.composed QUESTION SECONDS`` asks one question in a process of its own and prints as JSON
what came of it. It is stopped when it has computed for so many seconds. The six rules of
:mod:`tests.benchmarks.functions` are written out by hand, each over what the one before it leaves.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from time import process_time, sleep
from typing import Any

from tests.benchmarks.carts import plain_lines
from tests.benchmarks.functions import ENVELOPE, LINE, PRICES, RATE, known
from tests.benchmarks.report import Row

LIMIT, QUICK_LIMIT = 60, 20
"""Seconds of computing after which a question is stopped."""
TRIED = (1, 7_047, 12_900, 13_714, 19_471, 29_270, 49_482, 199_999)
"""Prices at which the expression is held against the engine before anything is asked."""
INSTALL = "pip install 'promocalc[formula]'"
ROOT = Path(__file__).parents[2]

BUILT = "SymPy, six rules composed into one expression: building it"
FOLDED = "… its pieces (piecewise_fold)"
SOLVED = f"… where {RATE.numerator * 10} % is saved (solveset)"
SIMPLIFIED = "… made shorter (simplify)"


def expression(x: Any) -> Any:
    """What is paid, in minor units, where one piece of :data:`LINE` costs ``x``."""
    from sympy import Integer, Min, Piecewise, floor  # type: ignore[import-untyped]

    stores: dict[str, Any] = {}
    for line in plain_lines():
        marked = x if line["id"] == LINE else Integer(line["unit"] * line["quantity"])
        cut = floor((marked + 5) / 10) if line["category"] == "1" else 0
        stores[line["store"]] = stores.get(line["store"], 0) + marked - cut
    total: Any = 0
    for store in stores.values():
        after = store - Piecewise((30_00, store >= 400_00), (10_00, store >= 200_00), (0, True))
        total += after - Piecewise((20_00, after >= 250_00), (0, True))
    total -= Min(50_00 * floor(total / 300_00), 150_00)
    total -= Min(floor((total + 10) / 20), 50_00)
    return total - Min(int(ENVELOPE.replace(".", "")), total)


def _saved_enough(x: Any, paid: Any) -> Any:
    """The inequality: so large a part of what is marked is saved."""
    others = sum(line["unit"] * line["quantity"] for line in plain_lines() if line["id"] != LINE)
    return RATE.denominator * paid <= (RATE.denominator - RATE.numerator) * (others + x)


def _folded(x: Any, paid: Any) -> object:
    from sympy import piecewise_fold

    return piecewise_fold(paid)


def _solved(x: Any, paid: Any) -> object:
    from sympy import Interval, solveset

    return solveset(_saved_enough(x, paid), x, Interval(1, PRICES))


def _simplified(x: Any, paid: Any) -> object:
    from sympy import simplify

    return simplify(paid)


QUESTIONS: dict[str, Callable[[Any, Any], object] | None] = {
    BUILT: None,
    FOLDED: _folded,
    SOLVED: _solved,
    SIMPLIFIED: _simplified,
}
"""What is asked of the expression; None where building it is all."""


def answered(name: str, limit: float) -> dict[str, Any]:
    """What came of one question, and how many seconds it computed. Ends the process beyond so many."""
    from sympy import Symbol

    x = Symbol("x", real=True)
    began = process_time()
    paid = expression(x)
    built = process_time() - began
    wrong = [price for price in TRIED if int(paid.subs(x, price)) != known().at(price)]
    if wrong:
        return {"wrong": wrong}
    question = QUESTIONS[name]
    if question is None:
        return {"seconds": built, "answer": _told(paid)}
    began = process_time()
    Thread(target=_stop, args=(began + limit,), daemon=True).start()
    try:
        found = question(x, paid)
    except Exception as error:  # whatever SymPy raises is its answer
        return {"seconds": process_time() - began, "raised": f"{type(error).__name__}: {error}"}
    return {"seconds": process_time() - began, "answer": _told(found)}


def _told(found: Any) -> str:
    """An answer in a few words: how large it is, and what is still undecided in it."""
    from sympy import Min, Piecewise, floor

    left = [head.__name__ for head in (floor, Min, Piecewise) if found.atoms(head)]
    branches = f"{len(found.args)} branches, " if isinstance(found, Piecewise) else ""
    return f"{branches}{found.count_ops()} operations, {', '.join(left) or 'nothing'} left in it"


def _stop(at: float) -> None:
    """End the process once it has computed for so many seconds. SymPy holds on to nothing that has to be closed."""
    while process_time() < at:
        sleep(0.05)
    print(json.dumps({"stopped": True}), flush=True)
    os._exit(0)


def rows(limit: float) -> Iterator[Row]:
    """A row for each question. They are asked two at a time, so that nobody waits for all their limits."""
    names = tuple(QUESTIONS)
    if find_spec("sympy") is None:
        yield Row(BUILT, note=f"absent: {INSTALL}")
        return
    for at in range(0, len(names), 2):
        asked = [(name, _asked(name, limit)) for name in names[at : at + 2]]
        for name, process in asked:
            out, errors = process.communicate()
            yield _row(name, out.decode(), errors.decode(errors="replace"), limit)


def _asked(name: str, limit: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.benchmarks.composed", name, str(limit)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _row(name: str, out: str, errors: str, limit: float) -> Row:
    if not out.strip():
        return Row(name, note=f"not measured: {(errors.strip().splitlines() or ['no answer'])[-1][:80]}")
    found = json.loads(out.splitlines()[0])
    if "wrong" in found:
        return Row(name, note=f"WRONG: another price at {found['wrong']}; not timed")
    if "stopped" in found:
        return Row(name, note=f"> {limit:g} s (stopped)")
    if "raised" in found:
        return Row(name, note=f"no answer after {found['seconds']:.1f} s: {found['raised'][:70]}")
    return Row(name, found["seconds"], found["seconds"], note=found["answer"])


if __name__ == "__main__":
    print(json.dumps(answered(sys.argv[1], float(sys.argv[2]))))
