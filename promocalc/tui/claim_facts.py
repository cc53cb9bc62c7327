"""What may be known of an advertisement, as somebody types it: which of it is missing, and what is wrong with a text.

No terminal library needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from pydantic import ValidationError

from promocalc.claims.facts import Facts
from promocalc.claims.grounds import Missing
from promocalc.explain.problems.text import message
from promocalc.files.text import near_file
from promocalc.money import CURRENCIES
from promocalc.problems import FileMissing, Problem, ProblemGroup, TooFine, Where
from promocalc.rules.values import Title, troubles
from promocalc.tui.claiming import Claiming, Said
from promocalc.tui.words import Language

Kind: TypeAlias = Literal["day", "money", "whole", "percent", "yes_no", "text", "file"]
"""How something is written."""

FILES = ("history", "catalogue")
SERIES = ("sku", "channel")
KEYS = (*FILES, *SERIES, *Facts.model_fields)
"""All that may be said, files and what is taken of them first."""

_MONEY = ("now", "charged", "reference", "list_price", "market", "before", "later", "refunded", "gift_price")
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **dict.fromkeys(FILES, "file"),
        **dict.fromkeys(("start", "first", "sold_since"), "day"),
        **dict.fromkeys(_MONEY, "money"),
        **dict.fromkeys(("before_days", "reference_days", "window_days", "since_reference", "promotion_days"), "whole"),
        **dict.fromkeys(("sold_at_reference", "items_reached"), "percent"),
        **dict.fromkeys(("reference_explained", "every_item", "shown", "extended", "planned"), "yes_no"),
    }
)

_SETTLES: Mapping[Missing, tuple[str, ...]] = MappingProxyType(
    {
        "reference": ("reference", "history"),
        "before": ("before", "before_days"),
        "reference_days": ("reference_days", "window_days"),
        "items": ("catalogue", "items_reached"),
        "item_prices": ("catalogue", "items_reached"),
        "later": ("later", "planned"),
        "ends": (),
    }
)

_YES, _NO = ("yes", "y", "是", "有"), ("no", "n", "否", "没有")


def kind_of(key: str) -> Kind:
    """How it is written."""
    return _KINDS.get(key, "text")


def ordered(missing: Iterable[Missing]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What would settle what is missing, in that order; and all the rest."""
    needed = [key for lack in missing for key in _SETTLES.get(lack, (lack,)) if key in KEYS]
    first = tuple(dict.fromkeys(needed))
    return first, tuple(key for key in KEYS if key not in first)


# --- texts and values ---------------------------------------------------------------------------------------------


def known_of(facts: Facts) -> tuple[tuple[str, str], ...]:
    """What is known, as somebody would type it."""
    every = ((key, getattr(facts, key)) for key in type(facts).model_fields)
    return tuple(sorted((key, _typed(value)) for key, value in every if value is not None))


def _typed(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case Title():
            return value.en
        case _:
            return str(value)


def read_fact(key: str, text: str, currency: str) -> Any:
    """The value that a text says. Raises ProblemGroup."""
    said: object = _said(kind_of(key), text)
    try:
        value = getattr(Facts.model_validate({key: said}), key)
    except ValidationError as error:
        raise ProblemGroup(tuple(_problem(key, one) for _, one in troubles(error))) from None
    digits = CURRENCIES[currency]
    if isinstance(value, Decimal) and (value * 10**digits) % 1:
        raise ProblemGroup((_problem(key, TooFine(f"{value:f}", currency, digits)),))
    return value


def _problem(key: str, trouble: Any) -> Problem:
    return Problem(trouble, Where(("facts", key)))


def shown(key: str, text: str, language: Language) -> str:
    """A text as the form shows it: yes and no in its language."""
    if language == "zh" and kind_of(key) == "yes_no":
        return {"yes": "是", "no": "否"}.get(text, text)
    return text


def _said(kind: Kind, text: str) -> str:
    """As files say it: a percentage needs no sign where nothing else is meant, and yes is a word of every language."""
    if kind == "yes_no":
        return "yes" if text.casefold() in _YES else "no" if text.casefold() in _NO else text
    is_plain = text.replace(".", "", 1).isdigit()
    return f"{text}%" if kind == "percent" and is_plain else text


def wrong(key: str, text: str, currency: str, language: Language) -> str:
    """What is wrong with a text, in a sentence; "" where nothing is."""
    if not text or key in SERIES:
        return ""
    if key in FILES:
        path = path_of(text)
        return "" if _is_file(path) else message(FileMissing(text, near_file(path)), language)
    try:
        read_fact(key, text, currency)
    except ProblemGroup as group:
        return message(group.problems[0].trouble, language)
    return ""


def path_of(text: str) -> Path:
    """A file's name as it was typed, ``~`` for somebody's home."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # no such user
        return Path(text)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


# --- taking it over -----------------------------------------------------------------------------------------------


def text_of(claiming: Claiming, key: str) -> str:
    """What is said under a key of the advertisement that is looked at."""
    if key in FILES or key in SERIES:
        found: str = getattr(claiming if key in FILES else claiming.said, key)
        return found
    return claiming.said.fact(key)


def with_texts(claiming: Claiming, texts: Mapping[str, str]) -> Claiming:
    """The same with these texts, each under its key. Prices that are newly named are compared with, and of what they
    are is to be said anew."""
    said = claiming.said
    for key, text in texts.items():
        if key in SERIES:
            said = said.among(key, text)
        elif key not in FILES:
            said = said.knowing(key, _said(kind_of(key), text))
    found = claiming.saying(said)
    if "catalogue" in texts:
        found = replace(found, catalogue=_named(texts["catalogue"]))
    if "history" in texts:
        own = tuple(key for key in SERIES if key in texts)
        afresh = tuple(_afresh(one, own if at == found.at else ()) for at, one in enumerate(found.adverts))
        found = replace(found, adverts=afresh, history=_named(texts["history"]), is_marked=False)
    return found


def _afresh(said: Said, kept: tuple[str, ...]) -> Said:
    """The same of whichever thing and channel there is, but for what is ``kept``."""
    for key in SERIES:
        said = said if key in kept else said.among(key, "")
    return said


def with_series(claiming: Claiming, key: str, name: str) -> Claiming:
    """The same with this thing or channel, wherever none was named."""
    adverts = (one if getattr(one, key) else one.among(key, name) for one in claiming.adverts)
    return replace(claiming, adverts=tuple(adverts))


def _named(text: str) -> str:
    return str(path_of(text)) if text else ""
