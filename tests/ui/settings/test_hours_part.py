"""Working time and who is away on the Firm page: seen, corrected, taken back, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.hours.commands import NewAbsence, NewFirmDay, add_absence, add_firm_day, set_opening_hours
from app.hours.queries import absences, firm_calendar, firm_days, opening_hours
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workdays.own_days import DayKind
from app.workspace import Workspace
from ui.kit.sheet import sheets_in
from ui.settings.absences_part import AbsenceForm
from ui.settings.hours_forms import DayForm, HoursForm
from ui.settings.page import FirmPage

Settled = Callable[[], None]
THANKSGIVING = date(2026, 11, 26)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, settled: Settled) -> FirmPage:
    return shown(workspace, qtbot, settled)


def shown(workspace: Workspace, qtbot: QtBot, settled: Settled) -> FirmPage:
    made = FirmPage(workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    made.sections.show_section("hours")
    return made


@pytest.fixture
def tom(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        return add_colleague(tx, NewColleague("Tom Ashgrove", Role.STAFF))


def lines(page: FirmPage) -> dict[str, Any]:
    """What the calendar's list says, by name: the first of each."""
    return {line.name: line for line in reversed(page.hours._lines)}


def works(workspace: Workspace, day: date) -> bool:
    with workspace.read() as reader:
        return firm_calendar(reader).is_working_day(day)


def test_hours_are_typed_as_people_say_them(page: FirmPage, workspace: Workspace, settled: Settled) -> None:
    page.hours.change_button.click()
    (form,) = sheets_in(page)
    assert isinstance(form, HoursForm)
    assert [field.text() for field in form.fields] == ["9:00–17:00"] * 5 + ["", ""]
    form.fields[0].setText("9-12:30, 1:30-5:30")
    form.fields[4].setText("")
    form.fields[5].setText("ten to twelve")
    form.apply("")
    settled()
    (said,) = form.form.problem_texts().values()
    assert said.startswith("Please give hours such as 9-12:30")
    form.fields[5].setText("10-12")
    form.apply("")
    settled()
    assert sheets_in(page) == []
    with workspace.read() as reader:
        hours = opening_hours(reader)
    assert hours is not None
    assert hours[0] == ((time(9), time(12, 30)), (time(13, 30), time(17, 30)))
    assert sorted(hours) == [0, 1, 2, 3, 5]
    assert not works(workspace, date(2026, 12, 4)), "nobody works on Fridays"
    page.hours.usual_button.click()
    settled()
    assert works(workspace, date(2026, 12, 4))
    assert "Undo" in str(page.messages._link.text())
    page.messages._link.click()
    settled()
    assert not works(workspace, date(2026, 12, 4))


def test_a_holiday_is_worked_and_closed_again(page: FirmPage, workspace: Workspace, settled: Settled) -> None:
    assert "Thanksgiving Day" in lines(page)
    assert not works(workspace, THANKSGIVING)
    page.hours.rows.acted.emit(page.hours._lines.index(lines(page)["Thanksgiving Day"]))
    settled()
    assert works(workspace, THANKSGIVING)
    assert lines(page)["Thanksgiving Day"].is_working
    page.hours.rows.acted.emit(page.hours._lines.index(lines(page)["Thanksgiving Day"]))
    settled()
    assert not works(workspace, THANKSGIVING)
    with workspace.read() as reader:
        assert firm_days(reader) == ()


def test_a_half_day_is_added_and_taken_out_and_back(
    page: FirmPage, workspace: Workspace, settled: Settled
) -> None:
    page.hours.add_button.click()
    (form,) = sheets_in(page)
    assert isinstance(form, DayForm)
    form.kind.set_value(DayKind.HALF)
    form.name.setText("Christmas Eve")
    form.yearly.setChecked(True)
    form.apply("")
    settled()
    assert {"first", "closes"} <= set(form.form.problem_texts())
    form.first.setText("24 December")
    form.hours.setText("12")
    form.apply("")
    settled()
    line = lines(page)["Christmas Eve"]
    assert (line.says, line.yearly, line.is_working) == ("until 12:00", True, True)
    page.hours.rows.acted.emit(page.hours._lines.index(line))
    settled()
    assert "Christmas Eve" not in lines(page)
    page.messages._link.click()
    settled()
    assert "Christmas Eve" in lines(page)


def test_what_is_past_of_the_year_is_folded_away(page: FirmPage) -> None:
    assert "Independence Day" not in {line.name for line in page.hours._lines if line.first.year == 2026}
    page.hours.past.click()
    assert any(line.first == date(2026, 7, 4) for line in page.hours._lines)
    assert page.hours.past.text() == "Hide what is past"


