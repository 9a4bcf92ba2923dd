"""The figures of one group: of the firm, of a person, of a practice area, of a month. Pure.

Of promises (updates, news, acknowledgements, answers), each in the group of what it was owed in:

- ``promised``: how many had a time that could be kept or not: given in time, given late, or not given.
- ``in_time``: given by then. ``late``: given after it. ``missed``: late and still open at the end of the time that is
  looked at, or given up when it was late already (the schedule was changed, the matter closed). ``late_or_missed``:
  both.
- ``percent``: ``in_time`` of ``promised``. An excused update is neither kept nor broken: it counts in ``excused``
  alone. What is open and not late yet is in ``open`` alone, and what was given though none was due in ``unscheduled``.
- ``median`` and ``p95``: how long those took that were given, in time or late, in working time from when their clock
  began. The median of an even number is the mean of the two in the middle. ``p95`` is by nearest rank: the shortest
  time that at least 95 of 100 did not exceed, so always one that somebody waited. What is open has no time yet: it
  tells in ``percent`` once it is late.
- ``longest_late``: how long after its time the worst was given, or is open, in working time.
- ``waiting``: open at the end, ``waiting_late`` of them late.

Of notes (`app.contactlog.rules.written_late`, C1): ``written`` contacts that somebody wrote down, ``late`` of them
more than 24 hours after the contact; ``median`` and ``longest`` of those late ones, by the clock.

What the figures of concerns, feedback, file reviews and policies mean stands in `app.figures.house`.

Standing at the end: ``owed`` on the list of Today (late, due, or due within seven days, put off or not), ``overdue`` of
them, ``forgotten`` files without a next date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from app.concerns.figures import ConcernFigure, ConcernFigures
from app.contactlog.note_times import NoteTime
from app.feedback.figures import say_quarter
from app.feedback.queries import AnswerRow
from app.figures.counted import Review, ReviewedFile
from app.figures.house import concern_values, feedback_values, review_values
from app.figures.pick import Key
from app.figures.values import Unit, Value, minutes, percent
from app.kernel.language import tr
from app.kernel.said import say_month
from app.owed.forgotten import Forgotten
from app.owed.items import OwedItem, OwedKind, OwedState
from app.owed.slipped.lines import Line, LineState, figures, middle
from app.policies.queries import Outstanding

NAMES = {
    OwedKind.UPDATE: "updates",
    OwedKind.DEVELOPMENT: "news",
    OwedKind.ACKNOWLEDGEMENT: "acknowledgements",
    OwedKind.ANSWER: "answers",
}


@dataclass(slots=True)
class Tally:
    """What belongs to a group, while it is gathered. ``notes`` are all, ``late_notes`` those that were late;
    ``reviews`` each finished review with its file."""

    lines: list[Line] = field(default_factory=list)
    notes: list[NoteTime] = field(default_factory=list)
    late_notes: list[NoteTime] = field(default_factory=list)
    items: list[OwedItem] = field(default_factory=list)
    lost: list[Forgotten] = field(default_factory=list)
    raised: list[ConcernFigure] = field(default_factory=list)
    open: list[ConcernFigure] = field(default_factory=list)
    resolved: list[ConcernFigure] = field(default_factory=list)
    answers: list[AnswerRow] = field(default_factory=list)
    files: list[ReviewedFile] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    to_acknowledge: list[Outstanding] = field(default_factory=list)

    @property
    def concerns(self) -> ConcernFigures:
        """Its concerns, to be counted."""
        return ConcernFigures(tuple(self.raised), tuple(self.open), tuple(self.resolved))


class Whole(StrEnum):
    """Groups that nobody named."""

    FIRM = "The firm"
    BEFORE = "The time before"
    NO_AREA = "No practice area"
    OUTSIDE = "Outside any matter"
    NOBODY = "Nobody named"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(self.value)


class Quarter(NamedTuple):
    """A quarter of the calendar."""

    first: date


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of a group by their names ("answers.median"). ``name``: what was typed for a person or practice area,
    the first day of a month or quarter, or what is none of these."""

    key: Key
    name: str | date | Quarter | Whole
    values: Mapping[str, Value]

    @property
    def label(self) -> str:
        """For people."""
        match self.name:
            case Whole():
                return self.name.label
            case Quarter(first):
                return say_quarter(first)
            case date():
                return say_month(self.name)
        return self.name


def part(key: Key, name: str | date | Whole, found: Tally, *, standing: bool = True) -> Part:
    """Count; without ``standing`` only what belongs to a time, not what stands at its end."""
    values: dict[str, Value] = {}
    for kind, room in NAMES.items():
        values.update((f"{room}.{one}", value) for one, value in _promises(found.lines, kind))
    values.update((f"notes.{one}", value) for one, value in _notes(found))
    values.update(concern_values(found.concerns, standing=standing))
    values.update(feedback_values(found.answers))
    values.update(review_values(found.files, len(found.reviews), standing=standing))
    if standing:
        values["policies.outstanding"] = Value(len(found.to_acknowledge))
        overdue = sum(item.state is OwedState.OVERDUE for item in found.items)
        values["standing.owed"] = Value(len(found.items))
        values["standing.overdue"] = Value(overdue)
        values["standing.forgotten"] = Value(len(found.lost))
    return Part(key, name, values)


def _promises(lines: Sequence[Line], kind: OwedKind) -> Iterator[tuple[str, Value]]:
    counted = figures(lines, kind)
    waiting = [line for line in lines if line.kind is kind and line.is_open]
    yield "promised", Value(counted.promised)
    yield "in_time", Value(counted.given)
    yield "late", Value(counted.late)
    yield "missed", Value(counted.missed)
    yield "late_or_missed", Value(counted.late + counted.missed)
    yield "excused", Value(counted.excused)
    yield "open", Value(counted.owed)
    yield "unscheduled", Value(counted.unscheduled)
    yield "percent", percent(counted.given, counted.promised)
    yield "median", minutes(counted.median)
    yield "p95", minutes(counted.p95)
    yield "longest_late", minutes(counted.longest_late)
    yield "waiting", Value(len(waiting))
    yield "waiting_late", Value(sum(line.state is LineState.MISSED for line in waiting))


def _notes(found: Tally) -> Iterator[tuple[str, Value]]:
    took: list[timedelta] = sorted(one.written_at - one.occurred_at for one in found.late_notes)
    yield "written", Value(len(found.notes))
    yield "late", Value(len(took))
    yield "late_percent", percent(len(took), len(found.notes))
    yield "median", minutes(middle(took) if took else None, Unit.MINUTES)
    yield "longest", minutes(took[-1] if took else None, Unit.MINUTES)
