"""The contact form in the vault while it is written, with its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.drafts.commands import drop_draft, keep_draft
from app.drafts.queries import drafts
from app.kernel.ids import new_id
from app.storage.transaction import Reader, Transaction
from app.workspace import Workspace
from ui.contactlog.draftwords import FILE, FORM, file_from_json, file_to_json, from_json, to_json
from ui.contactlog.values import FileValue, FormValues
from ui.kit.keeper import Draft


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form that was not saved."""

    id: UUID
    saved_at: datetime
    values: FormValues


def kept_forms(reader: Reader) -> tuple[KeptForm, ...]:
    """The forms that wait for the viewer, newest first."""
    files = {row.id: FileValue(row.id, file_from_json(row.values)) for row in drafts(reader, FILE)}
    return tuple(KeptForm(row.id, row.saved_at, from_json(row.values, files)) for row in drafts(reader, FORM))


def drop_form(tx: Transaction, draft_id: UUID, files: Iterable[UUID]) -> None:
    """Forget a form and its files: it was saved or given up."""
    for one in (draft_id, *files):
        drop_draft(tx, one)


class ContactDraft(Draft[FormValues]):
    """A contact form's row and its files' in the vault: the words are kept every few seconds, a file once."""

    def __init__(self, workspace: Workspace, draft_id: UUID | None = None) -> None:
        super().__init__(workspace, draft_id or new_id(workspace.clock.now()))
        self.files: set[UUID] = set()

    def store(self, tx: Transaction, values: FormValues | None) -> None:
        """Keep the form as it is, and those of its files that are not kept yet."""
        files = values.files if values is not None else ()
        for one in files:
            if one.id not in self.files:
                keep_draft(tx, one.id, FILE, file_to_json(one.attachment, self.id))
        for gone in self.files - {one.id for one in files}:
            drop_draft(tx, gone)
        if values is None:
            drop_draft(tx, self.id)
        else:
            keep_draft(tx, self.id, FORM, to_json(values))

    def stored(self, values: FormValues | None) -> None:
        """These files are kept."""
        self.files = {one.id for one in values.files} if values is not None else set()

    def forget(self, tx: Transaction) -> None:
        """The form and its files."""
        drop_form(tx, self.id, self.files)
