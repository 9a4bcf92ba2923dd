"""Keeping and dropping drafts. Not audited: a draft is nobody's record yet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import delete

from app.drafts.models import Draft
from app.storage.transaction import Transaction


def keep_draft(tx: Transaction, draft_id: UUID, form: str, values: dict[str, Any]) -> None:
    """Keep what an open form holds; the same id again replaces it. ``values`` must be JSON."""
    draft = tx.session.get(Draft, draft_id)
    if draft is None:
        draft = Draft(id=draft_id, form=form, author_id=tx.actor)
        tx.session.add(draft)
    draft.saved_at = tx.now
    draft.values = values


def drop_draft(tx: Transaction, draft_id: UUID) -> None:
    """The form was saved or given up."""
    tx.session.execute(delete(Draft).where(Draft.id == draft_id, Draft.author_id == tx.actor))
