"""The optimiser screen's own words. What a way to pay is, ``promocalc.explain.best`` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from promocalc.tui.words import Language


@dataclass(frozen=True)
class BestWords:
    """Every text of the screen that is not about a way to pay. Names in braces are filled in."""

    title: str
    working: str
    """While the ways are weighed."""
    needs: str
    beside: str
    """Over what makes the cheapest way differ from the selected one."""
    change: str
    """What a rule changes of the price: there, and in the cheapest way."""
    same: str
    """Of a way that costs as little as the cheapest."""
    elsewhere: str
    """Where the cheapest way uses the same offers in other places."""
    anew: str
    """Where the cart has chosen something already."""
    applied: str
    already: str
    copied: str
    failed: str
    """Where the ways could not be weighed."""


EN = BestWords(
    title="Optimise",
    working="working…",
    needs="Weighing all ways to pay needs one more package: pip install 'promocalc[{extra}]'",
    beside="Why #1 and not #{number}",
    change="{name}: {before} → {after}",
    same="This costs as little as #1.",
    elsewhere="The same offers are used, in other places.",
    anew="What the cart has chosen so far is not taken as fixed here: every way is weighed.",
    applied="Taken over: {pay} to pay. u takes it back",
    already="This is how it is paid now",
    copied="Ways to pay copied as text, {count} lines",
    failed="The ways to pay could not be weighed ({why}): a defect of promocalc. Prices and receipts are not affected.",
)

ZH = BestWords(
    title="最优",
    working="计算中……",
    needs="权衡各种付法还需要一个软件包：pip install 'promocalc[{extra}]'",
    beside="为何选 #1 而不是 #{number}",
    change="{name}：{before} → {after}",
    same="与 #1 付得一样少。",
    elsewhere="用的优惠不变，只是用在别处。",
    anew="购物车已作的选择在这里不算定下，每种付法都权衡过。",
    applied="已采用，应付 {pay}；按 u 可撤销",
    already="现在就是这样付的",
    copied="已复制各种付法，{count} 行",
    failed="没能算出各种付法（{why}），是 promocalc 的缺陷；价格和小票不受影响。",
)

_WORDS: Mapping[Language, BestWords] = {"en": EN, "zh": ZH}


def best_words(language: Language) -> BestWords:
    """The texts of a language."""
    return _WORDS[language]
