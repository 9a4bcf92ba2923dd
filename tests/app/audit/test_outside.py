"""What is remembered outside the vault: an end that was cut, an older folder put back, by number; and accepting one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.audit.signing import Way
from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.deeds.queries import Wanted, deeds
from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock, Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.walls import restrict_matter
from app.storage import cipher
from app.storage.engine import writer
from app.vault import anchors, attempts, failures, unwritten
from app.vault.anchors import EVENTS_BETWEEN, KEPT, Anchor
from app.verification import accept_older, check_trail, older_state, verify_workspace
from app.workspace import Workspace
from tests.support import MONDAY, PASSWORD, USER, Cli


def add(workspace: Workspace, *names: str) -> None:
    for name in names:
        with workspace.write() as tx:
            add_client(tx, ClientDetails(first_name=name, last_name="Whitcombe"))


def kept(workspace: Workspace) -> int:
    """The furthest end that this machine remembers."""
    return max((one.seq for one in anchors.read(workspace.vault.id, workspace.vault.folder)), default=0)


def put_back(older: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(older, folder)


@pytest.fixture
def replayed(vault_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """Four events; then the folder with the first two of them is put back."""
    shutil.copytree(vault_folder, tmp_path / "older")
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    add(workspace, "Nora", "Silas")
    workspace.lock()
    put_back(tmp_path / "older", vault_folder)
    clock.advance(timedelta(hours=1))
    again = open_workspace(vault_folder, PASSWORD, clock=clock)
    yield again
    again.lock()


def test_the_end_is_remembered_at_once_and_every_so_many_events(
    workspace: Workspace, clock: FixedClock
) -> None:
    assert kept(workspace) == 0
    workspace.sign_in(Way.WINDOW)
    assert kept(workspace) == 3, "a kill right after leaves today's end, not yesterday's"
    add(workspace, "Nora")
    assert kept(workspace) == 3, "a save seldom pays for it"
    add(workspace, *[f"Client {number}" for number in range(EVENTS_BETWEEN - 1)])
    assert kept(workspace) == 3 + EVENTS_BETWEEN


def test_the_end_is_remembered_when_ten_minutes_have_passed(workspace: Workspace, clock: FixedClock) -> None:
    add(workspace, "Nora", "Silas")
    assert kept(workspace) == 3
    clock.advance(timedelta(minutes=9))
    workspace.anchor_if_due()
    assert kept(workspace) == 3
    clock.advance(timedelta(minutes=1))
    workspace.anchor_if_due()
    assert kept(workspace) == 4
    clock.advance(timedelta(hours=1))
    workspace.anchor_if_due()
    assert len(anchors.read(workspace.vault.id, workspace.vault.folder)) == 2, (
        "nothing new, nothing to remember"
    )


def test_a_cut_tail_is_told_by_its_number(workspace: Workspace) -> None:
    add(workspace, *[f"Client {number}" for number in range(5)])
    workspace.anchor_now()
    with writer(workspace.vault.engine).begin() as connection:
        for name in ("audit_events_no_delete", "audit_bodies_no_update", "audit_bodies_no_delete"):
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("DELETE FROM audit_bodies WHERE seq > 5"))
        connection.execute(text("DELETE FROM audit_events WHERE seq > 5"))
    said = older_state(workspace)
    assert said is not None
    assert said.startswith(
        "Event 6 and what came after it are missing: on 23 November 2026 there were 7 events, now there are 5."
    )
    found = check_trail(workspace)
    assert (found.ok, found.detail) == (False, said)


def test_an_older_folder_is_told_at_every_unlock(replayed: Workspace) -> None:
    assert (older_state(replayed) or "").startswith("Event 3 and what came after it are missing")
    add(replayed, "Olga", "Piers", "Ann")
    assert (older_state(replayed) or "").startswith(
        "Event 3 is not the one that was remembered outside the vault"
    )


def test_an_older_folder_that_is_there_on_purpose_is_accepted_with_a_reason(replayed: Workspace) -> None:
    add(replayed, "Olga", "Piers", "Ann")
    with pytest.raises(Refused, match="why"):
        accept_older(replayed, "  ")
    accept_older(replayed, "the disk failed on Monday")
    assert older_state(replayed) is None
    found = check_trail(replayed)
    assert found.ok, found.detail
    with replayed.read() as reader:
        (row,) = deeds(reader, Wanted(action="accepted older")).rows
    assert row.event.body == {"lost_from": 3, "lost_to": 4, "reason": "the disk failed on Monday"}
    with pytest.raises(Refused, match="nothing to accept"):
        accept_older(replayed, "once more")


def test_what_was_accepted_does_not_excuse_the_next(
    replayed: Workspace, vault_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    accept_older(replayed, "the disk failed on Monday")
    replayed.lock()
    shutil.copytree(vault_folder, tmp_path / "accepted")
    clock.advance(timedelta(hours=1))
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    add(workspace, "Olga")
    workspace.lock()
    put_back(tmp_path / "accepted", vault_folder)
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    assert "are missing" in (older_state(workspace) or "")
    workspace.vault.lock()


def test_the_command_line_tells_of_it_and_accepts_it(
    replayed: Workspace, cli: Cli, vault_folder: Path
) -> None:
    replayed.lock()
    ran = cli("clients")
    assert ran.status == 0
    assert "Event 3" in ran.err
    assert "--accept-older" in ran.err
    assert cli("verify").status == 4
    ran = cli("verify", "--accept-older", "the disk failed on Monday")
    assert ran.status == 0, ran.out
    assert ran.json["ok"]
    ran = cli("clients")
    assert "--accept-older" not in ran.err
    ran = cli("verify", "--accept-older", "again")
    assert (ran.status, ran.json["error"]["code"]) == (1, "not-older")


def test_old_anchors_are_thinned_but_never_what_was_accepted(tmp_path: Path, workspace: Workspace) -> None:
    vault, start = workspace.vault.id, MONDAY
    anchors.keep(vault, tmp_path, Anchor(1, b"a" * 32, start, restored=True))
    for number in range(2, 2 * KEPT + 40):
        anchors.keep(vault, tmp_path, Anchor(number, b"b" * 32, start + timedelta(hours=number)))
    known = anchors.read(vault, tmp_path)
    assert known[0].restored
    assert [one.seq for one in known[-KEPT:]] == list(range(KEPT + 40, 2 * KEPT + 40))
    older = known[1:-KEPT]
    assert len({one.at.date() for one in older}) == len(older) < 10, "one of each day"


def test_wrong_passwords_are_kept_until_somebody_gets_in(vault_folder: Path, clock: FixedClock) -> None:
    for wrong in ("guess", "another guess"):
        with pytest.raises(CannotUnlock):
            open_workspace(vault_folder, wrong, clock=clock)
        clock.advance(timedelta(minutes=1))
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    files = "".join(path.read_text() for path in attempts.state_folder().glob("failures-*"))
    assert "guess" not in files, "nothing of what was typed is kept"
    workspace.sign_in(Way.COMMAND_LINE)
    with workspace.read() as reader:
        rows = deeds(reader, Wanted(group="sign-ins")).rows
    assert [(row.event.action, row.event.at) for row in reversed(rows)] == [
        ("sign-in failed", MONDAY),
        ("sign-in failed", MONDAY + timedelta(minutes=1)),
        ("signed in", MONDAY + timedelta(minutes=2)),
    ]
    assert check_trail(workspace).ok
    workspace.lock()


def test_many_wrong_passwords_are_counted(workspace: Workspace) -> None:
    vault = workspace.vault.id
    for number in range(failures.KEPT + 20):
        failures.keep(vault, workspace.actor if number % 3 else None, MONDAY + timedelta(seconds=number))
    found = failures.read(vault)
    assert len(found) == failures.KEPT
    assert sum(one.times for one in found) == failures.KEPT + 20
    assert sum(one.times for one in found if one.slot is None) == 40
    failures.forget(vault, found[:-1])
    assert failures.read(vault) == found[-1:]
    failures._file(vault).write_text("no JSON")
    assert failures.read(vault) == ()


def test_a_sign_in_while_another_program_writes_is_written_later(
    vault_folder: Path, clock: FixedClock
) -> None:
    other = open_workspace(vault_folder, PASSWORD, clock=clock)
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    with other.write() as tx:
        add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        tx.session.flush()
        workspace.sign_in(Way.WINDOW)
        workspace.note_lock()  # waits for nobody
    other.vault.lock()
    workspace.anchor_if_due()
    with workspace.read() as reader:
        assert [row.event.action for row in deeds(reader, Wanted(group="sign-ins")).rows] == ["signed in"]
    workspace.lock()


def signed_in_or_viewed(workspace: Workspace) -> list[tuple[str, str]]:
    with workspace.read() as reader:
        rows = deeds(reader, Wanted()).rows
    return [(row.event.action, row.who) for row in rows if row.event.action in {"signed in", "viewed"}]


def test_what_was_done_while_the_trail_took_nothing_is_written_at_the_next_sign_in(
    workspace: Workspace, vault_folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody comes in, looks at a restricted matter and is gone while a program holds the write lock."""
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails("Whitcombe v. Tern", (client,)))
        restrict_matter(tx, matter, [workspace.actor], "our own")
    seen = clock.now()
    guest = open_workspace(vault_folder, PASSWORD, clock=clock)
    monkeypatch.setattr(cipher, "BUSY_SECONDS", 0.1)
    held = cipher.connect(workspace.vault.data_file, workspace.vault.database_key())
    held.execute("BEGIN IMMEDIATE")
    guest.sign_in(Way.WINDOW)
    guest.viewed(matter)
    guest.lock()
    held.execute("ROLLBACK")
    held.close()
    assert signed_in_or_viewed(workspace) == []
    made_up = unwritten._file(workspace.vault)
    made_up.write_bytes(
        made_up.read_bytes() + made_up.read_bytes().replace(b"matter", b"client") + b"no line\n"
    )
    clock.advance(timedelta(hours=1))
    workspace.sign_in(Way.WINDOW)
    assert signed_in_or_viewed(workspace) == [("signed in", USER), ("viewed", USER), ("signed in", USER)]
    with workspace.read() as reader:
        (viewed,) = deeds(reader, Wanted(action="viewed")).rows
    assert (viewed.event.at, viewed.event.object_id) == (seen, matter)
    assert not made_up.exists()
    assert check_trail(workspace).ok


