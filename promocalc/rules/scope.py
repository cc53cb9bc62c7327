"""Scopes: which lines a rule is on, and for which shopper and moment it holds.

A scope is a closed union of frozen values. As text it is a mapping: several
keys all have to hold, a list of values is any of them, and ``all_of``,
``any_of`` and ``none_of`` nest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from promocalc.frozen import Frozen
from promocalc.problems import (
    EmptyList,
    MissingOneOf,
    NotAMoment,
    Path,
    TooManyKeys,
    UnknownKey,
    UnknownWord,
    WindowEndsFirst,
    WrongKind,
    nearest,
)
from promocalc.rules.values import (
    KEY_MARK,
    Flaws,
    fail,
    known_keys,
    read_amount,
    read_text,
    read_whole,
    shown,
    within,
    write_number,
    written,
)


class AllOf(Frozen):
    """Every part holds."""

    parts: tuple[Scope, ...]


class AnyOf(Frozen):
    """At least one part holds."""

    parts: tuple[Scope, ...]


class NoneOf(Frozen):
    """No part holds."""

    parts: tuple[Scope, ...]


class Is(Frozen):
    """An attribute has one of these values (``tag``: at least one of them is among the tags)."""

    attribute: str
    values: tuple[str, ...]


class PriceIs(Frozen):
    """The marked price of one piece lies in a range."""

    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None


class DiscountedBy(Frozen):
    """One of these rules has taken something off the line before."""

    rules: tuple[str, ...]


class Within(Frozen):
    """The moment lies in a window: from its start up to, not including, its end."""

    start: datetime | None
    end: datetime | None


class Daily(Frozen):
    """The clock, in the rulebook's zone, lies in daily hours; hours may run past midnight."""

    start: time
    end: time


class OrdersSoFar(Frozen):
    """How many orders the shopper has paid before this one."""

    at_least: int
    at_most: int | None


Scope: TypeAlias = AllOf | AnyOf | NoneOf | Is | PriceIs | DiscountedBy | Within | Daily | OrdersSoFar

EVERYTHING = AllOf(())

_JOINS: dict[str, type[AllOf | AnyOf | NoneOf]] = {"all_of": AllOf, "any_of": AnyOf, "none_of": NoneOf}
KINDS = ("goods", "shipping", "service", "tax")
"""What a line can be."""

LINE_KEYS = ("id", "store", "category", "tag", "kind", "price", "discounted_by", *_JOINS)
SHOPPER_KEYS = ("member", "new", "region", "payment", "orders")
WHEN_KEYS = (*SHOPPER_KEYS, "window", "hours", *_JOINS)
_MOMENTS = {"at": "window", "date": "window", "time": "hours"}
"""What people write for the keys that ask when it is."""
_BOUNDS = ("at_least", "above", "at_most", "below")


def read_line_scope(value: object) -> Scope:
    """The scope of ``on``: over the attributes of a line."""
    return _read(value, LINE_KEYS)


def read_when(value: object) -> Scope:
    """The scope of ``when``: over the attributes of the shopper, and the moment."""
    return _read(value, WHEN_KEYS)


def _read(value: object, keys: tuple[str, ...]) -> Scope:
    if isinstance(value, (AllOf, AnyOf, NoneOf, Is, PriceIs, DiscountedBy, Within, Daily, OrdersSoFar)):
        return value
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    flaws: Flaws = []
    parts: list[Scope] = []
    for key, inner in value.items():
        parts.extend(_part(str(key), inner, keys, flaws))
    if flaws:
        fail(flaws)
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _part(key: str, inner: object, keys: tuple[str, ...], flaws: Flaws) -> list[Scope]:
    match key:
        case "all_of" | "any_of" | "none_of":
            parts = within(key, lambda v: _read_list(v, keys), inner, flaws)
            return [] if parts is None else [_JOINS[key](parts)]
        case "price" if key in keys:
            read: Any = _read_price
        case "discounted_by" if key in keys:
            found = within(key, _read_values, inner, flaws)
            return [DiscountedBy(found)] if found else []
        case "window" if key in keys:
            read = read_window
        case "hours" if key in keys:
            read = _read_hours
        case "orders" if key in keys:
            read = _read_orders
        case _:
            return _attribute(key, inner, keys, flaws)
    scope = within(key, read, inner, flaws)
    return [] if scope is None else [scope]


