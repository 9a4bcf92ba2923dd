"""Where a backup may be written, what it is called until it is one, and putting it into its place."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from app.kernel.errors import LiaisonError, Refused
from app.kernel.language import tr
from app.vault import container, files
from app.vault.unlocked import Vault

SHELF = "backups"
_OURS = re.compile(r".+\.[0-9a-f]{16}\.(copy|part|check)")
_ABANDONED_SECONDS = 24 * 3600
_MOST_BYTES = 255
"""Of a name: Linux counts bytes; Windows and macOS count letters, and take no fewer."""


def must_be_free(out: Path, vault: Vault) -> bool:
    """Whether a backup of this vault is there, to be replaced; else nothing is. Raises `Refused`.

    Nothing but an older backup of this same vault is ever written over, and nothing lies in the vault's own folder but
    in its folder of backups.
    """
    _must_be_outside(out, vault.folder)
    if not os.path.lexists(out):
        return False
    with suppress(LiaisonError, OSError):
        if out.is_file() and container.read_beginning(out).header.vault_id == vault.id:
            return True
    raise Refused(
        "file-exists",
        tr(
            "A file of that name is there already, and it is no backup of this vault. Give the backup another name."
        ),
        field="out",
    )


def put(part: Path, out: Path, vault: Vault) -> None:
    """Give the finished ``part`` its name. Raises `Refused` where something else took that name meanwhile."""
    if must_be_free(out, vault):
        part.replace(out)
        return
    try:
        os.link(part, out)  # unlike a rename it never goes over what is there
    except FileExistsError:
        put_again = must_be_free(out, vault)  # refuses, but where it is another run's backup of this vault
        if put_again:
            part.replace(out)
    except OSError:  # a disk without links, as sticks are: a name of our own first
        with suppress(FileExistsError):
            files.make_new(out)
            part.replace(out)
            return
        must_be_free(out, vault)
        part.replace(out)
    else:
        part.unlink()


def half_made(out: Path, *endings: str) -> tuple[Path, ...]:
    """Names beside ``out`` that nobody else has, also not who writes the same backup just now; `sweep` knows them."""
    return tuple(named_beside(out, f".{secrets.token_hex(8)}.{ending}") for ending in endings)


def kept_beside(out: Path, now: float) -> Path:
    """A name beside ``out`` for what stands there, which tells since when it has that name: ``now``, in seconds as the
    disk counts them. No time of a file does so on every system: a new name is no new content, and the time of its last
    change of any kind is that of its making on Windows."""
    return named_beside(out, f".{max(int(now), 0):010x}{secrets.token_hex(8)}.before")


def named_beside(out: Path, ending: str) -> Path:
    """``out`` with ``ending`` behind its name. Of a name that is as long as a disk takes it is the beginning: what can
    lie there can be written there."""
    beginning = out.name.encode("utf-8", "surrogateescape")[: _MOST_BYTES - len(ending)]
    return out.with_name(beginning.decode("utf-8", "ignore") + ending)


@contextmanager
def scratch(*paths: Path) -> Iterator[None]:
    """These files are gone afterwards, whatever happens."""
    try:
        yield
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


@contextmanager
def room_for(file: Path) -> Iterator[Path]:
    """A place for the database of ``file``: beside it, or for temporary files where the disk takes nothing."""
    if os.access(file.parent, os.W_OK):
        (beside,) = half_made(file, "check")
        with scratch(beside):
            yield beside
    else:
        with tempfile.TemporaryDirectory(prefix="liaison-check-") as room:
            yield Path(room) / "database"


def make_room(folder: Path) -> None:
    """The folder of a backup. Raises `Refused` where none can be made; other trouble as the system says it."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
    except (FileNotFoundError, FileExistsError, NotADirectoryError):
        raise Refused(
            "no-folder", tr("No folder can be made there. Choose another place."), field="out"
        ) from None


def sweep(folder: Path, now: datetime) -> None:
    """Take away what runs that were killed long ago left half made; a younger one may still be at work."""
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name):
            with suppress(OSError):  # in use, or gone by now
                if now.timestamp() - path.stat().st_mtime > _ABANDONED_SECONDS:
                    path.unlink()


def sweep_beside(part: Path, out: Path) -> None:
    """Take away what saves to ``out`` that were killed long ago left: what they had half made, and what stood there
    before (`kept_beside`). ``part`` was made just now: its time is what the disk takes for now."""
    with suppress(OSError):  # a folder that shows nobody what it holds
        now = part.stat().st_mtime
        there = [one for one in out.parent.iterdir() if one != part]
        for digits, ending in ((16, "part"), (26, "before")):
            unnamed = f".{'0' * digits}.{ending}"
            name = named_beside(out, unnamed).name.removesuffix(unnamed)
            ours = re.compile(rf"{re.escape(name)}\.([0-9a-f]{{{digits}}})\.{ending}")
            for path, found in [(one, ours.fullmatch(one.name)) for one in there]:
                with suppress(OSError):  # in use, or gone by now
                    if found is not None:
                        since = path.stat().st_mtime if ending == "part" else int(found[1][:10], 16)
                        if now - since > _ABANDONED_SECONDS:
                            path.unlink()


def _must_be_outside(out: Path, folder: Path) -> None:
    """By what the system calls the same folder, since names differ in case and by links."""
    ours = folder.resolve()
    within = out.absolute().parent.resolve()
    for above in (within, *within.parents):
        if above == ours or (above.exists() and above.samefile(ours)):
            if [part.casefold() for part in within.relative_to(above).parts] == [SHELF]:
                return
            raise Refused(
                "inside-the-vault",
                tr(
                    "That file would lie in the vault's own folder. Choose another place; without one, the backup goes "
                    "where the vault keeps its own."
                ),
                field="out",
            )
