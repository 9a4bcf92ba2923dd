"""Keeps the form in the vault while it is written, so that neither a crash nor a lock loses a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    """Watches one form. `touch` on every change; it writes a little later, on the vault's worker."""

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
        self._workspace, self._take = workspace, take
        self.id = draft_id or new_id(workspace.clock.now())
        self._files: set[UUID] = set()
        self._written: FormValues | None = None
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._on_timer_timeout)

    def touch(self) -> None:
        """Something changed. Does not put off what is due already."""
        if not self._stopped and not self._timer.isActive():
            self._timer.start()

    def keep_now(self) -> None:
        """Keep at once, on this thread: before a lock nothing queued would still run."""
        self._timer.stop()
        if self._is_due():
            values = self._take()
            self._write(values)
            self._on_written(values)

    def stop(self) -> None:
        """The form is saved or given up; nothing is written from now on."""
        self._stopped = True
        self._timer.stop()

    def go_on(self) -> None:
        """Saving failed: keep on keeping."""
        self._stopped = False
        self._written = None
        self.touch()

    def file_ids(self) -> frozenset[UUID]:
        """The files kept beside the form."""
        return frozenset(self._files)

    def took_over(self, values: FormValues) -> None:
        """The form was reopened with its files: they are kept already."""
        self._files = {one.id for one in values.files}

    def _is_due(self) -> bool:
        return not self._stopped and self._take() != self._written

    def _write(self, values: FormValues | None) -> None:
        files = values.files if values is not None else ()
        with self._workspace.write() as tx:
            for one in files:
                if one.id not in self._files:
                    keep_draft(tx, one.id, FILE, file_to_json(one.attachment, self.id))
            for gone in self._files - {one.id for one in files}:
                drop_draft(tx, gone)
            if values is None:
                drop_draft(tx, self.id)
            else:
                keep_draft(tx, self.id, FORM, to_json(values))
        self._files = {one.id for one in files}

    def _on_timer_timeout(self) -> None:
        if self._is_due():
            values = self._take()
            tasks.run(
                lambda: self._write(values),
                owner=self,
                done=lambda _: self._on_written(values),
                failed=self._on_failed,
            )

    def _on_written(self, values: FormValues | None) -> None:
        self._written = values
        if values is not None:
            self.kept.emit(self._workspace.clock.now())

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.trouble.emit(error)
