"""The audit chain over a new database key: one chain, sealed by each key in its turn (VAULT.md, "Audit trail")."""

from __future__ import annotations

import dataclasses
import threading
import time
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.audit.trail import Fault, Head, head
from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.kernel.clock import FixedClock
from app.kernel.errors import LiaisonError, Refused
from app.kernel.events import Changed
from app.storage.engine import writer
from app.storage.transaction import Recorded, Transaction
from app.vault import anchors
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.support import PASSWORD, Cli


def add(workspace: Workspace, count: int = 1) -> None:
    for number in range(count):
        with workspace.write() as tx:
            add_client(tx, ClientDetails(ClientKind.ORGANISATION, company=f"Company {number}"))


def end(workspace: Workspace) -> Head:
    with workspace.read() as reader:
        return head(reader.session)


def fault(workspace: Workspace, *awaited: Head) -> Fault | None:
    with workspace.read() as reader:
        return workspace.trail.check(reader.session, anchors=awaited)


def tamper(workspace: Workspace, *statements: str) -> None:
    """What somebody with the key and another program could do: drop the triggers first."""
    with writer(workspace.vault.engine).begin() as connection:
        names = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%audit%'")
        )
        for name in names.scalars().all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        for statement in statements:
            connection.execute(text(statement))


@pytest.fixture
def rotated(workspace: Workspace) -> Workspace:
    """A vault with three stretches of the chain under three keys."""
    for _ in range(2):
        add(workspace, 3)
        workspace.rotate("asked for")
    add(workspace, 3)
    return workspace


def test_the_chain_is_whole_over_two_rotations(rotated: Workspace) -> None:
    assert rotated.vault.epoch == 3
    assert fault(rotated, end(rotated)) is None
    assert all(check.ok for check in verify_workspace(rotated))


def test_the_rotation_is_the_first_link_under_the_new_key(workspace: Workspace) -> None:
    before = end(workspace).seq
    workspace.rotate("Bob left")
    with workspace.read() as reader:
        row = reader.session.execute(
            text(
                "SELECT action, object_kind, body FROM audit_events JOIN audit_bodies USING (seq) WHERE seq = :seq"
            ),
            {"seq": before + 1},
        ).one()
        keys = reader.session.execute(text("SELECT epoch, last_seq FROM audit_keys")).all()
    assert tuple(row) == ("rotated", "vault", '{"epoch":2,"reason":"Bob left"}')
    assert [tuple(key) for key in keys] == [(1, before)]


def test_anchors_of_before_hold(workspace: Workspace) -> None:
    add(workspace, 3)
    anchor = end(workspace)
    workspace.rotate("asked for")
    assert fault(workspace, anchor) is None
    tamper(workspace, "DELETE FROM audit_bodies", "DELETE FROM audit_events WHERE action = 'rotated'")
    assert fault(workspace, anchor) is None
    tamper(workspace, "DELETE FROM audit_events WHERE seq = (SELECT max(seq) FROM audit_events)")
    assert fault(workspace, anchor) == Fault(anchor.seq, "cut off")


def test_the_end_is_remembered_outside_at_once(workspace: Workspace) -> None:
    workspace.rotate("asked for")
    known = anchors.read(workspace.vault.id, workspace.vault.folder)
    assert (known[-1].seq, known[-1].mac) == (end(workspace).seq, end(workspace).mac)


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_an_event_changed_in_any_stretch_is_found(rotated: Workspace, nth: int) -> None:
    seq = 4 * nth
    tamper(rotated, f"UPDATE audit_events SET action = 'viewed' WHERE seq = {seq}")  # noqa: S608 a number
    assert fault(rotated) == Fault(seq, "altered")


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("DELETE FROM audit_keys WHERE epoch = 1", 1),
        ("UPDATE audit_keys SET key = zeroblob(32) WHERE epoch = 1", 1),
        ("UPDATE audit_keys SET key = 'words' WHERE epoch = 1", 1),
        ("UPDATE audit_keys SET last_seq = last_seq - 1 WHERE epoch = 1", None),
        ("UPDATE audit_keys SET last_seq = last_seq + 1 WHERE epoch = 1", None),
        ("UPDATE audit_keys SET last_seq = 'words' WHERE epoch = 1", None),
    ],
)
def test_an_earlier_key_that_was_tampered_with_fits_nothing(
    rotated: Workspace, statement: str, seq: int | None
) -> None:
    tamper(rotated, statement)
    found = fault(rotated)
    assert found is not None
    assert found.reason == "altered"
    assert seq in {None, found.seq}


@pytest.mark.parametrize("change", ["DELETE FROM audit_keys", "UPDATE audit_keys SET last_seq = 0"])
def test_the_list_of_keys_only_grows(rotated: Workspace, change: str) -> None:
    with pytest.raises(Exception, match="only grows"), writer(rotated.vault.engine).begin() as connection:
        connection.execute(text(change))


