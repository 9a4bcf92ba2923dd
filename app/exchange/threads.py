"""Messages that belong together: a reply, what it answers, what answers it (References; Outlook's index)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.contactlog.models import ContactEntry, Participant
from app.contactlog.words import Channel, Direction
from app.exchange.mail import Message
from app.exchange.models import EntryMessage
from app.people.models import Colleague
from app.storage.rows import first_row
from app.storage.transaction import Reader

SHOWN = 50
_REFERENCES = 40
"""Of what a message refers to: the last ones. Of a thread of thousands each message names all before it."""
_OTHERS = 200
"""Messages that are looked at because they name the same ones."""
_SUMMARY = 160
_ANY = "SELECT 1 FROM entry_messages WHERE message_id IN (SELECT value FROM json_each(?)) LIMIT 1"
"""Of most messages nothing is known: so much quicker is it to see that than to ask for all of it."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What is known of a message's thread. ``matter_id`` and ``client_id`` only where its messages agree;
    ``is_named``: by Message-IDs, not by Outlook's conversation alone. ``answers_id`` is the entry it surely answers."""

    id: UUID | None = None
    matter_id: UUID | None = None
    client_id: UUID | None = None
    is_named: bool = False
    answers_id: UUID | None = None
    is_answered: bool = False
    """Whether what the firm replied to it is in the log already: it came in before."""


NO_THREAD = Thread()


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """An entry of a thread as a list shows it."""

    entry_id: UUID
    occurred_at: datetime
    direction: Direction
    channel: Channel
    summary: str
    is_withdrawn: bool
    who: str = ""
    """Who sent it, else who wrote it down."""


@dataclass(frozen=True, slots=True)
class _Known:
    message_id: str
    thread_id: UUID
    is_own: bool
    entry_id: UUID
    matter_id: UUID | None
    client_id: UUID | None
    direction: Direction
    needs_reply: bool
    stands: bool
    occurred_at: datetime


def find_thread(reader: Reader, message: Message) -> Thread:
    """The thread of a message that is not in the log yet: by what it names, or by what named it before it came."""
    wanted = _names(message)
    if not wanted or first_row(reader.session, _ANY, (json.dumps(wanted),)) is None:
        return NO_THREAD
    named_here = EntryMessage.message_id == (message.message_id or "")
    # A message that answers this one, or that this one answers, and of a long thread some of the others.
    known = _known(reader, wanted, or_(EntryMessage.is_own, named_here))
    known += _known(reader, wanted, and_(~EntryMessage.is_own, ~named_here), _OTHERS)
    known.sort(key=lambda one: (one.occurred_at, one.entry_id))
    if not known:
        return NO_THREAD
    named = [one for one in known if one.message_id != message.conversation]
    standing = [one for one in named or known if one.stands]
    matters = {one.matter_id for one in standing}
    clients = {one.client_id for one in standing}
    nearest = {message_id: place for place, message_id in enumerate(wanted)}
    first = min(known, key=lambda one: nearest[one.message_id])
    return Thread(
        id=first.thread_id,
        matter_id=matters.pop() if len(matters) == 1 else None,
        client_id=clients.pop() if len(clients) == 1 else None,
        is_named=bool(named),
        answers_id=_answered(known, message),
        is_answered=_is_answered(known, message),
    )


def _known(
    reader: Reader, wanted: Sequence[str], which: ColumnElement[bool], most: int | None = None
) -> list[_Known]:
    """What is in the log and names one of these; ``most``: so many are enough."""
    query = (
        select(
            EntryMessage.message_id,
            EntryMessage.thread_id,
            EntryMessage.is_own,
            ContactEntry.id,
            ContactEntry.matter_id,
            ContactEntry.client_id,
            ContactEntry.direction,
            ContactEntry.needs_reply,
            ContactEntry.withdrawn_at.is_(None),
            ContactEntry.occurred_at,
        )
        .join(ContactEntry, ContactEntry.id == EntryMessage.entry_id)
        .where(EntryMessage.message_id.in_(wanted), which)
        .limit(most)
    )
    rows: list[Any] = list(reader.session.execute(query))
    return [_Known(*row) for row in rows]


def thread_rows(entry_id: UUID, message: Message, thread_id: UUID) -> list[dict[str, object]]:
    """What to keep of an entry's message for those that come after it: what it is called and what it refers to."""
    return [
        {
            "entry_id": entry_id,
            "message_id": name,
            "thread_id": thread_id,
            "is_own": name == message.message_id,
        }
        for name in _names(message)
    ]


def thread_of(reader: Reader, entry_id: UUID) -> tuple[ThreadRow, ...]:
    """The entries of an entry's thread, oldest first, itself among them; empty where it has no other."""
    threads = select(EntryMessage.thread_id).where(EntryMessage.entry_id == entry_id)
    within = select(EntryMessage.entry_id).where(EntryMessage.thread_id.in_(threads))
    sender = (
        select(func.min(Participant.name))
        .where(Participant.entry_id == ContactEntry.id, Participant.role.like("sender%"))
        .scalar_subquery()
    )
    query = (
        select(ContactEntry, func.coalesce(sender, Colleague.name))
        .join(Colleague, Colleague.id == ContactEntry.author_id)
        .where(ContactEntry.id.in_(within))
        .order_by(ContactEntry.occurred_at.desc(), ContactEntry.id)
        .limit(SHOWN)
    )
    rows = [
        ThreadRow(
            one.id,
            one.occurred_at,
            one.direction,
            one.channel,
            one.summary.partition("\n")[0][:_SUMMARY],
            one.withdrawn_at is not None,
            who.partition(" <")[0],
        )
        for one, who in reader.session.execute(query)
    ]
    return tuple(reversed(rows)) if len(rows) > 1 else ()


def _names(message: Message) -> list[str]:
    """What it answers first, then the last it refers to and the very first, itself, Outlook's number."""
    named = [
        *message.in_reply_to,
        *reversed(message.references[-_REFERENCES:]),
        *message.references[:1],
        message.message_id or "",
        message.conversation,
    ]
    return list(dict.fromkeys(name for name in named if name))


def _is_answered(known: Sequence[_Known], message: Message) -> bool:
    """Whether the firm sent something that names it, and that stands."""
    return any(
        one.message_id == message.message_id
        and not one.is_own
        and one.direction is Direction.OUT
        and one.stands
        for one in known
    )


def _answered(known: Sequence[_Known], message: Message) -> UUID | None:
    """The one entry that is directly answered: it came in, asks for a reply, and stands."""
    asked = {
        one.entry_id
        for one in known
        if one.is_own
        and one.message_id in message.in_reply_to
        and one.direction is Direction.IN
        and one.needs_reply
        and one.stands
        and (message.sent_at is None or one.occurred_at <= message.sent_at)
    }
    return asked.pop() if len(asked) == 1 else None
