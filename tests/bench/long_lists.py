"""A hundred thousand clients in the window: how long it stands still at most while they are looked at and brought in,
how long that takes, how long another save waits meanwhile and a cancel takes, and how long the page of all of them and
its filter take."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.clients.commands import ClientDetails, add_client
from app.workspace import Workspace
from tests.bench.figure import Figure
from ui.clients.list_page import ClientsPage
from ui.exchange.import_sheet import ImportSheet
from ui.kit import tasks, theme
from ui.kit.page import Page
from ui.matters.list_page import MattersPage

ROWS = 100_000
NOT_NOTICED = 0.1
A_PAGE, A_KEY = 0.5, 0.2 + 0.12
"""A filter waits 0.12 s for the next key before it asks."""


class Heartbeat(QObject):
    """Beats on the main thread and remembers the longest pause between two beats.

    A pause counts only as far as this process computed in it: another program that has the machine is not our stall.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = (perf_counter(), process_time())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def _beat(self) -> None:
        now = (perf_counter(), process_time())
        self.longest = max(self.longest, min(now[0] - self._last[0], now[1] - self._last[1]))
        self._last = now


class Saves(QObject):
    """Saves a client now and then, on the window's worker for the vault, and remembers how long each took."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.took: list[float] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._save)
        self._timer.start(2_000)

    def _save(self) -> None:
        asked = perf_counter()
        tasks.run(self._work, owner=self, done=lambda _: self.took.append(perf_counter() - asked))

    def _work(self) -> None:
        with self._workspace.write() as tx:
            add_client(tx, ClientDetails(first_name="Called", last_name="Meanwhile"))

    def end(self) -> None:
        """No more of them."""
        self._timer.stop()
        settle()


def measure(workspace: Workspace, room: Path) -> list[Figure]:
    """Leaves the clients in the vault."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([])
    theme.install(application, scheme="light")
    window = Page("Bench")
    window.resize(1280, 800)
    window.show()
    settle()
    beats, saves = Heartbeat(), Saves(workspace)
    begin = perf_counter()
    sheet = ImportSheet(window, workspace, (_table(room / "clients.csv"),))
    sheet.open()
    settle()
    seen = perf_counter()
    sheet.apply("")
    wait(3_000)
    asked = perf_counter()
    sheet.reject()
    settle()
    stopped = perf_counter()
    wait(10)
    begun = perf_counter()
    sheet.apply("")
    settle()
    done = perf_counter()
    saves.end()
    if not sheet.is_done:
        raise RuntimeError("nothing was brought in")
    sheet.accept()
    figures = [
        Figure(f"{ROWS:,} rows in the window: longest stall", beats.longest, within=NOT_NOTICED),
        Figure(f"{ROWS:,} rows: preview", ROWS / (seen - begin), unit="rows/s"),
        Figure(f"{ROWS:,} rows: brought in", ROWS / (done - begun), unit="rows/s"),
        Figure(f"{ROWS:,} rows: stopped after", stopped - asked, within=1),
        Figure(f"{ROWS:,} rows: a save meanwhile, longest of {len(saves.took)}", max(saves.took), within=5),
    ]
    for page, words in ((ClientsPage(workspace), "last9 555"), (MattersPage(workspace), "client 77")):
        figures += _page(page, words)
    return figures


def _page(page: ClientsPage | MattersPage, words: str) -> list[Figure]:
    """The first look at a page, and words in its filter once it has been asked for others."""
    name = page.title.text()
    page.resize(1092, 752)
    begin = perf_counter()
    page.show()
    settle()
    shown = perf_counter()
    for typed in (words[:-1], words):
        asked = perf_counter()
        page.filter.setText(typed)
        wait(130)
        settle()
    found = perf_counter() - asked
    page.close()
    return [
        Figure(f"{name}, the page", shown - begin, within=A_PAGE),
        Figure(f"{name}, words in the filter", found, within=A_KEY),
    ]


def settle() -> None:
    """Until nothing is under way; in a real event loop, as `QTest.qWait` keeps the workers from their turn."""
    while tasks.busy():
        wait(2)


def wait(milliseconds: int) -> None:
    """In the event loop."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _table(file: Path) -> Path:
    with file.open("w", encoding="utf-8") as out:
        out.write("First Name,Last Name,E-mail Address,Mobile Phone,Home Street,Home City\n")
        for one in range(ROWS):
            out.write(f"First{one},Last{one},p{one}@example.com,+1 510 {one:07d},{one} Main Street,Oakland\n")
    return file
