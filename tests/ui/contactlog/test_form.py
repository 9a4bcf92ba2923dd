"""The form's own behaviour: problems by field, banner, timer, folds, files."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.clients.queries import PointRow
from app.clients.words import PointKind
from app.contactlog import storing
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewFollowUp
from app.contactlog.queries import entries
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.errors import MachineTrouble, Refused
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from ui.contactlog.files import read_small
from ui.contactlog.when_line import WhenLine

if TYPE_CHECKING:
    from conftest import Desk

GOOD = "Told her of the motion for more time and that the deposition moves to January."


def afternoon(desk: Desk) -> None:
    """When the client likes to be called."""
    desk.busy.clock.advance(timedelta(hours=5))


def test_every_control_has_a_name_for_those_who_cannot_see_it(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    for key in ("answers", "identity", "costs", "letter", "files"):
        sheet.form.folds.open(key)
    controls = [
        one
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
        for one in sheet.findChildren(kind)
        if one.isVisibleTo(sheet) and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    nameless = [
        one
        for one in controls
        if not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]
    inner = [one for one in nameless if not isinstance(one.parent(), QComboBox)]
    assert len(controls) > 20
    assert inner == []


def test_no_two_labels_share_a_key(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    texts = [
        one.text() for one in sheet.findChildren(QLabel) if one.buddy() is not None and one.isVisibleTo(sheet)
    ]
    texts += [one.text() for one in sheet.findChildren(QAbstractButton) if one.isVisibleTo(sheet)]
    keys = [text[text.index("&") + 1].casefold() for text in texts if "&" in text.replace("&&", "")]
    assert sorted(keys) == sorted(set(keys))
    assert len(keys) >= 12


def test_problems_stand_by_their_fields_and_the_first_gets_the_keyboard(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.when.when.setText("whenever")
    sheet.form.when.duration.setText("long")
    sheet.form.next.fields()[0].setText("David: send it")
    sheet.apply("")
    shown = sheet.form.form.problem_texts()
    assert set(shown) == {"occurred_at", "follow_ups"}
    assert "how long" in shown["occurred_at"]
    assert sheet.form.when.when.hasFocus()
    sheet.form.when.when.setText("10:30")
    sheet.form.when.duration.setText("20")
    sheet.form.next.fields()[0].setText("David: send it — Tue")
    sheet.apply("")
    assert sheet.form.form.problem_texts() == {}


def test_what_the_core_refuses_is_shown_and_the_form_stays(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.when.when.setText("23:59")
    sheet.form.summary.setText(GOOD)
    sheet.form.wish_reason.setText("she asked")
    sheet.apply("")
    desk.wait()
    assert "not happened yet" in sheet.form.form.problem_texts()["occurred_at"]
    assert sheet.accept_button.isEnabled()


def test_a_bare_note_is_pointed_out_once_and_saved_the_second_time(desk: Desk) -> None:
    afternoon(desk)
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText("updated client")
    sheet.apply("")
    desk.wait()
    assert desk.forms.sheet() is sheet
    assert "What was said, decided, next?" in sheet.form.banner.accessibleName()
    sheet.apply("")
    desk.wait()
    with desk.workspace.read() as reader:
        assert entries(reader, matter_id=desk.matter(), limit=1)[0].summary == "updated client"


def test_what_is_pointed_out_stands_there_until_somebody_types_again(desk: Desk, qtbot: QtBot) -> None:
    afternoon(desk)
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText("updated client")
    assert sheet.form._look.isActive(), "saved right after the last key"
    sheet.apply("")
    assert not sheet.form._look.isActive(), "nothing follows that would take its place"
    desk.wait()
    assert "What was said, decided, next?" in sheet.form.banner.accessibleName()
    sheet.form.summary.setText("updated client again")
    qtbot.waitUntil(lambda: not sheet.form._look.isActive())
    assert "What was said, decided, next?" not in sheet.form.banner.accessibleName()


def test_against_the_wishes_a_reason_is_asked_and_kept(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText(GOOD)
    sheet.apply("")
    assert sheet.form.wish_reason.isVisible()
    assert sheet.form.wish_reason.hasFocus()
    asked = sheet.form.wish_reason.accessibleDescription()
    assert "Say why it was at another time" in asked, "heard with the field"
    assert any(one.text() == asked and one.isVisible() for one in sheet.form.form.findChildren(QLabel))
    assert sheet.form.banner.isHidden(), "said in one place"
    QTest.keyClicks(sheet.form.wish_reason, "the hearing is at noon")
    sheet.apply("")
    desk.wait()
    with desk.workspace.read() as reader:
        assert entries(reader, matter_id=desk.matter(), limit=1)[0].wish_reason == "the hearing is at noon"


def test_checked_is_one_click(desk: Desk) -> None:
    afternoon(desk)
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.advice.setText("Agree, and ask for a firm date.")
    sheet.form.show_hints()
    assert "identity not checked" in sheet.form.banner.accessibleName()
    link = next(one for one in sheet.form.banner.findChildren(QAbstractButton) if one.isVisible())
    link.click()
    sheet.form.show_hints()
    assert sheet.form.values().identity_checked
    assert sheet.form.banner.isHidden()


def test_the_timer_fills_the_duration_and_stops_at_saving(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    sheet.timer.button.click()
    assert sheet.timer.running()
    sheet.timer.ticked.emit(18)
    assert sheet.form.values().duration == "18 min"
    sheet.timer.button.click()
    assert not sheet.timer.running()


def test_a_message_left_needs_no_words(desk: Desk) -> None:
    afternoon(desk)
    sheet = desk.open(matter_id=desk.matter())
    QTest.keyClicks(sheet.form.channel.outcome, "l")
    sheet.apply("")
    desk.wait()
    with desk.workspace.read() as reader:
        found = entries(reader, matter_id=desk.matter(), limit=1)[0]
        assert found.outcome is not None
        assert found.outcome.value == "left_message"


def test_rare_channels_are_under_more(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter(), channel=Channel.TEXT)
    assert sheet.form.values().channel is Channel.TEXT
    sheet.form.channel.set_value(Channel.PHONE, sheet.form.values().direction, None)
    assert sheet.form.values().channel is Channel.PHONE


def test_a_new_line_appears_and_goes_again(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    lines = sheet.form.next
    lines.fields()[0].setText("David: send it — Tue")
    assert len(lines.fields()) == 2
    lines.fields()[0].setText("")
    assert len(lines.fields()) == 1


def test_another_matter_brings_its_own_client_numbers_and_news(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter())
    assert sheet.form.values().people == ("Nora Whitcombe, client", "Maria Ortega")
    sheet.form.whom.setFocus()
    sheet.form.whom.selectAll()
    QTest.keyClicks(sheet.form.whom, "delacroix")
    QTest.keyClick(sheet.form.whom, Qt.Key.Key_Return)
    desk.wait()
    values = sheet.form.values()
    assert values.matter_id == desk.matter("delacroix")
    assert values.people == ("Luz Delacroix, client", "Maria Ortega")
    assert values.reached_at == "", "never the number of another client"


def test_people_of_earlier_contacts_are_offered_with_their_roles(desk: Desk) -> None:
    from app.contactlog.forms import NewContact, NewParticipant
    from app.contactlog.words import Direction

    with desk.workspace.write() as tx:
        log_contact(
            tx,
            NewContact(
                Channel.PHONE,
                Direction.IN,
                tx.now,
                "Asked for the pay slips of 2019.",
                matter_id=desk.matter(),
                participants=(NewParticipant("Jane Roe", "interpreter"),),
                follow_ups=(NewFollowUp("Jane", "come along", tx.today),),
            ),
        )
    sheet = desk.open(matter_id=desk.matter())
    field = sheet.form.people.focusProxy()
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "jan")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "Sam Poe, expert")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert sheet.form.values().people == (
        "Nora Whitcombe, client",
        "Maria Ortega",
        "Jane Roe, interpreter",
        "Sam Poe, expert",
    )


def test_many_developments_are_folded_away_and_tabbed_in_their_place(desk: Desk) -> None:
    with desk.workspace.write() as tx:
        for number in range(12):
            new = NewDevelopment(desk.matter(), DevelopmentKind.FILING, tx.now, f"Order & motion {number}")
            add_development(tx, new)
    sheet = desk.open(matter_id=desk.matter())
    ticks = sheet.form.tells.findChildren(QAbstractButton)
    assert sum(one.isVisibleTo(sheet) for one in ticks) < 10
    sheet.form.decision.setFocus()
    QTest.keyClick(sheet.form.decision, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert "Order & motion" in focused.accessibleName()
    next(one for one in ticks if one.text() == "All").click()
    assert len(sheet.form.values().tells) == 13


def test_a_file_is_attached_and_a_bad_one_refused_by_a_sentence(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7")
    sheet = desk.open(matter_id=desk.matter(), channel=Channel.LETTER)
    sheet.form.summary.setText("Sent her the stamped copy of the stipulation.")
    sheet.form.files.files.add_paths([scan, tmp_path / "gone.pdf"])
    desk.wait()
    assert [one.attachment.name for one in sheet.form.values().files] == ["scan.pdf"]
    assert sheet.form.folds.panel("files").isVisibleTo(sheet)
    said = [one.text() for one in sheet.form.findChildren(QLabel) if one.isVisibleTo(sheet)]
    assert any("could not be read" in text for text in said)


def test_what_cannot_be_attached_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="folder"):
        read_small(tmp_path)
    with pytest.raises(MachineTrouble, match="could not be read"):
        read_small(tmp_path / "gone.pdf")
    monkeypatch.setattr(storing, "MOST_BYTES", 3)
    (tmp_path / "large.bin").write_bytes(b"1234")
    with pytest.raises(Refused, match="larger"):
        read_small(tmp_path / "large.bin")


def test_urgent_news_is_never_folded_away(desk: Desk) -> None:
    with desk.workspace.write() as tx:
        add_development(
            tx,
            NewDevelopment(
                desk.matter(), DevelopmentKind.OFFER, tx.now - timedelta(days=9), "Offer of 40,000"
            ),
        )
        for number in range(8):
            add_development(
                tx, NewDevelopment(desk.matter(), DevelopmentKind.FILING, tx.now, f"Notice {number}")
            )
    sheet = desk.open(matter_id=desk.matter())
    first = next(
        one for one in sheet.form.tells.findChildren(QAbstractButton) if "Offer" in one.accessibleName()
    )
    assert first.isVisibleTo(sheet)
    assert first.accessibleName().startswith("▲")


def test_what_to_know_on_the_phone_follows_the_client(desk: Desk) -> None:
    sheet = desk.open()
    assert sheet.form.to_mind.isHidden(), "nobody is chosen yet"
    sheet.form.whom.setFocus()
    QTest.keyClicks(sheet.form.whom, "whitcombe")
    QTest.keyClick(sheet.form.whom, Qt.Key.Key_Return)
    desk.wait()
    said = sheet.form.to_mind.text()
    assert said.startswith("Don't tell: Her brother, Ned · Never: Work e-mail")
    assert sheet.form.to_mind.isVisible()
    sheet.form.whom.setFocus()
    sheet.form.whom.selectAll()
    QTest.keyClicks(sheet.form.whom, "delacroix")
    QTest.keyClick(sheet.form.whom, Qt.Key.Key_Return)
    desk.wait()
    assert "Ned" not in sheet.form.to_mind.text()


def test_an_interpreter_is_named_by_the_language() -> None:
    from uuid import uuid4

    from app.clients.commands import ClientDetails
    from app.clients.queries import ClientSheet
    from ui.contactlog.mind import to_mind
    from ui.kit.spans import plain_text

    def said(**details: Any) -> str:
        return plain_text(to_mind(ClientSheet(uuid4(), "Luz Delacroix", ClientDetails(**details), ())))

    spoken = said(language="Spanish", interpreter=True, accessibility="large print\nletters")
    assert spoken == "Interpreter: Spanish · Needs: large print letters"
    assert said(language="Spanish") == "Language: Spanish"
    assert said(language="English") == ""


def test_words_for_the_letter_are_kept_with_the_entry_and_amended(desk: Desk) -> None:
    afternoon(desk)
    sheet = desk.open(matter_id=desk.matter())
    sheet.form.summary.setText(GOOD)
    sheet.form.folds.open("letter")
    sheet.form.letter.words.setText("We spoke about the new dates.")
    sheet.form.show_hints()
    assert sheet.form.folds.buttons["letter"].filled
    sheet.apply("")
    desk.wait()
    with desk.workspace.read() as reader:
        written = entries(reader, matter_id=desk.matter(), limit=1)[0]
    assert written.for_client == "We spoke about the new dates."
    desk.forms.amend(written.id)
    desk.wait()
    amending = desk.forms.sheet()
    assert amending is not None
    assert amending.form.letter.words.text() == "We spoke about the new dates."


def test_urgent_may_be_said_of_what_goes_out_where_the_channel_may_wait(desk: Desk) -> None:
    sheet = desk.open(matter_id=desk.matter("marsh"), channel=Channel.PHONE)
    reply = sheet.form.reply
    assert not reply.isVisible()
    sheet.form.channel.set_value(Channel.LETTER, Direction.OUT, Outcome.SENT)
    desk.wait()
    assert reply.urgent.isVisible()
    assert not reply.needs_reply.isVisible()
    reply.urgent.setChecked(True)
    values = sheet.form.values()
    assert (values.urgent, values.needs_reply) == (True, False)
    assert "not-for-urgent" in [hint.code for hint in sheet.form.hints()]
    sheet.form.channel.set_value(Channel.PHONE, Direction.OUT, Outcome.SPOKE)
    assert not sheet.form.values().urgent


def test_a_number_that_took_the_place_of_a_verified_one_says_so(qtbot: QtBot) -> None:
    line = WhenLine()
    qtbot.addWidget(line)
    changed = PointRow(uuid4(), PointKind.PHONE, "+1 510 555 0100", "", None, was_verified=True)
    line.set_points((changed,))
    assert line.reached.text() == changed.value
    assert line.reached.understood() == "▲ changed, not verified"
    line.reached.setText("+1 510 555 0199")
    assert line.reached.understood() == ""
