"""A programme: a rulebook for given facts, flat, with no cart in it. What flattening yields and binding takes.

Operations work on numbered, write-once *columns* (what a line costs, or what a
rule took from it) and numbered, write-once *cells* (what a wallet, a coupon
count or a limit has left). Nothing here holds a line or an amount of a cart.
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from promocalc.cart import Persona
from promocalc.engine.outcome import SkipReason
from promocalc.engine.terms import End, Free, Terms, literals, rate_terms
from promocalc.money import Rounding
from promocalc.rules.programme import Per
from promocalc.rules.quantity import LineNumber
from promocalc.rules.rule import Distinct, Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import Scope
from promocalc.rules.take import Deposit

MARKED = 0
"""The column of what the shop asks."""


class Sum(NamedTuple):
    """A view, resolved: a signed sum of columns, or a count of pieces."""

    terms: tuple[tuple[int, int], ...]
    text: str
    counts: bool = False


class Condition(NamedTuple):
    """A need, resolved: bounds in minor units or in things."""

    looks: Sum | Distinct
    at_least: int | None
    above: int | None
    at_most: int | None
    on: Scope | None
    any_line: bool
    counts: bool
    text: str
    start: Free | None = None
    """In place of ``at_least``, where that is left open."""


class Blocker(NamedTuple):
    """A rule that may not meet this one: its taken column, and over which lines they would meet."""

    rule: str
    taken: int
    on: Literal["order", "store", "line"]


class Counter(NamedTuple):
    """What a rule has left of something that is counted over a period: the cell before and after."""

    period: str
    before: int
    after: int
    first: int
    """What there was of it before this order."""


class Apply(NamedTuple):
    """One rule, wherever it stands: reads one running column, writes the next, and what it took."""

    terms: Terms
    read: int
    write: int
    taken: int
    measure: Sum
    of: Sum
    by: Sum
    running: Sum
    """What ``to`` lowers: the running column, or the one pinned by ``together``."""
    rank: Sum
    """What dear and cheap look at."""
    conditions: tuple[Condition, ...]
    blockers: tuple[Blocker, ...]
    discounts: tuple[tuple[str, int], ...]
    """Rules that its scopes ask about, and their taken columns."""
    charges: tuple[tuple[str, int], ...]
    """Rules before it that charge something, and their taken columns: a line that nobody charged is not there."""
    gate: int | None
    allowed: tuple[int, ...]
    balance: tuple[int, int] | None
    """The wallet's cell before and after."""
    coupon: tuple[int, int] | None
    caps: tuple[Counter, ...] = ()
    """What is left of caps over more than this order (amounts)."""
    limits: tuple[Counter, ...] = ()
    """How often it may still apply (times)."""
    used: tuple[int, int] | None = None
    """Inside ``consume: pieces``: the column of pieces used, before and after."""
    spent: tuple[int, int] | None = None
    """Inside ``consume: spend``: the cell of spending used, before and after."""
    earlier: tuple[str, ...] = ()
    """The rules before it in the same ``consume``."""
    paid: int = -1
    """The column of what has been paid before: nobody may take that off any more. -1 where nothing has."""
    prepays: int = -1
    """Of the money of a deposit: the column of what has been paid with it."""

    @property
    def counts_pieces(self) -> bool:
        """Whether coupons and limits count single pieces, because every piece is a pool of its own."""
        return self.terms.rule.per == "piece" and (self.coupon is not None or bool(self.limits))

    @property
    def order_blockers(self) -> tuple[Blocker, ...]:
        """Rules that keep it out wherever in the order they apply."""
        return tuple(blocker for blocker in self.blockers if blocker.on == "order")


class Branch(NamedTuple):
    """An alternative: the column it leaves, the cells it leaves, the rules in it."""

    exit: int
    cells: tuple[int, ...]
    rules: tuple[str, ...]


class Prepaid(NamedTuple):
    """What has been paid before, through alternatives: its column at first (-1: nothing), after each, after all."""

    entry: int
    exits: tuple[int, ...]
    write: int


class Merge(NamedTuple):
    """Alternatives compared per group; only the winner's figures go on."""

    entry: int
    write: int
    branches: tuple[Branch, ...]
    per: Per
    opened: int
    """The number of the :class:`Open` before it; -1 where pieces are not told apart."""
    prefer: Literal["most", "first"]
    entry_cells: tuple[int, ...]
    cells: tuple[int, ...]
    masks: tuple[tuple[int, tuple[tuple[int, int], ...]], ...]
    """Taken columns afterwards, and what they are in each alternative: (after, ((branch, inside), …))."""
    paid: Prepaid | None = None
    """Where an alternative makes a deposit."""


