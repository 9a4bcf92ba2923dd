"""A month on a page: every day once, no client's name unless asked for, what does not fit behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from io import BytesIO

import pypdf
import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewFollowUp
from app.matters.commands import MatterDetails, open_matter
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.words import KeyDateKind
from app.owed.calendar.day_items import EVERYTHING
from app.reports.lists.month import PrintedMonth, read_month, set_month
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.workspace import Workspace


def fill(workspace: Workspace, actions: int) -> None:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails(title="Whitcombe v. Larkspur", clients=(client,), number="26-0412")
        matter = open_matter(tx, details)
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, date(2026, 11, 25), "Conference", time(10)))
        for number in range(actions):
            add_follow_up(tx, matter, NewFollowUp("", f"call {number}", date(2026, 11, 24)))


def printed(workspace: Workspace, **options: object) -> PrintedMonth:
    with workspace.read() as reader:
        return set_month(read_month(reader, date(2026, 11, 10), EVERYTHING, **options))  # type: ignore[arg-type] # a table of options


def words(made: PrintedMonth) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(made.pdf)).pages)


def test_no_client_stands_on_it_unless_asked_for(workspace: Workspace) -> None:
    fill(workspace, 2)
    quiet, loud = words(printed(workspace)), words(printed(workspace, show_clients=True))
    for word in ("Whitcombe", "Conference", "call"):
        assert word not in quiet
        assert word in loud
    assert "10am key date, 26-0412" in quiet, "as a US firm says it, and short"
    assert "November 2026" in quiet


def test_what_does_not_fit_stands_behind_it(workspace: Workspace) -> None:
    fill(workspace, 40)
    made = printed(workspace, show_clients=True)
    assert made.pages > 1
    said = words(made)
    assert "more, see the next page" in said
    for number in range(40):
        assert f"call {number}" in said


def test_what_is_hidden_stays_away(workspace: Workspace) -> None:
    fill(workspace, 2)
    said = words(printed(workspace, hidden=("key_date", "holiday")))
    assert "key date, 26" not in said
    assert "Thanksgiving" not in said
    assert "follow-up, 26-0412" in said


@pytest.mark.parametrize(("paper", "size"), [("letter", (792, 612)), ("a4", (842, 595))])
def test_the_paper_lies_on_its_side(workspace: Workspace, paper: str, size: tuple[int, int]) -> None:
    with workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, paper=paper))
    made = printed(workspace)
    box = pypdf.PdfReader(BytesIO(made.pdf)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    assert made.pages == 1
    assert made.pdf == printed(workspace).pdf
