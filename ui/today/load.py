"""What Today shows, read in one go on the vault's worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.backups.queries import BackupState, backup_state
from app.clients.queries import Manner, manners
from app.hours.queries import firm_calendar
from app.matters.queries import count_matters
from app.matters.words import MatterStatus
from app.owed.items import OwedState
from app.owed.queries import Owed, owed
from app.storage.transaction import Reader
from app.workspace import Workspace

HOLIDAY_WITHIN = 60
"""Days ahead in which a public holiday is worth a word."""

CountWaiting = Callable[[Reader], int]


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything on the page; ``now`` is in the firm's zone. ``waiting`` messages have no place yet."""

    now: datetime
    owed: Owed
    manners: Mapping[UUID, Manner]
    holiday: tuple[date, str] | None
    waiting: int
    any_matters: bool
    backups: BackupState

    @property
    def late(self) -> int:
        """How many things are late."""
        return self.owed.count(OwedState.OVERDUE)


def load(
    workspace: Workspace, person_id: UUID | None, count_waiting: CountWaiting | None = None
) -> TodayView:
    """Read the page; ``person_id`` narrows it to what one person owes."""
    with workspace.read() as reader:
        found = owed(reader, person_id=person_id)
        client_ids = {item.whose.client_id for item in found.items}
        client_ids |= {one.matter.client_id for one in found.forgotten}
        holiday = firm_calendar(reader).next_holiday(reader.today)
        if holiday is not None and (holiday[0] - reader.today).days > HOLIDAY_WITHIN:
            holiday = None
        return TodayView(
            now=reader.local(reader.now),
            owed=found,
            manners=manners(reader, client_ids),
            holiday=holiday,
            waiting=count_waiting(reader) if count_waiting else 0,
            backups=backup_state(reader, workspace.vault),
            any_matters=any(count_matters(reader, status) for status in MatterStatus),
        )
