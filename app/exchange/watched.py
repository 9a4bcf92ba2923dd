"""A folder that is looked at now and then: what was put there and was not taken yet is offered. Nothing in it is ever
changed, moved or deleted.

That a file was taken is known by a digest of what it holds, made with a key of the vault and kept on this machine: the
list tells nobody anything. Should it be lost, everything is offered once more, and what is in does not come in twice.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.exchange.find_files import find_files
from app.kernel.errors import LiaisonError
from app.vault import attempts, files
from app.vault.unlocked import Vault

WHOLE_BYTES = 64_000_000
"""A longer file is told by its beginning, its end, its size and when it was changed: a mailbox of gigabytes on another
computer is not read through to know it again."""
_BLOCK = 1_000_000
_MOST = 200_000
"""So many digests are kept, the newest."""

Version = tuple[int, int]
"""Size, and when it was changed last, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was not taken yet."""

    path: Path
    key: str = field(repr=False)


@dataclass(slots=True)
class WatchedFolder:
    """What is known of one folder from one look to the next. Used by one thread at a time."""

    vault: Vault
    folder: Path
    _before: dict[Path, Version] = field(default_factory=dict)
    _keys: dict[tuple[Path, Version], str] = field(default_factory=dict)

    def look(self, still: Callable[[], None] = lambda: None) -> tuple[Waiting, ...]:
        """The files that are whole (as they were at the look before) and were not taken, in the order of names.

        ``still`` is called now and then and may raise to stop. Raises `Refused` ("too-many-files"). A folder that is
        not there just now, as those of the net sometimes are, holds nothing.
        """
        now: dict[Path, Version] = {}
        there = self.folder.is_dir() and not _holds(self.folder, self.vault.folder)
        for found in find_files([self.folder], looked=lambda _: still()) if there else ():
            with suppress(OSError):  # it went since the folder was listed
                if found.path.is_file():
                    about = found.path.stat()
                    now[found.path] = (about.st_size, about.st_mtime_ns)
        whole = [(path, version) for path, version in now.items() if self._before.get(path) == version]
        self._before = now
        taken = taken_keys(self.vault)
        there_still = set(whole)
        self._keys = {one: key for one, key in self._keys.items() if one in there_still}
        waiting = []
        for path, version in whole:
            still()
            with suppress(OSError):  # it went, or nobody may read it: the next look tells
                key = self._keys.get((path, version)) or self._digest(path, version)
                self._keys[path, version] = key
                if key not in taken:
                    waiting.append(Waiting(path, key))
        return tuple(waiting)

    def _digest(self, path: Path, version: Version) -> str:
        """What tells the file's content from every other."""
        digest = hmac.new(self.vault.subkey("watched folder"), digestmod=hashlib.sha256)
        size = version[0]
        with path.open("rb") as file:
            if size > WHOLE_BYTES:
                digest.update(repr(version).encode() + file.read(_BLOCK))
                file.seek(-_BLOCK, 2)
            while block := file.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()


def taken_keys(vault: Vault) -> frozenset[str]:
    """The digests of what was taken here. A list that cannot be read is empty."""
    try:
        kept = json.loads(_list(vault).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(one for one in kept if isinstance(one, str)) if isinstance(kept, list) else frozenset()


def note_taken(vault: Vault, keys: Iterable[str]) -> None:
    """These were taken. A machine that keeps nothing offers them again."""
    before = taken_keys(vault)
    new = [one for one in dict.fromkeys(keys) if one not in before]
    kept = [*sorted(before), *new][-_MOST:]
    with suppress(OSError, LiaisonError):  # no state folder, or a full disk: they are offered again
        _list(vault).parent.mkdir(parents=True, exist_ok=True)
        files.replace_with(_list(vault), json.dumps(kept).encode())


def _list(vault: Vault) -> Path:
    return attempts.state_folder() / f"taken-{vault.id}.json"


def _holds(folder: Path, vault: Path) -> bool:
    """Whether the vault is in the folder, or around it: what it keeps is nothing to bring in."""
    here, ours = folder.resolve(), vault.resolve()
    return here == ours or here in ours.parents or ours in here.parents
