"""What hangs on a client: found from the tables' foreign keys, so that a new table cannot be forgotten."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Table

from app.storage.base import Base, UtcDateTime, tables_in_order

STAYS: Final = {
    ("client_merges", "from_id"): "A merge is between these two.",
    ("client_merges", "into_id"): "A merge is between these two.",
    ("apart_clients", "one_id"): "It was said of these two records.",
    ("apart_clients", "other_id"): "It was said of these two records.",
    ("conflict_hits", "client_id"): "What a check found stays as it was found.",
}
"""Columns that name a client and go on naming the same, each with the reason."""

BY_HAND: Final = {
    "matter_clients": "The client is part of its key: a matter may be for both.",
}
"""Tables whose rows cannot simply be given to another client; `app.merging.moves` does it."""


def moved() -> tuple[tuple[Table, Column[Any]], ...]:
    """Each table with the column that names the client whose row it is, but for those done by hand."""
    found = []
    for table in tables_in_order():
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            if (key.column.table.name, key.column.name) != ("clients", "id"):
                continue
            if (table.name, key.parent.name) not in STAYS and table.name not in BY_HAND:
                found.append((table, key.parent))
    return tuple(found)


def table_named(name: str) -> Table:
    """A table by its name."""
    return Base.metadata.tables[name]


def as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a row as JSON can hold them."""
    return {name: _plain(value) for name, value in row.items()}


def from_json(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values that `as_json` made, as the table's columns take them."""
    return {name: _typed(table.columns[name], value) for name, value in values.items()}


def _plain(value: object) -> object:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date | time) else value


def _typed(column: Column[Any], value: Any) -> Any:
    if not isinstance(value, str):
        return value
    words = getattr(column.type, "enum_class", None)
    if words is not None:
        return words(value)
    kind = datetime if isinstance(column.type, UtcDateTime) else column.type.python_type
    if kind in {UUID, Decimal}:
        return kind(value)
    return kind.fromisoformat(value) if kind in {date, datetime, time} else value
