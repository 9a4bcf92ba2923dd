"""The sheet around the contact form: title and timer above, buttons and "Draft kept" below; it queries and saves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.queries import EntryRow, entry
from app.kernel.errors import Invalid, LiaisonError, Problem
from app.kernel.said import say_time
from app.matters.development_queries import DevelopmentRow, developments
from app.workspace import Workspace
from ui.contactlog.about import About, Whom, about, about_nobody, whom_of
from ui.contactlog.form import ContactForm
from ui.contactlog.keeper import ContactDraft
from ui.contactlog.timer import CallTimer
from ui.contactlog.values import FormValues, Timed, fresh, say_when, to_contact
from ui.kit import tasks, theme
from ui.kit.choice import Choice
from ui.kit.keeper import DraftKeeper
from ui.kit.sheet import Sheet


class LogContactSheet(Sheet):
    """A new contact, one reopened from a draft, or an entry to amend. `saved` gives the entry's id."""

    saved = Signal(object)
    discarded = Signal(object)
    again_requested = Signal(object)
    stands_alone = True
    """It is about whom it names, wherever it was opened."""

    def __init__(
        self, over: QWidget, workspace: Workspace, values: FormValues, *, draft_id: UUID | None = None
    ) -> None:
        amends = values.entry_id is not None
        super().__init__(over, "")
        self.name_it(self.tr("Amend entry") if amends else self.tr("Log contact"))
        self._workspace = workspace
        self._entry: EntryRow | None = None
        self._waiting: str | None = None
        self.reopened = draft_id is not None
        self.timer = CallTimer()
        self.kind: Choice[str] = Choice([("", self.tr("Kind of contact"))], name=self.tr("Kind of contact"))
        self.kind.setMinimumWidth(theme.px(220))
        self.aside.addWidget(self.kind)
        self.aside.addWidget(self.timer)
        self.timer.setVisible(not amends)
        self.form = ContactForm(workspace)
        self.body.addWidget(self.form)
        self.pinned.addWidget(self.form.banner)
        extra = () if amends else (self.tr("Sa&ve and new"),)
        self.add_buttons(self.tr("Save"), extra=extra, keys="Ctrl+Return")
        self.form.set_values(fresh(values, self.form.present()))
        self._opened_with = self.form.values()
        draft = ContactDraft(workspace, draft_id)
        self.keeper = DraftKeeper(draft, self._worth_keeping, self)
        if self.reopened:
            draft.stored(values)  # its files are kept already
            self.note.setText(self.tr("You were writing this – go on"))
        self.form.changed.connect(self._on_form_changed)
        self.form.whom.chosen.connect(self._on_whom_chosen)
        self.form.files.files.failed.connect(self._on_file_failed)
        self.form.files.files.settled.connect(self._on_files_settled)
        self.kind.activated.connect(self._on_kind_activated)
        self.timer.started.connect(self._on_timer_started)
        self.timer.ticked.connect(self._on_timer_ticked)
        self.keeper.kept.connect(self._on_keeper_kept)
        self.keeper.trouble.connect(self._on_keeper_trouble)
        self._ask(values)

    def count_as_typed(self) -> None:
        """What it was opened with was typed, elsewhere: it is kept as a draft, and can be had back by Undo."""
        self._opened_with = FormValues()
        self.keeper.touch()

    def name_it(self, title: str) -> None:
        """The words at the top, and what a screen reader says."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.card.setAccessibleName(title)

    def about_ids(self) -> frozenset[UUID]:
        """The matter it is written for, and the entry that it amends."""
        values = self.form.values()
        return frozenset(one for one in (values.matter_id, values.entry_id) if one is not None)

    def keep_now(self) -> None:
        """The vault's worker is given what is typed, after a save under way."""
        self.keeper.keep_now()

    def keep_last(self) -> None:
        """The same before the vault is locked."""
        self.keeper.keep_last()

    def drop(self) -> None:
        """The vault is being locked."""
        try:
            self.keep_last()
        finally:
            self.keeper.stop()
            super().drop()

    def apply(self, button: str) -> None:
        """Save; ``button`` is the text of "Save and new", or empty."""
        self.form.form.clear_problems()
        self.timer.stop()
        self._waiting = None
        if self.form.files.files.busy():
            self._waiting = button
            self.note.setText(self.tr("Saves as soon as the files are in the vault"))
            return
        values = self.form.values()
        try:
            if values.entry_id is not None and not values.reason.strip():
                message = self.tr("Please say why the entry is amended.")
                raise Invalid([Problem("reason", "no-reason", message)])
            save = self._saving(values)
        except Invalid as error:
            self.form.show_problems(error.problems)
            return
        if self.form.hold_once():
            self.note.setText(self.tr("Save again to keep it as it is."))
            return
        self.hold_still()
        again = bool(button)
        tasks.run(
            save, owner=self, done=lambda saved: self._on_saved(saved, again), failed=self._on_not_saved
        )

    def may_close(self) -> bool:
        """Cancelling never asks: what was typed can be had back by Undo."""
        if not super().may_close():
            return False
        self.form.files.files.cancel()
        values = self._worth_keeping()
        if values is not None:
            self.discarded.emit(values)
        self._forget()
        return True

    def _worth_keeping(self) -> FormValues | None:
        """The values, where somebody typed words that are not those the form was opened with."""
        values = self.form.values()
        return values if values.has_words() and (self.reopened or values != self._opened_with) else None

    def _forget(self) -> None:
        self.keeper.stop()
        ending = self.keeper.ending()

        def drop() -> None:
            with ending:
                pass  # nothing is done but what ends the draft

        tasks.run(drop, owner=self._over)

    def _saving(self, values: FormValues) -> Callable[[], UUID]:
        """What runs on the worker: the entry and the end of its draft are one commit."""
        new = to_contact(values, self.form.present())
        if self._entry is not None and values.entry_id is not None:
            # amending says nothing about what the message was, and keeps what the form does not show
            new = replace(
                new, message_key=self._entry.message_key, outcome=new.outcome or self._entry.outcome
            )
        ending = self.keeper.ending()

        def save() -> UUID:
            with ending as tx:
                if values.entry_id is None:
                    return log_contact(tx, new)
                amend_contact(tx, values.entry_id, new, values.reason)
                return values.entry_id

        return save

    def _on_saved(self, saved: UUID, again: bool) -> None:
        values = self.form.values()
        self.keeper.stop()
        self.saved.emit(saved)
        self.accept()
        if again:
            self.again_requested.emit(values)

    def _on_not_saved(self, error: Exception) -> None:
        self.let_go()
        self.keeper.go_on()
        self._show_trouble(error)

    def _show_trouble(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self.form.show_problems(error.problems)
        elif isinstance(error, LiaisonError):
            self.form.show_problems([Problem(error.field or "", error.code, error.message)])
        else:
            raise error

    def _ask(self, values: FormValues) -> None:
        """Ask for what the form offers; the fields are ready meanwhile."""
        workspace, whom = self._workspace, Whom(values.matter_id, values.client_id)

        def look() -> tuple[About, EntryRow | None, tuple[DevelopmentRow, ...]]:
            with workspace.read() as reader:
                meant = whom_of(reader, whom)
                known = (
                    about(reader, meant.matter_id, meant.client_id)
                    if any((meant.matter_id, meant.client_id))
                    else about_nobody(reader)
                )
                if values.entry_id is None:
                    return known, None, ()
                row = entry(reader, values.entry_id)
                told = tuple(one for one in developments(reader, row.matter_id) if one.id in row.tells)
                return known, row, told

        tasks.run(look, owner=self, done=self._on_looked, failed=self._show_trouble)

    def _on_looked(self, found: tuple[About, EntryRow | None, tuple[DevelopmentRow, ...]]) -> None:
        known, row, told = found
        self._entry = row
        untouched = self.form.values() == self._opened_with
        self._offer_kinds(known)
        self.form.set_about(known, told, row.follow_ups if row else ())
        if untouched:
            self._opened_with = self.form.values()
        focused = self.window().focusWidget()
        if (known.matter or known.client) and focused is self.form.whom and self.form.values().summary == "":
            self.form.summary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_kinds(self, known: About) -> None:
        """The kinds that there are; one that was chosen stays, also where the firm has put it away since."""
        chosen = self.form.base.kind
        names = [one.name for one in known.kinds]
        if chosen and chosen not in names:
            names.append(chosen)
        self.kind.set_choices([("", self.tr("Kind of contact")), *((name, name) for name in names)])
        self.kind.set_value(chosen)

    def choose_kind(self, name: str) -> None:
        """Have the form asked what belongs to this kind of contact; "" for none."""
        kind = next((one for one in self.form.about().kinds if one.name == name), None)
        if kind is not None or not name:
            self.form.choose_kind(kind)
        self.kind.set_value(self.form.base.kind)

    def _on_kind_activated(self) -> None:
        self.choose_kind(self.kind.value())

    def _on_file_failed(self, error: Exception) -> None:
        """Who pressed Save meanwhile meant it with that file: it waits until they say so again."""
        if self._waiting is not None:
            self._waiting = None
            self.note.setText("")
        self._show_trouble(error)

    def _on_files_settled(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.note.setText("")
            self.apply(waiting)

    def _on_whom_chosen(self) -> None:
        self._ask(self.form.values())

    def _on_form_changed(self) -> None:
        self.keeper.touch()

    def _on_timer_started(self) -> None:
        values = self.form.values()
        now = self.form.present().now
        if values.when == self._opened_with.when:
            self.form.when.when.set_timed(Timed(say_when(now, now)))

    def _on_timer_ticked(self, minutes: int) -> None:
        self.form.when.duration.setText(self.tr("{minutes} min").format(minutes=minutes))

    def _on_keeper_kept(self, moment: datetime) -> None:
        time = say_time(moment.astimezone(self._workspace.zone))
        self.note.setText(self.tr("Draft kept {time}").format(time=time))

    def _on_keeper_trouble(self, error: LiaisonError) -> None:
        self.note.setText(self.tr("Draft not kept: {why}").format(why=error.message))

    def _focus_first(self) -> None:
        values = self.form.values()
        known = values.matter_id is not None or values.client_id is not None
        field: QWidget = self.form.summary if known else self.form.whom
        if values.entry_id is not None and not self.reopened:
            field = self.form.reason
        field.setFocus(Qt.FocusReason.TabFocusReason)
