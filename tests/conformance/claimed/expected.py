"""What a case's finding comes to, and on which grounds its words say it rests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from promocalc.claims.verdict import Outcome

_NOT = r"(?:\bnot|\bno|\bnever|n't|\bnon)[\s-](?:\w+\s){0,2}?"
_GENUINE = re.compile(
    r"\bnot upheld\b|\b(?:no|without) (?:\w+ )?(?:breach|violation|contravention|infringement|fraud|finding against)\b"
    r"|\bnot (?:\w+ )?(?:misleading|deceptive|dishonest|false|unfair|fictitious)\b"
    r"|\b(?:complaint|claims?|action|suit|case) (?:was |were )?(?:dismissed|rejected|withdrawn)\b"
    r"|\brejected the complaint\b|\bfound for the (?:seller|retailer|trader|defendant)\b"
    r"|\b(?:genuine|cleared|acquitted|complies|compliant|lawful|permitted|justified|accurate|truthful)\b"
    r"|驳回.{0,8}(?:诉讼请求|诉请|原告|全部)|不构成|未违反|不属于|属实|真实有效"
)
_NEGATED = re.compile(_NOT + r"(?:genuine|cleared|complies|compliant|lawful|permitted|justified|accurate|truthful)\b")
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
        (r"低价招徕|低标高结|高价结算|charged|at the till|receipt check", {"Asked"}),
        (r"future|调回|later price|将来|after[- ]sale|extended|fell to", {"Later"}),
        (r"volume test|units|sold|sales", {"Sold", *_PRICES}),
        (r"longer than|sale period", {"Longer", "Days", "Raised"}),
        (r"market|elsewhere|list price|generally sold|RRP", {"AboveMarket", "Sold", "Days", *_PRICES}),
        (r"gift|赠品|free ", {"GiftWorth", *_PRICES}),
        (r"up to|proportion|at the maximum|of the items|低至|全场", {"Items", "Discount", "Shown", *_PRICES}),
        (r"历史最低|record beg|history shorter|lowest price (?:in|of|ever)", {"LowestPrice", "Younger", *_PRICES}),
        (r"raised|spike|dearer|above the|higher than|提价|涨价", _PRICES | {"Asked"}),
    )
)


def expected(entry: Mapping[str, Any]) -> Outcome:
    """What the finding says: that it was genuine, that nobody could tell, and otherwise that it was not true."""
    finding = _NEGATED.sub("", str(entry.get("finding", "")).lower())
    if _GENUINE.search(finding):
        return "holds"
    return "cannot_tell" if _OPEN.search(finding) else "fails"


def grounds(entry: Mapping[str, Any]) -> set[str]:
    """The grounds of which its words speak; none where they name none."""
    text = f"{entry.get('finding', '')} {entry.get('note', '')}"
    return {name for words, names in _GROUNDS if words.search(text) for name in names}
