"""The rule, the second place, and how it stands with the backups."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from app.backups.models import BackupPlace, BackupRule, BackupRun
from app.kernel.errors import LiaisonError
from app.storage.transaction import Reader
from app.vault import container, shelf
from app.vault.keeping import KeepingRule
from app.vault.machine import machine_id
from app.vault.shelf import OnShelf
from app.vault.unlocked import Vault

ENTRIES = "contact_entries"
"""The table that people count a backup by."""


@dataclass(frozen=True, slots=True)
class FirmRule:
    """How backups are kept, and after how many days without one Today says so."""

    keeping: KeepingRule = field(default_factory=KeepingRule)
    warn_days: int = 3


@dataclass(frozen=True, slots=True)
class BackupState:
    """How it stands. ``newest`` is the newest in the vault's own folder, which was verified or would not be there;
    ``entries`` is what it holds (None where it does not say so any more). ``failed`` is why the last try after it
    went wrong, ``second_failed`` why the newest is not in the second place; both "" where nothing is wrong."""

    rule: FirmRule
    place: Path | None
    newest: OnShelf | None
    entries: int | None
    failed: str
    second_failed: str
    second_last: datetime | None
    is_late: bool

    @property
    def needs_care(self) -> bool:
        """Whether somebody has to do something about it."""
        return bool(self.failed) or self.is_late


def rule(reader: Reader) -> FirmRule:
    """The firm's rule."""
    row = reader.session.scalars(select(BackupRule).limit(1)).one_or_none()
    if row is None:
        return FirmRule()
    return FirmRule(KeepingRule(row.daily, row.weekly, row.monthly, row.update_days), row.warn_days)


def place(reader: Reader) -> Path | None:
    """The second place of this machine, with the folder of this vault's backups in it; None where none is set."""
    folder = reader.session.scalar(select(BackupPlace.folder).where(BackupPlace.machine == machine_id()))
    return Path(folder) if folder else None


def are_others(reader: Reader) -> bool:
    """Whether another machine has a second place, which cannot be looked at from here."""
    others = select(BackupPlace.machine).where(BackupPlace.machine != machine_id()).limit(1)
    return reader.session.scalar(others) is not None


def own_shelf(vault: Vault) -> Path:
    """The vault's own folder of backups."""
    return vault.folder / "backups"


def backup_state(reader: Reader, vault: Vault) -> BackupState:
    """How it stands with the backups: by the files that are there and the last tries. The second place is not looked
    at, since its disk may sleep."""
    firm_rule, second = rule(reader), place(reader)
    there = shelf.on_shelf(own_shelf(vault), vault.id)
    newest = shelf.latest(there, reader.now)
    runs = reader.session.scalars(
        select(BackupRun)
        .where(BackupRun.machine == machine_id())
        .order_by(BackupRun.at.desc(), BackupRun.id.desc())
    ).all()
    # The clock may have been put ahead for a day.
    runs = [run for run in runs if run.at <= reader.now] or runs
    last = runs[0] if runs else None
    since = next((run.at for run in runs if run.second == ""), None)
    late_after = timedelta(days=firm_rule.warn_days)
    return BackupState(
        rule=firm_rule,
        place=second,
        newest=newest,
        entries=contents(newest.file, vault).get(ENTRIES) if newest else None,
        failed=last.problem if last else "",
        second_failed=(last.second or "") if last and second else "",
        second_last=since,
        is_late=newest is not None and reader.now - newest.made_at > late_after,
    )


def contents(file: Path, vault: Vault) -> Mapping[str, int]:
    """How many rows of each table a backup says it holds; nothing where it does not open with the present key."""
    with suppress(LiaisonError, OSError):
        return container.open_manifest(container.read_beginning(file), vault.database_key()).contents.tables
    return {}
