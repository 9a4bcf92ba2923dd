"""An entry in words: for its sheet, for paper, and for the differences between versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from app.contactlog.follow_ups import say_who
from app.contactlog.queries import EntryRow
from app.contactlog.rules import written_late
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.language import tr
from app.kernel.said import say_date, say_day, say_exact, say_moment, say_span
from app.kernel.spans import say_minutes
from app.storage.transaction import Reader

_CONTENT = (
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
    ("attachments", "Attached files"),
)
"""What a version holds, in the order people read it, with its word on screen; the words in English."""
_WORDS: dict[str, type[Channel | Direction | Outcome]] = {
    "channel": Channel,
    "direction": Direction,
    "outcome": Outcome,
}
_CALLED = {Channel.PHONE: "call", Channel.VIDEO: "video call"}


def content_fields() -> list[tuple[str, str]]:
    """What a version holds, in the order people read it: its name, and its word on screen."""
    return [(name, tr(word)) for name, word in _CONTENT]


def say_client(name: str) -> str:
    """As the client is written among those who took part: "Nora Whitcombe, client"."""
    return tr("{name}, client").format(name=name)


def say_message(channel: Channel, day: str) -> str:
    """What came from the client, in the middle of a sentence: "call of 19 Nov", "e-mail of 20 Nov"."""
    called = tr(_CALLED[channel]) if channel in _CALLED else channel.spoken
    return tr("{message} of {day}").format(message=called, day=day)


def head(row: EntryRow) -> str:
    """As in "Call out, spoke", "E-mail in"."""
    if row.channel is Channel.NOTE:
        return tr("Internal note")
    outcome = f", {row.outcome.label}" if row.outcome in {Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER} else ""
    length = f" · {say_minutes(row.duration_minutes)}" if row.duration_minutes else ""
    return f"{how(row.channel, row.direction)}{outcome}{length}"


def how(channel: Channel, direction: Direction) -> str:
    """As in "Call out", "E-mail in", "Meeting": the same words in every list, on screen and on paper."""
    word = tr("Call") if channel is Channel.PHONE else channel.label
    is_talk = channel in {Channel.MEETING, Channel.VIDEO}  # neither side sends it
    if is_talk or direction is Direction.INTERNAL:
        return word
    return (tr("{channel} in") if direction is Direction.IN else tr("{channel} out")).format(channel=word)


class Fact(NamedTuple):
    """Something that an entry says: what of it (``key``, the label in English), its label, and the words."""

    key: str
    label: str
    words: str


def facts(row: EntryRow, reader: Reader, told: Mapping[object, str], *, exact: bool = False) -> list[Fact]:
    """Everything the entry says, without what is empty; ``exact``: every time with year and zone, for what is read
    long after. ``told``: what its developments are called."""
    now = reader.local(reader.now)

    def moment(at: datetime) -> str:
        return say_exact(reader.local(at)) if exact else say_moment(reader.local(at), now)

    def day(on: date) -> str:
        return say_date(on) if exact else say_day(on, now.date())

    people, untold = say_people(row), tr("a development")
    agreed = "\n".join(
        f"{say_who(one.who) + ': ' if one.who else ''}{one.text}"
        f"{' — ' + day(one.due_on) if one.due_on else ''}{' ✓' if one.done_at else ''}"
        for one in row.follow_ups
    )
    ticks = [
        word
        for word, on in (
            (tr("client update"), row.is_update),
            (tr("identity checked"), row.identity_checked),
            (tr("needs a reply"), row.needs_reply),
            (tr("urgent"), row.urgent),
            (tr("billable"), row.billable),
            (tr("not with the client"), not row.with_client),
            (tr("waits for the client’s answer"), row.awaits_client),
            (tr("answers several"), bool(row.also_answers)),
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
        ("Told of", "\n".join(told.get(one, untold) for one in row.tells)),
        ("Brought", "\n".join(told.get(one, untold) for one in row.brought)),
        ("Agreed", agreed),
        ("Answer by", moment(row.promised_by) if row.promised_by else ""),
        ("Interpreter", row.interpreter),
        ("Confidentiality", row.confidentiality),
        ("Tags", ", ".join(row.tags)),
        ("Also", ", ".join(ticks)),
        ("Written", say_written(row, moment(row.written_at))),
    ]
    return [Fact(label, tr(label), words) for label, words in said if words.strip()]


def say_written(row: EntryRow, at: str) -> str:
    """When and by whom it was written down, and how much later where that is late."""
    said = tr("{moment} by {author}").format(moment=at, author=row.author)
    return said + say_lateness(row)


def say_people(row: EntryRow) -> str:
    """Who took part, each with their role."""
    return ", ".join(f"{name} ({role})" if role else name for name, role in row.participants)


def _confirmed(on: date | None, day: Callable[[date], str]) -> str:
    """When it was confirmed in writing that advice was declined."""
    return tr("in writing on {day}").format(day=day(on)) if on is not None else ""


def say_lateness(row: EntryRow) -> str:
    """What was written down a day later or more says so; what came in as a message says itself when it was."""
    span = row.written_at - row.occurred_at
    return tr(", {span} after the contact").format(span=say_span(span)) if written_late(row) else ""


def say_content(name: str, value: Any) -> str:
    """A value of a version's content as words."""
    if value is None or value == "" or value == [] or value is False:
        return ""
    if value is True:
        return tr("yes")
    if name == "participants":
        return ", ".join(f"{who} ({role})" if role else who for who, role in value)
    if name == "follow_ups":
        return "; ".join(_say_follow_up(one) for one in value)
    if name == "attachments":
        return ", ".join(str(one[0]) for one in value)
    if name in {"tells", "brought", "also_answers"}:
        return f"{len(value)}"
    if name in {"answers_id", "acknowledges_id", "held_by_id"}:
        return tr("yes")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return _WORDS[name](value).label if name in _WORDS else str(value)


def _say_follow_up(one: Mapping[str, Any]) -> str:
    who = f"{say_who(one['who'])}: " if one.get("who") else ""
    return f"{who}{one.get('text', '')}{' — ' + str(one['due_on']) if one.get('due_on') else ''}"
