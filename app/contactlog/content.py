"""What an entry says, spelled the one way that its versions and the audit trail's digest keep."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, cast
from uuid import UUID

from app.contactlog.rows import EntryRow
from app.storage.base import canonical_json

_NOT_SAID = {
    *("id", "author_id", "author", "held_by", "written_at", "version", "withdrawn_at"),
    *("matter_number", "matter_title", "client"),
    *("participants", "tags", "tells", "brought", "also_answers", "follow_ups", "attachments"),
}
COLUMNS = tuple(one.name for one in fields(EntryRow) if one.name not in _NOT_SAID)
"""What an entry's own row says: the fields of the form that are one value each."""

LATER: dict[str, Any] = {
    "received": "",
    "declined_confirmed_on": None,
    "held_by_id": None,
    "kind": "",
    "wish_reason": "",
    "awaits_client": False,
}
"""Columns that came later, and what they say where they say nothing: that is left out, so that the digests of what was
written before them still fit."""

File = tuple[str, int, str]
"""A file of the entry: name, size in bytes, SHA-256 in hex."""


def content(
    columns: dict[str, object],
    *,
    participants: Iterable[tuple[str, str]],
    tags: Iterable[str],
    tells: Iterable[UUID],
    brought: Iterable[UUID],
    files: Iterable[File],
    also_answers: Iterable[UUID] = (),
) -> dict[str, object]:
    """The whole of what was said, without the follow-ups: these live on by themselves."""
    told = set(tells)
    others = sorted(map(str, also_answers))
    return {
        **{name: value for name, value in columns.items() if name not in LATER or value != LATER[name]},
        "participants": [list(one) for one in participants],
        "tags": sorted(tags),
        "tells": sorted(map(str, told)),
        "brought": sorted(str(one) for one in brought if one not in told),
        "attachments": [list(one) for one in files],
        **({"also_answers": others} if others else {}),
    }


def content_of(row: EntryRow) -> dict[str, Any]:
    """What an entry says that was never amended, as it would be read out of a version."""
    said = content(
        {name: getattr(row, name) for name in COLUMNS},
        participants=row.participants,
        tags=row.tags,
        tells=row.tells,
        brought=row.brought,
        files=[(one.name, one.size, one.sha256) for one in row.attachments],
        also_answers=row.also_answers,
    )
    return cast("dict[str, Any]", json.loads(canonical_json(said)))


def digest(said: Mapping[str, object]) -> str:
    """SHA-256, in hex, of what was said."""
    return hashlib.sha256(canonical_json(said).encode()).hexdigest()
