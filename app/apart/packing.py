"""Plain values as bytes for the pipe between processes: made and read by their declared types, nothing is executed.

``pack(kind, value)`` and ``unpack(kind, data)`` take dataclasses, tuples (``tuple[X, ...]`` or of fixed length),
unions of dataclasses or with None, texts, numbers, truth, bytes, dates, times, and enumerations. Texts travel as JSON,
bytes behind it as they are.
"""

from __future__ import annotations

import json
import struct
import types
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
_Writer = Callable[[Any, list[bytes]], Any]
_Reader = Callable[[Any, list[bytes]], Any]
_COUNT = struct.Struct(">QI")


def pack(kind: Hashable, value: object) -> bytes:
    """``value`` of type ``kind`` as bytes."""
    blobs: list[bytes] = []
    told = json.dumps(_writer(kind)(value, blobs), ensure_ascii=False, separators=(",", ":"))
    text = told.encode("utf-8", "surrogatepass")
    sizes = struct.pack(f">{len(blobs)}Q", *map(len, blobs))
    return b"".join((_COUNT.pack(len(text), len(blobs)), sizes, text, *blobs))


def unpack(kind: type[Value], data: bytes) -> Value:
    """The value that `pack` made ``data`` of. Raises ValueError where it is none of that type."""
    try:
        length, count = _COUNT.unpack_from(data)
        sizes = struct.unpack_from(f">{count}Q", data, _COUNT.size)
        at = _COUNT.size + 8 * count
        told = json.loads(data[at : at + length].decode("utf-8", "surrogatepass"))
        at += length
        blobs: list[bytes] = []
        for size in sizes:
            blobs.append(data[at : at + size])
            at += size
        if at != len(data):
            raise ValueError("another length")
        read: _Reader = _reader(cast(Hashable, kind))
        found: Value = read(told, blobs)
    except (struct.error, TypeError, LookupError, RecursionError, UnicodeError) as error:
        raise ValueError("no such value") from error
    return found


@lru_cache(maxsize=256)
def _writer(kind: Any) -> _Writer:
    if kind in {str, int, float, bool, type(None)}:
        return lambda value, blobs: value
    if kind is bytes:
        return _put_blob
    if kind in {datetime, date, time}:
        return lambda value, blobs: value.isoformat()
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value, blobs: value.value
    if is_dataclass(kind):
        parts = [(one, _Late(_writer, hint)) for one, hint in _fields(kind)]
        return lambda value, blobs: [write(getattr(value, name), blobs) for name, write in parts]
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Literal:
        return lambda value, blobs: value
    if origin is tuple and len(inside) == 2 and inside[1] is Ellipsis:
        write = _writer(inside[0])
        return lambda value, blobs: [write(one, blobs) for one in value]
    if origin is tuple:
        each = [_writer(one) for one in inside]
        return lambda value, blobs: [to(one, blobs) for to, one in zip(each, value, strict=True)]
    if origin in {Union, types.UnionType}:
        return _write_union(inside)
    raise TypeError(f"{kind} cannot be packed")


def _put_blob(value: bytes, blobs: list[bytes]) -> int:
    blobs.append(value)
    return len(blobs) - 1


def _write_union(inside: tuple[Any, ...]) -> _Writer:
    """None as it is; else the place of the type in the union, and the value."""
    real = [one for one in inside if one is not type(None)]
    writers = {one: (place, _writer(one)) for place, one in enumerate(real)}

    def write(value: Any, blobs: list[bytes]) -> Any:
        if value is None:
            return None
        place, into = writers[real[0] if len(real) == 1 else type(value)]
        return [place, into(value, blobs)]

    return write


@lru_cache(maxsize=256)
def _reader(kind: Any) -> _Reader:
    if kind in {str, int, bool, float}:
        return lambda told, blobs: _checked(kind, told)
    if kind is bytes:
        return lambda told, blobs: blobs[_checked(int, told)]
    if kind in {datetime, date, time}:
        return lambda told, blobs: kind.fromisoformat(told)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda told, blobs: kind(told)
    if is_dataclass(kind):
        parts = [_Late(_reader, hint) for _, hint in _fields(kind)]
        make: Callable[..., Any] = kind  # type: ignore[assignment]  # a dataclass is made by calling it
        return lambda told, blobs: make(*(read(one, blobs) for read, one in zip(parts, told, strict=True)))
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Literal:
        return lambda told, blobs: inside[inside.index(told)]
    if origin is tuple and len(inside) == 2 and inside[1] is Ellipsis:
        read_one = _reader(inside[0])
        return lambda told, blobs: tuple([read_one(one, blobs) for one in told])
    if origin is tuple:
        each = [_reader(one) for one in inside]
        return lambda told, blobs: tuple([to(one, blobs) for to, one in zip(each, told, strict=True)])
    if origin in {Union, types.UnionType}:
        return _read_union(inside)
    raise TypeError(f"{kind} cannot be unpacked")


def _read_union(inside: tuple[Any, ...]) -> _Reader:
    readers = [_reader(one) for one in inside if one is not type(None)]

    def read(told: Any, blobs: list[bytes]) -> Any:
        if told is None:
            return None
        place, value = told
        return readers[place](value, blobs)

    return read


def _checked(kind: type[Value], told: object) -> Value:
    if type(told) is not kind:
        raise ValueError("another type")
    return told


class _Late:
    """A writer or reader made when it is needed: a type may hold itself."""

    __slots__ = ("_found", "_hint", "_make")

    def __init__(self, make: Callable[[Any], Callable[[Any, list[bytes]], Any]], hint: Any) -> None:
        self._make, self._hint = make, hint
        self._found: Callable[[Any, list[bytes]], Any] | None = None

    def __call__(self, value: Any, blobs: list[bytes]) -> Any:
        found = self._found
        if found is None:
            found = self._found = self._make(self._hint)
        return found(value, blobs)


def _fields(kind: Any) -> list[tuple[str, Any]]:
    """Those that a dataclass is made with, in their order."""
    hints = get_type_hints(kind)
    return [(one.name, hints[one.name]) for one in fields(kind) if one.init]
