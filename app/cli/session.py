"""One run of the command line: the vault it works on, and what it answers."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from unicodedata import category
from uuid import UUID

from app.kernel.clock import SystemClock
from app.kernel.clock_turns import doubt_of
from app.kernel.days import FIRST_YEAR, LAST_YEAR, Look, Order, parse_day
from app.kernel.errors import CannotUnlock, MachineTrouble, Problem, Refused
from app.kernel.language import speak, usual
from app.kernel.moments import parse_moment
from app.vault.place import default_folder

if TYPE_CHECKING:
    from app.storage.transaction import Reader
    from app.workspace import Workspace


class Add(Protocol):
    """Adds a command to the parser."""

    def __call__(self, name: str, about: str) -> argparse.ArgumentParser: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answers: for programs, for people, and the exit status."""

    data: object
    text: str = ""
    status: int = 0


_COMMANDS = frozenset({"Cc", "Cf", "Cs"})
_PASSWORD_BYTES = 65_536

Run = Callable[["Session", argparse.Namespace], Answer]


class Session:
    """Unlocks the vault when a command first needs it, and locks it at the end."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._workspace: Workspace | None = None
        self._spoken_before = usual()
        self.clock = SystemClock()
        self._doubts: list[Problem] = []

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
        return self._workspace or self.sign_in(self.password())

    def sign_in(self, password: str) -> Workspace:
        """Unlock the vault with this password."""
        from app.bootstrap import open_workspace

        opened = open_workspace(self.folder, password, user=self.user, clock=self.clock)
        self.adopt(opened)
        self._came_in(opened)
        return opened

    def _came_in(self, workspace: Workspace) -> None:
        """The trail says who signed in, and who signs in hears of a vault that is not the one of last time."""
        from app.audit.signing import Way
        from app.verification import older_state

        workspace.sign_in(Way.COMMAND_LINE)
        older = older_state(workspace)
        if older is not None:
            note(f"{older} If that was done on purpose, say so: verify --accept-older REASON.")

    def adopt(self, workspace: Workspace) -> None:
        """Work with a vault that was just made, or unlocked; what is said to people is in the firm's English."""
        self._workspace = workspace
        self._speak_as_firm(workspace)

    def _speak_as_firm(self, workspace: Workspace) -> None:
        """Dates and terms of the firm's country, as in its window and on its paper: "Mon, Nov 9", "file memo".

        English, whatever the firm writes: the commands' own words are. JSON keeps the words of the source: programs
        read it, and what they look for must not hang on where a firm is.
        """
        from app.languages.offered import catalogue_of, english_of
        from app.settings.queries import firm

        if self._args.json:
            return
        with workspace.read() as reader:
            country = firm(reader).details.country
        speak(catalogue_of(english_of(country).code))

    def password(self, *, new: bool = False) -> str:
        """The password: from the file named, from standard input, or from the terminal.

        Raises `CannotUnlock` ("no-password") where there is none, which does not count as a try.
        """
        source: str | None = self._args.password_file
        if source is not None:
            return _password_in(_piped_line() if source == "-" else _beginning(Path(source)), source)
        if sys.stdin is None or not sys.stdin.isatty():
            raise _no_password("Please name a password file with --password-file.")
        password = getpass.getpass("New password: " if new else "Password: ")
        if new and getpass.getpass("Once more: ") != password:
            raise Refused("passwords-differ", "The two passwords are not the same.", field="password")
        return password

    def secret(self, source: str | None, words: str, flag: str, *, twice: bool = False) -> str:
        """Another secret than the password to sign in with: from the file named by ``flag``, else from the terminal.

        ``words`` ask for it. With ``-`` for several of them, standard input has one on each line, in the order of
        need. Raises `Refused` ("no-secret").
        """
        field = flag.lstrip("-").removesuffix("-file").replace("-", "_")
        if source is not None:
            try:
                return _password_in(_piped_line() if source == "-" else _beginning(Path(source)), source)
            except CannotUnlock as error:
                raise Refused("no-secret", error.message, field=field) from None
        if sys.stdin is None or not sys.stdin.isatty():
            raise Refused("no-secret", f"Please name a file with {flag}.", field=field)
        typed = getpass.getpass(f"{words}: ")
        if twice and getpass.getpass("Once more: ") != typed:
            raise Refused("passwords-differ", "The two passwords are not the same.", field=field)
        return typed

    @contextmanager
    def reading(self, args: argparse.Namespace) -> Iterator[Reader]:
        """The vault as ``--as-of`` and ``--known-by`` ask for it; known by then is also happened by then."""
        as_of = self.moment(args.as_of, end_of_day=True, field="as_of")
        known_by = self.moment(args.known_by, end_of_day=True, field="known_by")
        with self.workspace.read(as_of or known_by, known_by) as reader:
            yield reader

    def moment(
        self,
        words: str | None,
        *,
        end_of_day: bool = False,
        field: str = "at",
        look: Look = "back",
        said_at: datetime | None = None,
    ) -> datetime | None:
        """A moment as typed: ISO 8601 or words, in the firm's time zone where none is given.

        Words look ``back`` at what has happened, or ahead, as seen from ``said_at`` (None: now).
        """
        if words is None:
            return None
        now = (said_at or self.clock.now()).astimezone(self.workspace.zone)
        default = time(23, 59, 59) if end_of_day else time(12)
        moment = parse_moment(words, now, order=self.day_order(), look=look, default_time=default)
        if moment is None:
            message = (
                f"The time {words[:80]!r} is not understood. Please give it as 2026-11-23T15:05 or 2026-11-23, "
                f"with a year from {FIRST_YEAR} to {LAST_YEAR}."
            )
            raise Refused("bad-time", message, field=field)
        doubt = doubt_of(words, now, order=self.day_order(), look=look, default_time=default)
        if doubt:
            self._doubts.append(Problem(field, "clock-turn", doubt))
        if not end_of_day and moment > now and moment.date() == now.date() and self._is_day(words, now):
            moment = now  # "today", said in the morning, is not noon
        return moment.astimezone(UTC)

    def doubts(self) -> list[Problem]:
        """What is to be said of times that the clocks skip or show twice, once: who asks says it."""
        found, self._doubts = self._doubts, []
        return found

    def day(self, words: str, field: str) -> date:
        """A day to come as typed: ISO 8601 or the words of the window's date fields. Raises `Refused` ("bad-date")."""
        from app.hours.queries import firm_calendar

        order = self.day_order()
        with self.workspace.read() as reader:
            add = firm_calendar(reader).add_working_days
            found = parse_day(words, reader.today, order=order, add_working_days=add)
        if found is None:
            message = (
                f"The day {words[:80]!r} is not understood. Please give it as tomorrow, Thu or 2026-11-26."
            )
            raise Refused("bad-date", message, field=field)
        return found

    def _is_day(self, words: str, now: datetime) -> bool:
        """Whether ``words`` name a day alone, without a time."""
        return parse_moment(words, now, order=self.day_order()) is None

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
        speak(self._spoken_before)
        if self._workspace is not None:
            self._workspace.lock()


