"""The backups of one vault in a folder: what they are called, which are there, bringing one to a second place,
and taking away those that the rule no longer keeps.

A file counts as ours by its name and by the vault that its header names. Nothing else is ever touched.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from app.kernel.errors import LiaisonError, MachineTrouble
from app.kernel.language import tr
from app.vault import container, files, keeping
from app.vault.keeping import KeepingRule, Made
from app.vault.progress import Progress

SUFFIX = ".liaison-backup"
_UPDATE = "-before-update"
_NAME = re.compile(rf"(\d{{4}}-\d\d-\d\d-\d{{6}})({_UPDATE})?{re.escape(SUFFIX)}")
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A backup as its name and size tell of it; whether it is good shows only when it is opened."""

    file: Path
    made_at: datetime
    before_update: bool
    size: int

    @property
    def made(self) -> Made:
        """For the rule."""
        return Made(self.file.name, self.made_at, self.before_update)


def name_at(moment: datetime, *, before_update: bool = False) -> str:
    """What a backup of that moment is called: the time in UTC, so that names sort."""
    return f"{moment.astimezone(UTC):%Y-%m-%d-%H%M%S}{_UPDATE if before_update else ''}{SUFFIX}"


class Looked(NamedTuple):
    """What was found in a folder. ``whole``: the folder and every file in it that is named like ours could be read."""

    there: tuple[OnShelf, ...]
    whole: bool


def on_shelf(folder: Path, vault: UUID | None) -> tuple[OnShelf, ...]:
    """The backups in ``folder`` that we named, newest first; of one vault, or of any where ``vault`` is None.

    Where the folder cannot be read, there are none; who must know that asks `look`.
    """
    return look(folder, vault).there


def latest(there: Sequence[OnShelf], now: datetime) -> OnShelf | None:
    """The newest of those ``there``, newest first; one of a time that is not yet only where there is no other: the
    clock was wrong then, or is wrong now, and what was made since would count for nothing."""
    return next((one for one in there if one.made_at <= now), there[0] if there else None)


def look(folder: Path, vault: UUID | None) -> Looked:
    """The same, and whether that is all: a disk that is not connected is not an empty one."""
    found, whole = [], True
    try:
        named = [(file, name) for file in folder.iterdir() if (name := _NAME.fullmatch(file.name))]
    except OSError:
        named, whole = [], False
    for file, name in named:
        try:
            made_at = datetime.strptime(name[1], "%Y-%m-%d-%H%M%S").replace(tzinfo=UTC)
            if vault in (None, container.read_beginning(file).header.vault_id):
                found.append(OnShelf(file, made_at, name[2] is not None, file.stat().st_size))
        except FileNotFoundError:  # taken away just now
            continue
        except (OSError, ValueError, LiaisonError):
            whole = False
    return Looked(tuple(sorted(found, key=lambda one: (one.made_at, one.file.name), reverse=True)), whole)


def going(here: Collection[OnShelf], rule: KeepingRule, now: datetime, zone: ZoneInfo) -> tuple[OnShelf, ...]:
    """Those that the rule no longer keeps, the oldest first."""
    known = {one.made: one for one in here}
    return tuple(known[one] for one in keeping.going(known.keys(), rule, now, zone))


def take_away(gone: Iterable[OnShelf]) -> None:
    """Remove them. One that cannot be taken away stays."""
    for one in gone:
        with suppress(OSError):  # read-only, or open in another program on Windows: the next time, then
            one.file.unlink()


def bring(file: Path, to: Path, key: bytes | bytearray, progress: Progress = lambda *_: None) -> Path:
    """Copy a verified backup into the folder ``to`` and read it back from there, byte for byte.

    ``to`` must be there. Raises `MachineTrouble` ("place-missing", no room, gone in the middle), `Damaged` where what
    is read back is not what was written; nothing half done is left then, unless the disk is gone.
    """
    if not to.is_dir():
        raise MachineTrouble(
            "place-missing",
            tr("The second place for backups is not there just now. Connect the disk, or set another."),
        )
    out = to / file.name
    part = out.with_name(out.name + ".part")
    try:
        with files.as_trouble():
            part.unlink(missing_ok=True)
            _copy(file, part, progress)
            _forget_cached(part)
            beginning = container.read_beginning(part)
            container.prove(part, beginning, container.open_manifest(beginning, key), key, progress)
            part.replace(out)
            files.sync_folder(to)
    except FileNotFoundError:
        raise MachineTrouble(
            "place-missing", tr("The second place for backups went away while the backup was copied to it.")
        ) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return out


def is_brought(file: Path, to: Path) -> bool:
    """Whether a copy of ``file`` was brought to ``to``; it was verified there, or it would not have its name."""
    with suppress(OSError):
        return (to / file.name).stat().st_size == file.stat().st_size
    return False


def _copy(file: Path, part: Path, progress: Progress) -> None:
    files.make_new(part)
    size, done = file.stat().st_size, 0
    with file.open("rb") as source, part.open("wb") as target:
        while piece := source.read(_PIECE):
            target.write(piece)
            done += len(piece)
            progress(done, size)
        target.flush()
        os.fsync(target.fileno())


def _forget_cached(file: Path) -> None:
    """Have what is read back come from the disk, not from memory, where the system can be asked to."""
    if hasattr(os, "posix_fadvise"):
        with file.open("rb") as handle:
            os.posix_fadvise(handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
