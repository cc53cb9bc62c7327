"""The tables of the reference, read off the models, the shipped files and the matrix.

``python -m tests.docs.reference`` writes them anew into both pages, between
``<!-- generated: NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, TypeAlias

from promocalc.files.load import load_rulebook
from promocalc.files.schema import _docstrings, schema
from promocalc.files.shipped import Shipped, shipped
from promocalc.money import Odd
from promocalc.rules import programme
from promocalc.rules.cents import Over
from promocalc.rules.pieces import Pick, Sets
from promocalc.rules.refund import Fee
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import AllOf, AnyOf, NoneOf, Scope, Within
from promocalc.rules.values import COMBINATORS, Title
from tests.docs import reference_en, reference_zh
from tests.matrix import KINDS, SYSTEMS, UNSAID

Language: TypeAlias = Literal["en", "zh"]
RULES = Path(__file__).parents[2] / "rules"
PAGES: dict[Language, Path] = {"en": RULES / "README.md", "zh": RULES / "README.zh.md"}
TEXTS: dict[Language, ModuleType] = {"en": reference_en, "zh": reference_zh}

_MARKED = re.compile(r"^<!-- generated: (\w+) -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)


# --- keys and what they say -------------------------------------------------------------------------------------


MODELS = {
    "rule": "Rule",
    "need": "Need",
    "cap": "Cap",
    "share": "Share",
    "round": "Round",
    "defaults": "Defaults",
    "tax": "Tax",
    "refund": "Refund",
    "fee": "Fee",
    "protection": "Protection",
    "exclude": "Exclusion",
    "source": "Source",
    "rulebook": "Rulebook",
    "cart": "Cart",
    "line": "Line",
    "shopper": "Persona",
    "wallet": "Wallet",
    "choices": "Choices",
}
"""The model of each table that is one's."""


@cache
def _schemas() -> dict[str, dict[str, Any]]:
    """The properties of everything that has keys, by the name of its table."""
    book, cart = schema("rulebook"), schema("cart")
    parts, bought = book["$defs"], cart["$defs"]
    rule = parts["Rule"]["properties"]
    return {
        **{table: parts[name]["properties"] for table, name in MODELS.items() if name in parts},
        **{table: bought[name]["properties"] for table, name in MODELS.items() if name in bought},
        "rulebook": book["properties"],
        "cart": cart["properties"],
        "fee": _keyed(parts["Refund"]["properties"]["fee"]),
        **{table: _keyed(rule[table]) for table in ("on", "when", "sets", "pick", "take", "use", "over")},
    }


