"""People in the window: who is here, who signs in, added, changed, removed; and what who is no administrator sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import open_workspace, recover_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewFollowUp
from app.contactlog.queries import follow_ups
from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock, Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.sheet import matter_sheet
from app.owed.handover import leaving
from app.people import users
from app.people.commands import NewColleague, add_colleague
from app.people.queries import colleagues
from app.people.standing import NewUser
from app.people.words import Role
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.vault import kdf
from app.vault.vault import unlock
from app.workspace import Workspace
from tests.support import PASSWORD
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.settings import recovery_sheet, remove_sheet
from ui.settings.page import FirmPage
from ui.settings.password_forms import OwnPasswordForm, ResetPasswordForm, SignInForm
from ui.settings.person_form import PersonForm
from ui.settings.recovery_sheet import RecoverySheet
from ui.settings.remove_sheet import RemoveSheet

Settled = Callable[[], None]
STRONG = "trout lamp orbit fifty-one"
DAVID = "David Finch"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slots that cost a moment instead of a second."""
    kdf.allow(kdf.CHEAP)
    monkeypatch.setattr(kdf, "calibrate", lambda: kdf.CHEAP)


def _page(qtbot: QtBot, workspace: Workspace, settled: Settled) -> FirmPage:
    made = FirmPage(workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    made.activateWindow()
    settled()
    return made


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, settled: Settled) -> FirmPage:
    return _page(qtbot, workspace, settled)


@pytest.fixture
def david(workspace: Workspace) -> UUID:
    """A lawyer who signs in, beside Maria, partner and administrator."""
    return users.add_user(workspace, NewUser(DAVID, Role.LAWYER), STRONG, cost=kdf.CHEAP)


def _sheet(page: FirmPage, kind: type[Any]) -> Any:
    found = sheets_in(page)[-1]
    assert isinstance(found, kind)
    return found


def _open(page: FirmPage, name: str, settled: Settled) -> PersonForm:
    page.mark_stale()
    settled()
    assert page.view is not None
    key = next(one.id for one in page.view.people if one.name == name)
    page.people.rows.opened.emit(key)
    form = _sheet(page, PersonForm)
    assert isinstance(form, PersonForm)
    return form


def _chips(page: FirmPage, name: str) -> tuple[str, ...]:
    model = page.people.rows._model
    rows = [model.item(number) for number in range(model.rowCount())]
    return next(tuple(chip.text for chip in row.chips) for row in rows if getattr(row, "title", "") == name)  # type: ignore[union-attr] # headings have no title


def _may_unlock(workspace: Workspace, name: str, password: str) -> bool:
    try:
        unlock(workspace.vault.folder, password, clock=workspace.clock, label=name).lock()
    except CannotUnlock:
        return False
    return True


def test_the_list_says_who_is_what(
    page: FirmPage, workspace: Workspace, david: UUID, settled: Settled
) -> None:
    with workspace.write() as tx:
        add_colleague(tx, NewColleague("Ann Harbour", Role.PARTNER))
    page.mark_stale()
    settled()
    assert _chips(page, "Maria Ortega") == ("you", "administrator")
    assert _chips(page, "Ann Harbour") == ("cannot sign in yet",)
    assert _chips(page, DAVID) == ()
    assert page.people.former.isHidden()


def test_a_person_is_added_with_a_password(page: FirmPage, workspace: Workspace, settled: Settled) -> None:
    page.people.add_button.click()
    form = _sheet(page, PersonForm)
    assert form.signs_in.isChecked()
    form.signs_in.setChecked(False)
    assert form.new.password.isHidden()
    form.name.setText("Priya Raman")
    form.role.set_value(Role.READ_ONLY)
    assert form.meaning.text() == "Reads and prints, changes nothing."
    form.phone.setText("510 555 0104")
    form.signs_in.setChecked(True)
    assert form.new.password.isVisible()
    form.new.password.setText("priya")
    form.apply("")
    assert "This would be guessed." in form.form.problem_texts()["new_password"]
    form.new.password.setText(STRONG)
    form.new.again.setText("another one")
    form.apply("")
    assert form.form.problem_texts() == {"again": "The two passwords are not the same."}
    form.new.again.setText(STRONG)
    form.apply("")
    settled()
    with workspace.read() as reader:
        priya = next(one for one in colleagues(reader) if one.name == "Priya Raman")
    assert (priya.role, priya.phone, priya.is_admin) == (Role.READ_ONLY, "510 555 0104", False)
    assert priya.id in users.signing_in(workspace.vault)
    assert _may_unlock(workspace, "Priya Raman", STRONG)
    settled()
    assert _chips(page, "Priya Raman") == ()


