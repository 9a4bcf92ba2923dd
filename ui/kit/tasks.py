"""Work off the main thread, and its result back on it.

`run(work, owner=page, done=self._show)` for the vault: one worker, so that reads and writes keep their order.
`run_pool(work, owner=…, done=…)` for PDFs and files: several at once, the work gets its `Task` to tell
progress and to
see whether it was cancelled. Results are dropped when the owner is gone or the task was cancelled.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Cancelled(Exception):
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
        self.pooled: set[Task] = set()
        self.default_failed: Callable[[QObject, Exception], None] | None = None

    def _on_delivered(self, delivery: _Delivery[object]) -> None:
        delivery.hand_over(self)


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


class _Delivery(Generic[T]):
    """What a piece of work came to, and who wants to know; handed to the main thread whole."""

    def __init__(
        self, task: Task, owner: QObject, done: Callable[[T], object] | None, failed: Failed | None
    ) -> None:
        self.task, self._owner, self._done, self._failed = task, owner, done, failed
        self.results: list[T] = []  # one, unless it failed
        self.error: Exception | None = None

    def hand_over(self, box: _Mailbox) -> None:
        """On the main thread: tell the owner, if it still lives and wants to know."""
        self.task.running = False
        box.pending.discard(self.task)
        box.pooled.discard(self.task)
        self.task.finished.emit()
        if self.task.cancelled or not shiboken6.isValid(self._owner):
            return
        if self.error is not None:
            self._tell_failure(box, self.error)
        elif self._done is not None:
            for result in self.results:
                self._done(result)

    def _tell_failure(self, box: _Mailbox, error: Exception) -> None:
        if self._failed is not None:
            self._failed(error)
        elif box.default_failed is not None:
            box.default_failed(self._owner, error)
        else:
            raise error


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
    if pool is box.pool:
        box.pooled.add(task)
    delivery = _Delivery(task, owner, done, failed)

    def body() -> None:
        try:
            if not task.cancelled:
                delivery.results.append(work(task))
        except Cancelled:
            task.cancel()
        except Exception as caught:
            delivery.error = caught
        if shiboken6.isValid(box):
            box.delivered.emit(delivery)

    pool.start(body)
    return task


def busy() -> bool:
    """Whether anything is still under way; tests and the tour wait for this to be False."""
    return bool(_box().pending)


def finish(milliseconds: int = 5000) -> None:
    """Before the vault is locked or the program ends: cancel the pool's work, let the vault's worker end
    what it was
    given (a save must not be lost), and wait for both. Results are still delivered to owners that live."""
    box = _box()
    for task in tuple(box.pooled):
        task.cancel()
    box.vault.waitForDone(milliseconds)
    box.pool.waitForDone(milliseconds)
