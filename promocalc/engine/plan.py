"""Step two of the plan: a programme and a cart's shape become sites with registers, still without an amount.

A *shape* is what of a cart the plan may know: lines in canonical order with
their store, attributes and quantities, but no price. Binding decides which
lines count together in which pool, where a lot has to be cut because a rule
looks at single pieces, and under which number every figure will be kept.

The ledger is kept in *lots*: pieces of a line that are equal, or as equal as
whole cents allow. A line starts as one lot; a :class:`Cut` makes two of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from pydantic import ValidationError

from promocalc.cart import Cart, Line, natural_key
from promocalc.engine.grain import Detail
from promocalc.engine.programme import Apply, CountDown, Levy, Merge, Programme
from promocalc.frozen import Frozen
from promocalc.money import CURRENCIES, minor_units, parse_rate
from promocalc.problems import TooFine, Trouble
from promocalc.rules.scope import PriceIs
from promocalc.rules.values import read_amount, troubles

NONE = -1
"""A register that a site does not have."""


class LineShape(NamedTuple):
    """One line as the plan sees it: everything but its price. ``added_by`` is the rule whose charge it carries."""

    id: str
    store: str
    category: str
    tags: tuple[str, ...]
    kind: str
    attributes: tuple[tuple[str, str], ...]
    quantity: int
    added_by: str | None = None
    numbers: tuple[tuple[str, int | Fraction | None], ...] = ()
    """Attributes that rules take numbers from: a rate, an amount that the plan knows, or None for one it does not."""

    def values(self, attribute: str) -> tuple[str, ...]:
        """The values of an attribute; none where the line does not have it."""
        match attribute:
            case "tag":
                return self.tags
            case "id" | "store" | "category" | "kind":
                return (getattr(self, attribute),)
            case _:
                return tuple(value for key, value in self.attributes if key == attribute)


class Fold(Fraction):
    """A rate that a line states as 折: what remains of the price."""


Shape: TypeAlias = tuple[LineShape, ...]


def shape_of(cart: Cart, programme: Programme) -> Shape:
    """The cart's shape for a programme: lines by natural order of their ids."""
    return tuple(_line_shape(line, programme) for line in in_order(cart.lines))


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Lines as the engine visits them, never by position: i2 before i10."""
    return sorted(lines, key=lambda line: natural_key(line.id))


def ancestor(parents: Sequence[int], lot: int, lots: int) -> int:
    """The lot out of which ``lot`` was cut, as it was when there were only ``lots`` of them."""
    while lot >= lots:
        lot = parents[lot]
    return lot


def _line_shape(line: Line, programme: Programme) -> LineShape:
    attributes = tuple(sorted(line.attributes.items()))
    numbers: tuple[tuple[str, int | Fraction | None], ...] = ()
    named = programme.inputs | programme.literals
    if named:
        attributes = tuple(pair for pair in attributes if pair[0] not in programme.inputs)
        currency = programme.book.currency
        stated = {name: text for name in sorted(named) if (text := number_text(line, name)) is not None}
        read = {name: read_number(text, currency) for name, text in stated.items()}
        numbers = tuple(
            (name, None if isinstance(number, int) and name in programme.inputs else number)
            for name, number in read.items()
            if isinstance(number, int | Fraction)  # one that cannot be read is told where a rule asks for it
        )
    return LineShape(line.id, line.store, line.category, line.tags, line.kind, attributes, line.quantity, None, numbers)


def number_text(line: Line, name: str) -> str | None:
    """What a line states under a name, as text: an attribute, or its struck-through price."""
    if name == "list_price" and line.list_price is not None:
        return f"{line.list_price:f}"
    return line.attributes.get(name)


def read_number(text: str, currency: str) -> int | Fraction | Trouble:
    """A number that a line states: a rate, an amount in minor units, or what is wrong with it."""
    rate = parse_rate(text)
    if rate is not None:
        return Fold(rate[0].fraction) if rate[1] else rate[0].fraction
    try:
        amount: Decimal = read_amount(text)
    except ValidationError as error:
        return troubles(error)[0][1]
    try:
        return minor_units(amount, currency)
    except ValueError:
        return TooFine(f"{amount:f}", currency, CURRENCIES[currency])


# --- scopes that look at amounts ------------------------------------------------------------------------


class PriceGuard(NamedTuple):
    """The marked price of one piece of the line lies in a range (minor units)."""

    line: int
    scope: PriceIs


class TakenGuard(NamedTuple):
    """Rules have taken something from these lots."""

    columns: tuple[int, ...]
    lots: tuple[int, ...]


class Joined(NamedTuple):
    """All, any or none of several guards."""

    how: Literal["all", "any", "none"]
    parts: tuple[Guard, ...]


Guard: TypeAlias = PriceGuard | TakenGuard | Joined | bool
"""A scope on one lot: known from the shape, or a condition on amounts."""


# --- what is done -----------------------------------------------------------------------------------------


class Cut(NamedTuple):
    """A lot becomes two: the pieces that carry an odd cent of ``column``, and the rest (a new lot at the end).

    What a line costs has its odd cents on the first pieces, what a rule took on the last: so a piece
    costs what it cost before less what was taken from it.
    """

    lot: int
    column: int
    costs: tuple[int, ...]
    takes: tuple[int, ...]
    """All columns that are still read."""


class Probe(NamedTuple):
    """What a condition looks at in one pool: lots with guards, grouped by line where lines are compared."""

    lots: tuple[int, ...]
    guards: tuple[Guard, ...]
    groups: tuple[tuple[int, ...], ...]
    """Positions in ``lots``, by line; by value where different values are counted."""


class Slots(NamedTuple):
    """Register numbers of one site; :data:`NONE` for what it has no use for."""

    conditions: int
    passes: int
    measured: int
    base: int
    running: int
    unit_base: int
    unit_measured: int
    unit_count: int
    unit_amount: int
    wanted: int
    eached: int
    pooled: int
    ordered: int
    granted: int
    caps: int
    limits: int
    stepped: int
    sets: int
    picked: int
    needed_before: int
    counted: int
    spare: int
    balance: int
    coupons: int
    allowed: int
    blocked: int
    guards: int
    before: int
    shares: int
    room: int
    kept: int
    taken: int


class Site(NamedTuple):
    """One rule on one pool."""

    op: int
    pool: str
    lots: tuple[int, ...]
    """The lots in scope, by line."""
    guards: tuple[Guard, ...]
    groups: tuple[tuple[int, ...], ...]
    """Positions in ``lots``, by line."""
    units: tuple[tuple[int, ...], ...]
    """Positions in ``lots`` for which one amount is worked out; empty where it is the whole pool."""
    probes: tuple[Probe, ...]
    added: int
    """The lot of the line that the rule adds; NONE where it adds none."""
    gated: bool
    """Whether any guard depends on amounts."""
    conditional: bool
    """Whether there may be nothing in scope: by a guard, or because a line is there only if a rule charged it."""
    limited: bool
    """Whether caps, wallets, coupons or choices may grant less than is wanted."""
    slots: Slots
    bearers: tuple[int, ...]
    """The lots that bear it: those in scope, or all goods of the order."""
    bearer_groups: tuple[tuple[int, ...], ...]
    """Positions in ``bearers``, by line."""
    values: tuple[tuple[int, ...], ...] = ()
    """Positions in ``lots`` by the value that has to differ within a set."""
    companions: tuple[tuple[int, Guard], ...] = ()
    """Lots of the pieces that every set needs besides."""
    caps: int = 0
    """How many caps over more than this order there are."""
    selects: bool = False
    """Whether it looks for single pieces."""
    uses_up: bool = False
    """Whether it stands inside ``consume: pieces``."""
    used: int = NONE
    """The column of pieces that earlier rules used up."""
    whole: bool = False
    """Whether the pool bears as one, because nobody looks into it: its amounts then stand on its first lot."""


class Act(NamedTuple):
    """A rule on all its pools, in natural order of their keys."""

    op: int
    apply: Apply
    sites: tuple[Site, ...]
    lots: int
    """How many lots there are at this point."""


class Join(NamedTuple):
    """Alternatives compared, group by group."""

    op: int
    merge: Merge
    groups: tuple[tuple[str, tuple[int, ...]], ...]
    parts: tuple[tuple[tuple[int, ...], ...], ...]
    """Per group: its lots, those together whose amounts nobody tells apart from here on."""
    totals: int
    """First register: per group, what each alternative takes."""
    winners: int
    """First register: per group, the number of the winner from 1; 0 for none."""
    opened: int
    """How many lots there were when the alternatives began: pieces equal then are decided alike."""


class Tick(Frozen):
    """A limited number of alternatives counts down."""

    op: int
    count: CountDown
    register: int


class Part(NamedTuple):
    """A lot of which a rule touched some pieces becomes two: those pieces, and the rest (a new lot at the end)."""

    lot: int
    touched: tuple[str, int]
    """Under which name the rule has left how many pieces it touched, of which lot."""
    read: int
    write: int
    taken: int
    costs: tuple[int, ...]
    takes: tuple[int, ...]
    """All columns that are still read."""


class Mark(NamedTuple):
    """Inside ``consume: pieces``: the pieces that a rule used, if it took anything, are used up."""

    before: int
    after: int
    uses: tuple[tuple[int, tuple[tuple[int, str, int], ...]], ...]
    """The register of what the rule took or gave in a pool, and the lots it used there: each with the name under
    which the rule has left how many pieces, and of which lot."""


class Collect(NamedTuple):
    """Tax, worked out for lots, lines, rates or the order, at the very end."""

    levy: Levy
    lots: tuple[int, ...]
    rates: tuple[Fraction, ...]
    """Of each lot."""
    bases: int
    """First register: per line, what its tax is taken of."""
    taxes: int
    """First register: per line."""
    total: int


class Gather(NamedTuple):
    """The lots of a line that have pieces move together into its first few; what finds no place is counted."""

    lots: tuple[int, ...]
    keep: int
    columns: tuple[int, ...]
    """All columns that are still read."""


Deed: TypeAlias = Gather | Cut | Act | Part | Mark | Join | Tick | Collect


class Plan(NamedTuple):
    """A programme bound to a shape: everything but the amounts."""

    programme: Programme
    lines: tuple[LineShape, ...]
    """Cart lines in canonical order, then added lines."""
    goods: int
    """How many of ``lines`` come from the cart."""
    lot_lines: tuple[int, ...]
    """The line of every lot there ever is."""
    parents: tuple[int, ...]
    """The lot that every lot was cut from; itself for a first one."""
    deeds: tuple[Deed, ...]
    finals: int
    """First register of the lines' final amounts; NONE where only what is paid is worked out."""
    pay: int
    size: int
    inputs: int
    numbers: tuple[tuple[int, str], ...] = ()
    """The amounts that lines state themselves, in the order of the inputs after the cells: line and attribute."""
    counted: tuple[int, ...] = ()
    """Lines whose quantity is an input, after those of numbers left open; the shape has the most there may be."""
    collect: Collect | None = None
    width: int | None = None
    """In how many places the lots of a line are gathered."""
    deposits: int = NONE
    """First register of what has been paid of each line with a deposit; NONE where there are none."""
    detail: Detail = "lines"
    """Whether the amounts of lines are worked out, or only what is paid."""
    short: int = NONE
    """How many pieces found no place where lots were gathered: where this is not 0, a wider plan is needed."""

    @property
    def weight(self) -> int:
        """About how many lines a recording has: registers, and for sets every lot against every lot."""
        pieces = [len(site.lots) for deed in self.deeds if isinstance(deed, Act) for site in deed.sites if site.selects]
        return self.size + 4 * sum(lots * lots for lots in pieces)

    def inputs_of(self, cart: Cart, gates: frozenset[str]) -> list[int]:
        """The amounts of a cart of this shape: unit prices, then the first value of every cell.

        ``gates`` are the choosable rules that are left alone.
        """
        currency = self.programme.book.currency
        values = [minor_units(line.unit_price, currency) for line in in_order(cart.lines)]
        for cell in self.programme.cells:
            match cell.source:
                case "balance":
                    held = cart.wallet.balances.get(cell.name)
                    points = cell.name in self.programme.points
                    values.append(0 if held is None else int(held) if points else minor_units(held, currency))
                case "coupon":
                    coupons = cart.wallet.coupons
                    values.append(1 if coupons is None else coupons.get(cell.name, 0))
                case "gate":
                    values.append(0 if cell.name in gates else 1)
                case "limit":
                    values.append(cell.value)
        if self.numbers:
            bought = in_order(cart.lines)
            texts = [number_text(bought[at], name) for at, name in self.numbers]
            values += [minor_units(read_amount(text), currency) for text in texts]
        values += [number.first for _, number in self.programme.opened]
        if self.counted:
            pieces = [line.quantity for line in in_order(cart.lines)]
            values += [pieces[at] for at in self.counted]
        return values
