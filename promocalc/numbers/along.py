"""The number system that follows one thing that moves: every amount is its value at a witness, and an exact law.

What moves is one input: a price or a quantity, a balance, or a number of a rule. A law says what the amount is near
the witness, as an integer linear combination of what moves and of what was made of it: quotients rounded down,
products, shares. Where the meaning has to decide, the witness decides; so a law holds as far as every decision stays
as it was, and often further. Whoever uses it finds out how far.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import gcd
from typing import Any, TypeAlias, TypeVar

from promocalc.counting import full_sets
from promocalc.money import Odd, share
from promocalc.numbers.exact import Exact

T = TypeVar("T")


class _Part:
    """Something that a law is made of: equal to another of its kind with equal facts. Its hash is worked out once."""

    __slots__ = ("_facts", "_hash")

    def __init__(self, *facts: object) -> None:
        self._facts = facts
        self._hash = hash((type(self), facts))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (type(other) is type(self) and self._facts == other._facts)


class Moving(_Part):
    """The input that is followed."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "x"


class Quotient(_Part):
    """``top / by`` rounded down. A ``by`` that moves counts as 1 where it is less: no law divides by nothing."""

    __slots__ = ("by", "top")

    def __init__(self, top: Linear, by: Linear) -> None:
        super().__init__(top, by)
        self.top, self.by = top, by


class Product(_Part):
    """Two amounts, both of which move, multiplied."""

    __slots__ = ("first", "second")

    def __init__(self, first: Linear, second: Linear) -> None:
        super().__init__(first, second)
        self.first, self.second = first, second


class Share(_Part):
    """One share of ``total`` divided over ``weights``, as :func:`promocalc.money.share` divides it.

    What would be negative, far from the witness, counts as 0.
    """

    __slots__ = ("odd", "position", "total", "weights")

    def __init__(self, total: Linear, weights: tuple[Linear, ...], odd: Odd, position: int) -> None:
        super().__init__(total, weights, odd, position)
        self.total, self.weights, self.odd, self.position = total, weights, odd, position


Atom: TypeAlias = Moving | Quotient | Product | Share
"""What a law is a linear combination of."""


class Linear:
    """``constant`` and so many times each of some atoms; none of them 0 times."""

    __slots__ = ("_hash", "constant", "terms")

    def __init__(self, constant: int, terms: dict[Atom, int]) -> None:
        self.constant, self.terms = constant, terms
        self._hash = hash((constant, frozenset(terms.items())))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Linear) and self.constant == other.constant and self.terms == other.terms

    def plus(self, other: Linear | int, times: int = 1) -> Linear:
        """This, and ``times`` another."""
        if isinstance(other, int):
            return Linear(self.constant + times * other, self.terms)
        terms = dict(self.terms)
        for atom, count in other.terms.items():
            terms[atom] = terms.get(atom, 0) + times * count
            if not terms[atom]:
                del terms[atom]
        return Linear(self.constant + times * other.constant, terms)

    def scaled(self, times: int) -> Linear:
        """So many times this; ``times`` is not 0."""
        return Linear(self.constant * times, {atom: count * times for atom, count in self.terms.items()})


MOVING = Linear(0, {Moving(): 1})
"""What moves, itself."""


def parts(atom: Atom) -> tuple[Linear, ...]:
    """What an atom is made of."""
    match atom:
        case Quotient():
            return atom.top, atom.by
        case Product():
            return atom.first, atom.second
        case Share():
            return atom.total, *atom.weights
        case _:
            return ()


def in_order(law: Linear) -> list[Atom]:
    """Every atom of a law once, each after those that it is made of. (Laws nest too deeply to recurse.)"""
    found: dict[Atom, None] = {}
    waiting: list[tuple[Atom, bool]] = [(atom, False) for atom in law.terms]
    while waiting:
        atom, ready = waiting.pop()
        if atom in found:
            continue
        if ready:
            found[atom] = None
            continue
        waiting.append((atom, True))
        waiting += [(inner, False) for part in parts(atom) for inner in part.terms]
    return list(found)


def folded(
    law: Linear, of: Callable[[Atom, Callable[[Linear], T]], T], total: Callable[[Linear, dict[Atom, T]], T]
) -> T:
    """A law worked out from its innermost parts: ``of`` says what an atom is, ``total`` what a combination is."""
    known: dict[Atom, T] = {}

    def inner(part: Linear) -> T:
        return total(part, known)

    for atom in in_order(law):
        known[atom] = of(atom, inner)
    return total(law, known)


