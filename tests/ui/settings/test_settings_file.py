"""Settings as a file in the window: saved, looked at, taken over as ticked; who may not set the firm up takes this
computer's alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.care.firm_rule import fee_rule
from app.hours.commands import NewFirmDay, add_firm_day
from app.kernel.errors import LiaisonError
from app.kernel.rights import Right
from app.letters.built_in import TemplateForm
from app.letters.commands import save_template
from app.notices.commands import save_notice
from app.notices.queries import NoticeForm
from app.settings_file.file import spell_settings
from app.settings_file.groups import firm_settings
from app.workdays.own_days import DayKind
from app.workspace import Workspace
from ui.kit import machine, theme
from ui.kit.labels import Label
from ui.kit.sheet import sheets_in
from ui.settings.page import FirmPage
from ui.settings.settings_file import TakeSettingsSheet, computer_says

Settled = Callable[[], None]


@pytest.fixture(autouse=True)
def _back_to_usual(qtbot: QtBot) -> Iterator[None]:
    yield
    theme.set_zoom(100)
    theme.set_scheme("light")


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, settled: Settled) -> FirmPage:
    made = FirmPage(workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    made.show_arg("computer/file")
    settled()
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Of a computer with large letters, and a firm that warns early."""
    made = tmp_path / "settings.json"
    computer = {
        "zoom": "150",
        "lock_after": "15",
        "import_folder": "/elsewhere",
        "reminded_on": "x",
        "new": "1",
    }
    made.write_bytes(spell_settings(computer, {"fees": {"amber": 50}, "letters": {"tagline": "At law"}}))
    return made


def _sheet(page: FirmPage) -> TakeSettingsSheet:
    return next(one for one in sheets_in(page) if isinstance(one, TakeSettingsSheet))


def _fees(workspace: Workspace) -> int:
    with workspace.read() as reader:
        return fee_rule(reader).amber


def test_what_would_change_is_said_and_taken_over(
    page: FirmPage, workspace: Workspace, file: Path, settled: Settled
) -> None:
    page.file.take_from(file)
    settled()
    sheet = _sheet(page)
    said = [label.text() for label in sheet.findChildren(Label)]
    assert "Text size: 100 % → 150 %" in said
    assert "Lock after: 5 minutes → 15 minutes" in said
    assert "Letters and place: Line under it (– → At law)" in said
    assert "Fees and costs" in said
    assert not any("elsewhere" in words for words in said), "a folder of another computer"
    sheet.apply("")
    settled()
    assert theme.zoom() == 150
    assert machine.rules().get(machine.LOCK_AFTER) == 15
    assert machine.rules().get(machine.IMPORT_FOLDER) == ""
    assert _fees(workspace) == 50
    page.file.take_from(file)
    settled()
    assert not sheets_in(page), "all is as the file says"


def test_days_templates_and_notices_are_named_where_they_stand(
    page: FirmPage, workspace: Workspace, tmp_path: Path, settled: Settled
) -> None:
    with workspace.rehearse() as tx:
        add_firm_day(tx, NewFirmDay(DayKind.CLOSED, date(2026, 12, 24)))
        save_notice(tx, NoticeForm("Phishing", "We never ask for money by e-mail."))
        save_template(tx, None, TemplateForm("Ours", "Dear {{client.name}}"), "New")
        says = firm_settings(tx.reader())
    file = tmp_path / "settings.json"
    file.write_bytes(spell_settings({}, says))
    page.file.take_from(file)
    settled()
    sheet = _sheet(page)
    said = [label.text() for label in sheet.findChildren(Label)]
    assert "Working time: Holidays and days of your own" in said
    assert "Templates and notices" in said
    sheet.apply("")
    settled()
    with workspace.read() as reader:
        assert firm_settings(reader) == says


def test_only_what_is_ticked(page: FirmPage, workspace: Workspace, file: Path, settled: Settled) -> None:
    page.file.take_from(file)
    settled()
    sheet = _sheet(page)
    sheet.firm.setChecked(False)
    sheet.computer.setChecked(False)
    assert not sheet.accept_button.isEnabled()
    sheet.firm.setChecked(True)
    sheet.apply("")
    settled()
    assert (theme.zoom(), _fees(workspace)) == (100, 50)


def test_where_the_vault_refuses_nothing_changes_and_the_sheet_says_why(
    page: FirmPage, workspace: Workspace, file: Path, settled: Settled
) -> None:
    file.write_bytes(spell_settings({"zoom": "150"}, {"fees": {"amber": 300}}))
    page.file.take_from(file)
    settled()
    sheet = _sheet(page)
    sheet.apply("")
    settled()
    assert "Amber begins" in sheet.problem.text()
    assert (theme.zoom(), _fees(workspace)) == (100, 75)
    sheet.reject()


def test_odd_values_for_this_computer_change_nothing(
    page: FirmPage, tmp_path: Path, settled: Settled
) -> None:
    odd = {
        "zoom": "9" * 5000,
        "lock_after": "٣x",
        "scheme": "\u202edark",
        "tray": "\0",
        "newer": "yes",
        "at_login": "yes",
    }
    file = tmp_path / "odd.json"
    file.write_bytes(spell_settings(odd, {}))
    page.file.take_from(file)
    settled()
    assert not sheets_in(page), "all is as the file says"
    assert not machine.rules().get(machine.NEWER), "each computer is asked itself"


def test_what_is_saved_is_what_travels_and_the_firm(page: FirmPage, tmp_path: Path, settled: Settled) -> None:
    machine.rules().put(machine.IMPORT_FOLDER, "/scans")
    machine.rules().put(machine.CALENDAR_VIEW, "week")
    theme.set_scheme("dark")
    page.file.save_to(tmp_path / "out.json")
    settled()
    said = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert said["computer"] == computer_says()
    assert said["computer"]["scheme"] == "dark"
    assert not {"import_folder", "calendar_view", "begun_firm", "at_login", "reminded_on"} & set(
        said["computer"]
    )
    assert said["firm"]["letters"]["name"] == "Harbour & Finch LLP"


def test_who_may_not_set_the_firm_up_saves_and_takes_this_computer_alone(
    workspace: Workspace,
    qtbot: QtBot,
    file: Path,
    tmp_path: Path,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Workspace, "may", lambda _, right: right is not Right.FIRM)
    page = FirmPage(workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    page.file.save_to(tmp_path / "out.json")
    settled()
    assert "firm" not in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    page.file.take_from(file)
    settled()
    sheet = _sheet(page)
    assert not sheet.firm.isChecked()
    assert not sheet.firm.isEnabled()
    sheet.apply("")
    settled()
    assert (theme.zoom(), _fees(workspace)) == (150, 75)


@pytest.mark.parametrize("content", [b"nothing of the kind", None])
def test_another_file_is_a_sentence(
    page: FirmPage, tmp_path: Path, settled: Settled, content: bytes | None, qtbot: QtBot
) -> None:
    other = tmp_path / "other.json"
    if content is not None:
        other.write_bytes(content)
    with qtbot.waitSignal(page.file.failed) as told:
        page.file.take_from(other)
    settled()
    assert isinstance(told.args[0], LiaisonError)
    assert page.errors.isVisible()
    assert not sheets_in(page)
