"""What was promised to clients and what became of it: one line each, and the figures of many. Pure.

A line belongs to the time in which it was settled: given, excused, or voided. What is still open belongs to the end
of the time that is looked at. So every promise stands in one quarter alone, and quarters add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil
from uuid import UUID

from app.kernel.language import tr
from app.kernel.said import say_late
from app.owed.items import OwedKind

KINDS = (OwedKind.UPDATE, OwedKind.DEVELOPMENT, OwedKind.ACKNOWLEDGEMENT, OwedKind.ANSWER)
"""What is promised to a client, in the order of the figures."""


LONGEST_ABOUT = 240
"""Letters of what a promise was about: paper goes on in the next line, but no message of many pages is told there."""


class LineState(StrEnum):
    """What became of a promise."""

    OWED = "owed"
    """Open, and not late."""
    GIVEN = "given"
    """In time, or without any time having been promised."""
    LATE = "late"
    """Given after its time."""
    MISSED = "missed"
    """Late and still open, or voided when it was late already."""
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Line:
    """One promise. Moments are UTC; spans are working time, all 24 hours of working days.

    ``since``: when its clock began; ``due``: None where no time was promised (an update without a schedule);
    ``due_on``: the ideal day of an update, whose ``due`` is the end of the last day that is not late.
    ``settled_at``: when it was given, excused or voided, by ``entry_id`` where an entry did it. ``why`` says what
    explains it: the excuse, the silence, the wait for the client. ``took``: from ``since`` to given; ``late_by``:
    from ``due`` on.
    """

    kind: OwedKind
    state: LineState
    matter_id: UUID | None
    client_id: UUID | None
    person_id: UUID | None
    text: str
    source_id: UUID
    since: datetime
    due: datetime | None
    due_on: date | None = None
    settled_at: datetime | None = None
    entry_id: UUID | None = None
    given_by: UUID | None = None
    late_by: timedelta | None = None
    took: timedelta | None = None
    why: str = ""
    urgent: bool = False

    @property
    def was_promised(self) -> bool:
        """Whether it counts as a promise that was kept or not: it had a time, and was not excused."""
        return self.due is not None and self.state is not LineState.EXCUSED

    @property
    def is_open(self) -> bool:
        """Whether it is owed still, late or not; what was missed and voided since is not."""
        return self.settled_at is None and self.state in {LineState.OWED, LineState.MISSED}

    @property
    def order(self) -> datetime:
        """Where it stands on the axis of time: when it was due, else when it was given."""
        return self.due or self.settled_at or self.since


@dataclass(frozen=True, slots=True)
class Figures:
    """How many promises of a kind (None: of all kinds) came to what; ``median`` and ``p95`` of the time they took.

    Of all kinds that is how long it took to say something: the weeks between two updates are no answer to anything.
    """

    kind: OwedKind | None
    given: int = 0
    late: int = 0
    missed: int = 0
    excused: int = 0
    owed: int = 0
    unscheduled: int = 0
    """Given though none was promised."""
    median: timedelta | None = None
    p95: timedelta | None = None
    longest_late: timedelta | None = None
    worst: Line | None = None
    """The one that was or is the longest late."""

    @property
    def promised(self) -> int:
        """How many could be kept or broken: those given in time or late, and those missed."""
        return self.given + self.late + self.missed

    @property
    def on_time(self) -> float | None:
        """The share given in time of those promised, 0 to 1; None of nothing."""
        return self.given / self.promised if self.promised else None


def figures(lines: Iterable[Line], kind: OwedKind | None = None) -> Figures:
    """Count the lines of a kind, or of all."""
    found = [line for line in lines if kind is None or line.kind is kind]
    given = [line for line in found if line.state is LineState.GIVEN]
    took = sorted(
        line.took
        for line in found
        if line.took is not None
        and line.was_promised
        and line.state in {LineState.GIVEN, LineState.LATE}
        and (kind is not None or line.kind is not OwedKind.UPDATE)
    )
    late = [line for line in found if line.late_by is not None]
    worst = max(late, key=lambda line: line.late_by or timedelta(), default=None)
    return Figures(
        kind,
        given=sum(line.due is not None for line in given),
        late=_count(found, LineState.LATE),
        missed=_count(found, LineState.MISSED),
        excused=_count(found, LineState.EXCUSED),
        owed=_count(found, LineState.OWED),
        unscheduled=sum(line.due is None for line in given),
        median=middle(took) if took else None,
        p95=nearest_rank(took, 0.95) if took else None,
        longest_late=worst.late_by if worst is not None else None,
        worst=worst,
    )


def middle(ascending: Sequence[timedelta]) -> timedelta:
    """The median of ``ascending`` (not empty): of an even number the mean of the two in the middle."""
    half = len(ascending) // 2
    return ascending[half] if len(ascending) % 2 else (ascending[half - 1] + ascending[half]) / 2


def nearest_rank(ascending: Sequence[timedelta], share: float) -> timedelta:
    """The smallest of ``ascending`` (not empty) that at least that ``share`` (above 0, to 1) does not exceed."""
    return ascending[max(0, ceil(share * len(ascending)) - 1)]


def in_brief(text: str) -> str:
    """What a promise was about, in one line, cut between words where it is long."""
    words = " ".join(text.split())
    if len(words) <= LONGEST_ABOUT:
        return words
    return f"{words[:LONGEST_ABOUT].rsplit(' ', 1)[0]} …"


def say_worked(span: timedelta) -> str:
    """Time of working days, all in one unit, rounded down: "40 min", "3 h", "28 h"; days of 24 hours are nobody's."""
    minutes = int(abs(span).total_seconds()) // 60
    if minutes >= 60:
        return tr("{count} h").format(count=minutes // 60)
    return tr("{count} min").format(count=minutes) if minutes else tr("less than a minute")


def say_line_late(line: Line, now: datetime) -> str:
    """How late it is or was, in calendar time as Today says it: "2 days late"; "" for what is not late.

    An update is late by days, the rest by its clock. ``now`` is in the firm's zone.
    """
    if line.due is None or line.late_by is None:
        return ""
    until = (line.settled_at or now).astimezone(now.tzinfo)
    if line.kind is OwedKind.UPDATE:
        return say_late(line.due.astimezone(now.tzinfo).date(), until)
    return say_late(line.due, until)


def _count(lines: Sequence[Line], state: LineState) -> int:
    return sum(line.state is state for line in lines)
