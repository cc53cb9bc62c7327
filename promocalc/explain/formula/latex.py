"""The equations of a price as LaTeX: one ``align*``, a table of symbols, and how to read it. Needs SymPy.

It is a part of a document: plain LaTeX with ``amsmath``, and with a font for whatever the titles are written in.
"""

from __future__ import annotations

from collections.abc import Iterator

from promocalc.explain.cells import width
from promocalc.explain.formula.text import FormulaView
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
    "down": "$\\left\\lfloor x \\right\\rfloor_{STEP}$: ",
    "up": "$\\left\\lceil x \\right\\rceil_{STEP}$: ",
    "half_up": "$\\operatorname{half\\_up}_{STEP}(x)$: ",
    "half_down": "$\\operatorname{half\\_down}_{STEP}(x)$: ",
    "half_even": "$\\operatorname{half\\_even}_{STEP}(x)$: ",
}
"""How a rounding to STEP is set; what it means is told of ``down(x, 0.01)``."""
_BESIDE = 20
"""Cells of what a figure is, up to which it stands beside its equation: a row of ``align*`` is never broken."""


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
    colon, between = ("：", "；") if view.language == "zh" else (": ", "; ")
    facts = between.join(f"{label}{colon}{said}" for label, said in view.summary.facts())
    yield escaped(f"{facts}{'。' if view.language == 'zh' else '.'}")


def _equations(view: FormulaView) -> Iterator[str]:
    """Every equation with what it comes to now, and what it is; headings between them."""
    groups = view.groups()
    last = groups[-1][1][-1]
    for number, (title, group) in enumerate(groups):
        phrases = view.phrases(group)
        head = escaped(title)
        if width(phrases[0]) > _BESIDE and phrases[0] != title:
            head += f" \\\\ {escaped(phrases[0])}"
        if number:
            yield f"\\intertext{{{head}}}"
        else:  # nothing may stand between the beginning and the first row
            yield head
            yield "\\begin{align*}"
        before = title
        for place, (phrase, one) in enumerate(zip(phrases, group, strict=True)):
            beside = ""
            if phrase != before and width(phrase) <= _BESIDE:
                beside = f" && \\text{{{escaped(phrase)}}}"
            elif phrase != before and place:
                yield f"\\intertext{{{escaped(phrase)}}}"
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
        name, _, rest = said.partition("(x, ")
        step = latex_figure(rest.partition(")")[0])
        yield f"\\item {_FORMS.get(name, '').replace('STEP', step)}{escaped(said)}"
    yield "\\end{itemize}"
