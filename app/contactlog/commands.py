"""Logging contacts and amending them. Nothing is overwritten: every writing is a version (PRACTICE C2)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, insert, select

from app.contactlog.models import (
    Attachment,
    ContactEntry,
    EntryDevelopment,
    EntryTag,
    EntryVersion,
    FollowUp,
    Participant,
)
from app.clients.models import Client
from app.contactlog.follow_ups import whose
from app.contactlog.rules import check_entry
from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome, Telling
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.text import clean, clean_texts
from app.matters.models import Development, Matter, MatterClient
from app.people.models import Colleague
from app.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class NewParticipant:
    """Somebody who took part."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """An agreed action: who, what, by when. Without a side, ``who`` tells it: a colleague, the client, the court."""

    who: str
    text: str
    due_on: date | None = None
    side: FollowUpSide | None = None


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file that belongs to the contact."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewContact:
    """One contact as the form holds it (C1). Without a client it is the matter's first."""

    channel: Channel
    direction: Direction
    occurred_at: datetime
    summary: str
    matter_id: UUID | None = None
    client_id: UUID | None = None
    outcome: Outcome | None = None
    duration_minutes: int | None = None
    reached_at: str = ""
    advice: str = ""
    advice_declined: str = ""
    decision: str = ""
    costs: str = ""
    identity_checked: bool = False
    interpreter: str = ""
    confidentiality: str = ""
    billable: bool = False
    with_client: bool = True
    is_update: bool = False
    needs_reply: bool = False
    urgent: bool = False
    acknowledges_id: UUID | None = None
    promised_by: datetime | None = None
    answers_id: UUID | None = None
    message_key: str | None = None
    participants: tuple[NewParticipant, ...] = ()
    tags: tuple[str, ...] = ()
    tells: tuple[UUID, ...] = ()
    brought: tuple[UUID, ...] = ()
    follow_ups: tuple[NewFollowUp, ...] = ()
    attachments: tuple[NewAttachment, ...] = ()


SEVERAL_LINES = {"summary", "advice", "advice_declined", "decision", "costs"}

_BELONGING = {"participants", "tags", "tells", "brought", "follow_ups", "attachments"}
_COLUMNS = tuple(one.name for one in fields(NewContact) if one.name not in _BELONGING)


def log_contact(tx: Transaction, new: NewContact) -> UUID:
    """Write down one contact. The written-at time is now and nothing lets a caller change it."""
    new = _checked(tx, new)
    entry = ContactEntry(
        id=tx.new_id(),
        author_id=tx.actor,
        written_at=tx.now,
        version=1,
        withdrawn_at=None,
        **{name: getattr(new, name) for name in _COLUMNS},
    )
    tx.session.add(entry)
    tx.session.flush()
    _write_belongings(tx, entry, new)
    _write_version(tx, entry, new, "")
    tx.record("added", "entry", entry.id, **_content(new))
    _touch(tx, entry)
    return entry.id


def amend_contact(tx: Transaction, entry_id: UUID, new: NewContact, reason: str) -> int:
    """Write the entry anew, with the reason; the answer is the new version's number.

    Follow-ups and attachments of ``new`` are added to those that are there: what was agreed stays agreed.
    """
    entry = _entry(tx, entry_id)
    reason = clean(reason, lines=False)
    if not reason:
        raise Refused("no-reason", "Please say why the entry is amended.", field="reason")
    new = _checked(tx, replace(new, message_key=entry.message_key))
    for name in _COLUMNS:
        setattr(entry, name, getattr(new, name))
    entry.version += 1
    for table in (Participant, EntryTag, EntryDevelopment):
        tx.session.execute(delete(table).where(table.entry_id == entry_id))
    _write_belongings(tx, entry, new)
    _write_version(tx, entry, new, reason)
    tx.record("amended", "entry", entry_id, version=entry.version, reason=reason, **_content(new))
    _touch(tx, entry)
    return entry.version


