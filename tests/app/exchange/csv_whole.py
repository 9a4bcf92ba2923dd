"""A small CSV file read at once, as tests like to look at it."""

from __future__ import annotations

from dataclasses import dataclass

from app.exchange.csv_encodings import Source
from app.exchange.csv_kinds import Mapping
from app.exchange.csv_records import ContactRecord, MatterRecord, NoteRecord, RefusedRow
from app.exchange.csv_rows import look_through


@dataclass(frozen=True, slots=True)
class CsvContent:
    """All of one file.

    ``kind`` is the code of the header set ("clio-matters"; "mapped" for the user's own columns), ``label``
    its name for people. ``encoding_guessed`` says that the user may want to choose another. ``unread`` are the headers
    nothing is taken from. ``total_rows`` counts the rows below the header that are not empty.
    """

    kind: str
    label: str
    encoding: str
    encoding_guessed: bool
    contacts: tuple[ContactRecord, ...]
    matters: tuple[MatterRecord, ...]
    notes: tuple[NoteRecord, ...]
    refused: tuple[RefusedRow, ...]
    unread: tuple[str, ...]
    total_rows: int


def read_csv(raw: bytes, *, mapping: Mapping | None = None, encoding: str | None = None) -> CsvContent:
    """All records of a small file at once. Raises Refused as `look_through` does."""
    reading = look_through(Source.of_bytes(raw), mapping=mapping, encoding=encoding)
    found = list(reading.items())
    return CsvContent(
        kind=reading.kind,
        label=reading.label,
        encoding=reading.table.encoding,
        encoding_guessed=reading.table.encoding_guessed,
        contacts=tuple(one for one in found if isinstance(one, ContactRecord)),
        matters=tuple(one for one in found if isinstance(one, MatterRecord)),
        notes=tuple(one for one in found if isinstance(one, NoteRecord)),
        refused=tuple(one for one in found if isinstance(one, RefusedRow)),
        unread=reading.unread,
        total_rows=reading.total_rows,
    )
