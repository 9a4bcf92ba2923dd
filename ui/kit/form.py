"""A form: labels at the left, fields at the right, each rule's sentence under the field it is about.

form = Form()
form.add("Firm", self.firm, "firm")
…
except Invalid as error: form.show_problems(error.problems)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.announcing import speak
from ui.kit.chips import Tone
from ui.kit.flow import Flow
from ui.kit.labels import Label
from ui.kit.text_field import DoubtfulField

if TYPE_CHECKING:
    from app.kernel.errors import Problem


class _Line:
    """One line of the form: what shows a problem and what gets the keyboard.

    ``whole``: what stands in the line, where the field shares it with others.
    """

    def __init__(
        self, label: Label, field: QWidget, problem: Label, cell: QVBoxLayout, hint: Label | None = None
    ) -> None:
        self.label, self.field, self.problem, self.cell, self.hint = label, field, problem, cell, hint
        self.whole = field
        self.sign: QWidget | None = None
        self.why: Label | None = None

    def describe(self) -> None:
        """What is heard with the field: what is wrong, or else why it is asked, or else its hint."""
        said = (one.text() for one in (self.problem, self.why, self.hint) if one is not None)
        self.field.setAccessibleDescription(next(filter(None, said), ""))


class _Doubt(Label):
    """What else the words of a date could mean, under the field: a narrow one cannot hold the sentence."""

    def __init__(self, field: DoubtfulField) -> None:
        super().__init__("", "small", tone=Tone.SOON, wrap=True)
        self._field = field
        self.hide()
        field.changed.connect(self._show)

    def _show(self) -> None:
        said = self._field.doubt()
        is_new = bool(said) and not self.text().endswith(said)
        self.setText(f"▲ {said}" if said else "")
        self.setVisible(bool(said))
        if is_new:
            speak(self, said)


class _Together(Flow):
    """Fields in one line, or in more of them: as high as they are in the width that they have, and no higher."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(self.width())) if self.width() else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _call(field: QWidget, label: str) -> None:
    """What a field is called: as its label, where it does not say so itself."""
    says = field.text() if isinstance(field, QAbstractButton) else ""
    if not field.accessibleName() and not says:
        field.setAccessibleName(label.replace("&", ""))


