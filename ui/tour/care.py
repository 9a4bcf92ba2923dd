"""The tour at client care: its rooms, where terms and costs stand, and the matter that they lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from ui.tour.stop import Stop

if TYPE_CHECKING:
    from ui.shell.main_window import MainWindow


def care_stops(window: MainWindow, settle: Callable[[], None]) -> Iterator[Stop]:
    """The lists of terms and of fees, each with one of its choices."""
    from ui.kit.listpage import ListPage

    for page_id, chosen in (("terms", "owed"), ("fees", "amber")):
        yield Stop(f"care-{page_id}", partial(window.navigate, page_id))
        settle()
        page = window.current_page()
        if not isinstance(page, ListPage) or page.choice is None:
            raise TypeError("the list is not shown")
        yield Stop(f"care-{page_id}-{chosen}", partial(page.choice.set_value, chosen))
        page.choice.set_value("all")
