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
from app.contactlog.quickwords import parse_participant
from app.contactlog.words import Channel, Direction, Outcome, usual_outcome
from app.kernel.days import AddWorkingDays, Order
from app.kernel.errors import Invalid, Problem
from app.kernel.moments import parse_moment
from app.kernel.said import say_moment
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

    def promise(self, words: str) -> datetime | None:
        """When it will be: "tomorrow", "Fri 10:00"; a day alone is its end."""
        return parse_moment(words, self.now, order=self.order, look="ahead", default_time=END_OF_DAY)


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
    files: tuple[FileValue, ...] = ()
    entry_id: UUID | None = None
    """The entry that is amended; None for a new one."""
    reason: str = ""

    def has_words(self) -> bool:
        """Whether somebody typed anything that would be missed."""
        typed = (self.summary, self.advice, self.decision, self.costs, self.advice_declined, self.interpreter)
        other = (self.for_client, self.wish_reason, self.reason, self.tags, self.duration)
        return any(text.strip() for text in (*typed, *other)) or bool(self.files) or self._next_words()

    def _next_words(self) -> bool:
        return any(line.words.strip() for line in self.follow_ups)


def to_contact(values: FormValues, present: Present) -> NewContact:
    """The contact to be written. Raises Invalid with every problem of the words, each by its field."""
    problems: list[Problem] = []
    occurred_at = _occurred(values, present, problems)
    promised_by = _promised(values, present, problems)
    duration = _duration(values.duration, problems)
    follow_ups = _follow_ups(values.follow_ups, present, problems)
    if values.matter_id is None and values.client_id is None:
        message = "Please choose the matter or client the contact is about."
        problems.append(Problem("matter", "no-matter", message))
    if problems:
        raise Invalid(problems)
    note = values.channel is Channel.NOTE
    return NewContact(
        channel=values.channel,
        direction=Direction.INTERNAL if note else values.direction,
        occurred_at=occurred_at,
        summary=with_reason(values.summary, values.wish_reason),
        matter_id=values.matter_id,
        client_id=values.client_id,
        outcome=values.outcome,
        duration_minutes=duration,
        reached_at=values.reached_at,
        advice=values.advice,
        advice_declined=values.advice_declined,
        decision=values.decision,
        costs=values.costs,
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
        participants=_participants(values.people),
        tags=tuple(tag for part in values.tags.split(",") if (tag := part.strip())),
        tells=values.tells,
        brought=values.brought,
        follow_ups=follow_ups,
        attachments=tuple(one.attachment for one in values.files),
    )


def with_reason(summary: str, reason: str) -> str:
    """Why the client was reached against their wishes stands with what was said, and so in every print (A5)."""
    reason = reason.strip()
    return f"{summary.rstrip()}\nReached against the usual wishes because: {reason}" if reason else summary


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
    )


def say_when(moment: datetime, now: datetime) -> str:
    """A moment as the form fills it in: "Today 15:05", "Thu 19 Nov, 17:40"."""
    said = say_moment(moment, now, near=True)
    return said[:1].upper() + said[1:]


def for_channel(values: FormValues, channel: Channel, direction: Direction) -> FormValues:
    """The same with another channel or direction, and the outcome that is usual for it."""
    if channel is Channel.NOTE:
        direction = Direction.INTERNAL
    elif direction is Direction.INTERNAL and values.channel is Channel.NOTE:
        direction = Direction.OUT
    outcome = usual_outcome(channel, direction)
    return replace(values, channel=channel, direction=direction, outcome=outcome)


def _said_anew(timed: Timed, present: Present, read: Callable[[str], datetime | None]) -> Timed:
    if timed.moment is None or read(timed.words) == timed.moment:
        return timed
    return Timed(say_when(timed.moment.astimezone(present.now.tzinfo), present.now), timed.moment)


def _occurred(values: FormValues, present: Present, problems: list[Problem]) -> datetime:
    moment = reads(values, present)
    if moment is None:
        message = "Say when it was: for example “15:05”, “yesterday 9:30” or “Fri 14:00”."
        problems.append(Problem("occurred_at", "no-time", message))
        return present.now
    return moment


def _promised(values: FormValues, present: Present, problems: list[Problem]) -> datetime | None:
    if values.acknowledges_id is None or not values.promised.words.strip():
        return None
    moment = settled_moment(values.promised, present.promise(values.promised.words))
    if moment is None:
        message = "Say when the answer will come: for example “tomorrow”, “Fri 10:00”."
        problems.append(Problem("promised_by", "no-time", message))
    return moment


def _duration(words: str, problems: list[Problem]) -> int | None:
    if not words.strip():
        return None
    minutes = read_minutes(words)
    if minutes is None:
        problems.append(Problem("duration", "no-number", "Give the duration in minutes: “18” or “1 h 20”."))
    return minutes


def read_minutes(words: str) -> int | None:
    """Minutes out of "18", "18 min", "1 h 20", "1:20", or None."""
    text = (
        words.strip()
        .casefold()
        .replace("hours", "h")
        .replace("hour", "h")
        .replace("hrs", "h")
        .replace("hr", "h")
    )
    for unit in ("minutes", "minute", "mins", "min", "m"):
        text = text.removesuffix(unit).rstrip()
    hours, mark, rest = text.replace(":", "h").partition("h")
    parts = (hours.strip(), rest.strip() or "0") if mark else ("0", text)
    if not all(part.isdecimal() and part.isascii() and len(part) < 5 for part in parts):
        return None
    return int(parts[0]) * 60 + int(parts[1])


def _follow_ups(
    lines: Sequence[NextLine], present: Present, problems: list[Problem]
) -> tuple[NewFollowUp, ...]:
    found = []
    for line in lines:
        if not line.words.strip():
            continue
        read = read_follow_up(line.words, present)
        if not read.text:
            message = "Say what is to be done: for example “David: send the draft — next Tue”."
            problems.append(Problem("follow_ups", "no-text", message))
        elif (day := line.day or read.day) is None:
            message = f"Say by when, after a dash: for example “{read.text[:30]} — next Tue”."
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
