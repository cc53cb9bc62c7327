"""What every ``--json`` has in common: titles in both languages, moments as ISO 8601 writes them, windows."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any, TypeAlias

from promocalc.engine.receipt import Payment
from promocalc.money import Rate, plain
from promocalc.rules.values import Title

Data: TypeAlias = dict[str, Any]


def title_data(title: Title) -> Data:
    """A title in both languages."""
    return {"en": title.en, "zh": title.zh}


def moment_data(at: datetime | None) -> str | None:
    """A moment with its offset; null where there is none."""
    return None if at is None else at.isoformat()


def rate_data(part: Fraction | None) -> str | None:
    """A part of something, as a percentage or a fraction; null where there is none."""
    return None if part is None else str(Rate(part))


def payment_data(one: Payment, currency: str) -> Data:
    """How much is paid when, and when it can be."""
    return {
        "stage": one.stage,
        "rule": one.rule,
        "at": moment_data(one.at),
        **window_data(one.opens, one.closes),
        "amount": plain(one.amount, currency),
    }


def window_data(opens: datetime | None, closes: datetime | None) -> Data:
    """From when until when, not included; null where it is open."""
    return {"opens": moment_data(opens), "closes": moment_data(closes)}
