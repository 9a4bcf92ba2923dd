"""What counts as owed, and what does not: duties must neither be forgotten nor falsely discharged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.queries import entry_form
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.clock import FixedClock
from app.kernel.errors import Invalid
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.owed.calendar.days import days
from app.owed.items import OwedKind, OwedState
from app.owed.queries import Owed, owed
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.workspace import Workspace
from tests.support import MONDAY


@pytest.fixture
def client(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        return add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))


@pytest.fixture
def matter(workspace: Workspace, client: UUID) -> UUID:
    with workspace.write() as tx:
        return open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))


def call(matter: UUID | None, **values: object) -> NewContact:
    base: dict[str, object] = {
        "channel": Channel.PHONE,
        "direction": Direction.OUT,
        "occurred_at": MONDAY - timedelta(hours=2),
        "summary": "Explained that the court has not decided yet",
        "matter_id": matter,
    }
    return NewContact(**{**base, **values})  # type: ignore[arg-type]  # a table of test values


def log(workspace: Workspace, new: NewContact) -> UUID:
    with workspace.write() as tx:
        return log_contact(tx, new)


def now_owed(workspace: Workspace) -> Owed:
    with workspace.read() as reader:
        return owed(reader)


def test_a_reply_to_a_client_without_a_matter_is_owed(workspace: Workspace, client: UUID) -> None:
    asked = call(None, client_id=client, direction=Direction.IN, needs_reply=True, urgent=True)
    log(workspace, asked)
    (item,) = now_owed(workspace).items
    assert (item.kind, item.matter, item.whose.client) == (OwedKind.ACKNOWLEDGEMENT, None, "Nora Whitcombe")
    assert item.title == "Nora Whitcombe"


def test_what_was_agreed_with_a_client_without_a_matter_is_owed(workspace: Workspace, client: UUID) -> None:
    log(
        workspace,
        call(None, client_id=client, follow_ups=(NewFollowUp("Maria", "send the form", MONDAY.date()),)),
    )
    (item,) = now_owed(workspace).items
    assert (item.kind, item.whose.client) == (OwedKind.FOLLOW_UP, "Nora Whitcombe")


def test_what_a_withdrawn_entry_agreed_counts_for_nothing(workspace: Workspace, matter: UUID) -> None:
    entry = log(workspace, call(matter, follow_ups=(NewFollowUp("Nora", "send the lease", MONDAY.date()),)))
    assert len(now_owed(workspace).items) == 1
    with workspace.write() as tx:
        withdraw_contact(tx, entry, "it was another client")
    assert now_owed(workspace).items == ()


@pytest.mark.parametrize("mark", ["is_update", "tells", "answers_id"])
@pytest.mark.parametrize(
    "unreached", [{"outcome": Outcome.NO_ANSWER}, {"with_client": False, "direction": Direction.INTERNAL}]
)
def test_nobody_reached_discharges_no_duty(
    workspace: Workspace, matter: UUID, mark: str, unreached: dict[str, object]
) -> None:
    asked = log(workspace, call(matter, direction=Direction.IN, needs_reply=True))
    with workspace.write() as tx:
        news = add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, MONDAY, "Motion denied"))
    marks: dict[str, object] = {"is_update": True, "tells": (news,), "answers_id": asked}
    with pytest.raises(Invalid, match="Nobody was reached"):
        log(workspace, call(matter, **{mark: marks[mark]}, **unreached))


def test_a_try_that_reached_nobody_is_no_contact(workspace: Workspace, matter: UUID) -> None:
    log(workspace, call(matter, outcome=Outcome.NO_ANSWER))
    (forgotten,) = now_owed(workspace).forgotten
    assert forgotten.reason.endswith("no contact logged")


def test_only_what_came_in_from_that_client_before_can_be_answered(
    workspace: Workspace, matter: UUID
) -> None:
    with workspace.write() as tx:
        other = add_client(tx, ClientDetails(last_name="Other"))
        elsewhere = open_matter(tx, MatterDetails(title="Other", clients=(other,)))
    asked = log(workspace, call(elsewhere, direction=Direction.IN, needs_reply=True))
    with pytest.raises(Invalid, match="belongs to another client"):
        log(workspace, call(matter, answers_id=asked))
    with pytest.raises(Invalid, match="happened before"):
        log(workspace, call(elsewhere, answers_id=asked, occurred_at=MONDAY - timedelta(days=1)))


def test_an_entry_moved_to_another_matter_takes_along_what_was_agreed(
    workspace: Workspace, matter: UUID
) -> None:
    with workspace.write() as tx:
        other = add_client(tx, ClientDetails(last_name="Other"))
        elsewhere = open_matter(tx, MatterDetails(title="Other", clients=(other,)))
    entry = log(workspace, call(matter, follow_ups=(NewFollowUp("client", "send the lease", MONDAY.date()),)))
    with workspace.write() as tx:
        form = entry_form(tx.reader(), entry)
        amend_contact(tx, entry, call(elsewhere, occurred_at=form.occurred_at), "wrong matter")
    (item,) = now_owed(workspace).items
    assert (item.matter_id, item.whose.client) == (elsewhere, "Other")


def test_supplementary_news_goes_with_the_next_update(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK))
        add_development(tx, NewDevelopment(matter, DevelopmentKind.FILING, MONDAY, "Notice", essential=False))
    (item,) = now_owed(workspace).items
    assert item.kind is OwedKind.UPDATE
    assert item.text.endswith("1 development to tell")


def test_a_closed_matter_owes_nothing_and_shows_nothing_late(
    workspace: Workspace, clock: FixedClock, matter: UUID
) -> None:
    log(workspace, call(matter, follow_ups=(NewFollowUp("Nora", "send the lease", MONDAY.date()),)))
    clock.advance(timedelta(days=2))
    with workspace.read() as reader:
        shown = days(reader, MONDAY.date(), MONDAY.date())
        assert [item.late for day in shown.values() for item in day.items] == [True]
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter).details
        edit_matter(tx, matter, MatterDetails(**{**_fields(details), "status": MatterStatus.CLOSED}))
    assert now_owed(workspace) == Owed((), ())
    with workspace.read() as reader:
        assert days(reader, MONDAY.date(), MONDAY.date()) == {}


def _fields(details: MatterDetails) -> dict[str, object]:
    return {name: getattr(details, name) for name in MatterDetails.__dataclass_fields__}


def test_what_may_wait_for_an_update_is_due_where_none_is_scheduled(
    workspace: Workspace, matter: UUID
) -> None:
    new = NewDevelopment(
        matter, DevelopmentKind.FILING, MONDAY - timedelta(hours=1), "A notice", essential=False
    )
    with workspace.write() as tx:
        news = add_development(tx, new)
    (item,) = (one for one in now_owed(workspace).items if one.kind is OwedKind.DEVELOPMENT)
    assert (item.source_id, item.due, item.state) == (news, None, OwedState.DUE)
    with workspace.write() as tx:
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH))
    assert not [one for one in now_owed(workspace).items if one.kind is OwedKind.DEVELOPMENT]


@pytest.mark.parametrize("dated", [True, False])
def test_as_of_a_day_before_it_was_closed_a_matter_owes_what_it_owed(
    workspace: Workspace, clock: FixedClock, matter: UUID, *, dated: bool
) -> None:
    if dated:
        with workspace.write() as tx:
            set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, MONDAY.date()))
            add_development(
                tx, NewDevelopment(matter, DevelopmentKind.RULING, MONDAY, "The motion is granted.")
            )
            add_key_date(
                tx, NewKeyDate(matter, KeyDateKind.DEADLINE, MONDAY.date() + timedelta(days=3), "Answer due")
            )
        log(workspace, call(matter, follow_ups=(NewFollowUp("Nora", "send the lease", MONDAY.date()),)))
    clock.advance(timedelta(days=1))
    then, before = clock.now(), now_owed(workspace)
    kinds = {OwedKind.KEY_DATE, OwedKind.FOLLOW_UP, OwedKind.DEVELOPMENT, OwedKind.UPDATE}
    assert {one.kind for one in before.items} == (kinds if dated else set())
    assert len(before.forgotten) == (not dated)
    for status in (MatterStatus.CLOSED, MatterStatus.OPEN):
        clock.advance(timedelta(days=1))
        with workspace.write() as tx:
            details = matter_sheet(tx.reader(), matter).details
            edit_matter(tx, matter, MatterDetails(**{**_fields(details), "status": status}))
        with workspace.read(then) as reader:
            assert owed(reader) == before
            assert owed(reader, matter_id=matter) == before
        if status is MatterStatus.CLOSED:
            closed_at = clock.now()
            assert now_owed(workspace) == Owed((), ())
    with workspace.read(closed_at) as reader:  # it runs again by now
        assert owed(reader) == Owed((), ())


def test_a_late_reply_outside_any_matter_reaches_who_leads_the_firm(
    workspace: Workspace, clock: FixedClock, client: UUID
) -> None:
    with workspace.write() as tx:
        ann = add_colleague(tx, NewColleague("Ann Aldous", Role.PARTNER))
        change_firm(tx, replace(firm(tx.reader()).details, lead_id=ann))
    log(workspace, call(None, client_id=client, direction=Direction.IN, needs_reply=True))
    (item,) = now_owed(workspace).items
    assert not item.concerns(ann)
    clock.advance(timedelta(days=10))
    (item,) = now_owed(workspace).items
    assert [who for _, who in item.steps] == [ann]
    with workspace.read() as reader:
        assert owed(reader, person_id=ann).items == (item,)


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        (KeyDateKind.LIMITATION, 90),
        (KeyDateKind.DEADLINE, 14),
        (KeyDateKind.HEARING, 7),
        (KeyDateKind.MILESTONE, 7),
    ],
)
def test_a_key_date_is_listed_as_long_before_as_keeping_it_takes(
    workspace: Workspace, matter: UUID, kind: KeyDateKind, first: int
) -> None:
    with workspace.write() as tx:
        for ahead in (first, first + 1):
            on = MONDAY.date() + timedelta(days=ahead)
            add_key_date(tx, NewKeyDate(matter, kind, on, f"in {ahead} days"))
    assert [one.text for one in now_owed(workspace).items] == [f"in {first} days"]


def test_a_limitation_date_is_urgent_in_its_last_fortnight(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        for ahead in (14, 15):
            on = MONDAY.date() + timedelta(days=ahead)
            add_key_date(tx, NewKeyDate(matter, KeyDateKind.LIMITATION, on, f"in {ahead} days"))
    said = [(one.text, one.urgent, one.state) for one in now_owed(workspace).items]
    assert said == [("in 14 days", True, OwedState.UPCOMING), ("in 15 days", False, OwedState.UPCOMING)]


def test_who_looks_fewer_days_ahead_sees_these_alone(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        on = MONDAY.date() + timedelta(days=60)
        add_key_date(tx, NewKeyDate(matter, KeyDateKind.LIMITATION, on, "Last day to sue"))
    with workspace.read() as reader:
        assert not owed(reader, days=6).items
        assert [one.text for one in owed(reader, days=30).items] == ["Last day to sue"]
        assert not owed(reader, days=60).within(reader, 2).items
