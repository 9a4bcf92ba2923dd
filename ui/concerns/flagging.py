"""A contact flagged as a concern: the form of a new one, filled in from the entry."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.concerns.forms import NewConcern
from app.concerns.queries import concerns
from app.concerns.words import Cause
from app.contactlog.queries import entry
from app.workspace import Workspace
from ui.concerns.concern_sheet import open_concern
from ui.concerns.raise_form import open_raise
from ui.kit import tasks


def open_flag(over: QWidget, workspace: Workspace, entry_id: UUID) -> None:
    """Show the form; where a concern of this contact is open already, that one."""

    def read() -> tuple[NewConcern, UUID | None]:
        with workspace.read() as reader:
            row = entry(reader, entry_id)
            there = concerns(reader, is_open=True, entry_id=entry_id, limit=1)
            day = min(reader.local(row.occurred_at).date(), reader.today)
            new = NewConcern("", Cause.TONE, row.client_id, row.matter_id, entry_id, day)
            return new, there[0].id if there else None

    def show(found: tuple[NewConcern, UUID | None]) -> None:
        new, there = found
        if there is not None:
            open_concern(over, workspace, there)
        else:
            open_raise(over, workspace, new)

    tasks.run(read, owner=over, done=show)
