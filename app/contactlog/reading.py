"""Reading entries whole, as they say now or as they were known to say at an earlier moment (PRACTICE C2).

An entry's row holds what it says now, its versions what it said from one writing to the next. Where a reader may
know only what had been written by some moment, an entry that was amended since reads as its last version then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from app.clients.models import Client
from app.contactlog.content import LATER
from app.contactlog.follow_up_turns import as_they_read
from app.contactlog.models import (
    Attachment,
    ContactEntry,
    EntryAnswer,
    EntryDevelopment,
    EntryTag,
    EntryVersion,
    FollowUp,
    Participant,
)
from app.contactlog.rows import AttachmentRow, EntryRow, FollowUpRow, VersionRow
from app.contactlog.words import Channel, Direction, Outcome, Telling
from app.matters.models import Matter
from app.people.models import Colleague
from app.storage.engine import reading
from app.storage.rows import connection_of
from app.storage.transaction import Reader
from app.storage.walls import hides_something, past_walls

_BELONGING = {"participants", "tags", "tells", "brought", "also_answers", "follow_ups", "attachments"}
_JOINED = {"matter_number", "matter_title", "client", "author", "held_by"}
_AS_KNOWN = "liaison_as_known"
"""Where a session holds what `as_known` found, and of which state of the database."""
_HOLDER = aliased(Colleague)
_NAMES = select(Colleague.id, Colleague.name)
_READ: dict[str, Callable[[Any], object]] = {
    "channel": Channel,
    "direction": Direction,
    "outcome": Outcome,
    "occurred_at": datetime.fromisoformat,
    "promised_by": datetime.fromisoformat,
    "matter_id": UUID,
    "client_id": UUID,
    "acknowledges_id": UUID,
    "answers_id": UUID,
    "held_by_id": UUID,
    "declined_confirmed_on": date.fromisoformat,
    "participants": lambda people: tuple((name, role) for name, role in people),
    "tags": tuple,
    "tells": lambda ids: tuple(UUID(one) for one in ids),
    "brought": lambda ids: tuple(UUID(one) for one in ids),
    "also_answers": lambda ids: tuple(UUID(one) for one in ids),
}
"""How what a version keeps as JSON becomes a row's value again, where it is not the value itself."""


@cache
def entry_columns() -> Select[Any]:
    """What `whole` is given the rows of, put together once."""
    joined = {
        "matter_number": func.coalesce(Matter.number, ""),
        "matter_title": func.coalesce(Matter.title, ""),
        "client": func.coalesce(Client.name, ""),
        "author": Colleague.name,
        "held_by": func.coalesce(_HOLDER.name, Colleague.name),
    }
    columns = [
        joined[one.name].label(one.name) if one.name in _JOINED else getattr(ContactEntry, one.name)
        for one in fields(EntryRow)
        if one.name not in _BELONGING
    ]
    return (
        select(*columns)
        .join(Colleague, Colleague.id == ContactEntry.author_id)
        .join(_HOLDER, _HOLDER.id == ContactEntry.held_by_id, isouter=True)
        .join(Matter, Matter.id == ContactEntry.matter_id, isouter=True)
        .join(Client, Client.id == ContactEntry.client_id, isouter=True)
    )


def as_written(reader: Reader) -> tuple[ColumnElement[bool], ...]:
    """Of the entries the reader may know, those whose row says what they said then; `as_known` has the others."""
    if reader.known_by is None:
        return ()
    return (ContactEntry.written_at <= reader.known_by, ~_amended_after(reader.known_by))


def as_known(reader: Reader) -> tuple[EntryRow, ...]:
    """The entries that were amended after the moment the reader may know, as they read then; mostly few."""
    if reader.known_by is None:
        return ()
    state = reading(reader.session)  # none while it writes: then every asking reads
    mark = (connection_of(reader.session), state, reader.known_by)
    held: tuple[object, tuple[EntryRow, ...]] | None = reader.session.info.get(_AS_KNOWN)
    if state is not None and held is not None and held[0] == mark:
        return held[1]  # what is owed asks for them four times
    found = _as_known(reader, reader.known_by)
    reader.session.info[_AS_KNOWN] = mark, found
    return found


