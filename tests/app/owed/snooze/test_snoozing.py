"""Putting off: it hides nothing, changes no date, and what is grave is back the same day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audit.queries import EventFilter, events
from app.audit.sentences import SENTENCES
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact, NewFollowUp
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.clock import FixedClock
from app.kernel.errors import NotFound, Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.key_dates import NewKeyDate, add_key_date
from app.matters.words import KeyDateKind
from app.owed.items import OwedItem, OwedKind, OwedState, Whose
from app.owed.queries import owed
from app.owed.saying import say_put_off
from app.owed.snooze.commands import RECORDED, owed_item, put_off, put_off_again, take_up
from app.owed.snooze.put_off import PutOff
from app.owed.snooze.rules import LONGEST, holds, is_grave, later_today, latest_day, until_when
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.workdays.calendar import WorkCalendar
from app.workdays.worktime import WorkTime
from app.workspace import Workspace
from tests.support import MONDAY, Cli

ZONE = ZoneInfo("America/Los_Angeles")
WHERE = WorkTime(WorkCalendar("US", "CA"), ZONE)
TODAY = date(2026, 11, 23)
WHOSE = Whose(uuid4(), "Nora Whitcombe")
TO_LAST_HOUR = datetime(2026, 11, 23, 16, tzinfo=ZONE)


def item(
    kind: OwedKind = OwedKind.FOLLOW_UP,
    due: datetime | date | None = TODAY,
    state: OwedState = OwedState.DUE,
    *,
    urgent: bool = False,
) -> OwedItem:
    return OwedItem(kind, WHOSE, None, due, state, uuid4(), "send the lease", urgent)


LATE_ANSWER = item(OwedKind.ANSWER, MONDAY - timedelta(hours=3), OwedState.OVERDUE)
URGENT_NEWS = item(OwedKind.DEVELOPMENT, MONDAY + timedelta(days=1), OwedState.UPCOMING, urgent=True)
PASSED_DEADLINE = item(OwedKind.KEY_DATE, TODAY - timedelta(days=1), OwedState.OVERDUE)


def code(thing: OwedItem, until: date | None, now: datetime = MONDAY) -> str:
    with pytest.raises(Refused) as refused:
        until_when(thing, until, now, WHERE)
    assert refused.value.field == "until"
    return refused.value.code


@pytest.mark.parametrize("thing", [LATE_ANSWER, URGENT_NEWS, PASSED_DEADLINE])
def test_what_is_grave_waits_within_the_working_day_alone(thing: OwedItem) -> None:
    assert is_grave(thing)
    assert until_when(thing, None, MONDAY, WHERE) == (TODAY, TO_LAST_HOUR)
    assert until_when(thing, TODAY, MONDAY, WHERE) == (TODAY, TO_LAST_HOUR)
    assert code(thing, TODAY + timedelta(days=1)) == "not-that-long"
    assert latest_day(thing, MONDAY, WHERE) == TODAY


def test_when_the_day_ends_nothing_is_put_off_within_it() -> None:
    evening = TO_LAST_HOUR + timedelta(minutes=1)
    assert later_today(LATE_ANSWER, evening, WHERE) is None
    assert code(LATE_ANSWER, None, evening) == "day-ends"
    saturday = MONDAY + timedelta(days=5)
    assert code(LATE_ANSWER, None, saturday) == "day-ends"


def test_what_is_urgent_is_back_an_hour_before_it_is_late() -> None:
    soon = replace(URGENT_NEWS, due=MONDAY + timedelta(hours=3), state=OwedState.DUE)
    assert later_today(soon, MONDAY, WHERE) == MONDAY + timedelta(hours=2)
    sooner = replace(soon, due=MONDAY + timedelta(minutes=50))
    assert later_today(sooner, MONDAY, WHERE) is None


def test_other_things_wait_for_a_fortnight_at_most_and_key_dates_for_their_day() -> None:
    call = item()
    last = TODAY + timedelta(days=LONGEST)
    assert until_when(call, last, MONDAY, WHERE) == (last, None)
    assert code(call, last + timedelta(days=1)) == "not-that-long"
    assert code(call, TODAY - timedelta(days=1)) == "past"
    hearing = item(OwedKind.KEY_DATE, datetime(2026, 11, 25, 10, tzinfo=ZONE), OwedState.UPCOMING)
    assert until_when(hearing, date(2026, 11, 25), MONDAY, WHERE)[0] == date(2026, 11, 25)
    assert code(hearing, date(2026, 11, 26)) == "not-that-long"
    today = replace(hearing, due=TODAY, state=OwedState.DUE)
    assert code(today, None) == "day-ends"
    assert code(today, TODAY + timedelta(days=1)) == "not-that-long"


def off(until_on: date, until_at: datetime | None = None, for_due: date | None = None) -> PutOff:
    return PutOff(uuid4(), until_on, until_at, "waiting for the transcript", uuid4(), for_due)


def test_what_became_grave_since_is_back_at_once() -> None:
    until_thursday = off(date(2026, 11, 26))
    waiting = item(OwedKind.ANSWER, MONDAY + timedelta(hours=1), OwedState.DUE)
    now = MONDAY.astimezone(ZONE)
    assert holds(waiting, until_thursday, now)
    assert not holds(replace(waiting, state=OwedState.OVERDUE), until_thursday, now)
    assert not holds(replace(waiting, urgent=True), until_thursday, now)


def test_another_update_is_not_put_off_with_the_one_before() -> None:
    due = TODAY - timedelta(days=1)
    update = item(OwedKind.UPDATE, due, OwedState.OVERDUE)
    snooze = off(date(2026, 11, 26), for_due=due)
    now = MONDAY.astimezone(ZONE)
    assert holds(update, snooze, now)
    assert not holds(replace(update, due=TODAY), snooze, now)


@given(
    kind=st.sampled_from(list(OwedKind)),
    state=st.sampled_from(list(OwedState)),
    urgent=st.booleans(),
    due=st.integers(-400, 400).map(lambda hours: MONDAY + timedelta(hours=hours))
    | st.dates(date(2026, 11, 1), date(2026, 12, 31)),
    until=st.none() | st.dates(date(2026, 11, 20), date(2026, 12, 31)),
    minutes=st.integers(0, 7 * 24 * 60),
)
def test_whatever_is_put_off_is_back_by_its_bound(
    kind: OwedKind,
    state: OwedState,
    urgent: bool,
    due: datetime | date,
    until: date | None,
    minutes: int,
) -> None:
    now = (MONDAY + timedelta(minutes=minutes)).astimezone(ZONE)
    thing = item(kind, due, state, urgent=urgent)
    try:
        until_on, until_at = until_when(thing, until, now, WHERE)
    except Refused:
        return
    back = until_at or datetime.combine(until_on, time(), tzinfo=ZONE)
    assert now < back <= now + timedelta(days=LONGEST)
    for_due = due if not isinstance(due, datetime) else due.date()
    snooze = PutOff(uuid4(), until_on, until_at, "why", uuid4(), for_due)
    assert not holds(thing, snooze, back)
    if is_grave(thing):
        assert until_on == now.date()
        assert until_at is not None
    if kind is OwedKind.KEY_DATE:
        day = due.astimezone(ZONE).date() if isinstance(due, datetime) else due
        assert is_grave(thing) or not now.date() <= day < until_on


@pytest.fixture
def matter(workspace: Workspace) -> UUID:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        made = open_matter(tx, MatterDetails(title="Whitcombe v. Larkspur", clients=(client,)))
        log_contact(
            tx,
            NewContact(
                Channel.PHONE,
                Direction.OUT,
                MONDAY - timedelta(hours=2),
                "Asked for the transcript",
                made,
                outcome=Outcome.SPOKE,
                follow_ups=(NewFollowUp("Maria", "send the transcript", TODAY),),
            ),
        )
        return made


def only(workspace: Workspace, when: datetime | None = None) -> OwedItem:
    with workspace.read(when) as reader:
        (found,) = owed(reader).items
        return found


def test_it_stays_listed_and_due_and_says_so(workspace: Workspace, matter: UUID, clock: FixedClock) -> None:
    before = only(workspace)
    with workspace.write() as tx:
        snooze = put_off(tx, before.kind, before.source_id, date(2026, 11, 26), " for the\ntranscript ")
    after = only(workspace)
    assert (after.due, after.state) == (before.due, before.state)
    assert after.snoozed_until == date(2026, 11, 26)
    assert after.put_off is not None
    assert say_put_off(after.put_off, MONDAY.astimezone(ZONE)) == "put off until Thursday: for the transcript"
    assert only(workspace, MONDAY - timedelta(minutes=1)).put_off is None, "then nobody had put it off"
    clock.set(MONDAY + timedelta(minutes=5))
    with workspace.write() as tx:
        take_up(tx, snooze)
    assert only(workspace).put_off is None
    assert only(workspace, MONDAY + timedelta(minutes=4)).put_off is not None
    with workspace.write() as tx:
        put_off_again(tx, snooze)
    assert only(workspace).snoozed_until == date(2026, 11, 26)
    clock.set(datetime(2026, 11, 26, 8, 1, tzinfo=UTC))
    assert only(workspace).put_off is None, "Thursday has begun"
    with workspace.read() as reader:
        actions = [(one.action, one.kind) for one in events(reader, EventFilter()).rows]
    assert ("put off", "follow_up") in actions
    assert ("taken up", "follow_up") in actions


def test_what_is_put_off_once_more_has_the_later_word(
    workspace: Workspace, matter: UUID, clock: FixedClock
) -> None:
    thing = only(workspace)
    with workspace.write() as tx:
        put_off(tx, thing.kind, thing.source_id, TODAY + timedelta(days=10), "long")
    clock.set(MONDAY + timedelta(minutes=1))
    with workspace.write() as tx:
        shorter = put_off(tx, thing.kind, thing.source_id, TODAY + timedelta(days=2), "shorter")
    assert only(workspace).snoozed_until == TODAY + timedelta(days=2)
    assert only(workspace, MONDAY).snoozed_until == TODAY + timedelta(days=10), "then it was the word"
    clock.set(MONDAY + timedelta(days=3))
    assert only(workspace).put_off is None, "the longer one does not come back"
    clock.set(MONDAY + timedelta(minutes=2))
    with workspace.write() as tx:
        take_up(tx, shorter)
    assert only(workspace).put_off is None


def test_put_off_again_twice_is_put_off_once(workspace: Workspace, matter: UUID) -> None:
    thing = only(workspace)
    with workspace.write() as tx:
        first = put_off(tx, thing.kind, thing.source_id, TODAY + timedelta(days=5), "long")
        take_up(tx, first)
    for _ in range(2):
        with workspace.write() as tx:
            put_off_again(tx, first)
    again = only(workspace).put_off
    assert again is not None
    with workspace.write() as tx:
        take_up(tx, again.id)
    assert only(workspace).put_off is None
    with workspace.read() as reader:
        assert [one.action for one in events(reader, EventFilter()).rows].count("put off") == 2


def test_a_reason_is_asked_for(workspace: Workspace, matter: UUID) -> None:
    thing = only(workspace)
    for reason, expected in (("", "no-reason"), (" \n\t", "no-reason"), ("x" * 301, "too-long")):
        with pytest.raises(Refused) as refused, workspace.write() as tx:
            put_off(tx, thing.kind, thing.source_id, date(2026, 11, 26), reason)
        assert (refused.value.code, refused.value.field) == (expected, "reason")
    assert only(workspace).put_off is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("waiting\r\nfor it", "waiting for it"),
        (
            "\u05d4\u05de\u05ea\u05df \U0001f469\u200d\u2696\ufe0f",
            "\u05d4\u05de\u05ea\u05df \U0001f469\u200d\u2696\ufe0f",
        ),
        ("x" * 1_000_000, None),
    ],
)
def test_whatever_is_typed_as_a_reason(
    workspace: Workspace, matter: UUID, typed: str, kept: str | None
) -> None:
    thing = only(workspace)
    refusal = None
    try:
        with workspace.write() as tx:
            put_off(tx, thing.kind, thing.source_id, date(2026, 11, 26), typed)
    except Refused as refused:
        refusal = refused.code
    found = only(workspace).put_off
    assert (found.reason if found else None) == kept
    assert refusal == (None if kept else "too-long")


def test_what_is_done_is_not_put_off(workspace: Workspace, matter: UUID) -> None:
    with pytest.raises(NotFound), workspace.write() as tx:
        put_off(tx, OwedKind.FOLLOW_UP, uuid4(), date(2026, 11, 26), "why")


def test_the_next_update_stands_on_the_list(workspace: Workspace, clock: FixedClock) -> None:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Ann", last_name="Aldous"))
        matter = open_matter(tx, MatterDetails(title="Aldous", clients=(client,)))
        set_plan(tx, NewPlan(matter, 2, IntervalUnit.DAY, date(2026, 11, 18)))
        assert owed_item(tx.reader(), matter).state is OwedState.OVERDUE
        put_off(tx, OwedKind.UPDATE, matter, date(2026, 12, 4), "the judge is ill")
    assert only(workspace).put_off is not None
    clock.set(MONDAY + timedelta(hours=1))
    with workspace.write() as tx:
        log_contact(
            tx,
            NewContact(
                Channel.PHONE,
                Direction.OUT,
                tx.now,
                "Told her",
                matter,
                outcome=Outcome.SPOKE,
                is_update=True,
            ),
        )
    assert only(workspace).put_off is None


def test_a_key_date_is_back_on_its_day(workspace: Workspace, clock: FixedClock) -> None:
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Ann", last_name="Aldous"))
        matter = open_matter(tx, MatterDetails(title="Aldous", clients=(client,)))
        day = date(2026, 11, 25)
        found = add_key_date(tx, NewKeyDate(matter, KeyDateKind.DEADLINE, day, "File the answer"))
        put_off(tx, OwedKind.KEY_DATE, found, day, "David drafts it")
    assert only(workspace).put_off is not None
    clock.set(MONDAY + timedelta(days=2))
    assert only(workspace).put_off is None


def test_the_command_line_puts_off_and_takes_up(cli: Cli, matter_by_cli: str) -> None:
    listed = cli("due", at=MONDAY).json["items"]
    (one,) = listed
    assert one["snoozed_until"] is None
    until = ("--until", "2026-11-26", "--reason", "the transcript comes on Thursday")
    assert cli("snooze", one["source_id"], *until, at=MONDAY).json["snoozed_until"] == "2026-11-26"
    (after,) = cli("due", at=MONDAY).json["items"]
    assert (after["due_at"], after["state"]) == (one["due_at"], one["state"])
    assert after["snoozed_until"] == "2026-11-26"
    assert after["snoozed_because"] == "the transcript comes on Thursday"
    said = "put off until 2026-11-26: the transcript comes on Thursday; "
    assert said in " ".join(cli("due", at=MONDAY, as_json=False).out.split())
    assert cli("snooze", one["source_id"], "--end", at=MONDAY).json["snoozed_until"] is None
    assert cli("snooze", one["source_id"], "--end", at=MONDAY).status == 1
    assert cli("snooze", "nonsense", "--end", at=MONDAY).status == 1


def test_the_command_line_takes_days_in_words(cli: Cli, matter_by_cli: str) -> None:
    (one,) = cli("due", at=MONDAY).json["items"]

    def until(words: str) -> str:
        ran = cli("snooze", one["source_id"], "--until", words, "--reason", "she calls back", at=MONDAY)
        assert ran.status == 0, ran.err
        return str(ran.json["snoozed_until"])

    assert until("tomorrow") == "2026-11-24"
    assert until("Wed") == "2026-11-25"
    assert until("today").startswith("2026-11-23T16:00")
    wrong = cli("snooze", one["source_id"], "--until", "someday", "--reason", "x", at=MONDAY)
    assert (wrong.status, wrong.json["error"]["code"]) == (1, "bad-date")


@pytest.fixture
def matter_by_cli(cli: Cli) -> str:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe", at=MONDAY)
    number: str = cli("matter", "add", "--title", "Whitcombe", "--client", "Nora Whitcombe", at=MONDAY).json[
        "number"
    ]
    cli("schedule", "--matter", number, "--every", "week", "--from", "2026-11-17", at=MONDAY)
    return number


def test_the_trail_has_words_for_each() -> None:
    for action in ("put off", "taken up"):
        assert {(action, kind) for kind in RECORDED.values()} <= SENTENCES.keys()
