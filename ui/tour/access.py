"""The tour at access requests: the list with what is held, the forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from app.access.words import Decision
from ui.tour.stop import Stop

if TYPE_CHECKING:
    from ui.shell.main_window import MainWindow


def access_stops(window: MainWindow, settle: Callable[[], None]) -> Iterator[Stop]:
    """Each in turn."""
    from ui.access.page import AccessPage

    yield Stop("access", lambda: window.navigate("access"))
    settle()
    page = window.current_page()
    if not isinstance(page, AccessPage):
        raise TypeError("the page of access requests is not shown")
    yield Stop("form-access-request", page.new_request)
    yield Stop("form-access-turn", page.note_turn)
    yield Stop("form-access-decide", lambda: page.decide(Decision.REDACT))
