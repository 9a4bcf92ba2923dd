"""How response times and clocks are spelled in JSON. These keys are a contract: add, never rename."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from app.contactlog.warnings import emergency_contact
from app.promises.course import Course
from app.promises.queries import ShownRow, TermsBook
from app.promises.rules import ClockReading
from app.promises.terms import TERMS, EscalationStep, OwnTerms
from app.storage.transaction import Reader
from app.workdays.worktime import Promise

Json = dict[str, object]


def promise(one: Promise | None) -> Json | None:
    """So many hours of a unit; null where it is inherited."""
    return None if one is None else {"number": one.number, "unit": one.unit}


def own_terms(own: OwnTerms) -> Json:
    """What firm, client or matter says of itself."""
    return {name: promise(getattr(own, name)) for name in TERMS}


def terms(book: TermsBook, client_id: UUID | None, matter_id: UUID | None) -> Json:
    """What counts now, and who says so."""
    counts = book.of(client_id, matter_id)
    said: Json = {}
    for name in TERMS:
        said[name] = {
            "number": getattr(counts, name).number,
            "unit": getattr(counts, name).unit,
            "from": book.said_by(name, client_id, matter_id),
        }
    return said


def steps(found: Iterable[EscalationStep]) -> list[Json]:
    """Whom a breach reaches, and how long after it."""
    return [{"to": one.to, "after": promise(one.after)} for one in found]


def clock(reader: Reader, course: Course, shown: Iterable[ShownRow], said: str) -> Json:
    """Where one contact stands; ``said`` the same in a sentence."""
    asked = course.asked
    mine = [one for one in shown if one.entry_id == asked.entry_id]
    return {
        "entry": asked.entry_id,
        "occurred_at": asked.occurred_at,
        "urgent": asked.urgent,
        "out_of_hours": course.after_hours,
        "emergency_contact": (
            emergency_contact(reader, asked.matter_id) or None if course.after_hours else None
        ),
        "acknowledge": _reading(course.clocks.acknowledge),
        "answer": {**_reading(course.clocks.answer), "promised": course.clocks.answer.promised},
        "paused_since": course.paused_since,
        "pauses": [
            {"from": one.at, "to": one.heard_at, "entry": one.entry_id}
            for one in asked.receipts
            if one.awaits_client
        ],
        "promises": [
            {"made_at": one.made_at, "by": one.by, "due_at": one.due_at, "state": one.state}
            for one in course.promises
        ],
        "escalations": [{"clock": one.clock, "to": one.to, "at": one.at} for one in course.reached],
        "shown": [
            {"clock": one.clock, "step": one.step, "person": one.colleague, "at": one.shown_at}
            for one in mine
        ],
        "said": said,
    }


def _reading(one: ClockReading) -> Json:
    return {"due_at": one.due_at, "state": one.state, "done_at": one.done_at}
