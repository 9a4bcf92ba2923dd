"""Finding entries by what is asked: newest first, a page at a time, in frozen rows with the words marked.

On a reader: what may not be seen is not found and not counted. It sees what is indexed; `app.search.searching.search`
brings the index up to date first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final, cast

from app.search import elsewhere, formerly
from app.search.asking import Asked
from app.search.beginnings import known_words
from app.search.expression import EVERYWHERE, Author, Query, Within, query_of
from app.search.found import Found, FoundPage, Place, Row, Where
from app.search.marking import Mark, marks, sayer
from app.storage.rows import Interrupted, all_rows, first_row, rows_one_by_one, stoppable
from app.storage.transaction import Reader
from app.storage.walls import hidden_matters

__all__ = [
    "EVERYWHERE",
    "Found",
    "FoundPage",
    "Mark",
    "Place",
    "Where",
    "Within",
    "count",
    "find",
    "marks",
]

PAGE_STATEMENT: Final = (
    "SELECT f.rowid, e.id, e.matter_id, coalesce(m.number, ''), coalesce(m.title, ''), e.client_id,"
    " coalesce(c.name, ''), e.occurred_at, e.channel, e.direction, k.name, e.summary, e.withdrawn_at, e.written_at,"
    " e.version FROM main.search_index AS f CROSS JOIN main.search_places AS p ON p.number = f.rowid"
    " CROSS JOIN contact_entries AS e ON e.id = p.entry_id LEFT JOIN matters AS m ON m.id = e.matter_id"
    " LEFT JOIN clients AS c ON c.id = e.client_id LEFT JOIN colleagues AS k ON k.id = e.author_id"
    " WHERE f.search_index MATCH ? AND f.rowid >= ? AND f.rowid < ? AND e.occurred_at <= ?{known}"
    " ORDER BY f.rowid DESC LIMIT ? OFFSET ?"
)
_COUNT: Final = (
    "SELECT count(*) FROM main.search_index WHERE search_index MATCH ? AND rowid >= ? AND rowid < ?"
)
_COUNT_EXACTLY: Final = (
    "SELECT count(*) FROM main.search_index AS f CROSS JOIN main.search_places AS p ON p.number = f.rowid"
    " CROSS JOIN contact_entries AS e ON e.id = p.entry_id"
    " WHERE f.search_index MATCH ? AND f.rowid >= ? AND f.rowid < ? AND e.occurred_at <= ?{known}"
)
_KNOWN: Final = (
    " AND e.written_at <= ? AND NOT EXISTS (SELECT 1 FROM entry_versions AS v WHERE v.entry_id = e.id"
    " AND v.written_at > ?)"
)
Late = Callable[[], bool]
_OF_PEOPLE: Final = frozenset({"by", "from", "to"})
_MOST_HIDDEN: Final = 40
"""Each is one level of the expression, as is each word with a minus; the index takes some ninety."""


def find(
    reader: Reader,
    asked: Asked,
    *,
    within: Within = EVERYWHERE,
    after: Place | None = None,
    limit: int = 50,
    offset: int = 0,
    late: Late | None = None,
) -> FoundPage:
    """The next rows that fit, newest first; ``offset`` leaves out so many (for the command line).

    ``late``: once it says so, the page is what was found by then (`FoundPage.is_whole`). A phrase of common words may
    be long in coming.
    """
    if reader.known_by is not None:
        return formerly.find(reader, asked, within, after, limit, offset)
    query = _query(reader, asked, within)
    return page(reader, asked, query, after, limit, offset, late)


def page(
    reader: Reader,
    asked: Asked,
    query: Query,
    after: Place | None,
    limit: int,
    offset: int,
    late: Late | None = None,
) -> FoundPage:
    """The rows that the index has."""
    known, values = _known(reader)
    end = query.end if after is None else min(query.end, after.number)
    statement = PAGE_STATEMENT.format(known=known)
    asks = (query.expression, query.first, end, spelled(reader.now), *values, limit + 1, offset)
    is_whole = True
    if late is None:
        rows = all_rows(reader.session, statement, asks)
    else:
        rows, is_whole = _until(reader, statement, asks, late)
    more = len(rows) > limit or not is_whole
    del rows[limit:]
    shown = _shown(reader, asked, cast("list[tuple[Any, ...]]", rows))
    return FoundPage(tuple(shown), Place(cast("int", rows[-1][0])) if more and rows else None, 0, is_whole)


def _until(
    reader: Reader, statement: str, values: Sequence[object], late: Late
) -> tuple[list[tuple[object, ...]], bool]:
    """The rows that came until it was late, and whether those are all."""
    rows: list[tuple[object, ...]] = []
    with suppress(Interrupted), stoppable(reader.session, late):
        rows.extend(rows_one_by_one(reader.session, statement, values))
        return rows, True
    return rows, False


def count(reader: Reader, asked: Asked, *, within: Within = EVERYWHERE) -> int:
    """How many entries fit. What may not be seen is left out in the index itself, so that counting stays quick."""
    if reader.known_by is not None:
        return formerly.count(reader, asked, within)
    hidden = hidden_matters(reader.session)
    if len(hidden) > _MOST_HIDDEN:
        return count_indexed(reader, _query(reader, asked, within))
    query = _query(reader, asked, within, hidden)
    row = first_row(reader.session, _COUNT, query)
    return cast("int", row[0]) if row else 0


def count_indexed(reader: Reader, query: Query) -> int:
    """How many of the entries fit that the index has and the reader may know, each looked at."""
    known, values = _known(reader)
    row = first_row(
        reader.session, _COUNT_EXACTLY.format(known=known), (*query, spelled(reader.now), *values)
    )
    return cast("int", row[0]) if row else 0


def _query(reader: Reader, asked: Asked, within: Within, hidden: Sequence[str] = ()) -> Query:
    named = authors(reader) if any(token.operator in _OF_PEOPLE for token in asked.tokens) else ()
    return query_of(asked, within, named, reader.now, reader.zone, hidden, known_words(reader.session))


def authors(reader: Reader) -> list[Author]:
    """Everybody who ever was at the firm."""
    rows = all_rows(reader.session, "SELECT id, name FROM colleagues")
    return [Author(str(one), str(name)) for one, name in rows]


def _known(reader: Reader) -> tuple[str, tuple[str, ...]]:
    if reader.known_by is None:
        return "", ()
    moment = spelled(reader.known_by)
    return _KNOWN, (moment, moment)


def spelled(moment: datetime) -> str:
    """As the database keeps it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _shown(reader: Reader, asked: Asked, rows: Sequence[tuple[Any, ...]]) -> list[Found]:
    found = [Found(cast("Row", row), asked) for row in rows]
    says = sayer(asked)
    if says is not None:  # what the summary does not say is in another text of the entry, or beside it
        others = [place for place, row in enumerate(rows) if not says(row[_SUMMARY])]
        if others:
            elsewhere.look(reader, asked, found, others)
    return found


_SUMMARY: Final = Row._fields.index("summary")