class CountDown(NamedTuple):
    """One of a limited number of alternatives is used up if this one applied."""

    takes: tuple[int, ...]
    """What the rules of the alternative took or added."""
    left: int
    write: int
    rules: tuple[str, ...]


class Open(NamedTuple):
    """Alternatives compared per piece follow: pieces equal in ``entry`` are told apart from others here."""

    entry: int
    number: int


Op: TypeAlias = Apply | Merge | CountDown | Open


class Levy(NamedTuple):
    """How tax closes the programme."""

    of: Sum
    rate: Fraction | LineNumber
    included: bool
    per: Literal["piece", "line", "rate", "order"]
    unit: int
    mode: Rounding
    rounds_net: bool


class Cell(NamedTuple):
    """Where a cell's first value comes from."""

    source: Literal["balance", "coupon", "gate", "limit"]
    name: str
    value: int = 0
    """For ``limit``: its number."""


class Programme(NamedTuple):
    """One reading of a rulebook for given facts, flat."""

    book: Rulebook
    readings: tuple[str, ...]
    ops: tuple[Op, ...]
    skipped: tuple[tuple[int, str, SkipReason], ...]
    """Rules that ``when`` rules out: before which operation they would have stood, and why."""
    final: int
    columns: int
    takes: frozenset[int]
    """The columns that hold what a rule took, not what a line costs."""
    last_use: tuple[int, ...]
    """Per column: the last operation that reads it."""
    cells: tuple[Cell, ...]
    """The cells that have a first value; later ones are written by operations."""
    cell_count: int
    choosable: tuple[str, ...]
    """Rules that the shopper may use or leave."""
    one_ofs: tuple[tuple[tuple[tuple[str, ...], ...], int], ...]
    """Every ``one_of``: the rules of each alternative, and how many may be used."""
    levy: Levy | None = None
    end: End = ""
    """At which end random cuts are taken."""
    inputs: frozenset[str] = frozenset()
    """Attributes of lines whose amounts are inputs: they may differ from cart to cart of one shape."""
    literals: frozenset[str] = frozenset()
    """Attributes of lines whose amounts are part of the shape: what is repeated, and what repeats it."""
    paid: int = -1
    """The column of all deposits; -1 where none is made."""
    opened: tuple[tuple[tuple[str, str], Free], ...] = ()
    """The numbers of rules that are left open."""

    @property
    def points(self) -> frozenset[str]:
        """The balances that are held in points."""
        held = (op.terms for op in self.ops if isinstance(op, Apply))
        return frozenset(
            terms.balance
            for terms in held
            if terms.balance is not None and terms.stepped is not None and terms.stepped.points is not None
        )

    @property
    def largest_literal(self) -> int:
        """The sum of all amounts that the rules state themselves."""
        return sum(
            amount
            for op in self.ops
            if isinstance(op, Apply)
            for amount in (
                *literals(op.terms.verb),
                op.terms.floor if isinstance(op.terms.floor, int) else 0,
                op.terms.unit,
                op.terms.stepped.step if op.terms.stepped else 0,
            )
        )

    @property
    def longest_view(self) -> int:
        """How many columns the longest view adds up."""
        views = [len(op.measure.terms) + len(op.of.terms) for op in self.ops if isinstance(op, Apply)]
        return max([1, *views])

    @property
    def largest_factor(self) -> int:
        """The largest number by which an amount is multiplied or divided when a rate is rounded."""
        applies = [op for op in self.ops if isinstance(op, Apply)]
        factors = [factor * op.terms.unit for op in applies for factor in rate_terms(op.terms)]
        factors += [
            max(op.terms.stepped.points.as_integer_ratio())
            for op in applies
            if op.terms.stepped is not None and op.terms.stepped.points is not None
        ]
        if self.levy is not None and isinstance(self.levy.rate, Fraction):
            factors.append(sum(self.levy.rate.as_integer_ratio()) * self.levy.unit)
        return max([1, *factors])


class Facts(NamedTuple):
    """Who buys, and when."""

    shopper: Persona
    at: datetime | None
    balance_at: datetime | None = None
    """When the balance after a deposit is paid; None where the order is one payment."""
    left_out: frozenset[str] = frozenset()
    """Rules that a comparison is made without."""
    promised: frozenset[str] = frozenset()
    """Promised cuts that are counted as if they were certain."""

    def moment(self, rule: Rule) -> datetime | None:
        """When a rule is judged: with the payment that it goes with."""
        with_deposit = rule.stage == "deposit" or isinstance(rule.take, Deposit)
        return self.at if with_deposit or self.balance_at is None else self.balance_at
