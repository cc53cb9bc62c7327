"""Refunds and price protection as the terms have them, in English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, assert_never

from promocalc.explain.amounts import moment
from promocalc.explain.names import clean
from promocalc.explain.rules import take_en
from promocalc.explain.rules.cents_en import rounding_mode
from promocalc.explain.rules.policies_held import HeldBack
from promocalc.money import Rate
from promocalc.rules.cents import Round
from promocalc.rules.refund import FromWallet, Returned
from promocalc.rules.take import Clawback


def method(method: Literal["keep", "reprice"]) -> str:
    """What comes back of a price."""
    match method:
        case "keep":
            return "What a piece really cost comes back; what stays keeps its discounts."
        case "reprice":
            return "What stays is priced anew; what that makes dearer is taken off the refund."
        case _:
            assert_never(method)


def days(count: int, after: Literal["order", "payment", "receipt"]) -> str:
    """For how long goods may go back."""
    return f"Goods may go back for {_days(count)} {since(after)}."


def since(after: Literal["order", "payment", "receipt", "campaign"]) -> str:
    """From when on days are counted."""
    match after:
        case "order":
            return "after the order"
        case "payment":
            return "after payment"
        case "receipt":
            return "after receipt"
        case "campaign":
            return "after the campaign"
        case _:
            assert_never(after)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def coupons(when: Literal["never", "whole"]) -> str:
    """When a coupon comes back."""
    match when:
        case "never":
            return "A coupon that was used does not come back."
        case "whole":
            return "A coupon comes back once everything it was used on has gone back, while it is valid."
        case _:
            assert_never(when)


def balance(name: str | None, when: FromWallet) -> str:
    """When what a wallet paid comes back; without a name every wallet."""
    which = "a balance" if name is None else f'the balance "{name}"'
    match when:
        case "never":
            return f"What {which} paid does not come back."
        case "whole":
            return f"What {which} paid comes back into it once everything it was spent on has gone back."
        case "share":
            return f"What {which} paid of the goods that go back comes back into it."
        case "first":
            return f"What {which} paid comes back into it first, before any money comes back."
        case "last":
            return f"What {which} paid comes back into it last, once all money has come back."
        case _:
            assert_never(when)


def before_receipt() -> str:
    """Coupons and balances come back only until the goods are there."""
    return "Coupons and balances come back only before the goods have been received."


def postage(when: Returned) -> str:
    """When charges come back."""
    match when:
        case "never":
            return "Postage and other charges do not come back."
        case "whole":
            return "Postage and other charges come back once all goods have gone back."
        case "share":
            return "Postage and other charges come back with the goods, each with its share."
        case _:
            assert_never(when)


def benefits(what: Clawback) -> str:
    """What is taken back of points and rebates."""
    return f"Where a rule does not say otherwise: {_small(take_en.clawback(what))}."


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def fee(told: HeldBack) -> str:
    """What is held back of a refund."""
    said = f"{_when(told)}{_held(told)}"
    return f"{said[:1].upper()}{said[1:]}."


def _when(told: HeldBack) -> str:
    parts = ["from then on"] if told.follows else []
    parts += [f"before {moment(told.until)}"] if told.until is not None else []
    return "".join(f"{part}, " for part in (" and ".join(parts),) if part)


def _held(told: HeldBack) -> str:
    bounds = [f"at least {told.least}"] if told.least is not None else []
    bounds += [f"at most {told.most}"] if told.most is not None else []
    limits = f", {' and '.join(bounds)}" if bounds else ""
    if told.keeps is None:
        return "nothing is held back of a refund"
    match told.each:
        case None:
            return f"{told.keeps} of what the goods that go back cost is held back of a refund{limits}"
        case "return":
            return f"{told.keeps} is held back of a refund for each return{limits}"
        case "line":
            return f"{told.keeps} is held back of a refund for each line{limits}"
        case "piece":
            return f"{told.keeps} is held back of a refund for each piece{limits}"
        case _:
            assert_never(told.each)


def deposit(what: Literal["lost", "back"] | Rate) -> str:
    """What becomes of a deposit without its balance."""
    match what:
        case "lost":
            return "A deposit is lost where its balance is not paid."
        case "back":
            return "A deposit comes back where its balance is not paid."
        case Rate():
            return f"{what} of a deposit is lost where its balance is not paid."
        case _:
            assert_never(what)


def binds(part: str, law: str | None) -> str:
    """How far the law lets a deposit bind."""
    where = f" ({law})" if law else ""
    return f"By law a deposit binds up to {part} of the price; what is more is a prepayment and comes back{where}."


def rounded(told: Round, unit: str | None) -> str:
    """To what a refund is rounded."""
    return f"A refund is rounded {rounding_mode(told.mode)}{f' to {unit}' if unit is not None else ''}."


def protected(days: int | None, after: Literal["order", "payment", "receipt", "campaign"], end: datetime | None) -> str:
    """For how long a price is protected, and when the campaign ends."""
    if days is None:
        return "Where the price falls, the difference is owed; for how long is not stated."
    when = "after the goods have been received" if after == "receipt" else since(after)
    ends = f" (until {moment(end)})" if end is not None else ""
    return f"Where the price falls within {_days(days)} {when}{ends}, the difference is owed."


def counts(what: Literal["merchant", "all"]) -> str:
    """Which deductions are compared."""
    match what:
        case "merchant":
            return "Compared are the prices after what the merchant pays for; what others fund counts in neither."
        case "all":
            return "Compared are the prices after every deduction, whoever pays for it."
        case _:
            assert_never(what)


def leave_out(rules: Sequence[str]) -> str:
    """Rules that are not compared."""
    return f"Counted in neither price: {_quoted(rules)}."


def with_later(kinds: Sequence[Literal["cash", "voucher", "points"]]) -> str:
    """Benefits for later that count."""
    words = {"cash": "cash back", "voucher": "vouchers", "points": "points"}
    return f"Counted as lower prices too: {', '.join(words[kind] for kind in kinds)} for later."


def simulates(what: Literal["piece", "order"]) -> str:
    """What is priced now."""
    match what:
        case "piece":
            return "The price now is that of one piece bought by itself."
        case "order":
            return "The price now is that of the whole order bought once more."
        case _:
            assert_never(what)


def pays(part: str) -> str:
    """How much of a difference is paid back, where that is not just all of it."""
    return f"{part} of the difference is paid back."


def cap(most: str, rate: bool) -> str:
    """The most that one claim brings; a rate is one of the prices then."""
    return f"One claim brings at most {most}{' of the prices then' if rate else ''}."


def excludes(rules: Sequence[str]) -> str:
    """Rules whose goods are not protected."""
    return f"Goods under these are not protected: {_quoted(rules)}."


def called(title: str) -> str:
    """What people call it."""
    return f'Known as "{title}".'


def source(said: str) -> str:
    """Where the terms say so."""
    return f"Source: {said}"


def inherited(book: str) -> str:
    """That another rulebook says all this."""
    return f"All of this is from {clean(book)}."


def _quoted(rules: Sequence[str]) -> str:
    return ", ".join(f'"{rule}"' for rule in rules)
