"""Views, pools and shoppers, in Chinese."""

from __future__ import annotations

from promocalc.cart import Persona
from promocalc.explain.amounts import moment
from promocalc.explain.names import Names, clean
from promocalc.explain.receipt.labels_zh import labels
from promocalc.explain.rules.terms import Titles
from promocalc.rules.rule import Each
from promocalc.rules.scope import Within
from promocalc.rules.views import read_view

_PERIODS = {
    "order": "每单",
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "year": "每年",
    "person": "每人",
    "campaign": "活动期间共",
}

_SO_FAR = {"day": "今天", "week": "本周", "month": "本月", "year": "今年", "person": "至今", "campaign": "活动期间共"}


def attribute_word(name: str) -> str:
    """What a rule asks of a line or a shopper."""
    return labels.attributes.get(name) or f"「{clean(name)}」"


def own(attribute: str) -> str:
    """A number that every line has of its own."""
    return f"商品自带的{attribute_word(attribute)}"


def spaced(text: str) -> str:
    """After a Chinese word: a space parts it from a digit or a sign of money."""
    return f" {text}" if text[:1] < "\u2e80" else text


def each_unit(each: Each, per: str) -> str:
    """Of each what: the unit for which an amount is worked out; empty for the whole order."""
    match per if each == "pool" else each:
        case "order":
            return ""
        case "piece":
            return "每件"
        case "line":
            return "每款"
        case "store":
            return "每店"
        case "set":
            return "每组"
        case attribute:
            return f"每个{attribute_word(attribute)}"


def period(over: str) -> str:
    """Over what a cap or a limit counts."""
    return _PERIODS.get(over, f"每{over}")


def window(told: Within) -> str:
    """From when until when."""
    said = [f"{moment(told.start)} 起"] if told.start is not None else []
    said += [f"{moment(told.end)} 止"] if told.end is not None else []
    return "，".join(said)


def view(text: str, titles: Titles) -> str:
    """What a threshold or a rate looks at."""
    if text.startswith("distinct "):
        attribute = text.removeprefix("distinct ")
        return f"不同{attribute_word(attribute)}"
    (sign, first), *rest = read_view(text, pieces=True).terms
    head = ("- " if sign < 0 else "") + _column(first, titles)
    return head + "".join(f" {'+' if sign > 0 else '-'} {_column(word, titles)}" for sign, word in rest)


def _column(word: str, titles: Titles) -> str:
    match word:
        case "running":
            return "此时应付"
        case "marked":
            return "标价"
        case "paid":
            return "已付"
        case "tax":
            return "税费"
        case "pieces":
            return "件数"
        case rule if titles.is_given(rule):
            return f"「{titles.rule(rule)}」所返"
        case rule if titles.is_rule(rule):
            return f"「{titles.rule(rule)}」所减"
        case label:
            return f"标签「{clean(label)}」之后的金额"


def balance(name: str) -> str:
    """A wallet, after the word that says it is one."""
    return f"「{clean(name)}」"


def pool(per: str, key: str, names: Names) -> str:
    """Which lines count together."""
    match per:
        case "order":
            return "整单"
        case "store":
            return clean(key) or "未标店铺"
        case "line" | "piece":
            return names.line(key) if key else "每件商品"
        case attribute:
            word = labels.attributes.get(attribute) or clean(attribute)
            return f"{word}{value(attribute, key)}" if key else f"未标{word}"


def value(attribute: str, said: str) -> str:
    """What a line or a shopper has of an attribute."""
    if attribute == "member" and said == "none":
        return labels.none
    if attribute == "kind":
        return labels.kinds.get(said) or f"「{clean(said)}」"
    return f"「{clean(said)}」"


def shopper(persona: Persona, names: Names) -> str:
    """Who buys, as far as anything is said."""
    name = names.text(persona.title) if persona.title is not None else clean(persona.name)
    said = [name] if name else []
    if persona.member is not None:
        no = "：" if persona.member == "none" else ""
        said.append(labels.attributes["member"] + no + value("member", persona.member))
    if persona.new is not None:
        said.append("新客" if persona.new else "老客")
    told = (("region", persona.region), ("payment", persona.payment))
    said += [labels.attributes[name] + value(name, word) for name, word in told if word is not None]
    if persona.orders is not None:
        said.append(f"已下 {persona.orders} 单")
    said += [f"{attribute_word(name)}{value(name, said_)}" for name, said_ in persona.attributes.items()]
    for rule, had in persona.used.items():
        said += [f"{names.rules((rule,))}{_SO_FAR[over]}已享 {names.amount_of(rule, had[over])}" for over in had]
    for rule, times in persona.times.items():
        said += [f"{names.rules((rule,))}{_SO_FAR[over]}已用 {times[over]} 次" for over in times]
    return "，".join(said) or labels.anybody
