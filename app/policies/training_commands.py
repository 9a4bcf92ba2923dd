"""Training: its subjects, sessions, and who was there (PRACTICE I2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean, fold, plain_name
from app.people.queries import who_left
from app.policies.models import PolicyVersion, TrainingAttendance, TrainingSession, TrainingSubject
from app.policies.training import SubjectRow, session_of, subjects
from app.storage.transaction import Transaction
from app.storage.versions import write_version

LONGEST_REFRESHER = 120
"""Months."""
LONGEST_NOTE = 4_000


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session. ``version_id``: the version of a policy that it is about."""

    subject_id: UUID
    held_on: date
    trainer: str = ""
    note: str = ""
    version_id: UUID | None = None
    attended: tuple[UUID, ...] = ()


def set_subject(
    tx: Transaction, name: str, refresher_months: int | None = None, subject_id: UUID | None = None
) -> UUID:
    """Write a subject, or its next version; the same again writes nothing. It decides what others owe, so it needs
    `Right.FIRM`. Raises Invalid, NotFound ("no-subject"), `Refused` ("name-too-long")."""
    tx.need(Right.FIRM)
    name = plain_name(name, "subject")
    there = {row.id: row for row in subjects(tx.reader())}
    old = _subject(there.values(), subject_id) if subject_id is not None else None
    problems = []
    if not name:
        problems.append(Problem("subject", "no-name", tr("Please give the subject a name.")))
    if any(row.id != subject_id and fold(row.name) == fold(name) for row in there.values()):
        problems.append(Problem("subject", "name-taken", tr("There is a subject of that name already.")))
    if refresher_months is not None and not 1 <= refresher_months <= LONGEST_REFRESHER:
        message = tr("A refresher comes after 1 to {longest_refresher} months.").format(
            longest_refresher=LONGEST_REFRESHER
        )
        problems.append(Problem("refresher", "bad-refresher", message))
    if problems:
        raise Invalid(problems)
    if old is not None and (old.name, old.refresher_months) == (name, refresher_months):
        return old.id
    of = old.id if old is not None else tx.new_id()
    says = {"name": name, "refresher_months": refresher_months}
    number = old.number + 1 if old is not None else 1
    write_version(tx, TrainingSubject, {"subject_id": of}, says, number=number, reason="")
    tx.record("written", "training_subject", of, version=number, **says)
    return of


def add_session(tx: Transaction, new: NewSession) -> UUID:
    """Note a session, held or to come, with who was there. Needs `Right.WRITE`.

    Raises Invalid, NotFound ("no-subject", "no-version"), `Refused` ("has-left", "name-too-long").
    """
    tx.need(Right.WRITE)
    subject = _subject(subjects(tx.reader()), new.subject_id)
    trainer, note = plain_name(new.trainer, "trainer"), clean(new.note)
    if len(note) > LONGEST_NOTE:
        message = tr("A note has at most {longest_note} letters. Please shorten it.").format(
            longest_note=say_number(LONGEST_NOTE)
        )
        raise Invalid([Problem("note", "note-too-long", message)])
    policy_id = None
    if new.version_id is not None:
        version = tx.session.get(PolicyVersion, new.version_id)
        if version is None:
            raise NotFound("no-version", tr("There is no such version of a policy."), field="policy")
        policy_id = version.policy_id
    session_id = tx.new_id()
    says: dict[str, object] = {
        "subject_id": subject.id,
        "held_on": new.held_on,
        "trainer": trainer,
        "note": note,
        "policy_id": policy_id,
        "version_id": new.version_id,
    }
    made = {"id": session_id, **says, "added_at": tx.now, "added_by": tx.actor}
    tx.insert(TrainingSession, {**made, "withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": ""})
    tx.record("added", "training_session", session_id, name=subject.name, first=new.held_on, **says)
    if new.attended:
        note_attendance(tx, session_id, new.attended)
    return session_id


def note_attendance(tx: Transaction, session_id: UUID, present: Collection[UUID]) -> None:
    """Say who was there: these and nobody else; who was noted before and is not named is struck, and the row stays.

    Needs `Right.WRITE`. Raises NotFound ("no-session"), `Refused` ("to-come", "has-left").
    """
    tx.need(Right.WRITE)
    held = session_of(tx.reader(), session_id)
    if held.held_on > tx.today and present:
        message = tr("This session is still to come. Note who was there afterwards.")
        raise Refused("to-come", message, field="attended")
    before, now = {one for one, _ in held.attended}, set(present)
    if who_left(tx.session, now - before):
        raise Refused("has-left", tr("Somebody who is named is not at the firm any more."), field="attended")
    if before == now:
        return
    standing = select(TrainingAttendance).where(
        TrainingAttendance.session_id == session_id, TrainingAttendance.struck_at.is_(None)
    )
    for row in tx.session.scalars(standing):
        if row.person_id not in now:
            row.struck_at, row.struck_by = tx.now, tx.actor
    for one in sorted(now - before):
        made = {"id": tx.new_id(), "session_id": session_id, "person_id": one, "noted_at": tx.now}
        tx.insert(TrainingAttendance, {**made, "noted_by": tx.actor, "struck_at": None, "struck_by": None})
    tx.session.flush()
    came, went = sorted(map(str, now - before)), sorted(map(str, before - now))
    body = {"first": held.held_on, "came": came, "struck": went, "count": len(now)}
    tx.record("attendance noted", "training_session", session_id, name=held.subject, **body)


def withdraw_session(tx: Transaction, session_id: UUID, reason: str) -> None:
    """It was noted by mistake: it counts no more, and stays. Needs `Right.WRITE` and a reason.

    Raises NotFound ("no-session"), `Refused` ("no-reason", "too-long").
    """
    tx.need(Right.WRITE)
    held = session_of(tx.reader(), session_id)
    reason = given_reason(reason, "Please say why the session does not count.")
    row = tx.session.get_one(TrainingSession, session_id)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = tx.now, tx.actor, reason
    tx.session.flush()
    tx.record(
        "withdrawn", "training_session", session_id, name=held.subject, first=held.held_on, reason=reason
    )


def _subject(rows: Collection[SubjectRow], subject_id: UUID) -> SubjectRow:
    found = next((row for row in rows if row.id == subject_id), None)
    if found is None:
        raise NotFound("no-subject", tr("There is no such subject."), field="subject")
    return found
