"""All reports of a run as they will be printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.reports.many import Made
from app.workspace import Workspace
from ui.kit import theme
from ui.kit.bars import ErrorBar
from ui.kit.sheet import Sheet
from ui.reports.many_work import told_printed
from ui.reports.preview import Preview
from ui.reports.printing import ask_printer


class PrintAllSheet(Sheet):
    """`printed(pages)` when the printer has them."""

    printed = Signal(int)

    def __init__(self, over: QWidget, workspace: Workspace, made: Sequence[Made], pdf: bytes) -> None:
        super().__init__(over, over.tr("Print all"), width=860)
        self._workspace, self._made, self._pdf = workspace, made, pdf
        self.errors = ErrorBar()
        self.preview = Preview(self.tr("All reports as they will be printed"), self)
        self.preview.setFixedHeight(theme.px(520))
        for widget in (self.errors, self.preview):
            self.body.addWidget(widget)
        self.add_buttons(self.tr("&Print…"), keys="Ctrl+Return")
        self.preview.show_pdf(pdf)

    def apply(self, button: str) -> None:
        """Ask for the printer."""
        ask_printer(
            self,
            self._pdf,
            lambda: told_printed(self._workspace, self._made),
            done=self.on_printed,
            failed=self.errors.show_error,
            both_sides=any(one.report.stationery.duplex for one in self._made),
        )

    def on_printed(self, pages: int) -> None:
        """The printer has taken all of them."""
        self.printed.emit(pages)
        self.accept()
