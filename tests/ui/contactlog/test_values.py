"""What the form holds, without a window."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contactlog.forms import NewAttachment, NewFollowUp, NewParticipant
from app.contactlog.words import Channel, Direction, Outcome, usual_outcome
from app.kernel.errors import Invalid
from ui.contactlog.draftwords import file_from_json, file_to_json, from_json, to_json
from ui.contactlog.values import (
    Asked,
    FileValue,
    FormValues,
    NextLine,
    Present,
    Timed,
    fresh,
    to_contact,
)

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 23, 15, 5, tzinfo=ZONE)
PRESENT = Present(NOW, "mdy", lambda day, count: day + timedelta(days=count))
MATTER = uuid4()


def filled(**changes: object) -> FormValues:
    values = FormValues(
        matter_id=MATTER, when=Timed("today 15:00"), summary="Told her of the motion and the new date."
    )
    return replace(values, **changes)  # type: ignore[arg-type] # a table of test values


def fields_of(error: Invalid) -> list[str]:
    return [problem.field for problem in error.problems]


def test_the_common_call_becomes_a_contact() -> None:
    values = filled(
        duration="18 min",
        people=("Nora Whitcombe, client", "David Finch", " , "),
        follow_ups=(NextLine("David: send stipulation — tomorrow"), NextLine("  ")),
        tags="costs, , discovery",
    )
    new = to_contact(values, PRESENT)
    assert new.occurred_at == datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert new.duration_minutes == 18
    assert new.participants == (NewParticipant("Nora Whitcombe", "client"), NewParticipant("David Finch", ""))
    assert new.follow_ups == (NewFollowUp("David", "send stipulation", date(2026, 11, 24)),)
    assert new.tags == ("costs", "discovery")
    assert new.with_client


def test_every_problem_of_the_words_is_told_by_its_field() -> None:
    values = FormValues(
        when=Timed("whenever"),
        duration="a while",
        follow_ups=(NextLine("send it"), NextLine("David: — tomorrow")),
        acknowledges_id=uuid4(),
        promised=Timed("soonish"),
    )
    with pytest.raises(Invalid) as caught:
        to_contact(values, PRESENT)
    assert fields_of(caught.value) == [
        "occurred_at",
        "promised_by",
        "duration",
        "follow_ups",
        "follow_ups",
        "matter",
    ]


def test_an_internal_note_is_internal_and_not_with_the_client() -> None:
    new = to_contact(filled(channel=Channel.NOTE, direction=Direction.OUT, outcome=None), PRESENT)
    assert new.direction is Direction.INTERNAL
    assert not new.with_client


def test_the_reason_against_the_wishes_stands_by_itself() -> None:
    new = to_contact(filled(wish_reason="the hearing was in an hour"), PRESENT)
    assert new.wish_reason == "the hearing was in an hour"
    assert "hearing was in" not in new.summary


def test_a_promise_by_a_day_alone_is_its_end() -> None:
    new = to_contact(filled(acknowledges_id=uuid4(), promised=Timed("tomorrow")), PRESENT)
    assert new.promised_by == datetime(2026, 11, 24, 17, 0, tzinfo=ZONE)


def test_a_promise_without_an_acknowledgement_counts_for_nothing() -> None:
    assert to_contact(filled(promised=Timed("tomorrow")), PRESENT).promised_by is None


def test_the_time_it_took_is_read_in_every_notation() -> None:
    assert [
        to_contact(filled(duration=one), PRESENT).duration_minutes for one in ("1h 12m", "1:12", "1.2h")
    ] == [
        72,
        72,
        72,
    ]


def test_answers_go_into_their_texts() -> None:
    asked = (
        Asked("advice", "Options", "Which?", "Accept or refuse."),
        Asked("advice", "Risks", "Which?", " "),
        Asked("decision", "Decided", "What?", "Refuses."),
    )
    values = filled(advice="Went through the offer.", asked=asked, kind="Settlement offer conveyed")
    new = to_contact(values, PRESENT)
    assert new.advice == "Went through the offer.\nOptions: Accept or refuse."
    assert new.decision == "Decided: Refuses."
    assert new.kind == "Settlement offer conveyed"
    assert values.unanswered() == ("Risks",)
    assert from_json(json.loads(json.dumps(to_json(values)))) == values


def test_the_day_of_the_written_confirmation_is_past() -> None:
    new = to_contact(filled(declined_on=NextLine("Fri")), PRESENT)
    assert new.declined_confirmed_on == date(2026, 11, 20)
    with pytest.raises(Invalid) as caught:
        to_contact(filled(declined_on=NextLine("whenever")), PRESENT)
    assert fields_of(caught.value) == ["declined_on"]


@pytest.mark.parametrize(
    ("channel", "direction", "outcome"),
    [
        (Channel.PHONE, Direction.OUT, Outcome.SPOKE),
        (Channel.EMAIL, Direction.IN, Outcome.RECEIVED),
        (Channel.LETTER, Direction.OUT, Outcome.SENT),
        (Channel.NOTE, Direction.INTERNAL, None),
    ],
)
def test_a_channel_brings_its_usual_outcome(
    channel: Channel, direction: Direction, outcome: Outcome | None
) -> None:
    assert usual_outcome(channel, direction) is outcome


def test_words_of_yesterday_keep_their_meaning_today() -> None:
    values = filled(
        when=Timed("Today 15:00", NOW.replace(hour=15, minute=0)),
        follow_ups=(NextLine("David: send it — tomorrow", date(2026, 11, 24)),),
    )
    next_day = Present(NOW + timedelta(days=1), "mdy")
    reopened = fresh(values, next_day)
    assert reopened.when.words == "Yesterday 15:00"
    assert reopened.when.moment == values.when.moment
    assert reopened.follow_ups[0].words == "David: send it — Tue 24 Nov"
    assert to_contact(reopened, next_day).follow_ups == to_contact(values, PRESENT).follow_ups


_IDS = st.uuids()
_TEXT = st.text(max_size=30)
_VALUES = st.builds(
    FormValues,
    matter_id=st.none() | _IDS,
    channel=st.sampled_from(Channel),
    direction=st.sampled_from(Direction),
    outcome=st.none() | st.sampled_from(Outcome),
    when=st.builds(Timed, _TEXT, st.none() | st.datetimes(timezones=st.just(UTC))),
    people=st.lists(_TEXT, max_size=3).map(tuple),
    summary=_TEXT,
    tells=st.lists(_IDS, max_size=3).map(tuple),
    is_update=st.booleans(),
    follow_ups=st.lists(st.builds(NextLine, _TEXT, st.none() | st.dates()), max_size=3).map(tuple),
    promised=st.builds(Timed, _TEXT, st.none()),
    tags=_TEXT,
    entry_id=st.none() | _IDS,
)


@given(_VALUES)
def test_a_draft_is_what_was_typed(values: FormValues) -> None:
    assert from_json(to_json(values)) == values


def test_a_draft_finds_its_files_and_leaves_out_those_that_are_gone() -> None:
    kept = FileValue(UUID(int=1), NewAttachment("scan.pdf", "application/pdf", b"%PDF \x00\xff"))
    gone = FileValue(UUID(int=2), NewAttachment("gone.pdf", "application/pdf", b""))
    plain = to_json(filled(files=(kept, gone)))
    again = FileValue(kept.id, file_from_json(file_to_json(kept.attachment, uuid4())))
    assert from_json(plain, {kept.id: again}).files == (kept,)


def test_a_draft_of_another_version_opens_with_what_is_known() -> None:
    assert from_json({"summary": "words", "unheard_of": 1}) == FormValues(summary="words")


def test_an_untouched_form_is_nothing_to_keep() -> None:
    assert not FormValues(matter_id=MATTER, people=("Nora, client",), reached_at="+1").has_words()
    assert filled(summary="", advice=" x ").has_words()
    assert filled(summary="", follow_ups=(NextLine("x"),)).has_words()


def test_what_the_clocks_skip_or_show_twice_is_doubted() -> None:
    assert "skip 02:30" in PRESENT.doubt("2027-03-14 02:30", ahead=True)
    assert "twice" in PRESENT.doubt("11/1/2026 1:30")
    assert PRESENT.doubt("15:05") == ""
    assert PRESENT.doubt("tomorrow", ahead=True) == ""
