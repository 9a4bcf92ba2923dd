"""A whole call by the keyboard alone (issue: under 30 seconds), and what it leaves in the log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.contactlog.queries import awaiting_reply, entries, entry, follow_ups, untold_developments
from app.contactlog.words import Channel, Direction, Outcome
from app.drafts.queries import drafts

if TYPE_CHECKING:
    from conftest import Desk

SUMMARY = "Told her that the other side asks 14 days more to answer and that the deposition then moves."


class Hands:
    """Types into whatever has the keyboard, and counts: keys in all, and those that are no words."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.keys = self.moves = 0

    def type(self, words: str) -> None:
        """Words of the note."""
        QTest.keyClicks(self.desk.window.focusWidget(), words)
        self.keys += len(words)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key that moves or chooses."""
        QTest.keyClick(self.desk.window.focusWidget(), key, modifier)
        self.keys += 1
        self.moves += 1


def test_the_common_call_from_the_matter_page(desk: Desk) -> None:
    desk.busy.clock.set(desk.busy.clock.now() + timedelta(hours=5))
    sheet = desk.open(matter_id=desk.matter())
    hands = Hands(desk)
    hands.type(SUMMARY)
    hands.press(Qt.Key.Key_Tab)
    hands.type("Oppose, likely granted anyway, or agree and ask for a firm January date.")
    hands.press(Qt.Key.Key_Tab)
    hands.type("Agree, if it is fixed before 15 January.")
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Tab)
    hands.type("David: send stipulation - tomorrow")
    assert sheet.form.next.fields()[0].understood() == "→ Tue 24 Nov"
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.wait()
    assert desk.forms.sheet() is None
    assert hands.moves == 8, "beside the words themselves the common call takes so many keys"
    with desk.workspace.read() as reader:
        written = entries(reader, matter_id=desk.matter(), limit=1)[0]
        assert written.summary == SUMMARY
        assert written.channel is Channel.PHONE
        assert written.direction is Direction.OUT
        assert written.outcome is Outcome.SPOKE
        assert written.reached_at == "+1 510 555 0144"
        assert written.participants == (("Nora Whitcombe", "client"), ("Maria Ortega", ""))
        assert written.tells == (desk.busy.news["notice"],)
        assert written.is_update
        assert written.follow_ups[0].due_on == date(2026, 11, 24)
        assert written.follow_ups[0].colleague_id == desk.busy.david
        assert not untold_developments(reader, desk.matter())
        assert not drafts(reader)
    assert desk.said[-1][0] == "Contact kept in the log"


def test_from_nowhere_the_first_field_finds_the_matter(desk: Desk, qtbot: QtBot) -> None:
    desk.busy.clock.set(desk.busy.clock.now() + timedelta(hours=5))
    sheet = desk.open()
    hands = Hands(desk)
    assert sheet.form.whom.hasFocus()
    hands.type("lindq")
    hands.press(Qt.Key.Key_Return)
    desk.wait()
    assert sheet.form.whom.text() == "Estate of R. Lindqvist", (
        "the first of these words, however fast one types"
    )
    assert sheet.form.summary.hasFocus(), "the words are what comes next"
    hands.type("The inventory is filed on Friday, as the court asked.")
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert sheet.form.summary.hasFocus()
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.wait()
    with desk.workspace.read() as reader:
        assert entries(reader, matter_id=desk.matter("lindqvist"), limit=1)[0].summary.startswith(
            "The inventory"
        )


def test_letters_choose_channel_and_direction(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    hands = Hands(desk)
    hands.press(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    hands.type("e")
    assert sheet.form.values().channel is Channel.EMAIL
    assert sheet.form.values().outcome is Outcome.SENT
    assert sheet.form.values().reached_at == "nora@example.com"
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Tab)
    hands.type("i")
    assert sheet.form.values().direction is Direction.IN
    assert sheet.form.values().outcome is Outcome.RECEIVED
    assert sheet.form.reply.isVisible()


def test_answering_what_waits(desk: Desk) -> None:
    asked = desk.busy.entries["asks"]
    sheet = desk.open(matter_id=desk.matter(), answers_id=asked)
    head, filled = sheet.form.answers.head()
    assert filled
    assert "e-mail of 18 Nov" in head
    sheet.form.summary.setText("It moves to January; the new date comes with the order.")
    sheet.form.wish_reason.setText("she asked to be called at noon")
    sheet.apply("")
    desk.wait()
    with desk.workspace.read() as reader:
        assert not awaiting_reply(reader, desk.matter())


def test_acknowledging_says_when_the_answer_comes(desk: Desk) -> None:
    sheet = desk.open(
        matter_id=desk.matter(), acknowledges_id=desk.busy.entries["asks"], channel=Channel.PHONE
    )
    sheet.form.answers.promised.setText("Wed 10:00")
    sheet.form.summary.setText("Got her mail; David answers when the court has ruled on the motion.")
    sheet.form.wish_reason.setText("she asked to be called at noon")
    sheet.apply("")
    desk.wait()
    with desk.workspace.read() as reader:
        waiting = awaiting_reply(reader, desk.matter())[0]
        assert reader.local(waiting.promised_by).isoformat() == "2026-11-25T10:00:00-08:00"  # type: ignore[arg-type] # it was promised


def test_save_and_new_opens_an_empty_form(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter(), channel=Channel.LETTER)
    sheet.form.summary.setText("Sent the draft agreement for her signature.")
    sheet.apply("Save and new")
    desk.wait()
    fresh = desk.forms.sheet()
    assert fresh is not None
    assert fresh is not sheet
    values = fresh.form.values()
    assert (values.summary, values.matter_id, values.channel) == ("", None, Channel.LETTER)


def test_the_form_is_there_before_any_answer_of_the_vault(desk: Desk) -> None:
    sheet = desk.forms.log()
    assert sheet.isVisible()
    assert sheet.form.summary.isEnabled()
    QTest.keyClicks(sheet.form.summary, "typed at once")
    desk.wait()
    assert sheet.form.summary.text() == "typed at once"


def test_a_second_request_keeps_the_form_that_is_open(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    assert desk.forms.log() is sheet


def test_show_leads_to_the_entry(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter(), channel=Channel.LETTER)
    sheet.form.summary.setText("Sent the draft agreement for her signature.")
    sheet.apply("")
    desk.wait()
    callback = desk.said[-1][2]
    assert callback is not None
    shown = callback()
    desk.wait()
    assert "Letter out" in shown.title.text()  # type: ignore[attr-defined] # the entry's sheet
    with desk.workspace.read() as reader:
        newest = entries(reader, matter_id=desk.matter(), limit=1)[0]
        assert entry(reader, newest.id).summary.startswith("Sent")
        assert len(follow_ups(reader, matter_id=desk.matter())) == 2
