"""One line from the shortcut to the log, by the keyboard alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from app.channels.commands import set_channel_rule
from app.channels.rules import ChannelRule
from app.contactlog.queries import entries, entry
from app.contactlog.words import Channel, Direction
from app.drafts.queries import drafts
from ui.kit.keeper import forget_unkept
from ui.quickentry.draft import QUICK
from ui.quickentry.preview import sayings

if TYPE_CHECKING:
    from conftest import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier
NOTE = "asked whether the deposition moves, told her that it moves to January; she will send lease by Fri"


@pytest.fixture(autouse=True)
def _afternoon(desk: Desk) -> None:
    """She takes calls after three."""
    desk.busy.clock.set(desk.busy.clock.now() + timedelta(hours=5))


def lines(desk: Desk) -> list[str]:
    sheet = desk.quick.sheet()
    assert sheet is not None
    return [said.words for said in sayings(sheet.reader.understood, sheet.reader.setting)]


def kept(desk: Desk) -> list[str]:
    with desk.workspace.read() as reader:
        return [row.values["line"] for row in drafts(reader, QUICK)]


def test_what_is_typed_is_understood_as_it_is_typed(desk: Desk) -> None:
    sheet = desk.open()
    desk.type("call in ")
    assert lines(desk)[0] == "Phone, In"
    desk.type("Nora Whitcombe 10m " + NOTE)
    assert lines(desk)[0] == "Phone, In, 10 min"
    assert lines(desk)[1].startswith("Whitcombe v. Larkspur Catering")
    assert "Nora Whitcombe: send lease — Fri 27 Nov" in lines(desk)
    marked = [one.cursor.selectedText() for one in sheet.field.extraSelections()]
    assert marked == ["call", "in", "Nora Whitcombe", "10m", "she will send lease by Fri"]
    assert "Phone, In, 10 min" in sheet.field.accessibleDescription()


def test_control_enter_saves_at_once_and_undo_brings_the_line_back(desk: Desk) -> None:
    desk.open()
    desk.type("call in Nora Whitcombe 10m " + NOTE)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.quick.sheet() is None
    assert desk.forms.sheet() is None
    with desk.workspace.read() as reader:
        written = entries(reader, matter_id=desk.matter(), limit=1)[0]
    assert (written.channel, written.direction, written.duration_minutes) == (Channel.PHONE, Direction.IN, 10)
    assert written.summary == NOTE
    assert written.participants == (("Nora Whitcombe", "client"), ("Maria Ortega", ""))
    assert [(one.text, one.due_on) for one in written.follow_ups] == [("send lease", date(2026, 11, 27))]
    assert not kept(desk)
    said, action, undo = desk.said[-1]
    assert (said, action) == ("Contact kept in the log", "Undo")
    assert undo is not None
    undo()
    desk.wait()
    with desk.workspace.read() as reader:
        assert entry(reader, written.id).withdrawn_at is not None
    sheet = desk.quick.sheet()
    assert sheet is not None
    assert sheet.field.text() == "call in Nora Whitcombe 10m " + NOTE


def test_enter_opens_the_filled_form_and_the_line_is_kept_until_it_is_saved(desk: Desk) -> None:
    desk.open()
    desk.type("yesterday 15:10 call out Nora Whitcombe 1:12 " + NOTE + " #lease")
    desk.press(Qt.Key.Key_Return)
    form = desk.forms.sheet()
    assert form is not None
    values = form.form.values()
    assert values.matter_id == desk.matter()
    assert (values.duration, values.when.words) == ("1 h 12 min", "Yesterday 15:10")
    assert values.summary == NOTE
    assert values.people == ("Nora Whitcombe, client", "Maria Ortega")
    assert [line.words for line in values.follow_ups] == ["Nora Whitcombe: send lease — Fri 27 Nov"]
    assert values.tags == "lease"
    assert len(kept(desk)) == 1
    form.apply("")
    desk.wait()
    if desk.forms.sheet() is not None:  # it points something out once
        form.apply("")
        desk.wait()
    assert desk.forms.sheet() is None
    assert not kept(desk)


def test_what_is_doubtful_is_not_saved_at_once(desk: Desk) -> None:
    desk.open()
    desk.type("Nora Whitcombe wants to know whether the deposition moves")
    desk.press(Qt.Key.Key_Return, CONTROL)
    form = desk.forms.sheet()
    assert form is not None
    assert form.form.values().summary == "wants to know whether the deposition moves"


def test_a_name_is_completed_as_it_is_typed(desk: Desk) -> None:
    sheet = desk.open()
    desk.type("call in whitc")
    offered = sheet.field.popup.current()
    assert offered is not None
    assert not sheet.field.popup.isHidden()
    desk.press(Qt.Key.Key_Tab)
    assert sheet.field.text() == f"call in {offered.text} "
    assert sheet.field.hasFocus()
    desk.type("wants the draft")
    assert sheet.reader.understood.about is not None
    assert sheet.reader.understood.about.text == offered.text
    assert sheet.reader.understood.summary == "wants the draft"


def test_the_page_says_whom_it_is_about_where_the_line_does_not(desk: Desk) -> None:
    desk.open("whitcombe")
    desk.type("call in 10m wants to know whether the deposition moves")
    assert lines(desk)[1].endswith("on this page")


def test_escape_keeps_the_line_for_the_next_time(desk: Desk) -> None:
    desk.open()
    desk.type("call in Nora asked about")
    desk.press(Qt.Key.Key_Escape)
    if desk.quick.sheet() is not None:  # a list was open
        desk.press(Qt.Key.Key_Escape)
    assert desk.quick.sheet() is None
    desk.wait()
    sheet = desk.open()
    assert sheet.field.text() == "call in Nora asked about"
    assert sheet.field.textCursor().selectedText() == "call in Nora asked about"
    assert "Type over it" in sheet.note.text()
    assert sheet.again.isVisible()
    desk.type("call in")
    assert sheet.field.text() == "call in", "the next call is a line of its own"
    assert sheet.again.isHidden()


def test_an_arrow_goes_on_with_what_was_kept_and_start_over_forgets_it(desk: Desk) -> None:
    for _ in range(2):
        sheet = desk.open()
        sheet.field.setText("call in Nora asked about")
        sheet.field.popup.hide()
        sheet.reject()
        desk.wait()
    sheet = desk.open()
    desk.press(Qt.Key.Key_Right)
    desk.type(" it")
    assert sheet.field.text() == "call in Nora asked about it"
    sheet.field.popup.hide()
    sheet.reject()
    desk.wait()
    sheet = desk.open()
    sheet.again.click()
    assert sheet.field.text() == ""
    sheet.reject()
    desk.wait()
    assert kept(desk) == []


def test_a_line_that_is_left_asks_the_vault_nothing_more(desk: Desk) -> None:
    for leave, line in (("reject", "call in Whitcombe"), ("drop", "call out Abernathy")):
        sheet = desk.open()
        sheet.field.setText(line)
        assert sheet.reader.is_behind
        getattr(sheet, leave)()
        assert not sheet.reader.is_behind
        desk.wait()


def test_save_is_grey_with_the_question_while_something_is_doubtful(desk: Desk) -> None:
    sheet = desk.open()
    assert not sheet.accept_button.isEnabled()
    desk.type("Nora Whitcombe wants to know whether the deposition moves")
    desk.wait()
    assert not sheet.accept_button.isEnabled()
    assert "How: by phone" in sheet.note.text()
    sheet.field.setText("call in Nora Whitcombe wants to know whether the deposition moves")
    desk.wait()
    assert sheet.accept_button.isEnabled()
    assert "How" not in sheet.note.text()


def test_a_lock_keeps_the_line_and_it_opens_again(desk: Desk) -> None:
    sheet = desk.open()
    desk.type("call in Nora asked about")
    sheet.drop()
    desk.wait()
    assert not forget_unkept()
    with desk.workspace.read() as reader:
        (row,) = drafts(reader, QUICK)
    assert desk.quick.reopen(row) is not None
    desk.wait()
    again = desk.quick.sheet()
    assert again is not None
    assert again.field.text() == "call in Nora asked about"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_whatever_is_put_into_the_line(desk: Desk, words: str) -> None:
    sheet = desk.quick.open()
    sheet.field.setText(words + "😀 call in Nora")
    assert sheet.reader.understood.line == sheet.field.text()
    assert all(one.cursor.selectedText() for one in sheet.field.extraSelections())


def test_a_million_letters_are_taken(desk: Desk) -> None:
    sheet = desk.open()
    line = "call in Nora Whitcombe " + "wants news; " * 90_000
    sheet.field.setText(line)
    desk.wait()
    assert len(sheet.reader.understood.summary) > 1_000_000
    desk.press(Qt.Key.Key_Escape)
    desk.wait()
    assert kept(desk) == [line]


def test_what_goes_against_the_firms_rules_is_said_before_it_is_saved(desk: Desk) -> None:
    with desk.workspace.write() as tx:
        set_channel_rule(tx, ChannelRule(Channel.PHONE, for_urgent=False))
    desk.open()
    desk.type("call out Nora Whitcombe 10m !! " + NOTE)
    desk.press(Qt.Key.Key_Return, CONTROL)
    form = desk.forms.sheet()
    assert form is not None
    assert "urgent" in form.note.text()
