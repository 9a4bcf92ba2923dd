"""The contact history of a matter leaves the vault: on paper, or as a file whose SHA-256 the audit trail keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.reports.found.out import kind_of
from app.reports.history.record import History, HistoryAsked, HistoryLine, lines, read_history
from app.reports.press.sealing import sealed_if
from app.reports.stationery import on_paper
from app.storage.transaction import Reader, Transaction
from app.vault.leaving import Opened, send_out

Told = Callable[[int, int], object]
"""Hears how many entries of how many are done; may raise to end it."""


@dataclass(frozen=True, slots=True)
class MadeHistory:
    """A history ready to leave: its bytes, and what the trail and whoever made it are told of it. ``pages``: 0 of a
    table."""

    history: History
    content: bytes
    pages: int
    exhibits: int
    versions: int
    kind: str


def make_history(
    reader: Reader, asked: HistoryAsked, made_at: datetime, *, kind: str = "pdf", told: Told = lambda *_: None
) -> MadeHistory:
    """The history as a PDF, or with ``kind`` "csv" as a table, in memory; nothing is recorded.

    ``made_at``: now, by the clock. Raises NotFound; Refused ("ends-before", "logo-too-large", "logo-unreadable").
    """
    history = read_history(reader, asked, made_at)
    return _made(reader, history, kind, told)


@on_paper
def _made(reader: Reader, history: History, kind: str, told: Told) -> MadeHistory:
    counted = _Counting()
    rows = counted(lines(reader, history))
    every = len(history.keys)

    def tell(done: int) -> None:
        told(done, every)

    if kind == "csv":
        from app.kernel.csv_out import write_csv
        from app.reports.history.table import headers, table_rows

        content, pages = write_csv(headers(), table_rows(reader, history, rows, tell)), 0
    else:
        from app.reports.history.page import render_history  # ReportLab costs half a second

        made = render_history(history, rows, tell)
        content, pages = made.pdf, made.pages
    return MadeHistory(history, content, pages, counted.exhibits, counted.versions, kind)


class _Counting:
    """Counts what goes by."""

    def __init__(self) -> None:
        self.exhibits = self.versions = 0

    def __call__(self, rows: Iterable[HistoryLine]) -> Iterator[HistoryLine]:
        for one in rows:
            self.versions += 1
            self.exhibits += len(one.exhibits)
            yield one


def record_history(
    tx: Transaction, made: MadeHistory, file: Path | None = None, content: bytes = b""
) -> None:
    """It left the vault on paper, or as ``file`` with that ``content``: the trail keeps for whom it was, what it is of,
    and of a file its name and SHA-256 (PRACTICE J3)."""
    if file is None:
        tx.record("printed", "history", made.history.asked.matter_id, **_told(made))
        return
    named = {"file": file.name, "sha256": hashlib.sha256(content).hexdigest()}
    tx.record("exported", "history", made.history.asked.matter_id, **named, **_told(made))


def _told(made: MadeHistory) -> dict[str, object]:
    history, asked = made.history, made.history.asked
    return {
        "format": made.kind,
        "pages": made.pages,
        "count": len(history.keys),
        "for_client": asked.for_client,
        "first": asked.first,
        "last": asked.last,
        "known_by": history.known_by,
        "anchor": history.anchor.seq,
    }


def save_history(opened: Opened, file: Path, made: MadeHistory, password: str | None = None) -> None:
    """Write it to ``file``, which is of one matter and needs no right of its own; a PDF asks for the ``password``.

    Raises Refused ("bad-ending", "pdf-password"), MachineTrouble; then no file is left.
    """
    if kind_of(file) != made.kind:
        raise Refused(
            "bad-ending", tr("Please name a file that ends in .{kind}.").format(kind=made.kind), field="out"
        )
    content = sealed_if(made.content, password)
    send_out(opened, file, content, lambda tx: record_history(tx, made, file, content))
