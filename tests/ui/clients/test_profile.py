"""The tabs of a client's profile, and the forms behind them, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.channels.words import Channel
from app.clients.around import PersonAround, add_person, may_decide_note
from app.clients.commands import edit_client
from app.clients.consents import NewConsent, take_consent
from app.clients.points import Point
from app.clients.profile import Profile, profile
from app.clients.queries import client_sheet
from app.clients.words import Authority, ConsentKind, Hears, IdentityHow, PointKind, VerifiedHow
from ui.clients.adjustment_form import AdjustmentForm, EndAdjustmentForm
from ui.clients.client_form import ClientForm
from ui.clients.consent_form import ConsentForm, WithdrawConsentForm
from ui.clients.identity_form import IdentityForm, WithdrawCheckForm
from ui.clients.page import ClientPage
from ui.clients.person_form import PersonAroundForm
from ui.clients.point_form import PointForm
from ui.clients.read_sheet import ReadSheet
from ui.kit import theme
from ui.kit.formsheet import FormSheet
from ui.kit.row_model import Row, RowRole
from ui.kit.sheet import sheets_in
from ui.matters.list_tab import ListTab

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

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


def test_nobody_is_told_nothing_by_mistake(page: ClientPage, busy: Busy, settled: Settled) -> None:
    page.people.buttons[0].click()
    form = sheet_of(page, PersonAroundForm)
    shown = [button for button in form.hears.findChildren(QAbstractButton) if button.isVisible()]
    assert [button.text() for button in shown] == ["Ask client first", "Everything", "Not this…", "NOTHING"]
    QTest.keyClicks(form.name, "Ned")
    shown[-1].click()
    look_here = theme.colors().soon_ground
    assert shown[-1].grab().toImage().pixelColor(8, 8) == look_here
    save(form, page, settled)
    assert known(busy).sheet.people[-1].details.hears is Hears.NOTHING


def test_a_note_is_nobody(page: ClientPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        add_person(tx, busy.clients["whitcombe"], may_decide_note("the board of three; Ruth signs"))
    page.reload()
    settled()
    headings = [one.text for _, one in page.people.rows.model().headings()]
    assert headings[0] == "Who decides"
    row = next(row for row in rows_of(page.people) if row.title == "the board of three; Ruth signs")
    page.people.rows.opened.emit(row.key)
    form = sheet_of(page, PersonAroundForm)
    assert (form.title.text(), form.gone.text()) == ("Who decides", "Remove this note")
    assert form.name.isHidden()
    assert form.decides.isVisible()


def test_of_a_new_tick_is_asked_how(page: ClientPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.read() as reader:
        sheet = client_sheet(reader, busy.clients["whitcombe"])
    form = ClientForm(page, busy.workspace, sheet)
    form.open()
    phone, mail = form.points.lines[0], form.points.lines[1]
    assert phone.how.isHidden(), "it was verified before"
    assert mail.how.isHidden()
    mail.verified.setChecked(True)
    assert mail.how.isVisible()
    save(form, page, settled)
    point = next(one for one in known(busy).points if one.kind is PointKind.EMAIL)
    assert (point.verified_on is not None, point.verified_how) == (True, None)
    form = ClientForm(page, busy.workspace, known(busy).sheet)
    form.open()
    form.points.add(Point(PointKind.PHONE, "510 555 0133")).verified.setChecked(True)
    form.points.lines[-1].how.set_value(VerifiedHow.IN_PERSON)
    save(form, page, settled)
    assert known(busy).points[-1].verified_how is VerifiedHow.IN_PERSON


def test_a_declined_consent_looks_it(page: ClientPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        for kind, given in ((ConsentKind.MARKETING, False), (ConsentKind.SURVEY, True)):
            take_consent(tx, busy.clients["whitcombe"], NewConsent(kind, given=given, wording="May we?"))
        for words in ("Ned, about the hearing", "Rosa, about money"):
            take_consent(tx, busy.clients["whitcombe"], NewConsent(ConsentKind.THIRD_PARTY, wording=words))
    page.reload()
    settled()
    shown = {row.title: (row.icon, [chip.text for chip in row.chips]) for row in rows_of(page.consents)}
    assert shown["Declined news from the firm"] == ("x", ["declined"])
    assert shown["Agreed to be asked for feedback"] == ("check", ["agreed"])
    (heading,) = page.consents.rows.model().headings()
    assert (heading[1].text, heading[1].rows) == ("Current", 4), "each person is a consent of its own"


@pytest.mark.parametrize("kind", [Channel.TEXT, ConsentKind.WAIVER, ConsentKind.SETTLEMENT])
def test_kinds_of_consent(
    page: ClientPage, busy: Busy, settled: Settled, kind: Channel | ConsentKind
) -> None:
    page.consents.buttons[0].click()
    form = sheet_of(page, ConsentForm)
    form.kind.set_value(kind)
    assert form.channel.isHidden()
    QTest.keyClicks(form.wording, "As said.")
    save(form, page, settled)
    (consent,) = known(busy).consents
    wanted = (ConsentKind.CHANNEL, kind) if isinstance(kind, Channel) else (kind, None)
    assert (consent.kind, consent.channel) == wanted


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
