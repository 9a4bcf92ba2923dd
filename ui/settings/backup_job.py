"""The backup under way, if any: one for each open vault, seen from the firm's page and started by the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.backups.routine import Outcome, VaultToBackUp, back_up_now, daily
from app.kernel.errors import LiaisonError
from app.workspace import Workspace
from ui.kit import tasks


class BackupJob(QObject):
    """`begun()`, `progressed(done, total)`, `ended(Outcome, or the LiaisonError, or None where it was stopped)`."""

    begun = Signal()
    progressed = Signal(int, int)
    ended = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._task: tasks.Task | None = None

    @property
    def is_running(self) -> bool:
        """Whether a backup is being made."""
        return self._task is not None

    def is_of(self, workspace: Workspace) -> bool:
        """Whether it backs up this vault."""
        return self._workspace is workspace

    def start_daily(self) -> None:
        """What the first unlocking of a day asks for; nothing where it was done."""
        self._start(self._workspace, asked=False)

    def start_now(self) -> None:
        """A backup because somebody asks for it."""
        self._start(self._workspace, asked=True)

    def cancel(self) -> None:
        """Stop it; nothing half made is left."""
        if self._task is not None:
            self._task.cancel()

    def _start(self, office: VaultToBackUp, *, asked: bool) -> None:
        if self._task is not None:
            return

        def work(task: tasks.Task) -> Outcome:
            return (back_up_now if asked else daily)(office, task.tell)

        self._task = tasks.run_pool(work, owner=self, done=self._keep, failed=self._keep_error)
        self._task.progressed.connect(self._on_task_progressed)
        self._task.finished.connect(self._on_task_finished)
        self.begun.emit()

    def _keep(self, outcome: Outcome) -> None:
        self.ended.emit(outcome)

    def _keep_error(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            self.ended.emit(None)
            raise error
        self.ended.emit(error)

    def _on_task_progressed(self, done: int, total: int, _words: str) -> None:
        self.progressed.emit(done, total)

    def _on_task_finished(self) -> None:
        """Told before the result is; where it was stopped, nothing else will be."""
        task, self._task = self._task, None
        if task is not None and task.cancelled:
            self.ended.emit(None)


_current: list[BackupJob] = []
"""At most one: the vault that is open. That of a vault before is let go of when another is asked for."""


def job_of(workspace: Workspace) -> BackupJob:
    """The one of this open vault; made on the main thread when it is first asked for."""
    if not _current or not _current[0].is_of(workspace):
        _current[:] = [BackupJob(workspace)]
    return _current[0]