def _attribute(key: str, inner: object, keys: tuple[str, ...], flaws: Flaws) -> list[Scope]:
    # Any attribute may be tested, so a slip of the pen must not become one.
    near = None if key in keys else _MOMENTS.get(key) if "window" in keys and key in _MOMENTS else nearest(key, keys)
    if near is not None:
        flaws.append(((key, KEY_MARK), UnknownKey(key, keys, near)))
        return []
    values = within(key, _read_values, inner, flaws)
    if key == "kind" and values:
        strange = [value for value in values if value not in KINDS]
        flaws += [((key,), UnknownWord(value, KINDS, nearest(value, KINDS))) for value in strange]
    return [Is(key, values)] if values else []


def _read_list(value: object, keys: tuple[str, ...]) -> tuple[Scope, ...]:
    if not isinstance(value, (list, tuple)):
        fail([((), WrongKind(shown(value), "list"))])
    if not value:
        fail([((), EmptyList())])
    flaws: Flaws = []
    parts = [within(at, lambda v: _read(v, keys), item, flaws) for at, item in enumerate(value)]
    if flaws:
        fail(flaws)
    return tuple(parts)


def _read_values(value: object) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)):
        if not value:
            fail([((), EmptyList())])
        flaws: Flaws = []
        found = [within(at, _read_value, item, flaws) for at, item in enumerate(value)]
        if flaws:
            fail(flaws)
        return tuple(found)
    return (_read_value(value),)


def _read_value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return read_text(value)


