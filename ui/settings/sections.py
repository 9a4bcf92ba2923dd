"""A page in sections: their names in a list at the left, what belongs to the chosen one beside it.

Where the window is too narrow for both, the list is a drop-down above.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.kit import paint, theme
from ui.kit.choice import Choice
from ui.kit.folding import NARROW
from ui.kit.in_sight import bring_up
from ui.kit.sides import set_margins
from ui.shell.quiet_button import QuietButton, list_width

WIDEST = 720
"""Of what a section holds."""


class Sections(QWidget):
    """`add("hours", "Working time", part, …)`; `changed(key)` when another section is shown."""

    changed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._keys: list[str] = []
        self._columns: list[QVBoxLayout] = []
        self._areas: list[QScrollArea] = []
        self._parts: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._go)
        self.list = QWidget()
        self.list.setAccessibleName(name)
        self._lines = QVBoxLayout(self.list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addStretch(1)
        self.choice: Choice[int] = Choice([], name=name)
        self.choice.activated.connect(lambda _: self._go(self.choice.value()))
        self.stack = QStackedWidget()
        beside = QVBoxLayout()
        beside.addWidget(self.choice)
        beside.addWidget(self.stack, 1)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.list)
        self._across.addLayout(beside, 1)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def add(self, key: str, name: str, *parts: QWidget, apart: bool = False) -> None:
        """One more section, of these parts one under the other; ``apart``: it stands a little below the others."""
        content = QWidget()
        column = QVBoxLayout(content)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        theme.set_ground(content, "page")
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.set_ground(area, "page")
        number = self.stack.addWidget(area)
        line = SectionLine(name, self.list)
        line.stepped.connect(self._step)
        self._group.addButton(line, number)
        if apart:
            self._lines.insertSpacing(self._lines.count() - 1, theme.px(14))
        self._lines.insertWidget(self._lines.count() - 1, line)
        self._keys.append(key)
        self._columns.append(column)
        self._areas.append(area)
        self._parts.extend(parts)
        self.choice.set_choices([(n, button.text()) for n, button in enumerate(self._group.buttons())])
        line.setChecked(number == 0)
        self._restyle()

    @property
    def key(self) -> str:
        """Which section is shown."""
        return self._keys[self.stack.currentIndex()]

    @property
    def keys(self) -> tuple[str, ...]:
        """Every section, in order."""
        return tuple(self._keys)

    def area(self, key: str) -> QScrollArea:
        """What a section scrolls in."""
        return self._areas[self._keys.index(key)]

    def show_section(self, key: str) -> None:
        """Go to a section; one that is not there changes nothing."""
        if key in self._keys:
            self._go(self._keys.index(key))

    def bring(self, part: QWidget) -> None:
        """Show the section that holds ``part``, scrolled so that it is seen."""
        for number, area in enumerate(self._areas):
            if area.isAncestorOf(part):
                self._go(number)
                area.ensureWidgetVisible(part, 0, theme.px(12))
                bring_up(None, part)  # the page around it scrolls, too, where letters are large

    def see(self, widget: QWidget) -> None:
        """Scroll the section that is shown so that ``widget`` is seen, of a long one the beginning, with what stands
        over it."""
        area = self._areas[self.stack.currentIndex()]
        content = area.widget()
        if content is not None and content.isAncestorOf(widget):
            top = widget.mapTo(content, QPoint(0, 0)).y()
            high = min(widget.height(), area.viewport().height() // 2)
            area.ensureVisible(0, top + high, 0, theme.px(28))
            area.ensureVisible(0, top, 0, theme.px(60))

    def focus_list(self) -> None:
        """Give the keyboard to the name of the section that is shown."""
        self._name(self.stack.currentIndex()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, number: int) -> QWidget:
        return self.choice if self.list.isHidden() else self._group.button(number)

    def _go(self, number: int) -> None:
        other = number != self.stack.currentIndex()
        # What is hidden would give it to anybody.
        if other and self.stack.isAncestorOf(self.focusWidget() or self):
            self._name(number).setFocus(Qt.FocusReason.OtherFocusReason)
        self._group.button(number).setChecked(True)
        self.choice.set_value(number)
        self.stack.setCurrentIndex(number)
        if other:
            self.changed.emit(self._keys[number])

    def _step(self, by: int) -> None:
        number = min(max(self.stack.currentIndex() + by, 0), len(self._keys) - 1)
        self._go(number)
        self._group.button(number).setFocus(Qt.FocusReason.TabFocusReason)

    def _restyle(self) -> None:
        self._across.setSpacing(theme.px(20))
        self._lines.setSpacing(theme.px(2))
        names = [button.text() for button in self._group.buttons()]
        self.list.setFixedWidth(list_width(names, beside=18, least=150))
        for column in self._columns:
            set_margins(column, 0, 0, theme.px(24), theme.px(28))
            column.setSpacing(theme.px(20))
        for part in self._parts:
            part.setMaximumWidth(theme.px(WIDEST))
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.px(NARROW)
        self.list.setVisible(not narrow)
        self.choice.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class SectionLine(QuietButton):
    """One name of the list. Up and down go to the next; `stepped(±1)`."""

    stepped = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        here = self.isChecked()
        if here:
            paint.rounded(painter, QRectF(self.rect()), now.selection, None, theme.RADIUS)
        elif self.underMouse():
            paint.rounded(painter, QRectF(self.rect()), now.pane, None, theme.RADIUS)
        self._paint_focus(painter)
        words = self.rect().adjusted(theme.px(10), 0, -theme.px(6), 0)
        ink = now.selection_ink if here else now.ink
        paint.text(painter, words, self.text(), ink, theme.font("bold" if here else "text"))
        painter.end()
