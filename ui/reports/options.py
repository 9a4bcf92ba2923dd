"""What can be chosen of a document before it is made, above its preview."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.errors import Invalid, Problem
from app.workspace import Workspace
from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.day_picker import DayPicker
from ui.kit.fields import DateWords
from ui.kit.labels import Label
from ui.kit.pausing import after_typing
from ui.schedule.desk import Desk

TYPING_PAUSE = 600
"""Milliseconds without a key after which the document is made anew."""


class Options(QWidget):
    """`changed()`: the document is made anew."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(6))

    def has_focus(self) -> bool:
        """Whether somebody is choosing."""
        return any(one.hasFocus() for one in self.findChildren(QWidget))


class TickOption(Options):
    """One box."""

    def __init__(self, words: str, why: str = "") -> None:
        super().__init__()
        self.tick = QCheckBox(words)
        self.tick.toggled.connect(lambda _: self.changed.emit())
        self.column.addWidget(self.tick)
        if why:
            self.column.addWidget(Label(why, tone=Tone.DIM, wrap=True))


class HistoryOptions(TickOption):
    """For whom a contact history is, from which day to which, and as known by when: as on the command line."""

    def __init__(self, workspace: Workspace, desk: Desk, words: str) -> None:
        super().__init__(words)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.first, self.last, self.known_by = (
            DateWords(desk.parse_back, desk.say, placeholder=words)
            for words in (self.tr("the beginning"), self.tr("today"), self.tr("now"))
        )
        self._fields = {
            "from": (self.tr("&From"), self.first),
            "to": (self.tr("&To"), self.last),
            "known_by": (self.tr("As &known by"), self.known_by),
        }
        self._typing = after_typing(self, TYPING_PAUSE, self.changed.emit)
        for words, field in self._fields.values():
            DayPicker(field, workspace)
            label = Label(words, tone=Tone.DIM)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            field.changed.connect(self._typing.start)
            row.addWidget(label)
            row.addWidget(field, 1)
        self.column.addLayout(row)

    def check(self) -> None:
        """Raises Invalid where words are no day."""
        problems = [
            Problem(name, "no-date", self.tr("Say the day: “8 Dec”, “last Tue”, “3 weeks ago”."))
            for name, (_, field) in self._fields.items()
            if field.is_nonsense()
        ]
        if problems:
            raise Invalid(problems)
