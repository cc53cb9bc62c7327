"""A timeline as data: what ``promocalc timeline --json`` prints. Amounts are decimal strings."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import assert_never

from promocalc.explain.data import Data, moment_data, payment_data, rate_data, title_data, window_data
from promocalc.explain.overtime.paths import certainty
from promocalc.explain.receipt.equivalents_json import equivalents_data
from promocalc.explain.receipt.promises_json import promises_data
from promocalc.money import plain
from promocalc.rules.values import Title
from promocalc.timeline import BreakEven, Scenario, Scenarios
from promocalc.timeline.windows import (
    Back,
    BeginsWithin,
    DepositAboveLaw,
    DepositNotOpen,
    DepositSavesNothing,
    Finding,
    Lapses,
    LapsesWithin,
    NightBalance,
    PromiseAfterRefund,
    ProtectionEndsFirst,
    RefundEndsFirst,
    ShortBalance,
    VoucherEndsFirst,
    Window,
)

SCHEMA = "promocalc.timeline/1.1"


def dumps(scenarios: Scenarios) -> str:
    """The timeline and the ways it can go as JSON text, ending in a newline."""
    return json.dumps(to_data(scenarios), ensure_ascii=False, indent=2) + "\n"


def to_data(scenarios: Scenarios) -> Data:
    """The same as plain mappings, lists and texts."""
    return _Telling(scenarios).data()


class _Telling:
    def __init__(self, scenarios: Scenarios) -> None:
        self.scenarios, self.timeline = scenarios, scenarios.timeline
        self.receipt = scenarios.timeline.receipt

    def money(self, minor: int | None) -> str | None:
        return None if minor is None else plain(minor, self.receipt.currency)

    def data(self) -> Data:
        timeline, receipt = self.timeline, self.receipt
        return {
            "schema": SCHEMA,
            "cart": receipt.cart.name,
            "rulebook": receipt.rulebook.rulebook,
            "fingerprint": receipt.fingerprint,
            "currency": receipt.currency,
            "zone": timeline.zone,
            "at": moment_data(receipt.at),
            "balance_at": moment_data(receipt.balance_at),
            "received": moment_data(timeline.received),
            "pay": self.money(receipt.pay),
            "equivalents": equivalents_data(receipt),
            "payments": [payment_data(one, receipt.currency) for one in receipt.payments],
            "windows": [self.window(one) for one in timeline.windows],
            "phases": [
                {"stage": one.stage, "begins": moment_data(one.begins), "ends": moment_data(one.ends)}
                | self.back(one.back)
                for one in timeline.phases
            ],
            "texts": self.texts(),
            "findings": [self.finding(one) for one in timeline.findings],
            "scenarios": [self.scenario(one) for one in self.scenarios.scenarios],
            "break_even": {
                "terms": self.break_even(self.scenarios.terms),
                "law": self.break_even(self.scenarios.law),
            },
            "promises": promises_data(receipt),
        }

    def window(self, one: Window) -> Data:
        title = None if one.rule is None else title_data(self.receipt.title_of(one.rule))
        return {
            "kind": one.kind,
            "rule": one.rule,
            "title": title,
            **window_data(one.opens, one.closes),
            "days": one.days,
            "after": one.after,
            "at": moment_data(one.at),
            "pay": self.money(one.pay),
            "stake": one.stake,
            "lost": self.money(one.lost),
            "stop_before": None if one.back_before is None else self.back(one.back_before),
            "stop_after": None if one.back is None else self.back(one.back),
            "spend": self.money(one.spend),
            "chance": rate_data(one.chance),
        }

    def back(self, back: Back) -> Data:
        return {"paid": self.money(back.paid), "by_terms": self.money(back.terms), "by_law": self.money(back.law)}

    def texts(self) -> Data:
        texts = self.timeline.texts
        return {
            "assumed": texts.assumed,
            "terms": _title(texts.terms),
            "law": _title(texts.law),
            "binds": rate_data(texts.binds),
            "protection": _title(texts.protection),
        }

    def scenario(self, way: Scenario) -> Data:
        return {
            "kind": way.kind,
            "at": moment_data(way.at),
            "deposit": self.money(way.deposit),
            "balance": self.money(way.balance),
            "paid": self.money(way.paid),
            "paid_law": self.money(way.paid_law),
            "lost": self.money(way.lost),
            "lost_law": self.money(way.lost_law),
            "gets_goods": way.gets_goods,
            "more": self.money(way.more),
            "best": way.best,
        }

    def break_even(self, found: BreakEven | None) -> Data | None:
        if found is None:
            return None
        needed = found.needed
        return {
            "verdict": found.verdict,
            "against": found.against,
            "saved": self.money(found.saved),
            "lost": self.money(found.lost),
            "needed": None if needed is None else f"{needed.numerator}/{needed.denominator}",
            "needed_percent": None if needed is None else _certainty(needed),
        }

    def finding(self, found: Finding) -> Data:
        match found:
            case Lapses(rule, until, balance_at, saves):
                facts = {"until": moment_data(until), "balance_at": moment_data(balance_at)}
                return {"type": "lapses", "rule": rule, **facts, "saves": self.money(saves)}
            case LapsesWithin(rule, until, closes, dearer):
                facts = {"until": moment_data(until), "closes": moment_data(closes)}
                return {"type": "lapses_within", "rule": rule, **facts, "dearer": self.money(dearer)}
            case BeginsWithin(rule, starts, opens, dearer):
                facts = {"starts": moment_data(starts), "opens": moment_data(opens)}
                return {"type": "begins_within", "rule": rule, **facts, "dearer": self.money(dearer)}
            case ShortBalance(opens, closes, minutes):
                return {"type": "short_balance", **window_data(opens, closes), "minutes": minutes}
            case NightBalance(opens, closes, only):
                return {"type": "night_balance", **window_data(opens, closes), "only": only}
            case DepositNotOpen(rule, opens, closes, over):
                return {"type": "deposit_not_open", "rule": rule, **window_data(opens, closes), "over": over}
            case DepositAboveLaw(lines, deposit, price, bound, excess, part):
                amounts = {"deposit": deposit, "price": price, "bound": bound, "excess": excess}
                told = {key: self.money(amount) for key, amount in amounts.items()}
                return {"type": "deposit_above_law", "lines": list(lines), **told, "part": rate_data(part)}
            case DepositSavesNothing(rule, deposit):
                return {"type": "deposit_saves_nothing", "rule": rule, "deposit": self.money(deposit)}
            case ProtectionEndsFirst(closes, before, at, minutes):
                facts = {"closes": moment_data(closes), "before": before, "at": moment_data(at)}
                return {"type": "protection_ends_first", **facts, "minutes": minutes}
            case RefundEndsFirst(closes, received):
                facts = {"closes": moment_data(closes), "received": moment_data(received)}
                return {"type": "refund_ends_first", **facts}
            case PromiseAfterRefund(rule, by, closes):
                facts = {"by": moment_data(by), "closes": moment_data(closes)}
                return {"type": "promise_after_refund", "rule": rule, **facts}
            case VoucherEndsFirst(rule, until, paid_at):
                facts = {"until": moment_data(until), "paid_at": moment_data(paid_at)}
                return {"type": "voucher_ends_first", "rule": rule, **facts}
            case _:
                assert_never(found)


def _certainty(needed: Fraction) -> str:
    """In percent, rounded up, and never told as all or as nothing: ``66.7%``, ``>99.9%``, ``<0.1%``."""
    sign, said = certainty(needed)
    return {"at_least": "", "more_than": ">", "less_than": "<"}[sign] + said


def _title(title: Title | None) -> Data | None:
    return None if title is None else title_data(title)
