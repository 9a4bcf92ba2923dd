"""What the window needs of quick entry: open it over any page, and do what a line says."""

from __future__ import annotations

from uuid import UUID

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.contactlog.commands import log_contact, withdraw_contact
from app.contactlog.warnings import warnings_of
from app.drafts.queries import DraftRow
from app.kernel.errors import LiaisonError
from app.kernel.rights import Right
from app.quickentry.contact import new_contact
from app.quickentry.parts import Ref
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.contactlog.forms import ContactForms, Say
from ui.kit import tasks
from ui.quickentry.draft import kept_line
from ui.quickentry.filling import form_values
from ui.quickentry.reader import LineReader
from ui.quickentry.sheet import QuickSheet


class QuickEntry(QObject):
    """At most one line at a time in a window."""

    def __init__(self, window: QWidget, workspace: Workspace, forms: ContactForms, say: Say) -> None:
        super().__init__(forms)
        self._window, self._workspace, self._forms, self._say = window, workspace, forms, say
        self._sheet: QuickSheet | None = None

    def sheet(self) -> QuickSheet | None:
        """The open line."""
        found = self._sheet
        return found if found is not None and shiboken6.isValid(found) and not found.isHidden() else None

    def open(self, page: Ref | None = None, line: str = "", *, goes_on: bool = False) -> QuickSheet:
        """Open the line, or give the keyboard to the one that is open. ``page``: what the window shows."""
        sheet = self.sheet()
        if sheet is not None:
            sheet.field.setFocus()
            return sheet
        sheet = self._sheet = QuickSheet(self._window, self._workspace, page, line, goes_on=goes_on)
        sheet.filled.connect(self._fill)
        sheet.save_chosen.connect(self._save)
        sheet.open()
        return sheet

    def reopen(self, row: DraftRow) -> QuickSheet | None:
        """After an unlocking: the line again, if it was open when the vault was locked."""
        if not kept_line(row).is_open or not self._workspace.may(Right.WRITE):
            return None
        return self.open(goes_on=True)

    def _fill(self, reader: LineReader, why: str = "") -> None:
        """Open the form with what the line says. The line is kept until the form is saved."""
        sheet = self.sheet()
        if sheet is None:
            return
        values = form_values(reader.understood, reader.setting, reader.client)
        draft = sheet.draft
        sheet.hand_over()
        form = self._forms.fill(values)
        if form is None:
            return
        if why:
            form.note.setText(why)

        def forget(_: object) -> None:
            def work() -> None:
                with draft.ending():
                    pass  # nothing is done but what ends the draft

            tasks.run(work, owner=self)

        form.saved.connect(forget)

    def _save(self, reader: LineReader) -> None:
        """Save at once, unless a careful colleague would say something: then the form is opened."""
        sheet, workspace = self.sheet(), self._workspace
        if sheet is None:
            return
        new = new_contact(reader.understood, reader.setting, reader.client)
        ending = sheet.keeper.ending()

        def work() -> UUID | str:
            with workspace.read() as look:
                warnings = warnings_of(look, new)
            if warnings:
                return " ".join(one.message for one in warnings)
            with ending as tx:  # what is saved is a draft no more, in one commit
                return log_contact(tx, new)

        line = reader.understood.line
        sheet.field.setReadOnly(True)

        def done(result: UUID | str) -> None:
            sheet.field.setReadOnly(False)
            if isinstance(result, str):
                self._fill(reader, result)
                return
            sheet.keeper.stop()
            sheet.accept()
            self._saved(result, line)

        tasks.run(work, owner=sheet, done=done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        sheet = self.sheet()
        if not isinstance(error, LiaisonError) or sheet is None:
            raise error
        sheet.field.setReadOnly(False)
        sheet.keeper.go_on()
        sheet.say(error.message)

    def _saved(self, entry_id: UUID, line: str) -> None:
        self._forms.note_kept(entry_id)
        self._say(self.tr("Contact kept in the log"), self.tr("Undo"), lambda: self._undo(entry_id, line))

    def _undo(self, entry_id: UUID, line: str) -> None:
        """What was written stays readable, struck; the line is there again to be mended."""

        def withdraw(tx: Transaction) -> None:
            withdraw_contact(tx, entry_id, self.tr("Taken back at once by who wrote it"))

        def work() -> None:
            with self._workspace.write() as tx:
                withdraw(tx)

        tasks.run(work, owner=self, done=lambda _: self.open(line=line))
