"""A report leaves the vault: as a file, with a password or without, or on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.bars import MessageBar
from ui.kit.page import Page
from ui.reports import load
from ui.reports.load import Finished
from ui.reports.password_sheet import PdfPasswordSheet
from ui.reports.printing import ask_printer


class Leaving(QObject):
    """What leaves is the report that was shown when the button was pressed."""

    def __init__(self, page: Page, workspace: Workspace, messages: MessageBar) -> None:
        super().__init__(page)
        self._page, self._workspace, self._messages = page, workspace, messages

    def save(self, shown: Finished, password: str | None = None) -> None:
        """Ask where to. With a password the file asks for it."""
        title, kinds = self.tr("Save the report"), self.tr("PDF (*.pdf)")
        dialog = QFileDialog(self._page, title, shown.composed.file_name, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path), shown, password))
        dialog.open()

    def save_sealed(self, shown: Finished) -> None:
        """Ask for the password first."""
        sheet = PdfPasswordSheet(self._page, self._workspace)
        sheet.saved.connect(lambda password: self.save(shown, str(password)))
        sheet.open()

    def save_to(self, file: Path, shown: Finished, password: str | None = None) -> None:
        """Write it into ``file``."""
        tasks.run(
            lambda: load.saved(self._workspace, shown, file, password),
            owner=self._page,
            done=lambda _: self._messages.say(self.tr("Saved.")),
            failed=self._page.errors.show_error,
        )

    def print(self, shown: Finished) -> None:
        """Ask for the printer."""
        ask_printer(
            self._page,
            shown.pdf,
            lambda: load.printed(self._workspace, shown),
            done=self._say_printed,
            failed=self._page.errors.show_error,
            both_sides=shown.composed.report.stationery.duplex,
        )

    def _say_printed(self, pages: int) -> None:
        said = self.tr("1 page was sent to the printer.")
        many = self.tr("{n} pages were sent to the printer.").format(n=f"{pages:,}")
        self._messages.say(said if pages == 1 else many)
