"""The rows that hold something about a person, table by table: by whom they name, or by a name, number or address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, and_, false, func, or_, select, type_coerce

from app.access.person import Person
from app.access.sources import owner_column
from app.clients.models import ClientPerson, PersonPoint
from app.clients.words import PointKind
from app.contactlog.models import ContactEntry, Participant
from app.matters.models import MatterClient
from app.matters.parties import MatterParty
from app.storage.base import Base, as_id
from app.storage.rows import listed, raw_rows
from app.storage.transaction import Reader
from app.storage.walls import hidden_matters, hides_something, past_walls


@dataclass(frozen=True, slots=True)
class Found:
    """Where the person stands. ``named``: ids of rows, by table, that only name them or have their number: they are in
    the file of somebody else, or in no file that names the client. ``joint``: matters with another client, too."""

    matter_ids: frozenset[UUID] = frozenset()
    joint: frozenset[UUID] = frozenset()
    entries: frozenset[UUID] = frozenset()
    named: Mapping[str, frozenset[UUID]] = field(default_factory=dict)
    restricted: bool = False
    """Whether there is more that who looks must not see."""


def find(reader: Reader, person: Person) -> Found:
    """Where a person stands, as far as who looks may see."""
    matters, joint = _matters(reader, person)
    own = _own_entries(reader, person, matters)
    named = {
        "contact_entries": _entries_naming(reader, person) - own,
        "matter_parties": _parties(reader, person),
        "client_people": _around(reader, person),
        "tray_items": _tray(reader, person),
    }
    restricted = _is_more(reader, person, matters, own | named["contact_entries"])
    return Found(matters, joint, own | named["contact_entries"], named, restricted)


def wanted_rows(table: Table, person: Person, found: Found) -> ColumnElement[bool]:
    """Which rows of a table are items."""
    id_ = table.columns.get("id")
    named = found.named.get(table.name, frozenset())
    special: dict[str, Iterable[UUID]] = {
        "clients": person.client_ids,
        "matters": found.matter_ids,
        "contact_entries": found.entries,
        "tray_items": named,
    }
    if table.name in special and id_ is not None:
        return one_of(id_, special[table.name])
    if table.name == "attachments":
        return one_of(table.c.entry_id, found.entries)
    if table.name == "person_points":
        around = one_of(table.c.person_id, found.named["client_people"])
        return or_(one_of(table.c.client_id, person.client_ids), around)
    owned = _owned(table, person, found)
    return or_(owned, one_of(id_, named)) if id_ is not None and named else owned


def one_of(column: Column[Any], ids: Iterable[UUID]) -> ColumnElement[bool]:
    """Whether a column is one of ``ids``, however many."""
    chosen = list(ids)
    if not chosen:
        return false()
    values = func.json_each(listed(chosen)).table_valued("value")
    return column.in_(select(type_coerce(values.c.value, column.type)))


def _owned(table: Table, person: Person, found: Found) -> ColumnElement[bool]:
    """Rows of the client, and those of their matters that name no other client."""
    client, matter = owner_column(table, "clients"), owner_column(table, "matters")
    of_client = one_of(client, person.client_ids) if client is not None else false()
    if matter is None:
        return of_client
    of_matter = one_of(matter, found.matter_ids)
    return of_matter if client is None else or_(of_client, and_(client.is_(None), of_matter))


def _matters(reader: Reader, person: Person) -> tuple[frozenset[UUID], frozenset[UUID]]:
    own = frozenset(
        reader.session.scalars(
            select(MatterClient.matter_id).where(MatterClient.client_id.in_(person.client_ids))
        )
    )
    others = select(MatterClient.matter_id).where(
        MatterClient.matter_id.in_(own), MatterClient.client_id.not_in(person.client_ids)
    )
    return own, frozenset(reader.session.scalars(others))


def _own_entries(reader: Reader, person: Person, matters: frozenset[UUID]) -> frozenset[UUID]:
    table = Base.metadata.tables[ContactEntry.__tablename__]
    found = _owned(table, person, Found(matters))
    return frozenset(reader.session.scalars(select(table.c.id).where(found)))


def _entries_naming(reader: Reader, person: Person) -> frozenset[UUID]:
    """Contacts in which they took part by name, or for which one of their numbers or addresses was used."""
    found = set(_participations(reader, person, past=False))
    points = [*person.phones, *person.emails]
    if points:
        found |= set(
            reader.session.scalars(select(ContactEntry.id).where(ContactEntry.reached_at.in_(points)))
        )
    return frozenset(found)


def _participations(reader: Reader, person: Person, *, past: bool) -> Iterator[UUID]:
    """A million participants are told apart by the database: only those with the longest word of a name are read, and
    each spelling of a name is compared once."""
    likely = [Participant.name.contains(word, autoescape=True) for word in _words(person)]
    if not likely:
        return
    query = select(Participant.entry_id, Participant.name).where(or_(*likely))
    called: dict[str, bool] = {}
    for digits, name in raw_rows(reader.session, past_walls(query) if past else query):
        if name not in called:
            called[name] = person.is_called(name)
        if called[name] and (entry_id := as_id(digits)) is not None:
            yield entry_id


def _words(person: Person) -> Iterator[str]:
    """Of each name the longest word that SQLite compares whatever its case; a name without one as it is spelled."""
    for name in person.names:
        plain = [word for word in name.split() if word.isascii() and word.isalpha()]
        yield max(plain, key=len) if plain else name


def _parties(reader: Reader, person: Person) -> frozenset[UUID]:
    query = select(MatterParty.id, MatterParty.name, MatterParty.phone, MatterParty.email)
    return frozenset(row.id for row in reader.session.execute(query) if _is_party(person, *row[1:]))


def _is_party(person: Person, name: str, phone: str, email: str) -> bool:
    reached = (phone and person.has_point(PointKind.PHONE, phone)) or (
        email and person.has_point(PointKind.EMAIL, email)
    )
    return bool(reached) or person.is_called(name)


def _around(reader: Reader, person: Person) -> frozenset[UUID]:
    """People around clients who are the person. The client's own people are others."""
    called = select(ClientPerson.id, ClientPerson.name).where(ClientPerson.name_key != "")
    found = {row.id for row in reader.session.execute(called) if person.is_called(row.name)}
    points = select(PersonPoint.person_id, PersonPoint.kind, PersonPoint.value)
    if person.phones or person.emails:
        found |= {
            row.person_id for row in reader.session.execute(points) if person.has_point(row.kind, row.value)
        }
    return frozenset(found)


