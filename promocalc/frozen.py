"""Frozen values that cost nothing to declare.

``@dataclass(frozen=True)`` compiles five methods for every class: half a
millisecond each, and promocalc has a hundred small classes (a kind of problem, an
outcome, a reason). :class:`Frozen` has the same methods once, so that starting
the command line does not pay for sentences that this run will not say.
"""

from __future__ import annotations

from inspect import get_annotations
from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(frozen_default=True, eq_default=True)
class Frozen:
    """A value of annotated fields, in order: immutable, hashable, equal to a value of the same class and fields."""

    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        own = tuple(name for name, kind in get_annotations(cls).items() if "ClassVar" not in str(kind))
        cls.__match_args__ = (*cls.__match_args__, *own)  # type: ignore[misc]  # as a dataclass does

    def __init__(self, *values: Any, **named: Any) -> None:
        names = self.__match_args__
        given = dict(zip(names, values, strict=False)) | named
        if len(given) != len(values) + len(named) or given.keys() - set(names):
            raise TypeError(f"{type(self).__name__}() takes {', '.join(names) or 'nothing'}")
        for name in names:
            if name not in given and not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__}() needs {name!r}")
            self.__dict__[name] = given[name] if name in given else getattr(type(self), name)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name!r} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name!r} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({fields})"
