"""What is held, what is kept, and until when closed matters are kept, read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from app.matters.models import Matter
from app.matters.running import RUNNING
from app.matters.words import MatterStatus
from app.retention.facts import Facts
from app.retention.firm_rules import rules, settings
from app.retention.models import KeptDocument, LegalHold, RetentionReview
from app.retention.rules import MatterFacts, Retention, RuleRow, earliest_closing, retention
from app.retention.words import DocumentKind
from app.storage.base import as_id
from app.storage.rows import among, raw_rows
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold on a matter or on a client."""

    id: UUID
    matter_id: UUID | None
    client_id: UUID | None
    reason: str
    set_at: datetime
    set_by: UUID
    lifted_at: datetime | None
    lifted_by: UUID | None
    lifted_reason: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An original that the firm keeps or kept."""

    id: UUID
    matter_id: UUID
    kind: DocumentKind
    title: str
    written_at: datetime
    author_id: UUID
    ended_on: date | None
    ended_how: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review that kept a matter longer."""

    id: UUID
    matter_id: UUID
    keep_until: date
    reason: str
    reviewed_at: datetime
    reviewed_by: UUID


@dataclass(frozen=True, slots=True)
class ClosedMatter:
    """A closed matter and until when it is kept. ``kept_until`` is what the last review said, if it is later."""

    matter_id: UUID
    number: str
    opened_on: date | None
    closed_on: date | None
    clients: tuple[UUID, ...]
    retention: Retention
    kept_until: date | None
    holds: tuple[HoldRow, ...]

    @property
    def due_on(self) -> date | None:
        """From when on it may be reviewed, whatever else speaks against it; None where that cannot be said."""
        until = self.retention.until
        return until if until is None or self.kept_until is None else max(until, self.kept_until)

    def waits(self, on: date) -> bool:
        """Whether somebody has to review it: it is due and nothing holds it."""
        return self.due_on is not None and self.due_on <= on and not self.holds


@dataclass(frozen=True, slots=True)
class IfClosed:
    """What says how long a matter will be kept that is to be closed."""

    facts: MatterFacts
    rules: tuple[RuleRow, ...]
    majority_age: int

    def on(self, day: date) -> Retention:
        """Of one that is closed that day."""
        return retention(replace(self.facts, closed_on=day), self.rules, self.majority_age)


def holds(
    reader: Reader,
    *,
    matter_id: UUID | None = None,
    client_id: UUID | None = None,
    lifted: bool = False,
) -> tuple[HoldRow, ...]:
    """The holds, newest first: of one matter, of one client, or of all; ``lifted`` adds those of before."""
    until = min(reader.now, reader.known_by or reader.now)
    query = select(LegalHold).where(LegalHold.set_at <= until).order_by(LegalHold.set_at.desc(), LegalHold.id)
    if matter_id is not None:
        query = query.where(LegalHold.matter_id == matter_id)
    if client_id is not None:
        query = query.where(LegalHold.client_id == client_id)
    if not lifted:
        query = query.where(_stands(until))
    return tuple(_hold(row) for row in reader.session.scalars(query))


def kept_documents(reader: Reader, matter_ids: Iterable[UUID] | None = None) -> tuple[DocumentRow, ...]:
    """The originals of these matters, or of all, those that are still kept first."""
    until = min(reader.now, reader.known_by or reader.now)
    query = select(KeptDocument).where(KeptDocument.written_at <= until)
    if matter_ids is not None:
        query = query.where(among(KeptDocument.matter_id, matter_ids))
    query = query.order_by(KeptDocument.ended_on.is_not(None), KeptDocument.written_at, KeptDocument.id)
    return tuple(
        DocumentRow(
            row.id,
            row.matter_id,
            row.kind,
            row.title,
            row.written_at,
            row.author_id,
            row.ended_on if row.ended_at is not None and row.ended_at <= until else None,
            row.ended_how if row.ended_at is not None and row.ended_at <= until else "",
        )
        for row in reader.session.scalars(query)
    )


