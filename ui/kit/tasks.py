"""Work off the main thread, and its result back on it.

`run(work, owner=page, done=self._show)` for the vault: one worker, so that reads and writes keep their order.
`run_long(work, …)` is the same for what takes seconds: its work gets its `Task`, as that of `run_pool` does.
`run_pool(work, owner=…, done=…)` for PDFs and files: several at once, the work gets its `Task` to tell progress and to
see whether it was cancelled. Results are dropped when the owner is gone or the task was cancelled.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

from app.kernel.errors import LiaisonError
from ui.kit.garbage import GarbageKeeper

T = TypeVar("T")
Failed = Callable[[Exception], None]

PATIENCE = 25_000
"""Milliseconds until what the vault's worker was given is given up: two saves that wait for another program's write
lock, ten seconds each (`app.storage.cipher`), and some to write."""


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
        self._settled = False
        self._turn = threading.Lock()  # between who asks to stop and the work that is done just then
        self.running = True

    def cancel(self) -> None:
        """Ask the work to stop at its next `check`; its result will not be delivered, unless it is settled."""
        with self._turn:
            if not self._settled:
                self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Called by the work now and then: raises `Cancelled` when somebody asked to stop."""
        if self.cancelled:
            raise Cancelled

    def settle(self) -> None:
        """Called by the work: it is done and cannot be taken back. Who asked to stop meanwhile came too late, and is
        told what came of it."""
        with self._turn:
            self._settled = True
            self._cancelled.clear()

    def tell(self, done: int, total: int, words: str = "") -> None:
        """Called by the work: ``done`` of ``total`` (0 where it is not known); ``words`` hold nothing of a
        client."""
        self.check()
        self.progressed.emit(done, total, words)


class _Job(Generic[T]):
    """A piece of work, who wants to know what came of it, and what came of it."""

    def __init__(
        self,
        work: Callable[[Task], T],
        owner: QObject,
        done: Callable[[T], object] | None,
        failed: Failed | None,
    ) -> None:
        self.task = Task()
        self._work, self._owner, self._done, self._failed = work, owner, done, failed
        self._results: list[T] = []  # one, unless it failed or was cancelled
        self._error: Exception | None = None
        self.left = False  # nobody wants to know any more: the vault was locked
        self.over = threading.Event()

    def work(self) -> None:
        """On the worker."""
        try:
            if not self.task.cancelled:
                self._results.append(self._work(self.task))
        except Cancelled:
            self.task.cancel()
        except Exception as caught:
            self._error = caught
        finally:
            self.over.set()

    def hand_over(self, default_failed: Callable[[QObject, Exception], None] | None) -> None:
        """On the main thread: tell the owner, if it still lives and wants to know."""
        self.task.running = False
        self.task.finished.emit()
        if self.left or self.task.cancelled or not shiboken6.isValid(self._owner):
            return
        if self._error is None:
            if self._done is not None:
                self._done(self._results[0])
        elif self._failed is not None:
            self._failed(self._error)
        elif default_failed is not None:
            default_failed(self._owner, self._error)
        else:
            raise self._error


class _Mailbox(QObject):
    """Lives on the main thread; a worker tells it the number of a job that is done.

    Only this dictionary holds a job when it is handed over: pages and dialogs that its functions refer to must not
    be let go of, and so destroyed, on a worker's thread.
    """

    ended = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.ended.connect(self._on_ended)
        self.vault = QThreadPool(self)
        self.vault.setMaxThreadCount(1)
        self.vault.setExpiryTimeout(-1)
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(max(2, min(4, self.pool.maxThreadCount())))
        self.searches = QThreadPool(self)  # nobody who types waits for a PDF
        self.searches.setMaxThreadCount(2)
        self.jobs: dict[int, _Job[Any]] = {}
        self.stoppable: set[int] = set()
        self.saving: set[int] = set()  # on the vault's worker
        self._garbage = GarbageKeeper(self)
        self.default_failed: Callable[[QObject, Exception], None] | None = None
        self._number = 0

    def start(self, pool: QThreadPool, job: _Job[T], *, stoppable: bool = False) -> Task:
        """Queue ``job``; a stoppable one is cancelled when the vault is locked."""
        self._number = number = (self._number + 1) % 2**31
        self.jobs[number] = job
        self._garbage.pause()
        if stoppable:
            self.stoppable.add(number)
        if pool is self.vault:
            self.saving.add(number)
        pool.start(lambda: self._run(number))
        return job.task

    def _run(self, number: int) -> None:
        self._work(number)  # in a frame of its own: when it is left, this thread holds nothing of the job
        if shiboken6.isValid(self):
            self.ended.emit(number)

    def _work(self, number: int) -> None:
        self.jobs[number].work()

    def _on_ended(self, number: int) -> None:
        job = self.jobs.pop(number)
        if not self.jobs:
            self._garbage.resume()
        self.stoppable.discard(number)
        self.saving.discard(number)
        job.hand_over(self.default_failed)


