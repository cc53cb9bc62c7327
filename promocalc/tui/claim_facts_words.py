"""What the form of the claim screen says: what may be known of an advertisement, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from promocalc.tui.claim_facts import Kind
from promocalc.tui.words import Language


@dataclass(frozen=True)
class FactsWords:
    """Every text of the form."""

    title: str
    missing: str
    """Over what the standards ask about and nobody said."""
    others: str
    """Over the rest."""
    empty: str
    """How something is written, and what an empty field means."""
    labels: Mapping[str, str]
    """By the key of what may be known; no longer than 30 cells."""
    kinds: Mapping[Kind, str]
    """How it is written; ``{currency}`` is filled in."""

    def label(self, key: str) -> str:
        """What something is called; its key where it has no name."""
        return self.labels.get(key, key)


EN = FactsWords(
    title="What is known",
    missing="Asked about, and not known",
    others="All else",
    empty="{how}; empty: not known",
    labels=MappingProxyType(
        {
            "history": "File of earlier prices",
            "catalogue": "File of the items in scope",
            "sku": "Which thing in the prices",
            "channel": "Which channel in the prices",
            "start": "First day of the reduction",
            "first": "First of several steps down",
            "now": "Asked now",
            "charged": "Charged at the till",
            "reference": "Reference price established",
            "reference_explained": "It says what it compares with",
            "list_price": "Recommended by the maker",
            "market": "Asked by others",
            "before": "Asked before the compared one",
            "before_days": "For how many days",
            "reference_days": "Days at the compared price",
            "window_days": "Of how many days looked at",
            "since_reference": "Days since the compared price",
            "sold_since": "On sale since",
            "promotion_days": "Days at the reduced price",
            "sold_at_reference": "Sold at the compared price",
            "items_reached": "Items that reach it",
            "every_item": "Every item reaches it",
            "shown": "Conditions told with the price",
            "later": "Asked after the end",
            "extended": "It went on after its end",
            "planned": "The later price was planned",
            "refunded": "Paid back of the difference",
            "gift_price": "What the gift sells for",
            "by": "Who established it",
        }
    ),
    kinds=MappingProxyType(
        {
            "day": "A day, as 2026-11-11",
            "money": "An amount in {currency}, as 1299.50",
            "whole": "A whole number",
            "percent": "A share in percent, as 12.5%",
            "yes_no": "yes or no",
            "text": "In words",
            "file": "The name of a file",
        }
    ),
)

ZH = FactsWords(
    title="已知情况",
    missing="标准要看，但未知",
    others="其他",
    empty="{how}；留空为未知",
    labels=MappingProxyType(
        {
            "history": "价格记录文件",
            "catalogue": "商品清单文件",
            "sku": "价格记录里的哪种商品",
            "channel": "价格记录里的哪个渠道",
            "start": "优惠首日",
            "first": "连续降价的首日",
            "now": "现在的售价",
            "charged": "结账实收",
            "reference": "经查实的比较价",
            "reference_explained": "说明了比较价的含义",
            "list_price": "厂商建议价",
            "market": "别家的售价",
            "before": "比较价之前的售价",
            "before_days": "卖了几天",
            "reference_days": "按比较价卖了几天",
            "window_days": "一共查看了几天",
            "since_reference": "距最后按比较价卖几天",
            "sold_since": "上架日期",
            "promotion_days": "优惠价卖几天",
            "sold_at_reference": "按比较价售出的比例",
            "items_reached": "达到宣称的商品比例",
            "every_item": "每件商品都达到",
            "shown": "条件与价格同时告知",
            "later": "结束之后的售价",
            "extended": "结束之后还在继续",
            "planned": "后来的价格有计划",
            "refunded": "退回的差价",
            "gift_price": "赠品的售价",
            "by": "由谁查实",
        }
    ),
    kinds=MappingProxyType(
        {
            "day": "日期，如 2026-11-11",
            "money": "金额（{currency}），如 1299.50",
            "whole": "整数",
            "percent": "百分比，如 12.5%",
            "yes_no": "是或否",
            "text": "文字",
            "file": "文件名",
        }
    ),
)

_WORDS: Mapping[Language, FactsWords] = MappingProxyType({"en": EN, "zh": ZH})


def facts_words(language: Language) -> FactsWords:
    """The texts of a language."""
    return _WORDS[language]
