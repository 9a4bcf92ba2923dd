"""The caret rests when nobody has typed for a while: it stands, and is there, but does not blink.

To blink, the program wakes twice a second, and before the password it would do so all night. The next letter, and
whatever else moves the caret or gives the keyboard to something, has it blink as the system wants it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

REST_AFTER = 20_000
"""Milliseconds: longer than somebody who looks for the caret takes."""
_AS_THE_SYSTEM_SAYS, _STANDS = -1, 0


class Caret(QObject):
    """Hears from Qt of each place the caret comes to, in whatever field; asks for no events."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._hints = application.styleHints()
        self._rests = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_AFTER)
        self._timer.timeout.connect(self._rest)
        method = application.inputMethod()
        method.cursorRectangleChanged.connect(self.stir)
        application.focusObjectChanged.connect(self.stir)
        application.applicationStateChanged.connect(self.stir)
        self.stir()

    def stir(self, *_: object) -> None:
        """Somebody is there."""
        if self._rests:
            self._rests = False
            self._hints.setCursorFlashTime(_AS_THE_SYSTEM_SAYS)
        self._timer.start()

    def _rest(self) -> None:
        self._rests = True
        self._hints.setCursorFlashTime(_STANDS)


def watch() -> None:
    """Have the application's caret rest."""
    application = QGuiApplication.instance()
    if isinstance(application, QGuiApplication) and application.findChild(Caret) is None:
        Caret(application)
