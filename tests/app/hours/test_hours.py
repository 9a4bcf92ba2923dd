"""What the firm says of its hours and days, in a real vault."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.hours.commands import (
    NewAbsence,
    NewFirmDay,
    add_absence,
    add_firm_day,
    remove_absence,
    remove_firm_day,
    set_opening_hours,
    work_on,
)
from app.hours.queries import (
    absences,
    away_on,
    court_calendar,
    firm_calendar,
    firm_days,
    opening_hours,
    work_time,
)
from app.kernel.clock import FixedClock
from app.kernel.errors import Invalid, NotFound, Refused
from app.kernel.text import clean
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.owed.queries import owed
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workdays.own_days import DayKind
from app.workdays.worktime import Promise, PromiseUnit, due_at
from app.workspace import Workspace
from tests.support import MONDAY

ZONE = ZoneInfo("America/Los_Angeles")
THANKSGIVING = date(2026, 11, 26)
EIGHT = Promise(8, PromiseUnit.OPENING_HOURS)
HALVES = ((time(9), time(12, 30)), (time(13, 30), time(17, 30)))


def due(workspace: Workspace, start: datetime, promise: Promise = EIGHT) -> datetime:
    with workspace.read() as reader:
        return due_at(start, promise, work_time(reader)).astimezone(ZONE).replace(tzinfo=None)


def test_a_firm_that_said_nothing_works_nine_to_five(workspace: Workspace) -> None:
    with workspace.read() as reader:
        assert opening_hours(reader) is None
        assert work_time(reader).hours_on(date(2026, 11, 23)) == ((time(9), time(17)),)
    assert due(workspace, MONDAY) == datetime(2026, 11, 24, 11)  # noqa: DTZ001 # the firm's own clock


def test_hours_of_the_week_are_kept_and_counted(workspace: Workspace) -> None:
    with workspace.write() as tx:
        set_opening_hours(
            tx, dict.fromkeys(range(3), HALVES) | {4: [(time(13), time(9)), (time(10), time(12))], 6: []}
        )
    with workspace.read() as reader:
        assert opening_hours(reader) == {0: HALVES, 1: HALVES, 2: HALVES, 4: ((time(10), time(12)),)}
        calendar = firm_calendar(reader)
        assert not calendar.is_working_day(date(2026, 12, 3)), "nobody works on Thursdays"
        assert calendar.add_working_days(date(2026, 12, 2), 1) == date(2026, 12, 4)
    # Monday 11:00: 1.5 and 4 hours, then 2.5 of Tuesday morning
    assert due(workspace, MONDAY) == datetime(2026, 11, 24, 11, 30)  # noqa: DTZ001 # as above


def test_a_week_without_any_hour_is_refused(workspace: Workspace) -> None:
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        set_opening_hours(tx, {0: [], 1: [(time(9), time(9))]})
    assert refused.value.code == "never-open"


def test_hours_said_again_are_no_event(workspace: Workspace) -> None:
    with workspace.write() as tx:
        set_opening_hours(tx, {0: HALVES})
        said = tx.recorded
        set_opening_hours(tx, {0: HALVES})
        assert tx.recorded == said == 1
        set_opening_hours(tx, None)
        assert tx.recorded == 2


def test_days_of_the_firm_go_before_the_place(workspace: Workspace) -> None:
    with workspace.write() as tx:
        add_firm_day(tx, NewFirmDay(DayKind.OPENED, THANKSGIVING, opens=time(10), closes=time(12)))
        add_firm_day(tx, NewFirmDay(DayKind.CLOSED, date(2026, 12, 28), date(2027, 1, 3), "Ski week"))
        add_firm_day(
            tx, NewFirmDay(DayKind.HALF, date(2020, 12, 24), name="Eve", yearly=True, closes=time(12))
        )
    with workspace.read() as reader:
        where = work_time(reader)
        assert where.hours_on(THANKSGIVING) == ((time(10), time(12)),)
        assert where.hours_on(date(2029, 12, 24)) == ((time(9), time(12)),)
        assert where.calendar.holiday(date(2026, 12, 30)) == "Ski week"
        assert where.calendar.on_or_after(date(2026, 12, 28)) == date(2027, 1, 4)
        assert [row.day.name for row in firm_days(reader)] == ["Eve", "", "Ski week"]


def test_a_holiday_is_corrected_and_corrected_back_without_a_trace_in_the_calendar(
    workspace: Workspace,
) -> None:
    with workspace.write() as tx:
        work_on(tx, THANKSGIVING, open_=True)
    with workspace.read() as reader:
        assert firm_calendar(reader).is_working_day(THANKSGIVING)
    with workspace.write() as tx:
        work_on(tx, THANKSGIVING, open_=False)
    with workspace.read() as reader:
        assert not firm_calendar(reader).is_working_day(THANKSGIVING)
        assert firm_days(reader) == ()


def test_correcting_a_holiday_corrects_every_clock(workspace: Workspace) -> None:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails("Whitcombe v. Larkspur", (client,)))
        asked = datetime(2026, 11, 23, 18, tzinfo=UTC)
        log_contact(tx, NewContact(Channel.EMAIL, Direction.IN, asked, "When?", matter, needs_reply=True))
        add_firm_day(tx, NewFirmDay(DayKind.CLOSED, date(2026, 11, 24), name="Outing"))

    def reply_due() -> datetime:
        with workspace.read() as reader:
            (item,) = owed(reader, matter_id=matter).items
            assert isinstance(item.due, datetime)
            return item.due

    before = reply_due()
    with workspace.write() as tx:
        remove_firm_day(tx, next(row.id for row in firm_days(tx.reader())))
    assert reply_due() == before - timedelta(days=1)


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewFirmDay(DayKind.HALF, THANKSGIVING), "closes"),
        (NewFirmDay(DayKind.CLOSED, THANKSGIVING, closes=time(12)), "closes"),
        (NewFirmDay(DayKind.OPENED, THANKSGIVING, opens=time(12)), "closes"),
        (NewFirmDay(DayKind.OPENED, THANKSGIVING, opens=time(12), closes=time(9)), "closes"),
        (NewFirmDay(DayKind.CLOSED, THANKSGIVING, date(2026, 11, 25)), "last"),
        (NewFirmDay(DayKind.CLOSED, THANKSGIVING, date(2028, 11, 25)), "last"),
        (NewFirmDay(DayKind.CLOSED, date(1, 1, 1)), "first"),
        (NewFirmDay(DayKind.CLOSED, THANKSGIVING, name="x" * 201), "name"),
    ],
)
def test_a_day_that_makes_no_sense_is_said_by_its_field(
    workspace: Workspace, new: NewFirmDay, field: str
) -> None:
    with workspace.write() as tx, pytest.raises(Invalid) as refused:
        add_firm_day(tx, new)
    assert [one.field for one in refused.value.problems] == [field]


def test_the_same_day_twice_is_refused_and_a_strange_one_is_not_found(workspace: Workspace) -> None:
    with workspace.write() as tx:
        new = NewFirmDay(DayKind.CLOSED, THANKSGIVING)
        day_id = add_firm_day(tx, new)
        with pytest.raises(Refused, match="already"):
            add_firm_day(tx, new)
        assert remove_firm_day(tx, day_id) == NewFirmDay(DayKind.CLOSED, THANKSGIVING, THANKSGIVING)
        with pytest.raises(NotFound):
            remove_firm_day(tx, day_id)


def test_who_is_away_is_told_by_day_and_person(workspace: Workspace) -> None:
    monday = date(2026, 11, 30)
    with workspace.write() as tx:
        tom = add_colleague(tx, NewColleague("Tom Ashgrove", Role.STAFF))
        first = add_absence(tx, NewAbsence(tom, monday, monday + timedelta(days=4), tx.actor, " Hiking\x00 "))
        with pytest.raises(Refused) as refused:
            add_absence(tx, NewAbsence(tom, monday + timedelta(days=4), monday + timedelta(days=9)))
        assert refused.value.code == "already-away"
        with pytest.raises(Invalid):
            add_absence(tx, NewAbsence(tom, monday + timedelta(days=20), monday + timedelta(days=20), tom))
    with workspace.read() as reader:
        (found,) = absences(reader, monday, monday)
        assert (found.id, found.stand_in_id, found.note) == (first, workspace.actor, "Hiking")
        assert set(away_on(reader, monday + timedelta(days=4))) == {tom}
        assert away_on(reader, monday + timedelta(days=5)) == {}
        assert absences(reader, date(2026, 1, 1), date(2027, 1, 1), workspace.actor) == ()


def test_who_comes_back_earlier_was_away_until_then(workspace: Workspace, clock: FixedClock) -> None:
    with workspace.write() as tx:
        absence = add_absence(tx, NewAbsence(tx.actor, date(2026, 11, 19), date(2026, 11, 27)))
    known = clock.now() + timedelta(minutes=1)
    clock.set(clock.now() + timedelta(hours=1))
    with workspace.write() as tx:
        rest = remove_absence(tx, absence)
        with pytest.raises(NotFound):
            remove_absence(tx, absence)
    with workspace.read() as reader:
        (left,) = absences(reader, date(2026, 11, 1), date(2026, 12, 1))
        assert (left.id, left.last) == (rest, date(2026, 11, 22))
        assert away_on(reader, date(2026, 11, 23)) == {}
    with workspace.read(known_by=known) as reader:
        assert [one.last for one in absences(reader, date(2026, 11, 1), date(2026, 12, 1))] == [
            date(2026, 11, 27)
        ]


def test_nobody_who_left_is_away_or_stands_in(workspace: Workspace) -> None:
    with workspace.write() as tx:
        gone = tx.new_id()
        with pytest.raises(Invalid) as refused:
            add_absence(tx, NewAbsence(tx.actor, THANKSGIVING, THANKSGIVING, gone))
    assert refused.value.field == "stand_in_id"


def test_the_place_of_a_court_is_its_own_calendar(workspace: Workspace) -> None:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails(
            "Whitcombe v. Larkspur", (client,), court_country="GB", court_subdivision="SCT"
        )
        matter = open_matter(tx, details)
    with workspace.read() as reader:
        court = court_calendar(reader, matter)
        assert court is not None
        assert not court.is_working_day(date(2027, 1, 4)), (
            "2 January 2027 is a Saturday; Scotland has the Monday off"
        )
    with workspace.write() as tx:
        edit_matter(
            tx, matter, MatterDetails(details.title, (client,), court_country="US", court_subdivision="CA")
        )
    with workspace.read() as reader:
        assert court_calendar(reader, matter) is None, "the firm's own place"
    for wrong in (MatterDetails(court_subdivision="CA"), MatterDetails(court_country="XX")):
        with workspace.write() as tx, pytest.raises(Invalid) as refused:
            edit_matter(
                tx,
                matter,
                MatterDetails(
                    "W",
                    (client,),
                    court_country=wrong.court_country,
                    court_subdivision=wrong.court_subdivision,
                ),
            )
        assert refused.value.field == "court_country"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\x00b\x1b[2J", None), ("\u202eeve", None), ("🕘 Fête\n2", None), ("x" * 1_000_000, ""), ("  ", "")],
    ids=["control", "right to left", "emoji", "a megabyte", "nothing"],
)
def test_odd_words_are_cleaned_or_refused(workspace: Workspace, typed: str, kept: str | None) -> None:
    wanted = clean(typed, lines=False) if kept is None else kept
    with workspace.rehearse() as tx:
        try:
            add_firm_day(tx, NewFirmDay(DayKind.CLOSED, THANKSGIVING, name=typed))
            add_absence(tx, NewAbsence(tx.actor, THANKSGIVING, THANKSGIVING, note=typed))
        except Invalid as refused:
            found = [(problem.field, problem.code) for problem in refused.problems]
        else:
            (row,), (away,) = firm_days(tx.reader()), absences(tx.reader(), THANKSGIVING, THANKSGIVING)
            assert row.day.name == away.note == wanted
            assert "\x00" not in row.day.name
            return
    assert found == [("name", "too-long")]
