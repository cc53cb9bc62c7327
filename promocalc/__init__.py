"""promocalc: what a promotion really costs, with the reason for every cent.

>>> from promocalc import Cart, Line, Rule, Rulebook, price
>>> every_300 = Rule(name="every-300", take={"off": 50, "every": 300})
>>> cart = Cart(lines=[Line(id="coat", unit_price="899.00")])
>>> price(cart, Rulebook.of("shop", every_300)).pay
74900
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from promocalc.cart import Cart, Choices, Line, Persona, Wallet
    from promocalc.choose.best import Best, best
    from promocalc.claims.facts import Facts
    from promocalc.claims.matter import Matter
    from promocalc.claims.reading.sentence import readings
    from promocalc.claims.verdict import judge
    from promocalc.engine import Pricer, Receipt, Step, price
    from promocalc.explain.receipt.as_json import to_data
    from promocalc.explain.receipt.markdown import markdown
    from promocalc.explain.receipt.text import text
    from promocalc.files.check import check
    from promocalc.files.load import load_cart, load_rulebook
    from promocalc.files.standards import load_standard
    from promocalc.formula.cliffs import cliffs, dominated
    from promocalc.formula.curve import curve
    from promocalc.formula.equations import equations
    from promocalc.formula.question import Question
    from promocalc.formula.subject import Subject
    from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, RuleNumber, Spend
    from promocalc.problems import Problem, ProblemGroup
    from promocalc.rules.compose import best_of, consume, first_of, one_of, unstated
    from promocalc.rules.rule import Rule
    from promocalc.rules.rulebook import Rulebook
    from promocalc.timeline import Return, Variant, compare, promises, protect, refund, scenarios

# Each public name and the module that has it, imported when first asked for: starting is part of the price.
_HOMES = {
    "Best": "promocalc.choose.best",
    "Cart": "promocalc.cart",
    "Choices": "promocalc.cart",
    "Facts": "promocalc.claims.facts",
    "Held": "promocalc.formula.unknowns",
    "Line": "promocalc.cart",
    "LinePrice": "promocalc.formula.unknowns",
    "LineQuantity": "promocalc.formula.unknowns",
    "Matter": "promocalc.claims.matter",
    "Persona": "promocalc.cart",
    "Pricer": "promocalc.engine",
    "Problem": "promocalc.problems",
    "ProblemGroup": "promocalc.problems",
    "Question": "promocalc.formula.question",
    "Receipt": "promocalc.engine",
    "Return": "promocalc.timeline",
    "Rule": "promocalc.rules.rule",
    "RuleNumber": "promocalc.formula.unknowns",
    "Rulebook": "promocalc.rules.rulebook",
    "Spend": "promocalc.formula.unknowns",
    "Step": "promocalc.engine",
    "Subject": "promocalc.formula.subject",
    "Variant": "promocalc.timeline",
    "Wallet": "promocalc.cart",
    "best": "promocalc.choose.best",
    "best_of": "promocalc.rules.compose",
    "check": "promocalc.files.check",
    "cliffs": "promocalc.formula.cliffs",
    "compare": "promocalc.timeline",
    "consume": "promocalc.rules.compose",
    "curve": "promocalc.formula.curve",
    "dominated": "promocalc.formula.cliffs",
    "equations": "promocalc.formula.equations",
    "first_of": "promocalc.rules.compose",
    "judge": "promocalc.claims.verdict",
    "load_cart": "promocalc.files.load",
    "load_rulebook": "promocalc.files.load",
    "load_standard": "promocalc.files.standards",
    "markdown": "promocalc.explain.receipt.markdown",
    "one_of": "promocalc.rules.compose",
    "price": "promocalc.engine",
    "promises": "promocalc.timeline",
    "protect": "promocalc.timeline",
    "readings": "promocalc.claims.reading.sentence",
    "refund": "promocalc.timeline",
    "scenarios": "promocalc.timeline",
    "text": "promocalc.explain.receipt.text",
    "to_data": "promocalc.explain.receipt.as_json",
    "unstated": "promocalc.rules.compose",
}

__all__ = [
    "Best",
    "Cart",
    "Choices",
    "Facts",
    "Held",
    "Line",
    "LinePrice",
    "LineQuantity",
    "Matter",
    "Persona",
    "Pricer",
    "Problem",
    "ProblemGroup",
    "Question",
    "Receipt",
    "Return",
    "Rule",
    "RuleNumber",
    "Rulebook",
    "Spend",
    "Step",
    "Subject",
    "Variant",
    "Wallet",
    "best",
    "best_of",
    "check",
    "cliffs",
    "compare",
    "consume",
    "curve",
    "dominated",
    "equations",
    "first_of",
    "judge",
    "load_cart",
    "load_rulebook",
    "load_standard",
    "markdown",
    "one_of",
    "price",
    "promises",
    "protect",
    "readings",
    "refund",
    "scenarios",
    "text",
    "to_data",
    "unstated",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'promocalc' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