def _keyed(part: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of a part that may also be written as something else."""
    found = next(one for one in (part, *part.get("anyOf", ())) if "properties" in one)
    return dict(found["properties"])


def keys(table: str) -> dict[str, str]:
    """Every key of a table as its models know it, and what they say of it: nothing where they say nothing."""
    match table:
        case "odd":
            return {odd.value: said for odd, said in zip(Odd, _members(Odd), strict=True)}
        case "programme":
            return {shape: _paragraph(node.__doc__ or "") for shape, (node, _) in SHAPES.items()}
        case "over":
            return _docstrings(Over)
        case "fee":
            return _docstrings(Fee)
    found = {key: str(part.get("description", "")) for key, part in _schemas()[table].items()}
    unwanted = {"line": _TWINS.values(), "when": ("all_of", "any_of", "none_of")}.get(table, ())
    return {key: text for key, text in found.items() if key not in unwanted}


_TWINS = {"unit_price": "price", "quantity": "qty", "tags": "tag"}
"""Keys of a line, and how else they may be written: the table has one row for both."""


def _members(enum: type) -> list[str]:
    """The text under each member of an enumeration."""
    (declared,) = ast.parse(textwrap.dedent(inspect.getsource(enum))).body
    body = pairwise(getattr(declared, "body", ()))
    return [str(under.value.value) for one, under in body if isinstance(one, ast.Assign)]  # type: ignore[attr-defined]


def _paragraph(text: str) -> str:
    return " ".join(inspect.cleandoc(text).split("\n\n")[0].split())


SHAPES: dict[str, tuple[type, str]] = {
    "RULE": (programme.Run, "a"),
    "[A, B]": (programme.Sequence, "a >> b"),
    "NAME: A": (programme.Labelled, 'a.labelled("NAME")'),
    "together": (programme.Together, "a & b"),
    "best_of": (programme.BestOf, "best_of(a, b)"),
    "first_of": (programme.FirstOf, "first_of(a, b)"),
    "one_of": (programme.OneOf, "one_of(a, b)"),
    "unstated": (programme.Unstated, "unstated(x=a, y=b)"),
    "consume": (programme.Consume, 'consume("pieces", a, b)'),
}
"""How a programme is written: each kind of node, and its Python."""


def said(table: str, language: Language) -> dict[str, str]:
    """Every key of a table with one line about it."""
    known = keys(table)
    if language == "en" and all(known.values()):
        return known
    written: dict[str, str] = TEXTS[language].WORDS.get(table, {})
    return {key: written[key] for key in known}


# --- tables of keys ---------------------------------------------------------------------------------------------


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    cells = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells)


def of_keys(name: str, language: Language) -> str:
    """A table of the keys of one or several things; those of inner ones with the way to them."""
    rows = []
    for way, table in KEYED[name].items():
        for key, text in said(table, language).items():
            part = _schemas()[table].get(key, {}) if table in _schemas() else {}
            also = f", `{way}{_TWINS[key]}`" if table == "line" and key in _TWINS else ""
            values = _values(part, _DEFAULTS.get((table, key)))
            rows.append((f"`{way}{key}`{also}", _paragraph(text).replace("``", "`"), values))
    heads = TEXTS[language].HEADS["key"]
    if not any(values for _, _, values in rows):
        return _table(heads[:2], [row[:2] for row in rows])
    return _table(heads, rows)


_DEFAULTS = {
    ("sets", "form"): Sets.form,
    ("sets", "partial"): Sets.partial,
    ("pick", "from"): "all" if Pick.across else "each",
    ("over", "room"): Over.room,
    ("over", "cap"): Over.cap,
}
"""Defaults that a schema does not state."""


def _values(part: Mapping[str, Any], default: object) -> str:
    """The words that may stand there, the default in bold; or the default alone."""
    found = [_word(value) for value in _words(part)]
    if default is None:
        default = part.get("default")
    usual = _word(default) if isinstance(default, str | bool) and default != "" else None
    words = ([usual] if usual else []) if len(found) > 8 or not found else dict.fromkeys(found)
    return ", ".join(f"**`{word}`**" if word == usual else f"`{word}`" for word in words)


def _words(part: Mapping[str, Any]) -> Iterator[Any]:
    for one in (part, *part.get("anyOf", ()), *part.get("allOf", ())):
        if "$ref" in one:
            yield from schema("rulebook")["$defs"].get(one["$ref"].rsplit("/", 1)[1], {}).get("enum", ())
        yield from one.get("enum", ())
        if "const" in one:
            yield one["const"]


def _word(value: object) -> str:
    return {"True": "yes", "False": "no"}.get(str(value), str(value))


def of_programme(language: Language) -> str:
    rows = []
    for shape, text in said("programme", language).items():
        node, python = SHAPES[shape]
        names = [field.name for field in fields(node)]
        inner = "{NAME: A, …}" if "readings" in names else "pieces, of: [A, B]" if "what" in names else "[A, B]"
        written = shape if shape not in COMBINATORS else f"{shape}: {inner}"
        options = "".join(f", `{name}`" for name in names if name in ("per", "at_most"))
        rows.append((f"`{written}`{options}", text.replace("``", "`"), f"`{python}`"))
    return _table(TEXTS[language].HEADS["shape"], rows)


# --- what is shipped ---------------------------------------------------------------------------------------------


def _in(title: Title | None, language: Language) -> str:
    return "" if title is None else " ".join(getattr(title, language).split())


def _link(one: Shipped) -> str:
    return f"[{one.name}]({one.path.relative_to(RULES).as_posix()})"


@cache
def _books() -> tuple[tuple[Shipped, Rulebook], ...]:
    return tuple((one, load_rulebook(one.path)) for one in shipped("rulebook"))


def of_dialects(language: Language) -> str:
    rows = []
    for one, book in _books():
        if one.group == "dialects":
            text = _in(book.title, language)
            about = _in(book.about, language)
            fixed = book.defaults.model_dump(mode="json", by_alias=True).items()
            told = ", ".join(f"`{key}: {_flow(value)}`" for key, value in fixed if value != {})
            rows.append((_link(one), f"**{text}**" + (f" {about}" if about else ""), told))
    return _table(TEXTS[language].HEADS["dialect"], rows)


def _flow(value: object) -> str:
    """As a file writes it on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    return str(value)


def of_books(language: Language) -> str:
    rows = []
    for one, book in _books():
        if one.group != "dialects":
            sure = Counter(source.confidence for source in book.sources.values())
            marks = TEXTS[language].MARKS
            counted = ", ".join(f"{sure[mark]} {marks[mark]}" for mark in marks if sure[mark])
            rows.append((_link(one), _in(book.title, language), _time(book), counted))
    return _table(TEXTS[language].HEADS["book"], rows)


def _time(book: Rulebook) -> str:
    """From the first day of a window to the last; without windows, the years in which the sources appeared."""
    found = [window for rule in book.rules.values() for window in _windows(rule.when)]
    starts = [window.start.date().isoformat() for window in found if window.start is not None]
    ends = [window.end.date().isoformat() for window in found if window.end is not None]
    if starts or ends:
        return " … ".join((min(starts, default=""), max(ends, default=""))).strip()
    years = sorted({source.published[:4] for source in book.sources.values() if source.published})
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""


def _windows(scope: Scope) -> Iterator[Within]:
    match scope:
        case Within():
            yield scope
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            for part in parts:
                yield from _windows(part)


# --- number systems ------------------------------------------------------------------------------------------------


_GROUPS = (
    *(("take", "give", "deposit"), ("on", "when", "per", "needs"), ("measure", "of"), ("sets", "pick", "rank", "each")),
    *(("cap", "limit", "floor", "over"), ("share", "round"), ("use",), ("price", "exclude"), ("tax",)),
)
"""The parts of rules that a row of the matrix has together; any other has its own."""


def of_matrix(language: Language) -> str:
    """Kinds of rules by the part that is new in them, and which number system can say them."""
    parts: dict[str, list[str]] = {}
    for kind in KINDS:
        parts.setdefault(kind.split(":")[0], []).append(kind)
    others = [(part,) for part in parts if not any(part in group for group in _GROUPS)]
    rows = []
    for group in (*_GROUPS, *others):
        kinds = [kind for part in group for kind in parts.get(part, ())]
        counted = ", ".join(f"`{part}` {len(parts[part])}" for part in group if part in parts)
        rows.append((counted, *(_able(kinds, system) for system in SYSTEMS)))
    return _table((*TEXTS[language].HEADS["matrix"], *(f"`{system}`" for system in SYSTEMS)), rows)


def _able(kinds: list[str], system: str) -> str:
    gaps = [f"{kind}: {UNSAID[kind, system]}" for kind in kinds if (kind, system) in UNSAID]
    return "; ".join(["–", *gaps]) if gaps else "✓"


# --- pages -----------------------------------------------------------------------------------------------------------

KEYED: dict[str, dict[str, str]] = {
    "rule": {"": "rule"},
    "scope": {"on.": "on", "when.": "when"},
    "needs": {"needs.": "need"},
    "take": {"take.": "take"},
    "pieces": {"sets.": "sets", "pick.": "pick"},
    "cap": {"cap.": "cap", "over.": "over"},
    "cents": {"share.": "share", "round.": "round"},
    "odd": {"": "odd"},
    "use": {"use.": "use"},
    "exclude": {"": "exclude"},
    "tax": {"tax.": "tax"},
    "refund": {"refund.": "refund", "refund.fee.": "fee"},
    "protection": {"protection.": "protection"},
    "rulebook": {"": "rulebook", "sources.NAME.": "source"},
    "defaults": {"defaults.": "defaults"},
    "cart": {"": "cart", "lines.": "line", "shopper.": "shopper", "wallet.": "wallet", "choices.": "choices"},
}
"""The tables of keys: the things in each, by the way to them."""
MAKERS: dict[str, Callable[[Language], str]] = {
    **{name: partial(of_keys, name) for name in KEYED},
    "programme": of_programme,
    "dialects": of_dialects,
    "rulebooks": of_books,
    "matrix": of_matrix,
}


def generated(text: str, language: Language) -> str:
    """A page with its tables as they are now."""

    def made(match: re.Match[str]) -> str:
        name = match[1]
        return f"<!-- generated: {name} -->\n{MAKERS[name](language)}\n<!-- end -->"

    return _MARKED.sub(made, text)


def tables_of(text: str) -> list[str]:
    """The names of the tables that a page has."""
    return [match[1] for match in _MARKED.finditer(text)]


def main() -> None:
    for language, path in PAGES.items():
        text = path.read_text(encoding="utf-8")
        new = generated(text, language)
        if new != text:
            path.write_text(new, encoding="utf-8")
        print(f"{path.relative_to(RULES.parent)}: {'written' if new != text else 'as it was'}")


if __name__ == "__main__":
    main()
