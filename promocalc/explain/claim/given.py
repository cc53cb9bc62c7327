"""How what is missing for a verdict can be given: by an option of the command line, or by a key of a file of claims."""

from __future__ import annotations

from typing import Literal, TypeAlias

from promocalc.claims.facts import Facts
from promocalc.claims.grounds import Missing
from promocalc.explain.language import Language

Given: TypeAlias = Literal["options", "file"]
"""How the rest was given: on a command line alone, or in a file of claims."""

_OWN_OPTIONS = ("start", "now", "reference")
"""Facts that have an option of their own."""
_OPTIONS: dict[Missing, tuple[str, ...]] = {
    "now": ("--cart",),
    "history": ("--history",),
    "items": ("--catalogue",),
    "item_prices": ("--catalogue",),
    "before": ("--history",),
    "reference_days": ("--history",),
    "since_reference": ("--history",),
}
"""Options that give it beside the one of the fact."""


def ways(one: Missing, given: Given, *, dated: bool = True) -> tuple[str, ...]:
    """Every way to give it, the first one first; ``dated``: the first day of the reduction is known, without which
    earlier prices say nothing. Empty where there is none."""
    found = [_fact(one, given)] if one in Facts.model_fields else []
    for option in _OPTIONS.get(one, ()):
        said = _option(option, given)
        found.append(said if dated or option != "--history" else f"{said} + {_fact('start', given)}")
    return tuple(found)


def key(option: str, given: Given) -> str:
    """An option; in a file of claims the key of the same name."""
    return _option(option, given)


def joined(some: tuple[str, ...], language: Language) -> str:
    """Ways, any one of which is enough."""
    return (" 或 " if language == "zh" else " or ").join(some)


def _option(option: str, given: Given) -> str:
    return option if given == "options" else f"{option.removeprefix('--')}:"


def _fact(name: str, given: Given) -> str:
    if given == "file":
        return f"facts: {name}"
    return f"--{name}" if name in _OWN_OPTIONS else f"--fact {name}=…"
