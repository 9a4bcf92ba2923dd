"""What this machine knows outside the vault: who it is, and where it brings copies of backups.

The second place is written here in the clear, beside the encrypted setting, so that it is found on the day on which
the vault does not open. Only the folder's path is, in a file of this user's alone.
"""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from pathlib import Path
from typing import cast
from uuid import UUID

from app.kernel.errors import LiaisonError
from app.vault import attempts, files, lock

_MAX_BYTES = 10_000


def machine_id() -> str:
    """A random name of this machine and user, made at the first asking; the host's name where nothing can be kept."""
    file = attempts.state_folder() / "machine"
    with suppress(OSError, ValueError):
        known = file.read_text(encoding="ascii").strip()
        if len(known) == 32 and known.isalnum():
            return known
    made = secrets.token_hex(16)
    try:
        _write(file, made.encode())
    except (LiaisonError, OSError):
        return lock.this_host()
    return made


def remember_place(vault: UUID, folder: Path | None) -> None:
    """Where copies of that vault's backups lie; None forgets it. Where it cannot be written, it is not remembered."""
    file = _file(vault)
    with suppress(LiaisonError, OSError):
        if folder is None:
            file.unlink(missing_ok=True)
        else:
            _write(file, json.dumps({"folder": str(folder)}).encode())


def remembered_place(vault: UUID) -> Path | None:
    """Where copies of that vault's backups lie, as this machine remembers it."""
    try:
        with _file(vault).open("rb") as file:
            raw = cast("dict[str, object]", json.loads(file.read(_MAX_BYTES)))
        folder = raw["folder"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return Path(folder) if isinstance(folder, str) and folder and "\0" not in folder else None


def _file(vault: UUID) -> Path:
    return attempts.state_folder() / f"backups-{vault}.json"


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
    files.replace_with(file, content)
