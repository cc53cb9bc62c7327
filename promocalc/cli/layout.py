"""How help is laid out: columns stand right under Chinese text, and lines break where Chinese may break."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext

import click


class Formatter(click.HelpFormatter):
    """click's, measured in terminal cells; Chinese breaks between any two characters."""

    def write_heading(self, heading: str) -> None:
        """A heading with the colon of its language."""
        self.write(f"{'':>{self.current_indent}}{heading}{':' if heading.isascii() else '：'}\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """One usage line; the colon of the Chinese one is wide, and needs no space after it."""
        said = prefix if prefix is not None else gettext("Usage:")
        self.write(f"{said}{' ' if said.isascii() else ''}{prog} {args}".rstrip() + "\n")

    def write_text(self, text: str) -> None:
        """Paragraphs."""
        indent = " " * self.current_indent
        paragraphs = ["\n".join(indent + line for line in _wrapped(part, self.width)) for part in text.split("\n\n")]
        self.write("\n\n".join(paragraphs) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms and what they mean, in two columns."""
        from promocalc.explain.cells import pad, width

        listed = list(rows)
        first = min(max(width(term) for term, _ in listed), col_max) + col_spacing
        margin = " " * self.current_indent
        for term, meaning in listed:
            lines = _wrapped(meaning, max(self.width - first - self.current_indent, 20)) or [""]
            if width(term) > first - col_spacing:
                lines.insert(0, "")
            cells = [term] + [""] * (len(lines) - 1)
            for cell, line in zip(cells, lines, strict=True):
                self.write(f"{margin}{pad(cell, first)}{line}".rstrip() + "\n")


def _wrapped(text: str, cells: int) -> list[str]:
    from promocalc.explain.wrapping import wrap

    return wrap(" ".join(text.split()), cells)
