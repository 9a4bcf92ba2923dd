"""Putting off what is owed, with the reason, and taking it up again. What may be put off: `app.owed.snooze.rules`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.hours.queries import work_time
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.owed.items import OwedItem, OwedKind
from app.owed.queries import AHEAD, owed
from app.owed.snooze.models import Snooze
from app.owed.snooze.rules import until_when
from app.storage.transaction import Reader, Transaction

LONGEST_REASON = 300
"""Letters: it stands in a line of a list."""

RECORDED = {
    OwedKind.UPDATE: "update",
    OwedKind.DEVELOPMENT: "development",
    OwedKind.ACKNOWLEDGEMENT: "entry",
    OwedKind.ANSWER: "entry",
    OwedKind.FOLLOW_UP: "follow_up",
    OwedKind.KEY_DATE: "key_date",
    OwedKind.DUTY: "duty",
}
"""What the audit trail calls the thing."""
_SAME = ("kind", "source_id", "matter_id", "for_due", "until_on", "until_at", "reason")


def owed_item(
    reader: Reader, source_id: UUID, kind: OwedKind | None = None, matter_id: UUID | None = None
) -> OwedItem:
    """One thing that is owed, by what it comes from, however far ahead; raises `NotFound` ("not-owed")."""
    for days in (AHEAD, (date.max - reader.today).days):  # most of what is asked for is near
        for item in owed(reader, days=days, matter_id=matter_id).items:
            if item.source_id == source_id and kind in {None, item.kind}:
                return item
    raise NotFound("not-owed", tr("That is not owed any more: somebody has done it."))


def put_off(
    tx: Transaction,
    kind: OwedKind,
    source_id: UUID,
    until: date | None,
    reason: str,
    *,
    matter_id: UUID | None = None,
) -> UUID:
    """Put a thing off until a day, or until later today (None); when it is due stays as it is. Needs `Right.WRITE`.

    ``matter_id`` spares a look through the others. Raises `NotFound` ("not-owed"), `Refused` ("no-reason", "too-long")
    with field "reason", and as `until_when` with field "until".
    """
    tx.need(Right.WRITE)
    ask = "Please say why it is put off: who looks later will ask."
    reason = given_reason(reason, ask, longest=LONGEST_REASON)
    reader = tx.reader()
    item = owed_item(reader, source_id, kind, matter_id)
    until_on, until_at = until_when(item, until, tx.now, work_time(reader))
    made = Snooze(
        id=tx.new_id(),
        kind=item.kind.value,
        source_id=item.source_id,
        matter_id=item.matter_id,
        for_due=_for_due(item),
        until_on=until_on,
        until_at=until_at,
        reason=reason,
        set_at=tx.now,
        set_by=tx.actor,
    )
    _add(tx, made)
    return made.id


def take_up(tx: Transaction, snooze_id: UUID) -> None:
    """The thing stands on the list again, however often it was put off. Needs `Right.WRITE`."""
    tx.need(Right.WRITE)
    found = tx.session.get(Snooze, snooze_id)
    if found is None:
        raise NotFound("no-snooze", tr("That is not put off any more."))
    if _end_others(tx, found):
        _record(tx, "taken up", found)
        _touch(tx, found)


def put_off_again(tx: Transaction, snooze_id: UUID) -> None:
    """It was taken up by mistake: put off as it was, unless it is put off by now. Needs `Right.WRITE`."""
    tx.need(Right.WRITE)
    found = tx.session.get(Snooze, snooze_id)
    if found is None:
        raise NotFound("no-snooze", tr("That is not in the vault."))
    if not any(one.until_on >= tx.today for one in _open(tx, found)):
        values = {name: getattr(found, name) for name in _SAME}
        _add(tx, Snooze(id=tx.new_id(), set_at=tx.now, set_by=tx.actor, **values))


def _add(tx: Transaction, made: Snooze) -> None:
    """It takes the place of what was said before of the same thing."""
    _end_others(tx, made)
    tx.session.add(made)
    tx.session.flush()
    _record(tx, "put off", made, until=made.until_at or made.until_on, reason=made.reason)
    _touch(tx, made)


def _end_others(tx: Transaction, snooze: Snooze) -> bool:
    found = _open(tx, snooze)
    for one in found:
        one.ended_at, one.ended_by = tx.now, tx.actor
    tx.session.flush()
    return bool(found)


def _open(tx: Transaction, snooze: Snooze) -> Sequence[Snooze]:
    """What was said of the same thing and not ended, whether its day is past or not."""
    query = select(Snooze).where(
        Snooze.kind == snooze.kind, Snooze.source_id == snooze.source_id, Snooze.ended_at.is_(None)
    )
    return tx.session.scalars(query).all()


def _record(tx: Transaction, action: str, made: Snooze, **body: object) -> None:
    kind = RECORDED[OwedKind(made.kind)]
    tx.record(action, kind, made.source_id, **body)


def _for_due(item: OwedItem) -> date | None:
    due = item.due
    if item.kind is not OwedKind.UPDATE or due is None:
        return None
    return due.date() if isinstance(due, datetime) else due


def _touch(tx: Transaction, snooze: Snooze) -> None:
    tx.touch("snooze", snooze.id)
    if snooze.matter_id is not None:
        tx.touch("matter", snooze.matter_id)
