"""How far a number goes that is said: more than half price, about so much, a price of a day, money paid back later.

A word beside a number that changes what is claimed is read, or told; it is never dropped. Patterns are over folded
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from promocalc.claims.claim import Claim, FinalPrice, Off, Protection, Save, Voucher, WasNow
from promocalc.claims.reading.en_words import BEGIN, END, EVERY, LEAST, MARKED, PERCENT, SIGN
from promocalc.claims.reading.limits import Found, LimitOf, wording
from promocalc.claims.reading.prices import PER, Priced
from promocalc.claims.reading.ways import (
    HALF,
    Alternatives,
    Context,
    Rule,
    either,
    made,
    not_read,
    nothing,
    one,
    price,
    rule,
    save,
)
from promocalc.claims.reading.words import DIGITS, HAN, MARK, NUMBER, UNIT, percent, zhe
from promocalc.money import Rate


def _over(rate: Rate | None, every: bool) -> Alternatives | None:
    return None if rate is None else one(made(Off, rate=rate, reach="everything" if every else "item", over=True))


def _more_than(match: re.Match[str], _context: Context) -> Alternatives | None:
    said = match.groupdict()
    rate = percent(said["percent"]) if said.get("percent") else HALF
    return _over(rate, bool(said.get("all") or said.get("all2")))


def _less_than(match: re.Match[str], _context: Context) -> Alternatives | None:
    rest = zhe(match["zhe"]) if match["zhe"] else HALF
    return _over(None if rest is None else rest.remaining(), bool(match["all"]))


def _at_most(match: re.Match[str], _context: Context) -> Alternatives | None:
    """So much of the price or less: 以下 takes in what it stands behind."""
    rest = zhe(match["zhe"]) if match["zhe"] else HALF
    return None if rest is None else _so_much(rest.remaining(), bool(match["all"]))


def _so_much(rate: Rate, every: bool) -> Alternatives | None:
    whole = made(Off, rate=rate, reach="everything")
    return either(("this_cart", None if every else made(Off, rate=rate)), ("every_item", whole))


def _or_better(match: re.Match[str], _context: Context) -> Alternatives | None:
    rate = percent(match["percent"]) if match["percent"] else HALF
    return None if rate is None else _so_much(rate, every=False)


def _back(match: re.Match[str], context: Context) -> Alternatives | None:
    """Money that is paid after the purchase."""
    gives = context.money(match["gives"])
    said = match.groupdict().get("spend")
    spend = context.money(said) if said else None
    return None if gives is None else one(made(Voucher, gives=gives, spend=spend, cash=True))


def _saved(match: re.Match[str], context: Context) -> Alternatives | None:
    return save(context.money(match["amount"]), every=bool(match.groupdict().get("all2")))


def _hundredths(match: re.Match[str], context: Context) -> Alternatives | None:
    """Of a euro; elsewhere a ct is a carat or a count."""
    return price(Decimal(match["amount"]).scaleb(-2)) if context.currency == "EUR" else None


def _posted(match: re.Match[str], context: Context) -> Alternatives | None:
    return price(context.money(match["amount"]))


def _elsewhere(_match: re.Match[str], _context: Context) -> Alternatives | None:
    return one(Protection(of="everyone"))


_CHEAPER = r"(?:off|less|cheaper|lower|discounts?|savings?|reductions?)"
_ALL = rf"(?:(?P<all>{EVERY})(?:\s(?:is|now|at|are))?[:,]?\s)?"
_ALL2 = rf"(?:\s(?:on\s)?(?P<all2>{EVERY}))?"
_HALF = r"(?:half|1/2)[-\s]"
_MORE = r"(?:(?:more|better|greater)\sthan|over|above|upwards?\sof|in\sexcess\sof)"
_LESS = r"(?:(?:less|lower|better|cheaper)\sthan|under|below)"

ENGLISH: tuple[Rule, ...] = (
    rule(rf"{BEGIN}up\s?to\s(?:and\s)?{_MORE}\s(?:{_HALF}off|{PERCENT}{SIGN})(?:\soff)?{END}", not_read, needs="u"),
    rule(rf"{_ALL}{BEGIN}{_LESS}\s{_HALF}price{END}{_ALL2}", _more_than, needs="h"),
    rule(
        rf"{_ALL}{BEGIN}(?:save\s)?{_MORE}\s(?:{_HALF}off|(?P<percent>{PERCENT}){SIGN}\s{_CHEAPER}){END}(?!\sthan){_ALL2}",
        _more_than,
        needs="%hp",
    ),
    rule(rf"{BEGIN}(?:save|saves|saving|you\ssave)\s{_MORE}\s(?P<amount>{MARKED}){_ALL2}", _saved, needs="s"),
    rule(
        rf"{BEGIN}(?:save|saving|reduced\sby|cut\sby|slashed\sby)\s{_MORE}\s(?P<percent>{PERCENT}){SIGN}{_ALL2}",
        _more_than,
        needs="%p",
    ),
    rule(
        rf"{BEGIN}(?:{_LESS}\s(?:{_HALF}off|{PERCENT}{SIGN}\s(?:off|discount))|(?:more\sthan|over|above)\s{_HALF}price){END}",
        not_read,
        needs="%hp",
    ),
    rule(
        rf"{BEGIN}(?:{_HALF}(?:price|off)|(?:save\s)?(?<!\d)(?P<percent>{PERCENT}){SIGN}(?:\soff)?)\s"
        rf"or\s(?:better|less|lower|below|more|under)(?:\soff)?{END}",
        _or_better,
        needs="o",
    ),
    rule(rf"{BEGIN}{PERCENT}{SIGN}\s(?:cash\s?back|back\s(?:in|as)\s[a-z]){END}", not_read, needs="k"),
    rule(
        rf"(?:{BEGIN}(?:get|claim|earn|receive)\s)?(?:up\s?to\s)?(?P<gives>{MARKED})\s"
        rf"(?:(?:in\s)?cash\s?back|back(?=\swhen\syou\sspend))(?:\s(?:when\syou\sspend|(?:for|with)\severy|"
        rf"on\s(?:orders|purchases)\s(?:of|over))\s{LEAST}(?P<spend>{MARKED}))?{END}",
        _back,
        needs="k",
    ),
    rule(rf"{BEGIN}cash\s?back(?:\sof)?:?\s(?:up\s?to\s)?(?P<gives>{MARKED})", _back, needs="k"),
    rule(
        r"(?<![\d.,])(?P<amount>\d{1,2})\s?ct\.?(?![a-z]|\s?(?:gold|silver|diamond|white|yellow|rose|pack|count))",
        _hundredths,
        needs="c",
    ),
)
"""Before the other wordings."""

_D = rf"(?<![\d.])(?<!\d,){DIGITS}"
_SUM = rf"(?:(?:{MARK}\s?)?{_D}(?:块\d(?!\d)|\s?{UNIT})|{MARK}\s?{_D}|[{HAN}]{{1,8}}{UNIT})"
_ZHE = r"(?<![\d.])(?:\d{1,2}(?:\.\d{1,2})?|[一二三四五六七八九](?:点?[一二三四五六七八九])?)"
_EVERY = r"(?P<all>(?:全场|全店|全馆|全站|全部|所有)(?:商品|产品|款式|通通|统统|均|都|一律){0,2})?"
_TIMES = r"(?:每(?:个)?(?:[天日周月年晚]|星期)|平均每[天日月]|[日月]均|一(?:[天日]|个月|年))"

CHINESE: tuple[Rule, ...] = (
    rule(rf"{_EVERY}(?:不到|低于|不足|少于)(?:(?P<zhe>{_ZHE})折|半价|对折)", _less_than, needs="不低少"),
    rule(rf"{_EVERY}(?:(?P<zhe>{_ZHE})折|半价|对折|半額)(?:及|或)?以下", _at_most, needs="下"),
    rule(
        rf"(?:优惠|降价|直降|立减|立省|省|便宜|折扣|让利|[降减]幅|幅度|下降|降低|降|减){{1,2}}(?:均|都)?(?:超过?|逾|高于|大于)"
        rf"(?P<percent>{PERCENT})%|(?:超过?|逾|高于)(?P<percent2>{PERCENT})%的?(?:优惠|折扣|[降减]幅|减免|off(?![a-z]))",
        lambda match, _: _over(percent(match["percent"] or match["percent2"]), every=False),
        needs="%",
    ),
    rule(rf"(?:优惠|直降|立减|立省|节省|省|便宜|让利|减){{1,2}}(?:超过?|逾)(?P<amount>{_SUM})", _saved, needs="超逾"),
    rule(rf"首(?:个)?[月年周日](?:仅|只|需|要|付|低至){{0,3}}{_SUM}", not_read, needs="首"),
    rule(
        rf"(?:月額|月々|年額|日額|毎月|1(?:日|か月|ヶ月)(?:あたり|当たり))(?:わずか|たった|約)?{_SUM}",
        not_read,
        needs="月年日",
    ),
    rule(rf"{_TIMES}(?:仅|只|需|要|付|还|约|低至|合){{0,3}}{_SUM}(?:起)?", not_read, needs="每均一"),
    rule(rf"买贵(?:了)?(?:{NUMBER}倍|双倍)(?:差价|差额)?[赔退补返](?:差价?)?", _elsewhere, needs="贵"),
    rule(r"假一[赔罚][十百\d]{1,3}", nothing, needs="假"),
    rule(r"买一[赔罚][十百\d]{1,3}", not_read, needs="赔罚"),
    rule(
        r"(?<![满购买到超足价为:\d.¥每笔单块])(?P<amount>\d{1,5}(?:\.\d{1,2})?)(?:元)?(?=(?:全国|顺丰)?包邮)",
        _posted,
        needs="包",
    ),
)
"""The same in Chinese."""

REFUNDED: tuple[Rule, ...] = (rule(rf"(?<![高多达即接立满])(?:返现金?|返还现金)(?P<gives>{_SUM})", _back, needs="返"),)
"""After what has to be spent for it."""

_ABOUT = r"(?:about|around|roughly|approx(?:\.|imately)?|circa|ca\.|nearly|almost|just\s(?:under|over))"
_BOUND = r"(?:(?:no(?:t)?\s)?(?:less|more)\sthan|over|above|under|below|at\s(?:least|most)|a\smaximum\sof)"

NEAR_ENGLISH = (
    wording(
        "how_near",
        rf"{BEGIN}(?:{_ABOUT}|{_BOUND})(?=\s(?:{MARKED}|(?:half[-\s](?:price|off)|{PERCENT}{SIGN})))|"
        rf"{BEGIN}up\s?to(?=\s{MARKED}\s(?:in\s)?cash\s?back)",
    ),
    wording("per", rf"(?<=[\d€p])\s?(?:{PER}|(?<=\s)(?:each|apiece){END})"),
)
NEAR_CHINESE = (
    wording(
        "how_near",
        rf"(?:大?约|約|大概|差不多|将近|接近|不到|低于|少于|超过|不超过|不高于|不低于|至少|最少|逾)(?={_SUM}|{_ZHE}折|{PERCENT}%)",
        r"(?<=[元块折%])(?:左右|上下|出头|以内)|(?<=[元块%])以下",
    ),
    wording("per", rf"(?<=[\d元块圆円])(?:{PER})"),
)
"""What is told of a number beside it; it is read all the same."""

_OF_NUMBERS: tuple[LimitOf, ...] = ("how_near", "per")


def beside(said: Iterable[Found], found: Sequence[Priced]) -> list[Found]:
    """Without words that bound a number, where that number is no price or share, or the claim says the bound."""
    return [
        one
        for one in said
        if one.of not in _OF_NUMBERS
        or any(
            priced.start - 2 <= one.end and one.start <= priced.end + 2 and any(map(_bounded, _every(priced)))
            for priced in found
        )
    ]


def _every(one: Priced) -> list[Claim]:
    return [claim for _, claims in one.alternatives for claim in claims]


def _bounded(claim: Claim) -> bool:
    match claim:
        case Off(start=None, over=False) | Save(start=None) | FinalPrice() | WasNow() | Voucher(cash=True):
            return True
        case _:
            return False


_EXTRA = re.compile(r"(?:extra|additional|further|another|再|折上|额外|叠加)[^.;!?\d]{0,8}")
"""What comes off besides, and not in the prices beside it."""


def belonging(found: list[Priced], text: str) -> list[Priced]:
    """Parts in their order; where the only price that is compared with is a recommended one, or that of others, what is
    said to be saved is saved on that: "RRP £100. You save £40 (40%)". Where the prices say otherwise it may be saved on
    another one."""
    compared = [claim for one in found for claim in _every(one) if isinstance(claim, WasNow)]
    of = {claim.of for claim in compared}
    if len(compared) != 1 or not of <= {"list", "market"}:
        return found
    return [_belonging(one, compared[0], text) for one in found]


def _belonging(one: Priced, compared: WasNow, text: str) -> Priced:
    match one.alternatives:
        case ((way, (Off() | Save() as claim,)),) if _plain(claim) and not _besides(one, text):
            that = claim.model_copy(update={"of": compared.of})
            if _borne_out(claim, compared):
                return Priced(one.start, one.end, ((way, (that,)),))
            if compared.of == "list":
                return Priced(one.start, one.end, (("own_price", (claim,)), ("list_price", (that,))))
    return one


def _besides(one: Priced, text: str) -> bool:
    """Whether it is said to come on top of something."""
    said = _EXTRA.search(text, max(one.start - 12, 0), one.start + 10)
    return said is not None and said.end() >= one.start


def _plain(claim: Off | Save) -> bool:
    return (claim.reach, claim.start, claim.of) == ("item", None, "own")


def _borne_out(claim: Off | Save, compared: WasNow) -> bool:
    """Whether the two prices say the same; where one of them is not there, nothing says otherwise."""
    if compared.now is None:
        return True
    was, now = Fraction(compared.was), Fraction(compared.now)
    if isinstance(claim, Save):
        return abs(was - now - Fraction(claim.amount)) < 1
    return abs(was - now - was * claim.rate.fraction) * 100 <= was
