"""The tour at update schedules: a matter's, no news, who was told nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop, matter_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.matters.page import MatterPage
    from ui.shell.main_window import MainWindow


def schedule_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """A matter’s schedule in its states, no news, and who was told nothing."""
    from app.demo.schedules import EXCUSED, SILENT
    from ui.matters.page import MatterPage
    from ui.schedule.untold_page import UntoldPage

    for name, number in (("silent", SILENT), ("by-default", "00030"), ("excused", EXCUSED)):
        yield Stop(f"schedule-{name}", lambda number=number: _show(window, workspace, number))  # type: ignore[misc] # binds the loop's name
        settle()
        page = window.current_page()
        if isinstance(page, MatterPage):
            page.tabs.show_tab(page.tabs.schedule.accessibleName())
            yield Stop(f"schedule-{name}-tab", lambda: None)
    page = window.current_page()
    if isinstance(page, MatterPage):
        yield from _forms(page)
    yield Stop("untold", lambda: window.navigate("untold"))
    settle()
    found = window.current_page()
    if isinstance(found, UntoldPage):
        yield Stop("untold-print", found.print_list)


def _show(window: MainWindow, workspace: Workspace, number: str) -> None:
    window.navigate("matter", matter_of(workspace, number))


def _forms(page: MatterPage) -> Iterator[Stop]:
    yield Stop("form-schedule-own", page.forms.set_schedule)
    yield Stop("form-excuse", page.forms.excuse_update)
    yield Stop("form-silence", page.forms.allow_silence)
    yield Stop("form-no-news", page.forms.no_news)
