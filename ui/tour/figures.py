"""The tour at the figures of the firm: the summary, a chart, and the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from ui.tour.stop import Stop

if TYPE_CHECKING:
    from ui.figures.page import FiguresPage
    from ui.shell.main_window import MainWindow


def figure_stops(window: MainWindow, settle: Callable[[], None]) -> Iterator[Stop]:
    """This year, so that there are months to compare."""
    from app.figures.span import Time
    from ui.figures.page import FiguresPage

    window.navigate("figures")
    settle()
    page = window.current_page()
    if not isinstance(page, FiguresPage):
        raise TypeError("the page of the figures is not shown")
    page.time.set_value(Time.YEAR)
    page.mark_stale()
    settle()
    yield Stop("figures", lambda: page.rows.select("summary"))
    yield Stop("figures-acknowledgements", lambda: page.rows.select("acknowledgements"))
    yield Stop("figures-owed", lambda: page.rows.select("standing"))
    for key in ("concerns", "feedback", "reviews", "policies"):
        yield Stop(f"figures-{key}", partial(page.rows.select, key))
    yield Stop("figures-behind", lambda: _behind(page, "standing", settle))
    yield Stop("figures-behind-notes", lambda: _behind(page, "notes", settle))
    page.behind.back.click()
    yield Stop("figures-paper", page.paper.click)


def _behind(page: FiguresPage, key: str, settle: Callable[[], None]) -> None:
    """The rows behind the first figure of the whole firm."""
    page.rows.select(key)
    table = page.view.table
    if table is None:
        raise TypeError("the figure has no table")
    whole = table.rows_model.rows()[-1]
    table.picked.emit(whole.picks[0])
    settle()
