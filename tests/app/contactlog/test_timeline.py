"""What happened in a matter, a stretch at a time: each thing once, in its order, also while the log grows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import entry_form
from app.contactlog.rows import EntryRow
from app.contactlog.timeline import (
    News,
    Outline,
    Place,
    latest_updates,
    news_of,
    place_of,
    stretch,
    timeline,
)
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from app.storage.transaction import Reader
from app.workspace import Workspace
from tests.support import MONDAY, PASSWORD


class Firm(NamedTuple):
    workspace: Workspace
    matter: UUID
    other: UUID
    news: tuple[UUID, ...]


def letter(workspace: Workspace, days: float, matter: UUID, **rest: object) -> NewContact:
    """A contact so many days ago."""
    moment = workspace.clock.now() - timedelta(days=days)
    return NewContact(Channel.LETTER, Direction.OUT, moment, "A letter", matter_id=matter, **rest)  # type: ignore[arg-type] # test values


@pytest.fixture
def firm(vault_folder: Path) -> Iterator[Firm]:
    """Thirty contacts, three at the same moment each, and seven developments among them, and one of another matter."""
    workspace = open_workspace(vault_folder, PASSWORD, clock=FixedClock(MONDAY))
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Zoë", last_name="Müller"))
        matter = open_matter(tx, MatterDetails(title="Müller v. Bank", clients=(client,)))
        other = open_matter(tx, MatterDetails(title="Müller v. Tern", clients=(client,)))
        news = []
        for day in range(1, 8):
            new = NewDevelopment(matter, DevelopmentKind.FILING, tx.now - timedelta(days=day), f"Order {day}")
            news.append(add_development(tx, new))
        for number in range(30):
            log_contact(tx, letter(workspace, number // 3 + 1, matter, is_update=number % 2 == 0))
        log_contact(tx, letter(workspace, 2, other))
    yield Firm(workspace, matter, other, tuple(news))
    workspace.lock()


def all_of(reader: Reader, matter: UUID, outline: Outline) -> list[EntryRow | News]:
    """Stretch after stretch."""
    return [
        one
        for number in range(len(outline.places))
        for one in stretch(reader, matter, outline, number).happened
    ]


def place(one: EntryRow | News) -> Place:
    """Where it has to stand."""
    if isinstance(one, EntryRow):
        return Place(one.occurred_at, 1, one.id)
    return Place(one.row.occurred_at, 0, one.row.id)


@pytest.mark.parametrize("every", [1, 2, 3, 7, 36, 37, 38, 200])
def test_stretches_of_any_size_hold_everything_once_newest_first(firm: Firm, every: int) -> None:
    with firm.workspace.read() as reader:
        outline = timeline(reader, firm.matter, every)
        happened = [place(one) for one in all_of(reader, firm.matter, outline)]
        sizes = [
            len(stretch(reader, firm.matter, outline, number).happened)
            for number in range(len(outline.places))
        ]
    assert len(happened) == len(set(happened)) == 37
    assert happened == sorted(happened, reverse=True)
    assert list(outline.sizes) == sizes
    assert all(outline.stretch_of(one) == at // every for at, one in enumerate(happened))


@pytest.mark.parametrize("every", [1, 3, 7])
def test_what_is_added_meanwhile_makes_no_gap_and_stands_nowhere_twice(firm: Firm, every: int) -> None:
    workspace = firm.workspace
    with workspace.read() as reader:
        outline = timeline(reader, firm.matter, every)
        before = {place(one) for one in all_of(reader, firm.matter, outline)}
    with workspace.write() as tx:
        added = {
            log_contact(tx, letter(workspace, days, firm.matter)) for days in (0, 1, 2.5, 3, 9.9, 10, 400)
        }
    with workspace.read() as reader:
        happened = [place(one) for one in all_of(reader, firm.matter, outline)]
    assert len(happened) == len(set(happened))
    assert set(happened) >= before
    assert {one.id for one in set(happened) - before} == added
    assert happened == sorted(happened, reverse=True)


def test_an_entry_that_changes_its_day_is_where_it_belongs(firm: Firm) -> None:
    with firm.workspace.read() as reader:
        outline = timeline(reader, firm.matter, 5)
        oldest = outline.places[-1]
        form = entry_form(reader, oldest.id)
    with firm.workspace.write() as tx:
        moved = tx.now - timedelta(hours=2)
        amend_contact(tx, oldest.id, replace(form, occurred_at=moved), "wrong day")
    with firm.workspace.read() as reader:
        now = [place(one) for one in all_of(reader, firm.matter, timeline(reader, firm.matter, 5))]
        assert now[0] == place_of(reader, firm.matter, oldest.id) == Place(moved, 1, oldest.id)
    assert len(now) == 37


def test_news_says_who_told_it_and_what_brought_it(firm: Firm) -> None:
    workspace, first, second = firm.workspace, firm.news[0], firm.news[1]
    with workspace.write() as tx:
        notice = log_contact(tx, letter(workspace, 0.9, firm.matter, with_client=False, brought=(first,)))
        late = log_contact(tx, letter(workspace, 0.1, firm.matter, tells=(first,)))
        early = log_contact(tx, letter(workspace, 0.5, firm.matter, tells=(first, second)))
        wrong = log_contact(tx, letter(workspace, 0.8, firm.matter, tells=(first,)))
        withdraw_contact(tx, wrong, "wrong matter")
    with workspace.read() as reader:
        outline = timeline(reader, firm.matter, 50)
        happened = all_of(reader, firm.matter, outline)
        found = news_of(reader, firm.matter, first)
        assert news_of(reader, firm.other, first) is None
        assert place_of(reader, firm.matter, notice) is None
        assert place_of(reader, firm.other, early) is None
    assert notice not in {place(one).id for one in happened}
    assert {late, early, wrong} < {place(one).id for one in happened}
    assert found is not None
    assert (found.told_by, found.notice and found.notice.id) == (early, notice)
    assert found in happened


def test_a_matter_without_anything_and_a_stretch_that_is_not_there(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Ned", last_name="Marsh"))
        empty = open_matter(tx, MatterDetails(title="Marsh", clients=(client,)))
    with firm.workspace.read() as reader:
        outline = timeline(reader, empty, 50)
        assert outline == Outline((), ())
        assert stretch(reader, empty, outline, 0).happened == ()
        assert latest_updates(reader, empty, 5) == ()


def test_the_updates_given_last(firm: Firm) -> None:
    with firm.workspace.read() as reader:
        rows = latest_updates(reader, firm.matter, 4)
        assert len(latest_updates(reader, firm.matter, 100)) == 15
    assert len(rows) == 4
    assert all(row.is_update for row in rows)
    assert rows[0].occurred_at == firm.workspace.clock.now() - timedelta(days=1)
