"""A client who is to come to a hearing has to hear of it before: by the last working day before, not by its hour."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.date_turns import announce_key_date
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction, Outcome
from app.hours.commands import NewFirmDay, add_firm_day
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.matters.key_dates import NewKeyDate, add_key_date, move_key_date
from app.matters.models import Development
from app.matters.words import KeyDateKind
from app.owed.items import OwedItem, OwedKind, OwedState
from app.owed.queries import owed
from app.owed.saying import Standing, say_due
from app.workdays.own_days import DayKind
from app.workspace import Workspace
from tests.support import MONDAY

HOUR = time(9, 30)
FRIDAY, NEXT_MONDAY = (MONDAY.date() + timedelta(days=n) for n in (4, 7))


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        return open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))


def hearing(
    workspace: Workspace,
    matter: UUID,
    on: date = NEXT_MONDAY,
    at: time | None = HOUR,
    kind: KeyDateKind = KeyDateKind.HEARING,
    *,
    attends: bool = True,
) -> UUID:
    with workspace.write() as tx:
        return add_key_date(tx, NewKeyDate(matter, kind, on, "Conference", at, client_attends=attends))


def stands(workspace: Workspace) -> tuple[OwedItem, str, Standing]:
    with workspace.read() as reader:
        (item,) = (one for one in owed(reader, days=14).items if one.kind is OwedKind.KEY_DATE)
        said = say_due(item, reader.local(reader.now))
    return item, said.words, said.standing


def spoke(workspace: Workspace, matter: UUID, at: datetime, **values: object) -> None:
    base = {"outcome": Outcome.SPOKE, **values}
    with workspace.write() as tx:
        log_contact(
            tx, NewContact(Channel.PHONE, Direction.OUT, at, "When and where.", matter_id=matter, **base)
        )  # type: ignore[arg-type]  # a table of test values


def test_from_the_last_working_day_before_it_is_urgent(
    workspace: Workspace, clock: FixedClock, matter: UUID
) -> None:
    hearing(workspace, matter)
    clock.set(MONDAY + timedelta(days=1))
    item, words, standing = stands(workspace)
    assert (item.state, item.urgent, standing) == (OwedState.UPCOMING, False, Standing.PLAIN)
    clock.set(MONDAY + timedelta(days=2))  # Thanksgiving and the day after lie between
    item, words, standing = stands(workspace)
    assert (item.state, item.urgent, standing) == (OwedState.DUE, True, Standing.SOON)
    assert words == "by Mon 30 Nov, 09:30, urgent"
    clock.set(MONDAY + timedelta(days=6, hours=20))
    assert stands(workspace)[2] is Standing.SOON


def test_the_day_before_is_a_working_day(workspace: Workspace, clock: FixedClock, matter: UUID) -> None:
    hearing(workspace, matter, FRIDAY, None)
    clock.set(MONDAY + timedelta(days=1))
    assert stands(workspace)[2] is Standing.PLAIN
    clock.set(MONDAY + timedelta(days=2))  # Thursday is Thanksgiving
    _, words, standing = stands(workspace)
    assert (words, standing) == ("Fri 27 Nov, urgent", Standing.SOON)


def test_it_is_listed_from_that_day_on_however_far_ahead_anybody_looks(
    workspace: Workspace, clock: FixedClock, matter: UUID
) -> None:
    """An office that is closed for weeks, or a glance at today alone: the hearing is later, to speak of it is now."""
    with workspace.write() as tx:
        closed = NewFirmDay(
            DayKind.CLOSED, MONDAY.date() + timedelta(days=1), MONDAY.date() + timedelta(days=11)
        )
        add_firm_day(tx, closed)
    hearing(workspace, matter, MONDAY.date() + timedelta(days=12))
    for days in (0, 7, 30):
        with workspace.read() as reader:
            (item,) = (one for one in owed(reader, days=days).items if one.kind is OwedKind.KEY_DATE)
        assert (item.state, item.urgent) == (OwedState.DUE, True)
    clock.advance(timedelta(hours=1))
    spoke(workspace, matter, MONDAY + timedelta(minutes=30))
    with workspace.read() as reader:
        assert [one for one in owed(reader).items if one.kind is OwedKind.KEY_DATE] == []


def test_who_heard_of_it_is_not_to_be_told_again(
    workspace: Workspace, clock: FixedClock, matter: UUID
) -> None:
    date_id = hearing(workspace, matter)
    clock.set(MONDAY + timedelta(days=4))
    spoke(workspace, matter, MONDAY + timedelta(days=1))
    assert stands(workspace)[0].urgent, "a call of days before may have been about anything"
    spoke(workspace, matter, MONDAY + timedelta(days=4, hours=-1))
    assert not stands(workspace)[0].urgent
    clock.advance(timedelta(hours=1))
    with workspace.write() as tx:
        move_key_date(tx, date_id, NEXT_MONDAY, time(14), "The judge is late")
    assert stands(workspace)[0].urgent, "it is another hour now"


def test_an_update_says_what_comes(workspace: Workspace, clock: FixedClock, matter: UUID) -> None:
    hearing(workspace, matter)
    clock.set(MONDAY + timedelta(days=4))
    spoke(workspace, matter, MONDAY + timedelta(days=1), is_update=True)
    assert not stands(workspace)[0].urgent


def test_its_news_once_told_say_it(workspace: Workspace, clock: FixedClock, matter: UUID) -> None:
    date_id = hearing(workspace, matter)
    with workspace.write() as tx:
        news = announce_key_date(tx, date_id)
    assert news is not None
    clock.set(MONDAY + timedelta(days=4))
    assert stands(workspace)[0].urgent
    spoke(workspace, matter, MONDAY + timedelta(days=1), tells=(news,))
    assert not stands(workspace)[0].urgent


@pytest.mark.parametrize(("kind", "attends"), [(KeyDateKind.HEARING, False), (KeyDateKind.DEADLINE, True)])
def test_what_the_client_need_not_come_to_stays_calm(
    workspace: Workspace, clock: FixedClock, matter: UUID, kind: KeyDateKind, *, attends: bool
) -> None:
    hearing(workspace, matter, kind=kind, attends=attends)
    clock.set(MONDAY + timedelta(days=4))
    assert not stands(workspace)[0].urgent


def test_a_limitation_date_is_urgent_on_its_own_day(
    workspace: Workspace, clock: FixedClock, matter: UUID
) -> None:
    hearing(workspace, matter, at=None, kind=KeyDateKind.LIMITATION, attends=False)
    clock.set(MONDAY + timedelta(days=7))
    assert stands(workspace)[1:] == ("today, urgent", Standing.SOON)


@pytest.mark.parametrize(("days", "urgent"), [(1, True), (2, True), (3, False), (15, False)])
def test_news_of_a_hearing_that_is_near_are_urgent(
    workspace: Workspace, matter: UUID, days: int, *, urgent: bool
) -> None:
    date_id = hearing(workspace, matter, MONDAY.date() + timedelta(days=days), attends=False)
    with workspace.write() as tx:
        news = announce_key_date(tx, date_id)
        assert tx.session.get_one(Development, news).urgent is urgent


def test_an_appointment_of_the_client_is_as_a_hearing(
    workspace: Workspace, clock: FixedClock, matter: UUID
) -> None:
    """A deposition is no hearing, and its hour is as late to hear of it; once it was, it is not late."""
    hearing(workspace, matter, kind=KeyDateKind.APPOINTMENT)
    clock.set(MONDAY + timedelta(days=2))
    item, _, _ = stands(workspace)
    assert (item.state, item.urgent) == (OwedState.DUE, True)
    clock.set(MONDAY + timedelta(days=9))
    with workspace.read() as reader:
        assert [one for one in owed(reader).items if one.kind is OwedKind.KEY_DATE] == []