_mailbox: _Mailbox | None = None


TURN = 0.0003
"""Seconds after which a worker that computes lets the main thread in. To paint once it asks some twenty times, of a
large sheet a hundred times, and each time two workers may be in its way: with 1 ms a sheet stood still for a tenth of a
second while its letter of 80,000 words was set. Two workers side by side compute one part in thirty more for it."""


def _box() -> _Mailbox:
    global _mailbox
    if _mailbox is None or not shiboken6.isValid(_mailbox):
        sys.setswitchinterval(TURN)
        _mailbox = _Mailbox()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(finish)
    return _mailbox


def on_failure(handler: Callable[[QObject, Exception], None] | None) -> None:
    """What happens to a failure that the caller gave no `failed` for; the shell shows a bar in the owner's
    window."""
    _box().default_failed = handler


def let_be(error: Exception) -> None:
    """``failed`` of what harms nobody when it is not done: what was foreseen is not told, anything else is a fault of
    ours."""
    if not isinstance(error, LiaisonError):
        raise error


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
    return box.start(box.vault, _Job(lambda _task: work(), owner, done, failed))


def run_long(
    work: Callable[[Task], T],
    *,
    owner: QObject,
    done: Callable[[T], object] | None = None,
    failed: Failed | None = None,
) -> Task:
    """Run ``work(task)`` on the vault's worker: an import, a check. It tells how far it is with `Task.tell`, which
    raises when somebody cancelled; inside a transaction that takes everything back."""
    box = _box()
    return box.start(box.vault, _Job(work, owner, done, failed), stoppable=True)


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
    return box.start(box.pool, _Job(work, owner, done, failed), stoppable=True)


def run_search(
    work: Callable[[Task], T],
    *,
    owner: QObject,
    done: Callable[[T], object] | None = None,
    failed: Failed | None = None,
) -> Task:
    """As `run_pool`, on threads that only searches have; one that is outrun is to be cancelled."""
    box = _box()
    return box.start(box.searches, _Job(work, owner, done, failed), stoppable=True)


def busy() -> bool:
    """Whether anything is still under way; tests and the tour wait for this to be False."""
    return bool(_box().jobs)


def leave() -> None:
    """The vault is being locked: cancel what is long or on the pool, and deliver no result of what is under way.
    The vault's worker still ends what it was given, since a save must not be lost."""
    box = _box()
    for number, job in box.jobs.items():
        job.left = True
        if number in box.stoppable:
            job.task.cancel()


def ended(milliseconds: int, *, saves_only: bool = False) -> bool:
    """Wait so long for the vault's worker and, unless ``saves_only``, for what `leave` left behind; whether all is
    done."""
    box = _box()
    awaited = [
        job for number, job in box.jobs.items() if number in box.saving or (job.left and not saves_only)
    ]
    until = time.monotonic() + milliseconds / 1000
    return all(job.over.wait(max(0.0, until - time.monotonic())) for job in awaited)


def finish(milliseconds: int = PATIENCE) -> bool:
    """Before the program ends: as `leave`, but results are still delivered to owners that live; whether all is done
    in that time."""
    box = _box()
    for number in tuple(box.stoppable):
        box.jobs[number].task.cancel()
    saved = box.vault.waitForDone(milliseconds)
    others = [pool.waitForDone(min(milliseconds, 5000)) for pool in (box.pool, box.searches)]
    return all(others) and saved
