"""The page of a matter says what the client wants, what is owed and what happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.clients.around import PersonAround, add_person, may_decide_note
from app.clients.words import Hears
from app.contactlog.queries import follow_ups
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.errors import Refused
from app.matters.key_date_queries import key_dates
from app.matters.key_dates import cancel_key_date, finish_key_date, move_key_date
from app.matters.parties import Party, PartyRole, set_parties
from app.schedule.silences import allow_silence
from ui.kit.paint import Shape
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet, sheets_in
from ui.kit.spans import plain_text
from ui.kit.timeline import TimelineItem
from ui.matters.development_form import DevelopmentForm
from ui.matters.follow_up_form import FollowUpForm
from ui.matters.key_date_form import KeyDateForm, MoveKeyDateForm
from ui.matters.matter_form import MatterForm
from ui.matters.page import MatterPage
from ui.schedule.excuse_form import ExcuseForm
from ui.schedule.plan_form import PlanForm
from ui.shell.requests import LogContactRequest, OpenClient, OpenEntry, WriteUpdate

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


def _items(page: MatterPage) -> list[TimelineItem]:
    model = page.tabs.history.timeline._model
    return [model.item(number) for number in range(model.rowCount())]


def _rows(rows: RowList) -> list[Row]:
    model = rows._model
    items = [model.item(number) for number in range(model.rowCount())]
    return [item for item in items if isinstance(item, Row)]


def _sheet(page: MatterPage) -> Sheet:
    return sheets_in(page)[-1]


def _asked(page: MatterPage) -> list[object]:
    asked: list[object] = []
    page.requested.connect(asked.append)
    return asked


def test_the_head_names_the_matter_and_its_state(page: MatterPage) -> None:
    assert page.overline.text() == (
        "00003 · 3:26-cv-00412 · U.S. District Court, Northern District of California · Employment"
    )
    assert page.title.text() == "Whitcombe v. Larkspur Catering"
    assert page.chips.accessibleName() == (
        "Acknowledgement 4 days late, Follow-up 3 days late, Next update Wed 25 Nov, Discovery"
    )
    assert page.wants.accessibleName().startswith("What Nora wants first: keep her job record clean;")


def test_the_timeline_is_newest_first_with_the_state_of_each(page: MatterPage) -> None:
    told = [(item.date, item.time, item.head, [chip.text for chip in item.chips]) for item in _items(page)]
    assert told == [
        ("Wed 18 Nov", "17:40", "Nora Whitcombe → Maria Ortega", ["acknowledgement 4 days late"]),
        (
            "Fri 13 Nov",
            "15:05",
            "Maria Ortega with Nora Whitcombe, 18 min",
            ["client update", "identity checked"],
        ),
        ("Fri 13 Nov", "11:53", "Court: filing, document 9", ["client not told yet"]),
        ("Fri 6 Nov", "10:20", "Maria Ortega → Nora Whitcombe", ["client update"]),
        ("Tue 3 Nov", "16:10", "Meeting with Nora Whitcombe, 40 min", []),
    ]


def test_body_and_foot_say_what_was_decided_and_agreed(page: MatterPage) -> None:
    call = _items(page)[1]
    assert plain_text(call.body).endswith("cost about 900. Decided: agree to the extension.")
    assert plain_text(call.foot) == (
        "Follow-up: send stipulation (David, 24 Nov) · Written Fri 13 Nov 15:31 · amended once"
    )
    meeting = plain_text(_items(page)[4].foot)
    assert meeting.startswith("Follow-up: pay slips (Nora, 20 Nov) 3 days late")


def test_facts_beside_it(page: MatterPage) -> None:
    said = {label.accessibleName() for label in page.side.findChildren(QLabel)}
    assert {
        "Phone: +1 510 555 0144, verified",
        "Prefers: Phone, after 15:00",
        "Never: Work e-mail",
        "Needs: Large print letters",
        "May decide: Nora alone",
        "Don't tell: Her brother, Ned",
        "Contact: Maria Ortega",
        "Lawyer: David Finch",
        "Updates: every fortnight, by phone",
        "Answers: 2 working days",
    } <= said
    words = {label.text() for label in page.side.findChildren(QLabel)}
    assert "$6,400 of $11,000 estimated · told 6 Nov" in words


def test_the_update_is_written_and_one_piece_of_news_told(page: MatterPage, busy: Busy) -> None:
    asked = _asked(page)
    page.update_button.click()
    assert asked == [WriteUpdate(busy.matters["whitcombe"])]
    page.tabs.history.timeline.opened.emit(("development", busy.news["notice"]))
    assert asked[1:] == [
        LogContactRequest(
            busy.matters["whitcombe"],
            busy.clients["whitcombe"],
            Channel.PHONE,
            Direction.OUT,
            tells=(busy.news["notice"],),
        )
    ]


def test_once_told_it_says_when(page: MatterPage, busy: Busy, settled: Settled) -> None:
    busy.log(
        "told",
        busy.clock.now() - timedelta(hours=2),
        "whitcombe",
        "Told her of the motion",
        tells=(busy.news["notice"],),
    )
    page.mark_stale()
    settled()
    item = next(item for item in _items(page) if item.key == ("development", busy.news["notice"]))
    assert [chip.text for chip in item.chips] == ["told Mon 23 Nov"]
    page.tabs.history.timeline.opened.emit(item.key)  # leads to the entry that told it
    assert page.tabs.history.timeline.current_key() == ("entry", busy.entries["told"])


def test_a_withdrawn_entry_shows_and_counts_for_nothing(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    from app.contactlog.commands import withdraw_contact

    with busy.workspace.write() as tx:
        withdraw_contact(tx, busy.entries["call"], "wrong matter")
    page.mark_stale()
    settled()
    item = next(item for item in _items(page) if item.key == ("entry", busy.entries["call"]))
    assert [chip.text for chip in item.chips] == ["withdrawn"]
    assert [row.subtitle for row in _rows(page.tabs.schedule.rows)] == ["Fri 6 Nov, 10:20"]


def test_the_other_tabs_list_what_belongs_to_it(page: MatterPage) -> None:
    assert page.tabs.schedule.sentence.text() == (
        "Every fortnight, by phone. The next update is due Wednesday 25 November. At the latest Fri 4 Dec."
    )
    assert [row.subtitle for row in _rows(page.tabs.schedule.rows)] == [
        "Fri 13 Nov, 15:05",
        "Fri 6 Nov, 10:20",
    ]
    deposition = _rows(page.tabs.key_dates.rows)[0]
    assert (deposition.title, deposition.text) == ("Deposition of Nora", "San Francisco, client attends")
    agreed = [(row.title, row.subtitle, row.chips[0].text) for row in _rows(page.tabs.follow_ups.rows)]
    assert agreed == [("pay slips", "Nora", "3 days late"), ("send stipulation", "David", "tomorrow")]
    fees = {(row.title, row.subtitle, row.chips[0].text) for row in _rows(page.tabs.fees.rows)}
    assert fees == {("$11,000", "first estimate", "told Fri 6 Nov"), ("$6,400", "typed in", "told Fri 6 Nov")}
    assert [row.title for row in _rows(page.tabs.people.rows)] == [
        "Nora Whitcombe",
        "Maria Ortega",
        "David Finch",
    ]


def test_done_and_open_again(page: MatterPage, busy: Busy, settled: Settled) -> None:
    ours = next(row for row in _rows(page.tabs.follow_ups.rows) if row.action == "Done")
    page.tabs.follow_ups.rows.acted.emit(ours.key)
    settled()
    done = next(row for row in _rows(page.tabs.follow_ups.rows) if row.key == ours.key)
    assert done.action == "Reopen"
    page.tabs.follow_ups.rows.acted.emit(ours.key)
    settled()
    with busy.workspace.read() as reader:
        found = follow_ups(reader, matter_id=busy.matters["whitcombe"])
    assert [one.done_at for one in found] == [None, None]
    key = _rows(page.tabs.key_dates.rows)[0].key
    page.tabs.key_dates.rows.acted.emit(key)
    settled()
    page.doing.messages._link.click()
    settled()
    with busy.workspace.read() as reader:
        assert [one.done_at for one in key_dates(reader, busy.matters["whitcombe"])] == [None]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("add_development", DevelopmentForm),
        ("add_key_date", KeyDateForm),
        ("add_follow_up", FollowUpForm),
        ("set_schedule", PlanForm),
        ("excuse_update", ExcuseForm),
    ],
)
def test_each_form_opens_and_escape_closes_it(
    page: MatterPage, settled: Settled, name: str, kind: type[Sheet]
) -> None:
    getattr(page.forms, name)()
    settled()
    form = _sheet(page)
    assert isinstance(form, kind)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert sheets_in(page) == []


def test_ctrl_e_edits_the_matter(page: MatterPage, settled: Settled) -> None:
    page.tabs.history.timeline.setFocus()
    page.activateWindow()
    QTest.keyClick(page.tabs.history.timeline, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert isinstance(_sheet(page), MatterForm)


def test_an_entry_opens_with_its_versions(page: MatterPage, busy: Busy) -> None:
    asked = _asked(page)
    page.tabs.history.timeline.opened.emit(("entry", busy.entries["call"]))
    page.tabs.schedule.rows.opened.emit(("entry", busy.entries["report"]))
    assert asked == [OpenEntry(busy.entries["call"]), OpenEntry(busy.entries["report"])]


def test_people_are_all_who_are_around(page: MatterPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        ned = PersonAround("Ned Whitcombe", "her brother", hears=Hears.NOTHING)
        add_person(tx, busy.clients["whitcombe"], ned)
        add_person(tx, busy.clients["whitcombe"], may_decide_note("Nora alone"))
        counsel = Party("Karl Ode", PartyRole.OPPOSING_COUNSEL, "510 555 0177", note="for Larkspur")
        set_parties(tx, busy.matters["whitcombe"], [Party("Larkspur Catering"), counsel])
    page.reload()
    settled()
    rows = {row.title: row for row in _rows(page.tabs.people.rows)}
    told = [(chip.text, chip.shape) for chip in rows["Ned Whitcombe"].chips]
    assert told == [("don’t tell", Shape.NONE)], "a wish is not urgent"
    assert rows["Ned Whitcombe"].subtitle == "her brother"
    assert rows["Larkspur Catering"].subtitle == "Opposing party"
    assert (rows["Karl Ode"].subtitle, rows["Karl Ode"].text) == (
        "Opposing counsel, for Larkspur",
        "510 555 0177",
    )
    assert "Nora alone" in rows["Nora Whitcombe"].text
    assert "Nora alone" not in rows


def test_people_lead_to_the_client(page: MatterPage, busy: Busy) -> None:
    asked = _asked(page)
    page.tabs.people.rows.opened.emit(("client", busy.clients["whitcombe"]))
    assert asked == [OpenClient(busy.clients["whitcombe"])]


def test_log_contact_begins_with_the_matter(page: MatterPage, busy: Busy) -> None:
    assert page.log_begins_with() == LogContactRequest(busy.matters["whitcombe"])


def test_log_contact_begins_with_what_was_gone_to(page: MatterPage, busy: Busy) -> None:
    matter, client = busy.matters["whitcombe"], busy.clients["whitcombe"]
    page.tabs.history.timeline.select(("entry", busy.entries["asks"]))
    assert page.log_begins_with() == LogContactRequest(
        matter, client, Channel.EMAIL, Direction.OUT, answers_id=busy.entries["asks"]
    )
    page.tabs.history.timeline.select(("entry", busy.entries["report"]))
    assert page.log_begins_with() == LogContactRequest(matter, client, Channel.LETTER, Direction.IN)
    page.tabs.line.setCurrentIndex(4)
    assert page.log_begins_with() == LogContactRequest(matter)
    key = next(key for key in page.tabs.follow_ups.rows.keys() if isinstance(key, tuple))  # noqa: SIM118 - a method, not a dict
    page.tabs.follow_ups.rows.select(key)
    QTest.keyClick(page.tabs.follow_ups.rows, Qt.Key.Key_Down)
    QTest.keyClick(page.tabs.follow_ups.rows, Qt.Key.Key_Up)
    begun = page.log_begins_with()
    assert begun == LogContactRequest(matter, client, Channel.PHONE, Direction.OUT)


def test_going_to_another_matter_leaves_nothing_behind(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    page.tabs.line.setCurrentIndex(3)
    page.show_arg(busy.matters["marsh"])
    assert page.title.text() == ""  # nothing of the first while the second is read
    settled()
    assert page.title.text() == "Marsh v. Willow Farms"
    assert page.tabs.line.currentIndex() == 0
    assert _items(page) == []
    assert not page.wants.isVisible()
    assert "forgotten file" in page.chips.accessibleName()


def test_a_matter_that_is_not_there_is_said(page: MatterPage, settled: Settled) -> None:
    page.show_arg(uuid4())
    settled()
    assert page.errors.text() == "That matter is not in the vault."


def test_words_of_clients_are_never_markup(busy: Busy, qtbot: QtBot, settled: Settled) -> None:
    busy.log("markup", busy.clock.now() - timedelta(hours=1), "rowe", "Email <john@x.com> & <b>co</b>")
    page = MatterPage(busy.workspace)
    qtbot.addWidget(page)
    page.show_arg(busy.matters["rowe"])
    page.show()
    settled()
    assert plain_text(_items(page)[0].body) == "Email <john@x.com> & <b>co</b>"
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel) if label.text()
    )


def test_news_stands_for_the_message_that_brought_it(page: MatterPage, busy: Busy, settled: Settled) -> None:
    busy.log(
        "court",
        busy.clock.now() - timedelta(days=1),
        "whitcombe",
        "Notice of electronic filing",
        channel=Channel.EMAIL,
        direction=Direction.IN,
        outcome=Outcome.RECEIVED,
        with_client=False,
        brought=(busy.news["notice"],),
    )
    page.mark_stale()
    settled()
    assert ("entry", busy.entries["court"]) not in {item.key for item in _items(page)}
    item = next(item for item in _items(page) if item.key == ("development", busy.news["notice"]))
    assert plain_text(item.foot) == "E-mail of Sun 22 Nov 11:00"


def test_what_the_client_was_to_do_is_asked_for_or_done(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    asked = _asked(page)
    theirs = next(row for row in _rows(page.tabs.follow_ups.rows) if row.subtitle == "Nora")
    assert theirs.action == "Log call"
    page.tabs.follow_ups.rows.acted.emit(theirs.key)
    assert asked == [
        LogContactRequest(busy.matters["whitcombe"], busy.clients["whitcombe"], Channel.PHONE, Direction.OUT)
    ]
    page.tabs.follow_ups.rows.select(theirs.key)
    assert page.tabs.follow_ups.buttons[0].isEnabled()
    page.tabs.follow_ups.buttons[0].click()
    settled()
    done = next(row for row in _rows(page.tabs.follow_ups.rows) if row.key == theirs.key)
    assert done.action == "Reopen"


def test_a_key_date_is_moved_with_its_reason(page: MatterPage, busy: Busy, settled: Settled) -> None:
    row = _rows(page.tabs.key_dates.rows)[0]
    page.tabs.key_dates.rows.select(row.key)
    page.tabs.key_dates.buttons[0].click()
    form = _sheet(page)
    assert isinstance(form, MoveKeyDateForm)
    form.apply("")
    assert set(form.form.problem_texts()) == {"on", "at", "reason"}
    form.on.setText("13 Jan")
    form.at.setText("9:30")
    form.reason.setText("the other side got 14 days more")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        (key,) = key_dates(reader, busy.matters["whitcombe"])
    assert (key.on.isoformat(), str(key.at)) == ("2027-01-13", "09:30:00")
    with busy.workspace.write() as tx:
        with pytest.raises(Refused, match="why"):
            move_key_date(tx, key.id, key.on, None, " ")
        with pytest.raises(Refused, match="already"):
            move_key_date(tx, key.id, key.on, key.at, "no reason at all")
        finish_key_date(tx, key.id)
        with pytest.raises(Refused, match="Reopen"):
            move_key_date(tx, key.id, key.on, None, "it was done")


def test_the_row_of_a_date_that_is_called_off_says_what_its_button_does(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    key = _rows(page.tabs.key_dates.rows)[0].key
    assert isinstance(key, tuple)
    with busy.workspace.write() as tx:
        cancel_key_date(tx, key[1], "The court struck it")
    page.mark_stale()
    settled()
    (row,) = (one for one in _rows(page.tabs.key_dates.rows) if one.key == key)
    assert row.action == "Takes place after all"
    page.tabs.key_dates.rows.acted.emit(key)
    settled()
    with busy.workspace.read() as reader:
        assert key_dates(reader, busy.matters["whitcombe"])[0].cancelled_at is None


def test_a_running_silence_is_ended_where_it_is_seen(
    page: MatterPage, busy: Busy, settled: Settled, qtbot: QtBot
) -> None:
    agree, end = page.tabs.schedule.buttons[2], page.tabs.schedule.buttons[4]
    assert (agree.isHidden(), end.isHidden()) == (False, True)
    with busy.workspace.write() as tx:
        matter = busy.matters["whitcombe"]
        allow_silence(
            tx, matter, tx.today, tx.today + timedelta(days=30), "the case is stayed", "Nora, by phone"
        )
    page.mark_stale()
    settled()
    assert (agree.isHidden(), end.isHidden(), end.text()) == (True, False, "End silence")
    page.tabs.show_tab("Schedule")
    page.tabs.schedule.buttons[0].setFocus()
    for _ in range(6):
        if end.hasFocus():
            break
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert end.hasFocus(), "it is reached by keyboard"
    QTest.keyClick(end, Qt.Key.Key_Space)
    settled()
    assert page.view is not None
    assert page.view.due is not None
    assert page.view.due.silent is None
    assert (agree.isHidden(), end.isHidden()) == (False, True)


def test_a_tab_without_a_sentence_has_no_gap_above_its_rows(page: MatterPage) -> None:
    assert page.tabs.people.sentence.isHidden()
    assert not page.tabs.schedule.sentence.isHidden()
