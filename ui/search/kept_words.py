"""What stands in the search box is there again after a lock."""

from __future__ import annotations

from uuid import uuid5

from app.drafts.commands import drop_draft, keep_draft
from app.drafts.queries import drafts
from app.storage.transaction import Reader, Transaction
from app.workspace import Workspace
from ui.kit.keeper import Draft

SEARCH = "search"


class SearchDraft(Draft[str]):
    """One for each person."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, uuid5(workspace.actor, SEARCH))

    def store(self, tx: Transaction, values: str | None) -> None:
        if values is None:
            drop_draft(tx, self.id)
        else:
            keep_draft(tx, self.id, SEARCH, {"text": values})


def kept_search(reader: Reader) -> str:
    """What the viewer was looking for when the vault was locked."""
    row = next(iter(drafts(reader, SEARCH)), None)
    text = row.values.get("text") if row is not None else ""
    return text if isinstance(text, str) else ""
