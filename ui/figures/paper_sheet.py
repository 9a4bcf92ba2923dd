"""The figures as they will be printed: seen, then printed, or saved as pages or as a table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.figures.firm import FirmFigures
from app.reports.figures.out import pages_of, record_figures, save_firm
from app.reports.files import paper_name
from app.settings.queries import firm
from app.workspace import Workspace
from ui.kit import tasks
from ui.reports.leaving import Paper
from ui.reports.paper_sheet import PaperSheet

translate = QCoreApplication.translate


def figures_sheet(over: QWidget, workspace: Workspace, found: FirmFigures) -> PaperSheet:
    """The table names clients and so needs the right to export; the pages name none."""

    def make(_: tasks.Task) -> Paper:
        made = pages_of(workspace, found)
        with workspace.read() as reader:
            name = paper_name(reader, "Figures", of=f"{found.days.first} {found.days.last}")
            both_sides = firm(reader).details.duplex

        def tell() -> None:
            with workspace.write() as tx:
                record_figures(tx, found, made.pages)

        def save(_: tasks.Task, file: Path, password: str | None) -> None:
            save_firm(workspace, found, file, password, seen=made)

        said = translate(
            "FiguresSheet",
            "The pages name no client. The table has every line that was counted, with clients.",
        )
        return Paper(made.pdf, name, said, tell, save, both_sides)

    title = translate("FiguresSheet", "Print or save the figures")
    return PaperSheet(over, workspace, title, lambda: make, endings=("pdf", "csv"), exports=("csv",))
