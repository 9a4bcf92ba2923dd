"""Whatever is done in whatever order, the trail is whole, versions count, and what is owed is so from each side."""

from __future__ import annotations

import shutil
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.audit.trail import head
from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.follow_up_commands import finish_follow_up
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.queries import entries, entry_form, follow_ups, versions
from app.contactlog.words import Channel, Direction
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, edit_matter
from app.matters.commands import open_matter as open_new_matter
from app.matters.development_queries import developments
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.queries import list_matters
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.owed.items import OwedItem
from app.owed.queries import owed
from app.schedule.commands import NewPlan, excuse_update, set_plan
from app.schedule.queries import update_dues
from app.schedule.words import IntervalUnit
from app.storage.transaction import Reader
from tests.support import MONDAY, PASSWORD

HOURS = st.integers(0, 24 * 40).map(lambda hours: timedelta(hours=hours))


class Firm(RuleBasedStateMachine):
    """A firm at work, one step after another."""

    matters: Bundle[UUID] = Bundle("matters")
    logged: Bundle[UUID] = Bundle("logged")
    made: Path
    folders = count()

    def __init__(self) -> None:
        super().__init__()
        self.clock = FixedClock(MONDAY)
        self.folder = self.made.with_name(f"run{next(self.folders)}")
        shutil.copytree(self.made, self.folder)
        self.workspace = open_workspace(self.folder, PASSWORD, clock=self.clock)
        with self.workspace.write() as tx:
            self.client = add_client(tx, ClientDetails(ClientKind.ORGANISATION, company="Larkspur"))
        self.events = 0

    def teardown(self) -> None:
        self.workspace.lock()
        shutil.rmtree(self.folder)

    @rule(target=matters, status=st.sampled_from([MatterStatus.OPEN, MatterStatus.PENDING]))
    def open_matter(self, status: MatterStatus) -> UUID:
        with self.workspace.write() as tx:
            return open_new_matter(tx, MatterDetails(title="Larkspur", clients=(self.client,), status=status))

    @rule(matter=matters, status=st.sampled_from(list(MatterStatus)))
    def change_status(self, matter: UUID, status: MatterStatus) -> None:
        with self.workspace.write() as tx:
            details = matter_sheet(tx.reader(), matter).details
            edit_matter(tx, matter, MatterDetails(**{**_values(details), "status": status}))

    @rule(hours=HOURS)
    def time_goes_by(self, hours: timedelta) -> None:
        self.clock.advance(hours)

    @rule(
        target=logged,
        matter=matters,
        ago=HOURS,
        inbound=st.booleans(),
        update=st.booleans(),
        asks=st.booleans(),
        tells=st.booleans(),
        promise=st.booleans(),
    )
    def log(
        self,
        matter: UUID,
        ago: timedelta,
        *,
        inbound: bool,
        update: bool,
        asks: bool,
        tells: bool,
        promise: bool,
    ) -> UUID:
        with self.workspace.write() as tx:
            news = [one.id for one in developments(tx.reader(), matter)] if tells else []
            follow = (NewFollowUp("Larkspur", "send it", tx.today + timedelta(days=3)),) if promise else ()
            return log_contact(
                tx,
                NewContact(
                    Channel.PHONE,
                    Direction.IN if inbound else Direction.OUT,
                    self.clock.now() - ago,
                    "Asked when the court rules",
                    matter_id=matter,
                    is_update=update,
                    needs_reply=asks,
                    tells=tuple(news),
                    follow_ups=follow,
                ),
            )

    @rule(
        entry=logged,
        other=logged,
        update=st.booleans(),
        ago=HOURS,
        kind=st.sampled_from(["answer", "receipt", ""]),
    )
    def amend(self, entry: UUID, other: UUID, ago: timedelta, kind: str, *, update: bool) -> None:
        with self.workspace.write() as tx:
            form = entry_form(tx.reader(), entry)
            values = {**_values(form), "is_update": update, "occurred_at": self.clock.now() - ago}
            if kind and entry != other:
                values["answers_id" if kind == "answer" else "acknowledges_id"] = other
            amend_contact(tx, entry, NewContact(**values), "a reason")

    @rule(entry=logged)
    def withdraw(self, entry: UUID) -> None:
        with self.workspace.write() as tx:
            withdraw_contact(tx, entry, "a mistake")

    @rule(matter=matters, ago=HOURS, kind=st.sampled_from(list(DevelopmentKind)), essential=st.booleans())
    def develop(self, matter: UUID, ago: timedelta, kind: DevelopmentKind, *, essential: bool) -> None:
        with self.workspace.write() as tx:
            new = NewDevelopment(matter, kind, self.clock.now() - ago, "It was denied", essential=essential)
            add_development(tx, new)

    @rule(matter=matters, days=st.integers(-20, 20), kind=st.sampled_from(list(KeyDateKind)))
    def set_date(self, matter: UUID, days: int, kind: KeyDateKind) -> None:
        with self.workspace.write() as tx:
            add_key_date(tx, NewKeyDate(matter, kind, tx.today + timedelta(days=days), "Hearing"))

    @rule(matter=matters, number=st.integers(1, 40), unit=st.sampled_from(list(IntervalUnit)))
    def plan(self, matter: UUID, number: int, unit: IntervalUnit) -> None:
        with self.workspace.write() as tx:
            set_plan(tx, NewPlan(matter, number, unit))

    @rule(matter=matters)
    def excuse(self, matter: UUID) -> None:
        with self.workspace.write() as tx:
            calendar = firm_calendar(tx.reader())
            due = update_dues(tx.reader(), calendar, matter).get(matter)
            if due is not None:
                excuse_update(tx, matter, due.due_on, "abroad", calendar)
                assert update_dues(tx.reader(), calendar, matter)[matter].due_on > due.due_on

    @rule()
    def finish(self) -> None:
        with self.workspace.write() as tx:
            for one in follow_ups(tx.reader(), open_only=True)[:1]:
                finish_follow_up(tx, one.id)

    @rule(matter=matters)
    def refused(self, matter: UUID) -> None:
        """What is refused halfway leaves nothing, not even an event."""
        try:
            with self.workspace.write() as tx:
                add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, tx.today, "Left over?"))
                add_key_date(tx, NewKeyDate(matter, KeyDateKind.HEARING, tx.today, " "))
        except Refused:
            return
        raise AssertionError("it was not refused")

    @invariant()
    def the_trail_is_whole_and_only_grows(self) -> None:
        with self.workspace.read() as reader:
            assert self.workspace.trail.check(reader.session) is None
            now = head(reader.session).seq
        assert now >= self.events
        self.events = now

    @invariant()
    def versions_count(self) -> None:
        with self.workspace.read() as reader:
            for entry in entries(reader):
                found = versions(reader, entry.id)
                assert [one.version for one in found] == list(range(1, entry.version + 1))
                assert found[-1].content["summary"] == entry.summary

    @invariant()
    def what_is_owed_is_the_same_from_each_side(self) -> None:
        with self.workspace.read() as reader:
            whole = owed(reader, days=30)
            matters = [row.id for row in list_matters(reader)]
            each = [owed(reader, days=30, matter_id=matter) for matter in matters]
            assert _told(whole.items) == sorted(one for part in each for one in _told(part.items))
            assert {one.matter.id for one in whole.forgotten} == {
                one.matter.id for part in each for one in part.forgotten
            }
            states = [item.state for item in whole.items]
            assert states == sorted(states, key=["overdue", "due", "upcoming"].index), "worst first"
            self._every_open_matter_has_a_next_date(reader)

    def _every_open_matter_has_a_next_date(self, reader: Reader) -> None:
        ever = owed(reader, days=99_999)
        dated = {item.matter.id for item in ever.items if item.due is not None}
        forgotten = {one.matter.id for one in ever.forgotten}
        for row in list_matters(reader):
            if row.status is MatterStatus.OPEN:
                assert row.id in dated | forgotten
            else:
                assert row.id not in forgotten


def _values(form: object) -> dict[str, object]:
    return {name: getattr(form, name) for name in form.__dataclass_fields__}  # type: ignore[attr-defined]  # a dataclass


def _told(items: tuple[OwedItem, ...]) -> list[tuple[str, str, str, str]]:
    return sorted((item.kind, str(item.source_id), item.state, str(item.due)) for item in items)


@pytest.mark.parametrize("examples", [4, pytest.param(150, marks=pytest.mark.long)])
def test_a_firm_at_work(made_vault: Path, tmp_path: Path, examples: int) -> None:
    Firm.made = tmp_path / "made"
    shutil.copytree(made_vault, Firm.made)
    # The short run is the same for everybody.
    run_state_machine_as_test(
        Firm,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12 if examples < 10 else 30,
            deadline=None,
            derandomize=examples < 10,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
