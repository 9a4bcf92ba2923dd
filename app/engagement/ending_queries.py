"""How matters ended, and what speaks against ending one now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.contactlog.queries import awaiting_reply, follow_ups, untold_developments
from app.engagement.forms import EndingForm
from app.engagement.intake_queries import documents
from app.engagement.models import MatterEnding
from app.engagement.words import DocumentState
from app.matters.key_date_queries import key_dates
from app.matters.models import Matter
from app.matters.turning import turns
from app.matters.words import MatterStatus
from app.people.models import Colleague
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class EndingRow:
    """How a matter ended."""

    id: UUID
    form: EndingForm
    entry_id: UUID
    written_at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class StillOpen:
    """Something that speaks against ending a matter: of which kind, what, and its day."""

    kind: str
    text: str
    on: date | None = None
    needs_reason: bool = False
    """Whether the matter ends only with a reason: an answer or news that is owed, a key date to come."""


def endings(reader: Reader, matter_id: UUID) -> tuple[EndingRow, ...]:
    """Each time that the matter was ended, the last one first, as it was known."""
    query = (
        select(MatterEnding, Colleague.name)
        .join(Colleague, Colleague.id == MatterEnding.author_id)
        .where(MatterEnding.matter_id == matter_id, MatterEnding.ended_on <= reader.today)
        .order_by(MatterEnding.written_at.desc(), MatterEnding.id.desc())
    )
    if reader.known_by is not None:
        query = query.where(MatterEnding.written_at <= reader.known_by)
    return tuple(_row(row, name) for row, name in reader.session.execute(query))


def ending_of(reader: Reader, matter_id: UUID) -> EndingRow | None:
    """How the matter ended, of one that is closed and was not opened again since."""
    found = endings(reader, matter_id)
    status = reader.session.scalar(select(Matter.status).where(Matter.id == matter_id))
    if not found or status is not MatterStatus.CLOSED:
        return None
    reopened = [one.at for one in turns(reader, matter_id) if one.was_status is MatterStatus.CLOSED]
    return None if reopened and reopened[-1] > found[0].written_at else found[0]


def still_open(reader: Reader, matter_id: UUID) -> tuple[StillOpen, ...]:
    """What is not done in a matter that is to be ended. Some of it needs a reason (`StillOpen.needs_reason`)."""
    return tuple(_still_open(reader, matter_id))


def _still_open(reader: Reader, matter_id: UUID) -> Iterator[StillOpen]:
    for one in key_dates(reader, matter_id):
        if one.done_at is None and one.withdrawn_at is None:
            yield StillOpen("key date", one.title, one.on, needs_reason=one.on >= reader.today)
    for asked in awaiting_reply(reader, matter_id=matter_id):
        day = reader.local(asked.occurred_at).date()
        yield StillOpen("unanswered", asked.summary.partition("\n")[0], day, needs_reason=True)
    for news in untold_developments(reader, matter_id):
        yield StillOpen("not told", news.text, reader.local(news.occurred_at).date(), needs_reason=True)
    for action in follow_ups(reader, matter_id=matter_id, open_only=True):
        yield StillOpen("to do", action.text, action.due_on)
    for paper in documents(reader, matter_id):
        if paper.original and paper.state is DocumentState.RECEIVED:
            yield StillOpen("original here", paper.title, paper.received_on)


def _row(row: MatterEnding, author: str) -> EndingRow:
    form = EndingForm(
        row.kind,
        row.ended_on,
        row.outcome,
        row.reason,
        row.instructions,
        row.deadlines,
        row.documents,
        row.bill,
        row.billed,
        row.retention,
        row.currency,
        row.although,
    )
    return EndingRow(row.id, form, row.entry_id, row.written_at, author)
