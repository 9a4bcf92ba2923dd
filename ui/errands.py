"""What is done once for an open vault, however many windows show it: the search kept up to date, the day's backup, what
is told outside the window. It lives with the workbench of the first window, and so goes at the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.workspace import Workspace
from ui.contactlog.log_page import ContactLogPage
from ui.kit import tasks
from ui.plainly import Plainly
from ui.reopening import Reopening
from ui.search.catching import Catching
from ui.settings.backup_job import job_of
from ui.shell.main_window import MainWindow
from ui.shell.shut_out import ShutOut
from ui.shell.workbench import Workbench

if TYPE_CHECKING:
    from ui.exchange.folder_watch import FolderWatch
    from ui.shell.window import VaultWindow

ANCHOR_EVERY = 60_000
"""Milliseconds between two looks at whether the end of the audit trail is to be remembered (`anchors.Pace`)."""
DAILY_AFTER = 3000
"""Milliseconds from the unlocking to the day's backup: it takes nothing from who wants to work."""


class Errands:
    """Those of one open vault, from unlocking to locking."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._window: MainWindow | None = None
        self._plainly: Plainly | None = None
        self._catching: Catching | None = None
        self._folder: FolderWatch | None = None
        self._shut_out: ShutOut | None = None

    def begin(self, window: MainWindow, reopening: Reopening) -> None:
        """``window``: the first one, once its actions are connected; ``reopening``: its forms that were not saved."""
        self._window, workbench = window, window.workbench
        window.locking.connect(self._on_window_locking)
        self._plainly = Plainly(self._workspace, workbench or window)
        self._catching = Catching(self._workspace, workbench or window)
        self._catching.told.connect(self._on_catching_told)
        self._shut_out = ShutOut(self._workspace, window.windows, workbench or window)
        reopening.start()
        self._remember_now_and_then(workbench or window)
        if workbench is not None:
            self._watch_folder(window, workbench)
            self._tell_how_much(window, workbench)
        # After the first page stands; with the workbench it goes at the lock. No method of the job is given to the
        # timer: Qt would look for it by the job, which may be gone by then, and not by the workbench.
        workspace = self._workspace
        QTimer.singleShot(DAILY_AFTER, workbench or window, lambda: job_of(workspace).start_daily())

    def stand_beside(self, window: VaultWindow) -> None:
        """Another window shows the vault, too."""
        if self._folder is not None:
            self._folder.stand_in(window)

    def _remember_now_and_then(self, owner: QObject) -> None:
        """Where the audit trail ends is kept outside the vault while somebody works, too."""
        timer = QTimer(owner)
        timer.setInterval(ANCHOR_EVERY)
        timer.timeout.connect(lambda: tasks.run(self._workspace.anchor_if_due, owner=owner))
        timer.start()

    def _watch_folder(self, window: MainWindow, workbench: Workbench) -> None:
        """Files that are put into the import folder are offered."""
        from ui.exchange.folder_watch import FolderWatch

        self._folder = FolderWatch(window, self._workspace, workbench)

    def _tell_how_much(self, window: MainWindow, workbench: Workbench) -> None:
        """In the program's icon, and once a day by the system: numbers alone; once a week, if asked, of a newer
        Liaison."""
        from ui.shell.badge import Badge
        from ui.shell.newer import Weekly
        from ui.shell.reminding import Reminding
        from ui.shell.tray import tray_of

        clock = self._workspace.clock
        reminding = Reminding(window, workbench, lambda: clock.now().astimezone())
        workbench.told.connect(reminding.hear)
        badge = Badge(workbench, tray_of(window).show_picture)
        workbench.told.connect(badge.hear)
        window.locking.connect(badge.end)
        Weekly(window.windows.front, workbench, lambda: clock.now().astimezone())

    def _on_catching_told(self, left: int) -> None:
        for window in self._window.windows.all() if self._window is not None else ():
            page = window.current_page()
            if isinstance(page, ContactLogPage):  # another page's list is read when it is seen again
                page.show_pending(left)

    def _on_window_locking(self) -> None:
        window, self._window = self._window, None
        self._folder = None
        if self._catching is not None:
            self._catching.end()
        if self._shut_out is not None:
            self._shut_out.end()
        if self._plainly is not None:
            self._plainly.end()
        if window is not None:
            window.locking.disconnect(self._on_window_locking)
