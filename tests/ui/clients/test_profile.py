"""The tabs of a client's profile, and the forms behind them, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.channels.words import Channel
from app.clients.around import PersonAround, add_person
from app.clients.commands import edit_client
from app.clients.consents import NewConsent, take_consent
from app.clients.points import Point
from app.clients.profile import Profile, profile
from app.clients.queries import client_sheet
from app.clients.words import Authority, ConsentKind, Hears, IdentityHow, PointKind
from ui.clients.adjustment_form import AdjustmentForm, EndAdjustmentForm
from ui.clients.consent_form import ConsentForm, WithdrawConsentForm
from ui.clients.identity_form import IdentityForm, WithdrawCheckForm
from ui.clients.page import ClientPage
from ui.clients.person_form import PersonAroundForm
from ui.clients.point_form import PointForm
from ui.clients.read_sheet import ReadSheet
from ui.kit.formsheet import FormSheet
from ui.kit.rows import Row, RowRole
from ui.kit.sheet import sheets_in
from ui.matters.list_tab import ListTab

if TYPE_CHECKING:
    from tests.ui.conftest import Busy

Settled = Callable[[], None]
S = TypeVar("S")


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> ClientPage:
    made = ClientPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show_arg(busy.clients["whitcombe"])
    made.show()
    settled()
    return made


def rows_of(tab: ListTab) -> list[Row]:
    model = tab.rows.model()
    items = [model.index(number, 0).data(RowRole) for number in range(model.rowCount())]
    return [item for item in items if isinstance(item, Row)]


def known(busy: Busy) -> Profile:
    with busy.workspace.read() as reader:
        return profile(reader, busy.clients["whitcombe"])


def save(form: FormSheet, page: ClientPage, settled: Settled) -> None:
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    page.reload()
    settled()


def sheet_of(page: ClientPage, kind: type[S]) -> S:
    found = sheets_in(page)[-1]
    assert isinstance(found, kind)
    return found


def test_somebody_is_noted_changed_and_taken_away(page: ClientPage, busy: Busy, settled: Settled) -> None:
    page.people.buttons[0].click()
    form = sheet_of(page, PersonAroundForm)
    assert form.not_told.isHidden(), "words stand only where the choice needs them"
    QTest.keyClicks(form.name, "Åke")
    QTest.keyClicks(form.relation, "her half-brother")
    form.hears.set_value(Hears.NOT_THIS)
    save(form, page, settled)
    assert sheets_in(page), "what must not be told is missing"
    QTest.keyClicks(form.not_told, "the will")
    form.points.lines[0].value.setText("510 555 0161")
    save(form, page, settled)
    row = rows_of(page.people)[-1]
    assert (row.title, row.subtitle) == ("Åke", "her half-brother, 510 555 0161")
    assert row.text == "must not be told: the will"
    page.people.rows.opened.emit(row.key)
    form = sheet_of(page, PersonAroundForm)
    assert form.details().not_told == "the will"
    form.authority.set_value(Authority.ALL)
    save(form, page, settled)
    assert known(busy).sheet.people[-1].details.authority is Authority.ALL
    page.people.rows.opened.emit(row.key)
    sheet_of(page, PersonAroundForm).gone.click()
    settled()
    assert "Åke" not in [one.details.name for one in known(busy).sheet.people]


def test_a_changed_number_asks_to_be_verified(page: ClientPage, busy: Busy, settled: Settled) -> None:
    client_id = busy.clients["whitcombe"]
    with busy.workspace.write() as tx:
        details = client_sheet(tx.reader(), client_id).details
        new = Point(PointKind.PHONE, "510 555 0199")
        edit_client(tx, client_id, replace(details, points=(new,)))
    page.reload()
    settled()
    row = rows_of(page.reach)[0]
    assert [chip.text for chip in row.chips] == ["changed, not verified since"]
    assert "+1 510 555 0144 was here until" in row.text
    page.reach.rows.opened.emit(row.key)
    form = sheet_of(page, PointForm)
    assert "changed from +1 510 555 0144, Maria Ortega" in form.history.text()
    save(form, page, settled)
    assert [chip.text for chip in rows_of(page.reach)[0].chips] == ["verified"]
    gone = rows_of(page.reach)[-1]
    assert gone.title == "nora@example.com"
    page.reach.rows.opened.emit(gone.key)
    assert "taken off the file" in sheet_of(page, ReadSheet).words.text()


def test_an_identity_check_is_written_and_withdrawn(page: ClientPage, busy: Busy, settled: Settled) -> None:
    assert "Nobody has written down" in page.reach.sentence.text()
    page.reach.buttons[0].click()
    form = sheet_of(page, IdentityForm)
    form.how.set_value(IdentityHow.KNOWN)
    save(form, page, settled)
    assert "known personally" in page.reach.sentence.text()
    row = next(row for row in rows_of(page.reach) if isinstance(row.key, tuple) and row.key[0] == "check")
    page.reach.rows.opened.emit(row.key)
    away = sheet_of(page, WithdrawCheckForm)
    QTest.keyClicks(away.why, "mistaken for another")
    save(away, page, settled)
    assert known(busy).identity is None


def test_a_consent_is_given_and_taken_back(page: ClientPage, busy: Busy, settled: Settled) -> None:
    page.consents.buttons[0].click()
    form = sheet_of(page, ConsentForm)
    assert form.channel.isHidden()
    form.kind.set_value(ConsentKind.CHANNEL)
    assert form.channel.value() is Channel.EMAIL, "what is not secure stands first"
    QTest.keyClicks(form.wording, "E-mail can be read by others.")
    save(form, page, settled)
    (row,) = rows_of(page.consents)
    assert row.title == "Agreed to e-mail"
    page.consents.rows.opened.emit(row.key)
    back = sheet_of(page, WithdrawConsentForm)
    QTest.keyClicks(back.how, "in a call")
    save(back, page, settled)
    (consent,) = known(busy).consents
    assert (consent.withdrawn_how, consent.withdrawn_by) == ("in a call", "Maria Ortega")
    page.consents.rows.opened.emit(row.key)
    assert "Taken back on" in sheet_of(page, ReadSheet).words.text()


def test_an_adjustment_is_made_and_ends(page: ClientPage, busy: Busy, settled: Settled) -> None:
    page.needs.buttons[0].click()
    form = sheet_of(page, AdjustmentForm)
    QTest.keyClicks(form.text, "Letters in 18 point")
    save(form, page, settled)
    row = rows_of(page.needs)[-1]
    assert row.title == "Letters in 18 point"
    page.needs.rows.opened.emit(row.key)
    save(sheet_of(page, EndAdjustmentForm), page, settled)
    assert known(busy).adjustments[0].ended_on is not None


def test_what_was_typed_is_there_again(page: ClientPage, busy: Busy, settled: Settled) -> None:
    page.consents.buttons[0].click()
    form = sheet_of(page, ConsentForm)
    form.kind.set_value(ConsentKind.SURVEY)
    form.given.set_value(False)
    QTest.keyClicks(form.wording, "May we ask you?")
    form.drop()
    settled()
    assert page.reopen("client-consent", busy.clients["whitcombe"])
    settled()
    again = sheet_of(page, ConsentForm)
    assert (again.kind.value(), again.given.value(), again.wording.text()) == (
        ConsentKind.SURVEY,
        False,
        "May we ask you?",
    )


def test_long_and_odd_words_fit(page: ClientPage, busy: Busy, settled: Settled) -> None:
    client_id = busy.clients["whitcombe"]
    with busy.workspace.write() as tx:
        add_person(tx, client_id, PersonAround("<b>Ned</b> " + "🙂" * 200, "\u202eevil", note="x " * 9_000))
        wording = "a b " * 5_000
        take_consent(tx, client_id, NewConsent(ConsentKind.PRIVACY, wording=wording))
    page.reload()
    settled()
    assert rows_of(page.people)[-1].title.startswith("<b>Ned</b>")
    page.grab()
    page.consents.rows.opened.emit(rows_of(page.consents)[0].key)
    assert sheet_of(page, ReadSheet).isVisible()
