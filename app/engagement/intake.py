"""The beginning of a matter: the consultation, and documents received and owed (PRACTICE B1)."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from uuid import UUID

from app.contactlog.checking import first_client
from app.contactlog.follow_up_commands import (
    add_follow_up,
    finish_follow_up,
    give_up_follow_up,
    reopen_follow_up,
)
from app.contactlog.follow_ups import known_people, whose
from app.contactlog.forms import NewFollowUp
from app.contactlog.models import FollowUp
from app.engagement.forms import IntakeForm, NewDocument
from app.engagement.intake_queries import intake_versions
from app.engagement.models import IntakeDocument, IntakeVersion
from app.engagement.rules import LONGEST_TEXT
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean, clean_texts
from app.matters.commands import the_matter
from app.people.models import Colleague
from app.storage.transaction import Transaction
from app.storage.versions import write_matters_version

LONGEST_TITLE = 200
ASKED = "Send us: {title}"
"""The agreed action of who owes a document."""


def save_intake(tx: Transaction, matter_id: UUID, form: IntakeForm) -> None:
    """Write down the consultation; an earlier writing stays readable. The same again writes nothing.

    Needs `Right.WRITE`. Raises `Invalid`, `NotFound`.
    """
    tx.need(Right.WRITE)
    the_matter(tx.session, matter_id)
    form = clean_texts(form, {"facts"})
    if len(form.facts) > LONGEST_TEXT:
        message = tr(
            "This has at most {longest_text} letters. Please shorten it, or log it as an entry."
        ).format(longest_text=say_number(LONGEST_TEXT))
        raise Invalid([Problem("facts", "too-long", message)])
    if form.held_on is not None and form.held_on > tx.today:
        message = tr("That day is still to come. Please write down the consultation once it was held.")
        raise Invalid([Problem("held_on", "held-in-future", message)])
    if form.held_by_id is not None and tx.session.get(Colleague, form.held_by_id) is None:
        raise NotFound("no-colleague", tr("That person is not on the firm's list."), field="held_by")
    versions = intake_versions(tx.reader(), matter_id)
    if form == (versions[0].form if versions else IntakeForm()):
        return
    says = asdict(form)
    number = versions[0].number + 1 if versions else 1
    version_id = write_matters_version(tx, IntakeVersion, matter_id, says, number=number)
    tx.record("written", "intake", version_id, version=number, **says)
    tx.touch("matter", matter_id)


def add_document(tx: Transaction, matter_id: UUID, new: NewDocument) -> UUID:
    """Write down a document. One that is owed becomes an agreed action of who owes it, and so stands on Today.

    Needs `Right.WRITE`. Raises `Invalid`, `NotFound`.
    """
    tx.need(Right.WRITE)
    the_matter(tx.session, matter_id)
    new = clean_texts(new)
    problems = _problems(tx, new)
    if problems:
        raise Invalid(problems)
    action = None
    if new.received_on is None:
        action = _action(tx, matter_id, new.title, new.owner, new.due_on)
    values = {"title": new.title, "owner": new.owner, "original": new.original}
    document_id = tx.new_id()
    row = {"id": document_id, "matter_id": matter_id, "follow_up_id": action, "received_on": new.received_on}
    later = {"returned_on": None, "withdrawn_at": None, "written_at": tx.now, "author_id": tx.actor}
    tx.insert(IntakeDocument, {**row, **values, **later})
    when = {"received_on": new.received_on} if new.received_on else {"due_on": new.due_on}
    tx.record("added", "intake_document", document_id, **values, **when)
    tx.touch("matter", matter_id)
    return document_id


def receive_document(tx: Transaction, document_id: UUID, on: date | None = None) -> None:
    """It came in on that day (None: today): what was owed is done. Raises `NotFound`, `Refused` ("not-owed",
    "in-future")."""
    row = _document(tx, document_id)
    on = _past(tx, on)
    if row.received_on is not None or row.withdrawn_at is not None:
        raise Refused("not-owed", tr("This document is not owed any more."), field="document")
    row.received_on = on
    if row.follow_up_id is not None:
        finish_follow_up(tx, row.follow_up_id)
    tx.session.flush()
    tx.record("received", "intake_document", document_id, on=on)
    tx.touch("matter", row.matter_id)


def return_document(tx: Transaction, document_id: UUID, on: date | None = None) -> None:
    """It went back to whose it is on that day (None: today). Raises `NotFound`, `Refused` ("not-here", "in-future",
    "before-received")."""
    row = _document(tx, document_id)
    on = _past(tx, on)
    if row.withdrawn_at is not None or not _is_here(tx, row):
        raise Refused("not-here", tr("This document is not with us."), field="document")
    if row.received_on is not None and on < row.received_on:
        message = tr("It came in on a later day. Please look at the date.")
        raise Refused("before-received", message, field="on")
    row.received_on = row.received_on or on  # ticked off on Today, where nobody asks for the day
    row.returned_on = on
    tx.session.flush()
    tx.record("returned", "intake_document", document_id, on=on)
    tx.touch("matter", row.matter_id)


def withdraw_document(tx: Transaction, document_id: UUID, reason: str) -> None:
    """It is not needed after all; the action is off the list, too. Raises `NotFound`, `Refused` ("no-reason")."""
    row = _document(tx, document_id)
    reason = given_reason(reason, "Please say why the document is not needed.")
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at = tx.now
    if row.follow_up_id is not None:
        give_up_follow_up(tx, row.follow_up_id, reason)
    tx.session.flush()
    tx.record("withdrawn", "intake_document", document_id, reason=reason)
    tx.touch("matter", row.matter_id)


def expect_document(tx: Transaction, document_id: UUID) -> None:
    """It did not come in after all, or is needed again: it is owed. Raises `NotFound`, `Refused` ("returned")."""
    row = _document(tx, document_id)
    if row.returned_on is not None:
        raise Refused("returned", tr("This document was given back. Please add it anew."), field="document")
    row.received_on = row.withdrawn_at = None
    if row.follow_up_id is not None:
        reopen_follow_up(tx, row.follow_up_id)
    else:
        row.follow_up_id = _action(tx, row.matter_id, row.title, row.owner, None)
    tx.session.flush()
    tx.record("reopened", "intake_document", document_id)
    tx.touch("matter", row.matter_id)


def _action(tx: Transaction, matter_id: UUID, title: str, owner: str, due_on: date | None) -> UUID:
    """What is asked of who owes the document: the client, somebody of ours, or somebody else."""
    people = known_people(tx.reader(), first_client(tx.reader(), matter_id))
    side, _ = whose(owner, *people)
    return add_follow_up(tx, matter_id, NewFollowUp(owner, tr(ASKED).format(title=title), due_on, side))


def _problems(tx: Transaction, new: NewDocument) -> list[Problem]:
    found = []
    if not new.title:
        found.append(Problem("title", "no-title", tr("Please say which document it is.")))
    for one in fields(new):
        value = getattr(new, one.name)
        if isinstance(value, str) and len(value) > LONGEST_TITLE:
            found.append(
                Problem(
                    one.name,
                    "too-long",
                    tr("This has at most {longest_title} letters.").format(longest_title=LONGEST_TITLE),
                )
            )
    if not clean(new.owner):
        found.append(Problem("owner", "no-owner", tr("Please say who gives the document.")))
    if new.received_on is not None and new.received_on > tx.today:
        found.append(Problem("received_on", "in-future", tr("That day is still to come.")))
    return found


def _past(tx: Transaction, on: date | None) -> date:
    if on is not None and on > tx.today:
        raise Refused("in-future", tr("That day is still to come."), field="on")
    return on or tx.today


def _is_here(tx: Transaction, row: IntakeDocument) -> bool:
    if row.returned_on is not None:
        return False
    action = tx.session.get(FollowUp, row.follow_up_id) if row.follow_up_id else None
    return row.received_on is not None or (action is not None and action.done_at is not None)


def _document(tx: Transaction, document_id: UUID) -> IntakeDocument:
    tx.need(Right.WRITE)
    found = tx.session.get(IntakeDocument, document_id)
    if found is None:
        raise NotFound("no-document", tr("That document is not in the vault."), field="document")
    return found
