"""Whose is what: nothing falls between two lists, and who is away is stood in for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.hours.commands import NewAbsence, add_absence
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.owed.division import Division, Share, divide
from app.owed.queries import owed
from app.owed.saying import say_team
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.reports.lists.morning import MorningList, morning_list
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.workspace import Workspace
from tests.support import MONDAY


@dataclass(frozen=True)
class Firm:
    """Maria is the contact of one matter, Tom of another, Ann of a third that Maria answers for."""

    workspace: Workspace
    tom: UUID
    ann: UUID
    own: UUID
    toms: UUID
    anns: UUID
    client: UUID

    def divided(self, person: UUID | None = None) -> Division:
        with self.workspace.read() as reader:
            return divide(reader, owed(reader), person)

    def printed(self, person: UUID | None = None, *, team: bool = False) -> MorningList:
        with self.workspace.read() as reader:
            return morning_list(reader, person, team=team)


@pytest.fixture
def firm(workspace: Workspace) -> Firm:
    with workspace.write() as tx:
        tom = add_colleague(tx, NewColleague("Tom Ashgrove", Role.LAWYER, "Associate"))
        ann = add_colleague(tx, NewColleague("Ann Harbour", Role.STAFF, "Paralegal"))
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matters = []
        for title, contact, responsible in (
            ("Own", tx.actor, tx.actor),
            ("Tom's", tom, tom),
            ("Ann's", ann, tom),
        ):
            details = MatterDetails(
                title=title, clients=(client,), point_of_contact_id=contact, responsible_id=responsible
            )
            matters.append(open_matter(tx, details))
            set_plan(tx, NewPlan(matters[-1], 1, IntervalUnit.WEEK, date(2026, 11, 13)))
    return Firm(workspace, tom, ann, *matters, client)


def titles(division: Division) -> tuple[list[str], dict[str, list[str]]]:
    mine = [item.title for item in division.mine.items]
    return mine, {share.name: [item.title for item in share.items] for share in division.others}


def test_a_partner_answers_for_the_firm_and_a_lawyer_for_their_matters(firm: Firm) -> None:
    partner = firm.divided()
    assert titles(partner) == (["Own"], {"Ann Harbour": ["Ann's"], "Tom Ashgrove": ["Tom's"]})
    assert partner.whole_firm
    lawyer = firm.divided(firm.tom)
    assert titles(lawyer) == (["Tom's"], {"Ann Harbour": ["Ann's"]})
    assert not lawyer.whole_firm


def test_together_the_lists_are_all_that_is_owed(firm: Firm) -> None:
    with firm.workspace.read() as reader:
        every = {item.source_id for item in owed(reader).items}
    for person in (None, firm.tom, firm.ann):
        division = firm.divided(person)
        listed = {item.source_id for item in division.mine.items}
        listed |= {item.source_id for share in division.others for item in share.items}
        assert listed == every if division.whole_firm else listed < every


def test_above_the_team_stands_what_others_owe_and_what_it_is_with_ones_own(firm: Firm) -> None:
    """One's own late thing is not in the list, and not hidden either; what stands in two lists counts once."""
    with firm.workspace.write() as tx:
        add_absence(tx, NewAbsence(firm.ann, date(2026, 11, 23), date(2026, 11, 24), tx.actor))
    partner = firm.divided()
    assert len(partner.mine.items) == 2, "she stands in for Ann"
    assert say_team(partner) == "Others: 2 things owed, 2 of them late. The whole firm: 3 owed, 3 late."
    assert say_team(firm.divided(firm.tom)) == (
        "Others: 1 thing owed, and it is late. With yours: 2 owed, 2 late."
    )
    nothing = Division(Share(None, "", ()), (), True, {})
    assert say_team(nothing) == "Others: nothing is owed. The whole firm: 0 owed, none late."


def test_what_is_nobodys_is_everybodys(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        asked = NewContact(
            Channel.EMAIL,
            Direction.IN,
            MONDAY - timedelta(hours=2),
            "Do you act for tenants?",
            client_id=firm.client,
            needs_reply=True,
        )
        log_contact(tx, asked)
    for person in (None, firm.tom, firm.ann):
        assert "Nora Whitcombe" in titles(firm.divided(person))[0]


def test_who_stands_in_has_it_on_their_list_and_it_stays_the_other_ones(
    firm: Firm, clock: FixedClock
) -> None:
    with firm.workspace.write() as tx:
        add_absence(tx, NewAbsence(firm.tom, date(2026, 11, 23), date(2026, 11, 24), firm.ann))
    mine, others = titles(firm.divided(firm.ann))
    assert set(mine) == {"Ann's", "Tom's"}
    assert others["Tom Ashgrove"] == ["Tom's"]
    share = next(one for one in firm.divided().others if one.name == "Tom Ashgrove")
    assert (share.stand_in, share.away_until) == ("Ann Harbour", date(2026, 11, 24))
    clock.set(MONDAY + timedelta(days=2))
    assert titles(firm.divided(firm.ann))[0] == ["Ann's"], "it goes back by itself"


def test_of_who_is_away_it_is_said_that_nobody_stands_in(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        add_absence(tx, NewAbsence(firm.ann, date(2026, 11, 23), date(2026, 11, 24)))
    (share,) = [one for one in firm.divided(firm.tom).others if one.name == "Ann Harbour"]
    assert (share.stand_in, share.away_until) == ("", date(2026, 11, 24))
    (part,) = firm.printed(firm.tom, team=True).parts
    assert part.note == "away until Tue, Nov 24; nobody stands in"


def test_the_paper_is_the_list(firm: Firm) -> None:
    own = firm.printed()
    assert own.whose == "Maria Ortega"
    assert own.summary == "1 thing owed, and it is late."
    assert [(part.title, [row.title for row in part.rows]) for part in own.parts] == [("Late", ["Own"])]
    team = firm.printed(firm.tom, team=True)
    assert team.whose == "The team of Tom Ashgrove"
    assert [part.title for part in team.parts] == ["Ann Harbour"]
    assert firm.printed(team=True).whose == "Everybody else at the firm"
