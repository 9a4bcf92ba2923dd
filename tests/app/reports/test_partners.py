"""The lists for the partners' meeting say what `due` says, on paper and as a table, person by person."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.figures.firm import figures
from app.figures.sections import summary
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, open_matter
from app.owed.items import OwedKind
from app.owed.queries import owed
from app.owed.snooze.commands import put_off
from app.people.commands import NewColleague, add_colleague
from app.people.queries import find_colleague
from app.people.words import Role
from app.reports.lists.out import save_list
from app.reports.lists.partners import SECTIONS, partners_lists
from app.reports.lists.partners_page import render_partners
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY, Cli


@pytest.fixture
def firm(workspace: Workspace) -> Workspace:
    """Two people: one late with an update and an answer, one whose file is forgotten."""
    begun = MONDAY.date() - timedelta(days=56)
    with workspace.write() as tx:
        ben = add_colleague(tx, NewColleague("Ben Other", Role.LAWYER))
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="<b>Whit & co</b>"))
        details = MatterDetails(title="A v. B", clients=(client,), opened_on=begun, responsible_id=tx.actor)
        matter = open_matter(tx, details)
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, begun))
        open_matter(tx, MatterDetails(title="Lost", clients=(client,), opened_on=begun, responsible_id=ben))
        asked = NewContact(
            Channel.EMAIL,
            Direction.IN,
            MONDAY - timedelta(days=9),
            "When is the hearing?",
            matter_id=matter,
            needs_reply=True,
        )
        log_contact(tx, asked)
    return workspace


def test_every_kind_of_thing_has_its_list() -> None:
    kinds = [kind for one in SECTIONS.values() for kind in one]
    assert sorted(kinds) == sorted(OwedKind)


@pytest.mark.parametrize("person", [None, "Ben Other"])
def test_due_paper_table_and_command_line_say_the_same(
    firm: Workspace, cli: Cli, tmp_path: Path, person: str | None
) -> None:
    firm.lock()
    whose = ["--person", person] if person else []
    due = cli("due", *whose).json
    for ending in ("pdf", "csv"):
        made = cli("report", "owed", *whose, "--out", str(tmp_path / f"o.{ending}")).json["reports"][0]
        assert made["rows"] == len(due["items"]) + len(due["forgotten"]) > 0
    with (tmp_path / "o.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    states = Counter(one["state"] for one in due["items"]) + Counter(forgotten=len(due["forgotten"]))
    assert Counter(row["State"] for row in rows) == states
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(tmp_path / "o.pdf").pages).split())
    for row in rows:
        assert " ".join(row["What"].split()) in text
        assert row["When"] in text
        assert row["Person"].upper() in text
    for section, count in Counter((row["Person"], row["List"]) for row in rows).items():
        assert f"{section[1]}: {count}" in text


def test_the_numbers_by_person_add_up_to_the_words_and_what_is_put_off_stands_apart(firm: Workspace) -> None:
    with firm.write() as tx:
        item = next(one for one in owed(tx.reader()).items if one.kind is OwedKind.UPDATE)
        put_off(tx, item.kind, item.source_id, tx.today + timedelta(days=2), "the surveyor writes")
    with firm.read() as reader:
        lists = partners_lists(reader)
        found = figures(reader)
    maria = lists.shares[0]
    assert maria.owed == sum(maria.count(section) for section in SECTIONS)
    assert (maria.owed, maria.summary) == (1, "1 thing owed, and it is late. 1 put off.")
    text = " ".join(PdfReader(BytesIO(render_partners(lists).pdf)).pages[0].extract_text().split())
    assert "Maria Ortega 1 0 0 1 0 0 1 0 Ben Other" in text  # late, the lists, put off
    assert "Updates: 0, and 1 put off" in text
    assert "Includes all that is late or due" in text, "a hold is something else"
    (owed_at_end,) = [
        row for row in summary(found).rows if row[0] == "Owed at the end of the period, put off included"
    ]
    assert owed_at_end[1][0].number == sum(one.owed + one.put_off for one in lists.shares)


def test_by_person_nothing_is_twice(firm: Workspace) -> None:
    with firm.read() as reader:
        lists = partners_lists(reader)
    assert [(one.name, one.late, len(one.of("Forgotten files"))) for one in lists.shares] == [
        ("Maria Ortega", 2, 0),
        ("Ben Other", 0, 1),
    ]


def test_a_file_needs_the_right_for_it(firm: Workspace, tmp_path: Path) -> None:
    with firm.read() as reader:
        lists = partners_lists(reader)
        lawyer = find_colleague(reader, "Ben Other").id
    theirs = Workspace(firm.vault, firm.clock, lawyer, firm.zone)
    with pytest.raises(Refused):
        save_list(theirs, tmp_path / "o.csv", lists, b"", 0)
    assert not list(tmp_path.glob("*o.csv*"))
