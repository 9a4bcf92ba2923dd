"""One page of the log: all of it, or what is found in it. On a worker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.contactlog.listing import Cursor, LogRow, count_log, log_page, log_rows
from app.contactlog.words import Channel, Direction
from app.hours.queries import work_time
from app.promises.queries import courses
from app.promises.words import say_short
from app.search.asking import Asked
from app.search.found import Found, Place
from app.search.searching import Stop, count_found, search
from app.storage.transaction import Reader
from app.workspace import Workspace

Start = Cursor | Place | None
"""Where a page begins; None at the newest entry."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in the list and, where something was asked, how it was found."""

    row: LogRow
    found: Found | None = None
    clock: tuple[str, bool] = ("", False)
    """Where its reply stands, in a few words, and whether it is late; nothing where none is owed."""

    @property
    def id(self) -> UUID:
        """Of the entry."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class Looked:
    """A page. ``next`` is None at the end; a page may be short, even empty, and yet not the last.

    ``pending``: so many entries are not read for the search yet. ``is_whole``: False where it is what was found in a
    moment, and the search goes on from ``next``.
    """

    lines: tuple[Line, ...]
    next: Start
    pending: int = 0
    is_whole: bool = True

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after it."""
        return self.is_whole and self.next is None


translate = partial(QCoreApplication.translate, "Clocks")
_NO_CLOCK = ("", False)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
BLANK = Line(
    LogRow(
        id=UUID(int=0),
        occurred_at=_NEVER,
        written_at=_NEVER,
        channel=Channel.NOTE,
        direction=Direction.INTERNAL,
        outcome=None,
        reached_at="",
        with_client=False,
        duration_minutes=None,
        summary="",
        matter_id=None,
        matter_number="",
        matter_title="",
        client_id=None,
        client="",
        author="",
        is_update=False,
        needs_reply=False,
        is_answered=False,
        urgent=False,
        message_key=None,
        version=1,
        withdrawn_at=None,
    )
)
"""Stands where a row was let go of and is not there again yet."""


def look(
    workspace: Workspace,
    asked: Asked,
    after: Start,
    limit: int,
    stop: Stop,
    patience: float | None = None,
) -> Looked:
    """The next page, newest first; after so many seconds of ``patience`` what there is of it.

    Raises `app.search.searching.Outrun` when ``stop`` says so.
    """
    if asked.is_empty:
        with workspace.read() as reader:
            page = log_page(reader, after if isinstance(after, Cursor) else None, limit)
            clocks = _clocks(reader, page.rows)
        return Looked(tuple(Line(row, None, clocks.get(row.id, _NO_CLOCK)) for row in page.rows), page.next)
    place = after if isinstance(after, Place) else None
    found = search(workspace, asked, after=place, limit=limit, stop=stop, patience=patience)
    with workspace.read() as reader:
        rows = log_rows(reader, [one.id for one in found.rows])
        clocks = _clocks(reader, rows.values())
    lines = tuple(
        Line(rows[one.id], one, clocks.get(one.id, _NO_CLOCK)) for one in found.rows if one.id in rows
    )
    return Looked(lines, found.next or (None if found.is_whole else after), found.pending, found.is_whole)


def _clocks(reader: Reader, rows: Iterable[LogRow]) -> dict[UUID, tuple[str, bool]]:
    """Of the few on the page that wait for a reply."""
    ids = [row.id for row in rows if row.needs_reply and not row.is_answered and row.withdrawn_at is None]
    if not ids:
        return {}
    where, now = work_time(reader), reader.now
    return {one.asked.entry_id: say_short(one, now, where) for one in courses(reader, entry_ids=ids)}


def count(workspace: Workspace, asked: Asked, stop: Stop) -> int:
    """How many entries fit. Raises `Outrun` when ``stop`` says so."""
    if asked.is_empty:
        with workspace.read() as reader:
            return count_log(reader)
    return count_found(workspace, asked, stop=stop)
