"""The whole way from the bytes of a CSV file to records. Reads values only: nothing is looked up, nothing
written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from app.exchange.csv_cells import Cells, RowError
from app.exchange.csv_contacts import ContactReader, numbered_columns
from app.exchange.csv_kinds import Mapping, columns_of_mapping, recognise, refuse_unknown
from app.exchange.csv_records import (
    ClientName,
    ContactRecord,
    CsvContent,
    MatterRecord,
    MatterState,
    RefusedRow,
)
from app.exchange.csv_tables import Table, decode, parse
from app.exchange.csv_targets import RecordKind, columns_by_target
from app.exchange.csv_values import (
    looks_like_docket_number,
    month_comes_first,
    read_name,
    read_state,
    read_yes,
)
from app.kernel.errors import Refused

_BETWEEN_NAMES = re.compile(r"\s*(?:;|\n| ::: )\s*")
_WORDS = re.compile(r"[,;\t\r\n\"]+")
_ROWS_OF_SAMPLE = 500
_DATES = ("opened_on", "closed_on", "pending_on", "limitation_on", "birthday")
MAPPED = "mapped"


def read_csv(raw: bytes, *, mapping: Mapping | None = None, encoding: str | None = None) -> CsvContent:
    """All records of a file of a known system, or of any file by the user's ``mapping``.

    Rows that cannot be taken over are in ``refused`` with the reason. Raises Refused: ``empty-file``,
    ``unknown-headers``, ``not-csv``, ``unknown-encoding``, ``cannot-decode``, ``unknown-column``,
    ``unknown-field``.
    """
    table = parse(decode(raw, encoding))
    if mapping is not None:
        columns = columns_of_mapping(mapping, table.headers)
        return _read(table, MAPPED, "Own columns", mapping.record, columns, mapping.month_first, strict=False)
    kind = recognise(table.headers)
    if kind is None:
        raise refuse_unknown(table.headers)
    if kind.record is None:
        return _content(table, kind.code, kind.label, importable=False, unread=table.headers)
    columns = columns_by_target(kind.record, table.headers)
    return _read(
        table,
        kind.code,
        kind.label,
        kind.record,
        columns,
        kind.month_first or None,
        strict=kind.strict_status,
    )


@dataclass(frozen=True, slots=True)
class Sample:
    """Headers of a file, for each the first different values, how it was read and whether that was a guess."""

    headers: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    rows: int
    encoding: str
    guessed: bool


def read_sample(raw: bytes, *, encoding: str | None = None, values: int = 3) -> Sample:
    """What the mapping form shows of a file. Raises Refused as ``read_csv`` does but for unknown headers."""
    table = parse(decode(raw, encoding))
    shown: list[dict[str, None]] = [{} for _ in table.headers]
    for _, cells in table.rows[:_ROWS_OF_SAMPLE]:
        for found, cell in zip(shown, cells, strict=False):
            if cell.strip() and len(found) < values:
                found[" ".join(cell.split())[:60]] = None
    return Sample(
        table.headers, tuple(map(tuple, shown)), table.total_rows, table.encoding, table.encoding_guessed
    )


def lines_to_tell(raw: bytes, encoding: str, most: int = 4) -> tuple[str, ...]:
    """Words with other than ASCII letters as ``encoding`` reads them, so that a person sees which one is right."""
    try:
        text = raw.decode(encoding)
    except (UnicodeError, LookupError):
        return ()
    words = (word.strip(" \t\r\n\"',;:()") for word in _WORDS.split(text) if not word.isascii())
    return tuple(islice(dict.fromkeys(word[:40] for word in words if word), most))


def looks_like_csv(raw: bytes, name: str) -> bool:
    """Whether a file is one for ``read_csv``: by its name if that says so, else by headers that are known."""
    try:
        decoded = decode(raw[:65_536])
        if PurePath(name).suffix.casefold() in {".csv", ".tsv"}:
            return True
        return recognise(parse(decoded).headers) is not None
    except Refused:
        return False


def _read(
    table: Table,
    code: str,
    label: str,
    record: RecordKind,
    columns: dict[str, tuple[int, ...]],
    month_first: bool | None,
    *,
    strict: bool,
) -> CsvContent:
    if month_first is None:
        month_first = _month_first(table, columns)
    cells = Cells(table.headers, columns, month_first=month_first)
    numbered = numbered_columns(table.headers) if record == "contact" else ()
    contact_reader = ContactReader(numbered)
    contacts: list[ContactRecord] = []
    matters: list[MatterRecord] = []
    refused = list(table.refused)
    for number, row in table.rows:
        cells.show(row)
        try:
            if record == "contact":
                contacts.append(contact_reader.read(number, cells))
            else:
                matters.append(_read_matter(number, cells, strict=strict))
        except RowError as refusal:
            refused.append(RefusedRow(number, refusal.reason, refusal.field))
    used = {index for found in columns.values() for index in found}
    used |= {index for group in numbered for _, index in group.parts} | {group.label for group in numbered}
    unread = tuple(header for index, header in enumerate(table.headers) if index not in used and header)
    return _content(table, code, label, contacts=contacts, matters=matters, refused=refused, unread=unread)


def _content(
    table: Table,
    code: str,
    label: str,
    *,
    importable: bool = True,
    contacts: list[ContactRecord] | None = None,
    matters: list[MatterRecord] | None = None,
    refused: list[RefusedRow] | None = None,
    unread: tuple[str, ...] = (),
) -> CsvContent:
    rejected = table.refused if refused is None else sorted(refused, key=lambda each: each.row)
    return CsvContent(
        kind=code,
        label=label,
        encoding=table.encoding,
        encoding_guessed=table.encoding_guessed,
        importable=importable,
        contacts=tuple(contacts or ()),
        matters=tuple(matters or ()),
        refused=tuple(rejected),
        unread=unread,
        total_rows=table.total_rows,
    )


def _month_first(table: Table, columns: dict[str, tuple[int, ...]]) -> bool:
    dated = [index for target in _DATES for index in columns.get(target, ())]
    return month_comes_first(row[index] for _, row in table.rows for index in dated)


def _read_matter(row: int, cells: Cells, *, strict: bool) -> MatterRecord:
    """One matter. ``strict``: an empty status refuses the row. Raises RowError."""
    title = cells.text("title")
    if not title:
        raise cells.refuse("title", f"{cells.header('title')} is empty: a matter needs a title.")
    number, reference, court = cells.text("number"), cells.text("reference"), cells.text("court")
    court_number = cells.text("court_number")
    if not court_number and looks_like_docket_number(reference, court):
        court_number, reference = reference, ""
    if not court_number and looks_like_docket_number(number, court):
        court_number = number  # MyCase has one number only; the firm's own stays what it is
    return MatterRecord(
        row=row,
        number=number or None,
        title=title,
        status=_status(cells, strict=strict),
        clients=_clients(cells),
        court_number=court_number,
        court=court,
        reference=reference,
        practice_area=cells.text("practice_area"),
        stage=cells.text("stage"),
        opened_on=cells.date("opened_on"),
        closed_on=cells.date("closed_on"),
        pending_on=cells.date("pending_on"),
        limitation_on=cells.date("limitation_on"),
        responsible=cells.text("responsible") or None,
        notes=cells.joined("notes", "\n\n"),
        external_id=cells.text("external_id") or None,
    )


def _status(cells: Cells, *, strict: bool) -> MatterState:
    text = cells.text("status")
    if not text and not strict:
        return "closed" if read_yes(cells.text("is_closed")) else "open"
    state = read_state(text)
    if state is None:
        header = cells.header("status")
        found = f"“{text[:40]}” is no status" if text else "is empty"
        raise cells.refuse("status", f"{header} {found}: it must be Open, Pending or Closed.")
    return state


def _clients(cells: Cells) -> tuple[ClientName, ...]:
    first, last = cells.text("client_first_name"), cells.text("client_last_name")
    company = cells.text("client_company")
    names = [ClientName(first, last, company)] if first or last or company else []
    names += [read_name(name) for name in _BETWEEN_NAMES.split(cells.text("clients")) if name]
    return tuple(dict.fromkeys(names))
