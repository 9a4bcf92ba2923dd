"""How an update leaves: as a letter, on paper, as the draft of an e-mail, as the script of a call."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.updates import UpdateDraft, Way
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.formsheet import FormSheet
from ui.reports.leaving import Leaving, Paper
from ui.reports.paper_sheet import PaperSheet
from ui.reports.password_sheet import PdfPasswordSheet
from ui.updates import load
from ui.updates.load import Page


class UpdateLeaving(Leaving):
    """What leaves is the page that was shown when the button was pressed; a mail is opened once it is saved."""

    def __init__(self, sheet: FormSheet, workspace: Workspace) -> None:
        super().__init__(sheet, workspace)
        self._sheet = sheet
        self._mail: Path | None = None
        self.saved.connect(self._on_saved)
        self.printed.connect(lambda pages: sheet.note.setText(self.say_printed(pages)))
        self.failed.connect(sheet.form.show_error)

    def save_as(self, page: Page, way: Way, *, sealed: bool) -> None:
        """Ask where to; ``sealed``: for the PDF's password before that."""
        paper, ending = self.paper(page, way), "eml" if way is Way.EML else "pdf"
        if not sealed:
            self.save(paper, ending)
            return
        sheet = PdfPasswordSheet(self._sheet, self._workspace)
        sheet.saved.connect(lambda password: self.save(paper, ending, str(password)))
        sheet.open()

    def paper(self, page: Page, way: Way) -> Paper:
        """The page as what leaves ``way``."""
        from app.updates.leaving import file_name

        workspace = self._workspace

        def save(_task: tasks.Task, file: Path, password: str | None) -> None:
            load.save(workspace, page, way, file, password)
            self._mail = file if way is Way.EML else None

        return Paper(
            page.made.pdf,
            Path(file_name(page.letter, way)).stem,
            "",
            partial(load.printed, workspace, page.draft, way, page.made.pages),
            save,
            page.letter.frame.stationery.duplex,
        )

    def _on_saved(self) -> None:
        mail, self._mail = self._mail, None
        opened = mail is not None and QDesktopServices.openUrl(QUrl.fromLocalFile(str(mail)))
        said = self.tr("Saved, and open in your mail program") if opened else self.tr("Saved")
        self._sheet.note.setText(said)


def script_sheet(over: QWidget, workspace: Workspace, draft: UpdateDraft, name: str) -> PaperSheet:
    """The script of a call, to be printed or saved; ``name`` of its file, without ending."""

    def make(_task: tasks.Task) -> Paper:
        from app.updates.leaving import save_script
        from app.updates.script import render_script

        script = load.script_of(workspace, draft)
        made = render_script(script)

        def save(_task: tasks.Task, file: Path, password: str | None) -> None:
            save_script(workspace, draft, script, file, password=password)

        tell = partial(load.printed, workspace, draft, Way.SCRIPT, made.pages)
        return Paper(made.pdf, name, "", tell, save)

    title = QCoreApplication.translate("Composer", "Phone script")
    return PaperSheet(over, workspace, title, lambda: make)
