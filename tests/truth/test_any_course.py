"""Whatever is logged, amended, withdrawn, excused, moved, asked and answered, in whatever order and at whatever times:
what is owed is what the slow model says (tests/truth/model.py). `-m long` goes on for minutes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.bootstrap import create_workspace, open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.corrections import correct_development, withdraw_development
from app.contactlog.follow_up_commands import finish_follow_up, move_follow_up, reopen_follow_up
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.queries import entry, entry_form
from app.contactlog.still_open import overlooked
from app.contactlog.words import Channel, Direction, Outcome
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.kernel.errors import LiaisonError
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.development_queries import developments
from app.matters.developments import NewDevelopment, add_development
from app.matters.key_dates import (
    NewKeyDate,
    add_key_date,
    cancel_key_date,
    finish_key_date,
    move_key_date,
    withdraw_key_date,
)
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.owed.lately import owed_lately
from app.owed.queries import Owed, owed
from app.owed.snooze.commands import put_off, take_up
from app.schedule.commands import excuse_update, new_plan, set_plan
from app.schedule.rhythm import parse_rhythm
from app.storage.transaction import Transaction
from app.vault.kdf import CHEAP
from tests.support import FIRM, PASSWORD, USER, ask_for_no_terms
from tests.truth.model import DAY, ZONE, Deadline, Entry, Firm, Line, Matter, News, spelled

BEGIN = datetime(2026, 11, 9, 9, tzinfo=ZONE)
_EVERY = {
    "every week": (1, "week"),
    "every month": (1, "month"),
    "every 10 days": (10, "day"),
    "every 5 working days": (5, "working_day"),
}
_MATTERS, _ANY = st.integers(0, 2), st.integers(0, 99)
_EARLIER = st.sampled_from([0, 0, 1, 7, 30, 90]).map(lambda quarters: timedelta(minutes=15 * quarters))


@cache
def _template() -> Path:
    """A vault of the firm with three matters, made once."""
    folder = Path(tempfile.mkdtemp(prefix="liaison-truth-")) / "vault"
    workspace, _ = create_workspace(
        folder, PASSWORD, firm=FIRM, user=USER, clock=FixedClock(BEGIN - DAY), cost=CHEAP
    )
    ask_for_no_terms(workspace)
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        for number in range(3):
            open_matter(tx, MatterDetails(number=f"{number}", title=f"Matter {number}", clients=(client,)))
    workspace.lock()
    return folder


class AnyCourse(RuleBasedStateMachine):
    """What may happen in a firm with three matters."""

    @initialize()
    def open(self) -> None:
        """A copy of the vault, and a model of it."""
        self.room = Path(tempfile.mkdtemp(prefix="liaison-truth-"))
        shutil.copytree(_template(), self.room / "vault")
        self.clock = FixedClock(BEGIN)
        self.workspace = open_workspace(self.room / "vault", PASSWORD, clock=self.clock)
        self.model = Firm([Matter(number) for number in range(3)])
        self.ids: dict[int, UUID] = {}
        self.looked = 0
        self.put_off: dict[tuple[str, UUID], date] = {}
        self.then: tuple[datetime, list[Line]] | None = None
        with self.workspace.read() as reader:
            rows = owed(reader).forgotten
        self.matter_ids = {int(one.matter.number): one.matter.id for one in rows}

    def teardown(self) -> None:
        """Nothing is left behind."""
        self.workspace.lock()
        shutil.rmtree(self.room)

    @property
    def now(self) -> datetime:
        """The firm's clock."""
        return self.clock.now()

    def do(self, work: Callable[[Transaction], Any]) -> Any:
        """One command."""
        with self.workspace.write() as tx:
            return work(tx)

    def log(self, one: Entry, **values: Any) -> None:
        """A contact, in the vault and in the model."""
        base: dict[str, Any] = {
            "channel": Channel.PHONE,
            "direction": Direction.OUT,
            "outcome": Outcome.SPOKE,
        }
        new = NewContact(
            **{**base, **values},
            occurred_at=one.at,
            summary="Spoke of what is next",
            matter_id=self.matter_ids[one.matter.number],
            is_update=one.update,
            needs_reply=one.asks,
            urgent=one.urgent,
        )
        self.ids[id(one)] = self.do(lambda tx: log_contact(tx, new))
        self.model.entries.append(one)

    def amend(self, one: Entry, **values: Any) -> None:
        """An entry was otherwise than it says."""
        entry_id = self.ids[id(one)]
        self.do(
            lambda tx: amend_contact(
                tx, entry_id, replace(entry_form(tx.reader(), entry_id), **values), "It was otherwise"
            )
        )

    def some(self, which: Callable[[Entry], object], choice: int) -> Entry | None:
        """One of the entries that stand and are so."""
        found = [one for one in self.model.standing() if which(one)]
        return found[choice % len(found)] if found else None

    @rule(hours=st.integers(1, 240))
    def time_passes(self, hours: int) -> None:
        self.then = self.now, self.model.owed(self.now)
        self.clock.set(self.now + timedelta(minutes=45 * hours))

    @rule(
        number=_MATTERS,
        every=st.sampled_from(sorted(_EVERY)),
        back=st.integers(0, 40),
        most=st.sampled_from([None, 20, 45]),
    )
    def set_schedule(self, number: int, every: str, back: int, most: int | None) -> None:
        day = self.now.astimezone(ZONE).date() - back * DAY
        rhythm = replace(parse_rhythm(every), at_most_days=most)
        try:
            self.do(lambda tx: set_plan(tx, new_plan(self.matter_ids[number], rhythm, counted_from=day)))
        except LiaisonError:
            return  # a maximum shorter than the ideal
        matter = self.model.matters[number]
        matter.every, matter.counted_from, matter.at_most = _EVERY[every], day, most

    @rule(number=_MATTERS)
    def close_or_reopen(self, number: int) -> None:
        matter = self.model.matters[number]
        status = MatterStatus.CLOSED if matter.is_open else MatterStatus.OPEN

        def turn(tx: Transaction) -> None:
            details = matter_sheet(tx.reader(), self.matter_ids[number]).details
            edit_matter(tx, self.matter_ids[number], replace(details, status=status))

        self.do(turn)
        matter.is_open = not matter.is_open
        if matter.is_open:
            matter.reopened_at = self.now

    @rule(number=_MATTERS, earlier=_EARLIER)
    def update(self, number: int, earlier: timedelta) -> None:
        self.log(Entry(self.model.matters[number], self.now - earlier, update=True), outcome=Outcome.SENT)

    @rule(number=_MATTERS, days=st.integers(-5, 30))
    def call_and_agree(self, number: int, days: int) -> None:
        day = self.now.astimezone(ZONE).date() + days * DAY
        one = Entry(self.model.matters[number], self.now, agreed=day)
        self.log(one, follow_ups=(NewFollowUp("", "Send the lease", day),))

    @rule(number=_MATTERS, earlier=_EARLIER, urgent=st.booleans())
    def client_asks(self, number: int, earlier: timedelta, urgent: bool) -> None:
        one = Entry(self.model.matters[number], self.now - earlier, asks=True, urgent=urgent)
        self.log(one, direction=Direction.IN, outcome=Outcome.RECEIVED)

    @rule(choice=_ANY, hours=st.sampled_from([None, 1, 20, 100]))
    def acknowledge(self, choice: int, hours: int | None) -> None:
        if asked := self.some(lambda one: one.asks, choice):
            by = None if hours is None else self.now + timedelta(hours=hours)
            one = Entry(asked.matter, self.now, acknowledges=asked, promised_by=by)
            self.log(one, acknowledges_id=self.ids[id(asked)], promised_by=by)

    @rule(choice=_ANY)
    def answer(self, choice: int) -> None:
        if asked := self.some(lambda one: one.asks, choice):
            self.log(Entry(asked.matter, self.now, answers=asked), answers_id=self.ids[id(asked)])

    @rule(
        number=_MATTERS,
        kind=st.sampled_from(["ruling", "offer", "our_error"]),
        urgent=st.booleans(),
        essential=st.booleans(),
        earlier=_EARLIER,
    )
    def something_happens(
        self, number: int, kind: str, urgent: bool, essential: bool, earlier: timedelta
    ) -> None:
        news = News(self.model.matters[number], self.now - earlier, urgent or kind != "ruling", essential)
        new = NewDevelopment(
            self.matter_ids[number],
            DevelopmentKind(kind),
            news.at,
            "ORDER.",
            essential=essential,
            urgent=urgent,
        )
        self.ids[id(news)] = self.do(lambda tx: add_development(tx, new))
        self.model.news.append(news)

    @precondition(lambda self: self.model.news)
    @rule(choice=_ANY, more=_ANY)
    def tell(self, choice: int, more: int) -> None:
        news = self.model.news[choice % len(self.model.news)]
        same = [one for one in self.model.news if one.matter is news.matter]
        told = list({id(one): one for one in (news, same[more % len(same)])}.values())
        one = Entry(news.matter, self.now, tells=told)
        self.log(one, tells=tuple(self.ids[id(each)] for each in told))

    @rule(choice=_ANY)
    def excuse(self, choice: int) -> None:
        matter = self.model.matters[choice % 3]
        if (found := self.model.update_due(matter)) is None:
            return
        matter_id, due = self.matter_ids[matter.number], found[0]
        self.do(lambda tx: excuse_update(tx, matter_id, due, "She is away", firm_calendar(tx.reader())))
        matter.excused.append(due)

    @rule(choice=_ANY)
    def withdraw(self, choice: int) -> None:
        if one := self.some(lambda _: True, choice):
            self.do(lambda tx: withdraw_contact(tx, self.ids[id(one)], "Logged twice"))
            one.withdrawn = True

    @rule(choice=_ANY)
    def amend_what_it_was(self, choice: int) -> None:
        """An update was none, or a call was one; a question was urgent, or not."""
        if one := self.some(lambda one: one.update or one.asks, choice):
            if one.asks:
                one.urgent = not one.urgent
                self.amend(one, urgent=one.urgent)
            else:
                one.update = False
                self.amend(one, is_update=False)

    @rule(choice=_ANY, quarters=st.integers(1, 200))
    def amend_when_it_was(self, choice: int, quarters: int) -> None:
        if one := self.some(lambda one: one.update or one.asks, choice):
            one.at -= timedelta(minutes=15 * quarters)
            self.amend(one, occurred_at=one.at)

    @rule(choice=_ANY, number=_MATTERS)
    def amend_where_it_was(self, choice: int, number: int) -> None:
        if one := self.some(lambda one: one.update or one.agreed, choice):
            one.matter = self.model.matters[number]
            self.amend(one, matter_id=self.matter_ids[number])

    @rule(choice=_ANY)
    def amend_what_it_did(self, choice: int) -> None:
        """It answered nothing, or told nothing, after all."""
        if one := self.some(lambda one: one.answers or one.tells, choice):
            one.answers, one.tells = None, []
            self.amend(one, answers_id=None, tells=())

    @rule(number=_MATTERS, days=st.integers(-10, 40))
    def set_deadline(self, number: int, days: int) -> None:
        day = self.now.astimezone(ZONE).date() + days * DAY
        new = NewKeyDate(self.matter_ids[number], KeyDateKind.DEADLINE, day, "Answer the motion")
        made = Deadline(self.model.matters[number], day)
        self.ids[id(made)] = self.do(lambda tx: add_key_date(tx, new))
        self.model.deadlines.append(made)

    @rule(choice=_ANY, days=st.integers(1, 30), done=st.booleans())
    def keep_or_move_deadline(self, choice: int, days: int, done: bool) -> None:
        still = [one for one in self.model.deadlines if not one.done]
        if not still:
            return
        one = still[choice % len(still)]
        if done:
            one.done = True
            self.do(lambda tx: finish_key_date(tx, self.ids[id(one)]))
        else:
            one.on += days * DAY
            self.do(lambda tx: move_key_date(tx, self.ids[id(one)], one.on, None, "The court gave more time"))

    @rule(choice=_ANY)
    def a_deadline_is_called_off(self, choice: int) -> None:
        """By the court, or as it was put in by mistake: nobody has to meet it."""
        still = [one for one in self.model.deadlines if not one.done]
        if still:
            one = still[choice % len(still)]
            one.done = True
            ended = cancel_key_date if choice % 2 else withdraw_key_date
            self.do(lambda tx: ended(tx, self.ids[id(one)], "The court struck it"))

    @rule(choice=_ANY, urgent=st.booleans())
    def news_is_withdrawn_or_put_right(self, choice: int, urgent: bool) -> None:
        """It did not happen, or is as urgent as it was said since."""
        if not self.model.news:
            return
        news = self.model.news[choice % len(self.model.news)]
        if choice % 3 == 0:
            self.model.news = [one for one in self.model.news if one is not news]
            self.do(lambda tx: withdraw_development(tx, self.ids[id(news)], "Another matter's"))
            return
        with self.workspace.read() as reader:
            row = next(one for one in developments(reader) if one.id == self.ids[id(news)])
        said = NewDevelopment(
            row.matter_id, row.kind, row.occurred_at, row.text, essential=row.essential, urgent=urgent
        )
        try:
            self.do(lambda tx: correct_development(tx, row.id, said, "Read again", tell_again=False))
        except LiaisonError:
            return  # it says that already
        news.urgent = urgent or row.kind is not DevelopmentKind.RULING
        news.essential = row.essential  # as it was said again: what was urgent was essential, too

    @rule(choice=_ANY, days=st.integers(1, 30), done=st.booleans())
    def do_or_move_what_was_agreed(self, choice: int, days: int, done: bool) -> None:
        one = self.some(lambda one: one.agreed and not one.done, choice)
        if one is None or one.agreed is None:
            return
        with self.workspace.read() as reader:
            agreed = entry(reader, self.ids[id(one)]).follow_ups[0].id
        if done:
            one.done = True
            self.do(lambda tx: finish_follow_up(tx, agreed))
        else:
            day = one.agreed = one.agreed + days * DAY
            self.do(lambda tx: move_follow_up(tx, agreed, day, "She asked for more time"))

    @rule(choice=_ANY)
    def take_up_what_was_done(self, choice: int) -> None:
        if one := self.some(lambda one: one.agreed and one.done, choice):
            with self.workspace.read() as reader:
                agreed = entry(reader, self.ids[id(one)]).follow_ups[0].id
            one.done = False
            self.do(lambda tx: reopen_follow_up(tx, agreed))

    @rule(choice=_ANY, days=st.integers(1, 6))
    def snooze(self, choice: int, days: int) -> None:
        """It changes nothing about what is owed and by when."""
        with self.workspace.read() as reader:
            items = owed(reader, days=9999).items
        if items:
            item, until = items[choice % len(items)], self.now.astimezone(ZONE).date() + days * DAY
            try:
                self.do(lambda tx: put_off(tx, item.kind, item.source_id, until, "Waiting for the court"))
            except LiaisonError:
                return  # not everything may be put off as long as that
            self.put_off[item.kind.value, item.source_id] = until

    @rule(choice=_ANY)
    def take_up(self, choice: int) -> None:
        """It stands on the list again, however often it was put off."""
        with self.workspace.read() as reader:
            items = [one for one in owed(reader, days=9999).items if one.put_off is not None]
        if items:
            item = items[choice % len(items)]
            assert item.put_off is not None
            snooze_id = item.put_off.id
            self.do(lambda tx: take_up(tx, snooze_id))
            del self.put_off[item.kind.value, item.source_id]

    @invariant()
    def agrees(self) -> None:
        """The list, whole, by matter and as it was known to be; and the forgotten files."""
        if not hasattr(self, "workspace"):
            return
        expected = self.model.owed(self.now)
        with self.workspace.read() as reader:
            listed = owed(reader, days=9999)  # asked once: what it says twice costs half of the time
            assert owed_lately(reader, 9999) == listed, "what is kept is what is derived anew"
            assert _lines(listed) == expected
            for item in listed.items:
                if item.put_off is not None:
                    assert item.put_off.until_on == self.put_off.get((item.kind.value, item.source_id))
            self.looked += 1
            if self.looked % 4:
                return  # the rest, too, but not at each step: it takes five times as long
            parts = [_lines(owed(reader, days=9999, matter_id=one)) for one in self.matter_ids.values()]
            assert sorted(line for part in parts for line in part) == expected
            assert {int(one.matter.number) for one in listed.forgotten} == self.model.forgotten()
            assert overlooked(reader.session) == ""
        with self.workspace.read(self.now, self.now) as reader:
            assert _lines(owed(reader, days=9999)) == expected, "as it was known by now"
        if self.then is not None:
            then, lines = self.then
            with self.workspace.read(then, then) as reader:
                assert _lines(owed(reader, days=9999)) == lines, (
                    "as of a moment before what was closed, reopened or changed since"
                )


def _lines(listed: Owed) -> list[Line]:
    found = []
    for item in listed.items:
        assert item.matter is not None
        due = spelled(item.due) if isinstance(item.due, datetime) else str(item.due)
        found.append((item.kind.value, int(item.matter.number), due, item.state.value))
    return sorted(found)


_PLAIN = settings(suppress_health_check=list(HealthCheck))


def test_news_that_was_urgent_is_put_right_and_withdrawn() -> None:
    """A course that the long run found."""
    course = AnyCourse()
    course.open()
    try:
        course.something_happens(number=0, kind="ruling", urgent=True, essential=False, earlier=timedelta(0))
        for choice, urgent in ((1, False), (1, True), (0, True)):
            course.news_is_withdrawn_or_put_right(choice=choice, urgent=urgent)
            course.agrees()
    finally:
        course.teardown()


def test_a_few_courses() -> None:
    run_state_machine_as_test(AnyCourse, settings=settings(_PLAIN, max_examples=5, stateful_step_count=16))


@pytest.mark.long
def test_many_courses() -> None:
    run_state_machine_as_test(AnyCourse, settings=settings(_PLAIN, max_examples=200, stateful_step_count=60))
