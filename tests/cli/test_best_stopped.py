"""A long search on the terminal: what is said meanwhile, and what a Ctrl-C leaves."""

from __future__ import annotations

import io
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from promocalc.choose import best as best_module
from promocalc.choose.best import Search
from promocalc.choose.watch import Progress
from promocalc.cli import progress
from promocalc.cli.progress import Terminal, watching
from promocalc.explain.cells import width
from promocalc.explain.language import LANGUAGES, Language
from tests.cli.harness import run
from tests.generate_long import long_search
from tests.unit.test_split_solver import shopping

terminals = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals and signals")


def written(folder: Path, cart: dict[str, Any], book: dict[str, Any]) -> Path:
    (folder / "book.yaml").write_text(json.dumps(book), encoding="utf-8")
    path = folder / "cart.yaml"
    path.write_text(json.dumps({**cart, "rulebook": "book.yaml"}), encoding="utf-8")
    return path


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A cart that nobody waits for to the end."""
    return written(tmp_path, *long_search())


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A cart that a solver cannot divide in the time that it has."""
    asked = shopping(60, 16, 3)
    cart, book = (
        one.model_dump(mode="json", exclude_defaults=True, by_alias=True) for one in (asked.cart, asked.rulebook)
    )
    return written(tmp_path, cart, book)


@dataclass
class Running:
    """A process whose stderr is a terminal of so many columns, and whose stdout is a pipe."""

    process: subprocess.Popen[bytes]
    terminal: int
    seen: bytes = b""
    out: bytes = field(default=b"", init=False)

    def until(self, wanted: str) -> None:
        """Read the terminal until something stands there."""
        while wanted.encode() not in self.seen:
            assert self.read(), self.seen

    def read(self) -> bool:
        """Whether there is anything more to read before the process ends."""
        if not select.select([self.terminal], [], [], 60)[0]:
            return False
        try:
            some = os.read(self.terminal, 4096)
        except OSError:  # the other end is closed
            return False
        self.seen += some
        return bool(some)

    def interrupt(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def end(self) -> int:
        """Wait for it. Its exit code."""
        self.out, _ = self.process.communicate(timeout=120)
        with suppress(AssertionError):
            self.until("\0")
        return self.process.returncode


@contextmanager
def started(*args: object, columns: int = 80) -> Iterator[Running]:
    import fcntl
    import pty
    import struct
    import termios

    terminal, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "promocalc", *map(str, args)]
    env = {**os.environ, "LC_ALL": "C", "PROMOCALC_LANG": "", "TERM": "xterm"}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=other, env=env)
    os.close(other)
    try:
        yield Running(process, terminal)
    finally:
        process.kill()
        process.communicate()
        os.close(terminal)


@terminals
def test_the_first_ctrl_c_ends_the_search_with_the_best_so_far(long: Path) -> None:
    with started("best", long, "--json") as running:
        running.until("so far")
        running.interrupt()
        assert running.end() == 3
    told = json.loads(running.out)
    best = told["best"]
    assert (told["interrupted"], best["proof"]) == (True, "within")
    assert Decimal(best["gap"]) == Decimal(best["pay"]) - Decimal(best["bound"]) > 0
    assert Decimal(best["pay"]) <= Decimal(told["now"]["pay"])


@terminals
@pytest.mark.parametrize(
    ("language", "far", "said"),
    [("en", "so far, Ctrl-C stops", "You stopped the search"), ("zh", "按 Ctrl-C 停止", "搜索已中断")],
)
def test_a_line_says_how_far_it_is_and_nothing_of_it_stays(long: Path, language: str, far: str, said: str) -> None:
    with started("best", long, "--lang", language, columns=40) as running:
        running.until(far)
        running.interrupt()
        assert running.end() == 3
    assert said in running.out.decode()
    rows = running.seen.decode().split("\r")
    assert all(width(row) < 40 for row in rows)
    assert rows[-2:] == [" " * len(rows[-2]), ""]
    assert "\n" not in running.seen.decode()


@terminals
def test_the_second_ctrl_c_ends_at_once(long: Path) -> None:
    with started("best", long) as running:
        running.until("so far")
        running.interrupt()
        running.until("stopping")
        running.interrupt()
        assert running.end() == 130
    assert running.out == b""
    assert "Traceback" not in running.seen.decode()


@terminals
def test_nothing_is_said_where_it_is_to_be_quiet(long: Path) -> None:
    with started("best", long, "--quiet") as running:
        # Nobody says when it has begun, so it may be interrupted before: until there is an end, one way or the other.
        with suppress(subprocess.TimeoutExpired):
            running.process.wait(4)
        running.interrupt()
        assert running.end() in (3, 130)
    assert running.seen == b""


