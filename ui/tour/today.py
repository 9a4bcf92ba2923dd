"""The tour on Today: mine, the team's, putting off, the printed list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop

if TYPE_CHECKING:
    from ui.shell.main_window import MainWindow
    from ui.today.page import TodayPage


def today_stops(window: MainWindow, settle: Callable[[], None]) -> Iterator[Stop]:
    """What I owe, what the team owes, putting off, the list on paper."""
    from ui.today.page import TodayPage

    yield Stop("today", lambda: window.navigate("today"))
    settle()
    page = window.current_page()
    if isinstance(page, TodayPage):
        yield Stop("form-put-off", lambda: _put_off(page, late=False))
        yield Stop("form-put-off-grave", lambda: _put_off(page, late=True))
        yield Stop("form-acknowledge", lambda: _acknowledge(page))
        yield Stop("today-print", page.print_list)
        yield Stop("today-partners", page.print_partners)
        yield Stop("today-team", lambda: _show_team(page, settle))
        page.people.set_value(False)
        settle()


def _put_off(page: TodayPage, *, late: bool) -> None:
    """The first thing that waits for another day, or the first that cannot."""
    from app.owed.snooze.rules import is_grave

    keys = page.rows.keys()
    items = [page.doings.item(key) for key in keys]
    found = next(one for one in items if one is not None and one.put_off is None and is_grave(one) == late)
    page.doings.put_off(found)


def _acknowledge(page: TodayPage) -> None:
    """The first message of the firm's that waits, acknowledged or not."""
    from app.contactlog.queries import awaiting_reply
    from ui.promises.acknowledge_form import open_acknowledge

    workspace = page._workspace  # noqa: SLF001 # the tour is of the house
    with workspace.read() as reader:
        waiting = sorted(awaiting_reply(reader), key=lambda one: len(one.receipts))
    open_acknowledge(page, workspace, waiting[0].entry_id)


def _show_team(page: TodayPage, settle: Callable[[], None]) -> None:
    """With what each of them owes."""
    page.people.set_value(True)
    settle()
    people = page.rows.keys()
    for key in people:
        if isinstance(key, tuple) and page.rows.is_person(key):
            page.rows.unfolded.emit(key[1], True)
            settle()
