"""Notes and activities of another system: each becomes an internal note in the log of its matter, once."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from datetime import UTC, datetime, time
from uuid import UUID

from sqlalchemy import select

from app.care.brought import NewLine, bring_line
from app.care.firm_rule import firm_currency
from app.care.warning import warn_of_costs
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact, NewParticipant
from app.contactlog.words import Channel, Direction
from app.exchange.csv_records import NoteRecord
from app.exchange.import_keys import free_key, keep_key
from app.exchange.outcome import FileOutcome, RowNote
from app.kernel.errors import Invalid, Refused
from app.kernel.language import tr
from app.kernel.money import places, to_the_cent
from app.kernel.text import fold
from app.matters.models import Matter
from app.storage.transaction import Transaction


class NoteTaker:
    """Takes notes over within one transaction."""

    def __init__(self, tx: Transaction, source: str) -> None:
        self._tx = tx
        self._source = source
        self._currency = firm_currency(tx.reader())
        self._charged: set[UUID] = set()
        self._same: Counter[str] = Counter()
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
        self._bring(record, matter_id, outcome)
        key = free_key(self._tx, f"{self._source}-note#{_digest(matter_id, record)}")
        if key is None:
            outcome.unchanged += 1
            return
        try:
            # What it refuses it has not begun to write.
            log_contact(self._tx, self._entry(record, matter_id, key))
        except (Invalid, Refused) as refusal:
            outcome.refused.append(RowNote(record.row, refusal.message))
            return
        keep_key(self._tx, key)
        outcome.created["entries"] += 1

    def _bring(self, record: NoteRecord, matter_id: UUID, outcome: FileOutcome) -> None:
        """What the work costs, beside the note of it; also where the note came in before."""
        if record.charge is None:
            return
        if record.charge.two_ways and places(self._currency) > 2:
            said = tr(
                "The amount could mean two things in {currency}. Write it without commas: 1250.000 or 1.250."
            ).format(currency=self._currency)
            outcome.refused.append(RowNote(record.row, said))
            return
        amount = to_the_cent(record.charge.amount, self._currency)
        digest = _digest(matter_id, record, str(record.charge.kind), str(amount))
        self._same[digest] += 1  # two fees alike on one day are two
        key = f"{self._source}#{digest}#{self._same[digest]}"
        line = NewLine(matter_id, key, record.charge.kind, record.on, amount, self._currency)
        if amount and bring_line(self._tx, line):
            outcome.created["costs_lines"] += 1
            self._charged.add(matter_id)

    def finish(self) -> None:
        """Write down what clients have to hear now of costs against estimates. Once, after all that is taken."""
        if self._charged:
            warn_of_costs(self._tx, self._charged)

    def _matter(self, record: NoteRecord, outcome: FileOutcome) -> UUID | None:
        name = fold(record.matter)
        found = self._by_title.get(name, [])
        number = self._by_number.get(name) or self._by_number.get(name.split(" ")[0])
        if len(found) == 1 or number is not None:
            return number or found[0]
        reason = (
            tr("Several matters are called “{name}”. Put the number of the one that is meant in its place.")
            if found
            else tr("No matter here is called “{name}”. Bring in the matters first.")
        )
        outcome.refused.append(RowNote(record.row, reason.format(name=record.matter[:80])))
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


def _digest(matter_id: UUID, record: NoteRecord, *more: str) -> str:
    said = (str(matter_id), record.on.isoformat(), str(record.at), record.author, record.topic, record.text)
    return hashlib.sha256("\0".join((*said, str(record.minutes), *more)).encode()).hexdigest()
