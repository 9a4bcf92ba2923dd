"""Who may do what: asked in commands, held by the last gate, and changed by another process at once."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from app.bootstrap import create_workspace, open_workspace
from app.clients.commands import ClientDetails, add_client
from app.clients.queries import list_clients
from app.clients.words import ClientKind
from app.figures.firm import figures
from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock, Refused
from app.kernel.rights import NONE, Right
from app.matters.commands import MatterDetails, open_matter
from app.owed.slipped.queries import slipped
from app.people.commands import NewColleague, PersonDetails, add_colleague, change_colleague
from app.people.queries import colleague
from app.people.rules import rights_of
from app.people.standing import change_role
from app.people.words import Role
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.storage.engine import writer
from app.vault import kdf
from app.workspace import Workspace
from tests.support import FIRM, MONDAY, PASSWORD

NORA = ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe")


def put(workspace: Workspace, what: str) -> None:
    """As another process would: past this workspace's commands."""
    with writer(workspace.vault.engine).begin() as connection:
        connection.execute(text(f"UPDATE colleagues SET {what}"))  # noqa: S608 # the test's own words


@pytest.mark.parametrize("role", list(Role))
def test_an_administrator_looks_after_the_vault_whatever_the_role(role: Role) -> None:
    assert rights_of(role, is_admin=True) >= {
        Right.PEOPLE,
        Right.FIRM,
        Right.AUDIT,
        Right.EXPORT,
        Right.BACKUP,
    }
    assert Right.PEOPLE not in rights_of(role, is_admin=False)
    assert (Right.WRITE in rights_of(role, is_admin=True)) == (role is not Role.READ_ONLY)
    assert (Right.RESTRICT in rights_of(role, is_admin=True)) == (role is Role.PARTNER)


def test_who_only_reads_has_no_right_at_all() -> None:
    assert rights_of(Role.READ_ONLY, is_admin=False) == NONE


def test_the_first_person_is_partner_and_administrator(tmp_path: Path) -> None:
    workspace, _ = create_workspace(
        tmp_path / "vault", PASSWORD, firm=FIRM, user="Ann", clock=FixedClock(MONDAY), cost=kdf.CHEAP
    )
    with workspace.read() as reader:
        row = colleague(reader, workspace.actor)
        assert reader.rights == frozenset(Right)
    assert (row.role, row.is_admin) == (Role.PARTNER, True)
    assert all(workspace.may(right) for right in Right)
    workspace.lock()


def test_a_role_taken_away_elsewhere_bites_at_the_next_write(workspace: Workspace) -> None:
    put(workspace, "role = 'read-only', is_admin = 0")
    assert workspace.may(Right.WRITE), "the window was not told yet"
    with pytest.raises(Refused) as caught, workspace.write() as tx:
        add_client(tx, NORA)
    assert caught.value.code == "not-allowed"
    assert "may read here" in caught.value.message
    assert not workspace.may(Right.WRITE)
    with workspace.read() as reader:
        assert list_clients(reader) == ()


def test_what_was_refused_is_not_committed_even_if_the_refusal_was_swallowed(workspace: Workspace) -> None:
    put(workspace, "role = 'read-only', is_admin = 0")
    with pytest.raises(Refused), workspace.write() as tx, suppress(Refused):
        add_client(tx, NORA)
    with workspace.read() as reader:
        assert list_clients(reader) == ()


def test_who_left_may_nothing_and_does_not_get_in(workspace: Workspace, vault_folder: Path) -> None:
    put(workspace, "active = 0")
    with pytest.raises(Refused), workspace.write() as tx:
        add_client(tx, NORA)
    with pytest.raises(CannotUnlock) as caught:
        open_workspace(vault_folder, PASSWORD, clock=FixedClock(MONDAY))
    assert caught.value.code == "not-here"


def test_the_firm_is_changed_by_partners_and_administrators(workspace: Workspace) -> None:
    with workspace.read() as reader:
        details = firm(reader).details
    for who, may in (
        ("'partner', is_admin = 0", True),
        ("'staff', is_admin = 1", True),
        ("'staff', is_admin = 0", False),
    ):
        put(workspace, f"role = {who}")
        if may:
            with workspace.write() as tx:
                change_firm(tx, details)
        else:
            with pytest.raises(Refused) as caught, workspace.write() as tx:
                change_firm(tx, details)
            assert "partner or an administrator" in caught.value.message


def test_title_and_number_are_ones_own_but_not_the_role(workspace: Workspace) -> None:
    put(workspace, "role = 'staff', is_admin = 0")
    with workspace.read() as reader:
        me = colleague(reader, workspace.actor)
    with workspace.write() as tx:
        change_colleague(tx, me.id, PersonDetails(me.name, "Paralegal", phone="510 555 0102"))
    with pytest.raises(Refused) as caught, workspace.write() as tx:
        change_colleague(tx, me.id, PersonDetails("Another", "Paralegal", phone="510 555 0102"))
    assert "Only an administrator" in caught.value.message
    with pytest.raises(Refused, match="Only an administrator"), workspace.write() as tx:
        change_role(tx, me.id, Role.PARTNER, None, {me.id})


def test_figures_of_a_person_are_for_partners_administrators_and_themselves(workspace: Workspace) -> None:
    with workspace.write() as tx:
        ruth = add_colleague(tx, NewColleague("Ruth Vale", Role.LAWYER))
        client = add_client(tx, NORA)
        for who, title in ((ruth, "Whitcombe"), (tx.actor, "Larkspur")):
            open_matter(tx, MatterDetails(title, (client,), responsible_id=who, opened_on=MONDAY.date()))
    eyes = Workspace(workspace.vault, workspace.clock, ruth, workspace.zone, workspace.announcer)
    with workspace.read() as reader:
        assert {one.key for one in figures(reader).people} == {ruth, workspace.actor}
        assert figures(reader, person_id=ruth).person == "Ruth Vale"
    with eyes.read() as reader:
        assert {one.key for one in figures(reader).people} == {ruth}
        assert figures(reader, person_id=ruth).person == "Ruth Vale"
        for ask in (figures, slipped):
            with pytest.raises(Refused, match="figures of other people"):
                ask(reader, person_id=workspace.actor)
