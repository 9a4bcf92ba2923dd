"""Who decides about what is privileged or of others, and a decision that is taken back until it left."""

from __future__ import annotations

from uuid import UUID

import pytest

from app.access.commands import close_request, decide_items
from app.access.deciders import undo_decisions
from app.access.forms import NewDecision
from app.access.giving import GivenFile, keep_export, ready_sheet
from app.access.queries import DecidedItem, request_sheet
from app.access.words import Decision, Ending, Ground
from app.kernel.errors import Refused
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from tests.app.access.conftest import Office

WITHHOLD = NewDecision(Decision.WITHHOLD, Ground.PRIVILEGE)
GIVE = NewDecision(Decision.GIVE)


def item(office: Office, item_id: UUID) -> DecidedItem:
    with office.workspace.read() as reader:
        return next(one for one in request_sheet(reader, office.request).items if one.item.id == item_id)


@pytest.mark.parametrize(("role", "may"), [(Role.PARTNER, True), (Role.LAWYER, True), (Role.STAFF, False)])
def test_what_is_privileged_or_of_others_is_for_partners_and_lawyers(
    office: Office, role: Role, may: bool
) -> None:
    with office.workspace.write() as tx:
        who = add_colleague(tx, NewColleague("Tom", role))
    theirs = office.seen_by(who)
    with theirs.write() as tx:
        assert decide_items(tx, office.request, [office.note], WITHHOLD) == 1, (
            "what is internal anybody knows"
        )
    for one in (office.advice, office.elsewhere):
        if may:
            with theirs.write() as tx:
                decide_items(tx, office.request, [one], WITHHOLD)
        else:
            with theirs.write() as tx, pytest.raises(Refused, match="partner or a lawyer") as error:
                decide_items(tx, office.request, [office.note, one], GIVE)
            assert error.value.code == "not-allowed"
            assert item(office, one).decision is None


def test_a_decision_is_taken_back_and_stays_written_down(office: Office) -> None:
    with office.workspace.write() as tx:
        decide_items(tx, office.request, [office.advice, office.call], WITHHOLD)
        assert undo_decisions(tx, office.request, [office.advice, office.call]) == 2
    assert item(office, office.advice).decision is None
    assert item(office, office.call).decision is Decision.GIVE, "nobody had to decide about it"
    with office.workspace.write() as tx, pytest.raises(Refused) as error:
        undo_decisions(tx, office.request, [office.advice])
    assert error.value.code == "not-decided"
    with office.workspace.write() as tx:
        decide_items(tx, office.request, [office.advice], WITHHOLD)
    assert item(office, office.advice).decision is Decision.WITHHOLD


def test_staff_does_not_take_back_what_a_lawyer_decided(office: Office) -> None:
    with office.workspace.write() as tx:
        who = add_colleague(tx, NewColleague("Tom", Role.STAFF))
        decide_items(tx, office.request, [office.advice], WITHHOLD)
    with office.seen_by(who).write() as tx, pytest.raises(Refused) as error:
        undo_decisions(tx, office.request, [office.advice])
    assert error.value.code == "not-allowed"


def test_what_left_or_is_closed_is_not_taken_back(office: Office) -> None:
    with office.workspace.write() as tx:
        left = [one.item.id for one in request_sheet(tx.reader(), office.request).undecided]
        decide_items(tx, office.request, left, WITHHOLD)
        sheet = ready_sheet(tx.reader(), office.request)
        keep_export(tx, sheet, GivenFile("answer.zip", "00", 1))
    with office.workspace.write() as tx, pytest.raises(Refused) as error:
        undo_decisions(tx, office.request, [office.advice])
    assert error.value.code == "given-already"
    with office.workspace.write() as tx:
        close_request(tx, office.request, Ending.GIVEN)
    with office.workspace.write() as tx, pytest.raises(Refused) as error:
        undo_decisions(tx, office.request, [office.advice])
    assert error.value.code == "closed"
