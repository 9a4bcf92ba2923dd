"""The clocks of a concern, whatever happens to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.concerns.rules import (
    ConcernRules,
    Course,
    Taken,
    Turned,
    about_themselves,
    check_rules,
    clocks,
    rather_others,
    running,
    still_open,
)
from app.concerns.words import ClockKind, Stage, StepKind, TurnKind
from app.workdays.calendar import WorkCalendar

CALIFORNIA = WorkCalendar("US", "CA")
RULES = ConcernRules()
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
STEPS = st.builds(Taken, st.sampled_from(StepKind), DAYS, st.integers(1, 2))


@st.composite
def courses(draw: st.DrawFn) -> Course:
    raised = draw(st.dates(date(2025, 12, 1), date(2026, 6, 1)))
    formal = draw(st.none() | st.integers(0, 90).map(lambda count: raised + timedelta(days=count)))
    stages = ((Stage.CONTACT, raised),)
    if draw(st.booleans()):
        stages = (*stages, (draw(st.sampled_from(list(Stage)[1:])), raised + timedelta(days=9)))
    steps = tuple(sorted(draw(st.lists(STEPS, max_size=6)), key=lambda one: one.on))
    closed = raised + timedelta(days=100)
    turns: tuple[Turned, ...] = ()
    if draw(st.booleans()):
        turns = (Turned(TurnKind.CLOSED, closed),)
        if draw(st.booleans()):
            turns = (*turns, Turned(TurnKind.REOPENED, closed + timedelta(days=5)))
    return Course(raised, formal, stages, steps, turns)


@given(courses())
def test_a_clock_is_due_on_a_working_day_after_it_began(course: Course) -> None:
    for one in clocks(course, RULES, CALIFORNIA):
        assert one.due >= one.since
        assert CALIFORNIA.is_working_day(one.due)
        assert one.done_on is None or one.in_time == (one.done_on <= one.due)


@given(courses())
def test_what_runs_is_in_order_and_nothing_runs_for_what_is_closed(course: Course) -> None:
    found = running(course, RULES, CALIFORNIA)
    assert [one.due for one in found] == sorted(one.due for one in found)
    if course.closed_on is not None:
        assert found == ()
    kinds = [one.kind for one in clocks(course, RULES, CALIFORNIA)]
    assert len(kinds) == len(set(kinds))
    assert (ClockKind.FINAL_RESPONSE in kinds) == (course.formal_on is not None)


@given(courses())
def test_a_clock_that_is_set_to_nothing_does_not_run(course: Course) -> None:
    never = ConcernRules(0, {}, 0, 0, 0)
    assert clocks(course, never, CALIFORNIA) == ()


@given(courses())
def test_the_final_response_is_never_due_later_than_eight_weeks_after_the_complaint(course: Course) -> None:
    given_before = any(
        one.kind is StepKind.FINAL_RESPONSE and one.round < course.round for one in course.steps
    )
    for one in clocks(course, RULES, CALIFORNIA):
        if one.kind is ClockKind.FINAL_RESPONSE and not given_before:
            assert course.formal_on is not None
            assert one.due <= course.formal_on + timedelta(weeks=8)


@given(courses(), st.sampled_from(StepKind))
def test_a_step_more_leaves_one_less_to_do(course: Course, kind: StepKind) -> None:
    more = replace(course, steps=(*course.steps, Taken(kind, date(2026, 12, 31), course.round)))
    assert set(still_open(more)) == set(still_open(course)) - {kind}


def test_rules_that_make_no_sense_are_named_by_their_field() -> None:
    bad = ConcernRules(acknowledge_days=-1, stage_days={Stage.SUPERVISOR: 251}, final_weeks=53)
    assert {one.field for one in check_rules(bad)} == {"acknowledge_days", "supervisor_days", "final_weeks"}
    assert check_rules(RULES) == []


WHO = st.integers(1, 5).map(lambda number: UUID(int=number))
SEVERAL = st.lists(st.none() | WHO, max_size=5)
ANN, ROSA, PAUL = (UUID(int=number) for number in (11, 12, 13))


@pytest.mark.parametrize(
    ("handler", "supervisor", "told"),
    [
        (ANN, ROSA, ("handler",)),
        (ROSA, ANN, ("supervisor",)),
        (ANN, ANN, ("handler", "supervisor")),
        (ROSA, None, ()),
    ],
)
def test_nobody_is_judge_of_a_complaint_about_themselves(
    handler: UUID, supervisor: UUID | None, told: tuple[str, ...]
) -> None:
    assert about_themselves(ANN, handler, supervisor) == told
    assert about_themselves(None, handler, supervisor) == ()


def test_a_formal_complaint_goes_to_another_where_there_is_one() -> None:
    assert rather_others([ANN], [PAUL, ROSA], ANN) == (PAUL, ROSA, ANN)
    assert rather_others([ANN, ROSA], [PAUL], ANN) == (ROSA, PAUL, ANN)
    assert rather_others([ANN], [ANN, None], ANN) == (ANN,), "in a firm of one there is nobody else"
    assert rather_others([ROSA, None], [PAUL], ANN) == (ROSA,), "what is not about them is as usual"


@given(SEVERAL, SEVERAL, st.none() | WHO)
def test_whom_it_is_about_is_asked_last_and_nobody_usual_is_left_out(
    usual: list[UUID | None], others: list[UUID | None], about: UUID | None
) -> None:
    found = rather_others(usual, others, about)
    assert len(found) == len(set(found))
    assert set(found) >= {one for one in usual if one is not None}
    assert set(found) <= {*usual, *others}
    assert about not in found[:-1]
    first = [one for one in dict.fromkeys(usual) if one is not None and one != about]
    assert list(found[: len(first)]) == first


@given(st.none() | WHO, WHO, st.none() | WHO)
def test_it_is_said_of_exactly_who_it_is_about(
    about: UUID | None, handler: UUID, supervisor: UUID | None
) -> None:
    told = about_themselves(about, handler, supervisor)
    assert ("handler" in told) == (about is not None and handler == about)
    assert ("supervisor" in told) == (about is not None and supervisor == about)
