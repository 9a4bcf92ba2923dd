"""Undo and redo by the keyboard, step by step; what stays says so, and what to do instead."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.clients.queries import client_sheet
from app.contactlog.follow_up_commands import add_follow_up, move_follow_up
from app.contactlog.forms import NewFollowUp
from app.contactlog.queries import FollowUpRow, follow_ups
from app.kernel.errors import MachineTrouble
from app.matters.walls import restrict_matter
from app.people.models import Colleague
from app.people.words import Role
from tests.ui.office import Office
from ui.contactlog.log_sheet import LogContactSheet
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.kit.undo import forget_histories, history_of
from ui.shell.main_window import MainWindow
from ui.shell.requests import LogContactRequest
from ui.shell.trail import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
Settled = Callable[[], None]


def _press(office: Office, key: Qt.Key, *, shift: bool = False, window: QWidget | None = None) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    window = window or office.window
    QTest.keyClick(window, key, held | Qt.KeyboardModifier.ShiftModifier if shift else held)
    office.settled()


def _said(window: Any) -> str:
    return str(window.messages.accessibleName())


def _follow_up(office: Office, text: str) -> FollowUpRow:
    with office.workspace.read() as reader:
        return next(one for one in follow_ups(reader) if one.text == text)


def _page(office: Office) -> Any:
    """The matter, with a follow-up that was agreed."""
    matter = office.busy.matters["whitcombe"]
    with office.workspace.write() as tx:
        add_follow_up(tx, matter, NewFollowUp("Maria Ortega", "draft the letter", tx.today))
    page = office.go("matter", matter)
    page.setFocus()
    return page


def test_step_by_step_back_and_again(office: Office) -> None:
    page = _page(office)
    registry = office.window.registry
    assert not registry["undo"].isEnabled()
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    assert registry["undo"].text() == "Undo: Open again"
    _press(office, Qt.Key.Key_Z)
    assert _follow_up(office, "draft the letter").done_at is not None
    assert _said(office.window) == "Taken back: Open again"
    assert (registry["undo"].text(), registry["redo"].text()) == ("Undo: Done", "Redo: Open again")
    _press(office, Qt.Key.Key_Z)
    assert _follow_up(office, "draft the letter").done_at is None
    assert not registry["undo"].isEnabled()
    _press(office, Qt.Key.Key_Z, shift=True)
    _press(office, Qt.Key.Key_Y)
    assert _follow_up(office, "draft the letter").done_at is None
    assert not registry["redo"].isEnabled()
    assert registry["redo"].text() == "Redo"
    with office.workspace.read() as reader:
        found = reader.session.connection().exec_driver_sql(
            "SELECT action FROM audit_events WHERE object_kind = 'follow_up' ORDER BY seq DESC LIMIT 7"
        )
        said = [str(one) for (one,) in found]
    assert sorted(said) == sorted(["added", "done", "reopened"] + ["done", "reopened"] * 2), (
        "nothing is erased"
    )


def test_what_says_the_same_is_taken_back_from_the_end(office: Office) -> None:
    """The same form saved twice, and something done between: what was done last is asked for first."""
    page = _page(office)
    history = office.history
    history.stays("Template saved", "It stays.")
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    history.stays("Template saved", "It stays.")
    page.setFocus()
    _press(office, Qt.Key.Key_Z)
    assert _said(office.window) == "It stays."
    _press(office, Qt.Key.Key_Z)
    assert _follow_up(office, "draft the letter").done_at is None


def test_what_is_still_being_done_is_what_is_taken_back(office: Office) -> None:
    """The key is pressed right after the click, while another program writes: what was clicked is meant, and nothing
    that was done before it."""
    page = _page(office)
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    go = threading.Event()
    tasks.run(lambda: go.wait(30), owner=office.window)
    try:
        page.rows.finish(_follow_up(office, "draft the letter"))
        office.window.registry["undo"].trigger()
    finally:
        go.set()
    office.settled()
    assert _said(office.window) == "Taken back: Open again"
    assert _follow_up(office, "draft the letter").done_at is not None
    office.window.registry["undo"].trigger()
    office.window.registry["redo"].trigger()
    office.settled()
    assert _follow_up(office, "draft the letter").done_at is not None, (
        "the redo is of what was being taken back"
    )
    assert [office.window.registry[one].text() for one in ("undo", "redo")] == [
        "Undo: Done",
        "Redo: Open again",
    ]


def test_what_was_asked_of_what_failed_is_asked_of_nothing_else(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _page(office)
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()

    def full(*_: object) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    monkeypatch.setattr("ui.kit.undo.noting", full)
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.window.registry["undo"].trigger()
    office.settled()
    assert _follow_up(office, "draft the letter").done_at is not None, (
        "what was done before is not taken back"
    )
    assert office.window.registry["undo"].text() == "Undo: Done"


def test_the_link_beside_it_and_the_key_are_one(office: Office) -> None:
    page = _page(office)
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    page.doing.messages._link.click()
    office.settled()
    assert _follow_up(office, "draft the letter").done_at is None
    assert not office.window.registry["undo"].isEnabled(), "it is not taken back twice"
    assert office.window.registry["redo"].isEnabled()


def test_a_profile_that_was_edited(office: Office) -> None:
    client = office.busy.clients["whitcombe"]
    page = office.go("client", client)
    page.edit.click()
    office.settled()
    form = office.form()
    form.language.setText("Portuguese")  # type: ignore[attr-defined] # the form of a client
    form.apply("")
    office.settled()
    assert _said(office.window) == "Client changed"
    page.setFocus()
    _press(office, Qt.Key.Key_Z)
    with office.workspace.read() as reader:
        assert client_sheet(reader, client).details.language == "English"
    _press(office, Qt.Key.Key_Z, shift=True)
    with office.workspace.read() as reader:
        assert client_sheet(reader, client).details.language == "Portuguese"


def test_an_entry_is_evidence(office: Office) -> None:
    page = _page(office)
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    office.window.ask(LogContactRequest(office.busy.matters["whitcombe"]))
    office.settled()
    (sheet,) = sheets_in(office.window)
    assert isinstance(sheet, LogContactSheet)
    sheet.form.summary.setPlainText("She called about the lease")
    for _ in range(2):  # it may ask to be looked at once more
        if sheets_in(office.window):
            sheet.apply("")
            office.settled()
    assert sheets_in(office.window) == []
    page.setFocus()
    assert office.window.registry["undo"].text() == "Undo: why not? Contact kept in the log"
    _press(office, Qt.Key.Key_Z)
    assert _said(office.window).startswith("An entry is evidence and is not undone. Amend it")
    assert _follow_up(office, "draft the letter").done_at is not None, "what was before it stays, too"
    office.window.messages._link.click()
    office.settled()
    (form,) = sheets_in(office.window)
    assert isinstance(form, LogContactSheet)
    assert form.form.values().entry_id is not None, "the way is its amendment"
    form.reject()
    office.settled()
    page.setFocus()
    _press(office, Qt.Key.Key_Z)
    assert _follow_up(office, "draft the letter").done_at is None, "then what was before it is next"


def test_what_somebody_changed_since_stays(office: Office) -> None:
    page = _page(office)
    one = _follow_up(office, "draft the letter")
    page.rows.finish(one)
    office.settled()
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    with office.workspace.write() as tx:
        move_follow_up(tx, one.id, None, "somebody else moved it")
    office.settled()
    page.setFocus()
    _press(office, Qt.Key.Key_Z)
    assert (
        _said(office.window)
        == "That was changed since, so it stays as it is now. Look at it before you change it."
    )
    assert _follow_up(office, "draft the letter").done_at is None
    assert office.window.registry["undo"].text() == "Undo: Done"


def test_who_may_write_no_more_takes_nothing_back(office: Office) -> None:
    """The role was reduced at another desk, after it was done."""
    page = _page(office)
    one = _follow_up(office, "draft the letter")
    page.rows.finish(one)
    office.settled()
    with office.workspace.write() as tx:
        me = tx.session.get(Colleague, tx.actor)
        assert me is not None
        me.role = Role.READ_ONLY
    page.setFocus()
    _press(office, Qt.Key.Key_Z)
    assert (
        _said(office.window)
        == "You may read here, but not change anything. A partner, a lawyer or the staff can do it."
    )
    assert _follow_up(office, "draft the letter").done_at is not None


def test_what_is_behind_a_wall_now_stays_and_is_named_nowhere(office: Office) -> None:
    page = _page(office)
    matter = office.busy.matters["whitcombe"]
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    page.edit.click()
    office.settled()
    form: Any = office.form()
    form.stage.setText("Trial")
    form.apply("")
    office.settled()
    page.write_update()
    office.settled()
    composer = office.form()
    history = office.history
    history.stays(composer.saved_words(), composer.why_it_stays())
    composer.reject()
    office.settled()
    with replace(office.workspace, actor=office.busy.david).write() as tx:
        restrict_matter(tx, matter, [office.busy.david], "Against her brother")
    office.settled()
    office.go("today")
    said = []
    for _ in range(3):
        said.append(office.window.registry["undo"].text())
        office.window.registry["undo"].trigger()
        office.settled()
        said.append(_said(office.window))
    assert not office.window.registry["undo"].isEnabled()
    assert said == [
        "Undo: why not? Update",
        "An entry is evidence and is not undone. Amend it: what it said before stays readable.",
        "Undo: Matter changed",
        "That matter is not in the vault.",
        "Undo: Done",
        "That follow-up is not in the vault.",
    ]


def test_what_is_under_way_when_all_is_forgotten_is_not_offered_again(office: Office) -> None:
    """A file was destroyed meanwhile."""
    page = _page(office)
    history = office.history
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    history.undo()
    forget_histories()
    office.settled()
    assert _follow_up(office, "draft the letter").done_at is None, "it was under way"
    assert (history.next_back, history.next_again) == (None, None)
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    history.undo()
    office.settled()
    history.redo()
    forget_histories()
    office.settled()
    assert (history.next_back, history.next_again) == (None, None)


def test_what_changed_nothing_has_nothing_taken_back_in_its_place(office: Office) -> None:
    page = _page(office)
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    history = history_of(page)
    history.run(lambda: None, done=lambda _: None, failed=lambda _: None)
    history.undo()
    office.settled()
    assert _follow_up(office, "draft the letter").done_at is not None, "what was done before it stays"
    assert history.next_back is not None
    history.undo()
    office.settled()
    assert _follow_up(office, "draft the letter").done_at is None


def test_letters_are_taken_back_in_their_field(office: Office) -> None:
    page = _page(office)
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    found = office.go("matters")
    found.filter.setFocus()
    QTest.keyClicks(found.filter, "whit")
    _press(office, Qt.Key.Key_Z, window=found.filter)
    assert found.filter.text() != "whit"
    _press(office, Qt.Key.Key_Z, shift=True, window=found.filter)
    assert found.filter.text() == "whit"
    assert _follow_up(office, "draft the letter").done_at is not None


def test_nothing_moves_under_a_form(office: Office) -> None:
    page = _page(office)
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    office.window.show_shortcuts()
    office.settled()
    office.window.registry["undo"].trigger()
    office.settled()
    assert _said(office.window) == "Close what stands over the page first."
    assert _follow_up(office, "draft the letter").done_at is not None


def test_each_window_has_its_own_and_the_lock_forgets(office: Office, qtbot: QtBot) -> None:
    page = _page(office)
    beside = office.window.windows.open(Place("calendar"))
    assert beside is not None
    office.settled()
    page.rows.finish(_follow_up(office, "draft the letter"))
    office.settled()
    assert office.window.registry["undo"].isEnabled()
    assert not beside.registry["undo"].isEnabled()
    office.lock()
    office.unlock()
    assert not office.window.registry["undo"].isEnabled()


def test_without_a_vault_there_is_nothing(window: MainWindow) -> None:
    assert not window.registry["undo"].isEnabled()
    assert not window.registry["redo"].isEnabled()
