"""Putting off what is owed, with the reason, and taking it up again. What may be put off: `app.owed.snooze_rules`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.kernel.errors import NotFound, Refused
from app.kernel.rights import Right
from app.kernel.text import clean
from app.owed.items import OwedItem, OwedKind
from app.owed.models import Snooze
from app.owed.put_off import PutOff
from app.owed.snooze_rules import holds, until_when
from app.storage.transaction import Reader, Transaction
from app.workdays.worktime import WorkTime

LONGEST_REASON = 300
"""Letters: it stands in a line of a list."""

Key = tuple[str, UUID]
"""The word of an `OwedKind`, and the thing's ``source_id``."""

_RECORDED = {
    OwedKind.UPDATE: "update",
    OwedKind.DEVELOPMENT: "development",
    OwedKind.ACKNOWLEDGEMENT: "entry",
    OwedKind.ANSWER: "entry",
    OwedKind.FOLLOW_UP: "follow_up",
    OwedKind.KEY_DATE: "key_date",
}
"""What the audit trail calls the thing."""
_SAME = ("kind", "source_id", "matter_id", "for_due", "until_on", "until_at", "reason")


def put_off(tx: Transaction, item: OwedItem, until: date | None, reason: str, where: WorkTime) -> UUID:
    """Put a thing off until a day, or until later today; when it is due stays as it is. Needs `Right.WRITE`.

    Raises `Refused` ("no-reason", "too-long") with field "reason", and as `until_when` with field "until".
    """
    tx.need(Right.WRITE)
    reason = clean(reason, lines=False)
    if not reason:
        raise Refused("no-reason", "Please say why it is put off: who looks later will ask.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refused(
            "too-long", f"Please say why in at most {LONGEST_REASON} letters.", field="reason"
        )
    until_on, until_at = until_when(item, until, tx.now, where)
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
    """The thing stands on the list again. Needs `Right.WRITE`."""
    tx.need(Right.WRITE)
    found = tx.session.get(Snooze, snooze_id)
    if found is None:
        raise NotFound("no-snooze", "That is not put off any more.")
    if found.ended_at is None:
        found.ended_at, found.ended_by = tx.now, tx.actor
        tx.record("taken up", _RECORDED[OwedKind(found.kind)], found.source_id)
        _touch(tx, found)


def put_off_again(tx: Transaction, snooze_id: UUID) -> None:
    """It was taken up by mistake: put off as it was. Needs `Right.WRITE`."""
    tx.need(Right.WRITE)
    found = tx.session.get(Snooze, snooze_id)
    if found is None:
        raise NotFound("no-snooze", "That is not in the vault.")
    if found.ended_at is not None:
        values = {name: getattr(found, name) for name in _SAME}
        _add(tx, Snooze(id=tx.new_id(), set_at=tx.now, set_by=tx.actor, **values))


def snoozes(reader: Reader, matter_id: UUID | None = None) -> Mapping[Key, PutOff]:
    """What is put off at the reader's moment, the newest for each thing; whether it holds says `with_snoozes`."""
    moment = reader.now if reader.known_by is None else min(reader.now, reader.known_by)
    query = (
        select(Snooze)
        .where(Snooze.until_on >= reader.today, Snooze.set_at <= moment)
        .where(or_(Snooze.ended_at.is_(None), Snooze.ended_at > moment))
        .order_by(Snooze.set_at, Snooze.id)
    )
    if matter_id is not None:
        query = query.where(Snooze.matter_id == matter_id)
    return {
        (one.kind, one.source_id): PutOff(
            one.id, one.until_on, one.until_at, one.reason, one.set_by, one.for_due
        )
        for one in reader.session.scalars(query)
    }


def with_snoozes(
    reader: Reader, items: Iterable[OwedItem], found: Mapping[Key, PutOff]
) -> list[OwedItem]:
    """The items, each with what holds of it: it stays in the list and says that it is put off."""
    if not found:
        return list(items)
    now = reader.local(reader.now)
    return [_with(item, found.get((item.kind.value, item.source_id)), now) for item in items]


def _with(item: OwedItem, snooze: PutOff | None, now: datetime) -> OwedItem:
    return item if snooze is None or not holds(item, snooze, now) else replace(item, put_off=snooze)


def _add(tx: Transaction, made: Snooze) -> None:
    tx.session.add(made)
    tx.session.flush()
    kind, until = _RECORDED[OwedKind(made.kind)], made.until_at or made.until_on
    tx.record("put off", kind, made.source_id, until=until, reason=made.reason)
    _touch(tx, made)


def _for_due(item: OwedItem) -> date | None:
    due = item.due
    if item.kind is not OwedKind.UPDATE or due is None:
        return None
    return due.date() if isinstance(due, datetime) else due


def _touch(tx: Transaction, snooze: Snooze) -> None:
    tx.touch("snooze", snooze.id)
    if snooze.matter_id is not None:
        tx.touch("matter", snooze.matter_id)
