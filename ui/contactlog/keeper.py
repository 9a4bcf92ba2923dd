"""The contact form in the vault while it is written, with its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.contactlog.storing import drop_files, forgotten_files
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
    """Forget a form and its files: it was saved or given up. Large ones stay a while: it can be had back by Undo."""
    for one in (draft_id, *files):
        drop_draft(tx, one)


def sweep_files(workspace: Workspace) -> None:
    """Take away large files that were chosen a while ago and that neither an entry nor a draft has."""
    with workspace.read() as reader:
        left = set(forgotten_files(reader))
        if left:
            kept = (file_from_json(row.values).stored_id for row in drafts(reader, FILE))
            left -= {one for one in kept if one is not None}
    if left:
        with workspace.write() as tx:
            drop_files(tx, left)


class ContactDraft(Draft[FormValues]):
    """A contact form's row and its files' in the vault: the words are kept every few seconds, a file once."""

    def __init__(self, workspace: Workspace, draft_id: UUID | None = None) -> None:
        super().__init__(workspace, draft_id or new_id(workspace.clock.now()))
        self.files: dict[UUID, UUID | None] = {}
        """What is kept of its files, and where the pieces of the large ones are."""

    def store(self, tx: Transaction, values: FormValues | None) -> None:
        """Keep the form as it is, and those of its files that are not kept yet."""
        files = values.files if values is not None else ()
        for one in files:
            if one.id not in self.files:
                keep_draft(tx, one.id, FILE, file_to_json(one.attachment, self.id))
        gone = self.files.keys() - {one.id for one in files}
        drop_files(tx, [stored for one in gone if (stored := self.files[one]) is not None])
        for one_id in gone:
            drop_draft(tx, one_id)
        if values is None:
            drop_draft(tx, self.id)
        else:
            keep_draft(tx, self.id, FORM, to_json(values))

    def stored(self, values: FormValues | None) -> None:
        """These files are kept."""
        self.files = {one.id: one.attachment.stored_id for one in values.files} if values is not None else {}

    def forget(self, tx: Transaction) -> None:
        """The form and its files."""
        drop_form(tx, self.id, self.files)
