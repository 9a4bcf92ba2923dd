"""The contact log, read. Entries come as frozen rows with all that belongs to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from app.clients.models import Client
from app.contactlog.commands import NewContact, NewParticipant
from app.contactlog.models import (
    Attachment,
    ContactEntry,
    EntryDevelopment,
    EntryTag,
    EntryVersion,
    FollowUp,
    Participant,
)
from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome, Telling
from app.kernel.errors import NotFound
from app.matters.models import Development, Matter
from app.matters.queries import DevelopmentRow
from app.people.models import Colleague
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """An agreed action."""

    id: UUID
    matter_id: UUID | None
    entry_id: UUID | None
    who: str
    side: FollowUpSide
    colleague_id: UUID | None
    text: str
    due_on: date | None
    agreed_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file of an entry, without its content."""

    id: UUID
    entry_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as it reads at the reader's moment."""

    id: UUID
    matter_id: UUID | None
    matter_number: str
    matter_title: str
    client_id: UUID | None
    client: str
    author_id: UUID
    author: str
    occurred_at: datetime
    written_at: datetime
    channel: Channel
    direction: Direction
    outcome: Outcome | None
    duration_minutes: int | None
    reached_at: str
    summary: str
    advice: str
    advice_declined: str
    decision: str
    costs: str
    identity_checked: bool
    interpreter: str
    confidentiality: str
    billable: bool
    with_client: bool
    is_update: bool
    needs_reply: bool
    urgent: bool
    acknowledges_id: UUID | None
    promised_by: datetime | None
    answers_id: UUID | None
    message_key: str | None
    version: int
    withdrawn_at: datetime | None
    participants: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    tells: tuple[UUID, ...] = ()
    brought: tuple[UUID, ...] = ()
    follow_ups: tuple[FollowUpRow, ...] = ()
    attachments: tuple[AttachmentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionRow:
    """An entry as it read from one writing to the next."""

    version: int
    written_at: datetime
    author: str
    reason: str
    content: dict[str, Any]


_BELONGING = {"participants", "tags", "tells", "brought", "follow_ups", "attachments"}
_JOINED = {"matter_number", "matter_title", "client", "author"}


def entries(
    reader: Reader,
    *,
    matter_id: UUID | None = None,
    client_id: UUID | None = None,
    since: datetime | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[EntryRow, ...]:
    """Entries that had occurred by the reader's moment, newest first; ``since`` is exclusive."""
    query = _select().where(ContactEntry.occurred_at <= reader.now)
    if matter_id is not None:
        query = query.where(ContactEntry.matter_id == matter_id)
    if client_id is not None:
        query = query.where(ContactEntry.client_id == client_id)
    if since is not None:
        query = query.where(ContactEntry.occurred_at > since)
    if reader.known_by is not None:
        query = query.where(ContactEntry.written_at <= reader.known_by)
    query = query.order_by(ContactEntry.occurred_at.desc(), ContactEntry.id.desc())
    return _whole(reader, reader.session.execute(query.limit(limit).offset(offset)).all())


def entry(reader: Reader, entry_id: UUID) -> EntryRow:
    """One entry."""
    rows = _whole(reader, reader.session.execute(_select().where(ContactEntry.id == entry_id)).all())
    if not rows:
        raise NotFound("no-entry", "That entry is not in the contact log.", field="entry")
    return rows[0]


def entry_form(reader: Reader, entry_id: UUID) -> NewContact:
    """An entry as its form holds it, to be amended: follow-ups and files that are there already stay out."""
    row = entry(reader, entry_id)
    shared = {one.name for one in fields(NewContact)} & {one.name for one in fields(EntryRow)}
    values = {name: getattr(row, name) for name in shared - {"participants", "follow_ups", "attachments"}}
    return NewContact(**values, participants=tuple(NewParticipant(*one) for one in row.participants))


def versions(reader: Reader, entry_id: UUID) -> tuple[VersionRow, ...]:
    """Every version of an entry, the first one first."""
    query = (
        select(
            EntryVersion.version,
            EntryVersion.written_at,
            Colleague.name,
            EntryVersion.reason,
            EntryVersion.content,
        )
        .join(Colleague, Colleague.id == EntryVersion.author_id)
        .where(EntryVersion.entry_id == entry_id)
        .order_by(EntryVersion.version)
    )
    return tuple(VersionRow(*row) for row in reader.session.execute(query))


def count_entries(reader: Reader) -> int:
    """How many entries the log holds."""
    return reader.session.scalar(select(func.count()).select_from(ContactEntry)) or 0


def attachment_content(reader: Reader, attachment_id: UUID) -> bytes:
    """The bytes of a file."""
    content = reader.session.scalar(select(Attachment.content).where(Attachment.id == attachment_id))
    if content is None:
        raise NotFound("no-file", "That file is not in the vault.")
    return content


def follow_ups(
    reader: Reader, *, matter_id: UUID | None = None, open_only: bool = False
) -> tuple[FollowUpRow, ...]:
    """Agreed actions by the day they are due (those without a day last), as they stood at the reader's moment."""
    query = (
        select(*(getattr(FollowUp, one.name) for one in fields(FollowUpRow)))
        .where(FollowUp.agreed_at <= reader.now)
        .order_by(FollowUp.due_on.is_(None), FollowUp.due_on, FollowUp.id)
    )
    if matter_id is not None:
        query = query.where(FollowUp.matter_id == matter_id)
    if open_only:
        query = query.where(FollowUp.done_at.is_(None) | (FollowUp.done_at > reader.now))
    if reader.known_by is not None:
        query = query.where(FollowUp.written_at <= reader.known_by)
    return tuple(FollowUpRow(*row) for row in reader.session.execute(query))


def earlier_participants(
    reader: Reader, matter_id: UUID | None, client_id: UUID | None, limit: int = 40
) -> tuple[tuple[str, str], ...]:
    """(name, role) of those who took part in contact about the matter, or with the client, the latest first."""
    query = select(Participant.name, Participant.role).join(
        ContactEntry, ContactEntry.id == Participant.entry_id
    )
    if matter_id is not None:
        query = query.where(ContactEntry.matter_id == matter_id)
    else:
        query = query.where(ContactEntry.client_id == client_id)
    latest = query.group_by(Participant.name, Participant.role).order_by(
        func.max(ContactEntry.occurred_at).desc()
    )
    return tuple((name, role) for name, role in reader.session.execute(latest.limit(limit)))


def untold_developments(reader: Reader, matter_id: UUID | None = None) -> tuple[DevelopmentRow, ...]:
    """What had happened and the client had not been told of by the reader's moment, oldest first."""
    told = (
        select(EntryDevelopment.entry_id)
        .join(ContactEntry, ContactEntry.id == EntryDevelopment.entry_id)
        .where(
            EntryDevelopment.development_id == Development.id,
            EntryDevelopment.telling == Telling.TOLD,
            *_counting(reader),
        )
        .exists()
    )
    query = (
        select(*(getattr(Development, one.name) for one in fields(DevelopmentRow)))
        .where(Development.occurred_at <= reader.now, ~told)
        .order_by(Development.occurred_at, Development.id)
    )
    if matter_id is not None:
        query = query.where(Development.matter_id == matter_id)
    if reader.known_by is not None:
        query = query.where(Development.written_at <= reader.known_by)
    return tuple(DevelopmentRow(*row) for row in reader.session.execute(query))


def told_developments(reader: Reader, matter_id: UUID | None = None) -> dict[UUID, datetime]:
    """The developments the client had been told of by the reader's moment, and when first."""
    query = (
        select(EntryDevelopment.development_id, func.min(ContactEntry.occurred_at))
        .join(ContactEntry, ContactEntry.id == EntryDevelopment.entry_id)
        .where(EntryDevelopment.telling == Telling.TOLD, *_counting(reader))
        .group_by(EntryDevelopment.development_id)
    )
    if matter_id is not None:
        query = query.where(ContactEntry.matter_id == matter_id)
    return {development_id: at for development_id, at in reader.session.execute(query)}


def last_updates(reader: Reader, matter_id: UUID | None = None) -> dict[UUID, datetime]:
    """For each matter, when its client was last given an update."""
    return _latest(reader, matter_id, ContactEntry.is_update)


def given_updates(
    reader: Reader, begin: datetime, end: datetime
) -> tuple[tuple[UUID, datetime, UUID], ...]:
    """(matter, when, author) of each update given from ``begin`` to before ``end``, the earliest first."""
    query = (
        select(ContactEntry.matter_id, ContactEntry.occurred_at, ContactEntry.author_id)
        .where(
            ContactEntry.is_update,
            ContactEntry.matter_id.is_not(None),
            ContactEntry.occurred_at >= begin,
            ContactEntry.occurred_at < end,
            *_counting(reader),
        )
        .order_by(ContactEntry.occurred_at)
    )
    return tuple((one.matter_id, one.occurred_at, one.author_id) for one in reader.session.execute(query))


def last_contacts(reader: Reader, matter_id: UUID | None = None) -> dict[UUID, datetime]:
    """For each matter, when there was last contact with the client."""
    return _latest(reader, matter_id, ContactEntry.with_client)


@dataclass(frozen=True, slots=True)
class AwaitingReply:
    """Inbound contact that needs a reply, with what was said to it so far (E1, E2)."""

    entry_id: UUID
    matter_id: UUID | None
    client_id: UUID | None
    occurred_at: datetime
    channel: Channel
    summary: str
    urgent: bool
    acknowledged_at: datetime | None
    promised_by: datetime | None


def awaiting_reply(reader: Reader, matter_id: UUID | None = None) -> tuple[AwaitingReply, ...]:
    """What had come in and was not answered by the reader's moment, oldest first."""
    answer, receipt = aliased(ContactEntry), aliased(ContactEntry)
    answered = (
        select(answer.id)
        .where(
            answer.answers_id == ContactEntry.id,
            answer.withdrawn_at.is_(None),
            answer.occurred_at <= reader.now,
        )
        .exists()
    )
    query = (
        select(
            ContactEntry.id,
            ContactEntry.matter_id,
            ContactEntry.client_id,
            ContactEntry.occurred_at,
            ContactEntry.channel,
            ContactEntry.summary,
            ContactEntry.urgent,
            func.min(receipt.occurred_at),
            func.max(receipt.promised_by),
        )
        .join(
            receipt,
            (receipt.acknowledges_id == ContactEntry.id)
            & receipt.withdrawn_at.is_(None)
            & (receipt.occurred_at <= reader.now),
            isouter=True,
        )
        .where(ContactEntry.needs_reply, ~answered, *_counting(reader))
        .group_by(ContactEntry.id)
        .order_by(ContactEntry.occurred_at, ContactEntry.id)
    )
    if matter_id is not None:
        query = query.where(ContactEntry.matter_id == matter_id)
    return tuple(AwaitingReply(*row) for row in reader.session.execute(query))


def _counting(reader: Reader) -> list[Any]:
    conditions = [ContactEntry.withdrawn_at.is_(None), ContactEntry.occurred_at <= reader.now]
    if reader.known_by is not None:
        conditions.append(ContactEntry.written_at <= reader.known_by)
    return conditions


def _latest(reader: Reader, matter_id: UUID | None, condition: Any) -> dict[UUID, datetime]:
    query = (
        select(ContactEntry.matter_id, func.max(ContactEntry.occurred_at))
        .where(ContactEntry.matter_id.is_not(None), condition, *_counting(reader))
        .group_by(ContactEntry.matter_id)
    )
    if matter_id is not None:
        query = query.where(ContactEntry.matter_id == matter_id)
    return {found: at for found, at in reader.session.execute(query) if found is not None}


def _select() -> Select[Any]:
    joined = {
        "matter_number": func.coalesce(Matter.number, ""),
        "matter_title": func.coalesce(Matter.title, ""),
        "client": func.coalesce(Client.name, ""),
        "author": Colleague.name,
    }
    columns = [
        joined[one.name].label(one.name) if one.name in _JOINED else getattr(ContactEntry, one.name)
        for one in fields(EntryRow)
        if one.name not in _BELONGING
    ]
    return (
        select(*columns)
        .join(Colleague, Colleague.id == ContactEntry.author_id)
        .join(Matter, Matter.id == ContactEntry.matter_id, isouter=True)
        .join(Client, Client.id == ContactEntry.client_id, isouter=True)
    )


def _whole(reader: Reader, rows: Sequence[Any]) -> tuple[EntryRow, ...]:
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
    agreed: dict[UUID, list[FollowUpRow]] = defaultdict(list)
    query = select(*(getattr(FollowUp, one.name) for one in fields(FollowUpRow)))
    for row in session.execute(query.where(FollowUp.entry_id.in_(ids)).order_by(FollowUp.id)):
        agreed[row.entry_id].append(FollowUpRow(*row))
    files: dict[UUID, list[AttachmentRow]] = defaultdict(list)
    query = select(*(getattr(Attachment, one.name) for one in fields(AttachmentRow)))
    for row in session.execute(query.where(Attachment.entry_id.in_(ids)).order_by(Attachment.id)):
        files[row.entry_id].append(AttachmentRow(*row))
    return tuple(
        replace(
            EntryRow(*row),
            participants=tuple(people[row.id]),
            tags=tuple(tags[row.id]),
            tells=tuple(linked[row.id, Telling.TOLD]),
            brought=tuple(linked[row.id, Telling.BROUGHT]),
            follow_ups=tuple(agreed[row.id]),
            attachments=tuple(files[row.id]),
        )
        for row in rows
    )
