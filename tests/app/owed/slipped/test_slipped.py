"""What slipped and why: asked of a real vault as it is used, a week and a quarter at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact, withdraw_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, MatterStatus
from app.owed.handover.handing_over import NewHandOver, hand_over
from app.owed.items import OwedKind
from app.owed.slipped.dropped import say_why_not_given
from app.owed.slipped.lines import Line, LineState
from app.owed.slipped.queries import slipped
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, drop_plan, excuse_update, set_plan
from app.schedule.known import KnownOfTime
from app.schedule.queries import dues_known, update_dues
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY

DAY = timedelta(days=1)
START = MONDAY.date() - timedelta(days=56)
"""A Monday eight weeks before."""


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails(title="Whitcombe v. Larkspur", clients=(client,), opened_on=START)
        return open_matter(tx, details)


def at(days: int, hour: int = 11) -> datetime:
    """So many days after the start, at that hour in California."""
    return MONDAY - timedelta(days=56 - days) + timedelta(hours=hour - 11)


def contact(matter: UUID, when: datetime, **values: object) -> NewContact:
    new = NewContact(Channel.PHONE, Direction.OUT, when, "Told her where it stands.", matter)
    return replace(new, **values)  # type: ignore[arg-type]  # a table of test values


def log(workspace: Workspace, new: NewContact) -> UUID:
    with workspace.write() as tx:
        return log_contact(tx, new)


def plan(
    workspace: Workspace, matter: UUID, clock: FixedClock, *, unit: IntervalUnit = IntervalUnit.WEEK
) -> None:
    """Weekly, from the start on."""
    now = clock.now()
    clock.set(at(0))
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, unit, START))
    clock.set(now)


def found(workspace: Workspace, matter: UUID | None, kind: OwedKind, **when: date) -> list[Line]:
    with workspace.read() as reader:
        lines = slipped(reader, when.get("first", START), when.get("last"), matter_id=matter).lines
    return [line for line in lines if line.kind is kind]


def test_updates_in_time_late_and_owed(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    plan(workspace, matter, clock)
    first = log(workspace, contact(matter, at(7), is_update=True))
    late = log(workspace, contact(matter, at(16), is_update=True))
    given, slow, missed = found(workspace, matter, OwedKind.UPDATE)
    assert (given.state, given.entry_id, given.due_on) == (LineState.GIVEN, first, START + 7 * DAY)
    assert (slow.state, slow.entry_id, slow.due_on) == (LineState.LATE, late, START + 14 * DAY)
    assert slow.late_by is not None
    assert slow.late_by == timedelta(hours=36, seconds=1), (
        "Tuesday whole, Wednesday until noon of summer time"
    )
    assert (missed.state, missed.due_on, missed.settled_at) == (LineState.MISSED, START + 23 * DAY, None)


def test_a_withdrawn_update_puts_the_past_right(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    plan(workspace, matter, clock)
    wrong = log(workspace, contact(matter, at(7), is_update=True))
    log(workspace, contact(matter, at(14), is_update=True))
    assert [line.state for line in found(workspace, matter, OwedKind.UPDATE)][:2] == [LineState.GIVEN] * 2
    with workspace.write() as tx:
        withdraw_contact(tx, wrong, "Another client")
    first = found(workspace, matter, OwedKind.UPDATE)[0]
    assert (first.state, first.due_on) == (LineState.LATE, START + 7 * DAY)


def test_an_excuse_says_why_and_the_next_counts_from_it(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    plan(workspace, matter, clock)
    now = clock.now()
    clock.set(at(9))
    with workspace.write() as tx:
        calendar = firm_calendar(tx.reader())
        due = update_dues(tx.reader(), calendar, matter)[matter].due_on
        excuse_update(tx, matter, due, "She is at sea", calendar)
    clock.set(now)
    log(workspace, contact(matter, at(14), is_update=True))
    excused, given = found(workspace, matter, OwedKind.UPDATE)[:2]
    assert (excused.state, excused.why, excused.due_on) == (
        LineState.EXCUSED,
        "She is at sea",
        START + 7 * DAY,
    )
    assert (given.state, given.due_on) == (LineState.GIVEN, START + 14 * DAY)


def test_what_a_new_schedule_or_the_closing_voids_was_missed(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    plan(workspace, matter, clock)
    clock.set(at(10))
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, at(10).date()))
    clock.set(at(20))
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        closed = replace(details, status=MatterStatus.CLOSED, closed_on=at(20).date())
        edit_matter(tx, matter, closed)
    clock.set(MONDAY)
    lines = found(workspace, matter, OwedKind.UPDATE)
    assert [(line.state, line.why) for line in lines] == [
        (LineState.MISSED, "the schedule was changed"),
        (LineState.MISSED, "the matter was closed"),
    ]


def _drop_late(workspace: Workspace, matter: UUID, clock: FixedClock) -> date:
    """A schedule that is changed when its update was late; the day that was due."""
    plan(workspace, matter, clock)
    clock.set(at(10))
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH))
    clock.set(MONDAY)
    return START + 7 * DAY


def test_what_a_change_dropped_is_explained_later_once(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    due_on = _drop_late(workspace, matter, clock)
    with workspace.write() as tx:
        calendar = firm_calendar(tx.reader())
        next_due = update_dues(tx.reader(), calendar)[matter].due_on
        say_why_not_given(tx, matter, due_on, "She heard it in court", calendar)
        assert update_dues(tx.reader(), calendar)[matter].due_on == next_due, (
            "the change counts, not what it dropped"
        )
    with workspace.read() as reader:  # what slipped asks for days of before in another way
        then = dues_known(KnownOfTime(reader, at(11), [matter]).at(reader.now, [matter]), calendar)
    assert then[matter].due_on == next_due
    (line,) = [one for one in found(workspace, matter, OwedKind.UPDATE) if one.due_on == due_on]
    assert (line.state, line.why) == (LineState.EXCUSED, "She heard it in court")
    with workspace.write() as tx, pytest.raises(Refused, match="No update is due"):
        say_why_not_given(tx, matter, due_on, "Twice", firm_calendar(tx.reader()))


def test_what_a_change_dropped_is_given_late_by_the_next_update(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    due_on = _drop_late(workspace, matter, clock)
    entry = log(workspace, contact(matter, MONDAY - DAY, is_update=True))
    dropped = next(one for one in found(workspace, matter, OwedKind.UPDATE) if one.due_on == due_on)
    assert (dropped.state, dropped.entry_id, dropped.settled_at) == (LineState.LATE, entry, MONDAY - DAY)


def test_an_update_that_is_late_for_the_new_schedule_as_well_is_counted_once(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    plan(workspace, matter, clock)
    clock.set(at(10))
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 2, IntervalUnit.WEEK))
    clock.set(MONDAY)
    with workspace.read() as reader:
        due_on = update_dues(reader, firm_calendar(reader))[matter].due_on
    assert due_on < MONDAY.date(), "it is late for this one, too"
    log(workspace, contact(matter, MONDAY - DAY, is_update=True))
    late = [one for one in found(workspace, matter, OwedKind.UPDATE) if one.state is LineState.LATE]
    assert [one.due_on for one in late] == [START + 7 * DAY], "since the first day that went by"


def test_an_update_that_was_dropped_and_is_given_is_not_said_to_have_been_owed_by_nobody(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    plan(workspace, matter, clock)
    clock.set(at(10))
    with workspace.write() as tx:
        drop_plan(tx, matter)
    clock.set(MONDAY)
    log(workspace, contact(matter, MONDAY - DAY, is_update=True))
    (line,) = found(workspace, matter, OwedKind.UPDATE)
    assert (line.state, line.due_on) == (LineState.LATE, START + 7 * DAY)


@pytest.mark.parametrize("how", ["handed over", "set as it was", "every three weeks"])
def test_what_is_late_under_the_new_schedule_as_well_slipped_once(
    workspace: Workspace, matter: UUID, clock: FixedClock, how: str
) -> None:
    plan(workspace, matter, clock)
    with workspace.write() as tx:
        ben, me = add_colleague(tx, NewColleague("Ben Other", Role.LAWYER)), tx.actor
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, responsible_id=me, point_of_contact_id=me))
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, START, by_id=me))
    clock.set(MONDAY + DAY)
    with workspace.write() as tx:
        if how == "handed over":
            hand_over(tx, NewHandOver(me, ben, tells=False))
        else:
            weeks = 1 if how == "set as it was" else 3
            set_plan(tx, NewPlan(matter, weeks, IntervalUnit.WEEK))
    clock.set(MONDAY + 3 * DAY)
    (missed,) = found(workspace, matter, OwedKind.UPDATE)
    assert (missed.state, missed.settled_at) == (LineState.MISSED, None)
    log(workspace, contact(matter, MONDAY + 2 * DAY, is_update=True))
    assert [line.state for line in found(workspace, matter, OwedKind.UPDATE)] == [
        LineState.LATE,
        LineState.OWED,
    ]


def test_the_past_stands_when_a_matter_is_closed_later(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    clock.set(at(0))
    with workspace.write() as tx:
        add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, at(0), "Denied"))
    clock.set(MONDAY)
    before = found(workspace, matter, OwedKind.DEVELOPMENT, last=at(30).date())
    assert [line.state for line in before] == [LineState.MISSED]
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, status=MatterStatus.CLOSED, closed_on=tx.today))
    for whose in (matter, None):
        assert found(workspace, whose, OwedKind.DEVELOPMENT, last=at(30).date()) == before
        assert found(workspace, whose, OwedKind.DEVELOPMENT) == []


def test_each_line_is_of_who_kept_the_matter_at_its_own_moment(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    clock.set(at(0))
    with workspace.write() as tx:
        tom, ann = (add_colleague(tx, NewColleague(name, Role.LAWYER)) for name in ("Tom", "Ann"))
        of_tom = replace(matter_sheet(tx.reader(), matter).details, point_of_contact_id=tom)
        edit_matter(tx, matter, of_tom)
        other = open_matter(tx, replace(of_tom, title="Another", number=""))
    clock.set(at(14, 11))
    with workspace.write() as tx:
        edit_matter(tx, matter, replace(of_tom, point_of_contact_id=ann))
    clock.set(MONDAY)
    for whose, hour in ((other, 8), (matter, 9), (matter, 12)):  # due within the day of the hand-over
        asked = log(workspace, contact(whose, at(10, hour), direction=Direction.IN, needs_reply=True))
        log(workspace, contact(whose, at(14, 15), answers_id=asked))
    with workspace.read() as reader:
        firm = [line for line in slipped(reader, START).lines if line.matter_id == matter]
        alone = slipped(reader, START, matter_id=matter)
        toms = slipped(reader, START, person_id=tom)
    assert firm == list(alone.lines)
    of_answers = [line.person_id for line in alone.lines if line.kind is OwedKind.ANSWER]
    assert of_answers == [tom, ann]
    assert [line for line in toms.lines if line.matter_id == matter] == [
        line for line in firm if line.person_id == tom
    ]


def test_an_update_that_nothing_asked_for_is_no_promise(workspace: Workspace, matter: UUID) -> None:
    log(workspace, contact(matter, at(3), is_update=True))
    (line,) = found(workspace, matter, OwedKind.UPDATE)
    assert (line.state, line.due, line.was_promised) == (LineState.GIVEN, None, False)
    with workspace.read() as reader:
        assert slipped(reader, START, matter_id=matter).of().promised == 0


def test_developments_urgent_essential_and_left_out_of_an_update(workspace: Workspace, matter: UUID) -> None:
    def happened(day: int, *, essential: bool, kind: DevelopmentKind = DevelopmentKind.RULING) -> UUID:
        with workspace.write() as tx:
            one = add_development(
                tx, NewDevelopment(matter, kind, at(day), f"On day {day}", essential=essential)
            )
        assert one is not None
        return one

    offer = happened(1, essential=False, kind=DevelopmentKind.OFFER)
    quick, waits = happened(1, essential=True), happened(2, essential=False)
    log(workspace, contact(matter, at(2), tells=(offer, quick)))
    update = log(workspace, contact(matter, at(4), is_update=True))
    told = log(workspace, contact(matter, at(8), tells=(waits,)))
    lines = {line.source_id: line for line in found(workspace, matter, OwedKind.DEVELOPMENT)}
    assert lines[offer].state is LineState.LATE, "an offer is told within four hours"
    assert lines[quick].state is LineState.GIVEN
    assert (lines[waits].state, lines[waits].entry_id) == (LineState.LATE, told)
    assert (lines[waits].due, lines[waits].why) == (at(4), "the update given after it left it out")
    assert update != told


def test_replies_with_the_entries_that_gave_them(workspace: Workspace, matter: UUID) -> None:
    asked = log(workspace, contact(matter, at(1), direction=Direction.IN, needs_reply=True))
    receipt = log(workspace, contact(matter, at(1, 15), acknowledges_id=asked))
    answer = log(workspace, contact(matter, at(7), answers_id=asked))
    (acknowledged,) = found(workspace, matter, OwedKind.ACKNOWLEDGEMENT)
    (answered,) = found(workspace, matter, OwedKind.ANSWER)
    assert (acknowledged.state, acknowledged.entry_id) == (LineState.GIVEN, receipt)
    assert acknowledged.took == timedelta(hours=4)
    assert (answered.state, answered.entry_id) == (LineState.LATE, answer)
    assert answered.late_by == timedelta(days=2), "Friday and the next Monday until eleven, not the weekend"


def test_every_promise_stands_in_one_time_alone(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    plan(workspace, matter, clock)
    for day in (7, 16, 23, 30):
        log(workspace, contact(matter, at(day), is_update=True))
    asked = log(workspace, contact(matter, at(12), direction=Direction.IN, needs_reply=True))
    log(workspace, contact(matter, at(20), answers_id=asked))
    with workspace.read() as reader:
        whole = slipped(reader, START)
        parts = [slipped(reader, START, START + 14 * DAY), slipped(reader, START + 15 * DAY)]
    settled = [[line for line in one.lines if line.settled_at is not None] for one in (whole, *parts)]
    assert len(settled[0]) == len(settled[1]) + len(settled[2])
    ended = [line for line in parts[0].lines if line.settled_at is None]
    assert {line.kind for line in ended} >= {OwedKind.UPDATE, OwedKind.ANSWER}, (
        "open at the end of the first time"
    )


def test_the_firm_the_matter_and_the_person_have_the_same_lines(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    with workspace.write() as tx:
        tom, ann = (add_colleague(tx, NewColleague(name, Role.LAWYER)) for name in ("Tom", "Ann"))
        edit_matter(tx, matter, replace(matter_sheet(tx.reader(), matter).details, point_of_contact_id=tom))
    plan(workspace, matter, clock)
    log(workspace, contact(matter, at(16), is_update=True))
    asked = log(workspace, contact(matter, at(12), direction=Direction.IN, needs_reply=True))
    log(workspace, contact(matter, at(13), answers_id=asked))
    with workspace.read() as reader:
        firm, one = slipped(reader, START), slipped(reader, START, matter_id=matter)
        toms, anns = (slipped(reader, START, person_id=person) for person in (tom, ann))
    assert firm.lines == one.lines
    assert toms.lines == tuple(line for line in firm.lines if line.person_id == tom)
    assert anns.lines == ()
    assert firm.of(person_id=tom) == toms.of()


def test_as_of_and_known_by(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    plan(workspace, matter, clock)
    clock.set(at(16))
    log(workspace, contact(matter, at(7), is_update=True))  # written nine days late
    clock.set(MONDAY)
    with workspace.read(at(9)) as reader:
        assert [line.state for line in slipped(reader, START, matter_id=matter).lines] == [
            LineState.GIVEN,
            LineState.OWED,
        ]
    with workspace.read(at(9), at(9)) as reader:
        assert [line.state for line in slipped(reader, START, matter_id=matter).lines] == [LineState.MISSED]
