"""What a key of the facts is about, told by its words and by what kind of thing stands behind it.

The first row that fits says it. Numbers of days come before amounts, because "days_at_ref" is no price; a count is in
the plural and has no number before it, because "lowest_in_30_days" is a price.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .glossary import in_english
from .values import days, first_day, in_digits

Role: TypeAlias = Literal[
    "skip",
    "unused",
    "currency",
    "prices",
    "items",
    "start",
    "period",
    "asked_from_to",
    "first_cut",
    "year",
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
    "left_out",
    "planned",
    "shown",
    "never_asked",
    "every",
    "extended",
    "explained",
    "refunded",
    "then",
    "later",
    "charged",
    "fee",
    "market",
    "maker",
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

Kind: TypeAlias = Literal["number", "words", "day", "span", "many"]
"""A number (or text with one), yes or no or words, a day, a span of days, a list or a mapping."""


@dataclass(frozen=True, slots=True)
class Row:
    """A role, the words that tell it, those that speak against it, and what may stand behind it."""

    role: Role
    words: re.Pattern[str]
    no: re.Pattern[str] | None
    kinds: tuple[Kind, ...]


def _row(role: Role, words: str, no: str = "", kinds: tuple[Kind, ...] = ("number",)) -> Row:
    return Row(role, re.compile(words), re.compile(no) if no else None, kinds)


_ANY: tuple[Kind, ...] = ("number", "words", "day", "span", "many")
_DAYS: tuple[Kind, ...] = ("day", "span")
_SAID: tuple[Kind, ...] = ("number", "words")
_COUNT = r"(?<!\d )(?<!\d)\b(?:days|weeks|months|years)\b"
_REF = (
    r"\b(?:ref|reference|rrp|msrp|mrp|was|reg|regular|orig|original|former|rack|higher|high|full|list|usual|normal|base|struck|"
    r"strike\w*|crossed)\b"
)
_PROMO = r"\b(?:promo|promotion|promotional|sale|offer|discount|discounted|deal|campaign|now|event|reduced)\b"
_SHARE = r"(?:\b(?:share|percentage|fraction|ratio|proportion)\b|(?<!\d )(?<!\d)\b(?:pct|percent)\b)"
_SOLD = r"\b(?:units?|sales?|sold|volume|pieces?|purchases|orders|transactions)\b"
_ITEMS = r"\b(?:items?|products?|range|lines?|styles?|varieties|kinds|stock|skus?|inventory|articles|goods)\b"
_MONTH = r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
ENDED = r"\b(?:ended|stopped|reverted|expired|went (?:back|up))\b"
"""An offer that ended: the contrary of one that went on."""
PRICES = r"prices?|price (?:history|timeline|steps|changes)|history|observations?|timeline|steps|periods"
"""Names of prices in time."""
_BEFORE = r"\b(?:before|prior|previous|previously|earlier|long|old|prev)\b"

ROWS: tuple[Row, ...] = (
    _row("skip", r"^(?:unit|share op|op|sku|url|channel|platform|brand|window|to|until|end|ends)$", kinds=_ANY),
    _row("skip", r"\b(?:name|title|model|shop|store|seller|retailer|variant|description)$", kinds=("words",)),
    _row("skip", r"\b(?:decided|decision|judg\w*|ruling|ruled|settled|fined|published decision|order)\b", kinds=_DAYS),
    _row("skip", r"\bconditions?$", r"\b(?:disclos\w*|shown|stated|told)\b", kinds=("words",)),
    _row("currency", r"^currency$", kinds=_ANY),
    _row("prices", rf"^(?:{PRICES})$", kinds=("many",)),
    _row(
        "items",
        r"^(?:items|products|skus|samples|examples|goods|articles|ad(?:vert\w*)?s|listings?|claims)$",
        kinds=("many",),
    ),
    # --- days by name
    _row("first_cut", r"\bfirst (?:day of )?(?:reduc\w*|cut|markdown|mark down|discount|step)", kinds=_DAYS),
    _row(
        "sold_since",
        r"\b(?:record|listed|launch\w*|introduced|history|data|sold)\b|\bfirst (?:sold|sale|listed|seen|offered)\b"
        r"|\b(?:on sale|sales) (?:\w+ )?(?:since|begins?|began|from)\b",
        kinds=_DAYS,
    ),
    _row("last_at", r"\blast\b", kinds=_DAYS),
    _row(
        "asked_from_to",
        rf"{_REF}.*\b(?:charged|asked|sold|applied|offered|from|period|dates?|price)\b",
        kinds=("span",),
    ),
    _row("skip", r"\b(?:investigat\w*|review\w*|monitor\w*|survey\w*|window|checked)\b", kinds=("span",)),
    _row(
        "period",
        r"\b(?:period|shown|displayed|ran|runs|dates?|campaign|promo\w*|sale|offer\w*|event|active|valid)\b",
        kinds=("span",),
    ),
    _row("start", r"", kinds=_DAYS),
    _row("year", r"^(?:\w+ )?year(?: of \w+)?$"),
    # --- numbers of days
    _row("extended", rf"\b(?:still|continu\w*|extended|repeated|renewed)\b.*(?:{_COUNT}|\btimes\b)"),
    _row("claimed_days", rf"\b(?:claim\w*|advertised|said)\b.*{_COUNT}"),
    _row(
        "since",
        rf"\b(?:since|ago|last (?:sold|seen|offered|available|at|charged|used))\b.*{_COUNT}"
        rf"|{_COUNT}.*\b(?:since|ago|between)\b",
    ),
    _row("low_days", rf"{_COUNT}.*\b(?:below|lower|low|cheaper)\b", _REF),
    _row("promotion_days", rf"{_PROMO}.*{_COUNT}|{_COUNT}.*{_PROMO}", rf"{_BEFORE}|{_REF}"),
    _row("reference_days", rf"(?:{_REF}|\braised\b|\bspike\b).*{_COUNT}|{_COUNT}.*(?:{_REF}|\braised\b|\bspike\b)"),
    _row("before_days", rf"{_BEFORE}.*{_COUNT}|{_COUNT}.*{_BEFORE}"),
    _row("sale_days", rf"\b(?:record|selling|sold|market|listed|history)\b.*{_COUNT}"),
    _row("window_days", _COUNT),
    # --- shares
    _row("real_rate", rf"\b(?:real|true|actual|implied)\b.*(?:{_SHARE}|\b(?:discount|off)\b)"),
    _row("never_asked", r"\b(?:record|records|history)\b.*\b(?:sales?|sold)\b", kinds=("words",)),
    _row("sold_share", rf"{_SHARE}.*{_SOLD}|{_SOLD}.*{_SHARE}", kinds=_SAID),
    _row("time_share", rf"{_SHARE}.*(?:\btime\b|{_COUNT}|{_REF})|(?:\btime\b|{_COUNT}|{_REF}).*{_SHARE}", kinds=_SAID),
    _row("items_share", rf"{_SHARE}.*(?:{_ITEMS}|\b(?:max\w*|reach\w*|at|full)\b)|(?:{_ITEMS}|\bmax\w*\b).*{_SHARE}"),
    _row("claimed_rate", rf"{_SHARE}|\b(?:claim\w*|advertised|headline) (?:discount|off)\b|折扣"),
    _row("units_at", rf"(?:{_SOLD}|\b(?:buyers|customers|deals|receipts|bookings|times)\b).*{_REF}", kinds=_SAID),
    _row("units_low", rf"{_SOLD}.*\b(?:promo|promotion|sale price|now|low|lower|reduced|discounted|offer)\b"),
    _row("units_of", rf"{_SOLD}.*\b(?:total|all|of|overall)\b|\btotal\b.*{_SOLD}|^(?:units|pieces) sold$"),
    _row(
        "left_out",
        rf"{_ITEMS}.*\b(?:not|without|excluded|left out|full price)\b|\b(?:excluded|left out)\b.*{_ITEMS}",
        kinds=_SAID,
    ),
    _row(
        "items_at",
        rf"^n \w.*\bat\b|\breach\w*\b.*{_ITEMS}|(?:\b(?:n|number|count)\b|{_ITEMS}).*"
        r"\b(?:max\w*|reach\w*|qualif\w*|eligible|included|applicable|at (?:the )?(?:full|claimed|advertised)"
        r"|at \d+|\d+ ?(?:pct|percent))\b",
    ),
    _row(
        "items_of", rf"^n(?: \w+)?$|^{_ITEMS}$|{_ITEMS}.*\b(?:total|in|on|overall)\b|\b(?:total|number of|all) {_ITEMS}"
    ),
    _row("unused", rf"^{_ITEMS}|\b(?:stores|shops|retailers|branches)\b.*\b(?:at|of|total|checked|with|visited)\b"),
    # --- yes and no
    _row("planned", r"\b(?:plan|plans|planned|intent\w*)\b", kinds=("words",)),
    _row("explained", r"\b(?:explain\w*|dates? (?:stated|given|shown)|base (?:stated|told|given))\b", kinds=("words",)),
    _row("shown", r"\b(?:disclos\w*|shown|displayed|visible|stated|told)\b", kinds=("words",)),
    _row("extended", r"\b(?:extended|extends|renewed|prolonged|repeated|reset|still|same)\b", kinds=("words",)),
    _row("extended", ENDED, kinds=("words",)),
    _row(
        "every",
        r"\b(?:all|every|everything|everyone|each|entire|whole|site ?wide|store ?wide)\b",
        rf"{_REF}|\b(?:ever|never|told|shown|displayed)\b",
        kinds=("words",),
    ),
    _row("units_at", r"\b(?:sold|sales)\b", kinds=("words",)),
    _row(
        "never_asked",
        r"\b(?:ever|never|evidence|documented|receipts?|proof|basis|offered)\b|基准|依据",
        kinds=("words",),
    ),
    # --- amounts
    _row("maker", r"\b(?:makers?|manufacturers?|producers?|suppliers?)\b", r"\b(?:claimed|advertised|stated|shown)\b"),
    _row(
        "was",
        r"\b(?:claimed|advertised|stated|alleged|supposed)\b.*\b(?:usual|normal|regular|original|former|previous|base)\b",
    ),
    _row("then", r"\bclaimed (?:after|later)\b|\b(?:promised|future|announced|then|revert\w*|asp|after sale)\b"),
    _row("refunded", r"\b(?:refund\w*|paid back|returned)\b"),
    _row("fee", r"\b(?:fees?|surcharges?|mandatory|unavoidable|levy)\b", r"\b(?:total|incl\w*|with)\b"),
    _row("off", r"^(?:off|minus|deduct\w*|(?:coupon|rebate|code)(?: (?:off|amount|value|discount|cut))?)$"),
    _row(
        "charged",
        r"^total$|\btotal (?:price|paid|charged|cost|amount|payable|due|incl\w*)"
        r"|\b(?:cheapest|lowest|final|checkout|order|cart|basket|invoice) total\b"
        r"|\b(?:charged|paid|till|receipt|settle\w*|billed|checkout|rung)\b|结算|实收|实付",
        r"\b(?:others?|elsewhere|competitors?|rivals?|retailers|shops|stores)\b",
    ),
    _row(
        "gift_price",
        r"\bgift\b.*\b(?:price|sells?|sold|selling|real|actual|current)\b|\b(?:price|sells)\b.*\bgift\b|赠品.*(?:售价|现价)",
    ),
    _row("unused", r"\boptional\b|\bgift (?:wrap\w*|card|box)\b"),
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
        r"\b(?:lowest|min|minimum|prior|ever|always|highest|usual|usually|normal|normally|daily|prevailing|max|maximum|observed)\b"
        r"|\b(?:hotel|door|offline|\d+d|low ?\d+)\b|\b(?:seven|thirty|\d+) ?d(?:ays?)?\b",
        r"\b(?:elsewhere|competitors?|rivals?|retailers|other (?:shops|stores|sellers))\b",
    ),
    _row(
        "market",
        r"\b(?:market|elsewhere|competitors?|others?|street|rivals?|brand site)\b"
        r"|\b(?:dept|department|stores|shops|retailers)\b",
    ),
    _row(
        "later",
        r"^(?:after|later|next|afterwards|following)\b"
        r"|\b(?:day after|price (?:after|later)\w*|after (?:promo|end|sale|countdown|offer)|afterwards)\b",
    ),
    _row("standing", r"\bsince \d{4}"),
    _row(
        "before",
        rf"{_BEFORE}|{_MONTH}|\b(?:last (?:price|selling|deal|sale|sold|transaction|paid))\b"
        r"|\b(?:yesterday|in stock|spot|single|pre|last week|everyday)\b"
        r"|之前|前一[天日]|现货",
    ),
    _row("threshold", r"\b(?:threshold|min spend)\b"),
    _row("spend", r"^spend$"),
    _row("gives", r"^gives?$|\bvoucher\b"),
    _row("was_list", r"\b(?:list|rrp|msrp|mrp|recommended|suggested|counter)\b|建议零售价|专柜"),
    _row(
        "now",
        r"\b(?:now|net|current|final|flash|offer|deal|promo|sale|asked|only|payable|during|coupon|double ?\d+)\b"
        r"|\b(?:discounted|member|clubcard|customer|selling|shown|introductory|live|outlet|our|offered|effective|detail|low|presale)\b|^price$",
        r"\bref(?:erence)?\b",
    ),
    _row("raised", r"\b(?:raised|spike|inflated|increased)\b"),
    _row("was", rf"{_REF}|\b(?:compared?|tag ref)\b|^from price$"),
    _row(
        "tag",
        r"\b(?:tag|label|shelf|marked|ads?|menu|poster|leaflet|flyer|catalog\w*|banner|advertised)\b"
        r"|\b(?:headline|home ?page|due)\b",
    ),
)


_PRICES = re.compile(PRICES.replace("prices?", "prices"))
_UNIT = re.compile(r"\b(day|week|month|year)s?\b")
_COUNTED = re.compile(r"(?<!\d )(?<!\d)\b(day|week|month|year)s\b")
_OUT_OF = re.compile(
    r"\b(?:last|previous|past|preceding|of|in|over|within|the|before) (\d{1,3})(?: ?(days|weeks|months)\b|$)"
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_NUMBER_WORDS = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b")


def words_of(key: str) -> str:
    """A key as words: "implied_realBase" is "implied real base"."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z][a-z])(?=\d)", " ", key)
    text = re.sub(r"[^0-9a-z.\u3000-\u9fff]+", " ", in_english(spaced.lower().replace("_", " "))).strip()
    text = re.sub(r"\bwas (?=(?:seen|available|shown|running|live|active|valid|visible|on)\b)", "", text)
    return _NUMBER_WORDS.sub(lambda word: str(_NUMBERS[word[0]]), text)


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
                return "span" if len(days(text)) == 2 else "day"
            return "number" if re.search(r"\d", in_digits(text)) else "words"


def role_of(key: str, value: object) -> Role | None:
    """What a key is about; None where its words do not say. A value's own unit counts as a word of the key."""
    text, kind = words_of(key), kind_of(value)
    if _PRICES.fullmatch(text):
        return "prices"
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
    counted = _COUNTED.search(text) or _UNIT.search(text)
    return 1 if counted is None else {"day": 1, "week": 7, "month": 30, "year": 365}[counted[1]]


def days_looked_at(key: str) -> int | None:
    """Of how many days a key says that it counts: "days_at_ref_in_last_8_weeks" of 56."""
    found = _OUT_OF.search(words_of(key))
    return None if found is None else int(found[1]) * unit_of(found[2] or key)
