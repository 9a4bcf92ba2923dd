"""Run by test_memory: the real window on a vault full of canaries, with everything shown that shows them; then a lock.

``lock_memory.py VAULT ORDERS [stay]``: says "open" on standard output when all is shown, locks when the file
ORDERS/lock appears, and says "locked" when the gate stands. With "stay" no fresh process takes over: what one process
alone can forget. Canary and password lie there in base64, so that reading them is no hit.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtTest import QTest

from app.clients.commands import ClientDetails, Point, add_client
from app.clients.words import PointKind
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction, Outcome
from app.matters.commands import MatterDetails, open_matter
from app.vault import kdf
from app.vault.hardening import harden_process
from ui.application import make_application, start
from ui.contactlog.log_sheet import LogContactSheet
from ui.desk import WorkspaceDesk
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.shell.main_window import MainWindow
from ui.shell.preferences import Preferences, usual_file
from ui.shell.requests import LogContactRequest, PrintReportRequest
from ui.shell.unlock import UnlockPage

VAULT, ORDERS = Path(sys.argv[1]), Path(sys.argv[2])
PASSWORD = base64.b64decode((ORDERS / "password").read_bytes()).decode()
WORD = base64.b64decode((ORDERS / "word").read_bytes()).decode()


def wait(until: Callable[[], bool], seconds: float = 60) -> None:
    """Let the window work until it is quiet and ``until`` holds."""
    deadline = QDeadlineTimer(int(seconds * 1000))
    while True:
        loop = QEventLoop()
        QTimer.singleShot(60, loop.quit)
        loop.exec()
        if not tasks.busy() and until():
            return
        if deadline.hasExpired():
            raise TimeoutError("waited in vain")


def fill(desk: WorkspaceDesk) -> object:
    """A matter whose every word is a canary."""
    workspace = desk.workspace
    with workspace.write() as tx:
        points = (Point(PointKind.EMAIL, f"{WORD}@example.com"),)
        client = add_client(tx, ClientDetails(first_name=WORD, last_name=f"{WORD}son", points=points))
        details = MatterDetails(
            f"{WORD} v. Larkspur", (client,), priorities=f"{WORD} first", opened_on=tx.today
        )
        matter = open_matter(tx, details)
        for number in range(60):
            new = NewContact(
                Channel.PHONE, Direction.IN, workspace.clock.now(), f"{WORD} asked, time {number}",
                matter_id=matter, outcome=Outcome.SPOKE, is_update=True, advice=f"told {WORD}",
            )  # fmt: skip
            log_contact(tx, new)
    return matter


def show_everything(window: MainWindow, desk: WorkspaceDesk) -> None:
    """Every page that shows a client's words, a form with typed ones, a preview, the search, the clipboard."""
    matter = fill(desk)
    for page, arg in (
        ("matters", None),
        ("matter", matter),
        ("clients", None),
        ("contactlog", None),
        ("today", None),
    ):
        window.navigate(page, arg)
        wait(lambda: True)
        window.grab()
    window.ask(PrintReportRequest(matter))
    wait(lambda: True)
    window.grab()
    window.navigate("matter", matter)
    window.open_palette(WORD[:5])
    wait(lambda: True)
    window.open_palette()
    window.ask(LogContactRequest(matter_id=matter))
    wait(lambda: bool(sheets_in(window)))
    sheet = next(one for one in sheets_in(window) if isinstance(one, LogContactSheet))
    field = window.focusWidget()
    assert field is not None
    QTest.keyClicks(field, f"{WORD} typed")
    for text in sheet.findChildren(type(field)):
        text.selectAll()
        text.copy()
    wait(lambda: True)
    window.grab()


def main() -> None:
    """Open, show, say so, lock when asked."""
    kdf.allow(kdf.CHEAP)
    harden_process()
    app = make_application()
    desk = WorkspaceDesk(VAULT)
    preferences = Preferences(usual_file())
    window = start(desk, preferences=preferences, relaunches="stay" not in sys.argv)
    assert window is not None
    wait(lambda: isinstance(window.gate, UnlockPage))
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    QTest.keyClicks(gate.password, PASSWORD)
    gate.submit()
    wait(lambda: window.workbench is not None)
    show_everything(window, desk)
    hidden_key = bytes(byte ^ 0x55 for byte in desk.workspace.vault.database_key())
    (ORDERS / "key").write_bytes(hidden_key)
    window.locked.connect(lambda: print("locked", flush=True))  # noqa: T201  # what the test waits for
    print("open", flush=True)  # noqa: T201  # as above
    timer = QTimer(window)
    timer.timeout.connect(lambda: (ORDERS / "lock").exists() and (timer.stop(), window.lock()))
    timer.start(20)
    app.exec()


main()
