"""Whether an offer is of the kind whose splits a solver can find: cuts told by sums of money alone.

Its pools only widen, so a sum of what an order holds of each kind of line says what every rule takes, and the lines
themselves need not be told apart: what a piece costs after its own cuts is all that is asked of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from promocalc.choose.decisions import exclusive
from promocalc.choose.parts import Parts
from promocalc.engine.plan import LineShape, shape_of
from promocalc.engine.price import Pricer
from promocalc.engine.programme import Apply, Merge, Programme
from promocalc.engine.scoping import guard
from promocalc.engine.terms import Deduct, DeductEvery, LowerTo
from promocalc.money import FITTING, Rounding, minor_units
from promocalc.rules.use import Balance

Mode = Literal["half_up", "down", "up"]


class Cut(NamedTuple):
    """One rule on one pool of an order. Minor units."""

    rule: str
    lines: frozenset[int]
    """The lines that count together, by position."""
    start: int
    """From how much on."""
    off: int
    """A fixed amount; of a rate, how many parts."""
    every: int
    """For every whole so much; 0 where it does not repeat."""
    whole: int
    """Of a rate: how many parts make a whole; 0 where it is an amount."""
    mode: Mode
    cap: int | None
    choosable: bool
    group: int
    """Rules of one group exclude each other in an order; -1 for those of none."""
    parallel: bool
    """It looks at what the lines cost after their own cuts, and not at what earlier rules left."""


class Offer(NamedTuple):
    """An offer of the kind."""

    lines: tuple[str, ...]
    pieces: tuple[int, ...]
    """Of each line."""
    worths: tuple[int, ...]
    """What a piece of each costs after its own cuts: minor units."""
    cuts: tuple[Cut, ...]
    """In the order of the programme."""
    choosable: frozenset[str]
    """All that may be left alone, also what changes nothing here."""
    coupons: frozenset[str]
    """Those of which there is one, for all orders together."""
    apart: tuple[tuple[str, str], ...]
    """Rules that may not both be used in an order."""


class NotOfTheKind(ValueError):  # noqa: N818 - it names what happened
    """An offer that the solver does not know: by a rule, or as a whole."""

    def __init__(self, why: str, rule: str | None = None) -> None:
        super().__init__(why if rule is None else f"{rule}: {why}")
        self.rule, self.why = rule, why


def recognise(parts: Parts) -> Offer:
    """The offer of a cart, as sums of money. Raises NotOfTheKind."""
    subject, pricer = parts.subject, parts.pricer(parts.holds)
    if not parts.alike:
        raise NotOfTheKind("orders meet in more than single coupons")
    if len(pricer.programmes) != 1 or parts.stated.use:
        raise NotOfTheKind("it can be read in several ways, or a rule has to be used")
    programme = pricer.programmes[0]
    if any(line.kind != "goods" for line in subject.cart.lines) or programme.levy is not None or programme.paid >= 0:
        raise NotOfTheKind("tax, postage or a deposit")
    return _Recognising(parts, pricer, programme, shape_of(subject.cart, programme)).offer()


class _Recognising:
    def __init__(self, parts: Parts, pricer: Pricer, programme: Programme, shape: Sequence[LineShape]) -> None:
        self.parts, self.pricer, self.programme, self.shape = parts, pricer, programme, shape
        self.choosable = frozenset(programme.choosable)
        held = parts.holds.wallet.coupons or {}
        self.coupons = frozenset(name for name, rule in programme.book.rules.items() if rule.use == "coupon")
        self.open = self.choosable - set(parts.stated.skip) - {name for name in self.coupons if not held.get(name)}
        self.own: list[str] = []
        """Rules that cut single pieces."""
        self.first: int | None = None
        """The running column after these."""
        self.cuts: list[Cut] = []

    def offer(self) -> Offer:
        groups = list(exclusive(self.programme))
        group_of = {rule: at for at, group in enumerate(groups) for rule in group}
        for op in self.programme.ops:
            if isinstance(op, Apply):
                self.cuts += self.told(op, group_of.get(op.terms.name, -1))
            elif not (isinstance(op, Merge) and tuple(branch.rules[0] for branch in op.branches) in groups):
                raise NotOfTheKind("alternatives that are more than a choice of one rule for an order")
        self.widening()
        worths = self.worths()
        lines = tuple(line.id for line in self.shape)
        pieces = tuple(line.quantity for line in self.shape)
        return Offer(lines, pieces, worths, tuple(self.cuts), self.choosable, self.coupons, self.apart())

    def apart(self) -> tuple[tuple[str, str], ...]:
        """Pairs that exclude each other: of choosable rules, in the whole order."""
        found = []
        for exclusion in self.programme.book.exclude:
            for first in exclusion.these:
                for second in exclusion.not_with:
                    if first == second:
                        continue
                    if exclusion.on != "order" or not {first, second} <= self.choosable:
                        raise NotOfTheKind("it excludes a rule that nobody decides about", first)
                    found.append((first, second))
        return tuple(found)

    def told(self, op: Apply, group: int) -> Iterator[Cut]:
        """The cuts of a rule, pool by pool; none for one that cuts single pieces, gives for later, or is ruled out."""
        terms, name = op.terms, op.terms.name
        if terms.gives or (isinstance(terms.rule.use, Balance)) or (name in self.choosable and name not in self.open):
            return  # it lowers nothing, or there is nothing to spend, or it is left alone
        self.plain(op)
        lines = self.in_scope(op)
        if not lines:
            return
        if self.cuts_pieces(op, lines):
            if self.cuts:
                raise NotOfTheKind("it cuts single pieces after other rules", name)
            self.own.append(name)
            self.first = op.write
            return
        if self.first is None:
            self.first = op.read
        yield from self.pooled(op, lines, group)

    def plain(self, op: Apply) -> None:
        """Raise where a rule has more to it than amounts, thresholds and caps."""
        terms, name = op.terms, op.terms.name
        odd = [
            (terms.selects, "it looks for single pieces"),
            (op.used is not None or op.spent is not None, "it uses up what it counts"),
            (bool(op.allowed), "it stands in a limited number of alternatives"),
            (bool(terms.line_numbers), "it takes numbers from lines"),
            (bool(op.limits or op.caps), "it is limited"),
            (bool(op.discounts), "its scope looks at what others took"),
            (terms.floor != 0 or terms.room != "clip" or terms.cap_refuses, "something has to stay"),
            (terms.bearers != "picked", "others bear it"),
            (terms.rounds_price or terms.unit != 1, "it is rounded otherwise"),
            (terms.mode not in (Rounding.HALF_UP, Rounding.DOWN, Rounding.UP), "it is rounded otherwise"),
            (op.measure.counts or op.of.counts, "it counts pieces"),
            (terms.prepays or terms.opens, "it is no plain cut"),
        ]
        for found, why in odd:
            if found:
                raise NotOfTheKind(why, name)

    def in_scope(self, op: Apply) -> frozenset[int]:
        """The lines that a rule is about. They have to be known from the lines alone."""
        lots = [[at] for at in range(len(self.shape))]
        found = [guard(op.terms.scope, at, self.shape, lots, {}, known_only=True) for at in range(len(self.shape))]
        if any(not isinstance(one, bool) for one in found):
            raise NotOfTheKind("its scope looks at amounts", op.terms.name)
        return frozenset(at for at, one in enumerate(found) if one)

    def cuts_pieces(self, op: Apply, lines: frozenset[int]) -> bool:
        """Whether what a piece gets off depends on nothing but the piece."""
        terms = op.terms
        single = all(self.shape[at].quantity == 1 for at in lines)
        apiece = terms.rule.per == "piece" or (terms.rule.per == "line" and single)
        each = terms.each == "piece" or (terms.each == "line" and single)
        if not apiece and not each:
            return False
        bounded = bool(op.conditions) or terms.cap_pool is not None or terms.cap_order is not None
        if terms.name in self.choosable or op.blockers or (bounded and not apiece) or terms.cap_order is not None:
            raise NotOfTheKind("it cuts single pieces, and not for certain", terms.name)
        if not isinstance(terms.verb, Deduct | DeductEvery | LowerTo):
            raise NotOfTheKind("it is no plain cut", terms.name)
        return True

    def pooled(self, op: Apply, lines: frozenset[int], group: int) -> Iterator[Cut]:
        terms, name = op.terms, op.terms.name
        if terms.each != "pool" or terms.rule.per not in ("order", "store"):
            raise NotOfTheKind("it is neither for the order nor for a store", name)
        if not op.measure.terms == op.of.terms == op.by.terms:
            raise NotOfTheKind("it looks at several views", name)
        running, first = op.measure.terms == ((1, op.read),), op.measure.terms == ((1, self.first),)
        if not (running or first) or (running and terms.odd not in FITTING):
            raise NotOfTheKind("it looks at a view of its own", name)
        if op.blockers and name not in self.choosable:
            raise NotOfTheKind("others keep it out", name)
        pools = [lines]
        if terms.rule.per == "store":
            stores = sorted({self.shape[at].store for at in lines})
            pools = [frozenset(at for at in lines if self.shape[at].store == store) for store in stores]
        if len(pools) > 1 and (name in self.choosable or terms.cap_order is not None):
            raise NotOfTheKind("one coupon, or one cap, for several stores", name)
        caps = [cap for cap in (terms.cap_each, terms.cap_pool, terms.cap_order) if cap is not None]
        whole = [cap for cap in caps if isinstance(cap, int)]
        if len(whole) < len(caps):
            raise NotOfTheKind("its cap is a share", name)
        for pool in pools:
            yield self.cut(op, pool, group, min(whole, default=None), parallel=not running)

    def cut(self, op: Apply, pool: frozenset[int], group: int, cap: int | None, *, parallel: bool) -> Cut:
        name, verb = op.terms.name, op.terms.verb
        off, every, whole = 0, 0, 0
        match verb:
            case Deduct(int() as off):
                pass
            case DeductEvery(int() as off, int() as every) if off <= every:
                pass
            case Deduct(Fraction() as rate) if rate <= 1:
                off, whole = rate.numerator, rate.denominator
            case _:
                raise NotOfTheKind("it takes otherwise than an amount, so much of every, or a rate", name)
        start = 0
        for one in op.conditions:
            own = one.looks == op.measure and one.on is None and not one.any_line and one.at_most is None
            if not own or one.start is not None:
                raise NotOfTheKind("it needs more than so much of what it is for", name)
            start = max(start, one.at_least or 0, 0 if one.above is None else one.above + 1)
        mode: Mode = "down" if op.terms.mode is Rounding.DOWN else "up" if op.terms.mode is Rounding.UP else "half_up"
        return Cut(name, pool, start, off, every, whole, mode, cap, name in self.choosable, group, parallel)

    def widening(self) -> None:
        """Raise unless every pool holds all or nothing of each earlier one that it can tell of."""
        for at, later in enumerate(self.cuts):
            for earlier in self.cuts[:at]:
                if later.parallel or siblings(earlier, later) or not (earlier.lines & later.lines):
                    continue
                if earlier.parallel or not earlier.lines <= later.lines:
                    raise NotOfTheKind(f"it sees part of what {earlier.rule} took", later.rule)

    def worths(self) -> tuple[int, ...]:
        """What a piece of each line costs after its own cuts."""
        cart = self.parts.subject.cart
        prices = {line.id: minor_units(line.unit_price, cart.currency) for line in cart.lines}
        costs = {line.id: prices[line.id] * line.quantity for line in self.shape}
        if self.own:
            every = tuple(sorted(self.choosable))
            receipt = self.pricer.price(cart, self.parts.stated.model_copy(update={"skip": every}))
            for step in receipt.steps:
                if step.rule in self.own:
                    for line, amount in step.shares:
                        costs[line] -= amount
        found = []
        for one in self.shape:
            worth, rest = divmod(costs[one.id], one.quantity)
            if rest:
                raise NotOfTheKind("pieces of one line cost differently")
            found.append(worth)
        return tuple(found)


def kinds(offer: Offer) -> list[list[int]]:
    """Its lines, by position; together those that no rule tells apart."""
    found: dict[tuple[int, ...], list[int]] = {}
    for line in range(len(offer.lines)):
        inside = tuple(at for at, cut in enumerate(offer.cuts) if line in cut.lines)
        found.setdefault(inside, []).append(line)
    return list(found.values())


def siblings(one: Cut, other: Cut) -> bool:
    """Whether two cuts are alternatives: neither sees the other."""
    return one.group >= 0 and one.group == other.group
