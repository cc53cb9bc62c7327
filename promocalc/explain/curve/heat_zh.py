"""A heat map, in Chinese."""

from __future__ import annotations

from promocalc.explain.curve.heat_words import HeatLabels
from promocalc.formula.unknowns import Unit

labels = HeatLabels(
    discount="实际折扣：省百分之几",
    pay="应付",
    across="横向",
    up="纵向",
    best="折扣最大",
    worst="折扣最小",
    least="应付最少",
    most="应付最多",
)


def counted(value: str, unit: Unit) -> str:
    """A value with its unit."""
    match unit:
        case "pieces":
            return f"{value} 件"
        case "points":
            return f"{value} 积分"
        case _:
            return value


def at_least(low: str, high: str) -> str:
    """From one figure to below another."""
    return f"{low} 至不足 {high}"


def at(x: str, x_value: str, y: str, y_value: str) -> str:
    """A place in the map."""
    return f"{x}为 {x_value}，{y}为 {y_value}"


def saved(percent: str, fold: str) -> str:
    """A discount."""
    return f"省 {percent}，合 {fold}"


def surcharge(percent: str) -> str:
    """More is paid than marked."""
    return f"反而多付 {percent}"


def figures(marked: str, pay: str) -> str:
    """What is marked and what is paid."""
    return f"标价 {marked}，应付 {pay}"


def best(discount: str, at: str, figures: str) -> str:
    """The largest discount."""
    return f"实际折扣最大：{discount}。此时，{at}；{figures}。"


def worst(discount: str, at: str, figures: str) -> str:
    """The smallest."""
    return f"实际折扣最小：{discount}。此时，{at}；{figures}。"


def same_discount(discount: str) -> str:
    """It is the same everywhere."""
    return f"实际折扣处处相同：{discount}。"


def least(pay: str, at: str, marked: str) -> str:
    """Where least is paid."""
    return f"应付最少：{pay}。此时，{at}；标价 {marked}。"


def most(pay: str, at: str, marked: str) -> str:
    """Where most is paid."""
    return f"应付最多：{pay}。此时，{at}；标价 {marked}。"


def same_pay(pay: str) -> str:
    """The same is paid everywhere."""
    return f"应付处处相同：{pay}。"


def nothing(no_cart: bool, unmarked: bool) -> str:
    """Why some cells have no figure."""
    why = ["其他商品已超过标价合计"] if no_cart else []
    return "，或".join([*why, "标价为零"] if unmarked else why)


def unmarked() -> str:
    """Nothing is marked at anything."""
    return "标价全部为零，谈不上折扣。"


def thinned(columns: int, of: int) -> str:
    """There was room for some columns only."""
    return f"图中按等距画出 {of:,} 列里的 {columns:,} 列；下面的数字已计入全部各列。"