def withdraw_contact(tx: Transaction, entry_id: UUID, reason: str) -> None:
    """The entry was a mistake: it stays readable, and counts for nothing (C2)."""
    entry = _entry(tx, entry_id)
    reason = clean(reason, lines=False)
    if not reason:
        raise Refused("no-reason", "Please say why the entry is withdrawn.", field="reason")
    if entry.withdrawn_at is None:
        entry.withdrawn_at = tx.now
        tx.record("withdrawn", "entry", entry_id, reason=reason)
        _touch(tx, entry)


def add_follow_up(tx: Transaction, matter_id: UUID, new: NewFollowUp, entry_id: UUID | None = None) -> UUID:
    """Agree an action."""
    found = FollowUp(
        id=tx.new_id(),
        matter_id=matter_id,
        entry_id=entry_id,
        agreed_at=tx.now,
        written_at=tx.now,
        **_follow_up_values(tx, new, _first_client(tx, matter_id)),
    )
    tx.session.add(found)
    tx.session.flush()
    tx.record("added", "follow_up", found.id, **asdict(new))
    tx.touch("matter", matter_id)
    return found.id


def finish_follow_up(tx: Transaction, follow_up_id: UUID) -> None:
    """What was agreed is done."""
    found = _follow_up(tx, follow_up_id)
    if found.done_at is None:
        found.done_at, found.done_by = tx.now, tx.actor
        tx.record("done", "follow_up", follow_up_id)
        _touch_follow_up(tx, found)


def reopen_follow_up(tx: Transaction, follow_up_id: UUID) -> None:
    """It was not done after all."""
    found = _follow_up(tx, follow_up_id)
    if found.done_at is not None:
        found.done_at = found.done_by = None
        tx.record("reopened", "follow_up", follow_up_id)
        _touch_follow_up(tx, found)


def move_follow_up(tx: Transaction, follow_up_id: UUID, due_on: date | None) -> None:
    """Agree another day."""
    found = _follow_up(tx, follow_up_id)
    if found.due_on != due_on:
        tx.record("moved", "follow_up", follow_up_id, before=found.due_on, after=due_on)
        found.due_on = due_on
        _touch_follow_up(tx, found)


def _follow_up(tx: Transaction, follow_up_id: UUID) -> FollowUp:
    found = tx.session.get(FollowUp, follow_up_id)
    if found is None:
        raise NotFound("no-follow-up", "That follow-up is not in the vault.")
    return found


def _touch_follow_up(tx: Transaction, found: FollowUp) -> None:
    if found.matter_id is not None:
        tx.touch("matter", found.matter_id)


def _entry(tx: Transaction, entry_id: UUID) -> ContactEntry:
    found = tx.session.get(ContactEntry, entry_id)
    if found is None:
        raise NotFound("no-entry", "That entry is not in the contact log.", field="entry")
    return found


def _checked(tx: Transaction, new: NewContact) -> NewContact:
    participants = tuple(
        NewParticipant(name, clean(one.role, lines=False))
        for one in new.participants
        if (name := clean(one.name, lines=False))
    )
    tags = tuple(sorted({cleaned for tag in new.tags if (cleaned := clean(tag, lines=False))}))
    client_id = new.client_id or _first_client(tx, new.matter_id)
    new = replace(clean_texts(new, SEVERAL_LINES), participants=participants, tags=tags, client_id=client_id)
    problems = [*check_entry(new, tx.now), *_references(tx, new)]
    if problems:
        raise Invalid(problems)
    return new


def _first_client(tx: Transaction, matter_id: UUID | None) -> UUID | None:
    query = select(MatterClient.client_id).where(
        MatterClient.matter_id == matter_id, MatterClient.position == 0
    )
    return tx.session.scalar(query)


