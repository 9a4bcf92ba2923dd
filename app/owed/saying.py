"""What is owed in people's words, for the list on screen, on paper and in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from app.contactlog.follow_ups import say_who
from app.contactlog.queries import AwaitingReply, FollowUpRow
from app.contactlog.words import Channel
from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.kernel.said import say_by, say_day, say_late, say_time, weekday_name
from app.matters.key_date_queries import KeyDateRow
from app.owed.attending import client_attends
from app.owed.division import Division, Share
from app.owed.items import OwedItem, OwedKind, OwedState
from app.owed.snooze.put_off import PutOff
from app.owed.unable import Unable
from app.schedule.queries import UpdateDue


class Standing(Enum):
    """How a thing stands, as far as a list shows it: by shape and colour on screen, by weight on paper."""

    LATE = "late"
    SOON = "soon"
    """Urgent, or look here."""
    TODO = "todo"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class SaidDue:
    """When, in a few words, and how that stands."""

    standing: Standing
    words: str


_CHANNELS = {
    Channel.PHONE: "Call",
    Channel.EMAIL: "E-mail",
    Channel.LETTER: "Letter",
    Channel.MEETING: "Meeting",
    Channel.VIDEO: "Video meeting",
    Channel.PORTAL: "Portal message",
    Channel.TEXT: "Text message",
    Channel.NOTE: "Note",
}


def channel_word(channel: Channel) -> str:
    """One contact by that channel: "Call", "E-mail"."""
    return tr(_CHANNELS[channel])


def say_item(item: OwedItem, now: datetime) -> str:
    """What is owed, as a sentence without a full stop; ``now`` in the firm's zone."""
    source = item.source
    if item.unable is not None:
        said, why = say_item(replace(item, unable=None), now), say_unable(item.unable)
        return tr("{text}; {why}").format(text=said, why=why)
    if item.emergency:
        plain = replace(item, emergency="")
        words = tr("{text}; out of hours: {emergency}")
        return words.format(text=say_item(plain, now), emergency=item.emergency)
    if isinstance(source, AwaitingReply):
        when = source.occurred_at.astimezone(now.tzinfo)
        day = say_time(when) if when.date() == now.date() else say_day(when, now)
        said = " ".join(source.summary.split())
        return tr("{channel} of {day}: {summary}").format(
            channel=channel_word(source.channel), day=day, summary=said
        )
    if isinstance(source, FollowUpRow):
        who = f" ({say_who(source.who)})" if source.who else ""
        return tr("Follow-up: {text}").format(text=source.text + who)
    if isinstance(source, KeyDateRow):
        parts = [source.title, source.place]
        if is_for_client(item):
            parts.append(tr("tell the client date and place"))
        return ", ".join(part for part in parts if part)
    return item.text


def say_unable(unable: Unable) -> str:
    """As in "given to Kim Sato, who cannot see this matter"."""
    return unable.said


def is_for_client(item: OwedItem) -> bool:
    """Whether a key date is one to tell the client of, rather than one to tick off."""
    return isinstance(item.source, KeyDateRow) and client_attends(item.source)


def say_due(item: OwedItem, now: datetime) -> SaidDue:
    """When it is due or how late it is: "3 h late, answer", "by 16:00, urgent"; ``now`` in the firm's zone."""
    due = item.due
    if due is None and item.state is OwedState.DUE:
        return SaidDue(Standing.SOON, tr("no update is scheduled"))
    if due is None:
        return SaidDue(Standing.PLAIN, tr("with the next update"))
    if (
        item.state is not OwedState.OVERDUE
        and item.course is not None
        and item.course.paused_since is not None
    ):
        since = say_day(item.course.paused_since.astimezone(now.tzinfo), now)
        return SaidDue(Standing.PLAIN, tr("waits for the client since {day}").format(day=since))
    if item.state is OwedState.OVERDUE:
        late = say_late(due, now)
        if item.kind is OwedKind.ANSWER:
            late = tr("{late}, answer").format(late=late)
        return SaidDue(Standing.LATE, late)
    if item.state is OwedState.DUE:
        return _due_now(item, due, now)
    said = say_by(due.astimezone(now.tzinfo), now) if isinstance(due, datetime) else say_day(due, now)
    if item.urgent:
        return SaidDue(Standing.SOON, tr("{day}, urgent").format(day=said))
    return SaidDue(Standing.PLAIN, said)


