"""The log against what the trail vouches for: what was written fits, and what was altered behind its back is named."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from app.contactlog.vouched import unlike_the_trail
from app.storage.engine import writer
from app.workspace import Workspace
from tests.support import Cli

MAIL = """From: nora@example.com
To: office@example.com
Date: Mon, 16 Nov 2026 10:00:00 -0800
Message-ID: <one@example.com>
Subject: The lease

Here is the lease.
"""
VERSION = "UPDATE entry_versions SET content = replace(content, '{}', 'never') WHERE entry_id = :id AND version = {}"


@pytest.fixture
def log(cli: Cli, tmp_path: Path) -> dict[str, UUID]:
    """Entries of every kind: plain, with all that hangs on one, amended twice, brought by a mail."""
    attached = tmp_path / "lease.txt"
    attached.write_text("the lease")
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe", "--email", "nora@example.com")
    cli(
        "matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe", "--number", "00001"
    )
    news = cli("develop", "--matter", "00001", "--kind", "ruling", "--text", "The motion is denied").json[
        "id"
    ]
    base = ("log", "--matter", "00001", "--channel", "phone", "--direction", "out", "--summary")
    full = (
        *("--tells", news, "--tag", "ruling", "--tag", "lease", "--participant", "Nora Whitcombe, client"),
        *("--participant", "Ivo Lang, interpreter", "--follow-up", "Nora: send the lease @ 2026-12-01"),
        *("--attach", str(attached), "--advice", "Appeal, or not", "--duration", "12"),
    )
    made = {
        "plain": cli(*base, "Called").json["id"],
        "full": cli(*base, "Told her  of the ruling\nand why", *full).json["id"],
        "amended": cli(*base, "Called twice", "--tag", "b", "--tag", "a").json["id"],
    }
    cli("amend", made["amended"], "--reason", "It was once", "--summary", "Called once")
    cli("amend", made["amended"], "--reason", "Her brother", "--participant", "Otto, brother")
    mail = tmp_path / "one.eml"
    mail.write_text(MAIL)
    assert cli("import", str(mail)).json["totals"]["created"]["entries"] == 1
    return {name: UUID(one) for name, one in made.items()}


def unlike(workspace: Workspace) -> list[tuple[UUID, str]]:
    with workspace.read() as reader:
        return [tuple(one) for one in unlike_the_trail(reader)]


def tamper(workspace: Workspace, statement: str, **values: object) -> None:
    with writer(workspace.vault.engine).begin() as connection:
        assert connection.execute(text(statement), values).rowcount == 1


def test_what_was_written_fits(log: dict[str, UUID], workspace: Workspace) -> None:
    told: list[tuple[int, int]] = []
    with workspace.read() as reader:
        assert list(unlike_the_trail(reader, lambda done, all_: told.append((done, all_)))) == []
    assert told == [(4, 4)]


@pytest.mark.parametrize(
    ("which", "statement", "reason"),
    [
        (
            "plain",
            "UPDATE contact_entries SET summary = 'Never' WHERE id = :id",
            "version 1 is not as it was written",
        ),
        (
            "full",
            "UPDATE participants SET name = 'Eve' WHERE entry_id = :id AND position = 1",
            "version 1 is not as it was written",
        ),
        (
            "full",
            "UPDATE attachments SET sha256 = 'aa' WHERE entry_id = :id",
            "version 1 is not as it was written",
        ),
        (
            "full",
            "UPDATE entry_developments SET telling = 'brought' WHERE entry_id = :id",
            "version 1 is not as it was written",
        ),
        (
            "amended",
            "UPDATE contact_entries SET summary = 'Never' WHERE id = :id",
            "it says something else than its newest version",
        ),
        (
            "amended",
            VERSION.format("twice", 1),
            "version 1 is not as it was written",
        ),
        (
            "amended",
            VERSION.format("once", 2),
            "version 2 is not as it was written",
        ),
        ("amended", "DELETE FROM entry_versions WHERE entry_id = :id AND version = 2", "it is missing"),
        ("plain", "DELETE FROM contact_entries WHERE id = :id", "it is missing"),
    ],
)
def test_what_was_altered_is_named(
    log: dict[str, UUID], workspace: Workspace, which: str, statement: str, reason: str
) -> None:
    tamper(workspace, statement, id=log[which].hex)
    assert (log[which], reason) in unlike(workspace)


def test_an_entry_that_a_mail_brought_is_vouched_for_as_well(
    log: dict[str, UUID], workspace: Workspace
) -> None:
    tamper(workspace, "UPDATE contact_entries SET summary = 'Never' WHERE channel = 'email'")
    ((entry_id, reason),) = unlike(workspace)
    assert entry_id not in log.values()
    assert reason == "version 1 is not as it was written"


def test_an_entry_put_in_from_outside_is_named(log: dict[str, UUID], workspace: Workspace) -> None:
    tamper(
        workspace,
        "UPDATE contact_entries SET id = :other WHERE id = :id",
        id=log["plain"].hex,
        other="f" * 32,
    )
    assert dict(unlike(workspace)) == {
        UUID("f" * 32): "the trail knows nothing of its version 1",
        log["plain"]: "it is missing",
    }


def test_verify_says_which_entry(cli: Cli, log: dict[str, UUID], workspace: Workspace) -> None:
    assert {one["name"]: one["ok"] for one in cli("verify").json["checks"]}["contact_log"]
    tamper(workspace, "UPDATE contact_entries SET summary = 'Never' WHERE id = :id", id=log["plain"].hex)
    ran = cli("verify")
    assert ran.status == 4
    (said,) = [one for one in ran.json["checks"] if one["name"] == "contact_log"]
    assert not said["ok"]
    assert str(log["plain"]) in said["detail"]
    assert "Never" not in json.dumps(ran.json)
