"""Logging contacts and amending them. Nothing is overwritten: every writing is a version (PRACTICE C2)."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update

from app.clients.models import Client
from app.contactlog.content import COLUMNS, File, content, content_of, digest
from app.contactlog.follow_ups import whose
from app.contactlog.models import (
    Attachment,
    ContactEntry,
    EntryDevelopment,
    EntryTag,
    EntryVersion,
    FollowUp,
    Participant,
)
from app.contactlog.reading import entry_columns, whole, with_every_file
from app.contactlog.rules import check_entry, check_reached
from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome, Telling
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.text import clean, clean_texts
from app.matters.models import Development, MatterClient
from app.people.models import Colleague
from app.people.queries import colleague
from app.storage.rows import look_up
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
    for_client: str = ""
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


class _FileRow(TypedDict):
    """The row of an attachment."""

    id: UUID
    entry_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    content: bytes
    written_at: datetime


SEVERAL_LINES = {"summary", "advice", "advice_declined", "decision", "for_client", "costs"}

_FIRST_CLIENT = select(MatterClient.client_id).where(
    MatterClient.matter_id == bindparam("matter_id"), MatterClient.position == 0
)


def log_contact(tx: Transaction, new: NewContact) -> UUID:
    """Write down one contact. The written-at time is now and nothing lets a caller change it."""
    new = _checked(tx, new)
    entry_id = tx.new_id()
    values = {name: getattr(new, name) for name in COLUMNS}
    tx.insert(ContactEntry, {"id": entry_id, "author_id": tx.actor, "written_at": tx.now, **values})
    files = _write_belongings(tx, entry_id, new)
    # The rows themselves keep what was said: the trail vouches for it by its digest.
    tx.vouch("added", "entry", entry_id, content=digest(_content(new, files)))
    _touch(tx, new.matter_id, new.client_id)
    return entry_id


def amend_contact(tx: Transaction, entry_id: UUID, new: NewContact, reason: str) -> int:
    """Write the entry anew, with the reason; the answer is the new version's number.

    Follow-ups and attachments of ``new`` are added to those that are there: what was agreed stays agreed.
    """
    entry = _entry(tx, entry_id)
    reason = clean(reason, lines=False)
    if not reason:
        raise Refused("no-reason", "Please say why the entry is amended.", field="reason")
    if entry_id in {new.acknowledges_id, new.answers_id}:
        raise Refused(
            "answers-itself", "An entry cannot answer itself. Name the entry that came in.", field="answers"
        )
    new = _checked(tx, replace(new, message_key=entry.message_key))
    if (entry.matter_id, entry.client_id) != (new.matter_id, new.client_id):
        _move_agreed(tx, entry, new)
    if entry.version == 1:
        _keep_first(tx, entry)
    for name in COLUMNS:
        setattr(entry, name, getattr(new, name))
    entry.version += 1
    for table in (Participant, EntryTag, EntryDevelopment):
        tx.session.execute(delete(table).where(table.entry_id == entry_id))
    said = _content(new, _write_belongings(tx, entry_id, new))
    said["follow_ups"] = [asdict(one) for one in new.follow_ups]
    row = {"entry_id": entry_id, "version": entry.version, "reason": reason, "content": said}
    tx.insert(EntryVersion, {**row, "written_at": tx.now, "author_id": tx.actor})
    tx.record("amended", "entry", entry_id, version=entry.version, reason=reason, content=digest(said))
    _touch(tx, new.matter_id, new.client_id)
    return entry.version


def _keep_first(tx: Transaction, entry: ContactEntry) -> None:
    """Version 1 is the entry's own row until it is amended; from then on it is kept like the others."""
    kept = select(EntryVersion.version).where(EntryVersion.entry_id == entry.id)
    if tx.session.scalar(kept) is None:  # the first vaults kept it from the beginning
        rows = tx.session.execute(entry_columns().where(ContactEntry.id == entry.id)).all()
        (said,) = whole(tx.reader(), rows)
        row = {
            "entry_id": entry.id,
            "version": 1,
            "reason": "",
            "content": content_of(with_every_file(tx.reader(), said)),
        }
        tx.insert(EntryVersion, {**row, "written_at": entry.written_at, "author_id": entry.author_id})


