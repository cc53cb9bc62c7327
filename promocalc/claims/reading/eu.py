"""Wordings of ten European languages, built from their words. Patterns are over folded text.

One pattern a wording finds it in every language; what is in no language in particular is read as in English. They are
tried only in sentences that say by a mark or a word that they are European.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from promocalc.claims.claim import (
    Bundle,
    FinalPrice,
    Gift,
    Lowest,
    Protection,
    Save,
    Until,
    Voucher,
    WasNow,
)
from promocalc.claims.reading.eu_names import LANGUAGES, LINK, any_of
from promocalc.claims.reading.eu_words import BEGIN, END, pattern, phrases
from promocalc.claims.reading.time import days_in, ever, limited, today
from promocalc.claims.reading.ways import (
    HALF,
    WHOLE,
    Alternatives,
    Context,
    Rule,
    between,
    either,
    made,
    not_read,
    nothing,
    off,
    one,
    rule,
    save,
    some_pieces,
    threshold,
)
from promocalc.claims.reading.words import DIGITS, MARK, NO_UNIT, UNIT, percent
from promocalc.money import Rate

_D = rf"(?<![\d.,]){DIGITS}"
_M = rf"(?:{MARK}\s?{_D}(?:[:,]-{{1,2}})?|{_D}\s?{UNIT})"
_PLAIN = rf"(?:{_M}|{_D}{NO_UNIT})"
_SIGN = rf"\s?(?:%|{any_of('percent')})\*{{0,2}}"
_SHARE = rf"(?P<percent>(?<![\d.,])\d{{1,3}}(?:\.\d{{1,2}})?){_SIGN}"
_MUCH = rf"(?:{_SHARE}|(?P<amount>{_M}))"
_FEW = r"[^;.!?()\d\0]"
_LINKS = rf"{LINK}{{0,2}}[:\s]{{0,2}}"
_MOST = rf"(?P<most>{any_of('up_to')}\s?)"
_ALL = rf"(?:(?P<all>{any_of('everything')})[:,]?\s?(?:-\s(?=\d))?)?"
_ALL2 = rf"(?:[:,]?\s?(?P<all2>{any_of('everything')}))?"
_PIECES = rf"(?:{any_of('pieces')}\.?)"
_FREE = any_of("free")
_HALF = any_of("half")
_LESS = rf"(?:{any_of('less')}|{BEGIN}[^\W\d_]{{3,12}}-?rabatt?{END})"
_CUT = any_of("cut")
_AT_ONCE = (
    r"(?:\s(?:imediato|direto|inmediato|directo|immédiate|immediato|extra|supplémentaire|natychmiastowy)(?![^\W\d_]))?"
)
_ONE = r"(?:(?:zu|a|à|al|avec|con|com|med|mit|met|se|s|z|na|za|für|voor|för|for|por|per|till|til|zum|o|je|ist|est)\s)"
_THE = r"(?:(?:den|das|die|der|dem|le|la|il|lo|el|het|de|a|o|na)\s|l')"
_ON = r"(?:auf|sur|sul|sulla|sull'|su|en|op|na|på|em|for|bij|beim|para|de|di)"
_NTH = rf"(?:(?<![\w.,])(?P<nth>[2-9])(?:\.|e|ème|eme|er|re|a|o|°|:a|:e|nd)(?=\s)|{any_of('second')})"


def _count(text: str | None) -> int | None:
    return None if not text or not 1 <= int(text) <= 99 else int(text)


def _every(match: re.Match[str]) -> bool:
    said = match.groupdict()
    return bool(said.get("all") or said.get("all2"))


def _less(match: re.Match[str], context: Context) -> Alternatives | None:
    """So much less, as a share or an amount."""
    up_to, every = bool(match.groupdict().get("most")), _every(match)
    if match["percent"]:
        return off(percent(match["percent"]), every=every, up_to=up_to)
    return save(context.money(match["amount"]), every=every, up_to=up_to)


def _half(match: re.Match[str], _context: Context) -> Alternatives | None:
    return off(HALF, every=_every(match), up_to=bool(match["most"]))


def _all_less(match: re.Match[str], context: Context) -> Alternatives | None:
    """A share without a word for it: of everything, or with a minus."""
    return _less(match, context) if _every(match) or match["most"] or match["minus"] else None


def _from_on(match: re.Match[str], context: Context) -> Alternatives | None:
    """So much less from an amount on."""
    start = context.money(match["start"])
    if match["percent"]:
        return off(percent(match["percent"]), every=_every(match), up_to=bool(match["most"]), start=start)
    return threshold(context.money(match["amount"]), start, bool(match["each"]))


def _voucher(match: re.Match[str], context: Context) -> Alternatives | None:
    """A voucher that one gets, or one that comes off this purchase."""
    gives = context.money(match["gives"])
    start = context.money(match["start"]) if match["start"] else None
    if gives is None:
        return None
    return either(("voucher", made(Voucher, spend=start, gives=gives)), ("cash", made(Save, amount=gives, start=start)))


def _gift(match: re.Match[str], context: Context) -> Alternatives | None:
    worth = context.money(match["worth"])
    return None if worth is None else one(made(Gift, worth=worth))


def _was_now(match: re.Match[str], context: Context) -> Alternatives | None:
    was, now = context.money(match["was"]), context.money(match["now"])
    return None if was is None or now is None or now >= was else one(made(WasNow, was=was, now=now))


def _lowest(match: re.Match[str], context: Context) -> Alternatives | None:
    """The lowest price of so many days; with an amount what was the lowest before, or what is the lowest now."""
    said = match.groupdict()
    unit = "周" if said.get("weeks") else "月" if said.get("months") else "天"
    claim = made(Lowest, days=days_in(int(match["length"]), unit, context.at))
    amount = context.money(match["amount"]) if match["amount"] else None
    if claim is None or amount is None:
        return one(claim)
    was, now = made(WasNow, was=amount), made(FinalPrice, amount=amount)
    if was is None or now is None:
        return None
    others = [
        context.money(other) for other in re.findall(_M, match.string[: match.start()] + match.string[match.end() :])
    ]
    if match["before"] or said.get("before2") or any(other is not None and other < amount for other in others):
        return one(was)
    return (("lowest_before", (was,)), ("lowest_now", (claim, now)))


def _guaranteed(_match: re.Match[str], _context: Context) -> Alternatives | None:
    return either(("cheapest", Lowest(of="everyone")), ("matched", Protection(of="everyone")))


def _of_all(_match: re.Match[str], _context: Context) -> Alternatives | None:
    return one(Lowest(of="everyone"))


def _between(match: re.Match[str], _context: Context) -> Alternatives | None:
    return between([rate for name in ("least", "percent") if (rate := percent(match[name])) is not None])


def _pay(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces, paid = _count(match["pieces"]), _count(match["paid"])
    if pieces is None or paid is None or paid >= pieces:
        return None
    return one(made(Bundle, pieces=pieces, cheaper=pieces - paid))


def _together(match: re.Match[str], context: Context) -> Alternatives | None:
    pieces = _count(match["pieces"] or match["pieces2"] or match["pieces3"])
    asked = context.money(match["amount"])
    return None if pieces is None or asked is None else one(made(FinalPrice, amount=asked, pieces=pieces))


def _free(match: re.Match[str], _context: Context) -> Alternatives | None:
    bought, free = _count(match["bought"]), _count(match["free"])
    return None if bought is None or free is None else one(made(Bundle, pieces=bought + free, cheaper=free))


def _nth(match: re.Match[str], context: Context) -> Alternatives | None:
    """The second one cheaper: a share that it is *at* may be what is paid of it, or what comes off."""
    said = match.groupdict()
    pieces = _count(match["nth"]) or 2
    if said.get("amount"):
        return some_pieces(pieces, context.money(match["amount"]))
    rate = WHOLE if said.get("all_free") else HALF if said.get("half") else percent(match["percent"])
    if rate is None:
        return None
    cut = made(Bundle, pieces=pieces, rate=rate)
    if not said.get("at") or said.get("minus") or said.get("less") or rate in (HALF, WHOLE):
        return one(cut)
    paid = made(Bundle, pieces=pieces, rate=Rate(1 - rate.fraction))
    return either(("what_comes_off", cut), ("what_is_paid", paid))


def _buy(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces, rate = _count(match["bought"]), percent(match["percent"])
    if pieces is None or pieces < 2 or rate is None:
        return None
    every = made(Bundle, pieces=pieces, cheaper=pieces, rate=rate)
    return either(("all_pieces", every), ("last_piece", made(Bundle, pieces=pieces, rate=rate)))


_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {
    name: at + 1
    for names in (*(words.names for words in LANGUAGES), ", ".join(_ENGLISH_MONTHS), "märz, sept, okt, dez")
    for at, name in enumerate(phrases([names]))
} | {"märz": 3, "sept": 9, "okt": 10, "dez": 12, "des": 12, "mrt": 3, "déc": 12, "févr": 2}
_OF_MONTH = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:20\d\d|\d\d(?!\d))"
_DATE = (
    rf"(?<![\d.,/])(?:{_OF_MONTH}[./]\s?(?:1[0-2]|0?[1-9])(?:[./]\s?{_YEAR}|\.)?(?![\d%]|[.,]\d|\s?{UNIT}|\s?%)|"
    rf"{_OF_MONTH}(?:\.|er|o)?\s(?:de\s)?{pattern(_MONTHS)}\.?{END}(?:\s(?:de\s)?20\d\d)?)"
)
_DAY = rf"(?:(?:den\s|dem\s|el\s)?(?:[a-zà-ž]{{3,12}},?\s(?:den\s|dem\s)?)?(?P<day>{_DATE}))"


def _until(match: re.Match[str], context: Context) -> Alternatives | None:
    """An offer that ends on a day, which is written with the day first."""
    text = match["day"]
    numbers = [int(digits) for digits in re.findall(r"\d+", text)]
    named = re.search(pattern(_MONTHS), text)
    if named is not None:
        numbers.insert(1, _MONTHS.get(named[0]) or _unaccented()[named[0]])
    day, month = numbers[:2]
    year = numbers[2] + (2000 if numbers[2] < 100 else 0) if len(numbers) > 2 else None
    found = context.day(f"{month}月{day}日" if year is None else f"{year}-{month}-{day}")
    return one(made(Until, ends=found))


@cache
def _unaccented() -> dict[str, int]:
    import unicodedata

    return {
        "".join(unicodedata.normalize("NFD", char)[0] for char in name).replace("ł", "l"): at
        for name, at in _MONTHS.items()
    }


def _later(match: re.Match[str], context: Context) -> Alternatives | None:
    then = context.money(match["then"])
    return None if then is None else one(made(Until, then=then))


def _two_numbers(match: re.Match[str], context: Context) -> Alternatives | None:
    """Two groups of digits that are thousands, or a number that belongs to something else and a price."""
    together = made(FinalPrice, amount=_money(match["first"] + match["second"], match["unit"], context))
    apart = made(FinalPrice, amount=_money(match["second"], match["unit"], context))
    return either(("one_number", together), ("two_numbers", apart))


def _money(number: str, unit: str, context: Context) -> Decimal | None:
    return context.money(f"{number} {unit.strip()}")


_BESIDE = (
    rule(
        rf"(?<![\d.,])\d,\d{{3}}\s?€?\s?(?:/|pro\s|je\s|per\s|le\s)\s?(?:l|liter|litre|litro|kwh){END}",
        not_read,
    ),
    rule(
        rf"{any_of('unit_price')}[^;!?\d\0]{{0,4}}(?:\d{{1,4}}\s?(?:kg|g|l|ml)\s?=\s?)?{_M}(?:\s?/\s?(?:\d{{1,4}}\s?)?[a-z]{{1,5}})?|"
        rf"\(?(?<![\w.,])\d{{1,4}}(?:\.\d{{1,3}})?\s?(?:kg|g|l|ml|cl|m|st|stk|szt|ks|stück)\.?\s?=\s?(?:{_M}|{_D})\)?|"
        rf"\(\s?{_M}\s?(?:/|pro\s|je\s|par\s|le\s|al\s|per\s|za\s|pr\.?\s)\s?(?:\d{{1,4}}\s?)?(?:kg|g|l|ml|litre|liter|litr|litro|kilo)\s?\)",
        nothing,
    ),
    rule(rf"{any_of('starts')}\s{_M}\s{any_of('delivered')}", nothing),
    rule(rf"{any_of('delivered')}(?:{_FEW}{{0,40}}?{_M}(?:\s{any_of('spent')})?)?", nothing),
    rule(
        rf"(?:(?:dont|inkl\.?|incl\.?|zzgl\.?|excl\.?|plus)\s)?{_M}\s"
        rf"(?:d'éco-?participation|pfand|consigne|statiegeld|kaucji|pant){END}",
        nothing,
    ),
    rule(
        rf"(?:zzgl\.?\s|plus\s|\+\s?|hors\s|più\s|más\s|excl\.?\s)?{_M}\s{any_of('delivery')}|"
        rf"{any_of('delivery')}{_LINKS}{_M}",
        nothing,
    ),
)
"""Amounts that are no price of the goods: of a kilogram, of the delivery."""

_PAIR = rf"(?:{_M}|{_D}(?=[;,\s]|$))"
_PRICES = (
    rule(
        rf"{BEGIN}(?:van|von|da|de|z|ze|från|fra|del)\s(?P<was>{_PAIR})[;,]?\s(?:(?:nu|nun|jetzt|ora|ahora|agora|nå|teraz)\s)?"
        rf"(?:voor|auf|a|à|por|na|till|til|för|for|für){END}{_LINKS}(?P<now>{_PAIR})",
        _was_now,
    ),
    rule(
        rf"(?:{BEGIN}(?:der|le|la|il|el|de|het|den|o|det)\s)?{any_of('lowest')}{_FEW}{{0,40}}?(?P<length>\d{{1,3}})[\s-]{{0,2}}(?:[^\W\d_]{{2,12}}\s){{0,2}}"
        rf"(?:{any_of('days')}|(?P<weeks>{any_of('weeks')})|(?P<months>{any_of('months')}))"
        rf"(?P<before>\s{any_of('before')})?"
        rf"(?:-?\s?{any_of('lowest')}|-?(?:preis|pris)(?:es)?)?(?P<before2>\s{any_of('before')})?"
        rf"(?:{_FEW}{{0,12}}?[:\s]{{1,3}}(?:war|était|era|was|byla|var|wynosiła|wynosi|is|ist|est)?\s?(?P<amount>{_M}))?",
        _lowest,
    ),
    rule(
        rf"(?P<length>\d{{1,3}})[\s-]{{1,2}}(?:tage|dagars|dages|dagers|dagen)[\s-]{{1,2}}{any_of('lowest')}(?P<before>\s{any_of('before')})?"
        rf"(?:\*{{0,2}}[:\s]{{1,3}}(?:war\s)?(?P<amount>{_M}))?",
        _lowest,
    ),
    rule(rf"{any_of('guaranteed')}", _guaranteed),
    rule(rf"{any_of('lowest')}(?:\s\w{{1,12}}){{0,2}}?\s{any_of('ever')}", ever),
    rule(
        rf"{any_of('lowest')}(?:\s(?:preis|prix|prezzo|precio|prijs|cena|pris|preço))?\s(?:im\snetz|im\sinternet|in\sdeutschland|deutschlands|du\sweb|du\smarché|sur\sinternet|"
        rf"del\sweb|del\smercato|en\sinternet|del\smercado|w\sinternecie|na\srynku|på\snätet|på\snettet|na\sinternetu|"
        rf"na\strhu|da\sinternet|do\smercado|van\snederland|online){END}",
        _of_all,
    ),
    rule(rf"{any_of('later')}\s{LINK}?\s?(?P<then>{_M})", _later),
)

_VERBS = (
    r"(?:(?:erhalte|erhalten\ssie|bekomme|bekommen\ssie|reçois|recevez|ricevi|recibe|krijg|otrzymasz|odbierz|få|receba|receva|"
    r"dostaneš|získáte|und|et|en|e|y|i|a|och|og|le|la|il|de)\s){0,2}"
)
_BUNDLES = (
    rule(
        rf"(?:{any_of('take')}\s)?(?<![\w.,])(?P<pieces>\d{{1,2}})\s?(?:{_PIECES}\s?)?[,;=]?\s?(?:(?:e|y|en|und|et|og|och|i|a)\s)?"
        rf"{any_of('pay')}\s(?:{any_of('links', 'now', 'now_too')}\s)?(?P<paid>\d{{1,2}})(?![\d.,%]|\s?{UNIT})",
        _pay,
    ),
    rule(
        r"(?<![\w.,])(?P<pieces>[2-9])\s(?:halen|kaufen|nehmen|kopen|achetés|prendi|pris)[,;]?\s(?:=\s)?(?P<paid>[1-8])\s"
        rf"(?:betalen|zahlen|bezahlen|payés?|paghi){END}",
        _pay,
    ),
    rule(
        rf"(?<![\w.,])(?P<pieces>\d{{1,2}})\s(?:{_PIECES}\s)?{any_of('for_')}\s(?:{any_of('links')}\s)?"
        rf"(?P<paid>\d{{1,2}})(?!\d|[.,]\d|\s?(?:%|x|{UNIT}))",
        _pay,
    ),
    rule(
        r"(?:compra|compre|acquista|kaufe?|koop|kup|köp|køb|achetez)\s(?P<paid>\d)[,;]?\s(?:(?:y|e|en|und|et|och|og|i)\s)?"
        rf"(?:llévate|lleva|prendi|nimm|neem|weź|ta|tag|prenez|leve)\s(?P<pieces>\d)(?![\d.,%]|\s?{UNIT})",
        _pay,
    ),
    rule(rf"(?<![\w.,])(?P<pieces>[2-9])\sstk\.?\s(?P<pieces2>)(?P<pieces3>)(?P<amount>{_M})", _together),
    rule(r"(?<![\w.,])(?P<pieces>[2-6])\s?x\s?(?P<paid>[1-5])(?![\w.,%]|\s?(?:[cm]?m|k?g|m?l)(?![a-z]))", _pay),
    rule(
        rf"(?:(?:(?:^|(?<=[;,:!?(]\s)|(?<=[;:!?(])|(?:alle|je|każde|{any_of('take')})\s)(?P<pieces>\d{{1,2}})\s(?:{_PIECES}\s)?|"
        rf"(?<![\w.,])(?P<pieces2>\d{{1,2}})\s{_PIECES}\s|(?<![\w.,])(?P<pieces3>[2-4])\s)){any_of('for_')}\s(?:{any_of('links')}\s)?(?P<amount>{_M})",
        _together,
    ),
    rule(
        rf"(?<![\w.,])(?P<bought>\d{{1,2}})\s?\+\s?(?P<free>\d{{1,2}})\s(?:{_PIECES}\s)?{_FREE}",
        _free,
    ),
    rule(
        rf"{any_of('take')}\s(?P<bought>\d{{1,2}})[,;]?\s(?:{_PIECES}[,;]?\s)?{_VERBS}(?P<free>\d{{1,2}})\s(?:{_PIECES}\s)?{_FREE}",
        _free,
    ),
    rule(
        rf"(?<![\w.,])(?P<bought>\d{{1,2}})\s(?:{_PIECES}\s)?(?:achetée?s?|gekauft|acquistati|comprados|kupione)?[,;=\s]{{0,3}}"
        rf"(?P<free>\d{{1,2}})\s(?:{_PIECES}\s)?{_FREE}",
        _free,
    ),
    rule(
        rf"(?:{_THE})?{_NTH}\s(?:{_PIECES}\s|[^\W\d]{{2,14}}\s)?(?P<at>{_ONE})?{_THE}?"
        rf"(?:(?P<all_free>{_FREE})|(?P<half>{_HALF})|(?P<minus>-\s?)?{_SHARE}(?P<less>\s?{_LESS})?|(?P<amount>{_M}))",
        _nth,
    ),
    rule(
        rf"(?:-\s?)?{_SHARE}\s(?:{_LESS}\s)?{_ON}\s?{_THE}?{_NTH}(?:\s{_PIECES})?",
        _nth,
    ),
    rule(rf"(?:-\s?)?{_SHARE}\s(?:{_LESS}\s)?{any_of('buy')}\s(?P<bought>\d{{1,2}})\s{_PIECES}", _buy),
    rule(
        rf"{any_of('buy')}\s(?P<bought>\d{{1,2}})\s{_PIECES}(?:\s{_PIECES})?\s?[,:;]?\s(?:-\s?)?{_SHARE}(?:\s{_LESS})?",
        _buy,
    ),
)

_START = (
    rf"(?:(?P<each>{any_of('each')})|{any_of('spending', 'starts')}){_LINKS}(?P<start>{_PLAIN})"
    rf"(?:\s(?:an\s)?{any_of('spent')})?"
)
_TO_SPEND = rf"(?:[,;]?\s{any_of('each', 'spending', 'starts')}{_LINKS}(?P<start>{_PLAIN})(?:\s{any_of('spent')})?)?"
_SPENT = (
    rule(
        rf"(?:{_CUT}\s)?{_MOST}?(?:-\s?)?{_MUCH}\s(?:{_LESS}|{any_of('free')})(?:\s[^\W\d_]{{4,14}})??{_ALL2}[,;]?\s{_START}",
        _from_on,
    ),
    rule(rf"{_CUT}{_AT_ONCE}{_LINKS}{_MOST}?(?:-\s?)?{_MUCH}{_ALL2}[,;]?\s{_START}", _from_on),
    rule(
        rf"{_MOST}?(?:-\s?)?{_MUCH}{_ALL2}[,;]?\s(?:(?P<each>{any_of('each')})|{any_of('spending', 'starts')})"
        rf"{_LINKS}(?P<start>{_PLAIN})\s(?:an\s)?{any_of('spent')}",
        _from_on,
    ),
    rule(
        rf"{_MOST}?(?:-\s?)?{_SHARE}(?P<amount>)(?P<each>){_ALL2}[,;]?\s{any_of('spending')}{_LINKS}(?P<start>{_PLAIN})",
        _from_on,
    ),
    rule(rf"{_START}[,;:]?\s(?:{_CUT}{_LINKS})?{_MOST}?(?:-\s?)?{_MUCH}\s(?:{_LESS}|{any_of('free')})", _from_on),
    rule(rf"{_START}[,;:]?\s{_CUT}{_LINKS}{_MOST}?(?:-\s?)?{_MUCH}", _from_on),
    rule(
        rf"(?P<gives>{_M})(?:\s|-)(?:{LINK}\s)?{any_of('voucher')}{_TO_SPEND}",
        _voucher,
    ),
    rule(
        rf"{any_of('voucher')}{_LINKS}(?:(?:{any_of('worth')}|über|por\svalor)\s(?:von\s|de\s|di\s|van\s)?)?"
        rf"(?P<gives>{_M}){_TO_SPEND}",
        _voucher,
    ),
    rule(
        rf"{_FREE}{_FEW}{{0,30}}?{any_of('worth')}\s(?:ca\.?\s)?(?P<worth>{_M})",
        _gift,
    ),
    rule(
        rf"{BEGIN}(?:geschenk|cadeau|omaggio|regalo|prezent|present|gave|brinde|dárek){_FEW}{{0,30}}?{any_of('worth')}\s(?P<worth>{_M})",
        _gift,
    ),
    rule(rf"{any_of('worth')}\s(?P<worth>{_M})\s{_FREE}", _gift),
)

_TIME = (
    rule(
        rf"{any_of('since')}\s(?:{_DATE}|{_OF_MONTH}(?:\.|er|o)?)\s?(?:{any_of('until')}|-|au|al|a|à|till|til)\s?{_DAY}",
        _until,
    ),
    rule(rf"(?:{_DATE}|(?<![\d.,]){_OF_MONTH}\.)\s?-\s?(?P<day>{_DATE})", _until),
    rule(rf"{any_of('until')}[:\s]{{1,2}}{_DAY}", _until),
    rule(any_of("today"), today),
    rule(any_of("limited"), limited),
    rule(any_of("introduced"), limited),
)

_OFF = (
    rule(
        rf"(?:{BEGIN}(?:von|de|dal|da|del|van|od|från|fra)\s)?(?:-\s?)?(?<![\w.,])(?P<least>\d{{1,2}})(?:\s?%)?"
        rf"(?:(?:-|\s-\s)(?=\d)|\s(?:bis|bis\szu|à|a|al|tot|do|till|til|až|até)\s(?:-\s?)?){_SHARE}(?:\s?{_LESS})?",
        _between,
    ),
    rule(rf"{_ALL}{_MOST}?{_HALF}{_ALL2}", _half),
    rule(rf"{_ALL}{_CUT}{_AT_ONCE}{_LINKS}{_MOST}?(?:-\s?)?{_MUCH}(?:\s{_LESS})?{_ALL2}", _less),
    rule(rf"{_ALL}{_MOST}?(?:-\s?)?{_MUCH}\s?{_LESS}{_ALL2}", _less),
    rule(rf"{_ALL}{_MOST}?(?P<minus>(?<![\w%])-\s?)?{_SHARE}(?P<amount>)(?!\s?(?:-|~)\s?\d){_ALL2}", _all_less),
    rule(rf"\(\s?(?:-\s?)?{_SHARE}(?P<amount>)\s?\)", _less),
    rule(rf"(?:^|(?<=[\s(]))(?<!\d\s)(?<!€\s)-(?P<percent>)(?P<amount>{_M})", _less),
    rule(
        rf"(?<![\w.,])(?P<first>\d{{1,3}})\s(?P<second>\d{{3}}(?:\.\d\d)?)(?!\d)(?P<unit>\s?{UNIT})",
        _two_numbers,
    ),
)

_GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    (rf"[=/(]|d'éco|pfand|consigne|statiegeld|kaucji|pant|{any_of('unit_price', 'delivery', 'delivered')}", _BESIDE),
    (rf"{BEGIN}(?:van|von|da|de|z|ze|från|fra|del)\s", _PRICES[:1]),
    (any_of("lowest", "guaranteed"), _PRICES[1:-1]),
    (any_of("later"), _PRICES[-1:]),
    (
        r"\dx\d|\d\s?[x+]|\d(?:\.|e|ème|eme|er|re|a|o|°|:a|:e|nd)\s|betalen|zahlen|paye|payé|paghi|\d\sstk|"
        + any_of("take", "pay", "for_", "free", "second", "buy"),
        _BUNDLES,
    ),
    (any_of("each", "spending", "starts", "voucher", "worth"), _SPENT),
    (rf"\d\.?\s?-\s?\d|{any_of('until', 'since', 'today', 'limited', 'introduced')}", _TIME),
    ("", _OFF),
)
"""The wordings in the order in which they are tried, each group with a pattern without which none of it is there."""
RULES: tuple[Rule, ...] = tuple(one for _, rules in _GROUPS for one in rules)
"""Every wording, the more particular first."""


def rules(text: str) -> tuple[Rule, ...]:
    """The wordings that may be in a folded text: the others need not be compiled for it."""
    return tuple(one for at, (_, some) in enumerate(_GROUPS) if _cue(at).search(text) for one in some)


@cache
def _cue(at: int) -> re.Pattern[str]:
    return re.compile(_GROUPS[at][0])


CHEAPER = re.compile(any_of("reduced"))
"""That something is cheaper than before, nobody says by how much."""
