"""Which backups are of the vault's present line: their last event is one of its trail.

After a restore there are two lines under one vault's number, and a disk that both use may hold the only copy of what
the other one wrote since. Such a backup is nobody's to take away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress

from sqlalchemy import Connection, text

from app.kernel.errors import LiaisonError
from app.vault import container
from app.vault.checks import Contents
from app.vault.shelf import OnShelf
from app.vault.unlocked import Vault

_SEAL = text("SELECT mac FROM audit_events WHERE seq = :seq")
_MADE = text("SELECT body FROM audit_events JOIN audit_bodies USING (seq) WHERE action = 'backed up'")

Going = Callable[[Collection[OnShelf]], Collection[OnShelf]]
"""Which of some the rule no longer keeps."""


def may_be_taken_away(vault: Vault, here: Iterable[OnShelf], going: Going) -> tuple[OnShelf, ...]:
    """Of the backups ``here``, those that the rule lets go, counting only what is of this line.

    One under the present key proves that itself. One from before a change of the key has to stand in the trail, which
    is read for it only where something would go.
    """
    with vault.engine.connect() as connection:  # nobody's eyes: the trail is one for all
        of_key: list[OnShelf] = []
        older: list[OnShelf] = []
        for one in here:
            held = _contents(vault, one)
            if held is None:
                older.append(one)
            elif held.audit_seq and connection.scalar(_SEAL, {"seq": held.audit_seq}) == held.audit_mac:
                of_key.append(one)
        if older and going([*of_key, *older]):
            made = _made(connection)
            of_key += [one for one in older if (one.file.name, one.size) in made]
            older = []
    return () if older else tuple(going(of_key))


def _contents(vault: Vault, one: OnShelf) -> Contents | None:
    with suppress(LiaisonError, OSError):
        return container.open_manifest(container.read_beginning(one.file), vault.database_key()).contents
    return None


def _made(connection: Connection) -> frozenset[tuple[str, int]]:
    bodies = [json.loads(body) for (body,) in connection.execute(_MADE)]
    return frozenset((str(body.get("file")), int(body.get("size", -1))) for body in bodies)
