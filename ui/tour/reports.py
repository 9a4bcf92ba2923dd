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
    page.open_many()
    settle()
    sheet = next(one for one in sheets_in(window) if isinstance(one, ManySheet))
    sheet.due.set_value(True)
    sheet.reload()
    settle()
    yield Stop("reports-print-all", sheet.print_button.click)


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
