"""Goods that go back, as data: what ``promocalc refund --json`` prints. Amounts are decimal strings."""

from __future__ import annotations

import json

from promocalc.explain.data import Data, moment_data, title_data
from promocalc.explain.receipt.equivalents import kept_cut
from promocalc.explain.receipt.equivalents_json import cut_data, equivalents_data
from promocalc.money import plain
from promocalc.timeline.refunded import BalanceBack, CouponBack, Refunded, RefundLine, TakenBack

SCHEMA = "promocalc.refund/1.1"


def dumps(refunded: Refunded) -> str:
    """The refund as JSON text, ending in a newline."""
    return json.dumps(to_data(refunded), ensure_ascii=False, indent=2) + "\n"


def to_data(refunded: Refunded) -> Data:
    """The same as plain mappings, lists and texts."""
    return _Telling(refunded).data()


class _Telling:
    def __init__(self, refunded: Refunded) -> None:
        self.told, self.receipt = refunded, refunded.receipt

    def money(self, minor: int | None) -> str | None:
        return None if minor is None else plain(minor, self.receipt.currency)

    def data(self) -> Data:
        told, receipt, money = self.told, self.receipt, self.money
        return {
            "schema": SCHEMA,
            "cart": receipt.cart.name,
            "rulebook": receipt.rulebook.rulebook,
            "fingerprint": receipt.fingerprint,
            "currency": receipt.currency,
            "ordered": moment_data(receipt.at),
            "received": moment_data(told.received),
            "at": moment_data(told.at),
            "stage": told.stage,
            "closes": moment_data(told.closes),
            "in_time": told.in_time,
            "policy": {
                "assumed": told.assumed,
                "method": told.policy.method,
                "source": None if told.policy.source is None else title_data(told.policy.source),
                "law": None if told.policy.law is None else title_data(told.policy.law),
                "binds": None if told.policy.binds is None else str(told.policy.binds),
            },
            "pay": money(receipt.pay),
            "paid_by_then": money(told.paid_by_then),
            "equivalents": equivalents_data(receipt),
            "lines": [self.line(one) for one in told.lines],
            "expected": money(told.expected),
            "cash": money(told.cash),
            "postage": money(told.postage),
            "fee": money(told.fee),
            "to_wallets": money(told.to_wallet),
            "parts": [
                {"kind": one.kind, "rule": one.rule, "amount": money(one.amount), "back": one.back}
                for one in told.parts
            ],
            "lost": money(told.lost),
            "got_before": money(told.got_before),
            "deposit": {"by_terms": money(told.deposit_terms), "by_law": money(told.deposit_law)},
            "balances": [self.balance(one) for one in told.to_balances],
            "coupons": [self.coupon(one) for one in told.coupons],
            "taken_back": [self.taken(one) for one in told.taken_back],
            "to_funders": [{"funded_by": who, "amount": money(amount)} for who, amount in told.to_funders],
            "kept": {
                "pay": money(told.kept_pay),
                "from_wallets": money(told.kept_wallet),
                "alone": money(told.alone),
                "alone_from_wallets": money(told.alone_wallet),
                "dearer": money(told.dearer),
                "cut": cut_data(kept_cut(told), receipt.currency),
                "lines": [] if told.kept is None else [line.id for line in told.kept.lines],
            },
            "clawback": money(told.clawback),
            "short": money(told.short),
            "at_once": money(told.at_once),
            "one_by_one": money(told.one_by_one),
        }

    def line(self, one: RefundLine) -> Data:
        money = self.money
        return {
            "line": one.line,
            "title": title_data(one.title),
            "store": one.store,
            "pieces": one.pieces,
            "worth": money(one.worth),
            "paid": money(one.paid),
            "refund": money(one.refund),
            "deductions": [{"rule": rule, "amount": money(amount)} for rule, amount in one.deductions],
            "balances": [{"rule": rule, "amount": money(amount)} for rule, amount in one.balances],
            "tax": money(one.tax),
            "postage": money(one.postage),
            "clawback": money(one.clawback),
            "rounding": money(one.rounding),
            "moved": money(one.moved),
        }

    def balance(self, one: BalanceBack) -> Data:
        return {
            "balance": one.balance,
            "rule": one.rule,
            "spent": self.money(one.spent),
            "amount": self.money(one.amount),
            "why": one.why,
            "unsure": one.unsure,
        }

    def coupon(self, one: CouponBack) -> Data:
        return {
            "rule": one.rule,
            "pool": one.pool,
            "count": one.count,
            "back": one.back,
            "why": one.why,
            "unsure": one.unsure,
        }

    def taken(self, one: TakenBack) -> Data:
        return {
            "rule": one.rule,
            "kind": one.kind,
            "amount": one.amount if one.points else self.money(one.amount),
            "points": one.points,
            "worth": self.money(one.worth),
            "in_cash": one.in_cash,
            "certain": one.certain,
        }
