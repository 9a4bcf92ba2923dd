"""Two values side by side, one of them chosen: by a click, or by the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui.kit import theme
from ui.kit.chips import Tone
from ui.kit.labels import Label


class _Value(QWidget):
    """A radio button with words that may take several lines."""

    def __init__(self, words: str, said: str, *, bold: bool = False) -> None:
        super().__init__()
        self.radio = QRadioButton()
        self.radio.setAccessibleName(said)
        self.words = Label(words, "bold" if bold else "text", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S)
        row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.click()
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)


class Pair(QWidget):
    """Which of two; `changed(0 or 1)`. Its two cells stand in the grid of `Beside`; itself it is never shown."""

    changed = Signal(object)

    def __init__(self, name: str, values: tuple[str, str], parent: QWidget, *, bold: bool = False) -> None:
        super().__init__(parent)
        self.hide()
        self.cells = tuple(_Value(words, f"{name}: {words}", bold=bold) for words in values)
        self._group = QButtonGroup(self)
        for number, cell in enumerate(self.cells):
            self._group.addButton(cell.radio, number)
        self.set_value(0)
        self._group.idToggled.connect(self._on_group_toggled)

    def value(self) -> int:
        """0 for the left one, 1 for the right one."""
        return self._group.checkedId()

    def set_value(self, value: int) -> None:
        """Choose."""
        self._group.button(value).setChecked(True)

    def _on_group_toggled(self, number: int, on: bool) -> None:
        if on:
            self.changed.emit(number)


class Beside(QWidget):
    """Lines of a name and two columns."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnMinimumWidth(0, theme.px(96))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._grid.setHorizontalSpacing(theme.px(18))
        self._grid.setVerticalSpacing(theme.px(10))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def choose(self, name: str, values: tuple[str, str], *, bold: bool = False) -> Pair:
        """One more line, of which one is chosen."""
        pair = Pair(name, values, self, bold=bold)
        self._line(name, pair.cells)
        return pair

    def tell(self, name: str, values: tuple[str, str]) -> None:
        """One more line to be read."""
        self._line(name, [Label(words, wrap=True, tone=Tone.DIM) for words in values])

    def _line(self, name: str, cells: Sequence[QWidget]) -> None:
        row = self._grid.rowCount()
        label = Label(name, tone=Tone.DIM)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        for column, cell in enumerate(cells, 1):
            self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
