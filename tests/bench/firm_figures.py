"""The firm's figures of a quarter beside the quarter before, and the window while they are counted.

Times are the process's own, the best of a few: others may have the machine meanwhile.
"""

from __future__ import annotations

from time import perf_counter, process_time

from PySide6.QtWidgets import QApplication

from app.figures.behind import rows_behind
from app.figures.firm import FirmFigures, figures
from app.figures.pick import Pick
from app.figures.span import Time, days_of
from app.reports.figures.out import pages_of
from app.workspace import Workspace
from tests.bench.figure import Figure
from tests.bench.long_lists import NOT_NOTICED, Heartbeat, Saves, settle, wait
from ui.figures.page import FiguresPage

WANTED, TO_STOP = 10.0, 0.5
_OPENED = ("answers.promised", "notes.late", "reviews.files")
_NAME = "the firm's figures of a quarter"


def measure(workspace: Workspace) -> list[Figure]:
    """Saves a few clients meanwhile."""
    counted = min(_count(workspace) for _ in range(3))
    with workspace.read() as reader:
        days = days_of(Time.LAST_QUARTER, reader.today)
        found = figures(reader, days.first, days.last)
    begin = process_time()
    made = pages_of(workspace, found)
    set_in_type = process_time() - begin
    behind = max(_behind(workspace, found, name) for name in _OPENED)
    stall, stopped, saves = _in_the_window(workspace)
    lines = len(found.behind.lines) + int(found.now.values["notes.written"].number or 0)
    return [
        Figure(f"{_NAME}, {lines:,} promises and notes, and the one before", counted, within=WANTED),
        Figure(f"… on paper, {made.pages} pages", set_in_type),
        Figure("… the rows behind one of its numbers, the longest", behind),
        Figure("… longest stall of the window meanwhile", stall, within=NOT_NOTICED),
        Figure("… until counting has stopped", stopped, within=TO_STOP),
        *([Figure("… a save meanwhile, longest", saves, within=5)] if saves else []),
    ]


def _count(workspace: Workspace) -> float:
    begin = process_time()
    with workspace.read() as reader:
        days = days_of(Time.LAST_QUARTER, reader.today)
        figures(reader, days.first, days.last)
    return process_time() - begin


def _behind(workspace: Workspace, found: FirmFigures, name: str) -> float:
    begin = process_time()
    with workspace.read() as reader:
        rows_behind(reader, found, Pick("firm", None, name))
    return process_time() - begin


def _in_the_window(workspace: Workspace) -> tuple[float, float, float]:
    """The longest stall, how long stopping takes, the longest save."""
    application = QApplication.instance() or QApplication([])
    assert application is not None
    page = FiguresPage(workspace)
    page.resize(1092, 752)
    page.show()
    wait(50)
    beats, saves = Heartbeat(), Saves(workspace)
    _settle_with(saves)
    for name in _OPENED:
        page.view.picked.emit(Pick("firm", None, name))
        settle()
    page.mark_stale()
    until = perf_counter() + 1.0  # in the midst of it
    while perf_counter() < until:
        wait(5)
    begin = perf_counter()
    page.stop.click()
    settle()
    stopped = perf_counter() - begin
    saves.end()
    page.close()
    wait(20)
    return beats.longest, stopped, max(saves.took, default=0.0)


def _settle_with(saves: Saves) -> None:
    """Until the figures are there and somebody has saved beside."""
    settle()
    while not saves.took:
        wait(20)