def _bounds(value: object, known: tuple[str, ...], read: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    flaws: Flaws = []
    known_keys(value, known, flaws)
    found = {str(key): within(str(key), read, inner, flaws) for key, inner in value.items() if key in known}
    if not flaws and not found:
        flaws.append(((), MissingOneOf(known)))
    if not flaws:
        for pair in (("at_least", "above"), ("at_most", "below")):
            if all(key in found for key in pair):
                flaws.append(((), TooManyKeys(pair)))
    if flaws:
        fail(flaws)
    return found


def _read_price(value: object) -> PriceIs:
    return PriceIs(**_bounds(value, _BOUNDS, read_amount))


def _read_orders(value: object) -> OrdersSoFar:
    if not isinstance(value, Mapping):
        count = read_whole(value)
        return OrdersSoFar(count, count)
    found = _bounds(value, ("at_least", "at_most"), read_whole)
    return OrdersSoFar(found.get("at_least", 0), found.get("at_most"))


def read_moment(value: object) -> datetime:
    """A date and time with its offset, as ISO 8601 writes it."""
    if isinstance(value, datetime):
        moment = value
    else:
        text = read_text(value)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            fail([((), NotAMoment(shown(value)))])
        if "T" not in text and " " not in text.strip():
            fail([((), NotAMoment(shown(value)))])
    if moment.tzinfo is None:
        fail([((), NotAMoment(shown(value), naive=True))])
    return moment


def read_window(value: object) -> Within:
    """``{from, until}``: one of them is enough."""
    found = _bounds(value, ("from", "until"), read_moment)
    start, end = found.get("from"), found.get("until")
    if start is not None and end is not None and end <= start:
        fail([(("until",), WindowEndsFirst(start.isoformat(), end.isoformat()))])
    return Within(start, end)


def _read_clock(value: object) -> time:
    text = read_text(value)
    try:
        return time.fromisoformat("00:00" if text == "24:00" else text)
    except ValueError:
        fail([((), NotAMoment(shown(value)))])


def _read_hours(value: object) -> Daily:
    found = _bounds(value, ("from", "until"), _read_clock)
    return Daily(found.get("from", time.min), found.get("until", time.min))


# --- as a file writes it ------------------------------------------------------------------------------------


def write_scope(scope: Scope) -> dict[str, Any]:
    """The mapping that reads back as ``scope``."""
    match scope:
        case AllOf(parts):
            written = [write_scope(part) for part in parts]
            keys = [key for one in written for key in one]
            if len(keys) == len(set(keys)) == len(parts) != 1 and not any(isinstance(part, AllOf) for part in parts):
                return {key: inner for one in written for key, inner in one.items()}
            return {"all_of": written}
        case AnyOf(parts):
            return {"any_of": [write_scope(part) for part in parts]}
        case NoneOf(parts):
            return {"none_of": [write_scope(part) for part in parts]}
        case Is(attribute, values):
            return {attribute: _one_or_list(values)}
        case PriceIs():
            bounds = {key: getattr(scope, key) for key in _BOUNDS}
            return {"price": {key: write_number(bound) for key, bound in bounds.items() if bound is not None}}
        case DiscountedBy(rules):
            return {"discounted_by": _one_or_list(rules)}
        case Within():
            return {"window": write_window(scope)}
        case Daily(start_at, end_at):
            return {"hours": {"from": start_at.isoformat("minutes"), "until": end_at.isoformat("minutes")}}
        case OrdersSoFar(at_least, at_most):
            bounds_ = {"at_least": at_least, "at_most": at_most}
            return {"orders": {key: bound for key, bound in bounds_.items() if bound is not None}}


def write_window(window: Within) -> dict[str, str]:
    """The mapping that reads back as ``window``."""
    ends = {"from": window.start, "until": window.end}
    return {key: moment.isoformat() for key, moment in ends.items() if moment is not None}


def _one_or_list(values: tuple[str, ...]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


def rules_named(scope: Scope, path: Path = ()) -> list[tuple[Path, str]]:
    """The rules that a scope looks at (``discounted_by``), each with the path to its name."""
    match scope:
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            return [found for part in parts for found in rules_named(part, path)]
        case DiscountedBy(rules):
            return [((*path, "discounted_by"), rule) for rule in rules]
        case _:
            return []


def overlap(windows: Iterable[Within]) -> Within:
    """What windows share; it ends before it starts where that is nothing."""
    several = tuple(windows)
    starts = [one.start for one in several if one.start is not None]
    ends = [one.end for one in several if one.end is not None]
    return Within(max(starts, default=None), min(ends, default=None))


def window_of(scope: Scope) -> Within:
    """The time that a scope leaves at most: where all of several windows have to hold, what they share."""
    match scope:
        case Within():
            return scope
        case AllOf(parts):
            return overlap(window_of(part) for part in parts)
        case _:
            return Within(None, None)


def attributes_in(scope: Scope) -> frozenset[str]:
    """The attributes that a scope asks about."""
    match scope:
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            return frozenset[str]().union(*(attributes_in(part) for part in parts))
        case Is(attribute, _):
            return frozenset({attribute})
        case _:
            return frozenset()


def names_kind(scope: Scope) -> bool:
    """Whether the scope speaks of kinds of lines itself; otherwise it is over goods."""
    match scope:
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            return any(names_kind(part) for part in parts)
        case Is("kind", _):
            return True
        case _:
            return False


_VALUES_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": ["string", "number", "boolean"]},
        {"type": "array", "items": {"type": ["string", "number", "boolean"]}, "minItems": 1},
    ]
}


def _bounds_schema(keys: tuple[str, ...], kinds: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": {key: {"type": kinds} for key in keys}, "additionalProperties": False}


WINDOW_SCHEMA = _bounds_schema(("from", "until"), ["string"])


def _schema(keys: tuple[str, ...]) -> dict[str, Any]:
    # One level is spelt out for editors; nested scopes are checked by the reader.
    properties: dict[str, Any] = dict.fromkeys(keys, _VALUES_SCHEMA)
    properties |= {key: {"type": "array", "items": {"type": "object"}, "minItems": 1} for key in _JOINS}
    special = {
        "price": _bounds_schema(_BOUNDS, ["number", "string"]),
        "window": WINDOW_SCHEMA,
        "hours": _bounds_schema(("from", "until"), ["string"]),
        "orders": {"anyOf": [{"type": "integer"}, _bounds_schema(("at_least", "at_most"), ["integer"])]},
    }
    properties |= {key: schema for key, schema in special.items() if key in keys}
    return {"type": "object", "properties": properties, "additionalProperties": _VALUES_SCHEMA}


Moment = Annotated[
    datetime,
    PlainValidator(read_moment),
    written(datetime.isoformat),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
LineScope = Annotated[
    Scope,
    PlainValidator(read_line_scope),
    written(write_scope),
    WithJsonSchema(_schema(LINE_KEYS)),
]
WhenScope = Annotated[Scope, PlainValidator(read_when), written(write_scope), WithJsonSchema(_schema(WHEN_KEYS))]
