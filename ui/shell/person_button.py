"""Who is signed in, at the foot of the navigation; opens what one does with oneself: password, lock, another person."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.kit import icons, paint, theme
from ui.kit.menus import open_from
from ui.shell.quiet_button import QuietMenuButton


class PersonButton(QuietMenuButton):
    """A name over what the person is at the firm; long words for that take two lines."""

    HIGH = 40
    LINE = 17

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Signed in"), parent)
        self._role = ""
        self.clicked.connect(self._on_clicked)
        self.set_person("", "")

    def set_person(self, name: str, role: str) -> None:
        """Show these; nobody hides the button."""
        self._role = role
        self.setText(name.replace("&", "&&"))
        said = ", ".join(filter(None, (name, role)))
        self.setAccessibleName(self.tr("Signed in: {person}").format(person=said))
        self.setToolTip(said)
        self.setVisible(bool(name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        high = self.HIGH + (self.LINE if self._role_lines() > 1 else 0)
        return QSize(super().sizeHint().width(), theme.px(high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _role_lines(self) -> int:
        """How many lines the role takes; the sign that comes with the mouse stands beside it, not in its way."""
        wide = QFontMetrics(theme.font("small")).horizontalAdvance(self._role)
        return 2 if wide > self.width() - theme.px(8 + 8) else 1

    def _on_clicked(self) -> None:
        open_from(self.menu, self, above=True, gap=2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        self._paint_ground(painter)
        half, left = theme.px(self.LINE), theme.px(8)
        wide = self.width() - 2 * left
        name_wide = wide
        lines = self._role_lines() if self._role else 0
        top = (self.height() - (1 + lines) * half) // 2
        if self.pointed_at or self.hasFocus():
            side = theme.px(14)
            beside = top + (half - side) // 2 if lines > 1 else (self.height() - side) // 2
            box = QRect(self.width() - left - side, beside, side, side)
            icons.draw(painter, box, "chevron-up", now.dim)
            name_wide -= theme.px(18)
        self._paint_focus(painter)
        small = theme.font("small")
        paint.text(painter, QRect(left, top, name_wide, half), self.text().replace("&&", "&"), now.ink, small)
        if lines > 1:
            high = 2 * QFontMetrics(small).lineSpacing()
            paint.wrapped(painter, QRect(left, top + half, wide, high), self._role, now.dim, small)
        elif lines:
            paint.text(painter, QRect(left, top + half, name_wide, half), self._role, now.dim, small)
        painter.end()
