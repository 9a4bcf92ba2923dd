"""The ways to reach a client, one line each: kind, value, label, verified (PRACTICE A3)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.clients.commands import Point
from app.clients.words import PointKind
from app.kernel.errors import Problem
from ui.kit import theme
from ui.kit.buttons import IconButton, LinkButton
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import TextField
from ui.kit.labels import Label


class PointLine(QWidget):
    """One way to reach the client."""

    def __init__(self, point: Point, parent: PointsField) -> None:
        super().__init__(parent)
        self._field = parent
        self.kind: Choice[PointKind] = Choice(
            [
                (PointKind.PHONE, self.tr("Phone")),
                (PointKind.EMAIL, self.tr("E-mail")),
                (PointKind.ADDRESS, self.tr("Address")),
            ],
            name=self.tr("Kind of contact point"),
        )
        self.value = TextField()
        self.value.setAccessibleName(self.tr("Number or address"))
        self.label = TextField(self.tr("work, home"))
        self.label.setAccessibleName(self.tr("Label"))
        self.verified = QCheckBox(self.tr("verified"))
        self.verified.setToolTip(self.tr("By a call to the number on file"))
        self.kind.setFixedWidth(theme.px(92))
        self.gone = IconButton("x", self.tr("Remove"), self._on_gone_clicked)
        self.problem = Label("", "small", tone=Tone.LATE, wrap=True)
        self.problem.hide()
        self.kind.set_value(point.kind)
        self.value.setText(", ".join(point.value.splitlines()))
        self.value.setCursorPosition(0)  # a long address is read from its beginning
        self._lines = point.value if "\n" in point.value else ""
        self.label.setText(point.label)
        self.verified.setChecked(point.verified)
        row = QHBoxLayout()
        row.setSpacing(theme.S)
        row.addWidget(self.kind)
        row.addWidget(self.value, 5)
        row.addWidget(self.label, 2)
        row.addWidget(self.verified)
        row.addWidget(self.gone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.value.textEdited.connect(self._on_value_edited)

    def point(self) -> Point:
        """As the line stands; a letter's address keeps its lines where it was not touched."""
        value = self._lines or self.value.text().strip()
        return Point(self.kind.value(), value, self.label.text().strip(), self.verified.isChecked())

    def _on_value_edited(self, _text: str) -> None:
        self._lines = ""
        self.verified.setChecked(False)  # another number was never verified (A3)

    def _on_gone_clicked(self) -> None:
        self._field.remove(self)


class PointsField(QWidget):
    """Any number of lines; one can always be added."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[PointLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.S)
        self.more = LinkButton(self.tr("Another way to reach them"), self._on_more_clicked)
        self._column.addWidget(self.more)
        self.setFocusProxy(self.more)

    def points(self) -> tuple[Point, ...]:
        """All lines with something in them."""
        return tuple(point for line in self.lines if (point := line.point()).value)

    def set_points(self, points: tuple[Point, ...]) -> None:
        """Show these."""
        for line in list(self.lines):
            self.remove(line)
        for point in points:
            self.add(point)

    def add(self, point: Point) -> PointLine:
        """One more line."""
        line = PointLine(point, self)
        self.lines.append(line)
        self._column.insertWidget(len(self.lines) - 1, line)
        self.setFocusProxy(self.lines[0].value)
        self.changed.emit()
        return line

    def remove(self, line: PointLine) -> None:
        """Take a line away; what was saved of it is retired, not lost."""
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.setFocusProxy(self.lines[0].value if self.lines else self.more)
        self.changed.emit()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Sentences for "points.N", by their line; N counts the lines that hold something."""
        filled = [line for line in self.lines if line.point().value]
        for line in self.lines:
            line.problem.hide()
        for problem in problems:
            number = problem.field.removeprefix("points.")
            if number.isdecimal() and int(number) < len(filled):
                filled[int(number)].problem.setText(problem.message)
                filled[int(number)].problem.show()
                filled[int(number)].value.setFocus()

    def _on_more_clicked(self) -> None:
        kinds = {line.kind.value() for line in self.lines}
        wanted = next((kind for kind in PointKind if kind not in kinds), PointKind.PHONE)
        self.add(Point(wanted, "")).value.setFocus()
