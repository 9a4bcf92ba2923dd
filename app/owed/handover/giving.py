"""What somebody owes beside the matters themselves, given to others: agreed actions, dates to act on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from uuid import UUID

from sqlalchemy import select

from app.contactlog.follow_up_commands import give_follow_up
from app.contactlog.models import FollowUp
from app.kernel.language import tr
from app.kernel.rights import Right
from app.matters.key_dates import NewKeyDate, correct_key_date, the_key_date
from app.owed.handover.left_with import follow_ups_of, key_dates_of
from app.people.models import Colleague
from app.people.queries import colleague
from app.storage.rows import among
from app.storage.transaction import Transaction

Given = tuple[tuple[UUID, UUID], ...]
"""Things, and who has them now."""


def give_follow_ups(
    tx: Transaction, from_id: UUID, heirs: Mapping[UUID, UUID], loose_to: UUID | None
) -> Given:
    """Give what somebody agreed to do to the heir of its matter, and to ``loose_to`` what belongs to none."""
    tx.need(Right.WRITE)
    given = tuple(
        (one.id, heir)
        for one in follow_ups_of(tx.reader(), from_id)
        if (heir := heirs.get(one.matter_id) if one.matter_id else loose_to) is not None
    )
    give_each(tx, given)
    return given


def give_each(tx: Transaction, given: Given) -> None:
    """Agreed actions, each to somebody."""
    tx.need(Right.WRITE)
    query = select(FollowUp).where(among(FollowUp.id, [one for one, _ in given]))
    rows = tx.session.scalars(query).all()  # read together; each is then found by its id
    people = tx.session.scalars(select(Colleague)).all()
    for follow_up_id, to_id in given:
        give_follow_up(tx, follow_up_id, to_id)
    del rows, people


def give_key_dates(tx: Transaction, from_id: UUID, heirs: Mapping[UUID, UUID], reason: str) -> Given:
    """The heir of the matter acts on the dates on which somebody was to act."""
    tx.need(Right.WRITE)
    given = []
    for one in key_dates_of(tx.reader(), from_id):
        if one.matter_id in heirs:
            say_who_acts(tx, one.id, heirs[one.matter_id], reason)
            given.append((one.id, heirs[one.matter_id]))
    return tuple(given)


def say_who_acts(tx: Transaction, key_date_id: UUID, colleague_id: UUID, reason: str) -> None:
    """Somebody of the firm acts on a key date."""
    tx.need(Right.WRITE)
    row = the_key_date(tx.session, key_date_id)
    said = {one.name: getattr(row, one.name) for one in fields(NewKeyDate)}
    name = colleague(tx.reader(), colleague_id).name
    correct_key_date(tx, key_date_id, NewKeyDate(**said | {"who_acts": name}), reason or tr("Handed over"))
