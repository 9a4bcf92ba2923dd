"""Rows as people read them: each column by its name, each value in words; keys and ids are left out."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, LargeBinary, Table

from app.clients.words import Hears
from app.kernel.language import tr
from app.kernel.said import say_date, say_exact
from app.storage.transaction import Reader

Line = tuple[str, str]
"""What a value is, and how it reads."""

_NOT_SAID: Final = frozenset({"position", "match_key", "name_key", "title_key", "number_key", "message_key"})
_ENDINGS: Final = ("_at", "_on", "_id", "_minutes")
_CALLED: Final = {
    "on": "Date",
    "at": "Time",
    "for_client": "For the client",
    "is_update": "Counts as an update",
    "sha256": "SHA-256",
    "reached_at": "Reached at",
    "said_on": "Agreed on",
    "promised_by": "Answer promised by",
    "duration_minutes": "Minutes",
    "hears": "May be told",
    "not_told": "Must not be told",
    "text": "Text",
    "who": "Who",
}

_HEARS: Final = {
    Hears.ASK: "after asking the client",
    Hears.ALL: "everything",
    Hears.NOT_THIS: "everything but what is named",
    Hears.NOTHING: "nothing",
}


class Spelling:
    """Spells rows in the firm's time; ``names`` are those of its people."""

    def __init__(self, reader: Reader, names: Mapping[UUID | None, str]) -> None:
        self._reader, self._names = reader, names

    def lines(self, table: Table, row: Mapping[str, Any]) -> Iterator[Line]:
        """What a row says, without what is empty."""
        for column in table.columns:
            if not is_said(column):
                continue
            words = self.words(row[column.name])
            if words:
                yield label(column.name), words

    def words(self, value: object) -> str:
        """A value as it reads; "" for one that says nothing."""
        match value:
            case None | False:
                return ""
            case True:
                return tr("yes")
            case UUID():
                return self._names.get(value, "")
            case Hears():
                return tr(_HEARS[value])
            case enum.Enum():
                plain = str(value.value).replace("_", " ")
                return str(getattr(value, "label", "")) or tr(plain)
            case datetime():
                return say_exact(self._reader.local(value))
            case date():
                return say_date(value)
            case time() | int() | Decimal():
                return str(value)
            case dict():
                said = ((label(str(key)), self.words(one)) for key, one in value.items())
                return "\n".join(f"{key}: {words}" for key, words in said if words)
            case list() | tuple():
                return "; ".join(filter(None, (self.words(one) for one in value)))
            case _:
                return str(value).strip()


def is_said(column: Column[Any]) -> bool:
    """Whether a column is for people: no key, no bytes, nothing that only the program needs."""
    return column.name not in {"id", *_NOT_SAID} and not isinstance(column.type, LargeBinary)


def label(column: str) -> str:
    """A column's name as words: "Occurred", "Responsible"."""
    words = _CALLED.get(column, "")
    if not words:
        name = column
        for ending in _ENDINGS:
            name = name.removesuffix(ending)
        words = name.replace("_", " ").strip().capitalize()
    return tr(words)


def part_called(table: str) -> str:
    """What a row of a part is called: "Participants"."""
    words = table.replace("_", " ").capitalize()
    return tr(words)
