"""A hand-over taken back after whoever took over had begun to work: nothing that they did is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.corrections import withdraw_development
from app.contactlog.follow_up_commands import add_follow_up, finish_follow_up, give_follow_up, move_follow_up
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.queries import entries, entry_form, follow_ups, untold_developments
from app.contactlog.words import Channel, Direction
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.key_date_queries import key_dates
from app.matters.key_dates import (
    NewKeyDate,
    add_key_date,
    cancel_key_date,
    finish_key_date,
    withdraw_key_date,
)
from app.matters.queries import list_matters
from app.matters.sheet import matter_sheet
from app.matters.words import KeyDateKind, MatterStatus
from app.owed.handover.handing_over import HandedOver, NewHandOver, hand_over
from app.owed.handover.left_with import left_with
from app.owed.handover.taking_back import take_back
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, excuse_update, set_plan
from app.schedule.queries import update_dues
from app.schedule.words import IntervalUnit
from app.storage.transaction import Transaction
from app.workspace import Workspace


@dataclass
class Given:
    """Nora gave her matter to Max a while ago."""

    workspace: Workspace
    clock: FixedClock
    nora: UUID
    max: UUID
    matter: UUID
    done: HandedOver

    def max_does(self, work: Callable[[Transaction], object]) -> None:
        self.clock.advance(timedelta(hours=1))
        workspace = Workspace(self.workspace.vault, self.clock, self.max, self.workspace.zone)
        with workspace.write() as tx:
            work(tx)

    def taken_back(self) -> int:
        self.clock.advance(timedelta(minutes=1))
        with self.workspace.write() as tx:
            return take_back(tx, self.done)

    def stands_with(self, who: UUID) -> bool:
        with self.workspace.read() as reader:
            (row,) = list_matters(reader)
            return {row.responsible_id, row.point_of_contact_id} == {who}


@pytest.fixture
def given(workspace: Workspace, clock: FixedClock) -> Given:
    with workspace.write() as tx:
        nora, max_ = (add_colleague(tx, NewColleague(name, Role.LAWYER)) for name in ("Nora Ell", "Max Orr"))
        client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
        details = MatterDetails(
            "Lease", (client,), opened_on=tx.today, responsible_id=nora, point_of_contact_id=nora
        )
        matter = open_matter(tx, details)
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, date(2026, 11, 9), by_id=nora))
        add_follow_up(tx, matter, NewFollowUp("Nora Ell", "Call the court", date(2026, 11, 24)))
        add_follow_up(tx, matter, NewFollowUp("Nora Ell", "Send the lease", date(2026, 11, 25)))
        for title in ("Hearing", "Conference"):
            add_key_date(
                tx, NewKeyDate(matter, KeyDateKind.HEARING, date(2026, 12, 1), title, who_acts="Nora Ell")
            )
        done = hand_over(tx, NewHandOver(nora, max_))
    return Given(workspace, clock, nora, max_, matter, done)


def _log(given: Given) -> NewContact:
    return NewContact(
        Channel.PHONE, Direction.OUT, given.clock.now(), "Spoke of the lease.", given.matter, is_update=True
    )


def test_what_was_logged_amended_excused_and_moved_stays_and_goes_along(given: Given) -> None:
    def work(tx: Transaction) -> None:
        logged = log_contact(tx, _log(given))
        amend_contact(
            tx, logged, replace(entry_form(tx.reader(), logged), summary="Spoke of it twice."), "Typo"
        )
        due = update_dues(tx.reader(), firm_calendar(tx.reader()))[given.matter].due_on
        excuse_update(tx, given.matter, due, "She is away", firm_calendar(tx.reader()))
        move_follow_up(tx, follow_ups(tx.reader())[0].id, date(2026, 12, 4), "She asked for it")

    given.max_does(work)
    with given.workspace.read() as reader:
        due = update_dues(reader, firm_calendar(reader))[given.matter].due_on
    assert given.taken_back() == 0
    assert given.stands_with(given.nora)
    with given.workspace.read() as reader:
        (entry,) = entries(reader)
        assert (entry.author, entry.summary) == ("Max Orr", "Spoke of it twice.")
        assert update_dues(reader, firm_calendar(reader))[given.matter].due_on == due
        agreed = {one.text: (one.colleague_id, one.due_on) for one in follow_ups(reader)}
        assert agreed["Call the court"] == (given.nora, date(2026, 12, 4))
        assert left_with(reader, given.max).nothing
        assert untold_developments(reader) == ()


def test_what_was_done_with_stays_with_who_did_it(given: Given) -> None:
    """An action done, a date kept, called off or withdrawn is nobody's any more; it holds up nothing."""

    def work(tx: Transaction) -> None:
        finish_follow_up(tx, next(one.id for one in follow_ups(tx.reader()) if one.text == "Send the lease"))
        first, second = key_dates(tx.reader())
        finish_key_date(tx, first.id)
        withdraw_key_date(tx, second.id, "Twice in it")

    given.max_does(work)
    assert given.taken_back() == 3
    assert given.stands_with(given.nora)
    with given.workspace.read() as reader:
        agreed = {one.text: one.colleague_id for one in follow_ups(reader)}
        assert agreed == {"Call the court": given.nora, "Send the lease": given.max}
        assert {one.who_acts for one in key_dates(reader)} == {"Max Orr"}


def test_a_date_called_off_stays_called_off(given: Given) -> None:
    given.max_does(lambda tx: cancel_key_date(tx, key_dates(tx.reader())[0].id, "The court struck it"))
    assert given.taken_back() == 1
    with given.workspace.read() as reader:
        assert sorted((one.who_acts, one.cancelled_at is not None) for one in key_dates(reader)) == [
            ("Max Orr", True),
            ("Nora Ell", False),
        ]


def test_what_was_given_on_is_not_taken_from_who_has_it_now(given: Given) -> None:
    given.max_does(lambda tx: give_follow_up(tx, follow_ups(tx.reader())[0].id, given.workspace.actor))
    with pytest.raises(Refused, match="given on"):
        given.taken_back()
    assert given.stands_with(given.max), "all or nothing"


def test_news_that_was_withdrawn_meanwhile_was_told_to_nobody(given: Given) -> None:
    given.max_does(lambda tx: withdraw_development(tx, untold_developments(tx.reader())[0].id, "Not needed"))
    assert given.taken_back() == 0
    assert given.stands_with(given.nora)
    with given.workspace.read() as reader:
        assert untold_developments(reader) == ()


def test_a_matter_closed_meanwhile_says_why_it_cannot_go_back(given: Given) -> None:
    def close(tx: Transaction) -> None:
        details = matter_sheet(tx.reader(), given.matter).details
        edit_matter(tx, given.matter, replace(details, status=MatterStatus.CLOSED))

    given.max_does(close)
    with pytest.raises(Refused, match="closed"):
        given.taken_back()
