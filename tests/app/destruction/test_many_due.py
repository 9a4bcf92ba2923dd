"""Many matters that are due are read at once: as many statements as for a few, and each says what it says alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import update

from app.access.commands import open_request
from app.access.forms import NewRequest
from app.clients.commands import ClientDetails, add_client
from app.concerns.commands import raise_concern
from app.concerns.forms import NewConcern
from app.contactlog.commands import log_contact
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.models import ContactEntry
from app.contactlog.words import Channel, Direction
from app.destruction.review import Against, review, reviews_due
from app.engagement.forms import NewDocument
from app.engagement.intake import add_document, receive_document
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.queries import list_matters
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.retention.commands import NewKeptDocument, keep_document, set_hold
from app.storage.transaction import Transaction
from app.workspace import Workspace
from tests.statements import Counted

CLOSED = date(2026, 11, 23)
DUE = datetime(2044, 3, 1, 20, tzinfo=UTC)


def old_one(tx: Transaction, number: int) -> UUID:
    """A closed matter with which hardly anything is settled."""
    client = add_client(tx, ClientDetails(first_name="Nora", last_name=f"Peregrine {number}"))
    details = MatterDetails(f"Lease {number}", (client,), opened_on=CLOSED)
    one = open_matter(tx, details)
    _link(tx, one, open_matter(tx, replace(details, title=f"Will {number}")))
    add_follow_up(tx, one, NewFollowUp("Maria Ortega", "return the keys", CLOSED))
    add_key_date(tx, NewKeyDate(one, KeyDateKind.LIMITATION, date(2027, 1, 4), "To sue the landlord"))
    add_key_date(tx, NewKeyDate(one, KeyDateKind.HEARING, date(2026, 12, 1), "It is over by then"))
    receive_document(tx, add_document(tx, one, NewDocument("The deed", original=True)))
    raise_concern(tx, NewConcern("Slow", matter_id=one))
    raise_concern(tx, NewConcern("Dear", client_id=client))
    set_hold(tx, "She may sue", matter_id=one)
    set_hold(tx, "He may sue", client_id=client)
    if number % 3 == 0:
        keep_document(tx, one, NewKeptDocument("The last will"))
    edit_matter(tx, one, replace(details, status=MatterStatus.CLOSED, closed_on=CLOSED))
    return one


def _link(tx: Transaction, one: UUID, running: UUID) -> None:
    """Two questions and news of a matter that runs, answered and told in ``one`` alone; and as many also there."""
    asked = NewContact(Channel.PHONE, Direction.IN, tx.now, "When?", running, needs_reply=True)
    here = NewContact(Channel.PHONE, Direction.OUT, tx.now, "On Monday.", one)
    there = replace(here, matter_id=running)
    first, second, third, fourth = (log_contact(tx, asked) for _ in range(4))
    log_contact(tx, replace(here, answers_id=first, also_answers=(second, third, fourth)))
    log_contact(tx, replace(there, answers_id=third, also_answers=(fourth,)))
    new = NewDevelopment(running, DevelopmentKind.FILING, tx.now, "Filed")
    news, known = add_development(tx, new), add_development(tx, new)
    log_contact(tx, replace(there, tells=(known,)))
    told = log_contact(tx, replace(there, tells=(news, known)))
    # Logged in the other matter and put right since.
    tx.session.execute(update(ContactEntry).where(ContactEntry.id == told).values(matter_id=one))


def test_as_many_statements_for_twenty_as_for_two(workspace: Workspace, counted: Counted) -> None:
    with workspace.write() as tx:
        open_request(tx, NewRequest(name="Karl Ode"))
    found = []
    for numbers in (range(1, 3), range(3, 21)):
        with workspace.write() as tx:
            for number in numbers:
                old_one(tx, number)
        with workspace.read(as_of=DUE) as reader, counted() as statements:
            due = reviews_due(reader)
        found.append(len(statements))
    assert len(due) == 20 - 6, "who keeps a will keeps its matter"
    few, many = found
    assert many == few


def test_each_says_what_it_says_alone(workspace: Workspace) -> None:
    with workspace.write() as tx:
        several = [old_one(tx, number) for number in (1, 2, 3)]
        first = list_matters(tx.reader(), ids=several[:1])[0].client_id
        request = open_request(tx, NewRequest(first))
    with workspace.read(as_of=DUE) as reader:
        due = reviews_due(reader)
        assert [one.matter.id for one in due] == several[:2]
        assert [review(reader, one.matter.id) for one in due] == list(due)
        said = [one.kind for one in due[1].objections]
        assert said == [
            *[Against.HOLD] * 2,
            *(Against.DOCUMENT, Against.KEY_DATE, Against.FOLLOW_UP),
            *[Against.CONCERN] * 2,
            *[Against.LINK] * 3,
            Against.OTHER_MATTER,
        ]
        assert request in {one.source_id for one in due[0].objections}
        assert Against.DOCUMENT in {one.kind for one in review(reader, several[2]).objections}
        assert not any(one.is_free for one in due)
