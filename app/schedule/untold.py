"""Who was told nothing in a month: the list that is worked through, never the updates themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from app.contactlog.queries import follow_ups, given_updates, last_updates, untold_developments
from app.contactlog.words import FollowUpSide
from app.kernel.days import add_months
from app.kernel.language import counted, tr
from app.kernel.said import say_day
from app.matters.key_date_queries import key_dates
from app.matters.queries import MatterRow, list_matters
from app.matters.words import MatterStatus
from app.schedule.queries import UpdateDue, update_dues
from app.storage.transaction import Reader
from app.workdays.calendar import WorkCalendar

SET_SCHEDULE = "Set an update schedule"
"""What is next where there is no schedule and nothing is dated."""


@dataclass(frozen=True, slots=True)
class ToldNothing:
    """An open matter whose client was given no update in the month.

    ``next_action`` is what to do about it, in words: news to tell first; then the day of the update, and what else is
    agreed or dated next.
    """

    matter: MatterRow
    last_given: datetime | None
    due: UpdateDue | None
    next_action: str
    sets_schedule: bool = False
    """The next action is to set an update schedule: there is none, and nothing is dated."""

    @property
    def person_id(self) -> UUID | None:
        """Who gives the update."""
        by = self.due.by_id if self.due else None
        return by or self.matter.point_of_contact_id or self.matter.responsible_id

    @property
    def silent(self) -> bool:
        """Whether the client needs none: last in the list, with the reason."""
        return self.due is not None and self.due.silent is not None


def told_nothing(
    reader: Reader, calendar: WorkCalendar, month: date | None = None, person_id: UUID | None = None
) -> tuple[ToldNothing, ...]:
    """The open matters whose clients were given no update in the ``month`` of that day (by then: the reader's), the
    longest without one first, those in a season of silence last.

    Matters that were opened after the month are left out.
    """
    first = (month or reader.today).replace(day=1)
    last = add_months(first, 1) - timedelta(days=1)
    begin = datetime.combine(first, time(), tzinfo=reader.zone)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=reader.zone)
    told = {one.matter_id for one in given_updates(reader, begin, end)}
    matters = [
        row
        for row in list_matters(reader, status=MatterStatus.OPEN)
        if row.id not in told and (row.opened_on is None or row.opened_on <= last)
    ]
    dues = update_dues(reader, calendar, closed=False)
    given = last_updates(reader, closed=False)
    actions = _Actions(reader)
    found = [
        ToldNothing(row, given.get(row.id), dues.get(row.id), words, words == tr(SET_SCHEDULE))
        for row in matters
        for words in [actions.of(row, dues.get(row.id))]
    ]
    if person_id is not None:
        found = [one for one in found if one.person_id == person_id]
    return tuple(sorted(found, key=_order))


def _order(one: ToldNothing) -> tuple[bool, bool, float, str]:
    at = one.last_given.timestamp() if one.last_given else 0.0
    return one.silent, one.last_given is not None, at, one.matter.number


class _Actions:
    """What comes next in every matter, read at once."""

    def __init__(self, reader: Reader) -> None:
        self._today = reader.today
        self._news: dict[UUID, int] = {}
        for news in untold_developments(reader):
            self._news[news.matter_id] = self._news.get(news.matter_id, 0) + 1
        self._agreed: dict[UUID, str] = {}
        for one in follow_ups(reader, open_only=True):
            if one.matter_id is not None and one.side is FollowUpSide.FIRM:
                when = f", {say_day(one.due_on, self._today)}" if one.due_on else ""
                self._agreed.setdefault(one.matter_id, f"{one.text}{when}")
        self._dated: dict[UUID, str] = {}
        for key in key_dates(reader, pending_on=reader.today):
            if key.done_at is None:
                self._dated.setdefault(key.matter_id, f"{key.title}, {say_day(key.on, self._today)}")

    def of(self, row: MatterRow, due: UpdateDue | None) -> str:
        if due is not None and due.silent is not None:
            day = say_day(due.silent.last, self._today)
            return tr("Silence is agreed until {day}: {reason}").format(day=day, reason=due.silent.reason)
        update = "" if due is None else tr("Update due {day}").format(day=say_day(due.due_on, self._today))
        if count := self._news.get(row.id, 0):
            tell = counted(count, "Tell 1 development", "Tell {count} developments").format(count=count)
            return " · ".join(filter(None, (tell, update)))
        following = self._agreed.get(row.id) or self._dated.get(row.id)
        return " · ".join(filter(None, (update, following))) or tr(SET_SCHEDULE)
