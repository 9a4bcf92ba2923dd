"""What stood in a name at another moment: matters, schedules, dates and who could take over, all of that moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.owed.handover.handing_over import NewHandOver, hand_over
from app.owed.handover.heirs import heirs
from app.owed.handover.left_with import left_with
from app.people import standing
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY, Cli

LATER = MONDAY + timedelta(days=3)


@pytest.fixture
def people(workspace: Workspace, clock: FixedClock) -> tuple[UUID, UUID]:
    """Tom had two matters on Monday; on Thursday one was closed, the other went to Ann, and Tom left."""
    with workspace.write() as tx:
        tom = add_colleague(tx, NewColleague("Tom Ashgrove", Role.LAWYER))
        ann = add_colleague(tx, NewColleague("Ann Harbour", Role.PARTNER))
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails(
            "", (client,), opened_on=tx.today, responsible_id=tom, point_of_contact_id=tom
        )
        lease, will = (open_matter(tx, replace(details, title=title)) for title in ("Lease", "Will"))
        for matter in (lease, will):
            set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, date(2026, 11, 23), by_id=tom))
    clock.set(LATER)
    with workspace.write() as tx:
        closed = matter_sheet(tx.reader(), will).details
        edit_matter(tx, will, replace(closed, status=MatterStatus.CLOSED, closed_on=tx.today))
        open_matter(tx, replace(details, title="Boat", opened_on=tx.today))
        hand_over(tx, NewHandOver(tom, ann))
        standing.take_leave(tx, tom, [workspace.actor])
    return tom, ann


def test_it_is_all_of_one_moment(workspace: Workspace, people: tuple[UUID, UUID]) -> None:
    tom, ann = people
    with workspace.read() as reader:
        assert left_with(reader, tom).nothing
        assert [one.title for one in left_with(reader, ann).matters] == ["Lease", "Boat"]
    with workspace.read(as_of=MONDAY + timedelta(hours=1)) as reader:
        before = left_with(reader, tom)
        assert [(one.title, one.status, one.as_contact, one.gives_updates) for one in before.matters] == [
            ("Lease", MatterStatus.OPEN, True, True),
            ("Will", MatterStatus.OPEN, True, True),
        ]
        assert left_with(reader, ann).nothing
        assert {one.name: one.matters for one in heirs(reader, ann)} == {"Maria Ortega": 0, "Tom Ashgrove": 2}
    with workspace.read() as reader:
        assert {one.name: one.matters for one in heirs(reader, tom)} == {"Maria Ortega": 0, "Ann Harbour": 2}


def test_as_it_was_known(workspace: Workspace, people: tuple[UUID, UUID]) -> None:
    with workspace.read(known_by=MONDAY + timedelta(hours=1)) as reader:
        assert [one.title for one in left_with(reader, people[0]).matters] == ["Lease", "Will"]


@pytest.mark.usefixtures("people")
def test_on_the_command_line(cli: Cli) -> None:
    then = cli("handover", "show", "Tom Ashgrove", "--as-of", "2026-11-24", at=LATER).json
    assert [one["number"] for one in then["matters"]] == ["00001", "00002"]
    assert then["update_plans"] == 2
    assert then["active"] is True
    assert cli("handover", "show", "Tom Ashgrove", at=LATER).json["active"] is False