def test_an_administrator_without_a_password_is_none(page: FirmPage, settled: Settled) -> None:
    page.people.add_button.click()
    form = _sheet(page, PersonForm)
    form.name.setText("Priya Raman")
    form.signs_in.setChecked(False)
    form.admin.setChecked(True)
    form.apply("")
    assert set(form.form.problem_texts()) == {"signs_in"}


def test_who_is_on_the_list_gets_a_password(page: FirmPage, workspace: Workspace, settled: Settled) -> None:
    with workspace.write() as tx:
        add_colleague(tx, NewColleague("Ann Harbour", Role.PARTNER))
    form = _open(page, "Ann Harbour", settled)
    assert [button.text() for button in form.doings] == ["Give a password…", "Remove…"]
    form.doings[0].click()
    let_in = _sheet(page, SignInForm)
    assert let_in.role.value() is Role.PARTNER
    let_in.new.password.setText(STRONG)
    let_in.new.again.setText(STRONG)
    let_in.apply("")
    settled()
    assert _may_unlock(workspace, "Ann Harbour", STRONG)


def test_role_and_administrator_are_changed(
    page: FirmPage, workspace: Workspace, david: UUID, settled: Settled
) -> None:
    form = _open(page, DAVID, settled)
    form.role.set_value(Role.PARTNER)
    form.admin.setChecked(True)
    form.apply("")
    settled()
    with workspace.read() as reader:
        row = next(one for one in colleagues(reader) if one.id == david)
    assert (row.role, row.is_admin) == (Role.PARTNER, True)


def test_the_last_administrator_stays_one(page: FirmPage, david: UUID, settled: Settled) -> None:
    form = _open(page, "Maria Ortega", settled)
    assert [button.text() for button in form.doings] == ["Change password…"]
    form.admin.setChecked(False)
    form.apply("")
    settled()
    assert "Make somebody else one first." in form.form.problem_texts()["is_admin"]


def test_a_forgotten_password_is_reset(
    page: FirmPage, workspace: Workspace, david: UUID, settled: Settled
) -> None:
    form = _open(page, DAVID, settled)
    assert [button.text() for button in form.doings] == ["Reset password…", "Remove…"]
    form.doings[0].click()
    reset = _sheet(page, ResetPasswordForm)
    reset.new.password.setText("violet kettle under snow")
    reset.new.again.setText("violet kettle under snow")
    reset.apply("")
    settled()
    assert not _may_unlock(workspace, DAVID, STRONG)
    assert _may_unlock(workspace, DAVID, "violet kettle under snow")


def test_ones_own_password_needs_the_present_one(
    page: FirmPage, workspace: Workspace, settled: Settled
) -> None:
    page.people.own_password.click()
    form = _sheet(page, OwnPasswordForm)
    form.apply("")
    assert set(form.form.problem_texts()) == {"password", "new_password"}
    form.old.setText("not it")
    form.new.password.setText(STRONG)
    form.new.again.setText(STRONG)
    form.apply("")
    settled()
    assert form.form.problem_texts() == {"password": "The present password is wrong."}
    assert form.form.isEnabled()
    form.old.setText(PASSWORD)
    form.apply("")
    settled()
    assert _may_unlock(workspace, "Maria Ortega", STRONG)
    assert not _may_unlock(workspace, "Maria Ortega", PASSWORD)


