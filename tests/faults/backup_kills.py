"""Run by test_backup_faults: the day's backup, killed at each call in turn while it is made, kept by the rule and
brought to the second place.

Prints one JSON line for each point: which call, how the process ended, how many backups are good afterwards in the
vault's own folder and in the second place, and how many there are when the next run is through.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.backups.commands import set_place, set_rule
from app.backups.queries import FirmRule, own_shelf, place
from app.backups.routine import daily
from app.bootstrap import create_workspace, open_workspace
from app.kernel.clock import FixedClock
from app.settings.commands import FirmDetails
from app.vault import attempts, kdf, shelf
from app.vault.backup import verify_backup
from app.vault.keeping import KeepingRule
from app.workspace import Workspace
from tests import statements
from tests.faults.killing import arm

START = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
DAYS, KEPT = 5, 3
FIRM = FirmDetails("Harbour & Finch LLP", "US", "America/Los_Angeles", "CA")


def opened(folder: Path, day: int) -> Workspace:
    return open_workspace(folder / "vault", "old", clock=FixedClock(START + timedelta(days=day)))


def make(folder: Path) -> None:
    """Five days of backups in both places; from now on the rule keeps three."""
    (folder / "disk").mkdir(parents=True)
    workspace, _ = create_workspace(
        folder / "vault", "old", firm=FIRM, user="Ann", clock=FixedClock(START), cost=kdf.CHEAP
    )
    workspace.lock()
    for day in range(DAYS):
        workspace = opened(folder, day)
        if day == 0:
            with workspace.write() as tx:
                set_place(tx, workspace.vault, folder / "disk")
        daily(workspace)
        if day == DAYS - 1:
            with workspace.write() as tx:
                set_rule(tx, FirmRule(KeepingRule(KEPT, 0, 0)))
        workspace.lock()


def good(workspace: Workspace, folder: Path) -> int:
    """How many there are; each is opened again and compared, and raises where it is not as it was written."""
    there = shelf.on_shelf(folder, workspace.vault.id)
    return len([verify_backup(one.file, workspace.vault) for one in there])


def count(workspace: Workspace) -> list[int]:
    with workspace.read() as reader:
        second = place(reader)
    assert second is not None
    return [good(workspace, own_shelf(workspace.vault)), good(workspace, second)]


def state_after(folder: Path) -> list[list[int]]:
    workspace = opened(folder, DAYS)
    try:
        before = count(workspace)
        daily(workspace)
        after = count(workspace)
    finally:
        workspace.lock()
    return [before, after]


def run(folder: Path, point: int) -> None:
    workspace = opened(folder, DAYS)
    arm(point)
    daily(workspace)


def main(folder: Path, step: int) -> None:
    """Every ``step``-th point in turn, until a run is not killed any more."""
    kdf.allow(kdf.CHEAP)
    statements.keep()
    attempts.state_folder = lambda: folder / "state"
    work = folder / "work"
    make(work)
    pristine = folder / "pristine"
    shutil.copytree(work, pristine)
    for point in range(1, 2000, step):
        shutil.rmtree(work)
        shutil.copytree(pristine, work)  # at the same path: the second place is one
        child = os.fork()
        if child == 0:
            run(work, point)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        sys.stdout.write(json.dumps([point, killed or status, state_after(work)]) + "\n")
        if not killed:
            return


main(Path(sys.argv[1]), int(sys.argv[2]))
