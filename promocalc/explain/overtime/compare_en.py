"""One cart in several ways, in English."""

from __future__ import annotations

from promocalc.explain.overtime.compare_words import CompareLabels

labels = CompareLabels(
    title="Comparison",
    compared="What is different",
    legend="-: no such rule in these terms, or no price at all; 0.00: the rule changes nothing there.",
    table="What it costs",
    comes_to="Comes to",
    marked="Tag price",
    pay="To pay",
    more="Above the cheapest",
    of_marked="Of the tag price",
    later="Worth for later",
    after_later="To pay less that",
    verdict="In short",
    rule="Rule",
    not_priced="-",
    tag="tag price",
)


def cheapest(name: str, price: str) -> str:
    """One is cheapest."""
    return f"Cheapest: {name}, {price}."


def tied(names: str, price: str) -> str:
    """Several are cheapest."""
    return f"Cheapest, at the same price: {names}, {price} each."


def same(price: str) -> str:
    """All cost the same."""
    return f"All cost the same: {price}."


def dearer(name: str, amount: str, percent: str, reasons: str) -> str:
    """By how much another is dearer, and through what."""
    share = f" ({percent})" if percent else ""
    return f"{name}: {amount} more{share}{f', through {reasons}' if reasons else ''}."
