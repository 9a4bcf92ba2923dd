"""The small month under a date field: what is to do on each day, holidays, who is away; to look while a date is picked.

It opens with Alt+Down or the sign in the field, never by itself. The keyboard stays in the field: arrows move, Enter
takes the day, Escape closes.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.kernel.weeks import month_span
from app.owed.calendar.day_items import Among
from app.owed.calendar.span import Span, firm_weeks, read_span
from ui.kit import icons, tasks
from ui.kit.announcing import announce
from ui.kit.arrows import across
from ui.kit.day_popup import DayPopup

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.kit.fields import DateWords

_WEEKS = {Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_OURS = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class DayPicker(QObject):
    """Gives one field its month; it goes with the field."""

    def __init__(self, field: DateWords, workspace: Workspace) -> None:
        super().__init__(field)
        self._field, self._workspace = field, workspace
        self._task: tasks.Task | None = None
        self.popup = DayPopup(field)
        self.popup.picked.connect(self._take)
        self.popup.turned.connect(self._turn)
        words = self.tr("Choose from a month (Alt+Down)")
        self.action = field.addAction(icons.icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        self.action.setText(words)
        self.action.setToolTip(words)
        self.action.triggered.connect(self.toggle)
        field.installEventFilter(self)

    def toggle(self) -> None:
        """Open it, or close it."""
        if self.popup.isVisible():
            self.popup.hide()
            return
        self._field.setFocus()
        zone, now = self._workspace.zone, self._workspace.clock.now()
        self.popup.show_day(self._field.value() or now.astimezone(zone).date())
        self._read()

    def _read(self) -> None:
        """What lies on the days of that month for who is signed in; what is shown till then are the days alone."""
        workspace, month = self._workspace, self.popup.day.replace(day=1)
        if self._task is not None:
            self._task.cancel()

        def work() -> Span:
            with workspace.read() as reader:
                return read_span(reader, *month_span(month, firm_weeks(reader)), Among(reader.viewer))

        self._task = tasks.run(work, owner=self, done=self.popup.show_span, failed=lambda _: None)

    def _turn(self, by: int) -> None:
        day = self.popup.day
        first = (day.replace(day=15) + timedelta(days=30 * by)).replace(day=1)
        last = ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day
        self._go(first.replace(day=min(day.day, last)))

    def _go(self, day: date) -> None:
        other = (day.year, day.month) != (self.popup.day.year, self.popup.day.month)
        self.popup.show_day(day)
        announce(self._field, self.popup.said())
        if other:
            self._read()

    def _take(self, day: date) -> None:
        self.popup.hide()
        self._field.set_value(day)
        self._field.setFocus()

    def _key(self, event: QKeyEvent) -> bool:
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if (key == Qt.Key.Key_Down and alt) or key == Qt.Key.Key_F4:
            self.toggle()
        elif not self.popup.isVisible():
            return False
        elif by := across(self._field, key) or _WEEKS.get(key, 0):
            self._go(self.popup.day + timedelta(days=by))
        elif key in _PAGES:
            self._turn(_PAGES[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.popup.day)
        elif key == Qt.Key.Key_Escape:
            self.popup.hide()
        else:
            self.popup.hide()
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        override = event.type() == QEvent.Type.ShortcutOverride and self.popup.isVisible()
        if override and isinstance(event, QKeyEvent) and event.key() in _OURS:
            event.accept()  # the sheet's Escape waits
            return True
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.popup.hide()
        return False
