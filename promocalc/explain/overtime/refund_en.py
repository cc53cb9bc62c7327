"""Goods that go back, in English."""

from __future__ import annotations

from typing import Literal, assert_never

from promocalc.explain.names import Names, clean
from promocalc.explain.overtime.refund_words import RefundLabels
from promocalc.timeline.refunded import BalanceBack, CouponBack, Part, RefundStage, TakenBack, Why

labels = RefundLabels(
    title="Refund",
    ordered="Ordered",
    returned="Goes back",
    received="Received",
    stage="By then",
    paid="Paid",
    goes_back="What goes back",
    item="Item",
    pieces="Pieces",
    tag="Tag price",
    cost="Cost you",
    back="Money back",
    moved="Into wallets instead",
    total="Total",
    part="part",
    money="Money",
    expected="What the tag says",
    cash="Money back",
    cash_late="Money back, had it been in time",
    too_late="  but too late: returns ended",
    of_postage="  of which postage and charges",
    after_fee="  after a fee of",
    to_wallets="Into wallets",
    not_back="Not back as money",
    lost="Not back in any form",
    got_before="Came back before",
    so_far="Paid so far",
    deposit="Deposit",
    deposit_on="The deposit on it",
    deposit_terms="Money back, by the terms",
    deposit_usual="Money back, as is usual",
    deposit_law="Money back, by law at least",
    not_back_terms="Not back, by the terms",
    not_back_usual="Not back, as is usual",
    why="Why not all of it",
    how="How that comes about",
    elsewhere="What else comes back, or is taken back",
    kept="What you keep",
    kept_pay="It costs you in the end",
    alone="Bought alone it would have cost",
    difference="Difference",
    nothing_kept="You keep nothing",
    same="none",
    notes="Worth knowing",
    policy="By these terms",
    silent="The terms say nothing of refunds. Taken for granted: each piece comes back at what it really cost, coupons "
    "and postage once everything has gone back, and a deposit is lost when its balance is not paid.",
)


def stage(stage: RefundStage) -> str:
    """What had happened by then."""
    match stage:
        case "deposit":
            return "the deposit was paid, the balance not yet"
        case "paid":
            return "everything was paid, the goods not yet received"
        case "received":
            return "the goods had been received"
        case _:
            assert_never(stage)


def so_far(paid: str, pay: str) -> str:
    """What has been paid of all there is to pay."""
    return f"{paid} of {pay}"


def part(part: Part, names: Names, *, assumed: bool) -> str:
    """Why less money comes back than the tag says; ``assumed``: the terms are silent."""
    rule = names.rules((part.rule,)) if part.rule is not None else ""
    match part.kind:
        case "share":
            return f"taken off by {rule}, so never paid"
        case "coupon":
            return f"the coupon {rule}"
        case "balance":
            return f"paid from a wallet: {rule}"
        case "postage":
            return "postage and charges"
        case "deposit":
            return "kept of the deposit, as is usual" if assumed else "kept of the deposit, by the terms"
        case "clawback":
            return f"what you keep costs {'less' if part.amount < 0 else 'more'} by itself"
        case "benefit":
            return f"used-up benefit of {rule}"
        case "fee":
            return "the fee that the terms hold back"
        case "short":
            return "less than nothing, which nobody pays" if part.amount < 0 else "left over from earlier returns"
        case "rounding":
            return "rounding, in your favour" if part.amount < 0 else "rounding"
        case _:
            assert_never(part.kind)


def otherwise() -> str:
    """After an amount that comes back in another form."""
    return " (comes back in its own form)"


def why(why: Why) -> str:
    """Why something that was spent stays spent."""
    match why:
        case "never":
            return "by the terms it never does"
        case "part":
            return "not everything it was used on has gone back"
        case "expired":
            return "it is no longer valid"
        case "received":
            return "the goods have been received"
        case _:
            assert_never(why)


_UNSURE = " (if it is still valid then: no moment was given)"