Sharer: TypeAlias = Callable[[Any, Sequence[Any], Odd], Sequence[Any]]
"""How an amount is divided: :func:`promocalc.money.share`, or the same over columns."""


def worked(law: Linear, x: Any, shared: Sharer = share) -> Any:
    """What a law comes to at a value of what moves: an integer, or a column of them where ``x`` is one and ``shared``
    takes it."""
    shares: dict[tuple[Linear, tuple[Linear, ...], Odd], Sequence[Any]] = {}

    def of(atom: Atom, inner: Callable[[Linear], Any]) -> Any:
        match atom:
            case Quotient(top=top, by=by):
                return inner(top) // (_at_least(inner(by), 1) if by.terms else by.constant)
            case Product(first=first, second=second):
                return inner(first) * inner(second)
            case Share(total=total, weights=weights, odd=odd, position=position):
                key = total, weights, odd
                if key not in shares:
                    shares[key] = shared(_at_least(inner(total), 0), [_at_least(inner(one), 0) for one in weights], odd)
                return shares[key][position]
            case _:
                return x

    return folded(law, of, _sum)


def _at_least(amount: Any, low: int) -> Any:
    """The larger one, of integers and of columns."""
    return amount + (amount < low) * (low - amount)


def _sum(part: Linear, known: dict[Atom, Any]) -> Any:
    found: Any = part.constant
    for atom, count in part.terms.items():
        found = found + count * known[atom]
    return found


def largest(law: Linear, x: int) -> int:
    """A bound on every number that working out a law meets, where what moves is between ``-x`` and ``x``."""
    met = x

    def of(atom: Atom, inner: Callable[[Linear], int]) -> int:
        nonlocal met
        match atom:
            case Quotient(top=top, by=by):
                inner(by)  # for what it meets; dividing by it makes nothing larger
                found = inner(top)
            case Product(first=first, second=second):
                found = inner(first) * inner(second)
            case Share(total=total, weights=weights):
                found = inner(total)
                met = max(met, 4 * (found + 1) * (sum(map(inner, weights)) + 1))
            case _:
                found = x
        return found

    def total(part: Linear, known: dict[Atom, int]) -> int:
        nonlocal met
        found = abs(part.constant) + sum(abs(count) * known[atom] for atom, count in part.terms.items())
        met = max(met, found)
        return found

    return max(folded(law, of, total), met)


# --- amounts --------------------------------------------------------------------------------------------------


class Followed:
    """An amount that moves: its value at the witness, and its law."""

    __slots__ = ("at", "law")
    __hash__ = None  # type: ignore[assignment]  # nobody may look an amount up

    def __init__(self, at: int, law: Linear) -> None:
        self.at, self.law = at, law

    def __add__(self, other: Any) -> Any:
        return _amount(self.at + _at(other), self.law.plus(_law(other)))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return _amount(self.at - _at(other), self.law.plus(_law(other), -1))

    def __rsub__(self, other: Any) -> Any:
        return _amount(_at(other) - self.at, self.law.scaled(-1).plus(_law(other)))

    def __mul__(self, other: Any) -> Any:
        return _times(self, other)

    __rmul__ = __mul__

    def __ge__(self, other: Any) -> bool:
        return self.at >= _at(other)

    def __gt__(self, other: Any) -> bool:
        return self.at > _at(other)

    def __le__(self, other: Any) -> bool:
        return self.at <= _at(other)

    def __lt__(self, other: Any) -> bool:
        return self.at < _at(other)


def moving(at: int, behind: int = 0) -> Followed:
    """The amount that is followed: ``at`` at the witness, and always ``behind`` less than what moves."""
    return Followed(at, MOVING.plus(-behind))


def _amount(at: int, law: Linear) -> Any:
    """An amount; a plain number where nothing in it moves."""
    return Followed(at, law) if law.terms else law.constant


def _at(value: Any) -> int:
    found: int = value.at if isinstance(value, Followed) else value
    return found


def _law(value: Any) -> Linear:
    return value.law if isinstance(value, Followed) else Linear(value, {})


