"""``python -m tests.benchmarks``: every figure about speed, from one run. ``--json`` for the figures themselves."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks import own
from tests.benchmarks.carts import BOOK, EXAMPLE_PAYS, PAYS, cart_facts, plain_lines
from tests.benchmarks.peers import INSTALL, PEERS, Peer
from tests.benchmarks.report import Row, Section, Target, as_json, rendered
from tests.benchmarks.timing import CLOCKS, ROUNDS, Clock, Subject, Timed, interleaved, processes, ratio

ROOT = Path(__file__).parents[2]
PROCESS_ROUNDS = 15
IMPORTS = "import pydantic, click, yaml"

TARGETS = {
    own.RECORDED: Target("at most 20 µs", seconds=20e-6),
    own.NEW_SHAPE: Target("at most 0.5 ms", seconds=0.5e-3),
    PEERS[2].name: Target("at least 10x", ratio_at_least=10),
}
START = Target("at most 2.0x", ratio_at_most=2.0)
FIRST_PAINT = Target("at most 1.5x", ratio_at_most=1.5)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print. 1 where something gives a wrong price; never for being slow."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="figures as JSON on stdout")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="interleaved rounds (%(default)s)")
    parser.add_argument("--quick", action="store_true", help="no whole processes")
    parser.add_argument("--clock", choices=tuple(CLOCKS), default="wall", help="cpu: steadier on a busy machine")
    asked = parser.parse_args(arguments)
    parts: list[tuple[str, Callable[[], Section]]] = [
        ("carts", partial(carts_section, asked.rounds, asked.clock)),
        ("worked example", partial(example_section, asked.rounds, asked.clock)),
    ]
    if not asked.quick:
        parts += [("start", start_section), ("first paint", first_paint_section)]
    sections = []
    for name, part in parts:
        print(f"measuring: {name} …", file=sys.stderr, flush=True)
        sections.append(part())
    print(json.dumps(as_json(sections), ensure_ascii=False, indent=2) if asked.json else rendered(sections))
    return int(any(row.note.startswith("WRONG") for section in sections for row in section.rows))


# --- prices -----------------------------------------------------------------------------------------------


def carts_section(rounds: int, clock: Clock) -> Section:
    """promocalc and the peers on the published cart."""
    wrong = list(_wrong(own.the_case(), PAYS))
    subjects: list[Subject] = [] if wrong else list(own.subjects())
    apart = list(wrong)
    if not wrong and own.TABLE not in [subject.name for subject in subjects]:
        apart.append(Row(own.TABLE, note=f"absent: needs numpy ({INSTALL})"))
    for peer in PEERS:
        found = peer_subject(peer)
        if isinstance(found, Subject):
            subjects.append(found)
        else:
            apart.append(found)
    rows = _rows(interleaved(subjects, rounds, clock), own.RECORDED)
    return Section("10 lines, 3 stores, 3 rules: pays 790.86", rounds, (*rows, *apart))


def example_section(rounds: int, clock: Clock) -> Section:
    """promocalc on the example of the README."""
    wrong = tuple(_wrong(own.the_example(), EXAMPLE_PAYS))
    rows = wrong or _rows(interleaved(list(own.example_subjects()), rounds, clock), own.EXAMPLE)
    return Section("3 lines, 3 stores, 6 rules: pays 1148.82", rounds, rows)


def _wrong(case: own.Case, pays: int) -> Iterator[Row]:
    for way, paid in case.answers():
        if paid != pays:
            yield Row(f"promocalc, {way}", note=f"WRONG: {paid}, not {pays}; not timed")


def peer_subject(peer: Peer) -> Subject | Row:
    """The peer ready to be timed; or why it is not."""
    if peer.installed() is None:
        return Row(peer.name, note=f"absent: {INSTALL}")
    call, read = peer.build(plain_lines())
    paid, _ = read(call())
    if paid != PAYS:
        return Row(peer.name, note=f"WRONG: {paid}, not {PAYS}; not timed")
    return Subject(peer.name, lambda _: call())


def _rows(timed: Sequence[Timed], reference: str) -> tuple[Row, ...]:
    first = next((one for one in timed if one.name == reference), timed[0])
    return tuple(Row(one.name, one.median, one.least, ratio(one, first), TARGETS.get(one.name)) for one in timed)


# --- whole processes --------------------------------------------------------------------------------------


def start_section() -> Section:
    """``promocalc price`` from start to exit, against importing three libraries that it cannot do without."""
    names = (f"python -c '{IMPORTS}'", "promocalc price CART, from start to exit")
    code = "from promocalc.cli import main; main()"
    with TemporaryDirectory() as folder:
        place = Path(folder)
        _write(place / "book.yaml", BOOK)
        _write(place / "cart.yaml", cart_facts() | {"rulebook": "book.yaml"})
        commands = [[sys.executable, "-c", IMPORTS], [sys.executable, "-c", code, "price", "cart.yaml"]]
        try:
            plain, whole = processes(names, commands, PROCESS_ROUNDS, place)
        except RuntimeError as error:
            return Section("start", 0, (Row(names[1], note=f"not measured: {error}"),))
    return Section("start", PROCESS_ROUNDS, _compared(plain, whole, START))


def first_paint_section() -> Section:
    """The screen's first paint against that of an empty Textual app, as tests/tui/first_paint.py measures them."""
    name = "promocalc, first paint"
    if find_spec("tests.tui.first_paint") is None:
        return Section("screen", 0, (Row(name, note="not measured: tests/tui/first_paint.py is not there"),))
    try:
        found = _first_paint()
    except (RuntimeError, ValueError, KeyError) as error:
        return Section("screen", 0, (Row(name, note=f"not measured: {error}"),))
    empty, screen = Timed("an empty Textual app, first paint", found["empty"]), Timed(name, found["screen"])
    return Section("screen", len(screen.seconds), _compared(empty, screen, FIRST_PAINT))


def _first_paint() -> dict[str, list[float]]:
    """What it prints with ``--json``: seconds by round, ``{"screen": […], "empty": […]}``."""
    import subprocess

    command = [sys.executable, "-m", "tests.tui.first_paint", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["it failed"])[-1])
    found = json.loads(done.stdout)
    return {key: [float(one) for one in found[key]] for key in ("screen", "empty")}


def _compared(plain: Timed, whole: Timed, target: Target) -> tuple[Row, ...]:
    return (
        Row(plain.name, plain.median, plain.least, 1.0),
        Row(whole.name, whole.median, whole.least, ratio(whole, plain), target),
    )


def _write(path: Path, facts: dict[str, Any]) -> None:
    """JSON, which YAML contains."""
    path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
