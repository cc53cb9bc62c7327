"""How long until something is on the screen, against an empty Textual app: a script, not a test.

    python tests/tui/first_paint.py [rounds]

Both run under a pseudo-terminal of 80x24, in a process of their own; the time
is from the start of the process to the first frame. The last figure is the
time until the price of the shipped example stands there.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("promocalc")
Empty().run()
"""
OURS = "import sys; from promocalc.tui.app import run; sys.exit(run(language='en'))"
LIMIT = 20.0


def seconds_until(code: str, *wanted: bytes) -> list[float]:
    """Seconds from the start of ``code`` until each of ``wanted`` was drawn."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", TEXTUAL_ANIMATIONS="none", COLUMNS="80", LINES="24")
        os.execv(sys.executable, [sys.executable, "-c", code])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen, found = b"", list[float]()
    try:
        while len(found) < len(wanted) and time.perf_counter() - start < LIMIT:
            if select.select([terminal], [], [], 0.05)[0]:
                seen += _read(terminal)
            while len(found) < len(wanted) and wanted[len(found)] in seen:
                found.append(time.perf_counter() - start)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    if len(found) < len(wanted):
        raise SystemExit(f"never drew {wanted[len(found)]!r}: {seen[-2000:]!r}")
    return found


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError as error:
        raise SystemExit("it ended before it had drawn everything") from error


def main(rounds: int) -> None:
    """Measure both in turn and print the medians."""
    empty, ours = list[float](), list[list[float]]()
    for _ in range(rounds):
        empty += seconds_until(EMPTY, b"promocalc")
        ours.append(seconds_until(OURS, b"promocalc", b"1,148.82"))
    base, first, full = (statistics.median(times) for times in (empty, *zip(*ours, strict=True)))
    print(f"empty app   {base * 1000:6.0f} ms")
    print(f"first paint {first * 1000:6.0f} ms   {first / base:.2f} x")
    print(f"with price  {full * 1000:6.0f} ms   {full / base:.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
