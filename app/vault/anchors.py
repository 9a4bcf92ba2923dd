"""Where the audit chain ended when this machine last locked the vault: what shows that its end was cut off, or that an
older copy was put in its place. Kept outside the vault (VAULT.md: tamper-evident since the last anchor)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from app.kernel.errors import LiaisonError
from app.vault import attempts, files

KEPT = 200
_MAX_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """The chain's end at a moment. ``restored``: a backup that ends here was put into this place on purpose."""

    seq: int
    mac: bytes
    at: datetime
    restored: bool = False


def keep(vault: UUID, folder: Path, anchor: Anchor) -> None:
    """Remember where the chain of the vault in ``folder`` ends. Where that cannot be written, it is not remembered.

    One that ends before what is remembered is not: the evidence stays.
    """
    known = read(vault, folder)
    if not anchor.restored and known and anchor.seq <= max(one.seq for one in counting(known)):
        return
    listed = [
        {"seq": one.seq, "mac": one.mac.hex(), "at": one.at.isoformat(), "restored": one.restored}
        for one in (*known, anchor)[-KEPT:]
    ]
    file = _file(vault, folder)
    with suppress(LiaisonError, OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
        files.replace_with(file, json.dumps(listed).encode())


def read(vault: UUID, folder: Path) -> tuple[Anchor, ...]:
    """What is remembered of the vault in ``folder``, oldest first; nothing where it cannot be read."""
    try:
        with _file(vault, folder).open("rb") as file:
            rows = cast("list[dict[str, object]]", json.loads(file.read(_MAX_BYTES)))
        return tuple(
            Anchor(
                int(cast("int", row["seq"])),
                bytes.fromhex(cast("str", row["mac"])),
                datetime.fromisoformat(cast("str", row["at"])).astimezone(UTC),
                bool(row["restored"]),
            )
            for row in rows
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ()


def counting(anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Those that the chain must still hold: what came after a backup was lost on purpose when it was restored."""
    found: list[Anchor] = []
    for one in sorted(anchors, key=lambda one: one.at):
        if one.restored:
            found = [earlier for earlier in found if earlier.seq <= one.seq]
        found.append(replace(one, restored=False))
    return tuple(found)


def _file(vault: UUID, folder: Path) -> Path:
    """By vault and place: a backup restored into another folder is another copy, with an end of its own."""
    place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return attempts.state_folder() / f"anchors-{vault}-{place}.json"
