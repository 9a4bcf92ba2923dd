"""A hearing that an import puts on a day off comes in, and is pointed out: the court may mean it, and a slip of the pen
would be found on the day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.exchange.commands import place_tray_item
from app.exchange.models import TrayItem
from app.kernel.errors import Refused
from app.matters.commands import edit_matter
from app.matters.key_dates import NewKeyDate, correct_key_date
from app.matters.models import KeyDate
from app.matters.queries import find_matter
from app.matters.sheet import matter_sheet
from app.workspace import Workspace
from tests.support import Cli

EVENT = (
    "BEGIN:VEVENT\r\nUID:{uid}@court\r\nSEQUENCE:{sequence}\r\nDTSTAMP:20261101T000000Z\r\n"
    "DTSTART;VALUE=DATE:{day}\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
)
TABLE = (
    "Case/Matter Name,Number,Open Date,Practice Area,Case Description,Case Closed,Closed Date,Lead Attorney,"
    "Originating Attorney,SOL Date,Outstanding Balance,MyCase ID,Contacts,Case Stage,Conflict Check?\n"
    "Okafor v. Stonegate,1,1/5/2026,Tort,,,,,,12/8/2026,,88,Bea Okafor,,\n"
    "Rowe v. Stonegate,2,1/5/2026,Tort,,,,,,12/5/2026,,89,Ann Rowe,,\n"
)


@pytest.fixture
def matter(cli: Cli) -> str:
    client = cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe").json["id"]
    number = cli(
        "matter", "add", "--title", "Whitcombe v. Larkspur", "--client", client, "--number", "W-1001"
    ).json["number"]
    assert isinstance(number, str)
    return number


def take(cli: Cli, folder: Path, *events: str) -> Any:
    file = folder / "court.ics"
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n"
    file.write_text(text, encoding="utf-8", newline="")
    return cli("import", str(file))


def event(day: str, title: str = "Hearing in W-1001", uid: str = "1", sequence: int = 0) -> str:
    return EVENT.format(day=day, title=title, uid=uid, sequence=sequence)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("20261205", "Sat 5 Dec is a Saturday."),
        ("20261226", "Sat 26 Dec is a Saturday."),
        ("20261126", "Thu 26 Nov is a holiday: Thanksgiving Day."),
        ("20261225", "Fri 25 Dec is a holiday: Christmas Day."),
        ("20270101", "Fri 1 Jan 2027 is a holiday: New Year's Day."),
    ],
)
@pytest.mark.usefixtures("matter")
def test_a_hearing_on_a_day_off_is_taken_and_pointed_out(
    cli: Cli, tmp_path: Path, day: str, why: str
) -> None:
    ran = take(cli, tmp_path, event(day))
    (one,) = ran.json["files"]
    assert one["created"]["key_dates"] == 1
    said = f"“Hearing in W-1001” is taken over as it stands: {why}"
    assert one["doubts"] == [{"row": 1, "reason": said}]


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("20261208", "Hearing in W-1001"),
        ("20251206", "Hearing in W-1001"),
        ("20261205", "Birthday, W-1001"),
    ],
)
@pytest.mark.usefixtures("matter")
def test_what_is_usual_what_is_past_and_what_no_court_sets_is_not(
    cli: Cli, tmp_path: Path, day: str, title: str
) -> None:
    (one,) = take(cli, tmp_path, event(day, title)).json["files"]
    assert (one["created"]["key_dates"], one["doubts"]) == (1, [])


@pytest.mark.usefixtures("matter")
def test_each_of_several_is_named_and_so_is_one_that_is_moved(cli: Cli, tmp_path: Path) -> None:
    both = event("20261205"), event("20261208", uid="2"), event("20261206", uid="3")
    (one,) = take(cli, tmp_path, *both).json["files"]
    assert [note["row"] for note in one["doubts"]] == [1, 3]
    (again,) = take(cli, tmp_path, *both).json["files"]
    assert again["doubts"] == [], "they are there already"
    (moved,) = take(cli, tmp_path, event("20261212", uid="2", sequence=1)).json["files"]
    assert [note["reason"].rpartition(": ")[2] for note in moved["doubts"]] == ["Sat 12 Dec is a Saturday."]


def test_what_is_placed_by_hand_is_pointed_out_too(cli: Cli, tmp_path: Path, matter: str) -> None:
    """The tray asked nobody: only what found its matter by itself was looked at."""
    (one,) = take(cli, tmp_path, event("20261205", title="Hearing")).json["files"]
    assert (one["created"]["key_dates"], one["doubts"]) == (0, [])
    (waits,) = cli("tray", "list").json["items"]
    placed = cli("tray", "place", waits["id"], "--matter", matter).json
    assert placed["doubts"] == [{"reason": "“Hearing” is taken over as it stands: Sat 5 Dec is a Saturday."}]
    take(cli, tmp_path, event("20261207", title="Hearing", uid="2"))
    (waits,) = cli("tray", "list").json["items"]
    assert cli("tray", "place", waits["id"], "--matter", matter).json["doubts"] == []


def test_a_holiday_of_the_court_is_one_too(
    cli: Cli, tmp_path: Path, workspace: Workspace, matter: str
) -> None:
    with workspace.write() as tx:
        found = find_matter(tx.reader(), matter).id
        before = matter_sheet(tx.reader(), found).details
        edit_matter(tx, found, replace(before, court_country="DE", court_subdivision="BY"))
    (one,) = take(cli, tmp_path, event("20270106")).json["files"]
    assert "is a holiday where the court is" in one["doubts"][0]["reason"]


def test_a_limitation_date_of_a_table_is_looked_at(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "matters.csv"
    file.write_text(TABLE, encoding="utf-8")
    (one,) = cli("import", str(file)).json["files"]
    assert one["created"]["key_dates"] == 2
    assert [note["row"] for note in one["doubts"]] == [3]


@pytest.mark.parametrize(
    ("title", "kind", "news"),
    [
        ("Deposition in W-1001", "appointment", 0),
        ("W-1001: mediation", "appointment", 0),
        ("Medical examination W-1001", "appointment", 0),
        ("Hearing in W-1001", "hearing", 1),
        ("W-1001 something", "milestone", 0),
        ("W-1001: Besprechung intern", "milestone", 0),
        ("W-1001: Interview of witness Kane", "milestone", 0),
        ("W-1001: Document examination", "milestone", 0),
        ("W-1001: Appointment with expert", "milestone", 0),
    ],
)
def test_what_no_court_sits_in_is_an_appointment(
    cli: Cli, tmp_path: Path, matter: str, title: str, kind: str, news: int
) -> None:
    """Whether the client comes to it no calendar says, and what is the firm's own is told to nobody, word for word."""
    (one,) = take(cli, tmp_path, event("20261207", title=title)).json["files"]
    (date,) = cli("key-date", "list", "--matter", matter).json["key_dates"]
    assert (date["kind"], one["created"]["developments"]) == (kind, news)


