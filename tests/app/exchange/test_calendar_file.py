"""The calendar as a file: two other readers understand it, and a second one moves what the first one brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.follow_up_commands import add_follow_up, finish_follow_up, move_follow_up
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.words import Channel, Direction, Outcome
from app.exchange.calendar_events import parse_calendar
from app.exchange.calendar_file import CalendarFile, calendar_file
from app.exchange.time_zones import changes, time_zone
from app.hours.commands import NewAbsence, add_absence, remove_absence
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.key_dates import NewKeyDate, add_key_date, cancel_key_date, move_key_date, withdraw_key_date
from app.matters.sheet import matter_sheet
from app.matters.words import KeyDateKind, MatterStatus
from app.owed.calendar.day_items import EVERYTHING, Among
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY, Cli

TITLE = "Whitcombe v. Larkspur; a, b\\c"
NASTY = st.text(max_size=300) | st.sampled_from(
    [
        "a\r\nBEGIN:VEVENT",
        "x" * 3000,
        "é" * 80,
        "\u202eabc",
        "👩‍👩‍👧‍👦" * 40,
        "a\x00b",
        "DTSTART:2026",
        ";,\\n\\",
    ]
)


def firm(workspace: Workspace, title: str = TITLE, text: str = "Hearing on the motion") -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails(title=title, clients=(client,), number="26-0412", responsible_id=tx.actor)
        matter = open_matter(tx, details)
        add_key_date(
            tx, NewKeyDate(matter, KeyDateKind.HEARING, date(2026, 12, 8), text, time(9, 30), "Room 5")
        )
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.DEADLINE, date(2026, 12, 1), "Answer due"))
        add_follow_up(tx, matter, NewFollowUp("", "send stipulation", date(2026, 11, 24)))
        set_plan(tx, NewPlan(matter, 2, IntervalUnit.WEEK))
    return matter


def made(workspace: Workspace, *, show: bool = False, among: Among = EVERYTHING) -> CalendarFile:
    with workspace.read() as reader:
        return calendar_file(reader, date(2026, 11, 20), date(2027, 11, 20), among, show_clients=show)


def events(file: CalendarFile) -> dict[str, object]:
    return {str(one["UID"]): one for one in Calendar.from_ical(file.content).walk("VEVENT")}


def by_kind(file: CalendarFile, kind: str) -> list[object]:
    return [one for uid, one in events(file).items() if uid.startswith(kind)]


def strict(content: bytes) -> None:
    """What RFC 5545 asks of every line and every event."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert not [line for line in lines if len(line) > 75]
    for line in lines:
        line.decode("utf-8")  # folded between characters
    parsed = Calendar.from_ical(content)
    uids = [str(one["UID"]) for one in parsed.walk("VEVENT")]
    assert len(set(uids)) == len(uids)
    zones = {str(one["TZID"]) for one in parsed.walk("VTIMEZONE")}
    for one in parsed.walk("VEVENT"):
        assert not one.errors
        for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED"):
            assert not isinstance(one[name], list)
        assert one["DTEND"].dt > one["DTSTART"].dt
        whole = not isinstance(one["DTSTART"].dt, datetime)
        if whole:
            assert one["DTSTART"].params["VALUE"] == one["DTEND"].params["VALUE"] == "DATE"
        else:
            assert one["DTSTART"].params["TZID"] in zones
        assert one["DTSTAMP"].dt.tzinfo is not None
        assert "VALARM" not in [sub.name for sub in one.subcomponents]


