"""The whole main job in the window, by keyboard: from nothing to a report that is marked as given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.contactlog.queries import entries
from app.kernel.clock import FixedClock
from app.matters.queries import find_matter
from app.owed.items import OwedKind
from app.owed.queries import owed
from app.vault import kdf
from tests.support import MONDAY
from ui.contactlog.log_sheet import LogContactSheet
from ui.desk import WorkspaceDesk
from ui.exchange.import_sheet import ImportSheet, open_import
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.reports.page import ReportsPage
from ui.shell.founding import FoundingPage
from ui.shell.main_window import MainWindow
from ui.shell.recovery import RecoveryPage
from ui.shell.unlock import UnlockPage
from ui.shell.welcome import WelcomePage
from ui.today.page import TodayPage

PASSWORD = "four unrelated words here"
CONTACTS = (
    "first_name,last_name,company,email_address,primary_phone\n"
    "Nora,Whitcombe,,nora@example.com,+1 510 555 0144\n"
)
MATTERS = (
    "status,location,client_reference,description,open_date,close_date,pending_date,custom_number,note,"
    "client_first_name,client_last_name,client_company_name\n"
    "Open,cand,3:26-cv-00412,Whitcombe v. Larkspur Catering,03/02/2026,,,00003,,Nora,Whitcombe,\n"
)
NOTICE = """\
From: ECF-CAND@cand.uscourts.gov
To: office@example.com
Subject: Activity in Case 3:26-cv-00412-ABC Whitcombe v. Larkspur Catering Order on Motion for Extension of Time
Date: Fri, 20 Nov 2026 11:53:00 -0800
Message-ID: <9912@cand.uscourts.gov>
Content-Type: text/html; charset=utf-8

<p><strong>U.S. District Court<br>California Northern District</strong></p>
<b>Notice of Electronic Filing</b>
<p>The following transaction was entered on 11/20/2026 at 11:50 AM and filed on 11/20/2026</p>
<table><tr><td>Case Name:</td><td>Whitcombe v. Larkspur Catering</td></tr>
<tr><td>Case Number:</td><td><a href="https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl?1">3:26-cv-00412-ABC</a></td></tr>
<tr><td>Filer:</td><td></td></tr>
<tr><td>Document Number:</td><td><a href="https://ecf.cand.uscourts.gov/doc1/1">9</a></td></tr></table>
<p><b>Docket Text:</b><br><font><b>
ORDER granting Motion for Extension of Time to File Answer. (abc, COURT STAFF)</b></font></p>
<p><b>3:26-cv-00412-ABC Notice has been electronically mailed to:</b><br>Somebody office@example.com</p>
"""

Wait = Callable[..., None]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    made = MainWindow(WorkspaceDesk(tmp_path / "vault", FixedClock(MONDAY), cost=kdf.CHEAP))
    qtbot.addWidget(made, before_close_func=lambda _: made.lock())
    made.resize(1280, 800)
    made.show()
    return made


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    def until(holds: Callable[[], bool] = lambda: True) -> None:
        qtbot.waitUntil(lambda: not tasks.busy() and holds(), timeout=20_000)

    return until


def type_into(qtbot: QtBot, field: QLineEdit, words: str) -> None:
    field.setFocus()
    field.clear()
    qtbot.keyClicks(field, words)


def make_the_vault(qtbot: QtBot, window: MainWindow, wait: Wait) -> None:
    page = window.gate
    assert isinstance(page, WelcomePage)
    page.found.click()
    page = window.gate
    assert isinstance(page, FoundingPage)
    wait(lambda: page.country.count() > 5)
    type_into(qtbot, page.firm, "Harbour & Finch LLP")
    qtbot.keyClick(page.firm, Qt.Key.Key_Return)
    page.country.setCurrentIndex(page.country.findData("US"))
    page.zone.setCurrentText("America/Los_Angeles")
    page.go_on()
    type_into(qtbot, page.user, "Maria Ortega")
    qtbot.keyClick(page.user, Qt.Key.Key_Return)
    type_into(qtbot, page.password, PASSWORD)
    type_into(qtbot, page.again, PASSWORD)
    page.go_on()
    wait(lambda: isinstance(window.gate, RecoveryPage))
    recovery = window.gate
    assert isinstance(recovery, RecoveryPage)
    part = recovery.part
    for position, field in zip(part.asked, part.typed, strict=True):
        type_into(qtbot, field, part._groups[position])
    recovery.submit()
    wait(lambda: window.workbench is not None)


def sheet_of(window: MainWindow, kind: type) -> object:
    return next(one for one in sheets_in(window) if isinstance(one, kind))


def test_from_nothing_to_a_report_that_is_marked_as_given(
    qtbot: QtBot, window: MainWindow, wait: Wait, tmp_path: Path
) -> None:
    make_the_vault(qtbot, window, wait)
    desk = window.desk
    assert isinstance(desk, WorkspaceDesk)
    workspace = desk.workspace

    folder = tmp_path / "from the old system"
    folder.mkdir()
    (folder / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    (folder / "matters.csv").write_text(MATTERS, encoding="utf-8")
    (folder / "notice.eml").write_text(NOTICE, encoding="utf-8")
    sheet = open_import(window, workspace, [folder])
    wait()
    with workspace.read() as reader:
        assert owed(reader).items == (), "a preview changes nothing"
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: sheet.is_done)
    assert isinstance(sheet, ImportSheet)
    sheet.accept()
    with workspace.read() as reader:
        matter = find_matter(reader, "00003")

    window.navigate("today")
    wait()
    today = window.current_page()
    assert isinstance(today, TodayPage)
    listed = today.rows.keys()
    kinds = [key[0] for key in listed if isinstance(key, tuple)]
    assert kinds == [OwedKind.DEVELOPMENT, "forgotten"], (
        "the client has to hear of the order; nothing is dated yet"
    )

    window.navigate("matter", matter.id)
    wait()
    window.registry["log-contact"].trigger()
    wait(lambda: bool(sheets_in(window)))
    log = sheet_of(window, LogContactSheet)
    assert isinstance(log, LogContactSheet)
    wait()
    log.form.summary.setFocus()
    qtbot.keyClicks(
        log.form.summary, "Told Nora that the court gave the other side until 15 December to answer."
    )
    qtbot.keyClick(log, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: not sheets_in(window))
    with workspace.read() as reader:
        assert [row.summary[:9] for row in entries(reader, matter_id=matter.id)] == ["Told Nora", "Court not"]

    window.registry["print-report"].trigger()
    page = window.current_page()
    assert isinstance(page, ReportsPage)
    wait(lambda: page.preview.pages == 1)
    out = tmp_path / "report.pdf"
    page.save_to(out)
    wait(out.exists)
    said = PdfReader(out).pages[0].extract_text()
    assert "ORDER granting Motion for Extension" in said
    assert "Telephone call with you." in said
    assert "Told Nora" not in said, "what the firm noted is the firm's"
    qtbot.mouseClick(page.given_button, Qt.MouseButton.LeftButton)
    wait(lambda: not page.given_button.isEnabled() or page.messages.isVisible())
    with workspace.read() as reader:
        newest = entries(reader, matter_id=matter.id)[0]
        assert newest.is_update
        assert len(newest.tells) == 1
        assert owed(reader).items == ()

    window.lock()
    wait(lambda: not window.is_locking)
    assert isinstance(window.gate, UnlockPage)
    assert workspace.vault.is_locked
