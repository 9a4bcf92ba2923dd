"""What is held of Today counts only while nothing changed and no time passed that matters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.matters.commands import MatterDetails, open_matter
from app.owed import lately
from app.owed.items import OwedState
from app.owed.kept import owed_kept
from app.owed.lately import LASTS, owed_lately
from app.owed.queries import Owed, owed
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY, PASSWORD
from ui.today.counting import Counting
from ui.today.load import load


@pytest.fixture
def client(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        return add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))


@pytest.fixture
def other_desk(vault_folder: Path, clock: FixedClock) -> Iterator[Workspace]:
    opened = open_workspace(vault_folder, PASSWORD, clock=clock)
    yield opened
    opened.lock()


def question(client: UUID) -> NewContact:
    values = (Channel.PHONE, Direction.IN, MONDAY - timedelta(hours=2), "When does the court decide?")
    return NewContact(*values, client_id=client, needs_reply=True)


def asks(workspace: Workspace, client: UUID) -> None:
    with workspace.write() as tx:
        log_contact(tx, question(client))


def read(workspace: Workspace) -> Owed:
    with workspace.read() as reader:
        found = owed_lately(reader)
        assert found == owed(reader)
        return found


def test_it_is_derived_once_while_nothing_changes(workspace: Workspace, client: UUID) -> None:
    asks(workspace, client)
    assert read(workspace) is read(workspace)


def test_what_this_desk_writes_counts_at_once(workspace: Workspace, client: UUID) -> None:
    read(workspace)
    asks(workspace, client)
    assert len(read(workspace).items) == 1


def test_what_another_desk_writes_counts_at_once(
    workspace: Workspace, other_desk: Workspace, client: UUID
) -> None:
    read(workspace)
    asks(other_desk, client)
    assert len(read(workspace).items) == 1


def test_what_time_makes_late_is_late(workspace: Workspace, client: UUID, clock: FixedClock) -> None:
    asks(workspace, client)
    (item,) = read(workspace).items
    assert isinstance(item.due, datetime)
    assert item.state is not OwedState.OVERDUE
    clock.set(item.due + timedelta(seconds=1))
    assert read(workspace).count(OwedState.OVERDUE) == 1


def test_a_list_is_held_for_a_minute_at_most(workspace: Workspace, client: UUID, clock: FixedClock) -> None:
    asks(workspace, client)
    first = read(workspace)
    clock.advance(LASTS)
    assert read(workspace) is not first


class Undone(Exception):
    """Takes back what a transaction did."""


def test_what_a_transaction_reads_that_is_undone_is_not_held(workspace: Workspace, client: UUID) -> None:
    with suppress(Undone), workspace.write() as tx:
        log_contact(tx, question(client))
        assert len(owed_lately(tx.reader()).items) == 1
        raise Undone
    assert read(workspace).items == ()


def test_the_page_and_the_counts_derive_it_once(
    workspace: Workspace, client: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks(workspace, client)
    derived: list[object] = []
    monkeypatch.setattr(
        lately, "owed_kept", lambda reader, days: derived.append(reader) or owed_kept(reader, days)
    )
    Counting(workspace)()
    load(workspace)
    assert len(derived) == 1


def test_fewer_days_are_made_from_more(
    workspace: Workspace, client: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The calendar's month serves Today, too, and the other way round it does not."""
    for day in (1, 20):
        agreed = NewFollowUp("", f"In {day}.", due_on=MONDAY.date() + timedelta(days=day))
        with workspace.write() as tx:
            log_contact(tx, replace(question(client), follow_ups=(agreed,)))
    derived: list[int] = []
    monkeypatch.setattr(
        lately, "owed_kept", lambda reader, days: derived.append(days) or owed_kept(reader, days)
    )
    with workspace.read() as reader:
        month, week, quarter = (owed_lately(reader, days) for days in (30, 7, 90))
        assert (month, week, quarter) == tuple(owed(reader, days=days) for days in (30, 7, 90))
    assert len(month.items) == len(week.items) + 1 == len(quarter.items)
    assert derived == [30, 90]


def test_paper_in_another_language_takes_no_words_of_the_window_nor_leaves_its_own(
    workspace: Workspace, client: UUID
) -> None:
    with workspace.write() as tx:
        matter = open_matter(tx, MatterDetails("Whitcombe v. Tern", (client,)))
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK))
    asks(workspace, client)
    english = read(workspace)
    with speaking(catalogue_of("de")):
        german = read(workspace)
    assert len(german.items) == 2
    assert not {one.text for one in german.items} & {one.text for one in english.items}
    assert read(workspace) == english