def note(text: str) -> None:
    """Tell the person at the terminal something that is not the answer; nobody there is no reason to stop."""
    with suppress(OSError):
        print(printable(text), file=sys.stderr, flush=True)


def printable(text: str) -> str:
    """Without what would command the terminal: files and arguments may hold it, and messages quote them."""
    return "".join(letter if letter == "\n" or category(letter) not in _COMMANDS else " " for letter in text)


def read_file(path: Path, limit: int, field: str = "file") -> bytes:
    """The bytes of a file that somebody named. Raises `MachineTrouble`, `Refused` beyond ``limit`` bytes."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise MachineTrouble("cannot-read", _why_unread(path, error), field=field) from None
    if len(content) > limit:
        message = (
            f"{path.name} is larger than {limit // 1_000_000} MB. Keep it elsewhere and name it in the text."
        )
        raise Refused("file-too-large", message, field=field)
    return content


def _why_unread(path: Path, error: OSError) -> str:
    reason = os.strerror(error.errno) if error.errno else "it cannot be read"
    return f"{path.name} cannot be read: {reason}."


def _no_password(message: str) -> CannotUnlock:
    return CannotUnlock("no-password", message, field="password")


def _piped_line() -> bytes:
    """The first line of standard input as it came: its bytes are not decoded by an old code page."""
    if sys.stdin is None:
        return b""
    if not hasattr(sys.stdin, "buffer"):  # replaced by a program that calls this one
        return sys.stdin.readline().encode()
    return sys.stdin.buffer.readline(_PASSWORD_BYTES)


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_PASSWORD_BYTES)
    except (OSError, ValueError) as error:
        reason = _why_unread(path, error) if isinstance(error, OSError) else "Its name is no file's name."
        raise _no_password(f"The password file cannot be used. {reason}") from None


def _password_in(raw: bytes, source: str) -> str:
    """The first line. Read wrongly, a password would be another one, so what is not understood is refused."""
    where = "Standard input" if source == "-" else "The password file"
    encoding = "utf-16" if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise _no_password(
            f"{where} is not UTF-8 text. Save the password as UTF-8, then try again."
        ) from None
    password = text.partition("\n")[0].removesuffix("\r")
    if not password:
        raise _no_password(f"{where} has no password in its first line. Put it there, then try again.")
    return password
