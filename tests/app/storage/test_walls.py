"""The connection itself does not show what is hidden: whatever SQL is asked, by whichever connection of the pool."""

# ruff: noqa: S608 - the statements are put together from names of the metadata alone

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import IntegrityError

from app import tables
from app.bootstrap import open_workspace
from app.matters.models import Matter
from app.matters.walls import lift_wall
from app.search.indexing import pending
from app.search.texts import unread
from app.storage import wall_views
from app.storage.base import Base
from app.storage.engine import writing
from app.storage.walls import seeing
from app.verification import older_state, verify_workspace
from app.workspace import Workspace
from tests.journeys.secret_matter import CANARY, TwoFirms, make
from tests.statements import Counted
from tests.support import ENVIRONMENT, PASSWORD, USER

EVERY_TABLE = [table.name for table in tables.METADATA.sorted_tables]
BY_CHANCE = {"register_mark", "owed_changes"}
"""They say that something changed, and when: not the same in any two vaults. The second is empty behind walls."""


@pytest.fixture(scope="module")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoFirms]:
    """Not changed by the tests that share it."""
    made = make(tmp_path_factory.mktemp("firms"))
    yield made
    made.inside.lock()
    made.never.lock()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TwoFirms]:
    """For a test that writes."""
    made = make(tmp_path)
    yield made
    made.inside.lock()
    made.never.lock()


def connection(workspace: Workspace, *, writes: bool = False) -> Connection:
    options = seeing(workspace.actor) | (writing() if writes else {})
    return workspace.vault.engine.connect().execution_options(**options)


def everything(workspace: Workspace, table: str) -> list[str]:
    with connection(workspace) as found:
        return sorted(repr(tuple(row)) for row in found.execute(text(f'SELECT * FROM "{table}"')))


def test_every_table_has_a_wall_or_a_reason_for_none() -> None:
    walled, by_hand, none = (
        {table.name for table in wall_views.walled()},
        set(wall_views.BY_HAND),
        set(wall_views.OPEN),
    )
    assert not walled & by_hand
    assert not (walled | by_hand) & none
    assert walled | by_hand | none == set(EVERY_TABLE), (
        "say in app/storage/wall_views.py to which of them it belongs"
    )
    assert {
        "matters",
        "contact_entries",
        "participants",
        "attachments",
        "tray_items",
        "matter_people",
    } <= walled


@pytest.mark.parametrize("table", [one for one in EVERY_TABLE if one not in BY_CHANCE])
def test_whatever_is_read_is_what_a_firm_has_that_never_had_the_matter(firms: TwoFirms, table: str) -> None:
    seen = everything(firms.walled, table)
    assert seen == everything(firms.never, table)
    assert not [
        one for one in seen if CANARY in one or any(hidden in one for hidden in firms.facts.hidden_ids)
    ]


def test_those_for_whom_it_exists_see_all_of_it(firms: TwoFirms) -> None:
    for table in (
        "matters",
        "contact_entries",
        "participants",
        "audit_events",
        "tray_items",
        "matter_people",
    ):
        assert len(everything(firms.inside, table)) > len(everything(firms.never, table)), table


@pytest.mark.parametrize(
    "query",
    [
        "SELECT count(*) FROM contact_entries",
        "SELECT count(*), max(number) FROM matters",
        "SELECT m.number, e.summary FROM contact_entries e LEFT JOIN matters m ON m.id = e.matter_id ORDER BY e.id",
        "SELECT e.summary FROM contact_entries e, participants p WHERE p.entry_id = e.id",
        "WITH some AS (SELECT * FROM developments) SELECT text FROM some UNION SELECT title FROM key_dates",
        'SELECT c.name, (SELECT count(*) FROM matter_clients x WHERE x.client_id = c.id) FROM "clients" c',
        "SELECT tag FROM entry_tags WHERE entry_id IN (SELECT id FROM contact_entries)",
        "SELECT object_kind, count(*) FROM audit_events GROUP BY object_kind ORDER BY 1",
    ],
)
def test_no_spelling_of_a_query_gets_round_it(firms: TwoFirms, query: str) -> None:
    said = []
    for workspace in (firms.walled, firms.never):
        with connection(workspace) as found:
            said.append([tuple(row) for row in found.execute(text(query))])
    assert said[0] == said[1]
    assert CANARY not in repr(said)


