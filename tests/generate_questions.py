"""Questions about generated carts: what is paid as a price, a spend or a balance moves."""

from __future__ import annotations

from hypothesis import strategies as st

from promocalc.formula.curve import Curve, curve
from promocalc.formula.question import Question
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Held, LinePrice, Spend, Unknown
from tests.generate import cases

FURTHEST = 20_000
"""How far above the least value there is a curve begins."""


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """About a price, a spend or a balance of a cart that is not empty."""
    cart, book = draw(cases().filter(lambda case: bool(case[0].lines)))
    subject = Subject(cart, book)
    unknowns: list[Unknown] = [LinePrice(line.id) for line in cart.lines]
    programmes = Question(subject, unknowns[0]).pricer.programmes
    points = frozenset[str]().union(*(one.points for one in programmes))
    unknowns += [Spend(line.id) for line in cart.lines if line.quantity == 1]
    unknowns += [Held(name, "points" if name in points else "money") for name in sorted(cart.wallet.balances)]
    return Question(subject, draw(st.sampled_from(unknowns)))


@st.composite
def curves(draw: st.DrawFn, width: int) -> Curve:
    """A curve of so many values and one."""
    question = draw(questions())
    start = question.least + draw(st.integers(0, FURTHEST))
    return curve(question, start, start + width)
