"""Of which order the optimiser screen weighs the ways to pay. Nothing here takes long to import."""

from __future__ import annotations

from dataclasses import dataclass

from promocalc.cart import Choices
from promocalc.engine.receipt import Receipt
from promocalc.formula.subject import Subject
from promocalc.tui.session import Session
from promocalc.tui.whatif import subject_of


@dataclass(frozen=True, eq=False)
class Asked:
    """What is to be weighed."""

    subject: Subject
    """With nothing decided yet."""
    now: Receipt
    stated: Choices
    """What has been decided so far."""

    @classmethod
    def of(cls, session: Session, now: Receipt) -> Asked:
        """The session's order, whatever has been used or left so far."""
        subject = subject_of(session)
        free = session.choices.model_copy(update={"use": (), "skip": ()})
        cart = subject.cart.model_copy(update={"choices": free})
        return cls(Subject(cart, subject.rulebook, None, subject.at, subject.balance_at), now, session.choices)