def _matter_of(workspace: Workspace, david: UUID) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails("Whitcombe v. Larkspur", (client,), responsible_id=david, opened_on=tx.today)
        matter = open_matter(tx, details)
        add_follow_up(tx, matter, NewFollowUp("David", "send stipulation", date(2026, 11, 24)))
    return matter


@pytest.mark.parametrize("present", [PASSWORD, "not the present one"])
def test_a_window_that_is_closed_while_a_password_is_changed_waits_for_what_comes_of_it(
    page: FirmPage, workspace: Workspace, settled: Settled, qtbot: QtBot, present: str
) -> None:
    form = OwnPasswordForm(page, workspace, "Maria Ortega")
    form.open()
    closed: list[str] = []
    assert not form.holds_window(lambda: closed.append("early"))
    form.old.setText(present)
    form.new.password.setText(STRONG)
    form.new.again.setText(STRONG)
    form.apply("")
    assert form.holds_window(lambda: closed.append("done"))
    assert form.note.text() == "The window closes when this is done."
    settled()
    is_changed = present == PASSWORD
    qtbot.waitUntil(lambda: bool(closed) is is_changed)
    assert closed == (["done"] if is_changed else [])
    assert _may_unlock(workspace, "Maria Ortega", STRONG) is is_changed
    if not is_changed:
        assert form.form.problem_texts() == {"password": "The present password is wrong."}
        assert form.note.text() == ""


def test_somebody_is_removed_and_what_was_open_is_handed_over(
    page: FirmPage, workspace: Workspace, david: UUID, settled: Settled
) -> None:
    matter = _matter_of(workspace, david)
    epoch = workspace.vault.epoch
    _open(page, DAVID, settled).doings[1].click()
    sheet = _sheet(page, RemoveSheet)
    settled()
    assert sheet.open_work.text() == (
        "In David Finch's name stand 1 open matter (Whitcombe v. Larkspur) and 1 follow-up."
    )
    assert "backups and copies" in sheet.copies.accessibleName()
    assert not sheet.accept_button.hasFocus(), "Enter does not remove anybody by accident"
    assert not sheet.accept_button.isEnabled(), "nobody is removed before it is said who takes over"
    assert sheet.note.text() == "Please say who takes over, or that nobody does for now."
    assert sheet.accept_button.accessibleDescription() == sheet.note.text()
    sheet.apply("")
    assert not sheet.bar.isVisible()
    sheet.heir.set_value(workspace.actor)
    assert sheet.accept_button.isEnabled()
    assert sheet.note.text() == ""
    sheet.apply("")
    assert sheet.bar.isVisible()
    settled()
    assert sheet.result.accessibleName() == (
        "David Finch is removed. The vault has a new key. 1 matter went to Maria Ortega. 1 client is to be told. "
        "Make a backup now: the older ones have the old key."
    )
    sheet.backup_button.click()
    settled()
    assert sheet.result.accessibleName() == "David Finch is removed. Backed up."
    assert len(list((workspace.vault.folder / "backups").iterdir())) == 1
    assert workspace.vault.epoch == epoch + 1
    assert not _may_unlock(workspace, DAVID, STRONG)
    assert _may_unlock(workspace, "Maria Ortega", PASSWORD)
    with workspace.read() as reader:
        assert matter_sheet(reader, matter).details.responsible_id == workspace.actor
        (agreed,) = follow_ups(reader, open_only=True)
        assert (agreed.colleague_id, agreed.who) == (workspace.actor, "Maria Ortega")
    sheet.apply("")
    settled()
    assert page.people.former.text() == "Show 1 former colleague"
    page.people.former.click()
    assert len(page.people.rows.keys()) == 2
    assert page.people.former.text() == "Hide former colleague"


def test_who_led_the_firm_is_followed_by_somebody(
    page: FirmPage, workspace: Workspace, david: UUID, settled: Settled
) -> None:
    with workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=david))
    sheet = RemoveSheet(page, workspace, _row(workspace, david), signs_in=True)
    sheet.open()
    settled()
    assert sheet.lead.isVisible()
    assert not sheet.heir.isVisible(), "nothing stands in his name"
    assert not sheet.accept_button.isEnabled()
    assert sheet.note.text().startswith("David Finch leads the firm")
    sheet.lead.set_value(workspace.actor)
    assert sheet.accept_button.isEnabled()
    sheet.apply("")
    settled()
    with workspace.read() as reader:
        assert firm(reader).details.lead_id == workspace.actor


