"""A matter with 20,000 contacts in the window: how long it stands still at most while its timeline is looked through
from end to end and an entry is added meanwhile, and how much memory that takes. And how long other desks wait while an
update of it leaves."""

# ruff: noqa: S608 - the statements are put together from words of this file alone

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter, thread_time
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QStringListModel, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from sqlalchemy import Connection, text

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction, Outcome
from app.storage.engine import writer
from app.updates import Way, draft, record_printed
from app.workspace import Workspace
from tests.bench.big_firm import a_client, a_matter
from tests.bench.figure import Figure
from tests.bench.long_lists import Heartbeat, settle, wait
from ui.clients.page import ClientPage
from ui.kit import theme
from ui.kit.timeline import Timeline
from ui.matters.page import MatterPage

THIS = 4
"""The place of the matter that gets a fifth of the log."""
NOT_NOTICED, A_PAGE, GROWS = 0.1, 0.5, 24.0
"""Seconds of a stall, seconds until a page is there, MiB of memory after all of it was seen."""
LOCKED = 0.05
"""Seconds for which nobody else can save while an update leaves; of computing, as a save waits for its turn."""
_EVERY = 50
_ENTRIES = (1, 3, 5, 6, 11, 16, 21, 26, 31, 36)
_GATHERED = (
    ("contact_entries", _EVERY, _ENTRIES),
    ("developments", _EVERY, (3,)),
    ("follow_ups", _EVERY, (5,)),
    ("key_dates", 250, (7,)),
)
"""Of each table: of so many rows those with these places."""


def gather(workspace: Workspace) -> UUID:
    """Give one matter a fifth of the log with what hangs on it; one entry in fifty brought a development."""
    matter = a_matter(THIS)
    with writer(workspace.vault.engine).begin() as connection:
        connection.execute(text("CREATE TEMP TABLE gathered (id TEXT PRIMARY KEY)"))
        for table, every, places in _GATHERED:
            _gather(connection, table, lambda i, every=every, places=places: i % every in places)
            client = f", client_id = '{a_client(THIS)}'" if table == "contact_entries" else ""
            connection.execute(
                text(
                    f"UPDATE {table} SET matter_id = '{matter}'{client} WHERE id IN (SELECT id FROM gathered)"
                )
            )
        _gather(connection, "contact_entries", lambda i: i % _EVERY == 6)
        connection.execute(
            text("UPDATE contact_entries SET with_client = 0 WHERE id IN (SELECT id FROM gathered)")
        )
        news = text("SELECT id FROM developments WHERE matter_id = :matter")
        ids = [row[0] for row in connection.execute(news, {"matter": matter})]
        notices = [{"news": one, "entry": f"{one[:11]}3{one[12:19]}{_place(one) + 3:013x}"} for one in ids]
        connection.execute(text("INSERT INTO entry_developments VALUES (:entry, :news, 'brought')"), notices)
        connection.execute(text("DROP TABLE gathered"))
    return UUID(matter)


def _gather(connection: Connection, table: str, is_one: Callable[[int], bool]) -> None:
    connection.execute(text("DELETE FROM gathered"))
    ids = [row[0] for row in connection.execute(text(f"SELECT id FROM {table}"))]
    chosen = [{"id": one} for one in ids if is_one(_place(one))]
    connection.execute(text("INSERT INTO gathered VALUES (:id)"), chosen)


def _place(made_id: str) -> int:
    return int(made_id[19:], 16)


