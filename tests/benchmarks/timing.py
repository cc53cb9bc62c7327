"""Timing several things against each other: interleaved rounds, so that a slow spell of the machine hits them all."""

from __future__ import annotations

import gc
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter_ns, process_time_ns
from typing import Any, Literal, TypeAlias

Clock: TypeAlias = Literal["wall", "cpu"]
"""What passes on the wall, or only what this process computes: steadier where the machine is busy."""
CLOCKS: dict[Clock, Callable[[], int]] = {"wall": perf_counter_ns, "cpu": process_time_ns}

ROUNDS = 25
BATCH_SECONDS = 0.004
"""A batch repeats a call until it lasts about this long; what lasts longer is called once."""


@dataclass(frozen=True)
class Subject:
    """Something to time: ``call(fresh())``, where ``fresh`` (not timed) makes an argument never seen before."""

    name: str
    call: Callable[[Any], object]
    fresh: Callable[[], Any] | None = None
    warm: int = 3
    """Calls before the clock starts."""
    per: int = 1
    """How many prices one call works out."""


@dataclass
class Timed:
    """Seconds per price, one figure a round."""

    name: str
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle round."""
        return median(self.seconds)

    @property
    def least(self) -> float:
        """The fastest round."""
        return min(self.seconds)


def ratio(one: Timed, other: Timed) -> float:
    """How many times as long ``one`` takes as ``other``: the middle of the rounds' own ratios."""
    return median(a / b for a, b in zip(one.seconds, other.seconds, strict=True))


def interleaved(subjects: Sequence[Subject], rounds: int = ROUNDS, clock: Clock = "wall") -> list[Timed]:
    """Every subject once a round, in turn forwards and backwards."""
    now = CLOCKS[clock]
    counts = [_calls_per_batch(subject) for subject in subjects]
    found = [Timed(subject.name) for subject in subjects]
    for number in range(rounds):
        order = range(len(subjects)) if number % 2 == 0 else range(len(subjects) - 1, -1, -1)
        gc.collect()
        for at in order:
            found[at].seconds.append(_batch(subjects[at], counts[at], now) / subjects[at].per)
    return found


def _calls_per_batch(subject: Subject) -> int:
    _batch(subject, subject.warm)
    once = min(_batch(subject, 1) for _ in range(3))
    return max(1, min(2_000, round(BATCH_SECONDS / once)))


def _batch(subject: Subject, calls: int, now: Callable[[], int] = perf_counter_ns) -> float:
    """Seconds per call, with the garbage collector off, as :mod:`timeit` has it."""
    call, fresh = subject.call, subject.fresh
    arguments = [None] * calls if fresh is None else [fresh() for _ in range(calls)]
    collecting = gc.isenabled()
    gc.disable()
    try:
        start = now()
        for argument in arguments:
            call(argument)
        return (now() - start) / calls / 1e9
    finally:
        if collecting:
            gc.enable()


def processes(names: Sequence[str], commands: Sequence[Sequence[str]], rounds: int, folder: Path) -> list[Timed]:
    """Whole processes in turn, from start to exit, after one unmeasured start of each.

    Raises RuntimeError with the last words of a command that does not exit with 0.
    """
    found = [Timed(name) for name in names]
    for number in range(-1, rounds):
        for timed, command in zip(found, commands, strict=True):
            start = perf_counter_ns()
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            spent = (perf_counter_ns() - start) / 1e9
            if done.returncode:
                words = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit {done.returncode}"]
                raise RuntimeError(words[-1])
            if number >= 0:
                timed.seconds.append(spent)
    return found
