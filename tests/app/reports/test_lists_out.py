"""A list leaves the vault: the file and its event together, restricted matters named, and only who may."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.audit.queries import EventFilter, events
from app.audit.sentences import SENTENCES
from app.clients.commands import ClientDetails, add_client
from app.kernel.errors import MachineTrouble, Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.walls import restrict_matter
from app.owed.calendar.day_items import EVERYTHING
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.reports.lists.month import read_month, save_month, set_month
from app.reports.lists.morning import MorningList, morning_list
from app.reports.lists.morning_page import render_morning
from app.reports.lists.out import record_list, save_list
from app.reports.lists.slipped import slipped_list
from app.reports.lists.untold import untold_list
from app.reports.status.commands import page_count
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.storage.transaction import Transaction
from app.workspace import Workspace
from tests.support import MONDAY


@pytest.fixture
def hidden(workspace: Workspace) -> UUID:
    """A matter that is late with an update, restricted to who leads it."""
    begun = MONDAY.date() - timedelta(days=56)
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails(title="A v. B", clients=(client,), opened_on=begun, responsible_id=tx.actor)
        matter = open_matter(tx, details)
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, begun))
        restrict_matter(tx, matter, [tx.actor], "a partner's own")
    return matter


def lists(workspace: Workspace) -> tuple[MorningList, ...]:
    with workspace.read() as reader:
        return morning_list(reader), untold_list(reader), slipped_list(reader)


def told(workspace: Workspace) -> list[tuple[str, str, UUID | None]]:
    with workspace.read() as reader:
        return [(one.action, one.kind, one.object_id) for one in events(reader, EventFilter()).rows]


def test_of_a_restricted_matter_is_told_that_it_stands_there(
    workspace: Workspace, hidden: UUID, tmp_path: Path
) -> None:
    for words in lists(workspace):
        pdf = render_morning(words).pdf
        with workspace.write() as tx:
            record_list(tx, words, page_count(pdf))
        assert {("printed", "matter", hidden), ("printed", words.kind, workspace.actor)} <= set(
            told(workspace)[:2]
        )
        save_list(workspace, tmp_path / "list.pdf", words, pdf, 1)
        assert {("exported", "matter", hidden), ("exported", words.kind, workspace.actor)} <= set(
            told(workspace)[:2]
        )


class _Dumb:
    """Writes what the trail then refuses."""

    def __init__(self, workspace: Workspace) -> None:
        self.read = workspace.read
        self._workspace = workspace

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Fails at the end."""
        with self._workspace.write() as tx:
            yield tx
            raise MachineTrouble("disk-full", "The disk is full.")


def test_no_file_stays_that_the_trail_does_not_know(
    workspace: Workspace, hidden: UUID, tmp_path: Path
) -> None:
    before = told(workspace)
    for words in lists(workspace):
        with pytest.raises(MachineTrouble):
            save_list(_Dumb(workspace), tmp_path / "list.pdf", words, render_morning(words).pdf, 1)
    assert not list(tmp_path.glob("*.pdf*"))
    assert told(workspace) == before


def test_a_file_with_the_names_of_many_clients_needs_the_right_for_it(
    workspace: Workspace, hidden: UUID, tmp_path: Path
) -> None:
    with workspace.write() as tx:
        lawyer = add_colleague(tx, NewColleague("Ben Other", Role.LAWYER))
    theirs = Workspace(workspace.vault, workspace.clock, lawyer, workspace.zone)
    file = tmp_path / "out.pdf"
    for words in lists(theirs):
        with pytest.raises(Refused):
            save_list(theirs, file, words, b"%PDF", 1)
        with theirs.write() as tx:
            record_list(tx, words, 1)  # on paper they may
    with theirs.read() as reader:
        named = set_month(read_month(reader, reader.today, EVERYTHING, show_clients=True))
        quiet = set_month(read_month(reader, reader.today, EVERYTHING))
    with pytest.raises(Refused):
        save_month(theirs, file, named, show_clients=True)
    assert not list(tmp_path.glob("*.pdf*"))
    save_month(theirs, file, quiet, show_clients=False)
    assert file.read_bytes() == quiet.pdf


def test_the_trail_has_words_for_each_list() -> None:
    for action in ("printed", "exported"):
        assert {
            (action, kind) for kind in ("morning_list", "untold_list", "slipped_list")
        } <= SENTENCES.keys()
