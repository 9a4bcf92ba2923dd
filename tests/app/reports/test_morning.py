"""The morning list on paper: whole, on one page where it fits, and in the trail."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader

from app.clients.around import PersonAround, add_person
from app.clients.commands import ClientDetails, add_client
from app.clients.points import Point
from app.clients.reach import Number, Reach
from app.clients.words import Hears, PointKind
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewFollowUp
from app.matters.commands import MatterDetails, open_matter
from app.reports.content import Letterhead, Stationery
from app.reports.lists.morning import MorningList, MorningPart, MorningRow, morning_list, say_reach
from app.reports.lists.morning_page import _LOOKS, _row, render_morning
from app.reports.lists.untold import untold_list
from app.reports.press.ink import Ink
from app.reports.press.looks import NORMAL
from app.reports.press.paper import Sheet
from app.reports.press.typesetting import BoxMark, TextMark
from app.schedule.commands import NewPlan, set_plan
from app.schedule.silences import allow_silence
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY, Cli

ROW = MorningRow(
    "3 days late", "Abernathy v. Coastline", "Piers Abernathy", "Monthly update; none given", late=True
)


def listed(count: int, *, text: str = ROW.text) -> MorningList:
    rows = tuple(replace(ROW, title=f"Matter {number:03}", text=text) for number in range(count))
    parts = (MorningPart("Late", rows),) if rows else ()
    summary = (
        f"{count} things are owed." if count else "Nothing is owed. Every client has heard from the firm."
    )
    return MorningList(
        Stationery(Letterhead("Harbour & Finch LLP")),
        "Monday 23 November: what is owed",
        "What is owed, Monday 23 November",
        "Maria Ortega",
        summary,
        parts,
        "Mon 23 Nov, 11:00",
        uuid4(),
        Counter(),
        "What is owed",
    )


def words(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (8, 1), (16, 1), (20, 1), (300, 20)])
def test_one_page_where_it_fits_and_every_row_in_any_case(count: int, pages: int) -> None:
    made = render_morning(listed(count))
    assert made.pages <= pages
    said = words(made.pdf)
    assert all(f"Matter {number:03}" in said for number in range(count))
    assert "Privileged and confidential" in said
    if not count:
        assert "Nothing is owed. Every client has heard from the firm." in said


def test_long_words_and_every_script_are_printed(tmp_path: Path) -> None:
    pdf = render_morning(listed(3, text="x" * 300 + " Žluťoučký Ωμέγα")).pdf
    assert "Žluťoučký" in words(pdf)


def test_the_same_list_is_the_same_file() -> None:
    assert render_morning(listed(20)) == render_morning(listed(20))


def test_the_command_writes_it_and_the_trail_has_it(cli: Cli, tmp_path: Path) -> None:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    number = cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe").json[
        "number"
    ]
    cli("schedule", "--matter", number, "--every", "week", "--from", "2026-11-13", "--by", "Maria Ortega")
    out = tmp_path / "morning.pdf"
    ran = cli("report", "morning", "--out", str(out), at=MONDAY)
    assert ran.json == {"reports": [{"person": "Maria Ortega", "file": str(out), "pages": 1}]}
    assert "Whitcombe v. Larkspur" in words(out.read_bytes())
    assert cli("report", "morning", "--person", "Nobody", "--out", str(out)).status == 1
    assert "saved a list of what is owed as a PDF: Maria Ortega, 1 page" in cli("audit", as_json=False).out


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Reach(), ""),
        (Reach((Number("(415) 555-0142"),)), "(415) 555-0142"),
        (Reach((Number("(415)\n555-0142"),), times="after 15:00"), "(415) 555-0142, after 15:00"),
        (Reach((Number("415", is_unproved=True),)), "415 (changed, not verified)"),
        (Reach((Number("415"),), times="mornings", never="Phone"), "mornings · Never: Phone"),
        (Reach((Number("415"),), not_told="her brother, Ned"), "415 · Don't tell: her brother, Ned"),
        (
            Reach((Number("415"),), interpreter="Spanish", never="Letter"),
            "415 · Interpreter: Spanish · Never: Letter",
        ),
    ],
)
def test_how_the_client_is_reached(known: Reach, said: str) -> None:
    assert say_reach(known) == said


@pytest.mark.parametrize(
    ("never", "said"),
    [
        ("home phone", "510 · Never: home phone"),
        ("Home phone, mobile", "212 (changed, not verified) · Never: Home phone, mobile"),
        ("work phone", "415 · Never: work phone"),
        ("phone", "Never: phone"),
        ("Telefon privat", "510 · Never: Telefon privat"),
        ("home or mobile phone", "212 (changed, not verified) · Never: home or mobile phone"),
        ("home/work phone", "510 · Never: home/work phone"),
        ("phone at work or at home", "510 · Never: phone at work or at home"),
        ("home phone, work", "510 · Never: home phone, work"),
        ("home", "Never: home"),
    ],
)
def test_a_wish_about_one_phone_leaves_the_others(never: str, said: str) -> None:
    phones = Number("415", "Home"), Number("510", "Mobile"), Number("212", "Office", is_unproved=True)
    assert say_reach(Reach(phones, never=never)) == said


def test_a_number_without_a_label_is_not_taken_for_the_one_that_is_meant() -> None:
    assert say_reach(Reach((Number("415"),), never="home phone")) == "415 · Never: home phone"
    assert say_reach(Reach((Number("415", "home"),), never="home phone")) == "Never: home phone"


def test_the_list_says_the_number_the_time_and_whom_not_to_tell(workspace: Workspace) -> None:
    with workspace.write() as tx:
        points = (Point(PointKind.EMAIL, "nora@example.com"), Point(PointKind.PHONE, "(415) 555-0142"))
        details = ClientDetails(
            first_name="Nora",
            last_name="Whitcombe",
            points=points,
            preferred_times="after 15:00",
            language="Spanish",
            interpreter=True,
        )
        client = add_client(tx, details)
        add_person(tx, client, PersonAround("Ned Whitcombe", "her brother", hears=Hears.NOTHING))
        matter = open_matter(
            tx, MatterDetails(title="A v. B", clients=(client,), point_of_contact_id=tx.actor)
        )
        add_follow_up(tx, matter, NewFollowUp("", "Send the lease", tx.today))
    with workspace.read() as reader:
        found = morning_list(reader)
    (row,) = [row for part in found.parts for row in part.rows]
    assert (
        row.reach
        == "(415) 555-0142, after 15:00 · Interpreter: Spanish · Don't tell: Ned Whitcombe, her brother"
    )
    said = words(render_morning(found).pdf)
    assert row.reach in said
    assert f"A v. B {row.number} · Nora Whitcombe" in said
    assert row.number


def test_who_asked_for_silence_has_no_box_to_tick_and_no_number(workspace: Workspace) -> None:
    """The sheet lies beside the telephone: only who is to be called stands there to be called."""
    with workspace.write() as tx:
        points = (Point(PointKind.PHONE, "(415) 555-0142"),)
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe", points=points))
        for title in ("Loud", "Quiet"):
            matter = open_matter(
                tx, MatterDetails(title=title, clients=(client,), opened_on=tx.today - timedelta(days=40))
            )
            set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, tx.today - timedelta(days=40)))
        allow_silence(tx, matter, tx.today, tx.today + timedelta(days=20), "She travels.", "Nora")
    with workspace.read() as reader:
        found = untold_list(reader)
    loud, quiet = (part.rows[0] for part in found.parts)
    assert (loud.when, loud.reach, loud.ticked) == ("no update yet", "(415) 555-0142", True)
    assert not loud.late, "as on the page: what was never promised by a day is not late"
    assert (quiet.when, quiet.reach, quiet.ticked, quiet.late) == ("do not call", "", False, False)
    assert quiet.text.startswith("no update yet · Silence is agreed until ")
    assert len(_boxes(loud)) - len(_boxes(quiet)) == 4  # the sides of the square
    assert "do not call" in words(render_morning(found).pdf)


def _boxes(row: MorningRow) -> list[BoxMark]:
    strips = _row(Ink(), Sheet("letter").width, row, _LOOKS[0])
    return [mark for strip in strips for mark in strip.marks if isinstance(mark, BoxMark)]


def test_words_that_fill_the_column_of_times_do_not_touch_the_title() -> None:
    urgent = replace(ROW, when="by 20:09, urgent", late=False, soon=True)
    strips = _row(Ink(), Sheet("letter").width, urgent, _LOOKS[0])
    lefts = sorted({mark.x for strip in strips for mark in strip.marks if isinstance(mark, TextMark)})
    column_ends = lefts[0] + NORMAL.date_column + 6
    assert next(left for left in lefts if left > column_ends - 1) - column_ends >= 8
