"""A firm in which something is held about Nora: her own file, another's in which she took part, a restricted matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from app.access.commands import open_request
from app.access.forms import NewRequest
from app.clients.around import PersonAround, add_person
from app.clients.commands import ClientDetails, add_client
from app.clients.points import Point
from app.clients.words import ClientKind, PointKind
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewAttachment, NewContact, NewParticipant
from app.contactlog.words import Channel, Direction, Outcome
from app.matters.commands import MatterDetails, open_matter
from app.matters.parties import Party, set_parties
from app.matters.walls import restrict_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace


@dataclass(frozen=True)
class Office:
    """Maria (who acts) is a partner; Olive is one, too, and may not see the divorce."""

    workspace: Workspace
    nora: UUID
    karl: UUID
    lease: UUID
    divorce: UUID
    others: UUID
    call: UUID
    advice: UUID
    note: UUID
    with_file: UUID
    elsewhere: UUID
    secret: UUID
    olive: UUID
    request: UUID

    def seen_by(self, who: UUID) -> Workspace:
        """The vault as somebody else sees it."""
        return Workspace(self.workspace.vault, self.workspace.clock, who, self.workspace.zone)


@pytest.fixture
def office(workspace: Workspace) -> Office:
    with workspace.write() as tx:
        olive = add_colleague(tx, NewColleague("Olive Outsider", Role.PARTNER))
        points = (Point(PointKind.EMAIL, "nora@whitcombe.example"),)
        nora = add_client(
            tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe", points=points)
        )
        karl = add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Karl", last_name="Ode"))
        lease = open_matter(tx, MatterDetails("The lease", (nora,)))
        divorce = open_matter(tx, MatterDetails("The divorce", (nora,)))
        others = open_matter(tx, MatterDetails("Ode's pier", (karl,)))
        add_person(tx, nora, PersonAround("Ned Whitcombe", "brother"))
        set_parties(tx, others, [Party("Whitcombe Nora")])

        def log(words: str, matter: UUID, client: UUID, **more: object) -> UUID:
            values: dict[str, object] = {"outcome": Outcome.SPOKE, "direction": Direction.IN, **more}
            when = tx.now - timedelta(days=4)
            direction = values.pop("direction")
            new = NewContact(Channel.PHONE, direction, when, words, matter, client, **values)  # type: ignore[arg-type] # by name
            return log_contact(tx, new)

        call = log("She asked how long it takes", lease, nora)
        advice = log("She asked what to do", lease, nora, advice="Do not sign")
        note = log(
            "Watch the fee", lease, nora, direction=Direction.INTERNAL, outcome=None, with_client=False
        )
        paper = NewAttachment("lease.txt", "text/plain", b"The lease itself")
        with_file = log("She sent the lease", lease, nora, attachments=(paper,))
        elsewhere = log(
            "Both came", others, karl, participants=(NewParticipant("Nora Whitcombe", "witness"),)
        )
        secret = log("The house in Spain", divorce, nora)
        restrict_matter(tx, divorce, [tx.actor], "A divorce")
        request = open_request(tx, NewRequest(nora))
    return Office(
        workspace,
        nora,
        karl,
        lease,
        divorce,
        others,
        call,
        advice,
        note,
        with_file,
        elsewhere,
        secret,
        olive,
        request,
    )
