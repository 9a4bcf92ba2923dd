"""Access requests in the window: a request by its form, items decided by keyboard, what happened, the export."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.access.commands import close_request, decide_items, open_request
from app.access.deciders import is_for_lawyers
from app.access.forms import NewDecision, NewRequest
from app.access.queries import RequestSheet, exports_of, given_in, request_sheet, requests
from app.access.words import Decision, Ending, Ground, TurnKind
from app.kernel.duty import DutyKind
from app.kernel.rights import Right
from app.reports.access_out import save_export
from app.reports.access_paper import access_paper
from ui.access.decide_form import DecideForm
from ui.access.given_sheet import GivenSheet
from ui.access.page import AccessPage
from ui.access.request_form import RequestForm
from ui.access.turn_form import TurnForm
from ui.care.page import CarePage
from ui.kit import theme
from ui.kit.dialogs import Progress, Question
from ui.kit.formsheet import FormSheet
from ui.kit.sheet import sheets_in
from ui.reports.password_sheet import PdfPasswordSheet
from ui.shell.trail import Place
from ui.today.duty_doings import DOINGS

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy
    from tests.ui.office import Office

Settled = Callable[[], None]
Sheet = TypeVar("Sheet", bound=FormSheet)


@pytest.fixture
def request_id(busy: Busy) -> UUID:
    with busy.workspace.write() as tx:
        return open_request(tx, NewRequest(busy.clients["whitcombe"]))


@pytest.fixture
def page(busy: Busy, request_id: UUID, qtbot: QtBot, settled: Settled) -> AccessPage:
    made = AccessPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    made.activateWindow()
    settled()
    made.items.setFocus()
    return made


def sheet_of(page: object, kind: type[Sheet]) -> Sheet:
    (sheet,) = sheets_in(page)  # type: ignore[arg-type] # a page of any kind
    assert isinstance(sheet, kind)
    return sheet


def read(busy: Busy, request_id: UUID) -> RequestSheet:
    with busy.workspace.read() as reader:
        return request_sheet(reader, request_id)


def test_g_gives_and_w_asks_for_the_ground(
    page: AccessPage, busy: Busy, request_id: UUID, settled: Settled
) -> None:
    first, second = (one.item.id for one in read(busy, request_id).undecided[:2])
    page.items.select(first)
    QTest.keyClick(page.items, Qt.Key.Key_G)
    settled()
    page.items.select(second)
    QTest.keyClick(page.items, Qt.Key.Key_W)
    settled()
    form = sheet_of(page, DecideForm)
    assert form.decision.value() is Decision.WITHHOLD
    form.ground.set_value(Ground.PRIVILEGE)
    form.apply("")
    settled()
    found = {one.item.id: one for one in read(busy, request_id).items}
    assert found[first].decision is Decision.GIVE
    assert (found[second].decision, found[second].ground) == (Decision.WITHHOLD, Ground.PRIVILEGE)


def test_a_button_gives_and_another_takes_it_back(
    page: AccessPage, busy: Busy, request_id: UUID, settled: Settled
) -> None:
    first = read(busy, request_id).undecided[0].item.id
    page.items.select(first)
    page.deciding[Decision.GIVE].click()
    settled()
    assert {one.item.id: one for one in read(busy, request_id).items}[first].decision is Decision.GIVE
    page.items.select(first)
    page.undo.click()
    settled()
    assert {one.item.id: one for one in read(busy, request_id).items}[first].decision is None


def test_buttons_stand_open_to_who_may_decide_about_what_is_selected(
    page: AccessPage, busy: Busy, request_id: UUID, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = read(busy, request_id).items
    by_law = next(one.item.id for one in items if is_for_lawyers(one.item))
    other = next(one.item.id for one in items if not is_for_lawyers(one.item))
    give = page.deciding[Decision.GIVE]
    page.items.select(by_law)
    assert give.isEnabled()
    assert not page.keys_said.isHidden()
    assert not page.undo.isEnabled(), "nothing was decided yet"
    monkeypatch.setattr(type(busy.workspace), "may", lambda self, right: right is not Right.PRIVILEGE)
    page.mark_stale()
    settled()
    page.items.select(other)
    assert give.isEnabled()
    page.items.select(by_law)
    assert not give.isEnabled()
    assert page.keys_said.isHidden(), "keys that do nothing are not named"
    assert "lawyer" in give.toolTip()


def test_what_was_given_is_shown_with_its_index(
    page: AccessPage, busy: Busy, request_id: UUID, settled: Settled, tmp_path: Path
) -> None:
    assert not page.given.isVisible()
    with busy.workspace.write() as tx:
        left = [one.item.id for one in request_sheet(tx.reader(), request_id).undecided]
        decide_items(tx, request_id, left, NewDecision(Decision.WITHHOLD, Ground.PRIVILEGE))
    save_export(busy.workspace, request_id, tmp_path / "answer.zip")
    page.mark_stale()
    settled()
    page.given.click()
    settled()
    (sheet,) = sheets_in(page)
    assert isinstance(sheet, GivenSheet)
    with busy.workspace.read() as reader:
        (made,) = exports_of(reader, request_id)
        index = given_in(reader, made.id)
    assert list(sheet.rows.keys()) == [made.id, *((made.id, one.position) for one in index)]


def test_enter_shows_what_an_item_says(
    page: AccessPage, busy: Busy, request_id: UUID, settled: Settled
) -> None:
    page.items.select(read(busy, request_id).items[0].item.id)
    QTest.keyClick(page.items, Qt.Key.Key_Return)
    settled()
    form = sheet_of(page, DecideForm)
    assert not form.ground.isEnabled()
    form.decision.set_value(Decision.REDACT)
    assert form.given.isEnabled()


def test_who_is_no_client_is_typed(page: AccessPage, busy: Busy, settled: Settled) -> None:
    page.new.click()
    settled()
    form = sheet_of(page, RequestForm)
    form.who.setText("Ned Nobody")
    form.reached.setText("ned@nobody.example, 555 0100")
    form.apply("")
    settled()
    with busy.workspace.read() as reader:
        (found,) = [row for row in requests(reader) if row.client_id is None]
    assert found.name == "Ned Nobody"
    assert page.requests.current_key() == found.id


def test_proof_of_identity_is_asked_for(
    page: AccessPage, busy: Busy, request_id: UUID, settled: Settled
) -> None:
    page.turn.click()
    settled()
    form = sheet_of(page, TurnForm)
    form.kind.set_value(TurnKind.IDENTITY_ASKED)
    assert not form.ending.isEnabled()
    form.apply("")
    settled()
    assert read(busy, request_id).row.clock.waits_since is not None


def test_what_is_to_be_decided_is_named_before_anything_is_exported(
    page: AccessPage, busy: Busy, request_id: UUID, settled: Settled
) -> None:
    page.items.selectionModel().clear()
    left = read(busy, request_id).undecided
    page.export.click()
    (question,) = sheets_in(page.window())
    assert isinstance(question, Question)
    assert question.title.text() == f"{len(left)} still to be decided"
    assert left[0].item.title in " ".join(one.text() for one in question.findChildren(QLabel))
    question.apply("")
    settled()
    assert page.items.current_key() == left[0].item.id
    assert sheets_in(page.window()) == []


def test_without_a_password_is_the_second_choice_and_said_to_be_open(
    page: AccessPage, busy: Busy, request_id: UUID, settled: Settled
) -> None:
    page.items.selectAll()
    page.decide(Decision.GIVE)
    settled()
    page.export.click()
    (asked,) = sheets_in(page.window())
    assert isinstance(asked, PdfPasswordSheet)
    asked.open_button.click()
    (question,) = sheets_in(page.window())
    assert isinstance(question, Question)
    assert "not encrypted" in " ".join(one.text() for one in question.findChildren(QLabel))
    question.reject()
    settled()


def test_the_answer_is_saved_when_all_is_decided(
    page: AccessPage, busy: Busy, request_id: UUID, settled: Settled, tmp_path: Path
) -> None:
    page.save_to(tmp_path / "early.zip")
    settled()
    assert "decided first" in page.errors.text()
    page.items.selectAll()
    page.decide(Decision.GIVE)
    settled()
    page.save_to(tmp_path / "answer.zip")
    settled()
    assert (tmp_path / "answer.zip").is_file()
    assert not (tmp_path / "early.zip").exists()
    with busy.workspace.read() as reader:
        assert len(exports_of(reader, request_id)) == 1


def _another(busy: Busy, page: AccessPage, settled: Settled) -> UUID:
    """Somebody else asks, too; of both requests all is decided. The first one is shown."""
    first = page.requests.current_key()
    assert isinstance(first, UUID)
    with busy.workspace.write() as tx:
        other = open_request(tx, NewRequest(busy.clients["rowe"]))
    for one in (first, other):
        with busy.workspace.write() as tx:
            ids = [left.item.id for left in request_sheet(tx.reader(), one).undecided]
            decide_items(tx, one, ids, NewDecision(Decision.WITHHOLD, Ground.PRIVILEGE))
    page.mark_stale()
    settled()
    assert page.requests.current_key() == first
    return other


@pytest.mark.parametrize("sealed", [True, False])
def test_what_is_exported_is_of_the_person_it_was_begun_for(
    sealed: bool,
    page: AccessPage,
    busy: Busy,
    request_id: UUID,
    settled: Settled,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = _another(busy, page, settled)
    file = tmp_path / f"answer.{'pdf' if sealed else 'zip'}"
    monkeypatch.setattr("ui.access.page.ask_where", lambda *words: words[-1](file))
    page.export.click()
    settled()
    (asked,) = sheets_in(page.window())
    assert isinstance(asked, PdfPasswordSheet)
    with busy.workspace.write() as tx:  # at another desk
        close_request(tx, request_id, Ending.TAKEN_BACK, note="Thought better of it")
    page.mark_stale()
    settled()
    assert page.requests.current_key() == other
    if sealed:
        asked.password.setText("violet ocean kettle")
        asked.again.setText("violet ocean kettle")
        asked.apply("")
        settled()
    else:
        asked.open_button.click()
        (question,) = sheets_in(page.window())
        assert isinstance(question, Question)
        question.apply("")
        settled()
    with busy.workspace.read() as reader:
        assert exports_of(reader, other) == (), "another person's records would be in the file"


def test_an_answer_is_not_asked_for_again_while_it_is_made(
    page: AccessPage, busy: Busy, request_id: UUID, settled: Settled, tmp_path: Path
) -> None:
    _another(busy, page, settled)
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "answer.zip", tmp_path / "answer.zip"):
        page.save_to(place)
        page.export.click()
        assert [type(one) for one in sheets_in(page.window())] == [Progress]
        settled()
        assert sheets_in(page.window()) == []
        assert page.export.isEnabled()
    with busy.workspace.read() as reader:
        assert len(exports_of(reader, request_id)) == 1


def test_an_answer_that_is_cancelled_leaves_no_file_and_counts_as_not_given(
    page: AccessPage,
    busy: Busy,
    request_id: UUID,
    settled: Settled,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _another(busy, page, settled)
    (tmp_path / "answer.zip").write_bytes(b"The answer of before")
    set_in_type, go = threading.Event(), threading.Event()

    def slow(*given: Any) -> Any:
        set_in_type.set()
        go.wait(20)
        return access_paper(*given)

    monkeypatch.setattr("app.reports.access_out.access_paper", slow)
    page.save_to(tmp_path / "answer.zip")
    assert set_in_type.wait(20)
    (progress,) = sheets_in(page.window())
    QTest.keyClick(progress, Qt.Key.Key_Escape)
    go.set()
    settled()
    assert sheets_in(page.window()) == []
    assert [one.name for one in tmp_path.glob("answer*")] == ["answer.zip"]
    assert (tmp_path / "answer.zip").read_bytes() == b"The answer of before"
    assert page.messages.accessibleName() == "Stopped: no file is left, and nothing counts as given."
    assert page.export.isEnabled()
    with busy.workspace.read() as reader:
        assert exports_of(reader, request_id) == ()


@pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
def test_an_answer_in_a_window_that_is_closed_leaves_no_file_and_counts_as_not_given(
    office: Office, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.workspace.write() as tx:
        asked = open_request(tx, NewRequest(office.busy.clients["whitcombe"]))
    with office.workspace.write() as tx:
        ids = [left.item.id for left in request_sheet(tx.reader(), asked).undecided]
        decide_items(tx, asked, ids, NewDecision(Decision.WITHHOLD, Ground.PRIVILEGE))
    beside = office.window.windows.open(Place("access", asked))
    assert beside is not None
    settled()
    page = beside.current_page()
    assert isinstance(page, AccessPage)
    set_in_type, go = threading.Event(), threading.Event()

    def slow(*given: Any) -> Any:
        set_in_type.set()
        go.wait(20)
        return access_paper(*given)

    monkeypatch.setattr("app.reports.access_out.access_paper", slow)
    page.save_to(tmp_path / "answer.zip")
    assert set_in_type.wait(20)
    beside.close()
    go.set()
    settled()
    assert list(tmp_path.glob("answer*")) == []
    with office.workspace.read() as reader:
        assert exports_of(reader, asked) == ()


def test_an_answer_that_is_cancelled_too_late_is_said_to_be_there(
    page: AccessPage,
    busy: Busy,
    request_id: UUID,
    settled: Settled,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _another(busy, page, settled)

    def late(*given: Any, **named: Any) -> None:
        save_export(*given, **named)
        page._making.cancel()  # type: ignore[union-attr] # a click on Cancel, just now

    monkeypatch.setattr("app.reports.access_out.save_export", late)
    page.save_to(tmp_path / "answer.zip")
    settled()
    assert page.messages.accessibleName() == "The answer is saved as answer.zip."
    assert (tmp_path / "answer.zip").is_file()
    with busy.workspace.read() as reader:
        assert len(exports_of(reader, request_id)) == 1


def test_nothing_is_done_with_one_request_while_another_is_chosen_and_not_read_yet(
    page: AccessPage, busy: Busy, request_id: UUID, settled: Settled, tmp_path: Path
) -> None:
    other = _another(busy, page, settled)
    page.requests.select(other)
    page.export.click()
    page.note_turn()
    page.save_to(tmp_path / "answer.zip")
    page.items.selectAll()
    page.undo_decision()
    assert sheets_in(page.window()) == []
    settled()
    assert page.errors.isHidden()
    assert not (tmp_path / "answer.zip").exists()
    assert read(busy, request_id).undecided == read(busy, other).undecided == ()


def test_it_stands_on_client_care_and_today_leads_to_it(
    busy: Busy, page: AccessPage, request_id: UUID, qtbot: QtBot, settled: Settled
) -> None:
    care = CarePage(busy.workspace)
    qtbot.addWidget(care)
    care.show()
    settled()
    assert "access" in care.rows.keys()  # noqa: SIM118 # no mapping
    assert DutyKind.ACCESS in DOINGS
    page.show_arg(request_id)
    settled()
    assert page.requests.current_key() == request_id


def test_with_large_letters_the_page_scrolls_and_no_button_is_cut(
    page: AccessPage, settled: Settled, qtbot: QtBot
) -> None:
    bar = page.downward.verticalScrollBar()
    assert bar.maximum() == 0, "all of it stands there at the usual size"
    try:
        theme.set_zoom(200)
        page.resize(900, 600)
        settled()
        qtbot.waitUntil(lambda: bar.maximum() > 0)
        for button in (page.turn, page.export, page.undo, *page.deciding.values()):
            assert button.width() >= button.sizeHint().width()
            assert button.height() >= button.sizeHint().height()
        assert page.items.height() >= 3 * theme.px(53)
    finally:
        theme.set_zoom(100)
