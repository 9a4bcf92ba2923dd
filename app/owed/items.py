"""One thing that is owed, made from each of the places where something can be owed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from app.contactlog.queries import AwaitingReply, FollowUpRow
from app.contactlog.words import FollowUpSide
from app.kernel.rows import quick_row
from app.kernel.said import say_day
from app.matters.development_queries import DevelopmentRow
from app.matters.key_date_queries import KeyDateRow
from app.matters.queries import MatterRow
from app.matters.words import LASTING, KeyDateKind
from app.owed.news_due import tell_by
from app.owed.order import Hurt, hurt
from app.owed.snooze.put_off import PutOff
from app.owed.unable import Unable
from app.promises.course import Course, Reached
from app.promises.queries import TermsBook
from app.promises.rules import ClockKind, ClockState
from app.promises.terms import EscalationTo
from app.schedule.queries import UpdateDue
from app.schedule.rules import Interval, say_adverb
from app.schedule.said import say_why
from app.schedule.words import IntervalUnit, UpdateState, Why
from app.storage.transaction import Reader
from app.workdays.worktime import WorkTime


class OwedKind(StrEnum):
    """What is owed."""

    UPDATE = "update"
    DEVELOPMENT = "development"
    ACKNOWLEDGEMENT = "acknowledgement"
    ANSWER = "answer"
    FOLLOW_UP = "follow_up"
    KEY_DATE = "key_date"


class OwedState(StrEnum):
    """Where it stands."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"


Source = UpdateDue | DevelopmentRow | AwaitingReply | FollowUpRow | KeyDateRow


@quick_row
class Whose:
    """To whom something is owed: the client of a matter, or a client outside any matter."""

    client_id: UUID
    client: str
    matter: MatterRow | None = None
    lead_id: UUID | None = None
    """Who leads the firm: a breach outside any matter reaches them."""

    @property
    def matter_id(self) -> UUID | None:
        """The matter's id."""
        return self.matter.id if self.matter else None

    def reached_by(self, to: EscalationTo) -> UUID | None:
        """Who an escalation means; None where nobody is named."""
        matter = self.matter
        if matter is None:
            return self.lead_id
        if to is EscalationTo.POINT_OF_CONTACT:
            return self.contact_id
        return matter.responsible_id if to is EscalationTo.RESPONSIBLE else matter.supervisor_id

    @property
    def contact_id(self) -> UUID | None:
        """Who of the firm the client is told to reach first."""
        matter = self.matter
        return (matter.point_of_contact_id or matter.responsible_id) if matter else None


def of_matter(matter: MatterRow) -> Whose:
    """The client of a matter."""
    return Whose(matter.client_id, matter.client, matter)


@quick_row
class OwedItem:
    """One thing owed. ``due`` is a moment (UTC) or a whole day; None where it has no date of its own.

    ``source_id`` is the entry, development, follow-up or key date it comes from; the matter for an update.
    """

    kind: OwedKind
    whose: Whose
    person_id: UUID | None
    due: datetime | date | None
    state: OwedState
    source_id: UUID
    text: str
    urgent: bool = False
    source: Source | None = None
    """The row it was made from, for who shows more than ``text``."""
    course: Course | None = None
    """Of a reply: its clocks, pauses, promises, and whom a breach has reached (E1-E4)."""
    emergency: str = ""
    """Of what was urgent and came out of hours: who is reached then."""
    put_off: PutOff | None = None
    """Until when somebody put it off, and why; when it is due stays as it is."""
    unable: Unable | None = None
    """Where whose it is cannot do it: why, and with whom it stands meanwhile."""
    reached_instead: tuple[tuple[UUID, tuple[UUID, ...]], ...] = ()
    """Whom a breach was to reach and cannot (they left, read only, may not see it), and whom it reaches instead."""

    @property
    def matter(self) -> MatterRow | None:
        """The matter it belongs to; None for contact with a client outside any."""
        return self.whose.matter

    @property
    def matter_id(self) -> UUID | None:
        """The matter's id."""
        return self.whose.matter_id

    @property
    def title(self) -> str:
        """What it is listed under: the matter, or the client."""
        return self.whose.matter.title if self.whose.matter else self.whose.client

    @property
    def snoozed_until(self) -> date | datetime | None:
        """When what is put off is back: a day, or a moment of today (UTC); None for what is not."""
        return None if self.put_off is None else self.put_off.until

    def since(self, reader: Reader) -> datetime | date | None:
        """When its promise began to run, where there is one; a day is the firm's own."""
        source = self.source
        if isinstance(source, UpdateDue):
            return (
                max(source.counted_from, reader.local(source.last_given).date())
                if source.last_given
                else source.counted_from
            )
        if isinstance(source, AwaitingReply | DevelopmentRow):
            return source.occurred_at
        return source.agreed_at if isinstance(source, FollowUpRow) else None

    @property
    def steps(self) -> tuple[tuple[Reached, UUID], ...]:
        """Whom the breach of the clock that runs has reached, in order of time; nobody twice."""
        owed = self.course.owed if self.course else None
        if self.course is None or owed is None:
            return ()
        instead = dict(self.reached_instead)
        found: dict[UUID, Reached] = {}
        for one in self.course.reached:
            if one.clock is owed[0] and (meant := self.whose.reached_by(one.to)) is not None:
                for who in instead.get(meant, (meant,)):
                    found.setdefault(who, one)
        return tuple((one, who) for who, one in found.items())

    def concerns(self, person_id: UUID) -> bool:
        """Whether it is somebody's to do, or stands with them as whose it is cannot, or its breach reached them."""
        if self.person_id == person_id or (self.unable is not None and person_id in self.unable.with_ids):
            return True
        return any(who == person_id for _, who in self.steps)

    def sort_key(self, reader: Reader) -> Place:
        """Its place in the list: `app.owed.order`."""
        began = self.since(reader) if self.state is OwedState.OVERDUE else None
        since = None if began is None else as_moment(began, reader)
        due = as_moment(self.due, reader)
        hurts = hurt(_RANKS[self.state], due, reader.now, urgent=self.urgent, since=since)
        return hurts, _ORDER[self.kind], self.source_id.int


