"""Payments over time, in English."""

from __future__ import annotations

from typing import assert_never

from promocalc.explain.amounts import rate
from promocalc.explain.moments import Clock, lasting
from promocalc.explain.names import Names
from promocalc.explain.overtime.timeline_words import By, Sure, TimelineLabels
from promocalc.explain.rules.policies import After
from promocalc.explain.rules.policies_en import since
from promocalc.timeline.scenarios import BreakEven, InStock, ScenarioKind
from promocalc.timeline.windows import (
    BeginsWithin,
    DepositAboveLaw,
    DepositNotOpen,
    DepositSavesNothing,
    Finding,
    Lapses,
    LapsesWithin,
    Mark,
    NightBalance,
    PromiseAfterRefund,
    ProtectionEndsFirst,
    RefundEndsFirst,
    ShortBalance,
    Stage,
    VoucherEndsFirst,
    Window,
    WindowKind,
)

labels = TimelineLabels(
    title="Timeline",
    zone="Zone",
    ordered="Ordered",
    balance_at="Balance paid",
    received="Received",
    windows="Windows",
    window_note="A window ends just before the moment that is told as its end.",
    when="when",
    paid_at="paid at",
    pay="pay",
    stake="if missed",
    needs="needs",
    chance="chance",
    stop_before="stop before",
    stop_after="stop after",
    no_dates="not stated",
    phases="What comes back when you stop",
    stage="Stage",
    begins="From",
    paid="Paid",
    by_terms="By the terms",
    as_usual="As usual",
    by_law="By law, at least",
    terms="Terms",
    law="Law",
    protection="Protection",
    silent="The terms say nothing of refunds: it is taken for granted that each piece comes back at what it really "
    "cost.",
    silent_deposit="The terms say nothing of refunds: it is taken for granted that each piece comes back at what it "
    "really cost, and that a deposit is lost when its balance is not paid.",
    undated="Nothing in this order has a date.",
    open_ended="Until when the balance has to be paid is not stated: what missing it costs cannot be told.",
    legend="● you pay or receive, or a payment opens or closes  ○ anything else",
    legend_open="═ a deposit or a balance can be paid  ─ neither can",
    findings="Worth knowing",
    paths="Ways it can go",
    path="Way",
    deposit="Deposit",
    balance="Balance",
    total="Total",
    note="Note",
    cheapest="cheapest",
    same_prices="cheapest at the new prices",
    break_even="Break-even",
    paid_deposit="deposit paid",
    balance_is="Balance = ",
    promises="Promises",
    forced="Second purchases needed",
)


def kind(kind: WindowKind) -> str:
    """What a window is for."""
    match kind:
        case "order":
            return "Order"
        case "deposit":
            return "Deposit"
        case "balance":
            return "Balance"
        case "coupon":
            return "Coupon or wallet"
        case "offer":
            return "Offer"
        case "refund":
            return "Returns"
        case "protection":
            return "Price protection"
        case "promise":
            return "Promise"
        case "voucher":
            return "Voucher"
        case _:
            assert_never(kind)


def mark(mark: Mark, kind: WindowKind | None) -> str:
    """What happens at a moment, in a word or two."""
    match mark:
        case "opens":
            return _opens(kind or "order")
        case "closes":
            return _closes(kind or "order")
        case "ordered":
            return "order paid"
        case "deposit":
            return "deposit paid"
        case "balance":
            return "balance paid"
        case "received":
            return "received"
        case _:
            assert_never(mark)


def _opens(kind: WindowKind) -> str:
    """Short enough to stand under a date."""
    match kind:
        case "order" | "deposit" | "balance" | "coupon" | "offer" | "promise" | "voucher":
            return f"{kind} from"
        case "refund":
            return "returns from"
        case "protection":
            return "protected"
        case _:
            assert_never(kind)


