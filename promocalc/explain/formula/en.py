"""The equations of a price, in English."""

from __future__ import annotations

from typing import assert_never

from promocalc.explain.formula.words import FormulaLabels, Told, Verb
from promocalc.numbers.formula import Reason

labels = FormulaLabels(
    title="Formula",
    open="What stays open",
    nothing_open="Nothing: every figure is as it is now.",
    symbol="Symbol",
    now="Now",
    stands_for="Stands for",
    equations="Equations",
    alternatives="Alternatives",
    tax="Tax",
    result="What is paid",
    notes="How to read it",
    valid="The equations hold for these goods, this shopper, this moment and these choices, whatever the values of "
    "what stays open.",
    filled="Under each equation stand its figures as they are now, and what it comes to.",
    choice="{a if c; b if d; else e} is the first one whose condition holds, else the last.",
    share="share(t: a, [b], c) divides t in the proportion of a, b and c, and is what b gets",
    where="if",
    otherwise="otherwise",
    part="part {number}",
    ways={
        "largest": "odd minor units go one each to the largest remainders, of equals to the earlier",
        "first": "odd minor units go one each from the first on",
        "last": "odd minor units go to the last that has any weight",
        "carry": "each gets the rounded running total less what was given before",
        "nearest_first": "rounded to the nearest, minor units over or short one by one from the first on",
        "nearest_last": "rounded to the nearest, the last that has any weight takes the difference",
        "heaviest": "odd minor units go to the largest weight, of equals to the last",
    },
)

_DOES: dict[Verb, str] = {"off": "takes off", "add": "adds", "give": "gives", "deposit": "asks for as a deposit"}
_WOULD: dict[Verb, str] = {
    "off": "would take off",
    "add": "would add",
    "give": "would give",
    "deposit": "would ask for as a deposit",
}
_YES_NO = " (1 yes, 0 no)"
_ROLES = {
    "conditions": "what its condition looks at",
    "passes": f"whether its conditions are met{_YES_NO}",
    "measured": "what counts for it",
    "base": "what its rate is taken of",
    "running": "{one}the price that it lowers",
    "unit_base": "{one}what it is worked out from",
    "unit_measured": "{one}what counts for it",
    "unit_amount": "{one}what it {would}",
    "wanted": "what it {would}",
    "eached": "what it {would}, each unit under its cap",
    "pooled": "what its cap leaves of it",
    "ordered": "what its cap on the order leaves of it",
    "caps": "what its cap over several orders leaves of it",
    "limits": "how often it may still apply",
    "stepped": "what whole steps make of it",
    "granted": "what it {does}, before it is divided",
    "taken": "what it {does}",
    "kept": "{line}: what it {does}",
    "shares": "{line}: its share of that",
    "room": "{line}: how much may still come off",
    "before": "what its goods cost before it",
    "left": "{line}: its price after this",
    "sets": "how many sets there are",
    "picked": "{line}: how many pieces it is for",
    "counted": "{line}: how many pieces are in its scope",
    "guards": f"{{line}}: whether it is in its scope{_YES_NO}",
    "spare": "how many pieces there are to go with the sets",
    "balance": "what the balance still holds",
    "coupons": "how many coupons are left",
    "allowed": f"whether it may apply{_YES_NO}",
    "blocked": "what a rule took that it may not meet",
    "needed_before": "spending that an earlier rule needed",
    "alternative": "what {rules} takes off",
    "applied": "what it took: more than nothing uses up one time",
    "tax base": "{line}: what its tax is taken of",
    "tax": "{line}: its tax",
    "all tax": "all tax",
    "line": "{line}: its price in the end",
    "deposit": "{line}: what of it the deposit pays",
    "short": "pieces that found no place",
    "pay": labels.result,
    "condition": f"whether a condition holds{_YES_NO}",
    "part": "a figure on the way",
}
"""Of every word of :class:`promocalc.formula.naming.Role`; some depend on more."""


def role(told: Told) -> str:
    """What a figure is."""
    match told.what, told.verb, told.each:
        case "stands", _, _:
            options = [f"{at} is {rules}" for at, rules in enumerate(told.rules, 1)]
            return f"which alternative stands: {', '.join(options)}; 0 is none"
        case "unit_count", _, "set":
            return "how many such sets there are"
        case "unit_count", _, "line":
            return f"{told.line}: whether it is for this line{_YES_NO}"
        case "unit_count", _, _:
            return _ROLES["picked"].format(line=told.line)
        case "kept", "add", _:
            return "what it adds"
        case "kept", "off", _:
            return f"{told.line}: what comes off"
        case _:
            does, would, rules = _DOES[told.verb], _WOULD[told.verb], ", ".join(told.rules)
            return _ROLES[told.what].format(line=told.line, one=_one(told), does=does, would=would, rules=rules)


def _one(told: Told) -> str:
    """One unit, as the beginning of a phrase."""
    if told.line:
        return f"one piece of {told.line}: " if told.each == "piece" else f"{told.line}: "
    return "one set: " if told.each == "set" else ""


def unused(symbols: str) -> str:
    """What stays open, and changes nothing."""
    return f"As long as all else is as it is now, nothing depends on {symbols}."


def why(reason: Reason, about: str) -> str:
    """Why equations cannot say it."""
    match reason:
        case "sets":
            return (
                f"equations cannot say it: prices decide how many sets of different values there are, of more than "
                f"{about}"
            )
        case "long":
            return f"equations cannot say it: it takes more than {about} operations"
        case "lots":
            return "equations cannot say it: prices decide which pieces are counted together"
        case "nothing":
            return f"nothing in this price depends on {about}"
        case "together":
            return f"{about} and a price or quantity that it comes from cannot both stay open"
        case _:
            assert_never(reason)
