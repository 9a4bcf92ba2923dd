"""Two values side by side, one of them chosen: by a click, or by the arrow keys."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui.kit import paint, theme
from ui.kit.chips import Tone
from ui.kit.labels import Label


class Cell(NamedTuple):
    """The words of one side, and what chooses them."""

    words: Label
    radio: QRadioButton | None


class Pair(QWidget):
    """Which of two; `changed(0 or 1)`. Its two cells stand in the lines of `Beside`; itself it is never shown."""

    changed = Signal(object)

    def __init__(self, name: str, values: tuple[str, str], parent: QWidget, *, bold: bool = False) -> None:
        super().__init__(parent)
        self.hide()
        self._group = QButtonGroup(self)
        self._radios: dict[QObject, QRadioButton] = {}
        self.cells = tuple(self._cell(name, words, parent, bold=bold) for words in values)
        self.set_value(0)
        self._group.idToggled.connect(self._on_group_toggled)

    def value(self) -> int:
        """0 for the left one, 1 for the right one."""
        return self._group.checkedId()

    def set_value(self, value: int) -> None:
        """Choose."""
        self._group.button(value).setChecked(True)

    def _cell(self, name: str, words: str, parent: QWidget, *, bold: bool) -> Cell:
        radio = QRadioButton(parent)
        radio.setAccessibleName(f"{name}: {' '.join(words.split())}")
        label = Label(words, "bold" if bold else "text", wrap=True, parent=parent)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.installEventFilter(self)
        self._group.addButton(radio, len(self._radios))
        self._radios[label] = radio
        return Cell(label, radio)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and watched in self._radios:
            self._radios[watched].click()
            self._radios[watched].setFocus(Qt.FocusReason.MouseFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _on_group_toggled(self, number: int, on: bool) -> None:
        if on:
            self.changed.emit(number)


class Beside(QWidget):
    """Lines of a name and two columns, each as high as its words."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[Label, tuple[Cell, ...]]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.bus().changed.connect(self._place)

    def choose(self, name: str, values: tuple[str, str], *, bold: bool = False) -> Pair:
        """One more line, of which one is chosen."""
        pair = Pair(name, values, self, bold=bold)
        self._add(name, pair.cells)
        return pair

    def tell(self, name: str, values: tuple[str, str]) -> None:
        """One more line to be read."""
        labels = [Label(words, wrap=True, parent=self) for words in values]
        for label in labels:
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._add(name, tuple(Cell(label, None) for label in labels))

    def heightForWidth(self, width: int) -> int:
        return self._flow(width, place=False)

    def sizeHint(self) -> QSize:
        wide = max(self.width(), theme.px(600))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.line_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _add(self, name: str, cells: tuple[Cell, ...]) -> None:
        label = Label(name, tone=Tone.DIM, parent=self)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._lines.append((label, cells))
        self.updateGeometry()

    def _place(self) -> None:
        self._flow(self.width(), place=True)
        self.updateGeometry()

    def _flow(self, width: int, *, place: bool) -> int:
        """The height of it all in a width; each thing is put at its place where that is wanted."""
        names, gap, mark = theme.px(100), theme.px(16), theme.px(24)
        column = max((width - names - 2 * gap) // 2, theme.px(80))
        y = 0
        for label, cells in self._lines:
            high = max(cell.words.heightForWidth(column - mark) for cell in cells)
            if place:
                label.setGeometry(paint.seen_in(self, QRect(0, y, names, theme.line_height())))
                for number, cell in enumerate(cells):
                    self._put(cell, QPoint(names + gap + number * (column + gap), y), column - mark, high)
            y += high + theme.px(10)
        return y

    def _put(self, cell: Cell, at: QPoint, width: int, height: int) -> None:
        mark = theme.px(24)
        if cell.radio is not None:
            size = cell.radio.sizeHint()
            down = (theme.line_height() - size.height()) // 2
            place = QRect(at.x(), at.y() + down, mark, size.height())
            cell.radio.setGeometry(paint.seen_in(self, place))
        cell.words.setGeometry(paint.seen_in(self, QRect(at.x() + mark, at.y(), width, height)))
