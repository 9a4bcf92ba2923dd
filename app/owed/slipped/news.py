"""Developments: by when each had to be told, and by which entry it was."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from app.contactlog.queries import untold_developments
from app.contactlog.standing import given_updates
from app.contactlog.telling import Told, tellings
from app.kernel.language import tr
from app.matters.development_queries import DevelopmentRow, developments
from app.matters.words import MatterStatus
from app.owed.items import OwedKind
from app.owed.news_due import tell_by
from app.owed.slipped.lines import Line, in_brief
from app.owed.slipped.span import Span


def news_lines(span: Span) -> Iterator[Line]:
    """The developments first told in the span, and those that nobody told by its end in matters that run."""
    told = tellings(span.reader, span.matter_id, since=span.begin, until=span.end)
    first = {one: entries[0] for one, entries in told.items() if span.has(entries[0].at)}
    heard = developments(span.reader, span.matter_id, ids=first)
    rows = [row for row in heard if row.matter_id in span.matters]
    untold = [
        row
        for row in untold_developments(span.reader, span.matter_id)
        if row.matter_id in span.matters and span.status(row.matter_id) is not MatterStatus.CLOSED
    ]
    updates = _updates(span, [*rows, *untold])
    for row in rows:
        yield _line(span, row, first[row.id], updates)
    for row in untold:
        yield _line(span, row, None, updates)


def _updates(span: Span, rows: Sequence[DevelopmentRow]) -> Mapping[UUID, Sequence[datetime]]:
    """When updates were given, ascending, in the matters where something waits for the next one."""
    waits = [row for row in rows if not (row.essential or row.urgent)]
    found: dict[UUID, list[datetime]] = defaultdict(list)
    if waits:
        since = min(row.occurred_at for row in waits)
        for one in given_updates(span.reader, since, span.end, span.matter_id):
            found[one.matter_id].append(one.at)
    return found


def _line(
    span: Span, row: DevelopmentRow, told: Told | None, updates: Mapping[UUID, Sequence[datetime]]
) -> Line:
    matter = span.matters[row.matter_id]
    terms = span.terms.of(matter.client_id, row.matter_id, row.occurred_at)
    due = tell_by(row.occurred_at, span.where, urgent=row.urgent, essential=row.essential, terms=terms)
    why = ""
    if due is None:  # it belonged into the first update after it
        given = updates.get(row.matter_id, ())
        place = bisect_left(given, row.occurred_at)
        due = given[place] if place < len(given) else None
        if due is not None and (told is None or told.at > due):
            why = tr("the update given after it left it out")
    state, late_by = span.judge(due, told.at if told else None)
    return Line(
        OwedKind.DEVELOPMENT,
        state,
        row.matter_id,
        matter.client_id,
        None,
        in_brief(row.said),
        row.id,
        row.occurred_at,
        due,
        None,
        told.at if told else None,
        told.entry_id if told else None,
        told.by_id if told else None,
        late_by,
        span.worked(min(row.occurred_at, told.at), told.at) if told else None,
        why,
        row.urgent,
    )