def test_what_is_hidden_cannot_be_written_either(own: TwoFirms) -> None:
    hidden = {"matter": own.facts.hidden.hex, "entry": own.facts.hidden_entry.hex}
    with connection(own.walled, writes=True) as found, found.begin():
        for blow in (
            "UPDATE contact_entries SET summary = 'gone' WHERE id = :entry",
            "UPDATE matters SET title = 'gone'  WHERE id = :matter",
            "DELETE FROM participants WHERE entry_id = :entry",
            "delete from entry_tags where entry_id = :entry",
        ):
            found.execute(text(blow), hidden)
        found.execute(text("UPDATE OR REPLACE developments SET document_number = '77'"))
    with own.inside.read() as reader:
        rows = reader.session.connection()
        assert (
            rows.scalar(text("SELECT summary FROM contact_entries WHERE id = :entry"), hidden)
            == f"{CANARY} asked"
        )
        assert (
            rows.scalar(text("SELECT title FROM matters WHERE id = :matter"), hidden) == f"{CANARY} v. Tern"
        )
        assert rows.scalar(text("SELECT count(*) FROM participants WHERE entry_id = :entry"), hidden) == 1
        assert rows.scalar(text("SELECT count(*) FROM developments WHERE document_number = '77'")) == 1
    for intrusion in (
        "INSERT INTO matter_clients SELECT :matter, id, 7 FROM clients",
        "UPDATE contact_entries SET matter_id = :matter WHERE matter_id <> :matter",
        "INSERT INTO entry_tags VALUES (:entry, 'x')",
    ):
        with (
            pytest.raises(IntegrityError, match="FOREIGN KEY"),
            connection(own.walled, writes=True) as found,
            found.begin(),
        ):
            found.execute(text(intrusion), hidden)


def test_a_connection_serves_one_after_the_other_and_shows_each_their_own(firms: TwoFirms) -> None:
    engine = firms.walled.vault.engine

    def numbers(viewer: UUID | None) -> list[str]:
        with engine.connect().execution_options(**({} if viewer is None else seeing(viewer))) as found:
            return list(found.scalars(text("SELECT number FROM matters ORDER BY number")))

    both, one = ["00001", "00002"], ["00001"]
    inside, outside, nobody = firms.inside.actor, firms.walled.actor, firms.facts.client
    for viewer, seen in (
        (inside, both), (outside, one), (None, both), (outside, one), (inside, both), (nobody, one), (None, both),
        (outside, one), (outside, one), (None, both),
    ):  # fmt: skip
        assert numbers(viewer) == seen
    with engine.connect() as bare:
        assert not bare.scalar(text("SELECT count(*) FROM sqlite_temp_master"))


def test_walls_outlive_a_transaction_that_is_undone(firms: TwoFirms) -> None:
    for _ in range(2):
        with connection(firms.walled, writes=True) as found:
            query = select(Matter.id).where(Matter.id == firms.facts.hidden)
            assert found.scalar(query) is None
            found.rollback()
            assert found.scalar(query) is None


def test_a_wall_half_laid_is_laid_anew(firms: TwoFirms, monkeypatch: pytest.MonkeyPatch) -> None:
    with firms.walled.vault.engine.connect() as bare:
        bare.execute(text("SELECT 1"))
    whole = wall_views.laying()
    with monkeypatch.context() as patched:
        patched.setattr(wall_views, "laying", lambda: (*whole[:5], "CREATE TEMP NONSENSE"))
        with pytest.raises(Exception, match="NONSENSE"), connection(firms.walled) as found:
            found.execute(text("SELECT count(*) FROM matters"))
    assert everything(firms.walled, "matters") == everything(firms.never, "matters")