def test_everything_that_has_a_day_is_in_it(workspace: Workspace) -> None:
    firm(workspace)
    file = made(workspace)
    strict(file.content)
    assert file.events == 4
    hearing = next(one for one in by_kind(file, "key-date") if "TZID" in one["DTSTART"].params)
    assert hearing["DTSTART"].dt == datetime(2026, 12, 8, 9, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
    (action,) = by_kind(file, "follow-up")
    assert (action["DTSTART"].dt, action["DTEND"].dt) == (date(2026, 11, 24), date(2026, 11, 25))
    assert [one["SUMMARY"] for one in by_kind(file, "update")] == ["Update due, 26-0412"]


def test_no_client_is_named_unless_asked_for(workspace: Workspace) -> None:
    firm(workspace)
    quiet = made(workspace).content.replace(b"\r\n ", b"").decode()
    for word in ("Whitcombe", "Nora", "Larkspur", "Hearing", "stipulation", "Room 5"):
        assert word not in quiet
    loud = made(workspace, show=True)
    strict(loud.content)
    said = {str(one["SUMMARY"]) for one in events(loud).values()}
    assert f"Hearing on the motion: {TITLE} (26-0412)" in said
    assert "Room 5" in loud.content.decode()


def test_two_other_readers_find_the_same_days(workspace: Workspace) -> None:
    firm(workspace)
    content = made(workspace).content
    ours = sorted(
        (str(one["UID"]), one["DTSTART"].dt.isoformat()) for one in Calendar.from_ical(content).walk("VEVENT")
    )
    found = recurring_ical_events.of(Calendar.from_ical(content)).between((2026, 11, 1), (2027, 12, 1))
    assert sorted((str(one["UID"]), one["DTSTART"].dt.isoformat()) for one in found) == ours
    (read,) = vobject.readComponents(content.decode("utf-8"))
    assert sorted((one.uid.value, one.dtstart.value.isoformat()) for one in read.vevent_list) == ours
    mine = parse_calendar(content)
    assert not mine.refused
    assert sorted(one.uid for one in mine.events) == [uid for uid, _ in ours]


def test_a_second_file_moves_what_the_first_one_brought(workspace: Workspace, clock: FixedClock) -> None:
    firm(workspace)
    before = events(made(workspace))
    clock.set(MONDAY + timedelta(minutes=5))
    key_date = next(uid for uid, one in before.items() if one["SUMMARY"] == "Key date, 26-0412")
    action = next(uid for uid in before if uid.startswith("follow-up"))
    with workspace.write() as tx:
        move_key_date(tx, _id_of(key_date), date(2026, 12, 15), None, "the court moved it")
        move_follow_up(tx, _id_of(action), date(2026, 11, 30), "she asked")
    after = events(made(workspace))
    assert after.keys() == before.keys()
    assert after[key_date]["DTSTART"].dt == date(2026, 12, 15)
    assert after[action]["DTSTART"].dt == date(2026, 11, 30)
    for uid, one in after.items():
        assert one["SEQUENCE"] > before[uid]["SEQUENCE"]
        assert one["LAST-MODIFIED"].dt > before[uid]["LAST-MODIFIED"].dt


def _id_of(uid: str) -> UUID:
    return UUID(uid.split("@")[0][-36:])


def test_what_is_over_is_cancelled(workspace: Workspace, clock: FixedClock) -> None:
    matter = firm(workspace)
    before = events(made(workspace))
    action = next(uid for uid in before if uid.startswith("follow-up"))
    clock.set(MONDAY + timedelta(minutes=5))
    with workspace.write() as tx:
        finish_follow_up(tx, _id_of(action))
    clock.set(MONDAY + timedelta(minutes=6))
    half = events(made(workspace))
    assert [uid for uid, one in half.items() if one["STATUS"] == "CANCELLED"] == [action]
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, status=MatterStatus.CLOSED, closed_on=tx.today))
    clock.set(MONDAY + timedelta(minutes=7))
    after = made(workspace)
    strict(after.content)
    assert events(after).keys() == before.keys()
    assert {one["STATUS"] for one in events(after).values()} == {"CANCELLED"}


def test_a_date_that_will_not_take_place_is_cancelled(workspace: Workspace, clock: FixedClock) -> None:
    firm(workspace)
    first, second = (uid for uid in events(made(workspace)) if uid.startswith("key-date"))
    clock.set(MONDAY + timedelta(minutes=5))
    with workspace.write() as tx:
        cancel_key_date(tx, _id_of(first), "settled")
        withdraw_key_date(tx, _id_of(second), "the wrong matter")
    clock.set(MONDAY + timedelta(minutes=6))
    after = made(workspace)
    strict(after.content)
    for uid in (first, second):
        assert events(after)[uid]["STATUS"] == "CANCELLED"


def test_an_update_given_takes_its_event_along(workspace: Workspace, clock: FixedClock) -> None:
    matter = firm(workspace)
    ((uid, first),) = [(u, e) for u, e in events(made(workspace)).items() if u.startswith("update")]
    clock.set(MONDAY + timedelta(days=3))
    with workspace.write() as tx:
        said = NewContact(
            Channel.PHONE, Direction.OUT, tx.now, "told her", matter, outcome=Outcome.SPOKE, is_update=True
        )
        log_contact(tx, said)
    ((same, second),) = [(u, e) for u, e in events(made(workspace)).items() if u.startswith("update")]
    assert same == uid
    assert second["DTSTART"].dt > first["DTSTART"].dt


def test_absences_end_on_the_day_after(workspace: Workspace, clock: FixedClock) -> None:
    with workspace.write() as tx:
        away = add_absence(tx, NewAbsence(tx.actor, date(2026, 12, 21), date(2027, 1, 1)))
    (one,) = by_kind(made(workspace), "absence")
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2026, 12, 21), date(2027, 1, 2))
    assert one["SUMMARY"] == "Maria Ortega away"
    clock.set(MONDAY + timedelta(hours=1))
    with workspace.write() as tx:
        remove_absence(tx, away)
    clock.set(MONDAY + timedelta(hours=2))
    (ended,) = by_kind(made(workspace), "absence")
    assert (ended["UID"], ended["STATUS"]) == (one["UID"], "CANCELLED")


