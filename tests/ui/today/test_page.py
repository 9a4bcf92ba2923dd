"""Today shows what is owed, and each button does the right thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.backups.commands import set_place
from app.backups.routine import daily
from app.clients.commands import edit_client
from app.clients.queries import details_of
from app.contactlog.models import ContactEntry
from app.contactlog.queries import entries, follow_ups
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.words import KeyDateKind, MatterStatus
from app.owed.division import divide
from app.owed.items import OwedKind
from app.owed.queries import owed
from app.promises.queries import course_of
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from ui.kit.chips import Tone
from ui.kit.row_model import Heading, Row
from ui.kit.sheet import sheets_in
from ui.promises.acknowledge_form import AcknowledgeForm
from ui.schedule.plan_form import PlanForm
from ui.shell.requests import BringInFiles, LogContactRequest, OpenMatter, OpenTray, WriteUpdate
from ui.today.layout import Shown, lines_of, rows_of
from ui.today.page import TodayPage

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


def _lines(page: TodayPage) -> list[str]:
    model = page.rows._model
    items = [model.item(number) for number in range(model.rowCount())]
    return [f"# {item.text} {item.rows}" if isinstance(item, Heading) else item.title for item in items]


def _unfold_all(page: TodayPage, settled: Settled) -> None:
    for key in _keys(page):
        if isinstance(key, tuple) and page.rows.is_person(key):
            page.rows.unfolded.emit(key[1], True)
            settled()


def _team(page: TodayPage, settled: Settled) -> None:
    page.people.set_value(True)
    settled()
    _unfold_all(page, settled)


def _keys(page: TodayPage) -> list[object]:
    return page.rows.keys()


def _row(page: TodayPage, kind: OwedKind, title: str) -> Row:
    model = page.rows._model
    for number in range(model.rowCount()):
        item = model.item(number)
        if isinstance(item, Row) and item.key[0] == kind and item.title.startswith(title):  # type: ignore[index] # keys are pairs
            return item
    raise AssertionError(f"no row {kind} {title} in {_lines(page)}")


def _asked(page: TodayPage, row: Row) -> object:
    """Act on a row by Enter, as somebody at the keyboard does; what the page asks for."""
    asked: list[object] = []
    page.requested.connect(asked.append)
    assert page.rows.select(row.key)
    page.rows.setFocus()
    from PySide6.QtTest import QTest

    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    page.requested.disconnect(asked.append)
    assert len(asked) == 1
    return asked[0]


def test_what_i_owe_stands_worst_first(page: TodayPage) -> None:
    assert _lines(page) == [
        "# Late 3",
        "Whitcombe v. Larkspur Catering",
        "Abernathy v. Coastline Motors",
        "Whitcombe v. Larkspur Catering",
        "# Today 2",
        "Delacroix v. Timberline Mills",
        "Rowe v. Meadow Poultry",
        "# This week 3",
        "Estate of R. Lindqvist",
        "Whitcombe v. Larkspur Catering",
        "Okafor v. Stonegate",
        "# Forgotten files 2",
        "Delacroix v. Timberline Mills",
        "Marsh v. Willow Farms",
    ]
    assert page.title.text() == "Today, Monday 23 November"
    assert page.subtitle.text().startswith("8 things owed, 3 of them late; 2 forgotten files.")


def test_a_limitation_date_weeks_ahead_stands_below_calmly(busy: Busy) -> None:
    on = date(2027, 1, 20)
    with busy.workspace.write() as tx:
        add_key_date(tx, NewKeyDate(busy.matters["vance"], KeyDateKind.LIMITATION, on, "Last day to sue"))
    with busy.workspace.read() as reader:
        division = divide(reader, owed(reader), busy.david)
        groups = rows_of(lines_of(division, {}, reader.local(reader.now), Shown()))
    assert "Next week" not in [one.title for one in groups]
    (later,) = (one for one in groups if one.title == "Later")
    (row,) = later.rows
    assert row.text == "Last day to sue"
    assert [(chip.text, chip.tone) for chip in row.chips] == [("Wed 20 Jan 2027", Tone.PLAIN)]


def test_both_lists_are_that_of_the_due_command(page: TodayPage, busy: Busy, settled: Settled) -> None:
    listed = set(_keys(page))
    page.people.set_value(True)
    settled()
    _unfold_all(page, settled)
    listed |= {key for key in _keys(page) if not page.rows.is_person(key)}
    with busy.workspace.read() as reader:
        found = owed(reader)
    expected = {(item.kind, item.source_id) for item in found.items}
    expected |= {("forgotten", one.matter.id) for one in found.forgotten}  # type: ignore[misc] # keys of two kinds
    assert listed == expected


def test_acknowledge_says_when_the_answer_will_come(page: TodayPage, busy: Busy, settled: Settled) -> None:
    row = _row(page, OwedKind.ACKNOWLEDGEMENT, "Whitcombe")
    assert row.action == "Acknowledge"
    assert row.text.startswith("E-mail of Wed 18 Nov: Asks whether the deposition")
    assert [chip.text for chip in row.chips] == ["4 days late"]
    page.rows.acted.emit(row.key)
    settled()
    form = sheets_in(page)[-1]
    assert isinstance(form, AcknowledgeForm)
    by = form.by.value()
    assert isinstance(by, datetime)
    assert f"{by:%I:%M %p}".lstrip("0") in form.words.text()
    form.by.setText("tomorrow 16:00")
    assert "4:00 PM" in form.words.text()
    form.awaits.setChecked(True)
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        stands = course_of(reader, busy.entries["asks"])
    assert stands is not None
    assert stands.clocks.answer.promised
    assert stands.paused_since is not None


def test_an_acknowledged_message_waits_for_its_answer(page: TodayPage, busy: Busy, settled: Settled) -> None:
    busy.log(
        "receipt",
        busy.clock.now() - timedelta(minutes=30),
        "whitcombe",
        "We have it and will answer on Wednesday",
        acknowledges_id=busy.entries["asks"],
        promised_by=busy.clock.now() + timedelta(days=2),
    )
    page.mark_stale()
    settled()
    row = _row(page, OwedKind.ANSWER, "Whitcombe")
    assert row.action == "Answer"
    asked = _asked(page, row)
    assert isinstance(asked, LogContactRequest)
    assert asked.answers_id == busy.entries["asks"]


def test_news_is_told_by_the_channel_the_client_likes(page: TodayPage, busy: Busy) -> None:
    row = _row(page, OwedKind.DEVELOPMENT, "Delacroix")
    assert (row.action, row.subtitle) == ("Log call", "Luz Delacroix · interpreter: Spanish")
    assert [chip.spoken() for chip in row.chips] == ["by 13:00, urgent"]
    asked = _asked(page, row)
    assert isinstance(asked, LogContactRequest)
    assert (asked.tells, asked.channel) == ((busy.news["offer"],), Channel.PHONE)


def test_an_update_is_written_one_by_phone_is_logged(page: TodayPage, busy: Busy) -> None:
    report = _row(page, OwedKind.UPDATE, "Abernathy")
    assert report.action == "Write update"
    assert _asked(page, report) == WriteUpdate(busy.matters["abernathy"])
    assert _row(page, OwedKind.UPDATE, "Okafor").action == "Write update"
    call = _row(page, OwedKind.UPDATE, "Whitcombe")
    assert call.action == "Log call"
    asked = _asked(page, call)
    assert isinstance(asked, LogContactRequest)
    assert (asked.is_update, asked.channel) == (True, Channel.PHONE)


def test_a_hearing_with_the_client_is_told_not_ticked_off(
    page: TodayPage, busy: Busy, settled: Settled
) -> None:
    _team(page, settled)
    row = _row(page, OwedKind.KEY_DATE, "Vance")
    assert row.text == "Scheduling conference, San Francisco, tell the client date and place"
    asked = _asked(page, row)
    assert isinstance(asked, LogContactRequest)
    assert asked.matter_id == busy.matters["vance"]


def test_done_can_be_undone(page: TodayPage, busy: Busy, settled: Settled, qtbot: QtBot) -> None:
    row = _row(page, OwedKind.FOLLOW_UP, "Rowe")
    page.rows.acted.emit(row.key)
    settled()
    assert row.key not in _keys(page)
    assert page.doing.messages.isVisible()
    qtbot.mouseClick(page.doing.messages._link, Qt.MouseButton.LeftButton)
    settled()
    assert row.key in _keys(page)
    with busy.workspace.read() as reader:
        assert [one.done_at for one in follow_ups(reader, matter_id=busy.matters["rowe"])] == [None]


def test_a_forgotten_file_gets_its_schedule(page: TodayPage, busy: Busy, settled: Settled) -> None:
    page.rows.acted.emit(("forgotten", busy.matters["marsh"]))
    settled()
    form = sheets_in(page)[-1]
    assert isinstance(form, PlanForm)
    form.every.setText("fortnight")
    form.apply("")
    settled()
    page.mark_stale()
    settled()
    assert ("forgotten", busy.matters["marsh"]) not in _keys(page)


def test_opening_a_row_goes_to_its_matter(page: TodayPage, busy: Busy) -> None:
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.rows.opened.emit(_row(page, OwedKind.FOLLOW_UP, "Rowe").key)
    page.rows.opened.emit(("forgotten", busy.matters["marsh"]))
    assert asked == [OpenMatter(busy.matters["rowe"]), OpenMatter(busy.matters["marsh"])]


def test_the_team_is_grouped_by_person(page: TodayPage, busy: Busy, settled: Settled) -> None:
    page.people.set_value(True)
    settled()
    assert _keys(page) == [("person", busy.david)]
    with busy.workspace.read() as reader:
        count = len(owed(reader).items)
    said = page.subtitle.text()
    assert said.startswith("Others: "), "one's own is not in it"
    assert f"The whole firm: {count} owed, 3 late." in said
    page.rows.setFocus()
    QTest.keyClick(page.rows, Qt.Key.Key_Right)
    settled()
    kinds = {key[0] for key in _keys(page)}  # type: ignore[index] # keys are pairs
    assert kinds == {"person", OwedKind.KEY_DATE, OwedKind.FOLLOW_UP}
    QTest.keyClick(page.rows, Qt.Key.Key_Down)
    assert page.rows.current_key() != ("person", busy.david)
    QTest.keyClick(page.rows, Qt.Key.Key_Left)
    assert page.rows.current_key() == ("person", busy.david)
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    settled()
    assert _keys(page) == [("person", busy.david)]


def test_messages_without_a_place_are_named(busy: Busy, qtbot: QtBot, settled: Settled) -> None:
    page = TodayPage(busy.workspace, count_waiting=lambda _reader: 3)
    qtbot.addWidget(page)
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.show()
    settled()
    assert page.waiting.accessibleName() == "3 messages wait to be placed."
    assert page.waiting._link is not None
    page.waiting._link.click()
    assert asked == [OpenTray()]


def test_an_empty_firm_is_led_to_the_import(workspace: Workspace, qtbot: QtBot, settled: Settled) -> None:
    page = TodayPage(workspace)
    qtbot.addWidget(page)
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.show()
    settled()
    button = page._no_matters.button
    assert button is not None
    assert button.isVisible()
    button.click()
    assert asked == [BringInFiles()]


def test_nothing_owed_says_so_kindly(busy: Busy, clock: FixedClock, qtbot: QtBot, settled: Settled) -> None:
    from dataclasses import replace

    from app.matters.commands import edit_matter
    from app.matters.sheet import matter_sheet

    with busy.workspace.write() as tx:
        for name, matter_id in busy.matters.items():
            if name != "lindqvist":
                details = matter_sheet(tx.reader(), matter_id).details
                edit_matter(tx, matter_id, replace(details, status=MatterStatus.CLOSED, closed_on=tx.today))
    for matter, message in (
        ("lindqvist", "karin"),
        ("whitcombe", "asks"),
    ):  # a reply is owed in a closed one, too
        asked = busy.entries[message]
        busy.log("answer", clock.now() - timedelta(hours=1), matter, "Answered on Friday", answers_id=asked)
    with busy.workspace.write() as tx:
        set_plan(tx, NewPlan(busy.matters["lindqvist"], 1, IntervalUnit.QUARTER, date(2026, 11, 23)))
    page = TodayPage(busy.workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    assert _lines(page) == []
    assert page._nothing.isVisible()
    assert page.subtitle.text().startswith("Nothing is owed.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_paints_in_both_schemes(page: TodayPage, scheme: str) -> None:
    from ui.kit import theme

    theme.set_scheme(scheme)  # type: ignore[arg-type] # the two words it takes
    picture = page.grab().toImage()
    ground = picture.pixelColor(page.width() // 2, page.height() - 2)
    assert (ground.lightness() > 128) == (scheme == "light")


def test_an_administrator_reads_that_the_backups_lie_on_this_computer_only(
    page: TodayPage, busy: Busy, settled: Settled, tmp_path: Path
) -> None:
    assert page.one_place.accessibleName() == "The first backup will be on this computer only."
    daily(busy.workspace)
    page.mark_stale()
    settled()
    assert page.one_place.accessibleName() == "Backups are on this computer only."
    with busy.workspace.write() as tx:
        set_place(tx, busy.workspace.vault, tmp_path)
    page.mark_stale()
    settled()
    assert page.one_place.isHidden()


def test_the_form_begins_with_the_row_somebody_went_to_not_with_the_first(
    page: TodayPage, busy: Busy, settled: Settled
) -> None:
    assert page.rows.current_key() is not None
    assert page.log_begins_with() is None
    row = _row(page, OwedKind.DEVELOPMENT, "Delacroix")
    page.rows.select(row.key)
    QTest.keyClick(page.rows, Qt.Key.Key_Down)
    QTest.keyClick(page.rows, Qt.Key.Key_Up)
    begun = page.log_begins_with()
    assert isinstance(begun, LogContactRequest)
    assert (begun.client_id, begun.tells) == (busy.clients["delacroix"], (busy.news["offer"],))
    page.mark_stale()
    settled()
    assert page.log_begins_with() == begun


def test_what_was_asked_by_mail_is_answered_to_that_address(
    page: TodayPage, busy: Busy, settled: Settled
) -> None:
    with busy.workspace.write() as tx:
        about = details_of(tx.reader(), [busy.clients["whitcombe"]])[busy.clients["whitcombe"]]
        edit_client(tx, busy.clients["whitcombe"], replace(about, preferred_channel=""))
        tx.session.execute(
            update(ContactEntry)
            .where(ContactEntry.id == busy.entries["asks"])
            .values(reached_at="nora@work.example")
        )
    page.mark_stale()
    settled()
    page.rows.acted.emit(_row(page, OwedKind.ACKNOWLEDGEMENT, "Whitcombe").key)
    settled()
    form = sheets_in(page)[-1]
    assert isinstance(form, AcknowledgeForm)
    assert form.channel.value() is Channel.EMAIL
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        written = entries(reader, matter_id=busy.matters["whitcombe"], limit=1)[0]
    assert (written.direction, written.reached_at) == (Direction.OUT, "nora@work.example")
