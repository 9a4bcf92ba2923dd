"""How putting off, and taking up again, is taken back (`app.storage.undoing`)."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.owed.items import OwedKind
from app.owed.snooze.commands import put_off_again, take_up
from app.owed.snooze.models import Snooze
from app.storage.transaction import Reader, Transaction
from app.storage.undoing import Way


class _PutOff(NamedTuple):
    until_on: date
    until_at: datetime | None
    reason: str
    for_due: date | None


def put_off_way(kind: OwedKind, source_id: UUID) -> Way:
    """Until when a thing is put off, and why; None where it stands on the list."""
    of_it = select(Snooze).where(Snooze.kind == kind.value, Snooze.source_id == source_id)

    def standing(reader: Reader) -> Snooze | None:
        query = of_it.where(Snooze.ended_at.is_(None)).order_by(Snooze.id.desc())
        return reader.session.scalars(query.limit(1)).first()

    def state(reader: Reader) -> _PutOff | None:
        found = standing(reader)
        return None if found is None else _said(found)

    def put(tx: Transaction, wanted: _PutOff | None, _why: str) -> None:
        now = standing(tx.reader())
        if now is not None:
            take_up(tx, now.id)
        if wanted is None:
            return
        said = tx.session.scalars(of_it.order_by(Snooze.id.desc())).all()
        before = next((one for one in said if _said(one) == wanted), None)
        if before is None:
            raise NotFound("no-snooze", tr("That is not in the vault."))
        put_off_again(tx, before.id)

    return Way(state, put)


def _said(one: Snooze) -> _PutOff:
    return _PutOff(one.until_on, one.until_at, one.reason, one.for_due)
