"""A receipt as a Markdown report that others can check: every step with its arithmetic, sources and assumptions.

Whatever an author wrote is text here: it opens no table cell, no code, no link and no HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from promocalc.engine.receipt import Receipt
from promocalc.explain.language import Language
from promocalc.explain.names import Names, clean
from promocalc.explain.receipt.detail import Details
from promocalc.explain.receipt.headings import heading, is_used
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.receipt.waterfall import waterfall_rows
from promocalc.rules.rulebook import Source

_SPECIAL = re.compile(r"[\\`|\[\]~]|(?<!\s)\*|\*(?!\s)|(?<!\w)_|_(?!\w)")
_OPENING = re.compile(r"^(?:#{1,6}(?=\s|$)|[+-](?=[-+\s]|$)|\d+[.)](?=\s|$)|>)")
"""What would begin a heading, a list or a quotation."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ADDRESS = re.compile(r"https?://[^\s<>]+")


def markdown(receipt: Receipt, language: Language) -> str:
    """The whole report, ending in a newline."""
    return "\n".join(_Report(receipt, language).rows()) + "\n"


def escape(text: str) -> str:
    """``text`` so that Markdown shows it as it is.

    >>> escape("a|b `c` <i>"), escape("half_up(1 * 2)"), escape("*now*"), escape("# 1")
    ('a\\\\|b \\\\`c\\\\` &lt;i>', 'half_up(1 * 2)', '\\\\*now\\\\*', '\\\\# 1')
    """
    plain = _SPECIAL.sub(lambda found: "\\" + found[0], clean(text))
    plain = _ENTITY.sub("&amp;", plain).replace("<", "&lt;")
    return _OPENING.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", plain)


@dataclass(frozen=True)
class _Report:
    receipt: Receipt
    language: Language

    @cached_property
    def names(self) -> Names:
        return Names(self.receipt, self.language)

    @cached_property
    def summary(self) -> Summary:
        return Summary(self.names)

    @cached_property
    def details(self) -> Details:
        return Details(self.receipt, self.language)

    def rows(self) -> Iterator[str]:
        """Section after section."""
        labels = self.summary.labels
        yield f"# {escape(self.summary.title())}"
        yield from self.pairs(self.summary.facts())
        yield from self.section(labels.totals, self.table((("", "left"), ("", "right")), self.summary.totals()))
        yield from self.section(labels.comes_to, self.told(self.summary.equivalents()))
        yield from self.section(labels.payments, self.told(self.summary.payments()))
        yield from self.section(labels.promised, self.told(self.summary.promised()))
        yield from self.section(labels.later, self.told(self.summary.later()))
        yield from self.section(labels.item, self.lines())
        yield from self.section(labels.why, self.waterfall())
        yield from self.section(labels.steps, self.steps())
        yield from self.section(labels.not_used, self.unused())
        yield from self.section(labels.assumptions, self.bullets(self.summary.assumptions()))
        yield from self.section(labels.sources, self.bullets_of_sources())
        yield from self.section(labels.redo, iter((labels.redo_text, "", labels.notation)))

    def section(self, title: str, rows: Iterator[str]) -> Iterator[str]:
        """A heading and what is under it; nothing where there is nothing."""
        found = list(rows)
        if found:
            yield from ("", f"## {escape(title)}", "", *found)

    def pairs(self, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
        yield ""
        colon = self.summary.labels.colon
        yield from (f"- **{escape(label)}**{colon}{escape(text)}" for label, text in rows)

    def bullets(self, texts: Sequence[str]) -> Iterator[str]:
        yield from (f"- {escape(text)}" for text in texts)

    def table(self, head: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> Iterator[str]:
        yield f"| {' | '.join(escape(name) for name, _ in head)} |"
        yield f"|{'|'.join('---:' if align == 'right' else '---' for _, align in head)}|"
        yield from (f"| {' | '.join(escape(cell) for cell in row)} |" for row in rows)

    def lines(self) -> Iterator[str]:
        summary = self.summary
        head = [(name, "left" if at < 2 else "right") for at, name in enumerate(summary.line_heads())]
        rows = [*(summary.line_cells(line) for line in self.summary.lines()), summary.line_total()]
        return self.table(head, rows)

    def told(self, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
        if rows:
            yield from self.table((("", "left"), ("", "left")), rows)

    def waterfall(self) -> Iterator[str]:
        labels, names = self.summary.labels, self.names
        rows = [
            (row.label, names.change(row.change) if row.change else "", names.money(row.after))
            for row in waterfall_rows(self.receipt, self.language)
        ]
        return self.table(((labels.step, "left"), (labels.change, "right"), (labels.after, "right")), rows)

    def steps(self) -> Iterator[str]:
        used = [step for step in self.receipt.steps if is_used(step)]
        for number, step in enumerate(used, 1):
            if number > 1:
                yield ""
            yield f"### {number}. {escape(heading(step, self.names))} {self.names.effect(step)}"
            yield from self.pairs(self.details.rows(step))

    def unused(self) -> Iterator[str]:
        rows = []
        for step in self.receipt.steps:
            if is_used(step):
                continue
            terms = self.details.terms(step)
            rows.append((heading(step, self.names), terms, self.summary.why(step)))
        if rows:
            labels = self.summary.labels
            yield from self.table(
                ((labels.rule, "left"), (labels.terms.capitalize(), "left"), (labels.reason, "left")), rows
            )

    def bullets_of_sources(self) -> Iterator[str]:
        for key, source in self.receipt.rulebook.sources.items():
            yield f"- **{escape(key)}**{self.summary.labels.colon}{self.source(source)}"

    def source(self, source: Source) -> str:
        """Title, address and what is known of it."""
        labels, title = self.summary.labels, escape(self.names.text(source.title))
        if source.url and _ADDRESS.fullmatch(source.url):
            title = f"[{title}](<{source.url}>)"
        elif source.url:
            title = f"{title}{labels.comma}{escape(source.url)}"
        said = [title]
        said += [
            f"{word} {escape(text)}"
            for word, text in ((labels.published, source.published), (labels.read, source.read))
            if text
        ]
        if source.confidence is not None:
            said.append(f"{labels.confidence}{labels.colon}{labels.confidences[source.confidence]}")
        return labels.comma.join(said)
