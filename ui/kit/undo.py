"""Taking back what was done: "Done – Undo" beside it, and step by step by Ctrl+Z and Ctrl+Shift+Z.

    history_of(page).add(workspace, "Done", step)       # what was done, with its `app.storage.undoing.Step`
    history_of(page).stays("Contact kept", why, …)       # evidence: why it is not undone, and what to do instead

Each window has its own history, from unlocking to locking. A step is taken back by a command of its own, so the trail
has both; where somebody has changed the thing since, it is refused and forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.kernel.errors import LiaisonError
from app.storage.undoing import do_again, noting, take_back
from ui.kit import tasks
from ui.kit.bars import MessageBar
from ui.kit.page import Page

if TYPE_CHECKING:
    from uuid import UUID

    from app.storage.transaction import Transaction
    from app.storage.undoing import Step, Way
    from app.workspace import Workspace

T = TypeVar("T")
Command = Callable[["Transaction", "UUID"], object]
MOST = 50
"""Steps that can be taken back, one after the other."""


@dataclass(frozen=True, eq=False)
class Deed:
    """What somebody did, in words; each is its own, however much it says what another says. Without a ``step`` it is
    evidence: ``why_not`` says so, ``action`` leads on.

    The words stand in a menu as long as the vault is open, whatever becomes of the matter: they name no client and no
    matter, which may be restricted or destroyed meanwhile."""

    words: str
    workspace: Workspace | None = None
    step: Step | None = None
    why_not: str = ""
    action: str = ""
    instead: Callable[[], object] | None = None


class History(QObject):
    """`changed()` when something else is next; `turned()` when a step was taken back or done again, `told(words,
    action, callback)` what came of it."""

    changed = Signal()
    turned = Signal()
    told = Signal(str, str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._done: list[Deed] = []
        self._undone: list[Deed] = []
        self._forgotten = 0  # how often: what was under way before is not put back afterwards
        self._under_way = 0
        self._waiting: list[Callable[[], object]] = []  # what was asked meanwhile

    @property
    def next_back(self) -> Deed | None:
        """What is taken back next."""
        return self._done[-1] if self._done else None

    @property
    def next_again(self) -> Deed | None:
        """What is done again next."""
        return self._undone[-1] if self._undone else None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done, taken back or done again just now."""
        return self._under_way > 0

    def run(self, work: Callable[[], T], *, done: Callable[[T], object], failed: tasks.Failed) -> None:
        """Have the vault's worker do what becomes the last deed. Who asks to undo or redo before it is done means what
        comes of it: that waits, and is forgotten where nothing came of it."""

        def on_done(result: T) -> None:
            self._under_way -= 1
            before = [*self._done], [*self._undone]
            try:
                done(result)
            finally:
                if before == (self._done, self._undone):  # meant is not what was done before
                    self._waiting.clear()
            self.changed.emit()
            while self._waiting and not self.is_busy:
                self._waiting.pop(0)()

        def on_failed(error: Exception) -> None:
            self._under_way -= 1
            self._waiting.clear()
            self.changed.emit()
            failed(error)

        self._under_way += 1
        self.changed.emit()
        tasks.run(work, owner=self, done=on_done, failed=on_failed)

    def add(self, workspace: Workspace, words: str, step: Step) -> Deed:
        """Something was done that can be taken back, unless its way says why not."""
        return self._put(Deed(words, workspace, step, why_not=step.why_not))

    def offer(self, workspace: Workspace, words: str, step: Step) -> None:
        """As `add`, and the window says what was done, with the way back."""
        deed = self.add(workspace, words, step)
        if not deed.why_not:
            self.told.emit(words, QCoreApplication.translate("Undo", "Undo"), lambda: self.undo(deed))

    def stays(
        self, words: str, why_not: str, action: str = "", instead: Callable[[], object] | None = None
    ) -> None:
        """Something was done that stays: asked to undo it, the window says why, and offers what to do instead."""
        self._put(Deed(words, why_not=why_not, action=action, instead=instead))

    def _put(self, deed: Deed) -> Deed:
        self._done = [*self._done, deed][-MOST:]
        self._undone.clear()  # what was done since stands on what is now
        self.changed.emit()
        return deed

    def forget(self) -> None:
        """Nothing of before is taken back any more, nor what is being taken back just now done again."""
        self._forgotten += 1
        self._done.clear()
        self._undone.clear()
        self._waiting.clear()
        self.changed.emit()

    def undo(self, deed: Deed | None = None) -> None:
        """Take back the last, or the one whose message offers it. Of what stays say why, once: then what was before it
        is next."""
        if self.is_busy:
            self._waiting.append(lambda: self.undo(deed))
            return
        deed = deed or self.next_back
        if deed is None or deed not in self._done:
            return
        self._done.remove(deed)
        self.changed.emit()
        if deed.step is None or deed.workspace is None or deed.why_not:
            self.told.emit(deed.why_not, deed.action, deed.instead)
            return
        self._turn(deed, back=True)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.is_busy:
            self._waiting.append(self.redo)
            return
        deed = self.next_again
        if deed is not None:
            self._undone.pop()
            self.changed.emit()
            self._turn(deed, back=False)

    def _turn(self, deed: Deed, *, back: bool) -> None:
        """Take a deed back, or do it again; then it is next the other way, which the window offers."""
        step, workspace = deed.step, deed.workspace
        if step is None or workspace is None:
            return
        tr, before = QCoreApplication.translate, self._forgotten

        def work() -> Step:
            with workspace.write() as tx:
                return (take_back if back else do_again)(tx, step)

        def done(turned: Step) -> None:
            if self._forgotten != before:
                self.turned.emit()
                return
            (self._undone if back else self._done).append(replace(deed, step=turned))
            self.changed.emit()
            self.turned.emit()
            if back:
                said, action, other = tr("Undo", "Taken back: {what}"), tr("Undo", "Redo"), self.redo
            else:
                said, action, other = tr("Undo", "Done again: {what}"), tr("Undo", "Undo"), self.undo
            self.told.emit(said.format(what=deed.words), action, other)

        self.run(work, done=done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        """It stays as it is, and what was before it can still be taken back."""
        if not isinstance(error, LiaisonError):
            raise error
        self.told.emit(error.message, "", None)


def forget_histories() -> None:
    """Something was destroyed: no window remembers what it said."""
    for window in QApplication.topLevelWidgets():
        for one in window.findChildren(History):
            one.forget()


def evidence_words() -> str:
    """Why an entry of the contact log is not undone."""
    return QCoreApplication.translate(
        "Undo", "An entry is evidence and is not undone. Amend it: what it said before stays readable."
    )


def history_of(widget: QWidget) -> History:
    """The one of the window that a page or a form stands in."""
    window = widget.window()
    found = getattr(getattr(window, "workbench", None), "history", None)
    if isinstance(found, History):
        return found
    return window.findChild(History) or History(window)


class Undoable(QObject):
    """Runs a command for a page, says so at its foot, and takes it back when asked."""

    def __init__(self, page: Page, workspace: Workspace) -> None:
        super().__init__(page)
        self._page, self._workspace = page, workspace
        self.messages = MessageBar(page)
        self._history: History | None = None

    def run(self, way: Way, command: Callable[[Transaction], object], words: str) -> None:
        """Do ``command``; ``words`` stand beside "Undo"."""
        workspace = self._workspace

        def work() -> Step | None:
            with workspace.write() as tx:
                return noting(tx, way, command)[1]

        def done(step: Step | None) -> None:
            if shiboken6.isValid(self):
                self.offer(step, words)

        def failed(error: Exception) -> None:
            if shiboken6.isValid(self):
                self._page.errors.show_error(error)

        history_of(self._page).run(work, done=done, failed=failed)

    def offer(self, step: Step | None, words: str) -> None:
        """Something was done: say so, with the way back where there is one."""
        self._page.mark_stale()
        if step is None:
            self.messages.say(words)
            return
        history = history_of(self._page)
        if history is not self._history:
            self._history = history
            history.turned.connect(self._page.mark_stale)
        deed = history.add(self._workspace, words, step)
        take_back = QCoreApplication.translate("Undo", "Undo")
        self.messages.say(words, take_back, lambda: history.undo(deed))

    def offer_command(self, thing_id: UUID, undo: Command, words: str) -> None:
        """Of what stays on record: say it, with a command that puts it right."""
        self._page.mark_stale()
        take_back = QCoreApplication.translate("Undo", "Undo")
        self.messages.say(words, take_back, lambda: self._write(thing_id, undo))

    def _write(self, thing_id: UUID, command: Command) -> None:
        def work() -> None:
            with self._workspace.write() as tx:
                command(tx, thing_id)

        tasks.run(
            work,
            owner=self._page,
            done=lambda _: self._page.mark_stale(),
            failed=self._page.errors.show_error,
        )
