"""A list, and beside it what is chosen there. Where there is no room for both, the list is a drop-down above."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.kit import theme
from ui.kit.choice import Choice
from ui.kit.row_model import Heading
from ui.kit.rows import RowList

NARROW = 640
"""Below so many pixels, at text of the usual size, the list folds."""


class Folding(QWidget):
    """`Folding(rows, right, list_width=252)`; without a width the list has two fifths. What is chosen in the
    drop-down becomes the current row of the list, which stays what the page asks."""

    def __init__(
        self, rows: RowList, right: QWidget, *, list_width: int | None = None, gap: int = 20
    ) -> None:
        """``list_width``, ``gap``: in pixels of the drawings, as of `theme.px`."""
        super().__init__()
        self._rows, self._right = rows, right
        self._list_width, self._gap = list_width, gap
        self.choice: Choice[object] = Choice([], name=rows.accessibleName())
        self.choice.activated.connect(lambda _: rows.select(self.choice.value()))
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.choice)
        self._lines.addWidget(rows, 0 if list_width else 2)
        self._lines.addWidget(right, 1 if list_width else 3)
        self.is_folded = False
        """Whether the list is a drop-down just now."""
        self.choice.hide()
        rows.model().modelReset.connect(self._offer)
        rows.selectionModel().currentChanged.connect(self._on_rows_current_changed)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def minimumSizeHint(self) -> QSize:
        """Folded, whether or not it is: else it would keep the room in which it need not."""
        wide = max(part.minimumSizeHint().width() for part in (self.choice, self._right))
        return QSize(wide, super().minimumSizeHint().height())

    def focus_list(self) -> None:
        """Give the keyboard to the list, or to what stands in its place."""
        wanted = self.choice if self.is_folded else self._rows
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        """The same rows, each with its group and the words of its chips: no colour says it here."""
        offered: list[tuple[object, str]] = []
        above = ""
        for line in self._rows.lines():
            if isinstance(line, Heading):
                above = line.text
            else:
                words = (line.title, above, *(chip.text for chip in line.chips))
                offered.append((line.key, " · ".join(filter(None, words))))
        self.choice.set_choices(offered)
        self._follow()

    def _on_rows_current_changed(self, *_: object) -> None:
        self._follow()

    def _follow(self) -> None:
        self.choice.set_value(self._rows.current_key())

    def _restyle(self) -> None:
        if self._list_width is not None:
            self._rows.setFixedWidth(theme.px(self._list_width))
        self._fit()

    def _fit(self) -> None:
        folds = self.width() < theme.px(NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._lines.setDirection(down if folds else across)
        self._lines.setSpacing(theme.px(10 if folds else self._gap))
        if folds is self.is_folded:
            return
        had_keyboard = self._rows.hasFocus() or self.choice.hasFocus()
        self.is_folded = folds
        self.choice.setVisible(folds)
        self._rows.setVisible(not folds)
        if had_keyboard:
            self.focus_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
