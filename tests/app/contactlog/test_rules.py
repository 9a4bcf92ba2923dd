"""What is refused about an entry, and what is only pointed out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.listing import log_rows
from app.contactlog.rules import Wishes, against_wishes, bare_note, check_entry, late_note, written_late
from app.contactlog.words import SPOKEN, Channel, Direction, Outcome, directions, usual_outcome
from app.kernel.errors import Invalid
from app.matters.developments import NewDevelopment, add_development
from app.matters.queries import find_matter
from app.matters.words import DevelopmentKind
from app.workspace import Workspace
from tests.support import Cli

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    channel: Channel = Channel.PHONE
    direction: Direction = Direction.OUT
    occurred_at: datetime = NOW
    summary: str = "Told her that the hearing moves to January."
    outcome: Outcome | None = None
    duration_minutes: int | None = 18
    promised_by: datetime | None = None


def codes(entry: Entry) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in check_entry(entry, NOW)]


@pytest.mark.parametrize(
    "summary",
    [
        "updated client",
        "Updated client.",
        "called client",
        "Left VM",
        "LVM for client",
        "TC w/ client re case",
        "t/c with cl. re: status",
        "Spoke to Nora Whitcombe about the case",
        "E-mailed client an update on the matter",
        "Client called, discussed next steps.",
        "Sent letter to client",
        "",
        "...",
        "电话",
    ],
)
def test_a_bare_note_is_pointed_out(summary: str) -> None:
    problem = bare_note(summary, names=["Nora Whitcombe"])
    assert problem is not None
    assert (problem.field, problem.code) == ("summary", "bare-note")
    assert "next?" in problem.message


@pytest.mark.parametrize(
    "summary",
    [
        "Told her that the other side asks 14 days more to answer.",
        "Hearing moved to 12 January.",
        "Client agrees to settle for 40,000",
        "She will send the lease by Friday",
        "Le dije que la audiencia se aplaza",
        "已告知客户开庭日期改为十二月",
    ],
)
def test_a_note_that_tells_something_is_not(summary: str) -> None:
    assert bare_note(summary) is None


def test_advice_or_a_decision_make_a_note() -> None:
    assert bare_note("Called client", advice="Oppose the motion; likely granted anyway.") is None
    assert bare_note("Called client", decision="Agree to the new date.") is None
    assert bare_note("Called client", advice="  ") is not None


def test_follow_ups_answer_only_what_is_next() -> None:
    problem = bare_note("Called client", follow_ups=["David: send stipulation"])
    assert problem is not None
    assert "next" not in problem.message


@pytest.mark.parametrize("outcome", [Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER])
def test_nobody_reached_may_be_short(outcome: Outcome) -> None:
    assert bare_note("left vm", outcome=outcome) is None
    assert codes(Entry(summary="", outcome=outcome)) == []


@given(st.text(max_size=60), st.lists(st.text(max_size=10), max_size=3))
def test_any_note_is_judged_without_a_crash_and_names_never_help(summary: str, names: list[str]) -> None:
    if bare_note(summary) is not None:
        assert bare_note(summary, names=names) is not None


def test_a_note_is_late_after_a_day() -> None:
    assert not late_note(NOW, NOW + timedelta(hours=24))
    assert late_note(NOW, NOW + timedelta(hours=24, seconds=1))


def test_an_ordinary_call_passes() -> None:
    assert codes(Entry(outcome=Outcome.SPOKE)) == []
    assert codes(Entry(occurred_at=NOW + timedelta(minutes=3))) == []


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (Entry(occurred_at=NOW + timedelta(hours=1)), ("occurred_at", "in-future")),
        (Entry(duration_minutes=-1), ("duration", "duration-out-of-range")),
        (Entry(duration_minutes=24 * 60 + 1), ("duration", "duration-out-of-range")),
        (Entry(channel=Channel.NOTE), ("direction", "direction-for-channel")),
        (Entry(channel=Channel.LETTER, direction=Direction.INTERNAL), ("direction", "direction-for-channel")),
        (Entry(channel=Channel.EMAIL, outcome=Outcome.SPOKE), ("outcome", "outcome-does-not-fit")),
        (Entry(channel=Channel.LETTER, outcome=Outcome.NO_ANSWER), ("outcome", "outcome-does-not-fit")),
        (Entry(direction=Direction.IN, outcome=Outcome.SENT), ("outcome", "outcome-does-not-fit")),
        (Entry(direction=Direction.OUT, outcome=Outcome.RECEIVED), ("outcome", "outcome-does-not-fit")),
        (Entry(summary=" \n"), ("summary", "no-summary")),
        (Entry(promised_by=NOW - timedelta(hours=1)), ("promised_by", "promised-too-early")),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_field(entry: Entry, problem: tuple[str, str]) -> None:
    assert codes(entry) == [problem]


def test_every_problem_is_named_at_once() -> None:
    entry = Entry(Channel.NOTE, Direction.IN, NOW + timedelta(days=1), "", Outcome.SENT, -5)
    assert {field for field, _ in codes(entry)} == {
        "occurred_at",
        "duration",
        "direction",
        "outcome",
        "summary",
    }


@given(st.sampled_from(list(Channel)), st.integers(0, 1440))
def test_what_the_form_fills_in_passes(channel: Channel, minutes: int) -> None:
    for direction in directions(channel):
        outcome = usual_outcome(channel, direction)
        assert codes(Entry(channel, direction, outcome=outcome, duration_minutes=minutes)) == []
        assert (outcome is Outcome.SPOKE) == (channel in SPOKEN)


NORA = Wishes(Channel.PHONE, frozenset({Channel.TEXT, Channel.EMAIL}), hours_after=time(15))
AFTERNOON = datetime(2026, 11, 23, 15, 5, tzinfo=UTC)


def wishes_broken(wishes: Wishes, channel: Channel, moment: datetime) -> list[str]:
    return [problem.code for problem in against_wishes(wishes, channel, moment)]


def test_a_call_as_she_wants_it_breaks_no_wish() -> None:
    assert wishes_broken(NORA, Channel.PHONE, AFTERNOON) == []


def test_wishes_that_are_broken_are_each_pointed_out() -> None:
    morning = AFTERNOON.replace(hour=9)
    assert wishes_broken(NORA, Channel.PHONE, morning) == ["outside-hours"]
    assert wishes_broken(NORA, Channel.EMAIL, morning) == [
        "never-channel"
    ]  # an e-mail waits until she reads it
    assert wishes_broken(NORA, Channel.TEXT, morning) == ["never-channel", "outside-hours"]
    assert wishes_broken(NORA, Channel.LETTER, morning) == ["not-preferred"]
    (problem,) = against_wishes(NORA, Channel.PHONE, morning)
    assert "after 15:00" in problem.message


def test_what_the_client_or_a_colleague_did_breaks_no_wish() -> None:
    for direction in (Direction.IN, Direction.INTERNAL):
        assert against_wishes(NORA, Channel.EMAIL, AFTERNOON, direction) == ()
    assert against_wishes(NORA, Channel.NOTE, AFTERNOON) == ()


def test_hours_may_span_a_night() -> None:
    nurse = Wishes(hours_after=time(22), hours_before=time(6))
    at_work = Wishes(hours_before=time(9))
    assert wishes_broken(NORA, Channel.PHONE, AFTERNOON.replace(minute=0)) == []
    assert wishes_broken(at_work, Channel.PHONE, AFTERNOON.replace(hour=9, minute=0)) == ["outside-hours"]
    assert wishes_broken(at_work, Channel.PHONE, AFTERNOON.replace(hour=8)) == []
    for hour, broken in ((22, False), (23, False), (3, False), (6, True), (12, True)):
        assert bool(wishes_broken(nurse, Channel.PHONE, AFTERNOON.replace(hour=hour, minute=0))) is broken
    (problem,) = against_wishes(nurse, Channel.PHONE, AFTERNOON)
    assert "after 22:00 and before 06:00" in problem.message


@given(st.sampled_from(list(Channel)), st.times(), st.sampled_from(list(Direction)))
def test_who_wishes_nothing_is_never_crossed(channel: Channel, at: time, direction: Direction) -> None:
    moment = AFTERNOON.replace(hour=at.hour, minute=at.minute)
    assert against_wishes(Wishes(), channel, moment, direction) == ()
    assert against_wishes(replace(NORA, hours_after=None), Channel.PHONE, moment) == ()


def test_what_came_in_as_a_message_is_never_late(workspace: Workspace, cli: Cli) -> None:
    """Lateness is for what somebody wrote down; and a call cannot tell what happened after it."""
    cli("client", "add", "--first-name", "Sam", "--last-name", "Stapler")
    cli("matter", "add", "--number", "S-10", "--title", "Stapler v. Pen", "--client", "Sam Stapler")
    with workspace.write() as tx:
        matter = find_matter(tx.reader(), "S-10").id
        before = tx.now - timedelta(days=3)
        new = NewContact(
            Channel.EMAIL, Direction.IN, before, "Please call me.", matter_id=matter, needs_reply=True
        )
        asked = log_contact(tx, replace(new, message_key="1@x#1"))
        noted = log_contact(tx, new)
        news = add_development(
            tx, NewDevelopment(matter, DevelopmentKind.RULING, tx.now - timedelta(days=1), "Order granted")
        )
        call = NewContact(Channel.PHONE, Direction.OUT, before, "Told her.", matter_id=matter, tells=(news,))
        with pytest.raises(Invalid) as refused:
            log_contact(tx, call)
        assert {one.code for one in refused.value.problems} == {"told-before"}
        log_contact(tx, replace(call, occurred_at=tx.now, answers_id=asked))
        rows = log_rows(tx.reader(), [asked, noted])
    assert (written_late(rows[asked]), written_late(rows[noted])) == (False, True)
    assert (rows[asked].is_answered, rows[noted].is_answered) == (True, False)
