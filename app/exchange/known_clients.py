"""Which of the firm's clients a record means; looked up once for an import, not for every row."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select

from app.clients.commands import ClientDetails
from app.clients.models import Client, ContactPoint
from app.clients.rules import match_key, said_name
from app.kernel.text import fold
from app.storage.transaction import Transaction


class KnownClients:
    """By the other system's id; else by name, where a contact point agrees or one side has none."""

    def __init__(self, tx: Transaction) -> None:
        self._by_external: dict[str, UUID] = {}
        self._first_of_name: dict[str, UUID] = {}
        self._by_point: dict[tuple[str, str], UUID] = {}
        self._without_points: dict[str, list[UUID]] = defaultdict(list)
        keys: dict[UUID, set[str]] = defaultdict(set)
        for client_id, key in tx.session.execute(select(ContactPoint.client_id, ContactPoint.match_key)):
            keys[client_id].add(key)
        query = select(Client.id, Client.name_key, Client.external_id).order_by(Client.id)
        for client_id, name, external in tx.session.execute(query):
            self._remember(client_id, name, external, keys.get(client_id, set()))

    def find(self, details: ClientDetails) -> UUID | None:
        """The client, or None."""
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
