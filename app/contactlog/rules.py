"""What is checked about a contact log entry before it is written, and what is only pointed out.

``check_entry`` finds what makes no sense and is refused. The others find what a careful colleague would
mention: they warn, and never block the record of what already happened (PRACTICE A5, C3).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from app.contactlog.barewords import says_nothing
from app.contactlog.words import WRITTEN, Channel, Direction, Outcome, directions
from app.kernel.errors import Problem
from app.kernel.language import tr
from app.kernel.said import say_time
from app.kernel.text import either

LATE_AFTER = timedelta(hours=24)
"""A note written later than this after the contact shows as late (C1)."""

_GRACE = timedelta(minutes=5)
"""Clocks of two machines differ; a call that ends now may be said to be a minute ahead."""

_UNREACHED = frozenset({Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER})
_LIVE = frozenset({Channel.PHONE, Channel.VIDEO, Channel.TEXT})
"""Channels that reach a person at that very moment, so that the hour matters."""


def bare_note(
    summary: str,
    advice: str = "",
    decision: str = "",
    follow_ups: Sequence[object] = (),
    *,
    outcome: Outcome | None = None,
    names: Iterable[str] = (),
) -> Problem | None:
    """A note that proves nothing, such as "updated client": what was said, decided, next? (PRACTICE C3)

    ``names`` of clients and matters say nothing by themselves. "Left a message" and "no answer" may be short.
    """
    if advice.strip() or decision.strip() or outcome in _UNREACHED or not says_nothing(summary, names):
        return None
    asked = tr("What was said, and what was decided?") if follow_ups else tr("What was said, decided, next?")
    message = tr("This note will not show what the client was told. {asked}").format(asked=asked)
    return Problem("summary", "bare-note", message)


UNSEEN = frozenset({Channel.PHONE, Channel.VIDEO, Channel.TEXT})
"""Channels where the firm should make sure who is at the other end (A3)."""


def identity_open(channel: Channel, *, confidential: bool, checked: bool, with_client: bool) -> bool:
    """Whether something confidential went to the client where nobody had checked who was there (PRACTICE A3)."""
    return confidential and channel in UNSEEN and with_client and not checked


def late_note(occurred_at: datetime, written_at: datetime) -> bool:
    """Whether a note was written more than 24 hours after the contact (C1). Both aware."""
    return written_at.astimezone(UTC) - occurred_at.astimezone(UTC) > LATE_AFTER


class Written(Protocol):
    """What is known of an entry in any list: when it was, when it was written, and what it came in as."""

    @property
    def occurred_at(self) -> datetime: ...
    @property
    def written_at(self) -> datetime: ...
    @property
    def message_key(self) -> str | None: ...


def written_late(entry: Written) -> bool:
    """Whether an entry shows as late (C1): only what somebody wrote down from memory.

    What came in as a message (``message_key``) says itself what was said and when; that it was brought in later takes
    nothing from it.
    """
    return entry.message_key is None and late_note(entry.occurred_at, entry.written_at)


class Checkable(Protocol):
    """What is checked of an entry; moments aware, duration in minutes."""

    @property
    def channel(self) -> Channel: ...
    @property
    def direction(self) -> Direction: ...
    @property
    def occurred_at(self) -> datetime: ...
    @property
    def summary(self) -> str: ...
    @property
    def outcome(self) -> Outcome | None: ...
    @property
    def duration_minutes(self) -> int | None: ...
    @property
    def promised_by(self) -> datetime | None: ...


def check_entry(entry: Checkable, now: datetime) -> tuple[Problem, ...]:
    """Everything about an entry that makes no sense at ``now`` (aware), each by its field."""
    found = [
        _check_time(entry.occurred_at, now, entry.promised_by),
        _check_duration(entry.duration_minutes),
        _check_direction(entry.channel, entry.direction),
        _check_outcome(entry.channel, entry.direction, entry.outcome),
    ]
    if not entry.summary.strip() and entry.outcome not in _UNREACHED:
        found.append(Problem("summary", "no-summary", tr("Write what was said, in a sentence or two.")))
    return tuple(problem for problem in found if problem is not None)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a client wants to be reached (A1). Hours are the firm's local time, for calls and texts."""

    preferred_channel: Channel | None = None
    never_channels: frozenset[Channel] = frozenset()
    never_kinds: frozenset[tuple[Channel, int]] = frozenset()
    """Kinds of number or address never to be used (`app.contactlog.wishes.kinds_in`), by channel: "work e-mail"."""
    never_loose: frozenset[int] = frozenset()
    """Kinds never to be used of which nobody knows whether a number or an address is meant: "home" alone."""
    hours_after: time | None = None
    hours_before: time | None = None