def _move_agreed(tx: Transaction, entry: ContactEntry, new: NewContact) -> None:
    """The entry belongs elsewhere, and what was agreed in it goes along."""
    of_entry = update(FollowUp).where(FollowUp.entry_id == entry.id)
    tx.session.execute(of_entry.values(matter_id=new.matter_id, client_id=new.client_id))
    _touch(tx, entry.matter_id, entry.client_id)


def withdraw_contact(tx: Transaction, entry_id: UUID, reason: str) -> None:
    """The entry was a mistake: it stays readable, and counts for nothing (C2)."""
    entry = _entry(tx, entry_id)
    reason = clean(reason, lines=False)
    if not reason:
        raise Refused("no-reason", "Please say why the entry is withdrawn.", field="reason")
    if entry.withdrawn_at is None:
        entry.withdrawn_at = tx.now
        tx.record("withdrawn", "entry", entry_id, reason=reason)
        _touch(tx, entry.matter_id, entry.client_id)


def add_follow_up(tx: Transaction, matter_id: UUID, new: NewFollowUp, entry_id: UUID | None = None) -> UUID:
    """Agree an action."""
    client_id = _first_client(tx, matter_id)
    found = FollowUp(
        id=tx.new_id(),
        matter_id=matter_id,
        client_id=client_id,
        entry_id=entry_id,
        agreed_at=tx.now,
        written_at=tx.now,
        **_agreed(new, _known_people(tx, client_id)),
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


def give_follow_up(tx: Transaction, follow_up_id: UUID, colleague_id: UUID) -> None:
    """Somebody else of the firm does it."""
    found, name = _follow_up(tx, follow_up_id), colleague(tx.reader(), colleague_id).name
    if found.colleague_id != colleague_id:
        tx.record("given", "follow_up", follow_up_id, before=found.who, after=name)
        found.colleague_id, found.who = colleague_id, name
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
    first_client = None if new.matter_id is None else _first_client(tx, new.matter_id)
    client_id = new.client_id or first_client
    reached = new.with_client and new.outcome is not Outcome.NO_ANSWER
    new = clean_texts(
        new, SEVERAL_LINES, participants=participants, tags=tags, client_id=client_id, with_client=reached
    )
    discharges = new.is_update or bool(new.tells) or new.answers_id is not None
    problems = [
        *check_entry(new, tx.now),
        *check_reached(new.outcome, with_client=reached, discharges=discharges),
        *_references(tx, new, first_client),
    ]
    if problems:
        raise Invalid(problems)
    return new


def _first_client(tx: Transaction, matter_id: UUID) -> UUID | None:
    """The client that letters about the matter go to; None where there is no such matter: each has one."""
    return look_up(tx.session, _FIRST_CLIENT, matter_id=matter_id)


def _references(tx: Transaction, new: NewContact, first_client: UUID | None) -> list[Problem]:
    problems = []
    if new.matter_id is None and new.client_id is None:
        problems.append(
            Problem("matter", "no-matter", "Please say which matter or client the contact is about.")
        )
    elif new.matter_id is not None and first_client is None:
        problems.append(Problem("matter", "no-matter", "That matter is not in the vault."))
    for development_id in (*new.tells, *new.brought):
        development = tx.session.get(Development, development_id)
        if development is None or development.matter_id != new.matter_id:
            message = "A development that was told is not one of this matter."
            problems.append(Problem("tells", "no-development", message))
    for name in ("acknowledges_id", "answers_id"):
        other = getattr(new, name)
        if other is not None and (problem := _not_to_answer(tx, new, other)):
            problems.append(Problem(name.removesuffix("_id"), *problem))
    return problems


def _not_to_answer(tx: Transaction, new: NewContact, entry_id: UUID) -> tuple[str, str] | None:
    """Why this contact cannot acknowledge or answer that one (E1): a clock that stops by mistake hides a duty."""
    asked = tx.session.get(ContactEntry, entry_id)
    if asked is None:
        return "no-entry", "The entry that is answered is not in the log."
    elsewhere = asked.matter_id != new.matter_id and asked.client_id not in {None, new.client_id}
    if asked.withdrawn_at is not None or elsewhere:
        return "other-entry", "The entry that is answered is withdrawn, or belongs to another client."
    if asked.occurred_at > new.occurred_at:
        return "answered-before", "This happened before what it answers. Check the time."
    return None


def _write_belongings(tx: Transaction, entry_id: UUID, new: NewContact) -> list[File]:
    """Write what hangs on an entry; the answer is its new files."""
    tx.insert(
        Participant,
        *(
            {"entry_id": entry_id, "position": position, "name": one.name, "role": one.role}
            for position, one in enumerate(new.participants)
        ),
    )
    tx.insert(EntryTag, *({"entry_id": entry_id, "tag": tag} for tag in new.tags))
    tellings: dict[UUID, Telling] = dict.fromkeys(new.brought, Telling.BROUGHT)
    tellings.update(dict.fromkeys(new.tells, Telling.TOLD))
    tx.insert(
        EntryDevelopment,
        *(
            {"entry_id": entry_id, "development_id": development_id, "telling": telling}
            for development_id, telling in tellings.items()
        ),
    )
    if new.follow_ups:
        tx.insert(FollowUp, *_follow_ups(tx, entry_id, new))
    files = [_attachment(tx, entry_id, one) for one in new.attachments]
    tx.insert(Attachment, *files)
    return [(one["name"], one["size"], one["sha256"]) for one in files]


def _follow_ups(tx: Transaction, entry_id: UUID, new: NewContact) -> list[dict[str, object]]:
    known = _known_people(tx, new.client_id)
    shared = {
        "matter_id": new.matter_id,
        "client_id": new.client_id,
        "entry_id": entry_id,
        "agreed_at": new.occurred_at,
        "written_at": tx.now,
    }
    return [{"id": tx.new_id(), **shared, **_agreed(one, known)} for one in new.follow_ups]


_People = tuple[list[tuple[UUID, str]], str]
"""The colleagues that are with us, and the name of the client."""

_COLLEAGUES = select(Colleague.id, Colleague.name).where(Colleague.active)
_CLIENT_NAME = select(Client.name).where(Client.id == bindparam("client_id"))


def _known_people(tx: Transaction, client_id: UUID | None) -> _People:
    client = look_up(tx.session, _CLIENT_NAME, client_id=client_id) or ""
    return [(one.id, one.name) for one in tx.session.connection().execute(_COLLEAGUES)], client


def _agreed(new: NewFollowUp, known: _People) -> dict[str, object]:
    text = clean(new.text)
    if not text:
        raise Refused("no-text", "Please say what the follow-up is.", field="follow_ups")
    who = clean(new.who, lines=False)
    side, colleague_id = whose(who, *known)
    if new.side is not None and new.side is not side:
        side, colleague_id = new.side, None
    return {"who": who, "text": text, "due_on": new.due_on, "side": side, "colleague_id": colleague_id}


def _attachment(tx: Transaction, entry_id: UUID, new: NewAttachment) -> _FileRow:
    return {
        "id": tx.new_id(),
        "entry_id": entry_id,
        "name": clean(new.name, lines=False) or "file",
        "media_type": new.media_type,
        "size": len(new.content),
        "sha256": hashlib.sha256(new.content).hexdigest(),
        "content": new.content,
        "written_at": tx.now,
    }


def _content(new: NewContact, files: list[File]) -> dict[str, object]:
    """What the entry says; ``files`` are those it brought."""
    return content(
        {name: getattr(new, name) for name in COLUMNS},
        participants=[(one.name, one.role) for one in new.participants],
        tags=new.tags,
        tells=new.tells,
        brought=new.brought,
        files=files,
    )


def _touch(tx: Transaction, matter_id: UUID | None, client_id: UUID | None) -> None:
    if matter_id is not None:
        tx.touch("matter", matter_id)
    if client_id is not None:
        tx.touch("client", client_id)
