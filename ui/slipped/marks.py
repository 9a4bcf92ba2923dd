"""How a promise looks and what is said of it: word, shape and colour (LOOK.md)."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from app.owed.items import OwedKind
from app.owed.slipped.lines import Line, LineState, say_line_late
from app.owed.slipped.saying import say_due_at, say_given_at, say_thing
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
    parts = [say_given_at(line, now)]
    if line.due_on is not None:
        parts.insert(0, translate("Slipped", "due {day}").format(day=say_due_at(line, now)))
    elif line.due is not None:
        parts.insert(0, translate("Slipped", "due {moment}").format(moment=say_due_at(line, now)))
    return " · ".join(part for part in parts if part)


def spoken(line: Line, now: datetime) -> str:
    """The whole line as one sentence, for tips and screen readers."""
    parts = [say_thing(line.kind), chip_of(line, now).text, line.text, when_words(line, now), line.why]
    return ". ".join(part for part in parts if part)
