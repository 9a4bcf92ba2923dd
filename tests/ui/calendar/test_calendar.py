"""The calendar, by keyboard and by mouse, on the firm with work in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.audit.queries import EventFilter, events
from app.clients.commands import ClientDetails, add_client
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewFollowUp
from app.hours.commands import NewAbsence, add_absence
from app.kernel.text import LONGEST_CALLED
from app.matters.commands import MatterDetails, open_matter
from app.matters.key_date_queries import key_dates
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.walls import restrict_matter
from app.matters.words import KeyDateKind
from app.owed.calendar.day_items import DayItem, DayKind
from app.owed.calendar.days import FOLDED
from app.owed.queries import owed
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.workspace import Workspace
from tests.ui.busy_firm import Busy
from ui.calendar.agenda import ROW, TALL, TIGHT, AgendaView
from ui.calendar.day_sheet import DaySheet
from ui.calendar.dayview import MORE, DayView, Line
from ui.calendar.export_sheet import ExportCalendarSheet
from ui.calendar.page import CalendarPage
from ui.calendar.shown import ABSENCES, HOLIDAYS, Look
from ui.calendar.week import CARD
from ui.kit import machine, paint, theme
from ui.kit.chips import Chip
from ui.kit.paint import Shape
from ui.kit.sheet import sheets_in
from ui.matters.follow_up_form import MoveFollowUpForm
from ui.matters.key_date_form import MoveKeyDateForm
from ui.reports.options import TickOption
from ui.reports.paper_sheet import PaperSheet
from ui.schedule.excuse_form import ExcuseForm
from ui.shell.requests import OpenMatter

Settled = Callable[[], None]
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def page(qtbot: QtBot, busy: Busy, settled: Settled) -> CalendarPage:
    made = CalendarPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    settled()
    made.focus_first()
    return made


def key(view: DayView | CalendarPage, *keys: Qt.Key, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for one in keys:
        QTest.keyClick(view, one, held)


def every(page: CalendarPage) -> list[DayItem]:
    assert page._loaded is not None
    return [item for items in page._loaded.span.items.values() for item in items]


def item_of(page: CalendarPage, kind: DayKind, *, done: bool = False) -> DayItem:
    return next(item for item in every(page) if item.kind is kind and item.done is done)


def line_of(view: DayView, item: DayItem) -> Line:
    shown = view.shown
    assert shown is not None
    return next(
        line for line in view.lines() if line.number != MORE and shown.on(line.day)[line.number].item == item
    )


def drag(view: DayView, item: DayItem, to: date) -> None:
    drawn = line_of(view, item).box.center(), view.box_of(to).center() + QPoint(0, 10)
    start, end = (paint.seen_at(view, point) for point in drawn)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for point in (start + QPoint(20, 3), end):
        QTest.mouseMove(view, point)
        _move(view, point)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def _move(view: DayView, point: QPoint) -> None:
    """A move with the button held, which QTest does not send."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    left = Qt.MouseButton.LeftButton
    held = QMouseEvent(
        QEvent.Type.MouseMove,
        point.toPointF(),
        view.mapToGlobal(point).toPointF(),
        Qt.MouseButton.NoButton,
        left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, held)


def sheet(page: CalendarPage) -> Any:
    (found,) = sheets_in(page)
    return found


