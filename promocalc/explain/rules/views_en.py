"""Views, pools and shoppers, in English."""

from __future__ import annotations

from promocalc.cart import Persona
from promocalc.explain.amounts import moment
from promocalc.explain.names import Names, clean
from promocalc.explain.receipt.labels_en import labels
from promocalc.explain.rules.terms import Titles
from promocalc.rules.rule import Each
from promocalc.rules.scope import Within
from promocalc.rules.views import read_view

_SO_FAR = {
    "day": "today",
    "week": "this week",
    "month": "this month",
    "year": "this year",
    "person": "so far",
    "campaign": "by everybody in the campaign",
}


def attribute_word(name: str) -> str:
    """What a rule asks of a line or a shopper."""
    return labels.attributes.get(name) or clean(name)


def own(attribute: str) -> str:
    """A number that every line has of its own."""
    return f"the line's own {attribute_word(attribute)}"


def each_unit(each: Each, per: str) -> str:
    """Of each what: the unit for which an amount is worked out; empty for the whole order."""
    match per if each == "pool" else each:
        case "order":
            return ""
        case "piece":
            return " a piece"
        case "line":
            return " a line"
        case "store":
            return " a store"
        case "set":
            return " a set"
        case attribute:
            return f" for each {attribute_word(attribute)}"


def period(over: str) -> str:
    """Over what a cap or a limit counts."""
    match over:
        case "person":
            return "for one person"
        case "campaign":
            return "in the whole campaign"
        case "order":
            return "an order"
        case _:
            return f"a {over}"


def window(told: Within) -> str:
    """From when until when."""
    said = [f"from {moment(told.start)}"] if told.start is not None else []
    said += [f"until {moment(told.end)}"] if told.end is not None else []
    return " ".join(said)


def view(text: str, titles: Titles) -> str:
    """What a threshold or a rate looks at."""
    if text.startswith("distinct "):
        attribute = text.removeprefix("distinct ")
        return f"different values of {attribute_word(attribute)}"
    (sign, first), *rest = read_view(text, pieces=True).terms
    head = ("- " if sign < 0 else "") + _column(first, titles)
    return head + "".join(f" {'+' if sign > 0 else '-'} {_column(word, titles)}" for sign, word in rest)


def _column(word: str, titles: Titles) -> str:
    match word:
        case "running":
            return "the amount due at this point"
        case "marked":
            return "the tag price"
        case "paid":
            return "what is paid already"
        case "tax":
            return "the tax"
        case "pieces":
            return "pieces"
        case rule if titles.is_given(rule):
            return f'what "{titles.rule(rule)}" gives'
        case rule if titles.is_rule(rule):
            return f'what "{titles.rule(rule)}" takes'
        case label:
            return f'the amount after "{clean(label)}"'


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def balance(name: str) -> str:
    """A wallet, after the word that says it is one."""
    return clean(name)


def pool(per: str, key: str, names: Names) -> str:
    """Which lines count together."""
    match per:
        case "order":
            return "the whole order"
        case "store":
            return clean(key) or "no store named"
        case "line" | "piece":
            return names.line(key) if key else "every line"
        case attribute:
            word = labels.attributes.get(attribute) or clean(attribute)
            return f"{word} {clean(key)}" if key else f"no {word}"


def shopper(persona: Persona, names: Names) -> str:
    """Who buys, as far as anything is said."""
    name = names.text(persona.title) if persona.title is not None else clean(persona.name)
    said = [name] if name else []
    if persona.member is not None:
        said.append("no membership" if persona.member == "none" else f"member {clean(persona.member)}")
    if persona.new is not None:
        said.append("new" if persona.new else "returning")
    said += [clean(word) for word in (persona.region, persona.payment) if word is not None]
    if persona.orders is not None:
        said.append(f"{persona.orders} orders so far")
    said += [f"{clean(name)} {clean(value)}" for name, value in persona.attributes.items()]
    for rule, had in persona.used.items():
        said += [f"{names.amount_of(rule, had[over])} of {names.rules((rule,))} had {_SO_FAR[over]}" for over in had]
    for rule, times in persona.times.items():
        said += [f"{names.rules((rule,))} used {_times(times[over])} {_SO_FAR[over]}" for over in times]
    return ", ".join(said) or labels.anybody
