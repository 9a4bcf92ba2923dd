"""How a promise looks and what is said of it: word, shape and colour (LOOK.md)."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from app.kernel.said import say_by, say_day, say_moment, say_time
from app.owed.items import OwedKind
from app.owed.slipped.lines import Line, LineState, say_line_late
from ui.kit.chips import Chip, Tone
from ui.kit.paint import Shape

translate = QCoreApplication.translate


class Sign(Enum):
    """What each state looks like: red is late and still open; what was given late is settled, and so
    amber and a clock: no two differ by their colour alone."""

    OWED = (Shape.TODO, Tone.PLAIN)
    GIVEN = (Shape.DONE, Tone.DONE)
    LATE = (Shape.CLOCK, Tone.SOON)
    MISSED = (Shape.LATE, Tone.LATE)
    EXCUSED = (Shape.AWAY, Tone.DIM)

    @property
    def shape(self) -> Shape:
        """Its drawing."""
        return self.value[0]

    @property
    def tone(self) -> Tone:
        """Its colour."""
        return self.value[1]


def sign_of(state: LineState) -> Sign:
    """How a state looks."""
    return Sign[state.name]


def state_word(state: LineState) -> str:
    """The state in a word."""
    return {
        LineState.OWED: translate("Slipped", "open"),
        LineState.GIVEN: translate("Slipped", "in time"),
        LineState.LATE: translate("Slipped", "given late"),
        LineState.MISSED: translate("Slipped", "still owed"),
        LineState.EXCUSED: translate("Slipped", "excused"),
    }[state]


def kind_word(kind: OwedKind) -> str:
    """What was promised."""
    return {
        OwedKind.UPDATE: translate("Slipped", "Updates"),
        OwedKind.DEVELOPMENT: translate("Slipped", "Developments"),
        OwedKind.ACKNOWLEDGEMENT: translate("Slipped", "Acknowledged"),
        OwedKind.ANSWER: translate("Slipped", "Answered"),
    }[kind]


def thing_word(kind: OwedKind) -> str:
    """One of what was promised."""
    return {
        OwedKind.UPDATE: translate("Slipped", "Update"),
        OwedKind.DEVELOPMENT: translate("Slipped", "Development"),
        OwedKind.ACKNOWLEDGEMENT: translate("Slipped", "Acknowledgement"),
        OwedKind.ANSWER: translate("Slipped", "Answer"),
    }[kind]


def icon_of(kind: OwedKind) -> str:
    """The icon of what was promised."""
    return {OwedKind.UPDATE: "file-text", OwedKind.DEVELOPMENT: "landmark"}.get(kind, "message-square")


def chip_of(line: Line, now: datetime) -> Chip:
    """The state of a line as a chip: how late, where it was; ``now`` is in the firm's zone."""
    sign = sign_of(line.state)
    words = state_word(line.state)
    if line.state is LineState.GIVEN and line.due is None:
        words = translate("Slipped", "none was due")
    elif line.state is LineState.LATE:
        words = translate("Slipped", "given {late}").format(late=say_line_late(line, now))
    elif line.state is LineState.MISSED and line.is_open:
        words = translate("Slipped", "still owed, {late}").format(late=say_line_late(line, now))
    elif line.state is LineState.MISSED:
        words = translate("Slipped", "never given")
    return Chip(words, sign.tone, sign.shape)


def when_words(line: Line, now: datetime) -> str:
    """When it was due and when it was given."""
    parts = []
    if line.due_on is not None:
        parts.append(translate("Slipped", "due {day}").format(day=say_day(line.due_on, now.date())))
    elif line.due is not None:
        due = say_by(line.due.astimezone(now.tzinfo), now)
        parts.append(translate("Slipped", "due {moment}").format(moment=due))
    if line.settled_at is not None and line.entry_id is not None:
        at = line.settled_at.astimezone(now.tzinfo)
        due_at = None if line.due is None else line.due.astimezone(now.tzinfo)
        same_day = line.due_on is None and due_at is not None and due_at.date() == at.date()
        given = say_time(at) if same_day else say_moment(at, now)
        parts.append(translate("Slipped", "given {moment}").format(moment=given))
    return " · ".join(parts)


def spoken(line: Line, now: datetime) -> str:
    """The whole line as one sentence, for tips and screen readers."""
    parts = [thing_word(line.kind), chip_of(line, now).text, line.text, when_words(line, now), line.why]
    return ". ".join(part for part in parts if part)
