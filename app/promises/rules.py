"""The clocks that an inbound contact starts: acknowledge, then answer (PRACTICE E1-E3).

Nothing here is stored: clocks are computed from the log and the calendar whenever they are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from app.promises.terms import DEFAULT_TERMS, PromiseTerms
from app.workdays.worktime import Pause, WorkTime, due_at, moved_on

OpenPause = tuple[datetime, datetime | None]
"""From, to; no end while the client's answer is still awaited."""


class ClockKind(StrEnum):
    """The two clocks of a contact."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"


class ClockState(StrEnum):
    """Where one clock stands."""

    RUNNING = "running"
    PAUSED = "paused"
    OVERDUE = "overdue"
    KEPT = "kept"
    LATE = "late"
    """Done, but after it was due."""


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One clock: due in UTC, and where it stands. ``promised`` where an acknowledgement named the moment.

    As long as a clock is paused, ``due_at`` is as it was when the pause began: it moves on when the client is heard.
    """

    due_at: datetime
    state: ClockState
    done_at: datetime | None = None
    promised: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is still owed."""
        return self.done_at is None


@dataclass(frozen=True, slots=True)
class Clocks:
    """Both clocks of one inbound contact."""

    acknowledge: ClockReading
    answer: ClockReading

    @property
    def owed(self) -> ClockReading | None:
        """What is owed next: the acknowledgement, then the answer, then nothing."""
        return next((clock for clock in (self.acknowledge, self.answer) if clock.is_open), None)


def clocks(
    received_at: datetime,
    now: datetime,
    where: WorkTime,
    *,
    urgent: bool = False,
    acknowledged_at: datetime | None = None,
    promised_by: datetime | None = None,
    promised_at: datetime | None = None,
    answered_at: datetime | None = None,
    pauses: Sequence[OpenPause] = (),
    terms: PromiseTerms = DEFAULT_TERMS,
) -> Clocks:
    """Both clocks as they stand at ``now``; all moments aware, due moments in UTC.

    An answer acknowledges too. A moment named by an acknowledgement (``promised_by``) replaces the answer's
    clock (E2), earlier or later; pauses after it move it on, by their time in the unit of the answer's promise: a
    weekend moves nothing that is counted in working days. It was named at ``promised_at``, by default when the contact
    was acknowledged. What happened after ``now`` has not happened.
    """
    answered_at = _by(answered_at, now)
    acknowledged_at = _by(acknowledged_at, now)
    stop = answered_at or now  # what is answered waits no more
    answered = answered_at is not None
    closed = ended_by(pauses, stop, answered=answered)
    paused = None if answered else paused_since(pauses, now)
    acknowledge, answer = terms.of(urgent=urgent)
    answer_due = due_at(received_at, answer, where, closed)
    acknowledge_due = min(due_at(received_at, acknowledge, where, closed), answer_due)
    promised = acknowledged_at is not None and promised_by is not None
    if acknowledged_at is not None and promised_by is not None:
        named_at = _by(promised_at, now) or acknowledged_at
        answer_due = moved_on(promised_by, named_at, answer.unit, where, closed)
    first = min((moment for moment in (acknowledged_at, answered_at) if moment is not None), default=None)
    return Clocks(
        _reading(acknowledge_due, first, now, paused, promised=False),
        _reading(answer_due, answered_at, now, paused, promised=promised),
    )


def paused_since(pauses: Sequence[OpenPause], now: datetime) -> datetime | None:
    """The beginning of the pause that holds at ``now``, of those that overlap the first; None where none does."""
    since: datetime | None = None
    for begin, end in sorted(pauses, key=lambda one: one[0], reverse=True):
        if begin <= now and (end is None or end > now):
            since = begin
        elif since is not None and end is not None and end >= since:
            since = min(since, begin)
    return since


def ended_by(pauses: Sequence[OpenPause], stop: datetime, *, answered: bool) -> list[Pause]:
    """The pauses by which a clock was moved at ``stop``: those that had ended; an answer ends all of them."""
    if answered:
        return [(begin, stop if end is None else min(end, stop)) for begin, end in pauses if begin < stop]
    since = paused_since(pauses, stop)
    return [
        (begin, end)
        for begin, end in pauses
        if end is not None and end <= stop and (since is None or begin < since)
    ]


def _reading(
    due: datetime, done_at: datetime | None, now: datetime, paused: datetime | None, *, promised: bool
) -> ClockReading:
    if done_at is not None:
        standing = ClockState.KEPT if done_at <= due else ClockState.LATE
    elif paused is not None:  # nothing falls due while it is paused; what was late before stays late
        standing = ClockState.OVERDUE if paused >= due and now > due else ClockState.PAUSED
    else:
        standing = ClockState.OVERDUE if now > due else ClockState.RUNNING
    return ClockReading(due, standing, done_at, promised)


def _by(moment: datetime | None, now: datetime) -> datetime | None:
    return moment.astimezone(UTC) if moment is not None and moment <= now else None
