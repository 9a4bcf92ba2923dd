"""What a search gives: rows for a list, and pages of them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from app.contactlog.words import Channel, Direction
from app.search.asking import Asked
from app.search.marking import Mark, Snippet, beginning, snippet


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


class Row(NamedTuple):
    """What the database says of an entry that was found, as it says it."""

    number: int
    id: str
    matter_id: str | None
    matter: str
    title: str
    client_id: str | None
    client: str
    occurred_at: str
    channel: str
    direction: str
    author: str | None
    summary: str
    withdrawn_at: str | None
    written_at: str
    version: int


class Found:
    """An entry that was found. ``snippet`` is a stretch of plain text on one line, ``marks`` the words in it.

    Frozen. What a list shows is worked out when it is looked at: of a page of fifty a window shows a dozen, and every
    key that is typed makes a page.
    """

    __slots__ = ("_asked", "_cut", "_file", "_row", "_where")

    def __init__(
        self, row: Row, asked: Asked, where: Where = Where.SAID, file: str = "", cut: Snippet | None = None
    ) -> None:
        self._row, self._asked, self._where, self._file, self._cut = row, asked, where, file, cut

    @property
    def id(self) -> UUID:
        """The entry's."""
        return UUID(self._row[1])

    @property
    def matter_id(self) -> UUID | None:
        """None for contact outside a matter."""
        return UUID(self._row[2]) if self._row[2] else None

    @property
    def matter(self) -> str:
        """Its number; "" for none."""
        return self._row[3]

    @property
    def matter_title(self) -> str:
        """Of the matter; "" for none."""
        return self._row[4]

    @property
    def client_id(self) -> UUID | None:
        """None where no client is named."""
        return UUID(self._row[5]) if self._row[5] else None

    @property
    def client(self) -> str:
        """The client's name."""
        return self._row[6]

    @property
    def occurred_at(self) -> datetime:
        """UTC."""
        return _moment(self._row[7])

    @property
    def channel(self) -> Channel:
        """How the contact was made."""
        return _CHANNELS[self._row[8]]

    @property
    def direction(self) -> Direction:
        """Which way it went."""
        return _DIRECTIONS[self._row[9]]

    @property
    def author(self) -> str:
        """Who wrote it down."""
        return self._row[10] or ""

    @property
    def snippet(self) -> str:
        """A stretch of where the words were found, or of the summary."""
        return self._shown.text

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Of `snippet`."""
        return self._shown.marks

    @property
    def where(self) -> Where:
        """Where the entry has the words."""
        return self._where

    @property
    def file(self) -> str:
        """The attachment's name, where it was found in one; else ""."""
        return self._file

    @property
    def is_withdrawn(self) -> bool:
        """It stays, and is shown struck."""
        return self._row[12] is not None

    @property
    def written_at(self) -> datetime:
        """UTC."""
        return _moment(self._row[13])

    @property
    def version(self) -> int:
        """1 where it was never amended."""
        return self._row[14]

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self._row[0])

    @property
    def summary(self) -> str:
        """Whole, as it is now."""
        return self._row[11]

    def found_in(self, where: Where, file: str, cut: Snippet) -> Found:
        """The same entry, found elsewhere than in its summary."""
        return Found(self._row, self._asked, where, file, cut)

    @property
    def _shown(self) -> Snippet:
        if self._cut is None:
            self._cut = snippet(self._row[11], self._asked) or beginning(self._row[11], self._asked)
        return self._cut

    def _told(self) -> tuple[object, ...]:
        return (*self._row[1:], self._where, self._file, *self._shown)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Found) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash(self._row[1])

    def __repr__(self) -> str:
        return f"Found{self._told()!r}"


class FoundPage(NamedTuple):
    """Rows, newest first, and where to go on; None at the end.

    ``pending``: so many entries are not indexed yet ("still reading 12,000 entries"); only `search` says it.
    """

    rows: tuple[Found, ...]
    next: Place | None
    pending: int = 0
    is_whole: bool = True
    """False where there was no patience for more: ask on from ``next``, or where no row came with more patience."""


def _moment(spelled: str) -> datetime:
    return datetime.fromisoformat(f"{spelled}+00:00")


_CHANNELS: Final = {one.value: one for one in Channel}
_DIRECTIONS: Final = {one.value: one for one in Direction}
