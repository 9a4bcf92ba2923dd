"""People with passwords: who comes, what they may, and that who leaves opens no later state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import SessionTransaction

from app.audit.queries import EventFilter, events
from app.bootstrap import create_workspace, open_workspace, recover_workspace
from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.forms import NewFollowUp
from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock, Invalid, LiaisonError, MachineTrouble, NotFound, Refused
from app.kernel.rights import Right
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.sheet import matter_sheet
from app.matters.walls import change_wall, restrict_matter, wall_of
from app.owed.handover import leaving
from app.owed.handover.left_with import left_with
from app.people import users
from app.people.commands import NewColleague, PersonDetails, add_colleague
from app.people.standing import NewUser
from app.people.words import Role
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.storage import cipher
from app.vault import header as headers
from app.vault import kdf, passwords
from app.vault.lock import WindowLock
from app.vault.recovery import RecoveryKey
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.support import FIRM, MONDAY, PASSWORD, USER

CLOCK = FixedClock(MONDAY)
TOM = NewUser("Tom Baker", Role.STAFF)


def let_in(workspace: Workspace, new: NewUser = TOM, word: str = "tom's own") -> UUID:
    return users.add_user(workspace, new, word, cost=kdf.CHEAP)


@contextmanager
def signed_in(folder: Path, name: str, password: str) -> Iterator[Workspace]:
    workspace = open_workspace(folder, password, user=name, clock=CLOCK)
    try:
        yield workspace
    finally:
        workspace.lock()


def row(workspace: Workspace, user_id: UUID) -> users.UserRow:
    with workspace.read() as reader:
        return next(one for one in users.users(reader, workspace.vault) if one.id == user_id)


def refused(call: object, *given: object, **named: object) -> str:
    with pytest.raises(LiaisonError) as caught:
        call(*given, **named)  # type: ignore[operator] # every one of these is a function
    return caught.value.code


def test_a_new_user_signs_in_by_name_and_may_what_the_role_may(
    workspace: Workspace, vault_folder: Path
) -> None:
    tom = let_in(workspace)
    with signed_in(vault_folder, "tom baker", "tom's own") as his:
        assert his.actor == tom
        assert his.may(Right.WRITE)
        assert not his.may(Right.PEOPLE)
        assert refused(let_in, his, NewUser("Eve", Role.PARTNER, is_admin=True)) == "not-allowed"
    assert refused(open_workspace, vault_folder, "tom's own", clock=CLOCK) == "which-user"
    assert refused(open_workspace, vault_folder, "tom's own", user=USER, clock=CLOCK) == "wrong-password"


def test_somebody_already_on_the_list_gets_a_password_under_the_same_id(workspace: Workspace) -> None:
    with workspace.write() as tx:
        known = add_colleague(tx, NewColleague("Tom Baker", Role.LAWYER, "Associate"))
    assert not row(workspace, known).signs_in
    assert let_in(workspace, NewUser("TOM BAKER", Role.STAFF, is_admin=True)) == known
    found = row(workspace, known)
    assert (found.signs_in, found.role, found.is_admin, found.job_title) == (
        True,
        Role.STAFF,
        True,
        "Associate",
    )
    assert refused(let_in, workspace) == "user-exists"


def test_a_crash_before_the_slot_is_mended_by_adding_again(
    workspace: Workspace, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(passwords, "add_user", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            let_in(workspace)
    assert [one.signs_in for one in _all(workspace)] == [True, False]
    tom = let_in(workspace)
    assert [one.id for one in _all(workspace) if one.signs_in] == [workspace.actor, tom]
    with signed_in(vault_folder, "Tom Baker", "tom's own"):
        pass


def _all(workspace: Workspace) -> tuple[users.UserRow, ...]:
    with workspace.read() as reader:
        return users.users(reader, workspace.vault)


def test_the_firm_always_keeps_an_administrator_who_can_sign_in(workspace: Workspace) -> None:
    with workspace.write() as tx:  # an administrator in name alone does not count
        add_colleague(tx, NewColleague("Ann", Role.PARTNER), is_admin=True)
    me = workspace.actor
    assert refused(users.change_role, workspace, me, is_admin=False) == "last-administrator"
    tom = let_in(workspace, NewUser("Tom Baker", Role.LAWYER, is_admin=True))
    users.change_role(workspace, me, role=Role.STAFF, is_admin=False)
    assert refused(users.change_role, workspace, tom, is_admin=False) == "not-allowed"
    assert (row(workspace, me).role, row(workspace, me).is_admin) == (Role.STAFF, False)


def test_a_role_changed_bites_in_a_workspace_that_is_open(workspace: Workspace, vault_folder: Path) -> None:
    tom = let_in(workspace)
    with signed_in(vault_folder, "Tom Baker", "tom's own") as his:
        users.change_role(workspace, tom, role=Role.READ_ONLY)
        with pytest.raises(Refused), his.write() as tx:
            add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="W"))


def test_ones_own_password_is_changed_with_the_old_one(workspace: Workspace, vault_folder: Path) -> None:
    assert refused(users.change_own_password, workspace, "wrong", "a new one") == "wrong-password"
    assert refused(users.change_own_password, workspace, PASSWORD, "") == "password-empty"
    users.change_own_password(workspace, PASSWORD, "a new one")
    assert refused(open_workspace, vault_folder, PASSWORD, clock=CLOCK) == "wrong-password"
    with signed_in(vault_folder, USER, "a new one"):
        pass


def test_guessing_the_old_password_is_slowed_down_as_signing_in_is(workspace: Workspace) -> None:
    for _ in range(3):
        assert refused(users.change_own_password, workspace, "wrong", "x") == "wrong-password"
    assert refused(users.change_own_password, workspace, PASSWORD, "x") == "too-many-tries"


def test_an_administrator_resets_a_forgotten_password(workspace: Workspace, vault_folder: Path) -> None:
    tom = let_in(workspace)
    for _ in range(5):
        with pytest.raises(CannotUnlock):
            open_workspace(vault_folder, "?", user="Tom Baker", clock=CLOCK)
    users.reset_password(workspace, tom, "another")
    with signed_in(vault_folder, "Tom Baker", "another") as his:
        assert refused(users.reset_password, his, workspace.actor, "mine now") == "not-allowed"
    assert refused(users.reset_password, workspace, workspace.actor, "x") == "oneself"
    assert (
        refused(open_workspace, vault_folder, "tom's own", user="Tom Baker", clock=CLOCK) == "wrong-password"
    )


@contextmanager
def somebody_writes(workspace: Workspace) -> Iterator[None]:
    """Another program holds the vault's write lock, and nobody waits for long."""
    other = cipher.connect(workspace.vault.data_file, workspace.vault.database_key())
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def _done(workspace: Workspace) -> list[str]:
    with workspace.read() as reader:
        return [one.action for one in events(reader, EventFilter()).rows]


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who finds the vault busy says so at once."""
    monkeypatch.setattr(cipher, "BUSY_SECONDS", 0.05)


def test_no_password_changes_that_the_trail_cannot_have(
    hasty: None, workspace: Workspace, vault_folder: Path, tmp_path: Path
) -> None:
    tom = let_in(workspace)
    workspace.lock()
    again = open_workspace(vault_folder, PASSWORD, user=USER, clock=CLOCK)
    with somebody_writes(again):
        assert refused(users.reset_password, again, tom, "stolen") == "busy"
        assert refused(users.change_own_password, again, PASSWORD, "another") == "busy"
    assert not {"password reset", "password changed"} & set(_done(again))
    assert refused(open_workspace, vault_folder, "stolen", user="Tom Baker", clock=CLOCK) == "wrong-password"
    assert refused(open_workspace, vault_folder, "another", user=USER, clock=CLOCK) == "wrong-password"
    again.lock()


def test_no_recovery_that_the_trail_cannot_have(hasty: None, with_key: tuple[Workspace, RecoveryKey]) -> None:
    workspace, key = with_key
    folder = workspace.vault.folder
    named = {"user": USER, "new_password": "thief", "clock": CLOCK}
    with somebody_writes(workspace):
        assert refused(recover_workspace, folder, str(key), **named) == "busy"
    assert "recovered" not in _done(workspace)
    assert refused(open_workspace, folder, "thief", clock=CLOCK) == "wrong-password"
    with signed_in(folder, USER, PASSWORD):
        pass


@pytest.mark.parametrize("step", ["header", "commit"])
def test_a_disk_that_fails_leaves_the_password_before(
    workspace: Workspace, vault_folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    tom = let_in(workspace)

    def full(*_: object, **__: object) -> None:
        raise MachineTrouble("disk-full", "Full.")

    really, seen = passwords.SlotChange.put, []

    def put_and_fill(change: passwords.SlotChange) -> None:
        really(change)
        seen.append(headers.read(vault_folder).slots == change.slots)
        broken.setattr(SessionTransaction, "commit", full)

    with monkeypatch.context() as broken:
        if step == "header":
            broken.setattr(headers, "write", full)
        else:
            broken.setattr(passwords.SlotChange, "put", put_and_fill)
        assert refused(users.reset_password, workspace, tom, "another") == "disk-full"
    assert seen == ([True] if step == "commit" else [])
    assert "password reset" not in _done(workspace)
    with signed_in(vault_folder, "Tom Baker", "tom's own"):
        pass


def test_who_is_removed_opens_no_later_state_and_stays_in_the_records(
    workspace: Workspace, vault_folder: Path
) -> None:
    tom, ann = let_in(workspace), let_in(workspace, NewUser("Ann", Role.LAWYER), "ann's own")
    with signed_in(vault_folder, "Tom Baker", "tom's own") as his, his.write() as tx:
        add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe"))
    before, key = headers.read(vault_folder), bytes(workspace.vault.database_key())
    leaving.remove_user(workspace, tom)
    found = row(workspace, tom)
    assert (found.name, found.active, found.signs_in, found.left_at) == ("Tom Baker", False, False, MONDAY)
    assert bytes(workspace.vault.database_key()) != key
    assert headers.read(vault_folder).epoch == before.epoch + 1
    assert refused(open_workspace, vault_folder, "tom's own", user="Tom Baker", clock=CLOCK) == "no-such-user"
    with signed_in(vault_folder, "Ann", "ann's own") as hers:
        assert hers.actor == ann
        assert all(check.ok for check in verify_workspace(hers))
    assert refused(leaving.remove_user, workspace, tom) == "already-left"
    assert refused(users.change_role, workspace, tom, role=Role.PARTNER) == "has-left"
    assert refused(users.reset_password, workspace, tom, "x") == "has-left"


def test_who_was_removed_can_come_back_as_the_one_they_were(workspace: Workspace, vault_folder: Path) -> None:
    tom = let_in(workspace)
    leaving.remove_user(workspace, tom)
    assert let_in(workspace, word="again") == tom
    with signed_in(vault_folder, "Tom Baker", "again") as his:
        assert row(his, tom).left_at is None


def test_nobody_removes_themselves_or_without_the_right(workspace: Workspace, vault_folder: Path) -> None:
    let_in(workspace)
    assert refused(leaving.remove_user, workspace, workspace.actor) == "oneself"
    with signed_in(vault_folder, "Tom Baker", "tom's own") as his:
        assert refused(leaving.remove_user, his, workspace.actor) == "not-allowed"
        assert refused(users.new_recovery_key, his, RecoveryKey.new()) == "not-allowed"
    assert headers.read(vault_folder).epoch == 1


def test_who_never_signed_in_is_only_taken_off_the_list(workspace: Workspace, vault_folder: Path) -> None:
    with workspace.write() as tx:
        gone = add_colleague(tx, NewColleague("Old Hand", Role.LAWYER))
    leaving.remove_user(workspace, gone)
    assert not row(workspace, gone).active
    assert headers.read(vault_folder).epoch == 1


def test_a_removal_that_is_cancelled_leaves_everything_as_it_was(
    workspace: Workspace, vault_folder: Path
) -> None:
    tom = let_in(workspace)

    def stop(*_: object) -> None:
        raise Refused("cancelled", "Stopped.")

    assert refused(leaving.remove_user, workspace, tom, progress=stop) == "cancelled"
    assert row(workspace, tom).active
    with signed_in(vault_folder, "Tom Baker", "tom's own"):
        pass


def test_another_name_is_signed_in_with_from_then_on(workspace: Workspace, vault_folder: Path) -> None:
    tom = let_in(workspace)
    users.change_person(workspace, tom, PersonDetails("Tom Baker-Lee", "Clerk"))
    with signed_in(vault_folder, "Tom Baker-Lee", "tom's own") as his:
        assert (row(his, tom).name, row(his, tom).job_title) == ("Tom Baker-Lee", "Clerk")
    assert refused(open_workspace, vault_folder, "tom's own", user="Tom Baker", clock=CLOCK) == "no-such-user"


@pytest.fixture
def with_key(tmp_path: Path) -> Iterator[tuple[Workspace, RecoveryKey]]:
    workspace, key = create_workspace(
        tmp_path / "keyed", PASSWORD, firm=FIRM, user=USER, clock=CLOCK, cost=kdf.CHEAP
    )
    yield workspace, key
    workspace.lock()


def test_the_recovery_key_gives_a_new_password_and_a_new_one_ends_the_old(
    with_key: tuple[Workspace, RecoveryKey],
) -> None:
    workspace, key = with_key
    folder = workspace.vault.folder
    named = {"user": USER, "new_password": "remembered", "clock": CLOCK}
    assert refused(recover_workspace, folder, str(key), **{**named, "user": "Nobody"}) == "no-such-user"
    recover_workspace(folder, str(key), **named).lock()  # type: ignore[arg-type] # as named above
    fresh = RecoveryKey.new()
    users.new_recovery_key(workspace, fresh)
    assert refused(recover_workspace, folder, str(key), **named) == "wrong-recovery-key"
    recover_workspace(folder, str(fresh), **named).lock()  # type: ignore[arg-type] # as named above


def test_who_recovers_a_firm_without_an_administrator_becomes_one(
    with_key: tuple[Workspace, RecoveryKey],
) -> None:
    workspace, key = with_key
    let_in(workspace)
    with workspace.write() as tx:
        from app.people.models import Colleague

        me = tx.session.get(Colleague, workspace.actor)
        assert me is not None
        me.is_admin = False
    again = recover_workspace(
        workspace.vault.folder, str(key), user="Tom Baker", new_password="new", clock=CLOCK
    )
    assert row(again, again.actor).is_admin
    again.lock()


def test_while_another_window_is_open_nobody_is_removed(workspace: Workspace, vault_folder: Path) -> None:
    import subprocess
    import sys

    from tests.support import ENVIRONMENT

    tom = let_in(workspace)
    code = (
        "import sys; from pathlib import Path; from app.vault.lock import WindowLock\n"
        "from app.kernel.clock import SystemClock\n"
        "held = WindowLock.take(Path(sys.argv[1]), SystemClock()); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(vault_folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Refused) as caught:
            leaving.remove_user(workspace, tom)
        assert (caught.value.code, "another Liaison window" in caught.value.message) == ("still-open", True)
        other.communicate("")
    with WindowLock.take(vault_folder, CLOCK):  # one's own window is no reason
        leaving.remove_user(workspace, tom)


def test_what_stands_in_the_name_of_who_left_is_listed_and_given_to_nobody_else_who_left(
    workspace: Workspace,
) -> None:
    tom = let_in(workspace)
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe"))
        his = open_matter(tx, MatterDetails("Lease", (client,), responsible_id=tom))
        other = open_matter(tx, MatterDetails("Estate", (client,)))
        set_plan(tx, NewPlan(other, 14, IntervalUnit.DAY, by_id=tom))
        add_follow_up(tx, his, NewFollowUp("Tom Baker", "Send the letters"))
    leaving.remove_user(workspace, tom)
    with workspace.read() as reader:
        left = left_with(reader, tom)
        nothing = left_with(reader, workspace.actor)
        sheet = matter_sheet(reader, his)
    assert [(one.title, one.as_responsible, one.as_contact, one.gives_updates) for one in left.matters] == [
        ("Lease", True, False, False),
        ("Estate", False, False, True),
    ]
    assert (left.update_plans, left.follow_ups, nothing.nothing) == (1, 1, True)
    with workspace.write() as tx:  # what else changes may change
        edit_matter(tx, his, MatterDetails("Lease of Elm Street", (client,), responsible_id=tom))
    for details in (
        MatterDetails("Another", (client,), responsible_id=tom),
        MatterDetails("Another", (client,), point_of_contact_id=tom),
    ):
        with pytest.raises(Invalid) as caught, workspace.write() as tx:
            open_matter(tx, details)
        assert caught.value.code == "has-left"
    with pytest.raises(Refused) as refusal, workspace.write() as tx:
        set_plan(tx, NewPlan(his, 14, IntervalUnit.DAY, by_id=tom))
    assert refusal.value.code == "has-left"
    assert sheet.row.responsible == "Tom Baker"
    with pytest.raises(NotFound), workspace.write() as tx:
        set_plan(tx, NewPlan(his, 14, IntervalUnit.DAY, by_id=tx.new_id()))


@pytest.fixture
def toms_own(workspace: Workspace, vault_folder: Path) -> tuple[UUID, UUID]:
    """Tom, a partner, and the matter that he restricted to himself."""
    tom = let_in(workspace, NewUser("Tom Baker", Role.PARTNER))
    with signed_in(vault_folder, "Tom Baker", "tom's own") as his, his.write() as tx:
        client = add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe"))
        own = open_matter(tx, MatterDetails("Own", (client,)))
        restrict_matter(tx, own, [tom], "A partner's own")
    return tom, own


def test_no_restricted_matter_is_lost_with_the_last_who_could_open_it(
    workspace: Workspace, vault_folder: Path, toms_own: tuple[UUID, UUID]
) -> None:
    tom, own = toms_own
    ann = let_in(workspace, NewUser("Ann", Role.PARTNER), "ann's own")
    lou = let_in(workspace, NewUser("Lou", Role.LAWYER))
    assert refused(leaving.remove_user, workspace, tom) == "needs-successor"
    assert row(workspace, tom).active
    assert refused(leaving.remove_user, workspace, tom, successor=tom) == "oneself"
    assert refused(leaving.remove_user, workspace, tom, successor=lou) == "not-a-partner"
    with workspace.read() as reader:
        heirs = {one.id for one in leaving.successors(reader, workspace.vault, tom)}
    assert heirs == {workspace.actor, ann}
    leaving.remove_user(workspace, tom, successor=ann)
    with signed_in(vault_folder, "Ann", "ann's own") as hers, hers.read() as reader:
        wall = wall_of(reader, own)
        assert wall is not None
        assert [one for one, _ in wall.people] == [ann]
    with workspace.read() as reader:
        assert wall_of(reader, own) is None, "who removed him sees no more than before"


def test_an_administrator_who_is_no_partner_gets_through_no_wall_by_removing_somebody(
    workspace: Workspace, vault_folder: Path, toms_own: tuple[UUID, UUID]
) -> None:
    tom, own = toms_own
    let_in(workspace, NewUser("Ada", Role.STAFF, is_admin=True), "ada's own")
    with signed_in(vault_folder, "Ada", "ada's own") as hers:
        assert refused(leaving.remove_user, hers, tom, successor=hers.actor) == "not-a-partner"
        with hers.read() as reader:
            assert wall_of(reader, own) is None
    assert row(workspace, tom).active


def test_who_cannot_sign_in_counts_as_nobody_who_could_open_a_matter(
    workspace: Workspace, vault_folder: Path, toms_own: tuple[UUID, UUID]
) -> None:
    tom, own = toms_own
    with workspace.write() as tx:
        ghost = add_colleague(tx, NewColleague("Gus Ghost", Role.PARTNER))
    with signed_in(vault_folder, "Tom Baker", "tom's own") as his, his.write() as tx:
        change_wall(tx, own, [tom, ghost], "both")
    with workspace.read() as reader:
        assert leaving.needs_successor(reader, workspace.vault, tom) == 1
    assert refused(leaving.remove_user, workspace, tom) == "needs-successor"
    assert refused(leaving.remove_user, workspace, tom, successor=ghost) == "not-a-partner"


def test_who_comes_back_finds_no_wall_open(
    workspace: Workspace, vault_folder: Path, toms_own: tuple[UUID, UUID]
) -> None:
    tom, own = toms_own
    with signed_in(vault_folder, "Tom Baker", "tom's own") as his, his.write() as tx:
        change_wall(tx, own, [tom, workspace.actor], "both")
    leaving.remove_user(workspace, tom)
    assert let_in(workspace, NewUser("Tom Baker", Role.READ_ONLY), "again") == tom
    with signed_in(vault_folder, "Tom Baker", "again") as his, his.read() as reader:
        assert wall_of(reader, own) is None
    with workspace.read() as reader:
        wall = wall_of(reader, own)
        assert wall is not None
        assert [one for one, _ in wall.people] == [workspace.actor]
    assert all(check.ok for check in verify_workspace(workspace))
