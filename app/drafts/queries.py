"""Drafts that wait for their author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.drafts.models import Draft
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class DraftRow:
    """The values of a form that was not saved."""

    id: UUID
    form: str
    saved_at: datetime
    values: dict[str, Any]


def drafts(reader: Reader, form: str | None = None, draft_id: UUID | None = None) -> tuple[DraftRow, ...]:
    """The viewer's own drafts, newest first: all, those of a form, or the one with that id."""
    query = select(Draft).where(Draft.author_id == reader.viewer).order_by(Draft.saved_at.desc())
    if form is not None:
        query = query.where(Draft.form == form)
    if draft_id is not None:
        query = query.where(Draft.id == draft_id)
    return tuple(DraftRow(d.id, d.form, d.saved_at, d.values) for d in reader.session.scalars(query))
