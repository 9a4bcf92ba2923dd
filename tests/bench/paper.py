"""From the click on a matter to the first page of its report; and the window while 200 reports are made and saved.

Wall clock as far as this process computed or waited for its own threads; the median of several clicks.
"""

from __future__ import annotations

import gc
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.reports.content import Length
from app.workspace import Workspace
from tests.bench.figure import Figure
from tests.bench.long_lists import Heartbeat
from ui.kit import tasks, theme
from ui.kit.page import Page
from ui.reports.many_sheet import ManySheet
from ui.reports.page import ReportsPage

FIRST_PAGE = 0.3
NOT_NOTICED = 0.1
CLICKS = 12
MANY = 200


def measure(workspace: Workspace, room: Path, entries: int) -> list[Figure]:
    """On the bench's firm, one matter in four of which is open."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([])
    theme.install(application, scheme="light")
    name = f"status report, {entries:,} entries"
    return [
        Figure(f"{name}: click to first page", _first_page(workspace), within=FIRST_PAGE),
        *_many(workspace, room, name),
    ]


def _first_page(workspace: Workspace) -> float:
    page = ReportsPage(workspace)
    page.resize(1092, 752)
    page.show()
    page.reload()
    _settle()
    gc.collect()
    gc.freeze()
    took = []
    for key in page.rows.keys()[1 : CLICKS + 1]:
        begin = perf_counter()
        page.rows.select(key)
        while not page.preview.pages:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            sleep(0.0005)
        page.preview.view.viewport().repaint()
        took.append(perf_counter() - begin)
        _settle()
    page.close()
    return median(took)


def _many(workspace: Workspace, room: Path, name: str) -> list[Figure]:
    window = Page("Bench")
    window.resize(1280, 800)
    window.show()
    sheet = ManySheet(window, workspace, Length.USUAL)
    sheet.open()
    _settle()
    sheet.list.tick({row.id for row in sheet.list.ticked()[:MANY]})
    count = len(sheet.list.ticked())
    gc.collect()
    gc.freeze()
    beats, begin = Heartbeat(), perf_counter()
    sheet.save_in(room / "reports")
    _settle()
    took, stall = perf_counter() - begin, beats.longest
    written = len(list((room / "reports").iterdir()))
    if written != count:
        raise RuntimeError(f"{written} reports of {count}")
    sheet.drop()
    window.close()
    return [
        Figure(f"{count} reports saved: longest stall", stall, within=NOT_NOTICED),
        Figure(f"{count} reports saved", count / took, unit="reports/s"),
    ]


def _settle() -> None:
    while True:
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()
        if not tasks.busy():
            return
