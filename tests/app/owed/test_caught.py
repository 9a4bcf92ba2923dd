"""What is given to somebody who cannot do it stands with somebody who can, and says why (J2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.words import Channel, Direction, FollowUpSide
from app.hours.commands import NewAbsence, add_absence
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.sheet import matter_sheet
from app.matters.walls import restrict_matter
from app.owed.calendar.day_items import Among
from app.owed.calendar.days import days, late_items
from app.owed.division import divide
from app.owed.items import OwedItem
from app.owed.queries import owed
from app.owed.saying import say_item
from app.owed.unable import Why
from app.people.commands import NewColleague, add_colleague
from app.people.models import Colleague
from app.people.words import Role
from app.promises.terms import EscalationTo
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.settings.commands import change_firm
from app.settings.queries import firm as the_firm
from app.workspace import Workspace
from tests.support import MONDAY, Cli


@dataclass(frozen=True)
class Firm:
    """Nora answers for the matter and Maria, a partner, leads the firm; Kim gives its updates."""

    workspace: Workspace
    maria: UUID
    nora: UUID
    kim: UUID
    client: UUID
    matter: UUID

    def mine(self, who: UUID) -> list[OwedItem]:
        """What stands on somebody's Today."""
        with self.workspace.read() as reader:
            return list(divide(reader, owed(reader), who).mine.items)

    def asked(self, who: UUID) -> list[OwedItem]:
        """What `due --person` lists."""
        with self.workspace.read() as reader:
            return list(owed(reader, person_id=who).items)

    def caught(self) -> dict[str, Why | None]:
        """Who besides Kim has the update on their list, from Today and `due` alike, and why."""
        found = {}
        for name, who in (("maria", self.maria), ("nora", self.nora), ("kim", self.kim)):
            mine, asked = self.mine(who), self.asked(who)
            assert mine == asked
            if mine:
                found[name] = mine[0].unable.why if mine[0].unable else None
        return found

    def change(self, who: UUID, **said: object) -> None:
        with self.workspace.write() as tx:
            row = tx.session.get_one(Colleague, who)
            for name, value in said.items():
                setattr(row, name, value)

    def leaves(self, who: UUID) -> None:
        self.change(who, active=False, left_at=MONDAY)


@pytest.fixture
def firm(workspace: Workspace) -> Firm:
    with workspace.write() as tx:
        nora = add_colleague(tx, NewColleague("Nora Ellison", Role.LAWYER, ""))
        kim = add_colleague(tx, NewColleague("Kim Sato", Role.STAFF, ""))
        client = add_client(tx, ClientDetails(first_name="Ada", last_name="Whitcombe"))
        details = MatterDetails(
            title="The lease", clients=(client,), point_of_contact_id=nora, responsible_id=nora
        )
        matter = open_matter(tx, details)
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, date(2026, 11, 13), by_id=kim))
        change_firm(tx, replace(the_firm(tx.reader()).details, lead_id=tx.actor))
        return Firm(workspace, tx.actor, nora, kim, client, matter)


def test_who_can_do_it_has_it_alone(firm: Firm) -> None:
    assert firm.caught() == {"kim": None}


def test_who_left_reads_only_or_may_not_see_it_is_caught_by_who_answers_for_it(firm: Firm) -> None:
    firm.change(firm.kim, role=Role.READ_ONLY)
    assert firm.caught()["nora"] is Why.READS_ONLY
    firm.change(firm.kim, role=Role.STAFF)
    with firm.workspace.write() as tx:
        restrict_matter(tx, firm.matter, [firm.maria, firm.nora], "private")
    assert firm.caught()["nora"] is Why.MAY_NOT_SEE
    assert "maria" not in firm.caught(), "who answers for it has it; nobody else needs to"
    firm.leaves(firm.kim)
    assert firm.caught()["nora"] is Why.LEFT
    (item,) = firm.mine(firm.nora)
    assert item.person_id == firm.kim, "it stands in the old name until it is handed over"
    with firm.workspace.read() as reader:
        assert say_item(item, reader.local(reader.now)).endswith("; given to Kim Sato, who left")


def test_the_supervisor_has_it_where_the_lawyer_cannot_and_then_the_partners(firm: Firm) -> None:
    firm.leaves(firm.kim)
    firm.leaves(firm.nora)
    assert firm.caught() == {"maria": Why.LEFT, "kim": Why.LEFT}
    with firm.workspace.write() as tx:
        change_firm(tx, replace(the_firm(tx.reader()).details, lead_id=firm.kim))
    assert firm.caught()["maria"] is Why.LEFT, "a partner, where who watches over it left as well"


