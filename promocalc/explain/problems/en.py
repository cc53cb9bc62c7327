"""What is wrong, in English."""

from __future__ import annotations

from typing import assert_never

from promocalc import problems as p
from promocalc.explain.problems.troubles import OfCase, OfFile, OfLine, OfProgramme, OfShape, OfTime, OfValue, OfWriting

_KINDS: dict[p.Kind, str] = {
    "text": "a text",
    "number": "a number",
    "whole": "a whole number",
    "yes_no": "true or false",
    "list": "a list",
    "mapping": "a mapping ('key: value')",
    "list_or_mapping": "a list or a mapping ('key: value')",
    "words": "a word or a list of words",
    "cart": "a cart",
    "tiers": "a list of tiers",
}
_VALUES_SHOWN = 5
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
    if isinstance(trouble, OfTime):
        return _of_time(trouble)
    if isinstance(trouble, OfLine):
        return _of_line(trouble)
    assert_never(trouble)


def _of_file(trouble: OfFile) -> str:
    match trouble:
        case p.FileMissing(name):
            return f"there is no file '{name}'"
        case p.FileUnreadable(name, reason):
            return f"'{name}' cannot be read: {reason}"
        case p.FileNotWritten(name, reason):
            return f"'{name}' cannot be written: {reason}"
        case p.WrongDocument(got, name):
            return f"'{name}' is a {got}, and a {'cart' if got == 'rulebook' else 'rulebook'} belongs here"
        case p.WrongEncoding(at):
            return f"byte {at + 1} is not text in UTF-8, UTF-16 or GB18030"
        case p.FileTooLarge(size, limit):
            return f"the file is too large: {_size(size)}, and at most {_size(limit)} are read"
        case p.EmptyFile():
            return "there is nothing in it but white space and comments"
        case p.UnknownRulebook(name):
            return f"there is no rulebook '{name}', neither as a file nor shipped"
        case p.UnknownStandard(name):
            return f"there is no standard '{name}', neither as a file nor shipped"
        case p.CircularExtends(chain):
            return f"these rulebooks extend each other in a circle: {' → '.join(chain)}"
        case p.NoRulebook(table):
            return f"{'a table' if table else 'the cart'} names no rulebook, and none was given"
        case p.NoHeader(missing):
            return f"this table has no column {_or(tuple(_COLUMNS.get(column, column) for column in missing))}"
        case p.ColumnCount(got, wanted):
            return f"this row has {_count(got, 'cell')} where {wanted} belong"
        case _:
            assert_never(trouble)


def _of_writing(trouble: OfWriting) -> str:
    match trouble:
        case p.BadSyntax("unclosed", _, opened):
            return f"the quote opened on line {opened} is never closed"
        case p.BadSyntax("bracket", _, opened):
            return f"the bracket opened on line {opened} is never closed"
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
        case p.MissingKey("[least, most]"):
            return "'between' needs two ends, the least and the most"
        case p.MissingKey("channel" | "sku" as key, allowed) if allowed:
            return f"the prices are of several {'channels' if key == 'channel' else 'things'}: {_few(allowed)}"
        case p.MissingKey("currency", allowed) if allowed:
            return f"the money is not said, and its mark is that of several: {_few(allowed)}"
        case p.MissingKey(key):
            return f"'{key}' is missing"
        case p.MissingOneOf(keys):
            return f"one of {_or(keys)} is needed"
        case p.TooManyKeys(("%", "amount")):
            return "one of the two is a rate and the other an amount"
        case p.TooManyKeys(keys):
            return f"only one of {_and(keys)} may stand here"
        case p.WrongKind(value, wanted):
            return f"{_MARKED.get(value, repr(value))} stands where {_KINDS[wanted]} belongs"
        case p.EmptyList():
            return "this is empty, and at least one entry belongs in it"
        case p.UnknownWord(value, allowed):
            return f"'{value}' is none of {_or(allowed)}"
        case p.BadName(name, reason):
            return _bad_name(name, reason)
        case _:
            assert_never(trouble)


