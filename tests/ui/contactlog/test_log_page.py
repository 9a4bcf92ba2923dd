"""The page of all contacts, and the box that finds any of them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction, Outcome
from app.search.asking import Asked
from app.search.searching import Stop
from app.workspace import Workspace
from ui.contactlog import log_page
from ui.contactlog.log_page import ContactLogPage
from ui.kit import tasks
from ui.search import finder, paged
from ui.search.looking import Line, Looked, Start, look
from ui.shell.requests import LogContactRequest, OpenEntry, SearchLog

Settled = Callable[[], None]


@pytest.fixture
def page(qtbot: QtBot, busy: Any, settled: Settled) -> Iterator[ContactLogPage]:
    shown = ContactLogPage(busy.workspace)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    settled()
    yield shown
    settled()


def found(page: ContactLogPage, settled: Settled, words: str) -> list[Line]:
    """What is found when these words are put into the box."""
    page.box.put(words)
    settled()
    return list(page.rows())


def test_all_contacts_newest_first(page: ContactLogPage) -> None:
    moments = [line.row.occurred_at for line in page.rows()]
    assert moments == sorted(moments, reverse=True)
    assert len(moments) == 7
    assert page.subtitle.text() == "7 contacts"


def test_words_are_found_as_they_are_typed(page: ContactLogPage, settled: Settled, qtbot: QtBot) -> None:
    page.find_here()
    QTest.keyClicks(page.box, "inv")
    qtbot.waitUntil(lambda: [line.row.client for line in page.rows()] == ["Karin Lindqvist"])
    assert page.rows()[0].found is not None
    assert page.subtitle.text() == "1 contact"
    QTest.keyClicks(page.box, "nothing like it")
    qtbot.waitUntil(page.none_fits.isVisible)
    assert page.none_fits.button is not None
    page.none_fits.button.click()
    settled()
    assert page.box.text() == ""
    assert len(page.rows()) == 7


def test_what_is_looked_for_is_marked_in_the_row_and_in_any_text(
    page: ContactLogPage, settled: Settled
) -> None:
    line = found(page, settled, "INVENTORY")[0]
    assert line.found is not None
    marked = [line.found.snippet[mark.start : mark.start + mark.length] for mark in line.found.marks]
    assert marked == ["inventory"]
    assert page.marks("The inventory") == [(4, 13)]


def test_a_channel_is_chosen_by_writing_it_into_the_box(page: ContactLogPage, settled: Settled) -> None:
    found(page, settled, "whether")
    page.filters.channel.set_value(Channel.EMAIL)
    settled()
    assert page.box.text() == "whether channel:email "
    assert len(page.rows()) == 1
    page.filters.channel.set_value(None)
    settled()
    assert page.box.text() == "whether "


def test_days_and_matters_are_written_into_the_box_too(
    page: ContactLogPage, settled: Settled, busy: Any, qtbot: QtBot
) -> None:
    page.filters.span.set_value("today")
    settled()
    assert page.box.text() == "after:2026-11-23 "
    assert [line.row.client for line in page.rows()] == ["Karin Lindqvist"]
    page.filters.span.set_value("days")
    page.filters.first.setText("3 Nov")
    page.filters.last.setText("6 Nov")
    settled()
    assert page.box.text() == "after:2026-11-03 before:2026-11-07 "
    assert len(page.rows()) == 3
    page.box.put("")
    settled()
    assert page.filters.span.value() == ""
    page.filters.about.setFocus()
    QTest.keyClicks(page.filters.about, "whitcombe")
    QTest.keyClick(page.filters.about, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.box.text().startswith("matter:"))
    settled()
    assert {line.row.matter_id for line in page.rows()} == {busy.matters["whitcombe"]}


def test_the_filters_show_what_the_box_says(page: ContactLogPage, settled: Settled) -> None:
    found(page, settled, "channel:letter after:2026-11-17")
    assert page.filters.channel.value() is Channel.LETTER
    assert page.filters.span.value() == "week"
    found(page, settled, "after:2026-11-02 before:2026-11-05")
    assert page.filters.span.value() == "days"
    assert page.filters.last.value() is not None
    assert page.filters.last.value().isoformat() == "2026-11-04"  # type: ignore[union-attr] # asked above


def test_what_is_not_understood_is_said_quietly_and_looked_for_as_words(
    page: ContactLogPage, settled: Settled
) -> None:
    found(page, settled, "before:soonish lease")
    page.box.ask_now(finished=True)
    settled()
    assert "before:2026-03-01" in page.state.text()
    found(page, settled, "lease")
    assert not page.state.isVisible()


def test_opening_a_row_asks_for_the_entry(page: ContactLogPage, busy: Any, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(page.table.rows_model.index(0, 0))
    with qtbot.waitSignal(page.requested) as asked:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == [OpenEntry(busy.entries["karin"])]
    assert asked.args[0].among is None, "nothing was looked for"


def test_return_leads_into_the_list_and_return_again_opens_with_the_words(
    page: ContactLogPage, busy: Any, qtbot: QtBot, settled: Settled
) -> None:
    page.find_here()
    QTest.keyClicks(page.box, "deposition")
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    settled()
    qtbot.waitUntil(page.table.hasFocus)
    with qtbot.waitSignal(page.requested) as asked:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == [OpenEntry(busy.entries["asks"])]
    assert asked.args[0].among is page


def test_stepping_through_what_was_found(page: ContactLogPage, busy: Any, settled: Settled) -> None:
    rows = found(page, settled, "channel:email")
    assert len(rows) == 2
    page.table.setCurrentIndex(page.table.rows_model.index(0, 0))
    assert page.step_found(1) == rows[1].id
    assert page.step_found(1) is None
    assert page.step_found(-1) == rows[0].id


def test_words_from_elsewhere_come_into_the_box(page: ContactLogPage, settled: Settled) -> None:
    page.show_arg(SearchLog("inventory"))
    settled()
    assert page.box.text() == "inventory"
    assert len(page.rows()) == 1


def test_an_outrun_search_is_stopped_and_what_it_found_is_dropped(
    page: ContactLogPage, settled: Settled, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    stopped: list[str] = []

    def slow(
        workspace: Workspace, asked: Asked, after: Start, limit: int, stop: Stop, _patience: float | None
    ) -> Looked:
        page_found = look(workspace, asked, after, limit, lambda: False)
        if asked.text == "inventory":
            while not stop():
                QTest.qSleep(2)
            stopped.append(asked.text)
        return page_found

    monkeypatch.setattr(finder, "look", slow)
    page.box.put("inventory")
    qtbot.waitUntil(page.state.stop.isVisible)
    page.box.put("deposition")
    settled()
    assert stopped == ["inventory"]
    assert [line.row.id for line in page.rows()] != []
    assert all("eposition" in line.row.summary for line in page.rows())
    assert not page.state.isVisible()


def test_what_is_found_so_far_is_shown_and_can_be_stopped(
    page: ContactLogPage, settled: Settled, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def slow(
        workspace: Workspace, asked: Asked, after: Start, limit: int, stop: Stop, _patience: float | None
    ) -> Looked:
        if after is not None:
            while not stop():
                QTest.qSleep(2)
        return look(workspace, asked, after, 1, lambda: False)

    monkeypatch.setattr(finder, "look", slow)
    page.box.put("channel:email")
    qtbot.waitUntil(page.state.stop.isVisible)
    assert len(page.rows()) == 1
    page.state.stop.click()
    settled()
    assert page.state.go_on.isVisible()
    assert page.subtitle.text() == "1 contact so far"
    monkeypatch.setattr(finder, "look", look)
    page.state.go_on.click()
    settled()
    assert len(page.rows()) == 2
    assert page.subtitle.text() == "2 contacts"


def test_a_long_search_shows_what_it_has_and_goes_on_by_itself(
    page: ContactLogPage, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [line.id for line in found(page, settled, "the")]
    assert len(whole) > 3
    asked: list[tuple[Start, float | None]] = []
    parts: list[int] = []

    def in_parts(
        workspace: Workspace, words: Asked, after: Start, limit: int, stop: Stop, patience: float | None
    ) -> Looked:
        asked.append((after, patience))
        if len(asked) in {1, 3}:  # nothing came in that moment
            return Looked((), after, is_whole=False)
        some = look(workspace, words, after, 2, stop, patience)
        return replace(some, is_whole=some.next is None)

    monkeypatch.setattr(finder, "look", in_parts)
    page.finder.began.connect(lambda some: parts.append(len(some.lines)))
    assert [line.id for line in found(page, settled, "the ")] == whole
    assert parts == [2], "the first that came were shown before the others"
    assert asked[:2] == [(None, finder.PATIENCE), (None, 2 * finder.PATIENCE)]
    assert asked[2][0] == asked[3][0], "where nothing came it begins at the same place"
    assert not page.state.isVisible()


def test_a_search_that_was_stopped_before_anything_came_goes_on(
    page: ContactLogPage, settled: Settled, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def slow(
        _workspace: Workspace, _asked: Asked, after: Start, _limit: int, stop: Stop, _: object
    ) -> Looked:
        while not stop():
            QTest.qSleep(2)
        return Looked((), after, is_whole=False)

    monkeypatch.setattr(finder, "look", slow)
    page.box.put("deposition")
    qtbot.waitUntil(page.state.stop.isVisible)
    page.state.stop.click()
    settled()
    monkeypatch.setattr(finder, "look", look)
    page.state.go_on.click()
    settled()
    assert page.rows()
    assert all("eposition" in line.row.summary for line in page.rows())


def test_an_empty_log_says_so_kindly_and_offers_the_first_contact(
    qtbot: QtBot, workspace: Workspace, settled: Settled
) -> None:
    page = ContactLogPage(workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    assert page.none_yet.isVisible()
    assert page.none_yet.button is not None
    with qtbot.waitSignal(page.requested) as asked:
        page.none_yet.button.click()
    assert asked.args == [LogContactRequest()]


@pytest.mark.parametrize("words", ["", "letter"])
def test_more_rows_come_as_one_scrolls_and_memory_stays_bounded(
    busy: Any, page: ContactLogPage, settled: Settled, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(finder, "PAGE", 20)
    monkeypatch.setattr(paged, "KEPT", 3)
    monkeypatch.setattr(log_page, "AHEAD", 2)
    with busy.workspace.write() as tx:
        for number in range(120):
            moment = tx.now - timedelta(days=30, minutes=number)
            new = NewContact(
                Channel.LETTER, Direction.OUT, moment, f"Letter {number}", matter_id=busy.matters["rowe"]
            )
            log_contact(tx, new)
    page.box.put(words)
    page.reload()
    settled()
    model = page.table.rows_model
    assert model.rowCount() < 80
    for _ in range(30):
        page.table.scrollToBottom()
        settled()
    every = 120 if words else 127
    assert model.rowCount() == every
    assert len(page.rows()) <= 3 * 30, "what is far away was let go of"
    assert page.subtitle.text() == f"{every} contacts"
    page.table.scrollToTop()
    first = model.row(0)
    settled()
    assert model.row(0).id == (busy.entries["karin"] if not words else model.row(0).id)
    assert model.row(0).row.summary.startswith("Letter 0" if words else "Wants to know")
    assert first.id != model.row(1).id


def test_what_stood_in_the_box_is_there_again_after_a_lock(
    page: ContactLogPage, busy: Any, settled: Settled, qtbot: QtBot
) -> None:
    found(page, settled, "inventory")
    page.keep_last()
    settled()
    again = ContactLogPage(busy.workspace)
    qtbot.addWidget(again)
    again.show()
    settled()
    assert again.box.text() == "inventory"
    assert len(again.rows()) == 1
    again.box.put("")
    again.keep_last()
    settled()
    third = ContactLogPage(busy.workspace)
    qtbot.addWidget(third)
    third.show()
    settled()
    assert third.box.text() == ""
    assert not tasks.busy()


def test_who_has_scrolled_down_stays_there_when_something_changes(
    busy: Any, page: ContactLogPage, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "PAGE", 20)
    with busy.workspace.write() as tx:
        for number in range(90):
            moment = tx.now - timedelta(days=30, minutes=number)
            log_contact(
                tx,
                NewContact(
                    Channel.LETTER,
                    Direction.OUT,
                    moment,
                    f"L {number}",
                    client_id=None,
                    matter_id=busy.matters["rowe"],
                ),
            )
    page.reload()
    settled()
    for _ in range(6):
        page.table.scrollToBottom()
        settled()
    page.table.setCurrentIndex(page.table.rows_model.index(70, 0))
    key, height = page.table.current_key(), page.table.verticalScrollBar().value()
    page.reload()
    settled()
    assert page.table.current_key() == key
    assert page.table.verticalScrollBar().value() == height


def test_log_contact_begins_with_the_selected_entry(
    busy: Any, page: ContactLogPage, settled: Settled
) -> None:
    assert page.log_begins_with() is None
    found(page, settled, "deposition")
    page.table.select(busy.entries["asks"])
    assert page.log_begins_with() == LogContactRequest(
        busy.matters["whitcombe"], busy.clients["whitcombe"], Channel.EMAIL, Direction.OUT
    )


def test_what_was_written_late_says_so_beside_its_state(
    busy: Any, page: ContactLogPage, settled: Settled
) -> None:
    with busy.workspace.write() as tx:
        late = log_contact(
            tx,
            NewContact(
                Channel.PHONE,
                Direction.OUT,
                tx.now - timedelta(hours=30),
                "Told her the new date of the hearing",
                matter_id=busy.matters["whitcombe"],
                outcome=Outcome.SPOKE,
                is_update=True,
            ),
        )
    page.reload()
    settled()
    model = page.table.rows_model
    line = next(number for number, row in enumerate(page.rows()) if row.id == late)
    said = model.index(line, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "State: client update, written late"
