"""How many things are late, or due where none is, in the program's icon: a number, and no word of a client's.

Windows puts it over the button in the task bar, macOS on the icon in the Dock, and on Linux those launchers that know
badges show it (`QGuiApplication.setBadgeNumber`). X11's window icon is painted with it besides: not every desktop has
such a launcher.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ui.kit import machine, theme

if TYPE_CHECKING:
    from ui.shell.desk import Status

DRAWING = theme.RESOURCES / "liaison.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
_OVERLAID = frozenset({"windows", "cocoa"})
"""Platforms that lay the badge over the icon themselves: painted, it would stand there twice."""


def plain_icon() -> QIcon:
    """The program's icon, the same as on the installed program (`packaging/make_icons.py`)."""
    return QIcon(str(DRAWING))


def badge_words(number: int, side: int) -> str:
    """What fits into an icon of ``side`` pixels."""
    most = 9 if side < 32 else 99
    return str(number) if number <= most else f"{most}+"


def badge_icon(number: int, *, late: bool) -> QIcon:
    """The icon with the number in its corner: red where something is late."""
    if number <= 0:
        return plain_icon()
    badged = QIcon()
    for side in SIZES:
        badged.addPixmap(_painted(number, side, late=late))
    return badged


def show_number(number: int, *, late: bool = False) -> None:
    """Show it wherever this system shows it; 0 takes it away."""
    _show_icon(number, badge_icon(number, late=late))


def _show_icon(number: int, icon: QIcon) -> None:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    app.setBadgeNumber(number)
    if QGuiApplication.platformName() not in _OVERLAID:
        app.setWindowIcon(icon)


class Badge(QObject):
    """Shows how much is late, or due where nothing is, as long as this computer wants it shown; ``show_in_tray``
    gets the picture, too. Lives with the workbench; `end` at the lock."""

    def __init__(self, owner: QObject, show_in_tray: Callable[[QIcon], object]) -> None:
        super().__init__(owner)
        self._show_in_tray = show_in_tray
        self._number, self._late = 0, False
        self._icon, self._drawn = plain_icon(), (0, False)
        machine.rules().changed.connect(self._show)

    def hear(self, status: Status) -> None:
        """How much is owed now."""
        self._number, self._late = status.late or status.due, status.late > 0
        self._show()

    def end(self) -> None:
        """How much is owed is nobody's business any more."""
        self._number = 0
        self._show()

    def _show(self) -> None:
        number = self._number if machine.rules().get(machine.BADGE) else 0
        if self._drawn != (number, self._late):  # painted in eight sizes, and every page that is shown asks
            self._icon, self._drawn = badge_icon(number, late=self._late), (number, self._late)
        _show_icon(number, self._icon)
        self._show_in_tray(self._icon)


def _painted(number: int, side: int, *, late: bool) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    words = badge_words(number, side)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(0, 0, side, side))
    high = side * 0.62
    wide = max(high, high * (0.42 + 0.34 * len(words)))
    box = QRectF(side - wide, side - high, wide, high).adjusted(0, 0, -side / 48, -side / 48)
    painter.setPen(QPen(QColor("#ffffff"), side / 24))  # the icon is blue, too
    painter.setBrush(QColor("#b3261e") if late else QColor("#2f5d8a"))
    painter.drawRoundedRect(box, high / 2, high / 2)
    font = QFont(theme.font("bold"))
    font.setPixelSize(max(round(high * 0.72), 7))
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return picture