def _bad_name(name: str, reason: str) -> str:
    match reason:
        case "reserved" if name == "line.":
            return "the name of an attribute is missing after 'line.'"
        case "reserved" if name.startswith("line."):
            return f"'{name}' cannot stand here: this number has to be the same for every line"
        case "reserved":
            return f"'{name}' is a word of the language and cannot be a name"
        case "empty":
            return "a name is missing"
        case _:
            return f"'{name}' cannot be a name: spaces and signs are not allowed in it"


def _of_value(trouble: OfValue) -> str:
    match trouble:
        case p.NotAnAmount(value, reason):
            return _not_an_amount(value, reason)
        case p.NotARate(value, most):
            return f"'{value}' is not a rate from 0% to {most}"
        case p.TooFine(value, currency, digits):
            decimals = "no decimals" if not digits else f"only {_count(digits, 'decimal')}"
            return f"{value} is finer than {currency} has coins for: {currency} has {decimals}"
        case p.OutOfRange(value, low, high):
            return f"{value} is out of range: {_range(low, high)}"
        case p.NotAMoment(value, True):
            return f"'{value}' does not say in which time zone"
        case p.NotAMoment(value):
            return f"'{value}' is not a date and time"
        case p.NotADay(value):
            return f"'{value}' is not a day"
        case p.UnknownZone(value):
            return f"'{value}' is not a time zone"
        case p.WindowEndsFirst(start, end):
            return f"the window ends ({end}) before it has started ({start})"
        case p.UnknownCurrency("between"):
            return "'between' cannot stand here: only what is taken off can be random"
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
        case p.CountedInside() | p.OnlyPerOrder() | p.BestOnlyOnOrder() | p.NotInConsume() | p.PointsInView():
            return _of_stacking(trouble)
        case _:
            assert_never(trouble)


def _of_stacking(
    trouble: p.CountedInside | p.OnlyPerOrder | p.BestOnlyOnOrder | p.NotInConsume | p.PointsInView,
) -> str:
    match trouble:
        case p.CountedInside(rule, per):
            inside = f"stands inside alternatives that are compared per {per}"
            return f"'{rule}', a coupon, balance, charge or limited offer, {inside}"
        case p.OnlyPerOrder(per):
            return f"'at_most' above 1 needs alternatives compared per order, not per {per}"
        case p.BestOnlyOnOrder(on):
            return f"'keep: best' needs 'on: order', not 'on: {on}': on a {on} there are no two totals to compare"
        case p.NotInConsume(what, uses) if what.endswith(" (deposit)"):
            rule = what.removesuffix(" (deposit)")
            return f"'{rule}' cannot stand inside 'consume: {uses}': a deposit uses nothing up"
        case p.NotInConsume(what, uses) if what.endswith(")"):
            return f"'{what}' cannot stand inside 'consume: {uses}': what is spent is counted over the whole order"
        case p.NotInConsume(what, uses):
            return f"'{what}' cannot stand inside 'consume: {uses}': only rules and lists of rules can"
        case p.PointsInView(rule):
            return f"'{rule}' gives points, and only money can be added up"
        case _:
            assert_never(trouble)


def _of_money(trouble: p.CurrencyMismatch | p.OtherMoney) -> str:
    match trouble:
        case p.CurrencyMismatch(cart, rulebook):
            return f"the cart is in {cart}, the rulebook in {rulebook}"
        case p.OtherMoney(of, got, wanted):
            what = {
                "price": "this price is",
                "items": "the items are",
                "cart": "the cart is",
                "advertisement": "an amount in the sentence is",
            }[of]
            return f"{what} in {got}, not in {wanted}"
        case _:
            assert_never(trouble)


