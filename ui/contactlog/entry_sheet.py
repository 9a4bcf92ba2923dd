"""An entry whole: every field, its files, every version with what it changed; amend and withdraw from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QWidget

from app.contactlog.history import key_of, recorded
from app.contactlog.queries import AttachmentRow, EntryRow, entry, versions
from app.contactlog.said import facts, head
from app.contactlog.storing import pieces_of
from app.contactlog.warnings import emergency_contact
from app.hours.queries import work_time
from app.kernel.errors import LiaisonError, NotFound
from app.kernel.events import Changed
from app.kernel.said import say_moment
from app.matters.development_queries import developments
from app.promises.course import Course
from app.promises.queries import course_of, escalations_shown
from app.promises.words import clock_facts
from app.reports.saying import say_withdrawn
from app.storage.transaction import Reader
from app.vault.outside import write_outside
from app.workspace import Workspace
from ui.contactlog.differences import Writing, writings
from ui.contactlog.file_sheet import FileSheet
from ui.contactlog.files import say_size
from ui.contactlog.note_words import note_called, with_key
from ui.contactlog.thread_list import InThread, ThreadList
from ui.contactlog.version_list import VersionList
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.fields import TextField
from ui.kit.labels import Label
from ui.kit.page import section
from ui.kit.rights import writes
from ui.kit.sheet import Sheet
from ui.kit.spans import marked
from ui.shell.change_bridge import ChangeBridge
from ui.shell.requests import Among

if TYPE_CHECKING:
    from app.exchange.threads import ThreadRow


translate = partial(QCoreApplication.translate, "Clocks")


@dataclass(frozen=True, slots=True)
class WholeEntry:
    """What the sheet shows."""

    row: EntryRow
    facts: list[tuple[str, str]]
    writings: tuple[tuple[Writing, str], ...]
    withdrawn: str
    """When, by whom and why; "" where it stands."""
    thread: InThread
    waits: bool
    """Its answer is owed."""


def whole_entry(reader: Reader, entry_id: UUID) -> WholeEntry:
    """The entry in words, with its versions."""
    row = entry(reader, entry_id)
    told: dict[object, str] = {}
    if row.matter_id is not None and (row.tells or row.brought):
        told = {one.id: one.text for one in developments(reader, row.matter_id)}
    now = reader.local(reader.now)
    written = tuple(
        (one, say_moment(reader.local(one.row.written_at), now))
        for one in writings(versions(reader, entry_id))
    )
    withdrawn = ""
    if row.withdrawn_at is not None:
        (told_of,) = recorded(reader, [key_of(row)])
        withdrawn = say_withdrawn(told_of.withdrawal, say_moment(reader.local(row.withdrawn_at), now))
    stands = course_of(reader, entry_id) if row.needs_reply and row.withdrawn_at is None else None
    return WholeEntry(
        row,
        [*((one.label, one.words) for one in facts(row, reader, told)), *_clocks(reader, stands)],
        written,
        withdrawn,
        InThread(_thread(reader, row), now),
        stands is not None and stands.owed is not None,
    )


def _clocks(reader: Reader, stands: Course | None) -> list[tuple[str, str]]:
    """Where its reply stands, in sentences (E1-E4)."""
    if stands is None:
        return []
    shown = escalations_shown(reader, [stands.asked.entry_id])
    found = clock_facts(stands, shown, reader.now, work_time(reader))
    if stands.after_hours and (emergency := emergency_contact(reader, stands.asked.matter_id)):
        found.append((translate("Out of hours"), emergency))
    return found


def _thread(reader: Reader, row: EntryRow) -> tuple[ThreadRow, ...]:
    """Only what was brought in stands in a thread."""
    if row.message_key is None:
        return ()
    from app.exchange.threads import thread_of

    return thread_of(reader, row.id)


class EntrySheet(Sheet):
    """Reads the entry on the worker, then shows it."""

    amend_requested = Signal(object)
    withdraw_requested = Signal(object, str)

    def __init__(
        self, over: QWidget, workspace: Workspace, entry_id: UUID, among: Among | None = None
    ) -> None:
        super().__init__(over, "", width=860)
        self._workspace, self._id, self.among = workspace, entry_id, among
        self.errors = ErrorBar()
        self.about = Label("", tone=Tone.DIM, wrap=True)
        self._facts = QGridLayout()
        self._facts.setColumnStretch(1, 1)
        self.whole: WholeEntry | None = None
        self.in_thread = ThreadList()
        self.in_thread_head = section(self.tr("In the same thread"))
        self.in_thread.opened.connect(self.show_entry)
        self.versions = VersionList()
        self.versions_head = section(self.tr("Versions"))
        self.why = TextField(
            self.tr("Why is the entry withdrawn? It stays readable, and counts for nothing.")
        )
        self.why.setAccessibleName(self.tr("Reason for withdrawing"))
        self.why.returnPressed.connect(self._on_withdraw)
        self.body.addWidget(self.errors)
        self.body.addWidget(self.about)
        self.body.addLayout(self._facts)
        self.body.addWidget(self.in_thread_head)
        self.body.addWidget(self.in_thread)
        self.body.addWidget(self.versions_head)
        self.body.addWidget(self.versions)
        self.body.addWidget(self.why)
        self.body.addStretch(1)
        self.why.hide()
        for part in (self.in_thread_head, self.in_thread, self.versions_head, self.versions):
            part.hide()
        self._facts.setHorizontalSpacing(theme.px(14))
        self._facts.setVerticalSpacing(theme.px(6))
        self._facts.setColumnMinimumWidth(0, theme.px(96))
        self.amend = Button(self.tr("&Amend…"), self._on_amend)
        self.withdraw = Button(self.tr("&Withdraw…"), self._on_withdraw)
        self.print_note = Button(with_key(note_called(workspace)), self.print_here)
        self.print_note.setToolTip(self.tr("See it on a page to sign, print or save it (Ctrl+P)"))
        self.flag = Button(self.tr("&Flag as concern…"), self.flag_concern)
        self.flag.setToolTip(
            self.tr("Somebody may be unhappy: keep it as a concern and say who looks after it")
        )
        writes(workspace, self.amend, self.withdraw, self.flag)
        self.add_buttons(self.tr("Close"), cancel="", primary=False)
        row = self.foot.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(0, self.amend)
            row.insertWidget(1, self.withdraw)
            row.insertWidget(2, self.print_note)
            row.insertWidget(3, self.flag)
        if among is not None:
            self.note.setText(self.tr("F3: next that was found"))
        self._bridge = ChangeBridge(workspace.announcer, self)
        self._bridge.changed.connect(self._on_vault_changed)
        self.reload()

    def reload(self) -> None:
        """Read the entry again."""
        workspace, entry_id = self._workspace, self._id

        def look() -> WholeEntry:
            with workspace.read() as reader:
                found = whole_entry(reader, entry_id)
            workspace.viewed(found.row.matter_id)
            return found

        tasks.run(look, owner=self, done=self._show, failed=self._on_failed)

    def about_ids(self) -> frozenset[UUID]:
        """The entry."""
        return frozenset({self._id})

    def show_next(self, by: int) -> None:
        """The next entry (1) of those that were found, or the one before (-1)."""
        other = self.among.step_found(by) if self.among is not None else None
        if other is not None:
            self.show_entry(other)

    def show_entry(self, entry_id: object) -> None:
        """Another entry in this one's place."""
        if isinstance(entry_id, UUID) and entry_id != self._id:
            self._id = entry_id
            self.why.clear()  # it was said of the one before
            self.why.hide()
            self.withdraw.setText(self.tr("&Withdraw…"))
            self.reload()

    @property
    def _is_read(self) -> bool:
        """Whether what stands there is what was gone to: nothing is amended or withdrawn that nobody sees."""
        return self.whole is not None and self.whole.row.id == self._id

    def _on_vault_changed(self, changes: Sequence[Changed]) -> None:
        matter_id = self.whole.row.matter_id if self.whole is not None else None
        if matter_id is not None and any(one.is_of({"matter"}) and one.names(matter_id) for one in changes):
            self.reload()

    def _show(self, whole: WholeEntry) -> None:
        self.whole, row = whole, whole.row
        self.title.setText(head(row))
        about = (row.matter_title, row.matter_number, row.client, whole.withdrawn)
        self.about.setText(" · ".join(part for part in about if part))
        self.about.set_tone(Tone.SOON if whole.withdrawn else Tone.DIM)
        self._clear()
        for number, (label, words) in enumerate(whole.facts):
            name = Label(label, tone=Tone.DIM)
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            value = Label(words, wrap=True, selectable=True)
            if self.among is not None:
                value.set_words(marked(words, self.among.marks(words)))
            value.setAccessibleName(f"{label}: {words}")
            self._facts.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, number, 1)
        for one in row.attachments:
            self._add_file(one)
        self.in_thread_head.setVisible(bool(whole.thread.rows))
        self.in_thread.setVisible(bool(whole.thread.rows))
        if whole.thread.rows:
            self.in_thread.show_thread(whole.thread, row.id)
        self.versions.show_writings(whole.writings)
        self.versions_head.setVisible(len(whole.writings) > 1)
        self.versions.setVisible(len(whole.writings) > 1)
        self.amend.setEnabled(row.withdrawn_at is None)
        self.withdraw.setEnabled(row.withdrawn_at is None)
        self.flag.setVisible(row.client_id is not None)
        self._place()

    def _clear(self) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add_file(self, file: AttachmentRow) -> None:
        number = self._facts.rowCount()
        link = LinkButton(file.name, self._opener(file))
        link.setAccessibleName(self.tr("Open {name}").format(name=file.name))
        line = QHBoxLayout()
        line.addWidget(link)
        line.addWidget(Label(say_size(file.size), tone=Tone.DIM))
        line.addStretch(1)
        name = Label(self.tr("File"), tone=Tone.DIM)
        name.setAlignment(Qt.AlignmentFlag.AlignRight)
        box = QWidget()
        box.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self._facts.addWidget(name, number, 0)
        self._facts.addWidget(box, number, 1)

    def _opener(self, file: AttachmentRow) -> Callable[[], object]:
        return lambda: self.open_file(file)

    def open_file(self, file: AttachmentRow) -> FileSheet:
        """Show a file from memory, over the entry."""
        sheet = FileSheet(self.window(), self._workspace, file, self._save_file)
        sheet.open()
        return sheet

    def _save_file(self, file: AttachmentRow) -> None:
        """Outside the vault only where somebody says so."""
        dialog = QFileDialog(self, self.tr("Save a copy outside the vault"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(Path(file.name).name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_copy(file.id, Path(name)))
        dialog.open()

    def save_copy(self, file_id: UUID, path: Path) -> None:
        """Write a copy of an attachment to ``path``, whole or not at all, and put that into the audit trail."""
        workspace = self._workspace

        def work() -> None:
            with workspace.write() as tx:
                pieces = pieces_of(tx.reader(), file_id)
                tx.record("saved", "attachment", file_id)
                write_outside(path, pieces)

        tasks.run(work, owner=self, failed=self._on_failed)

    def print_here(self) -> bool:
        """The attendance note of the entry, over this sheet."""
        from ui.reports.papers import attendance_sheet  # seldom wanted

        attendance_sheet(self, self._workspace, self._id).open()
        return True

    def flag_concern(self) -> None:
        """Keep as a concern what was heard in this contact."""
        from ui.concerns.flagging import open_flag  # seldom wanted

        open_flag(self, self._workspace, self._id)

    def _on_amend(self) -> None:
        if self._is_read:
            self.accept()
            self.amend_requested.emit(self._id)

    def _on_withdraw(self) -> None:
        if not self._is_read:
            return
        if self.why.isHidden():
            self.why.show()
            self.withdraw.setText(self.tr("&Withdraw"))
            self._place()
            self.why.setFocus()
        elif self.why.text().strip():
            self.accept()
            self.withdraw_requested.emit(self._id, self.why.text())
        else:
            self.errors.say(self.tr("Please say why the entry is withdrawn."))
            self.why.setFocus()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        if isinstance(error, NotFound) and self._is_read:  # restricted or destroyed meanwhile
            self._finish(accepted=False)
        self.errors.show_error(error)

    def drop(self) -> None:
        self._bridge.stop()
        super().drop()

    def _finish(self, *, accepted: bool) -> None:
        self._bridge.stop()
        super()._finish(accepted=accepted)

    def _focus_first(self) -> None:
        self.accept_button.setFocus()