def test_somebody_is_away_and_back_earlier(
    page: FirmPage, workspace: Workspace, settled: Settled, tom: UUID
) -> None:
    page.mark_stale()
    settled()
    page.sections.show_section("absences")
    page.absences.add_button.click()
    (form,) = sheets_in(page)
    assert isinstance(form, AbsenceForm)
    form.who.set_value(tom)
    form.first.setText("2026-11-19")
    form.last.setText("2026-11-27")
    form.stand_in.set_value(workspace.actor)
    form.apply("")
    settled()
    (away,) = page.absences._absences.values()
    assert (away.colleague_id, away.stand_in_id) == (tom, workspace.actor)
    page.absences.rows.acted.emit(away.id)
    settled()
    assert page.absences._absences == {}
    with workspace.read() as reader:
        assert [one.last for one in absences(reader, date(2026, 11, 1), date(2026, 12, 31))] == [
            date(2026, 11, 22)
        ]
    page.messages._link.click()
    settled()
    assert [one.last for one in page.absences._absences.values()] == [date(2026, 11, 27)]


def test_who_may_not_change_the_firm_reads_it_and_says_when_they_are_away(
    workspace: Workspace, qtbot: QtBot, settled: Settled, tom: UUID
) -> None:
    with workspace.write() as tx:
        add_firm_day(tx, NewFirmDay(DayKind.CLOSED, date(2026, 12, 28), name="Outing"))
        add_absence(tx, NewAbsence(tx.actor, date(2026, 12, 1), date(2026, 12, 2)))
    workspace.actor = tom
    with workspace.read() as reader:
        assert reader.rights
    page = shown(workspace, qtbot, settled)
    assert not page.hours.change_button.isEnabled()
    assert not page.hours.add_button.isEnabled()
    assert "partner" in page.hours.add_button.toolTip()
    page.hours.rows.acted.emit(0)
    settled()
    with workspace.read() as reader:
        assert len(firm_days(reader)) == 1
    assert page.absences.add_button.isEnabled()
    page.absences.add_button.click()
    (form,) = sheets_in(page)
    assert isinstance(form, AbsenceForm)
    assert list(form.who.values()) == [tom]


def test_sections_are_gone_through_by_keyboard(page: FirmPage) -> None:
    page.sections.show_section("letters")
    page.sections.focus_list()
    line = page.focusWidget()
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert page.sections.key == page.sections.keys[1]
    for _ in range(20):
        line = page.focusWidget()
        assert line is not None
        QTest.keyClick(line, Qt.Key.Key_Down)
    assert page.sections.key == page.sections.keys[-1]
    assert all(button.accessibleName() for button in page.sections._group.buttons())


def test_a_narrow_window_has_the_sections_in_a_drop_down(page: FirmPage) -> None:
    page.resize(560, 700)
    assert page.sections.list.isHidden()
    assert page.sections.choice.isVisible()
    page.sections.choice.set_value(0)
    page.sections.choice.activated.emit(0)
    assert page.sections.key == "letters"
    page.show_arg("absences")
    assert page.sections.key == "absences"


def test_a_long_note_of_an_absence_stands_whole_under_the_list(
    page: FirmPage, workspace: Workspace, settled: Settled, tom: UUID
) -> None:
    note = "At a trial in Fresno, and at home in the evenings from seven on; never for anything of Vance."
    with workspace.write() as tx:
        add_absence(tx, NewAbsence(tom, date(2026, 11, 23), date(2026, 11, 27), None, note))
        add_absence(tx, NewAbsence(tx.actor, date(2026, 12, 1), date(2026, 12, 2), None, "At the dentist"))
    page.mark_stale()
    settled()
    page.sections.show_section("absences")
    part = page.absences
    first, second = part.rows.keys()
    part.rows.select(first)
    assert (part.whole.text(), part.whole.isHidden()) == (note, False)
    part.rows.select(second)
    assert part.whole.isHidden(), "a short one stands in its row"


def test_a_double_click_can_be_taken_back(page: FirmPage, workspace: Workspace, settled: Settled) -> None:
    with workspace.write() as tx:
        set_opening_hours(tx, {0: [(time(10), time(14))]})
    page.mark_stale()
    settled()
    page.hours.usual_button.click()
    page.hours.usual_button.click()
    settled()
    page.messages._link.click()
    settled()
    with workspace.read() as reader:
        assert opening_hours(reader) == {0: ((time(10), time(14)),)}