def _closes(kind: WindowKind) -> str:
    match kind:
        case "order" | "deposit" | "balance" | "coupon" | "offer" | "voucher":
            return f"{kind} ends"
        case "promise":
            return "promise due"
        case "refund":
            return "returns end"
        case "protection":
            return "unprotected"
        case _:
            assert_never(kind)


def stake(window: Window, names: Names) -> str:
    """What a missed window costs; empty where nothing."""
    amount = "" if window.lost is None else names.price(window.lost)
    match window.stake:
        case "nothing":
            return ""
        case "deposit":
            return f"the deposit is lost: {amount}"
        case "saving":
            return f"{amount} more to pay"
        case "goods":
            return f"the goods can no longer go back for {amount}"
        case "difference":
            return "a lower price no longer brings the difference"
        case "benefit":
            return f"a benefit worth {amount} is lost"
        case _:
            assert_never(window.stake)


def days(count: int, after: After) -> str:
    """A window that is counted in days."""
    return f"{count} {'day' if count == 1 else 'days'} {since(after)}"


def back(paid: str, terms: str, law: str | None, assumed: bool) -> str:
    """What comes back of what was paid."""
    by = "as usual (the terms are silent)" if assumed else "by the terms"
    said = f"{terms} of {paid} comes back {by}"
    if law is None:
        return said
    return f"{said}, and by law" if law == terms else f"{said}, at least {law} by law"


def stage(stage: Stage) -> str:
    """What has happened by then."""
    match stage:
        case "unpaid":
            return "nothing paid"
        case "deposit":
            return "deposit paid"
        case "paid":
            return "all paid"
        case "received":
            return "goods received"
        case "final":
            return "returns over"
        case _:
            assert_never(stage)


def law(law: str, binds: str | None) -> str:
    """Which law bounds a deposit, and how."""
    if binds is None:
        return law
    return f"{law}: a deposit binds up to {binds} of the price, what is more is a prepayment and comes back"


def finding(found: Finding, names: Names, clock: Clock) -> str:
    """What was found, in a sentence."""
    match found:
        case Lapses(rule, until, balance_at, saves):
            worth = "" if saves is None else f": {names.price(saves)} that this order does not get"
            return (
                f"{names.rules((rule,))} can be used until {clock.stamp(until)} and lapses before the balance is due "
                f"({clock.stamp(balance_at)}){worth}."
            )
        case LapsesWithin(rule, until, closes, dearer):
            return (
                f"{names.rules((rule,))} ends on {clock.stamp(until)}, while the balance can be paid until "
                f"{clock.stamp(closes)}: paid later, it costs {names.price(dearer)} more."
            )
        case BeginsWithin(rule, starts, opens, dearer):
            return (
                f"{names.rules((rule,))} begins on {clock.stamp(starts)}, after the balance opens "
                f"({clock.stamp(opens)}): paid before, it costs {names.price(dearer)} more."
            )
        case ShortBalance(opens, closes, _):
            return (
                f"The balance can be paid for {lasting(closes - opens, 'en')} only: "
                f"{clock.span(opens, closes).partition(' (')[0]}."
            )
        case NightBalance(opens, _, only):
            how = "can be paid in the night only" if only else "opens in the night"
            return f"The balance {how}: from {clock.stamp(opens)}."
        case DepositNotOpen():
            return _not_open(found, names, clock)
        case DepositAboveLaw(lines, deposit, price, bound, excess, part):
            return (
                f"{names.price(deposit)} is paid as a deposit on {names.lines(lines)}, which costs "
                f"{names.price(price)}. By law a deposit binds up to {rate(part)} of that, {names.price(bound)}: "
                f"{names.price(excess)} is a prepayment and comes back."
            )
        case DepositSavesNothing(rule, deposit):
            return f"{names.rules((rule,))} lowers no price: {names.price(deposit)} binds you and saves nothing."
        case ProtectionEndsFirst(closes, "balance", at, _):
            return (
                f"Price protection ends on {clock.stamp(closes)}, {lasting(at - closes, 'en')} before the balance is "
                f"paid."
            )
        case ProtectionEndsFirst(closes, _, at, _):
            return (
                f"Price protection ends on {clock.stamp(closes)}, {lasting(at - closes, 'en')} before the goods are "
                f"received."
            )
        case RefundEndsFirst(closes, received):
            return f"Goods can go back until {clock.stamp(closes)}; they are received only on {clock.stamp(received)}."
        case PromiseAfterRefund(rule, by, closes):
            return (
                f"Whether {names.rules((rule,))} comes true is known by {clock.stamp(by)}; goods can go back only "
                f"until {clock.stamp(closes)}."
            )
        case VoucherEndsFirst(rule, until, paid_at):
            return (
                f"The voucher of {names.rules((rule,))} ends on {clock.stamp(until)}, before everything is paid "
                f"({clock.stamp(paid_at)})."
            )
        case _:
            assert_never(found)


