"""How rows are spelled in JSON. These keys are a contract: add, never rename."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from app.contactlog.queries import EntryRow, FollowUpRow, VersionRow
from app.contactlog.rules import written_late
from app.kernel.errors import Problem
from app.matters.history import FormerVersion
from app.matters.keepers import Change
from app.matters.key_date_queries import KeyDateRow
from app.matters.queries import MatterRow
from app.matters.sheet import MatterSheet
from app.owed.items import OwedItem
from app.owed.news import NewsStanding
from app.people.queries import colleagues
from app.plain.looking import Plainness
from app.schedule.queries import UpdateDue
from app.schedule.rules import interval_words
from app.storage.transaction import Reader

Json = dict[str, object]


def matter(row: MatterRow, next_update_due: date | None, last_contact_at: datetime | None) -> Json:
    """A matter in a list."""
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "client": row.client,
        "court": row.court,
        "court_number": row.court_number,
        "practice_area": row.practice_area,
        "stage": row.stage,
        "status": row.status,
        "opened_on": row.opened_on,
        "responsible": row.responsible,
        "point_of_contact": row.point_of_contact,
        "supervisor": row.supervisor,
        "next_update_due": next_update_due,
        "last_contact_at": last_contact_at,
        "restricted": row.restricted,
    }


def matter_details(sheet: MatterSheet) -> Json:
    """What a matter's own page adds."""
    details = sheet.details
    return {
        "clients": [{"id": client_id, "name": name} for client_id, name in sheet.clients],
        "closed_on": details.closed_on,
        "court_country": details.court_country,
        "court_subdivision": details.court_subdivision,
        "emergency_contact": sheet.emergency,
        "priorities": details.priorities,
        "key_point": details.key_point,
        "options": details.options,
        "decision_asked": details.decision_asked,
        "notes": details.notes,
    }


def keeper(one: Change) -> Json:
    """From when, and why, somebody else looks after a matter."""
    return {
        "role": one.role,
        "was": one.was or None,
        "now": one.now or None,
        "since": one.since,
        "reason": one.reason,
        "written_at": one.written_at,
        "by": one.author,
        "overtaken": one.overtaken,
    }


def problems(found: Iterable[Problem]) -> list[Json]:
    """What a careful colleague would mention."""
    return [{"field": one.field, "code": one.code, "message": one.message} for one in found]


def reading(found: Plainness) -> Json:
    """How a text for a client reads: Flesch's score (None for a short one), the same as a word, jargon."""
    score = found.reading.score
    return {
        "score": None if score is None else round(score),
        "ease": found.reading.ease,
        "long_sentences": list(found.reading.long_sentences),
        "jargon": [{"word": term.word, "say": term.say} for term in found.jargon],
    }


def with_warnings(said: str, warnings: Iterable[Problem]) -> str:
    """What was done, and what a careful colleague would mention, each in a line of its own."""
    return "\n".join((said, *(one.message for one in warnings)))


def entry(row: EntryRow) -> Json:
    """A contact log entry."""
    return {
        "id": row.id,
        "matter": row.matter_number or None,
        "client": row.client,
        "author": row.author,
        "occurred_at": row.occurred_at,
        "written_at": row.written_at,
        "channel": row.channel,
        "direction": row.direction,
        "outcome": row.outcome,
        "duration": row.duration_minutes,
        "reached_at": row.reached_at,
        "summary": row.summary,
        "advice": row.advice,
        "advice_declined": row.advice_declined,
        "decision": row.decision,
        "for_client": row.for_client,
        "costs": row.costs,
        "identity_checked": row.identity_checked,
        "interpreter": row.interpreter,
        "confidentiality": row.confidentiality,
        "billable": row.billable,
        "with_client": row.with_client,
        "update": row.is_update,
        "needs_reply": row.needs_reply,
        "urgent": row.urgent,
        "acknowledges": row.acknowledges_id,
        "promised_by": row.promised_by,
        "awaits_client": row.awaits_client,
        "answers": row.answers_id,
        "also_answers": list(row.also_answers),
        "received": row.received,
        "declined_confirmed_on": row.declined_confirmed_on,
        "held_by": row.held_by,
        "kind": row.kind,
        "wish_reason": row.wish_reason,
        "late": written_late(row),
        "message_id": row.message_key.rpartition("#")[0] or None if row.message_key else None,
        "participants": [{"name": name, "role": role} for name, role in row.participants],
        "tags": list(row.tags),
        "tells": list(row.tells),
        "brought": list(row.brought),
        "follow_ups": [follow_up(one) for one in row.follow_ups],
        "attachments": [
            {"name": one.name, "media_type": one.media_type, "size": one.size, "sha256": one.sha256}
            for one in row.attachments
        ],
        "version": row.version,
        "withdrawn_at": row.withdrawn_at,
    }


