"""Equations set as mathematics: in LaTeX, and in Unicode over several rows. Needs SymPy.

SymPy gets heads of its own that it does not look into, so it lays out what stands there and changes nothing.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, assert_never

from promocalc.formula.shown import (
    Call,
    Choice,
    Compared,
    Figure,
    Joined,
    Name,
    Negated,
    Product,
    Quotient,
    Share,
    Shown,
    Sum,
)
from promocalc.money import Odd

_FILLER = "\ue000"
"""Stands after a wide character while SymPy counts characters, and is taken out again."""
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_TERMS = 8
"""Of a longer sum in LaTeX, so many terms stand on one row: nobody else breaks it."""
_SIGNS = {">=": ("\\ge", "≥"), ">": (">", ">"), "<=": ("\\le", "≤"), "<": ("<", "<"), "==": ("=", "=")}


class Cases(NamedTuple):
    """The words in a choice."""

    where: str
    otherwise: str


def latex(symbol: str, shown: Shown, now: str, words: Cases) -> str:
    """One equation of an ``align*``: the symbol, what it equals, and what that comes to ``now``."""
    printer = _latex()(words)
    terms = printer.terms(_in_sympy(shown))
    rows = [" ".join(terms[at : at + _TERMS]) for at in range(0, len(terms), _TERMS)]
    text = " \\\\\n&\\quad {} ".join(rows)
    found = f"{printer.doprint(_symbol(symbol))} &= {text}"
    return found if isinstance(shown, Figure) else f"{found} = {latex_figure(now)}"


def latex_symbol(symbol: str) -> str:
    r"""A symbol: the word upright beside its number.

    >>> latex_symbol("unit_base12"), latex_symbol("p1"), latex_symbol("pay")
    ('\\mathit{unit\\_base}_{12}', 'p_{1}', '\\mathit{pay}')
    """
    word, number = _parts(symbol)
    escaped = word.replace("_", "\\_")
    head = f"\\mathit{{{escaped}}}" if len(word) > 1 else escaped
    return f"{head}_{{{number}}}" if number else head


def latex_figure(text: str) -> str:
    r"""A number; its thousands stay together.

    >>> latex_figure("1,234.50"), latex_figure("15%")
    ('1{,}234.50', '15\\%')
    """
    return text.replace(",", "{,}").replace("%", "\\%")


def unicode(symbol: str, shown: Shown, now: str, words: Cases, columns: int) -> list[str]:
    """The symbol, what it equals, and what that comes to ``now``: rows of at most ``columns`` cells."""
    printer = _unicode()(Cases(_padded(words.where), _padded(words.otherwise)))
    head = f"{unicode_symbol(symbol)} = "
    terms = shown.terms if isinstance(shown, Sum) else ((False, shown),)
    parts: list[Any] = [printer.row(head, printer.picture(_in_sympy(terms[0][1])))]
    for taken, one in terms[1:]:
        expression = _in_sympy(one)
        parts.append(
            printer.row("- " if taken else "+ ", printer.held(expression) if taken else printer.picture(expression))
        )
    if not isinstance(shown, Figure):
        parts.append(_form(f"= {now}"))
    rows: list[str] = []
    for row in _packed(parts, len(head) - 2, columns, printer):
        # A row may be cut between a wide character and what stands for its second cell.
        cells = columns - any(_FILLER in line for line in row.picture)
        rows += row.render(wrap_line=True, use_unicode=True, num_columns=cells).split("\n")
    return [row.replace(_FILLER, "").rstrip() for row in rows if row.strip()]


def _packed(parts: list[Any], hang: int, columns: int, printer: Any) -> list[Any]:
    """Pictures beside each other, in as many rows as they need; all but the first hang under the sign."""
    rows = [parts[0]]
    for part in parts[1:]:
        beside = printer.row(rows[-1], " ", part)
        if beside.width() <= columns:
            rows[-1] = beside
        else:
            rows.append(printer.row(" " * hang, part))
    return rows


def unicode_symbol(symbol: str) -> str:
    """A symbol: its number as a subscript.

    >>> unicode_symbol("measured12"), unicode_symbol("pay")
    ('measured₁₂', 'pay')
    """
    word, number = _parts(symbol)
    return word + number.translate(_SUBSCRIPTS)


def _parts(symbol: str) -> tuple[str, str]:
    word = symbol.rstrip("0123456789")
    return word, symbol[len(word) :]


def _padded(text: str) -> str:
    return "".join(sign if sign.isascii() else sign + _FILLER for sign in text)


# --- as SymPy keeps it ------------------------------------------------------------------------------------


def _symbol(name: str) -> Any:
    import sympy  # type: ignore[import-untyped]

    return sympy.Symbol(name)


@cache
def _operation(name: str) -> Any:
    """An operation that SymPy knows nothing of but its name, by which printers look for it."""
    import sympy

    return type(name, (sympy.Function,), {})


def _head(name: str, *args: Any) -> Any:
    return _operation(name)(*args)


def _in_sympy(shown: Shown) -> Any:
    match shown:
        case Figure(text) | Name(text):
            return _symbol(text)
        case Sum(terms):
            return _head("Plus", *(_head("Less", _in_sympy(one)) if taken else _in_sympy(one) for taken, one in terms))
        case Product(first, second):
            return _head("Times", _in_sympy(first), _in_sympy(second))
        case Quotient(top, bottom):
            return _head("Over", _in_sympy(top), _in_sympy(bottom))
        case Call(function, args):
            return _head("Called", _symbol(function), *map(_in_sympy, args))
        case Share(how, total, weights, place):
            marked = [_head("Mine", one) if at == place else one for at, one in enumerate(map(_in_sympy, weights))]
            return _head("Shared", _symbol(how), _in_sympy(total), *marked)
        case Choice(cases, otherwise):
            flat = [_in_sympy(one) for condition, yes in cases for one in (yes, condition)]
            return _head("Chosen", *flat, _in_sympy(otherwise))
        case Compared(sign, first, second):
            return _head("Compared", _symbol(sign), _in_sympy(first), _in_sympy(second))
        case Joined(how, parts):
            return _head("Every" if how == "and" else "Any", *map(_in_sympy, parts))
        case Negated(part):
            return _head("Negated", _in_sympy(part))
        case _:
            assert_never(shown)


def _is(expression: Any, *heads: str) -> bool:
    return type(expression).__name__ in heads


def _called(how: str) -> str:
    return "share" if how == Odd.LARGEST else f"share_{how}"


# --- printers ---------------------------------------------------------------------------------------------


@cache
def _latex() -> Any:
    from sympy.printing.latex import LatexPrinter  # type: ignore[import-untyped]

    return type("Latex", (_LatexHeads, LatexPrinter), {})


@cache
def _unicode() -> Any:
    from sympy.printing.pretty.pretty import PrettyPrinter  # type: ignore[import-untyped]

    return type("Unicode", (_PictureHeads, PrettyPrinter), {})


class _LatexHeads:
    """What SymPy's printer of LaTeX has to be told of these heads."""

    _print: Any

    def __init__(self, words: Cases) -> None:
        super().__init__()
        self.words = words

    def held(self, expression: Any, *loose: str) -> str:
        """In brackets where it is a sum, or one of other loose heads."""
        text: str = self._print(expression)
        return f"\\left({text}\\right)" if _is(expression, "Plus", *loose) else text

    def _print_Symbol(self, expression: Any, style: Any = None) -> str:  # noqa: ARG002, N802 - SymPy's names
        name = expression.name
        return latex_symbol(name) if name[0].isalpha() else latex_figure(_grouped(name))

    def terms(self, expression: Any) -> list[str]:
        """The terms of a sum with their signs; of anything else, itself."""
        if not _is(expression, "Plus"):
            return [self._print(expression)]
        first, *rest = expression.args
        texts = [f"- {self.held(one.args[0])}" if _is(one, "Less") else f"+ {self._print(one)}" for one in rest]
        return [self._print(first), *texts]

    def _print_Plus(self, expression: Any) -> str:  # noqa: N802
        return " ".join(self.terms(expression))

    def _print_Times(self, expression: Any) -> str:  # noqa: N802
        return " \\times ".join(self.held(one) for one in expression.args)

    def _print_Over(self, expression: Any) -> str:  # noqa: N802
        top, bottom = map(self._print, expression.args)
        return f"\\frac{{{top}}}{{{bottom}}}"

    def _print_Called(self, expression: Any) -> str:  # noqa: N802
        head, *args = expression.args
        texts = [self._print(one) for one in args]
        match head.name:
            case "floor":
                return f"\\left\\lfloor {texts[0]} \\right\\rfloor"
            case "down":
                return f"\\left\\lfloor {texts[0]} \\right\\rfloor_{{{texts[1]}}}"
            case "up":
                return f"\\left\\lceil {texts[0]} \\right\\rceil_{{{texts[1]}}}"
            case "min" | "max" as function:
                return f"\\{function}\\left({', '.join(texts)}\\right)"
            case function:
                return f"{_operator(function)}_{{{texts[1]}}}\\left({texts[0]}\\right)"

    def _print_Shared(self, expression: Any) -> str:  # noqa: N802
        how, total, *weights = expression.args
        texts = ", ".join(map(self._print, weights))
        return f"{_operator(_called(how.name))}\\left({self._print(total)}\\colon {texts}\\right)"

    def _print_Mine(self, expression: Any) -> str:  # noqa: N802
        return f"\\left[{self._print(expression.args[0])}\\right]"

    def _print_Chosen(self, expression: Any) -> str:  # noqa: N802
        *cases, otherwise = expression.args
        rows = [
            f"{self._print(yes)} & \\text{{{self.words.where} }} {self._print(test)}"
            for yes, test in zip(cases[::2], cases[1::2], strict=True)
        ]
        rows.append(f"{self._print(otherwise)} & \\text{{{self.words.otherwise}}}")
        body = " \\\\ ".join(rows)
        return f"\\begin{{cases}} {body} \\end{{cases}}"

    def _print_Compared(self, expression: Any) -> str:  # noqa: N802
        sign, first, second = expression.args
        return f"{self._print(first)} {_SIGNS[sign.name][0]} {self._print(second)}"

    def _print_Every(self, expression: Any) -> str:  # noqa: N802
        return " \\land ".join(self.held(one, "Any") for one in expression.args)

    def _print_Any(self, expression: Any) -> str:  # noqa: N802
        return " \\lor ".join(map(self._print, expression.args))

    def _print_Negated(self, expression: Any) -> str:  # noqa: N802
        return f"\\lnot \\left({self._print(expression.args[0])}\\right)"


