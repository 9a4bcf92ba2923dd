"""Notes and activities of another system: each becomes an internal note in the log of its matter, once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import UTC, datetime, time
from uuid import UUID

from sqlalchemy import select

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact, NewParticipant
from app.contactlog.words import Channel, Direction
from app.exchange.csv_records import NoteRecord
from app.exchange.import_keys import free_key, keep_key
from app.exchange.outcome import FileOutcome, RowNote
from app.kernel.errors import Invalid, Refused
from app.kernel.text import fold
from app.matters.models import Matter
from app.storage.transaction import Transaction


class NoteTaker:
    """Takes notes over within one transaction."""

    def __init__(self, tx: Transaction, source: str) -> None:
        self._tx = tx
        self._source = source
        self._by_number: dict[str, UUID] = {}
        self._by_title: dict[str, list[UUID]] = defaultdict(list)
        for matter_id, number, title in tx.session.execute(
            select(Matter.id, Matter.number_key, Matter.title_key)
        ):
            self._by_number[number] = matter_id
            self._by_title[title].append(matter_id)

    def take(self, record: NoteRecord, outcome: FileOutcome) -> None:
        """Log one note; one that came before changes nothing."""
        matter_id = self._matter(record, outcome)
        if matter_id is None:
            return
        key = free_key(self._tx, f"{self._source}-note#{_digest(matter_id, record)}")
        if key is None:
            outcome.unchanged += 1
            return
        try:
            log_contact(
                self._tx, self._entry(record, matter_id, key)
            )  # what it refuses it has not begun to write
        except (Invalid, Refused) as refusal:
            outcome.refused.append(RowNote(record.row, refusal.message))
            return
        keep_key(self._tx, key)
        outcome.created["entries"] += 1

    def _matter(self, record: NoteRecord, outcome: FileOutcome) -> UUID | None:
        name = fold(record.matter)
        found = self._by_title.get(name, [])
        number = self._by_number.get(name) or self._by_number.get(name.split(" ")[0])
        if len(found) == 1 or number is not None:
            return number or found[0]
        reason = (
            f"Several matters are called “{record.matter[:80]}”. Put the number of the one that is meant in its place."
            if found
            else f"No matter here is called “{record.matter[:80]}”. Bring in the matters first."
        )
        outcome.refused.append(RowNote(record.row, reason))
        return None

    def _entry(self, record: NoteRecord, matter_id: UUID, key: str) -> NewContact:
        """Written when it says; without an hour at noon of the firm, so that no time zone moves the day."""
        at = datetime.combine(record.on, record.at or time(12), tzinfo=self._tx.zone).astimezone(UTC)
        if at.astimezone(self._tx.zone).date() == self._tx.today:
            at = min(at, self._tx.now)
        return NewContact(
            channel=Channel.NOTE,
            direction=Direction.INTERNAL,
            occurred_at=at,
            summary="\n\n".join(filter(None, (record.topic, record.text))),
            matter_id=matter_id,
            duration_minutes=record.minutes,
            billable=record.billable,
            with_client=False,
            message_key=key,
            participants=(NewParticipant(record.author, "author"),) if record.author else (),
            tags=(f"from {self._source}",),
        )


def _digest(matter_id: UUID, record: NoteRecord) -> str:
    said = (str(matter_id), record.on.isoformat(), str(record.at), record.author, record.topic, record.text)
    return hashlib.sha256("\0".join((*said, str(record.minutes))).encode()).hexdigest()
