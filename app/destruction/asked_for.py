"""What somebody asks to be told of what is held about them: none of it goes before they have their answer (J5, J6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.access.finding import find
from app.access.models import AccessDecision, AccessRequest
from app.access.person import person_of
from app.clients.models import ClientPerson
from app.contactlog.models import ContactEntry
from app.matters.parties import MatterParty
from app.retention.queries import ClosedMatter
from app.storage.rows import among
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class AskedFor:
    """An open access request, and where something of the person lies: matters, and clients around whom they are."""

    id: UUID
    received_on: date
    matters: frozenset[UUID]
    clients: frozenset[UUID]

    def reaches(self, closed: ClosedMatter) -> bool:
        """Whether something of it would go with a matter and its clients."""
        return closed.matter_id in self.matters or not self.clients.isdisjoint(closed.clients)


def asked_for(reader: Reader) -> tuple[AskedFor, ...]:
    """Every open request, of clients and of others, as far as who looks may see; read once for however many matters."""
    query = select(AccessRequest).where(AccessRequest.closed_on.is_(None)).order_by(AccessRequest.id)
    return tuple(_asked_for(reader, one) for one in reader.session.scalars(query))


def _asked_for(reader: Reader, request: AccessRequest) -> AskedFor:
    person = person_of(reader, request)
    found = find(reader, person)
    decided = select(AccessDecision.matter_id).where(AccessDecision.request_id == request.id).distinct()
    matters = {
        *found.matter_ids,
        *reader.session.scalars(decided),
        *_of(reader, ContactEntry.matter_id, ContactEntry.id, found.named["contact_entries"]),
        *_of(reader, MatterParty.matter_id, MatterParty.id, found.named["matter_parties"]),
    }
    around = _of(reader, ClientPerson.client_id, ClientPerson.id, found.named["client_people"])
    return AskedFor(
        request.id,
        request.received_on,
        frozenset(one for one in matters if one is not None),
        person.client_ids.union(one for one in around if one is not None),
    )


def _of(
    reader: Reader,
    column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None],
    id_: InstrumentedAttribute[UUID],
    ids: frozenset[UUID],
) -> Sequence[UUID | None]:
    """Of which matters or clients rows are."""
    return reader.session.scalars(select(column).where(among(id_, ids)).distinct()).all() if ids else ()
