"""The backups of a vault that may not open any more: in its own folder, and in the place this machine remembers."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from uuid import UUID

from app.kernel.errors import LiaisonError
from app.vault import container, shelf
from app.vault import header as headers
from app.vault.machine import remembered_place
from app.vault.shelf import OnShelf


def find_backups(folder: Path) -> tuple[OnShelf, ...]:
    """Backups of the vault in ``folder``, newest first, without opening anything; of two copies of one, that in the
    vault's own folder. Whether one is good shows when it is restored."""
    own = folder / "backups"
    vault = _vault_of(folder)
    found = {one.file.name: one for one in shelf.on_shelf(own, vault)}
    place = remembered_place(vault) if vault is not None else None
    if place is not None:
        for one in shelf.on_shelf(place, vault):
            found.setdefault(one.file.name, one)
    return tuple(sorted(found.values(), key=lambda one: (one.made_at, one.file.name), reverse=True))


def _vault_of(folder: Path) -> UUID | None:
    """Which vault it is or was: by its header, the copy of that, or the newest backup beside them."""
    with suppress(LiaisonError, OSError):
        return headers.read(folder).vault_id
    copy = headers.read_copy(folder)
    if copy is not None:
        return copy.vault_id
    for one in shelf.on_shelf(folder / "backups", None):
        with suppress(LiaisonError, OSError):
            return container.read_beginning(one.file).header.vault_id
    return None
