"""The search box over a long log: how long the window stands still at most while twenty letters are typed, and how long
it takes from the last key until what is found is painted."""

from __future__ import annotations

import gc
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.search.indexing import catch_up
from app.workspace import Workspace
from tests.bench.figure import Figure
from tests.bench.long_lists import Heartbeat
from ui.contactlog.log_page import ContactLogPage
from ui.kit import tasks, theme
from ui.search.box import PAUSE

NOT_NOTICED = 0.1
FIRST_ROWS = 0.3
A_KEY = 0.15 + PAUSE / 1000
"""A hundred and fifty milliseconds for the search, after the pause in which another key may come."""
BETWEEN_KEYS = 60
"""Milliseconds: who types well."""
TYPED = ("photographs of the ro", "client matter court a", '"of the client" from:')


class _Painted(QObject):
    """When the list was painted last."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = perf_counter()
        return False


def measure(workspace: Workspace, entries: int) -> list[Figure]:
    """The index is there already."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([])
    theme.install(application, scheme="light")
    catch_up(workspace)
    page = ContactLogPage(workspace)
    page.resize(1092, 752)
    page.show()
    page.activateWindow()
    page.find_here()
    _settle()
    gc.collect()
    gc.freeze()  # as the window does when it is painted: else the collector walks all that the bench has loaded, 0.1 s
    stalls, waits = [], []
    for words in TYPED:
        stall, wait = _type(page, words)
        stalls.append(stall)
        waits.append(wait)
    opened = _open_log(page)
    page.close()
    name = f"search box, {entries:,} entries"
    return [
        Figure(f"{name}: longest stall", max(stalls), within=NOT_NOTICED),
        Figure(f"{name}: last key to rows", max(waits), within=max(A_KEY, FIRST_ROWS)),
        Figure(f"{name}: to the end of 3,000 rows, stall", opened, within=NOT_NOTICED),
    ]


def _type(page: ContactLogPage, words: str) -> tuple[float, float]:
    """The longest stall, and the seconds from the last key to the painted rows."""
    page.box.put("")
    _settle()
    beats, painted, begun = Heartbeat(), _Painted(), [0.0]
    page.table.viewport().installEventFilter(painted)
    page.finder.began.connect(lambda _: begun.__setitem__(0, perf_counter()))
    for letter in words:
        QTest.keyClicks(page.box, letter)
        _wait(BETWEEN_KEYS)
    last = perf_counter() - BETWEEN_KEYS / 1000
    _settle()
    _wait(50)
    return beats.longest, max(begun[0], last) - last


def _open_log(page: ContactLogPage) -> float:
    """The longest stall while somebody scrolls as fast as rows come."""
    page.box.put("")
    _settle()
    beats = Heartbeat()
    while page.finder.has_more and page.table.rows_model.rowCount() < 3_000:
        page.table.scrollToBottom()
        _wait(5)
    _settle()
    return beats.longest


def _settle() -> None:
    _wait(PAUSE + 20)
    while tasks.busy():
        _wait(2)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
