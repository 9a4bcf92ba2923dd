"""What is owed, made from each of the places where something can be owed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from app.contactlog.follow_ups import say_who
from app.contactlog.queries import AwaitingReply, FollowUpRow
from app.contactlog.words import FollowUpSide
from app.kernel.duty import Duty
from app.kernel.language import counted, spoken, tr
from app.kernel.said import say_day
from app.matters.development_queries import DevelopmentRow
from app.matters.key_date_queries import KeyDateRow
from app.matters.queries import MatterRow
from app.matters.words import LASTING
from app.owed.items import OwedItem, OwedKind, OwedState, Whose, of_matter
from app.owed.news_due import tell_by
from app.owed.notice import presses
from app.promises.queries import TermsBook
from app.promises.rules import ClockKind, ClockState
from app.schedule.queries import UpdateDue
from app.schedule.rules import Interval, say_update
from app.schedule.said import say_reason
from app.schedule.words import IntervalUnit, UpdateState, Why
from app.storage.transaction import Reader
from app.workdays.worktime import WorkTime


def update_item(reader: Reader, matter: MatterRow, due: UpdateDue, untold: int = 0) -> OwedItem:
    """The next scheduled update; ``untold`` counts the news that has no date of its own and goes with it."""
    given = None if due.last_given is None else reader.local(due.last_given).date()
    person = due.by_id or matter.point_of_contact_id or matter.responsible_id
    why = "" if due.why is Why.INTERVAL else say_reason(due, reader.today)
    text = _update_text(
        due.interval.count, due.interval.unit, given, why, untold, reader.today, spoken().code
    )
    state = _STATES[due.state]
    return OwedItem(
        OwedKind.UPDATE, of_matter(matter), person, due.due_on, state, matter.id, text, source=due
    )


@lru_cache(maxsize=4096)
def _update_text(
    count: int, unit: IntervalUnit, given: date | None, why: str, untold: int, today: date, _language: str
) -> str:
    """Thousands of matters say one of a few hundred."""
    since = (
        tr("none given yet") if given is None else tr("last given {day}").format(day=say_day(given, today))
    )
    said = [say_update(Interval(count, unit)), since, why]
    if untold:
        said.append(
            counted(untold, "1 development to tell", "{count} developments to tell").format(count=untold)
        )
    return "; ".join(filter(None, said))


def development_item(
    reader: Reader,
    matter: MatterRow,
    news: DevelopmentRow,
    where: WorkTime,
    terms: TermsBook,
    *,
    waits: bool = True,
) -> OwedItem:
    """News the client has not been told. What is supplementary ``waits`` for the next update; where none is scheduled
    it would wait for ever, so it is due (D2)."""
    promised = terms.of(matter.client_id, matter.id, news.occurred_at)
    due = tell_by(news.occurred_at, where, urgent=news.urgent, essential=news.essential, terms=promised)
    words = (
        tr("Tell the client: {news} (doc. {number})")
        if news.document_number
        else tr("Tell the client: {news}")
    )
    text = words.format(news=_short(news.said), number=news.document_number)
    person = matter.point_of_contact_id or matter.responsible_id
    state = OwedState.DUE if due is None and not waits else _state_at(due, reader)
    if due is None and not waits:
        text = tr("{text}; no update is scheduled that it could go with").format(text=text)
    return OwedItem(
        OwedKind.DEVELOPMENT,
        of_matter(matter),
        person,
        due,
        state,
        news.id,
        text,
        urgent=news.urgent,
        source=news,
    )


def reply_item(
    reader: Reader, whose: Whose, waiting: AwaitingReply, where: WorkTime, terms: TermsBook
) -> OwedItem:
    """An acknowledgement or an answer, by what was promised when the contact came in."""
    stands = terms.course(waiting, where, whose.client_id)
    clock, reading = stands.owed or (ClockKind.ANSWER, stands.clocks.answer)
    kind = OwedKind.ACKNOWLEDGEMENT if clock is ClockKind.ACKNOWLEDGE else OwedKind.ANSWER
    verb = tr("Acknowledge") if clock is ClockKind.ACKNOWLEDGE else tr("Answer")
    if (since := stands.paused_since) is not None:
        day = say_day(reader.local(since).date(), reader.today)
        verb = tr("{what} (waiting for the client since {day})").format(what=verb, day=day)
    paused = reading.state is ClockState.PAUSED
    return OwedItem(
        kind,
        whose,
        whose.contact_id,
        reading.due_at,
        OwedState.UPCOMING if paused else _state_at(reading.due_at, reader),
        waiting.entry_id,
        f"{verb}: {_short(waiting.summary)}",
        urgent=waiting.urgent,
        source=waiting,
        course=stands,
    )


def follow_up_item(reader: Reader, whose: Whose, agreed: FollowUpRow) -> OwedItem:
    """An agreed action that is not done: ours to do, or somebody else's to ask for."""
    ours = agreed.side is FollowUpSide.FIRM
    text = agreed.text if ours and not agreed.who else f"{say_who(agreed.who) or tr('Client')}: {agreed.text}"
    person = agreed.colleague_id or whose.contact_id
    state = _state_on(agreed.due_on, reader)
    return OwedItem(OwedKind.FOLLOW_UP, whose, person, agreed.due_on, state, agreed.id, text, source=agreed)


