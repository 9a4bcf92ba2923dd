"""Acknowledgements and answers: when each was promised, and when and by which entry it was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.contactlog.models import ContactEntry, EntryAnswer
from app.contactlog.queries import AwaitingReply, awaiting_reply
from app.contactlog.replies import asked
from app.contactlog.standing import counting
from app.kernel.language import tr
from app.owed.items import OwedKind
from app.owed.slipped.lines import Line, in_brief, say_worked
from app.owed.slipped.span import Span
from app.promises.course import course
from app.promises.rules import ClockReading
from app.storage.rows import among


def reply_lines(span: Span) -> Iterator[Line]:
    """What was acknowledged or answered in the span, and what waited at its end."""
    rows = {one.entry_id: one for one in awaiting_reply(span.reader, span.matter_id)}
    rows |= {one.entry_id: one for one in _settled(span)}
    rows = {key: one for key, one in rows.items() if _seen(span, one)}
    answers = _answers(span, list(rows))
    for one in rows.values():
        yield from _lines(span, one, answers.get(one.entry_id))


def _seen(span: Span, one: AwaitingReply) -> bool:
    return one.matter_id in span.matters or (one.matter_id is None and span.matter_id is None)


def _settled(span: Span) -> Iterator[AwaitingReply]:
    reader = span.reader
    if reader.known_by is not None or span.matter_id is not None:
        yield from asked(reader, matter_id=span.matter_id)
        return
    said = [ContactEntry.occurred_at >= span.begin, ContactEntry.occurred_at <= span.end, *counting(reader)]
    beside = select(EntryAnswer.asked_id).join(ContactEntry, ContactEntry.id == EntryAnswer.entry_id)
    ids: set[UUID] = set(reader.session.scalars(beside.where(*said)))
    for column in (ContactEntry.answers_id, ContactEntry.acknowledges_id):
        found = reader.session.scalars(select(column).where(column.is_not(None), *said))
        ids.update(one for one in found if one is not None)
    yield from asked(reader, entry_ids=ids)


def _answers(span: Span, ids: Sequence[UUID]) -> dict[UUID, tuple[datetime, UUID, UUID]]:
    """Of each that was answered: when, by which entry, by whom; the first answer."""
    found: dict[UUID, tuple[datetime, UUID, UUID]] = {}
    columns = (ContactEntry.occurred_at, ContactEntry.id, ContactEntry.author_id)
    stands: list[ColumnElement[bool]] = counting(span.reader)
    alone = select(ContactEntry.answers_id, *columns).where(among(ContactEntry.answers_id, ids), *stands)
    beside = select(EntryAnswer.asked_id, *columns).join(
        ContactEntry, ContactEntry.id == EntryAnswer.entry_id
    )
    for query in (alone, beside.where(among(EntryAnswer.asked_id, ids), *stands)):
        for asked_id, at, entry_id, author_id in span.reader.session.execute(query):
            if asked_id is not None and (asked_id not in found or (at, entry_id) < found[asked_id][:2]):
                found[asked_id] = (at, entry_id, author_id)
    return found


def _lines(span: Span, one: AwaitingReply, answer: tuple[datetime, UUID, UUID] | None) -> Iterator[Line]:
    client_id = one.client_id or (span.matters[one.matter_id].client_id if one.matter_id else None)
    terms = span.terms.of(client_id, one.matter_id, one.occurred_at)
    read = course(one, span.end, span.where, terms)
    receipt = one.receipts[0] if one.receipts and one.receipts[0].at <= span.end else None
    by_receipt = receipt is not None and (answer is None or receipt.at <= answer[0])
    acknowledged = (receipt.at, receipt.entry_id, None) if by_receipt and receipt else answer
    paused = _paused(span, one)
    for kind, clock, by, why in (
        (OwedKind.ACKNOWLEDGEMENT, read.clocks.acknowledge, acknowledged, ""),
        (OwedKind.ANSWER, read.clocks.answer, answer, paused),
    ):
        if clock.is_open or span.has(clock.done_at):
            yield _line(span, one, client_id, kind, clock, by, why)


def _line(
    span: Span,
    one: AwaitingReply,
    client_id: UUID | None,
    kind: OwedKind,
    clock: ClockReading,
    by: tuple[datetime, UUID, UUID | None] | None,
    why: str,
) -> Line:
    state, late_by = span.judge(clock.due_at, clock.done_at)
    reasons = [why, tr("as the acknowledgement promised") if clock.promised else ""]
    return Line(
        kind,
        state,
        one.matter_id,
        client_id,
        None,
        in_brief(one.summary),
        one.entry_id,
        one.occurred_at,
        clock.due_at,
        None,
        clock.done_at,
        by[1] if by and clock.done_at else None,
        by[2] if by and clock.done_at else None,
        late_by,
        span.worked(one.occurred_at, clock.done_at) if clock.done_at else None,
        "; ".join(filter(None, reasons)),
        one.urgent,
    )


def _paused(span: Span, one: AwaitingReply) -> str:
    """How long the clock stood still because the client's answer was awaited."""
    until = min(one.answered_at or span.end, span.end)
    waited = timedelta()
    for receipt in one.receipts:
        if receipt.awaits_client and receipt.at < until:
            waited += span.worked(receipt.at, min(receipt.heard_at or until, until))
    return (
        tr("waited {span} of working days for the client").format(span=say_worked(waited)) if waited else ""
    )
