"""training list, subject, add, attend, withdraw, due."""

from __future__ import annotations

import argparse
from uuid import UUID

from app.cli.flags import add_times, count, iso_date
from app.cli.handles import handle, read_handle
from app.cli.policy_spelling import refresher_data, session_data, subject_data
from app.cli.session import Add, Answer, Session
from app.cli.tables import table
from app.kernel.errors import NotFound, Refused
from app.kernel.text import fold
from app.people.queries import find_colleague
from app.policies.queries import find_policy
from app.policies.training import find_subject, refreshers, session_of, sessions, subjects
from app.policies.training_commands import (
    NewSession,
    add_session,
    note_attendance,
    set_subject,
    withdraw_session,
)
from app.storage.transaction import Reader


def register(add: Add) -> None:
    """Add the commands."""
    parser = add("training list", "training sessions and who was there; the subjects")
    parser.add_argument("--subject", metavar="NAME")
    parser.add_argument("--person", metavar="NAME", help="those where this person was")
    add_times(parser)
    parser.set_defaults(run=_list)
    parser = add("training subject", "write a subject, and after how many months it is needed again")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--rename", metavar="NAME")
    again = parser.add_mutually_exclusive_group()
    again.add_argument("--refresher", type=count, metavar="MONTHS")
    again.add_argument("--once", action="store_true", help="it is never needed again")
    parser.set_defaults(run=_subject)
    parser = add("training add", "note a session")
    parser.add_argument("subject", metavar="SUBJECT")
    parser.add_argument("--on", type=iso_date, metavar="DATE", help="else today")
    parser.add_argument("--trainer", default="", metavar="NAME")
    parser.add_argument("--policy", metavar="POLICY", help="the policy that it was about, as in force")
    parser.add_argument("--note", default="", metavar="TEXT")
    parser.add_argument("--attended", action="append", default=[], metavar="NAME")
    parser.set_defaults(run=_add)
    parser = add("training attend", "say who was there, beside those who are noted")
    parser.add_argument("session", metavar="ID")
    parser.add_argument("name", nargs="*", metavar="NAME")
    parser.add_argument("--strike", action="append", default=[], metavar="NAME", help="was not there")
    parser.set_defaults(run=_attend)
    parser = add("training withdraw", "a session was noted by mistake")
    parser.add_argument("session", metavar="ID")
    parser.add_argument("--reason", default="", metavar="TEXT")
    parser.set_defaults(run=_withdraw)
    parser = add("training due", "who needs a training again, and by when")
    parser.add_argument("--person", metavar="NAME")
    add_times(parser)
    parser.set_defaults(run=_due)


def _list(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        known, rows = subjects(reader), sessions(reader)
        if args.subject:
            subject = find_subject(reader, args.subject)
            rows = tuple(row for row in rows if row.subject_id == subject.id)
        if args.person:
            person = find_colleague(reader, args.person)
            rows = tuple(row for row in rows if person.id in dict(row.attended))
    shown = [
        [handle(row.id), row.held_on, row.subject, row.trainer, ", ".join(name for _, name in row.attended)]
        for row in rows
    ]
    text = table(["Id", "Day", "Subject", "Trainer", "There"], shown)
    data = {"sessions": [session_data(row) for row in rows], "subjects": [subject_data(row) for row in known]}
    return Answer(data, text if rows else "No training was noted.")


def _subject(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        known = subjects(tx.reader())
        old = next((row for row in known if fold(row.name) == fold(args.name)), None)
        months = old.refresher_months if old is not None else None
        months = None if args.once else args.refresher if args.refresher is not None else months
        name = args.rename or (old.name if old is not None else args.name)
        made = set_subject(tx, name, months, old.id if old is not None else None)
        data = subject_data(next(row for row in subjects(tx.reader()) if row.id == made))
    return Answer({"subject": data}, "Written.")


def _add(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        version_id = None
        if args.policy:
            found = find_policy(reader, args.policy)
            version_id = found.shown.id
        new = NewSession(
            find_subject(reader, args.subject).id,
            args.on or tx.today,
            args.trainer,
            args.note,
            version_id,
            tuple(find_colleague(reader, one, active_only=True).id for one in args.attended),
        )
        made = session_of(reader, add_session(tx, new))
    return Answer({"session": session_data(made)}, f"Noted: {handle(made.id)}.")


def _attend(session: Session, args: argparse.Namespace) -> Answer:
    if not args.name and not args.strike:
        raise Refused("no-name", "Please name who was there.", field="name")
    with session.workspace.write() as tx:
        reader = tx.reader()
        session_id = _found(reader, args.session)
        there = {one for one, _ in session_of(reader, session_id).attended}
        there |= {find_colleague(reader, one, active_only=True).id for one in args.name}
        there -= {find_colleague(reader, one).id for one in args.strike}
        note_attendance(tx, session_id, there)
        data = session_data(session_of(reader, session_id))
    return Answer({"session": data}, "Noted.")


def _withdraw(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        session_id = _found(tx.reader(), args.session)
        withdraw_session(tx, session_id, args.reason)
    return Answer({"id": session_id}, "Withdrawn.")


def _due(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        person = find_colleague(reader, args.person).id if args.person else None
        rows = refreshers(reader, person)
    shown = [[row.due, row.person, row.subject, row.held_on] for row in rows]
    text = table(["Due", "Who", "Subject", "Last time"], shown)
    return Answer({"due": [refresher_data(row) for row in rows]}, text if rows else "Nobody needs one again.")


def _found(reader: Reader, words: str) -> UUID:
    found = read_handle(words, lambda: [row.id for row in sessions(reader)])
    if found is None:
        raise NotFound("no-session", "There is no such training session.", field="session")
    return found
