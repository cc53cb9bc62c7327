"""Which ways of buying one cart are compared: the values of options against each other, and those spelt out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from promocalc.cli.case import Case, Wanted, choices_of, moment_of, shopper_of
from promocalc.cli.diagnostics import Gathering, refused
from promocalc.cli.over_time import by_line
from promocalc.cli.words import Words
from promocalc.explain.language import Language
from promocalc.problems import MissingKey, UnknownKey, nearest

if TYPE_CHECKING:
    from promocalc.cart import Choices, Persona
    from promocalc.rules.rulebook import Rulebook
    from promocalc.timeline import Variant

KEYS = ("rules", "at", "balance-at", "persona", "use", "skip", "reading", "price")
"""What ``--variant`` can change."""
_OWN = Words("as it is", "原样")
_WITH = Words("with {names}", "用 {names}")
_WITHOUT = Words("without {names}", "不用 {names}")


@dataclass(frozen=True)
class Axes:
    """The options that may be given several times: each value is a column, and several options are combined."""

    rules: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    balance_at: tuple[str, ...] = ()
    persona: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One way, as the command line says it; None where it says nothing."""

    name: str
    rules: str | None = None
    at: str | None = None
    balance_at: str | None = None
    persona: str | None = None
    use: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    price: tuple[str, ...] = ()


def columns(axes: Axes, variants: Sequence[str], case: Case, language: Language, *, own_rules: bool) -> list[Column]:
    """The cart as it is, every combination of the values given, and the variants spelt out.

    ``own_rules``: whether the cart has a rulebook besides those given. Raises ProblemGroup.
    """
    cart, say, gathering = case.cart.value, _Names(case, language), Gathering()
    listed: list[list[tuple[str, Mapping[str, Any]]]] = [
        _axis("rules", axes.rules, own_rules, stem, gathering),
        _axis("at", axes.at, cart.at is not None, say.moment("--at"), gathering),
        _axis("balance_at", axes.balance_at, cart.balance_at is not None, say.moment("--balance-at"), gathering),
        _axis("persona", axes.persona, True, say.persona, gathering),
        [
            ("", {}),
            *((_WITH.said(language, names=say.rules(text)), {"use": _words(text)}) for text in axes.use),
            *((_WITHOUT.said(language, names=say.rules(text)), {"skip": _words(text)}) for text in axes.skip),
        ],
    ]
    found = []
    for some in itertools.product(*listed):
        facts = {key: value for _, fact in some for key, value in fact.items()}
        name = ("，" if language == "zh" else ", ").join(name for name, _ in some if name)
        found.append(Column(name or _OWN.said(language), **facts))
    found += gathering.each(variants, spelt)
    gathering.refuse()
    return found


def _axis(
    key: str, texts: Sequence[str], own: bool, name: Callable[[str], str], gathering: Gathering
) -> list[tuple[str, Mapping[str, Any]]]:
    """The cart's own value, where it has one, and those given."""
    given = gathering.each(texts, lambda text: (name(text), {key: text}))
    return [("", {}), *given] if own or not given else list(given)


@dataclass(frozen=True)
class _Names:
    """What columns are called."""

    case: Case
    language: Language

    def moment(self, option: str) -> Callable[[str], str]:
        """A moment in the zone of the rulebook."""
        from promocalc.explain.moments import Clock

        clock = Clock(self.case.rulebook.timezone, self.language)
        return lambda text: clock.stamp(moment_of(text, option))

    def persona(self, text: str) -> str:
        """A shopper by title."""
        found = self.case.cart.value.personas.get(text)
        return text if found is None or found.title is None else found.title.in_language(self.language)

    def rules(self, text: str) -> str:
        """Rules by their titles, quoted: a title may have a comma in it."""
        from promocalc.explain.rules.terms import BookTitles

        titles = BookTitles(self.case.rulebook, self.language)
        quoted = "「{}」" if self.language == "zh" else '"{}"'
        return ("、" if self.language == "zh" else ", ").join(quoted.format(titles.rule(name)) for name in _words(text))


def stem(text: str) -> str:
    """A file by its name without folders and ending; a shipped rulebook as it is."""
    return Path(text).stem if any(sign in text for sign in "/\\") or text.endswith((".yaml", ".yml")) else text


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def spelt(text: str) -> Column:
    """A column from ``NAME: key=value; key=value``. Raises ProblemGroup."""
    name, sign, rest = text.partition(":")
    if not sign or not name.strip():
        raise refused("--variant", MissingKey("NAME:"))
    gathering = Gathering()
    facts = dict(gathering.each(filter(None, (piece.strip() for piece in rest.split(";"))), _fact))
    gathering.refuse()
    return Column(name.strip(), **facts)


def _fact(text: str) -> tuple[str, Any]:
    """``key=value``."""
    key, equals, value = (piece.strip() for piece in text.partition("="))
    if key not in KEYS:
        raise refused("--variant", UnknownKey(key, KEYS, nearest(key, KEYS)))
    if not equals or not value:
        raise refused("--variant", MissingKey(f"{key}="))
    return key.replace("-", "_"), _words(value) if key in ("use", "skip", "reading", "price") else value


def variants_of(found: Sequence[Column], case: Case, books: Mapping[str, Rulebook]) -> list[Variant]:
    """The columns as values. ``books`` are the rulebooks they name.

    Raises ProblemGroup with all that is wrong with any of them.
    """
    gathering = Gathering()
    answers = gathering.each(found, lambda column: _variant(column, case, books, gathering))
    gathering.refuse()
    return answers


def _variant(column: Column, case: Case, books: Mapping[str, Rulebook], gathering: Gathering) -> Variant:
    from promocalc.rules.values import read_amount
    from promocalc.timeline import Variant

    book = case.rulebook if column.rules is None else books[column.rules]
    return Variant(
        name=column.name,
        rulebook=book,
        at=gathering.read(lambda: _moment(column.at, "--at")) or case.at,
        balance_at=gathering.read(lambda: _moment(column.balance_at, "--balance-at")),
        choices=_choices(column, case),
        shopper=gathering.read(lambda: _shopper(column, case, book)),
        prices=gathering.read(lambda: by_line("--variant", column.price, case, read_amount)) or None,
    )


def _moment(text: str | None, option: str) -> datetime | None:
    return None if text is None else moment_of(text, option)


def _choices(column: Column, case: Case) -> Choices:
    wanted = Wanted(case.wanted.cart, use=column.use, skip=column.skip, reading=column.reading)
    return choices_of(wanted, case.choices)


def _shopper(column: Column, case: Case, book: Rulebook) -> Persona | None:
    return None if column.persona is None else shopper_of(column.persona, case.cart.value, book)
