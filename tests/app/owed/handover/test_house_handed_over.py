"""What of the firm's own house stands in the name of who leaves goes along, and is on somebody's Today until then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.access.commands import open_request
from app.access.forms import NewRequest
from app.access.queries import request_row
from app.channels.words import Channel
from app.clients.commands import ClientDetails, add_client
from app.concerns.commands import change_concern, facts_of, raise_concern, the_concern
from app.concerns.forms import NewConcern
from app.concerns.leaving import hand_over_apart, last_in_apart
from app.concerns.sheet import concern_sheet
from app.contactlog.queries import follow_ups
from app.feedback.commands import NewFeedback, record_feedback
from app.feedback.rules import Scores
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.walls import restrict_matter
from app.matters.words import MatterStatus
from app.owed.handover.handing_over import NewHandOver, foresee, hand_over
from app.owed.handover.house import HouseKind
from app.owed.handover.left_said import say_left, say_outlook
from app.owed.handover.left_with import left_with
from app.owed.handover.taking_back import take_back
from app.owed.items import OwedItem
from app.owed.queries import owed
from app.people import standing
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.policies.book import policies
from app.policies.commands import PolicyForm, draft_policy, keep_policy, put_in_force
from app.policies.kept import KeepingRow
from app.reviews.commands import start_review
from app.reviews.queries import review_queue, reviews
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.storage.transaction import Transaction
from app.workspace import Workspace


class House:
    """Tom leaves, Ann takes over; Maria, who acts, is a partner. In Tom's name: a concern of a matter and one of no
    matter, a policy, an access request, a call about feedback in a closed matter."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.maria = workspace, workspace.actor
        with workspace.write() as tx:
            self.tom = add_colleague(tx, NewColleague("Tom Bell", Role.LAWYER))
            self.ann = add_colleague(tx, NewColleague("Ann Lee", Role.LAWYER))
            self.client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
            self.matter = open_matter(
                tx, MatterDetails("Lease", (self.client,), responsible_id=self.ann, supervisor_id=self.tom)
            )
            closed = MatterDetails("Will", (self.client,), opened_on=tx.today, responsible_id=self.tom)
            self.closed = open_matter(tx, closed)
            self.concern = _concern(tx, self, matter_id=self.matter)
            self.loose = _concern(tx, self, supervisor_id=self.tom)
            self.policy = draft_policy(tx, PolicyForm("Channels", "We answer."))
            put_in_force(tx, self.policy, tx.today - timedelta(days=360))
            keep_policy(tx, self.policy, KeepingRow(self.tom))
            asked = NewRequest(name="Nora Whitcombe", channel=Channel.EMAIL, handler_id=self.tom)
            self.request = open_request(tx, asked)
            low = record_feedback(tx, NewFeedback(self.closed, Scores(clarity=1)))
            assert low.follow_up_id is not None
            self.call = low.follow_up_id
            edit_matter(tx, self.closed, replace(closed, status=MatterStatus.CLOSED, closed_on=tx.today))

    def of_house(self, who: UUID) -> set[UUID]:
        with self.workspace.read() as reader:
            return {one.id for one in left_with(reader, who).house}

    def owed_to(self, who: UUID) -> list[OwedItem]:
        with Workspace(self.workspace.vault, self.workspace.clock, who, self.workspace.zone).read() as reader:
            return [one for one in owed(reader, days=400).items if one.concerns(who)]

    @property
    def things(self) -> set[UUID]:
        return {self.concern, self.loose, self.policy, self.request, self.call}


def _concern(
    tx: Transaction,
    house: House,
    matter_id: UUID | None = None,
    supervisor_id: UUID | None = None,
    *,
    apart: bool = False,
) -> UUID:
    new = NewConcern(
        "Too slow", client_id=house.client, matter_id=matter_id, handler_id=house.tom, apart=apart
    )
    return raise_concern(tx, replace(new, supervisor_id=supervisor_id))


@pytest.fixture
def house(workspace: Workspace) -> House:
    return House(workspace)


def test_it_is_named_moved_and_comes_back(house: House) -> None:
    with house.workspace.read() as reader:
        left = left_with(reader, house.tom)
        assert "2 concerns, 1 policy, 1 access request, 1 call about feedback" in say_left(left)
        outlook = foresee(reader, NewHandOver(house.tom, house.ann))
        names = {house.ann: "Ann Lee"}
        words = "2 concerns, 1 policy, 1 access request, 1 call about feedback: Ann Lee."
        assert words in say_outlook(outlook, names)
    assert house.of_house(house.tom) == house.things
    with house.workspace.write() as tx:
        done = hand_over(tx, NewHandOver(house.tom, house.ann))
    assert house.of_house(house.tom) == set()
    assert house.of_house(house.ann) == house.things
    with house.workspace.read() as reader:
        loose = concern_sheet(reader, house.loose).row.facts
        assert (loose.handler_id, loose.supervisor_id) == (house.ann, house.ann)
        assert request_row(reader, house.request).handler == "Ann Lee"
        assert policies(reader)[0].keeping.responsible_id == house.ann
        assert {one.colleague_id for one in follow_ups(reader) if one.id == house.call} == {house.ann}
    with house.workspace.write() as tx:
        take_back(tx, done)
    assert house.of_house(house.tom) == house.things
    assert house.of_house(house.ann) == set()


