"""What a person did with a vault while nobody could write into its audit trail: signing in, looking at a restricted
matter. Kept on this machine, as wrong passwords are (`failures`), until the next sign-in writes it there (PRACTICE J3).

Ids and times, nothing of a client. Each line is sealed with a key of the vault: whoever can write to the machine's own
folders can take one away, but make none up. What a rotation comes between is lost.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from app.kernel.errors import LiaisonError
from app.vault import anchors, attempts, files
from app.vault.unlocked import Vault

KEPT = 500
"""Of more than so many the oldest are kept: what somebody does after cannot push out what they did first."""
_MAX_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Who did it, when, and to which thing: a "matter" was looked at, a "colleague" signed in. ``said``: what else the
    trail says of it."""

    at: datetime
    who: UUID
    kind: str
    about: UUID
    said: tuple[tuple[str, str], ...] = ()


def keep(vault: Vault, one: Unwritten) -> bool:
    """Remember it. False where the machine's folder cannot be written."""
    return _write(vault, [*read(vault), one][:KEPT])


def read(vault: Vault) -> tuple[Unwritten, ...]:
    """What is kept of the vault, oldest first."""
    try:
        with _file(vault).open("rb") as file:
            lines = file.read(_MAX_BYTES).splitlines()
    except OSError:
        return ()
    found = (_read(line, vault) for line in lines)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def forget(vault: Vault, told: Iterable[Unwritten]) -> None:
    """They stand in the audit trail now."""
    gone = set(told)
    if gone:
        _write(vault, [one for one in read(vault) if one not in gone])


def _read(line: bytes, vault: Vault) -> Unwritten | None:
    """None for a line that is not ours."""
    seal, _, said = line.partition(b" ")
    try:
        if not hmac.compare_digest(bytes.fromhex(seal.decode()), _seal(said, vault)):
            return None
        at, who, kind, about, pairs = cast("list[str]", json.loads(said))
        return Unwritten(
            datetime.fromisoformat(at).astimezone(UTC),
            UUID(who),
            kind,
            UUID(about),
            tuple((pair[0], pair[1]) for pair in pairs),
        )
    except (ValueError, TypeError, IndexError, AttributeError, RecursionError):
        return None


def _write(vault: Vault, known: Iterable[Unwritten]) -> bool:
    lines = []
    for one in known:
        row = [one.at.isoformat(), str(one.who), one.kind, str(one.about), one.said]
        said = json.dumps(row).encode()
        lines.append(_seal(said, vault).hex().encode() + b" " + said + b"\n")
    file = _file(vault)
    try:
        if not lines:
            file.unlink(missing_ok=True)
            return True
        file.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
        files.replace_with(file, b"".join(lines))
    except (LiaisonError, OSError):
        return False
    return True


def _seal(said: bytes, vault: Vault) -> bytes:
    return hmac.digest(vault.subkey("unwritten"), said, "sha256")


def _file(vault: Vault) -> Path:
    """By place: another copy of the vault has a trail of its own."""
    return attempts.state_folder() / f"unwritten-{vault.id}-{anchors.place_of(vault.folder)}.txt"
