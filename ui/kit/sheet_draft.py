"""The draft of a form over the window: one for each person, form and thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from app.kernel.ids import read_id
from ui.kit.keeper import Draft

if TYPE_CHECKING:
    from app.drafts.queries import DraftRow
    from app.storage.transaction import Transaction
    from app.workspace import Workspace

SHEET = "sheet:"
"""Before the form's name in the drafts' column ``form``."""


@dataclass(frozen=True, slots=True)
class Keep:
    """What a form is called in the drafts, and what it is about: None for something new."""

    form: str
    thing: UUID | None = None


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A form as it was left. ``page`` and ``of``: where the window was."""

    keep: Keep
    fields: Mapping[str, object] = field(default_factory=dict)
    page: str = ""
    of: UUID | None = None


class SheetDraft(Draft[KeptSheet]):
    """The row of a form. Its id is made from who, which form and of what, so that there is one of each."""

    def __init__(self, workspace: Workspace, keep: Keep) -> None:
        super().__init__(workspace, uuid5(workspace.actor, f"{keep.form} {keep.thing or ''}"))
        self._form = SHEET + keep.form

    def store(self, tx: Transaction, values: KeptSheet | None) -> None:
        from app.drafts.commands import drop_draft, keep_draft

        if values is None:
            drop_draft(tx, self.id)
        else:
            keep_draft(tx, self.id, self._form, to_json(values))

    def look(self) -> KeptSheet | None:
        """What is kept of it; on the worker."""
        from app.drafts.queries import drafts

        with self.workspace.read() as reader:
            found = next((row for row in drafts(reader, self._form) if row.id == self.id), None)
        return kept_sheet(found) if found is not None else None


def to_json(values: KeptSheet) -> dict[str, object]:
    """As the drafts keep it."""
    ids = {"thing": values.keep.thing, "of": values.of}
    return {
        "page": values.page,
        "fields": dict(values.fields),
        **{name: str(one) for name, one in ids.items() if one is not None},
    }


def kept_sheet(row: DraftRow) -> KeptSheet | None:
    """A row again; None for what is no form over the window. What another version wrote is taken as far as it goes."""
    if not row.form.startswith(SHEET):
        return None
    values = row.values if isinstance(row.values, dict) else {}
    fields = values.get("fields")
    return KeptSheet(
        Keep(row.form.removeprefix(SHEET), read_id(str(values.get("thing", "")))),
        fields if isinstance(fields, dict) else {},
        str(values.get("page", "")),
        read_id(str(values.get("of", ""))),
    )
