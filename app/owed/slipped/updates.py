"""The updates of schedules: what was owed on the day each was given, excused or voided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from app.contactlog.standing import GivenUpdate, given_updates
from app.kernel.language import tr
from app.kernel.said import say_date
from app.matters.turning import MatterTurn
from app.matters.words import MatterStatus
from app.owed.items import OwedKind
from app.owed.slipped.lines import Line, LineState
from app.owed.slipped.span import Span
from app.schedule.known import KnownOfTime
from app.schedule.models import UpdateExcuse, UpdatePlan
from app.schedule.queries import UpdateDue, dues_known, update_dues
from app.schedule.rules import say_update
from app.schedule.words import Why
from app.storage.transaction import Reader

_ENDS = {"plan": "the schedule was changed", "closed": "the matter was closed"}


@dataclass(slots=True)
class _Day:
    """What happened on one day that settles or voids an update, by matter."""

    given: dict[UUID, list[GivenUpdate]] = field(default_factory=lambda: defaultdict(list))
    voided: dict[UUID, tuple[datetime, str]] = field(default_factory=dict)

    @property
    def matters(self) -> set[UUID]:
        return {*self.given, *self.voided}


def update_lines(span: Span) -> Iterator[Line]:
    """The updates given, those excused, those voided when they were late, and what is owed at the end."""
    days = _days(span)
    known = KnownOfTime(span.reader, span.begin, {one for found in days.values() for one in found.matters})
    excused = list(_excuses(span))
    explained = {(one.matter_id, one.due_on) for one in excused}
    given: dict[UUID | None, list[GivenUpdate]] = defaultdict(list)
    for _, found in sorted(days.items()):
        for matter_id, updates in found.given.items():
            given[matter_id].extend(updates)
    settled = [
        _given_since(span, line, given[line.matter_id])
        for day, found in sorted(days.items())
        for line in _of_day(span, known, day, found)
        if line.state is not LineState.MISSED or (line.matter_id, line.due_on) not in explained
    ]
    yield from _once(settled)
    yield from _excused(span, excused)
    yield from _open(span)


def _days(span: Span) -> dict[date, _Day]:
    found: dict[date, _Day] = defaultdict(_Day)
    reader = span.reader
    for one in given_updates(reader, span.begin, span.end, span.matter_id):
        if one.matter_id in span.matters:
            found[reader.local(one.at).date()].given[one.matter_id].append(one)
    for matter_id, at, word in _ends(span):
        if matter_id in span.matters:
            found[reader.local(at).date()].voided.setdefault(matter_id, (at, tr(_ENDS[word])))
    return found


def _ends(span: Span) -> Iterator[tuple[UUID, datetime, str]]:
    """When a schedule was set anew or dropped, or a matter was closed: what was owed may be owed no more."""
    by = span.reader.known_by or span.end
    plans = select(UpdatePlan.matter_id, UpdatePlan.set_at, UpdatePlan.dropped_at, UpdatePlan.version)
    turns = select(MatterTurn.matter_id, MatterTurn.at).where(MatterTurn.status == MatterStatus.CLOSED)
    if span.matter_id is not None:
        plans = plans.where(UpdatePlan.matter_id == span.matter_id)
        turns = turns.where(MatterTurn.matter_id == span.matter_id)
    session = span.reader.session
    for matter_id, set_at, dropped_at, version in session.execute(plans):
        if version > 1 and span.has(set_at) and set_at <= by:
            yield matter_id, set_at, "plan"
        if dropped_at is not None and span.has(dropped_at) and dropped_at <= by:
            yield matter_id, dropped_at, "plan"
    for matter_id, at in session.execute(turns.where(MatterTurn.at >= span.begin, MatterTurn.at <= span.end)):
        if at <= by:
            yield matter_id, at, "closed"


def _of_day(span: Span, known: KnownOfTime, day: date, found: _Day) -> Iterator[Line]:
    """Held against what was owed when the day began; what is late in the evening as well was not voided."""
    morning = datetime.combine(day, time(), tzinfo=span.reader.zone)
    evening = min(datetime.combine(day, time.max, tzinfo=span.reader.zone), span.end)
    ids = sorted(found.matters)
    dues = _dues(span, known, morning, ids)
    voided = [one for one in ids if one not in found.given and _is_late(dues.get(one), day)]
    still = _dues(span, known, evening, voided) if voided else {}
    for matter_id in ids:
        due = dues.get(matter_id)
        given = found.given.get(matter_id, [])
        if given:
            yield _given(span, given[0], due)
            yield from (_given(span, one, None) for one in given[1:])
        elif due is not None and matter_id in voided and not _is_late(still.get(matter_id), day):
            at, why = found.voided[matter_id]
            end = _end_of(span.reader, _last_day(due))
            yield _line(span, due, LineState.MISSED, at, late_by=span.worked(end, at), why=why)


def _given_since(span: Span, line: Line, given: Sequence[GivenUpdate]) -> Line:
    """What a change dropped is given, late, by the first update after it: the client waited until then. ``given``: the
    matter's in this span, the earliest first."""
    if line.state is not LineState.MISSED or line.settled_at is None or line.due is None:
        return line
    dropped_at = line.settled_at
    first = next((one for one in given if one.at >= dropped_at), None)
    if first is None:
        return line
    return replace(
        line,
        state=LineState.LATE,
        settled_at=first.at,
        entry_id=first.entry_id,
        given_by=first.author_id,
        late_by=span.worked(line.due, first.at),
        took=span.worked(min(line.since, first.at), first.at),
    )


