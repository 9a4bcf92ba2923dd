"""Taking one table over, some hundred rows at a time: clients, matters or notes, never all of them in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from app.exchange.csv_records import ContactRecord, MatterRecord, NoteRecord, RefusedRow
from app.exchange.csv_rows import CsvReading
from app.exchange.outcome import FileOutcome, RowNote
from app.exchange.take_clients import ClientTaker
from app.exchange.take_matters import MatterTaker
from app.exchange.take_notes import NoteTaker
from app.kernel.errors import MachineTrouble
from app.kernel.rights import Right
from app.storage.transaction import Transaction

T = TypeVar("T")
Further = Callable[[int], None]


def take_table(tx: Transaction, name: str, reading: CsvReading, further: Further) -> FileOutcome:
    """Take over every row of a table. ``further`` is told the number of each; it may raise to stop."""
    tx.need(Right.WRITE)
    outcome = FileOutcome(
        name,
        reading.kind,
        label=reading.label,
        encoding=reading.table.encoding,
        encoding_guessed=reading.table.encoding_guessed,
        unread=reading.unread,
        remembered=reading.remembered,
    )
    try:
        _take(tx, reading, outcome, further)
    except (OSError, UnicodeError):
        message = f"{name} changed or went away while it was read. Nothing of it is kept: bring it in again."
        raise MachineTrouble("cannot-read", message, field="file") from None
    outcome.refused.sort(key=lambda note: note.row)
    return outcome


def _take(tx: Transaction, reading: CsvReading, outcome: FileOutcome, further: Further) -> None:
    source = reading.kind.split("-")[0]
    if reading.record == "note":
        notes = NoteTaker(tx, source)
        for position, note in enumerate(_only(NoteRecord, reading, outcome)):
            further(position)
            notes.take(note, outcome)
    else:
        clients = ClientTaker(tx, source)
        if reading.record == "contact":
            clients.take_all(_only(ContactRecord, reading, outcome), outcome, further)
        else:
            matters = MatterTaker(tx, source, clients)
            numbers = (one.number for one in reading.items() if isinstance(one, MatterRecord))
            matters.keep_free(number for number in numbers if number)
            matters.take_all(_only(MatterRecord, reading, outcome), outcome, further)


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
