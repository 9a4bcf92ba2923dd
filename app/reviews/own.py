"""Whose file a matter is: nobody reviews their own (PRACTICE I3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select

from app.contactlog.models import ContactEntry
from app.matters.keepers import KeeperRole, MatterKeeper
from app.matters.models import Matter
from app.storage.rows import among
from app.storage.transaction import Reader

_KEPT: Final = (KeeperRole.CONTACT, KeeperRole.RESPONSIBLE)


def own_files(reader: Reader, person_id: UUID, matter_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the matters that somebody looks or looked after, or in which they wrote down contact with its client."""
    looks = or_(Matter.responsible_id == person_id, Matter.point_of_contact_id == person_id)
    before = select(MatterKeeper.matter_id).where(
        or_(MatterKeeper.was_id == person_id, MatterKeeper.now_id == person_id),
        MatterKeeper.role.in_(_KEPT),
        MatterKeeper.since <= reader.now,
    )
    wrote = select(ContactEntry.id).where(
        ContactEntry.matter_id == Matter.id,
        ContactEntry.with_client,
        ContactEntry.withdrawn_at.is_(None),
        or_(ContactEntry.author_id == person_id, ContactEntry.held_by_id == person_id),
        ContactEntry.message_key.is_(None),
    )
    query = select(Matter.id).where(
        among(Matter.id, matter_ids), or_(looks, Matter.id.in_(before), wrote.exists())
    )
    return frozenset(reader.session.scalars(query))


def is_own(reader: Reader, person_id: UUID, matter_id: UUID) -> bool:
    """Whether a matter is one of somebody's `own_files`."""
    return bool(own_files(reader, person_id, [matter_id]))
