"""Which column is what in files of systems we do not know, kept for the next file with the same headers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import select

from app.exchange.csv_kinds import Mapping, check_mapping
from app.exchange.csv_targets import MOST_HEADERS, RecordKind, fingerprint
from app.exchange.models import CsvMapping
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.kernel.rights import Right
from app.storage.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class Remembered:
    """A mapping that was kept, for which headers, since when and by whom."""

    id: UUID
    headers: tuple[str, ...]
    mapping: Mapping
    remembered_at: datetime
    remembered_by: UUID


def remember_mapping(tx: Transaction, headers: tuple[str, ...], mapping: Mapping) -> UUID:
    """Use this mapping from now on for files with these headers, in the place of what was known for them.

    Raises `Refused` ("unknown-field", "unknown-column") for a mapping that does not fit the headers.
    """
    tx.need(Right.WRITE)
    check_mapping(mapping, headers)
    key = fingerprint(headers)
    there = tx.session.scalar(select(CsvMapping).where(CsvMapping.fingerprint == key))
    columns = [list(pair) for pair in mapping.columns]
    same = there is not None and (there.record, there.columns, there.month_first) == (
        mapping.record,
        columns,
        mapping.month_first,
    )
    if there is not None and same:
        return there.id
    found = there or CsvMapping(id=tx.new_id(), fingerprint=key)
    found.headers = list(headers[:MOST_HEADERS])
    found.record, found.columns, found.month_first = mapping.record, columns, mapping.month_first
    found.remembered_at, found.remembered_by = tx.now, tx.actor
    tx.session.add(found)
    tx.session.flush()
    tx.record("remembered", "csv_mapping", found.id, record=mapping.record, columns=columns)
    return found.id


def forget_mapping(tx: Transaction, mapping_id: UUID) -> None:
    """Ask again for such headers. Raises `NotFound`."""
    tx.need(Right.WRITE)
    found = tx.session.get(CsvMapping, mapping_id)
    if found is None:
        raise NotFound("no-mapping", tr("These columns are not remembered any more."))
    tx.session.delete(found)
    tx.session.flush()
    tx.record("forgotten", "csv_mapping", mapping_id, columns=found.columns)


def remembered_mappings(reader: Reader) -> tuple[Remembered, ...]:
    """All that are kept, the newest first."""
    query = select(CsvMapping).order_by(CsvMapping.remembered_at.desc(), CsvMapping.id.desc())
    return tuple(map(_plain, reader.session.scalars(query)))


def mapping_for(reader: Reader, headers: Iterable[str]) -> Remembered | None:
    """What is kept for such headers; None where nothing is."""
    query = select(CsvMapping).where(CsvMapping.fingerprint == fingerprint(headers))
    found = reader.session.scalar(query)
    return _plain(found) if found is not None else None


def known_mappings(reader: Reader) -> dict[str, Mapping]:
    """Every mapping that is kept, by the fingerprint of its headers: for reading files without the database."""
    return {found.fingerprint: _plain(found).mapping for found in reader.session.scalars(select(CsvMapping))}


def _plain(found: CsvMapping) -> Remembered:
    columns = tuple((target, header) for target, header in found.columns)
    mapping = Mapping(cast(RecordKind, found.record), columns, found.month_first)
    return Remembered(found.id, tuple(found.headers), mapping, found.remembered_at, found.remembered_by)
