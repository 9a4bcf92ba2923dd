"""Killed in the middle of a hand-over of 300 matters: all of it is done or nothing (PRACTICE B4, C2)."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewFollowUp
from app.contactlog.queries import untold_developments
from app.kernel.clock import SystemClock
from app.matters.commands import MatterDetails, open_matter
from app.owed.handover.left_with import follow_ups_of, left_with, plans_of
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.storage.transaction import Reader, Transaction
from app.verification import verify_workspace
from tests.faults import prepared
from tests.support import PASSWORD

SCRIPT = Path(__file__).with_name("handover_kill.py")
MATTERS = 300
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def _fill(tx: Transaction) -> tuple[UUID, UUID]:
    nora, max_ = (add_colleague(tx, NewColleague(name, Role.LAWYER)) for name in ("Nora Ell", "Max Orr"))
    client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
    for number in range(MATTERS):
        details = MatterDetails(f"Matter {number}", (client,), responsible_id=nora, point_of_contact_id=nora)
        matter = open_matter(tx, details)
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, date(2026, 11, 2), by_id=nora))
        add_follow_up(tx, matter, NewFollowUp("Nora Ell", "call the court", date(2026, 11, 24)))
    return nora, max_


def _with(reader: Reader, who: UUID) -> tuple[int, int, int]:
    """How many matters, schedules and actions stand in somebody's name."""
    return (
        len(left_with(reader, who).matters),
        len(plans_of(reader, who)),
        len(follow_ups_of(reader, who)),
    )


def test_it_is_done_whole_or_not_at_all(vault_folder: Path) -> None:
    workspace = open_workspace(vault_folder, PASSWORD, clock=SystemClock())
    with workspace.write() as tx:
        nora, max_ = _fill(tx)
    workspace.lock()

    def run(point: int) -> subprocess.CompletedProcess[str]:
        return prepared.run(SCRIPT, vault_folder, nora, max_, point)

    def left(*, whole_too: bool = False) -> tuple[tuple[int, int, int], tuple[int, int, int], int]:
        opened = open_workspace(vault_folder, PASSWORD, clock=SystemClock())
        try:
            assert not whole_too or all(one.ok for one in verify_workspace(opened))
            with opened.read() as reader:
                return _with(reader, nora), _with(reader, max_), len(untold_developments(reader))
        finally:
            opened.lock()

    whole, nothing = (MATTERS, MATTERS, MATTERS), (0, 0, 0)
    for point in (12, 41, 55):
        died = run(point)
        assert died.returncode == -9, died.stderr
        assert left() == (whole, nothing, 0), point
    done = run(-1)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 55, "it was killed in the middle of it"
    assert left(whole_too=True) == (nothing, whole, MATTERS)
