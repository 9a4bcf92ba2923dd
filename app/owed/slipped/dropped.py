"""Why an update was never given that a changed schedule, or the closing of its matter, dropped when it was late."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.owed.items import OwedKind
from app.owed.slipped.lines import Line, LineState
from app.owed.slipped.queries import slipped
from app.schedule.commands import excuse_update, record_excuse
from app.schedule.queries import update_dues
from app.storage.transaction import Transaction
from app.workdays.calendar import WorkCalendar


def was_dropped(line: Line) -> bool:
    """Whether it is an update that is owed no more and was never given, and nobody has said why."""
    return line.kind is OwedKind.UPDATE and line.state is LineState.MISSED and not line.is_open


def say_why_not_given(
    tx: Transaction, matter_id: UUID, due_on: date, reason: str, calendar: WorkCalendar
) -> None:
    """The update due that day will not be given (`excuse_update`), or was dropped: then nothing else becomes due
    another day. Raises as that does."""
    due = update_dues(tx.reader(), calendar, matter_id).get(matter_id)
    if due is None or due.due_on != due_on:
        lines = slipped(tx.reader(), matter_id=matter_id).lines
        if any(was_dropped(line) and line.due_on == due_on for line in lines):
            record_excuse(tx, matter_id, due_on, reason, dropped=True)
            return
    excuse_update(tx, matter_id, due_on, reason, calendar)
