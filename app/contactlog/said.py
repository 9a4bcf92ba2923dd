"""An entry in words: for its sheet, for paper, and for the differences between versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from app.contactlog.queries import EntryRow
from app.contactlog.rules import written_late
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.said import say_date, say_day, say_exact, say_moment, say_span
from app.kernel.spans import say_minutes
from app.storage.transaction import Reader

CONTENT = (
    ("channel", "Channel"),
    ("direction", "Direction"),
    ("outcome", "Outcome"),
    ("occurred_at", "When"),
    ("duration_minutes", "Minutes"),
    ("reached_at", "Reached at"),
    ("participants", "With"),
    ("kind", "Kind"),
    ("held_by_id", "Held by another"),
    ("summary", "What was said"),
    ("received", "Received"),
    ("advice", "Advice"),
    ("advice_declined", "Advice declined"),
    ("declined_confirmed_on", "Confirmed in writing"),
    ("decision", "Decided"),
    ("costs", "Costs"),
    ("wish_reason", "Why against the wishes"),
    ("for_client", "For the letter"),
    ("tells", "Told of developments"),
    ("is_update", "Client update"),
    ("needs_reply", "Needs a reply"),
    ("urgent", "Urgent"),
    ("answers_id", "Answers an earlier message"),
    ("acknowledges_id", "Acknowledges an earlier message"),
    ("promised_by", "Answer promised by"),
    ("awaits_client", "Waits for the client’s answer"),
    ("also_answers", "Answers other messages, too"),
    ("identity_checked", "Identity checked"),
    ("interpreter", "Interpreter"),
    ("confidentiality", "Confidentiality"),
    ("billable", "Billable"),
    ("with_client", "With the client"),
    ("tags", "Tags"),
    ("follow_ups", "Agreed"),
    ("attachments", "Files"),
)
"""What a version holds, in the order people read it, with its word on screen."""


def head(row: EntryRow) -> str:
    """As in "Call out, spoke", "E-mail in"."""
    if row.channel is Channel.NOTE:
        return "Internal note"
    outcome = f", {row.outcome.label}" if row.outcome in {Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER} else ""
    length = f" · {say_minutes(row.duration_minutes)}" if row.duration_minutes else ""
    return f"{how(row.channel, row.direction)}{outcome}{length}"


def how(channel: Channel, direction: Direction) -> str:
    """As in "Call out", "E-mail in", "Meeting": the same words in every list, on screen and on paper."""
    word = "Call" if channel is Channel.PHONE else channel.label
    is_talk = channel in {Channel.MEETING, Channel.VIDEO}  # neither side sends it
    return word if is_talk or direction is Direction.INTERNAL else f"{word} {direction.value}"


def facts(
    row: EntryRow, reader: Reader, told: Mapping[object, str], *, exact: bool = False
) -> list[tuple[str, str]]:
    """Label and words of everything the entry says, without what is empty; ``exact``: every time with year and zone,
    for what is read long after. ``told``: what its developments are called."""
    now = reader.local(reader.now)

    def moment(at: datetime) -> str:
        return say_exact(reader.local(at)) if exact else say_moment(reader.local(at), now)

    def day(on: date) -> str:
        return say_date(on) if exact else say_day(on, now.date())

    people = say_people(row)
    agreed = "\n".join(
        f"{one.who + ': ' if one.who else ''}{one.text}"
        f"{' — ' + day(one.due_on) if one.due_on else ''}{' ✓' if one.done_at else ''}"
        for one in row.follow_ups
    )
    ticks = [
        word
        for word, on in (
            ("client update", row.is_update),
            ("identity checked", row.identity_checked),
            ("needs a reply", row.needs_reply),
            ("urgent", row.urgent),
            ("billable", row.billable),
            ("not with the client", not row.with_client),
            ("waits for the client’s answer", row.awaits_client),
            ("answers several", bool(row.also_answers)),
        )
        if on
    ]
    said = [
        ("Kind", row.kind),
        ("When", moment(row.occurred_at)),
        ("Held by", row.held_by if row.held_by_id is not None else ""),
        ("Reached at", row.reached_at),
        ("With", people),
        ("Why so", row.wish_reason),
        ("What was said", row.summary),
        ("Received", row.received),
        ("Advice", row.advice),
        ("Advice declined", row.advice_declined),
        ("Confirmed", _confirmed(row.declined_confirmed_on, day)),
        ("Decided", row.decision),
        ("Costs", row.costs),
        ("For the letter", row.for_client),
        ("Told of", "\n".join(told.get(one, "a development") for one in row.tells)),
        ("Brought", "\n".join(told.get(one, "a development") for one in row.brought)),
        ("Agreed", agreed),
        ("Answer by", moment(row.promised_by) if row.promised_by else ""),
        ("Interpreter", row.interpreter),
        ("Confidentiality", row.confidentiality),
        ("Tags", ", ".join(row.tags)),
        ("Also", ", ".join(ticks)),
        ("Written", f"{moment(row.written_at)} by {row.author}{say_lateness(row)}"),
    ]
    return [(label, words) for label, words in said if words.strip()]


def say_people(row: EntryRow) -> str:
    """Who took part, each with their role."""
    return ", ".join(f"{name} ({role})" if role else name for name, role in row.participants)


def _confirmed(on: date | None, day: Callable[[date], str]) -> str:
    """When it was confirmed in writing that advice was declined."""
    return f"in writing on {day(on)}" if on is not None else ""


def say_lateness(row: EntryRow) -> str:
    """What was written down a day later or more says so; what came in as a message says itself when it was."""
    span = row.written_at - row.occurred_at
    return f", {say_span(span)} after the contact" if written_late(row) else ""


def say_content(name: str, value: Any) -> str:
    """A value of a version's content as words."""
    if value is None or value == "" or value == [] or value is False:
        return ""
    if value is True:
        return "yes"
    if name == "participants":
        return ", ".join(f"{who} ({role})" if role else who for who, role in value)
    if name == "follow_ups":
        return "; ".join(_say_follow_up(one) for one in value)
    if name == "attachments":
        return ", ".join(str(one[0]) for one in value)
    if name in {"tells", "brought", "also_answers"}:
        return f"{len(value)}"
    if name in {"answers_id", "acknowledges_id", "held_by_id"}:
        return "yes"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value).replace("_", " ") if name in {"channel", "direction", "outcome"} else str(value)


def _say_follow_up(one: Mapping[str, Any]) -> str:
    who = f"{one['who']}: " if one.get("who") else ""
    return f"{who}{one.get('text', '')}{' — ' + str(one['due_on']) if one.get('due_on') else ''}"
