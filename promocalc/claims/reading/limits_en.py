"""English wordings of the conditions of a price. Patterns are over folded text."""

from __future__ import annotations

from promocalc.claims.reading.limits import wording
from promocalc.claims.reading.words import DIGITS, MARK, UNIT

_B, _E = r"(?<![a-z0-9])", r"(?![a-z])"
_MARKED = rf"(?:{MARK}\s?(?<![\d.])(?<!\d,){DIGITS}|(?<![\d.])(?<!\d,){DIGITS}\s?{UNIT})"
_NUMBER = r"(?:\d{1,4}|one|two|three)"
_WHO = r"(?:customer|person|household|order|guest|transaction|account|member|family|visit|shopper|purchase)"

COUNTED = (
    wording(
        "how_many",
        rf"{_B}(?:(?:for\s)?(?:the|our)\s)?first\s\d[\d,]{{0,6}}\s(?:new\s)?"
        rf"(?:customers?|orders?|buyers?|people|shoppers?|visitors?|guests?|purchas\w{{1,4}}|subscribers?|callers?){_E}",
        rf"{_B}(?:limit(?:ed)?|max(?:imum|\.)?)(?:\s(?:of|to)|:)?\s{_NUMBER}(?:\s(?!per)[a-z]{{1,12}})?"
        rf"(?:\s(?:per|each)\s[a-z]{{1,14}})?{_E}(?!%)",
        rf"(?<![$£€¥.])(?<![$£€¥]\s){_B}{_NUMBER}\s(?:[a-z]{{1,10}}\s)?per\s{_WHO}{_E}",
        rf"{_B}only\s\d{{1,5}}\s(?:left|remaining|available|in\sstock){_E}",
        rf"(?<!\d)\d{{1,5}}\s(?:left\s)?in\sstock{_E}",
    ),
    wording(
        "when", rf"{_B}for\s(?:(?:the|your)\s)?first\s\d{{1,3}}\s(?:months?|weeks?|days?|years?|orders?){_E}", needs="f"
    ),
    wording(
        "with",
        rf"(?:(?<=off)|(?<=back)|(?<=%))[;,]?\s\(?(?:up\sto|max\.?|maximum(?:\sdiscount)?(?:\sof)?)\s{_MARKED}",
        rf"{_B}(?:after|with|plus)\s(?:an?\s)?{_MARKED}\s(?:off\s)?(?:[a-z-]{{1,12}}\s)?(?:rebate|coupon|voucher|trade-?\s?in|cash\s?back){_E}",
        rf"{_B}{_NUMBER}\s(?:(?:equal|easy|monthly|weekly|fortnightly|interest[-\s]free)\s){{0,3}}(?:payments?|inst?al?lments?)\sof\s{_MARKED}",
        rf"{_B}(?:for|over)\s\d{{1,3}}\s(?:months|weeks|years){_E}",
        rf"{_B}(?:an?\s)?(?:refundable\s)?deposit\s(?:of\s|only\s|just\s|from\s|is\s)?{_MARKED}|{_MARKED}\s(?:deposit|down(?!\sto)){_E}",
        rf"(?:{_B}(?:with|use|using|enter|apply|quote)\s(?:(?:the|our|this)\s)?)?{_B}(?:(?:promo|coupon|discount|voucher)\s)?"
        r"code:?\s(?!(?:for|and|you|gets?|saves?|needed|required|necessary)(?![a-z0-9]))[a-z0-9]{3,15}(?![a-z0-9])",
    ),
)
"""With numbers in them, which are no prices: they are taken out before anything is read."""

_MEMBERS = (
    r"(?:members?|subscribers?|students?|seniors?|card\s?holders?|account\sholders?|employees?|teachers?|nhs|vips?|"
    r"military)"
)
_THINGS = (
    r"(?:items?|lines?|styles?|products?|stock|models?|ranges?|merchandise|purchases?|stores?|brands?|departments?|"
    r"categories|titles|dates?|flights?|sizes?|goods)"
)
_CHOSEN = (
    r"(?:selected|select|participating|qualifying|eligible|certain|(?:specially\s)?marked|specified|featured|some|sale|"
    r"full[-\s]priced?|regular[-\s]priced?|clearance)"
)
_NEEDED = (
    r"(?:trade-?\s?ins?|coupons?|vouchers?|(?:mail-in\s)?rebates?|purchase|subscriptions?|membership|contract|plan|"
    r"autopay|auto-?ship|deposit|cash\s?back|activation|card|code|finance)"
)