def balance(back: BalanceBack, names: Names) -> str:
    """What goes into a wallet again."""
    spent, amount = names.price(back.spent), names.price(back.amount)
    said = f"{amount} goes into the wallet again; it had paid {spent} of this"
    if back.why is not None:
        said += f": {why(back.why)}"
    return said + (_UNSURE if back.unsure else "")


def coupon(back: CouponBack) -> str:
    """Whether a coupon can be used again."""
    many = f"{back.count} of them " if back.count > 1 else ""
    if back.why is not None:
        return f"{many}{'do' if back.count > 1 else 'does'} not come back: {why(back.why)}"
    return f"{many}{'come' if back.count > 1 else 'comes'} back" + (_UNSURE if back.unsure else "")


def benefit(back: TakenBack, names: Names) -> str:
    """What is taken back of a benefit."""
    worth = names.price(back.worth)
    match back.kind:
        case _ if back.points:
            thing = f"{names.points(back.amount)}, worth {worth}"
        case "cash":
            thing = f"{worth} in cash, apart from the money back"
        case "voucher":
            thing = f"a voucher of {worth}"
        case other:
            thing = f"{worth} in {clean(other)}"
    said = f"{worth} is taken off the money: it has been used up" if back.in_cash else f"taken back: {thing}"
    return said if back.certain else f"{said}, if it was ever given: it was only promised"


def funder(amount: str) -> str:
    """What somebody else had paid."""
    return f"{amount} that it had paid goes back to it; that was never yours"


def with_wallets(paid: str, wallet: str) -> str:
    """What is paid in money, and what wallets pay."""
    return f"{paid}, and {wallet} from wallets"


def dearer(amount: str) -> str:
    """The kept goods cost more than by themselves."""
    return f"{amount} more than if the rest had never been ordered"


def cheaper(amount: str) -> str:
    """The kept goods cost less than by themselves."""
    return f"{amount} less than if the rest had never been ordered"


def in_time(closes: str) -> str:
    """Until when it is in time."""
    return f"in time, before {closes}"


def unknown_time(after: Literal["order", "payment", "receipt"], days: int) -> str:
    """Nobody said when the days begin in which goods can go back."""
    lasting = "a day" if days == 1 else f"{days} days"
    match after:
        case "receipt":
            return f"No moment is given for when the goods came: until then, and {lasting} after, it is in time."
        case "order" | "payment":
            return f"No moment is given for the {after}: it is in time for {lasting} after."
        case _:
            assert_never(after)


def at_once(amount: str, now: str) -> str:
    """Had everything gone back at once, another amount would have come back."""
    return f"Had everything gone back at once, {amount} would have come back in all; it is {now}."


def one_by_one(amount: str, now: str) -> str:
    """Returned one by one, another amount comes back."""
    return f"Returned one by one in this order, {amount} comes back; at once it is {now}."


def short(amount: str) -> str:
    """Goods that are kept cost more than the refund."""
    return f"What you keep has become {amount} dearer than what would come back; nobody has to pay for a return."


def binds(amount: str, part: str, law: str | None) -> str:
    """How far the law lets a deposit bind: at least so much comes back."""
    where = f" ({law})" if law else ""
    return f"By law a deposit binds up to {part} of the price{where}: at least {amount} has to come back."


def binds_less(amount: str, part: str, law: str | None) -> str:
    """The same, where the terms give more back than that."""
    where = f" ({law})" if law else ""
    return (
        f"By law a deposit binds up to {part} of the price{where}, so that {amount} would have to come back: the terms "
        f"give more, and the better of the two counts."
    )


def costs_less(amount: str) -> str:
    """More money comes back than was paid: kept goods cost less of it by themselves."""
    return f"{amount} more comes back than this cost you: bought alone, what you keep takes that much less money."


def latest_fee() -> str:
    """Fees change with time, nobody said when, and so the last of them is taken."""
    return "The fee depends on when goods go back: the last of those in the terms is taken."


def no_moment(stage: str) -> str:
    """Nobody said when the goods go back."""
    return f"No moment is given for the return: it is worked out as if, by then, {stage}."
