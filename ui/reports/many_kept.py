"""How far a run that saves reports has come, kept in the vault: after a lock or a crash the window says so.

What is kept of a report is written in the transaction that records the report itself, so it is never one too many or
too few. It holds ids and the folder, no client's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from app.kernel.ids import read_id
from app.reports.content import Length
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.kit.sheet_draft import Keep, KeptSheet, SheetDraft

MANY = Keep("many-reports")
_PAGE = "reports"


@dataclass(frozen=True, slots=True)
class Run:
    """Reports of ``matters`` that are saved in ``folder``, and of which matters they lie there already."""

    folder: Path
    length: Length
    matters: tuple[UUID, ...]
    saved: frozenset[UUID] = frozenset()

    def to_do(self) -> frozenset[UUID]:
        """The matters whose reports are not saved."""
        return frozenset(self.matters) - self.saved

    def now_of(self, matters: Sequence[UUID]) -> Run:
        """The rest of it is begun with these: what is not among them was not wanted or is not open any more."""
        wanted = set(matters)
        return replace(self, matters=tuple(one for one in self.matters if one in self.saved | wanted))


class RunKeeper:
    """Keeps one run. `begin`, then `store` in each report's transaction and `count` once that is committed; `forget`
    when somebody has seen what came of it."""

    def __init__(self, workspace: Workspace, run: Run) -> None:
        self._draft = SheetDraft(workspace, MANY)
        self.run = run

    def begin(self) -> None:
        """On any thread but the window's."""
        self._draft.write(_values(self.run))

    def store(self, tx: Transaction, matter_id: UUID) -> None:
        """The report of this matter is saved by this transaction."""
        self._draft.store(tx, _values(self._with(matter_id)))

    def count(self, matter_id: UUID) -> None:
        """That was committed."""
        self.run = self._with(matter_id)

    def _with(self, matter_id: UUID) -> Run:
        return replace(self.run, saved=self.run.saved | {matter_id})


def forget_run(workspace: Workspace) -> None:
    """Somebody knows what came of it, or does not go on with it."""
    with workspace.write() as tx:
        SheetDraft(workspace, MANY).forget(tx)


def kept_run(workspace: Workspace) -> Run | None:
    """The run that was broken off by a lock or a crash; on the worker. None where there is none, or none to be read."""
    kept = SheetDraft(workspace, MANY).look()
    if kept is None:
        return None
    folder, matters = kept.fields.get("folder"), _ids(kept.fields.get("matters"))
    if not isinstance(folder, str) or not folder or not matters:
        return None
    length = next((one for one in Length if one.value == kept.fields.get("length")), Length.USUAL)
    return Run(Path(folder), length, matters, frozenset(_ids(kept.fields.get("saved"))) & frozenset(matters))


def _values(run: Run) -> KeptSheet:
    fields = {
        "folder": str(run.folder),
        "length": run.length.value,
        "matters": [str(one) for one in run.matters],
        "saved": [str(one) for one in run.matters if one in run.saved],
    }
    return KeptSheet(MANY, fields, _PAGE)


def _ids(said: object) -> tuple[UUID, ...]:
    found = (read_id(str(one)) for one in said) if isinstance(said, list) else ()
    return tuple(one for one in found if one is not None)