def _due_now(item: OwedItem, due: datetime | date, now: datetime) -> SaidDue:
    if isinstance(due, datetime):
        local = due.astimezone(now.tzinfo)
        by = tr("by {time}").format(
            time=say_time(local) if local.date() == now.date() else say_by(local, now)
        )
        if item.urgent:
            return SaidDue(Standing.SOON, tr("{by}, urgent").format(by=by))
        return SaidDue(Standing.TODO, by)
    if due < now.date():  # past the ideal interval, within the longest one (D1)
        source = item.source
        if isinstance(source, UpdateDue) and source.latest_on:
            latest = say_day(source.latest_on, now, near=True)
            return SaidDue(Standing.SOON, tr("by {day} at the latest").format(day=latest))
        return SaidDue(Standing.SOON, say_late(due, now))
    said = tr("today") if due == now.date() else say_day(due, now, near=True)
    if item.urgent:
        return SaidDue(Standing.SOON, tr("{day}, urgent").format(day=said))
    return SaidDue(Standing.TODO, said)


def say_totals(shares: Iterable[Share]) -> str:
    """All that several people owe, above a list: "2 things owed, none of them late, and 1 forgotten file. 3 put off."

    A forgotten file is counted as such here and at each person's name, never as a thing owed.
    """
    shares = tuple(shares)
    put_off = sum(item.put_off is not None for share in shares for item in share.items)
    count, late = sum(len(share.items) for share in shares) - put_off, sum(share.late for share in shares)
    if count == 0:
        said = tr("Nothing is owed")
    elif count == 1:
        said = tr("1 thing owed, and it is late") if late else tr("1 thing owed, not late")
    elif late:
        said = tr("{count} things owed, {late} of them late")
    else:
        said = tr("{count} things owed, none of them late")
    if lost := say_forgotten(sum(len(share.forgotten) for share in shares)):
        said = tr("{said}; {files}").format(said=said, files=lost)
    said = said.format(count=say_number(count), late=say_number(late)) + "."
    return said + " " + tr("{off} put off.").format(off=say_number(put_off)) if put_off else said


def say_team(division: Division) -> str:
    """Above the list of the others, in which one's own is not: what they owe, then all of it with one's own, as in
    "Others: 5 things owed, none of them late. The whole firm: 10 owed, 2 late."."""
    said, all_of_it = say_totals(division.others), division.together
    owed = sum(item.put_off is None for item in all_of_it.items)
    whole = (
        tr("The whole firm: {count} owed, {late} late.")
        if division.whole_firm
        else tr("With yours: {count} owed, {late} late.")
    )
    late = say_number(all_of_it.late) if all_of_it.late else tr("none")
    others = tr("Others: {said}").format(said=said[:1].lower() + said[1:])
    return f"{others} {whole.format(count=say_number(owed), late=late)}"


def say_share(share: Share) -> str:
    """What one of them owes, at their name: "2 things owed, 1 forgotten file"; counted as `say_totals` counts."""
    owed = sum(item.put_off is None for item in share.items)
    put_off = len(share.items) - owed
    parts = [
        tr("1 thing owed") if owed == 1 else tr("{count} things owed") if owed else "",
        say_forgotten(len(share.forgotten)),
        tr("{off} put off") if put_off else "",
    ]
    return ", ".join(part for part in parts if part).format(count=say_number(owed), off=say_number(put_off))


def say_forgotten(count: int) -> str:
    """As in "2 forgotten files"; "" for none."""
    if count == 0:
        return ""
    words = counted(count, "1 forgotten file", "{count} forgotten files")
    return words.format(count=say_number(count))


def say_put_off(put_off: PutOff, now: datetime) -> str:
    """As in "put off until Thursday: waiting for the transcript"; ``now`` in the firm's zone."""
    if put_off.until_at is not None:
        until = say_time(put_off.until_at.astimezone(now.tzinfo))
    elif (put_off.until_on - now.date()).days < 7:
        until = weekday_name(put_off.until_on.weekday())
    else:
        until = say_day(put_off.until_on, now)
    return tr("put off until {day}: {reason}").format(day=until, reason=put_off.reason)