@terminals
@pytest.mark.skipif(find_spec("ortools") is None, reason="OR-tools is an extra")
def test_a_solver_hears_a_ctrl_c_as_well(large: Path) -> None:
    with started("best", large, "--split", 4, "--json") as running:
        running.until("Ctrl-C stops")
        running.interrupt()
        code = running.end()
    told = json.loads(running.out)
    assert Decimal(told["bound"]) <= Decimal(told["pay"]) == sum(Decimal(one["pay"]) for one in told["orders"])
    assert (code, told["interrupted"]) == (3 if Decimal(told["gap"]) else 0, True)


def test_a_search_that_came_to_no_proof_by_itself_is_undecided_too(tmp_path: Path, monkeypatch: Any) -> None:
    cart = written(tmp_path, *long_search(20, 8))
    assert run("best", cart, "--json").code == 0
    monkeypatch.setattr(best_module, "FEW", 1)
    monkeypatch.setattr(best_module, "MOST_ROWS", 2)
    monkeypatch.setattr(Search.best, "__defaults__", (2,))
    ran = run("best", cart, "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["best"]["proof"], told["interrupted"]) == (3, "within", False)
    said = run("best", cart).out
    assert "within ¥" in said
    assert "it is not proven that there are no better ones" in " ".join(said.split())


def test_where_stderr_is_no_terminal_nothing_is_said(monkeypatch: Any) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    ran = run("best", "rules/cn/double11-example.cart.yaml")
    assert (ran.code, ran.err) == (0, "")


def test_interrupts_are_heard_as_before_when_a_search_is_over() -> None:
    before = signal.getsignal(signal.SIGINT)
    with watching("en", "CNY", quiet=True) as watch:
        assert signal.getsignal(signal.SIGINT) == watch.interrupt
        assert not watch.stopped()
        watch.interrupt(signal.SIGINT, None)
        assert watch.stopped()
        with pytest.raises(KeyboardInterrupt):
            watch.interrupt(signal.SIGINT, None)
    assert signal.getsignal(signal.SIGINT) is before


def test_whoever_listens_to_interrupts_already_goes_on_to() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with watching("en", "CNY", quiet=True):
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def row(written: str) -> str:
    """What stands in a row of a terminal after something was written into it."""
    cells, at = [" "] * 200, 0
    for one in written:
        if one in "\r\b":
            at = 0 if one == "\r" else at - 1
        else:
            cells[at : at + width(one)] = [one, ""][: width(one)]
            at += width(one)
    return "".join(cells).rstrip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ctrl_c_that_a_terminal_shows_goes_as_well_however_often_it_is_pressed(
    monkeypatch: Any, language: Language
) -> None:
    seen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", seen)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "PAUSE", 0)
    terminal = Terminal(language, "CNY", shown=True)
    terminal.tell(AT_WORK)
    terminal.tell(AT_WORK._replace(bound=None))  # a shorter line
    for again in (False, True):
        seen.write(progress.ECHO)
        with pytest.raises(KeyboardInterrupt) if again else nullcontext():
            terminal.interrupt(signal.SIGINT, None)
        if not again:
            terminal.tell(AT_WORK)
            assert progress.ECHO not in row(seen.getvalue())
    terminal.erase()
    assert row(seen.getvalue()) == ""


AT_WORK = Progress("decisions", 12, 40, 1_088_82, 1_020_10, 4_096)


@pytest.mark.parametrize(
    ("language", "columns", "line"),
    [
        ("en", 80, "3 s, 12 of 40 decided, ¥1,088.82 so far, no less than ¥1,020.10, Ctrl-C stops"),
        ("en", 60, "3 s, 12 of 40 decided, ¥1,088.82 so far, Ctrl-C stops"),
        ("en", 40, "3 s, ¥1,088.82 so far, Ctrl-C stops"),
        ("en", 25, "3 s, ¥1,088.82 so far"),
        ("en", 2, ""),
        ("zh", 80, "3 秒，40 项选择已定 12 项，目前 ¥1,088.82，不会少于 ¥1,020.10，按 Ctrl-C 停止"),
        ("zh", 40, "3 秒，目前 ¥1,088.82，按 Ctrl-C 停止"),
    ],
)
def test_what_matters_most_is_said_where_there_is_little_room(language: Language, columns: int, line: str) -> None:
    assert Terminal(language, "CNY", shown=False).line(AT_WORK, 3, columns) == line


def test_what_is_not_counted_is_not_said() -> None:
    assert Terminal("en", "CNY", shown=False).line(Progress("others", 0), 3, 80) == "3 s, Ctrl-C stops"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", ["decisions", "others", "orders", "money", "pieces"])
def test_every_stage_has_a_word(stage: Any, language: Language) -> None:
    line = Terminal(language, "CNY", shown=False).line(Progress(stage, 1, 2, 5, 5), 0, 80)
    assert ("¥0.05 is the least" if language == "en" else "最少 ¥0.05") in line
    assert "{" not in line
