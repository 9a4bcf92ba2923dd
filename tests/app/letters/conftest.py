"""A matter with something in every part of its letters."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, Point, add_client
from app.clients.words import PointKind
from app.contactlog.commands import log_contact
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.follow_ups import NewFollowUp
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.matters.commands import MatterDetails, open_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace
from tests.support import MONDAY


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    """Whitcombe v. Larkspur, with a call, a note of the firm's own and something to do."""
    with workspace.write() as tx:
        finch = add_colleague(tx, NewColleague("David Finch", Role.LAWYER, phone="510 555 0103"))
        points = (
            Point(PointKind.ADDRESS, "12 Sample Street\nOakland"),
            Point(PointKind.EMAIL, "nora@example.com"),
        )
        nora = ClientDetails(salutation="Ms.", first_name="Nora", last_name="Whitcombe", points=points)
        client = add_client(tx, nora)
        details = MatterDetails(
            "Whitcombe v. Larkspur", (client,), practice_area="Employment", responsible_id=finch
        )
        matter_id = open_matter(tx, details)
        call = NewContact(
            Channel.PHONE,
            Direction.OUT,
            MONDAY - timedelta(days=2),
            "SECRET: she is nervous about the brother.",
            matter_id,
            outcome=Outcome.SPOKE,
        )
        log_contact(tx, call)
        note = NewContact(
            Channel.NOTE, Direction.INTERNAL, MONDAY - timedelta(days=1), "SECRET strategy.", matter_id
        )
        log_contact(tx, note)
        add_follow_up(
            tx,
            matter_id,
            NewFollowUp("Nora", "Send the pay slips", date(2026, 12, 7), side=FollowUpSide.CLIENT),
        )
    return matter_id
