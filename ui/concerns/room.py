"""How this room stands on the page "Client care", and what a click on what it owes does. Imported when it is asked."""

from __future__ import annotations

from uuid import UUID

from app.concerns.queries import concerns
from app.concerns.reading import concern_meant
from app.kernel.duty import Duty
from app.owed.items import OwedItem
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.care.rooms import Stand
from ui.concerns.concern_sheet import open_concern
from ui.concerns.words import stands
from ui.kit import tasks
from ui.kit.page import Page


def how_it_stands(reader: Reader) -> Stand:
    """How many are open, and for how long the oldest."""
    rows = concerns(reader, is_open=True)
    words, late = stands(rows, reader.today)
    return Stand(words, len(rows), late)


def open_owed(page: Page, workspace: Workspace, _item: OwedItem, duty: Duty) -> None:
    """The concern of which something is owed."""

    def read() -> UUID | None:
        with workspace.read() as reader:
            return concern_meant(reader, duty.source_id)

    def show(found: UUID | None) -> None:
        if found is not None:
            open_concern(page, workspace, found)

    tasks.run(read, owner=page, done=show)
