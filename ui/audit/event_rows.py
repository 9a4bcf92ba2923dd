"""The trail's events as rows under the days on which they happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.deeds.queries import Deed, ReaderDay
from app.kernel.numbers import say_number
from app.kernel.said import say_long, say_time
from ui.kit import chips
from ui.kit.chips import Chip
from ui.kit.row_model import Group, Row

_ICONS = {
    "signed in": "key-round",
    "locked": "lock",
    "sign-in failed": "triangle-alert",
    "printed": "printer",
    "exported": "download",
    "saved": "download",
    "viewed": "eye",
    "imported": "inbox",
    "amended": "pencil",
    "changed": "pencil",
    "withdrawn": "x",
    "removed": "x",
    "restricted": "shield",
    "backed up": "hard-drive",
    "restored": "hard-drive",
    "verified": "circle-check",
    "done": "check",
    "moved": "calendar-clock",
}
_OF_KIND = {
    "entry": "message-square",
    "matter": "folder",
    "client": "user",
    "colleague": "users",
    "key_date": "calendar",
    "follow_up": "check",
    "development": "gavel",
    "costs_figure": "dollar-sign",
    "update_plan": "calendar-clock",
    "tray_item": "inbox",
    "firm": "house",
    "vault": "key-round",
}


class Shown(NamedTuple):
    """An event with its words, made on the worker."""

    seq: int
    at: datetime
    """In the firm's zone."""
    sentence: str
    action: str
    kind: str
    ok: bool
    matter_id: UUID | None
    object_id: UUID | None


def shown(rows: Iterable[Deed], days: ReaderDay) -> tuple[Shown, ...]:
    """What the list needs of each event."""
    return tuple(
        Shown(
            one.event.seq,
            days.local(one.event.at),
            one.sentence(days),
            one.event.action,
            one.event.kind,
            (one.event.body or {}).get("ok", True) is not False,
            one.named.matter_id if one.named else None,
            one.event.object_id,
        )
        for one in rows
    )


def groups(rows: Sequence[Shown], today: date) -> list[Group]:
    """A group for each day."""
    return [
        Group(_day(day, today), tuple(_row(one) for one in of_day))
        for day, of_day in groupby(rows, key=lambda one: one.at.date())
    ]


def said(words: str) -> str:
    """The trail's words in the window's language."""
    return QCoreApplication.translate("Audit", words)


def _day(day: date, today: date) -> str:
    back = (today - day).days
    if back in {0, 1}:
        near = said("Today") if back == 0 else said("Yesterday")
        return f"{near}, {say_long(day, today)}"
    return say_long(day, today)


def _row(one: Shown) -> Row:
    return Row(
        key=one.seq,
        title=say_time(one.at),
        subtitle=said("no. {number}").format(number=say_number(one.seq)),
        icon=_ICONS.get(one.action) or _OF_KIND.get(one.kind, "file-text"),
        text=one.sentence,
        chips=_chips(one),
    )


def _chips(one: Shown) -> tuple[Chip, ...]:
    if one.action == "sign-in failed":
        return (chips.urgent(said("wrong password")),)
    if one.action == "accepted older":
        return (chips.urgent(said("older state")),)
    if not one.ok or one.action == "backup failed":
        return (chips.urgent(said("look here")),)
    return ()
