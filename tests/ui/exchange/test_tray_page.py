"""What waits is read as plain text and placed by keyboard, or put aside with a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.clients.commands import Point, edit_client
from app.clients.queries import details_of
from app.clients.words import PointKind
from app.contactlog.queries import entries
from app.contactlog.words import Channel, Direction
from app.exchange.commands import import_files
from app.exchange.models import TrayItem
from app.exchange.place_rules import place_rules
from app.exchange.queries import count_tray
from app.matters.development_queries import developments
from app.workspace import Workspace
from tests.ui.exchange.samples import mail, notice, notice_of_two
from ui.exchange.tray_page import TrayPage
from ui.exchange.tray_sheets import AsideSheet, RulesSheet
from ui.kit.row_model import Row
from ui.shell.requests import BringInFiles, LogContactRequest, OpenMatter

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]
HTML = "<p>Please call <b>Nora</b></p><script>alert(1)</script><img src='http://example.com/x.png'>"

A_CALL = mail(sender="Ann Stranger <ann@nowhere.example>", subject="A call", body=HTML, kind="text/html")


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled, post: Callable[..., Path]) -> TrayPage:
    files = (
        post("notice.eml", notice("4:25-cv-09999", "Stapler v. Pen")),
        post(
            "html.eml",
            A_CALL,
        ),
    )
    with busy.workspace.write() as tx:
        import_files(tx, files)
    made = TrayPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    made.activateWindow()
    settled()
    return made


RECENT = "Mon, 23 Nov 2026 09:00:00 -0800"


def _rows(page: TrayPage) -> list[Row]:
    model = page.rows.model()
    return [model.item(number) for number in range(model.rowCount())]  # type: ignore[attr-defined] # the list's own model


def _type_ahead(page: TrayPage, words: str, settled: Settled) -> None:
    page.reading.place.setFocus()
    QTest.keyClicks(page.reading.place, words)
    while (
        page.reading.place._pending()
    ):  # on a slow machine the list comes later than after the moment it waits
        QTest.qWait(10)
    settled()


def test_messages_stand_newest_first_and_the_first_is_read(page: TrayPage) -> None:
    assert [(row.title, row.subtitle) for row in _rows(page)] == [
        ("A call", "Thu 19 Nov · Ann Stranger"),
        ("Activity in Case 4:25-cv-09999 Stapler v. Pen Order", "Wed 18 Nov · ecf-cand@cand.uscourts.gov"),
    ]
    assert page.subtitle.text() == "2 messages wait. Place them, or set them aside."
    assert page.reading.subject.text() == "A call"
    text = page.reading.text.toPlainText()
    assert "Please call Nora" in text
    assert "<" not in text
    assert "alert" not in text


def test_a_court_notice_shows_case_and_docket_text(page: TrayPage, settled: Settled) -> None:
    page.rows.select(_rows(page)[1].key)
    settled()
    label, case = page.reading._values["case"]
    assert label.isVisible()
    assert (
        case.text() == "4:25-cv-09999 · Stapler v. Pen · U.S. District Court, Northern District of California"
    )
    assert page.reading.text.toPlainText().startswith("ORDER granting extension of time to answer.")
    assert "4:25-cv-09999" in page.reading.reason.accessibleName()


def test_placed_by_keyboard_it_is_logged_where_it_belongs(
    page: TrayPage, busy: Busy, settled: Settled
) -> None:
    page.rows.select(_rows(page)[1].key)
    settled()
    _type_ahead(page, "vance", settled)
    assert not page.reading.place_button.isEnabled()
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    assert page.reading.place_button.isEnabled()
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    settled()
    page.mark_stale()
    settled()
    with busy.workspace.read() as reader:
        (logged,) = entries(reader, matter_id=busy.matters["vance"])
        news = [one.text for one in developments(reader, busy.matters["vance"])]
        assert count_tray(reader) == 1
    assert "ORDER granting extension of time" in logged.summary
    assert news == ["ORDER granting extension of time to answer. Signed on 11/18/2026."]
    assert [row.title for row in _rows(page)] == ["A call"]
    assert page.rows.hasFocus()
    asked: list[object] = []
    page.requested.connect(asked.append)
    QTest.mouseClick(page.messages._link, Qt.MouseButton.LeftButton)
    assert asked == [OpenMatter(busy.matters["vance"])]


def test_a_notice_of_two_cases_is_placed_case_by_case(
    page: TrayPage, busy: Busy, settled: Settled, post: Callable[..., Path]
) -> None:
    with busy.workspace.write() as tx:
        import_files(tx, [post("two.eml", notice_of_two())])
    page.mark_stale()
    settled()
    page.rows.select(next(row.key for row in _rows(page) if "08888" in row.title))
    settled()
    assert page.reading.place_label.text() == "Place 4:25-cv-08888 in"
    _type_ahead(page, "vance", settled)
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    settled()
    page.mark_stale()
    settled()
    (row,) = (row for row in _rows(page) if "08888" in row.title)
    page.rows.select(row.key)
    settled()
    _, case = page.reading._values["case"]
    assert case.text().startswith("4:25-cv-09999 · Vance v. Poolcraft")
    assert "Stapler" not in case.text()
    assert page.reading.place_label.text() == "Place in"
    with busy.workspace.read() as reader:
        assert [one.text for one in developments(reader, busy.matters["vance"])] == [
            "ORDER granting extension of time to answer. Signed on 11/18/2026."
        ]


def test_not_ours_is_put_aside_comes_back_by_undo_and_never_comes_in_again(
    page: TrayPage, busy: Busy, settled: Settled, post: Callable[..., Path]
) -> None:
    page.rows.setFocus()
    QTest.keyClick(page.rows, Qt.Key.Key_Delete)
    settled()
    assert [row.title for row in _rows(page)] == ["Activity in Case 4:25-cv-09999 Stapler v. Pen Order"]
    QTest.mouseClick(page.messages._link, Qt.MouseButton.LeftButton)
    settled()
    assert len(_rows(page)) == 2
    page.rows.select_first()
    settled()
    QTest.mouseClick(page.reading.dismiss_button, Qt.MouseButton.LeftButton)
    settled()
    assert len(_rows(page)) == 1
    again = post(
        "again.eml",
        A_CALL,
    )
    with busy.workspace.write() as tx:
        (outcome,) = import_files(tx, [again])
    assert outcome.unchanged == 1


def test_an_empty_tray_says_so_kindly(workspace: Workspace, qtbot: QtBot, settled: Settled) -> None:
    page = TrayPage(workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    asked: list[object] = []
    page.requested.connect(asked.append)
    empty = page._either.currentWidget()
    assert empty is not None
    assert empty.accessibleName() == "Nothing waits here. Every message found its client and matter."
    page._on_bring_in_clicked()
    assert asked == [BringInFiles()]


def _tray_of(busy: Busy, post: Callable[..., Path], *names: str) -> None:
    files = [
        post(f"{number}.eml", mail(sender=f"{name} <{name}@elsewhere.example>", subject=f"{name} {number}"))
        for number, name in enumerate(names)
    ]
    with busy.workspace.write() as tx:
        import_files(tx, files)


def _again(page: TrayPage, settled: Settled) -> None:
    page.mark_stale()
    settled()


def test_the_keyboard_alone_empties_the_tray(
    page: TrayPage, busy: Busy, settled: Settled, post: Callable[..., Path]
) -> None:
    _tray_of(busy, post, "vera", "vera", "vera", "tom")
    _again(page, settled)
    page.rows.setFocus()
    page.rows.select(next(row.key for row in _rows(page) if row.title == "vera 0"))
    settled()
    QTest.keyClick(page.rows, Qt.Key.Key_Return)  # nothing is suggested: somebody says where
    assert page.reading.place.hasFocus()
    _type_ahead(page, "vance", settled)
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    settled()
    _again(page, settled)
    assert page.rows.hasFocus()
    suggested = [row for row in _rows(page) if "→" in row.subtitle]
    assert sorted(row.title for row in suggested) == ["vera 1", "vera 2"]
    page.rows.select(suggested[0].key)
    settled()
    assert "the same sender’s last message went there" in page.reading.suggested.text()
    QTest.keyClick(page.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.rows, Qt.Key.Key_Return)  # both at once
    settled()
    _again(page, settled)
    assert not [row for row in _rows(page) if row.title.startswith("vera")]
    QTest.keyClick(page.rows, Qt.Key.Key_U)
    settled()
    _again(page, settled)
    assert len([row for row in _rows(page) if row.title.startswith("vera")]) == 2


def test_an_address_is_learned_seen_and_forgotten(
    page: TrayPage, busy: Busy, settled: Settled, post: Callable[..., Path]
) -> None:
    page.rows.select_first()
    settled()
    QTest.keyClick(page.rows, Qt.Key.Key_M)
    _type_ahead(page, "vance", settled)
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    settled()
    QTest.keyClick(page.rows, Qt.Key.Key_A)
    settled()
    with busy.workspace.read() as reader:
        (rule,) = place_rules(reader)
    assert (rule.address, rule.matter_id) == ("ann@nowhere.example", busy.matters["vance"])
    with busy.workspace.write() as tx:
        (outcome,) = import_files(
            tx, [post("next.eml", mail(sender="Ann <ann@nowhere.example>", subject="More"))]
        )
    assert (outcome.created["entries"], outcome.unmatched) == (1, [])
    sheet = RulesSheet(page, busy.workspace)
    sheet.open()
    settled()
    assert sheet.rows.keys() == [rule.id]
    sheet.rows.acted.emit(rule.id)
    settled()
    with busy.workspace.read() as reader:
        assert place_rules(reader) == ()


def test_without_a_matter_and_set_aside_with_a_reason(page: TrayPage, busy: Busy, settled: Settled) -> None:
    page.rows.select_first()
    settled()
    QTest.keyClick(page.rows, Qt.Key.Key_T)
    assert page.reading.place.accessibleName() == "With the client"
    _type_ahead(page, "vance", settled)
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    settled()
    _again(page, settled)
    with busy.workspace.read() as reader:
        assert count_tray(reader) == 1
        assert entries(reader, matter_id=busy.matters["vance"]) == ()
    QTest.keyClick(page.rows, Qt.Key.Key_D)
    (sheet,) = (one for one in page.window().findChildren(AsideSheet))
    QTest.keyClicks(sheet.reason, "Another firm's")
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    settled()
    with busy.workspace.read() as reader:
        assert count_tray(reader) == 0
        assert reader.session.scalars(select(TrayItem.aside_reason)).all().count("Another firm's") == 1


def test_log_contact_begins_with_the_message_that_is_read(
    busy: Busy, page: TrayPage, settled: Settled, post: Callable[..., Path]
) -> None:
    assert page.log_begins_with() is None  # nothing speaks for a matter
    client = busy.clients["whitcombe"]
    with busy.workspace.write() as tx:
        import_files(tx, [post("work.eml", mail(sender="Nora <nora@work.example>", subject="From work"))])
        details = details_of(tx.reader(), [client])[client]
        points = (*details.points, Point(PointKind.EMAIL, "nora@work.example", "work"))
        edit_client(tx, client, replace(details, points=points))
    page.mark_stale()
    settled()
    page.rows.select(next(row.key for row in _rows(page) if row.title == "From work"))
    settled()
    assert page.log_begins_with() == LogContactRequest(
        busy.matters["whitcombe"], None, Channel.EMAIL, Direction.OUT, "nora@work.example"
    )


@pytest.mark.parametrize("unticked", [False, True])
def test_the_tick_follows_whose_it_is_said_to_be(
    page: TrayPage, busy: Busy, settled: Settled, post: Callable[..., Path], *, unticked: bool
) -> None:
    """A client who writes from a new address: nobody knew until it was said in whose matter it belongs."""
    sender = "Nora Whitcombe <nora@new.example>"
    words = mail(sender=sender, subject="New address").replace("Date: ", f"Date: {RECENT}\r\nX-Date: ", 1)
    with busy.workspace.write() as tx:
        import_files(tx, [post("new.eml", words)])
    page.mark_stale()
    settled()
    page.rows.select(next(row.key for row in _rows(page) if row.title == "New address"))
    settled()
    tick = page.reading.needs_reply
    assert not tick.isChecked()
    _type_ahead(page, "whitcombe v", settled)
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    settled()
    assert tick.isChecked()
    if unticked:
        tick.click()
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    settled()
    with busy.workspace.read() as reader:
        logged = {
            one.summary.partition("\n")[0]: one
            for one in entries(reader, matter_id=busy.matters["whitcombe"])
        }
    assert logged["New address"].needs_reply is not unticked


def test_what_is_suggested_is_placed_by_the_button_with_the_tick_and_the_rest_is_offered(
    page: TrayPage, busy: Busy, settled: Settled, post: Callable[..., Path]
) -> None:
    """The same sender's mail went there before; A remembers the address, and what of it waits is placed too."""
    ann = "Ann Stranger <ann@nowhere.example>"
    more = [post(f"{n}.eml", mail(sender=ann, subject=f"More {n}", body=f"{n}")) for n in range(3)]
    page.rows.select(next(row.key for row in _rows(page) if row.title == "A call"))
    settled()
    _type_ahead(page, "vance", settled)
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    page.reading.needs_reply.setChecked(True)
    QTest.keyClick(page.reading.place, Qt.Key.Key_Return)
    settled()
    with busy.workspace.write() as tx:
        import_files(tx, more)
    page.mark_stale()
    settled()
    page.rows.select(next(row.key for row in _rows(page) if row.title == "More 0"))
    settled()
    assert page.reading.place_button.isEnabled()
    assert page.reading.place_button.text().startswith("Place in Vance")
    assert page.reading.reason.isHidden(), "one sentence: where to, not that nothing is known"
    page.reading.place_button.click()
    settled()
    page._on_always()
    settled()
    assert "2 more from ann@nowhere.example wait" in page.messages._words.text()
    page.messages._link.click()
    settled()
    with busy.workspace.read() as reader:
        logged = {
            one.summary.partition("\n")[0]: one.needs_reply
            for one in entries(reader, matter_id=busy.matters["vance"])
        }
    assert logged["A call"] is True
    assert {"More 0", "More 1", "More 2"} <= logged.keys()
