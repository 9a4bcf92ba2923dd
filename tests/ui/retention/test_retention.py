"""Retention in the window: what is due, a hold on the matter's tab, kept longer, destroyed with a certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from app.contactlog.follow_up_commands import finish_follow_up
from app.contactlog.models import FollowUp
from app.destruction.commands import destroy_matters
from app.destruction.queries import certificates
from app.kernel.duty import DutyKind
from app.matters.commands import edit_matter
from app.matters.key_dates import finish_key_date
from app.matters.models import KeyDate
from app.matters.queries import list_matters
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.owed.queries import owed
from app.retention.commands import set_hold
from app.retention.firm_rules import rules
from app.retention.queries import closed_matter, holds, kept_documents, reviews
from app.retention.words import RetentionEvent
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.storage.engine import writer
from ui.care.page import CarePage
from ui.clients.page import ClientPage
from ui.kit.row_model import Row, RowRole
from ui.kit.sheet import Sheet, sheets_in
from ui.matters.page import MatterPage
from ui.reports.paper_sheet import PaperSheet
from ui.retention.forms import DocumentForm, HoldForm, LiftForm
from ui.retention.page import RetentionPage
from ui.retention.review_sheet import Decision, ReviewSheet
from ui.retention.rule_forms import RuleForm
from ui.today.duty_doings import DOINGS

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]
Kind = TypeVar("Kind", bound=Sheet)
LATER = datetime(2034, 3, 1, 20, tzinfo=UTC)


@pytest.fixture
def matter(busy: Busy) -> UUID:
    """Closed and settled, and years have gone by."""
    one = busy.matters["whitcombe"]
    with busy.workspace.write() as tx:
        for action in tx.session.scalars(
            select(FollowUp.id).where(FollowUp.matter_id == one, FollowUp.done_at.is_(None))
        ).all():
            finish_follow_up(tx, action)
        for day in tx.session.scalars(
            select(KeyDate.id).where(KeyDate.matter_id == one, KeyDate.done_at.is_(None))
        ).all():
            finish_key_date(tx, day)
        details = matter_sheet(tx.reader(), one).details
        closing = replace(details, status=MatterStatus.CLOSED, closed_on=date(2026, 11, 20))
        edit_matter(tx, one, closing)
    busy.clock.set(LATER)
    return one


@pytest.fixture
def page(busy: Busy, matter: UUID, qtbot: QtBot, settled: Settled) -> RetentionPage:
    made = RetentionPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    return made


def sheet_of(page: object, kind: type[Kind]) -> Kind:
    (sheet,) = sheets_in(page)  # type: ignore[arg-type] # a page of any kind
    assert isinstance(sheet, kind)
    return sheet


def review_by_key(page: RetentionPage, matter: UUID, settled: Settled) -> ReviewSheet:
    assert page.rows.select(("due", matter))
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    settled()
    return sheet_of(page, ReviewSheet)


def test_what_is_due_is_kept_longer(page: RetentionPage, busy: Busy, matter: UUID, settled: Settled) -> None:
    sheet = review_by_key(page, matter, settled)
    sheet.until.setText("1 January 2040")
    sheet.why.setText("The house is sold again")
    sheet.apply("")
    assert not sheet.form.isEnabled()
    sheet.reject()
    assert sheet.isVisible()  # what is being saved is not cancelled
    settled()
    assert not sheets_in(page.window())
    page.mark_stale()
    settled()
    with busy.workspace.read() as reader:
        (said,) = reviews(reader, matter)
        closed = closed_matter(reader, matter)
    assert (said.keep_until, closed is not None and closed.due_on) == (date(2040, 1, 1), date(2040, 1, 1))
    assert ("due", matter) not in page.rows.keys()  # noqa: SIM118 # no mapping


def test_what_is_due_is_destroyed_and_its_certificate_shown(
    page: RetentionPage, busy: Busy, matter: UUID, settled: Settled
) -> None:
    sheet = review_by_key(page, matter, settled)
    sheet.decision.set_value(Decision.DESTROY)
    assert sheet.accept_button.isEnabled()
    sheet.apply("")
    settled()
    sheet.why.setText("The partners decided it")
    sheet.apply("")
    settled()
    assert not sheet.result.isHidden()
    sheet.apply("")
    page.mark_stale()
    settled()
    with busy.workspace.read() as reader:
        (found,) = certificates(reader)
        assert list_matters(reader, ids=[matter]) == ()
    assert found.says.tables["matters"] == 1
    assert page.rows.select(("certificate", 1))
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    settled()
    assert sheet_of(page, PaperSheet).isVisible()


def test_what_is_held_cannot_be_destroyed_and_the_hold_is_lifted_from_the_list(
    page: RetentionPage, busy: Busy, matter: UUID, settled: Settled
) -> None:
    with busy.workspace.write() as tx:
        hold = set_hold(tx, "She may sue", matter_id=matter)
    page.mark_stale()
    settled()
    sheet = review_by_key(page, matter, settled)
    assert sheet.decision.values() == [Decision.KEEP], "nothing is offered that cannot be"
    assert sheet.decision.isHidden()
    (held,) = [one.text() for one in sheet.words if "She may sue" in one.text()]
    assert held == "• The matter is held since 1 March 2034 (Maria Ortega): She may sue"
    sheet.reject()
    settled()
    assert page.rows.select(("hold", hold))
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    settled()
    form = sheet_of(page, LiftForm)
    form.why.setText("Settled out of court")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert holds(reader) == ()


def test_what_is_due_within_a_year_is_listed_and_said_once(
    page: RetentionPage, busy: Busy, matter: UUID, settled: Settled
) -> None:
    busy.clock.set(datetime(2032, 11, 10, 20, tzinfo=UTC))
    page.mark_stale()
    settled()
    assert not {("due", matter), ("coming", matter)} & set(page.rows.keys()), "in a year and ten days"
    busy.clock.set(datetime(2033, 3, 1, 20, tzinfo=UTC))
    page.mark_stale()
    settled()
    assert page.rows.select(("coming", matter))
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    settled()
    sheet = sheet_of(page, ReviewSheet)
    said = " ".join(one.text() for one in sheet.words)
    assert said.count("20 November 2033") == 1
    assert "It cannot be destroyed yet." in said
    assert Decision.DESTROY not in sheet.decision.values()


def test_who_may_not_decide_is_offered_nothing(
    page: RetentionPage, busy: Busy, matter: UUID, settled: Settled
) -> None:
    with writer(busy.workspace.vault.engine).begin() as connection:
        connection.execute(
            text("UPDATE colleagues SET role = 'staff', is_admin = 0 WHERE id = :id"),
            {"id": busy.workspace.actor.hex},
        )
    page.mark_stale()
    settled()
    sheet = review_by_key(page, matter, settled)
    assert not sheet.form.isVisible()
    assert sheet.accept_button.text() == "Close"
    sheet.apply("")
    assert not sheet.isVisible()


def test_a_rule_is_set_from_the_page(page: RetentionPage, busy: Busy, matter: UUID, settled: Settled) -> None:
    page.rule.click()
    form = sheet_of(page, RuleForm)
    form.years.setText("ten")
    form.why.setText("Our insurer asks for it")
    form.apply("")
    settled()
    assert form.isVisible()
    form.years.setText("10")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        closed = closed_matter(reader, matter)
    assert closed is not None
    assert closed.due_on == date(2036, 11, 20)


def test_a_rule_is_changed_and_dropped(page: RetentionPage, busy: Busy, settled: Settled) -> None:
    page.rows.acted.emit(("rule", "", RetentionEvent.CLOSING))
    settled()
    form = sheet_of(page, RuleForm)
    assert (form.years.text(), form.area.isEnabled(), form.counted.isEnabled()) == ("7", False, False)
    assert form.drop_button is None, "every matter is kept for some time"
    form._leave()
    page.rows.acted.emit(("rule", "", RetentionEvent.LIMITATION))
    settled()
    form = sheet_of(page, RuleForm)
    assert form.drop_button is not None
    form.drop_button.click()
    settled()
    assert "why" in form.form.problem_texts()["reason"]
    form.why.setText("Every claim is diaried")
    form.drop_button.click()
    settled()
    with busy.workspace.read() as reader:
        assert [one.event for one in rules(reader) if not one.area_key] == [
            RetentionEvent.CLOSING,
            RetentionEvent.DOCUMENT,
            RetentionEvent.MAJORITY,
        ]


def test_the_matter_tab_holds_and_keeps(busy: Busy, matter: UUID, qtbot: QtBot, settled: Settled) -> None:
    page = MatterPage(busy.workspace)
    qtbot.addWidget(page)
    page.show()
    page.show_arg(matter)
    settled()
    lines = page.tabs.care.lines["retention"]
    page.tabs.care.show_matter(matter)
    with busy.workspace.read() as reader:
        keys = [one.key for one in lines.rows(reader, matter)]
    assert keys == [("retention", "review", None), ("retention", "keep", None)]
    lines.act(matter, ("retention", "begin", None))
    form = sheet_of(page, HoldForm)
    form.why.setText("A claim was announced")
    form.apply("")
    settled()
    lines.act(matter, ("retention", "keep", None))
    kept = sheet_of(page, DocumentForm)
    kept.what.setText("Will of 3 May 2019")
    kept.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert [one.reason for one in holds(reader, matter_id=matter)] == ["A claim was announced"]
        (document,) = kept_documents(reader, [matter])
        assert len(lines.rows(reader, matter)) == 4
    lines.act(matter, ("retention", "document", document.id))
    ended = sheet_of(page, DocumentForm)
    ended.how.setText("Given back")
    ended.apply("")
    settled()
    with busy.workspace.read() as reader:
        assert kept_documents(reader, [matter])[0].ended_how == "Given back"


def test_the_lead_is_told_once_a_month_and_nobody_else(busy: Busy, matter: UUID) -> None:
    def told() -> list[str]:
        with busy.workspace.read() as reader:
            items = owed(reader, days=60).items
        return [one.text for one in items if getattr(one.source, "kind", None) is DutyKind.RETENTION]

    with busy.workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=None))
    assert told() == ["1 matter is due for review"], "without a lead whoever may destroy sees to it"
    with busy.workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=tx.actor))
    assert told() == ["1 matter is due for review"]
    assert DutyKind.RETENTION in DOINGS
    with busy.workspace.write() as tx:
        set_hold(tx, "A claim", matter_id=matter)
    assert told() == []


def test_client_care_says_how_it_stands(busy: Busy, matter: UUID, qtbot: QtBot, settled: Settled) -> None:
    page = CarePage(busy.workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    assert "retention" in page.rows.keys()  # noqa: SIM118 # no mapping


def test_a_client_is_held_from_its_page(busy: Busy, matter: UUID, qtbot: QtBot, settled: Settled) -> None:
    client = busy.clients["whitcombe"]
    page = ClientPage(busy.workspace)
    qtbot.addWidget(page)
    page.show()
    page.show_arg(client)
    settled()
    page.holds.hold()
    form = sheet_of(page, HoldForm)
    form.apply("")
    settled()
    assert "why it is held" in form.form.problem_texts()["reason"]
    form.why.setText("A claim against the firm")
    form.apply("")
    settled()
    page.reload()
    settled()
    with busy.workspace.read() as reader:
        (held,) = holds(reader, client_id=client)
        lines = MatterPage(busy.workspace).tabs.care.lines["retention"]
        rows = {row.key: row for row in lines.rows(reader, busy.matters["whitcombe"])}
    assert "is held" in rows["retention", "hold", held.id].title, "each of the client's matters says so"
    page.holds.rows.acted.emit(("hold", held.id))
    lifting = sheet_of(page, LiftForm)
    lifting.why.setText("Settled")
    lifting.apply("")
    settled()
    page.reload()
    settled()
    shown = page.holds.rows.model().index(0, 0).data(RowRole)
    assert isinstance(shown, Row)
    assert (shown.action, [one.text for one in shown.chips]) == ("", ["lifted"])
    assert shown.text.endswith("Settled")


def test_a_certificate_is_of_the_firms_day(
    page: RetentionPage, busy: Busy, matter: UUID, settled: Settled
) -> None:
    """Destroyed in the evening, when it is the next day in Greenwich already."""
    busy.clock.set(datetime(2034, 3, 2, 5, tzinfo=UTC))
    destroy_matters(busy.workspace, [matter], "It is time")
    page.reload()
    settled()
    assert page.rows.select(("certificate", 1))
    row = page.rows.currentIndex().data(RowRole)
    assert isinstance(row, Row)
    assert row.text == "1 March 2034"
