"""What stands under each question of the first hour: the default that holds, and the form that changes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from app.kernel.said import weekday_name
from app.people.queries import ColleagueRow
from app.workdays.worktime import WorkTime
from ui.kit import theme
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.settings.hours_view import week_lines
from ui.settings.roles import role_words


class Lines(QWidget):
    """Two columns of words: what, and what holds."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """These, in place of those before."""
        _empty(self._grid)
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(6))
        for number, (what, says) in enumerate(lines):
            value = Label(says)
            value.setAccessibleName(f"{what}: {says}")
            self._grid.addWidget(Label(what, tone=Tone.DIM), number, 0)
            self._grid.addWidget(value, number, 1)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


class Panel(QWidget):
    """Lines and one button: `asked()`."""

    asked = Signal()

    def __init__(self, name: str, action: str) -> None:
        super().__init__()
        self.lines = Lines(name)
        self.button = Button(action, self.asked.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self.lines)
        column.addWidget(self.button)
        column.addStretch(1)


def at_top(part: QWidget) -> QWidget:
    """A part of another page with the room that is left under it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(part)
    column.addStretch(1)
    return box


def hours_lines(where: WorkTime) -> list[tuple[str, str]]:
    """The week: "Monday – Friday", "9:00 – 17:00"."""
    return [
        (" – ".join(map(weekday_name, dict.fromkeys((first, last)))), says)
        for first, last, says in week_lines(where)
    ]


def people_lines(people: Sequence[ColleagueRow]) -> list[tuple[str, str]]:
    """Who is at the firm, and as what."""
    return [(one.name, one.job_title or role_words(one.role)) for one in people]