def _not_open(found: DepositNotOpen, names: Names, clock: Clock) -> str:
    when, rule = clock.span(found.opens, found.closes).partition(" (")[0], names.rules((found.rule,))
    if found.over:
        return f"{rule} has ended: deposits could be made {when}."
    return f"{rule} is not open yet: deposits can be made {when}."


def path(kind: ScenarioKind) -> str:
    """One way that it can go."""
    match kind:
        case "presale":
            return "Presale"
        case "in_stock_now":
            return "In stock now"
        case "in_stock":
            return "In stock on the day"
        case "walk_away":
            return "Walk away after the deposit"
        case "miss":
            return "Miss the balance, then in stock"
        case "presale_fallen":
            return "Presale, at the new prices"
        case "in_stock_fallen":
            return "In stock, at the new prices"
        case _:
            assert_never(kind)


def came_back(amount: str) -> str:
    """What of the deposit has come back, so that it is not in the total."""
    return f"{amount} of the deposit has come back"


def lost(lost: str, law: str | None, goods: bool) -> str:
    """What a way loses, and what by the law."""
    said = f"{lost} lost" if goods else f"{lost} for nothing"
    return said if law is None or law == lost else f"{said} (by law {law})"


def more(amount: str, new: bool) -> str:
    """How much dearer than the cheapest way."""
    return f"{amount} above the cheapest at the new prices" if new else amount


def against(kind: InStock) -> str:
    """What the presale is compared with."""
    match kind:
        case "in_stock_now":
            return "buying in stock now"
        case "in_stock":
            return "buying in stock on the day"
        case _:
            assert_never(kind)


def break_even(found: BreakEven, by: By, sure: tuple[Sure, str], names: Names) -> str:
    """Whether a deposit pays."""
    where = _by(by)
    saved, lost_, other = names.price(abs(found.saved)), names.price(found.lost), against(found.against)
    match found.verdict:
        case "never":
            more_ = "costs the same as" if not found.saved else f"costs {saved} more than"
            return f"{where} the presale does not pay: it {more_} {other}."
        case "always":
            return (
                f"{where} the presale pays in any case: it saves {saved} against {other}, and walking away costs "
                "nothing."
            )
        case "depends":
            return (
                f"{where} the presale pays {_sure(*sure)} to pay the balance: "
                f"it saves {saved} against {other}, and walking away costs {lost_}."
            )
        case _:
            assert_never(found.verdict)


def _by(by: By) -> str:
    match by:
        case "terms":
            return "By the terms"
        case "law":
            return "By law"
        case "both":
            return "By the terms as by law"
        case "usual":
            return "By what is usual (the terms are silent)"
        case _:
            assert_never(by)


def _sure(sure: Sure, percent: str) -> str:
    match sure:
        case "at_least":
            return f"only if you are at least {percent} sure"
        case "more_than":
            return f"only if you are more than {percent} sure"
        case "less_than":
            return f"even if you are less than {percent} sure"
        case _:
            assert_never(sure)


def second_purchase(spend: str) -> str:
    """What has to be spent before a voucher is worth anything."""
    return f"another purchase of {spend} or more"
