"""A programme: how rules stack, as a tree in which every rule stands once, where anyone can see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from promocalc.problems import (
    EmptyList,
    MissingKey,
    MissingOneOf,
    Path,
    TooManyKeys,
    UnknownKey,
    WrongKind,
    nearest,
)
from promocalc.rules.values import (
    COMBINATORS,
    KEY_MARK,
    Flaws,
    fail,
    known_keys,
    read_name,
    read_whole,
    read_word,
    shown,
    within,
    written,
)

Per: TypeAlias = Literal["order", "store", "line", "piece"]
"""What alternatives are compared over."""

PERS: tuple[Per, ...] = ("order", "store", "line", "piece")


@dataclass(frozen=True, slots=True)
class Run:
    """A rule, by name."""

    rule: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A member of a list, and a name for the ledger as it leaves it."""

    label: str
    node: Node


@dataclass(frozen=True, slots=True)
class Sequence:
    """In sequence: each sees what the earlier ones left."""

    steps: tuple[Node | Labelled, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """As a list, but views and weights are those at its start."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class BestOf:
    """The alternatives that take most now; a tie goes to the first written."""

    parts: tuple[Node, ...]
    per: Per = "order"
    at_most: int = 1


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first that takes anything."""

    parts: tuple[Node, ...]
    per: Per = "order"
    at_most: int = 1


@dataclass(frozen=True, slots=True)
class OneOf:
    """The shopper picks; unless chosen, as ``first_of``, and noted under the assumptions."""

    parts: tuple[Node, ...]
    per: Per = "order"
    at_most: int = 1


@dataclass(frozen=True, slots=True)
class Unstated:
    """The terms do not say: each named reading, over the same rules, is priced."""

    readings: tuple[tuple[str, Node], ...]


Uses: TypeAlias = Literal["pieces", "spend"]
"""What one rule may use up so that no later one may use it."""

USES: tuple[Uses, ...] = ("pieces", "spend")


@dataclass(frozen=True, slots=True)
class Consume:
    """In sequence; what one rule used (pieces, or spending), no later one may use."""

    what: Uses
    parts: tuple[Node, ...]


Node: TypeAlias = Run | Sequence | Together | BestOf | FirstOf | OneOf | Unstated | Consume
Alternatives: TypeAlias = BestOf | FirstOf | OneOf

_ALTERNATIVES: dict[str, type[BestOf | FirstOf | OneOf]] = {
    "best_of": BestOf,
    "first_of": FirstOf,
    "one_of": OneOf,
}


def read_node(value: object) -> Node:
    """A tree as ``price:`` writes it: a rule's name, a list, or a mapping with one combinator."""
    match value:
        case Run() | Sequence() | Together() | BestOf() | FirstOf() | OneOf() | Unstated() | Consume():
            return value
        case str():
            return Run(read_name(value))
        case list() | tuple():
            return _read_sequence(value)
        case Mapping():
            return _read_combinator(value)
        case _:
            fail([((), WrongKind(shown(value), "list_or_mapping"))])


def _read_sequence(value: list[Any] | tuple[Any, ...]) -> Node:
    if not value:
        fail([((), EmptyList())])
    flaws: Flaws = []
    steps = [within(at, _read_step, item, flaws) for at, item in enumerate(value)]
    if flaws:
        fail(flaws)
    # A list of one unlabelled thing is that thing.
    return steps[0] if len(steps) == 1 and not isinstance(steps[0], Labelled) else Sequence(tuple(steps))


def _read_step(value: object) -> Node | Labelled:
    if isinstance(value, Labelled):
        return value
    if isinstance(value, Mapping) and len(value) == 1:
        ((key, inner),) = value.items()
        if key not in (*COMBINATORS, "per", "at_most", "of"):
            flaws: Flaws = []
            near = nearest(str(key), COMBINATORS)
            if near is not None and isinstance(inner, (list, tuple)):
                fail([((key, KEY_MARK), UnknownKey(str(key), COMBINATORS, near))])
            label = within(key, read_name, key, flaws)
            flaws = [((*path, KEY_MARK), trouble) for path, trouble in flaws]
            # An empty list may be labelled: a shop without item-level rules still has an item price.
            node = Sequence(()) if inner in ([], ()) else within(key, read_node, inner, flaws)
            if flaws:
                fail(flaws)
            return Labelled(label, node)
    return read_node(value)


def _read_combinator(value: Mapping[Any, Any]) -> Node:
    verbs = tuple(key for key in value if key in COMBINATORS)
    if len(verbs) != 1:
        flaws: Flaws = []
        known_keys(value, (*COMBINATORS, "per", "at_most", "of"), flaws)
        fail(flaws if flaws and not verbs else [((), TooManyKeys(verbs) if verbs else MissingOneOf(COMBINATORS))])
    verb = verbs[0]
    flaws = []
    match verb:
        case "together":
            known_keys(value, ("together",), flaws)
            parts = within("together", _read_parts, value["together"], flaws)
            node: Node = Together(parts or ())
        case "unstated":
            known_keys(value, ("unstated",), flaws)
            readings = within("unstated", _read_readings, value["unstated"], flaws)
            node = Unstated(readings or ())
        case "consume":
            known_keys(value, ("consume", "of"), flaws)
            if "of" not in value:
                flaws.append(((), MissingKey("of")))
            what = within("consume", lambda v: read_word(v, USES), value["consume"], flaws)
            parts = within("of", _read_parts, value.get("of", ["x"]), flaws)
            node = Consume(what or "pieces", parts or ())
        case _:
            known_keys(value, (verb, "per", "at_most"), flaws)
            parts = within(verb, _read_parts, value[verb], flaws)
            per = within("per", lambda v: read_word(v, PERS), value.get("per", "order"), flaws)
            at_most = within("at_most", lambda v: read_whole(v, 1), value.get("at_most", 1), flaws)
            node = _ALTERNATIVES[verb](parts or (), per or "order", at_most or 1)
    if flaws:
        fail(flaws)
    return node


def _read_parts(value: object) -> tuple[Node, ...]:
    if not isinstance(value, (list, tuple)):
        fail([((), WrongKind(shown(value), "list"))])
    if not value:
        fail([((), EmptyList())])
    flaws: Flaws = []
    parts = [within(at, read_node, item, flaws) for at, item in enumerate(value)]
    if flaws:
        fail(flaws)
    return tuple(parts)


def _read_readings(value: object) -> tuple[tuple[str, Node], ...]:
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    if not value:
        fail([((), EmptyList())])
    flaws: Flaws = []
    readings = [(str(name), within(name, read_node, tree, flaws)) for name, tree in value.items()]
    if flaws:
        fail(flaws)
    return tuple(readings)


def write_node(node: Node | Labelled) -> Any:
    """What ``price:`` would say."""
    match node:
        case Run(rule):
            return rule
        case Labelled(label, inner):
            return {label: write_node(inner)}
        case Sequence(steps):
            return [write_node(step) for step in steps]
        case Together(parts):
            return {"together": [write_node(part) for part in parts]}
        case Unstated(readings):
            return {"unstated": {name: write_node(tree) for name, tree in readings}}
        case Consume(what, parts):
            return {"consume": what, "of": [write_node(part) for part in parts]}
        case BestOf(parts, per, at_most):
            return _write_alternatives("best_of", parts, per, at_most)
        case FirstOf(parts, per, at_most):
            return _write_alternatives("first_of", parts, per, at_most)
        case OneOf(parts, per, at_most):
            return _write_alternatives("one_of", parts, per, at_most)


def _write_alternatives(verb: str, parts: tuple[Node, ...], per: Per, at_most: int) -> dict[str, Any]:
    written: dict[str, Any] = {verb: [write_node(part) for part in parts]}
    if per != "order":
        written["per"] = per
    if at_most != 1:
        written["at_most"] = at_most
    return written


def members(node: Node) -> Iterator[tuple[Path, Node | Labelled]]:
    """The direct members of a node, each with the path to it as a file writes it."""
    match node:
        case Run():
            return
        case Sequence(steps):
            yield from (((at,), step) for at, step in enumerate(steps))
        case Together(parts):
            yield from ((("together", at), part) for at, part in enumerate(parts))
        case Consume(_, parts):
            yield from ((("of", at), part) for at, part in enumerate(parts))
        case BestOf(parts):
            yield from ((("best_of", at), part) for at, part in enumerate(parts))
        case FirstOf(parts):
            yield from ((("first_of", at), part) for at, part in enumerate(parts))
        case OneOf(parts):
            yield from ((("one_of", at), part) for at, part in enumerate(parts))
        case Unstated(readings):
            yield from ((("unstated", name), tree) for name, tree in readings)


def verb_of(node: Node) -> str:
    """How ``price:`` calls a combinator."""
    written = write_node(node)
    return next(iter(written)) if isinstance(written, dict) else "list"


def runs(node: Node | Labelled, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every place where a rule stands, in written order."""
    match node:
        case Run(rule):
            yield path, rule
        case Labelled(label, inner):
            yield from runs(inner, (*path, label))
        case _:
            for step, member in members(node):
                yield from runs(member, (*path, *step))


def rules_in(node: Node | Labelled) -> tuple[str, ...]:
    """The rules below a node, in written order, each once."""
    return tuple(dict.fromkeys(rule for _, rule in runs(node)))


_NODE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {"type": "array", "minItems": 1, "items": {"type": ["string", "array", "object"]}},
        {
            "type": "object",
            "properties": {
                **{verb: {"type": "array", "minItems": 1} for verb in ("together", "best_of", "first_of", "one_of")},
                "unstated": {"type": "object", "minProperties": 1},
                "consume": {"enum": list(USES)},
                "of": {"type": "array", "minItems": 1},
                "per": {"enum": list(PERS)},
                "at_most": {"type": "integer", "minimum": 1},
            },
        },
    ]
}
Tree = Annotated[Node, PlainValidator(read_node), written(write_node), WithJsonSchema(_NODE_SCHEMA)]
