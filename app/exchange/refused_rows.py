"""The rows that did not come in, as a file to be mended and brought again: the reason in a first column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from app.exchange.csv_encodings import Source
from app.exchange.csv_kinds import Mapping as Columns
from app.exchange.csv_rows import look_through
from app.exchange.csv_tables import REASON_HEADER, OpenTable
from app.exchange.incoming import BY_ITSELF, Reading, cannot_read
from app.exchange.outcome import FileOutcome
from app.kernel.csv_out import csv_pieces
from app.kernel.errors import MachineTrouble, Refused
from app.kernel.language import tr
from app.vault.outside import Outgoing

Told = Callable[[int], None]
"""Hears how many rows of the file were looked at; may raise to stop, and then no file is left."""
_NOT_TABLES = frozenset({"refused", "email", "court-notice", "mbox", "vcard", "calendar"})


def has_rows_to_mend(outcome: FileOutcome) -> bool:
    """Whether a table has rows that did not come in."""
    return bool(outcome.refused) and outcome.kind not in _NOT_TABLES


def save_refused(
    files: Sequence[tuple[Path, FileOutcome]],
    out: Path,
    *,
    readings: Mapping[Path, Reading] | None = None,
    known: Mapping[str, Columns] | None = None,
    told: Told = lambda _: None,
) -> tuple[Path, ...]:
    """Write those rows of each table, in a file of its own: ``out``, and for further tables "out-2.csv" and so on.

    What a spreadsheet would run is guarded. Raises `Refused` ("nothing-refused", "same-file"), `MachineTrouble`.
    """
    tables = [(path, one) for path, one in files if has_rows_to_mend(one)]
    if not tables:
        raise Refused(
            "nothing-refused", tr("Every row came in, so there is nothing to save."), field="refused"
        )
    outs = [out, *(out.with_name(f"{out.stem}-{number}{out.suffix}") for number in range(2, len(tables) + 1))]
    sources = {path.resolve() for path, _ in files}
    if any(one.resolve() in sources for one in outs):
        message = tr("This is a file that was brought in. Please give the new one another name.")
        raise Refused("same-file", message, field="refused")
    for (path, outcome), file in zip(tables, outs, strict=True):
        reading = (readings or {}).get(path, BY_ITSELF)
        _save(path, outcome, file, reading, known or {}, told)
    return tuple(outs)


def _save(
    path: Path,
    outcome: FileOutcome,
    file: Path,
    reading: Reading,
    known: Mapping[str, Columns],
    told: Told,
) -> None:
    reasons = {note.row: note.reason for note in outcome.refused}
    outgoing: Outgoing | None = None
    try:
        table = look_through(
            Source.of_path(path), mapping=reading.mapping, encoding=reading.encoding, known=known, told=told
        ).table
        outgoing = Outgoing(file)
        for piece in csv_pieces((REASON_HEADER, *table.headers), _rows(table, reasons, told)):
            outgoing.write(piece)
        outgoing.finish()
    except (OSError, UnicodeError) as error:
        raise _gone(path, error) from None
    finally:
        if outgoing is not None:
            outgoing.give_up()


def _gone(path: Path, error: Exception) -> MachineTrouble:
    if isinstance(error, OSError):
        return cannot_read(path, error)
    return MachineTrouble(
        "cannot-read", tr("{name} changed while it was read. Bring it in again.").format(name=path.name)
    )


def _rows(table: OpenTable, reasons: Mapping[int, str], told: Told) -> Iterator[Sequence[str]]:
    """A row that cannot be told apart into cells stands whole in one: so it does not come in before it is mended."""
    for position, row in enumerate(table.raw_rows()):
        if position % 1_000 == 0:
            told(position)
        reason = reasons.get(row.number)
        if reason is not None:
            yield (reason, *(row.cells or [row.line.rstrip("\r\n")]))