def test_only_one_persons_or_one_matters(workspace: Workspace) -> None:
    matter = firm(workspace)
    assert made(workspace, among=Among(workspace.actor)).events == 4
    assert made(workspace, among=Among(UUID(int=9))).events == 0
    assert made(workspace, among=Among(matter_id=matter)).events == 4
    strict(made(workspace, among=Among(UUID(int=9))).content)


@given(title=NASTY, text=NASTY)
def test_whatever_is_typed_stays_in_its_line(title: str, text: str) -> None:
    """The writer alone, with a matter that says anything."""
    from app.exchange.calendar_file import _with_events, _Writer
    from app.matters.queries import MatterRow
    from app.matters.words import MatterStatus
    from app.owed.calendar.day_items import DayItem, DayKind
    from app.owed.items import of_matter
    from app.storage.transaction import Reader

    nobody = UUID(int=1)
    row = MatterRow(
        nobody, title, title, nobody, text, "", "", "", "", MatterStatus.OPEN, None, None, "", None, ""
    )
    reader = Reader(None, nobody, MONDAY, ZoneInfo("Europe/London"), lambda *_: frozenset())  # type: ignore[arg-type] # it asks nothing
    item = DayItem(DayKind.KEY_DATE, date(2026, 12, 1), None, of_matter(row), None, text, source_id=nobody)
    calendar = Calendar()
    for name, value in (("VERSION", "2.0"), ("PRODID", "x")):
        calendar.add(name, value)
    content = _with_events(calendar.to_ical(), [_Writer(reader, True, {nobody: text}).event(item)])
    strict(content)
    (event,) = parse_calendar(content).events
    assert [one.day for one in event.occurrences] == [date(2026, 12, 1)]


@pytest.mark.parametrize(
    "name",
    ["America/Los_Angeles", "Europe/Berlin", "Europe/London", "Australia/Lord_Howe", "Asia/Tokyo", "UTC"],
)
def test_a_zone_says_what_the_clocks_say(name: str) -> None:
    zone = ZoneInfo(name)
    content = Calendar()
    content.add_component(time_zone(zone, date(2026, 1, 1), date(2027, 12, 31)))
    (part,) = Calendar.from_ical(content.to_ical()).walk("VTIMEZONE")
    other = part.to_tz()
    begin = datetime(2026, 1, 2, tzinfo=UTC)
    for hours in range(0, 24 * 700, 7):
        local = (begin + timedelta(hours=hours)).astimezone(zone)
        if local.fold == 0:
            assert local.replace(tzinfo=other).utcoffset() == local.utcoffset()
    found = changes(zone, begin, datetime(2027, 12, 31, tzinfo=UTC))
    assert len(found) == (0 if name in {"Asia/Tokyo", "UTC"} else 4)
    for moment in found:
        before, after = ((moment - timedelta(seconds=s)).astimezone(zone).utcoffset() for s in (1, 0))
        assert before != after


def test_from_the_command_line(workspace: Workspace, cli: Cli, tmp_path: Path) -> None:
    firm(workspace)
    workspace.lock()
    file = tmp_path / "firm.ics"
    ran = cli("calendar", "export", "--out", str(file), "--person", "Maria Ortega", "--show-clients")
    assert ran.status == 0, ran.err
    assert ran.json == {"file": str(file), "events": 4}
    strict(file.read_bytes())
    again = cli("calendar", "export", "--out", str(file), "--from", "2026-12-01", "--to", "2026-12-08")
    assert again.json["events"] == 3  # both key dates, and the update of the 7th
    assert b"Whitcombe" not in file.read_bytes()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--out", "firm.txt"), "bad-ending"),
        (("--out", "firm.ics", "--from", "2026-12-02", "--to", "2026-12-01"), "days-the-wrong-way"),
        (("--out", "vault/firm.ics"), "inside-the-vault"),
        (("--out", "firm.ics", "--person", "Nobody"), "no-colleague"),
    ],
)
def test_what_is_refused(cli: Cli, tmp_path: Path, words: tuple[str, ...], code: str) -> None:
    placed = [str(tmp_path / one) if one.endswith((".ics", ".txt")) else one for one in words]
    ran = cli("calendar", "export", *placed)
    assert ran.status == 1
    assert ran.json["error"]["code"] == code
    assert not (tmp_path / "firm.ics").exists()
