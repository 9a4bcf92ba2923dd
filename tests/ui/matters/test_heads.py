"""A line names who held a contact, not who wrote it."""

from __future__ import annotations

from datetime import timedelta

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import entry
from app.contactlog.words import Channel, Direction
from app.matters.commands import MatterDetails, open_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace
from tests.support import MONDAY
from ui.matters.heads import entry_head, entry_short


def test_who_held_it_is_named_where_another_wrote_it(workspace: Workspace) -> None:
    at = MONDAY - timedelta(hours=2)
    with workspace.write() as tx:
        david = add_colleague(tx, NewColleague("David Finch", Role.LAWYER))
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails(title="A v. B", clients=(client,)))
        met, rang, own = (
            log_contact(
                tx,
                NewContact(
                    channel,
                    Direction.OUT,
                    at,
                    "Went through it.",
                    matter_id=matter,
                    duration_minutes=40,
                    held_by_id=by,
                ),
            )
            for channel, by in ((Channel.MEETING, david), (Channel.PHONE, david), (Channel.MEETING, None))
        )
    with workspace.read() as reader:
        said = [
            (entry_short(row), entry_head(row)) for row in (entry(reader, one) for one in (met, rang, own))
        ]
    assert said == [
        ("Meeting, David Finch, 40 min", "Meeting with Nora Whitcombe, held by David Finch, 40 min"),
        ("Call, David Finch, 40 min", "David Finch with Nora Whitcombe, 40 min"),
        ("Meeting, Maria Ortega, 40 min", "Meeting with Nora Whitcombe, 40 min"),
    ]


def test_a_call_with_nobody_who_is_named_is_said_by_its_channel(workspace: Workspace) -> None:
    """It was "Maria Ortega with Phone"."""
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails(title="A v. B", clients=(client,)))
        with_none = NewContact(
            Channel.PHONE, Direction.OUT, MONDAY, "Clerk confirmed.", matter_id=matter, with_client=False
        )
        called = log_contact(tx, with_none)
    with workspace.read() as reader:
        assert entry_head(entry(reader, called)) == "Call, Maria Ortega"
