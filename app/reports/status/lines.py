"""The rows of a status report: what happened, what is awaited, what comes, what the client is to do."""

from __future__ import annotations

from datetime import date, datetime, time

from app.contactlog.follow_ups import say_who
from app.contactlog.queries import (
    EntryRow,
    FollowUpRow,
)
from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.kernel.language import tr
from app.kernel.said import say_short, say_time
from app.matters.key_date_queries import KeyDateRow
from app.matters.words import LASTING
from app.reports.content import DatedLine, Length, Unsaid
from app.reports.status.facts import Facts
from app.storage.transaction import Reader

_MET = {
    Channel.PHONE: "Telephone call with you.",
    Channel.MEETING: "Meeting with you.",
    Channel.VIDEO: "Video meeting with you.",
}
_FROM_YOU = {
    Channel.EMAIL: "Your e-mail to us.",
    Channel.LETTER: "Your letter to us.",
    Channel.PORTAL: "Your portal message to us.",
    Channel.TEXT: "Your text message to us.",
}
_TO_YOU = {
    Channel.EMAIL: "Our e-mail to you.",
    Channel.LETTER: "Our letter to you.",
    Channel.PORTAL: "Our portal message to you.",
    Channel.TEXT: "Our text message to you.",
}


def progress(facts: Facts, reader: Reader, length: Length) -> tuple[DatedLine, ...]:
    """What happened and what was said, the oldest first; in short without contacts that are only mentioned."""
    lines: list[tuple[datetime, DatedLine]] = []
    for news in facts.news:
        said = news.for_client
        if news.document_number:
            said = tr("{news} (document {number})").format(news=said, number=news.document_number)
        when = short_day(reader.local(news.occurred_at).date(), reader.today)
        lines.append((news.occurred_at, DatedLine(when, said, source=news.id)))
    for row in facts.log:
        said = words_for_client(row) or ("" if length is Length.SHORT else _mention(row))
        if not said:
            continue
        when = short_day(reader.local(row.occurred_at).date(), reader.today)
        lines.append((row.occurred_at, DatedLine(when, said, source=row.id)))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def words_for_client(row: EntryRow) -> str:
    """What was written for the client: the words for the letter, or the message itself that went to them.

    What the firm noted of a contact - what was said, advised, decided - is its own and stands in no letter.
    """
    itself = row.message_key is not None and row.direction is Direction.OUT
    return row.for_client or (row.summary if itself else "")


def _mention(row: EntryRow) -> str:
    """That it took place, and no more: "Telephone call with you."."""
    if row.outcome in {Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER}:
        return tr("We tried to reach you.")
    if row.channel in _TO_YOU:
        return tr(_FROM_YOU[row.channel]) if row.direction is Direction.IN else tr(_TO_YOU[row.channel])
    return tr(_MET.get(row.channel, "Contact with you."))


def unsaid(facts: Facts, reader: Reader) -> tuple[Unsaid, ...]:
    """The contacts that have no words for the client; messages are there to be read as they are."""
    return tuple(
        Unsaid(
            row.id,
            short_day(reader.local(row.occurred_at).date(), reader.today),
            _mention(row),
            "\n".join(filter(None, (row.summary, row.advice, row.decision))),
        )
        for row in reversed(facts.log)
        if not words_for_client(row) and row.message_key is None
    )


def waiting_for(facts: Facts, today: date) -> tuple[DatedLine, ...]:
    return tuple(
        DatedLine(
            tr("from the court")
            if agreed.side is FollowUpSide.COURT
            else tr("from {who}", "awaited").format(who=say_who(agreed.who)),
            _expected(agreed, today),
            source=agreed.id,
        )
        for agreed in facts.agreed
        if agreed.side in {FollowUpSide.COURT, FollowUpSide.OTHER}
    )


def _expected(agreed: FollowUpRow, today: date) -> str:
    if agreed.due_on is None:
        return agreed.text
    return tr("{what}, expected by {day}").format(what=agreed.text, day=short_day(agreed.due_on, today))


def _acting(facts: Facts, key: KeyDateRow) -> str:
    """Who acts, as it follows a date: a client comes to a hearing with somebody of the firm; else the bare name stands
    apart, as nobody knows what else it says."""
    who = key.who_acts
    if who in key.title:
        return ""
    if key.kind not in LASTING and who in {one.name for one in facts.people.values()}:
        return ", " + tr("with {name}").format(name=who)
    return f" ({who})"


def coming_up(facts: Facts, today: date) -> tuple[DatedLine, ...]:
    lines: list[tuple[date, time, DatedLine]] = []
    for key in facts.dates:
        when = short_day(key.on, today)
        if key.at:
            when = tr("{day}, {time}").format(day=when, time=say_time(key.at))
        text = ", ".join(filter(None, (key.title, key.place))) + _acting(facts, key)
        line = DatedLine(when, text, strong=key.client_attends, source=key.id)
        lines.append((key.on, key.at or time(), line))
    for agreed in facts.agreed:
        if agreed.side is FollowUpSide.FIRM and agreed.due_on is not None and agreed.due_on >= today:
            who = (
                facts.people[agreed.colleague_id].name
                if agreed.colleague_id in facts.people
                else say_who(agreed.who)
            )
            text = f"{who}: {agreed.text}" if who else agreed.text
            lines.append(
                (agreed.due_on, time(), DatedLine(short_day(agreed.due_on, today), text, source=agreed.id))
            )
    return tuple(line for *_, line in sorted(lines, key=lambda one: one[:2]))


def asked_of_client(facts: Facts, today: date) -> tuple[DatedLine, ...]:
    return tuple(
        DatedLine(
            tr("by {day}").format(day=short_day(agreed.due_on, today)) if agreed.due_on else tr("soon"),
            agreed.text,
            source=agreed.id,
        )
        for agreed in facts.agreed
        if agreed.side is FollowUpSide.CLIENT
    )


def short_day(day: date, today: date) -> str:
    """As in "13 Nov": the report's narrow column has no room for weekdays."""
    return say_short(day, today)
