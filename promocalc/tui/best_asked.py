"""Of which order the optimiser screen weighs the ways to pay. Nothing here takes long to import."""

from __future__ import annotations

from dataclasses import dataclass

from promocalc.cart import Choices
from promocalc.engine.receipt import Receipt
from promocalc.formula.subject import Subject
from promocalc.tui.limits import Limits
from promocalc.tui.session import Session
from promocalc.tui.whatif import subject_of


@dataclass(frozen=True, eq=False)
class Asked:
    """What is to be weighed."""

    subject: Subject
    """With nothing decided but what has to be used and what has to be left alone."""
    now: Receipt
    stated: Choices
    """What has been decided so far."""

    @classmethod
    def of(cls, session: Session, now: Receipt, limits: Limits | None = None) -> Asked:
        """The session's order, whatever has been used or left so far, under the demands on offers that it knows."""
        subject = subject_of(session)
        known = (limits or Limits()).known(session.choosable)
        choices = session.choices.model_copy(update={"use": known.use, "skip": known.skip})
        return cls(_deciding(subject, choices), now, session.choices)

    @property
    def freely(self) -> Subject:
        """The same with no demands."""
        return _deciding(self.subject, self.subject.decided.model_copy(update={"use": (), "skip": ()}))

    @property
    def is_limited(self) -> bool:
        """Whether something is demanded of the offers."""
        return bool(self.subject.decided.use or self.subject.decided.skip)


def _deciding(subject: Subject, choices: Choices) -> Subject:
    cart = subject.cart.model_copy(update={"choices": choices})
    return Subject(cart, subject.rulebook, None, subject.at, subject.balance_at)
