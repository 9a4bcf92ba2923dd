"""The key that locks works everywhere: in a dialog, in a menu, in a list that fell open.

A shortcut of the window does not, since Qt gives none to a window behind a dialog or a popup.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})


class LockKey(QObject):
    """`pressed()` a moment after the key, when Qt has finished with it: once, though the key comes as two events."""

    pressed = Signal()
    _seen = Signal()

    def __init__(self, keys: QKeySequence, parent: QObject) -> None:
        super().__init__(parent)
        self._keys = keys
        self._is_seen = False
        self._seen.connect(self._on_seen, Qt.ConnectionType.QueuedConnection)

    def takes(self, event: QEvent) -> bool:
        """Whether this is the key: nobody else is to hear of it then."""
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()) != self._keys:
            return False
        if not self._is_seen:
            self._is_seen = True
            self._seen.emit()
        event.accept()
        return True

    def forget(self) -> None:
        """It is locked by now: a key that was pressed before does not lock once more."""
        self._is_seen = False

    def _on_seen(self) -> None:
        was_seen, self._is_seen = self._is_seen, False
        if was_seen:
            self.pressed.emit()
