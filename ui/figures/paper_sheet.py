"""The figures as they will be printed: seen, then printed, or saved as pages or as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget

from app.figures.firm import FirmFigures
from app.kernel.errors import LiaisonError
from app.kernel.rights import Right
from app.reports.firm_out import pages_of, record_figures, save_firm
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.rights import needs
from ui.kit.sheet import Sheet
from ui.reports.preview import Preview
from ui.reports.printing import ask_printer

if TYPE_CHECKING:
    from app.reports.house import Made

_HIGH = 520


class FiguresSheet(Sheet):
    """Print is the one button; saving lies beside it. The table names clients and so needs the right to export."""

    def __init__(self, over: QWidget, workspace: Workspace, found: FirmFigures) -> None:
        super().__init__(
            over, QCoreApplication.translate("FiguresSheet", "Print or save the figures"), width=640
        )
        self._workspace, self._found = workspace, found
        self._made: Made | None = None
        self.errors = ErrorBar()
        self.said = Label(
            self.tr("The pages name no client. The table has every line that was counted, with clients."),
            tone=Tone.DIM,
            wrap=True,
        )
        self.preview = Preview(self.tr("Preview of the figures"), self)
        self.preview.setMinimumHeight(theme.px(_HIGH))
        for widget in (self.errors, self.said, self.preview):
            self.body.addWidget(widget)
        self._table = self.tr("Save as a &table (CSV)…")
        self.add_buttons(self.tr("&Print…"), extra=(self.tr("&Save as PDF…"), self._table))
        for button in self._buttons():
            button.setEnabled(False)
            if button.text() == self._table:
                needs(button, workspace, Right.EXPORT)
        tasks.run_pool(
            lambda _: pages_of(workspace, found), owner=self, done=self._show, failed=self._on_failed
        )

    def _buttons(self) -> list[QAbstractButton]:
        box = self.box
        assert box is not None  # noqa: S101 - made with the sheet
        return [one for one in box.buttons() if box.buttonRole(one) != box.ButtonRole.RejectRole]

    def _show(self, made: Made) -> None:
        self._made = made
        self.preview.show_pdf(made.pdf)
        for button in self._buttons():
            button.setEnabled(True)
        self.accept_button.setFocus()

    def apply(self, button: str) -> None:
        """Ask for the printer, or for where to."""
        if button:
            self._ask_where("csv" if button == self._table else "pdf")
        elif self._made is not None:
            self._ask_printer(self._made)

    def _ask_printer(self, made: Made) -> None:
        workspace, found = self._workspace, self._found

        def tell() -> None:
            with workspace.write() as tx:
                record_figures(tx, found, made.pages)

        ask_printer(self, made.pdf, tell, done=lambda _: self.accept(), failed=self._on_failed)

    def _ask_where(self, ending: str) -> None:
        dialog = QFileDialog(self, self.tr("Save the figures outside the vault"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{ending.upper()} (*.{ending})")
        dialog.setDefaultSuffix(ending)
        days = self._found.days
        dialog.selectFile(f"figures-{days.first.isoformat()}-{days.last.isoformat()}.{ending}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def save_to(self, file: Path) -> None:
        """Write them to ``file``, a .pdf or a .csv; the audit trail has its name."""
        workspace, found = self._workspace, self._found
        tasks.run(
            lambda: save_firm(workspace, found, file),
            owner=self,
            done=lambda _: self.accept(),
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.errors.show_error(error)
