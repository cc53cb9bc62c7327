"""What sentences say of other sellers and of later: the lowest price of all, a difference that is paid back, a price
from a day on. Patterns are over folded text."""

from __future__ import annotations

import re
from decimal import Decimal

from promocalc.claims.claim import AddOn, FinalPrice, Lowest, Off, Protection, Save
from promocalc.claims.reading.time import days_in
from promocalc.claims.reading.ways import Alternatives, Context, Rule, either, made, one, rule
from promocalc.claims.reading.words import DAY, DIGITS, MARK, NUMBER, UNIT, number, percent

_B, _E = r"(?<![a-z0-9])", r"(?![a-z])"
_D = rf"(?<![\d.])(?<!\d,){DIGITS}"
_MARKED = rf"(?:{MARK}\s?{_D}|{_D}\s?{UNIT})"
_FEW = r"[^;,.!?()\d\0]"

_ALL = (
    r"(?:全网|全平台|全渠道|全国|全城|全市|全区|同城|全行业|行业|业内|同行|同类|各平台|全电商|各大平台|市面上?)"
    r"(?:中|里|内)?的?"
)
_LOWEST = r"(?:最低价?|最便宜|底价|新低|最优惠)(?:价格?)?"
_LENGTH = rf"(?:近|过去|最近)?(?P<length>{NUMBER}|半)(?P<unit>天|日|个?月|年|周|星期)(?:以来|之内|以内|内|来)?的?"


def _days(match: re.Match[str], context: Context) -> int | None:
    """For how many days; None where nobody says it."""
    said = match.groupdict().get("length")
    if not said:
        return None
    length = Decimal(6) if said == "半" else number(said)
    if length is None or length != length.to_integral_value() or not 1 <= length <= 999:
        return None
    unit = match["unit"]
    units = {"d": "天", "w": "周", "m": "月", "y": "年"}
    return days_in(int(length), units.get(unit[0], unit[-1]), context.at)


def _of_all(match: re.Match[str], context: Context) -> Alternatives | None:
    days = _days(match, context)
    if days is None and match.groupdict().get("length"):
        return None
    return one(made(Lowest, days=days, of="everyone"))


def _of_all_ever(_match: re.Match[str], _context: Context) -> Alternatives | None:
    return (("plain", (Lowest(of="everyone"), Lowest())),)


def _later(match: re.Match[str], context: Context) -> Alternatives | None:
    return one(made(Protection, days=_days(match, context)))


def _elsewhere(match: re.Match[str], context: Context) -> Alternatives | None:
    return one(made(Protection, days=_days(match, context), of="everyone"))


def _whose(match: re.Match[str], context: Context) -> Alternatives | None:
    """The difference is paid back; where nobody says when, it may be cheaper later or elsewhere."""
    days = _days(match, context)
    return either(
        ("later", made(Protection, days=days)),
        ("elsewhere", made(Protection, days=days, of="everyone")),
    )


def _guaranteed(_match: re.Match[str], _context: Context) -> Alternatives | None:
    """Nobody is cheaper; or whoever is will be matched."""
    return either(("cheapest", Lowest(of="everyone")), ("matched", Protection(of="everyone")))


def _since(match: re.Match[str], context: Context) -> Alternatives | None:
    """A price from a day on that is yet to come; where it has come it is what is asked, and the day is told with it."""
    amount, since = context.money(match["amount"]), context.day(match["day"])
    if amount is None or since is None or (context.at is not None and since <= context.at):
        return None
    return one(made(FinalPrice, amount=amount, since=since))


def _less_than_others(match: re.Match[str], context: Context) -> Alternatives | None:
    if match["percent"]:
        rate = percent(match["percent"])
        return None if rate is None else one(made(Off, rate=rate, of="market"))
    amount = context.money(match["amount"])
    return None if amount is None else one(made(Save, amount=amount, of="market"))


def _add_on(match: re.Match[str], context: Context) -> Alternatives | None:
    said = match.groupdict()
    price = context.money(match["price"])
    start = context.money(said["start"]) if said.get("start") else None
    worth = context.money(said["worth"]) if said.get("worth") else None
    return None if price is None else one(made(AddOn, price=price, start=start, worth=worth))


