"""A process in which somebody works in the window for a while, and then leaves it alone; says as JSON what that took.

Seconds are of the processor, until what came of a step is painted; memory is in MB; wake-ups are how often any thread
of the process went to sleep again, in a second.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.vault import attempts, kdf
from tests.bench.big_firm import PASSWORD, a_matter
from tests.bench.long_lists import settle, wait
from tests.bench.processes import memory
from tests.bench.sleeping import wake_ups
from ui.application import make_application, start
from ui.contactlog.log_sheet import LogContactSheet
from ui.desk import make_desk
from ui.kit import caret
from ui.kit.sheet import sheets_in
from ui.shell.main_window import MainWindow
from ui.shell.unlock import UnlockPage

ROUNDS = 4
CALLS = 20
QUIET = 60
"""Seconds in which nothing happens: the minute's own work, what has become late by itself, comes once in them."""
AT_GATE = 10
NO_PAGES = {"matter", "client"}
"""They show one of many, and are measured by that."""


def spent(do: Callable[[], object], window: QWidget) -> float:
    """Processor seconds of the whole process until all of it is there and painted."""
    wait(20)
    begin = process_time()
    do()
    settle()
    window.grab()
    return process_time() - begin


class Walk:
    """One person's day in the window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.said: dict[str, Any] = {}

    def begin(self) -> None:
        """The gate, left alone for a moment; then the password, up to Today."""
        wait(caret.REST_AFTER + 500)
        settle()
        self.said["gate wake-ups"] = wake_ups(AT_GATE)
        gate = self._window.gate
        assert isinstance(gate, UnlockPage)
        gate.password.setText(PASSWORD)
        gate.submit()
        settle()
        while self._window.workbench is None:
            wait(5)
        settle()

    def look_at_pages(self) -> None:
        """All of them, the first time and again; and how many rows each shows."""
        workbench = self._window.workbench
        assert workbench is not None
        ids = [one for one in workbench.every_page_id() if one not in NO_PAGES]
        first, again, rows = dict[str, float](), dict[str, list[float]](), dict[str, int]()
        for number in range(ROUNDS):
            for one in ids:
                took = spent(lambda one=one: workbench.navigate(one), self._window)
                if number:
                    again.setdefault(one, []).append(took)
                else:
                    first[one], rows[one] = took, _rows(workbench.page(one))
        self.said.update(first=first, rows=rows, again={one: min(times) for one, times in again.items()})

    def open_form(self) -> None:
        """Log contact over a page, five times; the first one imports what it is made of."""
        times = []
        for _ in range(5):
            times.append(spent(self._window.registry["log-contact"].trigger, self._window))
            self._close()
        self.said["form"] = times

    def work(self) -> None:
        """Twenty matters are opened, and a call is logged in each."""
        for number in range(CALLS):
            self._window.navigate("matter", UUID(a_matter(number * 4)))
            settle()
            self._window.registry["log-contact"].trigger()
            settle()
            (sheet,) = sheets_in(self._window)
            assert isinstance(sheet, LogContactSheet)
            sheet.form.summary.setText(
                f"Told her that the hearing is on the {number + 1}th, and what to bring."
            )
            sheet.apply("")
            settle()
            if sheets_in(self._window):  # something was pointed out
                sheet.apply("")
                settle()
            if number % 5 == 0:
                self._window.registry["print-report"].trigger()
                settle()
            self._window.open_palette(f"client {number}")
            settle()
            self._close()
            self._window.navigate("today")
            settle()

    def _close(self) -> None:
        for sheet in sheets_in(self._window):
            sheet.reject()
        settle()
        wait(5)


def _rows(page: QWidget) -> int:
    """How many rows its lists have."""
    views = (one for one in page.findChildren(QAbstractItemView) if one.isVisible())
    models = (view.model() for view in views)
    return sum(model.rowCount() for model in models if isinstance(model, QAbstractItemModel))


def main(folder: Path, state: Path) -> int:
    """``state`` is where wrong passwords would be counted."""
    kdf.allow(kdf.CHEAP)
    attempts.state_folder = lambda: state
    make_application()
    window = start(make_desk(folder), one_instance=False)
    assert window is not None
    walk = Walk(window)
    walk.begin()
    wait(12_000)  # what begins some seconds after the unlocking: names, the backup of the day, the index
    settle()
    memories = [memory()]
    for _ in range(2):
        walk.work()
        wait(1_000)
        memories.append(memory())
    walk.look_at_pages()
    walk.open_form()
    window.navigate("today")
    settle()
    wait(1_000)
    walk.said["memory"] = [*memories, memory()]
    walk.said["wake-ups"] = wake_ups(QUIET)
    print(json.dumps(walk.said), flush=True)
    os._exit(0)  # the folder is thrown away


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
