"""Undo, over the rooms that have it: each is a new act on record, refused where something else has happened since."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from typing import Any

import pytest

from app.clients.commands import ClientDetails, Point, add_client, edit_client
from app.clients.queries import client_sheet
from app.clients.undoing import client_way
from app.clients.words import PointKind
from app.contactlog.corrections import restore_development, withdraw_development
from app.contactlog.date_turns import announce_key_date, reopen_date
from app.contactlog.follow_up_commands import (
    add_follow_up,
    finish_follow_up,
    move_follow_up,
    reopen_follow_up,
)
from app.contactlog.forms import NewFollowUp
from app.contactlog.undoing import development_way, follow_up_way, key_date_way
from app.kernel.errors import NotFound, Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import (
    NewKeyDate,
    add_key_date,
    cancel_key_date,
    finish_key_date,
    move_key_date,
    restore_key_date,
    withdraw_key_date,
)
from app.matters.parties import Party, PartyRole, set_parties
from app.matters.sheet import matter_sheet
from app.matters.undoing import matter_way
from app.matters.walls import restrict_matter
from app.matters.words import DevelopmentKind, KeyDateKind
from app.owed.items import OwedKind
from app.owed.snooze.commands import put_off, take_up
from app.owed.snooze.undoing import put_off_way
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, drop_plan, set_plan
from app.schedule.undoing import plan_way
from app.schedule.words import IntervalUnit
from app.storage.transaction import Transaction
from app.storage.undoing import Step, Way, do_again, noting, take_back
from app.workspace import Workspace
from tests.support import MONDAY

FRIDAY = date(2026, 11, 27)
NEXT = date(2026, 12, 4)
NORA = ClientDetails(
    first_name="Nora",
    last_name="Whitcombe",
    points=(Point(PointKind.PHONE, "+1 510 555 0144", verified=True),),
)


class Firm:
    """One client with one matter, and what was agreed in it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        with workspace.write() as tx:
            self.client = add_client(tx, NORA)
            self.matter = open_matter(
                tx, MatterDetails("Whitcombe v. Tern", (self.client,), stage="Discovery")
            )
            self.follow_up = add_follow_up(tx, self.matter, NewFollowUp("Nora", "send the lease", FRIDAY))
            hearing = NewKeyDate(self.matter, KeyDateKind.HEARING, FRIDAY, "Hearing", time(10))
            self.key_date = add_key_date(tx, hearing)
            news = NewDevelopment(self.matter, DevelopmentKind.OTHER, MONDAY, "They offered")
            self.news = add_development(tx, news)

    def do(self, way: Way, command: Callable[[Transaction], object]) -> Step:
        with self.workspace.write() as tx:
            step = noting(tx, way, command)[1]
        assert step is not None
        return step

    def back(self, step: Step) -> Step:
        with self.workspace.write() as tx:
            return take_back(tx, step)

    def again(self, step: Step) -> Step:
        with self.workspace.write() as tx:
            return do_again(tx, step)

    def stands(self, way: Way) -> Any:
        with self.workspace.read() as reader:
            return way.state(reader)

    def recorded(self) -> int:
        with self.workspace.read() as reader:
            counted = reader.session.connection().exec_driver_sql("SELECT count(*) FROM audit_events")
            return int(counted.scalar_one())


@pytest.fixture
def firm(workspace: Workspace) -> Firm:
    return Firm(workspace)