def _references(tx: Transaction, new: NewContact) -> list[Problem]:
    problems = []
    if new.matter_id is None and new.client_id is None:
        problems.append(
            Problem("matter", "no-matter", "Please say which matter or client the contact is about.")
        )
    elif new.matter_id is not None and tx.session.get(Matter, new.matter_id) is None:
        problems.append(Problem("matter", "no-matter", "That matter is not in the vault."))
    for development_id in (*new.tells, *new.brought):
        development = tx.session.get(Development, development_id)
        if development is None or development.matter_id != new.matter_id:
            message = "A development that was told is not one of this matter."
            problems.append(Problem("tells", "no-development", message))
    for name in ("acknowledges_id", "answers_id"):
        other = getattr(new, name)
        if other is not None and tx.session.get(ContactEntry, other) is None:
            field_name = name.removesuffix("_id")
            problems.append(Problem(field_name, "no-entry", "The entry that is answered is not in the log."))
    return problems


def _write_belongings(tx: Transaction, entry: ContactEntry, new: NewContact) -> None:
    session = tx.session
    session.add_all(
        Participant(entry_id=entry.id, position=position, name=one.name, role=one.role)
        for position, one in enumerate(new.participants)
    )
    session.add_all(EntryTag(entry_id=entry.id, tag=tag) for tag in new.tags)
    tellings: dict[UUID, Telling] = dict.fromkeys(new.brought, Telling.BROUGHT)
    tellings.update(dict.fromkeys(new.tells, Telling.TOLD))
    session.add_all(
        EntryDevelopment(entry_id=entry.id, development_id=development_id, telling=telling)
        for development_id, telling in tellings.items()
    )
    session.add_all(
        FollowUp(
            id=tx.new_id(),
            matter_id=entry.matter_id,
            entry_id=entry.id,
            agreed_at=entry.occurred_at,
            written_at=tx.now,
            **_follow_up_values(tx, one, entry.client_id),
        )
        for one in new.follow_ups
    )
    _write_attachments(tx, entry.id, new.attachments)


def _follow_up_values(tx: Transaction, new: NewFollowUp, client_id: UUID | None) -> dict[str, object]:
    text = clean(new.text)
    if not text:
        raise Refused("no-text", "Please say what the follow-up is.", field="follow_ups")
    who = clean(new.who, lines=False)
    colleagues = tx.session.execute(select(Colleague.id, Colleague.name).where(Colleague.active)).all()
    client = tx.session.scalar(select(Client.name).where(Client.id == client_id)) or ""
    side, colleague_id = whose(who, [(one.id, one.name) for one in colleagues], client)
    if new.side is not None and new.side is not side:
        side, colleague_id = new.side, None
    return {"who": who, "text": text, "due_on": new.due_on, "side": side, "colleague_id": colleague_id}


def _write_attachments(tx: Transaction, entry_id: UUID, attachments: Sequence[NewAttachment]) -> None:
    for one in attachments:
        tx.session.execute(
            insert(Attachment),
            {
                "id": tx.new_id(),
                "entry_id": entry_id,
                "name": clean(one.name, lines=False) or "file",
                "media_type": one.media_type,
                "size": len(one.content),
                "sha256": hashlib.sha256(one.content).hexdigest(),
                "content": one.content,
                "written_at": tx.now,
            },
        )


def _write_version(tx: Transaction, entry: ContactEntry, new: NewContact, reason: str) -> None:
    tx.session.add(
        EntryVersion(
            entry_id=entry.id,
            version=entry.version,
            written_at=tx.now,
            author_id=tx.actor,
            reason=reason,
            content=_content(new),
        )
    )


def _content(new: NewContact) -> dict[str, object]:
    """What the entry says, as a version and the audit trail keep it: files by name, size and digest."""
    content = {name: getattr(new, name) for name in _COLUMNS}
    content["participants"] = [[one.name, one.role] for one in new.participants]
    content["tags"] = list(new.tags)
    content["tells"] = list(new.tells)
    content["brought"] = list(new.brought)
    content["follow_ups"] = [asdict(one) for one in new.follow_ups]
    content["attachments"] = [
        [one.name, len(one.content), hashlib.sha256(one.content).hexdigest()] for one in new.attachments
    ]
    return content


def _touch(tx: Transaction, entry: ContactEntry) -> None:
    if entry.matter_id is not None:
        tx.touch("matter", entry.matter_id)
    if entry.client_id is not None:
        tx.touch("client", entry.client_id)
