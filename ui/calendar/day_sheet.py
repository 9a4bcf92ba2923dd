"""All that lies on one day, where a month has no room for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ui.calendar.agenda import AgendaView
from ui.calendar.names import long_day
from ui.calendar.shown import Shown
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.sheet import Sheet


class DaySheet(Sheet):
    """The list of a day; what is opened from it, or moved, closes it first."""

    def __init__(self, over: QWidget, shown: Shown, day: date, name_of: Callable[[UUID | None], str]) -> None:
        super().__init__(over, long_day(day, shown.today), width=760)
        self.day = day
        self.agenda = AgendaView(self.title.text(), name_of)
        self.nothing = Label("", tone=Tone.DIM)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.agenda)
        self.show_day(shown)
        self.add_buttons(self.tr("Close"), cancel="", primary=False)

    def show_day(self, shown: Shown) -> None:
        """What lies on the day, now: it is read again with the page under it."""
        self.agenda.show_days(replace(shown, first=self.day, last=self.day, month=None))
        is_empty, holiday = self.agenda.is_empty(), shown.off.get(self.day, "")
        said = self.tr("Nothing lies on this day.")
        self.nothing.setText(f"{holiday}. {said}" if holiday else said)
        self.nothing.setVisible(is_empty)
        self.agenda.setVisible(not is_empty)
