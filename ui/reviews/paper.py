"""The record of a file review as it will be printed; printed or saved."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.reports.files import paper_name
from app.reviews.commands import record_printed
from app.workspace import Workspace
from ui.kit import tasks
from ui.reports.leaving import Paper
from ui.reports.paper_sheet import PaperSheet
from ui.reviews.load import load_review

translate = QCoreApplication.translate


def review_paper(over: QWidget, workspace: Workspace, review_id: UUID) -> PaperSheet:
    """Read, set in type, shown."""

    def make(_: tasks.Task) -> Paper:
        from app.reports.review_record import review_record, save_review

        sheet = load_review(workspace, review_id).sheet
        with workspace.read() as reader:
            pdf, pages = review_record(reader, sheet)
            name = paper_name(reader, "File review", matter=sheet.row.number)

        def tell() -> None:
            with workspace.write() as tx:
                record_printed(tx, review_id, pages)

        def save(_: tasks.Task, file: Path, password: str | None) -> None:
            save_review(workspace, file, review_id, pdf, pages, password)

        return Paper(pdf, name, f"{sheet.row.number} · {sheet.row.title}", tell, save)

    return PaperSheet(over, workspace, translate("Reviews", "File review"), lambda: make)
