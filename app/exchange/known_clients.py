"""Which of the firm's clients a record means; looked up for some hundred records at a time, never all of the firm's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import or_, select

from app.clients.commands import ClientDetails
from app.clients.merges import present_clients
from app.clients.models import Client, ContactPoint
from app.clients.rules import match_key, said_name
from app.kernel.text import fold
from app.storage.transaction import Transaction


class KnownClients:
    """By the other system's id; else by name, where a contact point agrees or one side has none."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._merged = present_clients(tx.reader())  # by the id or the name of a record that was merged, too
        self._forget()

    def look_up(self, several: Iterable[ClientDetails]) -> None:
        """Know those of these names and ids from now on, and no others: what was added since is in the vault."""
        self._forget()
        several = list(several)
        names = {_name_key(details) for details in several}
        externals = {details.external_id for details in several if details.external_id}
        query = (
            select(Client.id, Client.name_key, Client.external_id)
            .where(or_(Client.name_key.in_(names), Client.external_id.in_(externals)))
            .order_by(Client.id)
        )
        found = [
            (self._merged.get(row.id, row.id), row.name_key, row.external_id)
            for row in self._tx.session.execute(query)
        ]
        keys: dict[UUID, set[str]] = defaultdict(set)
        points = select(ContactPoint.client_id, ContactPoint.match_key).where(
            ContactPoint.client_id.in_({client_id for client_id, _, _ in found})
        )
        for client_id, key in self._tx.session.execute(points):
            keys[client_id].add(key)
        for client_id, name, external in found:
            self._remember(client_id, name, external, keys.get(client_id, set()))

    def find(self, details: ClientDetails) -> UUID | None:
        """The client, or None. Its name was looked up."""
        if details.external_id and details.external_id in self._by_external:
            return self._by_external[details.external_id]
        name, keys = _name_key(details), _keys(details)
        if not keys:
            return self._first_of_name.get(name)
        for key in keys:
            if (found := self._by_point.get((name, key))) is not None:
                return found
        bare = self._without_points.get(name)
        return bare[0] if bare else None

    def add(self, client_id: UUID, details: ClientDetails) -> None:
        """One more client."""
        self._remember(client_id, _name_key(details), details.external_id, set(_keys(details)))

    def add_points(self, client_id: UUID, details: ClientDetails) -> None:
        """A client whose details were filled in."""
        name, keys = _name_key(details), _keys(details)
        if details.external_id:
            self._by_external.setdefault(details.external_id, client_id)
        for key in keys:
            self._by_point.setdefault((name, key), client_id)
        if keys and client_id in self._without_points[name]:
            self._without_points[name].remove(client_id)

    def _forget(self) -> None:
        self._by_external: dict[str, UUID] = {}
        self._first_of_name: dict[str, UUID] = {}
        self._by_point: dict[tuple[str, str], UUID] = {}
        self._without_points: dict[str, list[UUID]] = defaultdict(list)

    def _remember(self, client_id: UUID, name: str, external: str | None, keys: set[str]) -> None:
        if external:
            self._by_external[external] = client_id
        self._first_of_name.setdefault(name, client_id)
        for key in keys:
            self._by_point.setdefault((name, key), client_id)
        if not keys:
            self._without_points[name].append(client_id)


def _name_key(details: ClientDetails) -> str:
    return fold(said_name(details.kind, details.first_name, details.last_name, details.company))


def _keys(details: ClientDetails) -> list[str]:
    return [match_key(point.kind, point.value) for point in details.points]
