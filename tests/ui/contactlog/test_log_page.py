"""The page of all contacts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.workspace import Workspace
from ui.contactlog import log_page
from ui.contactlog.log_page import ContactLogPage
from ui.shell.requests import LogContactRequest, OpenEntry

if TYPE_CHECKING:
    from app.contactlog.listing import LogRow


@pytest.fixture
def page(qtbot: QtBot, busy: Any, settled: Callable[[], None]) -> Iterator[ContactLogPage]:
    shown = ContactLogPage(busy.workspace)
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    shown.show()
    settled()
    yield shown
    settled()


def summaries(page: ContactLogPage) -> list[str]:
    return [row.summary for row in page.rows()]


def filtered(page: ContactLogPage, settled: Callable[[], None]) -> list[LogRow]:
    page.reload()
    settled()
    return list(page.rows())


def test_all_contacts_newest_first(page: ContactLogPage) -> None:
    moments = [row.occurred_at for row in page.rows()]
    assert moments == sorted(moments, reverse=True)
    assert len(moments) == 7
    assert page.subtitle.text() == "7 contacts"


def test_words_are_found_in_what_was_said_and_in_names(
    page: ContactLogPage, settled: Callable[[], None]
) -> None:
    page.filters.words.setText("inventory")
    assert len(filtered(page, settled)) == 1
    page.filters.words.setText("LINDQVIST filed")
    assert len(filtered(page, settled)) == 1
    page.filters.words.setText("100%_nothing")
    assert filtered(page, settled) == []
    assert page.none_fits.isVisible()
    page.filters.clear()
    assert len(filtered(page, settled)) == 7


def test_matter_channel_and_days_narrow_it(
    page: ContactLogPage, busy: Any, settled: Callable[[], None]
) -> None:
    page.filters.channel.set_value(Channel.EMAIL)
    assert len(filtered(page, settled)) == 2
    page.filters.span.set_value("today")
    assert [row.client for row in filtered(page, settled)] == ["Karin Lindqvist"]
    page.filters.clear()
    page.filters.span.set_value("days")
    page.filters.first.setText("3 Nov")
    page.filters.last.setText("6 Nov")
    assert len(filtered(page, settled)) == 3
    page.filters.clear()
    page.filters.about.setFocus()
    QTest.keyClicks(page.filters.about, "whitcombe")
    QTest.keyClick(page.filters.about, Qt.Key.Key_Return)
    settled()
    rows = filtered(page, settled)
    assert {row.matter_id for row in rows} == {busy.matters["whitcombe"]}


def test_opening_a_row_asks_for_the_entry(page: ContactLogPage, busy: Any, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(page.table.rows_model.index(0, 0))
    with qtbot.waitSignal(page.requested) as asked:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == [OpenEntry(busy.entries["karin"])]


def test_an_empty_log_says_so_kindly_and_offers_the_first_contact(
    qtbot: QtBot, workspace: Workspace, settled: Callable[[], None]
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


def test_more_rows_come_as_one_scrolls(
    busy: Any, page: ContactLogPage, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_page, "BATCH", 20)
    monkeypatch.setattr(log_page, "ENOUGH", 2)
    with busy.workspace.write() as tx:
        for number in range(120):
            moment = tx.now - timedelta(days=30, minutes=number)
            new = NewContact(
                Channel.LETTER, Direction.OUT, moment, f"Letter {number}", matter_id=busy.matters["rowe"]
            )
            log_contact(tx, new)
    page.reload()
    settled()
    first = len(page.rows())
    assert first < 60
    for _ in range(30):
        page.table.scrollToBottom()
        settled()
    assert len(page.rows()) == 127
    assert len({row.id for row in page.rows()}) == 127
    assert page.subtitle.text() == "127 contacts"
