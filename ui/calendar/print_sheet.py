"""The month on a page: what it will look like, whether clients are named on it, the printer or a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.owed.calendar.day_items import Among
from app.reports.files import paper_name
from app.reports.lists.month import read_month, record_printed, save_month, set_month
from app.workspace import Workspace
from ui.kit import tasks
from ui.reports.leaving import Paper
from ui.reports.options import TickOption
from ui.reports.paper_sheet import Make, PaperSheet

translate = QCoreApplication.translate


def month_sheet(
    over: QWidget, workspace: Workspace, day: date, among: Among, hidden: frozenset[str]
) -> PaperSheet:
    """The month in which ``day`` lies."""
    options = TickOption(
        translate("PrintMonthSheet", "Name clients and matters"),
        translate("PrintMonthSheet", "Without names it may hang on a wall: “★ 10:00 key date, 00012”."),
    )

    def ask() -> Make:
        shows = options.tick.isChecked()

        def make(_: tasks.Task) -> Paper:
            with workspace.read() as reader:
                paper = read_month(reader, day, among, hidden=hidden, show_clients=shows)
                name = paper_name(reader, "Calendar", of=f"{day:%Y-%m}")
            made = set_month(paper)

            def tell() -> None:
                with workspace.write() as tx:
                    record_printed(tx, made, show_clients=shows)

            def save(_: tasks.Task, file: Path, password: str | None) -> None:
                save_month(workspace, file, made, password, show_clients=shows)

            pages = translate("PrintMonthSheet", "1 page")
            if made.pages != 1:
                pages = translate("PrintMonthSheet", "{n} pages").format(n=made.pages)
            return Paper(made.pdf, name, pages, tell, save, paper.stationery.duplex)

        return make

    title = translate("PrintMonthSheet", "Print the month")
    return PaperSheet(over, workspace, title, ask, options=options)