_SPENT = rf"(?:(?:单笔|订单|消费|实付|购物|买){{0,2}}满(?P<start>{_MARKED}|{_D})[,;]?(?:即|可|再|就|立){{0,3}})?"
_WORTH = rf"(?:{_FEW}{{0,8}}(?:总?价值|市值)(?P<worth>{_MARKED})(?:的?{_FEW}{{1,8}})?)?"
_BACK = r"[退返补赔](?:还|回|偿|付)?(?:您|你)?(?:差价|差额)|(?:差价|差额)(?:双倍|全额|部分)?[退返补赔](?:还|回|偿|付)?"
_MATCH = (
    r"(?:price[-\s]match(?:ing|ed)?(?:\s(?:guaranteed?|promise|policy))?|price\spromise|never\sknowingly\sundersold)"
)
_REFUND = (
    r"(?:(?:we(?:'ll|\swill)?|you\sget)\s)?(?:refund(?:s|ed)?|pay(?:\syou)?(?:\sback)?|give\syou(?:\sback)?|match|beat)\s"
    r"(?:you\s)?(?:(?:double|twice)\s)?(?:the\s|any\s)?(?:price\s)?difference"
)
_MANY = (
    r"(?:any(?:one|where)(?:\selse)?|(?:any|all|other)\s(?:other\s)?(?:shops?|stores?|retailers?|competitors?|sellers?)|"
    r"the\scompetition|(?:our\s)?(?:rivals|competitors))"
)
_OTHERS = (
    r"(?:elsewhere|anywhere(?:\selse)?|"
    r"(?:with|at|from|by)\s(?:an?\s|any\s)?(?:other|another|competitor|local)[a-z\s']{0,24})"
)

CHINESE: tuple[Rule, ...] = (
    rule(rf"{_LENGTH}{_ALL}{_LOWEST}", _of_all, needs="底新最"),
    rule(rf"{_ALL}(?:历史|史上|历来)的?{_LOWEST}", _of_all_ever, needs="历史"),
    rule(
        rf"{_ALL}{_LOWEST}|比(?:别家|其他(?:平台|店铺?)|同行|任何(?:平台|店铺?))(?:都|更|还){{0,2}}(?:便宜|低|优惠)",
        _of_all,
        needs="底新最比",
    ),
    rule(
        rf"(?:买贵(?:了)?(?:包|就|必|立|双倍|全额|随时|可){{0,2}}[退赔补返](?:还|回)?(?:差价?|差额|双倍)?|"
        rf"贵就[赔退补](?:差价?)?|(?:别家|其他平台|同款|同行){_FEW}{{0,4}}更?(?:便宜|低价?){_FEW}{{0,4}}(?:{_BACK}))",
        _elsewhere,
        needs="买差贵",
    ),
    rule(
        rf"(?:{_LENGTH})(?:价保|保价|价格保护|(?:内)?(?:降价|跌价|调价){_FEW}{{0,4}}(?:{_BACK}))",
        _later,
        needs="价保差",
    ),
    rule(rf"(?:价保|保价|价格保护)(?:期)?(?:长达|至少|至|到)?{_LENGTH}", _later, needs="价保"),
    rule(
        rf"(?:降价|跌价|调价){_FEW}{{0,4}}(?:{_BACK})|全程(?:价保|保价)|(?:支持)?(?:价保|保价|价格保护)(?!\d)",
        _later,
        needs="价保全差",
    ),
    rule(rf"(?:{_BACK})(?!{_FEW}{{0,4}}后)", _whose, needs="差"),
    rule(
        rf"{_SPENT}(?:加|\+)(?P<price>{_MARKED})(?:元)?(?:即可|就可|可|就能|就|能|立即){{0,2}}(?:超值)?(?:换购|加购|带走|换){_WORTH}",
        _add_on,
        needs="+加",
    ),
    rule(rf"{_SPENT}(?P<price>{_MARKED})(?:超值|低价)?换购{_WORTH}", _add_on, needs="换"),
    rule(rf"换购价:?(?P<price>{_MARKED})", _add_on, needs="换"),
)
"""Of every seller, and of later: before the other wordings."""

