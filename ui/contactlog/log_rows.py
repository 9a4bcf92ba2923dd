"""Columns of the contact log's list, and how what was said is drawn with the words that were looked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from app.contactlog.rules import written_late
from app.contactlog.said import how as said_how
from app.contactlog.words import Outcome
from app.kernel.language import tr
from app.kernel.said import say_day, say_time
from app.kernel.spans import say_minutes
from ui.kit import chips, paint, theme
from ui.kit.chips import Chip
from ui.kit.tables import Column
from ui.search.looking import BLANK, Line
from ui.search.marking import draw_lines
from ui.search.words import where_words


def columns(now: Callable[[], datetime]) -> tuple[Column[Line], ...]:
    """When, how and by whom, about whom, what was said, and its state."""

    def day(line: Line) -> str:
        moment = now()
        if line is BLANK:
            return ""
        return say_day(line.row.occurred_at.astimezone(moment.tzinfo).date(), moment.date())

    def clock(line: Line) -> str:
        return say_time(line.row.occurred_at.astimezone(now().tzinfo)) if line is not BLANK else ""

    return (
        Column("when", tr("When"), day, second=clock, width=160, icon=icon_of, sortable=False),
        Column("how", tr("How"), how, second=who, width=140, back=1, plain=True, sortable=False),
        Column(
            "whom",
            tr("Matter"),
            matter,
            second=client,
            stretch=3,
            least=150,
            bold=True,
            back=2,
            plain=True,
            sortable=False,
        ),
        Column("said", tr("What was said"), said, second=rest, stretch=5, sortable=False, draw=draw_said),
        Column(
            "state",
            tr("State"),
            lambda _: "",
            chip=state,
            second_chip=late,
            width=256,
            back=3,
            plain=True,
            sortable=False,
        ),
    )


def icon_of(line: Line) -> str:
    """The channel's icon."""
    return line.row.channel.value if line is not BLANK else ""


def how(line: Line) -> str:
    """As in "Call out · 18 min", "Meeting", "Note"."""
    row = line.row
    if line is BLANK:
        return ""
    length = f" · {say_minutes(row.duration_minutes)}" if row.duration_minutes else ""
    return f"{said_how(row.channel, row.direction)}{length}"


def who(line: Line) -> str:
    """Who wrote it; where nobody was reached, that."""
    if line.row.outcome in {Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER}:
        return line.row.outcome.label
    return line.row.author


def matter(line: Line) -> str:
    """The matter's title, or the client where there is no matter."""
    return line.row.matter_title or line.row.client


def client(line: Line) -> str:
    """Number and client."""
    row = line.row
    return " · ".join(part for part in (row.matter_number, row.client if row.matter_title else "") if part)


def said(line: Line) -> str:
    """What was said or, of what was found, the stretch with the words in it."""
    if line.found is not None and line.found.snippet:
        return line.found.snippet
    words = " ".join(line.row.summary.split())
    return words or ("" if line is BLANK else how(line))


def rest(line: Line) -> str:
    """Where it was found, if not in what was said."""
    return where_words(line.found) if line.found is not None else ""


def draw_said(painter: QPainter, box: QRect, line: Line, ink: QColor, faint: QColor) -> None:
    """Two lines of what was said; one, where the other says where it was found."""
    marks = line.found.marks if line.found is not None and line.found.snippet else ()
    spans = [(mark.start, mark.start + mark.length) for mark in marks]
    place = rest(line)
    high = theme.line_height()
    upper = QRect(box.left(), box.center().y() - high, box.width(), high)
    draw_lines(painter, upper, said(line), spans, ink, lines=1 if place else 2)
    if place:
        paint.text(painter, upper.translated(0, high), place, faint, theme.font())


def state(line: Line) -> Chip | None:
    """The one thing to know of it."""
    row = line.row
    if row.withdrawn_at is not None:
        return chips.plain(tr("withdrawn"))
    if row.is_update:
        return chips.client_update()
    if row.needs_reply and row.is_answered:
        return chips.done(tr("answered"))
    words, is_late = line.clock
    if row.needs_reply and is_late:
        return chips.late(words)
    if row.needs_reply and words:
        return chips.urgent(words) if row.urgent else chips.todo(words)
    if row.needs_reply:
        return chips.urgent(tr("urgent, needs a reply")) if row.urgent else chips.todo(tr("needs a reply"))
    return chips.plain(tr("amended")) if row.version > 1 else None


def late(line: Line) -> Chip | None:
    """Beside whatever else is to be known of it: that it was written down a day after it happened, or later (C1)."""
    shown = line is not BLANK and line.row.withdrawn_at is None and written_late(line.row)
    return chips.late_note(tr("written late")) if shown else None
