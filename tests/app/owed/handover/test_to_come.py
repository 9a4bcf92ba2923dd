"""Hand-overs for a day to come that concern who leaves: called off or done at once with the removal, and told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.audit.models import AuditEvent
from app.clients.commands import ClientDetails, add_client
from app.contactlog.queries import untold_developments
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.kernel.rights import Right
from app.matters.commands import MatterDetails, open_matter
from app.matters.queries import list_matters
from app.owed.handover.handing_over import NewHandOver, foresee, hand_over
from app.owed.handover.leaving import remove_user
from app.owed.handover.left_with import left_with
from app.owed.handover.to_come import ToCome, to_come, without
from app.people.commands import NewColleague, add_colleague
from app.people.models import Colleague
from app.people.words import Role
from app.workspace import Workspace
from tests.support import MONDAY, USER, Cli
from ui.settings.removal import say_to_come

THEN = date(2026, 11, 30)


@dataclass(frozen=True)
class Firm:
    workspace: Workspace
    tom: UUID
    ann: UUID
    nora: UUID

    def give(self, giver: UUID, to: UUID, on: date = THEN) -> None:
        with self.workspace.write() as tx:
            hand_over(tx, NewHandOver(giver, to, on=on))

    def contact(self, days: int = 0) -> str:
        with self.workspace.read(as_of=MONDAY + timedelta(days=days)) as reader:
            (matter,) = list_matters(reader)
            assert matter.point_of_contact == matter.responsible
            return matter.point_of_contact

    def untold(self) -> list[str]:
        with self.workspace.read() as reader:
            return [one.text.partition(":")[2] for one in untold_developments(reader)]

    def removes_tom(self) -> tuple[ToCome, ...]:
        return remove_user(self.workspace, self.tom)


@pytest.fixture
def firm(workspace: Workspace) -> Firm:
    """Nora has the one matter."""
    with workspace.write() as tx:
        tom, ann, nora = (
            add_colleague(tx, NewColleague(name, Role.LAWYER))
            for name in ("Tom Ashgrove", "Ann Harbour", "Nora Brandt")
        )
        client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
        open_matter(
            tx,
            MatterDetails(
                "Lease", (client,), opened_on=tx.today, responsible_id=nora, point_of_contact_id=nora
            ),
        )
    return Firm(workspace, tom, ann, nora)


def test_what_was_to_come_to_them_is_called_off(firm: Firm) -> None:
    firm.give(firm.nora, firm.tom)
    with firm.workspace.read() as reader:
        found = to_come(reader, firm.tom)
    assert [one.said for one in found] == [
        f"00001 Lease: Nora Brandt stays {role} (it was to change on 30 November 2026)"
        for role in ("point of contact", "responsible lawyer")
    ]
    assert say_to_come(found).startswith("Settled with it: 00001 Lease: Nora Brandt stays")
    assert firm.removes_tom() == found
    assert (firm.contact(), firm.contact(30)) == ("Nora Brandt", "Nora Brandt")
    assert firm.untold() == [], "no client hears of what is not to be"
    with firm.workspace.read() as reader:
        actions = reader.session.scalars(select(AuditEvent.action).order_by(AuditEvent.seq)).all()
        assert actions[-2:] == ["settled to come", "removed"]
        assert to_come(reader, firm.tom) == ()


def test_what_was_to_go_from_them_goes_at_once(firm: Firm, clock: FixedClock) -> None:
    firm.give(firm.nora, firm.tom, date(2026, 11, 23))
    clock.advance(timedelta(hours=1))
    firm.give(firm.tom, firm.ann)
    assert firm.contact() == "Nora Brandt" or firm.contact(1) == "Tom Ashgrove"
    (first, _) = firm.removes_tom()
    assert (first.called_off, first.keeps) == (False, "Ann Harbour")
    with firm.workspace.read() as reader:
        (matter,) = list_matters(reader)
        assert matter.point_of_contact == "Ann Harbour"
    assert firm.untold() == [" Ann Harbour from 23 November 2026, in the place of Nora Brandt"]


def test_what_they_were_to_have_for_a_while_goes_to_the_next_one(firm: Firm) -> None:
    firm.give(firm.nora, firm.tom)
    firm.give(firm.tom, firm.ann, date(2026, 12, 7))
    firm.removes_tom()
    assert [firm.contact(days) for days in (0, 6, 8, 20)] == [
        "Nora Brandt", "Nora Brandt", "Ann Harbour", "Ann Harbour",
    ]  # fmt: skip


def test_on_the_command_line(firm: Firm, cli: Cli) -> None:
    firm.give(firm.nora, firm.tom)
    ran = cli("--user", USER, "users", "remove", "Tom Ashgrove").json
    assert [(one["matter"], one["called_off"], one["keeps"]) for one in ran["settled"]] == [
        ("00001", True, "Nora Brandt"),
        ("00001", True, "Nora Brandt"),
    ]
    assert ran["still_to_come"] == []
    assert ran["left_with"]["matters"] == []


def test_an_administrator_who_only_reads_settles_it_with_the_removal(firm: Firm) -> None:
    """It follows from the removal; nothing else may be written by them before or after."""
    firm.give(firm.nora, firm.tom)
    with firm.workspace.write() as tx:
        row = tx.session.get_one(Colleague, tx.actor)
        row.role, row.is_admin = Role.READ_ONLY, True
        tx.record("changed", "colleague", tx.actor)
    with firm.workspace.read() as reader:
        assert Right.WRITE not in reader.rights
        found = to_come(reader, firm.tom)
    assert firm.removes_tom() == found
    assert (firm.contact(), firm.contact(30)) == ("Nora Brandt", "Nora Brandt")
    assert firm.untold() == []
    with pytest.raises(Refused, match="read here"), firm.workspace.write() as tx:  # noqa: PT012 - before, in and after it
        with tx.following_from(Right.PEOPLE):
            tx.need(Right.WRITE)
        tx.need(Right.WRITE)


def test_what_is_said_of_it_names_the_first(firm: Firm) -> None:
    firm.give(firm.nora, firm.tom)
    with firm.workspace.read() as reader:
        found = to_come(reader, firm.tom)
    assert say_to_come(()) == ""
    many = tuple(replace(found[0], number=str(number)) for number in range(6))
    assert say_to_come(many).endswith(" and 2 more.")


def test_what_is_foreseen_of_a_removal_is_what_happens(firm: Firm) -> None:
    """What is called off with it goes to nobody: not in the preview, as not in the hand-over after it."""
    firm.give(firm.nora, firm.tom)
    new = NewHandOver(firm.tom, firm.ann)
    with firm.workspace.read() as reader:
        coming = to_come(reader, firm.tom)
        assert len(foresee(reader, new).portions) == 1, "while they stay it would go"
        assert foresee(reader, new, coming).portions == ()
        assert without(left_with(reader, firm.tom), coming).nothing
    firm.removes_tom()
    with firm.workspace.write() as tx:
        assert hand_over(tx, new).outlook.portions == ()
    assert firm.contact(30) == "Nora Brandt"
