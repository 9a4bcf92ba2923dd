"""The ways to reach a client, one line each: kind, value, label, verified (PRACTICE A3)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.clients.commands import Point
from app.clients.words import PointKind, VerifiedHow
from app.kernel.errors import Problem
from ui.kit import theme
from ui.kit.buttons import IconButton, LinkButton
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import GrowingText, TextField
from ui.kit.labels import Label


def _how(kept: list[object]) -> VerifiedHow | None:
    return next((one for one in VerifiedHow if kept == [one.value]), None)


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
            ]
        )
        self.value = TextField()
        self.address = GrowingText(self.tr("as it stands on an envelope"), least=2)
        self.label = TextField(self.tr("e.g. work"))
        self.verified = QCheckBox(self.tr("verified"))
        self.how: Choice[VerifiedHow | None] = Choice(
            [
                (None, self.tr("verified, how is not noted")),
                (VerifiedHow.CALL, self.tr("verified by a call to the number on file")),
                (VerifiedHow.DOCUMENT, self.tr("verified from a document")),
                (VerifiedHow.IN_PERSON, self.tr("verified in person")),
                (VerifiedHow.OTHER, self.tr("verified in another way")),
            ]
        )
        self._was_verified = point.verified and point.how is None
        letters = self.kind.fontMetrics()
        longest = max(letters.horizontalAdvance(self.kind.itemText(n)) for n in range(self.kind.count()))
        self.kind.setFixedWidth(max(theme.px(92), longest + theme.px(40)))
        self.verified.setMinimumHeight(theme.px(30))  # in line with the fields beside it
        self.gone = IconButton("x", self.tr("Remove"), self._on_gone_clicked)
        self.problem = Label("", "small", tone=Tone.LATE, wrap=True)
        self.problem.hide()
        self.kind.set_value(point.kind)
        self._fill(point.value)
        self.label.setText(point.label)
        self.verified.setChecked(point.verified)
        self.how.set_value(point.how)
        row = QHBoxLayout()
        row.setSpacing(theme.S)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.kind, 0, top)
        row.addWidget(self.value, 5, top)
        row.addWidget(self.address, 5)
        row.addWidget(self.label, 2, top)
        row.addWidget(self.verified, 0, top)
        row.addWidget(self.gone, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addLayout(row)
        column.addWidget(self.how, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.problem)
        self.value.textEdited.connect(self._on_value_edited)
        self.address.textChanged.connect(self._on_value_edited)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.verified.toggled.connect(self._show_how)
        self._show_how()
        self._show_field()

    def number(self, number: int) -> None:
        """What each part is called: the second line is told from the first by more than its place."""
        for part, words in (
            (self.kind, self.tr("Kind of contact point {number}")),
            (self.value, self.tr("Number or address {number}")),
            (self.address, self.tr("Address {number}, in lines")),
            (self.label, self.tr("Label of contact point {number}")),
            (self.verified, self.tr("Contact point {number} verified")),
            (self.how, self.tr("How contact point {number} was verified")),
            (self.gone, self.tr("Remove contact point {number}")),
        ):
            part.setAccessibleName(words.format(number=number))

    def point(self) -> Point:
        """As the line stands; a letter's address has several lines, what is dialled has one."""
        value = self.address.text() if self._is_address() else self.value.text()
        label, verified = self.label.text().strip(), self.verified.isChecked()
        how = self.how.value() if verified and not self._was_verified else None
        return Point(self.kind.value(), value.strip(), label, verified, how)

    def focus(self) -> None:
        """The keyboard goes where the number or address is typed."""
        field = self.address if self._is_address() else self.value
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def field(self) -> QWidget:
        """Where the number or address is typed."""
        return self.address if self._is_address() else self.value

    def _is_address(self) -> bool:
        return self.kind.value() is PointKind.ADDRESS

    def _fill(self, value: str) -> None:
        if self._is_address():
            self.address.setText(value)
            return
        self.value.setText(", ".join(value.splitlines()))
        self.value.setCursorPosition(0)

    def _show_field(self) -> None:
        self.value.setVisible(not self._is_address())
        self.address.setVisible(self._is_address())
        self.setFocusProxy(self.field())

    def _on_kind_changed(self, _index: int) -> None:
        typed = self.value.text() if self._is_address() else self.address.text()
        if typed.strip():
            self._fill(typed)
        self._show_field()

    def _show_how(self, *_: object) -> None:
        """What was verified before has its history; of a new tick it is asked how."""
        self.how.setVisible(self.verified.isChecked() and not self._was_verified)

    def _on_value_edited(self, *_: object) -> None:
        self._was_verified = False
        self.verified.setChecked(False)  # another number was never verified (A3)
        self._field.edited.emit()

    def _on_gone_clicked(self) -> None:
        self._field.remove(self)


class PointsField(QWidget):
    """Any number of lines; one can always be added."""

    changed = Signal()
    edited = Signal()
    """Somebody typed in a line."""

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

    def kept(self) -> list[object]:
        """For a draft: every line, the empty ones too."""
        points = [line.point() for line in self.lines]
        return [[str(one.kind), one.value, one.label, one.verified, str(one.how or "")] for one in points]

    def show_kept(self, value: object) -> None:
        """What a draft kept."""
        kinds = {str(kind): kind for kind in PointKind}
        lines = (
            [one for one in value if isinstance(one, list) and len(one) in {4, 5}]
            if isinstance(value, list)
            else []
        )
        self.set_points(
            tuple(
                Point(kinds[kind], str(text), str(label), verified is True, _how(more))
                for kind, text, label, verified, *more in lines
                if kind in kinds
            )
        )

    def add(self, point: Point) -> PointLine:
        """One more line."""
        line = PointLine(point, self)
        self.lines.append(line)
        self._column.insertWidget(len(self.lines) - 1, line)
        self._arrange()
        self.changed.emit()
        return line

    def remove(self, line: PointLine) -> None:
        """Take a line away; what was saved of it is retired, not lost."""
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        self.setFocusProxy(self.lines[0] if self.lines else self.more)
        for number, line in enumerate(self.lines, start=1):
            line.number(number)

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
                filled[int(number)].focus()

    def _on_more_clicked(self) -> None:
        kinds = {line.kind.value() for line in self.lines}
        wanted = next((kind for kind in PointKind if kind not in kinds), PointKind.PHONE)
        self.add(Point(wanted, "")).focus()
