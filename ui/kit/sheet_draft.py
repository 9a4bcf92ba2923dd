"""The draft of a form over the window: one for each person, form and thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID, uuid4, uuid5

from app.kernel.ids import read_id
from ui.kit.keeper import Draft

if TYPE_CHECKING:
    from app.drafts.queries import DraftRow
    from app.storage.transaction import Reader, Transaction
    from app.workspace import Workspace

SHEET = "sheet:"
"""Before the form's name in the drafts' column ``form``."""
_BY = "by"
"""Which desk wrote it: a random word of each form that is opened."""


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
    """The row of a form. Its id is made from who, which form and of what, so that there is one of each; but what the
    same person wrote at another desk meanwhile is not written over: then this one has a row of its own."""

    def __init__(self, workspace: Workspace, keep: Keep) -> None:
        super().__init__(workspace, uuid5(workspace.actor, f"{keep.form} {keep.thing or ''}"))
        self._form, self._thing = SHEET + keep.form, keep.thing
        self._own = uuid4().hex
        self._seen = self._own  # who wrote what stands in the row, as far as this one knows
        self._left = self.id, self._own  # the row that was found, and who wrote it

    def store(self, tx: Transaction, values: KeptSheet | None) -> None:
        from app.drafts.commands import keep_draft

        if values is None:
            self.forget(tx)
            return
        spelled = to_json(values)
        row = self._anothers(tx.reader())
        if row is not None and row.values.get("fields") != spelled["fields"]:
            self.stand_apart()
        keep_draft(tx, self.id, self._form, {**spelled, _BY: self._own})

    def stored(self, values: KeptSheet | None) -> None:
        self._seen = self._own

    def forget(self, tx: Transaction) -> None:
        if self._anothers(tx.reader()) is None:
            super().forget(tx)

    def look(self) -> KeptSheet | None:
        """The last that was kept of it; on the worker. It stays another's until it is shown (`take_up`): what is typed
        meanwhile may be on its way to the worker already."""
        from app.drafts.queries import drafts

        with self.workspace.read() as reader:
            found = next(filter(self._is_of_it, drafts(reader, self._form)), None)
        if found is None:
            return None
        self._left = found.id, _by(found)
        return kept_sheet(found)

    def take_up(self) -> None:
        """The form shows what was found: that is this one's from now on."""
        self.id, self._seen = self._left

    def stand_apart(self) -> None:
        """What is kept stays as it is, and comes back another time: this one has a row of its own from now on."""
        self.id, self._seen = uuid4(), self._own

    def _is_of_it(self, row: DraftRow) -> bool:
        kept = kept_sheet(row)
        return row.id == self.id or (kept is not None and kept.keep.thing == self._thing and bool(_by(row)))

    def _anothers(self, reader: Reader) -> DraftRow | None:
        """The row, where another desk has written it since this one saw it. What is about a matter that was hidden
        since is not seen: nobody else writes it."""
        from app.drafts.queries import drafts

        row = next(iter(drafts(reader, self._form, self.id)), None)
        return row if row is not None and _by(row) not in {self._own, self._seen} else None


def _by(row: DraftRow) -> str:
    return str(row.values.get(_BY, "")) if isinstance(row.values, dict) else ""


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
