"""The Calendar page: month, week or agenda, whose it is, and the way from an entry to its matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import shiboken6
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from app.kernel.language import tr
from app.kernel.said import say_days
from app.owed.calendar.day_items import DayKind
from app.workspace import Workspace
from ui.calendar.agenda import AgendaView
from ui.calendar.day_sheet import DaySheet
from ui.calendar.dayview import DayView
from ui.calendar.filters import CalendarFilters
from ui.calendar.late_list import LateArea
from ui.calendar.legend import Legend
from ui.calendar.load import Loaded, load, load_day, turned
from ui.calendar.month import MonthGrid
from ui.calendar.moving import FORMS, Moving
from ui.calendar.names import month_of
from ui.calendar.shown import Entry, Look, Shown, late_shown, shown_of
from ui.calendar.week import WeekView
from ui.kit import machine, tasks, theme
from ui.kit.arrows import pointing
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState
from ui.kit.fields import Segmented
from ui.kit.page import Page
from ui.kit.sides import set_margins
from ui.shell.requests import OpenEntry
from ui.today.duty_doings import open_whose

NARROW = 900
"""Pixels of the drawings: below, the filters stand under the legend."""


class CalendarPage(Page):
    """What is where."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Calendar"))
        self._workspace = workspace
        self._day: date | None = None
        self._loaded: Loaded | None = None
        self._task: tasks.Task | None = None
        self._to_reopen: tuple[DayKind, UUID] | None = None
        self._opened_day: DaySheet | None = None
        rules = machine.rules()
        kept = rules.get(machine.CALENDAR_VIEW)
        self.looks = Segmented(
            [(Look.MONTH, self.tr("Month")), (Look.WEEK, self.tr("Week")), (Look.AGENDA, self.tr("Agenda"))],
            Look(kept) if kept in list(Look) else Look.MONTH,
            name=self.tr("View"),
        )
        self.legend = Legend(rules.get(machine.CALENDAR_HIDDEN))
        self.filters = CalendarFilters(workspace)
        self.moving = Moving(self, workspace)
        self._make_head()
        self._make_views()
        self.looks.changed.connect(self._on_looks_changed)
        self.legend.changed.connect(self._on_legend_changed)
        self.filters.changed.connect(self.mark_stale)

    @property
    def view(self) -> DayView:
        """The view that is shown."""
        return self.views[self._look()]

    def reload(self) -> None:
        workspace, look, day, among = self._workspace, self._look(), self._day, self.filters.among()
        hidden = self.legend.hidden_kinds()
        if self._task is not None:
            self._task.cancel()
        self._task = tasks.run(
            lambda: load(workspace, look, day, among, hidden),
            owner=self,
            done=self._show,
            failed=self.errors.show_error,
        )

    def focus_first(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form not in FORMS or thing is None:
            return False
        self._to_reopen = FORMS[form], thing
        if self._loaded is not None:
            self._reopen_now()
        return True

    def _reopen_now(self) -> None:
        """The form that was left unsaved, once the firm's days are known."""
        if self._to_reopen is not None:
            kind, thing = self._to_reopen
            self._to_reopen = None
            self.moving.open(kind, thing)

    def turn(self, by: int) -> None:
        """A page back (-1) or further (1)."""
        if self._loaded is not None:
            self._day = turned(self._look(), self._loaded.day, by)
            self.mark_stale()

    def go_to_today(self) -> None:
        """The page that today lies on, with the keyboard on it."""
        self._day = None
        for view in self.views.values():
            view.here = None
        self.mark_stale()

    def show_look(self, look: Look) -> None:
        """Look at it so."""
        self.looks.set_value(look)
        self.focus_first()

    def print_here(self) -> bool:
        self.open_print()
        return True

    def open_print(self) -> None:
        """The month on a page: what it will look like, and the printer."""
        from ui.calendar.print_sheet import month_sheet

        if self._loaded is not None:
            day = self.view.here or self._loaded.day
            hidden = self.legend.hidden_kinds()
            sheet = month_sheet(self, self._workspace, day, self.filters.among(), hidden)
            sheet.left.connect(self.moving.messages.say)
            sheet.open()

    def open_export(self) -> None:
        """Into a file for other calendars."""
        from ui.calendar.export_sheet import ExportCalendarSheet

        if self._loaded is not None:
            sheet = ExportCalendarSheet(self, self._workspace, self._loaded.desk, self.filters.among())
            sheet.said.connect(self.moving.messages.say)
            sheet.open()

    def _look(self) -> Look:
        look = self.looks.value()
        return look if isinstance(look, Look) else Look.MONTH

    def _make_head(self) -> None:
        self.before = Button(pointing(self, "‹"), lambda: self.turn(-1))
        self.today = Button(self.tr("Today"), self.go_to_today)
        self.after = Button(pointing(self, "›"), lambda: self.turn(1))
        self.before.setAccessibleName(self.tr("Page before"))
        self.after.setAccessibleName(self.tr("Page after"))
        self.today.setToolTip(self.tr("Today (T)"))
        self.looks.setToolTip(self.tr("Month (1), week (2), agenda (3)"))
        turn = QWidget()
        row = QHBoxLayout(turn)
        set_margins(row, theme.px(8), 0, 0, 0)
        for button in (self.before, self.today, self.after):
            row.addWidget(button)
        self.top.setStretch(0, 0)
        self.title.setWordWrap(False)
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.top.insertWidget(1, turn, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.top.insertStretch(2, 1)
        self.print_button = Button(self.tr("Print…"), self.open_print)
        self.export_button = Button(self.tr("Export…"), self.open_export)
        for widget in (self.print_button, self.export_button, self.looks):
            self.add_to_head(widget)
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bar.setSpacing(theme.px(8))
        self._bar.addWidget(self.legend, 3, Qt.AlignmentFlag.AlignVCenter)
        self._bar.addWidget(self.filters, 2)
        self.body.addLayout(self._bar)

    def _make_views(self) -> None:
        self.views: dict[Look, DayView] = {
            Look.MONTH: MonthGrid(self.tr("Month")),
            Look.WEEK: WeekView(self.tr("Week")),
            Look.AGENDA: AgendaView(self.tr("Agenda"), self._name_of),
        }
        self._stack = QStackedWidget()
        self._areas = {look: _Scrolled(view) for look, view in self.views.items()}
        for look, area in self._areas.items():
            self._stack.addWidget(area)
            view = self.views[look]
            view.opened.connect(self._on_opened)
            view.day_opened.connect(self._on_day_opened)
            view.turned.connect(self.turn)
            view.move_asked.connect(self._on_move_asked)
            view.dropped.connect(self._on_dropped)
        self._empty = EmptyState(self.tr("Nothing lies in these four weeks."))
        self._stack.addWidget(self._empty)
        self.late = LateArea(self._name_of)
        self.late.list.opened.connect(self._on_opened)
        self.late.list.move_asked.connect(self._on_move_asked)
        self.body.addWidget(self.late)
        self.body.addWidget(self._stack, 1)

    def _name_of(self, person_id: UUID | None) -> str:
        return self._loaded.desk.name_of(person_id) if self._loaded is not None else ""

    def _show(self, loaded: Loaded) -> None:
        self.errors.clear()
        self._loaded, self._day = loaded, loaded.day
        self.moving.desk = loaded.desk
        self.filters.show_choices(loaded.desk, loaded.areas)
        self._show_entries()
        self._show_day_again()
        self._reopen_now()

    def _show_entries(self) -> None:
        loaded = self._loaded
        if loaded is None:
            return
        span, month = loaded.span, loaded.day if loaded.look is Look.MONTH else None
        self.set_title(month_of(loaded.day) if month else say_days(span.first, span.last))
        shown = self._shown = shown_of(span, self.legend.hidden_kinds(), month)
        had_focus = self._stack.currentWidget() is self._empty and self.isAncestorOf(
            self.focusWidget() or self
        )
        view = self.views[loaded.look]
        view.show_days(shown)
        self.late.show_late(late_shown(loaded.late, loaded.now, shown) if loaded.late else None)
        empty = isinstance(view, AgendaView) and view.is_empty()
        self._stack.setCurrentWidget(self._empty if empty else self._areas[loaded.look])
        if had_focus and not empty:
            view.setFocus()

    def _keep(self) -> None:
        rules = machine.rules()
        rules.put(machine.CALENDAR_VIEW, self._look().value)
        rules.put(machine.CALENDAR_HIDDEN, self.legend.hidden_kinds())

    def _on_looks_changed(self) -> None:
        before = self._loaded.look if self._loaded is not None else None
        if before is not None and self._loaded is not None and self.views[before].here is not None:
            self._day = self.views[before].here
            self.view.here = self._day
        self._keep()
        self.mark_stale()

    def _on_legend_changed(self) -> None:
        self._keep()
        self.mark_stale()

    def _on_opened(self, entry: Entry) -> None:
        item = entry.item
        if item is not None and item.kind is DayKind.UPDATE and item.done and item.source_id is not None:
            self.request(OpenEntry(item.source_id))
        elif item is not None:
            open_whose(self, item.whose)

    def _on_day_opened(self, day: date) -> None:
        self._read_day(day, lambda shown: self._open_day(shown, day))

    def _read_day(self, day: date, then: Callable[[Shown], object]) -> None:
        if self._shown.has(day) and self._shown.is_whole(day):
            then(self._shown)
            return
        workspace, among, hidden = self._workspace, self.filters.among(), self.legend.hidden_kinds()
        tasks.run(
            lambda: load_day(workspace, day, among, hidden),
            owner=self,
            done=lambda span: then(shown_of(span, hidden)),
            failed=self.errors.show_error,
        )

    def _show_day_again(self) -> None:
        """The list of a day that stands over the page says what the page says."""
        sheet = self._opened_day
        if sheet is None or not shiboken6.isValid(sheet) or sheet.isHidden():
            return

        def show(shown: Shown) -> None:
            if shiboken6.isValid(sheet):  # it may be closed while the day is read
                sheet.show_day(shown)

        self._read_day(sheet.day, show)

    def _open_day(self, shown: Shown, day: date) -> None:
        sheet = self._opened_day = DaySheet(self, shown, day, self._name_of)

        def then(act: object, entry: Entry) -> None:
            sheet.accept()
            QTimer.singleShot(0, self, lambda: act(entry))  # type: ignore[operator] # one of two methods

        sheet.agenda.opened.connect(lambda entry: then(self._on_opened, entry))
        sheet.agenda.move_asked.connect(lambda entry: then(self._on_move_asked, entry))
        sheet.open()

    def _on_move_asked(self, entry: Entry) -> None:
        if entry.item is not None:
            self.moving.move(entry.item)

    def _on_dropped(self, entry: Entry, day: date) -> None:
        if entry.item is not None:
            self.moving.move(entry.item, day)
        else:
            self.moving.messages.say(self.tr("Absences and holidays are changed on the Firm page."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        looks = {Qt.Key.Key_1: Look.MONTH, Qt.Key.Key_2: Look.WEEK, Qt.Key.Key_3: Look.AGENDA}
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in looks:
            self.show_look(looks[key])
        elif key == Qt.Key.Key_T:
            self.go_to_today()
            self.focus_first()
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._bar.setDirection(under if narrow else beside)


class _Scrolled(QScrollArea):
    """A view that may be taller than the page."""

    def __init__(self, view: DayView) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(view)
        view.came_to.connect(self._show_box)

    def _show_box(self, box: QRect) -> None:
        self.ensureVisible(box.center().x(), box.center().y(), 0, box.height() // 2 + theme.px(40))