def _as_known(reader: Reader, known_by: datetime) -> tuple[EntryRow, ...]:
    query = entry_columns().where(ContactEntry.written_at <= known_by, _amended_after(known_by))
    rows = whole(reader, reader.session.execute(query).all())
    newest = func.max(EntryVersion.version).label("version")
    then = (
        select(EntryVersion.entry_id, newest)
        .where(EntryVersion.written_at <= known_by)
        .group_by(EntryVersion.entry_id)
        .subquery()
    )
    found = select(EntryVersion.entry_id, EntryVersion.version, EntryVersion.content).join(
        then, (then.c.entry_id == EntryVersion.entry_id) & (then.c.version == EntryVersion.version)
    )
    said = {
        entry_id: (version, content)
        for entry_id, version, content in reader.session.execute(
            found.where(EntryVersion.entry_id.in_([row.id for row in rows]))
        )
    }
    # An entry that was then in a matter that must not be seen was not there.
    return _with_places(reader, [read_back(row, *said[row.id]) for row in rows if row.id in said])


def read_back(row: EntryRow, version: int, content: Mapping[str, Any]) -> EntryRow:
    """An entry as one of its versions said it; names of matter and client, follow-ups and files stay ``row``'s."""
    kept = {one.name for one in fields(EntryRow)} - {"follow_ups", "attachments"}
    said: dict[str, Any] = {
        name: _READ[name](value) if name in _READ and value is not None else value
        for name, value in content.items()
        if name in kept
    }
    return replace(row, **(LATER | {"also_answers": ()} | said), version=version)


def every_version(reader: Reader, row: EntryRow, versions: Sequence[VersionRow]) -> tuple[EntryRow, ...]:
    """The entry as each of its versions said it, with the follow-ups and files that were there by then."""
    ids = [row.id]
    found = []
    for one in versions:
        agreed, files = _agreed(reader, ids, one.written_at), _files(reader, ids, one.written_at)
        then = replace(row, follow_ups=tuple(agreed[row.id]), attachments=tuple(files[row.id]))
        found.append(read_back(then, one.version, one.content))
    return _with_places(reader, found)


def whole(reader: Reader, rows: Sequence[Any]) -> tuple[EntryRow, ...]:
    """Add to each row what belongs to it, with one query for each kind of belonging."""
    ids = [row.id for row in rows]
    if not ids:
        return ()
    session = reader.session
    people: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for one in session.scalars(
        select(Participant).where(Participant.entry_id.in_(ids)).order_by(Participant.position)
    ):
        people[one.entry_id].append((one.name, one.role))
    tags: dict[UUID, list[str]] = defaultdict(list)
    for entry_id, tag in session.execute(
        select(EntryTag.entry_id, EntryTag.tag).where(EntryTag.entry_id.in_(ids)).order_by(EntryTag.tag)
    ):
        tags[entry_id].append(tag)
    linked: dict[tuple[UUID, Telling], list[UUID]] = defaultdict(list)
    for link in session.scalars(select(EntryDevelopment).where(EntryDevelopment.entry_id.in_(ids))):
        linked[link.entry_id, link.telling].append(link.development_id)
    others: dict[UUID, list[UUID]] = defaultdict(list)
    for answer in session.scalars(
        select(EntryAnswer).where(EntryAnswer.entry_id.in_(ids)).order_by(EntryAnswer.asked_id)
    ):
        others[answer.entry_id].append(answer.asked_id)
    agreed, files = _agreed(reader, ids, reader.known_by), _files(reader, ids, reader.known_by)
    found = (
        replace(
            EntryRow(*row),
            withdrawn_at=_if_known(reader, row.withdrawn_at),
            participants=tuple(people[row.id]),
            tags=tuple(tags[row.id]),
            tells=tuple(linked[row.id, Telling.TOLD]),
            brought=tuple(linked[row.id, Telling.BROUGHT]),
            also_answers=tuple(others[row.id]),
            follow_ups=tuple(agreed[row.id]),
            attachments=tuple(files[row.id]),
        )
        for row in rows
    )
    return _without_hidden(reader, list(found))


