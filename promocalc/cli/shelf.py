"""The shipped rulebooks as a shelf: which carts stand beside one, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from promocalc.cli.words import Words
from promocalc.explain.language import Language

if TYPE_CHECKING:
    from promocalc.files.shipped import Shipped
    from promocalc.rules.rulebook import Rulebook
    from promocalc.rules.values import Title

SURENESS = {"low": Words("low", "低"), "medium": Words("medium", "中"), "high": Words("high", "高")}
"""Least sure first."""


def confidence(book: Rulebook) -> str | None:
    """How sure the least sure source is; None where no source says."""
    said = {source.confidence for source in book.sources.values()}
    return next((word for word in SURENESS if word in said), None)


def carts_of(book: Rulebook) -> Iterator[Shipped]:
    """The shipped carts that name this rulebook."""
    from promocalc.files.shipped import shipped
    from promocalc.files.yaml import read_yaml

    for one in shipped("cart"):
        data = read_yaml(one.path.read_text(encoding="utf-8")).data()
        if isinstance(data, dict) and data.get("rulebook") == book.name:
            yield one


def ordered(book: Rulebook) -> tuple[str, ...]:
    """The names of its rules as the programme has them."""
    from promocalc.rules.programme import rules_in

    return () if book.price is None else tuple(dict.fromkeys(rules_in(book.price)))


def spoken(title: Title, language: Language) -> str:
    """A title in one language, with nothing in it that a terminal would obey."""
    from promocalc.explain.names import clean

    return clean(title.in_language(language))
