"""Developments, read: as they stand, or as they stood when the reader may have known them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, select

from app.kernel.rows import quick_row
from app.matters.history import if_by, said_then
from app.matters.models import Development, DevelopmentVersion
from app.matters.words import COURT_ORIGIN, DevelopmentKind
from app.storage.rows import among
from app.storage.transaction import Reader


@quick_row
class DevelopmentRow:
    """Something that happened."""

    id: UUID
    matter_id: UUID
    kind: DevelopmentKind
    occurred_at: datetime
    text: str
    whole_text: str
    plain_words: str
    document_number: str
    essential: bool
    urgent: bool
    written_at: datetime
    author_id: UUID
    version: int
    changed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def said(self) -> str:
        """What a client is told of it: everything that was written."""
        return self.whole_text or self.text

    @property
    def for_client(self) -> str:
        """What the letter says of it."""
        return self.plain_words or self.said


def developments(
    reader: Reader,
    matter_id: UUID | None = None,
    *,
    withdrawn: bool = False,
    ids: Collection[UUID] | None = None,
) -> tuple[DevelopmentRow, ...]:
    """What had happened by the reader's moment, newest first; of one matter or of all.

    ``withdrawn`` adds what was written down by mistake; ``ids`` looks at these alone.
    """
    query = select(*(getattr(Development, one.name) for one in fields(DevelopmentRow)))
    if ids is not None:
        query = query.where(among(Development.id, ids))
    if matter_id is not None:
        query = query.where(Development.matter_id == matter_id)
    query = query.where(*known_developments(reader, withdrawn=withdrawn))
    rows = (DevelopmentRow(*row) for row in reader.session.execute(query))
    found = developments_as_known(reader, rows)
    return tuple(sorted(found, key=lambda one: (one.occurred_at, one.id), reverse=True))


def of_court(reader: Reader, ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these that came from a court's docket, in its own words."""
    query = select(Development.id).where(
        Development.id.in_(ids), Development.origin.startswith(COURT_ORIGIN, autoescape=True)
    )
    return frozenset(reader.session.scalars(query))


def known_developments(reader: Reader, *, withdrawn: bool = False) -> list[ColumnElement[bool]]:
    """What holds of a development that had happened, stands, and may be known.

    Where only what was written by some moment may be known, `developments_as_known` looks again.
    """
    if reader.known_by is None:
        return [Development.occurred_at <= reader.now] if withdrawn else happened_by(reader.now)
    known = reader.known_by
    happened = (Development.occurred_at <= reader.now) | (Development.changed_at > known)
    stood = Development.withdrawn_at.is_(None) | (Development.withdrawn_at > known)
    found = [Development.written_at <= known, happened]
    return found if withdrawn else [*found, stood]


def happened_by(now: datetime | BindParameter[datetime]) -> list[ColumnElement[bool]]:
    """The same where everything written may be known."""
    return [Development.occurred_at <= now, Development.withdrawn_at.is_(None)]


def developments_as_known(reader: Reader, rows: Iterable[DevelopmentRow]) -> tuple[DevelopmentRow, ...]:
    """The rows as they read when the reader may have known them: before what was corrected or withdrawn since."""
    if reader.known_by is None:
        return tuple(rows)
    by = reader.known_by
    kept = list(rows)
    then = said_then(
        reader,
        DevelopmentVersion,
        [row.id for row in kept if row.changed_at is not None and row.changed_at > by],
    )
    found = (
        replace(
            row,
            withdrawn_at=if_by(row.withdrawn_at, by),
            changed_at=if_by(row.changed_at, by),
            **then.get(row.id, {}),
        )
        for row in kept
    )
    return tuple(row for row in found if row.occurred_at <= reader.now)
