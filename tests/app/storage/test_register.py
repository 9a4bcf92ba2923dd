"""What is held of the register counts only while nothing of it changed, by whomever, and for whom it was read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.queries import matters_of
from app.matters.sheet import matter_sheet
from app.owed.queries import owed
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.storage.register import held
from app.workspace import Workspace
from tests.support import PASSWORD


class Kept(dict[str, str]):
    """What somebody keeps."""


class _Undone(Exception):
    """Ends a transaction before its end."""


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        found = open_matter(tx, MatterDetails("Whitcombe v. Tern", (client,)))
        set_plan(tx, NewPlan(found, 1, IntervalUnit.WEEK))
        return found


@pytest.fixture
def other_desk(vault_folder: Path, clock: FixedClock) -> Iterator[Workspace]:
    opened = open_workspace(vault_folder, PASSWORD, clock=clock)
    yield opened
    opened.lock()


def is_kept(workspace: Workspace) -> bool:
    """Whether what was kept is still there; from now on something is."""
    with workspace.read() as reader:
        kept = held(reader.session, Kept)
        found = bool(kept)
        kept["read"] = "yes"
        return found


def rename(workspace: Workspace, matter: UUID, title: str) -> None:
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, title=title))


def title(workspace: Workspace, matter: UUID) -> str:
    with workspace.read() as reader:
        return matters_of(reader, [matter])[matter].title


def test_it_is_kept_while_nothing_changes(workspace: Workspace, matter: UUID) -> None:
    assert not is_kept(workspace)
    assert is_kept(workspace)


def test_a_change_at_this_desk_ends_it(workspace: Workspace, matter: UUID) -> None:
    is_kept(workspace)
    assert title(workspace, matter) == "Whitcombe v. Tern"
    rename(workspace, matter, "Whitcombe v. Tern and others")
    assert not is_kept(workspace)
    assert title(workspace, matter) == "Whitcombe v. Tern and others"


def test_a_change_at_another_desk_ends_it(workspace: Workspace, other_desk: Workspace, matter: UUID) -> None:
    is_kept(workspace)
    title(workspace, matter)
    rename(other_desk, matter, "Whitcombe v. Tern and others")
    assert not is_kept(workspace)
    assert title(workspace, matter) == "Whitcombe v. Tern and others"


def test_what_is_undone_was_never_kept(workspace: Workspace, matter: UUID) -> None:
    title(workspace, matter)
    with suppress(_Undone), workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, title="Never"))
        assert matters_of(tx.reader(), [matter])[matter].title == "Never"
        raise _Undone
    assert title(workspace, matter) == "Whitcombe v. Tern"


def test_a_schedule_given_up_for_a_day_to_come_and_an_earlier_moment_are_told_apart(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    def days(as_of: timedelta = timedelta()) -> list[object]:
        with workspace.read(as_of=clock.now() + as_of) as reader:
            return [item.due for item in owed(reader, days=60).items]

    first = days()
    assert len(first) == 1
    assert days(-timedelta(days=3)) == [], "it was not set yet"
    assert days() == first
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH))
    assert days() != first
    clock.advance(timedelta(days=1))
    assert isinstance(days()[0], date)