def _operator(name: str) -> str:
    escaped = name.replace("_", "\\_")
    return f"\\operatorname{{{escaped}}}"


def _grouped(figure: str) -> str:
    """A number with its thousands in groups."""
    whole, point, part = figure.removesuffix("%").partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{point}{part}{'%' if figure.endswith('%') else ''}"


class _PictureHeads:
    """What SymPy's printer of pictures has to be told of these heads."""

    _print: Any

    def __init__(self, words: Cases) -> None:
        super().__init__({"use_unicode": True, "wrap_line": False})  # type: ignore[call-arg]
        self.words = words

    def picture(self, expression: Any) -> Any:
        """The picture of an expression."""
        return self._print(expression)

    def held(self, expression: Any, *loose: str) -> Any:
        """In brackets where it is a sum, or one of other loose heads."""
        shown = self._print(expression)
        return _form(*shown.parens()) if _is(expression, "Plus", *loose) else shown

    def row(self, *parts: Any) -> Any:
        """Pictures and texts beside each other."""
        return _form(*_beside(*parts))

    def joined(self, expressions: Any, between: str) -> Any:
        """Several, with something between them."""
        parts = [part for one in expressions for part in (between, self._print(one))][1:]
        return self.row(*parts)

    def _print_Symbol(self, expression: Any, bold_name: bool = False) -> Any:  # noqa: ARG002, N802 - SymPy's names
        name = expression.name
        return _form(unicode_symbol(name) if name[0].isalpha() else _grouped(name))

    def _print_Plus(self, expression: Any) -> Any:  # noqa: N802
        first, *rest = expression.args
        parts = [self._print(first)]
        for one in rest:
            parts += [" - ", self.held(one.args[0])] if _is(one, "Less") else [" + ", self._print(one)]
        return self.row(*parts)

    def _print_Times(self, expression: Any) -> Any:  # noqa: N802
        first, second = map(self.held, expression.args)
        return self.row(first, "⋅", second)

    def _print_Over(self, expression: Any) -> Any:  # noqa: N802
        top, bottom = map(self._print, expression.args)
        return _form(*_stacked(top, _LINE, bottom))

    def _print_Called(self, expression: Any) -> Any:  # noqa: N802
        head, *args = expression.args
        if head.name == "floor":
            return _form(*self._print(args[0]).parens("lfloor", "rfloor"))
        return self.row(head.name, _form(*self.joined(args, ", ").parens()))

    def _print_Shared(self, expression: Any) -> Any:  # noqa: N802
        how, total, *weights = expression.args
        inside = self.row(self._print(total), ": ", self.joined(weights, ", "))
        return self.row(_called(how.name), _form(*inside.parens()))

    def _print_Mine(self, expression: Any) -> Any:  # noqa: N802
        return _form(*self._print(expression.args[0]).parens("[", "]"))

    def _print_Chosen(self, expression: Any) -> Any:  # noqa: N802
        *cases, otherwise = expression.args
        amounts = [self._print(one) for one in (*cases[::2], otherwise)]
        tests = [self.row(f"{self.words.where} ", self._print(one)) for one in cases[1::2]]
        tests.append(_form(self.words.otherwise))
        wide = max(one.width() for one in amounts)
        rows = [
            self.row(amount, " " * (wide - amount.width() + 2), test)
            for amount, test in zip(amounts, tests, strict=True)
        ]
        table = _form(*_stacked(*(_form(*row.left(" ")) for row in _even(rows))))
        table.baseline = table.height() // 2
        return _form(*table.parens("{", ""))

    def _print_Compared(self, expression: Any) -> Any:  # noqa: N802
        sign, first, second = expression.args
        return self.row(self._print(first), f" {_SIGNS[sign.name][1]} ", self._print(second))

    def _print_Every(self, expression: Any) -> Any:  # noqa: N802
        held = [self.held(one, "Any") for one in expression.args]
        return self.row(*[part for one in held for part in (" ∧ ", one)][1:])

    def _print_Any(self, expression: Any) -> Any:  # noqa: N802
        return self.joined(expression.args, " ∨ ")

    def _print_Negated(self, expression: Any) -> Any:  # noqa: N802
        return self.row("¬", _form(*self._print(expression.args[0]).parens()))


def _even(rows: list[Any]) -> list[Any]:
    """All of the same width, so that what is stacked stands at the left."""
    wide = max(row.width() for row in rows)
    return [_form(*row.right(" " * (wide - row.width()))) if row.width() < wide else row for row in rows]


# --- pictures of SymPy's ----------------------------------------------------------------------------------

_LINE = object()
"""A line between two that are stacked."""


def _form(*picture: Any) -> Any:
    from sympy.printing.pretty.stringpict import prettyForm  # type: ignore[import-untyped]

    return prettyForm(*picture)


def _beside(*parts: Any) -> Any:
    from sympy.printing.pretty.stringpict import stringPict

    return stringPict.next(*parts)


def _stacked(*parts: Any) -> Any:
    from sympy.printing.pretty.stringpict import stringPict

    return stringPict.stack(*(stringPict.LINE if part is _LINE else part for part in parts))
