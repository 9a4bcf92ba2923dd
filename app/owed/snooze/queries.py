"""What is put off, read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.owed.items import OwedItem
from app.owed.snooze.models import Snooze
from app.owed.snooze.put_off import PutOff
from app.owed.snooze.rules import holds
from app.storage.transaction import Reader

Key = tuple[str, UUID]
"""The word of an `OwedKind`, and the thing's ``source_id``."""


def snoozes(reader: Reader, among: Collection[UUID] | None = None) -> Mapping[Key, PutOff]:
    """What is put off at the reader's moment, the newest for each thing; whether it holds says `with_snoozes`.

    ``among`` the things of these ``source_id`` alone, wherever they lie: an entry may be in another matter now.
    """
    moment = reader.now if reader.known_by is None else min(reader.now, reader.known_by)
    query = (
        select(Snooze)
        .where(Snooze.until_on >= reader.today, Snooze.set_at <= moment)
        .where(or_(Snooze.ended_at.is_(None), Snooze.ended_at > moment))
        .order_by(Snooze.set_at, Snooze.id)
    )
    if among is not None:
        query = query.where(Snooze.source_id.in_(among))
    return {
        (one.kind, one.source_id): PutOff(
            one.id, one.until_on, one.until_at, one.reason, one.set_by, one.for_due
        )
        for one in reader.session.scalars(query)
    }


def with_snoozes(reader: Reader, items: Iterable[OwedItem], found: Mapping[Key, PutOff]) -> list[OwedItem]:
    """The items, each with what holds of it: it stays in the list and says that it is put off."""
    if not found:
        return list(items)
    now = reader.local(reader.now)
    return [_with(item, found.get((item.kind.value, item.source_id)), now) for item in items]


def _with(item: OwedItem, snooze: PutOff | None, now: datetime) -> OwedItem:
    return item if snooze is None or not holds(item, snooze, now) else replace(item, put_off=snooze)
