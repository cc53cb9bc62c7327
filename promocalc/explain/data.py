"""What every ``--json`` has in common: titles in both languages, moments as ISO 8601 writes them, windows."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from promocalc.rules.values import Title

Data: TypeAlias = dict[str, Any]


def title_data(title: Title) -> Data:
    """A title in both languages."""
    return {"en": title.en, "zh": title.zh}


def moment_data(at: datetime | None) -> str | None:
    """A moment with its offset; null where there is none."""
    return None if at is None else at.isoformat()


def window_data(opens: datetime | None, closes: datetime | None) -> Data:
    """From when until when, not included; null where it is open."""
    return {"opens": moment_data(opens), "closes": moment_data(closes)}
