"""The tour at developments and at what slipped: the list, its forms, the axis of a matter, the firm's figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop, matter_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.shell.main_window import MainWindow


def news_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """Developments with their forms, and what slipped: of the matter, of the firm."""
    from ui.matters.development_form import PlainWordsForm
    from ui.matters.page import MatterPage
    from ui.slipped.page import SlippedPage

    matter_id = matter_of(workspace, "00003")
    window.navigate("matter", matter_id)
    settle()
    page = window.current_page()
    if not isinstance(page, MatterPage):
        raise TypeError("the matter's page is not shown")
    page.tabs.show_tab(page.tabs.developments.accessibleName())
    settle()
    view = page.view
    if view is None:
        raise TypeError("the matter was not read")
    told = next(one for one in view.news if one.told)
    corrected = next(one for one in view.news if one.row.version > 1)
    yield Stop("form-plain-words", lambda: PlainWordsForm(page, workspace, corrected.row).open())
    yield Stop("form-correct-development", lambda: page.news.correct(told.row.id))
    yield Stop("form-withdraw-development", lambda: page.news.withdraw(told.row.id))
    dates = [one for one in view.key_dates if one.done_at is None and one.withdrawn_at is None]
    key = ("key_date", dates[-1].id)
    yield Stop("form-move-key-date", lambda: page.rows.move(key))
    yield Stop("form-correct-key-date", lambda: page.rows.correct(key))
    yield Stop("form-cancel-key-date", lambda: page.rows.cancel(key))
    yield Stop("development-versions", lambda: page.news.show_versions(corrected.row.id))
    yield Stop("slipped", lambda: window.navigate("slipped"))
    settle()
    firms = window.current_page()
    if not isinstance(firms, SlippedPage):
        raise TypeError("the page of what slipped is not shown")
    yield Stop("slipped-print", firms.print_list)