def _ways(firm: Firm) -> dict[str, tuple[Way, Callable[[Transaction], object]]]:
    follow_up, key_date, matter = firm.follow_up, firm.key_date, firm.matter
    other = (Party("Tern Ltd", PartyRole.OPPOSING_PARTY),)
    return {
        "follow-up moved": (
            follow_up_way(follow_up),
            lambda tx: move_follow_up(tx, follow_up, NEXT, "she asked"),
        ),
        "follow-up without a day": (
            follow_up_way(follow_up),
            lambda tx: move_follow_up(tx, follow_up, None, "she asked"),
        ),
        "follow-up done": (follow_up_way(follow_up), lambda tx: finish_follow_up(tx, follow_up)),
        "date moved": (
            key_date_way(key_date),
            lambda tx: move_key_date(tx, key_date, NEXT, None, "the court"),
        ),
        "date kept": (key_date_way(key_date), lambda tx: finish_key_date(tx, key_date)),
        "date called off": (key_date_way(key_date), lambda tx: cancel_key_date(tx, key_date, "the court")),
        "date withdrawn": (key_date_way(key_date), lambda tx: withdraw_key_date(tx, key_date, "misread")),
        "news withdrawn": (
            development_way(firm.news),
            lambda tx: withdraw_development(tx, firm.news, "misread"),
        ),
        "client": (
            client_way(firm.client),
            lambda tx: edit_client(
                tx,
                firm.client,
                replace(NORA, language="Spanish", points=(Point(PointKind.EMAIL, "n@x.org"),)),
            ),
        ),
        "matter": (
            matter_way(matter),
            lambda tx: (
                edit_matter(
                    tx,
                    matter,
                    replace(matter_sheet(tx.reader(), matter).details, title="W v. T", stage="Trial"),
                ),
                set_parties(tx, matter, other),
            ),
        ),
        "plan": (plan_way(matter), lambda tx: set_plan(tx, NewPlan(matter, 2, IntervalUnit.WEEK))),
        "put off": (
            put_off_way(OwedKind.FOLLOW_UP, follow_up),
            lambda tx: put_off(tx, OwedKind.FOLLOW_UP, follow_up, FRIDAY - timedelta(days=1), "waiting"),
        ),
    }


