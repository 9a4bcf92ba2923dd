"""The papers of a matter, an entry and the partners' meeting, opened as sheets from where one works."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.reports.files import document_name
from app.reports.history import HistoryAsked
from app.reports.history_out import MadeHistory, make_history, record_history, save_history
from app.reports.lists_out import record_list, save_list
from app.reports.partners import PartnersLists, partners_lists
from app.settings.queries import firm
from app.workspace import Workspace
from ui.kit import tasks
from ui.reports.paper_sheet import Paper, PaperSheet

if TYPE_CHECKING:
    from app.reports.house import Made

translate = QCoreApplication.translate


def made_history(
    workspace: Workspace, task: tasks.Task, asked: HistoryAsked, kind: str = "pdf"
) -> MadeHistory:
    """The history of a matter, off the main thread; stops where the ``task`` is cancelled."""
    with workspace.read() as reader:
        made = make_history(reader, asked, workspace.clock.now(), kind=kind, told=task.tell)
    workspace.viewed(asked.matter_id)
    return made


def history_sheet(over: QWidget, workspace: Workspace, matter_id: UUID, number: str) -> PaperSheet:
    """The contact history of a matter, to be printed or saved as pages or as a table."""

    def make(task: tasks.Task, for_client: bool) -> Paper:
        asked = HistoryAsked(matter_id, for_client=for_client)
        made = made_history(workspace, task, asked)

        def tell() -> None:
            with workspace.write() as tx:
                record_history(tx, made)

        def save(task: tasks.Task, file: Path) -> None:
            kind = file.suffix.casefold().lstrip(".")
            same = made if kind != "csv" else made_history(workspace, task, asked, kind)
            save_history(workspace, file, same)

        return Paper(made.content, _file_name(workspace, "Contact history", number), _said(made), tell, save)

    return PaperSheet(
        over,
        workspace,
        translate("Papers", "Contact history"),
        make,
        endings=("pdf", "csv"),
        tick=translate("Papers", "Copy for the &client: without internal notes and former versions"),
    )


def _said(made: MadeHistory) -> str:
    entries, left = len(made.history.keys), made.history.left_out.entries
    contacts = translate("Papers", "1 contact") if entries == 1 else translate("Papers", "{count} contacts")
    pages = translate("Papers", "1 page") if made.pages == 1 else translate("Papers", "{count} pages")
    words = f"{contacts.format(count=f'{entries:,}')}, {pages.format(count=f'{made.pages:,}')}"
    if made.history.asked.for_client:
        words = translate("Papers", "{words}; {left} left out").format(words=words, left=f"{left:,}")
    return words


def _file_name(workspace: Workspace, document: str, number: str = "") -> str:
    with workspace.read() as reader:
        name = document_name(firm(reader).details.file_names, document, reader.today, matter=number)
    return name.removesuffix(".pdf")


def set_partners(workspace: Workspace) -> tuple[PartnersLists, Made]:
    """The lists for the partners' meeting, set in type off the main thread."""
    from app.reports.partners_page import render_partners

    with workspace.read() as reader:
        lists = partners_lists(reader)
    return lists, render_partners(lists)


def partners_sheet(over: QWidget, workspace: Workspace) -> PaperSheet:
    """What everybody owes, person by person, to be printed or, with the right to export, saved."""

    def make(_task: tasks.Task, _ticked: bool) -> Paper:
        lists, made = set_partners(workspace)

        def tell() -> None:
            with workspace.write() as tx:
                record_list(tx, lists, made.pages)

        def save(_: tasks.Task, file: Path) -> None:
            from app.reports.partners_page import partners_table

            is_table = file.suffix.casefold() == ".csv"
            content, pages = (partners_table(lists), 0) if is_table else (made.pdf, made.pages)
            save_list(workspace, file, lists, content, pages)

        return Paper(made.pdf, _file_name(workspace, "What is owed"), lists.summary, tell, save)

    title = translate("Papers", "For the partners’ meeting")
    return PaperSheet(over, workspace, title, make, endings=("pdf", "csv"), exports=True)