Place = tuple[Hurt, int, int]
"""Where a thing stands in the list; no two stand in the same place."""

_ORDER = {
    OwedKind.UPDATE: 0,
    OwedKind.DEVELOPMENT: 1,
    OwedKind.ACKNOWLEDGEMENT: 2,
    OwedKind.ANSWER: 2,
    OwedKind.FOLLOW_UP: 3,
    OwedKind.KEY_DATE: 4,
}
_RANKS = {OwedState.OVERDUE: 0, OwedState.DUE: 1, OwedState.UPCOMING: 2}


def as_moment(due: datetime | date | None, reader: Reader) -> datetime:
    """A due moment; a whole day counts to its end, no date comes last of all."""
    return due if isinstance(due, datetime) else _end_of(due or date.max, reader.zone)


@lru_cache(maxsize=4096)
def _end_of(day: date, zone: ZoneInfo) -> datetime:
    """In UTC: moments of one zone are compared by their hands alone, thousands of them for a list."""
    end = datetime.combine(day, time(23, 59, 59), tzinfo=zone)
    return end if day == date.max else end.astimezone(UTC)


def update_item(reader: Reader, matter: MatterRow, due: UpdateDue, untold: int = 0) -> OwedItem:
    """The next scheduled update; ``untold`` counts the news that has no date of its own and goes with it."""
    given = None if due.last_given is None else reader.local(due.last_given).date()
    person = due.by_id or matter.point_of_contact_id or matter.responsible_id
    why = "" if due.why is Why.INTERVAL else say_why(due, reader.today).removeprefix("because ")
    text = _update_text(due.interval.count, due.interval.unit, given, why, untold, reader.today)
    state = _STATES[due.state]
    return OwedItem(
        OwedKind.UPDATE, of_matter(matter), person, due.due_on, state, matter.id, text, source=due
    )


@lru_cache(maxsize=4096)
def _update_text(
    count: int, unit: IntervalUnit, given: date | None, why: str, untold: int, today: date
) -> str:
    """Thousands of matters say one of a few hundred."""
    since = "none given yet" if given is None else f"last given {say_day(given, today)}"
    news = f"; {untold} development{'s' if untold > 1 else ''} to tell" if untold else ""
    adverb = say_adverb(Interval(count, unit)).capitalize()
    return f"{adverb} update; {since}{f'; {why}' if why else ''}{news}"


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
    counted = terms.of(matter.client_id, matter.id, news.occurred_at)
    due = tell_by(news.occurred_at, where, urgent=news.urgent, essential=news.essential, terms=counted)
    document = f" (doc. {news.document_number})" if news.document_number else ""
    text = f"Tell the client: {_short(news.said)}{document}"
    person = matter.point_of_contact_id or matter.responsible_id
    state = OwedState.DUE if due is None and not waits else _state_at(due, reader)
    if due is None and not waits:
        text += "; no update is scheduled that it could go with"
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
    waits = ""
    if (since := stands.paused_since) is not None:
        waits = f" (waiting for the client since {say_day(reader.local(since).date(), reader.today)})"
    verb = "Acknowledge" if clock is ClockKind.ACKNOWLEDGE else "Answer"
    paused = reading.state is ClockState.PAUSED
    return OwedItem(
        kind,
        whose,
        whose.contact_id,
        reading.due_at,
        OwedState.UPCOMING if paused else _state_at(reading.due_at, reader),
        waiting.entry_id,
        f"{verb}{waits}: {_short(waiting.summary)}",
        urgent=waiting.urgent,
        source=waiting,
        course=stands,
    )


def follow_up_item(reader: Reader, whose: Whose, agreed: FollowUpRow) -> OwedItem:
    """An agreed action that is not done: ours to do, or somebody else's to ask for."""
    ours = agreed.side is FollowUpSide.FIRM
    text = agreed.text if ours and not agreed.who else f"{agreed.who or 'Client'}: {agreed.text}"
    person = agreed.colleague_id or whose.contact_id
    state = _state_on(agreed.due_on, reader)
    return OwedItem(OwedKind.FOLLOW_UP, whose, person, agreed.due_on, state, agreed.id, text, source=agreed)


def key_date_item(reader: Reader, matter: MatterRow, key: KeyDateRow) -> OwedItem:
    """A hearing, deadline, limitation date or milestone."""
    due: datetime | date = key.on
    state = _state_on(key.on, reader)
    if key.at is not None:
        due = datetime.combine(key.on, key.at, tzinfo=reader.zone)
    urgent = key.kind is KeyDateKind.LIMITATION
    person = matter.responsible_id or matter.point_of_contact_id
    return OwedItem(
        OwedKind.KEY_DATE, of_matter(matter), person, due, state, key.id, key.title, urgent=urgent, source=key
    )


def stays_owed(key: KeyDateRow, today: date) -> bool:
    """A deadline is owed until it is done; a hearing or milestone that has passed is history."""
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
