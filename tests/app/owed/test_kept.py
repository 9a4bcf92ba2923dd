"""What is kept of what each matter owes is what is derived from nothing, whatever is done in between, by whomever."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from app.owed import duties, kept
from app.owed.changes import changes
from app.owed.deriving import Deriving
from app.owed.kept import owed_kept
from app.owed.queries import owed
from app.storage.transaction import Reader
from app.workspace import Workspace
from tests.app.owed.desks import Desks
from tests.app.owed.doings import COMMANDS


@pytest.fixture
def firm_of_four(tmp_path: Path) -> Iterator[Desks]:
    found = Desks(tmp_path)
    yield found
    for one in found.desks:
        one.lock()


FIRST = {"lifts": "restricts", "is back": "is away"}
"""What has to be done before."""


@pytest.mark.parametrize("name", COMMANDS)
def test_after_each_command_it_is_what_is_derived_from_nothing(firm_of_four: Desks, name: str) -> None:
    if name in FIRST:
        firm_of_four.does(0, FIRST[name], 1)
    firm_of_four.check(0)
    done = []
    for number in (1, 18):
        done.append(firm_of_four.does(number % 2, name, number))
        firm_of_four.check(number)
        firm_of_four.clock.advance(timedelta(hours=7))
        firm_of_four.check(number)
    assert any(done)


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 1),
            st.sampled_from(sorted(COMMANDS)),
            st.integers(0, 40),
            st.sampled_from([0, 0, 1, 90, 600, 3000]),
        ),
        min_size=4,
        max_size=20,
    )
)
@example(
    [(0, "fixes", 8, 0)]
)  # a hearing that is due to be spoken of, and later than who looks at today sees
def test_whatever_is_done(doings: list[tuple[int, str, int, int]]) -> None:
    room = Path(tempfile.mkdtemp(prefix="liaison-kept-"))
    firm_of_four = Desks(room)
    try:
        firm_of_four.check(0)
        for desk, name, number, minutes in doings:
            firm_of_four.does(desk, name, number)
            firm_of_four.clock.advance(timedelta(minutes=minutes))
            firm_of_four.check(number)
    finally:
        for one in firm_of_four.desks:
            one.lock()
        shutil.rmtree(room)


def test_after_a_save_no_more_is_derived_than_the_matter(
    firm_of_four: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm_of_four.check(0)
    asked: list[UUID | None] = []

    def deriving(reader: Reader, matter_id: UUID | None = None) -> Deriving:
        asked.append(matter_id)
        return Deriving(reader, matter_id)

    monkeypatch.setattr(kept, "Deriving", deriving)
    firm_of_four.does(0, "updates", 1)
    with firm_of_four.desks[0].read() as reader:
        owed_kept(reader, 7)
    assert len([one for one in asked if one is not None]) == 1
    assert asked.count(None) == 1, "what waits for a reply, and the firm's own house"


def test_of_more_than_is_noted_everything_is_derived(firm_of_four: Desks) -> None:
    firm_of_four.check(0)
    for number in range(70):
        firm_of_four.does(1, "updates", number)
    with firm_of_four.desks[0].read() as reader:
        assert len(changes(reader.session).rows) == 64
        assert changes(reader.session).since(1) is None
    firm_of_four.check(0)


def test_what_counts_from_a_moment_to_come_is_never_kept(firm_of_four: Desks) -> None:
    """Another desk's clock is ahead, and this one's was put right: what is written then counts when it is time."""
    firm_of_four.check(0)
    firm_of_four.clock.advance(timedelta(hours=2))
    firm_of_four.does(1, "updates", 1)
    firm_of_four.clock.advance(timedelta(hours=-2))
    firm_of_four.check(0)
    firm_of_four.clock.advance(timedelta(hours=2))
    firm_of_four.check(0)


READ_ANEW = {
    "entry_answers": "What waits for a reply is read each time.",
    "open_questions": "As that.",
    "open_news": "What is told follows from `entry_developments` and the entries, which are watched.",
    "snoozes": "Read each time.",
    "register_mark": "It watches itself.",
    "owed_changes": "As this.",
    "json_each": "No table.",
    "sqlite_master": "No table of ours.",
}
"""Tables that are read for the list, and of which no change is noted, each with the reason."""


def test_every_table_that_decides_is_watched(firm_of_four: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties, "PLACES", ())  # what the rooms of the firm's own house owe is read each time
    for name in ("restricts", "is away", "sets the firm's", "is silent", "closes", "leaves", "promises"):
        firm_of_four.does(0, name, 1)
    read: set[str] = set()
    workspace: Workspace = firm_of_four.desks[0]
    with workspace.read() as reader:
        driver = reader.session.connection().connection.driver_connection
        assert driver is not None
        names = reader.session.scalars(
            text("SELECT tbl_name FROM main.sqlite_master WHERE type = 'trigger' AND name LIKE 'changed_%'")
        )
        watched = set(names)
        driver.set_authorizer(lambda action, table, *_: read.add(table) or 0 if action == 20 else 0)
        owed(reader, days=30)
        driver.set_authorizer(None)
    assert {"matters", "contact_entries", "update_plans"} <= read
    assert {one for one in read if one} - watched - READ_ANEW.keys() == set(), (
        "note its changes (migration 0024)"
    )
