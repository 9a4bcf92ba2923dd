"""A clock that lost its setting, and dates near the first and the last that can be written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bootstrap import create_workspace, open_workspace, restore_vault
from app.exchange.calendar_events import parse_calendar
from app.exchange.csv_values import DateError, read_date
from app.kernel.clock import FixedClock, moment_of
from app.kernel.days import FIRST_YEAR, LAST_YEAR, parse_day
from app.kernel.errors import MachineTrouble
from app.kernel.moments import parse_moment
from app.vault import failures
from app.vault.kdf import CHEAP
from app.workspace import Workspace
from tests.support import FIRM, PASSWORD, USER, Cli

FIRST, LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
EDGES = [date.min, FIRST, LAST, date.max]
WRONG = [
    datetime.max.replace(tzinfo=UTC),
    datetime.min.replace(tzinfo=UTC),
    datetime(1799, 12, 31, tzinfo=UTC),
]


def near(edge: date) -> st.SearchStrategy[date]:
    """Days of a month around it."""
    beginning = edge - min(timedelta(days=31), edge - date.min)
    return st.dates(beginning, edge + min(timedelta(days=31), date.max - edge))


DAYS = st.sampled_from(EDGES).flatmap(near)
FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y", "%d %b %Y", "%a %d %B %Y", "%Y-%m-%dT23:59", "%Y-%m-%d 00:00")


@given(DAYS, st.sampled_from(FORMS), st.sampled_from(["mdy", "dmy"]), st.sampled_from(["ahead", "back"]))
def test_a_day_near_the_edges_is_one_that_can_be_written_or_none(day: date, form: str, order, look) -> None:  # type: ignore[no-untyped-def] # words of ours
    typed = day.strftime(form)
    for today in (FIRST, date(2026, 11, 23), LAST):
        for found in (
            parse_day(typed, today, order=order, look=look),
            parse_moment(typed, datetime.combine(today, time(12), tzinfo=UTC), order=order, look=look),
        ):
            assert found is None or FIRST_YEAR <= found.year <= LAST_YEAR
    try:
        of_table = read_date(typed)
    except DateError:
        return
    assert of_table is not None
    assert FIRST <= of_table <= LAST


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_clock_is_believed_in_the_years_that_can_be_written(moment: datetime) -> None:
    clock = FixedClock(moment)
    if FIRST_YEAR <= moment.year <= LAST_YEAR:
        assert moment_of(clock) == moment
        return
    with pytest.raises(MachineTrouble) as told:
        moment_of(clock)
    assert told.value.code == "clock-wrong"
    assert f"the year {moment.year}," in told.value.message


@pytest.mark.parametrize("moment", WRONG)
def test_nothing_is_made_or_opened_by_a_clock_that_cannot_be_right(
    moment: datetime, workspace: Workspace, tmp_path: Path
) -> None:
    clock, folder = FixedClock(moment), workspace.vault.folder
    new = tmp_path / "new"
    for way in (
        lambda: create_workspace(new, PASSWORD, firm=FIRM, user=USER, clock=clock, cost=CHEAP),
        lambda: open_workspace(folder, "a wrong password", clock=clock),
        lambda: restore_vault(tmp_path / "none", new, PASSWORD, clock=clock),
    ):
        with pytest.raises(MachineTrouble) as told:
            way()
        assert told.value.code == "clock-wrong"
    assert not new.exists()
    assert not failures.read(workspace.vault.id), "no try is counted by it"


@pytest.mark.parametrize("moment", WRONG)
def test_an_open_vault_reads_and_writes_nothing_by_it(
    moment: datetime, workspace: Workspace, clock: FixedClock
) -> None:
    clock.set(moment)
    for way in (workspace.read, workspace.write, workspace.rehearse):
        with pytest.raises(MachineTrouble) as told, way():
            pass
        assert told.value.code == "clock-wrong"
    with workspace.read(as_of=datetime(2026, 11, 23, tzinfo=UTC)) as reader:
        assert reader.today.year == 2026


COMMANDS = (
    ("due", "--days", "30"),
    ("figures",),
    ("slipped",),
    ("calendar", "export", "--out", "c.ics"),
    ("report", "status", "--matter", "00001", "--out", "s.pdf"),
    ("report", "owed", "--out", "o.pdf"),
    (
        "log",
        "--matter",
        "00001",
        "--channel",
        "phone",
        "--direction",
        "in",
        "--summary",
        "x",
        "--needs-reply",
    ),
    ("key-date", "--matter", "00001", "--kind", "limitation", "--on", "2999-12-31", "--title", "x"),
    ("schedule", "--matter", "00001", "--every", "999 days"),
)


@pytest.mark.parametrize(
    "at", [*WRONG, datetime.combine(LAST, time.max, UTC), datetime.combine(FIRST, time(), UTC)]
)
def test_every_command_says_so_or_does_its_work(at: datetime, cli: Cli, tmp_path: Path) -> None:
    """A traceback is a bug, whatever the clock says; the fixture raises it."""
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    cli("matter", "add", "--title", "Whitcombe", "--client", "Nora Whitcombe")
    for words in COMMANDS:
        placed = [str(tmp_path / one) if one.endswith((".ics", ".pdf")) else one for one in words]
        ran = cli(*placed, at=at)
        if at in WRONG:
            assert (ran.status, ran.json["error"]["code"]) == (1, "clock-wrong"), words
        else:
            assert ran.status == 0, (words, ran.err)


@pytest.mark.parametrize(
    ("start", "is_taken"),
    [
        ("29991231T235959Z", True),
        ("18000101T000000Z", True),
        ("30000101T000000Z", False),
        ("00020101T000000Z", False),
    ],
)
def test_an_event_of_another_age_is_refused_with_its_reason(start: str, *, is_taken: bool) -> None:
    event = f"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{start}\r\nSUMMARY:Hearing\r\nEND:VEVENT\r\n"
    found = parse_calendar(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}END:VCALENDAR\r\n".encode())
    assert len(found.events) == is_taken
    said = ["The date of this event has a year that cannot be right."]
    assert [one.reason for one in found.refused] == ([] if is_taken else said)
