"""Changing the firm's kinds of contact: the firm's own stand in the vault, beside those that come with the program."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from app.contactlog.kind_queries import kind_rows
from app.contactlog.kinds import Kind, body_of, checked_kind, find_kind, supplied
from app.contactlog.models import ContactKind
from app.kernel.errors import Invalid, NotFound, Problem
from app.kernel.language import tr
from app.kernel.rights import Right
from app.settings.queries import firm
from app.storage.transaction import Transaction


def save_kind(tx: Transaction, kind: Kind, kind_id: UUID | None = None) -> UUID:
    """Add a kind, or change one: ``kind_id`` names a row, a ``key`` one that comes with the program.

    Raises Invalid for what is wrong with it; an entry keeps the name its kind had.
    """
    tx.need(Right.FIRM)
    kind = checked_kind(kind)
    rows = kind_rows(tx.reader())
    found = _row(tx, kind_id) if kind_id is not None else _edition(tx, kind.key)
    others = [row.kind for row in rows if row.id != (found.id if found else None) or not found]
    if find_kind([one for one in others if not kind.key or one.key != kind.key], kind.name) is not None:
        raise Invalid([Problem("name", "same-name", tr("There is a kind of contact of this name already."))])
    if found is None:
        highest = tx.session.scalar(select(func.max(ContactKind.position)))
        found = ContactKind(id=tx.new_id(), key=kind.key, position=0 if highest is None else highest + 1)
        found.name, found.body = kind.name, body_of(kind)
        tx.session.add(found)
        tx.session.flush()
        tx.record("added", "contact_kind", found.id, name=kind.name, body=found.body)
    elif (found.name, found.body, found.retired_at) != (kind.name, body_of(kind), None):
        before = {"name": found.name, "body": found.body}
        found.name, found.body, found.retired_at = kind.name, body_of(kind), None
        tx.record(
            "changed", "contact_kind", found.id, before=before, after={"name": kind.name, "body": found.body}
        )
    return found.id


def retire_kind(tx: Transaction, kind_id: UUID | None, key: str = "") -> None:
    """The form offers it no more: a row, or by its ``key`` one of the program that nobody changed."""
    tx.need(Right.FIRM)
    if kind_id is None:
        ours = supplied(firm(tx.reader()).details.written_in)
        kind = next((one for one in ours if one.key == key), None)
        if kind is None:
            raise NotFound("no-kind", tr("That kind of contact is not in the vault."))
        kind_id = save_kind(tx, kind)
    found = _row(tx, kind_id)
    if found.retired_at is None:
        found.retired_at = tx.now
        tx.record("retired", "contact_kind", kind_id, name=found.name)


def bring_back_kind(tx: Transaction, kind_id: UUID) -> None:
    """The form offers it again."""
    tx.need(Right.FIRM)
    found = _row(tx, kind_id)
    if found.retired_at is not None:
        found.retired_at = None
        tx.record("brought back", "contact_kind", kind_id, name=found.name)


def _row(tx: Transaction, kind_id: UUID) -> ContactKind:
    found = tx.session.get(ContactKind, kind_id)
    if found is None:
        raise NotFound("no-kind", tr("That kind of contact is not in the vault."))
    return found


def _edition(tx: Transaction, key: str) -> ContactKind | None:
    return tx.session.scalar(select(ContactKind).where(ContactKind.key == key)) if key else None
