"""The equations of a price as LaTeX: one ``align*``, a table of symbols, and how to read it. Needs SymPy.

It is a part of a document: plain LaTeX with ``amsmath``, and with a font for whatever the titles are written in.
"""

from __future__ import annotations

from collections.abc import Iterator

from promocalc.explain.formula import FormulaView
from promocalc.formula.pretty import latex, latex_figure, latex_symbol

_ESCAPES = str.maketrans(
    {
        "\\": "\\textbackslash{}",
        "{": "\\{",
        "}": "\\}",
        "$": "\\$",
        "&": "\\&",
        "#": "\\#",
        "%": "\\%",
        "_": "\\_",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "<": "\\textless{}",
        ">": "\\textgreater{}",
        "|": "\\textbar{}",
        "[": "{[}",
        "]": "{]}",
    }
)


_FORMS = {
    "down": "$\\left\\lfloor x \\right\\rfloor_{0.01}$: ",
    "up": "$\\left\\lceil x \\right\\rceil_{0.01}$: ",
    "half_up": "$\\operatorname{half\\_up}_{0.01}(x)$: ",
    "half_down": "$\\operatorname{half\\_down}_{0.01}(x)$: ",
    "half_even": "$\\operatorname{half\\_even}_{0.01}(x)$: ",
}
"""How a rounding is set; what it means is told of ``down(x, 0.01)``."""


def escaped(text: str) -> str:
    r"""Text that LaTeX prints as it stands.

    >>> escaped("50% off_{now} ^~\\")
    '50\\% off\\_\\{now\\} \\textasciicircum{}\\textasciitilde{}\\textbackslash{}'
    """
    return text.translate(_ESCAPES)


def text(view: FormulaView) -> str:
    """The whole of it."""
    return "\n".join((*_head(view), "", *_equations(view), "", *_symbols(view), "", *_notes(view))) + "\n"


def _head(view: FormulaView) -> Iterator[str]:
    yield f"% {view.title()}"
    yield "% \\usepackage{amsmath}"
    yield f"\\paragraph{{{escaped(view.title())}}}"


def _equations(view: FormulaView) -> Iterator[str]:
    """Every equation with what it comes to now, and what it is; headings between them."""
    groups = view.groups()
    last = groups[-1][1][-1]
    for number, (title, group) in enumerate(groups):
        if number:
            yield f"\\intertext{{{escaped(title)}}}"
        else:  # nothing may stand between the beginning and the first row
            yield escaped(title)
            yield "\\begin{align*}"
        before = title
        for phrase, one in zip(view.phrases(group), group, strict=True):
            beside = "" if phrase == before else f" && \\text{{{escaped(phrase)}}}"
            before = phrase
            row = latex(one.equation.symbol, one.shown, view.now(one), view.cases)
            yield f"{row}{beside}" + ("" if one is last else " \\\\")
    yield "\\end{align*}"


def _symbols(view: FormulaView) -> Iterator[str]:
    """What stays open, with the values of now."""
    say = view.say
    if not view.told.open:
        yield escaped(say.nothing_open)
        return
    yield "\\begin{tabular}{lrl}"
    yield f"{escaped(say.symbol)} & {escaped(say.now)} & {escaped(say.stands_for)} \\\\"
    yield "\\hline"
    for one in view.told.open:
        now = latex_figure(view.open_value(one))
        yield f"${latex_symbol(one.symbol)}$ & ${now}$ & {escaped(view.unknowns.name(one.unknown))} \\\\"
    yield "\\end{tabular}"


def _notes(view: FormulaView) -> Iterator[str]:
    notes = view.notes(pictures=True)
    if not notes:  # a list without an item is an error
        return
    yield "\\begin{itemize}"
    for said in notes:
        name = said.partition("(")[0]
        form = _FORMS.get(name)
        yield f"\\item {form}{escaped(said)}" if form else f"\\item {escaped(said)}"
    yield "\\end{itemize}"