def _without_hidden(reader: Reader, rows: list[EntryRow]) -> tuple[EntryRow, ...]:
    """An entry may answer one of another matter of its client; where that must not be seen, it answers nothing."""
    if not hides_something(reader.session):
        return tuple(rows)
    meant = {
        one
        for row in rows
        for one in (row.acknowledges_id, row.answers_id, *row.also_answers)
        if one is not None
    }
    seen = set(reader.session.scalars(select(ContactEntry.id).where(ContactEntry.id.in_(meant))))
    return tuple(
        replace(
            row,
            acknowledges_id=row.acknowledges_id if row.acknowledges_id in seen else None,
            answers_id=row.answers_id if row.answers_id in seen else None,
            also_answers=tuple(one for one in row.also_answers if one in seen),
        )
        for row in rows
    )


def as_stood(reader: Reader, row: FollowUpRow) -> FollowUpRow:
    """A follow-up as it stood at the reader's moment: what was done later was not done yet."""
    done_at = _if_known(reader, row.done_at)
    stood = done_at if done_at is None or done_at <= reader.now else None
    return row if stood == row.done_at else replace(row, done_at=stood)


def _if_known(reader: Reader, moment: datetime | None) -> datetime | None:
    if moment is None or reader.known_by is None or moment <= reader.known_by:
        return moment
    return None


def _amended_after(moment: datetime) -> ColumnElement[bool]:
    return (
        select(EntryVersion.version)
        .where(EntryVersion.entry_id == ContactEntry.id, EntryVersion.written_at > moment)
        .exists()
    )


def _with_places(reader: Reader, rows: Sequence[EntryRow]) -> tuple[EntryRow, ...]:
    """The names of the matters and clients that the rows belong to, which may be others than now."""
    matters = {
        matter_id: (number, title)
        for matter_id, number, title in reader.session.execute(
            select(Matter.id, Matter.number, Matter.title).where(
                Matter.id.in_({row.matter_id for row in rows})
            )
        )
    }
    named = select(Client.id, Client.name).where(Client.id.in_({row.client_id for row in rows}))
    clients = {one.id: one.name for one in reader.session.execute(named)}
    holders = {row.held_by_id for row in rows if row.held_by_id is not None}
    people = {one.id: one.name for one in reader.session.execute(_NAMES.where(Colleague.id.in_(holders)))}
    found = []
    for row in rows:
        number, title = matters[row.matter_id] if row.matter_id else ("", "")
        client = clients[row.client_id] if row.client_id else ""
        held_by = people[row.held_by_id] if row.held_by_id else row.author
        found.append(replace(row, matter_number=number, matter_title=title, client=client, held_by=held_by))
    return _without_hidden(reader, found)


def _agreed(reader: Reader, ids: Iterable[UUID], by: datetime | None) -> dict[UUID, list[FollowUpRow]]:
    agreed: dict[UUID, list[FollowUpRow]] = defaultdict(list)
    query = select(*(getattr(FollowUp, one.name) for one in fields(FollowUpRow))).order_by(FollowUp.id)
    if by is not None:
        query = query.where(FollowUp.written_at <= by)
    rows = [FollowUpRow(*row) for row in reader.session.execute(query.where(FollowUp.entry_id.in_(ids)))]
    for row in as_they_read(reader, rows):
        if row.entry_id is not None:
            agreed[row.entry_id].append(as_stood(reader, row))
    return agreed


def with_every_file(reader: Reader, row: EntryRow) -> EntryRow:
    """The entry with the files it came with, also where the original is not seen for speaking of a hidden matter's
    case, too: what a version says has to be what the trail vouches for. Nothing of it may be shown."""
    if not hides_something(reader.session):
        return row
    query = past_walls(select(*(getattr(Attachment, one.name) for one in fields(AttachmentRow))))
    found = reader.session.execute(query.where(Attachment.entry_id == row.id).order_by(Attachment.id))
    return replace(row, attachments=tuple(AttachmentRow(*one) for one in found))


def _files(reader: Reader, ids: Iterable[UUID], by: datetime | None) -> dict[UUID, list[AttachmentRow]]:
    files: dict[UUID, list[AttachmentRow]] = defaultdict(list)
    query = select(*(getattr(Attachment, one.name) for one in fields(AttachmentRow))).order_by(Attachment.id)
    if by is not None:
        query = query.where(Attachment.written_at <= by)
    for row in reader.session.execute(query.where(Attachment.entry_id.in_(ids))):
        files[row.entry_id].append(AttachmentRow(*row))
    return files
