"""Readings: every way to settle what the terms leave unstated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from promocalc.rules.programme import (
    BestOf,
    Consume,
    FirstOf,
    Labelled,
    Node,
    OneOf,
    Run,
    Sequence,
    Together,
    Unstated,
    members,
)
from promocalc.rules.rulebook import Rulebook


def readings(node: Node) -> list[tuple[tuple[str, ...], Node]]:
    """Every way to settle what the terms leave ``unstated``, as a tree without it."""
    match node:
        case Run():
            return [((), node)]
        case Unstated(named):
            return [((name, *more), tree) for name, reading in named for more, tree in readings(reading)]
        case Sequence(steps):
            inner = [readings(step.node if isinstance(step, Labelled) else step) for step in steps]
            found: list[tuple[tuple[str, ...], Node]] = []
            for combo in product(*inner):
                trees = tuple(
                    Labelled(step.label, tree) if isinstance(step, Labelled) else tree
                    for step, (_, tree) in zip(steps, combo, strict=True)
                )
                found.append((tuple(name for names, _ in combo for name in names), Sequence(trees)))
            return found
        case _:
            parts = [readings(member) for _, member in members(node) if not isinstance(member, Labelled)]
            return [
                (tuple(name for names, _ in combo for name in names), _with_parts(node, tuple(t for _, t in combo)))
                for combo in product(*parts)
            ]


def _with_parts(node: Node, parts: tuple[Node, ...]) -> Node:
    match node:
        case Together() | BestOf() | FirstOf() | OneOf() | Consume():
            return replace(node, parts=parts)
        case _:
            raise AssertionError("only nodes with parts have them replaced")


def reading_groups(book: Rulebook) -> tuple[tuple[str, ...], ...]:
    """The names of the readings of each ``unstated`` in the tree."""

    def groups(node: Node | Labelled) -> Iterator[tuple[str, ...]]:
        if isinstance(node, Labelled):
            node = node.node
        if isinstance(node, Unstated):
            yield tuple(name for name, _ in node.readings)
        for _, member in members(node):
            yield from groups(member)

    return () if book.price is None else tuple(groups(book.price))
