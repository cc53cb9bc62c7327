"""A long search on the terminal: a line on stderr says how far it is; the first Ctrl-C ends it with the best so far.

The line is there where stderr is a terminal, from half a second on; nothing of it stays. A second Ctrl-C ends the
program as it does elsewhere.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic_ns
from types import FrameType

from promocalc.choose.watch import Progress, Stage, Watch
from promocalc.cli.words import Words
from promocalc.explain.amounts import price
from promocalc.explain.cells import width
from promocalc.explain.language import Language

PATIENCE = 500_000_000
"""Nanoseconds until there is anything to see."""
PAUSE = 100_000_000
"""Nanoseconds between two looks of the line."""
WIDTH = 80
"""Columns of a terminal that does not say how many it has."""
ECHO = "^C"
"""What a terminal shows where the cursor is when it is pressed."""

_SECONDS = Words("{seconds} s", "{seconds} 秒")
_DONE: dict[Stage, Words] = {
    "decisions": Words("{done} of {of} decided", "{of} 项选择已定 {done} 项"),
    "others": Words("other ways {done} of {of}", "其他付法 {done}/{of}"),
    "orders": Words("{done} orders priced", "已计价 {done} 单"),
    "money": Words("dividing amounts", "划分金额"),
    "pieces": Words("dividing goods", "划分商品"),
    "items": Words("{done} of {of} kinds of items priced", "{of} 种商品已计价 {done} 种"),
}
_SO_FAR = Words("{pay} so far", "目前 {pay}")
_LEAST = Words("{pay} is the least", "最少 {pay}")
_BOUND = Words("no less than {bound}", "不会少于 {bound}")
_STOPS = Words("Ctrl-C stops", "按 Ctrl-C 停止")
_STOPPING = Words("stopping; Ctrl-C again leaves", "正在停止；再按 Ctrl-C 退出")
_COMMA = Words(", ", "，")


class Terminal(Watch):
    """Somebody at a terminal who waits for a search."""

    def __init__(self, language: Language, currency: str, *, shown: bool) -> None:
        self.interrupted = False
        self._language, self._currency, self._shown = language, currency, shown
        self._start = monotonic_ns()
        self._next = self._start + PATIENCE
        self._drawn = 0

    def stopped(self) -> bool:
        """Whether there was a Ctrl-C."""
        return self.interrupted

    def tell(self, progress: Progress) -> None:
        """How far it is, if it is time to say so."""
        now = monotonic_ns()
        if self._shown and now >= self._next:
            self._next = now + PAUSE
            # A column stays free, as some terminals break a row that is full; and those of the ^C that they show.
            self._draw(self.line(progress, (now - self._start) // 1_000_000_000, _columns() - 1 - len(ECHO)))

    def line(self, progress: Progress, seconds: int, columns: int) -> str:
        """What is said after so many seconds: as much of it as there is room for, what matters most in any case."""
        said = self._stopping() if self.interrupted else self._parts(progress, seconds)
        comma = _COMMA.said(self._language)
        for name in ("bound", "done", "stops", "pay", "seconds"):
            line = comma.join(said.values())
            if width(line) <= columns:
                return line
            said.pop(name, None)
        return ""

    def _parts(self, progress: Progress, seconds: int) -> dict[str, str]:
        say, pay, bound = self._language, progress.pay, progress.bound
        parts = {"seconds": _SECONDS.said(say, seconds=f"{seconds:,}")}
        if progress.of is not None or progress.stage not in ("decisions", "others"):
            done, of = f"{progress.done:,}", f"{progress.of or 0:,}"
            parts["done"] = _DONE[progress.stage].said(say, done=done, of=of)
        if pay is not None:
            least = _LEAST if pay == bound else _SO_FAR
            parts["pay"] = least.said(say, pay=price(pay, self._currency))
        if bound is not None and bound > 0 and pay != bound:
            parts["bound"] = _BOUND.said(say, bound=price(bound, self._currency))
        return {**parts, "stops": _STOPS.said(say)}

    def _stopping(self) -> dict[str, str]:
        return {"seconds": _STOPPING.said(self._language)}

    def _draw(self, line: str) -> None:
        """Write a line over the one before; what is left of that stays blank, and the cursor stands behind the line."""
        blank = self._drawn - width(line)
        back = "\b" * blank if line else ""
        sys.stderr.write(f"\r{line}" + " " * blank + back)
        sys.stderr.flush()
        self._drawn = width(line)

    def interrupt(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - as signals are handled
        """A Ctrl-C: the first is noted, the second is what it is elsewhere. Raises KeyboardInterrupt."""
        if self._shown:
            self._next = 0
            self._drawn += len(ECHO)
        if self.interrupted:
            raise KeyboardInterrupt
        self.interrupted = True

    def erase(self) -> None:
        """Leave nothing of the line."""
        if self._drawn:
            self._draw("")
            sys.stderr.write("\r")
            sys.stderr.flush()


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or WIDTH
    except (OSError, ValueError):
        return WIDTH


@contextmanager
def watching(language: Language, currency: str, *, quiet: bool) -> Iterator[Terminal]:
    """Watch a search: while it goes on, Ctrl-C stops it."""
    shown = not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    watch = Terminal(language, currency, shown=shown)
    before = signal.getsignal(signal.SIGINT)
    # Somebody who has no ear for it, or another one, keeps it so.
    ours = threading.current_thread() is threading.main_thread() and before is signal.default_int_handler
    if ours:
        signal.signal(signal.SIGINT, watch.interrupt)
    try:
        yield watch
    finally:
        if ours:
            signal.signal(signal.SIGINT, before)
        watch.erase()
