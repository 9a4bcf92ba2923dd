"""Whether another schedule would make an update that is late vanish: it is given or excused, never just gone (D2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.kernel.errors import Problem
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.said import say_day, say_late
from app.matters.queries import list_matters
from app.schedule.defaults import firm_roll
from app.schedule.excuses import excuses
from app.schedule.queries import update_dues
from app.schedule.rhythm import Rhythm
from app.schedule.standing import regular
from app.schedule.words import Roll, UpdateState, Why
from app.storage.transaction import Reader
from app.workdays.calendar import WorkCalendar

_MOST_NAMED = 4
"""Of more updates that one change drops the number is said."""


@dataclass(frozen=True, slots=True)
class LateUpdate:
    """An update that is overdue on ``today``, and what it was counted by.

    ``counted_from``: where the schedule counts from; ``since``: the day of the last update given or excused;
    ``heard_on``: that of the last one given. ``why`` and ``event_on`` as in `UpdateDue`.
    """

    client: str
    due_on: date
    counted_from: date
    today: date
    roll: Roll
    since: date | None = None
    heard_on: date | None = None
    why: Why = Why.INTERVAL
    event_on: date | None = None
    begins: bool = False


def late_update(reader: Reader, calendar: WorkCalendar, matter_id: UUID) -> LateUpdate | None:
    """The update of a matter that is late at the reader's moment; None where none is."""
    due = update_dues(reader, calendar, matter_id).get(matter_id)
    if due is None or due.state is not UpdateState.OVERDUE:
        return None
    heard = reader.local(due.last_given).date() if due.last_given else None
    ends = [one.due_on for one in excuses(reader, matter_id)[:1]]
    return LateUpdate(
        list_matters(reader, ids=[matter_id])[0].client,
        due.due_on,
        due.counted_from,
        reader.today,
        firm_roll(reader),
        max([*ends, *([heard] if heard else [])], default=None),
        heard,
        due.why,
        due.event_on,
        due.begins,
    )


def is_dropped(
    late: LateUpdate, rhythm: Rhythm, calendar: WorkCalendar, counted_from: date | None = None
) -> bool:
    """Whether nothing would be owed today any more by this ``rhythm``; ``counted_from`` as in `NewPlan`."""
    start = counted_from or late.counted_from
    begins = start == late.today or (late.begins and start == late.counted_from)
    if late.since is not None and late.since >= start:
        start, begins = late.since, False
    then = regular(start, rhythm, rhythm.roll or late.roll, calendar, begins=begins).due_on
    return then > late.today and not _is_owed_anyway(late, rhythm, start, then)


def _is_owed_anyway(late: LateUpdate, rhythm: Rhythm, start: date, then: date) -> bool:
    """What made it due makes it due still, whatever the interval is."""
    if late.why is Why.SILENCE:
        return late.event_on is not None and then <= late.event_on
    asks = {Why.STAGE: rhythm.at_stages, Why.KEY_DATE: rhythm.at_dates, Why.REOPENED: True}
    return asks.get(late.why, False) and (late.event_on is None or late.event_on >= start)


def dropped(
    reader: Reader, calendar: WorkCalendar, before: LateUpdate | None, matter_id: UUID
) -> Problem | None:
    """What is said of a change that was just made, while it can still be taken back: ``before``, the update was late,
    and nothing is owed today any more. Given or excused in the same breath it is not dropped."""
    if before is None:
        return None
    due = update_dues(reader, calendar, matter_id).get(matter_id)
    if due is not None and due.due_on <= reader.today:
        return None
    if any(one.due_on == before.due_on for one in excuses(reader, matter_id)[:1]):
        return None
    return Problem("every", "drops-late", say_dropped(before))


def late_updates(reader: Reader, calendar: WorkCalendar) -> dict[UUID, LateUpdate]:
    """Every update that is late, by matter, as far as the reader may see it."""
    dues = update_dues(reader, calendar)
    late = (one for one, due in dues.items() if due.state is UpdateState.OVERDUE)
    return {one: found for one in late if (found := late_update(reader, calendar, one)) is not None}


def dropped_everywhere(
    reader: Reader, calendar: WorkCalendar, before: Mapping[UUID, LateUpdate]
) -> Problem | None:
    """As `dropped`, of a change of the firm's own schedules: all updates that were late ``before`` it and are owed no
    more."""
    dues = update_dues(reader, calendar) if before else {}
    gone = [
        late
        for one, late in before.items()
        if (due := dues.get(one)) is None or due.state is UpdateState.UPCOMING
    ]
    if not gone:
        return None
    if len(gone) == 1:
        return Problem("every", "drops-late", say_dropped(gone[0]))
    names = ", ".join(late.client for late in gone[:_MOST_NAMED])
    if len(gone) > _MOST_NAMED:
        names += tr(" and {count} more").format(count=say_number(len(gone) - _MOST_NAMED))
    said = tr(
        "This drops {count} updates that are late, of {names}. Give them, or excuse each with a reason."
    )
    return Problem("every", "drops-late", said.format(count=say_number(len(gone)), names=names))


def say_dropped(late: LateUpdate) -> str:
    """What one sees before saving."""
    said = say_late(late.due_on, late.today)
    if late.heard_on is None:
        return tr(
            "This drops an update that is {late}: {client} has had none yet. "
            "Give it, or excuse it with a reason."
        ).format(late=said, client=late.client)
    return tr(
        "This drops an update that is {late}: {client} last heard on {day}. "
        "Give it, or excuse it with a reason."
    ).format(late=said, client=late.client, day=say_day(late.heard_on, late.today))
