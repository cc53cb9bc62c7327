"""Break-even questions on generated rulebooks: a plain loop over the engine's receipts finds the same answer."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.cart import Cart, Choices
from promocalc.files.load import read_rulebook
from promocalc.formula.asked import possible
from promocalc.formula.breakeven import Answer, beyond, cheaper_from, discount_from
from promocalc.formula.curve import Curve, curve
from promocalc.formula.opened import MOST_PIECES
from promocalc.formula.question import Question
from promocalc.formula.stated import with_number
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import LinePrice, LineQuantity, RuleNumber
from promocalc.money import plain
from tests.generate import SHOPPERS
from tests.generate_questions import questions

WIDE = 60
"""Values of a range; the engine prices every one of them."""
FAR = 6_000
"""How far two are looked at for a place where one becomes the cheaper."""


def drawn(question: Question, dice: random.Random) -> Curve:
    """A short curve; about half of them begin near a jump, where something is to be found."""
    last = most(question) - WIDE
    start = dice.randint(question.least, min(question.least + 20_000, last))
    if dice.random() < 0.5:
        jump = curve(question, start, min(start + 5_000, last)).next_jump(start)
        start = start if jump is None else max(question.least, jump - dice.randrange(WIDE))
    return curve(question, start, start + WIDE - 1)


def most(question: Question) -> int:
    """The largest value that is asked about."""
    return MOST_PIECES if isinstance(question.unknown, LineQuantity) else question.least + 30_000


def held(found: Answer) -> set[int]:
    return {x for one in found.intervals for x in range(one.start, one.end + 1)}


def agrees(found: Answer, truth: Sequence[bool], start: int) -> None:
    """The intervals are where it is true and no wider, the crossings are exactly the borders."""
    true = {start + at for at, one in enumerate(truth) if one}
    every = set(range(start, start + len(truth)))
    assert held(found) == true
    for one in found.intervals:
        assert one.start - 1 not in true
        assert one.end + 1 not in true
    borders = [x for x in sorted(every) if x + 1 in every and (x in true) != (x + 1 in true)]
    assert [(one.before, one.after) for one in found.crossings] == [(x, x + 1) for x in borders]
    tail = [x for x in sorted(every) if all(later in true for later in range(x, start + len(truth)))]
    assert found.onward == (tail[0] if tail else None)


@settings(max_examples=40)
@given(questions(), st.integers(0, 2**32))
def test_a_discount_holds_where_a_plain_loop_over_receipts_finds_it(question: Question, seed: int) -> None:
    dice = random.Random(seed)
    found = drawn(question, dice)
    receipts = [found.question.receipt(x) for x in range(found.start, found.end + 1)]
    there = [Fraction(one.marked - one.pay, one.marked) for one in receipts if one.marked]
    between = [(one + other) * Fraction(1, 2) for one, other in pairwise(there)]
    rate = dice.choice([*there, *between, Fraction(dice.randrange(100), 100)])
    answer = discount_from(found, rate)
    truth = [one.marked > 0 and one.pay <= one.marked * (1 - rate) for one in receipts]
    agrees(answer, truth, found.start)
    for one in answer.crossings:
        if one.exact is not None:
            assert one.before <= one.exact <= one.after
            assert not one.jump
            piece = found.piece(one.after)
            assert piece.law is not None
            assert piece.law.slope is not None
            assert piece.law.offset is not None
            unit = found.marked(one.after) - found.marked(one.before)
            marked = found.marked(one.before) + unit * (one.exact - one.before)
            assert piece.law.slope * one.exact + piece.law.offset == (1 - rate) * marked
        elif not one.jump and not one.rounds:
            assert found.marked(one.before) == 0
    hint = beyond(found, rate)
    if hint is not None:
        assert not truth[-1]
        assert hint > found.end


def another(subject: Subject, dice: random.Random) -> Subject:
    """The same cart where a rule states another number, or else for another shopper."""
    numbers = [one for one in possible(subject) if isinstance(one, RuleNumber)]
    if not numbers:
        shopper = Cart.model_validate({"lines": [], "shopper": dice.choice(SHOPPERS)}).shopper
        return Subject(subject.cart.model_copy(update={"shopper": shopper}), subject.rulebook)
    number = dice.choice(numbers)
    value = dice.randrange(1, {"money": 5_000, "rate": 10_000, "pieces": 6, "points": 400}[number.unit])
    book = subject.rulebook.in_currency(subject.cart.currency)
    return Subject(subject.cart, with_number(book, number, value))


def goods(subject: Subject) -> list[str]:
    return [line.id for line in subject.cart.lines if line.kind == "goods"]


def plain_terms(question: Question, x: int, dice: random.Random) -> Subject:
    """The same cart under one rule by which about as much is paid at a value."""
    receipt, cart = question.receipt(x), question.subject.cart
    saved = max(0, receipt.marked - receipt.pay)
    start, off, to = (plain(amount, cart.currency) for amount in (receipt.marked, saved + 1, receipt.pay))
    rules = [f"take: {{to: {to}}}", f"from: {start}, take: {{off: {off}}}"]
    if saved:
        rules += [f"take: {{off: {100 * saved // receipt.marked}%}}", f"take: {{off: {off}}}"]
    rule = dice.choice(rules)
    book = read_rulebook(f"rulebook: plain\ncurrency: {cart.currency}\nrules: {{r: {{{rule}}}}}\nprice: r\n")
    wallet = cart.wallet.model_copy(update={"coupons": None})
    return Subject(cart.model_copy(update={"choices": Choices(), "wallet": wallet}), book)


@settings(max_examples=40)
@given(questions(), st.integers(0, 2**32))
def test_one_is_cheaper_where_a_plain_loop_over_receipts_finds_it(question: Question, seed: int) -> None:
    dice = random.Random(seed)
    if isinstance(question.unknown, RuleNumber) and dice.random() < 0.8:
        question = Question(question.subject, LinePrice(dice.choice(goods(question.subject))))
    last = most(question) - WIDE
    start = dice.randint(question.least, min(question.least + 5_000, last))
    if isinstance(question.unknown, RuleNumber) or dice.random() < 0.2:
        other_terms = another(question.subject, dice)
    else:
        other_terms = plain_terms(question, start + WIDE, dice)
    both = [question, Question(other_terms, question.unknown)]
    dice.shuffle(both)
    first, second = (one.sweep(range(start, min(start + FAR, last) + 1)).tolist() for one in both)
    less = [one < other for one, other in zip(first, second, strict=True)]
    turns = [at for at in range(1, len(less)) if less[at] != less[at - 1]]
    if turns:
        start += max(0, dice.choice(turns) - dice.randrange(1, WIDE))
    one, other = (curve(each, start, start + WIDE - 1) for each in both)
    answer = cheaper_from(one, other)
    pays = [(one.question.receipt(x).pay, other.question.receipt(x).pay) for x in range(one.start, one.end + 1)]
    agrees(answer, [mine < theirs for mine, theirs in pays], one.start)
    for crossing in answer.crossings:
        if crossing.exact is None:
            assert crossing.jump or crossing.rounds
            continue
        assert crossing.before <= crossing.exact <= crossing.after
        lines = [(piece.slope, piece.law.offset) for piece in (one.piece(crossing.after), other.piece(crossing.after))]
        (slope, offset), (other_slope, other_offset) = lines
        assert slope * crossing.exact + offset == other_slope * crossing.exact + other_offset