def test_a_removal_that_is_cancelled_changes_nothing(
    page: FirmPage, workspace: Workspace, david: UUID, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = RemoveSheet(page, workspace, _row(workspace, david), signs_in=True)
    sheet.open()
    settled()
    really = leaving.remove_user

    def slow(*given: Any, **named: Any) -> None:
        sheet.reject()  # a click on Cancel, just now
        really(*given, **named)

    monkeypatch.setattr(remove_sheet.leaving, "remove_user", slow)
    sheet.apply("")
    settled()
    assert sheet not in sheets_in(page)
    assert _may_unlock(workspace, DAVID, STRONG)
    assert _row(workspace, david).active


def test_a_removal_that_is_cancelled_too_late_says_what_was_done(
    page: FirmPage, workspace: Workspace, david: UUID, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = RemoveSheet(page, workspace, _row(workspace, david), signs_in=True)
    sheet.open()
    settled()
    really = leaving.remove_user

    def late(*given: Any, **named: Any) -> None:
        really(*given, **named)
        sheet.reject()  # a click on Cancel, just now

    monkeypatch.setattr(remove_sheet.leaving, "remove_user", late)
    sheet.apply("")
    settled()
    assert sheet in sheets_in(page.window())
    assert sheet.result.accessibleName().startswith("David Finch is removed. The vault has a new key.")
    assert not _may_unlock(workspace, DAVID, STRONG)


def test_what_breaks_off_after_a_removal_does_not_say_that_nothing_was_changed(
    page: FirmPage, workspace: Workspace, david: UUID, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = RemoveSheet(page, workspace, _row(workspace, david), signs_in=True)
    sheet.open()
    settled()

    def breaks(*_: Any) -> None:
        raise Refused("broken", "The matters stay where they are.")

    monkeypatch.setattr(remove_sheet, "give_after_removal", breaks)
    sheet.apply("")
    settled()
    assert sheet.result.accessibleName().startswith("David Finch is removed.")
    assert sheet.trouble.accessibleName() == "The matters stay where they are."
    assert sheet.accept_button.text() == "Close"


def test_a_removal_that_fails_says_why_and_can_be_tried_again(
    page: FirmPage, workspace: Workspace, david: UUID, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = RemoveSheet(page, workspace, _row(workspace, david), signs_in=True)
    sheet.open()
    settled()

    def refuse(*_: Any, **__: Any) -> None:
        raise CannotUnlock("still-open", "The vault is open in another Liaison window.")

    with monkeypatch.context() as patched:
        patched.setattr(remove_sheet.leaving, "remove_user", refuse)
        sheet.apply("")
        settled()
    said = "Nothing was changed. The vault is open in another Liaison window."
    assert sheet.trouble.accessibleName() == said
    assert sheet.accept_button.text() == "Try again"
    sheet.apply("")
    settled()
    assert not _may_unlock(workspace, DAVID, STRONG)


def test_whoever_is_to_lead_and_cannot_is_told_of_after_the_removal(
    page: FirmPage, workspace: Workspace, david: UUID, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=david))
    sheet = RemoveSheet(page, workspace, _row(workspace, david), signs_in=True)
    sheet.open()
    settled()

    def refuse(*_: Any, **__: Any) -> None:
        raise Refused("no-right", "Only an administrator may.")

    monkeypatch.setattr(remove_sheet, "change_firm", refuse)
    sheet.lead.set_value(workspace.actor)
    sheet.apply("")
    settled()
    assert not _may_unlock(workspace, DAVID, STRONG)
    assert sheet.result.accessibleName().startswith("David Finch is removed.")
    assert sheet.trouble.accessibleName() == "Only an administrator may."
    assert sheet.accept_button.text() == "Close"


def test_what_could_not_be_looked_at_is_looked_at_again(
    page: FirmPage, workspace: Workspace, david: UUID, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise Refused("busy", "The vault is busy.")

    with monkeypatch.context() as patched:
        patched.setattr(remove_sheet, "left_with", refuse)
        sheet = RemoveSheet(page, workspace, _row(workspace, david), signs_in=True)
        sheet.open()
        settled()
    assert sheet.accept_button.text() == "Try again"
    assert sheet.accept_button.isEnabled()
    assert not sheet.note.text()
    sheet.apply("")
    settled()
    assert sheet.accept_button.text() == "Remove"
    assert sheet.trouble.isHidden()
    sheet.apply("")
    settled()
    assert not _may_unlock(workspace, DAVID, STRONG)


def test_a_new_recovery_key_counts_once_it_was_typed_back(
    page: FirmPage, workspace: Workspace, settled: Settled
) -> None:
    page.people.recovery.click()
    sheet = _sheet(page, RecoverySheet)
    epoch = workspace.vault.epoch
    sheet.apply("")
    assert workspace.vault.epoch == epoch
    assert len(sheet.part.form.problem_texts()) == 2
    for place, field in zip(sheet.part.asked, sheet.part.typed, strict=True):
        field.setText(sheet._key.groups[place])
    sheet.apply("")
    settled()
    assert sheet.result.accessibleName().startswith("The vault has a new recovery key.")
    assert workspace.vault.epoch == epoch + 1
    recover_workspace(
        workspace.vault.folder,
        str(sheet._key),
        user="Maria Ortega",
        new_password=STRONG,
        clock=workspace.clock,
        cost=kdf.CHEAP,
    ).lock()
    assert _may_unlock(workspace, "Maria Ortega", STRONG)
    assert recovery_sheet.RecoveryKey.parse(str(sheet._key)) == sheet._key


def _row(workspace: Workspace, user_id: UUID) -> Any:
    with workspace.read() as reader:
        return next(one for one in colleagues(reader, active_only=False) if one.id == user_id)


@pytest.fixture
def as_lawyer(
    workspace: Workspace, david: UUID, vault_folder: Path, clock: FixedClock, qtbot: QtBot, settled: Settled
) -> Iterator[FirmPage]:
    """The firm's page as David sees it, who is a lawyer and no administrator."""
    opened = open_workspace(vault_folder, STRONG, user=DAVID, clock=clock)
    yield _page(qtbot, opened, settled)
    tasks.finish()
    opened.lock()


def test_who_is_no_administrator_sees_why(as_lawyer: FirmPage, settled: Settled) -> None:
    page = as_lawyer
    for button in (page.people.add_button, page.people.recovery):
        assert not button.isEnabled()
        assert "Only an administrator" in button.toolTip()
        assert "Only an administrator" in button.accessibleDescription()
    assert not page.save_button.isEnabled()
    assert not page.firm.name.isEnabled()
    assert page.people.own_password.isEnabled()
    page._on_firm_changed()
    assert not page.save_button.isEnabled(), "whatever the page enables"
    form = _open(page, "Maria Ortega", settled)
    assert not any(field.isEnabled() for field in (form.name, form.role, form.admin, form.phone))
    assert not form.accept_button.isEnabled()
    assert not any(button.isEnabled() for button in form.doings)


def test_ones_own_number_is_ones_own(as_lawyer: FirmPage, workspace: Workspace, settled: Settled) -> None:
    form = _open(as_lawyer, DAVID, settled)
    assert not form.role.isEnabled()
    form.phone.setText("510 555 0103")
    form.apply("")
    settled()
    with workspace.read() as reader:
        assert next(one.phone for one in colleagues(reader) if one.name == DAVID) == "510 555 0103"


def test_the_core_refuses_what_no_button_offers(as_lawyer: FirmPage, workspace: Workspace) -> None:
    with pytest.raises(Refused, match="Only an administrator"):
        users.reset_password(as_lawyer._workspace, workspace.actor, STRONG)
