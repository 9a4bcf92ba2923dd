"""Clients of another system, found among the firm's own or added."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, replace
from uuid import UUID

from sqlalchemy import select

from app.clients.commands import ClientDetails, Point, add_client, edit_client
from app.clients.models import Client, ContactPoint
from app.clients.queries import client_sheet
from app.clients.rules import check_client, match_key, said_name
from app.clients.words import ClientKind, PointKind
from app.exchange.csv_records import ClientName, ContactRecord, PostalAddress
from app.exchange.outcome import FileOutcome, RowNote
from app.kernel.text import fold
from app.storage.transaction import Transaction


class ClientTaker:
    """Takes clients over within one transaction. The firm's clients are looked up once, not for every row."""

    def __init__(self, tx: Transaction, source: str) -> None:
        self._tx = tx
        self._source = source
        self._by_name: dict[str, list[UUID]] = defaultdict(list)
        self._by_external: dict[str, UUID] = {}
        self._keys: dict[UUID, set[str]] = defaultdict(set)
        for client_id, key, external in tx.session.execute(
            select(Client.id, Client.name_key, Client.external_id).order_by(Client.id)
        ):
            self._by_name[key].append(client_id)
            if external:
                self._by_external[external] = client_id
        for client_id, key in tx.session.execute(select(ContactPoint.client_id, ContactPoint.match_key)):
            self._keys[client_id].add(key)

    def take(self, record: ContactRecord, outcome: FileOutcome) -> None:
        """Add the client of a row, or fill in what ours lacks. Nothing that the firm wrote is replaced."""
        details = self._details(record)
        problems = check_client(
            details.kind,
            details.first_name,
            details.last_name,
            details.company,
            [(point.kind, point.value) for point in details.points],
        )
        if problems:
            outcome.refused.append(RowNote(record.row, problems[0].message))
            return
        found = self._find(details)
        if found is None:
            self._add(details)
            outcome.created["clients"] += 1
        elif self._fill_in(found, details):
            outcome.updated["clients"] += 1
        else:
            outcome.unchanged += 1

    def named(self, name: ClientName, outcome: FileOutcome) -> UUID:
        """The client a matter names, added where there is none of that name."""
        kind = (
            ClientKind.ORGANISATION if name.company and not (name.first or name.last) else ClientKind.PERSON
        )
        details = ClientDetails(kind=kind, first_name=name.first, last_name=name.last, company=name.company)
        found = self._find(details)
        if found is None:
            found = self._add(details)
            outcome.created["clients"] += 1
        return found

    def _add(self, details: ClientDetails) -> UUID:
        client_id = add_client(self._tx, details)
        self._by_name[_name_key(details)].append(client_id)
        if details.external_id:
            self._by_external[details.external_id] = client_id
        self._keys[client_id] = {match_key(point.kind, point.value) for point in details.points}
        return client_id

    def _find(self, details: ClientDetails) -> UUID | None:
        """By the other system's id; else by name, where a contact point agrees or one side has none."""
        if details.external_id and details.external_id in self._by_external:
            return self._by_external[details.external_id]
        same_name = self._by_name.get(_name_key(details), [])
        keys = {match_key(point.kind, point.value) for point in details.points}
        for client_id in same_name:
            if keys & self._keys[client_id]:
                return client_id
        return next((one for one in same_name if not keys or not self._keys[one]), None)

    def _fill_in(self, client_id: UUID, new: ClientDetails) -> bool:
        ours = client_sheet(self._tx.reader(), client_id).details
        values = {
            one.name: getattr(new, one.name)
            for one in fields(new)
            if one.name not in {"kind", "points", "archived"}
            and not getattr(ours, one.name)
            and getattr(new, one.name)
        }
        have = {(point.kind, match_key(point.kind, point.value)) for point in ours.points}
        added = tuple(
            point for point in new.points if (point.kind, match_key(point.kind, point.value)) not in have
        )
        if not values and not added:
            return False
        edit_client(self._tx, client_id, replace(ours, **values, points=(*ours.points, *added)))
        self._keys[client_id] |= {match_key(point.kind, point.value) for point in added}
        return True

    def _details(self, record: ContactRecord) -> ClientDetails:
        first = f"{record.first_name} {record.middle_name}".strip()
        last = f"{record.last_name} {record.suffix}".strip()
        return ClientDetails(
            kind=ClientKind(record.kind),
            salutation=record.title,
            first_name=first,
            last_name=last,
            company=record.company,
            job_title=record.job_title,
            language=record.language,
            notes=record.notes,
            external_id=f"{self._source}:{record.external_id}" if record.external_id else None,
            archived=record.archived,
            points=(
                *(Point(PointKind.PHONE, one.value, one.label) for one in record.phones),
                *(Point(PointKind.EMAIL, one.value, one.label) for one in record.emails),
                *(Point(PointKind.ADDRESS, _lines(one), one.label) for one in record.addresses),
            ),
        )


def _name_key(details: ClientDetails) -> str:
    return fold(said_name(details.kind, details.first_name, details.last_name, details.company))


def _lines(address: PostalAddress) -> str:
    """The address as an envelope shows it."""
    region = " ".join(filter(None, (address.region, address.postal_code)))
    place = ", ".join(filter(None, (address.city, region)))
    return "\n".join(filter(None, (address.street, place, address.country)))
