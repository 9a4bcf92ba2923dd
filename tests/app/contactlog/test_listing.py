"""The log as a list, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.listing import Cursor, LogRow, count_log, log_page, log_rows
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.workspace import Workspace
from tests.support import MONDAY, PASSWORD


@pytest.fixture
def log(vault_folder: Path) -> Iterator[Workspace]:
    """Forty contacts, four at the same moment each."""
    workspace = open_workspace(vault_folder, PASSWORD, clock=FixedClock(MONDAY))
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Zoë", last_name="Müller"))
        matter = open_matter(tx, MatterDetails(title="Müller v. Bank", clients=(client,)))
        for number in range(40):
            moment = tx.now - timedelta(days=number // 4 + 1)
            channel = Channel.EMAIL if number % 10 == 0 else Channel.LETTER
            words = f"Letter {number}" + (" about the mortgage of Zoë" if number in {3, 38} else "")
            log_contact(tx, NewContact(channel, Direction.OUT, moment, words, matter_id=matter))
    yield workspace
    workspace.lock()


def all_pages(workspace: Workspace, limit: int) -> list[LogRow]:
    """Page after page to the end."""
    found: list[LogRow] = []
    after: Cursor | None = None
    while True:
        with workspace.read() as reader:
            page = log_page(reader, after, limit)
        found += page.rows
        after = page.next
        if after is None:
            return found


@pytest.mark.parametrize("limit", [1, 3, 4, 7, 40, 200])
def test_pages_of_any_size_hold_every_entry_once_newest_first(log: Workspace, limit: int) -> None:
    rows = all_pages(log, limit)
    assert len(rows) == len({row.id for row in rows}) == 40
    assert [(row.occurred_at, row.id) for row in rows] == sorted(
        ((row.occurred_at, row.id) for row in rows), reverse=True
    )
    with log.read() as reader:
        assert count_log(reader) == 40


def test_the_rows_of_entries_that_were_found(log: Workspace) -> None:
    rows = all_pages(log, 40)
    wanted = [rows[7].id, rows[3].id, UUID(int=1)]
    with log.read() as reader:
        assert log_rows(reader, wanted) == {rows[7].id: rows[7], rows[3].id: rows[3]}


def test_a_page_begins_after_a_moment_in_any_time_zone(log: Workspace) -> None:
    middle = (MONDAY - timedelta(days=5)).astimezone(ZoneInfo("Asia/Tokyo"))
    with log.read() as reader:
        rows = log_page(reader, Cursor(middle, UUID(int=0)), 100).rows
    assert len(rows) == 20
    assert all(row.occurred_at < middle for row in rows)
