"""What is kept of what each matter owes is what is derived from nothing, whatever is done in between, by whomever."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from app.bootstrap import create_workspace, open_workspace
from app.clients.commands import ClientDetails, add_client, edit_client
from app.clients.models import Client
from app.contactlog.commands import amend_contact, log_contact, withdraw_contact
from app.contactlog.follow_up_commands import add_follow_up, finish_follow_up, give_follow_up, move_follow_up
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.models import ContactEntry, EntryDevelopment, FollowUp
from app.contactlog.queries import entry_form
from app.contactlog.words import Channel, Direction
from app.hours.commands import NewAbsence, NewFirmDay, add_absence, add_firm_day, remove_absence
from app.hours.models import AbsenceRow
from app.kernel.clock import FixedClock
from app.kernel.errors import LiaisonError
from app.matters.commands import MatterDetails, edit_matter, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.keepers import Turn
from app.matters.key_dates import NewKeyDate, add_key_date, finish_key_date, move_key_date, withdraw_key_date
from app.matters.models import Development, KeyDate, Matter, MatterPerson
from app.matters.sheet import matter_sheet
from app.matters.walls import lift_wall, restrict_matter
from app.matters.words import DevelopmentKind, KeyDateKind, MatterStatus
from app.owed import kept
from app.owed.changes import changes
from app.owed.deriving import Deriving
from app.owed.kept import owed_kept
from app.owed.queries import owed
from app.owed.snooze.commands import put_off
from app.people.commands import NewColleague, add_colleague
from app.people.models import Colleague
from app.people.words import Role
from app.promises.commands import NewTerms, set_terms
from app.promises.terms import OwnTerms
from app.schedule.commands import NewPlan, drop_plan, set_plan
from app.schedule.defaults import set_default, set_roll
from app.schedule.rhythm import parse_rhythm
from app.schedule.silences import allow_silence
from app.schedule.words import IntervalUnit, Roll
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction
from app.storage.walls import seeing
from app.vault.kdf import CHEAP
from app.workdays.own_days import DayKind
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace
from tests.support import FIRM, MONDAY, PASSWORD, USER

Command = Callable[[Transaction, int], object]
"""Something that is done in the firm; the number says to which of its things."""


def _one(tx: Transaction, ids: type[Matter] | type[Client] | type[Colleague], number: int) -> UUID:
    found = tx.session.scalars(select(ids.id).order_by(ids.id)).all()
    return found[number % len(found)]


def _some(
    tx: Transaction,
    ids: type[ContactEntry] | type[FollowUp] | type[KeyDate] | type[Development] | type[AbsenceRow],
    number: int,
) -> UUID:
    found = tx.session.scalars(select(ids.id).order_by(ids.id)).all()
    if not found:
        raise LiaisonError("nothing", "There is none yet.")
    return found[number % len(found)]


def _contact(tx: Transaction, number: int, **values: object) -> NewContact:
    base = NewContact(
        Channel.PHONE,
        Direction.IN if "needs_reply" in values else Direction.OUT,
        tx.now - timedelta(minutes=number % 7),
        "Spoke of what is next.",
        matter_id=_one(tx, Matter, number),
    )
    return replace(base, **values)  # type: ignore[arg-type] # fields of the form, by name


def _day(tx: Transaction, number: int) -> timedelta:
    return timedelta(days=number % 45 - 5)


def _outside(tx: Transaction, number: int) -> object:
    agreed = (NewFollowUp("", "Send the list", tx.today + _day(tx, number)),)
    return log_contact(
        tx, _contact(tx, number, matter_id=None, client_id=_one(tx, Client, number), follow_ups=agreed)
    )


def _edit_matter(tx: Transaction, number: int, **values: object) -> object:
    matter = _one(tx, Matter, number)
    details = matter_sheet(tx.reader(), matter).details
    return edit_matter(tx, matter, replace(details, **values))  # type: ignore[arg-type] # fields by name


def _hand_over_later(tx: Transaction, number: int) -> object:
    matter = _one(tx, Matter, number)
    details = replace(
        matter_sheet(tx.reader(), matter).details, responsible_id=_one(tx, Colleague, number + 1)
    )
    return edit_matter(tx, matter, details, Turn(tx.now + timedelta(hours=number), "Holidays"))


def _amend(tx: Transaction, number: int, **values: object) -> object:
    entry_id = _some(tx, ContactEntry, number)
    return amend_contact(
        tx,
        entry_id,
        replace(entry_form(tx.reader(), entry_id), **values),  # type: ignore[arg-type] # fields by name
        "It was otherwise",
    )


def _tell(tx: Transaction, number: int) -> object:
    news = tx.session.get_one(Development, _some(tx, Development, number))
    return log_contact(tx, _contact(tx, number, matter_id=news.matter_id, tells=(news.id,)))


def _reply(tx: Transaction, number: int, field: str) -> object:
    asked = tx.session.scalars(select(ContactEntry).where(ContactEntry.needs_reply)).all()
    if not asked:
        return None
    one = asked[number % len(asked)]
    return log_contact(
        tx, _contact(tx, number, matter_id=one.matter_id, client_id=one.client_id, **{field: one.id})
    )


def _leave(tx: Transaction, number: int) -> object:
    """Written as it stands; the command asks for a successor."""
    person = tx.session.get_one(Colleague, _one(tx, Colleague, number))
    if person.id != tx.actor:
        person.active, person.left_at = not person.active, tx.now if person.active else None
    return None


def _role(tx: Transaction, number: int) -> object:
    person = tx.session.get_one(Colleague, _one(tx, Colleague, number))
    if person.id != tx.actor:
        person.role = [Role.READ_ONLY, Role.PARTNER, Role.LAWYER][number % 3]
    return None


def _put_off(tx: Transaction, number: int) -> object:
    items = owed(tx.reader()).items
    if not items:
        return None
    item = items[number % len(items)]
    return put_off(tx, item.kind, item.source_id, tx.today + timedelta(days=2), "She is away")


def _news(tx: Transaction, number: int) -> object:
    new = NewDevelopment(
        _one(tx, Matter, number),
        DevelopmentKind.RULING,
        tx.now - timedelta(hours=number),
        "ORDER.",
        essential=number % 3 != 0,
        urgent=number % 3 == 1,
    )
    return add_development(tx, new)


_STATUS = [MatterStatus.OPEN, MatterStatus.CLOSED, MatterStatus.PENDING]
COMMANDS: dict[str, Command] = {
    "calls": lambda tx, n: log_contact(tx, _contact(tx, n)),
    "updates": lambda tx, n: log_contact(tx, _contact(tx, n, is_update=True)),
    "asks": lambda tx, n: log_contact(tx, _contact(tx, n, needs_reply=True, urgent=n % 2 == 0)),
    "asks outside": lambda tx, n: log_contact(
        tx, _contact(tx, n, needs_reply=True, matter_id=None, client_id=_one(tx, Client, n))
    ),
    "answers": lambda tx, n: _reply(tx, n, "answers_id"),
    "acknowledges": lambda tx, n: _reply(tx, n, "acknowledges_id"),
    "agrees": lambda tx, n: add_follow_up(
        tx, _one(tx, Matter, n), NewFollowUp("", "Send the deed", tx.today + _day(tx, n))
    ),
    "agrees outside": _outside,
    "does": lambda tx, n: finish_follow_up(tx, _some(tx, FollowUp, n)),
    "moves": lambda tx, n: move_follow_up(tx, _some(tx, FollowUp, n), tx.today + _day(tx, n), "Asked to"),
    "gives": lambda tx, n: give_follow_up(tx, _some(tx, FollowUp, n), _one(tx, Colleague, n)),
    "amends to an update": lambda tx, n: _amend(tx, n, is_update=n % 2 == 0),
    "amends where": lambda tx, n: _amend(tx, n, matter_id=_one(tx, Matter, n)),
    "amends when": lambda tx, n: _amend(tx, n, occurred_at=tx.now - timedelta(days=n)),
    "withdraws": lambda tx, n: withdraw_contact(tx, _some(tx, ContactEntry, n), "Logged twice"),
    "happens": _news,
    "tells": _tell,
    "tells no more": lambda tx, n: tx.session.execute(delete(EntryDevelopment)),
    "fixes": lambda tx, n: add_key_date(
        tx, NewKeyDate(_one(tx, Matter, n), list(KeyDateKind)[n % 4], tx.today + _day(tx, n), "Answer")
    ),
    "keeps": lambda tx, n: finish_key_date(tx, _some(tx, KeyDate, n)),
    "moves a date": lambda tx, n: move_key_date(
        tx, _some(tx, KeyDate, n), tx.today + _day(tx, n), None, "Moved"
    ),
    "takes a date out": lambda tx, n: withdraw_key_date(tx, _some(tx, KeyDate, n), "Mistaken"),
    "plans": lambda tx, n: set_plan(
        tx, NewPlan(_one(tx, Matter, n), 1 + n % 3, IntervalUnit.WEEK, by_id=_one(tx, Colleague, n))
    ),
    "drops a plan": lambda tx, n: drop_plan(tx, _one(tx, Matter, n)),
    "is silent": lambda tx, n: allow_silence(
        tx, _one(tx, Matter, n), tx.today, tx.today + timedelta(days=n), "Away"
    ),
    "sets the firm's": lambda tx, n: set_default(tx, "", "", parse_rhythm(f"every {1 + n % 20} days")),
    "rolls": lambda tx, n: set_roll(tx, list(Roll)[n % len(list(Roll))]),
    "opens": lambda tx, n: open_matter(tx, MatterDetails(title=f"New {n}", clients=(_one(tx, Client, n),))),
    "closes": lambda tx, n: _edit_matter(tx, n, status=_STATUS[n % 3]),
    "renames": lambda tx, n: _edit_matter(tx, n, title=f"Renamed {n}"),
    "answers for": lambda tx, n: _edit_matter(tx, n, responsible_id=_one(tx, Colleague, n)),
    "goes to others": _hand_over_later,
    "restricts": lambda tx, n: restrict_matter(
        tx, _one(tx, Matter, n), [tx.actor, _one(tx, Colleague, n)], "private"
    ),
    "lifts": lambda tx, n: lift_wall(tx, _one(tx, Matter, n)),
    "lets nobody else in": lambda tx, n: tx.session.execute(
        delete(MatterPerson).where(MatterPerson.colleague_id != tx.actor)
    ),
    "renames a client": lambda tx, n: edit_client(
        tx, _one(tx, Client, n), ClientDetails(first_name="Ada", last_name=f"Renamed {n}")
    ),
    "is away": lambda tx, n: add_absence(
        tx,
        NewAbsence(
            _one(tx, Colleague, n), tx.today, tx.today + timedelta(days=n), _one(tx, Colleague, n + 1)
        ),
    ),
    "is back": lambda tx, n: remove_absence(tx, _some(tx, AbsenceRow, n)),
    "leaves": _leave,
    "has another role": _role,
    "has another lead": lambda tx, n: change_firm(
        tx, replace(firm(tx.reader()).details, lead_id=_one(tx, Colleague, n))
    ),
    "closes the office": lambda tx, n: add_firm_day(tx, NewFirmDay(DayKind.CLOSED, tx.today + _day(tx, n))),
    "promises": lambda tx, n: set_terms(
        tx, NewTerms(OwnTerms(answer=Promise(1 + n, PromiseUnit.CLOCK_HOURS)))
    ),
    "puts off": _put_off,
}


@cache
def _template() -> Path:
    """The vault of a firm of four with three matters, in which something of every kind is owed."""
    folder = Path(tempfile.mkdtemp(prefix="liaison-kept-")) / "vault"
    made, _ = create_workspace(folder, PASSWORD, firm=FIRM, user=USER, clock=FixedClock(MONDAY), cost=CHEAP)
    with made.write() as tx:
        for name in ("Kim", "Nora", "Sam"):
            add_colleague(tx, NewColleague(name, Role.LAWYER))
        clients = [add_client(tx, ClientDetails(first_name="Ada", last_name=one)) for one in ("Roe", "Poe")]
        for number in range(3):
            open_matter(tx, MatterDetails(title=f"Matter {number}", clients=(clients[number % 2],)))
    for name in ("asks", "asks outside", "agrees", "agrees outside", "happens", "fixes", "plans", "updates"):
        for number in (3, 7):
            with made.write() as tx:
                COMMANDS[name](tx, number)
    made.lock()
    return folder


class Desks:
    """Two programs on one vault, and somebody else's eyes."""

    def __init__(self, room: Path) -> None:
        shutil.copytree(_template(), room / "vault")
        self.clock = FixedClock(MONDAY + timedelta(days=2))
        self.desks = [open_workspace(room / "vault", PASSWORD, clock=self.clock) for _ in range(2)]

    def does(self, desk: int, name: str, number: int) -> bool:
        """One command, and whether it was done: not what the firm's rules refuse."""
        try:
            with self.desks[desk].write() as tx:
                COMMANDS[name](tx, number)
        except LiaisonError:
            return False
        return True

    def check(self, number: int) -> None:
        """Everybody's list is what is derived from nothing."""
        for workspace in self.desks:
            with workspace.read() as reader:
                self.same(reader, (7, 30, 0)[number % 3])
        with self.other_eyes(number) as reader:
            self.same(reader, 7)

    @contextmanager
    def other_eyes(self, number: int) -> Iterator[Reader]:
        """Somebody for whom restricted matters may not exist."""
        engine = self.desks[0].vault.engine
        with self.desks[0].read() as reader:
            people = reader.session.scalars(select(Colleague.id).order_by(Colleague.id)).all()
            who = people[number % len(people)]
        with Session(engine.execution_options(**seeing(who))) as session:
            yield replace(reader, session=session, viewer=who)

    @staticmethod
    def same(reader: Reader, days: int) -> None:
        """One reading of both kinds."""
        assert owed_kept(reader, days) == owed(reader, days=days)


