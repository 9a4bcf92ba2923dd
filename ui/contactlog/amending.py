"""An entry as form values, to be amended."""

from __future__ import annotations

from uuid import UUID

from app.contactlog.kind_queries import kinds
from app.contactlog.kinds import find_kind
from app.contactlog.queries import entry
from app.kernel.said import say_day
from app.kernel.spans import say_minutes
from app.storage.transaction import Reader
from ui.contactlog.kinds import with_questions
from ui.contactlog.values import FormValues, NextLine, Timed, say_when


def values_of(reader: Reader, entry_id: UUID) -> FormValues:
    """The entry as it reads now. Follow-ups and files that are there stay, and are not in the form."""
    row = entry(reader, entry_id)
    at, now = reader.local(row.occurred_at), reader.local(reader.now)
    promised = Timed()
    if row.promised_by is not None:
        until = reader.local(row.promised_by)
        promised = Timed(say_when(until, reader.local(reader.now)), row.promised_by)
    values = FormValues(
        matter_id=row.matter_id,
        client_id=row.client_id,
        about=row.matter_title or row.client,
        channel=row.channel,
        direction=row.direction,
        outcome=row.outcome,
        when=Timed(say_when(at, reader.local(reader.now)), row.occurred_at),
        duration=say_minutes(row.duration_minutes) if row.duration_minutes is not None else "",
        reached_at=row.reached_at,
        people=tuple(f"{name}, {role}" if role else name for name, role in row.participants),
        summary=row.summary,
        advice=row.advice,
        decision=row.decision,
        tells=row.tells,
        brought=row.brought,
        is_update=row.is_update,
        answers_id=row.answers_id,
        acknowledges_id=row.acknowledges_id,
        promised=promised,
        awaits_client=row.awaits_client,
        also_answers=row.also_answers,
        identity_checked=row.identity_checked,
        interpreter=row.interpreter,
        costs=row.costs,
        for_client=row.for_client,
        received=row.received,
        wish_reason=row.wish_reason,
        held_by_id=row.held_by_id,
        kind=row.kind,
        declined_on=NextLine(say_day(row.declined_confirmed_on, now.date()), row.declined_confirmed_on)
        if row.declined_confirmed_on
        else NextLine(),
        advice_declined=row.advice_declined,
        confidentiality=row.confidentiality,
        billable=row.billable,
        needs_reply=row.needs_reply,
        urgent=row.urgent,
        not_with_client=not row.with_client,
        tags=", ".join(row.tags),
        entry_id=entry_id,
    )
    kind = find_kind(kinds(reader), row.kind) if row.kind else None
    return values if kind is None else with_questions(values, kind)