def test_without_any_partner_whoever_may_write_has_it(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        sam = add_colleague(tx, NewColleague("Sam Doyle", Role.STAFF, ""))
        add_colleague(tx, NewColleague("Eve Reader", Role.READ_ONLY, ""))
    for who in (firm.kim, firm.nora):
        firm.leaves(who)
    firm.change(firm.maria, role=Role.READ_ONLY)
    assert [item.unable and item.unable.with_ids for item in firm.mine(sam)] == [frozenset({sam})]


def test_a_stand_in_who_may_not_see_it_is_none(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        restrict_matter(tx, firm.matter, [firm.maria, firm.nora, firm.kim], "private")
        sam = add_colleague(tx, NewColleague("Sam Doyle", Role.STAFF, ""))
        today = tx.today
        add_absence(tx, NewAbsence(firm.kim, today, today + timedelta(days=3), sam))
    assert firm.caught()["nora"] is Why.STAND_IN_MAY_NOT_SEE


def test_who_stands_in_for_who_catches_it_has_it(firm: Firm) -> None:
    firm.leaves(firm.kim)
    with firm.workspace.write() as tx:
        today = tx.today
        add_absence(tx, NewAbsence(firm.nora, today, today + timedelta(days=3), firm.maria))
    assert [item.person_id for item in firm.mine(firm.maria)] == [firm.kim]


def test_what_is_agreed_outside_any_matter_is_caught_by_who_leads_the_firm(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        agreed = NewFollowUp("Kim Sato", "Send the price list", tx.today, FollowUpSide.FIRM)
        contact = NewContact(
            client_id=firm.client,
            occurred_at=tx.now,
            channel=Channel.PHONE,
            direction=Direction.IN,
            summary="Asked what it costs.",
            follow_ups=(agreed,),
        )
        log_contact(tx, contact)
    firm.leaves(firm.kim)
    assert [item.kind.value for item in firm.mine(firm.maria)] == ["follow_up"]


def test_the_week_and_what_is_late_show_it_too(firm: Firm) -> None:
    firm.leaves(firm.kim)
    with firm.workspace.read() as reader:
        among = Among(person_id=firm.nora)
        week = days(reader, date(2026, 11, 1), date(2026, 11, 30), among)
        said = [item.text for day in week.values() for item in day.items]
        assert [text.partition("; given to ")[2] for text in said] == ["Kim Sato, who left"]
        assert len(late_items(reader, among)) == len(said)


def test_a_forgotten_file_of_who_left_stands_with_who_watches_over_it(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        details = MatterDetails(
            title="The barn", clients=(firm.client,), point_of_contact_id=firm.kim, responsible_id=firm.kim
        )
        open_matter(tx, details)
    firm.leaves(firm.kim)
    with firm.workspace.read() as reader:
        (mine,) = divide(reader, owed(reader), firm.maria).mine.forgotten
        assert mine.reason.endswith("; given to Kim Sato, who left")
        assert [one.matter.title for one in owed(reader, person_id=firm.maria).forgotten] == ["The barn"]


def test_as_it_stood_before_they_left(firm: Firm, clock: FixedClock) -> None:
    clock.set(MONDAY + timedelta(days=2))
    firm.change(firm.kim, active=False, left_at=clock.now())
    assert firm.caught()["nora"] is Why.LEFT
    with firm.workspace.read(as_of=MONDAY + timedelta(days=1)) as reader:
        assert [item.unable for item in owed(reader).items] == [None]


def _asks(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        contact = NewContact(
            matter_id=firm.matter,
            occurred_at=tx.now,
            channel=Channel.PHONE,
            direction=Direction.IN,
            summary="Asked whether the deposit came.",
            needs_reply=True,
        )
        log_contact(tx, contact)


def test_a_breach_reaches_somebody_who_can_act_where_the_supervisor_cannot(
    firm: Firm, clock: FixedClock
) -> None:
    with firm.workspace.write() as tx:
        details = matter_sheet(tx.reader(), firm.matter).details
        edit_matter(tx, firm.matter, replace(details, supervisor_id=firm.kim))
    _asks(firm)
    clock.advance(timedelta(days=14))
    assert [item.course is not None for item in firm.asked(firm.kim)] == [True, False]
    assert not firm.asked(firm.maria)
    firm.change(firm.kim, active=False, left_at=clock.now())
    for listed in (firm.mine(firm.maria), firm.asked(firm.maria)):
        (item,) = listed
        reached = [(step.to, who) for step, who in item.steps]
        assert reached == [(EscalationTo.POINT_OF_CONTACT, firm.nora), (EscalationTo.SUPERVISOR, firm.maria)]
    with firm.workspace.read() as reader:
        assert len(late_items(reader, Among(person_id=firm.maria))) == 1, "and in the calendar"


def test_a_breach_that_reached_who_is_away_reaches_who_stands_in(firm: Firm, clock: FixedClock) -> None:
    with firm.workspace.write() as tx:
        details = matter_sheet(tx.reader(), firm.matter).details
        edit_matter(tx, firm.matter, replace(details, supervisor_id=firm.maria))
        sam = add_colleague(tx, NewColleague("Sam Doyle", Role.STAFF, ""))
    _asks(firm)
    clock.advance(timedelta(days=14))
    assert not firm.mine(sam)
    with firm.workspace.write() as tx:
        add_absence(tx, NewAbsence(firm.maria, tx.today, tx.today, sam))
    assert [item.course is not None for item in firm.mine(sam)] == [True]


def test_due_says_it_in_the_terminal(firm: Firm, cli: Cli) -> None:
    firm.leaves(firm.kim)
    said = cli("due", "--person", "Nora Ellison", as_json=False).out
    assert "; given to Kim Sato, who left" in " ".join(said.split())
    (item,) = cli("due", "--person", "Nora Ellison").json["items"]
    assert (item["person"], item["stands_with"], item["stands_with_because"]) == (
        "Kim Sato",
        ["Nora Ellison"],
        "given to Kim Sato, who left",
    )
