"""Where the audit chain ended when this machine last locked the vault: what shows that its end was cut off, or that an
older copy was put in its place. Kept outside the vault (VAULT.md: tamper-evident since the last anchor)."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

from app.kernel.errors import LiaisonError
from app.vault import attempts, files

KEPT = 100
"""So many of the newest are kept; of those before, the last of each of so many days."""
_MAX_BYTES = 100_000
_PLACE = re.compile(r"[0-9a-f]{16}")
EVENTS_BETWEEN = 100
TIME_BETWEEN = timedelta(minutes=10)
"""While a vault is open its end is remembered after so many events, and before so much time has passed with any."""


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
    lines = [
        json.dumps({"seq": one.seq, "mac": one.mac.hex(), "at": one.at.isoformat(), "restored": one.restored})
        for one in _fewer((*known, anchor))
    ]
    file = _file(vault, folder)
    with suppress(LiaisonError, OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
        if None in _rows(file):  # evidence as well: it stays beside
            files.replace_with(_damaged(file), file.read_bytes())
        files.replace_with(file, "".join(f"{line}\n" for line in lines).encode())


def read(vault: UUID, folder: Path) -> tuple[Anchor, ...]:
    """What is remembered of the vault in ``folder``, in the order in which it was; what cannot be read is left out."""
    return tuple(one for one in _rows(_file(vault, folder)) if one is not None)


def is_damaged(vault: UUID, folder: Path) -> bool:
    """Whether some of what was remembered cannot be read, now or when it was last added to."""
    file = _file(vault, folder)
    return _damaged(file).exists() or None in _rows(file)


def _rows(file: Path) -> list[Anchor | None]:
    """Line by line; None for one that cannot be read. The first version had all of them in one line, as a list."""
    try:
        with file.open("rb") as source:
            lines = source.read(_MAX_BYTES).splitlines()
    except OSError:
        return []
    found: list[Anchor | None] = []
    for line in lines:
        try:
            said = json.loads(line)
            found += [_anchor(row) for row in (said if isinstance(said, list) else [said])]
        except (ValueError, TypeError, KeyError, RecursionError):
            found.append(None)
    return found


def _anchor(row: dict[str, object]) -> Anchor:
    return Anchor(
        int(cast("int", row["seq"])),
        bytes.fromhex(cast("str", row["mac"])),
        datetime.fromisoformat(cast("str", row["at"])).astimezone(UTC),
        bool(row["restored"]),
    )


def _damaged(file: Path) -> Path:
    return file.with_suffix(".damaged")


def counting(remembered: Iterable[Anchor], backups: Iterable[Anchor] = ()) -> tuple[Anchor, ...]:
    """Those that the chain must still hold: what came after a backup was lost on purpose when it was restored.

    ``remembered`` in the order of `read`, whatever the clock said. ``backups``: ends that backups say; one counts but
    where it was made before an earlier state than its own was put here on purpose.
    """
    found: list[Anchor] = []
    put_here: list[Anchor] = []
    for one in remembered:
        if one.restored:
            found = [earlier for earlier in found if earlier.seq <= one.seq]
            put_here.append(one)
        found.append(replace(one, restored=False))
    for one in backups:
        if not any(one.at <= put.at and one.seq > put.seq for put in put_here):
            found.append(one)
    return tuple(found)


def place_of(folder: Path) -> str:
    """What the machine's own files call that folder."""
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]  # an old disk's names are no text


def places(vault: UUID) -> frozenset[str]:
    """The folders, by `place_of`, in which this machine knows that vault."""
    found = (_PLACE.match(file.name, len(f"anchors-{vault}-")) for file in _anchor_files(vault))
    return frozenset(one[0] for one in found if one)


def is_known_place(folder: Path) -> bool:
    """Whether this machine knows a vault in that folder, whichever: it was there once, though it may be gone."""
    with suppress(OSError):
        return any(attempts.state_folder().glob(f"anchors-*-{place_of(folder)}.json"))
    return False


def _anchor_files(vault: UUID) -> list[Path]:
    with suppress(OSError):
        return list(attempts.state_folder().glob(f"anchors-{vault}-*"))
    return []


class Pace:
    """When the end of an open vault's trail is to be remembered again, so that ending the program leaves no anchor of
    yesterday alone. Costs a save two comparisons."""

    def __init__(self) -> None:
        self._since: datetime | None = None
        self._events = 0

    def wrote(self, events: int, now: datetime) -> bool:
        """So many events were committed; whether it is time. A clock put back makes it time."""
        self._events += events
        if not self._events:
            return False
        return (
            self._since is None
            or self._events >= EVENTS_BETWEEN
            or not timedelta(0) <= now - self._since < TIME_BETWEEN
        )

    def kept(self, now: datetime) -> None:
        """It was remembered."""
        self._since, self._events = now, 0


def _fewer(known: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
    """The newest, before them the last of each day, and always what says that a state was put here on purpose."""
    older, newest = known[:-KEPT], known[-KEPT:]
    last_of_day = {one.at.date(): one for one in older}
    kept = [one for one in older if one.restored or last_of_day[one.at.date()] is one]
    return (*kept[-KEPT:], *newest)


def _file(vault: UUID, folder: Path) -> Path:
    """By vault and place: a backup restored into another folder is another copy, with an end of its own."""
    return attempts.state_folder() / f"anchors-{vault}-{place_of(folder)}.json"
