"""The import folder of this computer: what is put there is offered by a quiet bar, and brought in by a click alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.exchange.watched import Waiting, WatchedFolder, note_taken
from app.kernel.errors import LiaisonError
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.workspace import Workspace
from ui.exchange.bringing import Brought
from ui.kit import machine, tasks, theme
from ui.kit.buttons import IconButton, LinkButton
from ui.kit.labels import Label
from ui.kit.sheet import sheets_in
from ui.kit.sides import set_margins

if TYPE_CHECKING:
    from ui.exchange.import_sheet import ImportSheet
    from ui.shell.main_window import MainWindow
    from ui.shell.window import VaultWindow

FIRST_AFTER = 4_000
AGAIN_AFTER = 3_000
EVERY = 20_000
"""Milliseconds: after the unlocking; after a first look, since a file has to be the same twice; then. It is looked at
rather than told of, because folders of the net tell nothing."""


class FolderWatch(QObject):
    """`looked()` after each look. Lives from unlocking to locking.

    It looks once for all windows: ``bar`` stands in the first one, and `stand_in` puts one into another.
    """

    looked = Signal()

    def __init__(self, window: MainWindow, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._workspace = window, workspace
        self._watched: WatchedFolder | None = None
        self._task: tasks.Task | None = None
        self._put_off: frozenset[str] = frozenset()
        self._looks = 0
        self.waiting: tuple[Waiting, ...] = ()
        self._bars: dict[VaultWindow, ImportBar] = {}
        self._sheet: ImportSheet | None = None
        self.bar = self.stand_in(window)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        window.locking.connect(self.end)
        machine.rules().changed.connect(self._on_rules_changed)
        self._on_rules_changed()

    def stand_in(self, window: VaultWindow) -> ImportBar:
        """A bar for this window, as long as it stands."""
        bar = ImportBar(lambda: self.open(window), self.put_off)
        self._bars[window] = bar
        window.locking.connect(lambda: self._bars.pop(window, None))
        if window.workbench is not None:
            window.workbench.offers.addWidget(bar)
        self._say_in(bar)
        return bar

    def _on_rules_changed(self) -> None:
        folder = machine.rules().get(machine.IMPORT_FOLDER) if self._workspace.may(Right.WRITE) else ""
        if folder == (str(self._watched.folder) if self._watched else ""):
            return
        self._watched = WatchedFolder(self._workspace.vault, Path(folder)) if folder else None
        self._show(())
        self._looks = 0
        if self._watched is not None:
            self._timer.start(FIRST_AFTER)

    def look(self) -> None:
        """Off the main thread: a folder of the net may take its time."""
        watched = self._watched
        if watched is None or (self._task is not None and self._task.running):
            return
        self._task = tasks.run_pool(
            lambda task: watched.look(task.check),
            owner=self,
            done=lambda found: self._on_found(watched, found),
            failed=self._on_failed,
        )

    def _on_found(self, watched: WatchedFolder, found: tuple[Waiting, ...]) -> None:
        if watched is self._watched:
            self._show(found)
            self._looks += 1
            self._timer.start(EVERY if self._looks > 1 else AGAIN_AFTER)
        self.looked.emit()

    def _on_failed(self, error: Exception) -> None:
        """A folder of too many files, for one: it says so where the folder is chosen to be brought in by hand."""
        self._show(())
        self._timer.start(EVERY)
        self.looked.emit()
        if not isinstance(error, LiaisonError):
            raise error

    def _show(self, waiting: tuple[Waiting, ...]) -> None:
        self.waiting = waiting
        for bar in self._bars.values():
            self._say_in(bar)

    def _say_in(self, bar: ImportBar) -> None:
        new = [one for one in self.waiting if one.key not in self._put_off]
        folder = self._watched.folder.name if self._watched else ""
        bar.offer(len(self.waiting) if new else 0, folder)

    def put_off(self) -> None:
        """Not now: until something else is put there, or the next unlocking."""
        self._put_off = frozenset(one.key for one in self.waiting)
        self._show(self.waiting)

    def open(self, window: VaultWindow | None = None) -> ImportSheet | None:
        """Show what would happen with them, over this window or the first one. Where it is shown over another already,
        that one comes forward: brought in from two, each would be told of what the other has not done yet."""
        from ui.exchange.import_sheet import open_import

        window = window or self._window
        for other in self._window.windows.all():
            if other is not window and self._sheet in sheets_in(other):
                self._window.windows.bring(other)
                return None
        if not self.waiting or sheets_in(window):
            return None
        offered = {one.path: one.key for one in self.waiting}
        self._sheet = sheet = open_import(window, self._workspace, tuple(offered))
        sheet.looked_at.connect(lambda brought: self._note(offered, brought, done=False))
        sheet.brought_in.connect(lambda brought: self._note(offered, brought, done=True))
        return sheet

    def _note(self, offered: dict[Path, str], brought: Brought, *, done: bool) -> None:
        """Those that are in now, or were before, are not offered again; what was refused is."""
        taken = [
            offered[path]
            for path, one in zip(brought.files, brought.outcomes, strict=True)
            if path in offered
            and one.kind != "refused"
            and (done or (not one.changes_something() and not one.refused))
        ]
        vault = self._workspace.vault
        self._show(tuple(one for one in self.waiting if one.key not in set(taken)))
        tasks.run_pool(lambda _task: note_taken(vault, taken), owner=self)

    def end(self) -> None:
        """The vault is being locked."""
        self._window.locking.disconnect(self.end)
        machine.rules().changed.disconnect(self._on_rules_changed)
        self._timer.stop()
        self._watched = None
        if self._task is not None:
            self._task.cancel()
        for bar in self._bars.values():
            bar.hide()
        self._bars.clear()


class ImportBar(QWidget):
    """One quiet line under the top bar."""

    def __init__(self, on_open: Callable[[], object], on_put_off: Callable[[], object]) -> None:
        super().__init__()
        self.words = Label("")
        self.link = LinkButton(self.tr("Look at them…"), on_open)
        self.later = IconButton("x", self.tr("Not now"), on_put_off)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words)
        self._row.addWidget(self.link)
        self._row.addStretch(1)
        self._row.addWidget(self.later, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.bus().changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def offer(self, count: int, folder: str) -> None:
        """So many files wait; none hides the bar."""
        words = self.tr("1 file waits in the import folder “{folder}”.")
        if count != 1:
            words = self.tr("{count} files wait in the import folder “{folder}”.")
        said = words.format(count=say_number(count), folder=folder)
        self.words.setText(said)
        self.setAccessibleName(said)
        self.setVisible(count > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.accent_ground)
        painter.fillRect(0, self.height() - 1, self.width(), 1, now.line)
        painter.end()

    def _restyle(self) -> None:
        set_margins(self._row, theme.px(28), theme.px(4), theme.px(12), theme.px(4))
        self._row.setSpacing(theme.px(12))