def _tray(reader: Reader, person: Person) -> frozenset[UUID]:
    """Messages of theirs that nobody placed yet. What was placed is a contact."""
    if not person.mail_keys:
        return frozenset()
    table = Base.metadata.tables["tray_items"]
    sender = func.lower(table.c.address)
    query = select(table.c.id).where(sender.in_(person.mail_keys), table.c.entry_id.is_(None))
    return frozenset(reader.session.scalars(query))


def _is_more(reader: Reader, person: Person, matters: frozenset[UUID], entries: frozenset[UUID]) -> bool:
    """Whether something is held about them behind a wall. Only that there is is told, as of a conflict check."""
    if not hides_something(reader.session):
        return False
    hidden = [UUID(one) for one in hidden_matters(reader.session)]
    of_client = past_walls(
        select(MatterClient.matter_id).where(MatterClient.client_id.in_(person.client_ids))
    )
    if set(reader.session.scalars(of_client)) - matters:
        return True
    for name in ("concerns", "contact_entries", "follow_ups"):
        table = Base.metadata.tables[name]
        counted = select(func.count()).select_from(table).where(one_of(table.c.client_id, person.client_ids))
        if reader.session.scalar(past_walls(counted)) != reader.session.scalar(counted):
            return True
    named = select(MatterParty.name, MatterParty.phone, MatterParty.email)
    parties = past_walls(named.where(MatterParty.matter_id.in_(hidden)))
    if any(_is_party(person, *row) for row in reader.session.execute(parties)):
        return True
    return _took_part_behind(reader, person, entries)


def _took_part_behind(reader: Reader, person: Person, entries: frozenset[UUID]) -> bool:
    beyond = set(_participations(reader, person, past=True)) - entries
    if not beyond:
        return False
    table = Base.metadata.tables[ContactEntry.__tablename__]
    return len(set(reader.session.scalars(select(table.c.id).where(one_of(table.c.id, beyond))))) < len(
        beyond
    )
