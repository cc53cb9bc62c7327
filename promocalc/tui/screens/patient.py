"""What screens share that work something out beside the keys: for how long somebody has waited, and giving it up."""

from __future__ import annotations

from time import monotonic_ns
from typing import Protocol

from promocalc.tui.screens.base import View

SECOND = 1_000_000_000
"""Nanoseconds."""
PAUSE = 0.05
"""Seconds in which the screen is drawn before the work takes its part of the processor, and a held key goes on."""
PATIENCE = SECOND // 3
"""After so long, Esc stops what is being worked out instead of leaving."""


class WaitingWords(Protocol):
    """What is said to somebody who waits."""

    @property
    def working(self) -> str:
        """At first."""

    @property
    def working_for(self) -> str:
        """After some ``{seconds}``, with what is known ``{so_far}``."""

    @property
    def stopping(self) -> str:
        """Once it was given up."""


class PatientView(View):
    """A screen that works something out while its keys go on working."""

    is_halted = False
    """Whether somebody gave up waiting."""
    _since = 0
    """When it was begun."""

    @property
    def say(self) -> WaitingWords:
        """The screen's own words."""
        raise NotImplementedError

    @property
    def is_working(self) -> bool:
        """Whether something is being worked out."""
        raise NotImplementedError

    @property
    def waited(self) -> int:
        """For how many nanoseconds somebody has waited; 0 where nobody does."""
        return monotonic_ns() - self._since if self.is_working else 0

    def halt(self) -> None:
        """What is known by now is enough."""
        raise NotImplementedError

    async def action_leave(self) -> None:
        """Stop what takes long; else back to the cart."""
        if self.waited > PATIENCE and not self.is_halted:
            self.halt()
        else:
            await self.promo.action_back()

    def _so_far(self) -> str:
        """What is known by now; "" where that is nothing."""
        raise NotImplementedError

    def _working_text(self) -> str:
        """What is said while it is worked out."""
        seconds = self.waited // SECOND
        said = self.say.working_for.format(seconds=seconds, so_far=self._so_far()) if seconds else self.say.working
        return self.say.stopping if self.is_halted else said