def measure(workspace: Workspace, entries: int) -> list[Figure]:
    """Leaves the entries where they are."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([])
    theme.install(application, scheme="light")
    matter = gather(workspace)
    client = UUID(a_client(THIS))
    gc.freeze()  # as the window does when it is painted
    small = _opened(MatterPage(workspace), UUID(a_matter(THIS + 4)))[0]
    small.close()
    page, opening, there = _opened(MatterPage(workspace), matter)
    assert isinstance(page, MatterPage)
    name = f"matter of {entries // 5:,} entries"
    before = _memory()
    stalls = {what: _stall(partial(work, page.tabs.history.timeline)) for what, work in _WAYS.items()}
    grown = _memory() - before
    bar = page.tabs.history.timeline.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle()
    change = _stall(lambda: _change(workspace, page, matter))
    page.close()
    other, opening_client, client_there = _opened(ClientPage(workspace), client)
    other.close()
    return [
        Figure(f"{name}: the page", there, _bare(entries // 5), within=A_PAGE),
        Figure(f"{name}: opening it, longest stall", opening, within=NOT_NOTICED),
        *(Figure(f"{name}: {what}, longest stall", one, within=NOT_NOTICED) for what, one in stalls.items()),
        Figure(f"{name}: one added, longest stall", change, within=NOT_NOTICED),
        Figure(f"{name}: memory after all was seen", grown, unit="MiB", within=GROWS),
        Figure(f"{name}: an update leaves, others wait", _leaves(workspace, matter), within=LOCKED),
        Figure("page of its client", client_there, within=A_PAGE),
        Figure("page of its client: longest stall", opening_client, within=NOT_NOTICED),
    ]


def _opened(page: MatterPage | ClientPage, thing: UUID) -> tuple[MatterPage | ClientPage, float, float]:
    """The page, the longest stall, and how long it took."""
    page.resize(1092, 752)
    page.show()
    page.activateWindow()
    wait(20)
    beats, begin = Heartbeat(), perf_counter()
    page.show_arg(thing)
    settle()
    page.grab()
    there = perf_counter() - begin
    wait(20)
    return page, beats.longest, there


def _bare(rows: int) -> float:
    """As many lines in Qt's own list, in a window of the same size, until they are painted."""
    window = QListView()
    window.resize(1092, 752)
    begin = perf_counter()
    window.setUniformItemSizes(True)
    window.setModel(
        QStringListModel([f"Told client {row} of the hearing, by phone" for row in range(rows)], window)
    )
    window.show()
    window.grab()
    there = perf_counter() - begin
    window.close()
    return there


def _stall(work: Callable[[], object]) -> float:
    wait(10)
    beats = Heartbeat()
    work()
    settle()
    wait(20)
    return beats.longest


def _wheel(timeline: Timeline) -> None:
    """Five hundred turns."""
    centre = QPointF(timeline.viewport().rect().center())
    for _ in range(500):
        turn = QWheelEvent(
            centre,
            timeline.viewport().mapToGlobal(centre),
            QPoint(),
            QPoint(0, -360),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(timeline.viewport(), turn)
        wait(1)


def _pages(timeline: Timeline) -> None:
    """To the end by PageDown."""
    timeline.setFocus()
    timeline.setCurrentIndex(timeline.model().index(0, 0))
    last, still = -1, 0
    while still < 3:
        QTest.keyClick(timeline, Qt.Key.Key_PageDown)
        wait(1)
        here = timeline.currentIndex().row()
        still = still + 1 if here == last else 0
        last = here
        if still:
            settle()


def _ends(timeline: Timeline) -> None:
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home) * 3:
        QTest.keyClick(timeline, key)
        wait(50)
        settle()


def _drag(timeline: Timeline) -> None:
    """The scroll bar from end to end in two hundred steps, as a hand does."""
    bar = timeline.verticalScrollBar()
    for step in (*range(201), *range(200, -1, -1)):
        bar.setValue(bar.maximum() * step // 200)
        wait(2)


_WAYS = {"wheel": _wheel, "PageDown to the end": _pages, "End and Home": _ends, "dragging": _drag}


def _change(workspace: Workspace, page: MatterPage, matter: UUID) -> None:
    with workspace.write() as tx:
        log_contact(
            tx,
            NewContact(
                occurred_at=workspace.clock.now(),
                channel=Channel.PHONE,
                direction=Direction.OUT,
                outcome=Outcome.SPOKE,
                summary="Called back.",
                matter_id=matter,
            ),
        )
    wait(5)
    page.mark_stale()


def _leaves(workspace: Workspace, matter: UUID) -> float:
    """The transaction in which an update is told to leave, the best of three."""
    with workspace.read() as reader:
        written = draft(reader, matter)

    def leave() -> float:
        with workspace.write() as tx:
            begin = thread_time()
            record_printed(tx, written, Way.PDF, 1)
            return thread_time() - begin

    return min(leave() for _ in range(3))


def _memory() -> float:
    """What this process has in memory, MiB; where the system does not say, nothing."""
    gc.collect()
    status = Path("/proc/self/statm")
    if sys.platform != "linux" or not status.is_file():
        return 0.0
    return int(status.read_text(encoding="ascii").split()[1]) * 4096 / 2**20
