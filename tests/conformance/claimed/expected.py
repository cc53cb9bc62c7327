"""What a case's finding comes to, and on which grounds its words say it rests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from promocalc.claims.verdict import Outcome

_NOT = r"(?:\bnot|\bno|\bnever|n't|\bnon|\bnicht)[\s-](?:\w+\s){0,2}?"
_GENUINE = re.compile(
    r"\bnot upheld\b|\b(?:no|without) (?:\w+ )?(?:breach|violation|contravention|infringement|fraud|finding against)\b"
    r"|\bnot (?:\w+ )?(?:misleading|deceptive|dishonest|false|unfair|fictitious)\b"
    r"|\b(?:complaint|claims?|action|suit|case) (?:was |were )?(?:dismissed|rejected|withdrawn)\b"
    r"|\brejected the complaint\b|\bfound for the (?:seller|retailer|trader|defendant)\b"
    r"|\b(?:genuine|cleared|acquitted|complies|compliant|lawful|permitted|justified|accurate|truthful)\b"
    r"|\b(?:zulässig|rechtmäßig|klage abgewiesen|conformes?|regolar[ei])\b|問題な[しい]|違反(?:は|が)?な[しい]"
    r"|驳回.{0,8}(?:诉讼请求|诉请|原告|全部)|不构成|未违反|不属于|属实|真实有效|(?<!不)合规(?!定)"
)
_NEGATED = re.compile(
    _NOT + r"(?:genuine|cleared|complies|compliant|lawful|permitted|justified|accurate|truthful"
    r"|zulässig|rechtmäßig|conformes?|regolar[ei])\b"
)
_UNTRUE = re.compile(r"(?:不|未|非|并非|没有)(?:属实|真实有效)|不(?:真实|符|准确|实)")
_OPEN = re.compile(r"\b(?:cannot tell|undecided|not decided|insufficient|inconclusive|unclear)\b|无法判断|证据不足")

_PRICES = {"AboveReference", "Saving", "Discount", "Cheaper", "Days", "Sold", "Longer", "Raised", "AboveMarket"}
_GROUNDS: tuple[tuple[re.Pattern[str], set[str]], ...] = tuple(
    (re.compile(words, re.IGNORECASE), grounds)
    for words, grounds in (
        (
            r"虚构原价|虚假优惠|原价|七日|无依据|\bbase\b|reference|was price|former|usual|prior price|30[- ]day",
            _PRICES,
        ),
        (r"real saving|really? \d|claimed|net |saving|price history|genuine|fictitious|inflated|illusory", _PRICES),
        (
            r"低价招徕|低标高结|高价结算|多收|价格承诺|at the till|receipt check|\bcharged (?:>|more|[£$€¥]?\d)",
            {"Asked", "PaidBack", "BelowThreshold", "Saving"},
        ),
        (
            r"future|调回|恢复|later price|将来|after[- ]sale|extended|countdown|clock|time limit|fell to|afterward",
            {"Later", "WentOn"},
        ),
        (r"volume test|units|sold|sales", {"Sold", *_PRICES}),
        (r"longer than|sale period", {"Longer", "Days", "Raised"}),
        (r"market|elsewhere|list price|generally sold|RRP", {"AboveMarket", "Cheapest", "Sold", "Days", *_PRICES}),
        (r"gift|赠品|free ", {"GiftWorth", *_PRICES}),
        (
            r"up to|proportion|at the maximum|\b(?:items?|products|lines|styles?)\b|everything|低至|全场|一件",
            {"Items", "EveryItem", "Discount", "Shown", *_PRICES},
        ),
        (
            r"历史最低|record beg|history shorter|lowest price (?:in|of|ever)",
            {"LowestPrice", "Cheapest", "Younger", *_PRICES},
        ),
        (r"raised|spike|dearer|above the|higher than|提价|涨价", _PRICES | {"Asked"}),
    )
)


def expected(entry: Mapping[str, Any]) -> Outcome:
    """What the finding says: that it was genuine, that nobody could tell, and otherwise that it was not true."""
    finding = _UNTRUE.sub("", _NEGATED.sub("", str(entry.get("finding", "")).lower()))
    if _GENUINE.search(finding):
        return "holds"
    return "cannot_tell" if _OPEN.search(finding) else "fails"


def grounds(entry: Mapping[str, Any]) -> set[str]:
    """The grounds of which its words speak; none where they name none."""
    text = f"{entry.get('finding', '')} {entry.get('note', '')}"
    return {name for words, names in _GROUNDS if words.search(text) for name in names}
