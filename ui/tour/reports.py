"""The tour at the reports: one, its password, many of them, and all on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from ui.tour.stop import Stop, matter_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.reports.page import ReportsPage
    from ui.shell.main_window import MainWindow


def report_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """At a matter with much to tell."""
    from ui.kit.sheet import sheets_in
    from ui.reports.many_sheet import ManySheet

    yield from _update_stops(window, workspace, settle)
    yield Stop("reports", lambda: window.navigate("reports", matter_of(workspace, "00003")))
    settle()
    page = _page(window)
    yield Stop("reports-find", lambda: _find(page, settle))
    page.preview.find_line.give_up()
    yield Stop("reports-password", page.sealed_button.click)
    yield Stop("reports-many", page.open_many)
    yield from _broken_off(page, workspace)
    page.open_many()
    settle()
    sheet = next(one for one in sheets_in(window) if isinstance(one, ManySheet))
    sheet.choice.due.set_value(True)
    sheet.choice.reload()
    settle()
    yield Stop("reports-print-all", sheet.print_button.click)


def _broken_off(page: ReportsPage, workspace: Workspace) -> Iterator[Stop]:
    """A lock came in the middle of a run."""
    from pathlib import Path

    from app.matters.queries import list_matters
    from app.matters.words import MatterStatus
    from app.reports.content import Length
    from ui.reports.many_kept import Run, RunKeeper, forget_run

    with workspace.read() as reader:
        ids = tuple(row.id for row in list_matters(reader, status=MatterStatus.OPEN))
    RunKeeper(workspace, Run(Path("Reports"), Length.USUAL, ids, frozenset(ids[:5]))).begin()
    yield Stop("reports-many-go-on", page.open_many)
    forget_run(workspace)


def _update_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """The composer, full of news and with next to none."""
    from ui.shell.requests import WriteUpdate

    for name, number in (("form-update", "00003"), ("form-update-empty", "00011")):
        matter_id = matter_of(workspace, number)
        window.navigate("matter", matter_id)
        settle()
        page = window.current_page()
        if page is not None:
            yield Stop(name, partial(page.request, WriteUpdate(matter_id)))


def _page(window: MainWindow) -> ReportsPage:
    from ui.reports.page import ReportsPage

    page = window.current_page()
    if not isinstance(page, ReportsPage):
        raise TypeError("the page of the reports is not shown")
    return page


def _find(page: ReportsPage, settle: Callable[[], None]) -> None:
    page.preview.find_line.begin()
    page.preview.find_line.words.setText("update")
    page.preview.find_line.look()
    settle()
