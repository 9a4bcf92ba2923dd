"""Between the look and the word: an item changes, a part is taken for the whole, a concern is kept apart."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.access.commands import close_request, decide_items
from app.access.forms import NewDecision
from app.access.queries import RequestSheet, exports_of, given_in, request_sheet
from app.access.words import Decision, Ending, Ground
from app.concerns.commands import raise_concern
from app.concerns.forms import NewConcern
from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction, Outcome
from app.deeds.queries import Wanted, deeds
from app.kernel.errors import Refused
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.reports.access_out import save_export
from app.workspace import Workspace
from tests.app.access.conftest import Office

WITHHELD = NewDecision(Decision.WITHHOLD, Ground.PRIVILEGE)


def sheet_of(desk: Workspace, request: UUID) -> RequestSheet:
    with desk.read() as reader:
        return request_sheet(reader, request)


def decide_the_rest(desk: Workspace, request: UUID) -> None:
    with desk.write() as tx:
        left = [one.item.id for one in request_sheet(tx.reader(), request).undecided]
        decide_items(tx, request, left, WITHHELD)


def test_what_was_not_read_is_not_given(office: Office) -> None:
    """Another desk writes advice into a contact while somebody looks at it as it was."""
    desk = office.workspace
    seen = {one.item.id: one.item.digest for one in sheet_of(desk, office.request).items}
    when = desk.clock.now() - timedelta(days=4)
    words = NewContact(
        Channel.PHONE,
        Direction.IN,
        when,
        "She asked",
        office.lease,
        office.nora,
        Outcome.SPOKE,
        advice="Flee",
    )
    with desk.write() as tx:
        amend_contact(tx, office.call, words, "I forgot the advice")
    give = NewDecision(Decision.GIVE)
    with desk.write() as tx, pytest.raises(Refused) as error:
        decide_items(tx, office.request, [office.call], give, seen=seen)
    assert error.value.code == "changed-meanwhile"
    with desk.write() as tx:
        assert decide_items(tx, office.request, [office.advice], give, seen=seen) == 1


def test_two_parts_of_the_same_are_no_answer(office: Office, tmp_path: Path) -> None:
    """Neither of the two sees the divorce: what both gave is a part still."""
    with office.workspace.write() as tx:
        sam = add_colleague(tx, NewColleague("Sam Second", Role.PARTNER))
    hers, his = office.seen_by(office.olive), office.seen_by(sam)
    decide_the_rest(hers, office.request)
    save_export(hers, office.request, tmp_path / "one.zip", part=True)
    save_export(his, office.request, tmp_path / "two.zip", part=True)
    for desk in (hers, office.workspace):
        if desk is office.workspace:
            decide_the_rest(desk, office.request)
        with desk.write() as tx, pytest.raises(Refused) as error:
            close_request(tx, office.request, Ending.GIVEN)
        assert error.value.code == "restricted"


def test_what_one_gave_and_what_the_other_saw_are_an_answer(office: Office, tmp_path: Path) -> None:
    """Each has a matter of her own that the other may not see."""
    with office.workspace.write() as tx:
        log_contact(
            tx,
            NewContact(Channel.PHONE, Direction.IN, tx.now, "Mine", office.lease, office.nora, Outcome.SPOKE),
        )
    hers = office.seen_by(office.olive)
    with hers.write() as tx:
        raise_concern(
            tx, NewConcern("Maria was rude", client_id=office.nora, handler_id=office.olive, apart=True)
        )
    for desk, file in ((hers, "one.zip"), (office.workspace, "two.zip")):
        decide_the_rest(desk, office.request)
        save_export(desk, office.request, tmp_path / file, part=True)
    with hers.write() as tx:
        assert all(one.part for one in exports_of(tx.reader(), office.request))
        close_request(tx, office.request, Ending.GIVEN)


def test_a_concern_that_is_kept_apart_is_in_no_index_for_others(office: Office, tmp_path: Path) -> None:
    desk = office.workspace
    with desk.write() as tx:
        concern = raise_concern(tx, NewConcern("About Olive", client_id=office.nora, apart=True))
    decide_the_rest(desk, office.request)
    save_export(desk, office.request, tmp_path / "answer.zip")

    def seen(by: Workspace) -> list[str]:
        with by.read() as reader:
            (made,) = exports_of(reader, office.request)
            return [one.what for one in given_in(reader, made.id)]

    hers = office.seen_by(office.olive)
    assert "Concern" in seen(desk)
    assert "Concern" not in seen(hers)
    with hers.read() as reader:
        assert str(concern) not in repr(deeds(reader, Wanted()))
