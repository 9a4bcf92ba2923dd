"""One contact that needs a reply, from its coming in to its answer: clocks, pauses, promises, whom a breach reaches.

Pure: nothing here is stored, so that a reply that was logged late, an amended time, a withdrawn answer or a corrected
holiday puts everything right by itself (PRACTICE E2-E4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.contactlog.rows import AwaitingReply, Receipt
from app.promises.rules import (
    ClockKind,
    ClockReading,
    Clocks,
    ClockState,
    OpenPause,
    clocks,
    ended_by,
    paused_since,
)
from app.promises.terms import DEFAULT_STEPS, DEFAULT_TERMS, EscalationStep, EscalationTo, PromiseTerms
from app.workdays.worktime import Pause, PromiseUnit, WorkTime, due_at, moved_on


class PromiseState(StrEnum):
    """What became of a promised time."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    REPLACED = "replaced"
    """By a later one, before it was due."""


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """A time for the answer as an acknowledgement named it; ``due_at`` has it moved on by pauses (all UTC)."""

    made_at: datetime
    by: datetime
    due_at: datetime
    state: PromiseState


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom a breach reached, and since when (UTC)."""

    clock: ClockKind
    to: EscalationTo
    at: datetime
    due_at: datetime
    """When it had been due."""


@dataclass(frozen=True, slots=True)
class Course:
    """Where a contact stands at a moment."""

    asked: AwaitingReply
    clocks: Clocks
    promises: tuple[PromiseMade, ...] = ()
    """In the order in which they were made; the last one that was made before the answer is the clock."""
    paused_since: datetime | None = None
    """Since when the client's answer is awaited; None where it is not, or where nothing is owed any more."""
    reached: tuple[Reached, ...] = ()
    """In the order of time; of what was late and is done, those that were reached before it was."""
    after_hours: bool = False
    """It was urgent and came when the firm is closed: the emergency contact is named (E1)."""
    until: datetime | None = None
    """So long it stands so by itself (UTC); None where no time changes it. While it waits for the client, time moves
    whom a breach is going to reach: it is the moment that was asked about."""

    @property
    def owed(self) -> tuple[ClockKind, ClockReading] | None:
        """The clock that runs."""
        if self.clocks.acknowledge.is_open:
            return ClockKind.ACKNOWLEDGE, self.clocks.acknowledge
        return (ClockKind.ANSWER, self.clocks.answer) if self.clocks.answer.is_open else None


def course(
    asked: AwaitingReply,
    now: datetime,
    where: WorkTime,
    terms: PromiseTerms = DEFAULT_TERMS,
    steps: Sequence[EscalationStep] = DEFAULT_STEPS,
) -> Course:
    """How it stands at ``now`` (aware), by ``terms`` that held when it came in."""
    answered_at = asked.answered_at if asked.answered_at is not None and asked.answered_at <= now else None
    end = answered_at or now
    receipts = [one for one in asked.receipts if one.at <= end]
    pauses: list[OpenPause] = [(one.at, one.heard_at) for one in receipts if one.awaits_client]
    last = next((one for one in reversed(receipts) if one.promised_by), None)
    read = clocks(
        asked.occurred_at,
        now,
        where,
        urgent=asked.urgent,
        acknowledged_at=receipts[0].at if receipts else None,
        promised_by=last.promised_by if last else None,
        promised_at=last.at if last else None,
        answered_at=answered_at,
        pauses=pauses,
        terms=terms,
    )
    since = paused_since(pauses, now) if answered_at is None else None
    moved = ended_by(pauses, end, answered=answered_at is not None)
    unit = terms.of(urgent=asked.urgent)[1].unit
    closed = [(begin, min(until or end, end)) for begin, until in pauses]
    promises = tuple(_promises(receipts, answered_at, since or now, unit, where, moved))
    breaches = list(_breaches(read, where, steps, closed))
    turns = (
        *(one.due_at for one in (read.acknowledge, read.answer)),
        *(one.due_at for one in promises),
        *(one.at for one, _ in breaches),
    )
    return Course(
        asked,
        read,
        promises,
        since,
        tuple(one for one, done_at in breaches if one.at <= (done_at or now)),
        asked.urgent and not where.is_open(asked.occurred_at),
        now if since is not None else min((one for one in turns if one >= now), default=None),
    )


def _promises(
    receipts: Sequence[Receipt],
    answered_at: datetime | None,
    now: datetime,
    unit: PromiseUnit,
    where: WorkTime,
    pauses: Sequence[Pause],
) -> Iterator[PromiseMade]:
    made = [(one.at, one.promised_by) for one in receipts if one.promised_by is not None]
    for position, (at, by) in enumerate(made):
        due = moved_on(by, at, unit, where, pauses)
        replaced_at = made[position + 1][0] if position + 1 < len(made) else None
        if replaced_at is not None:
            state = PromiseState.REPLACED if replaced_at <= due else PromiseState.BROKEN
        elif answered_at is not None:
            state = PromiseState.KEPT if answered_at <= due else PromiseState.BROKEN
        else:
            state = PromiseState.OPEN if now <= due else PromiseState.BROKEN
        yield PromiseMade(at, by, due, state)


def _breaches(
    read: Clocks, where: WorkTime, steps: Sequence[EscalationStep], pauses: Sequence[Pause]
) -> Iterator[tuple[Reached, datetime | None]]:
    """Whom the breach of each clock reaches, and when; beside each when the clock's thing was done, late: whom it would
    have reached after that it does not reach."""
    for kind, clock in ((ClockKind.ACKNOWLEDGE, read.acknowledge), (ClockKind.ANSWER, read.answer)):
        if clock.state not in {ClockState.OVERDUE, ClockState.LATE}:
            continue
        found = (
            Reached(kind, one.to, due_at(clock.due_at, one.after, where, pauses), clock.due_at)
            for one in steps
        )
        yield from ((one, clock.done_at) for one in sorted(found, key=lambda one: one.at))
