"""One owed thing as a row: the sentence, the chip, and the word on its button."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from app.clients.queries import Manner
from app.contactlog.queries import AwaitingReply, FollowUpRow
from app.contactlog.wishes import channels_in
from app.contactlog.words import Channel
from app.kernel.said import say_day, say_late, say_moment, say_time
from app.matters.queries import DevelopmentRow, KeyDateRow
from app.matters.words import DevelopmentKind, KeyDateKind
from app.owed.items import OwedItem, OwedKind, OwedState
from app.owed.queries import Forgotten
from app.schedule.queries import UpdateDue
from app.schedule.words import UpdateFormat
from ui.kit import chips
from ui.kit.chips import Chip
from ui.kit.rows import Row

translate = QCoreApplication.translate

_FROM_COURT = {
    DevelopmentKind.RULING,
    DevelopmentKind.HEARING,
    DevelopmentKind.FILING,
    DevelopmentKind.PROCEDURE,
}
_ON_PAPER = {None, UpdateFormat.REPORT, UpdateFormat.LETTER}


def channel_word(channel: Channel) -> str:
    """One contact by that channel: "Call", "E-mail"."""
    return {
        Channel.PHONE: translate("Today", "Call"),
        Channel.EMAIL: translate("Today", "E-mail"),
        Channel.LETTER: translate("Today", "Letter"),
        Channel.MEETING: translate("Today", "Meeting"),
        Channel.VIDEO: translate("Today", "Video meeting"),
        Channel.PORTAL: translate("Today", "Portal message"),
        Channel.TEXT: translate("Today", "Text message"),
        Channel.NOTE: translate("Today", "Note"),
    }[channel]


def read_channel(words: str) -> Channel | None:
    """The one channel that a profile's free words name ("Phone, mornings"); None for none or several."""
    named = channels_in(words)
    return named[0] if len(named) == 1 else None


def row_of(item: OwedItem, manner: Manner | None, now: datetime) -> Row:
    """The row of an owed thing, seen at ``now`` in the firm's zone."""
    return Row(
        key=(item.kind, item.source_id),
        title=item.title,
        subtitle=_who(item.whose.client, manner),
        icon=_icon(item),
        text=_sentence(item, now),
        chips=(_chip(item, now),),
        action=action_of(item, manner),
        tip=item.text,
    )


def forgotten_row(one: Forgotten, manner: Manner | None) -> Row:
    """The row of a matter without a next date (D2)."""
    return Row(
        key=("forgotten", one.matter.id),
        title=one.matter.title,
        subtitle=_who(one.matter.client, manner),
        icon="matter",
        text=one.reason,
        chips=(chips.urgent(translate("Today", "forgotten file"), shape=False),),
        action=translate("Today", "Set schedule"),
    )


def action_of(item: OwedItem, manner: Manner | None) -> str:
    """The one thing to do about it."""
    if item.kind is OwedKind.ANSWER:
        return translate("Today", "Answer")
    if item.kind is OwedKind.ACKNOWLEDGEMENT:
        return translate("Today", "Acknowledge")
    if item.kind is OwedKind.UPDATE:
        return _update_action(item)
    if item.kind is OwedKind.DEVELOPMENT or is_for_client(item):
        return _tell_action(read_channel(manner.preferred_channel) if manner else None)
    return translate("Today", "Done")


def is_for_client(item: OwedItem) -> bool:
    """Whether a key date is one to tell the client of, rather than one to tick off."""
    key = item.source
    return isinstance(key, KeyDateRow) and key.client_attends and key.kind is KeyDateKind.HEARING


def update_by_report(item: OwedItem) -> bool:
    """Whether the update goes out on paper, so that preparing it is printing the status report."""
    return isinstance(item.source, UpdateDue) and item.source.format in _ON_PAPER


def _update_action(item: OwedItem) -> str:
    due = item.source
    if isinstance(due, UpdateDue) and due.format in {UpdateFormat.PHONE, UpdateFormat.MEETING}:
        return (
            translate("Today", "Log call")
            if due.format is UpdateFormat.PHONE
            else translate("Today", "Log meeting")
        )
    if item.state is OwedState.UPCOMING:
        return translate("Today", "Prepare")
    return translate("Today", "Write update")


def _tell_action(preferred: Channel | None) -> str:
    written = {Channel.EMAIL, Channel.LETTER, Channel.PORTAL, Channel.TEXT}
    if preferred in written:
        return translate("Today", "Log message")
    return translate("Today", "Log call")


def _who(client: str, manner: Manner | None) -> str:
    parts = [client]
    if manner and manner.interpreter:
        parts.append(translate("Today", "interpreter: {language}").format(language=manner.language or "yes"))
    elif manner and manner.preferred_channel:
        channel = read_channel(manner.preferred_channel)
        said = channel.spoken if channel else manner.preferred_channel
        parts.append(translate("Today", "prefers {channel}").format(channel=said))
    return " · ".join(parts)


def _icon(item: OwedItem) -> str:
    source = item.source
    if isinstance(source, AwaitingReply):
        return source.channel.value
    if isinstance(source, DevelopmentRow):
        return "court" if source.kind in _FROM_COURT else "bell"
    return {OwedKind.UPDATE: "update", OwedKind.FOLLOW_UP: "handshake"}.get(item.kind, "key-date")


def _sentence(item: OwedItem, now: datetime) -> str:
    source = item.source
    if isinstance(source, AwaitingReply):
        when = source.occurred_at.astimezone(now.tzinfo)
        day = say_time(when) if when.date() == now.date() else say_day(when, now)
        said = " ".join(source.summary.split())
        return translate("Today", "{channel} of {day}: {summary}").format(
            channel=channel_word(source.channel), day=day, summary=said
        )
    if isinstance(source, FollowUpRow):
        who = f" ({source.who})" if source.who else ""
        return translate("Today", "Follow-up: {text}").format(text=source.text + who)
    if isinstance(source, KeyDateRow):
        parts = [source.title, source.place]
        if is_for_client(item):
            parts.append(translate("Today", "tell the client date and place"))
        return ", ".join(part for part in parts if part)
    return item.text


def _chip(item: OwedItem, now: datetime) -> Chip:
    due = item.due
    if due is None:
        return chips.plain(translate("Today", "with the next update"))
    if item.state is OwedState.OVERDUE:
        late = say_late(due, now)
        if item.kind is OwedKind.ANSWER:
            late = translate("Today", "{late}, answer").format(late=late)
        return chips.late(late)
    if item.state is OwedState.DUE:
        return _due_chip(item, due, now)
    if item.urgent:
        return chips.urgent(translate("Today", "{day}, urgent").format(day=_said(due, now)))
    return chips.plain(_said(due, now))


def _due_chip(item: OwedItem, due: datetime | date, now: datetime) -> Chip:
    if isinstance(due, datetime):
        by = translate("Today", "by {time}").format(time=say_time(due.astimezone(now.tzinfo)))
        return (
            chips.urgent(translate("Today", "{by}, urgent").format(by=by)) if item.urgent else chips.todo(by)
        )
    if due < now.date():  # past the ideal interval, within the longest one (D1)
        source = item.source
        if isinstance(source, UpdateDue) and source.latest_on:
            latest = say_day(source.latest_on, now, near=True)
            return chips.urgent(translate("Today", "by {day} at the latest").format(day=latest))
        return chips.urgent(say_late(due, now))
    return chips.todo(translate("Today", "today"))


def _said(due: datetime | date, now: datetime) -> str:
    if isinstance(due, datetime):
        return say_moment(due.astimezone(now.tzinfo), now)
    return say_day(due, now)
