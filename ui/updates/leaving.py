"""How an update leaves: as a letter, on paper, as the draft of an e-mail, as the script of a call."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.updates import UpdateDraft, Way
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.formsheet import FormSheet
from ui.reports.paper_sheet import Paper, PaperSheet
from ui.reports.password_sheet import PdfPasswordSheet
from ui.reports.printing import ask_printer
from ui.updates import load
from ui.updates.load import Page


class Leaving(QObject):
    """What leaves is the page that was shown when the button was pressed."""

    def __init__(self, sheet: FormSheet, workspace: Workspace) -> None:
        super().__init__(sheet)
        self._sheet, self._workspace = sheet, workspace

    def save(self, page: Page, way: Way, *, sealed: bool) -> None:
        """Ask where to; ``sealed``: for the PDF's password before that."""
        if not sealed:
            self._ask_where(page, way, None)
            return
        sheet = PdfPasswordSheet(self._sheet, self._workspace)
        sheet.saved.connect(lambda password: self._ask_where(page, way, str(password)))
        sheet.open()

    def _ask_where(self, page: Page, way: Way, password: str | None) -> None:
        from app.updates.leaving import file_name

        mail = way is Way.EML
        title = self.tr("Save the draft of the e-mail") if mail else self.tr("Save the update")
        kinds = self.tr("E-mail (*.eml)") if mail else self.tr("PDF (*.pdf)")
        dialog = QFileDialog(self._sheet, title, file_name(page.letter, way), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("eml" if mail else "pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path), page, way, password))
        dialog.open()

    def save_to(self, file: Path, page: Page, way: Way, password: str | None = None) -> None:
        """Write it into ``file``; an e-mail opens in the system's mail program then."""
        tasks.run_pool(
            lambda _task: load.save(self._workspace, page, way, file, password),
            owner=self._sheet,
            done=self._on_mail_saved if way is Way.EML else self._on_saved,
            failed=self._sheet.form.show_error,
        )

    def _on_saved(self, _file: Path) -> None:
        self._sheet.note.setText(self.tr("Saved"))

    def _on_mail_saved(self, file: Path) -> None:
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
        said = self.tr("Saved, and open in your mail program") if opened else self.tr("Saved")
        self._sheet.note.setText(said)

    def print(self, page: Page) -> None:
        """Ask for the printer."""
        matter_id, pages = page.letter.matter_id, page.made.pages
        ask_printer(
            self._sheet,
            page.made.pdf,
            lambda: load.printed(self._workspace, matter_id, Way.PDF, pages),
            done=lambda _: self._sheet.note.setText(self.tr("Printed")),
            failed=self._sheet.form.show_error,
            both_sides=page.letter.frame.stationery.duplex,
        )


def script_sheet(over: QWidget, workspace: Workspace, draft: UpdateDraft, name: str) -> PaperSheet:
    """The script of a call, to be printed or saved; ``name`` of its file, without ending."""

    def make(_task: tasks.Task, _ticked: bool) -> Paper:
        from app.updates.leaving import save_script
        from app.updates.script import render_script

        script = load.script_of(workspace, draft)
        made = render_script(script)

        def save(_task: tasks.Task, file: Path) -> None:
            save_script(workspace, script, file)

        return Paper(
            made.pdf,
            name,
            "",
            lambda: load.printed(workspace, draft.matter_id, Way.SCRIPT, made.pages),
            save,
        )

    return PaperSheet(over, workspace, QCoreApplication.translate("Composer", "Phone script"), make)
