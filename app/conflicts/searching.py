"""Where a name, a number or an address stands in the firm's records: clients (also archived and merged), people around
them, parties and titles of matters, who took part in contacts.

Everything is looked through, past walls: a check that missed a restricted matter would be worse than none. What was
found there is kept behind the same wall (`app.conflicts.commands`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from app.clients.duplicates import with_a_word
from app.clients.likeness import LEAST_DIGITS, name_words, national, near, same_phone, words_alike
from app.clients.merges import present_clients
from app.clients.models import Client, ClientPerson, ContactPoint, PersonPoint
from app.clients.rules import match_key
from app.clients.words import PointKind
from app.conflicts.models import Match, Source
from app.contactlog.models import ContactEntry, Participant
from app.matters.models import Matter
from app.matters.parties import MatterParty, PartyRole
from app.storage.transaction import Reader
from app.storage.walls import past_walls

MOST = 500
"""So many matches are kept of one check, the surest first."""
_AT_ONCE = 500
_FAMILY_NAME = 4
"""Letters from which on a last word alone is looked for in titles of matters."""
_NOT_ASCII = "*[^ -~]*"


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
    reader: Reader, names: Sequence[str], phones: Sequence[str], emails: Sequence[str]
) -> tuple[Hit, ...]:
    """Every match, the surest first, those of hidden matters as well: nothing of them may be shown."""
    found = [
        *(hit for name in names for hit in _of_name(reader, name)),
        *_of_points(reader, phones, emails),
        *_of_parties_reached(reader, phones, emails),
    ]
    ranks = {match: rank for rank, match in enumerate(Match)}
    sources = {source: rank for rank, source in enumerate(Source)}
    once = dict.fromkeys(found)
    return tuple(sorted(once, key=lambda hit: (ranks[hit.match], sources[hit.source], hit.found))[:MOST])


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


def _of_name(reader: Reader, name: str) -> Iterator[Hit]:
    words = name_words(name)
    if not words:
        return
    yield from _clients(reader, name, words)
    yield from _people(reader, name, words)
    yield from _parties(reader, name, words)
    yield from _titles(reader, name, words)
    yield from _participants(reader, name, words)


def _clients(reader: Reader, name: str, words: Sequence[str]) -> Iterator[Hit]:
    merged = present_clients(reader)
    condition = with_a_word(Client.name_key, words)
    wanted = Client.also_known_as != ""
    query = select(Client.id, Client.name, Client.also_known_as, Client.archived, Client.company)
    by_company = Client.company != ""
    fits = or_(wanted, by_company) if condition is None else or_(wanted, by_company, condition)
    for row in reader.session.execute(query.where(fits)):
        detail = "merged into another" if row.id in merged else "former client" if row.archived else "client"
        for called in dict.fromkeys((row.name, *row.also_known_as.splitlines(), row.company)):
            how = _like(words, called)
            if how is not None:
                found = row.name if called == row.name else f"{row.name} ({called})"
                yield Hit(Source.CLIENT, name, found, how, detail, merged.get(row.id, row.id))
                break


def _people(reader: Reader, name: str, words: Sequence[str]) -> Iterator[Hit]:
    condition = with_a_word(ClientPerson.name_key, words)
    if condition is None:
        return
    query = (
        select(ClientPerson.name, ClientPerson.relation, ClientPerson.client_id, Client.name.label("client"))
        .join(Client, Client.id == ClientPerson.client_id)
        .where(condition)
    )
    for row in reader.session.execute(query):
        if (how := _like(words, row.name)) is not None:
            detail = ", ".join(filter(None, (row.relation, row.client)))
            yield Hit(Source.PERSON, name, row.name, how, detail, row.client_id)


def _parties(reader: Reader, name: str, words: Sequence[str]) -> Iterator[Hit]:
    condition = with_a_word(MatterParty.name_key, words)
    if condition is None:
        return
    query = select(MatterParty.name, MatterParty.role, MatterParty.note, MatterParty.matter_id)
    for row in reader.session.execute(past_walls(query.where(condition))):
        if (how := _like(words, row.name)) is not None:
            yield Hit(Source.PARTY, name, row.name, how, _said(row.role, row.note), matter_id=row.matter_id)


def _titles(reader: Reader, name: str, words: Sequence[str]) -> Iterator[Hit]:
    condition = with_a_word(Matter.title_key, words)
    if condition is None:
        return
    query = select(Matter.id, Matter.title, Matter.number)
    for row in reader.session.execute(past_walls(query.where(condition))):
        how = _in_title(words, name_words(row.title))
        if how is not None:
            yield Hit(Source.MATTER, name, row.title, how, row.number, matter_id=row.id)


def _in_title(words: Sequence[str], title: Sequence[str]) -> Match | None:
    """A title names its parties by their last words: "Whitcombe v. Larkspur"."""
    if all(word in title for word in words):
        return Match.SAME if len(words) > 1 else Match.PART
    last = words[-1]
    if len(last) >= _FAMILY_NAME and last in title:
        return Match.PART
    return Match.NEAR if any(near(last, word) for word in title) else None


def _participants(reader: Reader, name: str, words: Sequence[str]) -> Iterator[Hit]:
    condition = with_a_word(func.lower(Participant.name), words)
    if condition is None:
        return
    # SQLite's lower() knows ASCII alone: of other names the rule decides
    other = Participant.name.op("GLOB")(_NOT_ASCII)
    query = select(Participant.entry_id, Participant.name, Participant.role).where(or_(condition, other))
    found: dict[UUID, list[tuple[str, str, Match]]] = {}
    known: dict[str, Match | None] = {}
    for row in reader.session.execute(past_walls(query)):
        if row.name not in known:
            known[row.name] = _like(words, row.name)
        if (how := known[row.name]) is not None:
            found.setdefault(row.entry_id, []).append((row.name, row.role, how))
    for entry_id, matter_id, client_id in _places(reader, found):
        for called, role, how in found[entry_id]:
            yield Hit(Source.PARTICIPANT, name, called, how, role, client_id, matter_id)


def _places(reader: Reader, entries: Iterable[UUID]) -> Iterator[Any]:
    ids = sorted(entries)
    query = select(ContactEntry.id, ContactEntry.matter_id, ContactEntry.client_id)
    for start in range(0, len(ids), _AT_ONCE):
        chosen = query.where(ContactEntry.id.in_(ids[start : start + _AT_ONCE]))
        yield from reader.session.execute(past_walls(chosen))


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


def _like(words: Sequence[str], other: str) -> Match | None:
    how = words_alike(tuple(words), name_words(other))
    return None if how is None else Match(how.value)


def _said(role: PartyRole, note: str) -> str:
    return ", ".join(filter(None, (role.label, note)))
