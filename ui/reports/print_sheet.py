"""A document as it will be printed, then the printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit import theme
from ui.kit.bars import ErrorBar
from ui.kit.sheet import Sheet
from ui.reports.preview import Preview
from ui.reports.printing import ask_printer


class PrintSheet(Sheet):
    """`printed(pages)` when the printer has them. ``tell``: the audit trail, before it is printed."""

    printed = Signal(int)

    def __init__(
        self,
        over: QWidget,
        title: str,
        pdf: bytes,
        tell: Callable[[], object],
        *,
        both_sides: bool = False,
    ) -> None:
        super().__init__(over, title, width=860)
        self._pdf, self._tell, self._both_sides = pdf, tell, both_sides
        self.errors = ErrorBar()
        self.preview = Preview(self.tr("As it will be printed"), self)
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
            self._tell,
            done=self.on_printed,
            failed=self.errors.show_error,
            both_sides=self._both_sides,
        )

    def on_printed(self, pages: int) -> None:
        """The printer has taken all of them."""
        self.printed.emit(pages)
        self.accept()
