"""What stands where on Today: values in, groups of rows out. Called on the worker, so that a long list holds up
nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.clients.queries import Manner
from app.owed.division import Division, Share
from app.owed.items import OwedItem, OwedState
from ui.kit.chips import Tone
from ui.kit.rows import Group, Row
from ui.today.sentences import forgotten_row, person_row, row_of, translate

Manners = Mapping[UUID, Manner]


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody looks at: what they owe, or the ``team``, of which those who are ``unfolded`` with what they
    owe."""

    team: bool = False
    unfolded: frozenset[UUID | None] = frozenset()


def mine(division: Division, manners: Manners, now: datetime) -> list[Group]:
    """What one person owes: late, today, this week, next week; then what is put off, and the forgotten files."""
    sunday = now.date() + timedelta(days=6 - now.weekday())
    late, today, week, later, put_off = [], [], [], [], []
    for item in division.mine.items:
        row = row_of(item, manners.get(item.whose.client_id), now, owner=_owner(item, division))
        if item.put_off is not None:
            put_off.append(row)
        elif item.state is OwedState.OVERDUE:
            late.append(row)
        elif item.state is OwedState.DUE:
            today.append(row)
        elif item.due is not None and _day(item.due, now) <= sunday:
            week.append(row)
        else:
            later.append(row)
    lost = [forgotten_row(one, manners.get(one.matter.client_id)) for one in division.mine.forgotten]
    return [
        Group(translate("Late"), tuple(late), Tone.LATE),
        Group(translate("Today"), tuple(today)),
        Group(translate("This week"), tuple(week)),
        Group(translate("Next week"), tuple(later)),
        Group(translate("Put off"), tuple(put_off)),
        Group(translate("No next date set"), tuple(lost)),
    ]


def team(
    division: Division, manners: Manners, now: datetime, unfolded: frozenset[UUID | None]
) -> list[Group]:
    """The others by person, who is latest first; of those unfolded what they owe stands under them."""
    return [Group("", tuple(_people(division.others, manners, now, unfolded)))]


def _people(
    shares: Iterable[Share], manners: Manners, now: datetime, unfolded: frozenset[UUID | None]
) -> Iterable[Row]:
    for share in shares:
        is_open = share.person_id in unfolded
        yield person_row(share, now, unfolded=is_open)
        if is_open:
            for item in share.items:
                yield row_of(item, manners.get(item.whose.client_id), now, level=1)
            for one in share.forgotten:
                yield forgotten_row(one, manners.get(one.matter.client_id), level=1)


def _owner(item: OwedItem, division: Division) -> str:
    """Who owes what stands in one's list for somebody who is away."""
    if item.person_id in {None, division.mine.person_id}:
        return ""
    return division.here.get(item.person_id, "") if item.person_id else ""


def _day(due: datetime | date, now: datetime) -> date:
    return due.astimezone(now.tzinfo).date() if isinstance(due, datetime) else due