NAMES = (
    "follow-up moved", "follow-up without a day", "follow-up done", "date moved", "date kept", "date called off",
    "date withdrawn", "news withdrawn", "client", "matter", "plan", "put off",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_it_stands_as_before_and_again_as_after_and_all_is_on_record(firm: Firm, name: str) -> None:
    way, command = _ways(firm)[name]
    before = firm.stands(way)
    step = firm.do(way, command)
    after, so_far = firm.stands(way), firm.recorded()
    assert after != before
    taken = firm.back(step)
    assert firm.stands(way) == before
    assert firm.recorded() > so_far, "taking back is recorded, and nothing is erased"
    so_far = firm.recorded()
    again = firm.again(taken)
    assert _said(firm.stands(way)) == _said(after)
    assert firm.recorded() > so_far
    firm.back(again)
    assert firm.stands(way) == before


def _said(state: object) -> str:
    """Without the ids of rows: a party that comes back is a new row."""
    return re.sub(r"\bid=UUID\('[^']*'\)", "", repr(state))


def test_every_way_is_tried(firm: Firm) -> None:
    assert tuple(_ways(firm)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_was_changed_since_stays(firm: Firm, name: str) -> None:
    way, command = _ways(firm)[name]
    step = firm.do(way, command)
    firm.back(step)  # as if somebody else had set it right
    so_far = firm.recorded()
    with pytest.raises(Refused, match="changed since") as refused:
        firm.back(step)
    assert refused.value.code == "changed-since"
    assert firm.recorded() == so_far


@pytest.mark.parametrize("name", NAMES)
def test_who_only_reads_takes_nothing_back(firm: Firm, name: str) -> None:
    way, command = _ways(firm)[name]
    step = firm.do(way, command)
    with firm.workspace.write() as tx:
        reader = add_colleague(tx, NewColleague("Rory Reed", Role.READ_ONLY))
    after = firm.stands(way)
    with pytest.raises(Refused, match="read"), replace(firm.workspace, actor=reader).write() as tx:
        take_back(tx, step)
    assert firm.stands(way) == after


@pytest.mark.parametrize("name", [name for name in NAMES if name != "client"])
def test_who_may_not_see_the_matter_any_more_takes_nothing_back(firm: Firm, name: str) -> None:
    """It says what it would say of a matter that never was."""
    way, command = _ways(firm)[name]
    step = firm.do(way, command)
    with firm.workspace.write() as tx:
        david = add_colleague(tx, NewColleague("David Finch", Role.PARTNER))
    with replace(firm.workspace, actor=david).write() as tx:
        restrict_matter(tx, firm.matter, [david], "Against her brother")
    with pytest.raises((NotFound, Refused)) as refused, firm.workspace.write() as tx:
        take_back(tx, step)
    assert "Whitcombe" not in str(refused.value)
    with replace(firm.workspace, actor=david).read() as reader:
        assert way.state(reader) == step.after


def test_nothing_done_is_no_step(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        assert noting(tx, follow_up_way(firm.follow_up), lambda _: "nothing") == ("nothing", None)


def test_who_looks_after_a_matter_is_not_undone(firm: Firm) -> None:
    """Who answered for it, and since when, is asked for later."""
    with firm.workspace.write() as tx:
        david = add_colleague(tx, NewColleague("David Finch", Role.PARTNER))
    details = matter_sheet_of(firm)
    step = firm.do(
        matter_way(firm.matter),
        lambda tx: edit_matter(tx, firm.matter, replace(details, responsible_id=david)),
    )
    assert "stays on record" in step.why_not
    with pytest.raises(Refused, match="stays on record"):
        firm.back(step)
    assert matter_sheet_of(firm).responsible_id == david


def matter_sheet_of(firm: Firm) -> MatterDetails:
    with firm.workspace.read() as reader:
        return matter_sheet(reader, firm.matter).details


def test_a_client_who_heard_of_a_move_hears_that_it_is_taken_back(firm: Firm) -> None:
    way = key_date_way(firm.key_date)

    def move(tx: Transaction) -> None:
        move_key_date(tx, firm.key_date, NEXT, time(10), "the court")
        announce_key_date(tx, firm.key_date)

    with firm.workspace.write() as tx:
        announce_key_date(tx, firm.key_date)
    step = firm.do(way, move)
    firm.back(step)
    with firm.workspace.write() as tx:
        assert announce_key_date(tx, firm.key_date) is None, "the last word is that it stands where it stood"


def test_taking_up_is_taken_back_to_the_same_day_and_reason(firm: Firm) -> None:
    way = put_off_way(OwedKind.FOLLOW_UP, firm.follow_up)
    day = FRIDAY - timedelta(days=1)
    with firm.workspace.write() as tx:
        snooze = put_off(tx, OwedKind.FOLLOW_UP, firm.follow_up, day, "waiting")
    step = firm.do(way, partial(take_up, snooze_id=snooze))
    assert step.after is None
    firm.back(step)
    stands = firm.stands(way)
    assert (stands.until_on, stands.reason) == (day, "waiting")


def test_other_turns_go_back_too(firm: Firm) -> None:
    follow_up, key_date = firm.follow_up, firm.key_date
    with firm.workspace.write() as tx:
        finish_follow_up(tx, follow_up)
        cancel_key_date(tx, key_date, "the court")
        withdraw_development(tx, firm.news, "misread")
        set_plan(tx, NewPlan(firm.matter, 2, IntervalUnit.WEEK))
    turns: list[tuple[Way, Callable[[Transaction], object]]] = [
        (follow_up_way(follow_up), lambda tx: reopen_follow_up(tx, follow_up)),
        (key_date_way(key_date), lambda tx: reopen_date(tx, key_date)),
        (development_way(firm.news), lambda tx: restore_development(tx, firm.news)),
        (plan_way(firm.matter), lambda tx: drop_plan(tx, firm.matter)),
    ]
    for way, command in turns:
        before = firm.stands(way)
        firm.again(firm.back(firm.do(way, command)))
        assert firm.stands(way) != before
    with firm.workspace.write() as tx:
        withdraw_key_date(tx, key_date, "misread")
    way = key_date_way(key_date)
    firm.back(firm.do(way, lambda tx: restore_key_date(tx, key_date)))
    assert firm.stands(way).is_withdrawn


def test_a_verified_number_comes_back_as_it_was(firm: Firm) -> None:
    way = client_way(firm.client)
    firm.back(firm.do(way, lambda tx: edit_client(tx, firm.client, replace(NORA, points=()))))
    with firm.workspace.read() as reader:
        assert client_sheet(reader, firm.client).details == NORA


def test_steps_are_taken_back_one_after_the_other_when_a_party_went_in_between(firm: Firm) -> None:
    """A party that comes back is a new row; the step before knows it by what it says."""
    way = matter_way(firm.matter)
    tern = (Party("Tern Ltd", PartyRole.OPPOSING_PARTY),)
    none: tuple[Party, ...] = ()
    begun = firm.stands(way)
    steps = [firm.do(way, lambda tx, now=one: set_parties(tx, firm.matter, now)) for one in (tern, none)]
    undone = [firm.back(step) for step in reversed(steps)]
    assert firm.stands(way) == begun
    for step in reversed(undone):
        firm.again(step)
    assert firm.stands(way).parties == none
