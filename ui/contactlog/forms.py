"""What the window needs of the contact form: open it, keep it at a lock, reopen it after one.

forms = ContactForms(window, workspace, message_bar.say)
forms.log(LogContactRequest(matter_id=…))       # Ctrl+N
forms.keep_now()                                # at a lock; the window waits for the worker
forms.reopen()                                  # after it was unlocked
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol
from uuid import UUID

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.contactlog.commands import withdraw_contact
from app.contactlog.words import Channel, Direction, usual_outcome
from app.kernel.errors import LiaisonError
from app.kernel.rights import Right
from app.vault.lending import take_back_all
from app.workspace import Workspace
from ui.contactlog.amending import values_of
from ui.contactlog.entry_sheet import EntrySheet
from ui.contactlog.keeper import KeptForm, kept_forms, sweep_files
from ui.contactlog.log_sheet import LogContactSheet
from ui.contactlog.values import FormValues
from ui.kit import tasks
from ui.kit.keeper import open_drafts
from ui.kit.rights import reason
from ui.kit.undo import evidence_words, history_of
from ui.shell.going_on import going_on
from ui.shell.requests import Among, LogContactRequest


class Say(Protocol):
    """The window's message bar."""

    def __call__(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None: ...


class ContactForms(QObject):
    """At most one contact form at a time in a window."""

    saved = Signal(object)
    none_waits = Signal()
    """A form that was reopened is done with, and no other contact waits to be finished."""

    def __init__(self, window: QWidget, workspace: Workspace, say: Say) -> None:
        super().__init__(window)
        self._window, self._workspace, self._say = window, workspace, say
        self._sheet: LogContactSheet | None = None
        self._shown: EntrySheet | None = None
        tasks.run_pool(lambda _task: take_back_all(), owner=self)  # what a crash left of files opened outside

    def sheet(self) -> LogContactSheet | None:
        """The open form."""
        found = self._sheet
        return found if found is not None and shiboken6.isValid(found) and not found.isHidden() else None

    def log_begins_with(self) -> LogContactRequest | None:
        """What comes after the entry that is open; None where none is."""
        shown = self._shown
        if shown is None or not shiboken6.isValid(shown) or shown.isHidden() or shown.whole is None:
            return None
        return going_on(shown.whole.row, shown.whole.row.id if shown.whole.waits else None)

    def log(self, request: LogContactRequest | None = None) -> LogContactSheet:
        """Open the form, filled in from ``request``; a form that is open already stays and gets the keyboard. What
        comes with words was written elsewhere, and is kept nowhere else any more."""
        request = request or LogContactRequest()
        busy = self.sheet()
        if busy is not None:
            if request.summary:
                self._say_busy(lambda: self.log(request))
            return busy
        sheet = self._open(prefilled(request))
        if request.file is not None:
            sheet.form.files.files.add_bytes(*request.file)
        if request.summary:
            sheet.count_as_typed()
            sheet.keep_now()
        return sheet

    def fill(self, values: FormValues) -> LogContactSheet | None:
        """Open the form with what somebody typed elsewhere; None where another form is open, which stays."""
        if self.sheet() is not None or not self._workspace.may(Right.WRITE):
            self._open_unless_busy(values, typed=True)
            return None
        sheet = self._open(values)
        sheet.count_as_typed()
        return sheet

    def show_entry(self, entry_id: UUID, among: Among | None = None) -> EntrySheet:
        """Show an entry whole, with its versions; ``among`` what was found, with its words marked."""
        sheet = EntrySheet(self._window, self._workspace, entry_id, among)
        sheet.amend_requested.connect(self.amend)
        sheet.withdraw_requested.connect(self.withdraw)
        self._shown = sheet
        sheet.open()
        return sheet

    def amend(self, entry_id: UUID) -> None:
        """Open the form with an entry."""
        workspace = self._workspace

        def look() -> FormValues:
            with workspace.read() as reader:
                return values_of(reader, entry_id)

        tasks.run(look, owner=self, done=self._open_unless_busy)

    def withdraw(self, entry_id: UUID, reason: str) -> None:
        """Mark an entry as a mistake."""
        workspace = self._workspace

        def work() -> None:
            with workspace.write() as tx:
                withdraw_contact(tx, entry_id, reason)

        history = history_of(self._window)

        def done(_: object) -> None:
            self._say(self.tr("Entry withdrawn"))
            history.stays(
                self.tr("Entry withdrawn"),
                self.tr(
                    "What was withdrawn stays struck, with the reason. Log the contact again if it took place."
                ),
            )

        def failed(error: Exception) -> None:
            if not isinstance(error, LiaisonError):
                raise error
            self._say(error.message)

        history.run(work, done=done, failed=failed)

    def keep_now(self) -> None:
        """The vault's worker is given what is typed, after a save under way."""
        sheet = self.sheet()
        if sheet is not None:
            sheet.keep_last()

    def reopen(self) -> None:
        """Open the newest form that was not saved, if there is one."""
        workspace = self._workspace
        if not workspace.may(Right.WRITE):
            return

        shown = open_drafts(self._window)

        def look() -> KeptForm | None:
            sweep_files(workspace)
            with workspace.read() as reader:
                return next((one for one in kept_forms(reader) if one.id not in shown), None)

        tasks.run(look, owner=self, done=self._on_found_kept)

    def _on_found_kept(self, kept: KeptForm | None) -> None:
        if kept is None:
            self.none_waits.emit()
        elif self.sheet() is None:
            self._open(kept.values, kept.id)

    def _open_unless_busy(self, values: FormValues, *, typed: bool = False) -> None:
        """``typed``: somebody wrote what stands there, and it is kept nowhere else."""
        if not self._workspace.may(Right.WRITE):
            self._say(reason(Right.WRITE))
        elif self.sheet() is None:
            sheet = self._open(values)
            if typed:
                sheet.count_as_typed()
        else:
            self._say_busy(lambda: self._open_unless_busy(values, typed=typed))

    def _say_busy(self, go_on: Callable[[], object]) -> None:
        self._say(self.tr("Please finish the form that is open first."), self.tr("Go on"), go_on)

    def _open(self, values: FormValues, draft_id: UUID | None = None) -> LogContactSheet:
        sheet = LogContactSheet(self._window, self._workspace, values, draft_id=draft_id)
        self._sheet = sheet
        sheet.saved.connect(self._on_sheet_saved)
        sheet.discarded.connect(self._on_sheet_discarded)
        sheet.again_requested.connect(self._on_sheet_again_requested)
        sheet.finished.connect(self._on_sheet_finished)
        sheet.open()
        return sheet

    def _on_sheet_finished(self) -> None:
        again = self._sheet is not None and self._sheet.reopened
        self._sheet = None
        if again:
            self.reopen()  # there may be another that waits

    def note_kept(self, entry_id: UUID) -> None:
        """Who wants to undo it hears why it stays, and is led to its amendment."""
        amend = partial(self.amend, entry_id)
        words = self.tr("Contact kept in the log")
        history_of(self._window).stays(words, evidence_words(), self.tr("Amend…"), amend)

    def _on_sheet_saved(self, entry_id: UUID) -> None:
        self.note_kept(entry_id)
        self._say(self.tr("Contact kept in the log"), self.tr("Show"), lambda: self.show_entry(entry_id))
        self.saved.emit(entry_id)

    def _on_sheet_discarded(self, values: FormValues) -> None:
        self._say(self.tr("Discarded"), self.tr("Undo"), lambda: self._open_unless_busy(values, typed=True))

    def _on_sheet_again_requested(self, values: FormValues) -> None:
        self._open_unless_busy(next_one(values))


def prefilled(request: LogContactRequest) -> FormValues:
    """The form's first values out of what the page knows."""
    channel = request.channel or Channel.PHONE
    usual = request.direction or Direction.OUT
    direction = Direction.INTERNAL if channel is Channel.NOTE else usual
    return FormValues(
        matter_id=request.matter_id,
        client_id=request.client_id,
        channel=channel,
        direction=direction,
        outcome=usual_outcome(channel, direction),
        reached_at=request.reached_at,
        answers_id=request.answers_id,
        acknowledges_id=request.acknowledges_id,
        tells=tuple(request.tells),
        is_update=request.is_update,
        summary=request.summary,
    )


def next_one(values: FormValues) -> FormValues:
    """What "Save and new" starts with: the same channel, another matter."""
    return replace(FormValues(), channel=values.channel, direction=values.direction, outcome=values.outcome)
