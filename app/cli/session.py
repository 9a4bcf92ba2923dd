"""One run of the command line: the vault it works on, and what it answers."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from app.kernel.clock import SystemClock
from app.kernel.days import Order
from app.kernel.errors import CannotUnlock, MachineTrouble, Refused
from app.kernel.moments import parse_moment
from app.vault.place import default_folder

if TYPE_CHECKING:
    from app.bootstrap import Workspace


class Add(Protocol):
    """Adds a command to the parser."""

    def __call__(self, name: str, about: str) -> argparse.ArgumentParser: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answers: for programs, for people, and the exit status."""

    data: object
    text: str = ""
    status: int = 0


Run = Callable[["Session", argparse.Namespace], Answer]


class Session:
    """Unlocks the vault when a command first needs it, and locks it at the end."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._workspace: Workspace | None = None
        self.clock = SystemClock()

    @property
    def folder(self) -> Path:
        """The vault's folder."""
        chosen: Path | None = self._args.vault
        return chosen or default_folder()

    @property
    def user(self) -> str | None:
        """Who signs in, if that was said."""
        name: str | None = self._args.user
        return name

    @property
    def workspace(self) -> Workspace:
        """The unlocked vault."""
        if self._workspace is None:
            from app.bootstrap import open_workspace

            self._workspace = open_workspace(self.folder, self.password(), user=self.user, clock=self.clock)
        return self._workspace

    def adopt(self, workspace: Workspace) -> None:
        """Work with a vault that was just made."""
        self._workspace = workspace

    def password(self, *, new: bool = False) -> str:
        """The password: from the file named, from standard input, or from the terminal."""
        source: str | None = self._args.password_file
        if source == "-":
            return sys.stdin.readline().rstrip("\r\n")
        if source is not None:
            return _first_line(Path(source))
        if not sys.stdin.isatty():
            raise CannotUnlock(
                "no-password", "Please name a password file with --password-file.", field="password"
            )
        password = getpass.getpass("New password: " if new else "Password: ")
        if new and getpass.getpass("Once more: ") != password:
            raise Refused("passwords-differ", "The two passwords are not the same.", field="password")
        return password

    def moment(self, words: str | None, *, end_of_day: bool = False, field: str = "at") -> datetime | None:
        """A moment as typed: ISO 8601 or words, in the firm's time zone where none is given."""
        if words is None:
            return None
        now = self.clock.now().astimezone(self.workspace.zone)
        default = time(23, 59, 59) if end_of_day else time(12)
        moment = parse_moment(words, now, order=self.day_order(), default_time=default)
        if moment is None:
            message = (
                f"The time {words!r} is not understood. Please give it as 2026-11-23T15:05 or 2026-11-23."
            )
            raise Refused("bad-time", message, field=field)
        return moment.astimezone(UTC)

    def day_order(self) -> Order:
        """How 3/4 is read at this firm."""
        from app.settings.queries import firm

        with self.workspace.read() as reader:
            return firm(reader).details.day_order

    def spell(self, value: object) -> object:
        """JSON's spelling of what it has no own one for; times in the firm's zone, with the offset."""
        if isinstance(value, datetime):
            zone = self._workspace.zone if self._workspace else UTC
            return value.astimezone(zone).isoformat(timespec="seconds")
        if isinstance(value, StrEnum):
            return value.value
        if isinstance(value, UUID | Decimal | Path):
            return str(value)
        if hasattr(value, "isoformat"):
            return value.isoformat()
        raise TypeError(f"{type(value).__name__} has no JSON spelling")

    def close(self) -> None:
        """Lock the vault."""
        if self._workspace is not None:
            self._workspace.lock()


def note(text: str) -> None:
    """Tell the person at the terminal something that is not the answer."""
    print(text, file=sys.stderr)


def read_file(path: Path) -> bytes:
    """The bytes of a file that somebody named."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "it cannot be read"
        raise MachineTrouble("cannot-read", f"{path.name} cannot be read: {reason}.", field="file") from None


def _first_line(path: Path) -> str:
    text = read_file(path).decode("utf-8-sig", errors="replace")
    return text.splitlines()[0] if text else ""
