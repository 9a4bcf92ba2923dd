"""Looks for what is asked, a page at a time, off the main thread; what is outrun is stopped and its rows are dropped.

finder.ask(asked)       # on every keystroke
finder.go_on()          # near the end of what is shown
finder.refill(3, after, 100)   # a page that had been let go of
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.search.asking import Asked
from app.workspace import Workspace
from ui.kit import tasks
from ui.search.looking import Looked, Start, count, look
from ui.search.paged import PAGE

SLOW_AFTER = 250
"""Milliseconds after which somebody is told that a search runs on."""
PATIENCE = 0.25
"""Seconds after which what was found so far is shown; the search goes on behind it. Where nothing was found in them it
goes on with twice as many, since it begins again at the same place."""
A_SCREEN = 30
"""Rows that fill the window: until they are there, a search goes on by itself."""


class Finder(QObject):
    """`began(Looked)` the first rows, `went_on(Looked, after)` the next, `refilled(number, Looked)`, `counted(int)`;
    `ran(bool)`: whether it still looks for rows to show, told when that takes long, and when it is over."""

    began = Signal(object)
    went_on = Signal(object, object)
    refilled = Signal(int, object)
    counted = Signal(int)
    ran = Signal(bool)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asked: Asked | None = None
        self._tasks: dict[str, tasks.Task] = {}
        self._next: Start = None
        self._ends = self._has_begun = False
        self._patience = PATIENCE
        self._got = 0
        self.pending = 0
        self.is_stopped = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_AFTER)
        self._slow.timeout.connect(lambda: self.ran.emit(True))

    @property
    def has_more(self) -> bool:
        """Whether there may be rows after those that came."""
        return self._asked is not None and not self._ends

    @property
    def is_busy(self) -> bool:
        """Whether rows at the end are under way."""
        task = self._tasks.get("rows")
        return task is not None and task.running and not task.cancelled

    def ask(self, asked: Asked) -> None:
        """From the top; whatever was under way is outrun."""
        self._cancel()
        self._asked, self._next, self._got, self.is_stopped = asked, None, 0, False
        self._ends = self._has_begun = False
        self._patience = PATIENCE
        self._slow.start()
        self._look()

    def go_on(self) -> None:
        """The next page, unless one is under way or there is none."""
        if self.has_more and not self.is_busy:
            self.is_stopped = False
            self._slow.start()
            self._look()

    def stop(self) -> None:
        """Somebody has seen enough; `go_on` goes on from there."""
        self.is_stopped = True
        self._cancel()
        self.ran.emit(False)

    def refill(self, number: int, after: Start, size: int) -> None:
        """Read a page of ``size`` rows once more."""
        workspace, asked = self._workspace, self._asked
        if asked is None:
            return

        def work(task: tasks.Task) -> Looked:
            lines, at = (
                [*(page := look(workspace, asked, after, size, lambda: task.cancelled)).lines],
                page.next,
            )
            while len(lines) < size and at is not None:
                page = look(workspace, asked, at, size - len(lines), lambda: task.cancelled)
                lines, at = [*lines, *page.lines], page.next
            return Looked(tuple(lines), at)

        def done(page: Looked) -> None:
            self.refilled.emit(number, page)

        self._tasks[f"page {number}"] = tasks.run_search(work, owner=self, done=done, failed=self._on_failed)

    def _look(self) -> None:
        workspace, asked, after, patience = self._workspace, self._asked, self._next, self._patience
        assert asked is not None  # noqa: S101 - `ask` comes first

        def work(task: tasks.Task) -> Looked:
            return look(workspace, asked, after, PAGE, lambda: task.cancelled, patience)

        self._tasks["rows"] = tasks.run_search(
            work, owner=self, done=lambda page: self._on_looked(page, after), failed=self._on_failed
        )

    def _on_looked(self, page: Looked, after: Start) -> None:
        self._tasks.pop("rows", None)
        self._next, self._ends, self.pending = page.next, page.is_last, max(page.pending, 0)
        self._patience = PATIENCE if page.is_whole or page.lines else self._patience * 2
        self._got += len(page.lines)
        if self._has_begun:
            self.went_on.emit(page, after)
        elif self._got or self._ends:  # until then what was there stays
            self._has_begun = True
            self.began.emit(page)
        if not self.is_busy and not self._ends and (self._got < A_SCREEN or not page.is_whole):
            self._look()
        if self.is_busy:  # or who showed the rows wants more of them already
            return
        self._slow.stop()
        self.ran.emit(False)
        if "count" not in self._tasks:
            self._count()

    def _count(self) -> None:
        workspace, asked = self._workspace, self._asked
        assert asked is not None  # noqa: S101 - `ask` comes first
        if self._ends:
            self.counted.emit(self._got)
            return
        self._tasks["count"] = tasks.run_search(
            lambda task: count(workspace, asked, lambda: task.cancelled),
            owner=self,
            done=self.counted.emit,
            failed=self._on_failed,
        )

    def _cancel(self) -> None:
        self._slow.stop()
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()

    def _on_failed(self, error: Exception) -> None:
        self._slow.stop()
        self._tasks.clear()
        self.ran.emit(False)
        self.failed.emit(error)
