"""The backups: how it stands, which there are, one more, a check of one, restoring one, the rule, the second place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.backups.commands import set_place
from app.backups.queries import ENTRIES as COUNTED
from app.backups.queries import BackupState, backup_state, contents, own_shelf
from app.backups.routine import Outcome, note_checked
from app.kernel.errors import Damaged, LiaisonError
from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.kernel.said import say_moment
from app.vault.backup import BackupInfo, verify_backup
from app.vault.shelf import OnShelf, on_shelf
from app.workspace import Workspace
from ui.kit import chips, tasks, theme
from ui.kit.banner import Banner
from ui.kit.buttons import Button, LinkButton
from ui.kit.flow import Flow
from ui.kit.labelled import Labelled
from ui.kit.labels import Label
from ui.kit.page import section
from ui.kit.rights import needs
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.showing import show_if
from ui.settings import backup_words as words
from ui.settings.backup_job import job_of
from ui.settings.catalogue import title_of
from ui.settings.rule_form import RuleForm
from ui.shell.requests import RestoreBackup
from ui.shell.restore import ENDING, say_size

SHOWN_ROWS = 5

translate = QCoreApplication.translate


class _View(NamedTuple):
    state: BackupState
    now: datetime
    there: tuple[tuple[OnShelf, int | None], ...]


class BackupsPart(QWidget):
    """`said()` when there is a result to be seen; `restore_requested(RestoreBackup)`."""

    said = Signal()
    restore_requested = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._view: _View | None = None
        self._check: tasks.Task | None = None
        self.job = job_of(workspace)
        self.newest, self.own = Label("", wrap=True), Label("", wrap=True, selectable=True)
        self.second, self.rule = Label("", wrap=True, selectable=True), Label("", wrap=True)
        self.choose_place = LinkButton(self.tr("Choose…"), self._choose_place)
        self.drop_place = LinkButton(self.tr("None", "place"), lambda: self.use_place(None))
        self.change_rule = LinkButton(self.tr("Change…"), self._change_rule)
        self.backup_button = Button(self.tr("Back up now"), self.back_up)
        self.check_button = Button(self.tr("Check a backup…"), self._choose_to_check)
        self.restore_button = Button(self.tr("Restore…"), lambda: self._restore(None))
        self.stop_button = Button(self.tr("Stop"), self.stop)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.result, self.trouble = Banner(kind="done"), Banner(kind="late")
        self.rows = RowList(self.tr("Backups in the vault's own folder"), name_share=0.4)
        self.rows.acted.connect(self._on_rows_acted)
        self.rows.opened.connect(self._on_rows_acted)
        self.rows.stand_whole(SHOWN_ROWS)
        self._build()
        for thing in (self.backup_button, self.choose_place, self.drop_place):
            needs(thing, workspace, Right.BACKUP)
        needs(self.change_rule, workspace, Right.FIRM)
        self.job.begun.connect(self._on_job_begun)
        self.job.progressed.connect(self._on_progressed)
        self.job.ended.connect(self._on_job_ended)
        if self.job.is_running:
            self._on_job_begun()

    def _build(self) -> None:
        facts = Labelled()
        lines: tuple[tuple[str, Label, tuple[LinkButton, ...]], ...] = (
            (self.tr("Newest"), self.newest, ()),
            (self.tr("Second place"), self.second, (self.choose_place, self.drop_place)),
            (self.tr("Kept"), self.rule, (self.change_rule,)),
        )
        for name, what, links in lines:
            for link in links:
                link.setAccessibleName(f"{name}: {link.text()}")
            facts.add(name, what, after=Flow(links) if links else None, top=True)
        facts.add("", Flow((self.backup_button, self.check_button, self.restore_button)))
        under_way = QHBoxLayout()
        under_way.addWidget(self.bar, 1)
        under_way.addWidget(self.stop_button)
        self.bar.setFixedHeight(theme.px(6))
        self.bar.setAccessibleName(self.tr("Working on a backup"))
        for widget in (self.bar, self.stop_button, self.rows):
            widget.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(section(title_of("vault/backups")))
        column.addWidget(facts)
        column.addLayout(under_way)
        for part in (self.result, self.trouble, self.rows):
            column.addWidget(part)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Look again how it stands."""
        workspace = self._workspace

        def read() -> _View:
            with workspace.read() as reader:
                state = backup_state(reader, workspace.vault)
                now = reader.local(reader.now)
            there = on_shelf(own_shelf(workspace.vault), workspace.vault.id)
            counted = tuple((one, contents(one.file, workspace.vault).get(COUNTED)) for one in there)
            return _View(state, now, counted)

        tasks.run_pool(lambda _task: read(), owner=self, done=self._show, failed=self._on_failed)

    def _show(self, view: _View) -> None:
        self._view = view
        self.newest.setText(words.newest_facts(view.state, view.now))
        self.second.setText(words.second_line(view.state, view.now))
        self.rule.setText(words.rule_line(view.state.rule))
        show_if(self.drop_place, view.state.place is not None)
        self.rows.set_rows([_row(one, count, view.now) for one, count in view.there])
        show_if(self.rows, bool(view.there))
        lead, text = words.care_line(view.state, view.now)
        if lead and not self.is_busy:
            self.trouble.say(lead, text)

    @property
    def is_busy(self) -> bool:
        """Whether a backup is being made or checked."""
        return self.job.is_running or self._check is not None

    def back_up(self) -> None:
        """One more backup into the vault's own folder, and to the second place."""
        self.job.start_now()

    def stop(self) -> None:
        """Stop what is under way; nothing half made is left."""
        self.job.cancel()
        if self._check is not None:
            self._check.cancel()

    def _choose_to_check(self) -> None:
        dialog = QFileDialog(self, self.tr("Check a backup"), str(own_shelf(self._workspace.vault)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("Backups (*{ending})").format(ending=ENDING), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(lambda file: self.check(Path(file)))
        dialog.open()

    def check(self, file: Path) -> None:
        """The drill: open a backup again from its file, run every check, compare what it holds with what it says."""
        if self.is_busy:
            return
        workspace = self._workspace

        def work(task: tasks.Task) -> BackupInfo:
            try:
                info = verify_backup(file, workspace.vault, progress=task.tell)
            except Damaged:
                note_checked(workspace, file, good=False)
                raise
            note_checked(workspace, file, good=True)
            return info

        self._check = tasks.run_pool(work, owner=self, done=self._on_checked, failed=self._on_failed)
        self._check.progressed.connect(self._on_check_progressed)
        self._check.finished.connect(self._on_check_finished)
        self._begin()

    def _restore(self, file: Path | None) -> None:
        self.restore_requested.emit(RestoreBackup(file))

    def _on_rows_acted(self, key: object) -> None:
        if isinstance(key, Path):
            self.check(key)

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, self.tr("Second place for backups"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda folder: self.use_place(Path(folder)))
        dialog.open()

    def use_place(self, folder: Path | None) -> None:
        """Set the second place and bring the newest backup there."""
        workspace = self._workspace

        def work() -> None:
            with workspace.write() as tx:
                set_place(tx, workspace.vault, folder)

        def done(_none: None) -> None:
            self.trouble.say("", "")
            self.reload()
            if folder is not None:
                self.job.start_daily()

        tasks.run(work, owner=self, done=done, failed=self._on_failed)

    def _change_rule(self) -> None:
        if self._view is not None:
            form = RuleForm(self, self._workspace, self._view.state.rule)
            form.saved.connect(lambda _none: self.reload())
            form.open()

    def _begin(self) -> None:
        self.result.say("", "")
        self.trouble.say("", "")
        self.bar.setRange(0, 0)
        self._show_busy()

    def _show_busy(self) -> None:
        busy = self.is_busy
        for widget in (self.bar, self.stop_button):
            show_if(widget, busy)
        for button in (self.backup_button, self.check_button, self.restore_button):
            button.setEnabled(not busy)

    def _end(self) -> None:
        self._show_busy()
        self.reload()
        QTimer.singleShot(0, self, self.said.emit)

    def _on_job_begun(self) -> None:
        self._begin()

    def _on_check_progressed(self, done: int, total: int, _words: str) -> None:
        self._on_progressed(done, total)

    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_job_ended(self, result: object) -> None:
        if isinstance(result, LiaisonError):
            self.trouble.say(result.message, "")
        elif isinstance(result, Outcome):
            self._say_outcome(result)
        self._end()

    def _say_outcome(self, outcome: Outcome) -> None:
        if outcome.made is not None:
            where = self.tr(" A copy lies in the second place.") if outcome.second else ""
            self.result.say(self.tr("Backed up."), self.tr("Read back and compared.") + where)
        elif outcome.second is not None:
            self.result.say(
                self.tr("The newest backup lies in the second place, too, and was read back there."), ""
            )
        problem = outcome.problem or outcome.second_problem
        if problem is not None:
            self.trouble.say(problem.message, "")

    def _on_check_finished(self) -> None:
        self._check = None
        self._end()

    def _on_checked(self, info: BackupInfo) -> None:
        zone = self._workspace.zone
        made = say_moment(info.made_at.astimezone(zone), self._workspace.local_now)
        lead = self.tr("This backup is whole: it would be restored as it was on {when}.").format(when=made)
        self.result.say(
            lead, self.tr("{count} entries.").format(count=say_number(info.tables.get(COUNTED, 0)))
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.trouble.say(error.message, "")


def _row(one: OnShelf, count: int | None, now: datetime) -> Row:
    made = say_moment(one.made_at.astimezone(now.tzinfo), now, near=True)
    held = (
        "" if count is None else counted(count, "1 entry", "{count} entries").format(count=say_number(count))
    )
    marks = (chips.plain(translate("BackupsPart", "before an update")),) if one.before_update else ()
    return Row(
        one.file,
        made[:1].upper() + made[1:],
        " · ".join(filter(None, (say_size(one.size), held))),
        "hard-drive",
        "",
        marks,
        translate("BackupsPart", "Check"),
    )