ENGLISH: tuple[Rule, ...] = (
    rule(
        rf"{_B}(?P<length>\d{{1,3}})[-\s](?P<unit>day|week|month|year)s?\s(?:price\s(?:guarantee|protection|adjustment)s?|"
        rf"low\sprice\sguarantee){_E}",
        _later,
        needs="lp",
    ),
    rule(
        rf"{_B}price\s(?:protection|adjustments?)(?:\s(?:for|of|within)\s(?P<length>\d{{1,3}})\s(?P<unit>days?|weeks?|months?))?{_E}",
        _later,
        needs="p",
    ),
    rule(
        rf"{_B}(?:if\s(?:the\sprice\s(?:drops|falls|goes\sdown)|it(?:'s|\sis)\scheaper\slater)[^;.!?\0]{{0,40}}?"
        rf"(?:{_REFUND})|(?:{_REFUND})\sif\s(?:the\sprice|it)\s(?:drops|falls|goes\sdown)(?:\slater)?){_E}",
        _later,
        needs="di",
    ),
    rule(rf"{_B}(?:lowest|best|low)\sprices?\sguaranteed?{_E}", _guaranteed, needs="g"),
    rule(
        rf"{_B}{_MATCH}{_E}|{_B}we(?:'ll|\swill)?\s(?:match|beat)\s(?:any|all|their|lower|competitors?'?s?'?)\s[a-z\s']{{0,20}}?prices?{_E}",
        _elsewhere,
        needs="npw",
    ),
    rule(
        rf"{_B}(?:(?:find|see|found|get|seen)\sit\s(?:cheaper|for\sless)\s?(?:{_OTHERS})?[^;.!\0]{{0,24}}?(?:{_REFUND}|we(?:'ll|\swill)\s(?:match|beat)"
        rf"\s(?:it|them|their\sprice))|(?:{_REFUND})\sif\s(?:you\s)?(?:find|see)\sit\s(?:cheaper|for\sless)(?:\s{_OTHERS})?){_E}",
        _elsewhere,
        needs="di",
    ),
    rule(rf"{_B}{_REFUND}{_E}", _whose, needs="f"),
    rule(
        rf"{_B}(?:lowest|cheapest|best)(?:\s(?:prices?|deals?))?\s(?:online|on\sthe\s(?:web|internet|market|high\sstreet)|anywhere|"
        rf"in\s(?:town|the\s(?:country|city|uk|us|usa|world))|around|of\s(?:all|any)\s(?:sellers|shops|stores|retailers)|"
        rf"on\sany\ssite){_E}",
        _of_all,
        needs="bcl",
    ),
    rule(
        rf"(?:(?P<amount>{_MARKED})|(?<![\d.])(?P<percent>\d{{1,2}}(?:\.\d)?)\s?%)\s(?:cheaper|less|lower)\sthan\s"
        rf"(?:{_MANY}|(?:at\s)?{_OTHERS}){_E}",
        _less_than_others,
    ),
    rule(
        rf"{_B}(?:cheaper|lower)\s(?:prices?\s)?than\s{_MANY}{_E}|"
        rf"{_B}(?:you\s)?(?:won't|will\snot|cannot|can't)\sfind\s(?:it|this|them)\s(?:any\s)?cheaper{_E}|"
        rf"{_B}(?:nobody|no\sone|no-one)\s(?:beats?\sour\sprices?|is\scheaper|sells\s(?:it\s)?(?:cheaper|for\sless)){_E}",
        _of_all,
        needs="fnt",
    ),
)
"""The same in English."""

SINCE_CHINESE = (
    rule(
        rf"(?:自|从)?(?P<day>{DAY})(?:0点|零点)?(?:起|开始|后)[,:]?(?:仅[售需]?|只[要需]|售价?|价格|现价|到手价?|活动价|促销价|特价|执行|为){{0,2}}"
        rf"(?P<amount>{_MARKED})",
        _since,
        needs="后开起",
    ),
)
"""From a day on: after what goes back to another price."""

SINCE_ENGLISH = (
    rule(
        rf"{_B}(?:from|starting|as\sof|beginning|effective)\s(?:on\s)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},?\s)?"
        rf"(?P<day>{DAY})[,:;]?\s(?:it\sis\s|at\s|for\s|only\s|just\s|now\s|price:?\s){{0,2}}(?P<amount>{_MARKED})",
        _since,
    ),
)
"""The same in English."""
