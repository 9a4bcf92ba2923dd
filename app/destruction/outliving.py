"""Backups that still hold what is destroyed, each with the day by which it will be gone (PRACTICE J4, J5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.backups.queries import are_others, own_shelf, place, rule
from app.destruction.queries import Outlived, Outliving, Place
from app.kernel.days import add_months
from app.storage.transaction import Reader
from app.vault import shelf
from app.vault.keeping import KeepingRule
from app.vault.shelf import Looked
from app.vault.unlocked import Vault


def outliving(reader: Reader, vault: Vault) -> Outlived:
    """Every backup of this vault in its own folder and in this machine's second place, and what could not be seen."""
    kept, seen = rule(reader).keeping, dict(_looked(reader, vault))
    found = {one.file.name: one for looked in seen.values() for one in looked.there}
    backups = tuple(
        Outliving(
            one.file.name,
            one.made_at,
            gone_by(one.made_at, kept, reader.zone, before_update=one.before_update),
        )
        for one in sorted(found.values(), key=lambda one: one.made_at, reverse=True)
    )
    not_seen = [where for where, looked in seen.items() if not looked.whole]
    if are_others(reader):
        not_seen.append(Place.OTHERS)
    return Outlived(backups, tuple(where for where, looked in seen.items() if looked.whole), tuple(not_seen))


def _looked(reader: Reader, vault: Vault) -> Iterator[tuple[Place, Looked]]:
    """The own folder is made with the first backup; a second place that is not there is not connected."""
    own, second = own_shelf(vault), place(reader)
    is_made = own.exists() or not vault.folder.is_dir()
    yield Place.OWN, shelf.look(own, vault.id) if is_made else Looked((), whole=True)
    if second is not None:
        yield Place.SECOND, shelf.look(second, vault.id)


def gone_by(
    made_at: datetime, kept: KeepingRule, zone: ZoneInfo, *, before_update: bool = False
) -> date | None:
    """The day by which a backup is gone at the latest, if one is made on each day from now on (`app.vault.keeping`).

    The newest of a month stays until as many later months have one; so does that of a week, of a day. One from before
    an update stays ``update_days`` more, and the last of those for ever: None.
    """
    if before_update:
        return None
    made = made_at.astimezone(zone).date()
    monday = made - timedelta(days=made.weekday())
    ends = [made + timedelta(days=max(kept.daily, 1))]
    if kept.weekly:
        ends.append(monday + timedelta(weeks=kept.weekly))
    if kept.monthly:
        ends.append(add_months(made.replace(day=1), kept.monthly))
    return max(ends)
