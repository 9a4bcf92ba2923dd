"""A firm with a client, two matters, an entry, and people for each stage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction, Outcome
from app.matters.commands import MatterDetails, open_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.workspace import Workspace


@dataclass(frozen=True)
class Office:
    """Maria (who acts) is a partner, Tom the point of contact, Ann the responsible lawyer, Rosa the supervisor, Paul
    the firm's lead; Olive is a partner who has nothing to do with it."""

    workspace: Workspace
    client: UUID
    other_client: UUID
    matter: UUID
    others: UUID
    entry: UUID
    tom: UUID
    ann: UUID
    rosa: UUID
    paul: UUID
    olive: UUID

    def seen_by(self, who: UUID) -> Workspace:
        """The vault as somebody else sees it."""
        return Workspace(self.workspace.vault, self.workspace.clock, who, self.workspace.zone)


@pytest.fixture
def office(workspace: Workspace) -> Office:
    with workspace.write() as tx:
        tom = add_colleague(tx, NewColleague("Tom Bell", Role.STAFF))
        ann = add_colleague(tx, NewColleague("Ann Lee", Role.LAWYER))
        rosa = add_colleague(tx, NewColleague("Rosa Diaz", Role.PARTNER))
        paul = add_colleague(tx, NewColleague("Paul Finch", Role.PARTNER))
        olive = add_colleague(tx, NewColleague("Olive Outsider", Role.PARTNER), is_admin=True)
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=paul))
        nora = add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe"))
        karl = add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Karl", last_name="Ode"))
        people = {"responsible_id": ann, "point_of_contact_id": tom, "supervisor_id": rosa}
        matter = open_matter(tx, MatterDetails("Whitcombe v. Larkspur", (nora,), **people))
        others = open_matter(tx, MatterDetails("Ode's lease", (karl,)))
        said = "She sounded unhappy with how long it takes."
        entry = log_contact(
            tx,
            NewContact(
                Channel.PHONE,
                Direction.IN,
                tx.now - timedelta(days=4),
                said,
                matter,
                nora,
                outcome=Outcome.SPOKE,
            ),
        )
    return Office(workspace, nora, karl, matter, others, entry, tom, ann, rosa, paul, olive)
