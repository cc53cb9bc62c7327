"""The cheapest way as data: what ``promocalc best --json`` prints. Amounts are decimal strings."""

from __future__ import annotations

import json
from typing import assert_never

from promocalc.cart import Choices
from promocalc.choose.actions import Action, Dearer, GetCoupon, SplitUp, Wait
from promocalc.choose.plans import Worth
from promocalc.explain.best.told import BestTold, Change, Way
from promocalc.explain.data import Data, title_data
from promocalc.explain.receipt import as_json as receipt_json
from promocalc.explain.receipt.equivalents_json import equivalents_data
from promocalc.explain.receipt.outcome_json import outcome_data
from promocalc.money import plain

SCHEMA = "promocalc.best/1.1"


def dumps(told: BestTold) -> str:
    """The cheapest way as JSON text, ending in a newline."""
    return json.dumps(to_data(told), ensure_ascii=False, indent=2) + "\n"


def to_data(told: BestTold) -> Data:
    """The same as plain mappings, lists and texts."""
    return _Telling(told).data()


class _Telling:
    def __init__(self, told: BestTold) -> None:
        self.told = told

    def money(self, minor: int) -> str:
        return plain(minor, self.told.receipt.currency)

    def data(self) -> Data:
        told, best = self.told, self.told.best
        moves, freed = told.moves, told.freed
        return {
            "schema": SCHEMA,
            "currency": told.receipt.currency,
            "now": {"pay": self.money(told.now.pay), "choices": choices_data(told.now.choices)},
            "best": {
                "pay": self.money(told.receipt.pay),
                "choices": choices_data(best.choices),
                "bound": self.money(best.bound),
                "gap": self.money(best.gap),
                "proof": best.proof,
                "combinations": best.combinations,
            },
            "interrupted": told.interrupted,
            "saved": self.money(told.saved),
            "budget": None if told.budget is None else self.money(told.budget),
            "fixed": {
                **{key: list(getattr(told.search.stated, key)) for key in ("use", "skip")},
                "idle": [step.rule for step in told.idle],
                "freed": None if freed is None else self.money(freed),
            },
            "moves": {key: list(getattr(moves, key)) for key in ("use", "leave", "keep")},
            "command": list(told.again),
            "changes": [{"rule": one.rule, **self.change(one)} for one in told.changes],
            "tax": None if told.tax is None else self.change(told.tax),
            "later": dict(zip(("now", "best"), map(self.money, told.later), strict=True)),
            "ways": [self.way(one) for one in told.ways],
            "worths": [self.offer(one) for one in told.worths],
            "not_held": [
                {"rule": one.rule, "pay": self.if_held(one.rule)} for one in told.tried.values() if one.missing
            ],
            "effort": {
                "nothing": self.money(told.effort.nothing),
                "now": self.money(told.now.pay),
                "best": self.money(told.receipt.pay),
                "steps": [{"rule": one.rule, "pay": self.money(one.pay)} for one in told.effort.steps],
            },
            "actions": [self.action(one) for one in told.further.actions],
            "dearer": self.dearer(told.further.dearer),
            "not_weighed": {
                "actions": list(told.further.not_weighed),
                "coupons": list(told.further.coupons_left),
            },
            "receipt": receipt_json.to_data(told.receipt),
        }

    def change(self, change: Change) -> Data:
        return {"now": self.money(change.now), "best": self.money(change.best)}

    def way(self, way: Way) -> Data:
        pay = way.receipt.pay
        return {
            "pay": self.money(pay),
            "off": self.money(way.receipt.marked - pay),
            "against_now": self.money(pay - self.told.now.pay),
            "rules": list(way.rules),
            "choices": choices_data(way.receipt.choices),
            "is_now": way.is_now,
            "equivalents": equivalents_data(way.receipt),
        }

    def action(self, action: Action) -> Data:
        """Something more that could be done, and what is paid then."""
        what: Data
        match action:
            case GetCoupon(rule):
                what = {"kind": "coupon", "rule": rule}
            case Wait(at, begins, ends):
                what = {"kind": "wait", "at": at.isoformat(), "begins": list(begins), "ends": list(ends)}
            case SplitUp(orders):
                what = {"kind": "split", "orders": orders}
            case _:
                assert_never(action)
        return {**what, "pay": self.money(action.pay), "saved": self.money(action.saved)}

    def dearer(self, dearer: Dearer | None) -> Data | None:
        """When more is paid than now."""
        if dearer is None:
            return None
        return {
            "at": dearer.at.isoformat(),
            "begins": list(dearer.begins),
            "ends": list(dearer.ends),
            "pay": self.money(dearer.pay),
            "more": self.money(dearer.more),
        }

    def if_held(self, rule: str) -> str | None:
        """What would be paid with a coupon that is not held; None where that was not found out."""
        if rule in self.told.further.coupons_left:
            return None
        return self.money(self.told.held.get(rule, self.told.receipt.pay))

    def offer(self, worth: Worth) -> Data:
        tried, currency = self.told.tried[worth.rule], self.told.receipt.currency
        return {
            "rule": worth.rule,
            "title": title_data(self.told.receipt.title_of(worth.rule)),
            "used": tried.used,
            "worth": self.money(worth.worth),
            "forced": self.money(worth.forced),
            "outcome": outcome_data(tried.step.outcome, currency, points=tried.step.points),
            "blocks": [
                {"rule": step.rule, "outcome": outcome_data(step.outcome, currency, points=step.points)}
                for step in tried.blocked
            ],
        }


def choices_data(choices: Choices) -> Data:
    """What is used, left alone and read so."""
    return {key: list(getattr(choices, key)) for key in ("use", "skip", "reading")}
