"""Who waits for a search that goes on beside the screen. Nothing here takes long to import."""

from __future__ import annotations

from collections.abc import Callable

from promocalc.choose.watch import Progress, Watch


class Waiting(Watch):
    """Somebody who looks at the screen: gone where something newer is asked, or who wants what is known by now."""

    def __init__(self, is_gone: Callable[[], bool] = bool) -> None:
        self._is_gone = is_gone
        self.is_halted = False
        """Whether what is known by now is enough."""
        self.progress: Progress | None = None
        """How far it is, as it was last told."""

    @property
    def is_gone(self) -> bool:
        """Whether nobody waits any more."""
        return self._is_gone()

    def leave_when(self, is_gone: Callable[[], bool]) -> None:
        """How it is known from now on that nobody waits."""
        self._is_gone = is_gone

    def halt(self) -> None:
        """What is known by now is enough."""
        self.is_halted = True

    def tell(self, progress: Progress) -> None:
        """How far it is."""
        self.progress = progress

    def stopped(self) -> bool:
        """Whether to go no further."""
        return self.is_halted or self.is_gone