class Form(QWidget):
    """Rows of label and field. Field names are those of the rules' `Problem.field`."""

    def __init__(self, parent: QWidget | None = None, *, label_width: int = 96) -> None:
        super().__init__(parent)
        self._label_width = label_width
        self._lines: dict[str, _Line] = {}
        self._also: dict[str, str] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._general = Label("", tone=Tone.LATE, wrap=True)
        self._general.hide()
        self._grid.addWidget(self._general, 0, 0, 1, 2)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def add(self, label: str, field: QWidget, name: str = "", *, hint: str = "", term: str = "") -> QWidget:
        """One more line; ``hint`` is a dim sentence under the field, ``term`` what is explained beside the label
        (`ui.kit.terms`). Answers the field."""
        words = Label(label, tone=Tone.DIM)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words.setMinimumHeight(theme.px(30))
        words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if field.focusProxy() is not None and field.focusPolicy() == Qt.FocusPolicy.NoFocus:
            # A label's key skips a buddy that takes no focus.
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words.setBuddy(field)
        _call(field, label)
        problem = Label("", "small", tone=Tone.LATE, wrap=True)
        problem.hide()
        row = self._grid.rowCount()
        cell = QVBoxLayout()
        cell.setSpacing(theme.XS)
        if isinstance(field, Label) and field.wordWrap():
            # The first of its lines stands level with the label.
            cell.setContentsMargins(0, theme.px(6), 0, theme.px(6))
        cell.addWidget(field)
        said = Label(hint, "small", tone=Tone.DIM, wrap=True) if hint else None
        if said is not None:
            cell.addWidget(said)
            field.setAccessibleDescription(hint)
        for one in (field, *field.findChildren(DoubtfulField)):
            if isinstance(one, DoubtfulField) and one.doubts:
                cell.addWidget(_Doubt(one))
        cell.addWidget(problem)
        self._grid.addLayout(cell, row, 1)
        self._lines[name or label] = line = _Line(words, field, problem, cell, said)
        if term:
            from ui.kit.terms import explain

            line.sign = explain(field, term)
            beside = QHBoxLayout()
            beside.setSpacing(0)
            beside.addWidget(words, 1)
            beside.addWidget(line.sign)
            self._grid.addLayout(beside, row, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        return field

    def add_together(self, label: str, *fields: tuple[QWidget, str, int]) -> None:
        """Several fields in one line: (field, name, stretch) each; their problems stand under the line. Where they do
        not fit they go on in the next."""
        box = _Together()
        level = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        level.setHeightForWidth(True)
        box.setSizePolicy(level)  # its label stands level with it
        none_grows = not any(stretch for _, _, stretch in fields)
        for field, _, stretch in fields:
            grows = field.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal
            box.add(field, share=stretch or (1 if none_grows and grows else 0))
        box.setFocusProxy(fields[0][0])
        box.setAccessibleName(label)
        self.add(label, box, fields[0][1])
        line = self._lines[fields[0][1]]
        for field, name, _ in fields:
            _call(field, label)
            self._lines[name] = shared = _Line(line.label, field, line.problem, line.cell)
            shared.whole = box

    def add_wide(self, widget: QWidget, *, labels_too: bool = False) -> None:
        """Something under the fields, as wide as they are (or as the labels too): a banner, a list."""
        row = self._grid.rowCount()
        self._grid.addWidget(widget, row, 0 if labels_too else 1, 1, 2 if labels_too else 1)

    def also(self, name: str, field: str) -> None:
        """What the rules say of ``name`` stands by ``field``, too."""
        self._also[name] = field

    def label_room(self) -> int:
        """Pixels that the labels take as the form is laid out now: more than they were given where one is longer."""
        return self._grid.cellRect(0, 0).width()

    def set_label(self, name: str, label: str) -> None:
        """Other words at the left of a line ("Tells her of")."""
        self._lines[name].label.setText(label)

    def say_why(self, name: str, words: str) -> None:
        """Why a line is asked just now, in the ink of "look here" under its field and heard with it; empty: no more."""
        line = self._lines[name]
        if line.why is None and not words:
            return
        if line.why is None:
            line.why = Label("", "small", tone=Tone.SOON, wrap=True)
            line.cell.insertWidget(line.cell.indexOf(line.whole) + 1, line.why)
        said = f"▲ {words}" if words else ""
        is_new = bool(said) and line.why.text() != said
        line.why.setText(said)
        line.why.setVisible(bool(said) and not line.whole.isHidden())
        line.describe()
        if is_new:
            speak(self, words)

    def show_row(self, name: str, shown: bool) -> None:
        """Show or hide a line that only some need, with all fields that stand in it."""
        line = self._lines[name]
        line.label.setVisible(shown)
        line.whole.setVisible(shown)
        if line.hint is not None:
            line.hint.setVisible(shown)
        if line.sign is not None:
            line.sign.setVisible(shown)
        if line.why is not None:
            line.why.setVisible(shown and bool(line.why.text()))
        line.problem.setVisible(shown and bool(line.problem.text()))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Each sentence under its field; what belongs to no field on top. The first field gets the
        keyboard."""
        self.clear_problems()
        general = []
        first: QWidget | None = None
        for problem in problems:
            line = self._lines.get(self._also.get(problem.field, problem.field))
            if line is None:
                general.append(problem.message)
                continue
            told = line.problem.text()
            line.problem.setText(f"{told} {problem.message}".strip())
            line.problem.show()
            line.describe()
            first = first or line.field
        self._general.setText(" ".join(general))
        self._general.setVisible(bool(general))
        speak(self, " ".join(problem.message for problem in problems), at_once=True)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: Exception) -> None:
        """Problems by field, or the sentence by its field; anything but a `LiaisonError` is a bug and goes
        on."""
        from app.kernel.errors import Invalid, LiaisonError, Problem

        if isinstance(error, Invalid):
            self.show_problems(error.problems)
        elif isinstance(error, LiaisonError):
            self.show_problems([Problem(error.field or "", error.code, error.message)])
        else:
            raise error

    def clear_problems(self) -> None:
        """Nothing is wrong (any more)."""
        self._general.hide()
        wrong = [line for line in self._lines.values() if line.problem.text()]
        for line in self._lines.values():
            line.problem.setText("")
            line.problem.hide()
        for line in wrong:
            line.describe()

    def fields(self) -> dict[str, QWidget]:
        """Every field by its name."""
        return {name: line.field for name, line in self._lines.items()}

    def problem_texts(self) -> dict[str, str]:
        """What is shown by which field."""
        return {name: line.problem.text() for name, line in self._lines.items() if line.problem.text()}

    def _restyle(self) -> None:
        self._grid.setColumnMinimumWidth(0, theme.px(self._label_width))
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(8))
