"""A backup once a day, kept by the rule, brought to the second place; what fails is told and stops nothing."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.backups import routine
from app.backups.commands import set_place, set_rule
from app.backups.models import BackupRun
from app.backups.queries import BackupState, FirmRule, backup_state, own_shelf
from app.backups.routine import KEPT_RUNS, back_up_now, daily, is_due
from app.bootstrap import open_workspace, restore_vault
from app.kernel.clock import FixedClock
from app.kernel.errors import Damaged, Invalid, LiaisonError, MachineTrouble, Refused
from app.vault import attempts, shelf
from app.vault.backup import default_file, restore, verify_backup
from app.vault.keeping import KeepingRule
from app.vault.machine import remembered_place
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.support import PASSWORD


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def state(workspace: Workspace) -> BackupState:
    with workspace.read() as reader:
        return backup_state(reader, workspace.vault)


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


@pytest.fixture
def second(workspace: Workspace, disk: Path) -> Path:
    with workspace.write() as tx:
        within = set_place(tx, workspace.vault, disk)
    assert within is not None
    return within


def test_the_first_unlocking_of_a_day_makes_one(workspace: Workspace, clock: FixedClock) -> None:
    assert is_due(workspace)
    made = daily(workspace).made
    assert made is not None
    assert verify_backup(made.file, workspace.vault) == made
    assert not is_due(workspace)
    assert daily(workspace).made is None
    clock.advance(timedelta(hours=12))  # 23:00 in California, and the next day in UTC
    assert not is_due(workspace)
    clock.advance(timedelta(hours=2))
    assert is_due(workspace)
    assert daily(workspace).made is not None
    assert len(names(own_shelf(workspace.vault))) == 2


def test_it_is_in_the_audit_trail_and_its_state_can_be_seen(workspace: Workspace, clock: FixedClock) -> None:
    before = state(workspace)
    assert (before.newest, before.entries, before.needs_care) == (None, None, False)
    daily(workspace)
    seen = state(workspace)
    assert seen.newest is not None
    assert (seen.newest.made_at, seen.entries, seen.failed, seen.is_late) == (clock.now(), 0, "", False)
    with workspace.vault.engine.connect() as connection:
        last = connection.exec_driver_sql(
            "SELECT action, body FROM audit_events JOIN audit_bodies USING (seq) ORDER BY seq DESC LIMIT 1"
        ).one()
    assert last[0] == "backed up"
    assert seen.newest.file.name in last[1]
    clock.advance(timedelta(days=3, minutes=1))
    assert state(workspace).is_late


def test_days_go_by_and_the_rule_keeps(workspace: Workspace, clock: FixedClock) -> None:
    with workspace.write() as tx:
        set_rule(tx, FirmRule(KeepingRule(daily=2, weekly=0, monthly=2), warn_days=5))
    other = own_shelf(workspace.vault)
    other.mkdir(exist_ok=True)
    (other / "2020-01-01-000000.liaison-backup").write_bytes(b"no backup of this vault")
    (other / "my own.liaison-backup").write_bytes(b"named by somebody")
    for _ in range(12):  # from Monday 23 November
        daily(workspace)
        clock.advance(timedelta(days=1))
    assert names(other) == [
        "2020-01-01-000000.liaison-backup",
        "2026-11-30-190000.liaison-backup",
        "2026-12-03-190000.liaison-backup",
        "2026-12-04-190000.liaison-backup",
        "my own.liaison-backup",
    ]
    assert state(workspace).rule == FirmRule(KeepingRule(2, 0, 2), 5)


def test_it_is_brought_to_the_second_place_and_kept_there_by_the_same_rule(
    workspace: Workspace, second: Path, clock: FixedClock
) -> None:
    with workspace.write() as tx:
        set_rule(tx, FirmRule(KeepingRule(daily=2, weekly=0, monthly=0)))
    for _ in range(3):
        outcome = daily(workspace)
        assert outcome.second is not None
        assert verify_backup(outcome.second, workspace.vault).audit_seq == outcome.made.audit_seq  # type: ignore[union-attr] # made
        clock.advance(timedelta(days=1))
    assert names(second) == names(own_shelf(workspace.vault))
    assert len(names(second)) == 2
    assert state(workspace).second_last == clock.now() - timedelta(days=1)


def test_a_disk_that_is_not_there_is_told_and_made_up_for(
    workspace: Workspace, second: Path, clock: FixedClock
) -> None:
    away = second.parent.with_name("away")
    second.parent.rename(away)
    outcome = daily(workspace)
    assert outcome.made is not None
    assert isinstance(outcome.second_problem, MachineTrouble)
    for _ in range(KEPT_RUNS + 5):
        clock.advance(timedelta(seconds=1))
        assert daily(workspace).second_problem is not None
    seen = state(workspace)
    assert "not there just now" in seen.second_failed
    assert not seen.needs_care
    with workspace.read() as reader:
        assert len(reader.session.scalars(select(BackupRun.id)).all()) == 1, "the same again is not another"
    away.rename(second.parent)
    outcome = daily(workspace)
    assert (outcome.made, outcome.second_problem) == (None, None)
    assert names(second) == names(own_shelf(workspace.vault))
    assert state(workspace).second_failed == ""


def test_an_empty_mount_point_is_not_the_disk(workspace: Workspace, second: Path) -> None:
    shutil.rmtree(second)
    assert isinstance(daily(workspace).second_problem, MachineTrouble)
    assert not second.exists(), "nothing is written onto the disk below"


def test_a_clock_that_was_put_years_ahead_for_a_day_hides_nothing_of_later_days(
    workspace: Workspace, second: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monday = clock.now()
    clock.advance(timedelta(days=800))
    daily(workspace)
    clock.set(monday + timedelta(days=1))
    outcome = daily(workspace)
    assert outcome.made is not None
    assert outcome.second == second / outcome.made.file.name, (
        "what is made today is brought, not what is of 2029"
    )
    seen = state(workspace)
    assert seen.newest is not None
    assert seen.newest.file == outcome.made.file
    assert seen.second_last == clock.now()
    clock.advance(timedelta(days=5))
    assert state(workspace).is_late

    def full(*_: object, **__: object) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    monkeypatch.setattr("app.vault.backup.backup", full)
    daily(workspace)
    assert state(workspace).failed == "The disk is full."


def test_two_vaults_may_share_a_place(workspace: Workspace, second: Path) -> None:
    with workspace.write() as tx:
        assert set_place(tx, workspace.vault, second.parent) == second
        assert set_place(tx, workspace.vault, second) == second
    assert second.name.endswith(workspace.vault.id.hex[-8:])


def test_the_place_is_this_machines_and_remembered_outside(
    workspace: Workspace, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert remembered_place(workspace.vault.id) == second
    assert state(workspace).place == second
    with monkeypatch.context() as other:
        other.setattr("app.backups.queries.machine_id", lambda: "another")
        assert state(workspace).place is None
    with workspace.write() as tx:
        set_place(tx, workspace.vault, None)
    assert remembered_place(workspace.vault.id) is None
    assert state(workspace).place is None


def test_what_is_not_committed_is_not_remembered(workspace: Workspace, second: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()

    def give_up(folder: Path | None) -> None:
        with workspace.write() as tx:
            set_place(tx, workspace.vault, folder)
            raise KeyError

    for folder in (tmp_path / "other", None):
        with pytest.raises(KeyError):
            give_up(folder)
        assert (remembered_place(workspace.vault.id), state(workspace).place) == (second, second)


def test_a_place_that_cannot_be_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    for folder in (workspace.vault.folder, workspace.vault.folder / "backups"):
        with pytest.raises(Refused), workspace.write() as tx:
            set_place(tx, workspace.vault, folder)
    with pytest.raises(MachineTrouble), workspace.write() as tx:
        set_place(tx, workspace.vault, tmp_path / "nowhere")
    (tmp_path / "file").touch()
    with pytest.raises(MachineTrouble), workspace.write() as tx:
        set_place(tx, workspace.vault, tmp_path / "file")


@pytest.mark.parametrize(
    "rule", [KeepingRule(0), KeepingRule(7, -1), KeepingRule(7, 4, 10_000), KeepingRule(7, 4, 12, 0)]
)
def test_a_rule_that_keeps_nothing_is_refused(workspace: Workspace, rule: KeepingRule) -> None:
    with pytest.raises(Invalid), workspace.write() as tx:
        set_rule(tx, FirmRule(rule))


def test_what_fails_is_told_and_nothing_goes(
    workspace: Workspace, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily(workspace)
    with workspace.write() as tx:
        set_rule(tx, FirmRule(KeepingRule(1, 0, 0)))
    clock.advance(timedelta(days=1))

    def fail(*_: object, **__: object) -> None:
        raise Damaged("backup-differs", "This backup does not hold what was copied.")

    with monkeypatch.context() as patched:
        patched.setattr(routine.room, "backup", fail)
        outcome = daily(workspace)
        assert isinstance(outcome.problem, LiaisonError)
        with pytest.raises(Damaged):
            back_up_now(workspace)
    seen = state(workspace)
    assert seen.failed == "This backup does not hold what was copied."
    assert seen.needs_care
    assert len(names(own_shelf(workspace.vault))) == 1, "the one before stays though the rule names one"
    assert daily(workspace).made is not None
    assert not state(workspace).needs_care


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system to forget what it holds of a file")
def test_what_came_to_the_second_place_is_read_back(
    workspace: Workspace, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.posix_fadvise

    def spoil(handle: int, *rest: int) -> None:
        (part,) = second.glob("*.part")
        content = bytearray(part.read_bytes())
        content[-1] ^= 1
        part.write_bytes(content)
        really(handle, *rest)

    monkeypatch.setattr(os, "posix_fadvise", spoil)
    outcome = daily(workspace)
    assert isinstance(outcome.second_problem, Damaged)
    assert names(second) == []
    assert outcome.made is not None


def test_one_from_before_an_update_is_named_so(workspace: Workspace) -> None:
    file = default_file(workspace.vault, before_update=True)
    routine.noted_backup(workspace, file)
    (one,) = shelf.on_shelf(own_shelf(workspace.vault), workspace.vault.id)
    assert (one.before_update, one.made_at, one.file) == (True, workspace.clock.now(), file)


def test_a_restored_one_brings_the_rule_along(
    workspace: Workspace, second: Path, tmp_path: Path, clock: FixedClock
) -> None:
    with workspace.write() as tx:
        set_rule(tx, FirmRule(KeepingRule(3, 3, 3)))
    made = daily(workspace).made
    assert made is not None
    moment: datetime = clock.now()
    restore(made.file, tmp_path / "anew", PASSWORD, clock=FixedClock(moment)).lock()
    assert names(second) == [made.file.name]


def test_after_a_change_of_the_key_there_is_another_one_on_the_same_day(
    workspace: Workspace, second: Path, clock: FixedClock
) -> None:
    daily(workspace)
    clock.advance(timedelta(hours=1))
    workspace.rotate("somebody left")
    assert is_due(workspace)
    outcome = daily(workspace)
    assert outcome.made is not None
    assert outcome.second is not None
    assert outcome.second_problem is None
    assert len(names(own_shelf(workspace.vault))) == 1, "of one day the newest stays"


def test_what_another_line_of_the_vault_wrote_since_is_not_taken_away(
    workspace: Workspace, second: Path, tmp_path: Path, clock: FixedClock
) -> None:
    with workspace.write() as tx:
        set_rule(tx, FirmRule(KeepingRule(1, 0, 0)))
    first = daily(workspace).made
    assert first is not None
    aside = tmp_path / first.file.name
    shutil.copy(first.file, aside)
    clock.advance(timedelta(days=1))
    newest = daily(workspace).made
    assert newest is not None
    assert names(second) == [newest.file.name]
    clock.advance(timedelta(hours=3))
    again = open_workspace(
        restore_vault(aside, tmp_path / "again", PASSWORD, clock=clock), PASSWORD, clock=clock
    )
    made = []
    for _ in range(3):
        outcome = daily(again)
        assert outcome.second is not None
        made.append(outcome.second.name)
        clock.advance(timedelta(days=1))
    assert names(second) == [newest.file.name, made[-1]], "its own go by the rule"
    verify_backup(second / newest.file.name, workspace.vault)
    again.rotate("its key is its own now")
    daily(again)
    clock.advance(timedelta(days=1))
    own = daily(again).second
    assert own is not None
    assert names(second) == [newest.file.name, own.name], "nor under another key; its own of before go"
    again.lock()


def test_the_trail_is_held_against_the_backups_in_the_second_place(
    workspace: Workspace, second: Path, clock: FixedClock, tmp_path: Path
) -> None:
    """An older copy of the whole folder is put back, on a computer that remembers nothing but where the disk is."""
    workspace.vault.engine.dispose()
    shutil.copytree(workspace.vault.folder, tmp_path / "older")
    clock.advance(timedelta(hours=1))
    with workspace.write() as tx:
        set_rule(tx, FirmRule(warn_days=9))
    assert daily(workspace).second is not None
    workspace.lock()
    for file in attempts.state_folder().glob("anchors-*"):
        file.unlink()
    older = open_workspace(tmp_path / "older", PASSWORD, clock=clock)
    (trail,) = (check for check in verify_workspace(older) if check.name == "audit_trail")
    assert not trail.ok
    older.lock()
