"""The palette over 50,000 names: from a key to the first result that is painted, and how long the window stands still.

Beside it a bare PySide6 list: the same 50,000 lines in a `QListView`, filtered by Qt's own `QSortFilterProxyModel`,
which knows the middle of a line and nothing else. Processor time, so that other programs do not count.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget
from sqlalchemy import text

from app.kernel.clock import SystemClock
from app.kernel.text import fold
from app.search.firm_names import FirmNames
from app.storage.engine import writer
from app.workspace import Workspace
from tests.bench.big_firm import make_big_firm
from tests.bench.figure import Figure
from tests.bench.long_lists import Heartbeat, settle, wait
from ui.kit import theme
from ui.kit.page import Page
from ui.search.names import offered
from ui.shell.offers import Local
from ui.shell.palette import Palette

NAMES = 50_000
WANTED = 0.1
TYPED = ("w", "wh", "wer", "larks whit", "bvl", "412", "norwhi", "aaa", "er", "muller", "zeppelin")
"""Beginnings, initials, numbers, pieces; what is in every other name, and in none."""
_PARTS = (
    "b c d f g k l m n p r s t v w br cl fr gr st th wh",
    "a e i o u ai ea er on an el or in us",
    "combe son ford ley by sen ski ton berg mann well croft",
)


def measure(room: Path) -> list[Figure]:
    """Makes a firm of 25,000 clients with a matter each in ``room``."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([])
    theme.install(application, scheme="light")
    workspace = make_big_firm(room / "palette", SystemClock(), NAMES // 2, matters=NAMES // 2)
    try:
        lines = _name_them(workspace)
        names = FirmNames(workspace)
        begin = process_time()
        names.refresh()
        read = process_time() - begin
        ours, stall = _ours(names)
        bare = _bare(lines)
    finally:
        workspace.lock()
    return [
        Figure(f"palette: {NAMES:,} names read when it is opened first", read),
        Figure(
            f"palette: first result of {NAMES:,} names, median", median(ours), median(bare), within=WANTED
        ),
        Figure(f"palette: first result of {NAMES:,} names, slowest", max(ours), max(bare), within=WANTED),
        Figure("palette: longest stall of the window meanwhile", stall, within=WANTED),
    ]


def _name_them(workspace: Workspace) -> list[str]:
    """Names as people have them instead of "Client 17"."""
    some = random.Random(7)  # noqa: S311 - the same names in each run

    def name() -> str:
        return "".join(some.choice(parts.split()) for parts in _PARTS).title()

    with writer(workspace.vault.engine).begin() as session:
        clients = [one for (one,) in session.execute(text("SELECT id FROM clients ORDER BY id"))]
        matters = [one for (one,) in session.execute(text("SELECT id FROM matters ORDER BY id"))]
        people = [f"{name()} {name()}" for _ in clients]
        titles = [f"{person.split()[1]} v. {name()} {name()}" for person in people]
        for table, column, ids, said in (
            ("clients", "name", clients, people),
            ("matters", "title", matters, titles),
        ):
            session.execute(
                text(f"UPDATE {table} SET {column} = :said, {column}_key = :key WHERE id = :id"),  # noqa: S608 - own words
                [
                    {"id": one, "said": words, "key": fold(words)}
                    for one, words in zip(ids, said, strict=True)
                ],
            )
    return [*people, *titles]


def _ours(names: FirmNames) -> tuple[list[float], float]:
    """What each of the words takes in the palette itself, and the longest pause of the main thread."""
    window = Page("Bench")
    window.resize(1280, 800)
    window.show()
    palette = Palette(window, Local([]), lambda typed, recent: offered(names, typed, recent), names.refresh)
    palette.open()
    settle()
    beats = Heartbeat()
    spent = [_spent(lambda words=words: palette.field.setText(words), palette) for words in TYPED]
    palette.reject()
    window.close()
    return spent, beats.longest


def _bare(lines: list[str]) -> list[float]:
    window = QWidget()
    window.resize(1280, 800)
    column = QVBoxLayout(window)
    field, view, proxy = QLineEdit(), QListView(), QSortFilterProxyModel()
    view.setUniformItemSizes(True)
    proxy.setSourceModel(QStringListModel(lines, window))
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    view.setModel(proxy)
    field.textChanged.connect(proxy.setFilterFixedString)
    column.addWidget(field)
    column.addWidget(view)
    window.show()
    settle()
    spent = [_spent(lambda words=words: field.setText(words), window) for words in TYPED]
    window.close()
    return spent


def _spent(do: Callable[[], None], shown: QWidget) -> float:
    """Processor seconds of the whole process until what came of it is painted."""
    wait(20)
    begin = process_time()
    do()
    settle()
    shown.grab()
    return process_time() - begin
