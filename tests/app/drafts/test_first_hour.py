from __future__ import annotations

from pathlib import Path

from app.bootstrap import create_workspace, open_workspace
from app.drafts.first_hour import Step, begin_first_hour, end_first_hour, settle_step, steps_left
from app.kernel.clock import FixedClock
from app.people import users
from app.people.standing import NewUser
from app.people.words import Role
from app.vault import kdf
from app.workspace import Workspace
from tests.support import FIRM, MONDAY, PASSWORD, USER


def _left(workspace: Workspace) -> tuple[Step, ...]:
    with workspace.read() as reader:
        return steps_left(reader)


def test_each_step_is_settled_once_and_the_last_ends_it(workspace: Workspace) -> None:
    assert _left(workspace) == ()
    with workspace.write() as tx:
        begin_first_hour(tx)
    assert _left(workspace) == tuple(Step)
    for number, step in enumerate(Step, start=1):
        for _ in range(2):  # again changes nothing
            with workspace.write() as tx:
                settle_step(tx, step)
        assert _left(workspace) == tuple(Step)[number:]


def test_whoever_skips_it_is_still_asked_for_the_key(workspace: Workspace) -> None:
    with workspace.write() as tx:
        begin_first_hour(tx)
    with workspace.write() as tx:
        end_first_hour(tx)
    assert _left(workspace) == (Step.KEY,)
    with workspace.write() as tx:
        settle_step(tx, Step.KEY)
    with workspace.write() as tx:
        end_first_hour(tx)
    assert _left(workspace) == ()


def test_it_begins_with_the_vault_and_outlives_a_lock(tmp_path: Path) -> None:
    clock = FixedClock(MONDAY)
    made, _ = create_workspace(
        tmp_path / "vault", PASSWORD, firm=FIRM, user=USER, is_guided=True, clock=clock, cost=kdf.CHEAP
    )
    with made.write() as tx:
        settle_step(tx, Step.KEY)
    users.add_user(made, NewUser("David Finch", Role.LAWYER), "trout lamp orbit fifty-one", cost=kdf.CHEAP)
    made.lock()
    again = open_workspace(tmp_path / "vault", PASSWORD, user=USER, clock=clock)
    assert _left(again) == tuple(Step)[1:]
    again.lock()
    another = open_workspace(
        tmp_path / "vault", "trout lamp orbit fifty-one", user="David Finch", clock=clock
    )
    assert _left(another) == (), "it is of who made the vault"
    another.lock()
