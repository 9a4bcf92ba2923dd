"""What the figures of a time are counted from: read by subject, so that who asks for one pays for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import NamedTuple
from uuid import UUID

from app.concerns.figures import ConcernFigures, concern_figures
from app.contactlog.note_times import NoteTime, note_times
from app.contactlog.rules import written_late
from app.feedback.queries import AnswerRow, answers
from app.figures.span import Days
from app.matters.queries import MatterRow
from app.owed.forgotten import Forgotten
from app.owed.items import OwedItem
from app.owed.queries import owed
from app.owed.slipped.lines import Line
from app.owed.slipped.queries import slipped
from app.policies.queries import Outstanding, acknowledgements_outstanding
from app.reviews.figures import reviewed_files
from app.storage.transaction import Reader

NO_CONCERNS = ConcernFigures((), (), ())


class Subject(Enum):
    """What is read by itself; its value are the rooms of figures that stand on it."""

    PROMISES = ("acknowledgements", "answers", "updates", "news")
    STANDING = ("standing",)
    NOTES = ("notes",)
    CONCERNS = ("concerns", "causes")
    FEEDBACK = ("feedback",)
    REVIEWS = ("reviews",)
    POLICIES = ("policies",)


EVERYTHING = frozenset(Subject)


def subject_of(room: str) -> Subject:
    """What the figures of a room stand on."""
    return next(one for one in Subject if room in one.value)


@dataclass(frozen=True, slots=True)
class ReviewedFile:
    """A file that ran in the time; ``on``: the days in it on which a review of it was finished."""

    matter: MatterRow
    on: tuple[date, ...]


class Review(NamedTuple):
    """One review of a file, by the day on which it was finished."""

    file: ReviewedFile
    on: date


@dataclass(frozen=True, slots=True)
class Behind:
    """What the figures of a time were counted from, so that they can be checked: every promise, note, thing owed,
    forgotten file, concern, answer of a client, file that ran, and policy to acknowledge. ``matters`` names those of
    them."""

    lines: tuple[Line, ...] = ()
    notes: tuple[NoteTime, ...] = ()
    items: tuple[OwedItem, ...] = ()
    lost: tuple[Forgotten, ...] = ()
    concerns: ConcernFigures = NO_CONCERNS
    answers: tuple[AnswerRow, ...] = ()
    files: tuple[ReviewedFile, ...] = ()
    to_acknowledge: tuple[Outstanding, ...] = ()
    matters: Mapping[UUID, MatterRow] = field(default_factory=dict)

    @property
    def late_notes(self) -> tuple[NoteTime, ...]:
        """Those that were written late (`app.contactlog.rules`)."""
        return tuple(one for one in self.notes if written_late(one))

    def things(self) -> list[object]:
        """All of it in one list, to be let go of (`app.kernel.collector.let_go`)."""
        concerns = (*self.concerns.raised, *self.concerns.open, *self.concerns.resolved)
        house = (*concerns, *self.answers, *self.files, *self.to_acknowledge)
        return [*self.lines, *self.notes, *self.items, *self.lost, *house, *self.matters.values()]


def at_end(reader: Reader, days: Days) -> Reader:
    """At the end of these days, or now where they are not over."""
    end = datetime.combine(days.last + timedelta(days=1), time(), tzinfo=reader.zone).astimezone(UTC)
    return reader if end >= reader.now else replace(reader, now=end)  # the same reader, looking from then


def keeper(matter: MatterRow) -> UUID | None:
    """Who looks after a forgotten file: whom the client is told to reach first, else who is responsible."""
    return matter.point_of_contact_id or matter.responsible_id


def read_behind(
    reader: Reader,
    days: Days,
    person_id: UUID | None,
    matters: Mapping[UUID, MatterRow],
    *,
    subjects: frozenset[Subject] = EVERYTHING,
    told: Callable[[int], object] = lambda _step: None,
) -> Behind:
    """Everything of these subjects, of one person alone where there is one; ``told`` hears the steps 0 to 3."""
    told(0)
    lines: tuple[Line, ...] = ()
    if Subject.PROMISES in subjects:
        lines = slipped(reader, days.first, days.last, person_id=person_id).lines
    told(1)
    then = at_end(reader, days)
    behind = Behind(lines=lines)
    if Subject.STANDING in subjects:
        standing = owed(then)
        behind = replace(behind, items=standing.items, lost=standing.forgotten)
    told(2)
    if Subject.NOTES in subjects:
        begin = datetime.combine(days.first, time(), tzinfo=reader.zone)
        behind = replace(behind, notes=tuple(note_times(then, begin, then.now)))
    told(3)
    behind = _house(reader, then, days, matters, behind, subjects)
    if person_id is not None:
        behind = _of_person(behind, person_id)
    return replace(behind, matters=_named(behind, matters))


def _house(
    reader: Reader,
    then: Reader,
    days: Days,
    matters: Mapping[UUID, MatterRow],
    behind: Behind,
    subjects: frozenset[Subject],
) -> Behind:
    """With what the firm's own house says of these days."""
    if Subject.CONCERNS in subjects:
        behind = replace(behind, concerns=concern_figures(reader, days.first, days.last))
    if Subject.FEEDBACK in subjects:
        behind = replace(behind, answers=answers(reader, first=days.first, last=days.last))
    if Subject.REVIEWS in subjects:
        ran = reviewed_files(reader, days.first, days.last)
        files = (ReviewedFile(matters[one], on) for one, on in ran.items() if one in matters)
        behind = replace(behind, files=tuple(files))
    if Subject.POLICIES in subjects:
        behind = replace(behind, to_acknowledge=acknowledgements_outstanding(then))
    return behind


def _of_person(behind: Behind, person_id: UUID) -> Behind:
    """What this person owed, wrote, looks after or has to read; promises were read so."""
    concerns = behind.concerns
    return replace(
        behind,
        notes=tuple(one for one in behind.notes if one.author_id == person_id),
        items=tuple(one for one in behind.items if one.person_id == person_id),
        lost=tuple(one for one in behind.lost if keeper(one.matter) == person_id),
        concerns=ConcernFigures(
            *(
                tuple(one for one in several if one.handler_id == person_id)
                for several in (concerns.raised, concerns.open, concerns.resolved)
            )
        ),
        answers=tuple(one for one in behind.answers if one.person_id == person_id),
        files=tuple(one for one in behind.files if one.matter.responsible_id == person_id),
        to_acknowledge=tuple(one for one in behind.to_acknowledge if one.person_id == person_id),
    )


def _named(behind: Behind, matters: Mapping[UUID, MatterRow]) -> dict[UUID, MatterRow]:
    concerns = behind.concerns
    named = {one.matter_id for one in behind.lines} | {one.matter_id for one in behind.late_notes}
    named |= {one.matter_id for one in behind.items} | {one.matter.id for one in behind.lost}
    named |= {one.matter_id for one in (*concerns.raised, *concerns.open, *concerns.resolved)}
    named |= {one.matter_id for one in behind.answers} | {one.matter.id for one in behind.files}
    return {one: matters[one] for one in named if one is not None and one in matters}
