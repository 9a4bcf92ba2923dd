"""After an unlocking: the form that was not saved stands there again, on the page where it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from app.drafts.commands import drop_draft
from app.drafts.queries import DraftRow, drafts
from app.kernel.errors import LiaisonError
from app.updates.keeping import FORM as UPDATE
from ui.contactlog.draftwords import FORM
from ui.kit import tasks
from ui.kit.keeper import open_drafts
from ui.kit.page import Page
from ui.kit.sheet import Sheet, sheets_in
from ui.kit.sheet_draft import Keep, KeptSheet, kept_sheet
from ui.quickentry.draft import QUICK
from ui.settings.firm_draft import FIRM
from ui.updates.opening import open_composer

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.contactlog.forms import ContactForms
    from ui.quickentry.desk import QuickEntry
    from ui.shell.window import VaultWindow


CONCERN = "concern"
"""The beginning of what forms of concerns are called."""
KEPT_FOR = timedelta(days=30)
LOOK_EVERY, LOOKS, ROUNDS = 40, 100, 8
"""Milliseconds between two looks whether the page has been read, how many there are until it is tried all the same
(what works may be a backup), and how often that: a slow machine reads for many seconds."""


class Reopening(QObject):
    """The newest first; the next one when that is saved or given up. Each comes back once in an unlocking."""

    def __init__(
        self, window: VaultWindow, workspace: Workspace, forms: ContactForms, quick: QuickEntry
    ) -> None:
        super().__init__(forms)
        self._quick = quick
        self._window, self._workspace, self._forms = window, workspace, forms
        self._done: set[UUID] = set()
        self._left = self._rounds = 0
        forms.none_waits.connect(self.start)

    def start(self) -> None:
        """Look what waits, unless somebody has begun something else."""
        workspace = self._workspace

        def look() -> tuple[DraftRow, ...]:
            with workspace.read() as reader:
                return drafts(reader)

        tasks.run(look, owner=self, done=self._on_found, failed=_nothing_comes_back)

    def _on_found(self, rows: tuple[DraftRow, ...]) -> None:
        if sheets_in(self._window):
            return
        shown = open_drafts(self._window)
        for row in rows:
            if row.id in self._done or row.id in shown:
                continue
            if row.form == FORM:
                self._done.add(row.id)
                self._forms.reopen()
                return
            if row.form == QUICK:
                self._done.add(row.id)
                sheet = self._quick.reopen(row)
                if sheet is None:
                    continue
                sheet.finished.connect(self._on_sheet_finished)
                return
            if row.form == FIRM:
                self._done.add(row.id)
                self._window.navigate("firm")
                return
            kept = kept_sheet(row)
            if kept is not None:
                self._done.add(row.id)
                self._go_to(row, kept)
                return

    def _go_to(self, row: DraftRow, kept: KeptSheet) -> None:
        workbench = self._window.workbench
        if workbench is None:
            return
        page, of = kept.page, kept.of
        if page in workbench.every_page_id() and workbench.here != (page, of):
            workbench.navigate(page, of)
        self._left, self._rounds = LOOKS, ROUNDS
        self._when_quiet(lambda: self._open(row, kept))

    def _when_quiet(self, then: Callable[[], None]) -> None:
        """When the page has been read, and whatever reads on from there; a backup that runs is not waited for long."""
        self._left -= 1
        if tasks.busy() and self._left > 0:
            QTimer.singleShot(LOOK_EVERY, self, lambda: self._when_quiet(then))
        else:
            then()

    def _open(self, row: DraftRow, kept: KeptSheet) -> None:
        page = self._window.current_page()
        if page is None or sheets_in(self._window):
            return
        if not (page.reopen(kept.keep.form, kept.keep.thing) or self._opened_anywhere(page, kept.keep)):
            self._rounds -= 1
            if tasks.busy() and self._rounds > 0:  # it may not have been read yet
                self._left = LOOKS
                self._when_quiet(lambda: self._open(row, kept))
            else:
                self._leave(row)
            return
        self._left = LOOKS
        self._when_quiet(lambda: self._wait(page))  # some read before they open

    def _opened_anywhere(self, page: Page, keep: Keep) -> bool:
        """What opens over any page: the update of a matter, a concern."""
        if keep.form.startswith(CONCERN):
            from ui.concerns.reopening import reopen_form

            return reopen_form(page, self._workspace, keep.form, keep.thing)
        if keep.form != UPDATE or keep.thing is None:
            return False
        open_composer(page, self._workspace, keep.thing)
        return True

    def _wait(self, page: Page) -> None:
        sheets: list[Sheet] = sheets_in(page.window())
        if sheets:
            sheets[-1].finished.connect(self._on_sheet_finished)
        else:  # it was given up before it was seen here
            self.start()

    def _on_sheet_finished(self) -> None:
        self.start()

    def _leave(self, row: DraftRow) -> None:
        """What it was about is gone, or no form is called that any more: it waits for a month, then it is dropped."""
        workspace = self._workspace
        if workspace.clock.now() - row.saved_at < KEPT_FOR:
            self.start()
            return

        def drop() -> None:
            with workspace.write() as tx:
                drop_draft(tx, row.id)

        tasks.run(drop, owner=self, done=lambda _: self.start(), failed=_nothing_comes_back)


def _nothing_comes_back(error: Exception) -> None:
    """Nobody asked for it, so nobody is told; what was kept stays kept."""
    if not isinstance(error, LiaisonError):
        raise error
