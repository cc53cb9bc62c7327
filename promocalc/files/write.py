"""Rulebooks and carts as YAML that people like to read and that reads back to the same thing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from promocalc.cart import Cart
from promocalc.rules.rulebook import Rulebook

WIDTH = 116
"""A mapping that fits on a line of so many characters is written on one."""

_TEXT = "tag:yaml.org,2002:str"
_WORDS = frozenset(("true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL", "~", "", "<<"))
_SPREAD = frozenset(("rules", "price", "exclude", "sources", "lines", "personas"))
"""Parts of which each entry has its own line."""


def dump_rulebook(book: Rulebook) -> str:
    """The file that reads back as ``book``. What it extends stays a name."""
    return _dump(book_data(book))


def book_data(book: Rulebook) -> dict[str, Any]:
    """What the file says of ``book``: of several currencies a list."""
    said = book.model_dump(mode="json", by_alias=True)
    if further := said.pop("also_in", ()):
        said["currency"] = [book.currency, *further]
    return {key: said[key] for key in Rulebook.model_fields if key in said}


def dump_cart(cart: Cart) -> str:
    """The file that reads back as ``cart``."""
    return _dump(cart.model_dump(mode="json", by_alias=True))


def save_text(path: Path, text: str) -> None:
    """Write a file whole or not at all: whoever reads ``path`` meanwhile sees the old one.

    Raises OSError as the system does.
    """
    # A link is followed: what it points to is replaced, not the link.
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# --- YAML ---------------------------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Writes text plain wherever our own reader takes it plain: ``on``, ``0123`` and ``12:30`` need no quotes."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - a class attribute of the library's, replaced whole

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Lists stand indented under their key."""
        super().increase_indent(flow, False)


def _dump(data: Mapping[str, Any]) -> str:
    return str(yaml.serialize(_block(data, 0), Dumper=_Dumper, allow_unicode=True, width=1 << 30))


def _block(value: Any, depth: int, key: str = "") -> yaml.Node:
    """A node that is written on one line where it fits, except the document and the parts that are lists of things."""
    spread = depth == 0 or (depth == 1 and key in _SPREAD)
    if not isinstance(value, (Mapping, list)) or not value:
        return _flow(value)
    if not spread and _length(value) + 2 * depth + len(key) + 2 <= WIDTH:
        return _flow(value)
    if isinstance(value, Mapping):
        pairs = [(_text(str(inner)), _block(below, depth + 1, str(inner))) for inner, below in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
    return yaml.SequenceNode("tag:yaml.org,2002:seq", [_block(below, depth + 1) for below in value], flow_style=False)


def _flow(value: Any) -> yaml.Node:
    match value:
        case Mapping():
            pairs = [(_text(str(key)), _flow(inner)) for key, inner in value.items()]
            return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=True)
        case list() | tuple():
            return yaml.SequenceNode("tag:yaml.org,2002:seq", [_flow(inner) for inner in value], flow_style=True)
        case None:
            return yaml.ScalarNode(_TEXT, "null")
        case bool():
            return yaml.ScalarNode(_TEXT, "true" if value else "false")
        case _:
            return _text(str(value))


def _text(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(_TEXT, text, style="'" if text in _WORDS else None)


def _length(value: Any) -> int:
    """About how long a value is on one line."""
    match value:
        case Mapping():
            return sum(len(str(key)) + 4 + _length(inner) for key, inner in value.items())
        case list() | tuple():
            return 2 + sum(2 + _length(inner) for inner in value)
        case _:
            return len(str(value))
