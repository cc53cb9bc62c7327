"""One cart in several ways, in Chinese."""

from __future__ import annotations

from promocalc.explain.overtime.compare_words import CompareLabels

labels = CompareLabels(
    title="对比",
    compared="有何不同",
    legend="“-”：这份规则书没有这条规则，或无法计价；0.00：规则在此不起作用。",
    table="各付多少",
    comes_to="折算",
    marked="标价",
    pay="应付",
    more="比最省的多",
    of_marked="占标价",
    later="以后可得价值",
    after_later="应付减以后可得",
    verdict="结论",
    rule="规则",
    not_priced="-",
    tag="标价",
)


def cheapest(name: str, price: str) -> str:
    """One is cheapest."""
    return f"最省：{name}，{price}。"


def tied(names: str, price: str) -> str:
    """Several are cheapest."""
    return f"并列最省：{names}，都是 {price}。"


def same(price: str) -> str:
    """All cost the same."""
    return f"都一样：{price}。"


def dearer(name: str, amount: str, percent: str, reasons: str) -> str:
    """By how much another is dearer, and through what."""
    share = f"（{percent}）" if percent else ""
    return f"{name}：多付 {amount}{share}{f'，差在{reasons}' if reasons else ''}。"
