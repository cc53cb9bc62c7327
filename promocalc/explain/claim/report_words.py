"""The words of a report of verdicts, around what a page of them says already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from promocalc.claims.history import PriceKind
from promocalc.explain.language import Language


@dataclass(frozen=True, slots=True)
class ReportLabels:
    """Headings, column names and short sentences."""

    worked_out: str
    """When, and by which version: ``{at}`` and ``{version}``."""
    by: str
    """By which version, where nobody says when."""
    summary: str
    counts: str
    """How many hold, fail, and cannot be told: ``{holds}``, ``{fails}``, ``{unknown}``."""
    stated: str
    """Over the facts that were stated."""
    fact: str
    value: str
    earlier: str
    """Over the prices that were seen."""
    chart: str
    """What the picture shows: ``{first}`` and ``{last}`` are days."""
    days: str
    price: str
    kind: str
    channel: str
    window: str
    """A window of days before the reduction: ``{days}``, ``{standards}``."""
    compared: str
    """The price that is compared with, as a line: ``{price}``."""
    from_here: str
    """The lowest price that it would be true beside, where it names none: ``{price}``."""
    asked: str
    allowed: str
    """What may be compared with: ``{price}``, ``{standards}``."""
    start: str
    """The first day of the reduction: ``{day}``."""
    blank: str
    """That nobody looked where there is no line."""
    older: str
    """That older prices are left out: ``{day}``, ``{count}``."""
    more: str
    """That rows are left out: ``{count}``."""
    items: str
    """Over the items in scope."""
    item: str
    before: str
    pay: str
    off: str
    reaches: str
    yes: str
    no: str
    how: str
    """Over how a price comes about."""
    input: str
    file: str
    comparable: str
    """Over the highest prices that may be compared with."""
    promised: str
    """Over what is promised only."""
    under: str
    """Between a reading and the standard that it is judged under."""
    kinds: Mapping[PriceKind, str]
    facts: Mapping[str, str]
    """Every fact that can be stated, by its field of :class:`promocalc.claims.facts.Facts`."""


_EN = ReportLabels(
    worked_out="Worked out on {at} by promocalc {version}.",
    by="Worked out by promocalc {version}.",
    summary="Summary",
    counts="holds: {holds}, fails: {fails}, cannot tell: {unknown}",
    stated="What was stated",
    fact="Fact",
    value="As stated",
    earlier="Prices that were seen",
    chart="Prices seen from {first} to {last}",
    days="Days",
    price="Price",
    kind="Kind",
    channel="Channel",
    window="{days} days before the reduction ({standards})",
    compared="compared with: {price}",
    from_here="it would hold beside: {price}",
    asked="asked now: {price}",
    allowed="may be compared with, at most: {price} ({standards})",
    start="the reduction begins on {day}",
    blank="Where there is no line, nobody looked.",
    older="{count} prices seen before {day} are not shown.",
    more="{count} more rows are left out.",
    items="Items in scope",
    item="Item",
    before="Compared with",
    pay="To pay",
    off="Off",
    reaches="Reaches it",
    yes="yes",
    no="no",
    how="How it comes about",
    input="Input",
    file="File",
    comparable="What may be compared with",
    promised="Promised, and not counted",
    under=", under ",
    kinds={
        "tag": "on the label",
        "offer": "open to anybody",
        "deal": "paid, with a receipt",
        "member": "for members",
        "personal": "for one person",
    },
    facts={
        "start": "First day of the reduction",
        "first": "First day of the run of reductions",
        "now": "Asked now",
        "charged": "Charged at the till",
        "reference": "Highest reference established",
        "reference_explained": "Compared price explained in detail",
        "list_price": "Recommended by the maker",
        "market": "Asked by others",
        "before": "Asked before the compared price",
        "before_days": "for so many days",
        "reference_days": "Days at the compared price",
        "window_days": "of so many days looked at",
        "since_reference": "Days since the compared price",
        "sold_since": "Sold since",
        "promotion_days": "Days at the reduced price",
        "sold_at_reference": "Share sold at the compared price",
        "items_reached": "Share of items that reach it",
        "every_item": "Every item reaches it",
        "shown": "Conditions told with the price",
        "later": "Asked after the end",
        "extended": "Offer went on after its end",
        "planned": "Later price was planned",
        "refunded": "Paid back",
        "gift_price": "The gift sells for",
        "by": "Established by",
    },
)

_ZH = ReportLabels(
    worked_out="核算于 {at}，promocalc {version}。",
    by="由 promocalc {version} 核算。",
    summary="总表",
    counts="成立 {holds} 条，不成立 {fails} 条，无法判断 {unknown} 条",
    stated="已写明的事实",
    fact="事实",
    value="所写",
    earlier="见到的价格",
    chart="{first} 至 {last} 见到的价格",
    days="日期",
    price="价格",
    kind="类型",
    channel="渠道",
    window="优惠之前 {days} 天（{standards}）",
    compared="用来比较的价格：{price}",
    from_here="比较价达到此处才成立：{price}",
    asked="现价：{price}",
    allowed="最高可与之比较：{price}（{standards}）",
    start="优惠自 {day} 开始",
    blank="没有线的日子，没有人看过价格。",
    older="{day} 之前的 {count} 条价格未列出。",
    more="另有 {count} 行未列出。",
    items="范围内的商品",
    item="商品",
    before="比较价",
    pay="应付",
    off="便宜",
    reaches="是否达到",
    yes="是",
    no="否",
    how="价格怎么来的",
    input="输入",
    file="文件",
    comparable="可以用来比较的价格",
    promised="只是承诺，未计入",
    under="，按 ",
    kinds={
        "tag": "标签价",
        "offer": "人人可买",
        "deal": "有凭证的成交价",
        "member": "会员价",
        "personal": "个人专享价",
    },
    facts={
        "start": "优惠第一天",
        "first": "连续降价的第一天",
        "now": "现价",
        "charged": "结账收取",
        "reference": "经查实的最高比较价",
        "reference_explained": "写明了比较价的来历",
        "list_price": "厂商建议价",
        "market": "别家卖",
        "before": "涨价之前卖",
        "before_days": "卖了几天",
        "reference_days": "按比较价卖的天数",
        "window_days": "其中看过的天数",
        "since_reference": "距最后一次按比较价卖的天数",
        "sold_since": "开始销售",
        "promotion_days": "按优惠价卖的天数",
        "sold_at_reference": "按比较价卖出的件数占比",
        "items_reached": "达到的商品占比",
        "every_item": "每件商品都达到",
        "shown": "条件与价格一同标明",
        "later": "结束之后卖",
        "extended": "结束时间过后还在继续",
        "planned": "后来的价格有计划",
        "refunded": "退还",
        "gift_price": "赠品卖",
        "by": "由谁查实",
    },
)


def labels(language: Language) -> ReportLabels:
    """The words of a language."""
    return _ZH if language == "zh" else _EN
