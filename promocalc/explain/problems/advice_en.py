"""What to do about what is wrong, in English."""

from __future__ import annotations

from typing import assert_never

from promocalc import problems as p
from promocalc.explain.problems.days_meant import days_meant, serial_day
from promocalc.explain.problems.troubles import (
    FEBRUARY,
    YUAN,
    OfCase,
    OfFile,
    OfLine,
    OfProgramme,
    OfShape,
    OfTime,
    OfValue,
    OfWriting,
    clock_only,
    day_only,
    no_such_day,
    no_such_time,
    with_point,
    written_out,
)

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def advice(trouble: p.Trouble) -> str | None:
    """What to do about it; None where the message says it all."""
    if isinstance(trouble, OfFile):
        return _file_advice(trouble)
    if isinstance(trouble, OfWriting):
        return _writing_advice(trouble)
    if isinstance(trouble, OfShape):
        return _shape_advice(trouble)
    if isinstance(trouble, OfValue):
        return _value_advice(trouble)
    if isinstance(trouble, OfProgramme):
        return _programme_advice(trouble)
    if isinstance(trouble, OfCase):
        return _case_advice(trouble)
    if isinstance(trouble, OfTime):
        return _time_advice(trouble)
    if isinstance(trouble, OfLine):
        return _line_advice(trouble)
    assert_never(trouble)


