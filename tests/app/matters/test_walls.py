"""Who may restrict a matter, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.kernel.clock import FixedClock
from app.kernel.errors import Invalid, NotFound, Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.queries import count_matters, list_matters
from app.matters.sheet import matter_sheet
from app.matters.walls import (
    change_wall,
    hand_over_walls,
    last_behind_walls,
    leave_walls,
    lift_wall,
    may_restrict,
    restrict_matter,
    wall_of,
)
from app.matters.words import MatterStatus
from app.owed.handover.handing_over import NewHandOver, hand_over
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
        firm.restrict(by, by.actor, firm.partner.actor)
        assert [firm.sees(one) for one in (firm.partner, firm.lawyer, firm.staff, firm.admin)] == [
            True,
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
        (("partner",), "x" * 1001, "too-long"),
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


def edited(who: Workspace, matter: UUID, **changed: UUID | None) -> None:
    with who.write() as tx:
        edit_matter(tx, matter, replace(matter_sheet(tx.reader(), matter).details, **changed))  # type: ignore[arg-type] # ids of people


def test_nobody_gets_the_right_by_taking_the_matter_over(firm: Firm) -> None:
    edited(
        firm.staff, firm.matter, responsible_id=firm.staff.actor
    )  # as ever; but it is no lawyer's right then
    with pytest.raises(Refused, match="Only a partner"):
        firm.restrict(firm.staff, firm.staff.actor)
    with firm.staff.read() as reader:
        assert not may_restrict(reader, firm.matter)
    for before in (firm.staff.actor, None):
        edited(firm.partner, firm.matter, responsible_id=before)
        with pytest.raises(Invalid) as refusal:
            edited(firm.lawyer, firm.matter, responsible_id=firm.lawyer.actor)
        assert refusal.value.code == "not-by-yourself"
        with pytest.raises(Refused, match="Only a partner"):
            firm.restrict(firm.lawyer, firm.lawyer.actor, firm.partner.actor)
    edited(firm.partner, firm.matter, responsible_id=firm.staff.actor)
    with pytest.raises(Invalid), firm.lawyer.write() as tx:  # nor by the other way to give matters on
        hand_over(tx, NewHandOver(firm.staff.actor, firm.lawyer.actor))
    edited(firm.partner, firm.matter, responsible_id=firm.lawyer.actor)
    firm.restrict(firm.lawyer, firm.lawyer.actor, firm.partner.actor)


def test_in_a_firm_without_a_partner_lawyers_do_as_they_have_to(firm: Firm) -> None:
    with firm.partner.write() as tx:
        tx.session.get_one(Colleague, firm.partner.actor).role = Role.LAWYER
        tx.record("role changed", "colleague", firm.partner.actor)
    edited(firm.partner, firm.matter, responsible_id=firm.partner.actor)
    firm.restrict(firm.partner, firm.partner.actor)


def test_no_matter_vanishes_from_all_partners(firm: Firm) -> None:
    with pytest.raises(Refused) as refusal:
        firm.restrict(firm.lawyer, firm.lawyer.actor, firm.staff.actor)
    assert refusal.value.code == "no-partner"
    firm.restrict(firm.lawyer, firm.lawyer.actor, firm.partner.actor)
    with pytest.raises(Refused) as refusal, firm.lawyer.write() as tx:
        change_wall(tx, firm.matter, [firm.lawyer.actor], "mine now")
    assert refusal.value.code == "no-partner"
    assert firm.sees(firm.partner)


def _second_partner(firm: Firm) -> UUID:
    with firm.partner.write() as tx:
        return add_colleague(tx, NewColleague("Pat", Role.PARTNER))


def test_who_leaves_as_the_last_one_hands_over_to_a_partner_who_signs_in(firm: Firm) -> None:
    pat = _second_partner(firm)
    firm.restrict(firm.partner, firm.partner.actor, firm.lawyer.actor)
    slots = {firm.partner.actor, firm.lawyer.actor, firm.admin.actor, pat}
    leaver = firm.partner.actor
    with firm.admin.read() as reader:  # a lawyer is left, and no partner
        assert last_behind_walls(reader.session, leaver, slots) == 1
        assert last_behind_walls(reader.session, firm.lawyer.actor, slots) == 0
        assert last_behind_walls(reader.session, firm.staff.actor, slots) == 0
        assert last_behind_walls(reader.session, leaver, slots - {pat}) == 0, "no other partner signs in"
        assert last_behind_walls(reader.session, leaver, {firm.admin.actor}) == 1, "nobody else signs in"
    for heir in (firm.admin.actor, firm.lawyer.actor, firm.staff.actor):
        with pytest.raises(Refused) as refusal, firm.admin.write() as tx:
            hand_over_walls(tx, leaver, heir, slots)
        assert refusal.value.code == "not-a-partner"
    with pytest.raises(Refused, match="who can sign in"), firm.admin.write() as tx:
        hand_over_walls(tx, leaver, pat, {firm.admin.actor})
    with firm.admin.write() as tx:
        assert hand_over_walls(tx, leaver, pat, slots) == 1
        assert last_behind_walls(tx.session, leaver, slots) == 0
    assert not firm.sees(firm.admin)
    with firm.staff.write() as tx, pytest.raises(Refused, match="administrator"):
        hand_over_walls(tx, firm.lawyer.actor, pat, slots)


def test_who_leaves_is_named_behind_no_wall_any_more(firm: Firm) -> None:
    firm.restrict(firm.partner, firm.partner.actor, firm.lawyer.actor)
    with firm.admin.write() as tx:  # who does not see the matter
        leave_walls(tx, firm.lawyer.actor)
    assert not firm.sees(firm.lawyer)
    assert firm.sees(firm.partner)
    with firm.lawyer.write() as tx, pytest.raises(Refused, match="administrator"):
        leave_walls(tx, firm.partner.actor)


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
