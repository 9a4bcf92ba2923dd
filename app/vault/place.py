"""Where a vault is looked for, and whether one is there: all that a window has to know before it is painted.

Imports nothing heavy, on purpose: no cryptography, no database (the window starts within 1.5 times a bare one).
"""

from __future__ import annotations

from pathlib import Path

NAME = "header.json"
COPY = "header.json.bak"


def default_folder() -> Path:
    """The vault's usual place: the platform's local data folder (not Documents, which OneDrive moves)."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("Liaison", appauthor=False)) / "vault"


def is_there(folder: Path) -> bool:
    """Whether ``folder`` holds a vault's header, or the copy of one."""
    return any((folder / name).exists() for name in (NAME, COPY))
