"""Logging contacts and amending them. Nothing is overwritten: every writing is a version (PRACTICE C2)."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from sqlalchemy import delete, select, update

from app.clients.merges import written_for
from app.contactlog.checking import checked
from app.contactlog.content import COLUMNS, File, content, content_of, digest
from app.contactlog.follow_ups import agreed, known_people
from app.contactlog.forms import NewAttachment, NewContact
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
from app.contactlog.reading import entry_columns, whole, with_every_file
from app.contactlog.storing import PIECE, store_whole, stored_file
from app.contactlog.words import Telling
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.text import clean
from app.storage.transaction import Transaction


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
    stored_id: UUID | None


def log_contact(tx: Transaction, new: NewContact) -> UUID:
    """Write down one contact. The written-at time is now and nothing lets a caller change it."""
    new = _held(checked(tx.reader(), new), tx.actor)
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
    reason = given_reason(reason, "Please say why the entry is amended.")
    if entry_id in {new.acknowledges_id, new.answers_id, *new.also_answers}:
        raise Refused(
            "answers-itself",
            tr("An entry cannot answer itself. Name the entry that came in."),
            field="answers",
        )
    new = _held(checked(tx.reader(), replace(new, message_key=entry.message_key)), entry.author_id)
    if (entry.matter_id, entry.client_id) != (new.matter_id, new.client_id):
        _move_agreed(tx, entry, new)
    if entry.version == 1:
        _keep_first(tx, entry)
    for name in COLUMNS:
        setattr(entry, name, getattr(new, name))
    entry.version += 1
    for table in (Participant, EntryTag, EntryDevelopment, EntryAnswer):
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
        first = content_of(with_every_file(tx.reader(), said))
        # Where it is said, a merge of clients gave it to another.
        if (client_id := written_for(tx.reader(), entry.id)) is not None:
            first["client_id"] = str(client_id)
        row = {"entry_id": entry.id, "version": 1, "reason": "", "content": first}
        tx.insert(EntryVersion, {**row, "written_at": entry.written_at, "author_id": entry.author_id})


def _move_agreed(tx: Transaction, entry: ContactEntry, new: NewContact) -> None:
    """The entry belongs elsewhere, and what was agreed in it goes along."""
    of_entry = update(FollowUp).where(FollowUp.entry_id == entry.id)
    tx.session.execute(of_entry.values(matter_id=new.matter_id, client_id=new.client_id))
    _touch(tx, entry.matter_id, entry.client_id)


def withdraw_contact(tx: Transaction, entry_id: UUID, reason: str) -> None:
    """The entry was a mistake: it stays readable, and counts for nothing (C2)."""
    entry = _entry(tx, entry_id)
    reason = given_reason(reason, "Please say why the entry is withdrawn.")
    if entry.withdrawn_at is None:
        entry.withdrawn_at = tx.now
        tx.record("withdrawn", "entry", entry_id, reason=reason)
        _touch(tx, entry.matter_id, entry.client_id)


def _entry(tx: Transaction, entry_id: UUID) -> ContactEntry:
    found = tx.session.get(ContactEntry, entry_id)
    if found is None:
        raise NotFound("no-entry", tr("That entry is not in the contact log."), field="entry")
    return found


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
    tx.insert(EntryAnswer, *({"entry_id": entry_id, "asked_id": asked} for asked in new.also_answers))
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
    known = known_people(tx.reader(), new.client_id)
    shared = {
        "matter_id": new.matter_id,
        "client_id": new.client_id,
        "entry_id": entry_id,
        "agreed_at": new.occurred_at,
        "written_at": tx.now,
    }
    return [{"id": tx.new_id(), **shared, **agreed(one, known)} for one in new.follow_ups]


def _attachment(tx: Transaction, entry_id: UUID, new: NewAttachment) -> _FileRow:
    """A large file stands in pieces: stored when it was chosen, or now."""
    stored_id = new.stored_id
    if stored_id is None and len(new.content) > PIECE:
        stored_id = store_whole(tx, new.content)
    if stored_id is None:
        size, sha256 = len(new.content), hashlib.sha256(new.content).hexdigest()
    else:
        size, sha256 = stored_file(tx.reader(), stored_id)
    return {
        "id": tx.new_id(),
        "entry_id": entry_id,
        "name": clean(new.name, lines=False) or "file",
        "media_type": new.media_type,
        "size": size,
        "sha256": sha256,
        "content": new.content if stored_id is None else b"",
        "written_at": tx.now,
        "stored_id": stored_id,
    }


def _held(new: NewContact, author_id: UUID) -> NewContact:
    """Who writes is who held the contact, unless it says another."""
    return replace(new, held_by_id=None) if new.held_by_id == author_id else new


def _content(new: NewContact, files: list[File]) -> dict[str, object]:
    """What the entry says; ``files`` are those it brought."""
    return content(
        {name: getattr(new, name) for name in COLUMNS},
        participants=[(one.name, one.role) for one in new.participants],
        tags=new.tags,
        tells=new.tells,
        brought=new.brought,
        files=files,
        also_answers=new.also_answers,
    )


def _touch(tx: Transaction, matter_id: UUID | None, client_id: UUID | None) -> None:
    if matter_id is not None:
        tx.touch("matter", matter_id)
    if client_id is not None:
        tx.touch("client", client_id)
