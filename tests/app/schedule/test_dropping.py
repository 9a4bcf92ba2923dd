"""A late update that another schedule would make vanish is said before it is saved, and only then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.matters.queries import find_matter
from app.schedule.dropping import LateUpdate, is_dropped, late_update, say_dropped
from app.schedule.rhythm import parse_rhythm
from app.schedule.words import Roll, Why
from app.workdays.calendar import WorkCalendar
from app.workspace import Workspace
from tests.support import Cli

CALIFORNIA = WorkCalendar("US", "CA")
LATE = LateUpdate(
    "Paul Abernathy",
    due_on=date(2026, 11, 20),
    counted_from=date(2026, 11, 6),
    today=date(2026, 11, 23),
    roll=Roll.BEFORE,
    since=date(2026, 11, 6),
    heard_on=date(2026, 11, 6),
)


@pytest.mark.parametrize(
    ("every", "counted_from", "dropped"),
    [
        ("fortnight", None, False),
        ("week", None, False),
        ("month", None, True),
        ("month", date(2026, 10, 1), True),
        ("fortnight", date(2026, 11, 23), True),
        ("fortnight", date(2026, 10, 1), False),
    ],
)
def test_what_would_be_owed_today_no_more_is_dropped(
    every: str, counted_from: date | None, dropped: bool
) -> None:
    assert is_dropped(LATE, parse_rhythm(every), CALIFORNIA, counted_from) is dropped


def test_what_made_it_due_makes_it_due_still() -> None:
    month = parse_rhythm("month")
    stage = replace(LATE, why=Why.STAGE, event_on=date(2026, 11, 18))
    assert is_dropped(stage, month, CALIFORNIA)
    assert not is_dropped(stage, replace(month, at_stages=True), CALIFORNIA)
    assert is_dropped(stage, replace(month, at_stages=True), CALIFORNIA, date(2026, 11, 20))
    key_date = replace(LATE, why=Why.KEY_DATE, event_on=date(2026, 11, 18))
    assert not is_dropped(key_date, replace(month, at_dates=True), CALIFORNIA)
    assert not is_dropped(replace(stage, why=Why.REOPENED), month, CALIFORNIA)
    silence = replace(LATE, why=Why.SILENCE, event_on=date(2026, 11, 19))
    assert not is_dropped(silence, parse_rhythm("week"), CALIFORNIA)
    assert is_dropped(silence, month, CALIFORNIA)


@given(st.dates(date(2026, 1, 1), date(2026, 11, 23)))
def test_counted_from_an_earlier_day_nothing_more_is_dropped(start: date) -> None:
    fortnight = parse_rhythm("fortnight")
    assert is_dropped(LATE, fortnight, CALIFORNIA, start) is (start > date(2026, 11, 9))


def test_it_is_said_in_one_sentence() -> None:
    assert say_dropped(LATE) == (
        "This drops an update that is 3 days late: Paul Abernathy last heard on Fri 6 Nov. "
        "Give it, or excuse it with a reason."
    )
    never = replace(LATE, since=None, heard_on=None)
    assert "Paul Abernathy has had none yet" in say_dropped(never)


def test_it_is_what_the_vault_says(cli: Cli, workspace: Workspace, clock: FixedClock) -> None:
    cli("client", "add", "--first-name", "Paul", "--last-name", "Abernathy")
    title = ("--title", "Abernathy v. Cole")
    number = cli("matter", "add", *title, "--client", "Paul Abernathy").json["number"]
    cli("schedule", "--matter", number, "--every", "fortnight", "--from", "2026-11-06")
    with workspace.read() as reader:
        matter_id, calendar = find_matter(reader, number).id, firm_calendar(reader)
        late = late_update(reader, calendar, matter_id)
    assert late is not None
    assert (late.client, late.due_on, late.heard_on) == ("Paul Abernathy", date(2026, 11, 20), None)
    assert is_dropped(late, parse_rhythm("month"), calendar)
    changed = cli("schedule", "--matter", number, "--every", "month")
    (warned,) = changed.json["warnings"]
    assert (warned["code"], warned["message"] in changed.err) == ("drops-late", True)
    with workspace.read() as reader:
        assert late_update(reader, calendar, matter_id) is None, "so it was"


def test_every_way_of_the_command_line_says_it(cli: Cli) -> None:
    cli("client", "add", "--first-name", "Paul", "--last-name", "Abernathy")
    title = ("--title", "Abernathy v. Cole")
    number = cli("matter", "add", *title, "--client", "Paul Abernathy").json["number"]
    plan = ("schedule", "--matter", number)

    def warned(*words: str) -> list[str]:
        return [one["code"] for one in cli(*words).json.get("warnings", ())]

    assert warned(*plan, "--every", "fortnight", "--from", "2026-11-06") == []
    assert warned(*plan, "--every", "week") == [], "it is owed still"
    assert warned(*plan, "--drop") == ["drops-late"]
    assert warned(*plan, "--every", "fortnight", "--from", "2026-11-06") == []
    assert warned(*plan, "--excuse", "2026-11-20", "--reason", "abroad") == [], "it is given or excused"
    assert warned(*plan, "--every", "week", "--from", "2026-11-06") == []
    cli("terms", "draft", "--matter", number, "--scope", "All", "--every", "month")
    assert warned("terms", "agree", "--matter", number, "--how", "signed") == []
