"""One owed thing as a row: the sentence, the chip, and the word on its button."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.clients.queries import Manner
from app.contactlog.queries import AwaitingReply
from app.contactlog.wishes import channels_in
from app.contactlog.words import Channel
from app.kernel.duty import Duty, DutyKind
from app.kernel.numbers import say_number
from app.kernel.said import say_day
from app.matters.development_queries import DevelopmentRow
from app.matters.words import DevelopmentKind
from app.owed import saying
from app.owed.division import Share
from app.owed.items import OwedItem, OwedKind
from app.owed.queries import Forgotten
from app.owed.saying import Standing, is_for_client, say_due, say_item, say_put_off, say_share
from app.schedule.queries import UpdateDue
from app.schedule.words import UpdateFormat
from ui.kit import chips
from ui.kit.chips import Chip
from ui.kit.row_model import Row
from ui.today.duty_doings import WORDS

translate = partial(QCoreApplication.translate, "Today")

_FROM_COURT = {
    DevelopmentKind.RULING,
    DevelopmentKind.HEARING,
    DevelopmentKind.FILING,
    DevelopmentKind.PROCEDURE,
}
_OF_DUTY = {
    DutyKind.TERMS: "pencil",
    DutyKind.COSTS: "dollar-sign",
    DutyKind.CONCERN: "flag",
    DutyKind.FEEDBACK: "star",
    DutyKind.ACCESS: "lock",
    DutyKind.POLICY: "scale",
    DutyKind.TRAINING: "users",
    DutyKind.RETENTION: "hourglass",
}
"""As its room has it on *Client care*."""
_SPOKEN = {UpdateFormat.PHONE, UpdateFormat.MEETING}
_CHIPS = {
    Standing.LATE: chips.late,
    Standing.SOON: chips.urgent,
    Standing.TODO: chips.todo,
    Standing.PLAIN: chips.plain,
}


def channel_word(channel: Channel) -> str:
    """One contact by that channel: "Call", "E-mail"."""
    return saying.channel_word(channel)


def say_of(item: OwedItem, now: datetime) -> str:
    """What is owed and when, in one line."""
    return f"{say_item(item, now)} ({say_due(item, now).words})"


def read_channel(words: str) -> Channel | None:
    """The one channel that a profile's free words name ("Phone, mornings"); None for none or several."""
    named = channels_in(words)
    return named[0] if len(named) == 1 else None


def row_of(item: OwedItem, manner: Manner | None, now: datetime, *, level: int = 0, owner: str = "") -> Row:
    """The row of an owed thing, seen at ``now`` in the firm's zone. ``owner``: who owes it, where it is another."""
    due = say_due(item, now)
    text = say_item(item, now)
    if item.put_off is not None:
        said = say_put_off(item.put_off, now)
        text = f"{said[:1].upper()}{said[1:]} · {text}"
    return Row(
        key=(item.kind, item.source_id),
        title=item.title,
        subtitle=_who(item.whose.client, manner, owner),
        icon=_icon(item),
        text=text,
        chips=(_CHIPS[due.standing](due.words),),
        action=action_of(item, manner),
        tip=item.text,
        more=True,
        level=level,
    )


def forgotten_row(one: Forgotten, manner: Manner | None, *, level: int = 0) -> Row:
    """The row of a matter without a next date (D2)."""
    return Row(
        key=("forgotten", one.matter.id),
        title=one.matter.title,
        subtitle=_who(one.matter.client, manner),
        icon="matter",
        text=one.reason,
        chips=(chips.urgent(translate("forgotten file"), shape=False),),
        action=translate("Set schedule"),
        level=level,
    )


def person_row(share: Share, now: datetime, *, unfolded: bool) -> Row:
    """The row of somebody of the firm, above what they owe."""
    note = ""
    if share.left:
        note = translate("not at the firm any more")
    elif share.away_until is not None:
        until = say_day(share.away_until, now.date())
        words = translate("away until {day}; {name} stands in")
        if not share.stand_in:
            words = translate("away until {day}; nobody stands in")
        note = words.format(day=until, name=share.stand_in)
    pressing: list[Chip] = []
    if share.late:
        pressing.append(chips.late(translate("{count} late").format(count=say_number(share.late))))
    if today := share.pressing - share.late:
        pressing.append(chips.todo(translate("{count} today").format(count=say_number(today))))
    return Row(
        key=("person", share.person_id),
        title=share.name or translate("In nobody's name"),
        subtitle=note,
        text=say_share(share),
        icon="chevron-down" if unfolded else "chevron-right",
        chips=tuple(pressing),
        tip=translate("Enter shows or hides what they owe"),
    )


def action_of(item: OwedItem, manner: Manner | None) -> str:
    """The one thing to do about it."""
    if item.kind is OwedKind.ANSWER:
        return translate("Answer", "button")
    if item.kind is OwedKind.ACKNOWLEDGEMENT:
        return translate("Acknowledge")
    if item.kind is OwedKind.UPDATE:
        return _update_action(item)
    if isinstance(item.source, Duty):
        kind = item.source.kind
        return translate(WORDS[kind]) if kind in WORDS else translate("Open", "button")
    if item.kind is OwedKind.DEVELOPMENT or is_for_client(item):
        return _tell_action(read_channel(manner.preferred_channel) if manner else None)
    return translate("Done")


def update_is_written(item: OwedItem) -> bool:
    """Whether the update is written, in the composer; one by phone or in a meeting is logged as it is held."""
    return not (isinstance(item.source, UpdateDue) and item.source.format in _SPOKEN)


def _update_action(item: OwedItem) -> str:
    if not update_is_written(item):
        spoken = isinstance(item.source, UpdateDue) and item.source.format is UpdateFormat.PHONE
        return translate("Log call") if spoken else translate("Log meeting")
    return translate("Write update")


def _tell_action(preferred: Channel | None) -> str:
    written = {Channel.EMAIL, Channel.LETTER, Channel.PORTAL, Channel.TEXT}
    if preferred in written:
        return translate("Log message")
    return translate("Log call")


def _who(client: str, manner: Manner | None, owner: str = "") -> str:
    parts = [client]
    if manner and manner.interpreter:
        parts.append(
            translate("interpreter: {language}").format(language=manner.language or translate("yes"))
        )
    elif manner and manner.preferred_channel:
        channel = read_channel(manner.preferred_channel)
        said = channel.spoken if channel else manner.preferred_channel
        parts.append(translate("prefers {channel}").format(channel=said))
    if owner:
        parts.append(translate("for {name}").format(name=owner))
    return " · ".join(parts)


def _icon(item: OwedItem) -> str:
    source = item.source
    if item.put_off is not None:
        return "hourglass"
    if isinstance(source, AwaitingReply):
        return source.channel.value
    if isinstance(source, DevelopmentRow):
        return "court" if source.kind in _FROM_COURT else "bell"
    if isinstance(source, Duty):
        return _OF_DUTY.get(source.kind, "house")
    icons = {OwedKind.UPDATE: "update", OwedKind.FOLLOW_UP: "handshake"}
    return icons.get(item.kind, "key-date")