def test_who_had_an_earlier_key_cannot_append_under_it(rotated: Workspace) -> None:
    """The key of the first epoch, that a colleague who left may have kept, seals no event of today."""
    with rotated.read() as reader:
        key = reader.session.execute(text("SELECT key FROM audit_keys WHERE epoch = 1")).scalar_one()
    forger = type(rotated.trail)(key, rotated.vault.id)
    with writer(rotated.vault.engine).begin() as connection, Session(connection) as session:
        forger.record(
            session, rotated.actor, rotated.clock.now(), [Recorded("viewed", "matter", uuid4(), {})]
        )
        session.commit()
    assert fault(rotated) == Fault(end(rotated).seq, "altered")


def test_a_check_tells_how_far_it_is_and_can_be_stopped(rotated: Workspace) -> None:
    told: list[tuple[int, int]] = []
    with rotated.read() as reader:
        assert (
            rotated.trail.check(reader.session, told=lambda done, whole: told.append((done, whole))) is None
        )
    assert told[-1] == (end(rotated).seq, end(rotated).seq)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), rotated.read() as reader:
        rotated.trail.check(reader.session, told=stop)
    assert fault(rotated) is None


def test_what_is_done_with_it_is_committed_with_it_or_not(workspace: Workspace) -> None:
    heard: list[Changed] = []
    workspace.announcer.listen(heard.extend)
    before = end(workspace).seq

    def change(tx: Transaction) -> None:
        add_client(tx, ClientDetails(ClientKind.ORGANISATION, company="Larkspur"))

    workspace.rotate("asked for", change=change)
    assert {one.kind for one in heard} == {"vault", "client"}
    assert end(workspace).seq == before + 2

    def change_and_fail(tx: Transaction) -> None:
        change(tx)
        raise Refused("no", "No.")

    with pytest.raises(Refused):
        workspace.rotate("asked for", change=change_and_fail)
    assert (workspace.vault.epoch, end(workspace).seq) == (2, before + 2)


def test_a_vault_is_opened_and_goes_on_after_it(
    rotated: Workspace, vault_folder: Path, clock: FixedClock
) -> None:
    rotated.lock()
    again = open_workspace(vault_folder, PASSWORD, clock=clock)
    add(again)
    assert fault(again) is None
    again.lock()


def test_who_may_not_change_the_people_may_not_rotate(workspace: Workspace) -> None:
    with writer(workspace.vault.engine).begin() as connection:
        connection.execute(text("UPDATE colleagues SET is_admin = 0"))
    with pytest.raises(Refused) as caught:
        workspace.rotate("asked for")
    assert caught.value.code == "not-allowed"
    assert workspace.vault.epoch == 1


def test_rotate_on_the_command_line(cli: Cli, vault_folder: Path) -> None:
    ran = cli("rotate", "--reason", "every year")
    assert (ran.status, ran.json) == (0, {"epoch": 2})
    assert cli("verify").status == 0
    assert cli("rotate").json == {"epoch": 3}
    assert sorted(path.name for path in vault_folder.glob("data-*.db")) == ["data-3.db"]


def test_an_anchor_that_was_acknowledged_counts_no_more(workspace: Workspace) -> None:
    """An older copy was put back on purpose: from then on, what was after it is not awaited."""
    add(workspace, 3)
    older, now = end(workspace), workspace.clock.now()
    vault = workspace.vault
    anchors.keep(vault.id, vault.folder, anchors.Anchor(older.seq + 5, bytes(32), now))
    assert not all(check.ok for check in verify_workspace(workspace))
    known = anchors.read(vault.id, vault.folder)
    anchors.keep(
        vault.id, vault.folder, dataclasses.replace(known[-1], seq=older.seq, mac=older.mac, restored=True)
    )
    assert all(check.ok for check in verify_workspace(workspace))
    assert len(anchors.read(vault.id, vault.folder)) == len(known) + 1, "the evidence stays"


def test_who_waits_in_the_same_window_goes_on_with_the_new_key(workspace: Workspace) -> None:
    """The worker that saves while another thread gives the vault its new key: it is saved, under that key."""
    found: list[str] = []
    start = threading.Event()

    def save() -> None:
        start.wait()
        try:
            add(workspace)
            found.append("saved")
        except LiaisonError as error:
            found.append(error.code)

    waiting = [threading.Thread(target=save) for _ in range(4)]
    for one in waiting:
        one.start()

    def change(_: Transaction) -> None:
        start.set()
        time.sleep(0.2)  # they have their connections by now, and wait for the write lock

    workspace.rotate("asked for", change=change)
    for one in waiting:
        one.join()
    assert found == ["saved"] * 4
    assert workspace.vault.epoch == 2
    assert fault(workspace) is None