def key_date_item(reader: Reader, matter: MatterRow, key: KeyDateRow, *, unheard: bool = False) -> OwedItem:
    """What stands in the calendar of a matter. ``unheard``: the client is to be there and has to hear of it now
    (`app.owed.attending`): it is due before its own hour, and urgent."""
    due: datetime | date = key.on
    state = _state_on(key.on, reader)
    if key.at is not None:
        due = datetime.combine(key.on, key.at, tzinfo=reader.zone)
    urgent = presses(key, reader.today) or unheard
    if unheard and state is OwedState.UPCOMING:
        state = OwedState.DUE
    person = matter.responsible_id or matter.point_of_contact_id
    return OwedItem(
        OwedKind.KEY_DATE, of_matter(matter), person, due, state, key.id, key.title, urgent=urgent, source=key
    )


def duty_item(reader: Reader, whose: Whose, duty: Duty) -> OwedItem:
    """What a room of the firm's own house owes."""
    matter = whose.matter
    named = (matter.responsible_id or matter.point_of_contact_id) if matter else whose.lead_id
    due = duty.due
    return OwedItem(
        OwedKind.DUTY,
        whose,
        duty.person_id or named,
        due,
        _state_at(due, reader) if isinstance(due, datetime) else _state_on(due, reader),
        duty.source_id,
        duty.text,
        urgent=duty.urgent,
        source=duty,
    )


def stays_owed(key: KeyDateRow, today: date) -> bool:
    """A deadline is owed until it is done; a hearing, appointment or milestone that has passed is history."""
    if key.done_at is not None:
        return False
    return key.on >= today or key.kind in LASTING


_STATES: Mapping[UpdateState, OwedState] = {
    UpdateState.UPCOMING: OwedState.UPCOMING,
    UpdateState.DUE: OwedState.DUE,
    UpdateState.OVERDUE: OwedState.OVERDUE,
}


def _state_at(due: datetime | None, reader: Reader) -> OwedState:
    if due is None:
        return OwedState.UPCOMING
    if due < reader.now:
        return OwedState.OVERDUE
    return OwedState.DUE if reader.local(due).date() <= reader.today else OwedState.UPCOMING


def _state_on(due: date | None, reader: Reader) -> OwedState:
    if due is None or due > reader.today:
        return OwedState.UPCOMING
    return OwedState.DUE if due == reader.today else OwedState.OVERDUE


def _short(text: str, width: int = 160) -> str:
    """The first line, cut at a word: the whole text stands on the matter's page."""
    line = next(iter(text.splitlines()), "").strip()
    return line if len(line) <= width else line[:width].rsplit(" ", 1)[0] + " …"
