"""Work off the main thread, and its result back on it.

`run(work, owner=page, done=self._show)` for the vault: one worker, so that reads and writes keep their order.
`run_pool(work, owner=…, done=…)` for PDFs and files: several at once, the work gets its `Task` to tell
progress and to
see whether it was cancelled. Results are dropped when the owner is gone or the task was cancelled.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Cancelled(Exception):  # noqa: N818 - it is no error: somebody changed their mind
    """Raised in the work by `Task.check()` after a cancel."""


class Task(QObject):
    """One piece of work under way. `progressed(done, total, words)` and `finished()` come on the main
    thread."""

    progressed = Signal(int, int, str)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()
        self.running = True

    def cancel(self) -> None:
        """Ask the work to stop at its next `check`; its result will not be delivered."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Called by the work now and then: raises `Cancelled` when somebody asked to stop."""
        if self.cancelled:
            raise Cancelled

    def tell(self, done: int, total: int, words: str = "") -> None:
        """Called by the work: ``done`` of ``total`` (0 where it is not known); ``words`` hold nothing of a
        client."""
        self.check()
        self.progressed.emit(done, total, words)


class _Mailbox(QObject):
    """Lives on the main thread; what a worker emits here is delivered there."""

    delivered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.delivered.connect(self._on_delivered)
        self.vault = QThreadPool(self)
        self.vault.setMaxThreadCount(1)
        self.vault.setExpiryTimeout(-1)
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(max(2, min(4, self.pool.maxThreadCount())))
        self.pending: set[Task] = set()
        self.default_failed: Callable[[QObject, Exception], None] | None = None

    def _on_delivered(self, deliver: Callable[[], None]) -> None:
        deliver()


_mailbox: _Mailbox | None = None


def _box() -> _Mailbox:
    global _mailbox
    if _mailbox is None or not shiboken6.isValid(_mailbox):
        _mailbox = _Mailbox()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(finish)
    return _mailbox


def on_failure(handler: Callable[[QObject, Exception], None] | None) -> None:
    """What happens to a failure that the caller gave no `failed` for; the shell shows a bar in the owner's
    window."""
    _box().default_failed = handler


def run(
    work: Callable[[], T],
    *,
    owner: QObject,
    done: Callable[[T], object] | None = None,
    failed: Failed | None = None,
) -> Task:
    """Run ``work`` on the vault's one worker thread; ``done(result)`` or ``failed(error)`` follow on the
    main thread."""
    box = _box()
    return _start(box, box.vault, lambda _task: work(), owner, done, failed)


def run_pool(
    work: Callable[[Task], T],
    *,
    owner: QObject,
    done: Callable[[T], object] | None = None,
    failed: Failed | None = None,
) -> Task:
    """Run ``work(task)`` beside other work: PDFs, files, key derivation. It must not touch the vault's
    worker's session."""
    box = _box()
    return _start(box, box.pool, work, owner, done, failed)


def _start(
    box: _Mailbox,
    pool: QThreadPool,
    work: Callable[[Task], T],
    owner: QObject,
    done: Callable[[T], object] | None,
    failed: Failed | None,
) -> Task:
    task = Task()
    box.pending.add(task)

    def deliver(result: T | None, error: Exception | None) -> None:
        task.running = False
        box.pending.discard(task)
        task.finished.emit()
        if task.cancelled or not shiboken6.isValid(owner):
            return
        if error is None:
            if done is not None:
                done(result)  # type: ignore[arg-type] # without an error the result is a T
        elif failed is not None:
            failed(error)
        elif box.default_failed is not None:
            box.default_failed(owner, error)
        else:
            raise error

    def body() -> None:
        result: T | None = None
        error: Exception | None = None
        try:
            if not task.cancelled:
                result = work(task)
        except Cancelled:
            task.cancel()
        except Exception as caught:
            error = caught
        if shiboken6.isValid(box):
            box.delivered.emit(lambda: deliver(result, error))

    pool.start(body)
    return task


def busy() -> bool:
    """Whether anything is still under way; tests and the tour wait for this to be False."""
    return bool(_box().pending)


def finish(milliseconds: int = 5000) -> None:
    """Before the vault is locked or the program ends: cancel what can be cancelled and wait for the rest."""
    box = _box()
    for task in tuple(box.pending):
        task.cancel()
    box.vault.waitForDone(milliseconds)
    box.pool.waitForDone(milliseconds)
