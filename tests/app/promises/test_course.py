"""A contact from its coming in to its answer: pauses, promises, whom a breach reaches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contactlog.rows import AwaitingReply, Receipt
from app.contactlog.words import Channel
from app.promises.course import Course, PromiseState, course
from app.promises.rules import ClockKind, ClockState
from app.promises.terms import DEFAULT_STEPS, DEFAULT_TERMS, EscalationTo, PromiseTerms
from app.promises.words import say_course, say_promised
from app.workdays.calendar import WorkCalendar
from app.workdays.worktime import Promise, PromiseUnit, WorkTime
from tests.app.promises import slow

ZONE = ZoneInfo("America/Los_Angeles")
FIRM = WorkTime(WorkCalendar("US", "CA"), ZONE)
ENTRY = UUID(int=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A local moment of November 2026; the 19th is a Thursday, the 26th Thanksgiving."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def asked(
    moment: datetime, *receipts: Receipt, urgent: bool = False, answered_at: datetime | None = None
) -> AwaitingReply:
    return AwaitingReply(
        ENTRY, None, None, moment, Channel.EMAIL, "May I travel?", urgent, "", receipts, answered_at
    )


def waits(begin: datetime, heard: datetime | None = None, by: datetime | None = None) -> Receipt:
    return Receipt(UUID(int=2), begin, by, awaits_client=True, heard_at=heard)


def test_while_the_clients_answer_is_awaited_the_clock_stands() -> None:
    read = course(asked(at(19, 9), waits(at(19, 11))), at(23, 15), FIRM)
    assert read.clocks.answer.state is ClockState.PAUSED
    assert read.paused_since == at(19, 11)
    assert say_course(read, at(23, 15), FIRM) == "paused since Thu 19 Nov, 11:00, waiting for the client"
    heard = course(asked(at(19, 9), waits(at(19, 11), at(20, 11))), at(23, 15), FIRM)
    assert heard.clocks.answer.due_at == at(24, 9)  # a day was waited
    assert heard.paused_since is None
    assert say_course(heard, at(23, 15), FIRM) == "answer due Tue 24 Nov, 09:00, 2 h working time left"


def test_two_pauses_that_overlap_stop_the_clock_once() -> None:
    both = asked(at(19, 9), waits(at(19, 10), at(19, 20)), waits(at(19, 15), at(20, 10)))
    assert course(both, at(20, 12), FIRM).clocks.answer.due_at == at(24, 9)
    open_ = asked(at(19, 9), waits(at(19, 10)), waits(at(19, 15)))
    assert course(open_, at(20, 12), FIRM).paused_since == at(19, 10)


def test_what_was_late_before_it_was_paused_stays_late() -> None:
    read = course(asked(at(16, 9), waits(at(19, 9))), at(20, 9), FIRM)
    assert read.clocks.answer.state is ClockState.OVERDUE
    assert say_course(read, at(20, 9), FIRM) == (
        "acknowledged Thu 19 Nov, 09:00, 2 days late (16 working hours); "
        "answer 2 days late (16 working hours), was due Wed 18 Nov, 09:00"
    )
    assert read.paused_since == at(19, 9)


def test_an_answer_ends_the_waiting_for_good() -> None:
    read = course(asked(at(19, 9), waits(at(19, 11)), answered_at=at(20, 11)), at(30, 9), FIRM)
    assert read.clocks.answer.state is ClockState.KEPT
    assert read.clocks.answer.due_at == at(24, 9)
    assert read.paused_since is None
    assert say_course(read, at(30, 9), FIRM) == "answered Fri 20 Nov, 11:00, in time"


def test_a_later_promise_replaces_the_one_before_though_it_is_for_sooner() -> None:
    first, second = Receipt(ENTRY, at(19, 10), at(25, 12)), Receipt(ENTRY, at(19, 15), at(20, 12))
    read = course(asked(at(19, 9), first, second), at(19, 16), FIRM)
    assert read.clocks.answer.due_at == at(20, 12)
    assert [one.state for one in read.promises] == [PromiseState.REPLACED, PromiseState.OPEN]
    kept = course(asked(at(19, 9), first, second, answered_at=at(20, 9)), at(30, 9), FIRM)
    assert [one.state for one in kept.promises] == [PromiseState.REPLACED, PromiseState.KEPT]
    assert say_promised(kept.promises[1], at(20, 10), FIRM) == "promised by Fri 20 Nov, 12:00: kept"


def test_a_promise_made_after_the_first_was_broken_does_not_mend_it() -> None:
    first, second = Receipt(ENTRY, at(19, 10), at(20, 12)), Receipt(ENTRY, at(20, 15), at(24, 12))
    read = course(asked(at(19, 9), first, second), at(23, 9), FIRM)
    assert [one.state for one in read.promises] == [PromiseState.BROKEN, PromiseState.OPEN]
    assert read.clocks.answer.state is ClockState.RUNNING


def test_a_receipt_without_a_time_leaves_the_promise_before_it() -> None:
    promised, thanks = Receipt(ENTRY, at(19, 10), at(25, 12)), Receipt(ENTRY, at(19, 15))
    assert course(asked(at(19, 9), promised, thanks), at(19, 16), FIRM).clocks.answer.due_at == at(25, 12)


def test_a_breach_reaches_one_after_the_other() -> None:
    came = asked(at(19, 9))  # to be acknowledged by Friday 9:00, answered by Monday 9:00
    reached = [
        (one.to, one.at)
        for one in course(came, at(24, 9), FIRM).reached
        if one.clock is ClockKind.ACKNOWLEDGE
    ]
    assert reached == [
        (EscalationTo.POINT_OF_CONTACT, at(20, 9)),
        (EscalationTo.RESPONSIBLE, at(23, 9)),  # a working day later: the weekend does not count
        (EscalationTo.SUPERVISOR, at(24, 9)),
    ]
    done = course(asked(at(19, 9), Receipt(ENTRY, at(23, 8))), at(24, 9), FIRM).reached
    assert [one.to for one in done if one.clock is ClockKind.ACKNOWLEDGE] == [EscalationTo.POINT_OF_CONTACT]


def test_correcting_a_holiday_takes_back_whom_it_reached() -> None:
    closed = WorkTime(WorkCalendar("US", "CA", closed=frozenset({date(2026, 11, 20)})), ZONE)
    came = asked(at(19, 9))
    assert course(came, at(20, 12), FIRM).reached
    assert not course(came, at(20, 12), closed).reached


@pytest.mark.parametrize(
    ("moment", "urgent", "after_hours"),
    [
        (at(21, 22), True, True),
        (at(19, 10), True, False),
        (at(21, 22), False, False),
        (at(26, 10), True, True),
    ],
)
def test_urgent_contact_when_nobody_is_there(moment: datetime, urgent: bool, after_hours: bool) -> None:
    assert course(asked(moment, urgent=urgent), moment, FIRM).after_hours is after_hours


# Against a model that walks through the time.

begin = datetime(
    2026, 10, 26, tzinfo=UTC
)  # the clocks change on 1 November, Veterans Day and Thanksgiving follow
quarters = st.integers(0, 4 * 24 * 35).map(lambda n: begin + n * slow.QUARTER)
spans = st.integers(1, 4 * 24 * 6).map(lambda n: n * slow.QUARTER)
terms = st.builds(
    PromiseTerms, *[st.builds(Promise, st.integers(1, 60), st.sampled_from(list(PromiseUnit)))] * 4
)
calendars = st.builds(
    lambda country, closed: WorkTime(WorkCalendar(country, closed=closed), ZONE),
    st.sampled_from(["", "US"]),
    st.frozensets(st.dates(date(2026, 10, 26), date(2026, 12, 10)), max_size=4),
)


@st.composite
def contacts(draw: st.DrawFn) -> AwaitingReply:
    came = draw(quarters)
    receipts = []
    for moment in sorted(draw(st.lists(spans, max_size=4))):
        made = came + moment
        by = draw(st.none() | spans)
        awaits = draw(st.booleans())
        heard = draw(st.none() | spans) if awaits else None
        receipts.append(
            Receipt(
                ENTRY,
                made,
                made + by if by else None,
                awaits,
                made + heard if heard else None,
            )
        )
    answered = draw(st.none() | spans)
    return asked(
        came, *receipts, urgent=draw(st.booleans()), answered_at=came + answered if answered else None
    )


@given(contacts(), spans, terms, calendars)
@settings(max_examples=150)
def test_clocks_are_what_a_walk_through_the_time_finds(
    came: AwaitingReply, later: timedelta, said: PromiseTerms, where: WorkTime
) -> None:
    now = came.occurred_at + later
    read = course(came, now, where, said)
    answered = came.answered_at if came.answered_at and came.answered_at <= now else None
    stop = answered or now
    receipts = [one for one in came.receipts if one.at <= stop]
    waiting = slow.is_paused(now, receipts, now + slow.QUARTER) and answered is None
    acknowledge, answer = said.of(urgent=came.urgent)
    counted_to = slow.last_pause(now, receipts) if waiting else stop
    answer_due = slow.due(came.occurred_at, answer, where, receipts, counted_to)
    acknowledge_due = min(answer_due, slow.due(came.occurred_at, acknowledge, where, receipts, counted_to))
    last = [one for one in receipts if one.promised_by]
    if last and last[-1].promised_by:
        answer_due = slow.promised(
            last[-1].at, last[-1].promised_by, answer.unit, where, receipts, counted_to
        )
    assert read.clocks.acknowledge.due_at == acknowledge_due
    assert read.clocks.answer.due_at == answer_due
    assert read.clocks.answer.done_at == answered
    assert (read.owed is None) == (answered is not None)
    assert (read.paused_since is not None) == waiting
    _escalates(read, now, where, receipts, stop)


def _escalates(read: Course, now: datetime, where: WorkTime, receipts: list[Receipt], stop: datetime) -> None:
    for kind, clock in (
        (ClockKind.ACKNOWLEDGE, read.clocks.acknowledge),
        (ClockKind.ANSWER, read.clocks.answer),
    ):
        until = clock.done_at or now
        found = {one.to for one in read.reached if one.clock is kind}
        expected = {
            step.to
            for step in DEFAULT_STEPS
            if clock.state in {ClockState.OVERDUE, ClockState.LATE}
            and slow.due(clock.due_at, step.after, where, receipts, stop) <= until
        }
        assert found == expected


@given(contacts(), spans, calendars)
def test_a_reply_that_is_logged_late_puts_everything_right(
    came: AwaitingReply, later: timedelta, where: WorkTime
) -> None:
    now = came.occurred_at + later
    told = replace(came, answered_at=came.occurred_at + slow.QUARTER)
    read = course(told, now, where, DEFAULT_TERMS)
    assert read.clocks.answer.done_at == told.answered_at
    assert read.paused_since is None
