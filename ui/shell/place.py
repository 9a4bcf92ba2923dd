"""Where the window stands, on which screen: kept for each set of screens, so that it stands on the large one while that
is there, and comes back to it.

A screen is known by its name, its size and where it lies beside the others. When one is unplugged or comes back, the
window goes where it stood with the screens that are there now; where it never stood with them, into one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen

if TYPE_CHECKING:
    from ui.shell.preferences import Preferences
    from ui.shell.window import VaultWindow

AFTER_MOVING = 500
"""Milliseconds without a move after which a place counts as chosen."""
AFTER_SCREENS = 700
"""Milliseconds in which screens come and go one after the other, and the system moves windows by itself."""
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange})


def screens_there() -> str:
    """A short name for the screens that are there now, the same for the same ones at the same places."""
    said = sorted(
        f"{one.name()} {one.geometry().getRect()} {one.devicePixelRatio()}"
        for one in QGuiApplication.screens()
    )
    # Qt's own: `hashlib` loads a second library of them, 2 ms before the unlock page
    digest = QCryptographicHash.hash("\n".join(said).encode(), QCryptographicHash.Algorithm.Sha256)
    return digest.data().hex()[:16]


class WindowPlace(QObject):
    """Follows one window. ``number``: 1 for the first, others by their own. ``screens`` names those that are there;
    tests give theirs."""

    def __init__(
        self,
        window: VaultWindow,
        preferences: Preferences,
        screens: Callable[[], str] = screens_there,
        *,
        number: int = 1,
    ) -> None:
        super().__init__(window)
        self._window, self._preferences, self._screens = window, preferences, screens
        self._number = number
        self._settled = screens()
        self._moving = _once(self, AFTER_MOVING, self.note)
        self._changing = _once(self, AFTER_SCREENS, self.follow)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screen_added)
            app.screenRemoved.connect(self._changing.start)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._changing.start)
        window.installEventFilter(self)
        window.closing.connect(self.note)

    def note(self) -> None:
        """Remember where it stands; not while screens come and go, nor where it cannot be seen."""
        seen = self._window.isVisible() and not self._window.isMinimized()
        if seen and self._screens() == self._settled:
            self._preferences.keep_place(self._window, self._number)

    def follow(self) -> None:
        """Other screens are there than before: stand where it stood with these, at any rate on one of them."""
        if self._screens() == self._settled:
            return
        self._settled = self._screens()
        if not self._preferences.put_in_place(self._window, self._number):
            self._window.restoreGeometry(self._window.saveGeometry())  # Qt moves it onto a screen

    def _on_screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._changing.start)
        self._changing.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._moving.start()
        return False


def _once(owner: QObject, milliseconds: int, do: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(do)
    return timer