def test_what_is_remembered_after_a_restore_under_a_fast_clock_counts(
    workspace: Workspace, tmp_path: Path
) -> None:
    vault = workspace.vault.id
    anchors.keep(vault, tmp_path, Anchor(40, b"a" * 32, MONDAY + timedelta(days=3650), restored=True))
    for seq in (50, 60):
        anchors.keep(vault, tmp_path, Anchor(seq, b"b" * 32, MONDAY + timedelta(hours=seq)))
    assert [one.seq for one in anchors.counting(anchors.read(vault, tmp_path))] == [40, 50, 60]


def test_a_damaged_line_takes_no_other_with_it(workspace: Workspace) -> None:
    vault, folder = workspace.vault.id, workspace.vault.folder
    add(workspace, "Nora")
    workspace.anchor_now()
    add(workspace, "Silas")
    workspace.anchor_now()
    file = anchors._file(vault, folder)
    before = [one.seq for one in anchors.read(vault, folder)]
    file.write_bytes(b"?" + file.read_bytes()[1:])
    assert [one.seq for one in anchors.read(vault, folder)] == before[1:]
    broken = file.read_bytes()
    add(workspace, "Olga")
    workspace.anchor_now()
    assert len(anchors.read(vault, folder)) == len(before)
    assert anchors._damaged(file).read_bytes() == broken
    (said,) = (one.detail for one in verify_workspace(workspace) if one.name == "audit_trail")
    assert "cannot be read any more" in said