@pytest.mark.usefixtures("matter")
def test_an_appointment_that_the_client_attends_is_news_when_it_moves(
    cli: Cli, tmp_path: Path, workspace: Workspace
) -> None:
    take(cli, tmp_path, event("20261207", title="Deposition in W-1001"))
    with workspace.write() as tx:
        (found,) = tx.session.scalars(select(KeyDate))
        said = NewKeyDate(found.matter_id, found.kind, found.on, found.title, client_attends=True)
        correct_key_date(tx, found.id, said, "She is heard herself")
    (moved,) = take(cli, tmp_path, event("20261208", title="Deposition in W-1001", sequence=1)).json["files"]
    assert moved["created"]["developments"] == 1


def test_an_event_that_cannot_be_read_any_more_is_not_placed(
    cli: Cli, tmp_path: Path, workspace: Workspace, matter: str
) -> None:
    """It waited since before such years were refused, and placing it deleted it and said "Placed"."""
    take(cli, tmp_path, event("20261207", title="Hearing"))
    with workspace.write() as tx:
        found = find_matter(tx.reader(), matter).id
        (item,) = tx.session.scalars(select(TrayItem))
        item.raw = item.raw.replace(b"20261207", b"02021207")
        with pytest.raises(Refused, match="a year that cannot be right"):
            place_tray_item(tx, item.id, matter_id=found)
    (waits,) = cli("tray", "list").json["items"]
    assert waits["subject"] == "Hearing"
