"""Clients of another system, found among the firm's own or added."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from uuid import UUID

from app.clients.commands import ClientDetails, FitClient, Point, add_clients, edit_client, fit_client
from app.clients.queries import details_of
from app.clients.rules import match_key
from app.clients.words import ClientKind, PointKind
from app.exchange.csv_records import ClientName, ContactRecord, PostalAddress
from app.exchange.known_clients import KnownClients
from app.exchange.outcome import FileOutcome, RowNote
from app.exchange.parts import in_parts
from app.kernel.errors import Invalid
from app.kernel.language import tr
from app.storage.transaction import Transaction

AT_ONCE = 500
FILLED_IN = tuple(one.name for one in fields(ClientDetails) if one.name not in {"kind", "points", "archived"})


class ClientTaker:
    """Takes clients over within one transaction, some hundred at a time: what the firm has is looked up for all of
    them at once, and what is new is written at once."""

    def __init__(self, tx: Transaction, source: str) -> None:
        self._tx = tx
        self._source = source
        self._known = KnownClients(tx)
        self._new: dict[UUID, FitClient] = {}
        self._ours: dict[UUID, ClientDetails] = {}

    def take_all(
        self, records: Iterable[ContactRecord], outcome: FileOutcome, further: Callable[[int], None]
    ) -> None:
        """Add the client of each row, or fill in what ours lacks. Nothing that the firm wrote is replaced.

        ``further`` is told the number of each row; it may raise to stop.
        """
        position = -1
        for part in in_parts(records, AT_ONCE):
            fit: list[FitClient] = []
            for record in part:
                further(position := position + 1)
                try:
                    fit.append(fit_client(self._details(record)))
                except Invalid as refusal:
                    outcome.refused.append(RowNote(record.row, refusal.problems[0].message))
            self._known.look_up(fit)
            found = {client_id for details in fit if (client_id := self._known.find(details)) is not None}
            self._ours = details_of(self._tx.reader(), found)
            for details in fit:
                self._take(details, outcome)
            self.write_new()

    def look_up(self, names: Iterable[ClientName]) -> None:
        """Know the clients of these names from now on (`named`); what is new is written first."""
        self.write_new()
        self._known.look_up([_named(name) for name in names])

    def named(self, name: ClientName, outcome: FileOutcome) -> UUID:
        """The client a matter names, added where there is none of that name; in the vault after `write_new`. Its name
        was looked up."""
        details = fit_client(_named(name))
        found = self._known.find(details)
        if found is None:
            found = self._add(details)
            outcome.created["clients"] += 1
        return found

    def _take(self, details: FitClient, outcome: FileOutcome) -> None:
        found = self._known.find(details)
        if found is None:
            self._add(details)
            outcome.created["clients"] += 1
        elif self._fill_in(found, details):
            outcome.updated["clients"] += 1
        else:
            outcome.unchanged += 1

    def _add(self, details: FitClient) -> UUID:
        client_id = self._tx.new_id()
        self._new[client_id] = details
        self._known.add(client_id, details)
        return client_id

    def write_new(self) -> None:
        """Write those that are new since the last time."""
        add_clients(self._tx, list(self._new.items()))
        self._new.clear()

    def _fill_in(self, client_id: UUID, new: ClientDetails) -> bool:
        ours = self._ours.get(client_id) or self._new.get(client_id)
        if ours is None:  # of another part of the file
            ours = details_of(self._tx.reader(), [client_id])[client_id]
        values = {
            name: value for name in FILLED_IN if not getattr(ours, name) and (value := getattr(new, name))
        }
        have = {(point.kind, match_key(point.kind, point.value)) for point in ours.points}
        added = tuple(
            point for point in new.points if (point.kind, match_key(point.kind, point.value)) not in have
        )
        if not values and not added:
            return False
        if client_id in self._new:
            self.write_new()
        filled = replace(ours, **values, points=(*ours.points, *added))
        edit_client(self._tx, client_id, filled)
        self._ours[client_id] = filled
        self._known.add_points(client_id, filled)
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
            notes=_notes(record),
            external_id=f"{self._source}:{record.external_id}" if record.external_id else None,
            archived=record.archived,
            points=(
                *(Point(PointKind.PHONE, one.value, one.label) for one in record.phones),
                *(Point(PointKind.EMAIL, one.value, one.label) for one in record.emails),
                *(Point(PointKind.ADDRESS, _lines(one), one.label) for one in record.addresses),
            ),
        )


def _notes(record: ContactRecord) -> str:
    """What we have no field for stands in the notes, so that nothing is lost."""
    born = tr("Date of birth: {day}").format(day=record.birthday.isoformat()) if record.birthday else ""
    labels = tr("Labels: {labels}").format(labels=", ".join(record.tags)) if record.tags else ""
    return "\n\n".join(filter(None, (record.notes, born, labels)))


def _named(name: ClientName) -> ClientDetails:
    kind = ClientKind.ORGANISATION if name.company and not (name.first or name.last) else ClientKind.PERSON
    return ClientDetails(kind=kind, first_name=name.first, last_name=name.last, company=name.company)


def _lines(address: PostalAddress) -> str:
    """The address as an envelope shows it."""
    region = " ".join(filter(None, (address.region, address.postal_code)))
    place = ", ".join(filter(None, (address.city, region)))
    return "\n".join(filter(None, (address.street, place, address.country)))
