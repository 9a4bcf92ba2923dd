"""A firm with a matter whose client was told of a hearing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.matters.commands import MatterDetails, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace
from tests.support import MONDAY


@dataclass(frozen=True)
class Asked:
    """What is there: Nora Whitcombe's matter, and who looks after it."""

    client: UUID
    matter: UUID
    lawyer: UUID
    contact: UUID
    entry: UUID


@pytest.fixture
def there(workspace: Workspace) -> Asked:
    with workspace.write() as tx:
        lawyer = add_colleague(tx, NewColleague("Leah Lawyer", Role.LAWYER))
        contact = add_colleague(tx, NewColleague("Cora Contact", Role.STAFF))
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(
            tx,
            MatterDetails(
                title="Whitcombe v. Larkspur",
                clients=(client,),
                practice_area="Property",
                opened_on=date(2026, 3, 2),
                responsible_id=lawyer,
                point_of_contact_id=contact,
            ),
        )
        heard = MONDAY - timedelta(days=5)
        news = add_development(
            tx, NewDevelopment(matter, DevelopmentKind.HEARING, heard, "The hearing was held")
        )
        assert news is not None
        told = NewContact(
            Channel.PHONE,
            Direction.OUT,
            MONDAY - timedelta(days=4),
            "Told her of the hearing",
            matter_id=matter,
            tells=(news,),
        )
        entry = log_contact(tx, told)
    return Asked(client, matter, lawyer, contact, entry if isinstance(entry, UUID) else entry.id)
