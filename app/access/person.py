"""Who it is about: records, names, numbers and addresses by which everything held about a person is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.access.models import AccessRequest
from app.clients.likeness import name_words, same_phone
from app.clients.merges import ClientMerge, present_client
from app.clients.models import Client, ContactPoint
from app.clients.rules import match_key
from app.clients.words import PointKind
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever asks. ``client_ids``: their records, those merged into one as well; none for who is no client."""

    client_ids: frozenset[UUID]
    names: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]

    @property
    def is_client(self) -> bool:
        """Whether there is a record of a client."""
        return bool(self.client_ids)

    def is_called(self, name: str) -> bool:
        """Whether it is one of their names, whatever the order and spelling of its words."""
        words = sorted(name_words(name))
        return bool(words) and any(sorted(name_words(one)) == words for one in self.names)

    def has_point(self, kind: PointKind, value: str) -> bool:
        """Whether it is one of their numbers or addresses."""
        if kind is PointKind.PHONE:
            return any(same_phone(one, value) for one in self.phones)
        return kind is PointKind.EMAIL and match_key(kind, value) in self.mail_keys

    @property
    def mail_keys(self) -> frozenset[str]:
        """Their e-mail addresses as they are compared."""
        return frozenset(match_key(PointKind.EMAIL, one) for one in self.emails)


def person_of(reader: Reader, request: AccessRequest) -> Person:
    """Who a request is about: what it says of them, and what the record of the client says as well."""
    names, phones, emails = [request.name, *request.other_names], [*request.phones], [*request.emails]
    ids: frozenset[UUID] = frozenset()
    if request.client_id is not None:
        ids = _records(reader, present_client(reader, request.client_id))
        called = select(Client.name, Client.also_known_as).where(Client.id.in_(ids))
        for name, others in reader.session.execute(called):
            names += [name, *others.splitlines()]
        points = select(ContactPoint.kind, ContactPoint.value).where(ContactPoint.client_id.in_(ids))
        for kind, value in reader.session.execute(points):
            if kind is PointKind.PHONE:
                phones.append(value)
            elif kind is PointKind.EMAIL:
                emails.append(value)
    return Person(ids, _once(names), _once(phones), _once(emails))


def _records(reader: Reader, client_id: UUID) -> frozenset[UUID]:
    """A client's record, and every one that was merged into it."""
    query = select(ClientMerge.from_id, ClientMerge.into_id).where(ClientMerge.undone_at.is_(None))
    merged = [(row.from_id, row.into_id) for row in reader.session.execute(query)]
    found, fresh = {client_id}, {client_id}
    while fresh:
        fresh = {one for one, into in merged if into in fresh} - found
        found |= fresh
    return frozenset(found)


def _once(several: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in several if one.strip()))