def test_a_wall_of_another_process_bites_at_the_next_transaction(own: TwoFirms) -> None:
    with own.inside.write() as tx:
        lift_wall(tx, own.facts.hidden)
    with own.walled.read() as reader:
        assert reader.session.get(Matter, own.facts.hidden) is not None
        elsewhere = subprocess.run(
            [sys.executable, "-c", _ELSEWHERE, str(own.room / "walled"), PASSWORD, USER, own.facts.hidden.hex],
            env=ENVIRONMENT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert elsewhere.returncode == 0, elsewhere.stderr
    with own.walled.read() as reader:
        assert reader.session.get(Matter, own.facts.hidden) is None
    with own.inside.read() as reader:
        assert reader.session.get(Matter, own.facts.hidden) is not None


_ELSEWHERE = """
import sys
from pathlib import Path
from uuid import UUID
from app.bootstrap import open_workspace
from app.kernel.clock import SystemClock
from app.matters.walls import restrict_matter
from app.vault import kdf

folder, password, user, matter = sys.argv[1:]
kdf.allow(kdf.CHEAP)
workspace = open_workspace(Path(folder), password, user=user, clock=SystemClock())
with workspace.write() as tx:
    restrict_matter(tx, UUID(matter), [workspace.actor], "elsewhere")
workspace.lock()
"""


def test_the_chain_and_the_checks_see_everything(own: TwoFirms) -> None:
    with own.walled.write() as tx:
        tx.record("changed", "firm", own.facts.client, notices="x")
    assert all(check.ok for check in verify_workspace(own.walled)), verify_workspace(own.walled)
    own.never.lock()
    again = open_workspace(own.room / "never", PASSWORD, user=USER, clock=own.never.clock)
    assert len(everything(own.walled, "audit_events")) >= len(everything(again, "audit_events"))
    again.lock()


def test_no_room_reads_past_the_walls() -> None:
    """``main.`` and `past_walls` stand in few files, each of which was thought about."""
    app = Path(tables.__file__).parent
    found = {
        file.relative_to(app).as_posix()
        for file in app.rglob("*.py")
        if any(
            words in file.read_text(encoding="utf-8") for words in ("FROM main.", "JOIN main.", "past_walls(")
        )
    }
    assert (
        found
        == {
            "access/answered.py",  # whether a part of an answer holds more than who closes may see: yes or no
            "access/finding.py",  # whether there is more than who gathers may see: yes or no
            "audit/checking.py",  # the chain is one for all
            "audit/standing.py",  # its seals
            "audit/cuts.py",  # what is destroyed goes out of the trail whoever destroys it
            "audit/trail.py",  # its end
            "concerns/leaving.py",  # how many would be lost with the last who sees them
            "conflicts/commands.py",  # which matters are restricted: a match in one is never left out
            "conflicts/queries.py",  # whether there are matches that are not shown
            "conflicts/searching.py",  # a check misses nothing; what it found is kept behind the wall
            "contactlog/reading.py",  # what an entry came with, for its first version
            "contactlog/still_open.py",  # whether anything open is overlooked, for verify: a count
            "destruction/leftovers.py",  # a matter is destroyed with all that hangs on it; nothing of it is shown
            "destruction/tables.py",  # the same
            "exchange/import_keys.py",  # whether a message came in before
            "feedback/asking.py",  # who was asked, whoever asked: nobody twice
            "matters/commands.py",  # whether a number is taken
            "matters/walls.py",  # who leaves as the last behind a wall; which matters of an export are restricted
            "owed/changes.py",  # in which matters something changed, to derive what is seen of them anew
            "merging/commands.py",  # where a merge's list of rows ends
            "merging/moves.py",  # two clients that are one are so in every matter
            "search/beginnings.py",  # the words of the index, to ask it for those that begin so; they are not shown
            "search/checking.py",  # how many entries the index lacks, for verify: a count, whoever asks
            "search/finding.py",  # the index and its row numbers; the entries themselves are read behind the walls
            "search/forgetting.py",  # words of what is destroyed
            "search/index.py",  # the index is one for all
            "search/texts.py",  # the words of files for it
            "storage/triggers.py",  # which triggers there are
            "storage/wall_views.py",
            "storage/walls.py",
        }
    )
    assert Base.metadata.schema is None


def test_walls_stay_where_the_main_schema_alone_is_read(own: TwoFirms, counted: Counted) -> None:
    """What stands at every sign-in, save and search reads nothing that a wall could hide, and moves none."""
    assert everything(own.walled, "matters") == everything(own.never, "matters")
    with counted() as said:
        own.walled.anchor_now()
        assert older_state(own.walled) is None
        assert pending(own.walled) >= 0
        assert unread(own.walled) >= 0
        assert everything(own.walled, "matters") == everything(own.never, "matters")
    assert said
    assert not [one for one in said if one.startswith(("CREATE TEMP", "DROP"))]


def test_four_rooms_let_the_walls_lie() -> None:
    """Each of their queries names the main schema with every table."""
    root = Path(tables.__file__).parent
    found = {
        file.relative_to(root).as_posix()
        for file in root.rglob("*.py")
        if "whatever_lies(" in file.read_text(encoding="utf-8")
    }
    assert found == {
        "search/indexing.py",  # how many entries wait: a number
        "search/texts.py",  # how many files wait
        "storage/walls.py",
        "verification.py",  # whether the trail is the one that is remembered: its seals
        "workspace.py",  # the end of the trail, to be remembered
    }


def test_three_rooms_write_through_the_walls() -> None:
    root = Path(tables.__file__).parent
    found = {
        file.relative_to(root).as_posix()
        for file in root.rglob("*.py")
        if "through_walls(" in file.read_text(encoding="utf-8")
    }
    assert found == {
        "concerns/leaving.py",  # what the last who saw it leaves behind goes to a partner
        "conflicts/commands.py",  # the matches of a check
        "merging/moves.py",  # the rows of a client that is another
        "storage/walls.py",
    }
