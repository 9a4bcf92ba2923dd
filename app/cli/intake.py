"""intake …: how a matter began: the consultation, documents received and owed, the conflict check."""

from __future__ import annotations

import argparse
from dataclasses import replace
from uuid import UUID

from app.cli import terms_spelling as spelled
from app.cli.flags import add_times, iso_date
from app.cli.handles import handle, read_handle
from app.cli.session import Add, Answer, Session
from app.cli.tables import plain, table
from app.engagement.forms import NewDocument
from app.engagement.intake import (
    add_document,
    expect_document,
    receive_document,
    return_document,
    save_intake,
    withdraw_document,
)
from app.engagement.intake_queries import IntakeSheet, documents, intake_sheet
from app.kernel.errors import NotFound
from app.kernel.said import say_day
from app.matters.queries import find_matter
from app.people.queries import find_colleague
from app.storage.transaction import Reader, Transaction


def register(add: Add) -> None:
    """Add the commands."""
    showing = add("intake show", "how a matter began: consultation, documents, conflict check")
    showing.add_argument("--matter", required=True, metavar="NUMBER")
    add_times(showing)
    showing.set_defaults(run=_show)
    writing = add("intake write", "write down the consultation")
    writing.add_argument("--matter", required=True, metavar="NUMBER")
    writing.add_argument("--held-on", type=iso_date, metavar="DATE")
    writing.add_argument("--with", dest="with_whom", metavar="NAMES")
    writing.add_argument("--by", metavar="NAME", help="who of the firm held it")
    writing.add_argument("--facts", metavar="TEXT")
    writing.set_defaults(run=_write)
    adding = add("intake document", "a document that came in, or is owed: then it stands on Today")
    adding.add_argument("title", metavar="TITLE")
    adding.add_argument("--matter", required=True, metavar="NUMBER")
    adding.add_argument(
        "--owner", default="client", metavar="WHO", help="who gives it: the client, if not said"
    )
    adding.add_argument("--due", type=iso_date, metavar="DATE", help="by when it is owed")
    adding.add_argument("--received", type=iso_date, metavar="DATE", help="it is here since then")
    adding.add_argument("--original", action="store_true", help="it goes back at the end")
    adding.set_defaults(run=_add)
    marking = add("intake mark", "what became of a document")
    marking.add_argument("document", metavar="ID", help="as `intake show` prints it, or the whole id")
    marking.add_argument("--matter", required=True, metavar="NUMBER")
    what = marking.add_mutually_exclusive_group(required=True)
    what.add_argument("--received", action="store_true", help="it came in")
    what.add_argument("--returned", action="store_true", help="it was given back")
    what.add_argument("--owed", action="store_true", help="it did not come in after all")
    what.add_argument("--not-needed", metavar="REASON")
    marking.add_argument("--on", type=iso_date, metavar="DATE", help="today if not given")
    marking.set_defaults(run=_mark)


def _show(session: Session, args: argparse.Namespace) -> Answer:
    with session.reading(args) as reader:
        row = find_matter(reader, args.matter)
        answer = _answer(reader, row.id, row.number)
    session.workspace.viewed(row.id)
    return answer


def _write(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        row = find_matter(reader, args.matter, exact=True)
        given = {name: getattr(args, name) for name in ("held_on", "with_whom", "facts")}
        form = replace(
            intake_sheet(reader, row.id).form, **{name: one for name, one in given.items() if one is not None}
        )
        if args.by is not None:
            form = replace(form, held_by_id=find_colleague(reader, args.by).id)
        save_intake(tx, row.id, form)
        return _answer(tx.reader(), row.id, row.number)


def _add(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        row = find_matter(tx.reader(), args.matter, exact=True)
        new = NewDocument(args.title, args.owner, args.received, args.due, args.original)
        document_id = add_document(tx, row.id, new)
        (one,) = (one for one in documents(tx.reader(), row.id) if one.id == document_id)
    return Answer({"matter": row.number, **spelled.document(one)}, f"{one.title}: {one.state.value}.")


def _mark(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        row = find_matter(tx.reader(), args.matter, exact=True)
        document_id = _document(tx.reader(), row.id, args.document)
        _marked(tx, document_id, args)
        (one,) = (one for one in documents(tx.reader(), row.id) if one.id == document_id)
    return Answer({"matter": row.number, **spelled.document(one)}, f"{one.title}: {one.state.value}.")


def _marked(tx: Transaction, document_id: UUID, args: argparse.Namespace) -> None:
    if args.received:
        receive_document(tx, document_id, args.on)
    elif args.returned:
        return_document(tx, document_id, args.on)
    elif args.owed:
        expect_document(tx, document_id)
    else:
        withdraw_document(tx, document_id, args.not_needed)


def _document(reader: Reader, matter_id: UUID, words: str) -> UUID:
    ids = [one.id for one in documents(reader, matter_id)]
    found = read_handle(words, lambda: ids)
    if found not in ids:
        raise NotFound("no-document", "This matter has no such document.", field="document")
    return found


def _answer(reader: Reader, matter_id: UUID, number: str) -> Answer:
    sheet = intake_sheet(reader, matter_id)
    return Answer({"matter": number, **spelled.intake(sheet)}, _text(reader, sheet))


def _text(reader: Reader, sheet: IntakeSheet) -> str:
    said, today = sheet.form, reader.today
    lines = []
    if said.held_on is not None:
        who = " ".join(
            part
            for part in (
                f"with {said.with_whom}" if said.with_whom else "",
                f"by {sheet.held_by}" if sheet.held_by else "",
            )
            if part
        )
        lines.append(f"Consultation {say_day(said.held_on, today)} {plain(who)}".rstrip())
    if said.facts:
        lines.append(plain(said.facts, 400))
    check = sheet.check
    lines.append(
        "No conflict check was made for this matter."
        if check is None
        else f"Conflict check {say_day(reader.local(check.asked_at).date(), today)}: {check.conclusion.value}."
    )
    if sheet.documents:
        rows = [
            [handle(one.id), one.title, one.owner, one.state.value, one.due_on, one.received_on]
            for one in sheet.documents
        ]
        lines.append(table(["Id", "Document", "From", "State", "Owed by", "Received"], rows))
    return "\n".join(lines)
