"""Where a vault is looked for, and whether one is there: all that a window has to know before it is painted.

Imports nothing heavy, on purpose: no cryptography, no database (the window starts within 1.5 times a bare one).
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

NAME = "header.json"
COPY = "header.json.bak"
MARK = "vault.new"
"""Stands in the folder while a vault is being made there."""
POINTER = "vault-folder"
"""Beside the platform's place: the folder that took its place, in plain letters."""


def default_folder() -> Path:
    """The vault's usual place: the folder that took the place of the platform's, also while its disk is away; else the
    platform's local data folder (not Documents, which OneDrive moves)."""
    return named_folder() or _home() / "vault"


def named_folder() -> Path | None:
    """The folder that took the place of the platform's: a vault was made, found or restored there."""
    with suppress(OSError, ValueError):
        named = Path((_home() / POINTER).read_text(encoding="utf-8").strip())
        return named if named.is_absolute() else None
    return None


def make_default(folder: Path) -> None:
    """From now on the usual vault is the one in ``folder``, for the window and the command line. Where that cannot be
    written, it has to be chosen each time."""
    with suppress(OSError):
        _home().mkdir(parents=True, exist_ok=True)
        beside = _home() / f"{POINTER}.new"
        beside.write_text(f"{folder.absolute()}\n", encoding="utf-8")
        beside.replace(_home() / POINTER)


def is_there(folder: Path) -> bool:
    """Whether ``folder`` holds a vault's header, or the copy of one, or a data file that has lost both."""
    if any((folder / name).exists() for name in (NAME, COPY)):
        return True
    return not (folder / MARK).exists() and any(folder.glob("data-*.db"))


def _home() -> Path:
    from platformdirs import user_data_dir

    return Path(user_data_dir("Liaison", appauthor=False))