def _of_case(trouble: OfCase) -> str:
    match trouble:
        case p.CurrencyMismatch() | p.OtherMoney():
            return _of_money(trouble)
        case p.RepeatedLine(id):
            return f"two lines have the id '{id}'"
        case p.UnknownPersona(name):
            return f"the cart knows no shopper '{name}'"
        case p.UnknownHolding(name, "cap" | "limit" as kind):
            return f"this rule has no {kind} over a '{name}'"
        case p.UnknownHolding(name, kind):
            return f"the rulebook has no {kind} '{name}'"
        case p.UnknownChoice(name, exists=exists):
            return f"there is nothing to choose about '{name}'" if exists else f"there is no '{name}' to choose"
        case p.TooManyChosen(names, at_most):
            return f"{_and(names)} are chosen, and at most {at_most} may be"
        case p.ChosenExcluded((one, other)):
            return f"'{one}' and '{other}' are chosen, and they exclude each other"
        case p.OverBudget(budget, least, proven, fixed):
            said = f"{budget} is not enough: the least that {'can be paid' if proven else 'was found'} is {least}"
            return f"{said}, as long as what is fixed stays" if fixed else said
        case p.LinesDisagree(rule, attribute, values):
            said = _and(values[:_VALUES_SHOWN]) + (" and others" if values[_VALUES_SHOWN:] else "")
            return f"lines that '{rule}' counts together have different '{attribute}': {said}"
        case _:
            assert_never(trouble)


def _of_time(trouble: OfTime) -> str:
    match trouble:
        case p.BalanceOpensFirst(deposits, balance):
            return f"the balance can be paid from {balance} on, before any deposit can be ({deposits})"
        case p.BalanceClosesFirst(deposits, balance):
            return f"deposits are taken until {deposits}, when the balance can no longer be paid (until {balance})"
        case p.CountsLess(deposit, counts):
            return f"a deposit of {deposit} counts as {counts}, which is less than is paid"
        case p.BalanceOutside(at, opens, closes):
            return f"the balance cannot be paid at {at}{_window(opens, closes)}"
        case p.BalanceTooEarly(at, ordered):
            return f"the balance cannot be paid at {at}, before the deposit ({ordered})"
        case p.NoDepositOpen(None, opens, closes):
            return f"a balance is to be paid, and no moment is given for its deposit{_window(opens, closes)}"
        case p.NoDepositOpen(ordered, opens, closes):
            return f"a balance is to be paid, and no deposit could be at {ordered}{_window(opens, closes)}"
        case p.WindowsApart(rules):
            return f"the balances of {_and(rules)} cannot be paid together"
        case p.ReceivedBeforePaid(received, balance_at):
            return f"the goods cannot have come at {received}, before the balance is paid ({balance_at})"
        case p.TooEarly(at, ordered):
            return f"{at} is before the order was made ({ordered})"
        case p.FeesOutOfOrder(before, until):
            return f"this fee ends at {until}, when the one before it has not ({before})"
        case _:
            assert_never(trouble)


def _of_line(trouble: OfLine) -> str:
    match trouble:
        case p.UnknownLine(line):
            return f"the cart has no line '{line}'"
        case p.TooManyReturned(line, asked, left):
            return f"{asked} of '{line}' cannot go back: {left} is left of it"
        case p.AllGone(line, True):
            return f"nothing of '{line}' is left to go back: all of it went back before"
        case p.AllGone(line):
            return f"nothing of '{line}' is left to go back: it is named twice"
        case p.MoreThanPaid(line, said, paid):
            return f"{said} cannot have come back of '{line}': {paid} was paid for it, all in all"
        case p.NotByLine(said):
            return f"'{said}' does not say of which line and how much"
        case _:
            assert_never(trouble)


def _window(opens: str | None, closes: str | None) -> str:
    """The time in which it could have been."""
    said = [f"from {opens}"] if opens is not None else []
    said += [f"until {closes}"] if closes is not None else []
    return f": only {' '.join(said)}" if said else ""


# --- words --------------------------------------------------------------------------------------------------------


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


def _few(names: tuple[str, ...]) -> str:
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more


_FEW = 6
