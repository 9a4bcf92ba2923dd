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
        self.agenda = AgendaView(self.title.text(), name_of)
        self.agenda.show_days(replace(shown, first=day, last=day, month=None))
        if self.agenda.is_empty():
            holiday = shown.off.get(day, "")
            said = self.tr("Nothing lies on this day.")
            self.body.addWidget(Label(f"{holiday}. {said}" if holiday else said, tone=Tone.DIM))
        else:
            self.body.addWidget(self.agenda)
        self.add_buttons(self.tr("Close"), cancel="", primary=False)
