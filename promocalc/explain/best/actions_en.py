"""What more could be done, in English."""

from __future__ import annotations

from typing import assert_never

from promocalc.choose.actions import MOST_MOMENTS, Kind
from promocalc.explain.best.actions_words import ActionLabels

labels = ActionLabels(title="What more could be done", action="Do", pay="To pay", saves="Saves")

_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five"}


def get(rule: str) -> str:
    """To get a coupon that is not held."""
    return f"Get {rule}, if you can"


def wait(until: str) -> str:
    """To order later."""
    return f"Wait until {until}"


def split(orders: int) -> str:
    """To place several orders."""
    return f"Place {_COUNTS[orders]} orders (--split {orders} says which)"


def turn(begins: str, ends: str) -> str:
    """Which rules begin and which end by then."""
    some = (("in force then", begins), ("no longer in force", ends))
    return "; ".join(f"{word}: {rules}" for word, rules in some if rules)


def apart(best: str) -> str:
    """Each of several actions is compared by itself."""
    return f"Each by itself, compared with {best}; together they may save less than their sum, or more."


def same_prices() -> str:
    """What is taken for granted of a later moment."""
    return "Waiting takes for granted that the goods have the same prices then."


def dearer(at: str, pay: str, more: str, turn: str) -> str:
    """From when on more is paid, and why."""
    why = f" ({turn})" if turn else ""
    return f"It gets dearer on {at}: {pay} at the least from then, {more} more{why}."


def not_weighed(kind: Kind) -> str:
    """What was not found out here, and which option finds it out."""
    match kind:
        case "split":
            return "Whether two orders cost less was not looked at here: --split 2 does that."
        case "wait":
            return "Whether waiting saves anything was not looked at here: --at prices another moment."
        case "later":
            return f"Of the moments at which rules begin or end, only the next {MOST_MOMENTS} were looked at."
        case _:
            assert_never(kind)


def coupons_left(rules: str) -> str:
    """Coupons that are not held, of which it was not found out what they would bring."""
    return f"Not held, and not looked at here: {rules}."
