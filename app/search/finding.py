"""Finding entries by what is asked: newest first, a page at a time, in frozen rows with the words marked.

On a reader: what may not be seen is not found and not counted. It sees what is indexed; `app.search.searching.search`
brings the index up to date first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from app.contactlog.words import Channel, Direction
from app.search.asking import Asked
from app.storage.transaction import Reader


class Where(StrEnum):
    """Where an entry has the words."""

    SAID = "said"
    PEOPLE = "people"
    MATTER = "matter"
    CLIENT = "client"
    TAG = "tag"
    ATTACHMENT = "attachment"
    FORMER = "former"
    """In an earlier version of it (C2: nothing that was ever said is lost)."""


class Mark(NamedTuple):
    """Letters to be marked."""

    start: int
    length: int


class Place(NamedTuple):
    """Where a page ended: the next begins after it."""

    number: int


@dataclass(frozen=True, slots=True)
class Within:
    """Beside what is typed: the filters of a page. ``since`` is inclusive, ``before`` exclusive."""

    matter_id: UUID | None = None
    client_id: UUID | None = None
    author_id: UUID | None = None
    channels: frozenset[Channel] = frozenset()
    """Any of these; empty: every channel."""
    tags: frozenset[str] = frozenset()
    """All of these."""
    since: datetime | None = None
    before: datetime | None = None


EVERYWHERE = Within()


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that was found. ``snippet`` is a stretch of plain text on one line, ``marks`` the words in it."""

    id: UUID
    matter_id: UUID | None
    matter: str
    """Its number; "" for none."""
    matter_title: str
    client_id: UUID | None
    client: str
    occurred_at: datetime
    channel: Channel
    direction: Direction
    author: str
    snippet: str
    marks: tuple[Mark, ...]
    where: Where
    file: str = ""
    """The attachment's name, where it was found in one."""
    is_withdrawn: bool = False
    written_at: datetime | None = None
    version: int = 1


class FoundPage(NamedTuple):
    """Rows, newest first, and where to go on; None at the end.

    ``pending``: so many entries are not indexed yet ("still reading 12,000 entries"); only `search` says it.
    """

    rows: tuple[Found, ...]
    next: Place | None
    pending: int = 0


def find(
    reader: Reader,
    asked: Asked,
    *,
    within: Within = EVERYWHERE,
    after: Place | None = None,
    limit: int = 50,
    offset: int = 0,
) -> FoundPage:
    """The next rows that fit, newest first; ``offset`` leaves out so many (for the command line)."""
    raise NotImplementedError


def count(reader: Reader, asked: Asked, *, within: Within = EVERYWHERE) -> int:
    """How many entries fit."""
    raise NotImplementedError


def marks(text: str, asked: Asked) -> tuple[Mark, ...]:
    """Which letters of a text are the words asked for, in order and not overlapping; for any text shown to people."""
    raise NotImplementedError
