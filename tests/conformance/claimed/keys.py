"""What a key of the facts is about, told by its words and by what kind of thing stands behind it.

The first row that fits says it. Numbers of days come before amounts, because "days_at_ref" is no price; a count is in
the plural and has no number before it, because "lowest_in_30_days" is a price.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .values import first_day

Role: TypeAlias = Literal[
    "skip",
    "unused",
    "currency",
    "prices",
    "items",
    "start",
    "period",
    "sold_since",
    "last_at",
    "claimed_days",
    "since",
    "promotion_days",
    "reference_days",
    "low_days",
    "before_days",
    "window_days",
    "sale_days",
    "claimed_rate",
    "real_rate",
    "sold_share",
    "time_share",
    "items_share",
    "units_at",
    "units_of",
    "units_low",
    "items_at",
    "items_of",
    "planned",
    "shown",
    "never_asked",
    "then",
    "later",
    "charged",
    "fee",
    "market",
    "gift_worth",
    "gift_price",
    "real_saving",
    "claimed_saving",
    "reference",
    "before",
    "standing",
    "now",
    "was",
    "raised",
    "was_list",
    "tag",
    "threshold",
    "off",
    "spend",
    "gives",
]

Kind: TypeAlias = Literal["number", "words", "day", "many"]
"""A number (or text with one), yes or no or words, a day or a span of days, a list or a mapping."""


@dataclass(frozen=True, slots=True)
class Row:
    """A role, the words that tell it, those that speak against it, and what may stand behind it."""

    role: Role
    words: re.Pattern[str]
    no: re.Pattern[str] | None
    kinds: tuple[Kind, ...]


def _row(role: Role, words: str, no: str = "", kinds: tuple[Kind, ...] = ("number",)) -> Row:
    return Row(role, re.compile(words), re.compile(no) if no else None, kinds)


_ANY: tuple[Kind, ...] = ("number", "words", "day", "many")
_SAID: tuple[Kind, ...] = ("number", "words")
_COUNT = r"(?<!\d )(?<!\d)\b(?:days|weeks|months|years)\b"
_REF = r"\b(?:ref|reference|rrp|msrp|was|regular|original|former|higher|high|full|list|usual|base|strike|struck)\b|原价"
_PROMO = r"\b(?:promo|promotion|promotional|sale|offer|discount|discounted|deal|campaign|now|event|reduced)\b"
_SHARE = r"\b(?:share|pct|percent|percentage|fraction|ratio|proportion)\b"
_SOLD = r"\b(?:units?|sales?|sold|volume|pieces?|purchases|orders|transactions)\b"
_ITEMS = r"\b(?:items?|products?|range|lines?|stock|skus?|inventory|articles|goods)\b"
_MONTH = r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
_BEFORE = r"\b(?:before|prior|previous|previously|earlier|long|old|prev)\b"

ROWS: tuple[Row, ...] = (
    _row("skip", r"^(?:unit|share op|op|sku|url|channel|platform|brand|window|to|until|end|ends)$", kinds=_ANY),
    _row("currency", r"^currency$", kinds=_ANY),
    _row("prices", r"^(?:prices?|price history|history|observations?|timeline|price timeline)$", kinds=("many",)),
    _row("items", r"^(?:items|products|skus|samples|examples|goods|articles)$", kinds=("many",)),
    # --- days by name
    _row("sold_since", r"\b(?:record|first|sold|sale|listed|launch\w*|history|sales|data)\b", kinds=("day",)),
    _row(
        "period",
        r"^(?:period|shown|displayed|ran|dates?|campaign)$|\b(?:promo|sale|promotion) (?:period|dates)",
        kinds=("day",),
    ),
    _row("last_at", r"\blast\b", kinds=("day",)),
    _row("start", r"", kinds=("day",)),
    # --- numbers of days
    _row("claimed_days", rf"\b(?:claim\w*|advertised|said)\b.*{_COUNT}"),
    _row(
        "since",
        rf"\b(?:since|ago|last (?:sold|seen|offered|available|at|charged|used))\b.*{_COUNT}"
        rf"|{_COUNT}.*\b(?:since|ago)\b",
    ),
    _row("low_days", rf"{_COUNT}.*\b(?:below|lower|low|cheaper)\b", _REF),
    _row("promotion_days", rf"{_PROMO}.*{_COUNT}|{_COUNT}.*{_PROMO}", rf"{_BEFORE}|{_REF}"),
    _row("reference_days", rf"(?:{_REF}|\braised\b|\bspike\b).*{_COUNT}|{_COUNT}.*(?:{_REF}|\braised\b|\bspike\b)"),
    _row("before_days", rf"{_BEFORE}.*{_COUNT}|{_COUNT}.*{_BEFORE}"),
    _row("sale_days", rf"\b(?:record|selling|sold|market|listed|history)\b.*{_COUNT}"),
    _row("window_days", _COUNT),
    # --- shares
    _row("real_rate", rf"\b(?:real|true|actual|implied)\b.*(?:{_SHARE}|\b(?:discount|off)\b)"),
    _row("sold_share", rf"{_SHARE}.*{_SOLD}|{_SOLD}.*{_SHARE}"),
    _row("time_share", rf"{_SHARE}.*(?:\btime\b|{_COUNT}|{_REF})|(?:\btime\b|{_COUNT}|{_REF}).*{_SHARE}"),
    _row("items_share", rf"{_SHARE}.*(?:{_ITEMS}|\b(?:max\w*|reach\w*|at|full)\b)|(?:{_ITEMS}|\bmax\w*\b).*{_SHARE}"),
    _row("claimed_rate", rf"{_SHARE}|\b(?:claim\w*|advertised|headline) (?:discount|off)\b|折扣"),
    _row("units_at", rf"(?:{_SOLD}|\bbuyers\b).*{_REF}", kinds=_SAID),
    _row("units_low", rf"{_SOLD}.*\b(?:promo|promotion|sale price|now|low|lower|reduced|discounted|offer)\b"),
    _row("units_of", rf"{_SOLD}.*\b(?:total|all|of|overall)\b|\btotal\b.*{_SOLD}"),
    _row(
        "items_at",
        rf"(?:\b(?:n|number|count)\b|{_ITEMS}).*"
        r"\b(?:max\w*|reach\w*|qualif\w*|at (?:the )?(?:full|claimed|advertised))\b",
    ),
    _row("items_of", rf"^n {_ITEMS}|^n$|{_ITEMS}.*\b(?:total|in)\b|\b(?:total|number of) {_ITEMS}"),
    _row("unused", rf"^{_ITEMS}"),
    # --- yes and no
    _row("planned", r"\b(?:plan|plans|planned|intent\w*)\b", kinds=("words",)),
    _row("shown", r"\b(?:disclos\w*|shown|displayed|visible|stated|told)\b", kinds=("words",)),
    _row("units_at", r"\b(?:sold|sales)\b", kinds=("words",)),
    _row(
        "never_asked",
        r"\b(?:ever|never|evidence|documented|receipts?|proof|basis|offered)\b|基准|依据",
        kinds=("words",),
    ),
    # --- amounts
    _row("then", r"\bclaimed (?:after|later)\b|\b(?:promised|future|announced|then|revert\w*|asp|after sale)\b"),
    _row("fee", r"\b(?:fees?|surcharges?|mandatory|unavoidable|levy)\b"),
    _row(
        "charged",
        r"^total(?: price| paid| charged)?$"
        r"|\b(?:charged|paid|till|receipt|settle\w*|billed|checkout|rung)\b|结算|实收|实付",
    ),
    _row(
        "gift_price",
        r"\bgift\b.*\b(?:price|sells?|selling|real|actual|current)\b|\b(?:price|sells)\b.*\bgift\b|赠品.*(?:售价|现价)",
    ),
    _row("gift_worth", r"\bgift\b|\b(?:stated|claimed|advertised) (?:value|worth)\b|^worth$|赠品"),
    _row(
        "real_saving",
        r"\b(?:real|true|actual)\b.*\b(?:saving|savings|save|saved|off|reduction|cut|drop|difference)\b|实际降",
    ),
    _row("claimed_saving", r"\b(?:saving|savings|save|reduction|cut)\b|\bclaimed off\b|直降|立减"),
    _row(
        "reference",
        r"\b(?:true|real|actual|implied|correct|allowed|genuine|verified|established|substantiated)\b|查实|实际|真实",
    ),
    _row(
        "reference",
        r"\b(?:lowest|min|minimum|prior|ever|highest|usual|usually|normal|normally|prevailing|max|maximum|observed)\b"
        r"|\b(?:hotel|door|offline|\d+d|low ?\d+)\b|\b(?:seven|thirty|\d+) ?d(?:ays?)?\b",
    ),
    _row("market", r"\b(?:market|elsewhere|competitors?|others?|street|rivals?|outlets?)\b"),
    _row(
        "later", r"^(?:after|later|next|afterwards|following)\b|\b(?:day after|price after|after (?:promo|end|sale))\b"
    ),
    _row("standing", r"\bsince \d{4}"),
    _row(
        "before",
        rf"{_BEFORE}|{_MONTH}|\b(?:last price|last selling|yesterday|in stock|spot|single|pre|last week|everyday)\b"
        r"|之前|前一[天日]|现货",
    ),
    _row("threshold", r"\b(?:threshold|min spend)\b"),
    _row("spend", r"^spend$"),
    _row("gives", r"^gives?$|\bvoucher\b"),
    _row("off", r"^(?:off|minus|deduct\w*)$"),
    _row("was_list", r"\b(?:list|rrp|msrp|mrp|recommended|suggested|counter)\b|建议零售价|专柜"),
    _row(
        "now",
        r"\b(?:now|net|current|final|flash|offer|deal|promo|sale|asked|only|payable|during|coupon|double ?\d+)\b"
        r"|\b(?:discounted|member|clubcard|effective|detail|low|presale)\b|^price$|到手|现价|促销价|折后|秒杀",
    ),
    _row("raised", r"\b(?:raised|spike|inflated|increased)\b"),
    _row("was", rf"{_REF}|\b(?:compared?|crossed|tag ref)\b|划线"),
    _row("tag", r"\b(?:tag|label|shelf|marked|advertised|headline)\b|标价|价签"),
)


_UNIT = re.compile(r"\b(day|week|month|year)s?\b")


def words_of(key: str) -> str:
    """A key as words: "implied_realBase" is "implied real base"."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", key)
    return re.sub(r"[^0-9a-z.\u3000-\u9fff]+", " ", spaced.lower()).strip()


def kind_of(value: object) -> Kind:
    """What stands behind a key."""
    match value:
        case bool() | None:
            return "words"
        case int() | float():
            return "number"
        case list() | dict():
            return "many"
        case _:
            text = str(value)
            if first_day(text) is not None:
                return "day"
            return "number" if re.search(r"\d", text) else "words"


def role_of(key: str, value: object) -> Role | None:
    """What a key is about; None where its words do not say. A value's own unit counts as a word of the key."""
    text, kind = words_of(key), kind_of(value)
    if isinstance(value, str) and kind == "number":
        unit = _UNIT.search(value.lower())
        text += f" {unit[1]}s" if unit else " pct" if "%" in value else ""
    for row in ROWS:
        if kind in row.kinds and row.words.search(text) and not (row.no is not None and row.no.search(text)):
            return row.role
    return None


def unit_of(key: str, value: object = None) -> int:
    """How many days one of what a key counts is: a week is 7, a month 30, a year 365."""
    text = words_of(key) + (f" {value.lower()}" if isinstance(value, str) else "")
    return next((days for word, days in (("week", 7), ("month", 30), ("year", 365)) if word in text), 1)
