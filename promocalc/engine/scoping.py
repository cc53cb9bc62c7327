"""Scopes over lines, folded as far as a cart's shape knows; what is left are conditions on amounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, assert_never

from promocalc.engine.plan import Guard, Joined, LineShape, PriceGuard, TakenGuard
from promocalc.rules.scope import (
    AllOf,
    AnyOf,
    Daily,
    DiscountedBy,
    Is,
    NoneOf,
    OrdersSoFar,
    PriceIs,
    Scope,
    Within,
)


def guard(
    scope: Scope,
    at: int,
    lines: Sequence[LineShape],
    of_line: Sequence[Sequence[int]],
    taken: dict[str, int],
    *,
    known_only: bool = False,
) -> Guard:
    """A scope on the line ``at``, folded as far as the shape knows.

    ``of_line`` are the lots of every line, ``taken`` the taken columns of the rules that stand before. With
    ``known_only`` whatever looks at an amount counts as possible.
    """
    match scope:
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            how: Literal["all", "any", "none"] = (
                "all" if isinstance(scope, AllOf) else "any" if isinstance(scope, AnyOf) else "none"
            )
            return fold(how, [guard(part, at, lines, of_line, taken, known_only=known_only) for part in parts])
        case Is(attribute, values):
            return any(value in values for value in lines[at].values(attribute))
        case PriceIs():
            if lines[at].added_by is not None and not known_only:
                return False
            return PriceGuard(at, scope)
        case DiscountedBy(rules):
            columns = tuple(taken[rule] for rule in rules if rule in taken)
            if known_only:
                return TakenGuard((), ())
            return TakenGuard(columns, tuple(of_line[at])) if columns else False
        case Within() | Daily() | OrdersSoFar():
            raise AssertionError("a scope over shoppers where one over lines belongs")
        case _:
            assert_never(scope)


def fold(how: Literal["all", "any", "none"], parts: Sequence[Guard]) -> Guard:
    """Join guards, settling what is known."""
    settles = how != "all"
    if settles in parts:
        return how == "any"
    unsettled = tuple(part for part in parts if not isinstance(part, bool))
    if not unsettled:
        return how != "any"
    return unsettled[0] if how != "none" and len(unsettled) == 1 else Joined(how, unsettled)
