"""The line that was not saved: kept in the vault, encrypted, for the next time and over a lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid5

from app.drafts.commands import drop_draft, keep_draft
from app.drafts.queries import DraftRow, drafts
from app.kernel.ids import read_id
from app.quickentry.parts import Choice, Ref
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.kit.keeper import Draft

QUICK = "quick"
"""The form's name in the drafts."""


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line, what was chosen for words of it, and whether it was open: then it opens again after a lock."""

    line: str = ""
    chosen: Mapping[str, Choice] = field(default_factory=dict)
    is_open: bool = False


class LineDraft(Draft[KeptLine]):
    """One for each person."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, uuid5(workspace.actor, QUICK))

    def store(self, tx: Transaction, values: KeptLine | None) -> None:
        if values is None:
            drop_draft(tx, self.id)
        else:
            keep_draft(tx, self.id, QUICK, to_json(values))

    def look(self) -> KeptLine | None:
        """What is kept; on the worker."""
        with self.workspace.read() as reader:
            row = next((one for one in drafts(reader, QUICK) if one.id == self.id), None)
        return kept_line(row) if row is not None else None


def to_json(kept: KeptLine) -> dict[str, object]:
    """As the drafts keep it."""
    chosen = {
        key: [str(one.ref.matter_id or ""), str(one.ref.client_id or ""), one.text, one.note]
        for key, one in kept.chosen.items()
    }
    return {"line": kept.line, "open": kept.is_open, "chosen": chosen}


def kept_line(row: DraftRow) -> KeptLine:
    """A row again; what another version wrote is taken as far as it goes."""
    values = row.values if isinstance(row.values, dict) else {}
    chosen = {}
    plain = values.get("chosen")
    for key, one in plain.items() if isinstance(plain, dict) else ():
        if isinstance(one, list) and len(one) == 4:
            matter_id, client_id, text, note = map(str, one)
            chosen[str(key)] = Choice(Ref(read_id(matter_id), read_id(client_id)), text, note)
    return KeptLine(str(values.get("line", "")), chosen, bool(values.get("open")))
