"""The list of developments on the matter's page, and what slipped beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pytestqt.qtbot import QtBot

from app.contactlog.telling import tellings
from app.kernel.clock import FixedClock
from app.kernel.said import say_moment
from app.matters.development_queries import developments
from app.matters.history import development_versions
from app.matters.key_date_queries import key_dates
from app.matters.key_dates import move_key_date
from app.matters.words import DevelopmentKind, KeyDateKind
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from ui.kit.row_model import Row
from ui.kit.sheet import sheets_in
from ui.matters.correction_forms import CorrectDevelopmentForm
from ui.matters.news_tab import DATE, NEWS, news_groups
from ui.matters.page import MatterPage
from ui.schedule.dropped_form import DroppedForm
from ui.shell.requests import LogContactRequest, WriteUpdate

if TYPE_CHECKING:
    from app.matters.development_queries import DevelopmentRow
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


def test_what_is_untold_is_told_from_its_row(page: MatterPage, busy: Busy) -> None:
    assert page.view is not None
    asked: list[object] = []
    page.requested.connect(asked.append)
    (row,) = (
        row
        for group in news_groups(page.view)
        for row in group.rows
        if row.key == (NEWS, busy.news["notice"])
    )
    assert row.action == "Tell the client"
    page.news.act(row.key)
    (request,) = asked
    assert isinstance(request, LogContactRequest)
    assert request.tells == (busy.news["notice"],)


def test_a_correction_asks_why_and_keeps_what_stood_there(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    page.news.correct(busy.news["notice"])
    form = sheets_in(page)[-1]
    assert isinstance(form, CorrectDevelopmentForm)
    form.text.setText("Order on the motion")
    form.reason.setText("Read again")
    form.accept_button.click()
    settled()
    with busy.workspace.read() as reader:
        row = next(one for one in developments(reader) if one.id == busy.news["notice"])
        assert row.text == "Order on the motion"
        assert [one.reason for one in development_versions(reader, row.id)] == ["", "Read again"]
        assert tellings(reader).get(row.id) is None


def test_the_moment_of_a_correction_reads_as_in_every_form(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    was = next(one for one in _rows(busy) if one.id == busy.news["notice"]).occurred_at
    page.news.correct(busy.news["notice"])
    form = sheets_in(page)[-1]
    assert isinstance(form, CorrectDevelopmentForm)
    local = was.astimezone(busy.workspace.zone)
    assert form.when.text() == say_moment(local, busy.workspace.clock.now().astimezone(local.tzinfo))
    assert form.when.text()[:3].isalpha()
    form.reason.setText("Another kind")
    form.accept_button.click()
    settled()
    assert next(one for one in _rows(busy) if one.id == busy.news["notice"]).occurred_at == was


def test_a_correction_into_an_offer_asks_until_when_it_is_open(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    page.news.correct(busy.news["notice"])
    form = sheets_in(page)[-1]
    assert isinstance(form, CorrectDevelopmentForm)
    assert not form.until.isVisible()
    form.kind.set_value(DevelopmentKind.OFFER)
    assert form.until.isVisible()
    form.text.setText("They offer $20,000.")
    form.until.setText("9 December")
    form.reason.setText("It is an offer")
    form.accept_button.click()
    settled()
    row = next(one for one in _rows(busy) if one.id == busy.news["notice"])
    assert row.kind is DevelopmentKind.OFFER
    with busy.workspace.read() as reader:
        (last,) = key_dates(reader, row.matter_id, first=date(2026, 12, 9), last=date(2026, 12, 9))
    assert (last.kind, last.title) == (
        KeyDateKind.DEADLINE,
        "Last day to answer the offer: They offer $20,000.",
    )
    page.mark_stale()
    settled()
    page.news.correct(busy.news["notice"])
    again = sheets_in(page)[-1]
    assert isinstance(again, CorrectDevelopmentForm)
    assert not again.until.isVisible(), "its date stands, and is moved itself"


def test_withdrawn_and_brought_back(page: MatterPage, busy: Busy, settled: Settled) -> None:
    page.news.withdraw(busy.news["notice"])
    form = sheets_in(page)[-1]
    form.reason.setText("Another matter's")  # type: ignore[attr-defined]  # the form of one question
    form.accept_button.click()
    settled()
    page.mark_stale()
    settled()
    assert page.view is not None
    assert busy.news["notice"] not in page.view.untold
    page.news.restore(busy.news["notice"])
    settled()
    assert busy.news["notice"] in {row.id for row in _rows(busy)}


def test_a_date_the_client_attends_that_moved_is_written_down_with_one_click(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    assert page.view is not None
    key = next(one for one in page.view.key_dates if one.client_attends and one.done_at is None)
    before = len(_rows(busy))
    with busy.workspace.write() as tx:
        move_key_date(tx, key.id, key.on.replace(day=key.on.day + 1), key.at, "The court moved it")
    page.mark_stale()
    settled()
    (row,) = (row for group in news_groups(page.view) for row in group.rows if row.key == (DATE, key.id))
    page.news.act(row.key)
    settled()
    assert len(_rows(busy)) == before + 1
    page.mark_stale()
    settled()
    assert not page.view.turned


def test_what_slipped_is_read_when_it_is_seen(page: MatterPage, settled: Settled) -> None:
    assert page.tabs.slipped.rows.keys() == []
    page.tabs.show_tab("What slipped")
    settled()
    keys = page.tabs.slipped.rows.keys()
    assert keys
    page.tabs.slipped.rows.select(keys[0])
    assert page.tabs.slipped.axis.current() is not None
    assert "promises kept in time" in page.tabs.slipped.sentence.text()


def _rows(busy: Busy) -> list[DevelopmentRow]:
    with busy.workspace.read() as reader:
        return list(developments(reader, busy.matters["whitcombe"]))


def test_an_update_that_a_change_dropped_can_be_explained_or_given(
    page: MatterPage, busy: Busy, clock: FixedClock, settled: Settled, qtbot: QtBot
) -> None:
    matter = busy.matters["whitcombe"]
    clock.advance(timedelta(days=70))
    with busy.workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH, tx.today))
    page.tabs.show_tab("What slipped")
    settled()
    rows = page.tabs.slipped.rows
    (key,) = (one.key for one in rows.lines() if isinstance(one, Row) and one.action == "Say why…")
    rows.acted.emit(key)
    form = sheets_in(page)[-1]
    assert isinstance(form, DroppedForm)
    settled()
    form.reason.setText("She heard")
    with qtbot.waitSignal(page.requested) as asked:
        form.write_button.click()
    assert asked.args == [WriteUpdate(matter)]
    settled()
    rows.acted.emit(key)
    form = sheets_in(page)[-1]
    assert isinstance(form, DroppedForm)
    settled()
    assert form.reason.text() == "She heard", "the update may yet not be given"
    form.reason.setText("She heard all of it in court")
    form.apply("")
    settled()
    page.mark_stale()
    settled()
    assert not any(isinstance(one, Row) and one.action == "Say why…" for one in rows.lines())
