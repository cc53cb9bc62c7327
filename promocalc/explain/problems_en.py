"""What is wrong, and what to do about it, in English."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from promocalc import problems as p
from promocalc.explain.troubles import YUAN, OfCase, OfFile, OfProgramme, OfShape, OfValue, OfWriting

_KINDS: dict[p.Kind, str] = {
    "text": "a text",
    "number": "a number",
    "whole": "a whole number",
    "yes_no": "true or false",
    "list": "a list",
    "mapping": "a mapping ('key: value')",
    "list_or_mapping": "a list or a mapping ('key: value')",
    "words": "a word or a list of words",
}
_COLUMNS = {"title": "name", "unit_price": "price"}
_MARKED = {"null": "nothing", "": "nothing", "[…]": "a list", "{…}": "a mapping"}


def message(trouble: p.Trouble) -> str:
    """What is wrong, with the value that is wrong."""
    if isinstance(trouble, OfFile):
        return _of_file(trouble)
    if isinstance(trouble, OfWriting):
        return _of_writing(trouble)
    if isinstance(trouble, OfShape):
        return _of_shape(trouble)
    if isinstance(trouble, OfValue):
        return _of_value(trouble)
    if isinstance(trouble, OfProgramme):
        return _of_programme(trouble)
    if isinstance(trouble, OfCase):
        return _of_case(trouble)
    assert_never(trouble)


def _of_file(trouble: OfFile) -> str:
    match trouble:
        case p.FileMissing(name):
            return f"there is no file '{name}'"
        case p.FileUnreadable(name, reason):
            return f"'{name}' cannot be read: {reason}"
        case p.WrongEncoding(at):
            return f"byte {at + 1} is not text in UTF-8, UTF-16 or GB18030"
        case p.FileTooLarge(size, limit):
            return f"the file is too large: {_size(size)}, and at most {_size(limit)} are read"
        case p.EmptyFile():
            return "there is nothing in it but white space and comments"
        case p.UnknownRulebook(name):
            return f"there is no rulebook '{name}', neither as a file nor shipped"
        case p.CircularExtends(chain):
            return f"these rulebooks extend each other in a circle: {' → '.join(chain)}"
        case p.NoRulebook():
            return "the cart names no rulebook, and none was given"
        case p.NoHeader(missing):
            return f"this table has no column {_or(tuple(_COLUMNS.get(column, column) for column in missing))}"
        case p.ColumnCount(got, wanted):
            return f"this row has {_count(got, 'cell')} where {wanted} belong"
        case _:
            assert_never(trouble)


def _of_writing(trouble: OfWriting) -> str:
    match trouble:
        case p.BadSyntax("unclosed", _, opened):
            return f"the quote or bracket opened on line {opened} is never closed"
        case p.BadSyntax("tab"):
            return "this line is indented with a tab"
        case p.BadSyntax("indent"):
            return "the indentation does not fit the lines above"
        case p.BadSyntax("colon"):
            return "this cannot be read as 'key: value'"
        case p.BadSyntax("character", detail):
            shown = detail if detail.startswith("U+") else f"'{detail}'"
            return f"the character {shown} cannot stand here"
        case p.BadSyntax(_, detail):
            return f"this is not YAML ({detail})"
        case p.TooDeep(limit):
            return f"nested more than {limit} levels deep"
        case p.SeveralDocuments():
            return "a second document starts here"
        case p.DuplicateKey(key, line):
            return f"'{key}' is written twice; the first is on line {line}"
        case p.AnchorUsed(name):
            return f"anchors, aliases and merge keys are not read ('{name}')"
        case p.TagUsed(tag):
            return f"tags are not read ('{tag}')"
        case p.KeyNotText():
            return "a key has to be a text, and this is a list or a mapping"
        case _:
            assert_never(trouble)


def _of_shape(trouble: OfShape) -> str:
    match trouble:
        case p.UnknownKey(key):
            return f"unknown key '{key}'"
        case p.MissingKey(key):
            return f"'{key}' is missing"
        case p.MissingOneOf(keys):
            return f"one of {_or(keys)} is needed"
        case p.TooManyKeys(keys):
            return f"only one of {_and(keys)} may stand here"
        case p.WrongKind(value, wanted):
            return f"{_MARKED.get(value, repr(value))} stands where {_KINDS[wanted]} belongs"
        case p.EmptyList():
            return "this is empty, and at least one entry belongs in it"
        case p.UnknownWord(value, allowed):
            return f"'{value}' is none of {_or(allowed)}"
        case p.BadName(name, "reserved"):
            return f"'{name}' is a word of the language and cannot be a name"
        case p.BadName(_, "empty"):
            return "a name is missing"
        case p.BadName(name):
            return f"'{name}' cannot be a name: spaces and signs are not allowed in it"
        case _:
            assert_never(trouble)


def _of_value(trouble: OfValue) -> str:
    match trouble:
        case p.NotAnAmount(value, reason):
            return _not_an_amount(value, reason)
        case p.NotARate(value):
            return f"'{value}' is not a rate from 0% to 100%"
        case p.TooFine(value, currency, digits):
            decimals = "no decimals" if not digits else f"only {_count(digits, 'decimal')}"
            return f"{value} is finer than {currency} has coins for: {currency} has {decimals}"
        case p.OutOfRange(value, low, high):
            return f"{value} is out of range: {_range(low, high)}"
        case p.NotAMoment(value, True):
            return f"'{value}' does not say in which time zone"
        case p.NotAMoment(value):
            return f"'{value}' is not a date and time"
        case p.UnknownZone(value):
            return f"'{value}' is not a time zone"
        case p.WindowEndsFirst(start, end):
            return f"the window ends ({end}) before it has started ({start})"
        case p.UnknownCurrency(code):
            return f"'{code}' is not a currency"
        case p.RateEvery(value):
            return f"a percentage cannot be repeated with 'every' ({value})"
        case p.BadView(text):
            return f"'{text}' is not a sum of columns"
        case _:
            assert_never(trouble)


def _not_an_amount(value: str, reason: str) -> str:
    match reason:
        case "empty":
            return "an amount is missing"
        case "rate":
            return f"'{value}' is a rate, and only an amount can stand here"
        case "clock":
            return f"'{value}' is a time of day, not an amount"
        case "float":
            return f"{value} is a binary fraction, which is not exact"
        case "infinite":
            return f"'{value}' is not an amount: nothing costs that much"
        case _:
            return f"'{value}' is not an amount"


def _of_programme(trouble: OfProgramme) -> str:
    match trouble:
        case p.UnknownRule(name):
            return f"there is no rule '{name}'"
        case p.UnusedRule(name):
            return f"the rule '{name}' stands nowhere in 'price'"
        case p.RepeatedRule(name):
            return f"the rule '{name}' stands in 'price' a second time"
        case p.UnknownName(name):
            return f"'{name}' is neither a column nor a label nor a rule"
        case p.NotYet(name, what):
            return f"the {what} '{name}' comes later and cannot be looked at yet"
        case p.RepeatedLabel(name):
            return f"the label '{name}' is taken already, by a label or a rule"
        case p.ReadingsDiffer(reading, missing, extra):
            lacks = f" lacks {_and(missing)}" if missing else ""
            has = f" has {_and(extra)} too many" if extra else ""
            differs = " and".join(part for part in (lacks, has) if part)
            return f"the readings must be over the same rules: '{reading}'{differs}"
        case p.TooMany(what, count, limit):
            return f"{count} {what} are too many to price one by one; {limit} is the limit"
        case p.CountedInside(rule, per):
            return f"'{rule}', a coupon, balance or charge, stands inside alternatives that are compared per {per}"
        case p.OnlyPerOrder(per):
            return f"'at_most' above 1 needs alternatives compared per order, not per {per}"
        case _:
            assert_never(trouble)


def _of_case(trouble: OfCase) -> str:
    match trouble:
        case p.CurrencyMismatch(cart, rulebook):
            return f"the cart is in {cart}, the rulebook in {rulebook}"
        case p.RepeatedLine(id):
            return f"two lines have the id '{id}'"
        case p.UnknownPersona(name):
            return f"the cart knows no shopper '{name}'"
        case p.UnknownChoice(name):
            return f"there is nothing to choose about '{name}'"
        case p.TooManyChosen(names, at_most):
            return f"{_and(names)} are chosen, and at most {at_most} may be"
        case p.ChosenExcluded((one, other)):
            return f"'{one}' and '{other}' are chosen, and they exclude each other"
        case _:
            assert_never(trouble)


# --- what to do ---------------------------------------------------------------------------------------------------


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
    assert_never(trouble)


def _file_advice(trouble: OfFile) -> str | None:
    match trouble:
        case p.FileMissing(_, near) | p.UnknownRulebook(_, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownRulebook():
            return "'promocalc rules' lists the shipped ones"
        case p.WrongEncoding():
            return "save the file as UTF-8; it may also have been cut short"
        case p.CircularExtends():
            return "let one of them extend nothing"
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
        case p.BadSyntax("unclosed"):
            return "close it on the line on which it is opened"
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
        case p.BadSyntax():
            return "put the whole text in quotes"
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


def _shape_advice(trouble: OfShape) -> str | None:
    match trouble:
        case p.UnknownKey(key) if "：" in key or ":" in key:
            return "a colon and a space (not ：) follow the key: 'off: 60'"
        case p.UnknownKey(key) if key.replace(".", "", 1).isdecimal():
            return "put a number with commas in quotes: '1,299.00'"
        case p.UnknownKey(_, _, near) | p.UnknownWord(_, _, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownKey("name", known) if "title" in known and "take" in known:
            return "a rule goes by its key; a name for people is its 'title'"
        case p.UnknownKey(_, known) if known:
            return f"known here: {', '.join(known)}"
        case p.WrongKind(_, "yes_no"):
            return "write true or false, without quotes"
        case p.WrongKind(_, "whole"):
            return "write digits only: 3"
        case p.WrongKind(_, "mapping" | "list"):
            return "it may be the indentation, or a missing '-' or ': '"
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
        case p.NotAMoment():
            return 'write 2020-11-11T00:00:00+08:00; daily hours as "20:00"'
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


def _amount_advice(value: str, reason: str) -> str | None:
    match reason:
        case "exponent":
            return f"write it out: {Decimal(value):f}" if len(value) < 9 else "write it out"
        case "clock":
            return f"write {value.replace(':', '.', 1)}"
        case "leading_zero" if value.isdecimal():
            return f"write {value.lstrip('0') or '0'}"
        case "grouping":
            return "write 1000, 1,000 or 1000.50"
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
        case _:
            return None


def _case_advice(trouble: OfCase) -> str | None:
    match trouble:
        case p.UnknownPersona(_, _, near) | p.UnknownChoice(_, _, near) if near is not None:
            return _did_you_mean(near)
        case p.UnknownPersona(_, known) | p.UnknownChoice(_, known) if known:
            return f"known here: {', '.join(known)}"
        case p.RepeatedLine():
            return "give each line an id of its own, or leave the ids out"
        case _:
            return None


# --- words --------------------------------------------------------------------------------------------------------


def _did_you_mean(near: str) -> str:
    return f"did you mean '{near}'?"


def _and(words: tuple[str, ...]) -> str:
    return _listed(words, "and")


def _or(words: tuple[str, ...]) -> str:
    return _listed(words, "or")


def _listed(words: tuple[str, ...], last: str) -> str:
    quoted = [f"'{word}'" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def _range(low: str | None, high: str | None) -> str:
    least = f"at least {low}" if low is not None else ""
    most = f"at most {high}" if high is not None else ""
    return " and ".join(bound for bound in (least, most) if bound)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _size(size: int) -> str:
    return f"{size / 1048576:.1f} MiB"
