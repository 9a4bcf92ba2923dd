"""The tour at the figures of the firm: the summary, a chart, and the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop

if TYPE_CHECKING:
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
    yield Stop("figures-paper", page.paper.click)
