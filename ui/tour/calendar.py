"""The tour at the calendar: its views, a day, moving, the month of a date field, paper and file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop

if TYPE_CHECKING:
    from ui.calendar.page import CalendarPage
    from ui.shell.main_window import MainWindow


def calendar_stops(window: MainWindow, settle: Callable[[], None]) -> Iterator[Stop]:
    """Each view, a day, moving a date, the month of a field, paper and file."""
    from ui.calendar.page import CalendarPage
    from ui.calendar.shown import Look

    yield Stop("calendar", lambda: window.navigate("calendar"))
    settle()
    page = window.current_page()
    if not isinstance(page, CalendarPage):
        return
    yield Stop("calendar-week", lambda: page.show_look(Look.WEEK))
    yield Stop("calendar-agenda", lambda: page.show_look(Look.AGENDA))
    yield Stop("calendar-hidden", lambda: _hide(page, shown=False))
    _hide(page, shown=True)
    settle()
    yield Stop("calendar-day", lambda: page.view.day_opened.emit(page.view.here))
    yield Stop("calendar-print", page.open_print)
    yield Stop("calendar-export", page.open_export)
    yield Stop("calendar-fixed", lambda: _move(page, movable=False))
    yield Stop("form-move", lambda: _move(page, movable=True))
    yield Stop("form-move-month", lambda: _pick(window, page, settle))


def _hide(page: CalendarPage, *, shown: bool) -> None:
    from ui.calendar.shown import Look

    page.show_look(Look.MONTH)
    for button in page.legend.buttons[:1]:
        button.setChecked(shown)


def _move(page: CalendarPage, *, movable: bool) -> None:
    shown = page.view.shown
    if shown is None:
        return
    entries = (entry for day in shown.days() for entry in shown.on(day))
    items = (entry.item for entry in entries if entry.item is not None and not entry.done)
    page.moving.move(next(item for item in items if item.can_move is movable))


def _pick(window: MainWindow, page: CalendarPage, settle: Callable[[], None]) -> None:
    from ui.kit.day_picker import DayPicker
    from ui.kit.sheet import sheets_in

    _move(page, movable=True)
    settle()
    for sheet in sheets_in(window):
        for picker in sheet.findChildren(DayPicker)[:1]:
            picker.toggle()