def reviews(reader: Reader, matter_id: UUID) -> tuple[ReviewRow, ...]:
    """What reviews of a matter said, newest first."""
    until = min(reader.now, reader.known_by or reader.now)
    query = (
        select(RetentionReview)
        .where(RetentionReview.matter_id == matter_id, RetentionReview.reviewed_at <= until)
        .order_by(RetentionReview.reviewed_at.desc(), RetentionReview.id.desc())
    )
    return tuple(
        ReviewRow(row.id, row.matter_id, row.keep_until, row.reason, row.reviewed_at, row.reviewed_by)
        for row in reader.session.scalars(query)
    )


def closed_matters(
    reader: Reader, ids: Iterable[UUID] | None = None, *, due_by: date | None = None
) -> tuple[ClosedMatter, ...]:
    """Closed matters and until when each is kept, those due first at the head, those of which it cannot be said last.

    ``ids`` looks at these alone. ``due_by`` leaves out those that are due later, of which it cannot be said, or of
    which a review said a later day; held ones are among them.
    """
    firm_rules, firm_settings = rules(reader), settings(reader)
    where = [Matter.status == MatterStatus.CLOSED] if due_by is None else _closed_so_long(firm_rules, due_by)
    if ids is not None:
        where.append(among(Matter.id, list(ids)))
    facts, standing = Facts(reader, where), holds(reader)
    found = []
    for matter in facts.matters:
        kept = retention(facts.of(matter), firm_rules, firm_settings.majority_age)
        clients = facts.clients(matter)
        held = tuple(one for one in standing if one.matter_id == matter.id or one.client_id in clients)
        one = ClosedMatter(
            matter.id,
            matter.number,
            matter.opened_on,
            matter.closed_on,
            clients,
            kept,
            facts.kept_until(matter),
            held,
        )
        if due_by is None or (one.due_on is not None and one.due_on <= due_by):
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.min, one.number)))


def closed_by(reader: Reader, due_by: date) -> list[UUID]:
    """Those closed so long ago that they may be due by a day, whatever else is true of them; the longest ago first."""
    query = select(Matter.id).where(*_closed_so_long(rules(reader), due_by))
    found = raw_rows(reader.session, query.order_by(Matter.closed_on, Matter.id))
    return [one for (digits,) in found if (one := as_id(digits)) is not None]


def closed_matter(reader: Reader, matter_id: UUID) -> ClosedMatter | None:
    """One of them; None for a matter that is not closed, or not there."""
    found = closed_matters(reader, [matter_id])
    return found[0] if found else None


def if_closed(reader: Reader, matter_id: UUID) -> IfClosed | None:
    """For who closes it; None where there is no such matter to see."""
    facts = Facts(reader, [Matter.id == matter_id])
    for matter in facts.matters:
        return IfClosed(facts.of(matter), tuple(rules(reader)), settings(reader).majority_age)
    return None


def _closed_so_long(firm_rules: Iterable[RuleRow], due_by: date) -> list[ColumnElement[bool]]:
    """Closed ones that may be due by a day; of thousands that are not, none is looked at."""
    # Said so, SQLite looks by the day of closing; of a status it would go through all that have it.
    return [Matter.closed_on <= earliest_closing(firm_rules, due_by), Matter.status.not_in(RUNNING)]


def _stands(at: datetime) -> ColumnElement[bool]:
    """Holds that nobody had lifted by then."""
    return or_(LegalHold.lifted_at.is_(None), LegalHold.lifted_at > at)


def _hold(row: LegalHold) -> HoldRow:
    return HoldRow(
        row.id,
        row.matter_id,
        row.client_id,
        row.reason,
        row.set_at,
        row.set_by,
        row.lifted_at,
        row.lifted_by,
        row.lifted_reason,
    )
