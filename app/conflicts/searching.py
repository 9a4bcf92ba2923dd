"""Where a name, a number or an address stands in the firm's records: clients (also archived and merged), people around
them, parties and titles of matters, who took part in contacts.

Everything is looked through, past walls: a check that missed a restricted matter would be worse than none. What was
found there is kept behind the same wall (`app.conflicts.commands`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import func, or_, select

from app.clients.likeness import LEAST_DIGITS, national, same_phone
from app.clients.merges import present_clients
from app.clients.models import Client, ClientPerson, ContactPoint, PersonPoint
from app.clients.rules import match_key
from app.clients.words import PointKind
from app.conflicts.names import SoughtNames
from app.conflicts.words import Match, Source
from app.contactlog.models import Participant
from app.kernel.language import tr
from app.matters.models import Matter
from app.matters.parties import MatterParty, PartyRole
from app.storage.rows import all_rows, first_row, rows_in_stretches
from app.storage.transaction import Reader
from app.storage.walls import past_walls

MOST = 500
"""So many matches are kept of one check, the surest first, beside those of restricted matters."""
_AT_ONCE = 5_000
_HOW_MANY: Final = "SELECT count(*) FROM main.participants"
_NAMES: Final = "SELECT entry_id, name, role FROM main.participants"
_PLACES: Final = (
    "SELECT id, client_id, matter_id FROM main.contact_entries WHERE id IN (SELECT value FROM json_each(?))"
)
Told = Callable[[int, int], object]
"""Hears (participants read, all) now and then; may raise to end it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A match. ``asked`` is what was looked for, ``found`` as it stands, ``detail`` what they are there."""

    source: Source
    asked: str
    found: str
    match: Match
    detail: str = ""
    client_id: UUID | None = None
    matter_id: UUID | None = None


def search(
    reader: Reader,
    names: Sequence[str],
    phones: Sequence[str],
    emails: Sequence[str],
    told: Told = lambda *_: None,
) -> tuple[Hit, ...]:
    """Every match, the surest first, those of hidden matters as well: nothing of them may be shown.

    However many names: everything is read once. A million participants take about two seconds.
    """
    found = [*_of_points(reader, phones, emails), *_of_parties_reached(reader, phones, emails)]
    if sought := SoughtNames(names):
        for several in (_clients, _people, _parties, _titles):
            found += several(reader, sought)
        found += _participants(reader, sought, told)
    ranks = {match: rank for rank, match in enumerate(Match)}
    sources = {source: rank for rank, source in enumerate(Source)}
    once = dict.fromkeys(found)
    return tuple(sorted(once, key=lambda hit: (ranks[hit.match], sources[hit.source], hit.found)))


def worth_keeping(hits: Sequence[Hit], restricted: Container[UUID]) -> tuple[tuple[Hit, ...], int]:
    """The matches that a check keeps, and how many it does not: all of ``restricted`` matters, for whoever may see
    those has to look at them, and the surest of the others."""
    walled = [hit.matter_id is not None and hit.matter_id in restricted for hit in hits]
    spare = MOST
    kept = []
    for hit, always in zip(hits, walled, strict=True):
        if always or spare > 0:
            kept.append(hit)
            spare -= not always
    return tuple(kept), len(hits) - len(kept)


def searched(reader: Reader) -> dict[str, int]:
    """How many records of each source there are that may be seen."""
    tables: dict[Source, Any] = {
        Source.CLIENT: Client,
        Source.PERSON: ClientPerson,
        Source.PARTY: MatterParty,
        Source.MATTER: Matter,
        Source.PARTICIPANT: Participant,
    }
    return {
        source.value: reader.session.scalar(select(func.count()).select_from(table)) or 0
        for source, table in tables.items()
    }


def _clients(reader: Reader, sought: SoughtNames) -> Iterator[Hit]:
    merged = present_clients(reader)
    query = select(Client.id, Client.name, Client.also_known_as, Client.archived, Client.company)
    for row in reader.session.execute(query):
        detail = (
            tr("merged into another")
            if row.id in merged
            else tr("former client")
            if row.archived
            else tr("client")
        )
        told: set[str] = set()
        for called in dict.fromkeys((row.name, *row.also_known_as.splitlines(), row.company)):
            for asked, how in sought.like(called):
                if asked not in told:
                    told.add(asked)
                    found = row.name if called == row.name else f"{row.name} ({called})"
                    yield Hit(Source.CLIENT, asked, found, how, detail, merged.get(row.id, row.id))


def _people(reader: Reader, sought: SoughtNames) -> Iterator[Hit]:
    query = select(
        ClientPerson.name, ClientPerson.relation, ClientPerson.client_id, Client.name.label("client")
    ).join(Client, Client.id == ClientPerson.client_id)
    for row in reader.session.execute(query):
        for asked, how in sought.like(row.name):
            detail = ", ".join(filter(None, (row.relation, row.client)))
            yield Hit(Source.PERSON, asked, row.name, how, detail, row.client_id)


def _parties(reader: Reader, sought: SoughtNames) -> Iterator[Hit]:
    query = select(MatterParty.name, MatterParty.role, MatterParty.note, MatterParty.matter_id)
    for row in reader.session.execute(past_walls(query)):
        for asked, how in sought.like(row.name):
            yield Hit(Source.PARTY, asked, row.name, how, _said(row.role, row.note), matter_id=row.matter_id)


def _titles(reader: Reader, sought: SoughtNames) -> Iterator[Hit]:
    for row in reader.session.execute(past_walls(select(Matter.id, Matter.title, Matter.number))):
        for asked, how in sought.in_title(row.title):
            yield Hit(Source.MATTER, asked, row.title, how, row.number, matter_id=row.id)


def _participants(reader: Reader, sought: SoughtNames, told: Told) -> Iterator[Hit]:
    """Of the few that are like one it is asked where they took part."""
    alike: dict[str, list[tuple[str, Match]]] = {}
    took_part: dict[str, list[tuple[str, str]]] = defaultdict(list)
    every, done = cast("int", (first_row(reader.session, _HOW_MANY) or (0,))[0]), 0
    for stretch in rows_in_stretches(reader.session, _NAMES, _AT_ONCE):
        told(done, every)
        for entry_id, name, role in cast("list[tuple[str, str, str]]", stretch):
            if name not in alike and (how := list(sought.like(name))):
                alike[name] = how
            if name in alike:
                took_part[entry_id].append((name, role))
        done += len(stretch)
    entries = list(took_part)
    for start in range(0, len(entries), _AT_ONCE):
        asked_for = json.dumps(entries[start : start + _AT_ONCE])
        for row in all_rows(reader.session, _PLACES, (asked_for,)):
            entry_id, client_id, matter_id = cast("tuple[str, str | None, str | None]", row)
            for name, role in took_part[entry_id]:
                for asked, like in alike[name]:
                    yield Hit(Source.PARTICIPANT, asked, name, like, role, _id(client_id), _id(matter_id))


def _id(digits: str | None) -> UUID | None:
    return UUID(digits) if digits else None


def _of_points(reader: Reader, phones: Sequence[str], emails: Sequence[str]) -> Iterator[Hit]:
    for table in (ContactPoint, PersonPoint):
        conditions = _points_like(table, phones, emails)
        if not conditions:
            return
        query = select(table.kind, table.value, Client.name, Client.id).where(or_(*conditions))
        if table is PersonPoint:
            query = query.join(ClientPerson, ClientPerson.id == PersonPoint.person_id)
            query = query.add_columns(ClientPerson.name.label("person")).join(
                Client, Client.id == ClientPerson.client_id
            )
        else:
            query = query.join(Client, Client.id == ContactPoint.client_id)
        for row in reader.session.execute(query):
            person = getattr(row, "person", "")
            source = Source.PERSON if person else Source.CLIENT
            detail = row.name if person else "client"
            for asked, match in _reached(row.kind, row.value, phones, emails):
                yield Hit(source, asked, f"{person or row.name}: {row.value}", match, detail, row.id)


def _points_like(table: Any, phones: Sequence[str], emails: Sequence[str]) -> list[Any]:
    mails = [match_key(PointKind.EMAIL, one) for one in emails if one.strip()]
    found = [(table.kind == PointKind.EMAIL) & table.match_key.in_(mails)] if mails else []
    return found + [
        (table.kind == PointKind.PHONE) & table.match_key.endswith(key[-LEAST_DIGITS:])
        for one in phones
        if (key := national(one))
    ]


def _reached(
    kind: PointKind, value: str, phones: Sequence[str], emails: Sequence[str]
) -> Iterator[tuple[str, Match]]:
    if kind is PointKind.PHONE:
        yield from ((one, Match.PHONE) for one in phones if same_phone(one, value))
    elif kind is PointKind.EMAIL:
        key = match_key(kind, value)
        yield from ((one, Match.EMAIL) for one in emails if match_key(kind, one) == key)


def _of_parties_reached(reader: Reader, phones: Sequence[str], emails: Sequence[str]) -> Iterator[Hit]:
    query = select(
        MatterParty.name,
        MatterParty.role,
        MatterParty.note,
        MatterParty.phone,
        MatterParty.email,
        MatterParty.matter_id,
    ).where((MatterParty.phone != "") | (MatterParty.email != ""))
    for row in reader.session.execute(past_walls(query)):
        for kind, value in ((PointKind.PHONE, row.phone), (PointKind.EMAIL, row.email)):
            for asked, match in _reached(kind, value, phones, emails):
                detail = _said(row.role, row.note)
                yield Hit(Source.PARTY, asked, f"{row.name}: {value}", match, detail, matter_id=row.matter_id)


def _said(role: PartyRole, note: str) -> str:
    return ", ".join(filter(None, (role.label, note)))
