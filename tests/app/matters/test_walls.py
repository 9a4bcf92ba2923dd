"""Who may restrict a matter, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.kernel.clock import FixedClock
from app.kernel.errors import NotFound, Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.queries import count_matters, list_matters
from app.matters.walls import (
    change_wall,
    hand_over_walls,
    last_behind_walls,
    lift_wall,
    may_restrict,
    restrict_matter,
    wall_of,
)
from app.matters.words import MatterStatus
from app.people.commands import NewColleague, add_colleague
from app.people.models import Colleague
from app.people.words import Role
from app.workspace import Workspace


class Firm:
    """A firm of four, with one matter for which the lawyer answers."""

    def __init__(self, workspace: Workspace) -> None:
        self.partner = workspace
        with workspace.write() as tx:
            people = {
                name: add_colleague(tx, NewColleague(name, role), is_admin=name == "Ada")
                for name, role in (("Lou", Role.LAWYER), ("Sam", Role.STAFF), ("Ada", Role.READ_ONLY))
            }
            client = add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="W"))
            self.matter = open_matter(tx, MatterDetails("W v. X", (client,), responsible_id=people["Lou"]))
        self.lawyer, self.staff, self.admin = (
            Workspace(workspace.vault, workspace.clock, people[name], workspace.zone)
            for name in ("Lou", "Sam", "Ada")
        )

    def restrict(self, by: Workspace, *people: UUID, reason: str = "private") -> None:
        with by.write() as tx:
            restrict_matter(tx, self.matter, people, reason)

    def sees(self, who: Workspace) -> bool:
        with who.read() as reader:
            assert len(list_matters(reader)) == count_matters(reader, MatterStatus.OPEN)
            return bool(list_matters(reader, ids=[self.matter]))


@pytest.fixture
def firm(workspace: Workspace) -> Iterator[Firm]:
    return Firm(workspace)


def test_a_partner_may_and_the_responsible_lawyer(firm: Firm) -> None:
    for by in (firm.partner, firm.lawyer):
        firm.restrict(by, by.actor)
        assert [firm.sees(one) for one in (firm.partner, firm.lawyer, firm.staff, firm.admin)] == [
            by is firm.partner,
            by is firm.lawyer,
            False,
            False,
        ]
        with by.write() as tx:
            lift_wall(tx, firm.matter)
        assert all(firm.sees(one) for one in (firm.partner, firm.lawyer, firm.staff, firm.admin))


@pytest.mark.parametrize("who", ["staff", "admin"])
def test_nobody_else_may(firm: Firm, who: str) -> None:
    by: Workspace = getattr(firm, who)
    with pytest.raises(Refused, match="Only a partner"):
        firm.restrict(by, by.actor)
    with by.read() as reader:
        assert not may_restrict(reader, firm.matter)
    firm.restrict(firm.partner, firm.partner.actor, by.actor)
    for command in (lift_wall, lambda tx, it: change_wall(tx, it, [tx.actor], "mine")):
        with pytest.raises(Refused, match="Only a partner"), by.write() as tx:
            command(tx, firm.matter)


def test_an_administrator_has_no_eyes_beyond_their_own(firm: Firm) -> None:
    firm.restrict(firm.partner, firm.partner.actor)
    with pytest.raises(NotFound), firm.admin.write() as tx:
        lift_wall(tx, firm.matter)


@pytest.mark.parametrize(
    ("people", "reason", "code"),
    [
        ((), "x", "no-people"),
        (("lawyer",), "x", "not-yourself"),
        (("partner",), "  ", "no-reason"),
        (("partner", "gone"), "x", "has-left"),
    ],
)
def test_what_is_refused(firm: Firm, people: tuple[str, ...], reason: str, code: str) -> None:
    with firm.partner.write() as tx:
        gone = add_colleague(tx, NewColleague("Gone", Role.STAFF))
        tx.session.get_one(Colleague, gone).active = False
    ids = [gone if name == "gone" else getattr(firm, name).actor for name in people]
    with pytest.raises(Refused) as refusal:
        firm.restrict(firm.partner, *ids, reason=reason)
    assert refusal.value.code == code


def test_who_is_taken_off_sees_it_no_more(firm: Firm) -> None:
    firm.restrict(firm.partner, firm.partner.actor, firm.staff.actor)
    assert firm.sees(firm.staff)
    with pytest.raises(Refused, match="already"):
        firm.restrict(firm.partner, firm.partner.actor)
    with firm.partner.write() as tx:
        change_wall(tx, firm.matter, [firm.partner.actor, firm.lawyer.actor], "another reason")
    assert firm.sees(firm.lawyer)
    assert not firm.sees(firm.staff)
    with firm.lawyer.write() as tx, pytest.raises(Refused, match="Name yourself"):
        change_wall(tx, firm.matter, [firm.partner.actor], "x")


def test_who_leaves_as_the_last_one_hands_over(firm: Firm) -> None:
    firm.restrict(firm.lawyer, firm.lawyer.actor)
    with firm.admin.read() as reader:
        assert last_behind_walls(reader.session, firm.lawyer.actor) == 1
        assert last_behind_walls(reader.session, firm.staff.actor) == 0
    with firm.admin.write() as tx:
        assert hand_over_walls(tx, firm.lawyer.actor, firm.staff.actor) == 1
        assert last_behind_walls(tx.session, firm.lawyer.actor) == 0
    assert firm.sees(firm.staff)
    assert not firm.sees(firm.admin)
    with firm.staff.write() as tx, pytest.raises(Refused, match="administrator"):
        hand_over_walls(tx, firm.lawyer.actor, firm.staff.actor)


def test_a_look_is_recorded_once_in_a_quarter_of_an_hour(firm: Firm) -> None:
    def looks() -> int:
        with firm.partner.read() as reader:
            found = reader.session.connection().exec_driver_sql(
                "SELECT count(*) FROM audit_events WHERE action = 'viewed'"
            )
            return int(found.scalar_one())

    firm.partner.viewed(firm.matter)
    assert looks() == 0  # everybody's
    firm.restrict(firm.partner, firm.partner.actor)
    firm.partner.viewed(firm.matter)
    firm.partner.viewed(firm.matter)
    assert looks() == 1
    firm.partner.clock = FixedClock(firm.partner.clock.now() + timedelta(minutes=16))
    firm.partner.viewed(firm.matter)
    assert looks() == 2
    with firm.partner.read() as reader:
        wall = wall_of(reader, firm.matter)
    assert wall is not None
    assert wall.reason == "private"
