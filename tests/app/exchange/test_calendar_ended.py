"""What a calendar was told of and is over is called off in the next file: no event stays as a ghost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from icalendar import Calendar

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact, withdraw_contact
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.words import Channel, Direction
from app.exchange.calendar_file import calendar_file
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.sheet import matter_sheet
from app.matters.words import KeyDateKind, MatterStatus
from app.owed.calendar.day_items import EVERYTHING, Among
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, drop_plan, set_plan
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY

DAY = timedelta(days=1)


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails(title="A v. B", clients=(client,), responsible_id=tx.actor)
        return open_matter(tx, details)


def said(workspace: Workspace, among: Among = EVERYTHING) -> dict[str, str]:
    """The state of each event, by the kind of thing."""
    with workspace.read() as reader:
        file = calendar_file(reader, reader.today, reader.today + 60 * DAY, among)
    found = Calendar.from_ical(file.content).walk("VEVENT")
    assert len({str(one["UID"]) for one in found}) == len(found)
    lines = [dict(_parted(one.to_ical().decode().splitlines())) for one in found]
    return {one["CATEGORIES"]: one["STATUS"] for one in lines}


def _parted(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, _, value = line.partition(":")
        yield name, value


def test_a_schedule_taken_away_and_set_again(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH))
    assert said(workspace) == {"Update due": "CONFIRMED"}
    clock.set(MONDAY + DAY)
    with workspace.write() as tx:
        drop_plan(tx, matter)
    assert said(workspace) == {"Update due": "CANCELLED"}
    clock.set(MONDAY + 2 * DAY)
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH))
    assert said(workspace) == {"Update due": "CONFIRMED"}
    with workspace.write() as tx:
        drop_plan(tx, matter)
    clock.set(MONDAY + 120 * DAY)
    assert said(workspace) == {}


def test_a_matter_that_rests_is_owed_no_update(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH))
    clock.set(MONDAY + DAY)
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, status=MatterStatus.PENDING))
    assert said(workspace) == {"Update due": "CANCELLED"}


def test_an_action_goes_with_its_entry(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    with workspace.write() as tx:
        agreed = (NewFollowUp("", "send the lease", MONDAY.date() + 3 * DAY),)
        entry = log_contact(
            tx, NewContact(Channel.PHONE, Direction.OUT, tx.now, "Called.", matter, follow_ups=agreed)
        )
    assert said(workspace) == {"Follow-up": "CONFIRMED"}
    clock.set(MONDAY + DAY)
    with workspace.write() as tx:
        withdraw_contact(tx, entry, "another matter's")
    assert said(workspace) == {"Follow-up": "CANCELLED"}


def test_what_came_to_somebody_else_leaves_ones_own_calendar(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    mine = Among(person_id=workspace.actor)
    with workspace.write() as tx:
        ben = add_colleague(tx, NewColleague("Ben Other", Role.LAWYER))
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH))
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, MONDAY.date() + 9 * DAY, "Hearing"))
    assert set(said(workspace, mine).values()) == {"CONFIRMED"}
    clock.set(MONDAY + DAY)
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, responsible_id=ben))
    both = {"Update due": "CANCELLED", "Key date": "CANCELLED"}
    assert said(workspace, mine) == both
    assert set(said(workspace, Among(person_id=ben)).values()) == {"CONFIRMED"}
