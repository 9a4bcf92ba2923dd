"""The firm's rule for keeping backups, each machine's second place, and how the last backups went."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Id


class BackupRule(Base):
    """The firm's rule: at most one row. Without one, the usual rule holds."""

    __tablename__ = "backup_rules"

    id: Mapped[Id]
    daily: Mapped[int]
    weekly: Mapped[int]
    monthly: Mapped[int]
    update_days: Mapped[int]
    warn_days: Mapped[int]


class BackupPlace(Base):
    """Where one machine brings a copy of each backup: a disk or folder of that machine."""

    __tablename__ = "backup_places"

    machine: Mapped[str] = mapped_column(primary_key=True)
    folder: Mapped[str]
    set_at: Mapped[datetime]
    set_by: Mapped[UUID]


class BackupRun(Base):
    """One try: what came of it, in the vault's own folder (``problem``) and in the second place (``second``).

    Both are empty where all went well; ``second`` is None where no second place was set. The last ones are kept: the
    audit trail has them all.
    """

    __tablename__ = "backup_runs"

    id: Mapped[Id]
    at: Mapped[datetime]
    machine: Mapped[str]
    file: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column(default="")
    second: Mapped[str | None]
