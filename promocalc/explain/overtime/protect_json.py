"""Price protection as data: what ``promocalc protect --json`` prints. Amounts are decimal strings."""

from __future__ import annotations

import json
from typing import assert_never

from promocalc.explain.data import Data, moment_data, title_data
from promocalc.money import plain
from promocalc.timeline.protected import (
    AboveCap,
    BalanceFalls,
    Cut,
    LessToRefund,
    NoFall,
    NothingOwed,
    NothingToRefund,
    NotProtected,
    NotSoldNow,
    OutOfTime,
    PaidBefore,
    Protected,
    ProtectedLine,
    Unchanged,
)

SCHEMA = "promocalc.protection/1"


def dumps(protected: Protected) -> str:
    """What is owed as JSON text, ending in a newline."""
    return json.dumps(to_data(protected), ensure_ascii=False, indent=2) + "\n"


def to_data(protected: Protected) -> Data:
    """The same as plain mappings, lists and texts."""
    return _Telling(protected).data()


class _Telling:
    def __init__(self, protected: Protected) -> None:
        self.told, self.then = protected, protected.then

    def money(self, minor: int | None) -> str | None:
        return None if minor is None else plain(minor, self.then.currency)

    def data(self) -> Data:
        told, then = self.told, self.then
        policy = told.policy
        return {
            "schema": SCHEMA,
            "cart": then.cart.name,
            "rulebook": then.rulebook.rulebook,
            "fingerprint": then.fingerprint,
            "currency": then.currency,
            "ordered": moment_data(then.at),
            "received": moment_data(told.received),
            "at": moment_data(told.at),
            "closes": moment_data(told.closes),
            "in_time": told.in_time,
            "policy": {
                "assumed": told.assumed,
                "title": None if policy.title is None else title_data(policy.title),
                "counts": policy.counts,
                "simulates": policy.simulates,
                "pays": str(policy.pays),
                "cap": None if policy.cap is None else str(policy.cap),
                "leave_out": list(policy.leave_out),
                "excludes": list(policy.excludes),
                "with_later": list(policy.with_later),
                "source": None if policy.source is None else title_data(policy.source),
            },
            "paid": self.money(then.pay),
            "pays_now": None if told.now is None else self.money(told.now.pay),
            "now_rulebook": None if told.now is None else told.now.rulebook.rulebook,
            "promised": not told.assumed,
            **self.owed(told.owed),
            "naive": self.money(told.naive),
            "differs": [
                {"reason": one.kind, "amount": self.money(one.amount), "rules": list(one.rules)} for one in told.differs
            ],
            "lines": [self.line(line) for line in told.lines],
        }

    def owed(self, amount: int) -> Data:
        """What is promised; beside it, where nothing is, what the usual terms would give."""
        assumed = self.told.assumed
        return {"owed": self.money(0 if assumed else amount), "usual": self.money(amount if assumed else None)}

    def line(self, line: ProtectedLine) -> Data:
        return {
            "line": line.line,
            "title": title_data(line.title),
            "store": line.store,
            "pieces": line.pieces,
            "then": {
                "marked": self.money(line.marked_then),
                "cuts": [self.cut(cut) for cut in line.cuts_then],
                "price": self.money(line.then),
                "paid": self.money(line.paid),
            },
            "now": {
                "marked": self.money(line.marked_now),
                "cuts": [self.cut(cut) for cut in line.cuts_now],
                "price": self.money(line.now),
                "pays": self.money(line.pays_now),
            },
            **self.owed(line.owed),
            "tax": self.money(line.tax),
            "already": self.money(line.already),
            "refundable": self.money(line.refundable),
            "naive": self.money(line.naive),
            "why": None if line.why is None else self.why(line.why),
        }

    def cut(self, cut: Cut) -> Data:
        return {"rule": cut.rule, "amount": self.money(cut.amount), "counts": cut.counts}

    def why(self, why: NothingOwed) -> Data:
        match why:
            case OutOfTime(closes, late):
                return {"type": "out_of_time", "closes": moment_data(closes), "late": late}
            case NotProtected(rules):
                return {"type": "not_protected", "rules": list(rules)}
            case NoFall(higher):
                return {"type": "no_fall", "higher": self.money(higher)}
            case Unchanged():
                return {"type": "unchanged"}
            case BalanceFalls(by):
                return {"type": "balance_falls", "by": self.money(by)}
            case PaidBefore(fell, already):
                return {"type": "paid_before", "fell": self.money(fell), "already": self.money(already)}
            case NothingToRefund():
                return {"type": "nothing_to_refund"}
            case NotSoldNow():
                return {"type": "not_sold_now"}
            case LessToRefund(fell, already, left):
                amounts = {"fell": self.money(fell), "already": self.money(already), "left": self.money(left)}
                return {"type": "less_to_refund", **amounts}
            case AboveCap(owed, cap):
                return {"type": "above_cap", "owed": self.money(owed), "cap": self.money(cap)}
            case _:
                assert_never(why)
