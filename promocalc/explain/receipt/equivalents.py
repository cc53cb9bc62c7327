"""A receipt in other numbers: one percentage, the price of a piece and of a unit, cash now and value later.

All of it is divided out of what the engine priced, exactly; only what is shown is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from promocalc.engine.receipt import Receipt, ReceiptLine

if TYPE_CHECKING:
    from promocalc.explain.receipt.sizes import Dimension, Size
    from promocalc.timeline.promises import Promises
    from promocalc.timeline.refunded import Refunded


class Cut(NamedTuple):
    """All cuts as one. Minor units."""

    amount: int
    """What they take off what the cart holds; cuts of what rules added are not in it."""
    share: Fraction
    """That, as a part of the tag price."""


class After(NamedTuple):
    """What is left to bear if everything that comes later comes and is used. Minor units."""

    share: Fraction
    """As a part of the tag price, and of the next purchase where there has to be one."""
    second: int
    """What that next purchase costs before anything is used on it; 0 where there is none."""


class Whole(NamedTuple):
    """All of it at once."""

    cut: Cut | None
    lines: tuple[LineEquivalents, ...]
    later: int
    """What comes later for certain is worth so much, used in full. Minor units."""
    hoped: int
    """And so much more, if every promise is kept."""


class PerUnit(NamedTuple):
    """What so much of a line's contents costs."""

    dimension: Dimension
    measure: int
    """Of how many grams, millilitres or counted things: 1, 100 or 1000."""
    word: str
    """What is counted, as the line says it; empty for grams and millilitres."""
    total: Fraction
    """What all pieces of the line hold."""
    price: Fraction
    """Minor units, exact."""


class LineEquivalents(NamedTuple):
    """What one line comes to."""

    line: str
    piece: Fraction | None
    """What a piece comes to on average, in minor units, exact; None for one piece and where nothing changed."""
    unit: PerUnit | None
    """None where the line says no size that can be read."""


def whole(receipt: Receipt) -> Whole:
    """What a receipt comes to: one cut, a piece and a unit of its lines, and what comes later."""
    if not (receipt.promised or receipt.later):
        return Whole(one_cut(receipt), of_lines(receipt), 0, 0)
    from promocalc.timeline.promises import promises  # most receipts promise nothing, and start sooner without it

    told = promises(receipt)
    later = sum(one.worth for one in told.benefits)
    hoped = sum(one.worth_kept for one in (*told.benefits, *told.promised) if one.kind != "cut") - later
    return Whole(one_cut(receipt), of_lines(receipt), later, max(0, hoped))


def one_cut(receipt: Receipt) -> Cut | None:
    """The one cut that all cuts of a receipt come to; None where there is none, or no tag price."""
    return cut_of(sum(share for line in receipt.lines if line.added_by is None for _, share in line.shares), receipt)


def cut_of(amount: int, receipt: Receipt) -> Cut | None:
    """An amount off what a receipt's cart holds, as one cut; None where nothing comes off, or there is no tag price."""
    return Cut(amount, Fraction(amount, receipt.marked)) if amount > 0 and receipt.marked else None


def kept_cut(told: Refunded) -> Cut | None:
    """By how much the kept goods cost less in the end than their tags say; None where they do not, and where wallets
    pay a part of it."""
    return None if told.kept is None or told.kept_wallet else cut_of(told.kept.marked - told.kept_pay, told.kept)


def paid_share(receipt: Receipt) -> Fraction | None:
    """What is paid, as a part of the tag price; None where the tag says nothing, or is what is paid."""
    if not receipt.marked or receipt.pay == receipt.marked:
        return None
    return Fraction(receipt.pay, receipt.marked)


def after_later(told: Promises, marked: int) -> After | None:
    """What the tag price comes down to with all that comes later; None where nothing does, or no tag price.

    A voucher lowers a second purchase, so that both count: what has to be spent, or the voucher where nothing has to.
    """
    if not marked or told.kept == told.certain:
        return None
    second = 0
    for one in (*told.promised, *told.benefits):
        if one.worth_kept:
            second += max(one.spend or 0, one.worth_kept if one.kind == "voucher" else 0)
    return After(Fraction(told.kept + second, marked + second), second)


def of_lines(receipt: Receipt) -> tuple[LineEquivalents, ...]:
    """The lines of which something is to be told, as the cart has them."""
    lines = [line for line in receipt.lines if line.added_by is None]
    units = _units(receipt, lines)
    bought = {line.id: line for line in lines}
    found = (
        LineEquivalents(line.id, _piece(bought[line.id]), units.get(line.id))
        for line in receipt.cart.lines
        if line.id in bought
    )
    return tuple(one for one in found if one.piece is not None or one.unit is not None)


def _piece(line: ReceiptLine) -> Fraction | None:
    if line.quantity < 2 or not line.pay or line.pay == line.marked:
        return None
    return Fraction(line.pay, line.quantity)


def _units(receipt: Receipt, lines: list[ReceiptLine]) -> dict[str, PerUnit]:
    """Per line id; lines that can be compared are told per the same measure."""
    sized = list(_sized(receipt, lines))
    kinds: dict[tuple[Dimension, str], list[tuple[ReceiptLine, Size]]] = {}
    for line, size in sized:
        kinds.setdefault((size.dimension, size.word), []).append((line, size))
    found = {}
    for (dimension, word), alike in kinds.items():
        measure = _measure(dimension, alike)
        for line, size in alike:
            total = size.amount * line.quantity
            found[line.id] = PerUnit(dimension, measure, word, total, Fraction(line.pay * measure, total))
    return found


def _sized(receipt: Receipt, lines: list[ReceiptLine]) -> Iterator[tuple[ReceiptLine, Size]]:
    said = {line.id: line.attributes["size"] for line in receipt.cart.lines if "size" in line.attributes}
    if not said:
        return
    from promocalc.explain.receipt.sizes import read_size  # most carts state no sizes

    for line in lines:
        if line.pay and line.id in said and (size := read_size(said[line.id])) is not None:
            yield line, size


def _measure(dimension: Dimension, alike: list[tuple[ReceiptLine, Size]]) -> int:
    """A kilogram or a litre where no piece holds less, else 100 g or 100 ml; one thing, or 100 of what costs next to
    nothing."""
    if dimension != "count":
        return 1000 if min(size.amount for _, size in alike) >= 1000 else 100
    return 1 if min(Fraction(line.pay, size.amount * line.quantity) for line, size in alike) >= 10 else 100
