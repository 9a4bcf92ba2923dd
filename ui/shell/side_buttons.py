"""The two buttons at the side of a mouse: back and forward, as in a browser."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QWindow

ACTIONS = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}


class SideButtons(QObject):
    """Listens where the system hands events to the window: whatever the pointer is on, nothing under it is pressed."""

    def __init__(self, window: QWindow, do: Callable[[str], object]) -> None:
        super().__init__(window)
        self._do = do
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent):
            return False
        action = ACTIONS.get(event.button())
        if action is None:
            return False
        self._do(action)
        return True
