"""What is owed in a firm with 5,000 open matters, as Today and `due` ask for it: at 100,000 and at 1,000,000 entries.

Both firms have the same open matters with the same schedules, updates and questions; only what is done differs. Beside
it the bare statements that read no more than what is listed is made of, on the same connection. `due` as a process of
its own is held against a process that only unlocks the vault, and what is owed on top.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import cast

from sqlalchemy import text

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.kernel.clock import SystemClock
from app.owed.lately import owed_lately
from app.owed.queries import owed
from app.storage.cipher import Connection
from app.workspace import Workspace
from tests.bench import firm_figures
from tests.bench.big_firm import PASSWORD, make_big_firm
from tests.bench.figure import Figure, paired, seconds
from tests.bench.processes import memory, seconds_to_end

MATTERS = 20_000
"""One in four is open."""
FEW, MANY = 100_000, 1_000_000
WANTED = 0.1

_RUNS = "(SELECT id FROM matters WHERE status IN ('open', 'pending'))"
_BARE = f"""
    SELECT p.matter_id, p.set_at, p.counted_from, p.count, p.unit, p.at_most_days, p.by_id,
        (SELECT max(e.occurred_at) FROM contact_entries AS e
            WHERE e.matter_id = p.matter_id AND e.is_update = 1 AND e.withdrawn_at IS NULL)
        FROM update_plans AS p WHERE p.matter_id IN {_RUNS};
    SELECT m.id, m.number, m.title, m.status, m.opened_on, m.responsible_id, m.point_of_contact_id, c.id, c.name
        FROM matters AS m JOIN matter_clients AS mc ON mc.matter_id = m.id AND mc.position = 0
        JOIN clients AS c ON c.id = mc.client_id WHERE m.status IN ('open', 'pending');
    SELECT * FROM developments WHERE id IN (SELECT development_id FROM open_news);
    SELECT id, matter_id, occurred_at, summary FROM contact_entries WHERE id IN (SELECT entry_id FROM open_questions);
    SELECT * FROM follow_ups WHERE done_at IS NULL AND matter_id IN {_RUNS};
    SELECT * FROM key_dates WHERE "on" >= date('now') AND matter_id IN {_RUNS}