def _times(first: Any, second: Any) -> Any:
    if not isinstance(second, Followed):
        first, second = second, first
    if not isinstance(second, Followed):
        return first * second
    if not isinstance(first, Followed):
        return Followed(second.at * first, second.law.scaled(first)) if first else 0
    return Followed(first.at * second.at, Linear(0, {Product(first.law, second.law): 1}))


def _divided(top: Linear, by: int) -> Linear:
    """``top / by`` rounded down, in its simplest form: what is whole in it stands outside."""
    outside: dict[Atom, int] = {}
    inside: dict[Atom, int] = {}
    for atom, count in top.terms.items():
        whole = count // by if count >= 0 else -(-count // by)
        if whole:
            outside[atom] = whole
        if count - whole * by:
            inside[atom] = count - whole * by
    constant, rest = divmod(top.constant, by)
    if not inside:
        return Linear(constant, outside)
    common = gcd(by, *inside.values())
    # What is multiplied is a multiple of it, so the constant below one of them decides nothing.
    inner = Linear(rest // common, {atom: count // common for atom, count in inside.items()})
    if by == common:
        return Linear(constant, outside).plus(inner)
    return Linear(constant, outside).plus(Linear(0, {Quotient(inner, Linear(by // common, {})): 1}))


class Along(Exact):
    """Follow one amount (:func:`moving`) through a meaning: everything is decided as it is at the witness."""

    __slots__ = ()

    def same(self, first: Any, second: Any) -> Any:
        return _at(first) == _at(second)

    def total(self, amounts: Sequence[Any]) -> Any:
        constant, terms, at = 0, dict[Atom, int](), 0
        for amount in amounts:
            if isinstance(amount, Followed):
                at += amount.at
                constant += amount.law.constant
                for atom, count in amount.law.terms.items():
                    terms[atom] = terms.get(atom, 0) + count
            else:
                at += amount
                constant += amount
        return _amount(at, Linear(constant, {atom: count for atom, count in terms.items() if count}))

    def whole(self, amount: Any, every: Any) -> Any:
        return _at(amount) // _at(every)  # a step is where a law ends

    def quotient(self, amount: Any, by: Any) -> Any:
        at = _at(amount) // _at(by)
        if isinstance(by, Followed):
            return Followed(at, Linear(0, {Quotient(_law(amount), by.law): 1}))
        return _amount(at, _divided(amount.law, by)) if isinstance(amount, Followed) else at

    def times(self, count: Any, unit: Any, at_most: int | None) -> Any:  # noqa: ARG002 - the bound is for other systems
        return _times(count, unit)

    def share(self, total: Any, weights: Sequence[Any], odd: Odd) -> Sequence[Any]:
        found: list[Any] = list(share(_at(total), [_at(one) for one in weights], odd))
        if not any(isinstance(one, Followed) for one in (total, *weights)) or not sum(_at(one) for one in weights):
            return found
        heirs = [at for at, one in enumerate(weights) if isinstance(one, Followed) or one]
        laws = tuple(_law(weights[at]) for at in heirs)
        rest = total
        for position, at in enumerate(heirs[:-1]):
            found[at] = Followed(found[at], Linear(0, {Share(_law(total), laws, odd, position): 1}))
            rest = rest - found[at]
        found[heirs[-1]] = rest  # so that all of them together are simply the total
        return found

    def ahead(self, units: Sequence[Any], counts: Sequence[Any], cheapest: bool) -> Sequence[Any]:
        order = sorted(range(len(units)), key=lambda at: _at(units[at]) if cheapest else -_at(units[at]))
        found: list[Any] = [0] * len(units)
        before: Any = 0
        for at in order:
            found[at] = before
            before = before + counts[at]
        return found

    def full_sets(self, counts: Sequence[Any], size: int) -> Any:
        return full_sets([_at(count) for count in counts], size)

    def gather(self, counts: Sequence[Any], columns: Sequence[Sequence[Any]], keep: int) -> Sequence[Sequence[Any]]:
        there = [at for at, count in enumerate(counts) if _at(count)][:keep]
        spare: list[Any] = [0] * (keep - len(there))
        return [[row[at] for at in there] + spare for row in (counts, *columns)]


def law_of(amount: Any) -> Linear:
    """The law of an amount of this system, or of a plain number."""
    return _law(amount)