def _file_advice(trouble: OfFile) -> str | None:
    match trouble:
        case p.FileMissing(_, near) | p.UnknownRulebook(_, near) | p.UnknownStandard(_, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownStandard():
            return "'promocalc claim --standards' lists the shipped ones"
        case p.UnknownRulebook():
            return "'promocalc rules' lists the shipped ones"
        case p.WrongDocument("rulebook", name):
            return f"price a cart under it: promocalc price CART --rules {name}"
        case p.WrongDocument(_, name):
            return f"price it under a rulebook: promocalc price {name} --rules NAME"
        case p.WrongEncoding():
            return "save the file as UTF-8; it may also have been cut short"
        case p.CircularExtends():
            return "let one of them extend nothing"
        case p.NoRulebook(True):
            return "name one: --rules NAME|FILE; 'promocalc rules' lists the shipped ones"
        case p.NoRulebook():
            return "add 'rulebook: NAME' to the cart"
        case p.NoHeader():
            return "the first row names the columns (name, shop, price, quantity), or every row has them in that order"
        case p.ColumnCount():
            return 'put a text that contains the separator in quotes: "socks, 5 pairs"'
        case _:
            return None


def _writing_advice(trouble: OfWriting) -> str | None:
    match trouble:
        case p.BadSyntax():
            return _syntax_advice(trouble)
        case p.SeveralDocuments():
            return "put it in a file of its own, or remove the '---'"
        case p.DuplicateKey():
            return "keep one of them"
        case p.AnchorUsed():
            return "write it out; what all rules share can stand once under 'defaults'"
        case p.TagUsed():
            return "remove the tag"
        case p.KeyNotText():
            return "put a text with brackets or braces in quotes"
        case p.TooDeep():
            return None
        case _:
            assert_never(trouble)


def _syntax_advice(trouble: p.BadSyntax) -> str:
    match trouble:
        case p.BadSyntax("unclosed"):
            return "close it on the line on which it is opened"
        case p.BadSyntax("bracket", close):
            return f"the matching '{close}' is missing"
        case p.BadSyntax("tab"):
            return "indent with spaces"
        case p.BadSyntax("indent"):
            return "start the line exactly under the entry that it stands beside"
        case p.BadSyntax("colon"):
            return "a colon and a space (not ：) follow each key; put a text that contains them in quotes"
        case p.BadSyntax("character", detail) if detail.startswith("U+"):
            return "delete it: it is a control character that editors do not show"
        case p.BadSyntax("character", detail) if detail.startswith("\\"):
            return "in double quotes a backslash starts an escape; use single quotes"
        case _:
            return "put the whole text in quotes"


def _shape_advice(trouble: OfShape) -> str | None:
    match trouble:
        case p.UnknownKey(key) if "：" in key or ":" in key:
            return "a colon and a space (not ：) follow the key: 'off: 60'"
        case p.UnknownKey(key) if key.replace(".", "", 1).isdecimal():
            return "put a number with commas in quotes: '1,299.00'"
        case p.UnknownKey("give", ("from", "off")):
            return "to give it for later, say in what: {tiers: [{from: 100, give: 10}], in: cash}"
        case p.UnknownKey(_, _, near) | p.UnknownWord(_, _, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownKey("below", known) if "at_most" in known:
            return "a need has no 'below': what stays below 100 is at most 99.99, so write at_most: 99.99"
        case p.UnknownKey("name", known) if "title" in known and "take" in known:
            return "a rule goes by its key; a name for people is its 'title'"
        case p.UnknownKey(_, known) if known:
            return f"known here: {', '.join(dict.fromkeys(known))}"
        case p.WrongKind(_, "yes_no"):
            return "write yes or no (or true, false), without quotes"
        case p.WrongKind(_, "cart"):
            return "a cart is YAML with 'lines:', or a table with a row for each product: name, shop, price, quantity"
        case p.WrongKind(_, "tiers"):
            return "write a list: [{from: 100, off: 10}, {from: 200, off: 25}]"
        case p.WrongKind(_, "whole"):
            return "write digits only: 3"
        case p.WrongKind(_, "mapping" | "list"):
            return "it may be the indentation, or a missing '-' or ': '"
        case p.MissingKey() | p.BadName():
            return _key_advice(trouble)
        case _:
            return None


def _key_advice(trouble: p.MissingKey | p.BadName) -> str | None:
    match trouble:
        case p.MissingKey("channel" | "sku" | "currency" as key, allowed) if allowed:
            return f"choose one: --{key} {allowed[0]}; in a file of claims {key}: {allowed[0]}"
        case p.MissingKey(key, allowed) if allowed:
            return f"write {key}: {' or '.join([', '.join(allowed[:-1]), allowed[-1]] if allowed[1:] else allowed)}"
        case p.MissingKey("from: all"):
            return "it limits the picks of all sets together; for fewer sets write sets: {of: 3, at_most: 1}"
        case p.MissingKey("in: points"):
            return "'worth' says what one point is worth"
        case p.MissingKey("if_promised"):
            return "say what has to come true: if_promised: a review"
        case p.BadName("line.", "reserved"):
            return "write line.NAME, and NAME under the attributes of the line"
        case p.BadName(name, "reserved") if name.startswith("line."):
            return "a number of the line's own can stand in 'take', 'cap', 'floor' and the rate of 'tax'"
        case p.BadName(_, "reserved" | "characters"):
            return "join letters and digits with '-': store-coupon, 店铺券"
        case _:
            return None


def _value_advice(trouble: OfValue) -> str | None:
    match trouble:
        case p.NotAnAmount(value, reason):
            return _amount_advice(value, reason)
        case p.NotARate():
            return "write 15%, or 8.5折 for what remains of the price (85%)"
        case p.NotAMoment(value, True):
            return f"add the offset: {value}+08:00"
        case p.NotAMoment(value) if day_only(value) and no_such_day(value) is None:
            return f"a day alone is no moment; add the time and the offset: {value.strip()}T00:00+08:00"
        case p.NotAMoment(value):
            return _moment_advice(value)
        case p.NotADay(value, in_table):
            return _day_advice(value, in_table=in_table)
        case p.UnknownCurrency(code) if code.upper() in YUAN:
            return _did_you_mean("CNY")
        case p.UnknownZone(_, near) | p.UnknownCurrency(_, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownZone():
            return "write a name like Asia/Shanghai"
        case p.UnknownCurrency():
            return "write its ISO code: CNY, EUR, JPY"
        case p.RateEvery():
            return "take an amount: {off: 40, every: 300}; or leave 'every' out"
        case p.BadView():
            return "write words with a spaced sign between them: running - paid; 'pieces' stands alone"
        case _:
            return None


def _moment_advice(value: str) -> str:
    match no_such_day(value):
        case (_, month, 0):
            return f"a year has 12 months, and no month {month:02}"
        case (year, month, days):
            name = _MONTHS[month - 1] + (f" {year}" if month == FEBRUARY else "")
            return f"{name} has {days} days"
        case _ if no_such_time(value):
            return "a day has the times 00:00 to 23:59; its end is 00:00 of the next day"
        case _ if clock_only(value):
            whole = f"2020-11-11T{value.strip():0>5}+08:00"
            return f'add the day and the offset: {whole}; for every day: hours: {{from: "20:00"}}'
        case _ if not any(character.isdecimal() for character in value):
            return "words are not read: write the day, the time and the offset: 2020-11-11T00:00:00+08:00"
        case _:
            return "write 2020-11-11T00:00:00+08:00"


def _day_advice(value: str, *, in_table: bool) -> str:
    excel = "; in Excel: Format Cells > Custom > yyyy-mm-dd" if in_table else ""
    serial, meant = serial_day(value), days_meant(value)
    if serial is not None and in_table:
        return f"a spreadsheet keeps a day as such a number, perhaps {serial.isoformat()}{excel}, and save it again"
    if len(meant) == 1:
        return f"write the year first: {meant[0].isoformat()}{excel}"
    if meant:
        return (
            f"write the year first: {meant[0].isoformat()} if the day comes first, else {meant[1].isoformat()}{excel}"
        )
    return "write it as 2026-11-11"


def _amount_advice(value: str, reason: str) -> str | None:
    match reason:
        case "exponent":
            whole = written_out(value)
            return "write it out" if whole is None else f"write it out: {whole}"
        case "clock":
            return f"write {value.replace(':', '.', 1)}"
        case "leading_zero" if value.isdecimal():
            return f"write {value.lstrip('0') or '0'}"
        case "grouping":
            point = with_point(value)
            return "write 1000, 1,000 or 1000.50" if point is None else f"write {point}"
        case "float":
            return 'pass a text or a Decimal: "0.10"'
        case "infinite":
            return "where there is no limit, leave the key out"
        case "rate":
            return None
        case _:
            return "write digits: 50 or 49.90"


def _programme_advice(trouble: OfProgramme) -> str | None:
    match trouble:
        case p.UnknownName(name, near) if near is not None and near in name.split("-"):
            return f"a sign needs a space on either side: {name.replace('-', ' - ')}"
        case p.UnknownRule(_, near) | p.UnknownName(_, near) if near is not None:
            return _did_you_mean(near)
        case p.UnusedRule(name):
            return f"say in 'price' when '{name}' applies, or remove it"
        case p.RepeatedRule():
            return "a rule applies once; give the second one a name of its own"
        case p.NotYet():
            return "a rule sees only what stands before it in 'price'"
        case p.RepeatedLabel():
            return "choose another name for the label"
        case p.CountedInside():
            return "compare per order, or take it out of the alternatives: it belongs to no one of the things compared"
        case p.NotInConsume(what) if what.endswith(")") and not what.endswith("(deposit)"):
            return "let the rule count 'per: order', or move it out"
        case p.NotInConsume(what):
            return "move it out" if what.endswith(")") else "move it out, or write its rules one after the other"
        case p.PointsInView():
            return "leave it out, or let it give money ('in: cash')"
        case _:
            return None


def _case_advice(trouble: OfCase) -> str | None:
    match trouble:
        case p.UnknownPersona(_, _, near) | p.UnknownChoice(_, _, near) | p.UnknownHolding(_, _, _, near) if near:
            return _did_you_mean(near)
        case p.UnknownPersona(_, known) | p.UnknownChoice(_, known) | p.UnknownHolding(_, _, known) if known:
            return f"known here: {', '.join(known)}"
        case p.LinesDisagree(_, attribute):
            return f"count them apart ('each: line' or 'per: line'), or give them the same {attribute}"
        case p.OtherMoney("price", got, _):
            return f"prices in different money are never mixed: a file for each; to judge in {got}, --currency {got}"
        case p.OtherMoney(_, got, wanted):
            return f"state prices in {wanted}, or --currency {got} ('currency: {got}' in a file) where all is in {got}"
        case p.RepeatedLine():
            return "give each line an id of its own, or leave the ids out"
        case _:
            return None


def _time_advice(trouble: OfTime) -> str | None:
    match trouble:
        case p.BalanceOpensFirst() | p.BalanceClosesFirst():
            return "the window in 'when' is that of the deposit, 'balance' that of the rest; check day, year and offset"
        case p.CountsLess():
            return "'counts' is all that the deposit stands for: {deposit: 50, counts: 100}; leave it out for no more"
        case p.BalanceOutside():
            return "leave 'balance_at' out, and the balance is paid as soon as its window opens"
        case p.BalanceTooEarly():
            return "'at' is when the deposit is paid, 'balance_at' when the rest is"
        case p.NoDepositOpen():
            return "'at' is when the deposit is paid; to buy without one, leave 'balance_at' out"
        case p.WindowsApart((*_, last)):
            return f"order them apart, or leave a deposit alone: choices: {{skip: [{last}]}}"
        case p.ReceivedBeforePaid():
            return "presale goods come once the balance is paid: 'balance_at' is when it was, 'received' when they came"
        case p.TooEarly():
            return "check day, year and offset"
        case p.FeesOutOfOrder():
            return "list them in order of time, the one that ends first at the top"
        case _:
            return None


def _line_advice(trouble: OfLine) -> str | None:
    match trouble:
        case p.UnknownLine(_, _, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownLine(_, known) if known:
            return f"known here: {', '.join(known)}"
        case p.TooManyReturned(line, _, left, True):
            return f"by its tag price at most {left} is left; '--return {line}' gives back all of it"
        case p.TooManyReturned():
            return "leave the number out, and all that is left goes back"
        case p.MoreThanPaid():
            return "what came back for other reasons counts, too; check amounts and lines"
        case p.NotByLine(_, example):
            return f"write the line, '=' and the value: {example}"
        case _:
            return None


def _did_you_mean(near: str) -> str:
    return f"did you mean '{near}'?"
