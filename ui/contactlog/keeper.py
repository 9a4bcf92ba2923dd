"""Keeps the form in the vault while it is written, so that neither a crash nor a lock loses a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.bootstrap import Workspace
from app.drafts.commands import drop_draft, keep_draft
from app.drafts.queries import drafts
from app.kernel.errors import LiaisonError
from app.kernel.ids import new_id
from app.storage.transaction import Reader, Transaction
from ui.contactlog.draftwords import FILE, FORM, file_from_json, file_to_json, from_json, to_json
from ui.contactlog.values import FileValue, FormValues
from ui.kit import tasks

EVERY = 2000
"""Milliseconds from a change to its keeping: a crash costs at most so much."""


Ending = AbstractContextManager[Transaction]


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


class DraftKeeper(QObject):
    """Watches one form. `touch` on every change; it writes a little later.

    Everything is written on the vault's worker, one after the other: an older draft cannot follow a newer one, and
    what was saved is not kept as a draft once more.
    """

    kept = Signal(object)
    trouble = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        take: Callable[[], FormValues | None],
        parent: QObject,
        draft_id: UUID | None = None,
    ) -> None:
        """``take`` gives the values, or None where nothing on the form is worth keeping."""
        super().__init__(parent)
        self._take = take
        self._draft = _Draft(workspace, draft_id or new_id(workspace.clock.now()))
        self._asked: FormValues | None = None  # what is written or waits for the worker
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.keep_now)

    def touch(self) -> None:
        """Something changed. Does not put off what is due already."""
        if not self._stopped and not self._timer.isActive():
            self._timer.start()

    def keep_now(self) -> None:
        """Have the worker keep what the form says now, after whatever it was given before."""
        self._timer.stop()
        values = self._take()
        if self._stopped or values == self._asked:
            return
        self._asked = values
        draft = self._draft
        tasks.run(
            lambda: draft.write(values),
            owner=self,
            done=lambda _: self._on_written(values),
            failed=self._on_failed,
        )

    def stop(self) -> None:
        """The form is saved or given up; nothing is asked for from now on."""
        self._stopped = True
        self._timer.stop()

    def go_on(self) -> None:
        """Saving failed: keep on keeping."""
        self._stopped = False
        self._asked = None
        self.touch()

    def took_over(self, values: FormValues) -> None:
        """The form was reopened with its files: they are kept already."""
        self._draft.files = {one.id for one in values.files}

    def ending(self) -> Ending:
        """For who saves or gives up the form: what ends the draft, on the worker and in that very commit."""
        return self._draft.ending()

    def _on_written(self, values: FormValues | None) -> None:
        if values is not None:
            self.kept.emit(self._draft.workspace.clock.now())

    def _on_failed(self, error: Exception) -> None:
        self._asked = None
        if not isinstance(error, LiaisonError):
            raise error
        self.trouble.emit(error)


class _Draft:
    """A form's row and its files' in the vault. Used on the vault's worker only."""

    def __init__(self, workspace: Workspace, draft_id: UUID) -> None:
        self.workspace, self.id = workspace, draft_id
        self.files: set[UUID] = set()
        self._ended = False

    def write(self, values: FormValues | None) -> None:
        """Keep the form as it is, and those of its files that are not kept yet."""
        if self._ended:
            return
        files = values.files if values is not None else ()
        with self.workspace.write() as tx:
            for one in files:
                if one.id not in self.files:
                    keep_draft(tx, one.id, FILE, file_to_json(one.attachment, self.id))
            for gone in self.files - {one.id for one in files}:
                drop_draft(tx, gone)
            if values is None:
                drop_draft(tx, self.id)
            else:
                keep_draft(tx, self.id, FORM, to_json(values))
        self.files = {one.id for one in files}

    @contextmanager
    def ending(self) -> Iterator[Transaction]:
        """A transaction that also forgets the form; when it is committed, and only then, nothing is kept any more."""
        with self.workspace.write() as tx:
            yield tx
            drop_form(tx, self.id, self.files)
        self._ended = True
