"""The month on a page: what it will look like, whether clients are named on it, the printer or a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from app.owed.calendar.day_items import Among
from app.reports.month import MonthPaper, PrintedMonth, read_month, record_printed, save_month, set_month
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.sheet import Sheet
from ui.reports.preview import Preview
from ui.reports.printing import ask_printer


class PrintMonthSheet(Sheet):
    """`said(words)`: it was printed or saved."""

    said = Signal(str)

    def __init__(
        self, over: QWidget, workspace: Workspace, day: date, among: Among, hidden: frozenset[str]
    ) -> None:
        super().__init__(over, over.tr("Print the month"), width=860)
        self._workspace, self._day, self._among, self._hidden = workspace, day, among, hidden
        self._made: PrintedMonth | None = None
        self._shows = False
        self.errors = ErrorBar()
        self.names = QCheckBox(self.tr("Name clients and matters"))
        self.why = Label(
            self.tr("Without names it may hang on a wall: “▲ 10:00 key date, 00012”."),
            tone=Tone.DIM,
            wrap=True,
        )
        self.preview = Preview(self.tr("The month as it will be printed"), self)
        self.preview.setFixedHeight(theme.px(430))
        for widget in (self.errors, self.names, self.why, self.preview):
            self.body.addWidget(widget)
        self.add_buttons(self.tr("&Print…"), extra=(self.tr("&Save as PDF…"),), keys="Ctrl+Return")
        self.accept_button.setEnabled(False)
        self.names.toggled.connect(self.make)

    def open(self) -> None:
        super().open()
        QTimer.singleShot(0, self, self.make)

    def make(self) -> None:
        """Set the page anew."""
        workspace, day, among, hidden = self._workspace, self._day, self._among, self._hidden
        shows = self.names.isChecked()

        def work() -> MonthPaper:
            with workspace.read() as reader:
                return read_month(reader, day, among, hidden=hidden, show_clients=shows)

        def set_(paper: MonthPaper) -> None:
            tasks.run_pool(lambda _: set_month(paper), owner=self, done=show, failed=self.errors.show_error)

        def show(made: PrintedMonth) -> None:
            if shows != self.names.isChecked():
                return  # asked for the other one meanwhile
            self._made, self._shows = made, shows
            self.preview.show_pdf(made.pdf)
            self.accept_button.setEnabled(True)
            self.note.setText(
                self.tr("1 page") if made.pages == 1 else self.tr("{n} pages").format(n=made.pages)
            )

        tasks.run(work, owner=self, done=set_, failed=self.errors.show_error)

    def apply(self, button: str) -> None:
        """Ask for the printer, or for the file."""
        made, shows = self._made, self._shows
        if made is None:
            return
        if button:
            dialog = QFileDialog(
                self, self.tr("Save the month"), f"calendar-{self._day:%Y-%m}", "PDF (*.pdf)"
            )
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("pdf")
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
            dialog.open()
            return

        def tell() -> None:
            with self._workspace.write() as tx:
                record_printed(tx, made, show_clients=shows)

        ask_printer(self, made.pdf, tell, done=lambda _: self._done(""), failed=self.errors.show_error)

    def save_to(self, file: Path) -> None:
        """Write it into ``file``; the trail says so."""
        made, shows = self._made, self._shows
        if made is None:
            return

        done = self.tr("Saved.")
        tasks.run(
            lambda: save_month(self._workspace, file, made, show_clients=shows),
            owner=self,
            done=lambda _: self._done(done),
            failed=self.errors.show_error,
        )

    def _done(self, words: str) -> None:
        self.accept()
        if words:
            self.said.emit(words)
