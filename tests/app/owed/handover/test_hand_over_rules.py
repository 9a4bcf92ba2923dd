"""After a hand-over nothing stays with who left, nothing else moved, and it can all go back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.elsewhere import untold_elsewhere
from app.contactlog.follow_up_commands import add_follow_up, finish_follow_up
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.queries import follow_ups, untold_developments
from app.contactlog.telling import tellings
from app.contactlog.words import Channel, Direction
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.kernel.errors import Invalid, Refused
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.keepers import KeeperRole, keeper_history
from app.matters.key_date_queries import key_dates
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.queries import list_matters
from app.matters.sheet import matter_sheet
from app.matters.walls import restrict_matter, wall_of
from app.matters.words import KeyDateKind, MatterStatus
from app.owed.handover.handing_over import NewHandOver, foresee, hand_over
from app.owed.handover.heirs import heirs
from app.owed.handover.left_said import say_outlook
from app.owed.handover.left_with import left_with
from app.owed.handover.taking_back import take_back
from app.people import standing
from app.people.commands import NewColleague, add_colleague
from app.people.queries import colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, set_plan
from app.schedule.queries import update_dues
from app.schedule.words import IntervalUnit
from app.storage.transaction import Reader, Transaction
from app.workspace import Workspace


@dataclass
class Firm:
    """A firm of four, a client with two matters and another with one."""

    workspace: Workspace
    nora: UUID
    maria: UUID
    ann: UUID
    matters: tuple[UUID, ...]

    def seen_by(self, who: UUID) -> Workspace:
        return Workspace(self.workspace.vault, self.workspace.clock, who, self.workspace.zone)


@pytest.fixture
def firm(workspace: Workspace) -> Firm:
    with workspace.write() as tx:
        nora, maria, ann = (
            add_colleague(tx, NewColleague(name, role, phone=phone))
            for name, role, phone in (
                ("Nora Brandt", Role.LAWYER, ""),
                ("Maria Ortiz", Role.LAWYER, "510 555 0101"),
                ("Ann Harbour", Role.PARTNER, ""),
            )
        )
        one = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
        other = add_client(tx, ClientDetails(first_name="Sven", last_name="Olsen"))
        matters = tuple(
            open_matter(
                tx,
                MatterDetails(
                    title, (client,), opened_on=tx.today, responsible_id=nora, point_of_contact_id=nora
                ),
            )
            for title, client in (("Lease", one), ("Will", one), ("Boat", other))
        )
    return Firm(workspace, nora, maria, ann, matters)


def test_each_client_is_told_with_words_ready(firm: Firm) -> None:
    new = NewHandOver(firm.nora, firm.maria, on=date(2026, 11, 30), reason="Nora moves to Oslo")
    with firm.workspace.read() as reader:
        outlook = foresee(reader, new)
        assert (len(outlook.portions), outlook.clients, len(outlook.told)) == (3, 2, 3)
    with firm.workspace.write() as tx:
        hand_over(tx, new)
    with firm.workspace.read() as reader:
        news = untold_developments(reader)
        assert [one.matter_id for one in news] == list(firm.matters)
        assert {one.essential for one in news} == {True}
        assert news[0].text == (
            "New point of contact and responsible lawyer: Maria Ortiz from 30 November 2026, in the place of "
            "Nora Brandt"
        )
        assert news[0].plain_words == (
            "From Monday 30 November Maria Ortiz is your point of contact and the lawyer responsible for your matter. "
            "You reach Maria Ortiz at 510 555 0101."
        )


def test_from_a_day_to_come_it_changes_on_that_day_by_itself(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        hand_over(tx, NewHandOver(firm.nora, firm.maria, on=date(2026, 11, 30)))
    now = firm.workspace.clock.now()
    for days, who in ((0, firm.nora), (6, firm.nora), (7, firm.maria)):
        with firm.workspace.read(as_of=now + timedelta(days=days)) as reader:
            row = list_matters(reader, ids=[firm.matters[0]])[0]
            assert (row.point_of_contact_id, row.responsible_id) == (who, who), days
            assert len(list_matters(reader, responsible_id=who)) == 3
            assert {one.person_id for one in owed_items(reader)} == {who}


def owed_items(reader: Reader) -> Any:
    from app.owed.queries import owed

    return owed(reader).items


def test_what_waits_for_the_day_and_what_does_not_is_said_before(firm: Firm) -> None:
    first, tomorrow = firm.matters[0], date(2026, 11, 24)
    with firm.workspace.write() as tx:
        name = colleague(tx.reader(), firm.nora).name
        add_key_date(tx, NewKeyDate(first, KeyDateKind.HEARING, date(2026, 11, 27), "Hearing", who_acts=name))
        outlook = foresee(tx.reader(), NewHandOver(firm.nora, firm.maria, on=tomorrow))
        today = foresee(tx.reader(), NewHandOver(firm.nora, firm.maria))
    names = {firm.maria: "Maria"}
    said = say_outlook(outlook, names)
    assert "Clients reach them from 24 November 2026 on." in said
    assert "At once go: " in said
    assert "key dates to act on" in said
    assert "Gone at once: " in say_outlook(outlook, names, done=True)
    assert "at once" not in say_outlook(today, names).casefold()


def test_who_looked_after_it_then_is_read_as_of_then(firm: Firm) -> None:
    clock = firm.workspace.clock
    assert isinstance(clock, FixedClock)
    before = clock.now()
    clock.advance(timedelta(days=2))
    with firm.workspace.write() as tx:
        hand_over(tx, NewHandOver(firm.nora, firm.maria, on=date(2026, 11, 24), reason="she left"))
    with firm.workspace.read(as_of=before) as reader:
        assert list_matters(reader)[0].point_of_contact == "Nora Brandt"
    with firm.workspace.read(as_of=before + timedelta(days=1)) as reader:
        assert list_matters(reader)[0].point_of_contact == "Maria Ortiz", "it counts from its day"
    day_after = before + timedelta(days=1)
    with firm.workspace.read(as_of=day_after, known_by=day_after) as reader:
        assert list_matters(reader)[0].point_of_contact == "Nora Brandt", "nobody had written it yet"
        assert keeper_history(reader, firm.matters[0]) == ()
    with firm.workspace.read() as reader:
        changes = keeper_history(reader, firm.matters[0])
        assert {(one.role, one.was, one.now, one.reason) for one in changes} == {
            (role, "Nora Brandt", "Maria Ortiz", "she left")
            for role in (KeeperRole.CONTACT, KeeperRole.RESPONSIBLE)
        }


def test_several_take_over_matter_by_matter(firm: Firm) -> None:
    lease, will, boat = firm.matters
    with firm.workspace.write() as tx:
        done = hand_over(tx, NewHandOver(firm.nora, None, {lease: firm.maria, will: firm.ann}))
    assert done.given == 2
    with firm.workspace.read() as reader:
        contacts = {row.id: row.point_of_contact_id for row in list_matters(reader)}
        assert contacts == {lease: firm.maria, will: firm.ann, boat: firm.nora}
        assert [one.id for one in left_with(reader, firm.nora).matters] == [boat]


def test_news_that_nobody_heard_gives_way_to_the_next(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        hand_over(tx, NewHandOver(firm.nora, firm.maria))
    with firm.workspace.write() as tx:
        again = hand_over(tx, NewHandOver(firm.maria, firm.ann))
    with firm.workspace.read() as reader:
        assert all("Ann Harbour" in one.text and "Nora" in one.text for one in untold_developments(reader))
        assert len(untold_developments(reader)) == 3
    with firm.workspace.write() as tx:
        take_back(tx, again)
    with firm.workspace.read() as reader:
        assert all("Maria Ortiz" in one.text for one in untold_developments(reader))
        assert len(untold_developments(reader)) == 3


def test_what_the_client_heard_is_not_taken_back_unseen(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        done = hand_over(tx, NewHandOver(firm.nora, firm.maria))
        news = untold_developments(tx.reader(), firm.matters[0])
        log_contact(
            tx,
            NewContact(
                matter_id=firm.matters[0], channel=Channel.PHONE, direction=Direction.OUT, occurred_at=tx.now,
                summary="Told her.", tells=(news[0].id,),
            ),
        )  # fmt: skip
    with pytest.raises(Refused, match="was told of it"), firm.workspace.write() as tx:
        take_back(tx, done)


def test_two_matters_of_one_client_are_told_in_one_contact(firm: Firm) -> None:
    lease, will, boat = firm.matters
    with firm.workspace.write() as tx:
        hand_over(tx, NewHandOver(firm.nora, firm.maria))
    with firm.workspace.read() as reader:
        news = {one.matter_id: one.id for one in untold_developments(reader)}
        ida = matter_sheet(reader, lease).row.client_id
        assert [(one.id, title) for one, title in untold_elsewhere(reader, ida, lease)] == [
            (news[will], "Will")
        ]

    def told(*ids: UUID) -> NewContact:
        return NewContact(
            matter_id=lease, channel=Channel.PHONE, direction=Direction.OUT,
            occurred_at=firm.workspace.clock.now(), summary="Told Ida of Maria.", tells=ids,
        )  # fmt: skip

    with pytest.raises(Invalid, match="not one of this matter"), firm.workspace.write() as tx:
        log_contact(tx, told(news[lease], news[boat]))
    with firm.workspace.write() as tx:
        logged = log_contact(tx, told(news[lease], news[will]))
    with firm.workspace.read() as reader:
        assert [one.matter_id for one in untold_developments(reader)] == [boat]
        assert untold_elsewhere(reader, ida, lease) == ()
        assert [one.entry_id for one in tellings(reader, will)[news[will]]] == [logged]


def test_what_is_restricted_is_told_in_its_own_entries_alone(firm: Firm) -> None:
    lease, will, _ = firm.matters
    ann = firm.seen_by(firm.ann)
    with ann.write() as tx:
        restrict_matter(tx, will, [firm.ann, firm.maria], "private")
        hand_over(tx, NewHandOver(firm.nora, firm.maria))
        reader = tx.reader()
        news = {one.matter_id: one.id for one in untold_developments(reader)}
        ida = matter_sheet(reader, lease).row.client_id
        assert untold_elsewhere(reader, ida, lease) == untold_elsewhere(reader, ida, will) == ()
        with pytest.raises(Invalid, match="not one of this matter"):
            log_contact(
                tx,
                NewContact(
                    matter_id=lease, channel=Channel.PHONE, direction=Direction.OUT, occurred_at=tx.now,
                    summary="Told Ida.", tells=(news[lease], news[will]),
                ),
            )  # fmt: skip


def test_what_was_changed_since_stays(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        done = hand_over(tx, NewHandOver(firm.nora, firm.maria))
    with firm.workspace.write() as tx:
        details = matter_sheet(tx.reader(), firm.matters[0]).details
        edit_matter(tx, firm.matters[0], replace(details, point_of_contact_id=firm.ann))
    with pytest.raises(Refused, match="changed since"), firm.workspace.write() as tx:
        take_back(tx, done)
    with firm.workspace.read() as reader:
        assert left_with(reader, firm.nora).nothing


def test_nothing_goes_back_to_who_left(firm: Firm) -> None:
    with firm.workspace.write() as tx:
        done = hand_over(tx, NewHandOver(firm.nora, firm.maria))
        standing.take_leave(tx, firm.nora, [firm.workspace.actor])
    with pytest.raises(Refused, match="no longer at the firm"), firm.workspace.write() as tx:
        take_back(tx, done)
    with firm.workspace.read() as reader:
        assert firm.nora not in {one.id for one in heirs(reader, firm.ann)}


def test_a_restricted_matter_lets_its_heir_in_or_stays(firm: Firm) -> None:
    lease = firm.matters[0]
    with firm.seen_by(firm.nora).write() as tx:
        restrict_matter(tx, lease, [firm.nora, firm.ann], "private")
    staff = firm.workspace
    with staff.read() as reader:
        assert lease not in {one.id for one in left_with(reader, firm.nora).matters}, "it is hidden"
    by_ann = firm.seen_by(firm.ann)
    with by_ann.write() as tx:
        done = hand_over(tx, NewHandOver(firm.nora, firm.maria))
    with by_ann.read() as reader:
        wall = wall_of(reader, lease)
        assert wall is not None
        assert firm.maria in {one for one, _ in wall.people}
    with by_ann.write() as tx:
        take_back(tx, done)
    with by_ann.read() as reader:
        wall = wall_of(reader, lease)
        assert wall is not None
        assert {one for one, _ in wall.people} == {firm.nora, firm.ann}


def test_who_may_not_let_anybody_in_is_told_what_stays(firm: Firm) -> None:
    lease = firm.matters[0]
    with firm.workspace.write() as tx:
        sam = add_colleague(tx, NewColleague("Sam Poe", Role.STAFF))
    with firm.seen_by(firm.nora).write() as tx:
        restrict_matter(tx, lease, [firm.nora, firm.ann, sam], "private")
    by_sam = firm.seen_by(sam)
    with by_sam.write() as tx:
        done = hand_over(tx, NewHandOver(firm.nora, firm.maria))
    assert [one.matter.id for one in done.outlook.barred] == [lease]
    with by_sam.read() as reader:
        assert [one.id for one in left_with(reader, firm.nora).matters] == [lease]


def test_a_lawyer_gives_and_takes_back_what_was_theirs(firm: Firm) -> None:
    by_nora = firm.seen_by(firm.nora)
    with by_nora.write() as tx:
        done = hand_over(tx, NewHandOver(firm.nora, firm.maria))
    with firm.workspace.write() as tx, pytest.raises(Refused, match="Whoever handed over"):
        take_back(tx, done)
    with by_nora.write() as tx:
        take_back(tx, done)
    with by_nora.read() as reader:
        assert {row.responsible_id for row in list_matters(reader)} == {firm.nora}
        assert not untold_developments(reader)


PEOPLE = st.integers(0, 3)
# Responsible, contact, supervisor, who keeps the schedule; agreed actions, done or not; key dates to act on; status.
MATTER = st.tuples(
    st.none() | PEOPLE,
    st.none() | PEOPLE,
    st.none() | PEOPLE,
    st.none() | PEOPLE,
    st.lists(st.tuples(PEOPLE, st.booleans()), max_size=2),
    st.lists(PEOPLE, max_size=2),
    st.sampled_from(MatterStatus),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.lists(MATTER, min_size=1, max_size=4), PEOPLE, st.lists(PEOPLE, min_size=5, max_size=5), st.booleans()
)
def test_nothing_stays_and_nothing_else_moves(
    firm: Firm, matters: list[Any], leaver: int, heirs_of: list[int], to_one: bool
) -> None:
    people = (firm.workspace.actor, firm.nora, firm.maria, firm.ann)
    heir_ids = [people[one if one != leaver else (one + 1) % 4] for one in heirs_of]
    with firm.workspace.rehearse() as tx:
        _clear(tx, firm)
        ids = [_make(tx, people, one) for one in matters]
        before = _picture(tx.reader())
        of_matter = {} if to_one else dict(zip(ids, heir_ids, strict=False))
        new = NewHandOver(people[leaver], heir_ids[4], of_matter)
        done = hand_over(tx, new)
        reader = tx.reader()
        assert left_with(reader, people[leaver]).nothing
        expected = {
            key: new.heir(key[0]) if who == people[leaver] and _goes(key, matters, ids) else who
            for key, who in before.items()
        }
        assert _picture(reader) == expected
        take_back(tx, done)
        assert _picture(tx.reader()) == before
        assert not untold_developments(tx.reader())


def _goes(key: tuple[UUID, str, object], matters: list[Any], ids: list[UUID]) -> bool:
    """A closed matter keeps its names, and so do what is done and what is past; agreed actions go all the same."""
    status = matters[ids.index(key[0])][-1]
    return status is not MatterStatus.CLOSED or key[1] == "follow_up"


def _clear(tx: Transaction, firm: Firm) -> None:
    for matter_id in firm.matters:
        details = matter_sheet(tx.reader(), matter_id).details
        edit_matter(tx, matter_id, replace(details, responsible_id=None, point_of_contact_id=None))


def _make(tx: Transaction, people: tuple[UUID, ...], one: Any) -> UUID:
    def who(number: int | None) -> UUID | None:
        return None if number is None else people[number]

    responsible, contact, supervisor, keeps, agreed, dates, status = one
    client = add_client(tx, ClientDetails(first_name="Ida", last_name=f"W{tx.new_id().hex}"))
    details = MatterDetails(
        "M", (client,), status=MatterStatus.OPEN, opened_on=tx.today, responsible_id=who(responsible),
        point_of_contact_id=who(contact), supervisor_id=who(supervisor),
    )  # fmt: skip
    matter_id = open_matter(tx, details)
    if keeps is not None:
        set_plan(tx, NewPlan(matter_id, 1, IntervalUnit.MONTH, tx.today, by_id=who(keeps)))
    names = {
        person: name
        for name, person in zip(
            ("Maria Ortega", "Nora Brandt", "Maria Ortiz", "Ann Harbour"), people, strict=True
        )
    }
    for number, is_done in agreed:
        found = add_follow_up(tx, matter_id, NewFollowUp(names[people[number]], "do it", tx.today))
        if is_done:
            finish_follow_up(tx, found)
    for number in dates:
        on = tx.today + timedelta(days=3)
        add_key_date(tx, NewKeyDate(matter_id, KeyDateKind.HEARING, on, "H", who_acts=names[people[number]]))
    if status is not MatterStatus.OPEN:
        sheet = matter_sheet(tx.reader(), matter_id).details
        closed = tx.today if status is MatterStatus.CLOSED else None
        edit_matter(tx, matter_id, replace(sheet, status=status, closed_on=closed))
    return matter_id


def _picture(reader: Reader) -> dict[tuple[UUID, str, object], UUID | None]:
    """Who has what, of all that can be handed over."""
    return dict(_pieces(reader))


def _pieces(reader: Reader) -> Iterator[tuple[tuple[UUID, str, object], UUID | None]]:
    from app.people.queries import colleagues

    by_name = {one.name: one.id for one in colleagues(reader, active_only=False)}
    rows = {row.id: row for row in list_matters(reader) if row.title == "M"}
    dues = update_dues(reader, firm_calendar(reader))
    for row in rows.values():
        details = matter_sheet(reader, row.id).details
        yield (row.id, "responsible", None), details.responsible_id
        yield (row.id, "contact", None), details.point_of_contact_id
        yield (row.id, "supervisor", None), details.supervisor_id
        yield (row.id, "updates", None), dues[row.id].by_id if row.id in dues else None
    for agreed in follow_ups(reader, open_only=True):
        if agreed.matter_id in rows:
            yield (agreed.matter_id, "follow_up", agreed.id), agreed.colleague_id
    for key in key_dates(reader):
        yield (key.matter_id, "key_date", key.id), by_name[key.who_acts]
