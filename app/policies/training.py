"""Training, read: its subjects, the sessions that were held, who was there, and who needs it again (PRACTICE I2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from app.kernel.days import add_months
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.text import fold
from app.people.queries import colleagues
from app.policies.kept import EVER
from app.policies.models import PolicyVersion, TrainingAttendance, TrainingSession, TrainingSubject
from app.storage.rows import rows_of
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """What people are trained in; ``refresher_months`` None: once is enough."""

    id: UUID
    number: int
    name: str
    refresher_months: int | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session that was held, or is to be. ``policy`` and ``version``: what it was about; ``attended``: by name."""

    id: UUID
    subject_id: UUID
    subject: str
    held_on: date
    trainer: str
    note: str
    policy_id: UUID | None
    policy: str
    version: int | None
    attended: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refresher:
    """Somebody's next training in a subject. ``id`` of the last attendance, ``held_on`` the day of that."""

    id: UUID
    subject_id: UUID
    subject: str
    person_id: UUID
    person: str
    held_on: date
    due: date


_SUBJECT = TrainingSubject.__table__.c
_KNOWN: BindParameter[datetime] = bindparam("known", type_=_SUBJECT.made_at.type)
_SUBJECTS = (
    select(_SUBJECT.subject_id, _SUBJECT.number, _SUBJECT.name, _SUBJECT.refresher_months)
    .where(_SUBJECT.made_at <= _KNOWN)
    .order_by(_SUBJECT.number)
)


def subjects(reader: Reader) -> tuple[SubjectRow, ...]:
    """Each as it is now (as it was known), by its name. Today asks it at each reading."""
    rows = rows_of(reader.session, _SUBJECTS, known=reader.known_by or EVER)
    found = {row[0]: SubjectRow(*row) for row in rows}.values()  # the last one counts
    return tuple(sorted(found, key=lambda row: (fold(row.name), row.id)))


def find_subject(reader: Reader, words: str) -> SubjectRow:
    """A subject by its name or how that begins. Raises NotFound, and Refused ("several-subjects")."""
    rows, wanted = subjects(reader), fold(words)
    exact = [row for row in rows if fold(row.name) == wanted or str(row.id) == words]
    found = exact or [row for row in rows if wanted and fold(row.name).startswith(wanted)]
    names = ", ".join(row.name for row in (found or rows)) or tr("none yet")
    if not found:
        raise NotFound(
            "no-subject",
            tr("There is no such subject. There are: {names}.").format(names=names),
            field="subject",
        )
    if len(found) > 1:
        raise Refused("several-subjects", tr("Several match: {names}.").format(names=names), field="subject")
    return found[0]


def sessions(reader: Reader, session_id: UUID | None = None) -> tuple[SessionRow, ...]:
    """The sessions that stand, or one, the newest first, with who was there."""
    query = (
        select(TrainingSession, PolicyVersion.title, PolicyVersion.number)
        .join(PolicyVersion, PolicyVersion.id == TrainingSession.version_id, isouter=True)
        .where(_stands(reader, TrainingSession.added_at, TrainingSession.withdrawn_at))
        .order_by(TrainingSession.held_on.desc(), TrainingSession.id.desc())
    )
    if session_id is not None:
        query = query.where(TrainingSession.id == session_id)
    named, there = {row.id: row.name for row in subjects(reader)}, _attended(reader, session_id)
    return tuple(
        SessionRow(
            row.id,
            row.subject_id,
            named.get(row.subject_id, ""),
            row.held_on,
            row.trainer,
            row.note,
            row.policy_id,
            title or "",
            number,
            tuple(sorted(there.get(row.id, ()), key=lambda one: (fold(one[1]), one[0]))),
        )
        for row, title, number in reader.session.execute(query)
    )


def session_of(reader: Reader, session_id: UUID) -> SessionRow:
    """One session. Raises NotFound ("no-session")."""
    found = sessions(reader, session_id)
    if not found:
        raise NotFound("no-session", tr("There is no such training session."), field="session")
    return found[0]


def refreshers(reader: Reader, person_id: UUID | None = None) -> tuple[Refresher, ...]:
    """When those who are at the firm need a training again that they had, the earliest first: so many months after
    the last time, in subjects that have a refresher."""
    again = {row.id: row for row in subjects(reader) if row.refresher_months is not None}
    if not again:
        return ()
    here = {row.id: row.name for row in colleagues(reader) if person_id in {None, row.id}}
    query = (
        select(
            TrainingSession.subject_id,
            TrainingAttendance.person_id,
            TrainingSession.held_on,
            TrainingAttendance.id,
        )
        .join(TrainingSession, TrainingSession.id == TrainingAttendance.session_id)
        .where(
            TrainingSession.subject_id.in_(list(again)),
            TrainingSession.held_on <= reader.today,
            _stands(reader, TrainingSession.added_at, TrainingSession.withdrawn_at),
            _stands(reader, TrainingAttendance.noted_at, TrainingAttendance.struck_at),
        )
        .order_by(TrainingSession.held_on, TrainingAttendance.id)
    )
    last = {(subject, who): (day, one) for subject, who, day, one in reader.session.execute(query)}
    found = _due(again, here, last)
    return tuple(sorted(found, key=lambda one: (one.due, fold(one.person), fold(one.subject), one.id)))


def _due(
    again: dict[UUID, SubjectRow], here: dict[UUID, str], last: dict[tuple[UUID, UUID], tuple[date, UUID]]
) -> Iterator[Refresher]:
    for (subject_id, who), (day, attendance_id) in last.items():
        subject = again[subject_id]
        if who in here and subject.refresher_months is not None:
            due = add_months(day, subject.refresher_months)
            yield Refresher(attendance_id, subject_id, subject.name, who, here[who], day, due)


def _attended(reader: Reader, session_id: UUID | None) -> dict[UUID, list[tuple[UUID, str]]]:
    names = {row.id: row.name for row in colleagues(reader, active_only=False)}
    query = select(TrainingAttendance.session_id, TrainingAttendance.person_id).where(
        _stands(reader, TrainingAttendance.noted_at, TrainingAttendance.struck_at)
    )
    if session_id is not None:
        query = query.where(TrainingAttendance.session_id == session_id)
    found: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for of, who in reader.session.execute(query):
        found[of].append((who, names.get(who, "")))
    return found


def _stands(
    reader: Reader, made: InstrumentedAttribute[object], ended: InstrumentedAttribute[object]
) -> ColumnElement[bool]:
    """Whether a row counts: as it was known, it was there by then and taken back later or never."""
    if reader.known_by is None:
        return ended.is_(None)
    return (made <= reader.known_by) & (ended.is_(None) | (ended > reader.known_by))