@pytest.fixture
def firm_of_four(tmp_path: Path) -> Iterator[Desks]:
    found = Desks(tmp_path)
    yield found
    for one in found.desks:
        one.lock()


FIRST = {"lifts": "restricts", "is back": "is away"}
"""What has to be done before."""


@pytest.mark.parametrize("name", COMMANDS)
def test_after_each_command_it_is_what_is_derived_from_nothing(firm_of_four: Desks, name: str) -> None:
    if name in FIRST:
        firm_of_four.does(0, FIRST[name], 1)
    firm_of_four.check(0)
    done = []
    for number in (1, 18):
        done.append(firm_of_four.does(number % 2, name, number))
        firm_of_four.check(number)
        firm_of_four.clock.advance(timedelta(hours=7))
        firm_of_four.check(number)
    assert any(done)


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 1),
            st.sampled_from(sorted(COMMANDS)),
            st.integers(0, 40),
            st.sampled_from([0, 0, 1, 90, 600, 3000]),
        ),
        min_size=4,
        max_size=20,
    )
)
def test_whatever_is_done(doings: list[tuple[int, str, int, int]]) -> None:
    room = Path(tempfile.mkdtemp(prefix="liaison-kept-"))
    firm_of_four = Desks(room)
    try:
        firm_of_four.check(0)
        for desk, name, number, minutes in doings:
            firm_of_four.does(desk, name, number)
            firm_of_four.clock.advance(timedelta(minutes=minutes))
            firm_of_four.check(number)
    finally:
        for one in firm_of_four.desks:
            one.lock()
        shutil.rmtree(room)


