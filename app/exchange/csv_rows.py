"""The whole way from the bytes of a CSV file to records, a row at a time. Reads values only: nothing is looked up,
nothing written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from app.exchange.csv_cells import Cells, RowError
from app.exchange.csv_contacts import ContactReader, numbered_columns
from app.exchange.csv_encodings import Source, find_encoding
from app.exchange.csv_kinds import Mapping, columns_of_mapping, recognise, refuse_unknown
from app.exchange.csv_matters import MatterReader, NoteReader
from app.exchange.csv_records import (
    Item,
    RefusedRow,
)
from app.exchange.csv_tables import OpenTable, open_table
from app.exchange.csv_targets import RecordKind, columns_by_target, fingerprint
from app.exchange.csv_values import DayOrder
from app.kernel.errors import Refused

_WORDS = re.compile(r"[,;\t\r\n\"]+")
_ROWS_OF_SAMPLE = 500
_ROWS_COUNTED = 20_000
_BETWEEN = 1_000
_DATES = ("opened_on", "closed_on", "pending_on", "limitation_on", "birthday", "on")
MAPPED = "mapped"
Told = Callable[[int], None]
"""Hears how many rows were looked at; may raise to stop."""


@dataclass(frozen=True, slots=True)
class CsvReading:
    """A file that was looked through once: what it is, how many rows it has, and how they become records.

    ``kind`` is the code of the header set ("clio-matters"; "mapped" for the user's own columns), ``label`` its name
    for people. ``unread`` are the headers nothing is taken from; ``total_rows`` counts the rows below the header that
    are not empty. ``remembered``: its columns are those somebody matched before.
    """

    table: OpenTable
    kind: str
    label: str
    record: RecordKind
    columns: Map[str, tuple[int, ...]]
    strict: bool
    month_first: bool
    total_rows: int
    remembered: bool = False

    def items(self) -> Iterator[Item | RefusedRow]:
        """Each row as a record, or why it is none, in the order of the file; read anew each time."""
        cells = Cells(self.table.headers, self.columns, month_first=self.month_first)
        reader = _reader(self.record, self.table.headers, strict=self.strict)
        for row in self.table.rows():
            if isinstance(row, RefusedRow):
                yield row
                continue
            number, texts = row
            cells.show(texts)
            try:
                yield reader.read(number, cells)
            except RowError as refusal:
                yield RefusedRow(number, refusal.reason, refusal.field)

    @property
    def unread(self) -> tuple[str, ...]:
        """The headers nothing is taken from."""
        used = {index for found in self.columns.values() for index in found}
        for group in numbered_columns(self.table.headers) if self.record == "contact" else ():
            used |= {index for _, index in group.parts} | {group.label}
        return tuple(
            header for index, header in enumerate(self.table.headers) if index not in used and header
        )


def look_through(
    source: Source,
    *,
    mapping: Mapping | None = None,
    encoding: str | None = None,
    known: Map[str, Mapping] | None = None,
    told: Told = lambda _: None,
) -> CsvReading:
    """A file of a known system, of headers in ``known`` (by `fingerprint`), or any file by the user's ``mapping``.

    Raises Refused: ``empty-file``, ``unknown-headers``, ``not-csv``, ``unknown-encoding``, ``cannot-decode``,
    ``unknown-column``, ``unknown-field``.
    """
    table = open_table(source, encoding)
    remembered = (mapping is None and bool(known) and (known or {}).get(fingerprint(table.headers))) or None
    mapping = mapping or remembered
    if mapping is not None:
        columns = columns_of_mapping(mapping, table.headers)
        total, order = _count(table, columns, told)
        first = order.month_first if mapping.month_first is None else mapping.month_first
        return CsvReading(
            table, MAPPED, "Own columns", mapping.record, columns, False, first, total, bool(remembered)
        )
    kind = recognise(table.headers)
    if kind is None:
        raise refuse_unknown(table.headers)
    columns = columns_by_target(kind.record, table.headers)
    total, order = _count(table, columns, told)
    first = kind.month_first or order.month_first
    return CsvReading(table, kind.code, kind.label, kind.record, columns, kind.strict_status, first, total)


def read_rows(
    headers: tuple[str, ...], rows: Iterable[tuple[int, tuple[str, ...]]], mapping: Mapping
) -> list[Item | RefusedRow]:
    """What a few rows of a table come to by this mapping: to be shown before anything is taken."""
    columns = columns_of_mapping(mapping, headers)
    cells = Cells(headers, columns, month_first=mapping.month_first is not False)
    reader = _reader(mapping.record, headers, strict=False)
    found: list[Item | RefusedRow] = []
    for number, texts in rows:
        cells.show(list(texts))
        try:
            found.append(reader.read(number, cells))
        except RowError as refusal:
            found.append(RefusedRow(number, refusal.reason, refusal.field))
    return found


@dataclass(frozen=True, slots=True)
class Sample:
    """Headers of a file, for each the first different values, how it was read and whether that was a guess.

    ``rows`` counts as far as was looked, ``more`` says that there are further ones. ``first`` are the first whole rows.
    """

    headers: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    rows: int
    more: bool
    first: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str
    guessed: bool


def read_sample(source: Source, *, encoding: str | None = None, values: int = 3, first: int = 5) -> Sample:
    """What the mapping form shows of a file. Raises Refused as ``look_through`` does but for unknown headers."""
    table = open_table(source, encoding)
    shown: list[dict[str, None]] = [{} for _ in table.headers]
    whole: list[tuple[int, tuple[str, ...]]] = []
    count = 0
    for row in islice(table.rows(), _ROWS_COUNTED + 1):
        count += 1
        if isinstance(row, RefusedRow) or count > _ROWS_OF_SAMPLE:
            continue
        if len(whole) < first:
            whole.append((row[0], tuple(row[1])))
        for found, cell in zip(shown, row[1], strict=False):
            if cell.strip() and len(found) < values:
                found[" ".join(cell.split())[:60]] = None
    return Sample(
        table.headers,
        tuple(map(tuple, shown)),
        min(count, _ROWS_COUNTED),
        count > _ROWS_COUNTED,
        tuple(whole),
        table.encoding,
        table.encoding_guessed,
    )


def lines_to_tell(raw: bytes, encoding: str, most: int = 4) -> tuple[str, ...]:
    """Words with other than ASCII letters as ``encoding`` reads them, so that a person sees which one is right."""
    try:
        text = raw.decode(encoding)
    except (UnicodeError, LookupError):
        return ()
    words = (word.strip(" \t\r\n\"',;:()") for word in _WORDS.split(text) if not word.isascii())
    return tuple(islice(dict.fromkeys(word[:40] for word in words if word), most))


def looks_like_csv(raw: bytes, name: str, known: Map[str, Mapping] | None = None) -> bool:
    """Whether a file is one for ``look_through``: by its name if that says so, else by headers that are known. Its
    beginning is enough."""
    source = Source.of_bytes(raw[:65_536])
    try:
        find_encoding(source)
        if PurePath(name).suffix.casefold() in {".csv", ".tsv"}:
            return True
        headers = open_table(source).headers
        return recognise(headers) is not None or fingerprint(headers) in (known or {})
    except Refused:
        return False


def _count(table: OpenTable, columns: Map[str, tuple[int, ...]], told: Told) -> tuple[int, DayOrder]:
    """How many rows there are, and how their dates are meant."""
    dated = [index for target in _DATES for index in columns.get(target, ())]
    order, count = DayOrder(), 0
    for row in table.rows():
        count += 1
        if count % _BETWEEN == 0:
            told(count)
        if dated and not isinstance(row, RefusedRow):
            for index in dated:
                order.see(row[1][index])
    return count, order


def _reader(
    record: RecordKind, headers: tuple[str, ...], *, strict: bool
) -> ContactReader | MatterReader | NoteReader:
    if record == "contact":
        return ContactReader(numbered_columns(headers))
    return NoteReader() if record == "note" else MatterReader(strict)
