"""Who stands in for whom, day by day; nothing is rewritten, and it returns by itself."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clients.commands import ClientDetails, add_client
from app.contactlog.queries import untold_developments
from app.hours.commands import NewAbsence, add_absence
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, open_matter
from app.owed.handover.away_news import end_absence, take_news_back, tell_of_absence, whom_to_tell
from app.owed.handover.heirs import heirs
from app.owed.stand_ins import stand_ins, standing_in
from app.people import standing
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


@pytest.fixture
def people(workspace: Workspace) -> tuple[UUID, ...]:
    with workspace.write() as tx:
        return tuple(add_colleague(tx, NewColleague(name, Role.LAWYER)) for name in ("Nora", "Max", "Ann"))


def test_it_lasts_as_long_as_the_absence(workspace: Workspace, people: tuple[UUID, ...]) -> None:
    nora, max_, _ = people
    with workspace.write() as tx:
        add_absence(tx, NewAbsence(nora, MONDAY, FRIDAY, max_))
    with workspace.read() as reader:
        assert standing_in(reader) == {nora: max_}
        assert stand_ins(reader)[nora].until == FRIDAY
        assert stand_ins(reader, FRIDAY + timedelta(days=1)) == {}
        assert nora not in {one.id for one in heirs(reader, max_)}, "who is away takes nothing over"
        assert nora in {one.id for one in heirs(reader, max_, FRIDAY + timedelta(days=1))}


def test_who_stands_in_is_away_too(workspace: Workspace, people: tuple[UUID, ...]) -> None:
    nora, max_, ann = people
    with workspace.write() as tx:
        add_absence(tx, NewAbsence(nora, MONDAY, FRIDAY, max_))
        add_absence(tx, NewAbsence(max_, MONDAY, MONDAY, ann))
    with workspace.read() as reader:
        assert standing_in(reader) == {nora: ann, max_: ann}
    with workspace.write() as tx:
        add_absence(tx, NewAbsence(ann, MONDAY, MONDAY, nora))
    with workspace.read() as reader:
        assert standing_in(reader) == {}, "all of a circle are away"
        assert stand_ins(reader, FRIDAY)[nora].by_id == max_


def test_who_has_left_stands_in_for_nobody(workspace: Workspace, people: tuple[UUID, ...]) -> None:
    nora, max_, _ = people
    with workspace.write() as tx:
        add_absence(tx, NewAbsence(nora, MONDAY, FRIDAY, max_))
        standing.take_leave(tx, max_, [workspace.actor])
    with workspace.read() as reader:
        assert standing_in(reader) == {}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=4, max_size=4), st.sets(st.integers(0, 3)))
def test_whoever_stands_in_is_here(
    workspace: Workspace, people: tuple[UUID, ...], for_whom: list[int | None], away: set[int]
) -> None:
    everybody = (workspace.actor, *people)
    with workspace.rehearse() as tx:
        for number in sorted(away):
            other = for_whom[number]
            if other != number:
                stand_in = None if other is None else everybody[other]
                add_absence(tx, NewAbsence(everybody[number], MONDAY, FRIDAY, stand_in))
        gone = {everybody[number] for number in away if for_whom[number] != number}
        found = standing_in(tx.reader())
        assert found.keys() <= gone
        assert not gone & set(found.values())


def test_a_longer_absence_is_told_where_asked_once_in_each_matter(
    workspace: Workspace, people: tuple[UUID, ...]
) -> None:
    nora, max_, _ = people
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
        open_matter(tx, MatterDetails("Lease", (client,), point_of_contact_id=nora))
        open_matter(tx, MatterDetails("Other", (client,), point_of_contact_id=max_))
        absence = add_absence(tx, NewAbsence(nora, FRIDAY, FRIDAY + timedelta(days=14), max_))
    with workspace.read() as reader:
        assert [one.title for one in whom_to_tell(reader, absence).matters] == ["Lease"]
    with workspace.write() as tx:
        assert len(tell_of_absence(tx, absence)) == 1
        assert tell_of_absence(tx, absence) == ()
        (news,) = untold_developments(tx.reader())
        assert news.plain_words.startswith("Nora is away from Friday 27 November until Friday 11 December.")
    with workspace.write() as tx:
        take_news_back(tx, absence)
        assert not untold_developments(tx.reader())


def test_who_comes_back_is_no_news_any_more(workspace: Workspace, people: tuple[UUID, ...]) -> None:
    nora, max_, _ = people
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
        open_matter(tx, MatterDetails("Lease", (client,), point_of_contact_id=nora))
        absence = add_absence(tx, NewAbsence(nora, FRIDAY, FRIDAY + timedelta(days=14), max_))
        tell_of_absence(tx, absence)
    with workspace.write() as tx:
        assert end_absence(tx, absence) is None
        assert not untold_developments(tx.reader())


def test_nobody_is_told_who_stands_in_before_somebody_does(
    workspace: Workspace, people: tuple[UUID, ...]
) -> None:
    with workspace.write() as tx:
        absence = add_absence(tx, NewAbsence(people[0], MONDAY, FRIDAY))
    with pytest.raises(Refused, match="Nobody stands in"), workspace.write() as tx:
        tell_of_absence(tx, absence)
