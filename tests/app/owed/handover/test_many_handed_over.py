"""A hand-over of many matters holds up nobody: it takes as many statements as one of a few. And it is checked ahead."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewFollowUp
from app.contactlog.queries import follow_ups, untold_developments
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, open_matter
from app.owed.handover.handing_over import NewHandOver, foresee, hand_over
from app.owed.handover.left_with import left_with
from app.owed.handover.taking_back import take_back
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.storage.transaction import Transaction
from app.workspace import Workspace
from tests.statements import Counted
from tests.support import Cli


def _give(tx: Transaction, who: UUID, count: int) -> None:
    client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
    for number in range(count):
        details = MatterDetails(
            f"Matter {number}", (client,), opened_on=tx.today, responsible_id=who, point_of_contact_id=who
        )
        matter = open_matter(tx, details)
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, date(2026, 11, 2), by_id=who))
        add_follow_up(tx, matter, NewFollowUp("Tom Ashgrove", "call the court", date(2026, 11, 24)))


@pytest.fixture
def people(workspace: Workspace) -> tuple[UUID, UUID]:
    with workspace.write() as tx:
        tom = add_colleague(tx, NewColleague("Tom Ashgrove", Role.LAWYER))
        return tom, add_colleague(tx, NewColleague("Ann Harbour", Role.PARTNER))


def test_twenty_matters_take_as_many_statements_as_two(
    workspace: Workspace, people: tuple[UUID, UUID], counted: Counted
) -> None:
    tom, ann = people
    found = []
    for more in (2, 18):
        with workspace.write() as tx:
            _give(tx, tom, more)
        with counted() as handing, workspace.write() as tx:
            done = hand_over(tx, NewHandOver(tom, ann, reason="leaves"))
        with workspace.read() as reader:
            assert left_with(reader, tom).nothing
            given = left_with(reader, ann)
            assert len(given.matters) == given.update_plans == given.follow_ups == len(done.moved)
            assert len(untold_developments(reader)) == len(done.moved)
        with counted() as returning, workspace.write() as tx:
            take_back(tx, done)
        found.append((len(handing), len(returning)))
        with workspace.read() as reader:
            assert left_with(reader, ann).nothing
            assert {one.colleague_id for one in follow_ups(reader)} == {tom}
            assert untold_developments(reader) == ()
    few, many = found
    assert many == pytest.approx(few, abs=3), "so many matters, and no more statements"


def test_a_day_that_is_over_is_refused_before_anything_begins(
    workspace: Workspace, people: tuple[UUID, UUID]
) -> None:
    tom, ann = people
    with workspace.write() as tx:
        _give(tx, tom, 2)
    with workspace.read() as reader, pytest.raises(Refused, match="was opened on") as refused:
        foresee(reader, NewHandOver(tom, ann, on=date(2026, 11, 20), reason="it was so"))
    assert (refused.value.code, refused.value.field) == ("before-opened", "on")


def test_a_past_day_asks_for_the_reason_in_the_preview(
    workspace: Workspace, people: tuple[UUID, UUID], cli: Cli
) -> None:
    tom, ann = people
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
        open_matter(tx, MatterDetails("Lease", (client,), opened_on=date(2026, 1, 5), responsible_id=tom))
    with workspace.read() as reader:
        with pytest.raises(Refused, match="say why"):
            foresee(reader, NewHandOver(tom, ann, on=date(2026, 11, 20)))
        assert len(foresee(reader, NewHandOver(tom, ann, on=date(2026, 11, 20), reason="so")).portions) == 1
    words = ("handover", "--from", "Tom Ashgrove", "--to", "Ann Harbour", "--on", "2025-11-20", "--dry-run")
    assert cli(*words, "--reason", "so").json["error"]["code"] == "before-opened"
