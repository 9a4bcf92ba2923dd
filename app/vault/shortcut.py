"""A `.liaison` file leads to a vault: it names the folder and says nothing else, so that a double click opens it.

It may come from anywhere, by mail as well: what it names is looked at only where it is a folder of this machine, and a
vault still asks for its password.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.vault.place import is_there

ENDING: Final = "liaison"
_HEAD: Final = "Liaison vault"
_MOST: Final = 4096
"""Bytes; a longer file is something else."""


def write_shortcut(file: Path, folder: Path) -> None:
    """Write ``file`` so that it leads to the vault in ``folder``.

    Raises `MachineTrouble`, `Refused` ("no-line": what the folder is called cannot stand on a line of a text).
    """
    from app.vault.outside import write_outside

    named = str(folder.absolute())
    try:
        content = f"{_HEAD}\n{named}\n".encode()
    except UnicodeEncodeError:
        content = b""
    if "\0" in named or len(content) > _MOST or _folder_in(content) != named:
        message = tr(
            "No shortcut can lead to a folder of such a name. Rename the folder, or open the vault by hand."
        )
        raise Refused("no-line", message)
    write_outside(file, content)


def folder_of(file: Path) -> Path:
    """The folder of the vault that ``file`` leads to.

    Raises `Refused`: "no-shortcut" where it is no such file, "elsewhere" where it names another machine, which is not
    even asked, "no-vault" where no vault is in that folder.
    """
    named = _folder_in(_content(file))
    if named is None:
        raise Refused(
            "no-shortcut", tr("This file does not lead to a vault. Choose the vault where one unlocks.")
        )
    if named.replace("/", "\\").startswith("\\\\"):
        message = tr("This file leads to another computer. Liaison opens vaults of this one only.")
        raise Refused("elsewhere", message)
    folder = Path(named)
    if not folder.is_absolute() or not _has_vault(folder):
        message = tr("There is no vault any more where this file leads. Choose the vault where one unlocks.")
        raise Refused("no-vault", message)
    return folder


def _content(file: Path) -> bytes:
    try:
        if not file.is_file():  # a pipe would be waited for
            return b""
        with file.open("rb") as opened:
            return opened.read(_MOST + 1)
    except (OSError, ValueError):
        return b""


def _folder_in(content: bytes) -> str | None:
    """What a shortcut names; also after an editor of Windows saved it, with its mark and its ends of lines. Nothing
    but those ends a line: a folder's name may hold what else is taken for one."""
    try:
        lines = content.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except ValueError:
        return None
    if len(content) > _MOST or len(lines) not in {2, 3} or lines[0] != _HEAD or lines[2:] not in ([], [""]):
        return None
    return lines[1]


def _has_vault(folder: Path) -> bool:
    try:
        return is_there(folder)
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links that lead to each other
        return False
