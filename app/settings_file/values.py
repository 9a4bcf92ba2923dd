"""Values out of a file of settings: each of the type that it has here, or ValueError."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, NamedTuple, TypeVar, cast

from app.storage.transaction import Reader, Transaction

Values = Mapping[str, Any]
R = TypeVar("R")
V = TypeVar("V")


class Group(NamedTuple):
    """What a query reads as a file has it, and what the group's own command takes: values, and the reason."""

    says: Callable[[Reader], Values]
    take: Callable[[Transaction, Values, str], object]


def fitted(now: R, values: Values, *, but: Iterable[str] = ()) -> R:
    """``now``, a dataclass, with what ``values`` say of it; the fields ``but`` are not to be said."""
    names = {one.name for one in fields(cast(Any, now))} - set(but)
    for name, value in values.items():
        if name not in names or type(value) is not type(getattr(now, name)):
            raise ValueError(name)
    return cast(R, replace(cast(Any, now), **values))


def only(values: Values, names: Iterable[str]) -> Values:
    """``values``, which say nothing but these."""
    if set(values) - set(names):
        raise ValueError
    return values


def of_type(value: object, kind: type[V]) -> V:
    """A value that has to be a text, a number (no truth value), a list …"""
    if type(value) is not kind:
        raise ValueError
    return value


def items_of(values: Values, name: str) -> list[Values]:
    """A list of values by name; none where nothing is said of it."""
    items = of_type(values.get(name, []), list)
    if not all(isinstance(one, dict) for one in items):
        raise ValueError(name)
    return items


def texts(value: object) -> list[str]:
    """A list of texts."""
    return [of_type(one, str) for one in of_type(value, list)]