def test_the_keyboard_goes_everywhere(page: CalendarPage, settled: Settled) -> None:
    view = page.view
    assert view.here == date(2026, 11, 23)
    key(view, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert view.here == WEDNESDAY
    assert "Wednesday 25 November" in view.accessibleDescription()
    key(view, Qt.Key.Key_Up)
    assert view.here == date(2026, 11, 18)
    key(view, Qt.Key.Key_Home)
    assert view.here == date(2026, 11, 15)  # the firm is in California: weeks begin on Sunday
    key(view, Qt.Key.Key_End)
    assert view.here == date(2026, 11, 21)
    key(view, Qt.Key.Key_PageDown)
    settled()
    assert page.title.text() == "December 2026"
    assert page.view.here == date(2026, 12, 1)
    key(view, Qt.Key.Key_T)
    settled()
    assert (page.title.text(), page.view.here) == ("November 2026", date(2026, 11, 23))
    key(view, Qt.Key.Key_2)
    settled()
    assert page.title.text() == "22 – 28 November 2026"
    assert page.view.here == date(2026, 11, 23)
    assert page.view.hasFocus()
    key(page.view, Qt.Key.Key_3)
    settled()
    assert isinstance(page.view, AgendaView)
    key(page.view, Qt.Key.Key_1)
    settled()
    assert page.looks.value() is Look.MONTH


def test_the_edge_of_a_month_turns_the_page(page: CalendarPage, settled: Settled) -> None:
    view = page.view
    view.choose(date(2026, 12, 5))
    key(view, Qt.Key.Key_Right)
    settled()
    assert page.title.text() == "December 2026"
    assert view.here == date(2026, 12, 6)
    key(view, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    settled()
    assert page.title.text() == "November 2026"


def test_enter_opens_the_matter(page: CalendarPage, busy: Busy, qtbot: QtBot) -> None:
    view = page.view
    view.choose(WEDNESDAY)
    entries = view.shown.on(WEDNESDAY) if view.shown else ()
    names = [entry.title for entry in entries]
    while "Vance" not in (view.entry().title if view.entry() else ""):
        key(view, Qt.Key.Key_Space)
    assert len(names) > 1
    with qtbot.waitSignal(page.requested) as said:
        key(view, Qt.Key.Key_Return)
    assert said.args == [OpenMatter(busy.matters["vance"])]


def test_a_key_date_moves_by_keyboard_and_back(
    page: CalendarPage, busy: Busy, settled: Settled, qtbot: QtBot
) -> None:
    hearing = next(item for item in every(page) if item.text == "Scheduling conference")
    page.view.choose(hearing.day)
    while page.view.entry() is None or page.view.entry().item != hearing:  # type: ignore[union-attr] # said before
        key(page.view, Qt.Key.Key_Space)
    key(page.view, Qt.Key.Key_M)
    settled()
    form = sheet(page)
    assert isinstance(form, MoveKeyDateForm)
    QTest.keyClicks(form.on, "1 Dec")
    form.reason.setFocus()
    QTest.keyClicks(form.reason, "the court moved it")
    QTest.keyClick(form.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert sheets_in(page) == []
    assert _day_of(busy, hearing) == date(2026, 12, 1)
    assert page.view.shown is not None
    assert any(
        entry.item and entry.item.source_id == hearing.source_id
        for entry in page.view.shown.on(date(2026, 12, 1))
    )
    page.moving.messages._link.click()
    settled()
    assert _day_of(busy, hearing) == WEDNESDAY


def _day_of(busy: Busy, item: DayItem) -> date:
    with busy.workspace.read() as reader:
        return next(one.on for one in key_dates(reader) if one.id == item.source_id)


def test_a_follow_up_is_dragged_with_its_reason(page: CalendarPage, busy: Busy, settled: Settled) -> None:
    action = item_of(page, DayKind.FOLLOW_UP)
    drag(page.view, action, date(2026, 12, 2))
    settled()
    form = sheet(page)
    assert isinstance(form, MoveFollowUpForm)
    assert form.on.value() == date(2026, 12, 2)
    form.apply("")
    assert form.isVisible()  # not without a reason
    form.reason.setText("she asked for longer")
    form.apply("")
    settled()
    moved = next(item for item in every(page) if item.source_id == action.source_id)
    assert moved.day == date(2026, 12, 2)


def test_from_right_to_left_it_is_dragged_to_where_the_day_is_seen(
    page: CalendarPage, busy: Busy, settled: Settled
) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settled()
    view, day = page.view, date(2026, 12, 2)
    drawn = view.box_of(day)
    assert paint.seen_in(view, drawn).right() == view.width() - 1 - drawn.left()
    drag(view, item_of(page, DayKind.FOLLOW_UP), day)
    settled()
    form = sheet(page)
    assert isinstance(form, MoveFollowUpForm)
    assert form.on.value() == day


def test_from_right_to_left_a_click_and_the_arrows_mean_the_day_that_is_seen(page: CalendarPage) -> None:
    view = page.view
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    foot = view.box_of(WEDNESDAY).bottomLeft() + QPoint(20, -4)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=paint.seen_at(view, foot))
    assert view.here == WEDNESDAY
    key(view, Qt.Key.Key_Left)
    assert view.here == WEDNESDAY + timedelta(days=1)
    key(view, Qt.Key.Key_Right)
    assert view.here == WEDNESDAY


def test_an_update_is_not_moved_but_excused(page: CalendarPage, settled: Settled) -> None:
    drag(page.view, item_of(page, DayKind.UPDATE), date(2026, 12, 2))
    settled()
    assert sheets_in(page) == []
    assert "follows its schedule" in page.moving.messages.accessibleName()
    page.moving.messages._link.click()
    settled()
    assert isinstance(sheet(page), ExcuseForm)


@pytest.mark.parametrize(
    ("kind", "done", "said"), [(DayKind.REPLY, False, "clock"), (DayKind.UPDATE, True, "done")]
)
def test_what_cannot_be_moved_says_why(
    page: CalendarPage, settled: Settled, kind: DayKind, done: bool, said: str
) -> None:
    page.moving.move(item_of(page, kind, done=done), date(2026, 12, 2))
    settled()
    assert sheets_in(page) == []
    assert said in page.moving.messages.accessibleName()


def test_escape_ends_a_drag(page: CalendarPage, settled: Settled) -> None:
    view, action = page.view, item_of(page, DayKind.FOLLOW_UP)
    start = line_of(view, action).box.center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    _move(view, view.box_of(date(2026, 12, 2)).center())
    assert view._dragged is not None
    key(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(
        view,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        view.box_of(date(2026, 12, 2)).center(),
    )
    settled()
    assert sheets_in(page) == []


def test_the_legend_hides_but_never_what_is_late(page: CalendarPage, settled: Settled) -> None:
    shown = page.view.shown
    assert shown is not None
    before = [entry for day in shown.days() for entry in shown.on(day)]
    assert any(entry.item.late for entry in before if entry.item)
    for button in page.legend.buttons:
        QTest.keyClick(button, Qt.Key.Key_Space)
    settled()
    shown = page.view.shown
    assert shown is not None
    left = [entry for day in shown.days() for entry in shown.on(day)]
    assert left
    assert all(entry.item is not None and entry.item.late for entry in left)
    assert not any(shown.off.values())
    assert machine.rules().get(machine.CALENDAR_HIDDEN) >= {"update", HOLIDAYS, ABSENCES}
    assert page.legend.buttons[0].accessibleName() == "updates, hidden"


def test_no_sign_has_two_meanings(page: CalendarPage) -> None:
    buttons = [*page.legend.buttons, page.legend.urgent, page.legend.late]
    signs = [one.chip.shape for one in buttons if one.chip.shape is not Shape.NONE]
    assert len(signs) == len(set(signs)) == 7
    conference = _chip(page, item_of(page, DayKind.KEY_DATE))
    assert conference.shape is Shape.KEY_DATE
    assert conference.spoken() == conference.text, "nobody is told that it is urgent"
    urgent = next(item for item in every(page) if item.urgent and not item.late)
    assert _chip(page, urgent).shape is Shape.URGENT


def _chip(page: CalendarPage, item: DayItem) -> Chip:
    shown = page.view.shown
    assert shown is not None
    return next(entry.chip for entry in shown.on(item.day) if entry.item == item)


def test_how_it_was_looked_at_is_remembered(
    page: CalendarPage, busy: Busy, qtbot: QtBot, settled: Settled
) -> None:
    page.show_look(Look.WEEK)
    page.legend.buttons[1].click()
    settled()
    again = CalendarPage(busy.workspace)
    qtbot.addWidget(again)
    assert again.looks.value() is Look.WEEK
    assert again.legend.hidden_kinds() == {"key_date"}


def test_whose_it_is(page: CalendarPage, busy: Busy, settled: Settled) -> None:
    page.filters.person.set_value(busy.david)
    settled()
    assert every(page)
    others = [item for item in every(page) if item.person_id != busy.david]
    with busy.workspace.read() as reader:
        due = owed(reader, days=60, person_id=busy.david).items
    reached = {item.source_id for item in due if item.person_id != busy.david}
    assert {item.source_id for item in others} == reached, (
        "what others are late with and has reached him, and no more"
    )
    page.filters.person.set_value(None)
    page.filters.area.set_value("Employment")
    settled()
    assert {item.title for item in every(page)} == {"Whitcombe v. Larkspur Catering"}
    page.filters.area.set_value("")
    page.filters.matter.setFocus()
    QTest.keyClicks(page.filters.matter, "okafor")
    QTest.keyClick(page.filters.matter, Qt.Key.Key_Return)
    settled()
    assert {item.title for item in every(page)} == {"Okafor v. Stonegate"}
    QTest.keyClick(page.filters.matter, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.filters.matter, Qt.Key.Key_Backspace)
    settled()
    assert len({item.title for item in every(page)}) > 3


def test_a_full_day_says_how_many_more_and_opens(
    page: CalendarPage, busy: Busy, settled: Settled, qtbot: QtBot
) -> None:
    day = date(2026, 11, 24)
    with busy.workspace.write() as tx:
        for number in range(30):
            add_follow_up(tx, busy.matters["rowe"], NewFollowUp("", f"call {number}", day))
    page.mark_stale()
    settled()
    more = next(line for line in page.view.lines() if line.day == day and line.number == MORE)
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, more.box.center())
    settled()
    whole = sheet(page)
    assert isinstance(whole, DaySheet)
    assert len(whole.agenda.lines()) >= 30
    key(whole.agenda, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert whole.agenda.item == 2
    with qtbot.waitSignal(page.requested) as said:
        key(whole.agenda, Qt.Key.Key_Return)
    assert isinstance(said.args[0], OpenMatter)


def test_the_list_of_a_day_says_what_the_page_under_it_says(
    page: CalendarPage, busy: Busy, settled: Settled
) -> None:
    day = date(2026, 11, 28)
    for name in ("rowe", "vance"):
        with busy.workspace.write() as tx:
            add_follow_up(tx, busy.matters[name], NewFollowUp("", f"call about {name}", day))
    page.mark_stale()
    settled()
    page.view.day_opened.emit(day)
    settled()
    whole = sheet(page)
    assert isinstance(whole, DaySheet)
    assert len(whole.agenda.lines()) == 2
    for name, left in (("rowe", 1), ("vance", 0)):
        with Workspace(busy.workspace.vault, busy.clock, busy.david, busy.workspace.zone).write() as tx:
            restrict_matter(tx, busy.matters[name], [busy.david], "Her sister works here")
        page.mark_stale()
        settled()
        assert len(whole.agenda.lines()) == left
    assert whole.agenda.isHidden()
    assert whole.nothing.isVisible()


def test_updates_given_on_one_day_stand_in_a_line_that_opens_the_day(
    page: CalendarPage, busy: Busy, settled: Settled
) -> None:
    day = date(2026, 11, 18)
    for number in range(FOLDED):
        at = datetime(2026, 11, 18, 17 + number, tzinfo=UTC)
        busy.log(f"given-{number}", at, "whitcombe", "Told how it stands.", is_update=True)
    page.mark_stale()
    settled()
    shown = page.view.shown
    assert shown is not None
    (line,) = [entry for entry in shown.on(day) if entry.folded]
    assert (line.chip.text, line.chip.shape) == ("3 given", Shape.DONE)
    assert "3 updates given" in shown.said(day)
    page.view.choose(day, len(shown.on(day)) - 1)
    key(page.view, Qt.Key.Key_Return)
    settled()
    opened = sheet(page)
    assert isinstance(opened, DaySheet)
    listed = [item for item in opened.agenda.shown.on(day) if item.done]
    assert len(listed) >= FOLDED


def test_week_and_agenda_show_the_same(page: CalendarPage, settled: Settled) -> None:
    page.show_look(Look.WEEK)
    settled()
    week = set(every(page))
    page.show_look(Look.AGENDA)
    settled()
    assert {item for item in every(page) if item.day <= date(2026, 11, 28)} == {
        item for item in week if item.day >= date(2026, 11, 23)
    }
    view = page.view
    first = (view.here, view.item)
    for _ in range(len(view.lines()) + 2):
        key(view, Qt.Key.Key_Down)
    assert (view.here, view.item) != first
    key(view, Qt.Key.Key_Left)
    page.view.grab()


def test_what_is_late_stands_over_a_week_and_an_agenda_of_any_days(
    page: CalendarPage, settled: Settled, qtbot: QtBot
) -> None:
    late = [item for item in every(page) if item.late]
    assert late
    assert not page.late.isVisible()
    for look in (Look.WEEK, Look.AGENDA):
        page.show_look(look)
        for _ in range(3):
            page.turn(1)
            settled()
        shown = page.late.list.shown
        assert shown is not None
        assert page.late.isVisible()
        entries = [entry for day in shown.days() for entry in shown.on(day)]
        assert {entry.item for entry in entries} == set(late)
        assert all("late" in entry.text for entry in entries)
    with qtbot.waitSignal(page.requested) as asked:
        key(page.late.list, Qt.Key.Key_Return)
    assert isinstance(asked.args[0], OpenMatter)


def test_where_it_is_tight_a_line_of_the_agenda_is_two(
    page: CalendarPage, settled: Settled, qtbot: QtBot
) -> None:
    page.show_look(Look.AGENDA)
    settled()
    shown, view = page.view.shown, AgendaView("Agenda")
    qtbot.addWidget(view)
    assert shown is not None
    view.show_days(shown)
    heights = []
    for wide in (900, TIGHT - 40):
        view.resize(theme.px(wide), view.height())
        view.grab()
        heights.append({line.box.height() for line in view.lines()})
        assert all(one.box.bottom() < other.box.top() for one, other in pairwise(view.lines()))
    assert heights == [{theme.px(ROW)}, {theme.px(TALL)}]


def test_an_agenda_has_a_line_for_a_holiday(page: CalendarPage, settled: Settled) -> None:
    page.show_look(Look.AGENDA)
    settled()
    shown = page.view.shown
    assert shown is not None
    thanksgiving = date(2026, 11, 26)
    assert shown.on(thanksgiving)[0].is_holiday
    assert "Thanksgiving" in shown.on(thanksgiving)[0].title
    assert any(line.day == thanksgiving for line in page.view.lines())


def test_the_words_of_a_card_wrap_in_a_week(page: CalendarPage, settled: Settled) -> None:
    page.show_look(Look.WEEK)
    page.resize(760, 760)
    settled()
    long = [line for line in page.view.lines() if line.number != MORE and _words(page, line) > 40]
    short = [line for line in page.view.lines() if line.number != MORE and 0 < _words(page, line) < 12]
    assert long
    assert all(line.box.height() > theme.px(CARD) for line in long)
    assert all(line.box.height() <= theme.px(CARD) for line in short)


def _words(page: CalendarPage, line: Line) -> int:
    return len(page.view.shown.on(line.day)[line.number].text) if page.view.shown is not None else 0


def test_who_is_away_lies_on_each_day(page: CalendarPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        new = NewAbsence(busy.david, date(2026, 11, 30), date(2026, 12, 4), busy.maria)
        add_absence(tx, new)
    page.mark_stale()
    settled()
    shown = page.view.shown
    assert shown is not None
    for day in (date(2026, 11, 30), date(2026, 12, 4)):
        assert shown.on(day)[0].tip == "David Finch is away; Maria Ortega stands in"
    assert not any("away" in entry.tip for entry in shown.on(date(2026, 12, 5)))


@pytest.mark.parametrize(
    ("country", "first", "numbered"), [("US", 6, False), ("DE", 0, True), ("GB", 0, True), ("EG", 5, False)]
)
def test_weeks_are_the_countrys(
    qtbot: QtBot, workspace: Workspace, settled: Settled, country: str, first: int, numbered: bool
) -> None:
    with workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, country=country, subdivision=""))
    made = CalendarPage(workspace)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    settled()
    shown = made.view.shown
    assert shown is not None
    assert shown.first.weekday() == first
    assert shown.weeks.numbered is numbered
    for look in Look:
        made.show_look(look)
        settled()
        made.grab()


def test_an_empty_firm_says_so(qtbot: QtBot, workspace: Workspace, settled: Settled) -> None:
    made = CalendarPage(workspace)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.show_look(Look.AGENDA)
    settled()
    assert made._stack.currentWidget() is made._empty
    made.show_look(Look.MONTH)
    settled()
    key(made.view, Qt.Key.Key_Return)
    assert isinstance(sheet(made), DaySheet)


def test_a_month_goes_on_paper_and_the_trail_says_so(
    page: CalendarPage, busy: Busy, settled: Settled, tmp_path: Path
) -> None:
    page.open_print()
    settled()
    printing = sheet(page)
    assert isinstance(printing, PaperSheet)
    assert isinstance(printing.options, TickOption)
    printing.options.tick.setChecked(True)
    settled()
    file = tmp_path / "month.pdf"
    printing.save_to(file)
    settled()
    assert file.read_bytes().startswith(b"%PDF")
    assert sheets_in(page) == []
    with busy.workspace.read() as reader:
        last = events(reader, EventFilter()).rows[0]
    assert (last.action, last.kind) == ("exported", "month")


def test_the_calendar_goes_into_a_file(
    page: CalendarPage, busy: Busy, settled: Settled, tmp_path: Path
) -> None:
    page.open_export()
    export = sheet(page)
    assert isinstance(export, ExportCalendarSheet)
    export.first.setText("nonsense")
    export.apply("")
    assert export.isVisible()
    export.first.set_value(date(2026, 11, 23))
    file = tmp_path / "firm.ics"
    export.save_to(file)
    settled()
    assert b"BEGIN:VEVENT" in file.read_bytes()
    assert b"Whitcombe" not in file.read_bytes()
    assert page.moving.messages.accessibleName().startswith("Saved: ")


def test_a_thousand_things_a_day_are_painted(qtbot: QtBot, workspace: Workspace, settled: Settled) -> None:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(last_name="\u202eRowe <b>&amp;", first_name="👩‍👩‍👧"))
        matter = open_matter(tx, MatterDetails(title="x" * LONGEST_CALLED, clients=(client,)))
        for number in range(300):
            add_follow_up(tx, matter, NewFollowUp("", f"{number} <i>\u202e", tx.today + timedelta(days=1)))
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.LIMITATION, tx.today, "é" * 300))
    made = CalendarPage(workspace)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    settled()
    for look in Look:
        made.show_look(look)
        settled()
        assert made.grab().width() == 900 * made.devicePixelRatio()
        for _ in range(5):
            key(made.view, Qt.Key.Key_Down)


def test_nobody_leafs_out_of_time(page: CalendarPage, settled: Settled) -> None:
    for look in Look:
        page.show_look(look)
        settled()
        for far, by in ((date(9999, 12, 31), 1), (date(1, 1, 1), -1)):
            page._day = far
            page.mark_stale()
            settled()
            page.turn(by)
            settled()
            assert page.errors.text() == ""
