"""What the firm's own house asks of a big vault: 5,000 open matters that all owe a costs update, 15,000 just closed.

What Today reads at each reading is held against the bare statements that find the rows it is made of, on the same
connection; what a page reads, on its worker, has a time of its own. Times are the process's own: others may have the
machine meanwhile.
"""

# ruff: noqa: S608 - the statements are put together from words of this file alone

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import process_time
from typing import cast

from sqlalchemy import select, text

from app.access.gathering import gather
from app.access.person import Person
from app.clients.models import Client
from app.destruction.review import reviews_due
from app.feedback.asking import to_ask
from app.kernel.clock import SystemClock
from app.owed import duties
from app.retention.queries import closed_matters
from app.reviews.queries import review_queue
from app.storage.cipher import Connection
from app.storage.transaction import Reader
from app.workspace import Workspace
from tests.bench.big_firm import make_big_firm
from tests.bench.figure import Figure, paired

MATTERS = 20_000
"""One in four is open."""
WANTED, A_PAGE = 0.1, 2.0
_OLD = "date('now', '-2 years')"
_FIGURES = f"""
    INSERT INTO costs_figures (id, matter_id, kind, amount, "on", note, written_at, author_id, currency, covers, reason,
        told)
    SELECT substr(id, 1, 8) || 'aaaa' || substr(id, 13), id, 'estimate', 9000, {_OLD}, '',
        {_OLD} || ' 00:00:00.000000', responsible_id, 'USD', '', '', 1 FROM matters WHERE status = 'open'
"""
_BARE = f"""
    SELECT matter_id, max("on") FROM costs_figures WHERE told GROUP BY matter_id;
    SELECT matter_id, max(occurred_at) FROM contact_entries WHERE costs <> '' AND withdrawn_at IS NULL
        GROUP BY matter_id;
    SELECT id, number, title, responsible_id FROM matters WHERE status = 'open';
    SELECT id, closed_on FROM matters WHERE status = 'closed' AND closed_on <= {_OLD};
    SELECT * FROM concerns WHERE closed_on IS NULL;
    SELECT * FROM access_requests WHERE closed_on IS NULL
""".split(";")


def measure(room: Path, entries: int, runs: int = 9) -> list[Figure]:
    """A vault of its own in ``room``."""
    workspace = make_big_firm(room / "house", SystemClock(), entries, MATTERS)
    try:
        with workspace.write() as tx:
            tx.session.execute(text(_FIGURES))
            tx.touch("firm", tx.actor)
        with workspace.read() as reader:
            return [*_today(workspace, reader, runs), *_pages(reader)]
    finally:
        workspace.lock()


def _today(workspace: Workspace, reader: Reader, runs: int) -> list[Figure]:
    pooled = workspace.vault.engine.raw_connection()
    driver = cast("Connection", pooled.driver_connection)
    pooled.close()
    last = reader.today + timedelta(days=7)

    def ours() -> int:
        return len([one for place in duties.PLACES for one in place(reader, last, None)])

    def bare() -> None:
        for statement in _BARE:
            driver.execute(statement).fetchall()

    found = ours()
    bare()
    spent, beside, times = paired(lambda: _cpu(ours), lambda: _cpu(bare), runs)
    asking = min(_cpu(lambda: to_ask(reader, first=50)) for _ in range(runs))
    return [
        Figure(
            f"what the firm's own house owes: {found:,} things, at each reading", spent, beside, times=times
        ),
        Figure("… the same, in time", spent, within=WANTED),
        Figure("… whom to ask for feedback, where Today says it too", asking, within=WANTED),
    ]


def _pages(reader: Reader) -> list[Figure]:
    person = _somebody(reader)
    asked: tuple[tuple[str, Callable[[], object]], ...] = (
        ("the list of whom to ask for feedback, 15,000 just closed", lambda: to_ask(reader)),
        ("the queue of files to review", lambda: review_queue(reader, own=True)),
        ("all that is held about a person", lambda: gather(reader, person)),
        ("what is due for destruction, of 15,000 closed matters", lambda: closed_matters(reader)),
    )
    later = replace(reader, now=reader.now + timedelta(days=366 * 8))
    against = _cpu(lambda: reviews_due(later))
    return [
        *(Figure(name, _cpu(work), within=A_PAGE) for name, work in asked),
        Figure("… and in eight years, when all are due: everything that speaks against it", against),
    ]


def _somebody(reader: Reader) -> Person:
    """A client with contact in the log."""
    client = reader.session.scalars(select(Client).order_by(Client.id).limit(1)).one()
    return Person(frozenset({client.id}), (client.name,), (), ())


def _cpu(work: Callable[[], object]) -> float:
    begin = process_time()
    work()
    return process_time() - begin
