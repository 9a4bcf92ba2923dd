"""Figures of concerns for a time: by cause, what is open and how old, how long they took (PRACTICE G2, I5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from statistics import median_low
from uuid import UUID

from app.concerns.queries import ConcernRow, concerns
from app.concerns.words import Cause, Ending, StepKind
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class ConcernFigure:
    """One concern behind the figures. ``resolved_on``: when it was resolved, or closed where no such step was taken;
    ``taken_days``: days from when it was raised to that."""

    id: UUID
    client: str
    matter_id: UUID | None
    matter_number: str
    handler_id: UUID
    handler: str
    cause: Cause
    formal: bool
    raised_on: date
    age_days: int
    resolved_on: date | None
    taken_days: int | None


@dataclass(frozen=True, slots=True)
class ConcernFigures:
    """What was raised from the first to the last day, what was open at the end of the last, what was resolved in that
    time. Those that were no concern after all count for nothing. Whole days; a middle of few is low, never an average
    (of two the smaller)."""

    raised: tuple[ConcernFigure, ...]
    open: tuple[ConcernFigure, ...]
    resolved: tuple[ConcernFigure, ...]

    @property
    def by_cause(self) -> Mapping[Cause, int]:
        """How many were raised of each cause; all causes, in their order."""
        found = Counter(one.cause for one in self.raised)
        return {cause: found[cause] for cause in Cause}

    @property
    def open_days(self) -> int | None:
        """The middle age of what is open; None where nothing is."""
        return _middle(one.age_days for one in self.open)

    @property
    def oldest_days(self) -> int | None:
        """The age of the oldest that is open."""
        return max((one.age_days for one in self.open), default=None)

    @property
    def resolution_days(self) -> int | None:
        """The middle of how long those took that were resolved; their number is that of ``resolved``."""
        return _middle(one.taken_days for one in self.resolved if one.taken_days is not None)


def concern_figures(reader: Reader, first: date, last: date) -> ConcernFigures:
    """The figures from ``first`` to ``last`` as the reader knows them: of a day to come, what stands today."""
    if last < reader.today:
        end = datetime.combine(last, time.max, reader.zone).astimezone(UTC)
        reader = replace(reader, now=end)  # the same reader, looking from the end of that day
    rows = [(row, _figure(row, reader.today)) for row in concerns(reader)]
    counted = [(row, one) for row, one in rows if row.ending is not Ending.NONE]
    return ConcernFigures(
        tuple(one for _, one in counted if first <= one.raised_on <= last),
        tuple(one for row, one in counted if row.is_open),
        tuple(one for _, one in counted if one.resolved_on is not None and first <= one.resolved_on <= last),
    )


def _figure(row: ConcernRow, day: date) -> ConcernFigure:
    resolved = min((one.on for one in row.course.taken(StepKind.RESOLVED)), default=row.course.closed_on)
    return ConcernFigure(
        row.id,
        row.client,
        row.facts.matter_id,
        row.matter_number,
        row.facts.handler_id,
        row.handler,
        row.facts.cause,
        row.course.formal_on is not None,
        row.facts.raised_on,
        (day - row.facts.raised_on).days,
        resolved,
        None if resolved is None else (resolved - row.facts.raised_on).days,
    )


def _middle(numbers: Iterable[int]) -> int | None:
    several = list(numbers)
    return median_low(several) if several else None
