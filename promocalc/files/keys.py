"""Which keys may stand at a place, read off the models themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import AliasChoices, BaseModel
from pydantic.fields import FieldInfo

from promocalc.cart import Cart
from promocalc.problems import Path, TooManyKeys, Trouble, UnknownKey, nearest
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.values import KEY_MARK

_NOT_WRITTEN = {(Rule, "name"), (Rulebook, "also_in")} | {
    (Rulebook, name) for name in Rulebook.model_fields if name.startswith("inherited")
}
"""Fields that no file writes: a rule's name is its key, and further currencies stand in a list of all of them."""


_CART_KEYS = frozenset(
    ("cart", "lines", "at", "balance_at", "received", "shopper", "personas", "wallet", "choices", "source")
)
_BOOK_KEYS = frozenset(
    (
        "rules",
        "price",
        "defaults",
        "extends",
        "sources",
        "timezone",
        "exclude",
        "version",
        "tax",
        "about",
        "refund",
        "protection",
    )
)


def kind_told(keys: Iterable[str]) -> Literal["cart", "rulebook"] | None:
    """What a file is, told by its outermost keys; None where they speak for neither or for both.

    >>> kind_told(["rulebook", "lines"]), kind_told(["rulebook", "rules"]), kind_told(["rulebook"])
    ('cart', 'rulebook', None)
    >>> kind_told(["规则书", "名称", "规则"])
    'rulebook'
    """
    said = keys_meant(keys)
    cart, book = len(said & _CART_KEYS), len(said & _BOOK_KEYS)
    if cart == book:
        return None
    return "cart" if cart > book else "rulebook"


def keys_meant(keys: Iterable[str]) -> frozenset[str]:
    """The outermost keys as the language spells them: whoever writes them in Chinese means the same file."""
    known = (*keys_of(Cart), *keys_of(Rulebook))
    return frozenset(nearest(key, known) or key if not key.isascii() else key for key in keys)


def spellings(name: str, field: FieldInfo) -> tuple[str, ...]:
    """Every way a file may write a field; the preferred one first."""
    choice = field.validation_alias
    if isinstance(choice, AliasChoices):
        return tuple(str(one) for one in choice.choices)
    return (field.alias or name,)


@cache
def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a file may write in a mapping that ``model`` reads."""
    return tuple(
        key
        for name, field in model.model_fields.items()
        if (model, name) not in _NOT_WRITTEN
        for key in spellings(name, field)
    )


def explained(model: type[BaseModel], path: Path, trouble: Trouble) -> Trouble:
    """An unknown key together with the keys that are known at its place."""
    if not isinstance(trouble, UnknownKey) or trouble.known:
        return trouble
    kind: Any = model
    for step in [step for step in path if step != KEY_MARK][:-1]:
        kind = _inside(kind, step)
    here = _model(kind)
    if here is None:
        return trouble
    for name, field in here.model_fields.items():
        if trouble.key in (written := spellings(name, field)):
            return TooManyKeys(written)
    known = keys_of(here)
    return UnknownKey(trouble.key, known, nearest(trouble.key, known))


def inner_names(kind: Any, data: object, path: Path = ()) -> Iterator[tuple[Path, Trouble]]:
    """Names of fields that Python callers write and files do not; the models would take them without a word."""
    if get_origin(kind) is tuple and isinstance(data, Mapping):
        # One need may stand without its list.
        kind, path = get_args(kind)[0], (*path, 0)
    model = _model(kind)
    if model is not None and isinstance(data, Mapping):
        known = keys_of(model)
        for name in data:
            if name in model.model_fields and name not in known:
                yield (*path, name, KEY_MARK), UnknownKey(name, known, nearest(name, known))
    inner = data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inner:
        below = _inside(kind, 0 if isinstance(step, int) else step)
        if below is not None:
            yield from inner_names(below, value, (*path, step))


@lru_cache(4096)
def _inside(kind: Any, step: str | int) -> Any:
    """The annotation of what stands at ``step`` of a value; None where no model looks there."""
    for one in _members(kind):
        if _is_model(one):
            return _fields(one).get(step)
        if get_origin(one) is dict and isinstance(step, str):
            return get_args(one)[1]
        if get_origin(one) is tuple and isinstance(step, int):
            return get_args(one)[0]
    return None


@cache
def _fields(model: type[BaseModel]) -> dict[str | int, Any]:
    """The annotation of each key below which there are models."""
    return {
        key: field.annotation
        for name, field in model.model_fields.items()
        for key in spellings(name, field)
        if any(_is_model(inner) for one in _members(field.annotation) for inner in (one, *get_args(one)))
    }


@cache
def _model(kind: Any) -> type[BaseModel] | None:
    return next((one for one in _members(kind) if _is_model(one)), None)


def _members(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
