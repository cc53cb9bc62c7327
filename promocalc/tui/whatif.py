"""What the what-if screen asks: of which subject, over which stretch, beside whom. No terminal library needed.

Curves are worked out elsewhere than where keys are read, and may be stopped on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from promocalc.cart import Persona
from promocalc.explain.curve.range import USUAL
from promocalc.formula.question import CHUNK, Question, Stands
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import RuleNumber, Unknown
from promocalc.problems import Problem, ProblemGroup
from promocalc.rules.rulebook import Rulebook
from promocalc.tui.places import Place
from promocalc.tui.session import Session

if TYPE_CHECKING:
    from promocalc.formula.curve import Curve


# --- who and what ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Other:
    """What a second curve is of: another shopper of the cart, or the same cart under another rulebook."""

    kind: Literal["shopper", "rulebook"]
    name: str
    """The key of the shopper, "" for the cart's own; the rulebook's name."""
    rulebook: Rulebook | None = None


def others(session: Session) -> tuple[Other, ...]:
    """The cart's other shoppers, each once, without the one who is buying."""
    cart, found = session.cart, list[Other]()
    seen = [_facts(session.shopper)]
    for name in ("", *cart.personas):
        shopper = cart.personas.get(name, cart.shopper)
        if _facts(shopper) not in seen:
            seen.append(_facts(shopper))
            found.append(Other("shopper", name))
    return tuple(found)


def _facts(shopper: Persona) -> Persona:
    """What rules may ask about: whoever is called otherwise and is the same pays the same."""
    return shopper.model_copy(update={"name": "", "title": None})


def subject_of(session: Session, other: Other | None = None) -> Subject:
    """What is asked about: the session's cart, or the same for somebody else or under another rulebook."""
    shopper, rulebook = session.shopper, session.rulebook
    if other is not None and other.rulebook is not None:
        rulebook = other.rulebook
    elif other is not None:
        shopper = session.cart.personas.get(other.name, session.cart.shopper)
    cart = session.cart.model_copy(update={"shopper": shopper})
    return Subject(cart, rulebook, None, session.moment, cart.balance_at)


def session_at(session: Session, question: Question, value: int) -> Session:
    """The session as if what moves had that value: its receipt is the engine's own. Nothing of it is ever saved."""
    cart, rulebook, pricer = question.cart(value), session.rulebook, question.pricer
    if isinstance(question.unknown, RuleNumber):
        from promocalc.formula.stated import with_number

        rulebook = with_number(pricer.rulebook, question.unknown, value)
    return replace(session, cart=cart, rulebook=rulebook, persona="", pricer=pricer, refused=())


# --- working it out ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Asked:
    """What is to be worked out."""

    subject: Subject
    unknown: Unknown
    low: int
    high: int
    other: Other | None = None
    second: Subject | None = None
    """The subject of the other curve."""

    @classmethod
    def of(cls, session: Session, unknown: Unknown, place: Place, other: Other | None) -> Asked:
        """The stretch that is seen and, as far as that is cheap, as much again on both sides of it."""
        span = place.high - place.low
        more = min(span, max(0, (USUAL - 1 - span) // 2))
        low, high = max(place.least, place.low - more), min(place.most, place.high + more)
        second = subject_of(session, other) if other is not None else None
        return cls(subject_of(session), unknown, low, high, other, second)


@dataclass(frozen=True, eq=False)
class Worked:
    """What came of it: one curve or two; or why there is none."""

    asked: Asked
    curve: Curve | None = None
    second: Curve | None = None
    problems: tuple[Problem, ...] = ()
    """Why there is no curve."""
    second_problems: tuple[Problem, ...] = ()
    """Why there is no second one."""
    defect: str = ""
    """What went wrong with the working itself, which is nobody's fault but ours."""
    second_lacks: bool = False
    """Whether the other rulebook does not state the number that moves."""


class Stopped(Exception):  # noqa: N818 - it names what happened
    """Nobody waits for the curve any more."""


@dataclass(frozen=True)
class Stoppable(Question):
    """A question that gives up as soon as nobody waits for its answer."""

    stopped: Callable[[], bool] = field(default=bool, compare=False)

    def _look(self) -> None:
        if self.stopped():
            raise Stopped

    def sweep(self, values: Sequence[int]) -> Any:
        """As a question does; raises Stopped."""
        from promocalc.formula.columns import joined

        found = []
        for at in range(0, len(values), CHUNK):
            self._look()
            found.append(super().sweep(values[at : at + CHUNK]))
        return joined(found)

    def stands(self, value: int) -> Stands:
        """As a question does; raises Stopped."""
        self._look()
        return super().stands(value)


def work(asked: Asked, stopped: Callable[[], bool]) -> Worked | None:
    """The curves, or what is wrong; None where it was stopped. Needs NumPy."""
    from promocalc.formula.curve import curve

    try:
        one = curve(Stoppable(asked.subject, asked.unknown, stopped), asked.low, asked.high)
    except Stopped:
        return None
    except ProblemGroup as group:
        return Worked(asked, problems=group.problems)
    if asked.second is None:
        return Worked(asked, one)
    if _lacks(asked.second, asked.unknown):
        return Worked(asked, one, second_lacks=True)
    try:
        return Worked(asked, one, curve(Stoppable(asked.second, asked.unknown, stopped), asked.low, asked.high))
    except Stopped:
        return None
    except ProblemGroup as group:
        return Worked(asked, one, second_problems=group.problems)


def _lacks(subject: Subject, unknown: Unknown) -> bool:
    from promocalc.formula.asked import possible

    return isinstance(unknown, RuleNumber) and (
        unknown.rule not in subject.rulebook.rules or unknown not in possible(subject)
    )


def clipped(curve: Curve, low: int, high: int, name: str = "") -> Curve:
    """A stretch of a curve, as far as the curve goes; ``name`` is what its subject is called."""
    low, high = max(low, curve.start), min(high, curve.end)
    pieces = tuple(
        piece._replace(start=max(piece.start, low), end=min(piece.end, high))
        for piece in curve.pieces
        if piece.start <= high and piece.end >= low
    )
    subject = Subject(**{**vars(curve.question.subject), "name": name})
    pays = curve.pays[low - curve.start : high - curve.start + 1]
    return replace(
        curve, question=Question(subject, curve.question.unknown), start=low, end=high, pays=pays, pieces=pieces
    )
