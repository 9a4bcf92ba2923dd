"""The morning list: seen as it will be printed, then printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.reports.files import firms_name
from app.reports.lists.morning import MorningList, morning_list
from app.reports.lists.out import record_list, save_list
from app.reports.press.sealing import sealed_if
from app.workspace import Workspace
from ui.kit import tasks
from ui.reports.leaving import Paper, if_spoken
from ui.reports.paper_sheet import PaperSheet


def load_morning(workspace: Workspace, *, team: bool) -> MorningList:
    """The list of who is signed in, or of those whom they answer for."""
    with workspace.read() as reader:
        return morning_list(reader, team=team)


def morning_sheet(
    over: QWidget,
    workspace: Workspace,
    *,
    team: bool = False,
    title: str = "",
    load: Callable[[], MorningList] | None = None,
) -> PaperSheet:
    """What is owed, or with ``load`` another list in the same form, under ``title``."""
    words_of = load or (lambda: load_morning(workspace, team=team))

    def make(_: tasks.Task) -> Paper:
        from app.reports.lists.morning_page import render_morning  # ReportLab costs half a second

        words = words_of()
        made = render_morning(words)
        with workspace.read() as reader:
            name = firms_name(reader, words.file)

        def tell() -> None:
            with workspace.write() as tx:
                record_list(tx, words, made.pages)

        def save(_: tasks.Task, file: Path, password: str | None) -> None:
            save_list(workspace, file, words, sealed_if(made.pdf, password), made.pages)

        said = if_spoken(f"{words.whose}. {words.summary}", words.stationery.language)
        return Paper(made.pdf, name, said, tell, save, words.stationery.duplex)

    called = title or QCoreApplication.translate("MorningSheet", "Print what is owed")
    return PaperSheet(over, workspace, called, lambda: make, exports=("pdf",))
