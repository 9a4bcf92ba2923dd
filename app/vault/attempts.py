"""A delay after wrong passwords, counted on this machine for each person and kept over a restart.

It slows somebody at this keyboard, and keeps out none of the others: each name has a count of its own, and none waits
longer than five minutes. Who can delete the count or put the machine's clock on can carry the folder away as well, and
is then slowed by the key derivation alone.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

from platformdirs import user_state_dir

from app.kernel.clock import Clock
from app.kernel.errors import CannotUnlock, LiaisonError
from app.kernel.language import counted, tr
from app.vault import files

FREE_TRIES = 3
_LONGEST = timedelta(minutes=5)
_MAX_BYTES = 4096

_unwritable: dict[Path, _Count] = {}
"""Where the machine's state folder cannot be written, the count lasts as long as the process."""


class TooManyTries(CannotUnlock):
    """Wrong passwords were typed; ``seconds`` have to pass before the next try."""

    def __init__(self, seconds: int) -> None:
        if seconds < 120:
            wait = counted(seconds, "1 second", "{count} seconds").format(count=seconds)
        else:
            minutes = (seconds + 59) // 60
            wait = counted(minutes, "1 minute", "{count} minutes").format(count=minutes)
        words = tr("Too many wrong passwords. Wait {span}, then try again.")
        super().__init__("too-many-tries", words.format(span=wait), field="password")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class _Count:
    failures: int
    last: datetime


def delay_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row: three are free, then 2 s, 4 s … up to 5 minutes."""
    if failures < FREE_TRIES:
        return timedelta(0)
    return min(_LONGEST, timedelta(seconds=2 ** min(failures - FREE_TRIES + 1, 20)))


class Attempts:
    """The count of one person's slot of a vault on this machine."""

    def __init__(self, vault: UUID, slot: UUID, clock: Clock) -> None:
        self._clock = clock
        self._file = state_folder() / f"attempts-{vault}-{slot}.json"

    def check(self) -> None:
        """Raise `TooManyTries` where one has to wait."""
        left = self.seconds_left()
        if left:
            raise TooManyTries(left)

    def seconds_left(self) -> int:
        """How long one has to wait, rounded up. A clock put back makes nobody wait longer than the delay."""
        count = self._read()
        now = self._clock.now()
        if now < count.last:
            count = _Count(count.failures, now)
            self._write(count)
        left = count.last + delay_after(count.failures) - now
        return max(0, -(-left // timedelta(seconds=1)))

    def begun(self) -> None:
        """A try begins: counted as failed until it has succeeded, so that ending the program gains
        nothing."""
        self._write(_Count(self._read().failures + 1, self._clock.now()))

    def succeeded(self) -> None:
        """The password was right: the count starts again."""
        _unwritable.pop(self._file, None)
        with suppress(OSError):  # a count that cannot be removed only makes the next wrong try wait longer
            self._file.unlink(missing_ok=True)

    def taken_back(self) -> None:
        """The try failed for another reason than the password (damage, no memory): it does not count."""
        count = self._read()
        self._write(_Count(max(0, count.failures - 1), count.last))

    def _read(self) -> _Count:
        if self._file in _unwritable:
            return _unwritable[self._file]
        try:
            with self._file.open("rb") as file:
                raw = cast("dict[str, object]", json.loads(file.read(_MAX_BYTES)))
            last = datetime.fromisoformat(cast("str", raw["last"])).astimezone(UTC)
            return _Count(max(0, min(int(cast("int", raw["failures"])), 1000)), last)
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return _Count(0, datetime.min.replace(tzinfo=UTC))

    def _write(self, count: _Count) -> None:
        content = json.dumps({"failures": count.failures, "last": count.last.isoformat()}).encode()
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
            files.replace_with(self._file, content)
        except (LiaisonError, OSError):
            _unwritable[self._file] = count


def state_folder() -> Path:
    """Where this machine keeps what is not the vault's and not secret."""
    return Path(user_state_dir("Liaison", appauthor=False))
