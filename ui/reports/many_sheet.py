"""Reports of many matters: chosen with ticks, made one by one while the window lives on, saved, printed, given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from app.kernel.errors import LiaisonError
from app.kernel.rights import Right
from app.reports.content import Length
from app.reports.many import How, Made, Ran, Reportable, Which, end_of_week
from app.reports.many_out import Given
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar, MessageBar
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import Segmented
from ui.kit.labels import Label
from ui.kit.rights import needs
from ui.kit.sheet import Sheet
from ui.reports import load, many_work
from ui.reports.leaving import Paper
from ui.reports.many_list import TickList
from ui.reports.many_work import Batch, Stop
from ui.reports.paper_sheet import PaperSheet, ready


class ManySheet(Sheet):
    """Save is the one button; print and "given" lie beside it. What was made once is not made again."""

    def __init__(self, over: QWidget, workspace: Workspace, length: Length) -> None:
        super().__init__(over, over.tr("Status reports of many matters"), width=940)
        self._workspace, self._how = workspace, How(length)
        self._today = date.min
        self._made: dict[UUID, Made] = {}
        self._out: set[UUID] = set()
        """Those that left the vault, saved or printed: they can be given."""
        self._missing: set[UUID] = set()
        self._stop: Stop | None = None
        self._build()
        self.messages = MessageBar(self)
        tasks.run(lambda: load.choices(workspace), owner=self, done=self._on_choices, failed=self._on_failed)

    def _build(self) -> None:
        self.errors = ErrorBar()
        self.person: Choice[UUID | None] = Choice([(None, self.tr("Everyone"))], name=self.tr("Lawyer"))
        self.area: Choice[str] = Choice([("", self.tr("Every area"))], name=self.tr("Practice area"))
        spans = ((False, self.tr("All open matters")), (True, self.tr("Update due this week")))
        self.due = Segmented(spans, value=False, name=self.tr("Which"))
        self.all = LinkButton(self.tr("Tick all"), lambda: self.list.tick_all(True))
        self.none = LinkButton(self.tr("Tick none"), lambda: self.list.tick_all(False))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for widget in (self.due, self.person, self.area):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.all)
        row.addWidget(self.none)
        self.list = TickList(self.tr("Matters to report on"), self)
        self.list.setFixedHeight(theme.px(360))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(6))
        self.bar.setAccessibleName(self.tr("Progress"))
        self.summary = Label("", wrap=True, selectable=True)
        self.again = LinkButton(self.tr("Tick what is missing"), self._on_again)
        self.body.addWidget(self.errors)
        self.body.addLayout(row)
        for part in (self.list, self.bar, self.summary, self.again):
            self.body.addWidget(part)
        self.bar.hide()
        self.again.hide()
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
        self.person.currentIndexChanged.connect(lambda _: self.reload())
        self.area.currentIndexChanged.connect(lambda _: self.reload())
        self.due.changed.connect(self.reload)
        self.list.ticks_changed.connect(self._show_ticks)

    def _on_choices(self, found: load.Choices) -> None:
        for choice in (self.person, self.area):
            choice.blockSignals(True)
        self.person.set_choices([(None, self.tr("Everyone")), *found.people])
        self.area.set_choices([("", self.tr("Every area")), *found.areas])
        for choice in (self.person, self.area):
            choice.blockSignals(False)
        self._today = found.today
        self.reload()

    def reload(self) -> None:
        """Read the list anew, as it is asked for."""
        by = end_of_week(self._today) if self.due.value() else None
        which = Which(self.person.value(), self.area.value(), by)

        def show(found: tuple[date, tuple[Reportable, ...]]) -> None:
            self.list.show_rows(found[1], found[0])
            for one in self._made.values():
                self.list.say(one.matter.id, self._came_of(one))

        tasks.run(
            lambda: load.reportables(self._workspace, "", which),
            owner=self,
            done=show,
            failed=self._on_failed,
        )

    @property
    def running(self) -> bool:
        """Whether reports are being made."""
        return self._stop is not None

    def _show_ticks(self) -> None:
        ticked = self.list.ticked()
        words = self.tr("{ticked} of {count} ticked").format(
            ticked=f"{len(ticked):,}", count=f"{self.list.count:,}"
        )
        self.note.setText(words if not self.running else "")
        ready = bool(ticked) and not self.running
        self.accept_button.setEnabled(ready)
        self.print_button.setEnabled(ready)
        self.given_button.setEnabled(ready and any(one.id in self._out for one in ticked))

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
        batch, stop = Batch(self._workspace, matters, self._how, dict(self._made)), Stop()
        self._run(stop, len(matters))

        def work(task: tasks.Task) -> tuple[Ran[Made], bytes]:
            ran = batch.run(task, stop, folder)
            return ran, many_work.all_in_one(ran.done) if folder is None and ran.done else b""

        def done(found: tuple[Ran[Made], bytes]) -> None:
            self._came(found[0], saved=folder)
            if found[1] and not found[0].stopped:
                self._show_all(found[0].done, found[1])

        task = tasks.run_pool(work, owner=self, done=done, failed=self._on_failed)
        task.progressed.connect(self._on_progressed)

    def _run(self, stop: Stop | None, count: int = 0) -> None:
        """Under way, or no more."""
        self._stop = stop
        self.errors.clear()
        self.bar.setRange(0, count)
        self.bar.setValue(0)
        self.bar.setVisible(stop is not None)
        self.stop_button.setVisible(stop is not None)
        self.stop_button.setEnabled(True)
        for widget in (self.list, self.person, self.area, self.due, self.all, self.none):
            widget.setEnabled(stop is None)
        if stop is not None:
            self.summary.setText("")
            self.again.hide()
            self.stop_button.setFocus()
        self._show_ticks()

    def _on_progressed(self, done: int, total: int, _words: str) -> None:
        self.bar.setValue(done)
        self.summary.setText(self.tr("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}"))

    def _on_stop_clicked(self) -> None:
        if self._stop is not None:
            self._stop.asked.set()
            self.stop_button.setEnabled(False)

    def _came(self, ran: Ran[Made], saved: Path | None) -> None:
        """Say what there is now, exactly, and what there is not."""
        self._run(None)
        for one in ran.done:
            self._made[one.matter.id] = one
            if one.file is not None:
                self._out.add(one.matter.id)
            self.list.say(one.matter.id, self._came_of(one))
        for failed in ran.failed:
            self.list.say(failed.matter.id, failed.message, wrong=True)
        for row in ran.left:
            self.list.say(row.id, self.tr("Not made"))
        parts = [
            self.tr("{n} reports lie in {folder}.").format(n=f"{len(ran.done):,}", folder=saved)
            if saved is not None
            else self.tr("{n} reports were made.").format(n=f"{len(ran.done):,}")
        ]
        if ran.failed:
            parts.append(self.tr("{n} failed: see the list.").format(n=f"{len(ran.failed):,}"))
            self.list.bring_up(ran.failed[0].matter.id)
        if ran.left:
            parts.append(self.tr("{n} were not made.").format(n=f"{len(ran.left):,}"))
        self.summary.setText(" ".join(parts))
        self.summary.set_tone(Tone.LATE if ran.failed else Tone.PLAIN)
        self._missing = {one.matter.id for one in ran.failed} | {row.id for row in ran.left}
        self.again.setVisible(bool(self._missing))
        self._show_ticks()

    def _came_of(self, one: Made) -> str:
        if one.file is not None:
            return one.file.name
        return self.tr("1 page") if one.pages == 1 else self.tr("{n} pages").format(n=one.pages)

    def _on_again(self) -> None:
        """What failed, and what was not reached, can be done again alone."""
        self.list.tick(self._missing)
        self.again.hide()
        self.accept_button.setFocus()

    def _show_all(self, made: tuple[Made, ...], pdf: bytes) -> None:
        paper = Paper(
            pdf,
            "",
            "",
            lambda: many_work.told_printed(self._workspace, made),
            both_sides=any(one.report.stationery.duplex for one in made),
        )
        sheet = PaperSheet(self, self._workspace, self.tr("Print all"), ready(paper), endings=())

        def printed(_pages: int) -> None:
            self._out.update(one.matter.id for one in made)
            self.summary.setText(self.tr("{n} reports were sent to the printer.").format(n=f"{len(made):,}"))
            self._show_ticks()

        sheet.leaving.printed.connect(printed)
        sheet.open()

    def _on_given_clicked(self) -> None:
        rows = [self._made[one.id] for one in self.list.ticked() if one.id in self._out]
        self.given_button.setEnabled(False)
        tasks.run(
            lambda: many_work.give(self._workspace, rows),
            owner=self,
            done=lambda given: self._given(given, {one.matter.id for one in rows}),
            failed=self._on_failed,
        )

    def _given(self, given: Given, matters: set[UUID]) -> None:
        """What was given is made anew if it is asked for again: it tells other news then."""
        for failed in given.failed:
            self.list.say(failed.matter.id, failed.message, wrong=True)
        self._out -= matters
        for one in matters:
            self._made.pop(one, None)
        self._show_ticks()
        words = self.tr("{n} reports are logged as given.").format(n=f"{len(given.entries):,}")
        self.messages.say(words, self.tr("Undo"), lambda: self._take_back(given))

    def _take_back(self, given: Given) -> None:
        tasks.run(
            lambda: many_work.take_back(self._workspace, given.entries),
            owner=self,
            done=lambda _: self.summary.setText(self.tr("Taken back: nothing counts as given.")),
            failed=self._on_failed,
        )

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
