"""The promise of the product: whatever the firm looks like, all that is owed stands on the Today of somebody who can do
it; and Today, `due`, the morning list, the calendar and what slipped say the same of one moment."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.bootstrap import create_workspace, open_workspace
from app.clients.commands import ClientDetails, add_client
from app.clients.models import Client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.words import Channel, Direction
from app.hours.models import AbsenceRow
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.walls import restrict_matter
from app.matters.words import DevelopmentKind, KeyDateKind
from app.owed.calendar.days import Among, days, late_items
from app.owed.deriving import comes_by
from app.owed.division import Share, divide
from app.owed.items import OwedItem, OwedKind, OwedState
from app.owed.lately import owed_lately
from app.owed.notice import NOTICE
from app.owed.queries import AHEAD, owed
from app.owed.slipped.lines import KINDS, LineState
from app.owed.slipped.queries import slipped
from app.owed.stand_ins import standing_in
from app.people.commands import NewColleague, add_colleague
from app.people.models import Colleague
from app.people.queries import colleagues
from app.people.words import Role
from app.reports.lists.morning import morning_list
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction
from app.vault.kdf import CHEAP
from tests.support import FIRM, MONDAY, PASSWORD, USER, ask_for_no_terms

BEGIN = MONDAY - timedelta(days=21)
_WHO = st.none() | st.integers(0, 4)


@dataclass(frozen=True)
class Person:
    """What became of somebody; 0 is Maria Ortega, a partner who stays and is away like others."""

    role: Role
    left: bool
    away: bool
    stand_in: int | None


@dataclass(frozen=True)
class File:
    """A matter: who looks after it, who gives its updates and acts, and to whom it exists (None: to all)."""

    contact: int | None
    responsible: int | None
    supervisor: int | None
    gives: int | None
    acts: str
    inside: frozenset[int] | None
    scheduled: bool
    urgent: bool


_PEOPLE = st.tuples(
    *[
        st.builds(Person, st.just(Role.PARTNER), st.just(False), st.booleans(), _WHO),
        *[st.builds(Person, st.sampled_from(Role), st.booleans(), st.booleans(), _WHO)] * 4,
    ]
)
_INSIDE = st.none() | st.frozensets(st.integers(1, 4), max_size=2).map(lambda some: some | {0})
_ACTS = st.sampled_from(["", "Person 1", "Person 2", "the court", "Ada Whitcombe"])
_FILES = st.lists(
    st.builds(File, _WHO, _WHO, _WHO, _WHO, _ACTS, _INSIDE, st.booleans(), st.booleans()),
    min_size=1,
    max_size=3,
)


@cache
def _template() -> Path:
    """The vault of a firm of five."""
    folder = Path(tempfile.mkdtemp(prefix="liaison-truth-")) / "vault"
    made, _ = create_workspace(folder, PASSWORD, firm=FIRM, user=USER, clock=FixedClock(BEGIN), cost=CHEAP)
    ask_for_no_terms(made)
    with made.write() as tx:
        for number in range(1, 5):
            add_colleague(tx, NewColleague(f"Person {number}", Role.LAWYER))
        add_client(tx, ClientDetails(first_name="Ada", last_name="Whitcombe"))
    made.lock()
    return folder


def _file(tx: Transaction, who: list[UUID], client: UUID, one: File) -> tuple[UUID, set[UUID]]:
    """A matter in which something of every kind is owed; for whom it exists, nobody for all."""

    def named(place: int | None) -> UUID | None:
        return None if place is None else who[place]

    details = MatterDetails(
        title="The lease",
        clients=(client,),
        point_of_contact_id=named(one.contact),
        responsible_id=named(one.responsible),
        supervisor_id=named(one.supervisor),
    )
    matter = open_matter(tx, details)
    if one.inside is not None:
        restrict_matter(tx, matter, [who[place] for place in one.inside], "private")
    if one.scheduled:
        by = named(one.gives) if one.inside is None or one.gives in one.inside else None
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, by_id=by))
    asked = NewContact(
        matter_id=matter,
        occurred_at=tx.now,
        channel=Channel.PHONE,
        direction=Direction.IN,
        summary="Asked whether the deposit came.",
        needs_reply=True,
        urgent=one.urgent,
        follow_ups=(NewFollowUp(one.acts, "Send the deed", tx.today + timedelta(days=3)),),
    )
    log_contact(tx, asked)
    for essential in (True, False):
        happened = NewDevelopment(matter, DevelopmentKind.RULING, tx.now, "ORDER.", essential=essential)
        add_development(tx, happened)
    for day in (10, 23):
        new = NewKeyDate(matter, KeyDateKind.DEADLINE, tx.today + timedelta(days=day), "Answer")
        add_key_date(tx, new)
    return matter, {who[place] for place in one.inside or ()}


def _what_became(tx: Transaction, who: list[UUID], people: tuple[Person, ...]) -> None:
    """They left, got another role, are away: written as it stands, whatever forms would have refused."""
    for one_id, one in zip(who, people, strict=True):
        row = tx.session.get_one(Colleague, one_id)
        row.role = one.role
        if one.left:
            row.active, row.left_at = False, tx.now
        if one.away:
            stand_in = None if one.stand_in is None or who[one.stand_in] == one_id else who[one.stand_in]
            tx.session.add(
                AbsenceRow(
                    id=tx.new_id(), colleague_id=one_id, first=tx.today, last=tx.today, note="",
                    stand_in_id=stand_in, added_at=tx.now,
                )
            )  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A firm as it stands. ``inside``: for whom each restricted matter exists."""

    who: list[UUID]
    people: tuple[Person, ...]
    inside: dict[UUID, set[UUID]]

    def able(self, item: OwedItem) -> set[UUID]:
        """Who may do it, by the words of PRACTICE B4 and J2 alone."""
        there = {
            one_id
            for one_id, one in zip(self.who, self.people, strict=True)
            if not one.left and one.role is not Role.READ_ONLY
        }
        return there & self.inside.get(item.matter_id, there) if item.matter_id else there

    def partners_here(self) -> set[UUID]:
        """The partners who are there today."""
        pairs = zip(self.who, self.people, strict=True)
        return {one_id for one_id, one in pairs if one.role is Role.PARTNER and not (one.left or one.away)}