_NOT_SAID = ("id", "author", "late", "written_at", "version", "withdrawn_at")


def version(row: VersionRow, said: EntryRow) -> Json:
    """One version of an entry; ``content`` has the keys of an entry."""
    content = entry(said)
    for name in _NOT_SAID:  # these are the entry's or the version's own
        del content[name]
    return {
        "version": row.version,
        "written_at": row.written_at,
        "author": row.author,
        "reason": row.reason,
        "content": content,
    }


def follow_up(row: FollowUpRow) -> Json:
    """An agreed action."""
    return {
        "id": row.id,
        "who": row.who,
        "side": row.side,
        "text": row.text,
        "due_on": row.due_on,
        "done_at": row.done_at,
    }


def developments(standings: Iterable[NewsStanding]) -> list[Json]:
    """Developments: by when the client has to be told (``tell_by``, or with the update of ``with_update_on``), and by
    which entries that was."""
    return [
        {
            "id": one.row.id,
            "kind": one.row.kind,
            "occurred_at": one.row.occurred_at,
            "text": one.row.text,
            "whole_text": one.row.said,
            "plain_words": one.row.plain_words,
            "document_number": one.row.document_number or None,
            "essential": one.row.essential,
            "urgent": one.row.urgent,
            "state": one.state,
            "tell_by": one.due,
            "with_update_on": one.update_on,
            "told_at": one.first.at if one.first else None,
            "told_by": [
                {"entry": told.entry_id, "at": told.at, "person": told.by, "channel": told.channel}
                for told in one.told
            ],
            "version": one.row.version,
            "withdrawn_at": one.row.withdrawn_at,
            "withdrawn_because": one.row.withdrawn_reason or None,
        }
        for one in standings
    ]


def key_date(row: KeyDateRow) -> Json:
    """A key date; ``at`` is the firm's local time."""
    return {
        "id": row.id,
        "kind": row.kind,
        "on": row.on,
        "at": row.at,
        "title": row.title,
        "place": row.place,
        "client_attends": row.client_attends,
        "who_acts": row.who_acts,
        "done_at": row.done_at,
        "cancelled_at": row.cancelled_at,
        "version": row.version,
    }


def former(one: FormerVersion) -> Json:
    """How a development or a key date read from one writing to the next."""
    return {
        "version": one.version,
        "written_at": one.written_at,
        "author": one.author,
        "reason": one.reason or None,
        **one.said,
    }


def plan(due: UpdateDue) -> Json:
    """An update schedule and where it stands."""
    return {
        "every": interval_words(due.interval),
        "anchor_day": due.rhythm.anchor_day,
        "at_stages": due.rhythm.at_stages,
        "at_key_dates": due.rhythm.at_dates,
        "roll": due.roll,
        "by_default": due.by_default or None,
        "format": due.format,
        "at_most_days": due.at_most_days,
        "counted_from": due.counted_from,
        "last_given": due.last_given,
        "next_due": due.due_on,
        "why": due.why,
        "latest_on": due.latest_on,
        "silent_until": due.silent.last if due.silent else None,
        "state": due.state,
    }


def owed_items(reader: Reader, items: Iterable[OwedItem]) -> list[Json]:
    """What is owed."""
    names = {row.id: row.name for row in colleagues(reader, active_only=False)}
    return [
        {
            "kind": item.word,
            "matter": item.matter.number if item.matter else None,
            "title": item.title,
            "client": item.whose.client,
            "person": names.get(item.person_id) if item.person_id else None,
            "due_at": item.due,
            "state": item.state,
            "urgent": item.urgent,
            "source_id": item.source_id,
            "text": item.text,
            "paused_since": item.course.paused_since if item.course else None,
            "escalated": [
                {"to": step.to, "person": names.get(who), "at": step.at} for step, who in item.steps
            ],
            "emergency_contact": item.emergency or None,
            "stands_with": sorted(names[one] for one in item.unable.with_ids) if item.unable else [],
            "stands_with_because": item.unable.said if item.unable else None,
            "snoozed_until": item.snoozed_until,
            "snoozed_because": item.put_off.reason if item.put_off else None,
        }
        for item in items
    ]
