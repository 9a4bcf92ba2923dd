"""A process that unlocks a vault in the window, as a person does, and says how long Today took to be there.

Starts when the password is sent off and ends when Today's rows are painted. What the program imports while the
password is typed is done before. Says the seconds of each part and how many rows there are as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from app.vault import attempts, kdf
from tests.bench.big_firm import PASSWORD
from tests.bench.first_paint import Painted
from ui.application import make_application, start
from ui.desk import make_desk
from ui.kit import tasks
from ui.shell.main_window import MainWindow
from ui.shell.unlock import UnlockPage


class Journey(QObject):
    """Types the password once the program has nothing left to do, and times what follows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._times: dict[str, float] = {}
        self._start = 0.0
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._type_when_idle)
        self._idle.start(200)
        window.opened.connect(self._on_opened)

    def _type_when_idle(self) -> None:
        page = self._window.gate
        if tasks.busy() or not isinstance(page, UnlockPage):
            return
        self._idle.stop()
        page.password.setText(PASSWORD)
        self._start = perf_counter()
        page.submit()

    def _on_opened(self) -> None:
        from ui.today.page import TodayPage

        self._times["open"] = perf_counter() - self._start
        page = self._window.current_page()
        assert isinstance(page, TodayPage)
        page.rows.model().modelReset.connect(lambda: self._on_loaded(page.rows.viewport()))

    def _on_loaded(self, rows: QObject) -> None:
        from ui.today.page import TodayPage

        if "loaded" not in self._times:
            self._times["loaded"] = perf_counter() - self._start
            page = self._window.current_page()
            if isinstance(page, TodayPage):
                self._times["rows"] = page.rows.model().rowCount()
            Painted(rows, self._on_painted)

    def _on_painted(self) -> None:
        self._times["painted"] = perf_counter() - self._start
        print(json.dumps(self._times), flush=True)
        os._exit(0)  # the folder is thrown away; nothing was written


def main(folder: Path, state: Path) -> int:
    """``state`` is where wrong passwords would be counted."""
    kdf.allow(kdf.CHEAP)
    attempts.state_folder = lambda: state
    app = make_application()
    window = start(make_desk(folder), one_instance=False)
    assert window is not None
    Journey(window)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
