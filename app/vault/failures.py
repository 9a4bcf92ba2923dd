"""Wrong passwords since somebody last got in: when, and for whom. They happen while the vault is locked, so they are
kept on this machine until the next sign-in writes them into the audit trail (PRACTICE J3).

Nothing of a client is in it, and nothing of what was typed: an id of the header, a time. Who can write to the machine's
own folders can take it away; somebody who only sits at the keyboard cannot.
"""

from __future__ import annotations

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

KEPT = 100
"""Of more than so many the newest are kept one by one; the others are counted."""
_MAX_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Failure:
    """A wrong password for the user ``slot``; None: a wrong recovery key. ``times``: as many, the last of them
    ``at``."""

    at: datetime
    slot: UUID | None
    times: int = 1


def keep(vault: UUID, slot: UUID | None, at: datetime) -> None:
    """Remember one. Where the machine's folder cannot be written it is not remembered."""
    _write(vault, _fewer([*read(vault), Failure(at, slot)]))


def read(vault: UUID) -> tuple[Failure, ...]:
    """Those since the last `forget`, oldest first."""
    try:
        with _file(vault).open("rb") as file:
            rows = cast("list[dict[str, object]]", json.loads(file.read(_MAX_BYTES)))
        return tuple(
            Failure(
                datetime.fromisoformat(cast("str", row["at"])).astimezone(UTC),
                UUID(cast("str", row["slot"])) if row["slot"] else None,
                max(1, int(cast("int", row["times"]))),
            )
            for row in rows
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ()


def forget(vault: UUID, told: Iterable[Failure]) -> None:
    """They stand in the audit trail now."""
    gone = set(told)
    if gone:
        _write(vault, [one for one in read(vault) if one not in gone])


def _fewer(known: list[Failure]) -> list[Failure]:
    """While there are too many, an old one is counted with the next for the same user."""
    while len(known) > KEPT:
        pairs = (
            (i, j)
            for i, one in enumerate(known)
            for j in range(i + 1, len(known))
            if known[j].slot == one.slot
        )
        first, second = next(pairs, (0, 0))
        if second:
            later = known[second]
            known[second] = replace(later, times=later.times + known[first].times)
        del known[first]
    return known


def _write(vault: UUID, known: Iterable[Failure]) -> None:
    listed = [
        {"at": one.at.isoformat(), "slot": str(one.slot) if one.slot else None, "times": one.times}
        for one in known
    ]
    file = _file(vault)
    with suppress(LiaisonError, OSError):
        if not listed:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
        files.replace_with(file, json.dumps(listed).encode())


def _file(vault: UUID) -> Path:
    return attempts.state_folder() / f"failures-{vault}.json"
