"""The firm's page: what is typed is saved whole, what is wrong is said by its field, the vault is checked."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.backups.routine import Outcome
from app.people.queries import colleagues
from app.settings.commands import FirmDetails, change_firm, set_logo
from app.settings.queries import firm, logo
from app.vault.header import COPY
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.settings import backup_job, vault_part
from ui.settings.page import FirmPage
from ui.settings.person_form import PersonForm

Settled = Callable[[], None]


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, settled: Settled) -> FirmPage:
    made = FirmPage(workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    made.activateWindow()
    settled()
    return made


def _details(workspace: Workspace) -> FirmDetails:
    with workspace.read() as reader:
        return firm(reader).details


def _picture(kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (80, 40), (47, 93, 138)).save(stream, kind)
    return stream.getvalue()


def test_it_shows_the_firm_its_place_and_the_next_holidays(page: FirmPage) -> None:
    form = page.firm
    assert (form.name.text(), form.country.value(), form.subdivision.value()) == (
        "Harbour & Finch LLP",
        "US",
        "CA",
    )
    assert form.zone.value() == "America/Los_Angeles"
    assert form.paper.value() == "letter"
    assert page.beside.holidays.text().splitlines()[0] == "Thu 26 Nov · Thanksgiving Day"
    assert page.letter.is_shown
    assert not page.save_button.isEnabled()


def test_what_was_typed_is_saved_by_keyboard(page: FirmPage, workspace: Workspace, settled: Settled) -> None:
    form = page.firm
    form.tagline.setText("Attorneys at law")
    form.address.setText("12 Harbour Street\nOakland, CA 94601")
    form.emergency.setText("Ann Harbour, 510 555 0100")
    form.name.setFocus()
    QTest.keyClick(form.name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled()
    saved = _details(workspace)
    assert saved.tagline == "Attorneys at law"
    assert saved.address == "12 Harbour Street\nOakland, CA 94601"
    assert saved.emergency_contact == "Ann Harbour, 510 555 0100"
    assert not page.save_button.isEnabled()
    assert not page.is_changed


def test_what_is_wrong_is_said_by_its_field_and_nothing_is_saved(
    page: FirmPage, workspace: Workspace, settled: Settled
) -> None:
    page.firm.name.setText("  ")
    page.firm.phone.setText("510 555 0100")
    page.save()
    settled()
    assert page.firm.form.problem_texts() == {"name": "Please give the firm's name."}
    assert page.save_button.isEnabled()
    assert _details(workspace).phone == ""


def test_another_country_brings_its_states_zones_paper_and_holidays(
    page: FirmPage, workspace: Workspace, settled: Settled
) -> None:
    form = page.firm
    form.country.set_value("DE")
    form.country.activated.emit(form.country.currentIndex())
    settled()
    assert form.paper.value() == "a4"
    assert form.subdivision.findText("Bayern") > 0
    assert form.zone.value() == "Europe/Berlin"
    assert "25 Dec" in page.beside.holidays.text()
    page.save()
    settled()
    saved = _details(workspace)
    assert (saved.country, saved.subdivision, saved.time_zone, saved.paper) == (
        "DE",
        "",
        "Europe/Berlin",
        "a4",
    )
    assert str(workspace.zone) == "Europe/Berlin"


def test_the_firms_paper_is_set_and_a_wrong_pattern_is_told(
    page: FirmPage, workspace: Workspace, settled: Settled
) -> None:
    page.firm.sides.set_value(True)
    page.firm.own_lines.setText("Quay House\nPort Salem")
    page.firm.file_names.setText("{document} {author}")
    page.save()
    settled()
    assert not _details(workspace).duplex
    page.firm.file_names.setText("{date} {document} {client}")
    page.save()
    settled()
    saved = _details(workspace)
    assert (saved.duplex, saved.letterhead_lines) == (True, "Quay House\nPort Salem")
    assert saved.file_names == "{date} {document} {client}"


def test_the_language_of_paper_is_the_countrys_until_one_is_chosen(
    page: FirmPage, workspace: Workspace, settled: Settled
) -> None:
    language = page.firm.language
    assert language.currentText() == "English (US), as the country"
    language.set_value("en-GB")
    page.save()
    settled()
    assert _details(workspace).written_in == "en-GB"
    language.set_value("")
    page.firm.country.set_value("IE")
    page.firm.country.activated.emit(page.firm.country.currentIndex())
    settled()
    assert language.currentText() == "English (UK), as the country"


def test_a_logo_is_seen_saved_and_taken_off(
    page: FirmPage, workspace: Workspace, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(_picture())
    page.firm.logo.take(file)
    settled()
    assert page.firm.logo.view.isVisible()
    page.save()
    settled()
    with workspace.read() as reader:
        kept = logo(reader)
    assert kept is not None
    assert QImage.fromData(kept).size() == QImage.fromData(_picture()).size()
    QTest.mouseClick(page.firm.logo.remove_button, Qt.MouseButton.LeftButton)
    page.save()
    settled()
    with workspace.read() as reader:
        assert logo(reader) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.png", b"not a picture"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + b"broken" * 40),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(2_100_000)),
    ],
)
def test_a_file_that_is_no_picture_is_refused_by_the_field(
    page: FirmPage, settled: Settled, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    _is_refused(page, settled, file)


def test_a_logo_of_a_hundred_megabytes_is_refused_by_the_field(
    page: FirmPage, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(_picture())
    with file.open("ab") as handle:
        handle.truncate(100_000_000)
    _is_refused(page, settled, file)


def _is_refused(page: FirmPage, settled: Settled, file: Path) -> None:
    page.firm.logo.take(file)
    settled()
    assert page.firm.form.problem_texts()["logo"].endswith((".", "picture."))
    assert page.firm.logo.picture() is None
    assert not page.is_changed


def test_what_is_being_typed_is_not_taken_away(
    page: FirmPage, workspace: Workspace, settled: Settled
) -> None:
    page.firm.tagline.setText("Half a li")
    with workspace.write() as tx:
        change_firm(tx, FirmDetails("Harbour LLP", "US", "America/Los_Angeles", "CA"))
    page.mark_stale()
    settled()
    assert page.firm.tagline.text() == "Half a li"


def test_what_another_desk_changed_meanwhile_and_nobody_touched_here_stays(
    page: FirmPage, workspace: Workspace, settled: Settled
) -> None:
    page.firm.tagline.setText("Half a line")
    with workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, phone="+1 510 555 0199"))
        set_logo(tx, _picture())
    page.mark_stale()
    settled()
    page.save()
    settled()
    with workspace.read() as reader:
        assert logo(reader) == _picture()
    now = _details(workspace)
    assert (now.tagline, now.phone) == ("Half a line", "+1 510 555 0199")
    assert page.firm.logo.picture() == _picture()


def test_people_are_added_and_changed(page: FirmPage, workspace: Workspace, settled: Settled) -> None:
    QTest.mouseClick(page.people.add_button, Qt.MouseButton.LeftButton)
    form = sheets_in(page)[-1]
    assert isinstance(form, PersonForm)
    form.signs_in.setChecked(False)
    form.apply("")
    settled()
    assert form.form.problem_texts() == {"name": "Please give the person's name."}
    form.name.setText("David Finch")
    form.job.setText("Partner")
    form.apply("")
    settled()
    page.mark_stale()
    settled()
    with workspace.read() as reader:
        assert [one.name for one in colleagues(reader)] == ["David Finch", "Maria Ortega"]
    page.people.rows.select_first()
    page.people.rows.setFocus()
    QTest.keyClick(page.people.rows, Qt.Key.Key_Return)
    form = sheets_in(page)[-1]
    assert isinstance(form, PersonForm)
    assert form.name.text() == "David Finch"
    form.email.setText("david@harbour.example")
    form.apply("")
    settled()
    with workspace.read() as reader:
        assert colleagues(reader)[0].email == "david@harbour.example"


def test_the_vault_is_checked_in_words(page: FirmPage, settled: Settled) -> None:
    page.sections.show_section("vault")
    QTest.mouseClick(page.vault.check_button, Qt.MouseButton.LeftButton)
    assert not page.vault.check_button.isEnabled()
    settled()
    assert page.vault.result.accessibleName().startswith("Everything is as it was written.")
    assert page.vault.details.isHidden()
    page.vault.details_link.click()
    assert page.vault.details.isVisible()
    assert "events, each in its place" in page.vault.details.text()
    assert page.vault.check_button.isEnabled()


def test_damage_is_said_in_words(page: FirmPage, workspace: Workspace, settled: Settled) -> None:
    (workspace.vault.folder / COPY).write_bytes(b"{}")
    page.vault.check()
    settled()
    said = page.vault.trouble.accessibleName()
    assert said.startswith("Not all is as it was written. The copy of the header is missing or not the same.")
    assert page.vault.result.isHidden()


@pytest.mark.parametrize("what", ["check", "back_up"])
def test_saving_does_not_wait_for_a_check_or_a_backup(
    page: FirmPage, what: str, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, saved = threading.Event(), threading.Event()
    monkeypatch.setattr(vault_part, "verify_workspace", lambda *_: go.wait(20) and ())
    monkeypatch.setattr(backup_job, "back_up_now", lambda *_: go.wait(20) and Outcome())
    {"check": page.vault.check, "back_up": page.vault.backups.back_up}[what]()
    tasks.run(saved.set, owner=page)
    assert saved.wait(20)
    assert not go.is_set()
    go.set()
    settled()


def test_a_lock_stops_the_check(
    page: FirmPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Callable[[], bool]] = []
    begun = threading.Event()

    def check(_: Workspace, stop: Callable[[], bool]) -> tuple[()]:
        asked.append(stop)
        begun.set()
        while not stop():
            time.sleep(0.01)
        return ()

    monkeypatch.setattr(vault_part, "verify_workspace", check)
    page.vault.check()
    assert begun.wait(20)
    assert not asked[0]()
    tasks.leave()
    assert tasks.ended(20_000)
