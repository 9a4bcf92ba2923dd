"""Whatever is done to the audit trail behind the program's back, the check says where (PRACTICE J3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from app.audit.trail import Fault, Head, head
from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.storage.engine import writer
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.support import Cli

EVENTS = 10
DOUBLED = (
    "INSERT INTO audit_events SELECT 11, at, actor_id, action, object_kind, object_id, body_hash, mac, mac "
    "FROM audit_events WHERE seq = 10"
)


@pytest.fixture
def written(workspace: Workspace) -> Workspace:
    """A vault whose trail has ten events."""
    for number in range(EVENTS - 2):  # two are the firm and the person of the made vault
        with workspace.write() as tx:
            add_client(tx, ClientDetails(ClientKind.ORGANISATION, company=f"Company {number}"))
    return workspace


def tamper(workspace: Workspace, *statements: str) -> None:
    """What somebody with the key and another program could do: drop the triggers first."""
    with writer(workspace.vault.engine).begin() as connection:
        for name in triggers(connection):
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        for statement in statements:
            connection.execute(text(statement))


def triggers(connection: Connection) -> list[str]:
    found = connection.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%audit%'")
    )
    return [str(name) for name in found.scalars()]


def fault(workspace: Workspace, *anchors: Head) -> Fault | None:
    with workspace.read() as reader:
        return workspace.trail.check(reader.session, anchors=anchors)


def end(workspace: Workspace) -> Head:
    with workspace.read() as reader:
        return head(reader.session)


def test_an_untouched_trail_is_whole(written: Workspace) -> None:
    assert end(written).seq == EVENTS
    assert fault(written, end(written), Head(0, bytes(32))) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET action = 'viewed' WHERE seq = 4",
        "DELETE FROM audit_events WHERE seq = 4",
        "DELETE FROM audit_events WHERE seq = 10",
        "UPDATE audit_bodies SET body = '{}' WHERE seq = 4",
        DOUBLED.replace("11", "12"),
    ],
)
def test_the_triggers_refuse(written: Workspace, statement: str) -> None:
    with pytest.raises(Exception, match="audit"), writer(written.vault.engine).begin() as connection:
        connection.execute(text(statement))
    assert fault(written) is None


TAMPERED = {
    "an action": (["UPDATE audit_events SET action = 'viewed' WHERE seq = 4"], Fault(4, "altered")),
    "an actor": (["UPDATE audit_events SET actor_id = zeroblob(16) WHERE seq = 4"], Fault(4, "altered")),
    "an actor who is none": (["UPDATE audit_events SET actor_id = 'x' WHERE seq = 6"], Fault(6, "altered")),
    "a seal of words": (["UPDATE audit_events SET mac = 'x' WHERE seq = 6"], Fault(6, "altered")),
    "a digest of words": (["UPDATE audit_events SET body_hash = 'x' WHERE seq = 6"], Fault(6, "altered")),
    "a body of bytes": (["UPDATE audit_bodies SET body = zeroblob(9) WHERE seq = 6"], Fault(6, "altered")),
    "a time": (
        ["UPDATE audit_events SET at = '2020-01-01 00:00:00.000000' WHERE seq = 1"],
        Fault(1, "altered"),
    ),
    "a seal": (["UPDATE audit_events SET mac = zeroblob(32) WHERE seq = 10"], Fault(10, "altered")),
    "a body": (["UPDATE audit_bodies SET body = '{}' WHERE seq = 7"], Fault(7, "its details were altered")),
    "one gone": (
        ["DELETE FROM audit_bodies WHERE seq = 4", "DELETE FROM audit_events WHERE seq = 4"],
        Fault(4, "missing"),
    ),
    "the first gone": (
        ["DELETE FROM audit_bodies WHERE seq = 1", "DELETE FROM audit_events WHERE seq = 1"],
        Fault(1, "missing"),
    ),
    "one gone and the others moved up": (
        [
            "DELETE FROM audit_bodies",
            "DELETE FROM audit_events WHERE seq = 4",
            "UPDATE audit_events SET seq = -seq",
            "UPDATE audit_events SET seq = CASE WHEN seq < -4 THEN -seq - 1 ELSE -seq END",
        ],
        Fault(4, "altered"),
    ),
    "two swapped": (
        [
            "DELETE FROM audit_bodies",
            "UPDATE audit_events SET seq = 99 WHERE seq = 5",
            "UPDATE audit_events SET seq = 5 WHERE seq = 6",
            "UPDATE audit_events SET seq = 6 WHERE seq = 99",
        ],
        Fault(5, "altered"),
    ),
    "one doubled at the end": (
        [DOUBLED],
        Fault(11, "altered"),
    ),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_the_check_says_which_event(written: Workspace, name: str) -> None:
    statements, found = TAMPERED[name]
    tamper(written, *statements)
    assert fault(written) == found
    said = next(check for check in verify_workspace(written) if check.name == "audit_trail")
    assert not said.ok
    assert f"vent {found.seq} " in said.detail, "the number of the event"
    if found.seq == 1:
        assert "It is the first of the trail." in said.detail
    else:
        assert (
            f"Up to event {found.seq - 1}, of 23 November 2026 at 11:00, the trail is whole." in said.detail
        )


def test_a_cut_tail_shows_by_an_anchor_alone(written: Workspace) -> None:
    anchor = end(written)
    tamper(written, "DELETE FROM audit_bodies WHERE seq > 7", "DELETE FROM audit_events WHERE seq > 7")
    assert fault(written) is None, "a chain cannot see its own tail cut"
    assert fault(written, anchor) == Fault(8, "cut off")


def test_a_tail_written_anew_shows_by_an_anchor(written: Workspace) -> None:
    """Who holds the key can forge what is not anchored; what is anchored not."""
    anchor = end(written)
    tamper(written, "DELETE FROM audit_bodies WHERE seq > 7", "DELETE FROM audit_events WHERE seq > 7")
    for number in range(4):
        with written.write() as tx:
            add_client(tx, ClientDetails(ClientKind.ORGANISATION, company=f"Forged {number}"))
    assert fault(written) is None
    assert fault(written, anchor) == Fault(10, "not the trail that was anchored")


def test_verify_on_the_command_line_is_status_4_and_names_the_event(
    cli: Cli, written: Workspace, vault_folder: Path
) -> None:
    tamper(written, "UPDATE audit_events SET action = 'viewed' WHERE seq = 4")
    ran = cli("verify")
    assert ran.status == 4
    assert not ran.json["ok"]
    (said,) = [check for check in ran.json["checks"] if not check["ok"]]
    assert (said["name"], said["ok"]) == ("audit_trail", False)
    assert said["detail"] == (
        "Event 4 was changed after it was written. Up to event 3, of 23 November 2026 at 11:00, the trail is whole."
    )
    assert json.dumps(ran.json)
