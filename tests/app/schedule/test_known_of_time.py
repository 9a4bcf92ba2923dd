"""What is known of schedules over a whole time at once is, at each moment of it, what is read for that moment."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import entry_form
from app.contactlog.words import Channel, Direction, Outcome
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.kernel.errors import LiaisonError
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.key_dates import (
    NewKeyDate,
    add_key_date,
    cancel_key_date,
    finish_key_date,
    withdraw_key_date,
)
from app.matters.sheet import matter_sheet
from app.matters.turning import stood_then
from app.matters.words import KeyDateKind, MatterStatus
from app.schedule.commands import drop_plan, excuse_update, new_plan, set_plan
from app.schedule.defaults import defaults, drop_default, set_default, set_roll
from app.schedule.known import KnownOfTime
from app.schedule.queries import dues_known, update_dues
from app.schedule.rhythm import parse_rhythm
from app.schedule.silences import allow_silence, end_silence
from app.schedule.words import Roll
from app.storage.transaction import Reader, Transaction
from tests.support import MONDAY, PASSWORD

DAY = timedelta(days=1)
_RHYTHMS = ("every week", "every 10 days", "every 5 working days", "month on the 31st", "every month")
_STAGES = ("", "discovery", "trial")
_STATUSES = tuple(MatterStatus)


class _Firm:
    """Two matters, and what may happen to their schedules; ``which`` chooses among what there is; ``moments``: of
    updates."""

    def __init__(self, tx: Transaction) -> None:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        self.ids = [
            open_matter(tx, MatterDetails(title=f"Matter {number}", clients=(client,))) for number in range(2)
        ]
        self.updates: list[UUID] = []
        self.dates: list[UUID] = []
        self.silences: list[UUID] = []
        self.moments: list[datetime] = []

    def of(self, which: int) -> UUID:
        return self.ids[which % 2]

    def plan(self, tx: Transaction, which: int) -> None:
        rhythm = parse_rhythm(_RHYTHMS[which % 5])
        rhythm = replace(rhythm, at_stages=which % 3 == 0, at_dates=which % 4 == 0)
        day = tx.today - which % 9 * DAY if which % 7 else None
        set_plan(tx, new_plan(self.of(which), rhythm, counted_from=day))

    def no_plan(self, tx: Transaction, which: int) -> None:
        drop_plan(tx, self.of(which))

    def default(self, tx: Transaction, which: int) -> None:
        rhythm = replace(parse_rhythm(_RHYTHMS[which % 5]), at_stages=which % 2 == 0, at_dates=which % 3 == 0)
        set_default(tx, "", _STAGES[which % 3], rhythm)

    def no_default(self, tx: Transaction, which: int) -> None:
        if rows := defaults(tx.reader()).rows:
            drop_default(tx, rows[which % len(rows)].id)

    def roll(self, tx: Transaction, which: int) -> None:
        set_roll(tx, list(Roll)[which % len(Roll)])

    def excuse(self, tx: Transaction, which: int) -> None:
        calendar = firm_calendar(tx.reader())
        if (due := update_dues(tx.reader(), calendar).get(self.of(which))) is not None:
            excuse_update(tx, due.matter_id, due.due_on, "She is away", calendar)

    def silence(self, tx: Transaction, which: int) -> None:
        first = tx.today + which % 5 * DAY
        self.silences.append(
            allow_silence(tx, self.of(which), first, first + which * DAY, "She is away", "Nora")
        )

    def no_silence(self, tx: Transaction, which: int) -> None:
        if self.silences:
            end_silence(tx, self.silences[which % len(self.silences)])

    def turn(self, tx: Transaction, which: int) -> None:
        details = matter_sheet(tx.reader(), self.of(which)).details
        stage, status = _STAGES[which % 3], _STATUSES[which // 2 % len(_STATUSES)]
        edit_matter(tx, self.of(which), replace(details, stage=stage, status=status))

    def key_date(self, tx: Transaction, which: int) -> None:
        day = tx.today + (which % 20 - 8) * DAY
        self.dates.append(add_key_date(tx, NewKeyDate(self.of(which), KeyDateKind.HEARING, day, "Hearing")))

    def end_of_date(self, tx: Transaction, which: int) -> None:
        if self.dates:
            one = self.dates[which % len(self.dates)]
            ways: list[Callable[[], object]] = [
                lambda: finish_key_date(tx, one),
                lambda: cancel_key_date(tx, one, "The court struck it"),
                lambda: withdraw_key_date(tx, one, "Another matter's"),
            ]
            ways[which % 3]()

    def update(self, tx: Transaction, which: int) -> None:
        at = tx.now - which % 9 * timedelta(hours=5)
        self.moments.append(at)
        new = NewContact(Channel.PHONE, Direction.OUT, at, "Told her.", self.of(which))
        self.updates.append(log_contact(tx, replace(new, outcome=Outcome.SPOKE, is_update=True)))

    def other_update(self, tx: Transaction, which: int) -> None:
        if self.updates:
            one = self.updates[which % len(self.updates)]
            if which % 3 == 0:
                withdraw_contact(tx, one, "Logged twice")
            else:
                form = entry_form(tx.reader(), one)
                earlier = form.occurred_at - which * timedelta(hours=7)
                amend_contact(
                    tx, one, replace(form, occurred_at=earlier, is_update=which % 2 == 0), "It was otherwise"
                )


_DOINGS = sorted(name for name in vars(_Firm) if not name.startswith("_") and name != "of")

_HEARING = [("plan", 12, 1), ("key_date", 12, 1), ("end_of_date", 0, 24), ("update", 0, 24)]
"""Ticked off three days before its day, at a schedule that has an update follow on it."""
_HOLIDAY = [("plan", 16, 1), ("roll", 1, 24), ("roll", 2, 24)]
"""Due on Thanksgiving, and the firm changes its mind about such days twice."""


@given(
    st.lists(
        st.tuples(st.sampled_from(_DOINGS), st.integers(0, 40), st.sampled_from([1, 9, 24, 90])),
        min_size=12,
        max_size=40,
    )
)
@example([*_HEARING, *_HOLIDAY])
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # an example copies the vault
def test_any_moment_of_any_course(vault_folder: Path, course: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory(prefix="liaison-known-") as room:
        folder = Path(shutil.copytree(vault_folder, Path(room) / "vault"))
        clock = FixedClock(MONDAY)
        workspace = open_workspace(folder, PASSWORD, clock=clock)
        try:
            with workspace.write() as tx:
                firm = _Firm(tx)
            moments = [MONDAY]
            for name, which, hours in course:
                clock.set(clock.now() + timedelta(hours=hours))
                moments.append(clock.now())
                try:
                    with workspace.write() as tx:
                        getattr(firm, name)(tx, which)
                except LiaisonError:
                    continue  # not everything may follow on everything
            clock.set(clock.now() + timedelta(hours=1))
            with workspace.read() as reader:
                _agree(reader, firm.ids, [*moments, *firm.moments])
            with workspace.read(known_by=moments[len(moments) // 2]) as reader:
                _agree(reader, firm.ids, [*moments, *firm.moments])
        finally:
            workspace.lock()


def _agree(reader: Reader, ids: list[UUID], changed_at: list[datetime]) -> None:
    """At, before and after each moment at which something changed, and at the reader's."""
    calendar = firm_calendar(reader)
    a_bit = timedelta(microseconds=1)
    moments = {one + much for one in changed_at for much in (-a_bit, 0 * a_bit, a_bit, DAY)}
    moments = {one for one in moments if changed_at[0] <= one <= reader.now} | {reader.now}
    known = KnownOfTime(reader, changed_at[0], ids)
    for at in sorted(moments):
        then = replace(reader, now=at)
        assert dues_known(known.at(at, ids), calendar) == update_dues(then, calendar, among=ids), at
        stood = stood_then(then, ids)
        for one in ids:
            assert known.turns.stood(one, known.moment(at)) == stood.get(one), at
