"""Deposits: what is paid at once, what it counts for, and when the rest is due."""

from __future__ import annotations

from typing import Any

from promocalc.money import plain
from tests.generate_draw import Drawer

WINDOW = {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
"""When deposits can be paid, where a rule says so; the same as other rules' windows."""
BALANCES: tuple[dict[str, str] | None, ...] = (
    None,
    {"from": "2020-11-12T01:00:00+08:00", "until": "2020-11-13T00:00:00+08:00"},
    {"until": "2020-11-13T00:00:00+08:00"},
)
"""When the balance is due: one of them for all deposits of a book."""
_AMOUNTS = ((1000, 2000), (100, 200), (1, 3), (10, 10), (333, 500), (5000, 20000), (0, 100))
_RATES = (("10%", "20%"), ("50%", "50%"), ("1/3", "2/3"), ("15%", "100%"))
PARTS = ("cap", "share", "measure", "of", "needs", "round", "floor", "when")
"""What else a deposit may say."""


def draw_deposit(to: Drawer, *, by_line: bool) -> dict[str, Any]:
    """What a deposit takes: an amount, a rate, or what the line says; with what it counts for, or takes off."""
    kind, more = to.picks(("amount", "rate", "amount", "line"), ("counts", "", "off", "counts", "rate off"))
    if kind == "line" and not by_line:
        kind = "amount"
    if kind == "rate":
        deposit, counts = to.pick(_RATES)
    else:
        found = to.pick(_AMOUNTS)
        deposit, counts = (plain(one, to.currency) for one in found)
    if kind == "line":
        deposit, counts = "line.deposit", "line.counts"
    take: dict[str, Any] = {"deposit": deposit}
    match more:
        case "counts":
            take["counts"] = counts
        case "off":
            take["off"] = to.money((100, 1, 3000, 333)) if kind != "line" else "line.reduction"
        case "rate off":
            take["off"] = to.pick(("10%", "20%", "1/3", "100%"))
    if to.balance is not None:
        take["balance"] = dict(to.balance)
    return take


def deposit_numbers(to: Drawer) -> dict[str, str]:
    """What a line of a presale says of itself."""
    if not to.rarely(2):
        return {}
    deposit, counts = to.pick((*_AMOUNTS, *_RATES))
    said = [plain(one, to.currency) if isinstance(one, int) else one for one in (deposit, counts)]
    return {"deposit": said[0], "counts": said[1], "reduction": to.pick(("10%", plain(100, to.currency)))}