def against_wishes(
    wishes: Wishes, channel: Channel, moment_local: datetime, direction: Direction = Direction.OUT
) -> tuple[Problem, ...]:
    """Where contact made by the firm goes against what the client asked for; a reason is asked then (A5)."""
    if direction is not Direction.OUT or channel is Channel.NOTE:
        return ()
    found = []
    if channel in wishes.never_channels:
        message = tr("The client asked never to be reached by {spoken}. Say why it was done.").format(
            spoken=channel.spoken
        )
        found.append(Problem("channel", "never-channel", message, {"channel": channel.value}))
    elif (preferred := wishes.preferred_channel) is not None and preferred is not channel:
        message = tr("The client prefers {spoken}.").format(spoken=preferred.spoken)
        found.append(Problem("channel", "not-preferred", message, {"preferred": preferred.value}))
    if channel in _LIVE and not _within(moment_local.time(), wishes.hours_after, wishes.hours_before):
        hours = _say_hours(wishes.hours_after, wishes.hours_before)
        message = tr("The client asked to be called {hours}. Say why it was at another time.").format(
            hours=hours
        )
        found.append(Problem("occurred_at", "outside-hours", message, {"hours": hours}))
    return tuple(found)


def check_reached(outcome: Outcome | None, *, with_client: bool, discharges: bool) -> tuple[Problem, ...]:
    """Only contact that reached the client updates, tells or answers: a duty must not end by a mistake (C4, D2).

    A message that was left is an attempt, too.
    """
    unheard = outcome in _UNREACHED
    if not discharges or (with_client and not unheard):
        return ()
    message = tr("Nobody was reached, so nothing was told or answered. Take these marks away.")
    return (Problem("outcome" if unheard else "direction", "nobody-reached", message),)


def check_waiting(direction: Direction, *, acknowledges: bool, awaits: bool) -> tuple[Problem, ...]:
    """Clocks stand still only where it is said which: a pause by mistake hides a duty (E3)."""
    if not awaits or (acknowledges and direction is Direction.OUT):
        return ()
    message = tr("To wait for the client's answer, say which contact of the client's this acknowledges.")
    return (Problem("acknowledges", "waits-for-nothing", message),)


def urgent_after_hours(
    direction: Direction, *, urgent: bool, is_open: bool, emergency: str
) -> Problem | None:
    """Urgent contact that came when nobody is there: who is reached then (PRACTICE E1)."""
    if direction is not Direction.IN or not urgent or is_open:
        return None
    named = (
        tr("Out of hours this is for {name}.").format(name=emergency)
        if emergency
        else tr("Nobody is named for out of hours.")
    )
    message = tr("Urgent, and the firm was closed when it came. {named}").format(named=named)
    return Problem("urgent", "urgent-after-hours", message)


def told_before(occurred_on: date, news_on: date) -> bool:
    """Whether a contact of that day is said to tell what happened on a later one (C4). Days, for what a court filed
    has no hour."""
    return news_on > occurred_on


def _check_time(occurred_at: datetime, now: datetime, promised_by: datetime | None) -> Problem | None:
    if occurred_at.astimezone(UTC) > now.astimezone(UTC) + _GRACE:
        message = tr(
            "This has not happened yet. Give the time it happened, or add a key date or a follow-up."
        )
        return Problem("occurred_at", "in-future", message)
    if promised_by is not None and promised_by.astimezone(UTC) <= occurred_at.astimezone(UTC):
        message = tr("The answer is promised for before the acknowledgement. Give a later time.")
        return Problem("promised_by", "promised-too-early", message)
    return None


def _check_duration(minutes: int | None) -> Problem | None:
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        message = tr("The duration must be between 0 minutes and 24 hours.")
        return Problem("duration", "duration-out-of-range", message, {"minutes": minutes})
    return None


def _check_direction(channel: Channel, direction: Direction) -> Problem | None:
    fitting = directions(channel)
    if direction in fitting:
        return None
    words = either([choice.label for choice in fitting])
    message = tr("“{channel}” goes one of these ways: {words}.").format(channel=channel.label, words=words)
    return Problem("direction", "direction-for-channel", message, {"channel": channel.value})


def _check_outcome(channel: Channel, direction: Direction, outcome: Outcome | None) -> Problem | None:
    if outcome is None:
        return None
    wrong_way = {(Outcome.SENT, Direction.IN), (Outcome.RECEIVED, Direction.OUT)}
    unheard = outcome is Outcome.SPOKE and channel in WRITTEN
    unanswered = outcome in _UNREACHED and channel in WRITTEN
    if (outcome, direction) in wrong_way or unheard or unanswered:
        message = tr("“{label}” does not fit this contact ({channel}, {direction}). Choose another outcome.")
        message = message.format(label=outcome.label, channel=channel.label, direction=direction.label)
        return Problem("outcome", "outcome-does-not-fit", message, {"outcome": outcome.value})
    return None


def _within(at: time, after: time | None, before: time | None) -> bool:
    """Whether ``at`` lies in the wished hours; after 22:00 and before 06:00 is one night."""
    if after is not None and before is not None and before < after:
        return at >= after or at < before
    return (after is None or at >= after) and (before is None or at < before)


def _say_hours(after: time | None, before: time | None) -> str:
    if after and before:
        words = tr("after {after} and before {before}")
    else:
        words = tr("after {after}") if after else tr("before {before}")
    return words.format(after=say_time(after or time()), before=say_time(before or time()))
