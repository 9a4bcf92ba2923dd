"""How far a run that saves reports has come, kept in the vault: after a lock or a crash the window says so.

What is kept of a report is written in the transaction that records the report itself, so it is never one too many or
too few. Each matter has a row of its own: one that is restricted meanwhile is hidden, and hides nothing else. They hold
ids and the folder, no client's word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid5

from app.drafts.commands import drop_drafts, keep_draft
from app.drafts.queries import drafts
from app.kernel.ids import read_id
from app.reports.content import Length
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.kit.sheet_draft import Keep, KeptSheet, SheetDraft

MANY = Keep("many-reports")
_OF_ONE = "many-reports:matter"
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
        self._workspace = workspace
        self._places = {one: place for place, one in enumerate(run.matters)}
        self.run = run

    def begin(self) -> None:
        """On any thread but the window's."""
        fields = {"folder": str(self.run.folder), "length": self.run.length.value}
        kept = SheetDraft(self._workspace, MANY)
        kept.look()
        kept.take_up()  # a run before this one is forgotten
        with self._workspace.write() as tx:
            drop_drafts(tx, _OF_ONE)
            kept.store(tx, KeptSheet(MANY, fields, _PAGE))
            for one in self.run.matters:
                self._keep(tx, one, saved=one in self.run.saved)

    def store(self, tx: Transaction, matter_id: UUID) -> None:
        """The report of this matter is saved by this transaction."""
        self._keep(tx, matter_id, saved=True)

    def count(self, matter_id: UUID) -> None:
        """That was committed."""
        self.run = replace(self.run, saved=self.run.saved | {matter_id})

    def _keep(self, tx: Transaction, matter_id: UUID, *, saved: bool) -> None:
        values = {"matter": str(matter_id), "place": self._places[matter_id], "saved": saved}
        keep_draft(tx, uuid5(self._workspace.actor, f"{_OF_ONE} {matter_id}"), _OF_ONE, values)


def forget_run(workspace: Workspace) -> None:
    """Somebody knows what came of it, or does not go on with it."""
    kept = SheetDraft(workspace, MANY)
    kept.look()
    kept.take_up()
    with workspace.write() as tx:
        kept.forget(tx)
        drop_drafts(tx, _OF_ONE)


def kept_run(workspace: Workspace) -> Run | None:
    """The run that was broken off by a lock or a crash, as far as its matters may be seen still; on the worker. None
    where there is none, or none to be read."""
    kept = SheetDraft(workspace, MANY).look()
    with workspace.read() as reader:
        rows = [one.values for one in drafts(reader, _OF_ONE)]
    matters = {_id(one): one.get("saved") is True for one in sorted(rows, key=_place)}
    matters.pop(None, None)
    folder = kept.fields.get("folder") if kept is not None else None
    if kept is None or not isinstance(folder, str) or not folder or not matters:
        return None
    length = next((one for one in Length if one.value == kept.fields.get("length")), Length.USUAL)
    ids = tuple(one for one in matters if one is not None)
    return Run(Path(folder), length, ids, frozenset(one for one in ids if matters[one]))


def _id(values: Mapping[str, object]) -> UUID | None:
    return read_id(str(values.get("matter")))


def _place(values: Mapping[str, object]) -> int:
    place = values.get("place")
    return place if isinstance(place, int) else 0
