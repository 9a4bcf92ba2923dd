"""A concern that is kept apart exists for few. (That every query, table, page and command of an outsider says nothing
of it, whatever matter it is of, is asked in tests/journeys/walls and tests/app/storage/test_walls.py.)"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails
from app.clients.words import ClientKind
from app.concerns.commands import change_concern, raise_concern
from app.concerns.forms import NewConcern, NewStep
from app.concerns.queries import concerns, open_concerns_of
from app.concerns.reading import concern_meant
from app.concerns.settings import change_concern_rules, concern_rules
from app.concerns.sheet import concern_sheet
from app.concerns.steps import take_step
from app.concerns.words import StepKind
from app.deeds.queries import Wanted, deeds
from app.kernel.errors import NotFound, Refused
from app.merging.commands import merge_clients, unmerge_clients
from app.owed.items import FIRM, OwedKind
from app.owed.queries import owed
from app.owed.snooze.commands import put_off
from app.search import finding
from app.search.asking import parse
from app.settings.commands import change_firm
from app.settings.queries import firm
from tests.app.concerns.conftest import Office
from tests.support import MONDAY


@pytest.fixture
def apart(office: Office) -> UUID:
    """Raised by Maria, handled by Tom, supervised by Rosa; Paul leads the firm. Ann, whom it is about, is not named."""
    with office.workspace.write() as tx:
        return raise_concern(tx, NewConcern("Quetzalfink about Ann", matter_id=office.matter, apart=True))


def test_it_exists_for_those_alone_who_are_named(office: Office, apart: UUID) -> None:
    named = {office.workspace.actor, office.tom, office.rosa, office.paul}
    for who in (*named, office.ann, office.olive):
        workspace = office.seen_by(who)
        with workspace.read() as reader:
            assert [row.id for row in concerns(reader)] == ([apart] if who in named else [])
            if who not in named:
                with pytest.raises(NotFound):
                    concern_sheet(reader, apart)
            assert "Quetzalfink" not in repr(
                finding.find(reader, parse("quetzalfink", reader.today), limit=9)
            )


def test_who_does_not_see_it_cannot_write_it(office: Office, apart: UUID) -> None:
    with pytest.raises(NotFound), office.seen_by(office.olive).write() as tx:
        take_step(tx, apart, NewStep(StepKind.DISCUSSED))
    for blow in ("UPDATE concerns SET apart = 0", "DELETE FROM concern_versions"):
        with office.seen_by(office.olive).write() as tx:
            tx.session.connection().exec_driver_sql(blow)
            tx.touch("concern", apart)
    with office.workspace.read() as reader:
        sheet = concern_sheet(reader, apart)
    assert sheet.row.facts.apart
    assert len(sheet.versions) == 1


def test_lead_and_complaints_partners_see_it_as_long_as_they_are(office: Office, apart: UUID) -> None:
    def sees(who: UUID) -> bool:
        with office.seen_by(who).read() as reader:
            return bool(concerns(reader))

    with office.workspace.write() as tx:
        change_concern_rules(tx, replace(concern_rules(tx.reader()), partner_ids=(office.olive,)), "Hers")
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=office.ann))
    assert [sees(one) for one in (office.olive, office.ann, office.paul)] == [True, True, False]
    with office.workspace.write() as tx:
        change_concern_rules(tx, replace(concern_rules(tx.reader()), partner_ids=()), "Nobody's")
    assert not sees(office.olive)


def test_apart_and_no_more(office: Office, apart: UUID) -> None:
    with office.workspace.write() as tx:
        facts = concern_sheet(tx.reader(), apart).row.facts
        change_concern(tx, apart, replace(facts, apart=False), "It is settled; all may know")
    with office.seen_by(office.olive).read() as reader:
        assert [row.id for row in concerns(reader)] == [apart]
        assert open_concerns_of(reader) == {office.matter: 1}


def test_it_is_no_part_of_its_matter_even_for_those_who_see_it(office: Office, apart: UUID) -> None:
    with office.workspace.read() as reader:
        assert open_concerns_of(reader) == {}
        of_matter = deeds(reader, Wanted(matter=office.matter))
        whole = deeds(reader, Wanted())
    assert "raised" not in {one.event.action for one in of_matter.rows}
    assert "raised" in {one.event.action for one in whole.rows}


def test_the_firm_may_keep_every_new_one_apart(office: Office) -> None:
    with office.workspace.write() as tx:
        change_concern_rules(tx, replace(concern_rules(tx.reader()), keeps_apart=True), "Trust")
        one = raise_concern(tx, NewConcern("Too dear", matter_id=office.matter))
        other = raise_concern(tx, NewConcern("Too late", matter_id=office.matter, apart=False))
    with office.seen_by(office.olive).read() as reader:
        assert [row.id for row in concerns(reader)] == [other]
    with office.workspace.read() as reader:
        assert {row.id for row in concerns(reader)} == {one, other}


def test_clients_are_merged_through_it_and_parted_again(office: Office, apart: UUID) -> None:
    """Whoever finds out that two are one moves the concern, too, and hears nothing of it."""
    outsider = office.seen_by(office.olive)
    with outsider.write() as tx:
        merge = merge_clients(
            tx,
            office.client,
            office.other_client,
            ClientDetails(ClientKind.PERSON, first_name="N", last_name="W"),
        )
    with office.workspace.read() as reader:
        assert concern_sheet(reader, apart).row.client_id == office.other_client
    with outsider.read() as reader:
        moved = reader.session.connection().exec_driver_sql("SELECT * FROM merge_moves").all()
        assert str(apart) not in repr(moved)
        assert "concerns" not in repr(moved)
    with outsider.write() as tx:
        unmerge_clients(tx, merge)
    with office.workspace.read() as reader:
        assert concern_sheet(reader, apart).row.client_id == office.client


def test_on_today_it_is_the_firms_own_and_what_is_put_off_is_hidden_too(office: Office, apart: UUID) -> None:
    outsider, handler = office.seen_by(office.olive), office.seen_by(office.tom)
    with handler.read() as reader:
        (item,) = [one for one in owed(reader).items if one.kind is OwedKind.DUTY][:1]
        assert (item.title, item.whose.client, item.person_id) == (FIRM, "", office.tom)
        assert not [one for one in owed(reader, matter_id=office.matter).items if one.kind is OwedKind.DUTY]
    with handler.write() as tx:
        put_off(tx, item.kind, item.source_id, tx.today + timedelta(days=1), "Quetzalfink is away")
    with outsider.read() as reader:
        assert not [one for one in owed(reader).items if one.kind is OwedKind.DUTY]
        rows = reader.session.connection().exec_driver_sql("SELECT * FROM snoozes").all()
        assert rows == []
        assert "Quetzalfink" not in repr(deeds(reader, Wanted()))
    with handler.read() as reader:
        (again,) = [one for one in owed(reader).items if one.source_id == item.source_id]
        assert again.put_off is not None


def test_the_next_step_never_hides_the_final_response(office: Office) -> None:
    with office.workspace.write() as tx:
        day = tx.today
        concern = raise_concern(tx, NewConcern("x", matter_id=office.matter, formal_on=day))
    with office.workspace.read(as_of=MONDAY + timedelta(days=70)) as reader:
        late = [one for one in owed(reader).items if one.kind is OwedKind.DUTY]
    assert {one.source_id == concern for one in late} == {True, False}
    assert len({one.source_id for one in late}) == 2
    with office.workspace.read() as reader:
        assert {concern_meant(reader, one.source_id) for one in late} == {concern}


def test_flagging_says_nothing_of_one_that_is_hidden(office: Office) -> None:
    with office.workspace.write() as tx:
        new = NewConcern(
            "x", client_id=office.client, matter_id=office.matter, entry_id=office.entry, apart=True
        )
        raise_concern(tx, new)
    with office.seen_by(office.olive).write() as tx:
        raise_concern(tx, replace(new, apart=False))
    with pytest.raises(Refused, match="open already"), office.workspace.write() as tx:
        raise_concern(tx, new)
