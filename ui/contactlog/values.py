"""What the contact form holds, apart from any widget: words as typed, to and from `NewContact` and drafts.

Words are kept as typed ("today 15:05", "David: send the draft — tomorrow") with what they meant when they were
typed: a draft reopened the next day must not move "tomorrow" by a day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from app.contactlog.forms import NewAttachment, NewContact, NewFollowUp, NewParticipant
from app.contactlog.kinds import with_answers
from app.contactlog.quickwords import parse_participant
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.clock_turns import doubt_of
from app.kernel.days import AddWorkingDays, Order, parse_day
from app.kernel.errors import Invalid, Problem
from app.kernel.language import tr
from app.kernel.moments import parse_moment
from app.kernel.said import say_day, say_moment
from app.kernel.spans import parse_minutes
from ui.contactlog.followwords import read_follow_up, settled

END_OF_DAY = time(17)
"""When "tomorrow" alone promises an answer by."""


@dataclass(frozen=True, slots=True)
class Present:
    """What words are read against: the firm's local time, its order of day and month, its working days."""

    now: datetime
    order: Order = "dmy"
    add_working_days: AddWorkingDays | None = None

    @property
    def today(self) -> date:
        """The firm's date."""
        return self.now.date()

    def moment(self, words: str) -> datetime | None:
        """When it was: "15:05", "yesterday 9:30"."""
        return parse_moment(words, self.now, order=self.order)

    def past_day(self, words: str) -> date | None:
        """The day that something was done on: "yesterday", "Fri"."""
        return parse_day(words, self.today, order=self.order, look="back")

    def promise(self, words: str) -> datetime | None:
        """When it will be: "tomorrow", "Fri 10:00"; a day alone is its end."""
        return parse_moment(words, self.now, order=self.order, look="ahead", default_time=END_OF_DAY)

    def doubt(self, words: str, *, ahead: bool = False) -> str:
        """What to say of a time that the clocks skip or show twice; "" for others."""
        if not ahead:
            return doubt_of(words, self.now, order=self.order)
        return doubt_of(words, self.now, order=self.order, look="ahead", default_time=END_OF_DAY)


