"""Where a vault may live: a private folder on a disk of this machine, and not one that is being
synchronised."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.kernel.errors import MachineTrouble, Refused
from app.kernel.language import tr
from app.vault import files, lock, mounts
from app.vault.place import COPY, NAME
from app.vault.place import MARK as MARK

_OURS = re.compile(rf"({re.escape(NAME)}|{re.escape(COPY)})(\.new)?|data-\d+\.db(-wal|-shm|-journal)?")
"""What making a vault writes."""
_UNSEEN = {".DS_Store", "desktop.ini", "Thumbs.db", lock.NAME}
"""What the system puts into a folder that looks empty, and the lock of a window that has no vault yet."""


@contextmanager
def making(folder: Path) -> Iterator[Path]:
    """Make a vault in ``folder`` inside this context: the resolved path, allowed, private (0700), new or empty.

    What fails inside is taken away again, the folder too if it was made for this; what a killed creation left is taken
    away by the next one, known by its mark. Raises `Refused` or `MachineTrouble`, that one also where the folder itself
    goes away meanwhile (a disk that is unplugged).
    """
    try:
        there = _mode(_expanded(folder))
        folder = _prepare(folder)
    except FileNotFoundError:
        raise _gone() from None
    except (ValueError, RuntimeError):  # a NUL in its name; links that lead to each other
        raise _no_folder() from None
    mark = folder / MARK
    try:
        with files.as_trouble():
            mark.touch(mode=files.PRIVATE_FILE)
            files.sync_folder(folder)
        yield folder
    except BaseException as error:
        is_gone = isinstance(error, Exception) and not folder.is_dir()
        # It went away, or the disk refuses: the mark is left, and the next one clears it.
        with suppress(OSError):
            clear(folder)
        with suppress(OSError):  # something else came into it meanwhile
            folder.rmdir() if there is None else folder.chmod(there)
        if is_gone:
            raise _gone() from None
        raise
    finished(folder)


def _gone() -> MachineTrouble:
    message = tr(
        "The folder went away while the vault was being made, so there is none. Choose it once more."
    )
    return MachineTrouble("folder-gone", message, field="folder")


def _no_folder() -> Refused:
    return Refused("no-folder", tr("No folder can be made there. Choose another place."), field="folder")


def _mode(folder: Path) -> int | None:
    try:
        return stat.S_IMODE(folder.stat().st_mode)
    except OSError:
        return None


def finished(folder: Path) -> None:
    """The vault in ``folder`` is whole: its header, which is written last, was read."""
    with suppress(OSError):  # a mark that stays beside a header means nothing
        (folder / MARK).unlink(missing_ok=True)


def _prepare(folder: Path) -> Path:
    with files.as_trouble():
        refuse_unfit(folder)
        folder = _expanded(folder).absolute()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
        except (FileExistsError, NotADirectoryError):
            raise Refused(
                "not-a-folder", tr("There is a file of that name. Choose a folder."), field="folder"
            ) from None
        except FileNotFoundError:
            raise _no_folder() from None
        folder = folder.resolve()
        begun = (folder / MARK).exists() and not (folder / NAME).exists()
        if begun:
            clear(folder)
        _refuse_taken(folder, begun)
        folder.chmod(files.PRIVATE_FOLDER)
    return folder


def _refuse_taken(folder: Path, begun: bool) -> None:
    """Nothing is mixed with what somebody keeps there; a folder where a creation ``begun`` was killed is ours."""
    if any((folder / name).exists() for name in (NAME, COPY)) or any(folder.glob("data-*.db")):
        raise Refused(
            "vault-exists",
            tr("There is already a vault in this folder. Unlock it, or choose another folder."),
            field="folder",
        )
    if any((above / NAME).exists() for above in folder.parents):
        raise Refused(
            "inside-a-vault",
            tr("This place is inside the folder of a vault. Choose another place."),
            field="folder",
        )
    if not begun and any(path.name not in _UNSEEN for path in folder.iterdir()):
        raise Refused(
            "not-empty",
            tr("There is something in this folder already. Choose a new or an empty one."),
            field="folder",
        )


def clear(folder: Path) -> None:
    """Take away a vault that was begun and not finished; the mark goes last. Nothing else is touched."""
    for path in [path for path in folder.iterdir() if _OURS.fullmatch(path.name)]:
        path.unlink(missing_ok=True)
    (folder / MARK).unlink(missing_ok=True)


def _expanded(folder: Path) -> Path:
    """With ``~`` spelled out; what names no user's home is a folder's name like any other."""
    try:
        return folder.expanduser()
    except RuntimeError:
        return folder


def refuse_unfit(folder: Path, *, there: bool = False) -> None:
    """Raise `MachineTrouble` ("network-folder", "synced-folder") with the reason where a vault would be
    torn. ``there``: a vault is in it, so it has to be moved."""
    moved = tr(
        "Nothing is lost: move the vault's whole folder to this computer's own disk, and open it there."
    )
    path = _expanded(folder)
    kind = mounts.network_kind(path)
    if kind is not None:
        raise MachineTrouble(
            "network-folder",
            tr(
                "This folder lies on a network drive ({kind}), where two machines could tear the vault. "
            ).format(kind=kind)
            + (moved if there else tr("Choose a folder on this computer's own disk.")),
        )
    path = path.absolute()
    real = path.resolve()
    service = sync_service(path) or (sync_service(real) if real != path else None)
    if service is not None:
        raise MachineTrouble(
            "synced-folder",
            tr(
                "This folder is synchronised by {service}, which would tear the vault while it is in use. "
            ).format(service=service)
            + (moved if there else tr("Choose a folder that is not synchronised; backups may go there.")),
        )


# How the folders of the services begin, as their installers name them, in lower case.
_SERVICES = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("box sync", "Box"),
    ("megasync", "MEGA"),
    ("pcloud", "pCloud"),
    ("syncthing", "Syncthing"),
)
# What the services put into the top of the folders they keep in step.
_MARKS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".tmp.driveupload", "Google Drive"),
)
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def sync_service(path: Path) -> str | None:
    """The service that keeps ``path`` in step with others, told by names, marks and settings; None where
    none is seen."""
    for part in path.parts:
        for start, service in _SERVICES:
            if part.casefold().startswith(start):
                return service
    above = (path, *path.parents)
    if sys.platform == "darwin" and any(folder.parts[-2:] == ("Library", "CloudStorage") for folder in above):
        return tr("a cloud storage service")
    for variable in _ONEDRIVE_VARIABLES:
        value = os.environ.get(variable)
        if value and Path(value) in above:
            return "OneDrive"
    home = Path.home()
    for folder in above:
        for mark, service in _MARKS:
            # ~/.dropbox is the program's own settings, so the mark counts only with a folder it can stand in
            if folder != home and (folder / mark).exists():
                return service
    return None
