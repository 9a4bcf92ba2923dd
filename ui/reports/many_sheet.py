"""Reports of many matters: chosen with ticks, made one by one while the window lives on, saved, printed, given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from app.kernel.errors import LiaisonError
from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.matters.queries import MatterRow
from app.reports.content import Length
from app.reports.status.many import How, Made, Ran
from app.reports.status.many_out import Given
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar, MessageBar
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.rights import needs
from ui.kit.sheet import Sheet
from ui.reports import many_work
from ui.reports.many_choice import MatterChoice
from ui.reports.many_kept import Run, RunKeeper, forget_run, kept_run
from ui.reports.many_made import MadeReports
from ui.reports.many_said import came_of_all, how_far, unsaid
from ui.reports.many_work import Batch, Stop


class ManySheet(Sheet):
    """Save is the one button; print and "given" lie beside it. What was made once is not made again."""

    def __init__(self, over: QWidget, workspace: Workspace, length: Length) -> None:
        super().__init__(over, over.tr("Status reports of many matters"), width=940)
        self._workspace, self._how = workspace, How(length)
        self._broken_off: Run | None = None
        self._missing: set[UUID] = set()
        self._stop: Stop | None = None
        self.made = MadeReports(self, workspace)
        self._build()
        self.messages = MessageBar(self)
        tasks.run(lambda: kept_run(workspace), owner=self, done=self._on_broken_off, failed=self._on_failed)

    def _build(self) -> None:
        self.errors = ErrorBar()
        self.choice = MatterChoice(self, self._workspace, self._on_failed)
        self.list = self.choice.list
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(6))
        self.bar.setAccessibleName(self.tr("Progress"))
        self.summary = Label("", wrap=True, selectable=True)
        self.again = LinkButton(self.tr("Tick what is missing"), self._on_again)
        self.go_on = LinkButton(self.tr("Go on with the rest"), self._on_go_on_clicked)
        self.body.addWidget(self.errors)
        for part in (self.choice, self.bar, self.summary, self.again, self.go_on):
            self.body.addWidget(part)
        self.bar.hide()
        self.again.hide()
        self.go_on.hide()
        self.add_buttons(self.tr("&Save one PDF each…"), cancel=self.tr("Close"))
        self.print_button = Button(self.tr("Print all…"), self._on_print_clicked)
        self.given_button = Button(self.tr("Mark as given"), self._on_given_clicked)
        self.stop_button = Button(self.tr("Stop"), self._on_stop_clicked)
        foot = self.foot.layout()
        if isinstance(foot, QHBoxLayout):
            for place, button in enumerate((self.stop_button, self.print_button, self.given_button)):
                foot.insertWidget(2 + place, button)
        self.stop_button.hide()
        needs(self.given_button, self._workspace, Right.WRITE)
        self.choice.shown.connect(self._on_shown)
        self.list.ticks_changed.connect(self._show_ticks)
        self.made.changed.connect(self._show_ticks)
        self.made.said.connect(self.summary.setText)
        self.made.failed.connect(self._on_failed)
        self.made.given.connect(self._on_given)

    def _on_broken_off(self, run: Run | None) -> None:
        """A run that was broken off by a lock or a crash comes first: how far it got, and the offer to go on."""
        self._broken_off = run
        if run is not None:
            self._how = How(run.length)
        self.choice.start()

    def _on_shown(self) -> None:
        for one in self.made.known.values():
            self.list.say(one.matter.id, self._came_of(one))
        run = self._broken_off
        if run is None or self.running:
            return
        for matter_id in run.saved:
            self.list.say(matter_id, self.tr("Saved"))
        self.list.tick(set(run.to_do()))
        if not self.summary.text():  # later the list may be asked for by other things
            rest = len(self.list.ticked())
            self.summary.setText(how_far(run, rest))
            self.go_on.setVisible(bool(rest))
            self.go_on.setFocus()

    def _on_go_on_clicked(self) -> None:
        """In the folder and at the length it was begun with."""
        if self._broken_off is not None:
            self._start(self._broken_off.folder)

    @property
    def running(self) -> bool:
        """Whether reports are being made."""
        return self._stop is not None

    def _show_ticks(self) -> None:
        ticked = self.list.ticked()
        words = self.tr("{ticked} of {count} ticked").format(
            ticked=say_number(len(ticked)), count=say_number(self.list.count)
        )
        self.note.setText(words if not self.running else "")
        ready = bool(ticked) and not self.running
        self.accept_button.setEnabled(ready)
        self.print_button.setEnabled(ready)
        can_be_given = bool(self.made.can_be_given(ticked))
        self.given_button.setEnabled(ready and can_be_given)
        why = (
            ""
            if can_be_given or self.running
            else self.tr("Save or print them first: then they can be given.")
        )
        self.given_button.setToolTip(why)
        if ticked and why:
            self.note.setText(f"{words}. {why}")

    def apply(self, button: str) -> None:
        """Ask for the folder."""
        dialog = QFileDialog(self, self.tr("Save the reports in a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_in(Path(name)))
        dialog.open()

    def save_in(self, folder: Path) -> None:
        """One PDF each, under a name that is free there."""
        self._start(folder)

    def _on_print_clicked(self) -> None:
        self._start(None)

    def _start(self, folder: Path | None) -> None:
        matters = self.list.ticked()
        keeper = self._keeper(folder, matters)
        batch, stop = Batch(self._workspace, matters, self._how, dict(self.made.known), keeper), Stop()
        self._run(stop, len(matters))

        def work(task: tasks.Task) -> tuple[Ran[Made], bytes]:
            ran = batch.run(task, stop, folder)
            return ran, many_work.all_in_one(ran.done) if folder is None and ran.done else b""

        def done(found: tuple[Ran[Made], bytes]) -> None:
            self._came(found[0], saved=folder)
            if found[1] and not found[0].stopped:
                self.made.show_all(found[0].done, found[1])

        task = tasks.run_pool(work, owner=self, done=done, failed=self._on_failed)
        task.progressed.connect(self._on_progressed)

    def _keeper(self, folder: Path | None, matters: Sequence[MatterRow]) -> RunKeeper | None:
        """For what is saved; what is printed leaves in one go or not at all."""
        ids = tuple(one.id for one in matters)
        if folder is None:
            return None
        before, self._broken_off = self._broken_off, None
        goes_on = before is not None and before.folder == folder and set(ids) <= before.to_do()
        run = before.now_of(ids) if before is not None and goes_on else Run(folder, self._how.length, ids)
        return RunKeeper(self._workspace, run)

    def _run(self, stop: Stop | None, count: int = 0) -> None:
        """Under way, or no more."""
        self._stop = stop
        self.errors.clear()
        self.bar.setRange(0, count)
        self.bar.setValue(0)
        self.bar.setVisible(stop is not None)
        self.stop_button.setVisible(stop is not None)
        self.stop_button.setEnabled(True)
        self.choice.setEnabled(stop is None)
        self.go_on.setVisible(stop is None and self._broken_off is not None)
        if stop is not None:
            self.summary.setText("")
            self.again.hide()
            self.stop_button.setFocus()
        self._show_ticks()

    def _on_progressed(self, done: int, total: int, _words: str) -> None:
        self.bar.setValue(done)
        self.summary.setText(
            self.tr("{done} of {total}").format(done=say_number(done), total=say_number(total))
        )

    def _on_stop_clicked(self) -> None:
        if self._stop is not None:
            self._stop.asked.set()
            self.stop_button.setEnabled(False)

    def _came(self, ran: Ran[Made], saved: Path | None) -> None:
        """Say what there is now, exactly, and what there is not."""
        self._run(None)
        self.made.take(ran.done)
        for one in ran.done:
            self.list.say(one.matter.id, self._came_of(one))
        for failed in ran.failed:
            self.list.say(failed.matter.id, failed.message, wrong=True)
        for row in ran.left:
            self.list.say(row.id, self.tr("Not made"))
        if ran.failed:
            self.list.bring_up(ran.failed[0].matter.id)
        self.summary.setText(came_of_all(ran, saved))
        self.summary.set_tone(Tone.LATE if ran.failed else Tone.PLAIN)
        self._missing = {one.matter.id for one in ran.failed} | {row.id for row in ran.left}
        self.again.setVisible(bool(self._missing))
        self._show_ticks()
        if saved is not None:
            self._forget_run()

    def _forget_run(self) -> None:
        """Who sees this knows what came of it."""
        workspace = self._workspace
        tasks.run(lambda: forget_run(workspace), owner=self, failed=self._on_failed)

    def _finish(self, *, accepted: bool) -> None:
        if self._broken_off is not None and not self.isHidden():
            self._forget_run()
        super()._finish(accepted=accepted)

    def _came_of(self, one: Made) -> str:
        said = counted(one.pages, "1 page", "{count} pages").format(count=one.pages)
        return " · ".join(
            filter(
                None,
                (one.file.name if one.file is not None else said, unsaid(one.report), one.report.complaint),
            )
        )

    def _on_again(self) -> None:
        """What failed, and what was not reached, can be done again alone."""
        self.list.tick(self._missing)
        self.again.hide()
        self.accept_button.setFocus()

    def _on_given_clicked(self) -> None:
        self.given_button.setEnabled(False)
        self.made.give(self.made.can_be_given(self.list.ticked()))

    def _on_given(self, given: Given) -> None:
        for failed in given.failed:
            self.list.say(failed.matter.id, failed.message, wrong=True)
        words = self.tr("{n} reports are logged as given.").format(n=say_number(len(given.entries)))
        self.messages.say(words, self.tr("Undo"), lambda: self.made.take_back(given))

    def may_close(self) -> bool:
        """While reports are made, closing first stops that, and says what there is."""
        if self.running:
            self._on_stop_clicked()
            return False
        return True

    def drop(self) -> None:
        self._on_stop_clicked()
        super().drop()

    def _on_failed(self, error: Exception) -> None:
        self._run(None)
        if not isinstance(error, LiaisonError):
            raise error
        self.errors.show_error(error)
