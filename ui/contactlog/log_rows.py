"""Columns of the contact log's list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.contactlog.listing import LogRow
from app.contactlog.rules import late_note
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.said import say_day, say_time
from ui.kit import chips
from ui.kit.chips import Chip
from ui.kit.tables import Column


def columns(now: Callable[[], datetime]) -> tuple[Column[LogRow], ...]:
    """When, how, whom, what was said, and its state."""

    def day(row: LogRow) -> str:
        moment = now()
        return say_day(row.occurred_at.astimezone(moment.tzinfo).date(), moment.date())

    def clock(row: LogRow) -> str:
        return say_time(row.occurred_at.astimezone(now().tzinfo))

    return (
        Column("when", "When", day, second=clock, width=128, icon=icon_of, sortable=False),
        Column("how", "How", how, second=length, width=110, sortable=False),
        Column("whom", "Matter", matter, second=client, stretch=1, bold=True, sortable=False),
        Column("said", "What was said", said, second=rest, stretch=2, sortable=False),
        Column("state", "State", lambda row: "", chip=state, width=150, sortable=False),
    )


def icon_of(row: LogRow) -> str:
    """The channel's icon."""
    return row.channel.value


def how(row: LogRow) -> str:
    """As in "Phone out", "Meeting", "Note"."""
    is_talk = row.channel in {Channel.MEETING, Channel.VIDEO}  # neither side sends it
    way = "" if is_talk or row.direction is Direction.INTERNAL else f" {row.direction.value}"
    return f"{row.channel.label}{way}"


def length(row: LogRow) -> str:
    """The outcome where nobody was reached, or the minutes, or who wrote it."""
    if row.outcome in {Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER}:
        return row.outcome.label
    return f"{row.duration_minutes} min" if row.duration_minutes else ""


def matter(row: LogRow) -> str:
    """The matter's title, or the client where there is no matter."""
    return row.matter_title or row.client


def client(row: LogRow) -> str:
    """Number and client."""
    return " · ".join(part for part in (row.matter_number, row.client if row.matter_title else "") if part)


def said(row: LogRow) -> str:
    """The first line of what was said."""
    return _lines(row)[0]


def rest(row: LogRow) -> str:
    """What follows, in the second line; who wrote it where nothing follows."""
    return _lines(row)[1] or row.author


def state(row: LogRow) -> Chip | None:
    """The one thing to know of it."""
    if row.withdrawn_at is not None:
        return chips.plain("withdrawn")
    if row.is_update:
        return chips.update("client update")
    if row.needs_reply:
        return chips.urgent("urgent, needs a reply") if row.urgent else chips.todo("needs a reply")
    if late_note(row.occurred_at, row.written_at):
        return Chip("written late", chips.Tone.SOON)
    return chips.plain("amended") if row.version > 1 else None


def _lines(row: LogRow) -> tuple[str, str]:
    words = " ".join(row.summary.split())
    if not words:
        return ("No words" if row.channel is Channel.NOTE else how(row)), ""
    if len(words) <= 90:
        return words, ""
    cut = words.rfind(" ", 40, 90)
    cut = cut if cut > 0 else 90
    return words[:cut], words[cut:].strip()
