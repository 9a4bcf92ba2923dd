"""An acknowledgement in one go: it says when the answer will come, and that promise then is the clock (E2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.channels.words import Channel
from app.clients.queries import client_sheet
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import entry
from app.contactlog.warnings import emergency_contact
from app.contactlog.wishes import channels_in
from app.contactlog.words import SPOKEN, Direction, usual_outcome
from app.hours.queries import work_time
from app.kernel.errors import Refused
from app.kernel.language import speaking, tr
from app.kernel.said import say_long, say_time
from app.languages.offered import catalogue_of
from app.promises.queries import course_of
from app.promises.suggesting import suggested
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction
from app.workdays.worktime import WorkTime


@dataclass(frozen=True, slots=True)
class Acknowledging:
    """What is acknowledged, and what may be said."""

    entry_id: UUID
    client: str
    matter: str
    channel: Channel
    reached_at: str
    summary: str
    by: datetime
    """By when the answer can be promised, local to the firm."""
    emergency: str
    """Who is reached meanwhile, where it is urgent and the firm is closed; else ""."""
    where: WorkTime
    language: str
    """In which the client is written to: that of the firm's paper."""


def acknowledging(reader: Reader, entry_id: UUID) -> Acknowledging:
    """The suggestion: by the end of the last opening hours in which the answer is in time.

    Raises `NotFound`, `Refused` ("no-reply-owed").
    """
    row, where = entry(reader, entry_id), work_time(reader)
    stands = course_of(reader, entry_id)
    now = reader.local(reader.now)
    if stands is None:
        raise Refused("no-reply-owed", tr("Nobody waits for a reply to that entry."), field="acknowledges")
    by = suggested(stands.clocks.answer.due_at, now, where)
    client = client_sheet(reader, row.client_id) if row.client_id else None
    likes = channels_in(client.details.preferred_channel) if client else ()
    closed = row.urgent and not where.is_open(reader.now)
    emergency = emergency_contact(reader, row.matter_id) if closed else ""
    channel = likes[0] if len(likes) == 1 else row.channel
    return Acknowledging(
        entry_id,
        client.name if client else "",
        row.matter_title,
        channel,
        row.reached_at,
        row.summary,
        by,
        emergency,
        where,
        firm(reader).details.written_in,
    )


def say_receipt(found: Acknowledging, by: datetime | None, now: datetime, *, awaits: bool = False) -> str:
    """What the client may be told; ``by`` and ``now`` local to the firm."""
    with speaking(catalogue_of(found.language)):
        return _receipt(found, by, now, awaits=awaits)


def _receipt(found: Acknowledging, by: datetime | None, now: datetime, *, awaits: bool) -> str:
    said = [tr("Thank you, we have your message.")]
    if by is not None:
        day = say_long(by.date(), now.date())
        said.append(tr("You will have our answer by {day}, {time}.").format(day=day, time=say_time(by)))
    if awaits:
        said.append(tr("To answer it we need to hear from you first: "))
    if found.emergency:
        said.append(tr("If it cannot wait, please call {number}.").format(number=found.emergency))
    return " ".join(said)


def acknowledge(
    tx: Transaction,
    entry_id: UUID,
    channel: Channel,
    words: str,
    promised_by: datetime | None = None,
    *,
    awaits_client: bool = False,
) -> UUID:
    """Log what was said to a contact that waits for a reply; the new entry's id. Refusals as of `log_contact`."""
    asked = entry(tx.reader(), entry_id)
    new = NewContact(
        channel,
        Direction.OUT,
        tx.now,
        words,
        matter_id=asked.matter_id,
        client_id=asked.client_id,
        outcome=usual_outcome(channel, Direction.OUT),
        reached_at=asked.reached_at if channel is asked.channel and channel not in SPOKEN else "",
        acknowledges_id=entry_id,
        promised_by=promised_by,
        awaits_client=awaits_client,
    )
    return log_contact(tx, new)