PLAIN = (
    wording(
        "who",
        rf"{_B}(?:(?:your|on|for|to)\s)?(?:new|existing|returning|loyal)\s"
        rf"(?:customers?|users?|members?|subscribers?|sign-?ups?|accounts?|clients?)(?:\sonly)?{_E}",
        rf"{_B}(?:(?:on|for)\s)?(?:your\s)?first[-\s](?:time\s)?(?:orders?|purchases?|customers?|buyers?|shop)(?:\sonly)?{_E}",
        rf"{_B}(?:(?:for|to)\s)?(?:(?:club|rewards?|loyalty|prime|plus|card|app|email)\s)?{_MEMBERS}(?:'s?)?"
        rf"(?:\s(?:only|prices?|exclusives?|discounts?|deals?|offers?|rate|pay|save|get))?{_E}",
        rf"{_B}(?:with\sprime|prime\s(?:price|deal|exclusive)|clubcard|nectar|my\s?waitrose|lidl\splus){_E}",
    ),
    wording(
        "how_many",
        rf"{_B}while\s(?:stocks?|supplies|quantities)\slasts?{_E}",
        rf"{_B}limited\s(?:quantit(?:y|ies)|stock|availability|numbers?|supply){_E}|{_B}subject\sto\savailability{_E}",
        rf"{_B}first\scome[,;]?\sfirst\sserved{_E}|{_B}(?:limit\s)?one\s(?:use\s)?per\s[a-z]{{1,12}}{_E}",
    ),
    wording(
        "which",
        rf"{_B}(?:(?:on|in|across)\s)?{_CHOSEN}\s(?:[a-z]{{1,12}}\s){{0,2}}?{_THINGS}(?:\sonly)?{_E}",
        rf"{_B}(?:exclu(?:des?|ding|sions?)|except(?:\sfor|ing)?|not\s(?:valid|applicable|available)\s(?:on|for|with)|"
        r"does\snot\sapply\sto)\s[^;,.!?()\d\0]{1,30}",
    ),
    wording(
        "when",
        rf"{_B}(?:weekends?|weekdays?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)(?:\s(?:and|&)\s[a-z]{{3,9}})?\sonly{_E}",
        needs="io",
    ),
    wording(
        "where",
        rf"{_B}(?:in[-\s]?store|online|in\sthe\sapp|(?:in-?)?app|web)[-\s](?:only|exclusives?){_E}",
        rf"{_B}(?:only\s)?(?:available\s)?(?:only\s)?(?:in\sthe\sapp|in\sstores?|at\sparticipating\sstores){_E}",
        rf"{_B}only\sonline{_E}",
    ),
    wording(
        "with",
        rf"{_B}(?:with|after)\s(?:(?:an?|any|your|eligible|qualifying|old)\s){{0,2}}{_NEEDED}(?:\sonly)?{_E}",
        rf"{_B}when\syou\s(?:trade\sin|sign\sup|subscribe|register|join|download|refer|pay\s(?:by|with))[^;,.!?()\d\0]{{0,20}}",
        rf"{_B}subscribe\s(?:and|&)\ssave{_E}|{_B}no\smin(?:imum|\.)?(?:\s(?:spend|purchase|order))?{_E}",
        rf"{_B}(?:t\s?(?:&|and)\s?cs?|terms(?:\s(?:and|&)\sconditions)?|conditions|restrictions|exclusions)\s(?:may\s)?apply{_E}",
        rf"{_B}(?:can(?:not|'t|\snot)|may\snot)\sbe\s(?:combined|used|redeemed|stacked)[^;,.!?()\0]{{0,40}}",
        rf"{_B}(?:see|ask)\s(?:in\s)?(?:stores?|site|website|terms|details|staff)(?:\sfor\sdetails)?{_E}",
    ),
    wording("besides", rf"{_B}(?:an?\s)?(?:extra|additional|further)(?=\s(?:{MARK}\s?)?\d)"),
)
"""In words: what they stand in is read all the same."""
