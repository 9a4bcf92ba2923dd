"""What the page of a matter shows, read in one go on the vault's worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.care.queries import Costs, FigureRow, costs, figures
from app.clients.queries import ClientSheet, client_sheet
from app.contactlog.queries import (
    EntryRow,
    FollowUpRow,
    awaiting_reply,
    entries,
    follow_ups,
    told_developments,
)
from app.matters.queries import DevelopmentRow, KeyDateRow, MatterSheet, developments, key_dates, matter_sheet
from app.matters.walls import Wall, may_restrict, wall_of
from app.owed.queries import Owed, owed
from app.schedule.queries import UpdateDue, update_dues
from app.settings.queries import firm
from app.workspace import Workspace
from ui.schedule.desk import Desk, load_desk

ENTRIES = 500
"""Entries read at first; a button reads the older ones."""


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter with all that belongs to it. ``told``: when the client first heard of a development."""

    desk: Desk
    sheet: MatterSheet
    clients: tuple[ClientSheet, ...]
    entries: tuple[EntryRow, ...]
    more_entries: bool
    developments: tuple[DevelopmentRow, ...]
    told: Mapping[UUID, datetime]
    awaiting: frozenset[UUID]
    follow_ups: tuple[FollowUpRow, ...]
    key_dates: tuple[KeyDateRow, ...]
    due: UpdateDue | None
    owed: Owed
    costs: Costs
    figures: tuple[FigureRow, ...]
    country: str = ""
    """The firm's, for the sign of its currency."""
    wall: Wall | None = None
    may_restrict: bool = False
    """Whether who looks may say for whom the matter exists."""

    @property
    def client(self) -> ClientSheet:
        """The client that letters go to."""
        return self.clients[0]

    @property
    def untold(self) -> tuple[UUID, ...]:
        """The developments that the client has not heard of."""
        return tuple(news.id for news in self.developments if news.id not in self.told)


def load_matter(workspace: Workspace, matter_id: UUID, most_entries: int = ENTRIES) -> MatterView:
    """Read the page."""
    with workspace.read() as reader:
        desk = load_desk(reader)
        sheet = matter_sheet(reader, matter_id)
        log = entries(reader, matter_id=matter_id, limit=most_entries + 1)
        view = MatterView(
            desk=desk,
            sheet=sheet,
            clients=tuple(client_sheet(reader, client_id) for client_id, _ in sheet.clients),
            entries=log[:most_entries],
            more_entries=len(log) > most_entries,
            developments=developments(reader, matter_id),
            told=told_developments(reader, matter_id),
            awaiting=frozenset(waiting.entry_id for waiting in awaiting_reply(reader, matter_id)),
            follow_ups=follow_ups(reader, matter_id=matter_id),
            key_dates=key_dates(reader, matter_id),
            due=update_dues(reader, desk.calendar, matter_id).get(matter_id),
            owed=owed(reader, matter_id=matter_id),
            costs=costs(reader, matter_id),
            figures=figures(reader, matter_id),
            country=firm(reader).details.country,
            wall=wall_of(reader, matter_id),
            may_restrict=may_restrict(reader, matter_id),
        )
    workspace.viewed(matter_id)
    return view
