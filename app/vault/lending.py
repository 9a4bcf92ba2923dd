"""A file of the vault that another program is to open: a copy in a private folder, wiped when it is given back.

Plain text outside the vault, so only where somebody asked for it and was told. Whatever ends the program, nothing of it
stays longer than until the next start: `take_back_all`. Each process has a folder of its own below ``lent``, and holds
a lock beside it: what a second window lent is known by that, and left alone.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from app.kernel.errors import MachineTrouble
from app.kernel.language import tr
from app.vault.attempts import state_folder
from app.vault.files import PRIVATE_FOLDER, make_new
from app.vault.lock import hold

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_DOCUMENTS = frozenset(
    re.findall(
        r"\w+",
        "csv doc docx eml epub gif heic ics jpeg jpg key m4a mkv mov mp3 mp4 msg numbers odg odp ods odt pages pdf png "
        "ppt pptx rtf tif tiff tsv txt vcf vsd vsdx wav webp wpd xls xlsx",
    )
)
_ours: set[Path] = set()
_rooms: dict[Path, int] = {}
"""The folders of this process, each with the handle of its lock."""


def is_document(name: str) -> bool:
    """Whether a file of this name is one that its program shows. Whatever else there is may start a program, and a
    stranger sent it: that is never opened from here."""
    _, dot, ending = name.rstrip(". ").rpartition(".")
    return bool(dot) and ending.lower() in _DOCUMENTS


def lend(name: str, pieces: Iterable[bytes]) -> Path:
    """Write a copy that only this user may read, in a folder of its own. Raises `MachineTrouble`."""
    file = Path()
    try:
        folder = _room() / uuid4().hex
        file = folder / _fit(name)
        folder.mkdir(PRIVATE_FOLDER)
        _ours.add(file)  # from now on a lock on another thread finds it
        make_new(file)
        with file.open("wb") as handle:
            for piece in pieces:
                handle.write(piece)
    except OSError as error:
        _clear(file)
        reason = os.strerror(error.errno) if error.errno else tr("it cannot be written")
        raise MachineTrouble(
            "cannot-lend", tr("The file cannot be opened with its program: {reason}.").format(reason=reason)
        ) from None
    except BaseException:
        _clear(file)
        raise
    return file


def take_back(file: Path) -> bool:
    """Wipe a copy: overwritten, then taken away. False where another program still holds it; the next start does it."""
    for one in [file, *file.parent.glob("*")]:
        with suppress(OSError):  # held by another program: the next one is overwritten all the same
            if one.is_file() and not one.is_symlink():
                _blank(one)
    shutil.rmtree(file.parent, ignore_errors=True)
    _ours.discard(file)
    return not file.exists()


def take_back_all() -> bool:
    """Wipe what processes that ended without warning left behind; whether nothing of theirs is there any more."""
    try:
        rooms = [room for room in _place().iterdir() if room.is_dir() and room not in _rooms]
        left = [room for room in rooms if not _wipe_room(room)]
    except FileNotFoundError:  # nothing was ever lent here, or another start is wiping at this moment
        return True
    except OSError:  # nobody can look: what lies there may be theirs
        return False
    return not left


def _wipe_room(room: Path) -> bool:
    """Wipe the copies of a process that is gone; True, too, where it lives and has them."""
    try:
        handle = hold(_lock_of(room))
    except OSError:
        return False
    if handle is None:
        return True
    try:
        for folder in room.iterdir():
            take_back(next(iter(folder.iterdir()), folder / "none") if folder.is_dir() else folder)
    finally:
        os.close(handle)
    with suppress(OSError):  # not empty while a copy is held: the next start wipes it
        room.rmdir()
        _lock_of(room).unlink(missing_ok=True)
    return not room.exists()


def take_back_ours() -> None:
    """Wipe all that this process lent: the vault is locked."""
    for one in tuple(_ours):
        take_back(one)


@atexit.register
def _at_exit() -> None:
    take_back_ours()
    for room, handle in tuple(_rooms.items()):
        os.close(handle)
        with suppress(OSError):  # not empty while a copy is held: the next start wipes it
            room.rmdir()
            _lock_of(room).unlink(missing_ok=True)
    _rooms.clear()


def _room() -> Path:
    """The folder of this process, made when it is first needed; its lock stands before it does."""
    place = _place()
    for room in _rooms:
        if room.parent == place and room.exists():
            return room
    place.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
    while True:
        room = place / uuid4().hex
        handle = hold(_lock_of(room))
        if handle is not None:
            break
    _rooms[room] = handle
    room.mkdir(PRIVATE_FOLDER)
    return room


def _lock_of(room: Path) -> Path:
    return room.with_name(f"{room.name}.held")


def _clear(file: Path) -> None:
    """Half a copy does not stay."""
    if file.name:
        take_back(file)


def _place() -> Path:
    return state_folder() / "lent"


def _fit(name: str) -> str:
    """A name that every file system takes, with the ending by which its program is found."""
    fit = _UNFIT.sub("_", name).strip(". ") or "file"
    stem, dot, ending = fit.rpartition(".")
    return fit if len(fit) <= 100 else f"{(stem or fit)[:80]}{dot}{ending[:15]}"


def _blank(file: Path) -> None:
    """Zeros over what stood there; a disk that writes elsewhere keeps it for a while, which is told in the guide."""
    file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    left = file.stat().st_size
    with file.open("r+b") as handle:
        while left > 0:
            left -= handle.write(bytes(min(left, 1 << 20)))
        handle.flush()
        os.fsync(handle.fileno())
