"""The audit trail: appended to and checked, against bare INSERTs and a bare reading of the same rows.

In a small vault of its own: what the chain costs does not depend on what else the vault holds.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import cast
from uuid import uuid4

from sqlalchemy.orm import Session

from app.bootstrap import create_workspace
from app.kernel.clock import Clock
from app.storage.cipher import Connection
from app.storage.engine import writer
from app.storage.transaction import Recorded
from app.vault.kdf import CHEAP
from app.workspace import Workspace
from tests.bench.big_firm import FIRM, PASSWORD, USER
from tests.bench.figure import Figure, paired, seconds

EVENTS = 100_000
AT_LEAST = 15_000
"""Events checked in a second."""
_BODY = {
    "number": "00017",
    "title": "Whitcombe v. Larkspur",
    "reason": "asked for by the client on the phone",
}
_COLUMNS = "seq, at, actor_id, action, object_kind, object_id, body_hash, previous, mac"


def measure(room: Path, clock: Clock, runs: int = 5) -> list[Figure]:
    """Appended in one transaction, appended one by one, checked from end to end."""
    workspace, _ = create_workspace(room / "trail", PASSWORD, firm=FIRM, user=USER, clock=clock, cost=CHEAP)
    try:
        return _measured(workspace, runs)
    finally:
        workspace.lock()


def _measured(workspace: Workspace, runs: int) -> list[Figure]:
    pooled = workspace.vault.engine.raw_connection()
    bare = cast("Connection", pooled.driver_connection)
    bare.execute(f"CREATE TABLE bare_events AS SELECT {_COLUMNS} FROM audit_events")  # noqa: S608 own words
    bare.execute("CREATE TABLE bare_bodies AS SELECT seq, body FROM audit_bodies")
    pooled.close()
    each = EVENTS // runs
    appended = paired(lambda: seconds(lambda: _append(workspace, each)), lambda: _copied(bare, each), runs)
    singly = paired(
        lambda: seconds(lambda: workspace.note("viewed", "matter", uuid4(), **_BODY)),
        lambda: _one(bare, next(_number)),
        200,
    )
    checked = paired(lambda: seconds(lambda: _check(workspace)), lambda: seconds(lambda: _read(bare)), runs)
    events = _read(bare)
    return [
        Figure(
            "append to the audit trail, many at once",
            each / appended[0],
            each / appended[1],
            "/s",
            appended[2],
        ),
        Figure("append to the audit trail, one by one", singly[0], singly[1], times=singly[2]),
        Figure(
            "verify the audit trail",
            events / checked[0],
            events / checked[1],
            "/s",
            checked[2],
            at_least=AT_LEAST,
        ),
    ]


def _append(workspace: Workspace, events: int) -> None:
    now, who = workspace.clock.now(), workspace.actor
    done = [Recorded("viewed", "matter", uuid4(), _BODY) for _ in range(events)]
    with Session(writer(workspace.vault.engine)) as session, session.begin():
        workspace.trail.record(session, who, now, done)


def _copied(bare: Connection, events: int) -> float:
    """The newest rows into tables without an index: nobody can have them durable for less."""
    rows = bare.execute(f"SELECT {_COLUMNS} FROM audit_events ORDER BY seq DESC LIMIT {events}").fetchall()  # noqa: S608 own words
    bodies = bare.execute(f"SELECT seq, body FROM audit_bodies ORDER BY seq DESC LIMIT {events}").fetchall()  # noqa: S608 own words

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.cursor().executemany("INSERT INTO bare_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        bare.cursor().executemany("INSERT INTO bare_bodies VALUES (?, ?)", bodies)
        bare.execute("COMMIT")

    return seconds(insert)


_number = count()


def _one(bare: Connection, number: int) -> float:
    row = (number, "2026-11-23 19:00:00.000000", "0" * 32, "viewed", "matter", "1" * 32, *[bytes(32)] * 3)

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO bare_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        bare.execute("INSERT INTO bare_bodies VALUES (?, ?)", (number, "{}"))
        bare.execute("COMMIT")

    return seconds(insert)


def _check(workspace: Workspace) -> None:
    with Session(workspace.vault.engine) as session:
        if workspace.trail.check(session) is not None:
            raise AssertionError("the trail is whole")


def _read(bare: Connection) -> int:
    cursor = bare.cursor()
    cursor.execute(
        f"SELECT {_COLUMNS}, (SELECT body FROM audit_bodies AS b WHERE b.seq = e.seq) "  # noqa: S608 own words
        "FROM audit_events AS e ORDER BY seq"
    )
    events = 0
    while rows := cursor.fetchmany(1000):
        events += len(rows)
    return events
