"""Rows that are made by the thousand: frozen for whoever writes code with them, quick to make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def quick_row(cls: type[T]) -> type[T]:
    """As ``@dataclass(frozen=True, slots=True)``, made in a tenth of the time.

    A frozen dataclass sets each of its fields by a call; twenty fields of five thousand rows are a fifth of what Today
    may take. Here it is mypy, strict everywhere in this program, that lets nobody change a row.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