def test_what_was_given_on_since_keeps_all_of_it_from_going_back(house: House) -> None:
    with house.workspace.write() as tx:
        done = hand_over(tx, NewHandOver(house.tom, house.ann))
    with house.workspace.write() as tx:
        facts = facts_of(the_concern(tx.session, house.loose))
        change_concern(tx, house.loose, replace(facts, handler_id=house.maria), "Hers")
    with pytest.raises(Refused, match="given on"), house.workspace.write() as tx:
        take_back(tx, done)


def test_some_matters_alone_take_their_concerns_and_nothing_else(house: House) -> None:
    with house.workspace.write() as tx:
        hand_over(tx, NewHandOver(house.tom, None, {house.matter: house.ann}))
    assert house.of_house(house.ann) == {house.concern}
    assert house.of_house(house.tom) == house.things - {house.concern}


def test_a_policy_stays_where_who_hands_over_may_not_give_it(house: House) -> None:
    own = Workspace(house.workspace.vault, house.workspace.clock, house.tom, house.workspace.zone)
    with own.write() as tx:
        done = hand_over(tx, NewHandOver(house.tom, house.ann))
    assert [one.kind for one in done.outlook.house_stays] == [HouseKind.POLICY]
    assert house.of_house(house.tom) == {house.policy}
    assert "Stays until a partner names somebody: 1 policy." in say_outlook(done.outlook, {})


def test_a_concern_of_a_matter_that_the_heir_may_not_see_stays(house: House) -> None:
    with house.workspace.write() as tx:
        other = open_matter(tx, MatterDetails("Other", (house.client,), responsible_id=house.maria))
        concern = _concern(tx, house, matter_id=other)
        restrict_matter(tx, other, [house.maria, house.tom], "Hers")
        outlook = hand_over(tx, NewHandOver(house.tom, house.ann)).outlook
    assert [one.id for one in outlook.house_stays] == [concern]


@pytest.mark.parametrize("has_lead", [True, False])
def test_until_it_is_handed_over_it_stands_on_somebodys_today(house: House, has_lead: bool) -> None:
    with house.workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=house.maria if has_lead else None))
        standing.take_leave(tx, house.tom, [house.maria])
    with house.workspace.read() as reader:
        words = {"concern", "policy_review", "access_request"}
        items = [one for one in owed(reader, days=400).items if one.word in words]
    assert len(items) == 4
    for one in items:
        who = [person for person in (house.maria, house.ann) if one.concerns(person)]
        assert who, one.text
    assert {one.word for one in house.owed_to(house.maria)} >= {"policy_review", "access_request"}


def test_what_the_firm_owes_stands_with_its_partners_while_nobody_leads_it(house: House) -> None:
    with house.workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=None))
        keep_policy(tx, house.policy, KeepingRow(None))
    (item,) = [one for one in house.owed_to(house.maria) if one.word == "policy_review"]
    assert item.unable is not None
    assert item.unable.said == "nobody is named"


def test_a_concern_kept_apart_is_not_lost_with_the_last_who_sees_it(house: House) -> None:
    """Tom raised and handles it; Maria leads the firm until nobody does."""
    own = Workspace(house.workspace.vault, house.workspace.clock, house.tom, house.workspace.zone)
    with own.write() as tx:
        apart = _concern(tx, house, apart=True)
        facts = facts_of(the_concern(tx.session, apart))
        if facts.supervisor_id is not None:
            change_concern(tx, apart, replace(facts, supervisor_id=None), "Nobody")
    with house.workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=None))
    slots = {house.maria, house.tom, house.ann}
    with house.workspace.write() as tx:
        assert last_in_apart(tx.session, house.tom, slots) == (apart,)
        assert last_in_apart(tx.session, house.ann, slots) == ()
        with pytest.raises(Refused, match="partner who can sign in"):
            hand_over_apart(tx, house.tom, house.ann, slots)
    with house.workspace.read() as reader:
        assert apart not in {one.id for one in left_with(reader, house.tom).house}, "Maria may not know of it"
    with house.workspace.write() as tx:
        assert hand_over_apart(tx, house.tom, house.maria, slots) == 1
        standing.take_leave(tx, house.tom, [house.maria])
    with house.workspace.read() as reader:
        sheet = concern_sheet(reader, apart)
    assert (sheet.row.facts.handler_id, sheet.versions[0].facts) == (house.maria, sheet.row.facts)
    assert any(one.word == "concern" and "kept apart" in one.text for one in house.owed_to(house.maria))


def test_a_file_whose_reviewer_left_is_back_in_the_queue(house: House) -> None:
    own = Workspace(house.workspace.vault, house.workspace.clock, house.tom, house.workspace.zone)
    with own.write() as tx:
        start_review(tx, house.matter)
    with house.workspace.write() as tx:
        assert left_with(tx.reader(), house.tom).reviews == 1
        assert house.matter not in {row.matter.id for row in review_queue(tx.reader(), own=True)}
        standing.take_leave(tx, house.tom, [house.maria])
    with house.workspace.write() as tx:
        assert house.matter in {row.matter.id for row in review_queue(tx.reader(), own=True)}
        anew = start_review(tx, house.matter)
    with house.workspace.read() as reader:
        old = next(row for row in reviews(reader, house.matter, dropped=True) if row.id != anew)
        assert old.dropped_reason == "Who began it has left the firm."
        assert left_with(reader, house.tom).reviews == 0
