"""Who is signed in, at the foot of the navigation; opens what one does with oneself: password, lock, another person."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.kit import icons, paint, theme
from ui.shell.quiet_button import QuietMenuButton


class PersonButton(QuietMenuButton):
    """A name over what the person is at the firm."""

    HIGH = 40

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
        self.update()

    def _on_clicked(self) -> None:
        high = self.menu.sizeHint().height()
        self.menu.popup(self.mapToGlobal(QPoint(0, -high - 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = QPainter(self)
        room = theme.px(8)
        self._paint_ground(painter)
        if self.pointed_at or self.hasFocus():
            side = theme.px(14)
            box = QRect(self.width() - theme.px(8) - side, (self.height() - side) // 2, side, side)
            icons.draw(painter, box, "chevron-up", now.dim)
            room = theme.px(26)
        self._paint_focus(painter)
        half = theme.px(17)
        top = (self.height() - 2 * half) // 2
        first = QRect(theme.px(8), top, self.width() - theme.px(8) - room, half)
        small = theme.font("small")
        name = self.text().replace("&&", "&")
        if not self._role:
            first = QRect(first.left(), 0, first.width(), self.height())
        paint.text(painter, first, name, now.ink, small)
        if self._role:
            paint.text(painter, first.translated(0, half), self._role, now.dim, small)
        painter.end()