def _once(lines: Sequence[Line]) -> Iterator[Line]:
    """An update that is late was owed once, however often the schedule was changed until it came: since the first day
    that went by. What it kept in time besides stands beside that."""
    first: dict[UUID | None, Line] = {}
    for line in sorted(lines, key=lambda one: one.order):
        if line.state is LineState.LATE:
            first.setdefault(line.entry_id, line)
    for line in lines:
        late = first.get(line.entry_id)
        if late is None or line is late or (line.state is LineState.GIVEN and line.due is not None):
            yield line


def _dues(span: Span, known: KnownOfTime, at: datetime, ids: Sequence[UUID]) -> dict[UUID, UpdateDue]:
    """What was owed at a moment, of those of these matters that were open then."""
    dues, moment = dues_known(known.at(at, ids), span.where.calendar), known.moment(at)
    stood = {one: known.turns.stood(one, moment) for one in dues}
    return {
        one: due
        for one, due in dues.items()
        if (then[1] if (then := stood[one]) is not None else span.matters[one].status) is MatterStatus.OPEN
    }


def _is_late(due: UpdateDue | None, day: date) -> bool:
    return due is not None and _last_day(due) < day


def _given(span: Span, one: GivenUpdate, due: UpdateDue | None) -> Line:
    matter = span.matters[one.matter_id]
    if due is None:
        return Line(
            OwedKind.UPDATE,
            LineState.GIVEN,
            one.matter_id,
            matter.client_id,
            None,
            tr("Update, none was due"),
            one.entry_id,
            one.at,
            None,
            settled_at=one.at,
            entry_id=one.entry_id,
            given_by=one.author_id,
        )
    end = _end_of(span.reader, _last_day(due))
    state, late_by = span.judge(end, one.at)
    line = _line(span, due, state, one.at, late_by=late_by)
    return replace(
        line, entry_id=one.entry_id, given_by=one.author_id, took=span.worked(min(line.since, one.at), one.at)
    )


def _excuses(span: Span) -> Iterator[UpdateExcuse]:
    by = min(span.end, span.reader.known_by or span.end)
    query = select(UpdateExcuse).where(UpdateExcuse.excused_at >= span.begin, UpdateExcuse.excused_at <= by)
    if span.matter_id is not None:
        query = query.where(UpdateExcuse.matter_id == span.matter_id)
    yield from span.reader.session.scalars(query)


def _excused(span: Span, excused: Sequence[UpdateExcuse]) -> Iterator[Line]:
    for one in excused:
        if (matter := span.matters.get(one.matter_id)) is None:
            continue
        end = _end_of(span.reader, one.due_on)
        yield Line(
            OwedKind.UPDATE,
            LineState.EXCUSED,
            one.matter_id,
            matter.client_id,
            None,
            tr("Update, excused"),
            one.matter_id,
            end,
            end,
            one.due_on,
            one.excused_at,
            given_by=one.excused_by,
            why=one.reason,
        )


def _open(span: Span) -> Iterator[Line]:
    """What is owed at the end, late or not."""
    dues = update_dues(span.reader, span.where.calendar, span.matter_id)
    for matter_id, due in dues.items():
        if matter_id in span.matters and span.status(matter_id) is MatterStatus.OPEN:
            state, late_by = span.judge(_end_of(span.reader, _last_day(due)), None)
            yield _line(span, due, state, None, late_by=late_by)


def _line(
    span: Span,
    due: UpdateDue,
    state: LineState,
    settled_at: datetime | None,
    *,
    late_by: timedelta | None = None,
    why: str = "",
) -> Line:
    reader = span.reader
    begun = due.last_given or datetime.combine(due.counted_from, time(), tzinfo=reader.zone)
    return Line(
        OwedKind.UPDATE,
        state,
        due.matter_id,
        span.matters[due.matter_id].client_id,
        due.by_id,
        say_update(due.interval),
        due.matter_id,
        begun,
        _end_of(reader, _last_day(due)),
        due.due_on,
        settled_at,
        late_by=late_by,
        why=why or _because(due),
    )


def _because(due: UpdateDue) -> str:
    day = say_date(due.event_on) if due.event_on else ""
    words = {
        Why.STAGE: tr("another stage began on {day}"),
        Why.KEY_DATE: tr("a key date of {day}"),
        Why.REOPENED: tr("the matter was reopened on {day}"),
        Why.SILENCE: tr("silence was agreed until {day}"),
    }
    return words.get(due.why, "").format(day=day)


def _last_day(due: UpdateDue) -> date:
    """The last day on which it was not late."""
    return max(due.due_on, due.latest_on or due.due_on)


def _end_of(reader: Reader, day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=reader.zone)
