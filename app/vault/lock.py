"""``vault.lock``: which process is *the window* of a vault, and which machine has it.

An operating-system lock is held on a byte far behind the text, so that it ends with the process whatever
happens and the text stays readable on Windows. The command line does not take it: SQLite's own locks let it
work beside an open window. It does ask `refuse_other_host`.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from app.kernel.clock import Clock
from app.kernel.errors import CannotUnlock, MachineTrouble
from app.kernel.language import tr
from app.vault import files, place

NAME = "vault.lock"
HEADER_LOCK = f"{place.NAME}.lock"
_LOCKED_BYTE = 1 << 30
_MAX_BYTES = 4096
_HEADER_SECONDS, _PAUSE_SECONDS = 10.0, 0.01

_held_here: set[Path] = set()
"""Folders whose window this process is."""


class WindowOpen(CannotUnlock):
    """Another window on this machine has the vault; ``pid`` is its process (0 where unknown)."""

    def __init__(self, pid: int) -> None:
        super().__init__(
            "window-open",
            "This vault is already open in another Liaison window. Use that one, or close it first.",
        )
        self.pid = pid


@dataclass(frozen=True, slots=True)
class Holder:
    """What the lock file says: machine, process, since when (ISO 8601)."""

    host: str
    pid: int
    since: str


class WindowLock:
    """Held by the window as long as it is open."""

    def __init__(self, folder: Path, handle: int) -> None:
        self._folder = folder
        self._handle: int | None = handle
        _held_here.add(folder.resolve())

    @classmethod
    def take(cls, folder: Path, clock: Clock) -> WindowLock:
        """Become the window of the vault in ``folder``; the lock of a process that died here is taken over.

        Raises `WindowOpen`, or `CannotUnlock` ("other-host") where another machine has the vault.
        """
        refuse_other_host(folder)
        with files.as_trouble():
            handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, files.PRIVATE_FILE)
        try:
            if not _try_lock(handle):
                holder = read(folder)
                raise WindowOpen(holder.pid if holder else 0)
            with files.as_trouble():
                _write(handle, {"host": this_host(), "pid": os.getpid(), "since": clock.now().isoformat()})
        except BaseException:
            os.close(handle)
            raise
        return cls(folder, handle)

    def release(self) -> None:
        """Say that nobody has the vault. Twice is once."""
        if self._handle is None:
            return
        with suppress(OSError):  # a folder that went away took its lock along
            os.ftruncate(self._handle, 0)
        os.close(self._handle)
        self._handle = None
        _held_here.discard(self._folder.resolve())

    def __enter__(self) -> WindowLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


@contextmanager
def alone(folder: Path, clock: Clock) -> Iterator[None]:
    """Inside, this process is the window of the vault, as it may have been before. Raises as `WindowLock.take`."""
    if folder.resolve() in _held_here:
        yield
        return
    with WindowLock.take(folder, clock):
        yield


@contextmanager
def changing_header(folder: Path) -> Iterator[None]:
    """Inside, nobody else changes who may unlock the vault; for moments only. Raises `MachineTrouble` ("busy")."""
    with files.as_trouble():
        handle = os.open(folder / HEADER_LOCK, os.O_RDWR | os.O_CREAT, files.PRIVATE_FILE)
    try:
        until = time.monotonic() + _HEADER_SECONDS
        while not _try_lock(handle):
            if time.monotonic() > until:
                raise MachineTrouble(
                    "busy",
                    tr(
                        "Somebody else is changing who may unlock this vault. Nothing was changed: wait a moment and "
                        "do it again."
                    ),
                )
            time.sleep(_PAUSE_SECONDS)
        yield
    finally:
        os.close(handle)


def hold(file: Path) -> int | None:
    """Lock a file of one's own for as long as this process lives; its handle, None where a living process has it."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, files.PRIVATE_FILE)
    if _try_lock(handle):
        return handle
    os.close(handle)
    return None


def refuse_other_host(folder: Path) -> None:
    """Raise `CannotUnlock` ("other-host") where the lock file names another machine."""
    holder = read(folder)
    if holder is not None and holder.host != this_host():
        raise CannotUnlock(
            "other-host",
            tr(
                "This vault is open on the computer “{host}” (since {since}). Close Liaison there first. "
                "If that computer is gone, or was only renamed, delete the file {name} in the vault's "
                "folder."
            ).format(host=holder.host, since=holder.since, name=NAME),
        )


def read(folder: Path) -> Holder | None:
    """Who holds or held the lock; None where nobody or where the text says nothing usable."""
    try:
        with (folder / NAME).open("rb") as file:
            raw = cast("dict[str, object]", json.loads(file.read(_MAX_BYTES)))
        return Holder(str(raw["host"])[:200], int(cast("int", raw["pid"])), str(raw["since"])[:40])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def this_host() -> str:
    """The machine's name without its domain, which changes with the network."""
    return platform.node().split(".")[0] or "unknown"


def _write(handle: int, record: dict[str, object]) -> None:
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(record).encode())
    os.fsync(handle)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
