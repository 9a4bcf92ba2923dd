"""Vaults that were made out of backups on this machine: told to the vault that was there before, at its next sign-in.

The restored vault's trail has it at once; that of the vault beside it, from which somebody may have wanted a copy
unseen, only when it is open again. Until then it is kept on this machine, as wrong passwords are (`failures`).
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from app.kernel.errors import LiaisonError
from app.vault import anchors, attempts, files

KEPT = 100
_MAX_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Restored:
    """When, by the password of whom (None: the recovery key), and of when the backup was."""

    at: datetime
    slot: UUID | None
    made_at: datetime


def keep(vault: UUID, folder: Path, one: Restored) -> None:
    """Remember it for each place of that vault that this machine knows, but not for ``folder``, which it made. Where
    the machine's folder cannot be written it is not remembered."""
    for place in anchors.places(vault) - {anchors.place_of(folder)}:
        _write(_file(vault, place), [*_read(_file(vault, place)), one][-KEPT:])


def read(vault: UUID, folder: Path) -> tuple[Restored, ...]:
    """What the vault in ``folder`` was not told yet, oldest first."""
    return tuple(_read(_file(vault, anchors.place_of(folder))))


def forget(vault: UUID, folder: Path, told: tuple[Restored, ...]) -> None:
    """They stand in its audit trail now."""
    if told:
        file = _file(vault, anchors.place_of(folder))
        _write(file, [one for one in _read(file) if one not in told])


def _read(file: Path) -> list[Restored]:
    try:
        with file.open("rb") as source:
            rows = cast("list[dict[str, str]]", json.loads(source.read(_MAX_BYTES)))
        return [
            Restored(
                datetime.fromisoformat(row["at"]).astimezone(UTC),
                UUID(row["slot"]) if row["slot"] else None,
                datetime.fromisoformat(row["made_at"]).astimezone(UTC),
            )
            for row in rows
        ]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []


def _write(file: Path, known: list[Restored]) -> None:
    listed = [
        {
            "at": one.at.isoformat(),
            "slot": str(one.slot) if one.slot else "",
            "made_at": one.made_at.isoformat(),
        }
        for one in known
    ]
    with suppress(LiaisonError, OSError):
        if listed:
            files.replace_with(file, json.dumps(listed).encode())
        else:
            file.unlink(missing_ok=True)


def _file(vault: UUID, place: str) -> Path:
    return attempts.state_folder() / f"restored-{vault}-{place}.json"
