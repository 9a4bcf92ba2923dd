"""macOS hands a file that was double-clicked to the program that runs, as an event; other systems start it anew with
the file on its command line (`ui/__main__.py`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QProcess
from PySide6.QtGui import QFileOpenEvent

from app.kernel.errors import LiaisonError
from app.kernel.program import window_command
from app.vault.shortcut import folder_of
from ui.shell.single import key_of

if TYPE_CHECKING:
    from ui.shell.main_window import MainWindow


def start_beside(words: Sequence[str]) -> None:
    """Another window, of another vault, in a process of its own."""
    program, *rest = words
    QProcess.startDetached(program, rest)


class OpenedFiles(QObject):
    """Listens on the application: the window's own vault comes forward, another gets a window of its own."""

    def __init__(
        self,
        window: MainWindow,
        forward: Callable[[MainWindow], object],
        start: Callable[[Sequence[str]], object] = start_beside,
    ) -> None:
        super().__init__(window)
        self._window, self._forward, self._start = window, forward, start

    def _open(self, file: Path) -> None:
        try:
            folder = folder_of(file)
        except LiaisonError as error:
            self._forward(self._window)
            self._window.windows.front().say(error.message)
            return
        if key_of(folder) == key_of(self._window.desk.folder):
            self._forward(self._window)
        else:
            self._start([*window_command(), "--vault", str(folder)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._open(Path(event.file()))
            return True
        return super().eventFilter(watched, event)
