"""Taking one table over, some hundred rows at a time: clients, matters or notes, never all of them in memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TypeVar

from app.exchange.csv_records import ContactRecord, MatterRecord, NoteRecord, RefusedRow
from app.exchange.csv_rows import CsvReading
from app.exchange.outcome import FileOutcome, RowNote
from app.exchange.parts import in_parts
from app.exchange.take_clients import ClientTaker
from app.exchange.take_matters import MatterTaker
from app.exchange.take_notes import NoteTaker
from app.kernel.errors import MachineTrouble
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.storage.transaction import Transaction

T = TypeVar("T")
Further = Callable[[int], None]
Begin = Callable[[], AbstractContextManager[Transaction]]

ROWS_AT_ONCE = 10_000
"""A table of more rows is taken over in stretches: in one transaction nobody else could save for minutes."""
ROW_STRETCH = 2_500
"""So many rows are one transaction then: about a second."""
_PAUSE = 0.12
"""Seconds between two: who waits to write looks every tenth of a second whether it may."""


def is_long(reading: CsvReading) -> bool:
    """Whether a table goes in stretches. One of matters does not: who takes them over knows all that there are."""
    return reading.total_rows > ROWS_AT_ONCE and reading.record in {"contact", "note"}


def take_table(tx: Transaction, name: str, reading: CsvReading, further: Further) -> FileOutcome:
    """Take over every row of a table. ``further`` is told the number of each; it may raise to stop."""
    tx.need(Right.WRITE)
    outcome = _begun(name, reading)
    try:
        _take(tx, reading, outcome, further)
    except (OSError, UnicodeError):
        message = tr(
            "{name} changed or went away while it was read. Nothing of it is kept: bring it in again."
        ).format(name=name)
        raise MachineTrouble("cannot-read", message, field="file") from None
    outcome.refused.sort(key=lambda note: note.row)
    return outcome


def take_long_table(
    begin: Begin, name: str, reading: CsvReading, further: Further, kept: Callable[[int], None]
) -> FileOutcome:
    """The same in as many transactions as it takes (`is_long`), each whole; ``kept`` is told after each how many rows
    of the table are in. Stopped, those stay, and the same table brought in again goes on behind them."""
    outcome = _begun(name, reading)
    kind: type[ContactRecord | NoteRecord] = NoteRecord if reading.record == "note" else ContactRecord
    records = _only(kind, reading, outcome)
    done = 0
    try:
        for part in in_parts(records, ROW_STRETCH):
            with begin() as tx:
                tx.need(Right.WRITE)
                with tx.as_one("imported", "import", tx.new_id(), files=1):
                    _take_part(tx, reading, part, outcome, _from(further, done))
            done += len(part)
            kept(done)
            time.sleep(_PAUSE)
    except (OSError, UnicodeError):
        message = tr(
            "{name} changed or went away while it was read. The first {done} rows are in: bring it in again."
        ).format(name=name, done=say_number(done))
        raise MachineTrouble("cannot-read", message, field="file") from None
    outcome.refused.sort(key=lambda note: note.row)
    return outcome


def _from(further: Further, done: int) -> Further:
    return lambda position: further(done + position)


def _begun(name: str, reading: CsvReading) -> FileOutcome:
    return FileOutcome(
        name,
        reading.kind,
        label=reading.label,
        encoding=reading.table.encoding,
        encoding_guessed=reading.table.encoding_guessed,
        unread=reading.unread,
        remembered=reading.remembered,
    )


def _take(tx: Transaction, reading: CsvReading, outcome: FileOutcome, further: Further) -> None:
    source = reading.kind.split("-")[0]
    if reading.record == "matter":
        matters = MatterTaker(tx, source, ClientTaker(tx, source))
        numbers = (one.number for one in reading.items() if isinstance(one, MatterRecord))
        matters.keep_free(number for number in numbers if number)
        matters.take_all(_only(MatterRecord, reading, outcome), outcome, further)
        return
    kind: type[ContactRecord | NoteRecord] = NoteRecord if reading.record == "note" else ContactRecord
    _take_part(tx, reading, _only(kind, reading, outcome), outcome, further)


def _take_part(
    tx: Transaction,
    reading: CsvReading,
    records: Iterable[ContactRecord | NoteRecord],
    outcome: FileOutcome,
    further: Further,
) -> None:
    """Some of a table's contacts, or of its notes."""
    source = reading.kind.split("-")[0]
    if reading.record == "contact":
        contacts = (one for one in records if isinstance(one, ContactRecord))
        ClientTaker(tx, source).take_all(contacts, outcome, further)
        return
    notes = NoteTaker(tx, source)
    for position, note in enumerate(records):
        further(position)
        if isinstance(note, NoteRecord):
            notes.take(note, outcome)
    notes.finish()


def _only(kind: type[T], reading: CsvReading, outcome: FileOutcome) -> Iterator[T]:
    """The records; the rows that are none are noted."""
    said: dict[str, str] = {}
    for one in reading.items():
        if isinstance(one, RefusedRow):  # a million rows are refused for a few reasons: each is kept once
            outcome.refused.append(RowNote(one.row, said.setdefault(one.reason, one.reason)))
            if len(said) > 1_000:
                said.clear()
        elif isinstance(one, kind):
            yield one
