"""Questions about generated carts: what is paid as a price, a quantity, a balance or a number of a rule moves."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from promocalc.engine.left_open import HUNDREDTHS
from promocalc.formula.asked import possible
from promocalc.formula.curve import Curve, curve
from promocalc.formula.opened import MOST_PIECES
from promocalc.formula.question import Question
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import LineQuantity, RuleNumber
from tests.generate import cases

FURTHEST = 20_000
"""How far above the least value there is a curve begins."""

MOST_STATED = 10**15
"""What a rule may state: fewer things, and fewer minor units of any currency."""


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """About anything that may be left open in a cart that is not empty."""
    cart, book = draw(cases().filter(lambda case: any(line.kind == "goods" for line in case[0].lines)))
    subject = Subject(cart, book)
    return Question(subject, draw(st.sampled_from(possible(subject))))


def most(question: Question, wanted: int) -> int:
    """A value that may be asked about: the wanted one, where it is not too many pieces or too much for a rule."""
    match question.unknown:
        case LineQuantity():
            return min(wanted, MOST_PIECES)
        case RuleNumber(_, _, unit):
            return min(wanted, HUNDREDTHS if unit == "rate" else MOST_STATED)
        case _:
            return wanted


class Stretch(NamedTuple):
    """A range of values to ask about. (Curves themselves are too long to be printed where one breaks a law.)"""

    question: Question
    start: int
    end: int

    def curve(self) -> Curve:
        """The curve over it."""
        return curve(*self)


@st.composite
def stretches(draw: st.DrawFn, width: int) -> Stretch:
    """So many values and one."""
    question = draw(questions())
    start = draw(st.integers(question.least, most(question, question.least + FURTHEST + width) - width))
    return Stretch(question, start, start + width)
