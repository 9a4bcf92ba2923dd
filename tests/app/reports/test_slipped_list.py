"""What slipped on paper: the page's groups, each line whole, the figures after them, and nothing from behind a wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.matters.walls import restrict_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.reports.lists.morning import MorningList, MorningRow
from app.reports.lists.morning_page import render_morning
from app.reports.lists.slipped import slipped_list
from app.schedule.commands import NewPlan, excuse_update, set_plan
from app.schedule.queries import update_dues
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY

START = MONDAY.date() - timedelta(days=56)
"""A Monday eight weeks before."""


def at(days: int) -> datetime:
    """So many days after the start, at 11:00 in California."""
    return MONDAY - timedelta(days=56 - days)


def weekly(workspace: Workspace, clock: FixedClock, title: str, keeper: UUID | None = None) -> UUID:
    """A matter with an update each week from the start on."""
    now = clock.now()
    clock.set(at(0))
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name=title.split()[0]))
        keeper = keeper or tx.actor
        matter = open_matter(
            tx,
            MatterDetails(
                title=title,
                clients=(client,),
                opened_on=START,
                responsible_id=keeper,
                point_of_contact_id=keeper,
            ),
        )
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, START))
    clock.set(now)
    return matter


@pytest.fixture
def matter(workspace: Workspace, clock: FixedClock) -> UUID:
    """An update that was excused, one given late, one owed still."""
    matter, now = weekly(workspace, clock, "Whitcombe v. Larkspur"), clock.now()
    clock.set(at(9))
    with workspace.write() as tx:
        calendar = firm_calendar(tx.reader())
        due = update_dues(tx.reader(), calendar, matter)[matter].due_on
        excuse_update(tx, matter, due, "She is\nat sea", calendar)
    clock.set(now)
    with workspace.write() as tx:
        log_contact(tx, NewContact(Channel.PHONE, Direction.OUT, at(21), "Told her.", matter, is_update=True))
    return matter


def listed(workspace: Workspace, first: date = START, **asked: UUID) -> MorningList:
    with workspace.read() as reader:
        return slipped_list(reader, first, **asked)


def rows(found: MorningList) -> dict[str, tuple[MorningRow, ...]]:
    return {part.title: part.rows for part in found.parts}


def words(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_each_line_says_when_whose_what_who_how_late_and_why(workspace: Workspace, matter: UUID) -> None:
    found = listed(workspace)
    groups = rows(found)
    assert list(groups) == ["Still owed", "Given late", "Excused", "What was promised", "By person"]
    (owed,), (late,), (excused,) = groups["Still owed"], groups["Given late"], groups["Excused"]
    assert (owed.title, owed.client, owed.late, owed.ticked) == (
        "Whitcombe v. Larkspur",
        "Nora Whitcombe",
        True,
        True,
    )
    assert owed.number
    assert owed.text.startswith("Update · Maria Ortega · ")
    assert owed.text.endswith(" late")
    assert (late.late, late.ticked) == (False, False)
    assert " late · given Mon, Oct 19" in late.text
    assert (excused.when, excused.text) == ("Mon, Oct 5", "Update · Maria Ortega · She is at sea")
    assert found.matters == {matter: 3}


def test_the_figures_stand_after_the_lines(workspace: Workspace, matter: UUID) -> None:
    found = listed(workspace)
    assert found.title == "What slipped: September 28, 2026 to November 23, 2026"
    assert (found.whose, found.summary) == (
        "Everybody at the firm",
        "0 of 2 in time · 1 late · 1 not given · 1 excused.",
    )
    (updates,) = rows(found)["What was promised"]
    assert (updates.when, updates.title, updates.ticked) == ("0%", "Updates", False)
    assert updates.text.startswith("0 of 2 in time · 1 late · 1 not given · 1 excused; worst ")
    said = words(render_morning(found).pdf)
    assert "Whitcombe v. Larkspur" in said
    assert said.index("STILL OWED") < said.index("GIVEN LATE") < said.index("WHAT WAS PROMISED")
    assert "Privileged and confidential" in said


def test_a_time_of_day_is_never_broken(workspace: Workspace, matter: UUID) -> None:
    found = listed(workspace)
    first = found.parts[0]
    timed = replace(
        first, rows=tuple(replace(one, when="Mon, Nov 9, 10:20 AM", late=True) for one in first.rows)
    )
    made = render_morning(replace(found, parts=(timed,))).pdf
    lines = [line for page in PdfReader(BytesIO(made)).pages for line in page.extract_text().splitlines()]
    assert not any(line.strip() == "AM" or line.rstrip().endswith("10:20") for line in lines), lines


def test_of_one_person_it_is_theirs_alone(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    with workspace.write() as tx:
        ben = add_colleague(tx, NewColleague("Ben Other", Role.LAWYER))
    weekly(workspace, clock, "Quill v. Marsh", ben)
    assert [row.title for row in rows(listed(workspace))["By person"]] == ["Ben Other", "Maria Ortega"]
    theirs = listed(workspace, person_id=ben)
    assert (theirs.whose, theirs.whose_id) == ("Ben Other", ben)
    assert {row.title for row in rows(theirs)["Still owed"]} == {"Quill v. Marsh"}
    assert "By person" not in rows(theirs)


def test_a_restricted_matter_stands_only_where_it_may_be_seen(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    with workspace.write() as tx:
        ben = add_colleague(tx, NewColleague("Ben Other", Role.LAWYER))
        restrict_matter(tx, matter, [tx.actor], "a partner's own")
    theirs = listed(Workspace(workspace.vault, workspace.clock, ben, workspace.zone))
    assert (theirs.parts, theirs.matters) == ((), {})
    assert theirs.summary == "Nothing was promised in that time, and nothing slipped."
    assert "Whitcombe" not in words(render_morning(theirs).pdf)
    assert "Whitcombe" in words(render_morning(listed(workspace)).pdf)


def test_why_and_whose_stands_outside_any_matter_too(workspace: Workspace) -> None:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        asked = NewContact(
            Channel.EMAIL,
            Direction.IN,
            at(35),
            "Asks for the lease.",
            client_id=client,
            needs_reply=True,
        )
        log_contact(tx, asked)
    owed = rows(listed(workspace))["Still owed"]
    assert {(row.title, row.client, row.number) for row in owed} == {
        ("Outside any matter", "Nora Whitcombe", "")
    }
    assert all("Asks for the lease." in row.text for row in owed)