@dataclass(frozen=True, slots=True)
class Timed:
    """Words for a moment, and the moment they meant when they were typed."""

    words: str = ""
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class NextLine:
    """A follow-up as typed, and the day its words meant."""

    words: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the kind of contact, and what was typed as its answer."""

    field: str
    lead: str
    ask: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class FileValue:
    """A file to be kept with the entry. ``id`` names the draft row that holds its content meanwhile."""

    id: UUID
    attachment: NewAttachment


@dataclass(frozen=True, slots=True)
class FormValues:
    """Everything on the form."""

    matter_id: UUID | None = None
    client_id: UUID | None = None
    about: str = ""
    channel: Channel = Channel.PHONE
    direction: Direction = Direction.OUT
    outcome: Outcome | None = Outcome.SPOKE
    when: Timed = Timed()
    duration: str = ""
    reached_at: str = ""
    people: tuple[str, ...] = ()
    summary: str = ""
    advice: str = ""
    decision: str = ""
    tells: tuple[UUID, ...] = ()
    brought: tuple[UUID, ...] = ()
    is_update: bool = False
    follow_ups: tuple[NextLine, ...] = ()
    answers_id: UUID | None = None
    acknowledges_id: UUID | None = None
    promised: Timed = Timed()
    awaits_client: bool = False
    """Of an acknowledgement: nothing can be answered until the client has."""
    also_answers: tuple[UUID, ...] = ()
    identity_checked: bool = False
    interpreter: str = ""
    costs: str = ""
    advice_declined: str = ""
    confidentiality: str = ""
    billable: bool = False
    needs_reply: bool = False
    urgent: bool = False
    not_with_client: bool = False
    tags: str = ""
    for_client: str = ""
    """What the next letter says of this contact; empty: no more than that it took place."""
    wish_reason: str = ""
    received: str = ""
    declined_on: NextLine = NextLine()
    """When it was confirmed in writing that advice was declined."""
    held_by_id: UUID | None = None
    """Who held the contact; None: who writes."""
    kind: str = ""
    asked: tuple[Asked, ...] = ()
    files: tuple[FileValue, ...] = ()
    entry_id: UUID | None = None
    """The entry that is amended; None for a new one."""
    reason: str = ""

    def has_words(self) -> bool:
        """Whether somebody typed anything that would be missed."""
        typed = (self.summary, self.advice, self.decision, self.costs, self.advice_declined, self.interpreter)
        other = (self.for_client, self.wish_reason, self.reason, self.tags, self.duration, self.received)
        answers = (one.answer for one in self.asked)
        return (
            any(text.strip() for text in (*typed, *other, *answers)) or bool(self.files) or self._next_words()
        )

    def text(self, field: str) -> str:
        """One of the texts with the answers that go into it."""
        answers = ((one.lead, one.answer) for one in self.asked if one.field == field)
        return with_answers(getattr(self, field), answers)

    def unanswered(self) -> tuple[str, ...]:
        """The leads of the questions that have no answer yet."""
        return tuple(one.lead for one in self.asked if not one.answer.strip())

    def _next_words(self) -> bool:
        return any(line.words.strip() for line in self.follow_ups)


def to_contact(values: FormValues, present: Present) -> NewContact:
    """The contact to be written. Raises Invalid with every problem of the words, each by its field."""
    problems: list[Problem] = []
    occurred_at = _occurred(values, present, problems)
    promised_by = _promised(values, present, problems)
    duration = _duration(values.duration, problems)
    follow_ups = _follow_ups(values.follow_ups, present, problems)
    declined_on = _declined_on(values.declined_on, present, problems)
    if values.matter_id is None and values.client_id is None:
        message = tr("Please choose the matter or client the contact is about.")
        problems.append(Problem("matter", "no-matter", message))
    if problems:
        raise Invalid(problems)
    note = values.channel is Channel.NOTE
    return NewContact(
        channel=values.channel,
        direction=Direction.INTERNAL if note else values.direction,
        occurred_at=occurred_at,
        summary=values.text("summary"),
        matter_id=values.matter_id,
        client_id=values.client_id,
        outcome=values.outcome,
        duration_minutes=duration,
        reached_at=values.reached_at,
        advice=values.text("advice"),
        advice_declined=values.text("advice_declined"),
        decision=values.text("decision"),
        costs=values.text("costs"),
        received=values.text("received"),
        declined_confirmed_on=declined_on,
        held_by_id=values.held_by_id,
        kind=values.kind,
        wish_reason=values.wish_reason,
        for_client=values.for_client,
        identity_checked=values.identity_checked,
        interpreter=values.interpreter,
        confidentiality=values.confidentiality,
        billable=values.billable,
        with_client=not (note or values.not_with_client),
        is_update=values.is_update,
        needs_reply=values.needs_reply,
        urgent=values.urgent,
        acknowledges_id=values.acknowledges_id,
        promised_by=promised_by,
        answers_id=values.answers_id,
        awaits_client=values.awaits_client and values.acknowledges_id is not None,
        also_answers=values.also_answers if values.answers_id is not None else (),
        participants=_participants(values.people),
        tags=tuple(tag for part in values.tags.split(",") if (tag := part.strip())),
        tells=values.tells,
        brought=values.brought,
        follow_ups=follow_ups,
        attachments=tuple(one.attachment for one in values.files),
    )


def reads(values: FormValues, present: Present) -> datetime | None:
    """When the contact was, as far as the words say."""
    return settled_moment(values.when, present.moment(values.when.words))


def settled_moment(timed: Timed, read_now: datetime | None) -> datetime | None:
    """What the words meant when they were typed, or else what they mean now."""
    return timed.moment if timed.moment is not None else read_now


def fresh(values: FormValues, present: Present) -> FormValues:
    """The values of a draft as words of today: what was "today 15:05" is "yesterday 15:05" the next day."""
    return replace(
        values,
        when=_said_anew(values.when, present, present.moment),
        promised=_said_anew(values.promised, present, present.promise),
        follow_ups=tuple(
            NextLine(settled(one.words, one.day, present), one.day) for one in values.follow_ups
        ),
        declined_on=NextLine(say_day(values.declined_on.day, present.today), values.declined_on.day)
        if values.declined_on.day is not None
        else values.declined_on,
    )


def say_when(moment: datetime, now: datetime) -> str:
    """A moment as the form fills it in: "Today 15:05", "Thu 19 Nov, 17:40"."""
    said = say_moment(moment, now, near=True)
    return said[:1].upper() + said[1:]


def _said_anew(timed: Timed, present: Present, read: Callable[[str], datetime | None]) -> Timed:
    if timed.moment is None or read(timed.words) == timed.moment:
        return timed
    return Timed(say_when(timed.moment.astimezone(present.now.tzinfo), present.now), timed.moment)


def _occurred(values: FormValues, present: Present, problems: list[Problem]) -> datetime:
    moment = reads(values, present)
    if moment is None:
        message = tr("Say when it was: for example “15:05”, “yesterday 9:30” or “Fri 14:00”.")
        problems.append(Problem("occurred_at", "no-time", message))
        return present.now
    return moment


def _promised(values: FormValues, present: Present, problems: list[Problem]) -> datetime | None:
    if values.acknowledges_id is None or not values.promised.words.strip():
        return None
    moment = settled_moment(values.promised, present.promise(values.promised.words))
    if moment is None:
        message = tr("Say when the answer will come: for example “tomorrow”, “Fri 10:00”.")
        problems.append(Problem("promised_by", "no-time", message))
    return moment


def _declined_on(line: NextLine, present: Present, problems: list[Problem]) -> date | None:
    if not line.words.strip():
        return None
    day = line.day or present.past_day(line.words)
    if day is None:
        message = tr("Say on which day it was confirmed in writing: for example “today”, “Fri” or “3 March”.")
        problems.append(Problem("declined_on", "no-date", message))
    return day


def _duration(words: str, problems: list[Problem]) -> int | None:
    if not words.strip():
        return None
    minutes = parse_minutes(words)
    if minutes is None:
        message = tr("Say how long it took: “18”, “1h 12m”, “1:12” or “1.2h”.")
        problems.append(Problem("duration", "no-number", message))
    return minutes


def _follow_ups(
    lines: Sequence[NextLine], present: Present, problems: list[Problem]
) -> tuple[NewFollowUp, ...]:
    found = []
    for line in lines:
        if not line.words.strip():
            continue
        read = read_follow_up(line.words, present)
        if not read.text:
            message = tr("Say what is to be done: for example “David: send the draft — next Tue”.")
            problems.append(Problem("follow_ups", "no-text", message))
        elif (day := line.day or read.day) is None:
            message = tr("Say by when, after a dash: for example “{text} — next Tue”.").format(
                text=read.text[:30]
            )
            problems.append(Problem("follow_ups", "no-date", message))
        else:
            found.append(NewFollowUp(read.who, read.text, day))
    return tuple(found)


def _participants(people: Sequence[str]) -> tuple[NewParticipant, ...]:
    found = []
    for words in people:
        if words.strip(" ,"):
            read = parse_participant(words)
            found.append(NewParticipant(read.name, read.role))
    return tuple(found)
