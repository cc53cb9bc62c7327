"""The optimiser screen's own words. What a way to pay is, ``promocalc.explain.best.text`` says."""

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
    working_for: str
    """After some seconds."""
    so_far: str
    """The best that is known by then; stands in ``working_for``."""
    stopping: str
    """Until what is known is there."""
    stopped: str
    """Where somebody gave up waiting, and nothing is known."""
    halted: str
    """Where somebody gave up waiting for something beside the ways."""
    cut: str
    """Where somebody gave up waiting, and this is what is known."""
    over: str
    """Beside a way above the budget."""
    over_by: str
    not_allowed: str
    """Of the present way, where it does not do what is demanded."""
    limits: str
    """Over what is demanded of the ways."""
    free: str
    used: str
    barred: str
    """What is demanded of an offer: nothing, that it is used, that it is left alone."""
    budget: str
    no_budget: str
    ask_budget: str
    split: str
    no_split: str
    up_to: str
    """Into how many orders the cart may be divided."""
    orders: str
    """Over whether to divide it."""
    add: str
    next_threshold: str
    """What is looked for where there is no catalogue."""
    ask_catalogue: str
    out_of_catalogue: str
    """Over what may be added out of one."""
    top_up: str
    """Over what more of the goods would reach."""
    threshold: str
    takes: str
    """What a rule changes of the price: below a threshold, and there."""
    more: str
    less: str
    comma: str
    no_threshold: str
    hint: str
    """On the first screen, where something cheaper is known."""
    hint_use: str
    hint_leave: str
    hint_instead: str
    hint_short: str
    """Where there is no room for the names of the offers."""
    hint_otherwise: str
    """Where the same offers are used in other places."""


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
    working_for="working… {seconds} s{so_far}, Esc stops",
    so_far=", {pay} so far",
    stopping="stopping…",
    stopped="Stopped. Any change of the limits, or F5, begins again.",
    halted="Stopped. F5 begins again.",
    cut="Stopped: these are the ways that were found by then. F5 begins again.",
    over="over",
    over_by="{more} above {budget}",
    not_allowed="This is how it is paid now. It does not do what the limits demand.",
    limits="Limits",
    free="free",
    used="must",
    barred="never",
    budget="Budget",
    no_budget="none",
    ask_budget="Budget (empty for none):",
    split="Orders",
    no_split="one",
    up_to="up to {count}",
    orders="Splitting into orders",
    add="Add",
    next_threshold="next",
    ask_catalogue="Catalogue (empty for the next threshold):",
    out_of_catalogue="Adding out of the catalogue",
    top_up="Adding goods: the next thresholds",
    threshold="{amount} more of goods like {like}: {rules}; {pay}",
    takes="{rule} {before} → {after}",
    more="{more} more to pay",
    less="{less} less to pay",
    comma=", ",
    no_threshold="No threshold is reached by up to {most} more of the goods in the cart.",
    hint="{key} {do}: {pay} to pay ({saved} less)",
    hint_use="use {rules}",
    hint_leave="leave {rules} alone",
    hint_instead="switch to {rules}",
    hint_short="another way",
    hint_otherwise="the same offers in other places",
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
    working_for="计算中……{seconds} 秒{so_far}，Esc 停止",
    so_far="，目前最省 {pay}",
    stopping="正在停止……",
    stopped="已停止。改动任一约束，或按 F5，会重新计算。",
    halted="已停止。按 F5 重新计算。",
    cut="已停止：这是到那时为止找到的付法。按 F5 重新计算。",
    over="超预算",
    over_by="比预算 {budget} 多 {more}",
    not_allowed="现在是这样付的，但不符合约束。",
    limits="约束",
    free="不限",
    used="必用",
    barred="不用",
    budget="预算",
    no_budget="不限",
    ask_budget="预算（留空为不限）：",
    split="拆单",
    no_split="不拆",
    up_to="至多 {count} 单",
    orders="拆单",
    add="凑单",
    next_threshold="门槛",
    ask_catalogue="凑单清单的文件名（留空则看下一个门槛）：",
    out_of_catalogue="凑单：从清单里加",
    top_up="凑单：下一个门槛",
    threshold="再加 {amount} 与{like}同类的商品：{rules}；{pay}",
    takes="{rule}{before} → {after}",
    more="多付 {more}",
    less="少付 {less}",
    comma="，",
    no_threshold="购物车里的商品再加 {most} 以内，凑不到新的门槛。",
    hint="{key} {do}：应付 {pay}（再省 {saved}）",
    hint_use="用上{rules}",
    hint_leave="不用{rules}",
    hint_instead="换成{rules}",
    hint_short="换种付法",
    hint_otherwise="优惠不变，用在别处",
)

_WORDS: Mapping[Language, BestWords] = {"en": EN, "zh": ZH}


def best_words(language: Language) -> BestWords:
    """The texts of a language."""
    return _WORDS[language]
