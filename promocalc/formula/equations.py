"""What a price is, as equations: prices and balances stay open, everything else is what this cart and these rules say.

Equations are made by running the meaning once in :class:`promocalc.numbers.formula.Formula`. Every figure that a
receipt knows by name may be one; those that what is paid does not depend on are left out. They hold for this shape of
cart and the choices that were made for it, at every price.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from promocalc.engine.grain import Detail
from promocalc.engine.meaning import run
from promocalc.engine.plan import Plan, in_order
from promocalc.engine.price import price
from promocalc.engine.run import interpret
from promocalc.formula.naming import Role, roles
from promocalc.formula.opened import opened, place_of
from promocalc.formula.question import Question
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import LinePrice, LineQuantity, Spend, Unknown, fewest, written
from promocalc.frozen import Frozen
from promocalc.numbers.formula import Expression, Formula, NotExpressible
from promocalc.numbers.formula_text import Written, value_of

LONGEST = 24
"""Operators that one equation may have; a part that would make it longer gets a name of its own."""
WORTH_A_NAME = 2
"""Operators of what is written more than once, from which on it gets a name instead."""
MOST = 20_000
"""Expressions that are still worked on. Nobody reads as many, and a price that needs them is not told by equations."""

SEVERAL = ("conditions", "shares", "caps", "limits", "guards", "coupons")
"""Words for several figures, of which a symbol is one."""


class Open(Frozen):
    """What is left open: its symbol, and the value it has now."""

    symbol: str
    unknown: Unknown
    value: int


class Equation(Frozen):
    """``symbol = text``, in minor units, pieces, or points. A condition is 1 where it holds, else 0."""

    symbol: str
    role: Role
    text: str
    """Over the symbols before it and integers: ``+ - * //`` ``min max`` ``a if c else b`` ``>= > <= < == and or not``,
    and ``share(how, place, total, weight, …)``: what the weight at that place, from 1, gets of the total."""
    expression: Any
    """The same as a tree (:class:`promocalc.numbers.formula.Expression`), or an integer."""
    value: int
    """What it comes to now."""
    registers: tuple[int, ...] = ()
    """The registers that hold it; none for what only the equations name."""
    also: tuple[Role, ...] = ()
    """What else it is: a share that is kept as it is, is what is kept too."""


class Equations(Frozen):
    """Equations, each over those before it. The last one is ``pay`` unless all registers were asked for."""

    open: tuple[Open, ...]
    equations: tuple[Equation, ...]
    names: Mapping[int, str]
    """The symbol of every expression that has one, by its number."""
    plan: Plan
    registers: tuple[Any, ...]
    """Of every register: an integer that no price changes, or its symbol; None where nobody asked for it."""

    @property
    def text(self) -> str:
        """One line each."""
        return "\n".join(f"{one.symbol} = {one.text}" for one in self.equations)

    @property
    def pay(self) -> int:
        """What is paid now."""
        return self.equations[-1].value


def equations(subject: Subject, unknowns: Sequence[Unknown] | None = None, detail: Detail = "pay") -> Equations:
    """The equations of a cart's price, as its receipt shows it.

    ``unknowns`` are left open: the price of every line of goods unless stated. With detail ``lines`` there are
    equations for what every line costs in the end, too; else a deduction is divided only where a later rule asks.
    Raises NotExpressible where equations cannot say it, and ProblemGroup as :func:`promocalc.engine.price.price` does.
    """
    receipt = price(subject.cart, subject.rulebook, subject.choices, subject.at, subject.balance_at)
    some = unknowns
    if some is None:
        some = [LinePrice(line.id) for line in in_order(subject.cart.lines) if line.kind == "goods"]
    plan, inputs = opened(receipt.plan, receipt.inputs, some, detail, None)
    places = dict[int, Unknown]()
    for one in some:
        place = place_of(plan, one)
        if place is None:
            raise NotExpressible(f"nothing depends on {written(one)}", "nothing", written(one))
        places[place] = one
    spends = [one for one in some if isinstance(one, Spend)]
    if spends and any(isinstance(one, LinePrice | LineQuantity | Spend) and one != spends[0] for one in some):
        why = f"{written(spends[0])} and what it comes from cannot both stay open"
        raise NotExpressible(why, "together", written(spends[0]))
    behind = Question(subject, spends[0]).least if spends else 0
    return equations_of(plan, inputs, places, behind=behind)


def equations_of(
    plan: Plan, inputs: Sequence[int], unknowns: Mapping[int, Unknown], every: bool = False, behind: int = 0
) -> Equations:
    """The equations of a plan. ``unknowns`` are inputs that stay open, by number; the others are as in ``inputs``.

    With ``every``, of all registers; else of what is paid. A spend is ``behind`` more than the price that moves it.
    The plan has places for every lot (:func:`promocalc.engine.bind.wide`). Raises NotExpressible.
    """
    numbers = Formula(plan.size, MOST)
    more = {at: behind if isinstance(one, Spend) else 0 for at, one in unknowns.items()}
    symbols = {at: numbers.unknown(fewest(unknowns[at]) + more[at]) for at in sorted(unknowns)}
    values: list[Any] = [
        numbers.minus(symbols[at], more[at]) if at in symbols else value for at, value in enumerate(inputs)
    ]
    run(numbers, plan, values)
    roots = [*numbers.registers] if every else [numbers.registers[plan.pay]]
    now = {symbol.number: inputs[at] + more[at] for at, symbol in symbols.items()}
    work = _Naming(plan, numbers, roots, now)
    told = tuple(work.equations(interpret(plan, inputs)))
    still_open = tuple(Open(work.names[one.number], unknowns[at], now[one.number]) for at, one in symbols.items())
    return Equations(still_open, told, work.names, plan, tuple(map(work.told, numbers.registers)))


@dataclass
class _Naming:
    """Which expressions get a symbol, and what it is called."""

    plan: Plan
    numbers: Formula
    roots: Sequence[Any]
    now: Mapping[int, int]
    """What is left open has these values, by the number of its symbol."""
    names: dict[int, str] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.roles = roles(self.plan)
        self.live = _live(self.roots)
        for number, symbol in enumerate(self.now, 1):
            self.names[symbol] = f"p{number}"
        self.chosen = self._chosen()
        for one in self.chosen:
            self.names[one.number] = self._name(self.role(one).what)

    def told(self, register: Any) -> Any:
        """A register as the equations know it."""
        return self.names.get(register.number) if isinstance(register, Expression) else register

    def role(self, one: Expression) -> Role:
        """What an expression is, as far as a register or its form tells."""
        held = self.held(one)
        if held:
            if self.plan.pay in held:
                return self.roles[self.plan.pay]
            first = self.roles[held[0]]
            alike = [role for at in held if (role := self.roles[at]).rule == first.rule and role.pool == first.pool]
            return next((role for role in alike if role.what == "measured"), first)
        if one.is_test:
            as_figure = self.numbers.known.get(("choose", ("e", one.number), 1, 0))
            named = [] if as_figure is None else self.held(as_figure)
            return self.roles[named[0]] if named else Role("condition")
        change = one.args[1] if one.op in ("-", "+") and len(one.args) == 2 else 0
        registers = self.numbers.named.get(change.number, []) if isinstance(change, Expression) else []
        kept = next((self.roles[at] for at in registers if self.roles[at].what == "kept"), None)
        return Role("part") if kept is None else Role("left", kept.rule, kept.pool, kept.line, kept.at)

    def held(self, one: Expression) -> list[int]:
        """The registers that hold an expression."""
        return self.numbers.named.get(one.number, [])

    def _chosen(self) -> list[Expression]:
        """What has a register, is long, or is written more than once and not short; in order."""
        uses: dict[int, int] = {}
        for one in self.live:
            for arg in one.args:
                if isinstance(arg, Expression):
                    uses[arg.number] = uses.get(arg.number, 0) + 1
        chosen: list[Expression] = []
        weights: dict[int, int] = {}
        for one in self.live:
            inside = sum(weights[arg.number] for arg in one.args if isinstance(arg, Expression))
            own = len(one.args) - 1 if one.op == "+" else int(one.op != "symbol")
            weight = own + inside
            often = uses.get(one.number, 0) > 1 and weight >= WORTH_A_NAME
            weights[one.number] = weight
            if one.op != "symbol" and (self.held(one) or often or weight > LONGEST):
                weights[one.number] = 0
                chosen.append(one)
        return chosen

    def _name(self, what: str) -> str:
        """A symbol: the word and a number; what is paid has no number."""
        if what == "pay":
            return what
        word = what[:-1] if what in SEVERAL else what.replace(" ", "_")
        self.counted[word] = self.counted.get(word, 0) + 1
        return f"{word}{self.counted[word]}"

    def equations(self, exact: Sequence[int]) -> Iterator[Equation]:
        """What has been chosen, each with its value. ``exact`` are the registers of this cart, and have to agree."""
        known = dict[int, Any](self.now)
        text = Written(self.names)
        for one in self.live:
            if one.op != "symbol":
                known[one.number] = value_of(one, known)
        for one in self.chosen:
            held = tuple(self.held(one))
            value = int(known[one.number])
            if any(exact[register] != value for register in held):
                raise AssertionError(f"{self.names[one.number]} is {value}, and {exact[held[0]]} on the receipt")
            role = self.role(one)
            also = tuple(dict.fromkeys(self.roles[at] for at in held if self.roles[at] != role))
            yield Equation(self.names[one.number], role, text.meaning(one), one, value, held, also)
        pay = self.numbers.registers[self.plan.pay]
        if not isinstance(pay, Expression) or pay.op == "symbol":
            said = pay if isinstance(pay, int) else known[pay.number]
            yield Equation("pay", Role("pay"), text.of(pay), pay, said, (self.plan.pay,))


def _live(roots: Sequence[Any]) -> list[Expression]:
    """The expressions that some figures depend on, each after those in it."""
    found: dict[int, Expression] = {}
    waiting = [root for root in roots if isinstance(root, Expression)]
    while waiting:
        one = waiting.pop()
        if one.number not in found:
            found[one.number] = one
            waiting += [arg for arg in one.args if isinstance(arg, Expression)]
    return [found[number] for number in sorted(found)]
