"""The parent's side: starts processes apart, keeps them warm, ends those that break a bound."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from app.apart.errors import Died, Stopped, TookTooLong, TookTooMuch
from app.apart.frames import DONE, JOB, REFUSED, TOO_MUCH, read_frame, write_frame
from app.kernel.errors import MachineTrouble, Refused
from app.kernel.language import spoken, tr
from app.kernel.program import is_installed

KEPT = 2
"""So many processes wait for the next job."""
IDLE_SECONDS = 20.0
"""One that had nothing to do for so long is ended: what it read last is not to stay in memory."""
_START_SECONDS = 15.0
"""A first job gets so much more: the interpreter starts and imports."""
_ASK_EVERY = 0.05
_NEEDED = ("SYSTEMROOT", "WINDIR", "TEMP", "TMP", "PATH", "HOME", "USERPROFILE", "LD_LIBRARY_PATH")


def run(
    job: str,
    payload: bytes,
    *,
    seconds: float = 10.0,
    mebibytes: int = 512,
    cancel: threading.Event | None = None,
) -> bytes:
    """What the function ``job`` ("module:function") makes of ``payload``, in a process apart.

    Raises `Refused` as the job did, `TookTooLong`, `TookTooMuch`, `Died`; `Stopped` when ``cancel`` is set; and
    `MachineTrouble` where no process can be started.
    """
    worker = _pool.take(mebibytes)
    try:
        answer = worker.ask(job, payload, seconds, cancel)
    except BaseException:
        worker.end()
        raise
    status, _, said, body = answer
    if status == TOO_MUCH:
        worker.end()
        raise TookTooMuch
    _pool.give_back(worker)
    if status == DONE:
        return body
    if status == REFUSED:
        told = json.loads(body)
        raise Refused(str(told["code"]), str(told["message"]), field=told["field"])
    raise Died(said)


def stop() -> None:
    """End the processes that wait; those at work end with their job."""
    _pool.empty()


class Worker:
    """One process, which does one job at a time."""

    def __init__(self, mebibytes: int) -> None:
        self.mebibytes = mebibytes
        self._is_new = True
        try:
            self._process = subprocess.Popen(  # noqa: S603  # this very program
                _command(mebibytes),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                close_fds=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            message = tr(
                "No process could be started to read this in. Please close some programs and try again."
            )
            raise MachineTrouble("no-process", message) from error

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def ask(
        self, job: str, payload: bytes, seconds: float, cancel: threading.Event | None
    ) -> tuple[bytes, float, str, bytes]:
        """The answer's frame."""
        stdin, stdout = self._pipes()
        late = threading.Event()
        allowed = seconds + (_START_SECONDS if self._is_new else 0.0)
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(done, late, allowed, cancel), daemon=True)
        watch.start()
        try:
            write_frame(stdin, JOB, f"{job} {spoken().code}", payload, seconds=allowed)
            answer = read_frame(stdout)
        except (OSError, ValueError):
            answer = None
        finally:
            done.set()
            watch.join()
        if cancel is not None and cancel.is_set():
            raise Stopped
        if answer is None:
            raise TookTooLong if late.is_set() else Died
        self._is_new = False
        return answer

    def _watch(
        self, done: threading.Event, late: threading.Event, allowed: float, cancel: threading.Event | None
    ) -> None:
        """Ends the process when its time is up or somebody cancels: whoever waits reads the end of the pipe."""
        if cancel is None:
            in_time = done.wait(allowed)
        else:
            left = allowed
            while left > 0 and not cancel.is_set() and not done.wait(min(_ASK_EVERY, left)):
                left -= _ASK_EVERY
            in_time = done.is_set()
            if cancel.is_set() and not in_time:
                self._process.kill()
                return
        if not in_time:
            late.set()
            self._process.kill()

    def end(self) -> None:
        """At once, whatever it does; returns when it is gone."""
        self._process.kill()
        for pipe in self._pipes():
            try:
                pipe.close()
            except (OSError, ValueError):  # what was not sent cannot be sent any more
                continue
        self._process.wait()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise Died
        return stdin, stdout


class Pool:
    """The processes that wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Worker] = []
        self._idle: threading.Timer | None = None

    def take(self, mebibytes: int) -> Worker:
        """One that waits, else a new one."""
        with self._lock:
            fit = [one for one in self._waiting if one.mebibytes == mebibytes]
            if fit:
                self._waiting.remove(fit[-1])
        for one in fit[-1:]:
            if one.is_alive:
                return one
            one.end()
        return Worker(mebibytes)

    def give_back(self, worker: Worker) -> None:
        """Keep it for the next job."""
        over: list[Worker] = []
        with self._lock:
            self._waiting.append(worker)
            while len(self._waiting) > KEPT:
                over.append(self._waiting.pop(0))
            if self._idle is None:
                self._idle = threading.Timer(IDLE_SECONDS, self.empty)
                self._idle.daemon = True
                self._idle.start()
        for one in over:
            one.end()

    def empty(self) -> None:
        """End all that wait."""
        with self._lock:
            gone, self._waiting = self._waiting, []
            if self._idle is not None:
                self._idle.cancel()
                self._idle = None
        for one in gone:
            one.end()


def _command(mebibytes: int) -> list[str]:
    """This program as a process apart: as a bundle, or by its interpreter."""
    argument = ["--apart", str(mebibytes)]
    if is_installed():
        return [sys.executable, *argument]
    return [sys.executable, "-X", "utf8", "-m", "app.apart", *argument]


def _environment() -> dict[str, str]:
    """What a program needs to start, and nothing else of ours."""
    kept = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    if is_installed():
        return {**kept, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "MALLOC_ARENA_MAX": "1"}


_pool = Pool()
atexit.register(stop)