def test_after_a_save_no_more_is_derived_than_the_matter(
    firm_of_four: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm_of_four.check(0)
    asked: list[UUID | None] = []

    def deriving(reader: Reader, matter_id: UUID | None = None) -> Deriving:
        asked.append(matter_id)
        return Deriving(reader, matter_id)

    monkeypatch.setattr(kept, "Deriving", deriving)
    firm_of_four.does(0, "updates", 1)
    with firm_of_four.desks[0].read() as reader:
        owed_kept(reader, 7)
    assert len([one for one in asked if one is not None]) == 1
    assert asked.count(None) == 1, "what waits for a reply"


def test_of_more_than_is_noted_everything_is_derived(firm_of_four: Desks) -> None:
    firm_of_four.check(0)
    for number in range(70):
        firm_of_four.does(1, "updates", number)
    with firm_of_four.desks[0].read() as reader:
        assert len(changes(reader.session).rows) == 64
        assert changes(reader.session).since(1) is None
    firm_of_four.check(0)


def test_what_counts_from_a_moment_to_come_is_never_kept(firm_of_four: Desks) -> None:
    """Another desk's clock is ahead, and this one's was put right: what is written then counts when it is time."""
    firm_of_four.check(0)
    firm_of_four.clock.advance(timedelta(hours=2))
    firm_of_four.does(1, "updates", 1)
    firm_of_four.clock.advance(timedelta(hours=-2))
    firm_of_four.check(0)
    firm_of_four.clock.advance(timedelta(hours=2))
    firm_of_four.check(0)


READ_ANEW = {
    "entry_answers": "What waits for a reply is read each time.",
    "open_questions": "As that.",
    "open_news": "What is told follows from `entry_developments` and the entries, which are watched.",
    "snoozes": "Read each time.",
    "register_mark": "It watches itself.",
    "owed_changes": "As this.",
    "json_each": "No table.",
    "sqlite_master": "No table of ours.",
}
"""Tables that are read for the list, and of which no change is noted, each with the reason."""


def test_every_table_that_decides_is_watched(firm_of_four: Desks) -> None:
    for name in ("restricts", "is away", "sets the firm's", "is silent", "closes", "leaves", "promises"):
        firm_of_four.does(0, name, 1)
    read: set[str] = set()
    workspace: Workspace = firm_of_four.desks[0]
    with workspace.read() as reader:
        driver = reader.session.connection().connection.driver_connection
        assert driver is not None
        names = reader.session.scalars(
            text("SELECT tbl_name FROM main.sqlite_master WHERE type = 'trigger' AND name LIKE 'changed_%'")
        )
        watched = set(names)
        driver.set_authorizer(lambda action, table, *_: read.add(table) or 0 if action == 20 else 0)
        owed(reader, days=30)
        driver.set_authorizer(None)
    assert {"matters", "contact_entries", "update_plans"} <= read
    assert {one for one in read if one} - watched - READ_ANEW.keys() == set(), (
        "note its changes (migration 0024)"
    )
