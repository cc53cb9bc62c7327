"""A heat map, in English."""

from __future__ import annotations

from promocalc.explain.curve.heat_words import HeatLabels
from promocalc.formula.unknowns import Unit

labels = HeatLabels(
    discount="Effective discount",
    pay="To pay",
    across="Across",
    up="Up",
    best="largest discount",
    worst="smallest discount",
    least="least paid",
    most="most paid",
)


def counted(value: str, unit: Unit) -> str:
    """A value with its unit."""
    match unit:
        case "pieces":
            return f"{value} piece" if value == "1" else f"{value} pieces"
        case "points":
            return f"{value} point" if value == "1" else f"{value} points"
        case _:
            return value


def at_least(low: str, high: str) -> str:
    """From one figure to below another."""
    return f"{low} to <{high}"


def at(x: str, x_value: str, y: str, y_value: str) -> str:
    """A place in the map."""
    return f"{x} {x_value} and {y} {y_value}"


def saved(percent: str, fold: str) -> str:  # noqa: ARG001 - for Chinese
    """A discount."""
    return percent


def surcharge(percent: str) -> str:
    """More is paid than marked."""
    return f"-{percent} (more is paid than marked)"


def figures(marked: str, pay: str) -> str:
    """What is marked and what is paid."""
    return f"tag price {marked}, to pay {pay}"


def best(discount: str, at: str, figures: str) -> str:
    """The largest discount."""
    return f"Largest effective discount: {discount}, at {at}; {figures}."


def worst(discount: str, at: str, figures: str) -> str:
    """The smallest."""
    return f"Smallest effective discount: {discount}, at {at}; {figures}."


def same_discount(discount: str) -> str:
    """It is the same everywhere."""
    return f"The effective discount is the same everywhere: {discount}."


def least(pay: str, at: str, marked: str) -> str:
    """Where least is paid."""
    return f"Least is paid, {pay}, at {at}; tag price {marked}."


def most(pay: str, at: str, marked: str) -> str:
    """Where most is paid."""
    return f"Most is paid, {pay}, at {at}; tag price {marked}."


def same_pay(pay: str) -> str:
    """The same is paid everywhere."""
    return f"What is paid is the same everywhere: {pay}."


def nothing(no_cart: bool, unmarked: bool) -> str:
    """Why some cells have no figure."""
    why = ["the other lines come to more than the total"] if no_cart else []
    return " or ".join([*why, "nothing is marked at anything"] if unmarked else why)


def unmarked() -> str:
    """Nothing is marked at anything."""
    return "Nothing is marked at anything, so there is no discount to speak of."


def thinned(columns: int, of: int) -> str:
    """There was room for some columns only."""
    return f"Shown are {columns:,} of {of:,} columns, evenly apart; the figures here are of all of them."
