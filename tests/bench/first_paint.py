"""A process that shows a window and says so once it is painted: ``bare``, or ours on the vault in a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class Painted(QObject):
    """Calls ``then`` once, when ``watched`` has been painted."""

    def __init__(self, watched: QObject, then: Callable[[], object]) -> None:
        super().__init__(watched)
        self._then = then
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)  # after the painting, which is done in this event
        return False


def main(which: str, folder: Path) -> int:
    """Show the window; ends when the other side closes the pipe."""
    window: QWidget | None
    if which == "bare":
        app = QApplication([])
        window = QMainWindow()
        window.resize(1280, 800)
        window.show()
    else:
        from ui.application import make_application, start
        from ui.desk import make_desk

        app = make_application()
        window = start(make_desk(folder), one_instance=False)
    assert window is not None
    Painted(window.windowHandle(), lambda: print("painted", flush=True))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
