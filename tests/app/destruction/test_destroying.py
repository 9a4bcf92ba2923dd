"""What is destroyed is nowhere in the vault any more, all else is as it was, and the trail still holds."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import IntegrityError

from app.audit.models import AuditCut
from app.backups.routine import back_up_now
from app.clients.queries import list_clients
from app.deeds.details import deed_details
from app.destruction import tables
from app.destruction.queries import Certificate, certificates
from app.search.asking import parse
from app.search.searching import search
from app.storage import wall_views
from app.storage.base import Base
from app.storage.engine import writer
from app.vault.container import read_beginning
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.app.destruction.conftest import DUE, Firm, rows
from tests.app.destruction.pages import decrypted, every_byte
from tests.journeys.secret_matter import CANARY, NUMBER

WORD = CANARY.lower().encode()
GROW = {"audit_events", "audit_bodies", "audit_cuts", "audit_keys", "destructions", "severed_links"}
"""What the destruction itself writes."""
CHANGE = {"vault_identity", "register_mark", "owed_changes", "search_state", "contact_entries", "backup_runs"}
"""Key, marks that something changed, the state of the index; entries that were linked to what is gone."""


def certificate(firm: Firm) -> Certificate:
    with firm.workspace.read() as reader:
        (found,) = certificates(reader, firm.numbers[0])
    return found


def failing(workspace: Workspace) -> list[str]:
    return [one.detail for one in verify_workspace(workspace) if not one.ok]


def test_before_it_the_word_is_in_the_file(due: Firm) -> None:
    assert every_byte(due.workspace).count(CANARY.encode()) > 10
    assert failing(due.workspace) == []


def test_no_byte_of_it_is_left(destroyed: Firm) -> None:
    found = every_byte(destroyed.workspace)
    assert b"CREATE TABLE" in found, "the pages are read"
    assert WORD not in found.lower(), "the index folds words"


def test_nor_in_a_backup_made_since(destroyed: Firm, tmp_path: object) -> None:
    made = back_up_now(destroyed.workspace).made
    assert made is not None
    beginning = read_beginning(made.file)
    database = made.file.with_name("database")
    database.write_bytes(made.file.read_bytes()[beginning.start :])
    found = decrypted(database, bytes(destroyed.workspace.vault.database_key()))
    database.unlink()
    assert b"CREATE TABLE" in found
    assert WORD not in found.lower()


def test_every_check_is_passed(destroyed: Firm) -> None:
    assert failing(destroyed.workspace) == []


def test_nothing_else_is_lost(destroyed: Firm) -> None:
    said, after = certificate(destroyed).says, rows(destroyed.workspace)
    assert after.keys() == destroyed.before.keys()
    for table, before in destroyed.before.items():
        if table in GROW | CHANGE or table.startswith("search_index"):
            continue
        gone = [row for row in before if row not in set(after[table])]
        assert [row for row in after[table] if row not in set(before)] == [], table
        assert len(gone) == said.tables.get(table, 0), table
    for table in GROW - {"audit_bodies"}:
        assert set(destroyed.before[table]) <= set(after[table]), table
    assert (
        len(after["contact_entries"])
        == len(destroyed.before["contact_entries"]) - said.tables["contact_entries"]
    )
    bodies = dict(destroyed.before["audit_bodies"])
    cut = {row[0] for row in after["audit_cuts"]}
    assert {seq: body for seq, body in after["audit_bodies"] if seq in bodies and seq not in cut} == {
        seq: body for seq, body in bodies.items() if seq not in cut
    }


def test_the_certificate_says_what_went_and_no_word_of_it(destroyed: Firm) -> None:
    found = certificate(destroyed)
    assert (found.number, found.destroyed_at, found.reason) == (1, DUE, "The partners decided it")
    said = found.says
    assert (said.matter, said.clients) == (NUMBER, ())
    assert said.rule == "7 years from closing"
    assert said.tables["matters"] == 1
    assert said.tables["attachments"] == len(said.files)
    assert (hashlib.sha256(CANARY.encode()).hexdigest(), len(CANARY)) in said.files
    assert [one.name for one in said.outlived.backups] == [destroyed.backup.file.name]
    gone_by = said.outlived.backups[0].gone_by
    assert gone_by is not None
    assert gone_by > DUE.date()
    assert CANARY not in repr(found)


def test_the_client_of_another_matter_stays(destroyed: Firm) -> None:
    said = certificate(destroyed).says
    assert (said.clients_erased, said.clients_kept) == (0, 1)
    with destroyed.workspace.read() as reader:
        assert list_clients(reader)


def test_what_stays_is_found_and_what_went_is_not(destroyed: Firm) -> None:
    assert search(destroyed.workspace, parse(CANARY, DUE.date())).rows == ()
    assert search(destroyed.workspace, parse("answered here, too", DUE.date())).rows, (
        "of the matter that stays"
    )


def test_every_table_that_belongs_to_a_matter_is_thought_of() -> None:
    walled = {table.name for table in wall_views.walled()} | wall_views.BY_HAND.keys()
    assert walled <= tables.handled(), "say in app/destruction/tables.py what becomes of it"
    of_client = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(key.column.table.name == "clients" for key in table.foreign_keys)
    }
    assert of_client <= tables.handled()


def test_an_event_says_under_which_certificate_it_lost_its_details(destroyed: Firm) -> None:
    with destroyed.workspace.read() as reader:
        seq = reader.session.scalar(select(AuditCut.seq).limit(1))
        assert seq is not None
        values = deed_details(reader, seq).values
    assert [one.after for one in values] == ["Destroyed under certificate 1"]


@pytest.fixture
def writing(destroyed: Firm) -> Connection:
    with writer(destroyed.workspace.vault.engine).connect() as connection:
        yield connection
        connection.rollback()


def test_details_are_not_deleted_without_a_cut(writing: Connection) -> None:
    with pytest.raises(IntegrityError, match="only grows"):
        writing.execute(text("DELETE FROM audit_bodies WHERE seq = (SELECT max(seq) FROM audit_bodies)"))


@pytest.mark.parametrize("change", ["UPDATE audit_cuts SET certificate = 9", "DELETE FROM audit_cuts"])
def test_a_cut_stays(writing: Connection, change: str) -> None:
    with pytest.raises(IntegrityError, match="only grows"):
        writing.execute(text(change))


def test_who_cuts_behind_the_programs_back_is_found_out(destroyed: Firm) -> None:
    """A cut of one's own, booked on the certificate that is there, and the body deleted."""
    with writer(destroyed.workspace.vault.engine).begin() as connection:
        seq = connection.scalar(text("SELECT max(seq) FROM audit_bodies WHERE body NOT LIKE '%\"cuts\"%'"))
        body = connection.scalar(text("SELECT body FROM audit_bodies WHERE seq = :seq"), {"seq": seq})
        connection.execute(text("INSERT INTO audit_cuts VALUES (:seq, 1, NULL)"), {"seq": seq})
        connection.execute(text("DELETE FROM audit_bodies WHERE seq = :seq"), {"seq": seq})
    said = failing(destroyed.workspace)
    with writer(destroyed.workspace.vault.engine).begin() as connection:
        connection.execute(text("DROP TRIGGER audit_cuts_no_delete"))
        connection.execute(text("DELETE FROM audit_cuts WHERE seq = :seq"), {"seq": seq})
        connection.execute(text("INSERT INTO audit_bodies VALUES (:seq, :body)"), {"seq": seq, "body": body})
    assert len(said) == 1
    assert "details of event" in said[0]
