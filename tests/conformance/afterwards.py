"""What comes after the order: goods that go back, and prices that fall. Said where it is not what is expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from promocalc.cart import Cart
from promocalc.engine import Receipt
from promocalc.money import minor_units
from promocalc.rules.rulebook import Rulebook
from promocalc.timeline import Protected, ProtectedLine, Refunded, RefundLine, Return, protect, refund

from .case import Trial, later
from .telling import InMoney, same, same_number, words


def afterwards(trial: Trial, receipt: Receipt) -> Iterator[str]:
    """Every claim of a trial, each by its number."""
    for at, claim in enumerate(trial.refund, 1):
        found = refunded(receipt, claim)
        yield from (f"refund {at}: {trouble}" for trouble in _Refund(found).expect(claim["expect"]))
    for at, claim in enumerate(trial.protect, 1):
        owed = protected(trial, receipt, claim)
        yield from (f"protect {at}: {trouble}" for trouble in _Protect(owed).expect(claim["expect"]))


# --- goods that go back -------------------------------------------------------------------------------------------


def refunded(receipt: Receipt, claim: Mapping[str, Any]) -> Refunded:
    """What comes back for one claim of a case."""
    back, before = (_returns(claim.get(key, ()), receipt.currency) for key in ("returns", "before"))
    at, received = (_moment(claim.get(key)) for key in ("at", "received"))
    return refund(receipt, back, at=at, received=received, before=before, spent=_spent(claim.get("spent", ()), receipt))


def _spent(said: Sequence[str] | Mapping[str, Any], receipt: Receipt) -> Sequence[str] | dict[str, int]:
    """Benefits that have been used up: the rules, or how much of each, points where they are points, else money."""
    if not isinstance(said, Mapping):
        return said
    points = {one.rule for one in receipt.later if one.points}
    return {rule: int(much) if rule in points else _minor(much, receipt.currency) for rule, much in said.items()}


def _returns(said: Sequence[Mapping[str, Any]], currency: str) -> list[Return]:
    return [
        Return(
            back["line"],
            int(back["pieces"]) if "pieces" in back else None,
            _minor(back["worth"], currency) if "worth" in back else None,
        )
        for back in said
    ]


class _Refund(InMoney):
    """One refund against what is expected of it."""

    def __init__(self, found: Refunded) -> None:
        super().__init__(found.receipt.currency)
        self.found = found

    def expect(self, said: Mapping[str, Any]) -> Iterator[str]:
        for key, wanted in said.items():
            match key:
                case "stage" | "in_time" | "closes":
                    yield from same(key, str(wanted), _text(getattr(self.found, key)))
                case "lines":
                    for name, inner in wanted.items():
                        yield from self.line(name, inner if isinstance(inner, Mapping) else {"refund": inner})
                case "coupons":
                    fates = {one.rule: one.why or "back" for one in self.found.coupons}
                    for name, fate in wanted.items():
                        yield from same(f"coupon {name}", fate, fates.get(name, ""))
                case "taken_back":
                    yield from self.taken_back(wanted)
                case "to_balances" | "to_funders" | "parts":
                    yield from self.amounts(key, wanted, self.named(key), 0)
                case "withheld":
                    yield from self.amount(key, wanted, self.found.expected - self.found.cash)
                case _:
                    yield from self.amount(key, wanted, getattr(self.found, key))

    def named(self, key: str) -> dict[str, int]:
        """Amounts by the name of what they go to, or of why they do not come back."""
        match key:
            case "to_balances":
                pairs = [(one.balance, one.amount) for one in self.found.to_balances]
            case "to_funders":
                pairs = list(self.found.to_funders)
            case _:
                pairs = [(part.kind, part.amount) for part in self.found.parts]
        return {name: sum(amount for other, amount in pairs if other == name) for name, _ in pairs}

    def line(self, name: str, said: Mapping[str, str]) -> Iterator[str]:
        line: RefundLine | None = next((one for one in self.found.lines if one.line == name), None)
        if line is None:
            yield f"{name} is no line that goes back"
            return
        for key, wanted in said.items():
            yield from self.amount(f"{name} {key}", wanted, getattr(line, key))

    def taken_back(self, said: Mapping[str, str]) -> Iterator[str]:
        taken = {one.rule: one for one in self.found.taken_back}
        for rule, wanted in said.items():
            one = taken.get(rule)
            if one is not None and one.points:
                yield from same_number(f"taken back of {rule}", wanted, Decimal(one.amount))
            else:
                yield from self.amount(f"taken back of {rule}", wanted, 0 if one is None else one.amount)


# --- prices that fall ---------------------------------------------------------------------------------------------


def protected(trial: Trial, receipt: Receipt, claim: Mapping[str, Any]) -> Protected:
    """What is owed by one claim of a case."""
    already, prices, back = (
        {line: _minor(amount, receipt.currency) for line, amount in claim.get(key, {}).items()}
        for key in ("already", "prices", "refunded")
    )
    now = claim.get("now", {})
    book, cart = later(trial, now)
    return protect(
        receipt,
        Cart.model_validate(cart) if "cart" in now or "choices" in now else None,
        Rulebook.model_validate(book) if "rulebook" in now else None,
        _moment(claim.get("at")),
        received=_moment(claim.get("received")),
        already=already,
        prices=prices,
        refunded=back,
    )


class _Protect(InMoney):
    """One price protection against what is expected of it."""

    def __init__(self, found: Protected) -> None:
        super().__init__(found.then.currency)
        self.found = found

    def expect(self, said: Mapping[str, Any]) -> Iterator[str]:
        for key, wanted in said.items():
            match key:
                case "in_time" | "closes":
                    yield from same(key, str(wanted), _text(getattr(self.found, key)))
                case "lines":
                    for name, inner in wanted.items():
                        yield from self.line(name, inner)
                case "then" | "now":
                    prices = [getattr(line, key) for line in self.found.lines]
                    yield from self.amount(key, wanted, None if None in prices else sum(prices))
                case _:
                    yield from self.amount(key, wanted, getattr(self.found, key))

    def line(self, name: str, said: Mapping[str, str]) -> Iterator[str]:
        line: ProtectedLine | None = next((one for one in self.found.lines if one.line == name), None)
        if line is None:
            yield f"{name} is no line of the order"
            return
        for key, wanted in said.items():
            if key == "why":
                yield from same(f"{name} {key}", wanted, words(line.why))
            else:
                yield from self.amount(f"{name} {key}", wanted, getattr(line, key))


def _moment(said: str | None) -> datetime | None:
    return None if said is None else datetime.fromisoformat(said)


def _minor(amount: str, currency: str) -> int:
    return minor_units(Decimal(amount), currency)


def _text(value: Any) -> str:
    """As a case writes it: a moment, yes or no, a word; nothing where it cannot be said."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat()
        case _:
            return str(value)
