"""What could be dropped from a cart, in Chinese."""

from __future__ import annotations

from promocalc.explain.best.add_zh import as_chosen as as_chosen
from promocalc.explain.best.drop_words import DropLabels

labels = DropLabels(
    title="去掉也不省钱的商品",
    now="现在应付",
    after="去掉这些后应付",
    singly="逐项来看",
    together="一起去掉",
    assumptions="假设",
)


def nothing() -> str:
    """Whatever is dropped, less is paid."""
    return "无论去掉哪一行、哪一件，应付都会变少。"


def line(item: str, pieces: int) -> str:
    """A whole line of so many pieces."""
    return f"{item}（全部 {pieces} 件）" if pieces > 1 else item


def some(item: str, pieces: int) -> str:
    """So many pieces of a line of which more stay."""
    return f"{item}（其中 {pieces} 件）"


def same(goods: str) -> str:
    """Without some goods one pays the same."""
    return f"{goods}：去掉后应付不变。"


def dearer(goods: str, more: str) -> str:
    """Without some goods one pays more."""
    return f"{goods}：去掉后反而多付 {more}。"


def all(goods: str, pay: str) -> str:  # noqa: A001
    """All of this can be dropped together, and what is paid then."""
    return f"去掉{goods}，应付 {pay}。"


def greedily() -> str:
    """How they were found that can be dropped together."""
    return "一起去掉的是一项一项找出的，每次去掉让应付保持最高的那一项；换一种顺序，也许还能去掉更多。"
