"""Keeps a form in the vault while it is written, so that neither a crash nor a lock loses a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.kernel.errors import LiaisonError
from ui.kit import tasks

if TYPE_CHECKING:
    from app.storage.transaction import Transaction
    from app.workspace import Workspace

V = TypeVar("V")
EVERY = 2000
"""Milliseconds from a change to its keeping: a crash costs at most so much."""

Ending = AbstractContextManager["Transaction"]


def open_drafts(but: QWidget) -> set[UUID]:
    """The rows of the forms that stand open in other windows than ``but``: none of them is opened once more."""
    windows = [one for one in QApplication.topLevelWidgets() if one is not but.window()]
    keepers = (one for window in windows for one in window.findChildren(DraftKeeper))
    return {one.draft_id for one in keepers if not one.is_over}


_awaited: set[int] = set()
"""Forms that the lock has the worker keep, until they are kept."""


def forget_unkept() -> bool:
    """After a lock: whether a form could not be kept."""
    unkept = bool(_awaited)
    _awaited.clear()
    return unkept


class Draft(Generic[V]):
    """One form's row in the vault. Used on the vault's worker only."""

    def __init__(self, workspace: Workspace, draft_id: UUID) -> None:
        self.workspace, self.id = workspace, draft_id
        self.ended = False
        """Whether it was saved or given up."""

    def write(self, values: V | None) -> None:
        """Keep the form as it is; None: nothing on it is worth it."""
        if self.ended:
            return
        with self.workspace.write() as tx:
            self.store(tx, values)
        self.stored(values)

    def store(self, tx: Transaction, values: V | None) -> None:
        """Write the row. Override."""
        raise NotImplementedError

    def stored(self, values: V | None) -> None:
        """It is committed."""

    def forget(self, tx: Transaction) -> None:
        """The form was saved or given up."""
        from app.drafts.commands import drop_draft

        drop_draft(tx, self.id)

    @contextmanager
    def ending(self) -> Iterator[Transaction]:
        """A transaction that also forgets the form; when it is committed, and only then, nothing is kept any more."""
        with self.workspace.write() as tx:
            yield tx
            self.forget(tx)
        self.ended = True


class DraftKeeper(QObject, Generic[V]):
    """Watches one form. `touch` on every change, or `watch` to look by itself; it writes a little later.

    Everything is written on the vault's worker, one after the other: an older draft cannot follow a newer one, and
    what was saved is not kept as a draft once more. `kept(moment)` and `trouble(error)` tell what came of it.
    """

    kept = Signal(object)
    trouble = Signal(object)

    def __init__(self, draft: Draft[V], take: Callable[[], V | None], parent: QObject) -> None:
        """``take`` gives the values, or None where nothing on the form is worth keeping."""
        super().__init__(parent)
        self._take = take
        self._draft = draft
        self._asked: V | None = None  # what is written or waits for the worker
        self._written: V | None = None  # what is known to be written
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.keep_now)
        self._timer.setSingleShot(True)

    @property
    def is_worth_it(self) -> bool:
        """Whether something stands there now that is worth keeping."""
        return not self._stopped and self._take() is not None

    @property
    def is_over(self) -> bool:
        """Whether its form was saved, given up or dropped."""
        return self._stopped

    @property
    def draft_id(self) -> UUID:
        """The row of the form that it keeps."""
        return self._draft.id

    def touch(self) -> None:
        """Something changed. Does not put off what is due already."""
        if not self._stopped and not self._timer.isActive():
            self._timer.start()

    def watch(self) -> None:
        """Look every now and then whether something changed, until `stop`."""
        self._timer.setSingleShot(False)
        self.touch()

    def keep_now(self) -> None:
        """Have the worker keep what the form says now, after whatever it was given before."""
        if self._timer.isSingleShot():
            self._timer.stop()
        values = self._take()
        if self._stopped or values == self._asked:
            return
        self._keep(values, self._draft.write)

    def keep_last(self) -> None:
        """The vault is being locked: as `keep_now`, and what is not kept is told afterwards (`forget_unkept`)."""
        self._timer.stop()
        values = self._take()
        if self._stopped or (values is None and self._written is None):
            return  # what was written is written once more: at another desk it may have been given up
        draft, number = self._draft, id(self._draft)

        def write(last: V | None) -> None:
            draft.write(last)
            _awaited.discard(number)

        if values is not None:
            _awaited.add(number)
        self._keep(values, write)

    def stop(self) -> None:
        """The form is saved or given up; nothing is asked for from now on."""
        self._stopped = True
        self._timer.stop()

    def go_on(self) -> None:
        """Saving failed: keep on keeping."""
        self._stopped = False
        self._asked = None
        self.touch()

    def took_over(self, values: V) -> None:
        """The form shows what is kept already."""
        self._asked = self._written = values

    def ending(self) -> Ending:
        """For who saves or gives up the form: what ends the draft, on the worker and in that very commit."""
        return self._draft.ending()

    def _keep(self, values: V | None, write: Callable[[V | None], None]) -> None:
        self._asked = values
        tasks.run(
            lambda: write(values),
            owner=self,
            done=lambda _: self._on_written(values),
            failed=self._on_failed,
        )

    def _on_written(self, values: V | None) -> None:
        self._written = values
        if values is not None:
            self.kept.emit(self._draft.workspace.clock.now())

    def _on_failed(self, error: Exception) -> None:
        self._asked = None
        if not isinstance(error, LiaisonError):
            raise error
        self.trouble.emit(error)
