"""Taking what is found out of the vault: as a table or as pages, with how far it is, to be stopped at any time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.kernel.errors import LiaisonError
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.reports.files import paper_name
from app.reports.found.out import (
    PAPER,
    FoundPaper,
    TakenOut,
    make_found,
    record_found,
    save_found,
    save_pages,
)
from app.search.asking import Asked
from app.search.indexing import catch_up
from app.search.searching import Outrun, Stop
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.rights import needs
from ui.kit.saving import ask_where
from ui.kit.sheet import Sheet
from ui.reports.leaving import Paper
from ui.reports.paper_sheet import PaperSheet
from ui.search.looking import Start, look
from ui.search.looking import count as how_many
from ui.search.words import counted

AT_ONCE = 250
"""Entries read together."""


class ExportSheet(Sheet):
    """Says what will leave the vault: as a table, which is written where somebody says, or as pages, which are seen
    first (`pages_wanted()`). `taken_out(TakenOut)` when the table is there."""

    taken_out = Signal(object)
    pages_wanted = Signal()

    def __init__(self, over: QWidget, workspace: Workspace, asked: Asked, count: int | None) -> None:
        super().__init__(over, over.tr("Export what is found"), width=560)
        self._workspace, self._asked, self._count = workspace, asked, count
        self._task: tasks.Task | None = None
        self.errors = ErrorBar()
        words = asked.text.strip()
        what = self.tr("Searched for: {words}").format(words=words) if words else self.tr("The whole log")
        self.what = Label(what, wrap=True)
        self.count = Label(counted(count) if count is not None else "", "bold")
        self.warning = Label(
            self.tr(
                "The file lies outside the vault, and anybody who opens it can read it. The audit trail keeps that you "
                "took it out, and what was searched."
            ),
            tone=Tone.DIM,
            wrap=True,
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(6))
        self.bar.setAccessibleName(self.tr("Progress"))
        self.under_way = Label("", tone=Tone.DIM)
        for widget in (self.errors, self.what, self.count, self.warning, self.bar, self.under_way):
            self.body.addWidget(widget)
        self.bar.hide()
        self.under_way.hide()
        self.add_buttons(self.tr("Save as a &table (CSV)…"), extra=(self.tr("See as &pages…"),))
        assert self.box is not None  # noqa: S101 - made one line above
        self.pages_button = next(
            button for button in self.box.buttons() if button.text() == self.tr("See as &pages…")
        )
        # Pages can be printed without, and say so themselves.
        needs(self.accept_button, workspace, Right.EXPORT)
        if count is None:
            self._read_count()

    def apply(self, button: str) -> None:
        """Ask where to, or for the pages."""
        if button:
            self.accept()
            self.pages_wanted.emit()
            return
        workspace, title = self._workspace, self.tr("Save what is found outside the vault")
        tasks.run(
            lambda: _file_name(workspace),
            owner=self,
            done=lambda name: ask_where(self, title, name, "csv", self.save_to),
        )

    def save_to(self, file: Path) -> None:
        """Write what is found to ``file``."""
        workspace, asked = self._workspace, self._asked
        self._show_running(running=True)

        def work(task: tasks.Task) -> TakenOut:
            def stop() -> bool:
                return task.cancelled

            try:
                catch_up(workspace, cancelled=stop)  # what is not read yet would be missing
                every = how_many(workspace, asked, stop)
                pages = found_pages(workspace, asked, stop)
                return save_found(
                    workspace, asked.text, every, pages, file, lambda done: task.tell(done, every)
                )
            except Outrun:
                raise tasks.Cancelled from None

        self._task = tasks.run_pool(work, owner=self, done=self._on_taken_out, failed=self._on_failed)
        self._task.progressed.connect(self._on_task_progressed)

    def may_close(self) -> bool:
        """While it is written, closing first stops that; nothing of it is kept."""
        if self._task is not None and self._task.running and not self._task.cancelled:
            self._task.cancel()
            self._show_running(running=False)
            self.note.setText(self.tr("Stopped; no file is left."))
            return False
        return True

    def drop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        super().drop()

    def _read_count(self) -> None:
        workspace, asked = self._workspace, self._asked

        def show(count: int) -> None:
            self._count = count
            self.count.setText(counted(count))

        tasks.run_search(
            lambda task: how_many(workspace, asked, lambda: task.cancelled),
            owner=self,
            done=show,
            failed=self._on_failed,
        )

    def _show_running(self, *, running: bool) -> None:
        self.errors.clear()
        self.note.setText("")
        self.bar.setRange(0, self._count or 0)
        self.bar.setValue(0)
        self.bar.setVisible(running)
        self.under_way.setText(self.tr("Reading") if running else "")
        self.under_way.setVisible(running)
        for button in (self.accept_button, self.pages_button):
            button.setEnabled(not running)

    def _on_task_progressed(self, done: int, total: int, _words: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        words = self.tr("{done} of {total}").format(done=say_number(done), total=say_number(total))
        self.under_way.setText(words if done < total else self.tr("Writing"))

    def _on_taken_out(self, out: TakenOut) -> None:
        self._task = None
        self.accept()
        self.taken_out.emit(out)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self._show_running(running=False)
        if not isinstance(error, LiaisonError):
            raise error
        self.errors.show_error(error)


def found_sheet(over: QWidget, workspace: Workspace, asked: Asked) -> PaperSheet:
    """What is found, as pages: seen, then printed or, as it names clients of many matters, saved with the right."""

    def make(task: tasks.Task) -> Paper:
        made = made_found(workspace, task, asked)

        def tell() -> None:
            with workspace.write() as tx:
                record_found(tx, made.asked, PAPER, made.matters)

        def save(_: tasks.Task, file: Path, password: str | None) -> None:
            save_pages(workspace, file, made, password)

        return Paper(
            made.pdf, _file_name(workspace), counted(made.matters.total()), tell, save, made.both_sides
        )

    title = QCoreApplication.translate("ExportSheet", "What is found, on paper")
    return PaperSheet(over, workspace, title, lambda: make, exports=("pdf",))


def _file_name(workspace: Workspace) -> str:
    with workspace.read() as reader:
        return paper_name(reader, "Contact log")


def made_found(workspace: Workspace, task: tasks.Task, asked: Asked) -> FoundPaper:
    """All that is found, set in type off the main thread; stops where the ``task`` is cancelled."""

    def stop() -> bool:
        return task.cancelled

    try:
        catch_up(workspace, cancelled=stop)  # what is not read yet would be missing
        every = how_many(workspace, asked, stop)
        pages = found_pages(workspace, asked, stop)
        return make_found(workspace, asked.text, every, pages, lambda done: task.tell(done, every))
    except Outrun:
        raise tasks.Cancelled from None


def found_pages(workspace: Workspace, asked: Asked, stop: Stop) -> Iterator[list[UUID]]:
    """The ids of all that is found, newest first."""
    after: Start = None
    while True:
        page = look(workspace, asked, after, AT_ONCE, stop)
        yield [line.id for line in page.lines]
        after = page.next
        if after is None:
            return