""".split(";")  # noqa: S608 - put together from words of this file alone
"""Rows of what may be listed; what they mean, who is told and by when is ours."""


def measure(room: Path, runs: int = 15) -> list[Figure]:
    """Two vaults in ``room``; the larger one takes a minute or two to make."""
    figures, ours = [], {}
    for entries in (FEW, MANY):
        folder = room / f"owed-{entries}"
        workspace = make_big_firm(folder, SystemClock(), entries, MATTERS, keeps_informed=True)
        try:
            ours[entries], bare, times = _paired(workspace, runs)
            name = f"due, 5,000 open matters, {entries:,} entries"
            figures.append(Figure(name, ours[entries], within=WANTED))
            figures.append(Figure("… against the bare statements", ours[entries], bare, times=times))
            figures.append(
                Figure("… Today after a contact was saved", _after_a_save(workspace, runs), within=WANTED)
            )
            figures.append(Figure("… the first after a matter was changed", _after_a_change(workspace, runs)))
            if entries == MANY:
                figures += [*_steady(workspace), *firm_figures.measure(workspace)]
        finally:
            workspace.lock()
        if entries == MANY:
            figures.append(_command(folder, ours[entries]))
    figures.append(
        Figure("… ten times the entries, as many open matters", ours[MANY], ours[FEW], at_most=1.3)
    )
    return figures


def _paired(workspace: Workspace, runs: int) -> tuple[float, float, float]:
    pooled = workspace.vault.engine.raw_connection()
    driver = cast("Connection", pooled.driver_connection)
    pooled.close()
    work = _asking(workspace)
    for _ in range(3):
        work()
        _read(driver)
    gc.collect()
    return paired(lambda: seconds(work), lambda: seconds(lambda: _read(driver)), runs)


def _after_a_save(workspace: Workspace, runs: int) -> float:
    """As the window asks: what the other matters owe is kept (`app.owed.kept`)."""

    def today() -> None:
        with workspace.read() as reader:
            owed_lately(reader)

    with workspace.read() as reader:
        ids = [one.matter_id for one in owed_lately(reader).items if one.matter_id is not None]
    times = []
    for number in range(runs):
        with workspace.write() as tx:
            at = tx.now - timedelta(minutes=1)
            log_contact(tx, NewContact(Channel.PHONE, Direction.OUT, at, "Told.", matter_id=ids[number]))
        times.append(seconds(today))
    return median(times)


def _after_a_change(workspace: Workspace, runs: int) -> float:
    """What is held of the register (`app.storage.register`) is read anew then."""
    work, times = _asking(workspace), []
    for _ in range(runs):
        with workspace.write() as tx:
            tx.session.execute(text("UPDATE matters SET stage = stage WHERE number = 'M-000000'"))
        times.append(seconds(work))
    return median(times)


def _asking(workspace: Workspace) -> Callable[[], None]:
    def work() -> None:
        with workspace.read() as reader:
            owed(reader)

    return work


def _read(driver: Connection) -> None:
    for statement in _BARE:
        driver.execute(statement).fetchall()


def _steady(workspace: Workspace) -> list[Figure]:
    """What fifty more readings leave in memory; nothing where the machine does not say."""
    work, before = _asking(workspace), memory()
    for _ in range(50):
        work()
    return (
        []
        if before is None
        else [Figure("… memory after 50 times, more", (memory() or 0) - before, unit="MB")]
    )


def _command(folder: Path, reading: float, runs: int = 5) -> Figure:
    """`due` as a whole process, thousands of lines of JSON, against one that unlocks alone, and the reading itself."""
    secret = folder.parent / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    words = ["--json", "--vault", str(folder), "--password-file", str(secret), "due"]
    cheap = (
        "import sys; from app.vault import kdf; kdf.allow(kdf.CHEAP)"  # else nothing but the key is measured
    )
    asked = f"{cheap}; from app.cli.main import main; sys.exit(main({words!r}))"
    alone = f"from tests.bench.owed import unlock; unlock({str(folder)!r})"

    def due() -> float:
        return seconds_to_end(folder.parent, "-c", asked)

    def bare() -> float:
        return seconds_to_end(folder.parent, "-c", alone) + reading

    due(), bare()
    pairs = [(due(), bare()) for _ in range(runs)]
    ours, other = (median(one[side] for one in pairs) for side in (0, 1))
    times = median(one / other for one, other in pairs)
    return Figure(
        "`due` as a command, against start, unlocking and reading", ours, other, times=times, at_most=1.5
    )


def unlock(folder: str) -> None:
    """The bare program: it starts, unlocks the vault, signs in as the command line does, and ends."""
    from app.bootstrap import open_workspace
    from app.vault import kdf

    kdf.allow(kdf.CHEAP)
    open_workspace(Path(folder), PASSWORD, clock=SystemClock()).lock()


def main() -> int:
    """For a look at one of the two: ``python -m tests.bench.owed FOLDER`` of a vault that is there."""
    from app.bootstrap import open_workspace
    from app.vault import kdf

    kdf.allow(kdf.CHEAP)
    workspace = open_workspace(Path(sys.argv[1]), PASSWORD, clock=SystemClock())
    begin = perf_counter()
    _asking(workspace)()
    first = perf_counter() - begin
    ours, bare, times = _paired(workspace, 15)
    saved = _after_a_save(workspace, 15)
    said = {"first": first, "after a save": saved, "anew": ours, "bare": bare}
    print(", ".join(f"{name} {one * 1000:.0f} ms" for name, one in said.items()), f"{times:.2f} times")
    workspace.lock()
    return 0


if __name__ == "__main__":
    sys.exit(main())
