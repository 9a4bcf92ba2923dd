"""Keeping and dropping drafts. Not audited: a draft is nobody's record yet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import delete, update

from app.drafts.models import Draft
from app.storage.transaction import Transaction


def keep_draft(tx: Transaction, draft_id: UUID, form: str, values: dict[str, Any]) -> None:
    """Keep what an open form holds; the same id again replaces it. ``values`` must be JSON."""
    kept = {"saved_at": tx.now, "values": values}
    own = update(Draft).where(Draft.id == draft_id, Draft.author_id == tx.actor).values(kept)
    # Not by a look: a form about what was hidden since is kept.
    if not tx.session.connection().execute(own).rowcount:
        tx.insert(Draft, {"id": draft_id, "form": form, "author_id": tx.actor, **kept})


def drop_drafts(tx: Transaction, form: str) -> None:
    """One's own of that form, all of them; those about what was hidden since, too."""
    tx.session.execute(delete(Draft).where(Draft.form == form, Draft.author_id == tx.actor))


def drop_draft(tx: Transaction, draft_id: UUID) -> None:
    """The form was saved or given up."""
    tx.session.execute(delete(Draft).where(Draft.id == draft_id, Draft.author_id == tx.actor))
