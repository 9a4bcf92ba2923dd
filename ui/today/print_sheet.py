"""The morning list: seen as it will be printed, then printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.kernel.errors import LiaisonError
from app.reports.commands import page_count
from app.reports.files import write_report
from app.reports.morning import MorningList, morning_list
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.sheet import Sheet
from ui.reports.preview import Preview, print_pdf, set_paper

_HIGH = 520


@dataclass(frozen=True, slots=True)
class Printable:
    """The list in words, and set in type."""

    words: MorningList
    pdf: bytes


def load_morning(workspace: Workspace, *, team: bool) -> Printable:
    """Read and set it, on the worker."""
    from app.reports.morning_page import render_morning

    with workspace.read() as reader:
        words = morning_list(reader, team=team)
    return Printable(words, render_morning(words))


class MorningSheet(Sheet):
    """Print is the one button; saving lies beside it."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        *,
        team: bool = False,
        title: str = "",
        load: Callable[[], Printable] | None = None,
        kind: str = "morning_list",
    ) -> None:
        words = title or QCoreApplication.translate("MorningSheet", "Print what is owed")
        super().__init__(over, words, width=640)
        self._workspace, self._kind = workspace, kind
        self._shown: Printable | None = None
        self.errors = ErrorBar()
        self.whose = Label("", tone=Tone.DIM, wrap=True)
        self.preview = Preview(self.tr("Preview of the list"), self)
        self.preview.setMinimumHeight(theme.px(_HIGH))
        for widget in (self.errors, self.whose, self.preview):
            self.body.addWidget(widget)
        self.add_buttons(self.tr("&Print…"), extra=(self.tr("&Save as PDF…"),))
        self._enable(ready=False)
        work = load or (lambda: load_morning(workspace, team=team))
        tasks.run(work, owner=self, done=self._show, failed=self._on_failed)

    def _enable(self, *, ready: bool) -> None:
        for button in self.box.buttons() if self.box is not None else ():
            if self.box is not None and self.box.buttonRole(button) != self.box.ButtonRole.RejectRole:
                button.setEnabled(ready)

    def _show(self, found: Printable) -> None:
        self._shown = found
        self.whose.setText(f"{found.words.whose}. {found.words.summary}")
        self.preview.show_pdf(found.pdf)
        self._enable(ready=True)
        self.accept_button.setFocus()

    def apply(self, button: str) -> None:
        """Ask for the printer, or for where to."""
        if self._shown is None:
            return
        if button:
            self._ask_where()
        else:
            self._ask_printer(self._shown)

    def _ask_printer(self, shown: Printable) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_paper(printer, shown.pdf)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print it; the audit trail has it."""
        if self._shown is not None:
            print_pdf(printer, self._shown.pdf)
            self._note("printed", self._shown)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the list outside the vault"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        day = self._workspace.clock.now().astimezone(self._workspace.zone).date()
        name = "owed" if self._kind == "morning_list" else "told-nothing"
        dialog.selectFile(f"{name}-{day.isoformat()}.pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def save_to(self, file: Path) -> None:
        """Write it to ``file``; the audit trail has its name."""
        if self._shown is not None:
            self._note("exported", self._shown, file)

    def _note(self, action: str, shown: Printable, file: Path | None = None) -> None:
        workspace, kind, pages = self._workspace, self._kind, page_count(shown.pdf)

        def work() -> None:
            named = {}
            if file is not None:
                write_report(file, shown.pdf)
                named = {"file": file.name}
            workspace.note(action, kind, workspace.actor, pages=pages, **named)

        tasks.run(work, owner=self, done=lambda _: self.accept(), failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.errors.show_error(error)
