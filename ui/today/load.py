"""What Today shows, read in one go on the vault's worker, and laid out there in rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.backups.queries import BackupState, backup_state
from app.clients.queries import Manner, manners
from app.hours.queries import firm_calendar
from app.matters.queries import count_matters
from app.matters.words import MatterStatus
from app.owed.division import Division, divide
from app.owed.items import OwedItem
from app.owed.lately import next_change, owed_lately
from app.policies.queries import count_to_read
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit.row_model import Group
from ui.today.layout import Lines, Shown, lines_of, rows_of

HOLIDAY_WITHIN = 60
"""Days ahead in which a public holiday is worth a word."""

FIRST = Shown()
"""What somebody owes: what the page opens with."""

CountWaiting = Callable[[Reader], int]


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything on the page; ``now`` is in the firm's zone. ``waiting`` messages have no place yet.

    ``changes_at``: what is listed stands until then as it does now, unless somebody changes something.
    """

    now: datetime
    division: Division
    manners: Mapping[UUID, Manner]
    holiday: tuple[date, str] | None
    waiting: int
    any_matters: bool
    backups: BackupState
    changes_at: datetime
    to_read: int = 0
    """Policies that who is signed in has to acknowledge."""
    lines: Lines | None = None
    groups: tuple[Group, ...] = ()
    """The first of them in rows."""
    shown: Shown = FIRST
    """What the groups are made for."""

    @property
    def every_item(self) -> Iterator[OwedItem]:
        """All that may stand in a row."""
        yield from self.division.mine.items
        for share in self.division.others:
            yield from share.items


def load(workspace: Workspace, shown: Shown = FIRST, count_waiting: CountWaiting | None = None) -> TodayView:
    """Read the page as it is to be ``shown``."""
    with workspace.read() as reader:
        found = owed_lately(reader)
        client_ids = {item.whose.client_id for item in found.items if item.whose.client_id is not None}
        client_ids |= {one.matter.client_id for one in found.forgotten}
        holiday = firm_calendar(reader).next_holiday(reader.today)
        if holiday is not None and (holiday[0] - reader.today).days > HOLIDAY_WITHIN:
            holiday = None
        view = TodayView(
            now=reader.local(reader.now),
            division=divide(reader, found),
            manners=manners(reader, client_ids),
            holiday=holiday,
            waiting=count_waiting(reader) if count_waiting else 0,
            any_matters=any(count_matters(reader, status) for status in MatterStatus),
            backups=backup_state(reader, workspace.vault),
            changes_at=next_change(found, reader),
            to_read=count_to_read(reader),
        )
    return laid_out(view, shown)


def laid_out(view: TodayView, shown: Shown, now: datetime | None = None) -> TodayView:
    """The same in rows as they are to be shown: with what was read, as it reads at ``now``."""
    now = now or view.now
    lines = lines_of(view.division, view.manners, now, shown)
    return replace(view, now=now, lines=lines, groups=rows_of(lines, 0, shown.most), shown=shown)


def later(
    view: TodayView, workspace: Workspace, shown: Shown, count_waiting: CountWaiting | None
) -> TodayView:
    """The page a minute later: read anew where time made something due or late, else only said anew."""
    now = workspace.clock.now()
    if now >= view.changes_at or now < view.now:
        return load(workspace, shown, count_waiting)
    return laid_out(view, shown, now.astimezone(workspace.zone))
