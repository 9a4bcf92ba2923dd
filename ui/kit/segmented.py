"""One of a few choices that all stand on the screen: Phone | E-mail | Letter."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ui.kit import paint, theme
from ui.kit.arrows import across
from ui.kit.flow import lines


class _Segment(QAbstractButton):
    """One choice of a `Segmented`; square inside, round at the ends of the line."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.first = self.last = self.grave = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.bus().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme.font("bold")).horizontalAdvance(self.text())
        return QSize(wide + theme.px(22), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = QPainter(self)
        round_by = theme.RADIUS
        ends = (self.first, self.last)
        at_left, at_right = ends if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else ends[::-1]
        rect = QRectF(self.rect()).adjusted(
            0 if at_left else -round_by - 2, 0, 0 if at_right else round_by + 2, 0
        )
        chosen = self.isChecked()
        grave = self.grave and not now.forced
        marked = now.soon_ground if grave else now.selection
        ground = marked if chosen else now.plain_ground if self.underMouse() else now.pane
        paint.rounded(painter, rect, ground, now.line, round_by)
        if not at_right:
            painter.fillRect(self.width() - 1, 1, 1, self.height() - 2, now.line)
        strong = now.soon if grave else now.accent
        ink = now.off if not self.isEnabled() else strong if chosen else now.dim
        if chosen and now.forced:
            ink = now.selection_ink
        font = theme.font("bold" if chosen else "text")
        paint.text(painter, self.rect(), self.text(), ink, font, Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            seen = now.selection_ink if chosen and now.forced else None
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.CHIP_RADIUS, seen)
        painter.end()


class Segmented(QWidget):
    """One of a few: Phone | E-mail | Letter. Arrow keys move, the first letter jumps; one Tab stop.

    Where longer words do not fit into the line, they go on in the next: none is ever cut.
    """

    changed = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[object, str]],
        value: object = None,
        *,
        name: str = "",
        grave: Container[object] = (),
        unset: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``grave``: choices that are amber when they are chosen; ``unset``: none is chosen to begin with, where the
        answer is somebody's word and no default."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        for number, (one, text) in enumerate(choices):
            button = _Segment(text, self)
            button.grave = one in grave
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.setAccessibleName(f"{name}: {text}" if name else text)
            button.installEventFilter(self)
            self._group.addButton(button, number)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.bus().changed.connect(self._restyle)
        self._group.idToggled.connect(self._on_group_toggled)
        if unset:
            self._make_stop(self._group.button(0))
        else:
            self.set_value(choices[0][0] if value is None else value)

    def value(self) -> object:
        """What is chosen; None where nothing is yet."""
        chosen = self._group.checkedId()
        return None if chosen < 0 else self._values[chosen]

    def values(self) -> Sequence[object]:
        """What there is to choose."""
        return self._values

    def set_value(self, value: object) -> None:
        """Choose ``value``."""
        self._group.button(self._values.index(value)).setChecked(True)

    def _places(self, width: int) -> tuple[list[list[QRect]], int]:
        """Where the choices stand, line by line as from left to right, and how high all of it is."""
        return lines([button.sizeHint() for button in self._group.buttons()], width, between=theme.XS)

    def _flow(self) -> None:
        found, high = self._places(self.width())
        down = max(0, (self.height() - high) // 2)
        buttons = iter(self._group.buttons())
        for line in found:
            for place in line:
                button = next(buttons)
                if isinstance(button, _Segment):
                    button.first, button.last = place is line[0], place is line[-1]
                place.translate(0, down)
                button.setGeometry(paint.seen_in(self, place))
                button.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self._flow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._flow()

    def sizeHint(self) -> QSize:
        sizes = [button.sizeHint() for button in self._group.buttons()]
        return QSize(sum(size.width() for size in sizes), max(size.height() for size in sizes))

    def minimumSizeHint(self) -> QSize:
        sizes = [button.sizeHint() for button in self._group.buttons()]
        return QSize(max(size.width() for size in sizes), max(size.height() for size in sizes))

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def _on_group_toggled(self, number: int, on: bool) -> None:
        if on:
            self._make_stop(self._group.button(number))
            self.changed.emit(self._values[number])

    def _make_stop(self, stop: QAbstractButton) -> None:
        """Tab comes to this one."""
        for button in self._group.buttons():
            is_stop = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)

    def _step(self, by: int) -> None:
        before = max(self._group.checkedId(), 0 if by < 0 else -1)
        button = self._group.button((before + by) % len(self._values))
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if by := across(self, event.key()) or down.get(Qt.Key(event.key()), 0):
                self._step(by)
                return True
            typed = event.text().casefold()
            for number in range(len(self._values)) if typed.isalpha() else ():
                if self._group.button(number).text().casefold().startswith(typed):
                    self._step(number - self._group.checkedId())
                    return True
        return False
