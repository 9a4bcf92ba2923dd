"""Form values as JSON for the vault's drafts, and back. What a draft of another version lacks has its default."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from app.contactlog.forms import NewAttachment
from app.contactlog.words import Channel, Direction, Outcome
from ui.contactlog.values import Asked, FileValue, FormValues, NextLine, Timed

FORM = "contact"
FILE = "contact-file"
"""Files of a draft are rows of their own: the words are kept every few seconds, a file once."""


def to_json(values: FormValues) -> dict[str, Any]:
    """What JSON can hold of the values; files by the id of their own draft row."""
    return {one.name: _plain(getattr(values, one.name)) for one in fields(values)}


def from_json(kept: Mapping[str, Any], files: Mapping[UUID, FileValue] | None = None) -> FormValues:
    """The values again. ``files`` are those that were kept beside; one that is missing is left out."""
    found: dict[str, Any] = {}
    known = {one.name: one.default for one in fields(FormValues)}
    for name, plain in kept.items():
        if name == "files":
            ids = (UUID(one) for one in plain)
            found[name] = tuple(files[one] for one in ids if files and one in files)
        elif name in _READERS:
            found[name] = None if plain is None else _READERS[name](plain)
        elif name in known:
            found[name] = plain
    return FormValues(**found)


def file_to_json(attachment: NewAttachment, form_id: UUID) -> dict[str, Any]:
    """A file of a draft."""
    content = b64encode(attachment.content).decode("ascii")
    kept: dict[str, Any] = {
        "of": str(form_id),
        "name": attachment.name,
        "type": attachment.media_type,
        "content": content,
    }
    if attachment.stored_id is not None:
        kept |= {"stored": str(attachment.stored_id), "size": attachment.stored_size}
    return kept


def file_from_json(kept: Mapping[str, Any]) -> NewAttachment:
    """The file again."""
    stored = kept.get("stored")
    return NewAttachment(
        str(kept["name"]),
        str(kept["type"]),
        b64decode(kept["content"]),
        UUID(stored) if stored else None,
        int(kept.get("size", 0)),
    )


def _plain(value: object) -> object:
    if isinstance(value, Timed):
        return [value.words, value.moment.isoformat() if value.moment else None]
    if isinstance(value, Asked):
        return [value.field, value.lead, value.ask, value.answer]
    if isinstance(value, NextLine):
        return [value.words, value.day.isoformat() if value.day else None]
    if isinstance(value, FileValue):
        return str(value.id)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, UUID) else value


def _timed(plain: list[str | None]) -> Timed:
    words, moment = plain
    return Timed(words or "", datetime.fromisoformat(moment) if moment else None)


def _lines(plain: list[list[str | None]]) -> tuple[NextLine, ...]:
    return tuple(NextLine(words or "", date.fromisoformat(day) if day else None) for words, day in plain)


def _ids(plain: list[str]) -> tuple[UUID, ...]:
    return tuple(UUID(one) for one in plain)


_READERS: dict[str, Callable[[Any], object]] = {
    **dict.fromkeys(
        ("matter_id", "client_id", "answers_id", "acknowledges_id", "entry_id", "held_by_id"), UUID
    ),
    **dict.fromkeys(("tells", "brought", "also_answers"), _ids),
    **dict.fromkeys(("when", "promised"), _timed),
    "channel": Channel,
    "direction": Direction,
    "outcome": Outcome,
    "people": tuple,
    "follow_ups": _lines,
    "declined_on": lambda plain: _lines([plain])[0],
    "asked": lambda plain: tuple(Asked(*one) for one in plain),
}
