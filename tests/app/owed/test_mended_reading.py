"""What was found wrong in reading what is owed, one case each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import entry_form, untold_developments
from app.contactlog.words import Channel, Direction
from app.hours.commands import NewAbsence, NewFirmDay, add_absence, add_firm_day, turn_back, work_on
from app.hours.queries import firm_days
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.developments import the_development
from app.matters.key_dates import (
    NewKeyDate,
    add_key_date,
    finish_key_date,
    reopen_key_date,
    restore_key_date,
    withdraw_key_date,
)
from app.matters.sheet import matter_sheet
from app.matters.words import KeyDateKind, MatterStatus
from app.owed.calendar.days import days
from app.owed.handover.away_news import take_news_back, tell_of_absence
from app.owed.items import OwedItem, OwedKind
from app.owed.queries import owed
from app.owed.snooze.commands import put_off
from app.people.commands import NewColleague, PersonDetails, add_colleague, change_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.workdays.own_days import DayKind
from app.workspace import Workspace
from tests.support import MONDAY

DAY = timedelta(days=1)
TODAY = MONDAY.date()


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails(
            title="A v. B",
            clients=(client,),
            opened_on=TODAY - 56 * DAY,
            responsible_id=tx.actor,
            point_of_contact_id=tx.actor,
        )
        return open_matter(tx, details)


def items(workspace: Workspace, matter_id: UUID | None = None) -> tuple[OwedItem, ...]:
    with workspace.read() as reader:
        return owed(reader, matter_id=matter_id).items


def test_a_promise_runs_from_the_firms_own_day(workspace: Workspace, matter: UUID) -> None:
    at_night = datetime(2026, 11, 11, 4, tzinfo=UTC)  # the evening of the 10th at the firm
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, TODAY - 56 * DAY))
        log_contact(tx, NewContact(Channel.PHONE, Direction.OUT, at_night, "Called.", matter, is_update=True))
    (item,) = items(workspace)
    with workspace.read() as reader:
        assert item.since(reader) == reader.local(at_night).date() == date(2026, 11, 10)


def test_history_is_not_to_do(workspace: Workspace, matter: UUID) -> None:
    passed, ahead = TODAY - 3 * DAY, TODAY + 5 * DAY
    with workspace.write() as tx:
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, passed, "Passed"))
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, ahead, "Ahead"))

    def stands() -> list[tuple[int, int, bool]]:
        with workspace.read() as reader:
            found = days(reader, passed, ahead)
        return [(found[day].count, found[day].to_do, found[day].items[0].can_move) for day in (passed, ahead)]

    assert stands() == [(1, 0, False), (1, 1, True)]
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, status=MatterStatus.CLOSED, closed_on=TODAY))
    assert stands() == [(1, 0, False), (1, 0, False)]


def test_what_is_put_off_stays_so_when_its_entry_comes_to_another_matter(
    workspace: Workspace, matter: UUID
) -> None:
    with workspace.write() as tx:
        clients = matter_sheet(tx.reader(), matter).details.clients
        other = open_matter(tx, MatterDetails(title="C v. D", clients=clients, responsible_id=tx.actor))
        asked = log_contact(
            tx, NewContact(Channel.EMAIL, Direction.IN, tx.now, "When?", matter, needs_reply=True)
        )
        put_off(tx, OwedKind.ACKNOWLEDGEMENT, asked, TODAY + DAY, "in court")
    with workspace.write() as tx:
        amend_contact(tx, asked, replace(entry_form(tx.reader(), asked), matter_id=other), "wrong matter")
    assert [one.put_off is not None for one in items(workspace, other)] == [True]
    assert [one.put_off is not None for one in items(workspace)] == [True]


def test_what_is_listed_further_ahead_can_be_put_off(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        key = add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, TODAY + 20 * DAY, "Hearing"))
        put_off(tx, OwedKind.KEY_DATE, key, TODAY + 5 * DAY, "nothing to prepare yet")
    with workspace.read() as reader:
        (item,) = owed(reader, days=30).items
    assert item.put_off is not None


def test_an_absence_is_told_again_after_it_was_taken_back(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    with workspace.write() as tx:
        ben = add_colleague(tx, NewColleague("Ben Other", Role.LAWYER))
        away = add_absence(tx, NewAbsence(tx.actor, TODAY, TODAY + 9 * DAY, ben))
        told = tell_of_absence(tx, away)
    with workspace.write() as tx:
        take_news_back(tx, away)
        assert untold_developments(tx.reader(), matter) == ()
    clock.set(MONDAY + DAY)
    with workspace.write() as tx:
        change_colleague(tx, ben, PersonDetails("Ben Otherby"))
        assert tell_of_absence(tx, away) == told
    with workspace.write() as tx:
        assert tell_of_absence(tx, away) == ()
        assert [one.id for one in untold_developments(tx.reader(), matter)] == list(told)
        assert "Ben Otherby" in the_development(tx.session, told[0]).text


def test_undoing_a_day_off_brings_the_firms_own_day_back(workspace: Workspace) -> None:
    day = TODAY + 3 * DAY
    with workspace.write() as tx:
        new = NewFirmDay(DayKind.OPENED, day, name="Trial prep", opens=time(9), closes=time(12))
        add_firm_day(tx, new)
        before = [one.day for one in firm_days(tx.reader())]
    with workspace.write() as tx:
        turned = work_on(tx, day, open_=False)
    with workspace.write() as tx:
        turn_back(tx, turned)
    with workspace.read() as reader:
        assert [one.day for one in firm_days(reader)] == before


def test_a_withdrawn_date_is_neither_ticked_off_nor_reopened(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        key = add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, TODAY + 5 * DAY, "Hearing"))
        withdraw_key_date(tx, key, "another court's")
    for turn in (finish_key_date, reopen_key_date):
        with workspace.write() as tx, pytest.raises(Refused) as refused:
            turn(tx, key)
        assert refused.value.code == "withdrawn"
    with workspace.write() as tx:
        restore_key_date(tx, key)
        finish_key_date(tx, key)


def test_who_is_reached_out_of_hours_is_read_in_one_go(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    statements: list[str] = []

    def count(*said: object) -> None:
        statements.append(str(said[2]))

    def asked() -> int:
        with workspace.read() as reader:
            bind = reader.session.get_bind()
            event.listen(bind, "before_cursor_execute", count)
            statements.clear()
            found = owed(reader).items
            event.remove(bind, "before_cursor_execute", count)
        assert {item.emergency for item in found} == {"Duty: +1 510 555 0100"}
        return len(statements)

    def ask(number: int) -> None:
        with workspace.write() as tx:
            for _ in range(number):
                at = MONDAY - timedelta(days=1)
                log_contact(
                    tx,
                    NewContact(
                        Channel.EMAIL, Direction.IN, at, "Help", matter, needs_reply=True, urgent=True
                    ),
                )

    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, replace(details, emergency_contact="Duty: +1 510 555 0100"))
    ask(1)
    asked()  # from now on what was read of the register is held
    one = asked()
    ask(9)
    assert asked() == one
