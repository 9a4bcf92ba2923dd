"""The figures of promises: they add up, and say what a slow count says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.owed.items import OwedKind
from app.owed.slipped.lines import (
    KINDS,
    LONGEST_ABOUT,
    Line,
    LineState,
    figures,
    in_brief,
    middle,
    nearest_rank,
    say_line_late,
    say_worked,
)
from tests.support import MONDAY

SPANS = st.integers(0, 500).map(lambda hours: timedelta(hours=hours))


def line(kind: OwedKind, state: LineState, *, due: datetime | None = MONDAY, **more: object) -> Line:
    """Outside any matter, since Monday."""
    return Line(kind, state, None, None, None, "x", UUID(int=1), MONDAY, due, **more)  # type: ignore[arg-type] # its fields


@st.composite
def lines(draw: st.DrawFn) -> Line:
    state = draw(st.sampled_from(LineState))
    due = MONDAY if state is not LineState.GIVEN or draw(st.booleans()) else None
    given_at = MONDAY if state in {LineState.GIVEN, LineState.LATE} else None
    return line(
        draw(st.sampled_from(KINDS)),
        state,
        due=due,
        settled_at=given_at,
        took=draw(SPANS) if given_at else None,
        late_by=draw(SPANS) if state in {LineState.LATE, LineState.MISSED} else None,
    )


@given(st.lists(lines(), max_size=30))
def test_kinds_add_up_to_all_and_every_line_is_counted_once(several: list[Line]) -> None:
    whole, parts = figures(several), [figures(several, kind) for kind in KINDS]
    for name in ("given", "late", "missed", "excused", "owed", "unscheduled"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)
    counted = whole.promised + whole.excused + whole.owed + whole.unscheduled
    assert counted == len(several)
    if whole.on_time is not None:
        assert 0 <= whole.on_time <= 1
        assert (
            whole.on_time * whole.promised == whole.given
            or abs(whole.on_time * whole.promised - whole.given) < 1e-9
        )


@given(st.lists(SPANS, min_size=1, max_size=60))
def test_percentiles_are_what_a_slow_count_says(spans: list[timedelta]) -> None:
    spans.sort()
    found = nearest_rank(spans, 0.95)
    within = sum(one <= found for one in spans)
    assert within >= 0.95 * len(spans)
    assert all(sum(other <= one for other in spans) < 0.95 * len(spans) for one in spans if one < found)
    half = middle(spans)
    assert 2 * sum(one <= half for one in spans) >= len(spans)
    assert 2 * sum(one >= half for one in spans) >= len(spans)


def test_of_all_kinds_only_what_answers_something_takes_time() -> None:
    update = line(OwedKind.UPDATE, LineState.GIVEN, took=timedelta(days=20))
    answer = line(OwedKind.ANSWER, LineState.GIVEN, took=timedelta(hours=3))
    assert figures([update, answer]).median == timedelta(hours=3)
    assert figures([update, answer], OwedKind.UPDATE).median == timedelta(days=20)


def test_working_time_in_words() -> None:
    said = {
        timedelta(): "less than a minute",
        timedelta(minutes=40): "40 min",
        timedelta(hours=3, minutes=59): "3 h",
        timedelta(days=1): "24 h",
        timedelta(days=2, hours=5): "53 h",
    }
    assert {span: say_worked(span) for span in said} == said


def test_how_late_is_said_in_calendar_time_as_on_today() -> None:
    missed = line(OwedKind.ANSWER, LineState.MISSED, late_by=timedelta(0))
    later = MONDAY + timedelta(days=2, hours=5)
    assert say_line_late(missed, later) == "3 days late"
    assert say_line_late(replace(missed, settled_at=MONDAY + timedelta(hours=3)), later) == "3 h late"
    update = replace(missed, kind=OwedKind.UPDATE)  # by whole days: due that day, so late from the next on
    assert say_line_late(update, MONDAY + timedelta(days=1)) == "1 day late"
    assert say_line_late(replace(missed, late_by=None), later) == ""


def test_what_a_promise_was_about_is_cut_between_words_and_late() -> None:
    asked = "Asks whether the deposition on 8 December moves now that the other side has asked for more time."
    assert in_brief(asked) == asked, "paper goes on in the next line"
    long = in_brief("word " * 100)
    assert long.endswith("word …")
    assert len(long) <= LONGEST_ABOUT + 2
