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
    """Write ``file`` so that it leads to the vault in ``folder``. Raises `MachineTrouble`."""
    from app.vault.outside import write_outside

    write_outside(file, f"{_HEAD}\n{folder.absolute()}\n".encode())


def folder_of(file: Path) -> Path:
    """The folder of the vault that ``file`` leads to.

    Raises `Refused`: "no-shortcut" where it is no such file, "elsewhere" where it names another machine, which is not
    even asked, "no-vault" where no vault is in that folder.
    """
    lines = _lines(file)
    if len(lines) != 2 or lines[0] != _HEAD:
        raise Refused(
            "no-shortcut", tr("This file does not lead to a vault. Choose the vault where one unlocks.")
        )
    named = lines[1]
    if named.replace("/", "\\").startswith("\\\\"):
        message = tr("This file leads to another computer. Liaison opens vaults of this one only.")
        raise Refused("elsewhere", message)
    folder = Path(named)
    if not folder.is_absolute() or not _has_vault(folder):
        message = tr("There is no vault any more where this file leads. Choose the vault where one unlocks.")
        raise Refused("no-vault", message)
    return folder


def _lines(file: Path) -> list[str]:
    try:
        with file.open("rb") as opened:
            return opened.read(_MOST).decode("utf-8").splitlines()
    except (OSError, ValueError):
        return []


def _has_vault(folder: Path) -> bool:
    try:
        return is_there(folder)
    except (OSError, ValueError):
        return False
