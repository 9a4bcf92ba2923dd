"""What counts and what does not are told apart by two queries: they must divide the log between them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import open_workspace
from app.contactlog.commands import amend_contact, withdraw_contact
from app.contactlog.models import ContactEntry
from app.contactlog.queries import entry_form
from app.contactlog.standing import _not_counting, counting
from app.demo.firm import PASSWORD
from app.demo.names import PEOPLE
from app.kernel.clock import FixedClock
from app.storage.transaction import Reader
from app.workspace import Workspace
from tests.support import MONDAY


@pytest.fixture(scope="module")
def firm(demo_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The demo firm, with an entry withdrawn and one amended today."""
    folder = tmp_path_factory.mktemp("demo") / "vault"
    shutil.copytree(demo_vault, folder)
    made = open_workspace(folder, PASSWORD, user=PEOPLE[0].name, clock=FixedClock(MONDAY))
    with made.write() as tx:
        ids = list(tx.session.scalars(select(ContactEntry.id).order_by(ContactEntry.id).limit(2)))
        withdraw_contact(tx, ids[0], "logged twice")
        amend_contact(tx, ids[1], entry_form(tx.reader(), ids[1]), "a word was missing")
    yield made
    made.lock()


def _divided(reader: Reader) -> tuple[int, int, int]:
    there = set(reader.session.scalars(select(ContactEntry.id).where(*counting(reader))))
    rest = set(reader.session.scalars(_not_counting(reader)))
    every = set(reader.session.scalars(select(ContactEntry.id)))
    assert there.isdisjoint(rest)
    assert there | rest == every
    return len(there), len(rest), len(every)


def test_now(firm: Workspace) -> None:
    with firm.read() as reader:
        there, rest, every = _divided(reader)
    assert rest >= 1
    assert there == every - rest


@pytest.mark.parametrize("days", [1, 90, 5000])
def test_at_an_earlier_moment_and_as_it_was_known_then(firm: Workspace, days: int) -> None:
    then = MONDAY - timedelta(days=days)
    with firm.read(as_of=then) as reader:
        _divided(reader)
    with firm.read(known_by=then) as reader:
        there, _, _ = _divided(reader)
    assert (there == 0) == (days == 5000)
