"""Which numbers of a cart and its rulebook may be left open, and how somebody names them."""

from __future__ import annotations

from collections.abc import Iterator

from promocalc.engine.left_open import Part, openings
from promocalc.engine.plan import in_order
from promocalc.engine.price import Pricer
from promocalc.engine.programme import Apply
from promocalc.engine.terms import LowerTo
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, RuleNumber, Spend, Unit, Unknown, written
from promocalc.problems import Problem, ProblemGroup, UnknownWord, Where, nearest

PREFIXES = {"单价": "price", "价格": "price", "数量": "quantity", "消费": "spend", "总价": "spend", "余额": "balance"}
"""What is said in Chinese before the colon."""


def possible(subject: Subject) -> tuple[Unknown, ...]:
    """Everything that may be left open: what the cart comes to, prices, quantities, numbers of rules, balances.

    First what a shopper would ask for first. Numbers of rules that nothing comes of for this shopper at this moment
    are not among them, nor those that stand in tiers, on lines or in several currencies.
    """
    cart = subject.cart
    lines = [line for line in in_order(cart.lines) if line.kind == "goods"]
    singles = sorted((line for line in lines if line.quantity == 1), key=lambda line: -line.unit_price)
    found: list[Unknown] = [Spend(line.id) for line in singles]
    found += [LinePrice(line.id) for line in lines]
    found += [LineQuantity(line.id) for line in lines]
    pricer = subject.pricer()
    found += _numbers(pricer)
    points = {name for programme in pricer.programmes for name in programme.points}
    known = {cell.name for programme in pricer.programmes for cell in programme.cells if cell.source == "balance"}
    found += [Held(name, "points" if name in points else "money") for name in sorted(known)]
    return tuple(found)


def read_unknown(text: str, subject: Subject) -> Unknown:
    """``price:ID``, ``quantity:ID``, ``spend`` or ``spend:ID``, ``RULE.from``, ``balance:NAME``; 单价:ID and so on.

    ``spend`` alone is moved by the dearest single piece. Raises ProblemGroup where there is nothing of that name.
    """
    allowed = {written(unknown): unknown for unknown in possible(subject)}
    kind, colon, name = text.strip().replace("：", ":").partition(":")
    kind = PREFIXES.get(kind.strip(), kind.strip())
    asked = f"{kind}:{name.strip()}" if colon else kind
    if asked in allowed:
        return allowed[asked]
    if asked == "spend":
        spends = [unknown for unknown in allowed.values() if isinstance(unknown, Spend)]
        if spends:
            return spends[0]
    names = tuple(allowed)
    raise ProblemGroup((Problem(UnknownWord(text, names, nearest(asked, names)), Where()),))


def _numbers(pricer: Pricer) -> Iterator[RuleNumber]:
    """The numbers of rules, in the order of the programme, each once."""
    seen: set[tuple[str, Part]] = set()
    for programme in pricer.programmes:
        applies = {op.terms.name: op for op in programme.ops if isinstance(op, Apply) and op.prepays < 0}
        for (rule, part), number in openings(programme).items():
            if (rule, part) not in seen:
                seen.add((rule, part))
                yield RuleNumber(rule, part, "rate" if number.per > 1 else _unit(applies[rule], part))


def _unit(op: Apply, part: Part) -> Unit:
    """What a number that is no rate counts."""
    terms = op.terms
    if part == "from":
        return "pieces" if op.conditions[0].counts else "money"
    if part == "every":
        return "pieces" if terms.measure.counts_pieces else "money"
    return "points" if terms.counts_points and not isinstance(terms.verb, LowerTo) else "money"
