"""``python -m tests.benchmarks``: every figure about speed, from one run. ``--json`` for the figures themselves."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks import campaign, choosing, composed, functions, own
from tests.benchmarks.carts import BOOK, EXAMPLE_PAYS, PAYS, cart_facts, plain_lines
from tests.benchmarks.peers import INSTALL, PEERS, Peer
from tests.benchmarks.report import Row, Section, Target, as_json, rendered
from tests.benchmarks.timing import CLOCKS, ROUNDS, Clock, Subject, Timed, interleaved, processes, ratio

ONLY = ("processes", "prices", "choosing", "functions")
PROCESS_ROUNDS = 15
PAINT_ROUNDS = 7
CURVE_ROUNDS = 7
IMPORTS = "import pydantic, click, yaml"
MODELS = "from pydantic import BaseModel; import click, yaml"
"""pydantic loads itself only when something of it is asked for: this is what anything with a model pays."""
PRICE = "from promocalc.cli import main; main()"

TARGETS = {
    own.RECORDED: Target("at most 20 µs", seconds=20e-6),
    own.NEW_SHAPE: Target("at most 0.5 ms", seconds=0.5e-3),
    own.PAY: Target("at most 2 µs", seconds=2e-6),
    own.TABLE_PAY: Target("at most 0.5 s", seconds=0.5),
    PEERS[2].name: Target("at least 10x", ratio_at_least=10),
    functions.FORMULA: Target("less than 0.1 s", seconds=functions.FORMULA_TARGET),
    functions.CURVE: Target("less than 0.5 s", seconds=functions.CURVE_TARGET),
}
PIECES = {
    name: Target("at most 3x of 3 pieces", ratio_at_most=3.0)
    for name in (campaign.PIECES_MANY, campaign.PIECES_RECORDED_MANY)
}
START = Target("at most 2.0x", ratio_at_most=2.0)
FIRST_PAINT = Target("at most 1.5x", ratio_at_most=1.5)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print. 1 where something gives a wrong price; never for being slow."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="figures as JSON on stdout")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="interleaved rounds (%(default)s)")
    parser.add_argument("--quick", action="store_true", help="no whole processes, fewer instances, less time for each")
    parser.add_argument("--clock", choices=tuple(CLOCKS), default="wall", help="cpu: steadier on a busy machine")
    parser.add_argument("--only", choices=ONLY, help="only these figures")
    asked = parser.parse_args(arguments)
    limit = composed.QUICK_LIMIT if asked.quick else composed.LIMIT
    # Whole processes first, as long as no library here has started threads; they are told last.
    processes_: list[Callable[[], Section]] = [start_section, first_paint_section]
    prices = (carts_section, example_section, campaign_section, pieces_section)
    choices = (choosing.order_section, choosing.split_section, choosing.add_section)
    all_: dict[str, list[Callable[[], Section]]] = {
        "processes": [] if asked.quick else processes_,
        "prices": [partial(section, asked.rounds, asked.clock) for section in prices],
        "choosing": [partial(section, asked.rounds, asked.clock, quick=asked.quick) for section in choices],
        "functions": [partial(function_section, asked.rounds, asked.clock, limit)],
    }
    wanted = {name: parts for name, parts in all_.items() if asked.only in (None, name)}
    parts = [part for some in wanted.values() for part in some]
    sections = []
    for number, part in enumerate(parts, 1):
        print(f"measuring {number}/{len(parts)} …", file=sys.stderr, flush=True)
        sections.append(part())
    first = len(wanted.get("processes", ()))
    sections = sections[first:] + sections[:first]
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
    return Section("10 lines, 3 stores, 3 rules: pays 790.86", rounds, (*rows, *apart), clock)


def example_section(rounds: int, clock: Clock) -> Section:
    """promocalc on the shipped example."""
    wrong = tuple(_wrong(own.the_example(), EXAMPLE_PAYS))
    rows = wrong or _rows(interleaved(list(own.example_subjects()), rounds, clock), own.EXAMPLE)
    return Section("shipped example, 3 lines, 8 rules: pays 1148.82", rounds, rows, clock)


def campaign_section(rounds: int, clock: Clock) -> Section:
    """A whole campaign on one cart."""
    rows = _rows(interleaved(list(campaign.subjects()), rounds, clock), campaign.RECORDED)
    return Section("a campaign: 10 lines, 3 stores, 12 rules", rounds, rows, clock)


def pieces_section(rounds: int, clock: Clock) -> Section:
    """Few pieces against many, each stage against its own."""
    timed = {one.name: one for one in interleaved(list(campaign.piece_subjects()), rounds, clock)}
    pairs = (
        (campaign.PIECES, campaign.PIECES_MANY),
        (campaign.PIECES_RECORDED, campaign.PIECES_RECORDED_MANY),
    )
    rows = [row for pair in pairs for row in _compared([timed[name] for name in pair], PIECES)]
    return Section("one line, 5 rules, 3 pieces and 10,000", rounds, tuple(rows), clock)


def function_section(rounds: int, clock: Clock, limit: float) -> Section:
    """A price as a function, by promocalc and by SymPy alone, each of whose questions is stopped at the limit."""
    title, rounds = "a price as a function: 10 lines, 3 stores, 6 rules", min(rounds, CURVE_ROUNDS)
    if find_spec("numpy") is None:
        return Section(title, 0, (Row(functions.CURVE, note=f"absent: {composed.INSTALL}"),))
    wrong = tuple(functions.wrong())
    if wrong:
        return Section(title, 0, tuple(Row(functions.CURVE, note=f"WRONG: {why}; not timed") for why in wrong))
    timed = _rows(interleaved(list(functions.subjects()), rounds, clock), functions.CURVE)
    return Section(title, rounds, (*timed, *composed.rows(limit)), clock)


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
    return _compared([first, *(one for one in timed if one is not first)], TARGETS)


# --- whole processes --------------------------------------------------------------------------------------


def start_section() -> Section:
    """``promocalc price`` from start to exit, against importing three libraries that it cannot do without."""
    codes = {f"python -c '{code}'": code for code in (IMPORTS, MODELS)}
    name = "promocalc price CART, from start to exit"
    with TemporaryDirectory() as folder:
        place = Path(folder)
        _write(place / "book.yaml", BOOK)
        _write(place / "cart.yaml", cart_facts() | {"rulebook": "book.yaml"})
        commands = [[sys.executable, "-c", code] for code in codes.values()]
        commands.append([sys.executable, "-c", PRICE, "price", "cart.yaml"])
        try:
            timed = processes((*codes, name), commands, PROCESS_ROUNDS, place)
        except RuntimeError as error:
            return Section("start", 0, (Row(name, note=f"not measured: {error}"),))
    return Section("start", PROCESS_ROUNDS, _compared(timed, {name: START}))


def first_paint_section() -> Section:
    """The screen's first paint against that of an empty Textual app, by the script that the screen's tests have."""
    name, priced = "promocalc, first paint", "promocalc, until the price stands there"
    empty, first, full = Timed("an empty Textual app, first paint"), Timed(name), Timed(priced)
    try:
        from tests.tui.first_paint import EMPTY, OURS, seconds_until

        for _ in range(PAINT_ROUNDS):
            empty.seconds += seconds_until(EMPTY, b"promocalc")
            seen = seconds_until(OURS, b"promocalc", b"1,148.82")
            first.seconds.append(seen[0])
            full.seconds.append(seen[1])
    except (ImportError, OSError, SystemExit) as error:  # no such script, no terminals here, or never drawn
        return Section("screen", 0, (Row(name, note=f"not measured: {str(error)[:80]}"),))
    return Section("screen, 80x24", PAINT_ROUNDS, _compared([empty, first, full], {name: FIRST_PAINT}))


def _compared(timed: Sequence[Timed], targets: Mapping[str, Target]) -> tuple[Row, ...]:
    """Rows against the first of them."""
    first = timed[0]
    return tuple(
        Row(one.name, one.median, one.least, ratio(one, first), one.least / first.least, targets.get(one.name))
        for one in timed
    )


def _write(path: Path, facts: dict[str, Any]) -> None:
    """JSON, which YAML contains."""
    path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
