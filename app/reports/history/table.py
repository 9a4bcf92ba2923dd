"""The contact history as a table for spreadsheets: a row for each version, the same numbers as on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from app.kernel.language import tr
from app.reports.history.record import History, HistoryLine
from app.reports.saying import say_bytes
from app.storage.transaction import Reader

_HEADERS = (
    "Number",
    "Version",
    "Versions",
    "Occurred",
    "Written",
    "Written by",
    "Why amended",
    "Withdrawn",
    "Withdrawn by",
    "Why withdrawn",
    "Contact",
    "What the record says",
    "Exhibits",
    "Files",
    "SHA-256",
    "Matter number",
    "Id",
    "Audit event",
    "Audit seal",
)
Told = Callable[[int], object]


def headers() -> tuple[str, ...]:
    """Those of the table."""
    return tuple(tr(head, "column of a table") for head in _HEADERS)


def table_rows(
    reader: Reader, history: History, rows: Iterator[HistoryLine], told: Told = lambda _: None
) -> Iterator[tuple[str, ...]]:
    """Under `headers`; moments in the firm's zone, ISO 8601. Files stand one a line, in one order in each column."""
    anchor = history.anchor
    ending = (history.sheet.row.number, str(anchor.seq), anchor.mac.hex())
    for line in rows:
        writing, gone = line.writing, line.recorded.withdrawal
        yield (
            str(line.number),
            str(writing.version),
            str(line.of),
            _iso(reader, writing.row.occurred_at),
            _iso(reader, writing.written_at),
            writing.author,
            writing.reason,
            _iso(reader, gone.at) if gone else "",
            gone.by if gone else "",
            gone.reason if gone else "",
            line.title,
            "\n".join(f"{label}: {words}" for label, words in line.said),
            "\n".join(str(one.number) for one in line.exhibits),
            "\n".join(f"{one.file.name} ({say_bytes(one.file.size)})" for one in line.exhibits),
            "\n".join(one.file.sha256 for one in line.exhibits),
            ending[0],
            str(line.recorded.row.id),
            *ending[1:],
        )
        if line.is_last:
            told(line.number)


def _iso(reader: Reader, moment: datetime) -> str:
    return reader.local(moment).isoformat(timespec="seconds")
