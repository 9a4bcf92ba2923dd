"""The tour where somebody hands over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ui.tour.stop import Stop

if TYPE_CHECKING:
    from ui.settings.page import FirmPage
    from ui.shell.main_window import MainWindow


def handing_stops(window: MainWindow, page: FirmPage, settle: Callable[[], None]) -> Iterator[Stop]:
    """All to one; matter by matter; the clients of who is away."""
    from ui.handover.sheet import HandOverSheet
    from ui.kit.sheet import sheets_in

    people = page.colleagues()

    def opened(name: str) -> HandOverSheet:
        page.doings.hand_over(people[name].id)
        settle()
        return next(one for one in sheets_in(window) if isinstance(one, HandOverSheet))

    def all_to_one() -> None:
        sheet = opened("Tom Ashgrove")
        sheet.heir.set_value(people["Priya Raman"].id)
        sheet.why.setText("parental leave")

    def each() -> None:
        sheet = opened("Tom Ashgrove")
        sheet.heir.set_value(people["Priya Raman"].id)
        sheet.share.fold.click()
        rows = sheet.share.rows
        rows.select(rows.keys()[0])
        sheet.share.to.set_value(people["David Finch"].id)
        sheet.share.give_selected()

    yield Stop("hand-over", all_to_one)
    yield Stop("hand-over-each", each)
    absences = page.absences.shown()
    if absences:
        yield Stop("hand-over-away", lambda: page.doings.tell_of_absence(absences[0]))
