"""The demo firm in a vault: what the drawing of the Today page shows is what is owed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import open_workspace
from app.clients.models import Client
from app.contactlog.models import ContactEntry, EntryVersion
from app.contactlog.queries import attachment_content, entries
from app.demo.firm import PASSWORD
from app.demo.names import PEOPLE
from app.kernel.clock import FixedClock
from app.matters.models import Matter
from app.owed.queries import owed
from app.people.models import Colleague
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.support import DEMO_NOW


@pytest.fixture(scope="module")
def demo(demo_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("demo") / "vault"
    shutil.copytree(demo_vault, folder)
    workspace = open_workspace(folder, PASSWORD, user=PEOPLE[0].name, clock=FixedClock(DEMO_NOW))
    yield workspace
    workspace.lock()


def test_today_is_as_drawn(demo: Workspace) -> None:
    with demo.read() as reader:
        found = owed(reader)
    assert [(item.state.value, item.kind.value, item.matter.title) for item in found.items] == [
        ("overdue", "answer", "Whitcombe v. Larkspur Catering"),
        ("overdue", "update", "Abernathy v. Coastline Motors"),
        ("due", "development", "Delacroix v. Timberline Mills"),
        ("due", "acknowledgement", "Estate of R. Lindqvist"),
        ("due", "follow_up", "Rowe v. Meadow Poultry"),
        ("upcoming", "key_date", "Vance v. Poolcraft"),
        ("upcoming", "update", "Okafor v. Stonegate"),
        ("upcoming", "update", "Whitcombe v. Larkspur Catering"),
        ("upcoming", "duty", "Marsh v. Willow Farms"),
        ("upcoming", "duty", "Rosenthal dissolution"),
        ("upcoming", "follow_up", "Ibarra and Cannery Row Tenants"),
        ("upcoming", "key_date", "Thornfield partner buy-in"),
    ]
    assert [one.matter.title for one in found.forgotten] == ["Marsh v. Willow Farms"]


def test_everything_was_written_and_the_vault_is_sound(demo: Workspace) -> None:
    with demo.read() as reader:
        count = {
            table: reader.session.scalar(select(func.count()).select_from(table))
            for table in (Client, Matter, ContactEntry)
        }
        amended = reader.session.scalar(select(func.count()).where(EntryVersion.version > 1))
    assert count == {Client: 43, Matter: 60, ContactEntry: 3_004}
    assert amended
    assert all(check.ok for check in verify_workspace(demo))


def test_the_log_has_every_kind_of_entry(demo: Workspace) -> None:
    with demo.read() as reader:
        (met,) = (row for row in entries(reader) if row.kind)
        (gone,) = (row for row in entries(reader) if row.withdrawn_at)
        page = attachment_content(reader, met.attachments[0].id)
    assert (met.author, met.held_by, met.kind) == ("Maria Ortega", "David Finch", "Instructions taken")
    assert page.startswith(b"%PDF-")
    assert gone.summary == "Asked for a copy of the lease."


def test_notes_were_written_by_their_authors_in_their_time(demo: Workspace) -> None:
    with demo.read() as reader:
        query = select(Colleague.name, func.count()).join(
            ContactEntry, ContactEntry.author_id == Colleague.id
        )
        by_author = dict(tuple(row) for row in reader.session.execute(query.group_by(Colleague.name)))
        late = reader.session.scalar(
            select(func.count()).where(
                func.julianday(ContactEntry.written_at) - func.julianday(ContactEntry.occurred_at) > 1
            )
        )
        newest = reader.session.scalar(select(func.max(ContactEntry.written_at)))
    assert len(by_author) == 5
    assert min(by_author.values()) > 50
    assert newest is not None
    assert newest <= DEMO_NOW
    assert late
