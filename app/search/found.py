"""What a search gives: rows for a list, and pages of them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from app.contactlog.words import Channel, Direction
from app.search.marking import Mark


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


class Place(NamedTuple):
    """Where a page ended: the next begins after it."""

    number: int


class Found(NamedTuple):
    """An entry that was found. ``snippet`` is a stretch of plain text on one line, ``marks`` the words in it.

    A named tuple: a page of fifty is made at every key, and these are made in a third of a dataclass's time.
    """

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
    file: str
    """The attachment's name, where it was found in one; else ""."""
    is_withdrawn: bool
    written_at: datetime
    version: int


class FoundPage(NamedTuple):
    """Rows, newest first, and where to go on; None at the end.

    ``pending``: so many entries are not indexed yet ("still reading 12,000 entries"); only `search` says it.
    """

    rows: tuple[Found, ...]
    next: Place | None
    pending: int = 0
