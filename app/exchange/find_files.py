"""The files that are meant: those named, and those in folders named."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number

FILES_AT_ONCE = 20_000
LOOKED_AT_MOST = 500_000
"""So many names are looked at, whatever they are: nobody means a whole disk."""
_NOT_MEANT = {".ds_store", "thumbs.db", "desktop.ini"}
_BETWEEN = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and what it is called: as it was given; in a folder that was given, folder and path below it."""

    path: Path
    name: str


def find_files(paths: Iterable[Path], *, looked: Callable[[int], None] = lambda _: None) -> tuple[Found, ...]:
    """The files named, and those in folders named; hidden ones and the system's own left out, as are hidden folders.

    ``looked`` is told now and then how many were found; it may raise to stop. Raises `Refused` ("too-many-files").
    A folder that cannot be opened is found itself, so that reading it says so; so are links to folders, which are not
    followed, and what is no file (pipes, devices, links to nowhere).
    """
    found: dict[Path, Found] = {}
    for path in paths:
        if not path.is_dir():
            found.setdefault(path, Found(path, str(path)))
        for one in _in_folder(path, looked) if path.is_dir() else ():
            found.setdefault(one.path, one)
            if len(found) > FILES_AT_ONCE:
                message = tr("More than {files_at_once} files at once. Please take a smaller folder.").format(
                    files_at_once=say_number(FILES_AT_ONCE)
                )
                raise Refused("too-many-files", message, field="file")
    return _told_apart(tuple(found.values()))


def _in_folder(folder: Path, looked: Callable[[int], None]) -> Iterator[Found]:
    """Folder by folder, each in the order of names. Links to folders are not followed: they may lead round."""
    called = folder.name or folder.resolve().name
    unopened: list[Path] = []
    seen = taken = 0
    for here, folders, names in os.walk(
        folder, onerror=lambda error: unopened.append(Path(error.filename or folder))
    ):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(here, name).is_symlink()]
        seen += len(folders) + len(names)
        if seen > LOOKED_AT_MOST:
            message = tr(
                "This folder holds more than {looked_at_most} things. Please take a smaller one."
            ).format(looked_at_most=say_number(LOOKED_AT_MOST))
            raise Refused("too-many-files", message, field="file")
        looked(taken)
        for name in sorted(names + linked):
            path = Path(here, name)
            if _is_meant(path):
                taken += 1
                if taken % _BETWEEN == 0:
                    looked(taken)
                yield Found(path, f"{called}/{path.relative_to(folder).as_posix()}")
    for path in unopened:
        yield Found(path, str(path))


def _told_apart(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Where two folders of one name hold a file of one name, the whole path tells them apart."""
    often = Counter(one.name for one in found)
    return tuple(replace(one, name=str(one.path)) if often[one.name] > 1 else one for one in found)


def _is_meant(path: Path) -> bool:
    return not path.name.startswith(".") and path.name.casefold() not in _NOT_MEANT