def _check(reader: Reader, made: Made) -> None:
    found = owed(reader)
    assert owed_lately(reader) == found
    today = {one_id: divide(reader, found, one_id) for one_id in made.who}
    for item in found.items:
        able = made.able(item)
        assert any(item in today[one_id].mine.items for one_id in able), item
        for one_id in made.partners_here() & able:
            division = today[one_id]
            assert item in [*division.mine.items, *(one for each in division.others for one in each.items)]
    for lost in found.forgotten:
        assert any(lost in today[one_id].mine.forgotten for one_id in made.who), lost
    for one_id in made.who:
        _says_the_same(reader, today[one_id].mine, one_id)
    late = {
        (one.kind, one.source_id)
        for one in found.items
        if one.state is OwedState.OVERDUE and one.kind in KINDS
    }
    lines = slipped(reader, BEGIN.date()).lines
    missed = {
        (one.kind, one.source_id) for one in lines if one.state is LineState.MISSED and one.settled_at is None
    }
    behind = {(OwedKind.ANSWER, source) for kind, source in late if kind is OwedKind.ACKNOWLEDGEMENT}
    assert late <= missed <= late | behind, "an answer is late behind its acknowledgement, which stands first"


def _says_the_same(reader: Reader, mine: Share, one_id: UUID) -> None:
    """`due --person`, Today, the morning list and the calendar of one person."""
    asked = owed(reader, person_id=one_id).items
    assert not set(asked) - set(mine.items)
    stood_in_for = {away for away, by in standing_in(reader).items() if by == one_id}
    for item in set(mine.items) - set(asked):
        assert item.person_id is None or any(item.concerns(away) for away in stood_in_for)
    listed = morning_list(reader, one_id)
    assert sum(len(part.rows) for part in listed.parts) == len(mine.items) + len(mine.forgotten)
    first, last = BEGIN.date() - timedelta(days=9), reader.today + timedelta(days=AHEAD)
    month = days(reader, first, last, Among(one_id))
    lying = Counter(one.source_id for day in month.values() for one in day.items if one.is_owed)
    assert lying == Counter(one.source_id for one in asked if comes_by(one, last, reader))
    further = days(reader, first, reader.today + timedelta(days=max(NOTICE.values())), Among(one_id))
    all_lying = {one.source_id for day in further.values() for one in day.items if one.is_owed}
    assert {one.source_id for one in asked} <= all_lying, "what notice is given of lies on its day"
    assert len(late_items(reader, Among(one_id))) == sum(one.state is OwedState.OVERDUE for one in asked)


_PARTNER = Person(Role.PARTNER, left=False, away=False, stand_in=None)
_BEHIND = File(None, None, None, None, "Person 1", frozenset({0}), scheduled=False, urgent=False)


@example((replace(_PARTNER, away=True, stand_in=1), *[_PARTNER] * 4), [_BEHIND], None, 0)
@settings(max_examples=6)
@given(_PEOPLE, _FILES, st.none() | st.integers(0, 4), st.sampled_from([0, 1, 4, 12, 30]))
def test_nothing_falls_through(
    people: tuple[Person, ...], files: list[File], lead: int | None, days_later: int
) -> None:
    room = Path(tempfile.mkdtemp(prefix="liaison-truth-"))
    shutil.copytree(_template(), room / "vault")
    clock = FixedClock(BEGIN)
    workspace = open_workspace(room / "vault", PASSWORD, clock=clock)
    try:
        with workspace.write() as tx:
            by_name = {one.name: one.id for one in colleagues(tx.reader())}
            who = [by_name[name] for name in (USER, *(f"Person {number}" for number in range(1, 5)))]
            (client,) = tx.session.scalars(select(Client.id))
            inside = dict(_file(tx, who, client, one) for one in files)
            details = replace(firm(tx.reader()).details, lead_id=None if lead is None else who[lead])
            change_firm(tx, details)
        clock.advance(timedelta(days=days_later))
        with workspace.write() as tx:
            _what_became(tx, who, people)
        with workspace.read() as reader:
            _check(reader, Made(who, people, {one: some for one, some in inside.items() if some}))
    finally:
        workspace.lock()
        shutil.rmtree(room)
