"""Schedules in a vault: stages, reopened matters, silence, the firm's defaults, no news, who was told nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.channels.words import Channel
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import entries, untold_developments
from app.contactlog.words import Direction
from app.hours.queries import firm_calendar
from app.kernel.clock import FixedClock
from app.kernel.errors import Invalid, Refused
from app.matters.commands import edit_matter
from app.matters.queries import find_matter
from app.matters.sheet import matter_sheet
from app.matters.turning import stood_then, turns
from app.matters.words import MatterStatus
from app.schedule.defaults import defaults, drop_default, set_default, set_roll
from app.schedule.excuses import excuses
from app.schedule.no_news import give_no_news, no_news
from app.schedule.queries import UpdateDue, due_if_given, update_dues
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.said import say_due
from app.schedule.silences import allow_silence, silences
from app.schedule.untold import told_nothing
from app.schedule.words import IntervalUnit, Roll, UpdateState, Why
from app.workspace import Workspace
from tests.support import MONDAY, Cli

NORA = ("--agreed-with", "Nora, by phone", "--agreed-on", "2026-11-20")
TUESDAY, WEDNESDAY, LATER = (MONDAY + timedelta(days=n) for n in (1, 2, 21))
MONTHLY = Rhythm(Interval(1, IntervalUnit.MONTH))


@pytest.fixture
def matter(cli: Cli) -> str:
    """Opened on Monday 23 November 2026."""
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    words = ("--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe", "--practice-area", "Family")
    ran = cli("matter", "add", *words, "--opened-on", "2026-11-23")
    number: str = ran.json["number"]
    return number


def _due(workspace: Workspace, number: str) -> UpdateDue | None:
    with workspace.read() as reader:
        return update_dues(reader, firm_calendar(reader)).get(find_matter(reader, number).id)


def _plan(cli: Cli, matter: str, *words: str, **at: object) -> dict[str, object]:
    found: dict[str, object] = cli("schedule", "--matter", matter, *words, **at).json
    return found


def test_another_stage_makes_an_update_due_and_an_update_ends_that(
    cli: Cli, matter: str, workspace: Workspace, clock: FixedClock
) -> None:
    _plan(cli, matter, "--every", "month and at stage changes")
    cli("matter", "edit", matter, "--stage", "Discovery", at=TUESDAY)
    clock.set(WEDNESDAY)
    due = _due(workspace, matter)
    assert due is not None
    assert (due.due_on, due.why, due.event_on) == (date(2026, 11, 30), Why.STAGE, date(2026, 11, 24))
    words = say_due(due, date(2026, 11, 25))
    assert words == "The next update is due Monday 30 November, because another stage began on Tue 24 Nov."
    log = (
        "log",
        "--matter",
        matter,
        "--channel",
        "email",
        "--direction",
        "out",
        "--summary",
        "We filed; now discovery.",
    )
    cli(*log, "--update", "--at", "2026-11-25T09:00", at=WEDNESDAY)
    after = _due(workspace, matter)
    assert after is not None
    assert (after.due_on, after.why) == (date(2026, 12, 24), Why.INTERVAL)
    with workspace.read(as_of=MONDAY) as reader:
        assert update_dues(reader, firm_calendar(reader))[due.matter_id].why is Why.INTERVAL
        assert stood_then(reader) == {due.matter_id: ("", MatterStatus.OPEN)}
        assert turns(reader, due.matter_id) == ()
    with workspace.read() as reader:
        assert [(one.was_stage, one.stage) for one in turns(reader, due.matter_id)] == [("", "Discovery")]


def test_after_a_key_date_an_update_is_owed(cli: Cli, matter: str) -> None:
    _plan(cli, matter, "--every", "month", "--at-key-dates")
    cli("key-date", "--matter", matter, "--kind", "hearing", "--on", "2026-12-01T10:00", "--title", "Hearing")
    cli("key-date", "--matter", matter, "--kind", "limitation", "--on", "2026-11-25", "--title", "Limitation")
    assert _plan(cli, matter)["next_due"] == "2026-12-03"
    log = (
        "log",
        "--matter",
        matter,
        "--channel",
        "phone",
        "--direction",
        "out",
        "--summary",
        "She won the hearing.",
    )
    cli(*log, "--update", "--at", "2026-12-01T15:00", at=LATER)
    assert _plan(cli, matter, at=LATER)["next_due"] == "2026-12-31"


def test_a_matter_that_is_opened_again_owes_an_update_at_once(cli: Cli, matter: str) -> None:
    _plan(cli, matter, "--every", "quarter")
    cli("matter", "edit", matter, "--status", "closed", at=TUESDAY)
    assert _plan(cli, matter, at=TUESDAY)["next_due"] is None
    cli("matter", "edit", matter, "--status", "open", at=LATER)
    assert _plan(cli, matter, at=LATER)["next_due"] == "2026-12-14"
    owed = cli("due", "--matter", matter, at=LATER).json["items"]
    assert [(one["kind"], one["state"]) for one in owed] == [("update", "due")]


@pytest.mark.parametrize(
    "words",
    [
        ("--every", "month"),
        ("--every", "week and at stage changes"),
        ("--every", "week", "--silent", "2026-11-24..2026-12-31", "--reason", "stayed", *NORA),
    ],
)
def test_what_an_update_promises_is_what_the_schedule_says_once_it_is_given(
    cli: Cli, matter: str, workspace: Workspace, clock: FixedClock, words: tuple[str, ...]
) -> None:
    assert "error" not in _plan(cli, matter, *words)
    cli("matter", "edit", matter, "--stage", "Discovery", at=TUESDAY)
    clock.set(WEDNESDAY)
    with workspace.read() as reader:
        matter_id = find_matter(reader, matter).id
        promised = due_if_given(reader, firm_calendar(reader), matter_id)
        said = no_news(reader, firm_calendar(reader), matter_id)
    assert said.next_due == promised
    with workspace.write() as tx:
        give_no_news(tx, matter_id, Channel.PHONE, said.summary, ())
    due = _due(workspace, matter)
    assert due is not None
    assert due.due_on == promised


def test_in_a_season_of_silence_nothing_is_owed(cli: Cli, matter: str, workspace: Workspace) -> None:
    _plan(cli, matter, "--every", "week", "--from", "2026-11-09")
    why = ("--reason", "the case is stayed")
    ran = _plan(cli, matter, "--silent", "2026-11-20..2026-12-31", *why, *NORA)
    assert ran["next_due"] == "2027-01-04"
    assert cli("due", "--matter", matter, "--days", "0").json["items"] == []
    shown = cli("schedule", "--matter", matter).json["update_plan"]
    assert (shown["silent_until"], shown["state"], shown["why"]) == ("2026-12-31", "upcoming", "silence")
    before = cli("matter", matter, "--as-of", "2026-11-22").json["update_plan"]
    assert before["next_due"] == "2026-11-16", "it was agreed on the 23rd"
    assert _plan(cli, matter, "--end-silence", at=WEDNESDAY)["next_due"] == "2026-11-25"
    with workspace.read(as_of=LATER) as reader:
        (one,) = silences(reader, find_matter(reader, matter).id)
        assert (one.last, one.reason) == (date(2026, 11, 24), "the case is stayed")


@pytest.mark.parametrize(
    ("first", "last", "why", "field"),
    [
        (1, 5, "", "reason"),
        (5, 1, "abroad", "last"),
        (-9, -1, "abroad", "last"),
        (0, 900, "abroad", "last"),
    ],
)
def test_a_silence_that_makes_no_sense_is_refused(
    cli: Cli, matter: str, workspace: Workspace, first: int, last: int, why: str, field: str
) -> None:
    day = date(2026, 11, 23)
    begin, end = day + timedelta(days=first), day + timedelta(days=last)
    with workspace.write() as tx:
        matter_id = find_matter(tx.reader(), matter).id
        with pytest.raises(Invalid) as refused:
            allow_silence(tx, matter_id, begin, end, why, "Nora")
    assert refused.value.field == field


def test_the_firms_schedule_counts_for_a_matter_without_one(
    cli: Cli, matter: str, workspace: Workspace
) -> None:
    assert _due(workspace, matter) is None
    assert [one["matter"] for one in cli("due").json["forgotten"]] == [matter]
    cli("schedule", "defaults", "--area", "family", "--every", "month", "--format", "email")
    cli("schedule", "defaults", "--area", "Family", "--stage", "Discovery", "--every", "fortnight")
    due = _due(workspace, matter)
    assert due is not None
    assert (due.by_default, due.due_on, due.format) == ("family", date(2026, 12, 23), "email")
    assert cli("due").json["forgotten"] == []
    cli("matter", "edit", matter, "--stage", "discovery", at=TUESDAY)
    other = _due(workspace, matter)
    assert other is not None
    assert other.by_default == "family", "on Monday it was not at that stage yet"
    plan = cli("matter", matter, at=WEDNESDAY).json["update_plan"]
    assert (plan["by_default"], plan["next_due"]) == ("Family / Discovery", "2026-12-07")
    _plan(cli, matter, "--every", "week", at=WEDNESDAY)
    assert cli("matter", matter, at=WEDNESDAY).json["update_plan"]["by_default"] is None
    assert _plan(cli, matter, "--drop", at=LATER)["next_due"] == "2026-12-07"


def test_a_closer_default_forgives_nothing(
    cli: Cli, matter: str, workspace: Workspace, clock: FixedClock
) -> None:
    with workspace.write() as tx:
        set_default(tx, "Family", "", MONTHLY)
    clock.set(LATER)
    with workspace.write() as tx:
        closer = set_default(tx, "Family", "", Rhythm(Interval(1, IntervalUnit.WEEK)))
    due = _due(workspace, matter)
    assert due is not None
    assert (due.due_on, due.state) == (date(2026, 11, 30), UpdateState.OVERDUE)
    with workspace.write() as tx:
        drop_default(tx, closer)
    assert _due(workspace, matter) is None
    with workspace.read(as_of=TUESDAY) as reader:
        assert [one.rhythm for one in defaults(reader).rows] == [MONTHLY]


def test_days_off_move_as_the_firm_or_the_schedule_says(cli: Cli, matter: str) -> None:
    plan = ("--every", "month", "--from", "2026-10-26")  # to Thanksgiving
    assert _plan(cli, matter, *plan)["next_due"] == "2026-11-25"
    assert cli("schedule", "defaults", "--roll", "after").json["roll"] == "after"
    assert _plan(cli, matter)["next_due"] == "2026-11-30"
    assert _plan(cli, matter, "--roll", "none")["next_due"] == "2026-11-26"


def test_a_part_of_a_schedule_is_changed_and_the_rest_stays(cli: Cli, matter: str) -> None:
    _plan(cli, matter, "--every", "month", "--anchor", "31", "--from", "2026-10-31", "--at-most", "45 days")
    assert _plan(cli, matter, "--format", "letter")["next_due"] == "2026-11-30"
    shown = cli("schedule", "--matter", matter).json["update_plan"]
    found = (shown["every"], shown["anchor_day"], shown["at_most_days"], shown["format"])
    assert found == ("month", 31, 45, "letter")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--every", "week", "--anchor", "3"), "anchor"),
        (("--every", "month", "--anchor", "40"), "anchor"),
        (("--silent", "tomorrow"), "silent"),
        (("--silent", "2026-12-01..2026-12-10", "--agreed-with", "Nora"), "reason"),
        (("--silent", "2026-12-01..2026-12-10", "--reason", "abroad", "--agreed-with", " "), "agreed_with"),
        (
            ("--silent", "2026-12-01..2026-12-10", "--reason", "abroad", *NORA, "--agreed-on", "2026-12-24"),
            "said_on",
        ),
        (("--end-silence",), "end_silence"),
        (("--roll", "after"), "every"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_flag(
    cli: Cli, matter: str, words: tuple[str, ...], field: str
) -> None:
    ran = cli("schedule", "--matter", matter, *words)
    assert (ran.status, ran.json["error"]["field"]) == (1, field)


def test_no_news_is_an_update(cli: Cli, matter: str, workspace: Workspace) -> None:
    _plan(cli, matter, "--every", "fortnight", "--format", "letter", "--from", "2026-11-09")
    cli(
        "key-date",
        "--matter",
        matter,
        "--kind",
        "hearing",
        "--on",
        "2026-12-08T09:30",
        "--title",
        "Deposition",
    )
    with workspace.read() as reader:
        matter_id = find_matter(reader, matter).id
        found = no_news(reader, firm_calendar(reader), matter_id)
    assert found.summary == (
        "There has been nothing new in your matter since Monday, November 23; we are keeping an eye on it for you. "
        "What comes next: Deposition, "
        "Tuesday, December 8, 9:30 AM."
    )
    assert (found.channel, found.next_due) == (Channel.LETTER, date(2026, 12, 7))
    with workspace.write() as tx:
        give_no_news(tx, matter_id, found.channel, found.summary, found.tells)
    with workspace.read() as reader:
        (entry,) = entries(reader)
        assert (entry.is_update, entry.channel, entry.summary) == (True, Channel.LETTER, found.summary)
    assert _plan(cli, matter)["next_due"] == "2026-12-07"


def test_what_the_client_wants_stands_at_the_top_of_no_news(
    cli: Cli, matter: str, workspace: Workspace
) -> None:
    with workspace.write() as tx:
        matter_id = find_matter(tx.reader(), matter).id
        details = matter_sheet(tx.reader(), matter_id).details
        edit_matter(tx, matter_id, replace(details, priorities="Keep the house\nNo trial"))
        found = no_news(tx.reader(), firm_calendar(tx.reader()), matter_id)
    assert found.summary.startswith(
        "We keep in mind what matters to you: Keep the house; No trial. There has been nothing new in your matter"
    )


def test_what_could_wait_is_told_with_it_and_what_could_not_stops_it(
    cli: Cli, matter: str, workspace: Workspace
) -> None:
    news = ("develop", "--matter", matter, "--kind", "filing", "--at", "2026-11-22T10:00", "--text")
    minor = cli(*news, "They changed counsel", "--supplementary").json["id"]
    with workspace.read() as reader:
        matter_id = find_matter(reader, matter).id
        found = no_news(reader, firm_calendar(reader), matter_id)
    assert [str(one) for one in found.tells] == [minor]
    assert "They changed counsel. You will hear" in found.summary
    cli(*news, "They moved to dismiss")
    with workspace.write() as tx, pytest.raises(Refused, match="has not been told"):
        give_no_news(tx, matter_id, found.channel, found.summary, found.tells)


def test_what_was_written_since_the_form_was_opened_is_not_told_by_it(
    cli: Cli, matter: str, workspace: Workspace
) -> None:
    with workspace.read() as reader:
        matter_id = find_matter(reader, matter).id
        opened = no_news(reader, firm_calendar(reader), matter_id)
    news = ("--kind", "filing", "--at", "2026-11-22T10:00", "--text", "They changed counsel")
    added = cli("develop", "--matter", matter, *news, "--supplementary").json["id"]
    with workspace.write() as tx, pytest.raises(Refused) as refused:
        give_no_news(tx, matter_id, opened.channel, opened.summary, opened.tells)
    assert refused.value.code == "news-since"
    with workspace.read() as reader:
        assert [str(one.id) for one in untold_developments(reader, matter_id)] == [added]
        anew = no_news(reader, firm_calendar(reader), matter_id)
    with workspace.write() as tx:
        give_no_news(tx, matter_id, anew.channel, anew.summary, anew.tells)
    with workspace.read() as reader:
        assert untold_developments(reader, matter_id) == ()


def test_who_asked_is_not_told_that_there_is_no_news_by_mistake(
    cli: Cli, matter: str, workspace: Workspace
) -> None:
    with workspace.read() as reader:
        matter_id = find_matter(reader, matter).id
        found = no_news(reader, firm_calendar(reader), matter_id)
    asked = NewContact(
        Channel.EMAIL, Direction.IN, MONDAY, "When is the hearing?", matter_id, needs_reply=True
    )
    with workspace.write() as tx:
        log_contact(tx, asked)
    with workspace.write() as tx, pytest.raises(Refused, match="waits for an answer") as refused:
        give_no_news(tx, matter_id, found.channel, found.summary, ())
    assert refused.value.code == "unanswered"
    with workspace.read() as reader:
        (waits,) = no_news(reader, firm_calendar(reader), matter_id).waits
    ran = cli("no-news", "--matter", matter)
    assert (ran.status, ran.json["error"]["code"]) == (1, "unanswered")
    assert "waits for an answer" in cli("no-news", "--matter", matter, "--dry-run", as_json=False).out
    with workspace.write() as tx:
        give_no_news(tx, matter_id, found.channel, found.summary, (), although=(waits.id,))
    assert cli("no-news", "--matter", matter, "--although-asked").status == 0


def test_the_rule_for_days_off_of_then_is_the_rule_of_then(
    cli: Cli, matter: str, workspace: Workspace, clock: FixedClock
) -> None:
    _plan(cli, matter, "--every", "12 days", "--from", "2026-11-23")  # Saturday 5 December

    def due(*when: datetime) -> date:
        with workspace.read(*when) as reader:
            found = update_dues(reader, firm_calendar(reader))[find_matter(reader, matter).id]
        return found.due_on

    assert due() == date(2026, 12, 4)
    clock.set(WEDNESDAY)
    with workspace.write() as tx:
        set_roll(tx, Roll.AFTER)
    assert due() == date(2026, 12, 7)
    assert due(TUESDAY) == due(WEDNESDAY, TUESDAY) == date(2026, 12, 4)
    with workspace.write() as tx:
        set_roll(tx, Roll.BEFORE)
        set_roll(tx, Roll.AFTER)
    assert due() == date(2026, 12, 7)


def test_who_was_told_nothing_this_month(cli: Cli, matter: str, workspace: Workspace) -> None:
    told = cli("matter", "add", "--title", "Vance v. Poolcraft", "--client", "Nora Whitcombe").json["number"]
    log = ("log", "--matter", told, "--channel", "phone", "--direction", "out", "--summary", "All is quiet.")
    cli(*log, "--update", "--at", "2026-11-20T09:00")
    rows = cli("schedule", "untold").json["untold"]
    assert [(one["matter"], one["last_given"], one["next_action"]) for one in rows] == [
        (matter, None, "Set an update schedule")
    ]
    december = cli("schedule", "untold", "--month", "2026-12").json["untold"]
    assert {one["matter"] for one in december} == {matter, told}
    october = cli("schedule", "untold", "--month", "2026-10").json["untold"]
    assert [one["matter"] for one in october] == [told], "the other one was opened in November"


def test_the_silent_come_last_with_the_reason(cli: Cli, matter: str, workspace: Workspace) -> None:
    _plan(cli, matter, "--every", "week", "--from", "2026-11-09")
    _plan(cli, matter, "--silent", "2026-11-20..2026-12-31", "--reason", "abroad", *NORA)
    other = cli("matter", "add", "--title", "Vance v. Poolcraft", "--client", "Nora Whitcombe").json["number"]
    with workspace.read() as reader:
        found = told_nothing(reader, firm_calendar(reader))
    assert [(one.matter.number, one.silent) for one in found] == [(other, False), (matter, True)]
    assert found[-1].next_action == "Silence is agreed until Thu 31 Dec: abroad"


def test_the_day_of_the_update_stands_before_whatever_else_is_dated(cli: Cli, matter: str) -> None:
    _plan(cli, matter, "--every", "week", "--from", "2026-11-19")
    (alone,) = cli("schedule", "untold").json["untold"]
    assert alone["next_action"] == "Update due Wed 25 Nov"
    date_of_it = ("--kind", "deadline", "--on", "2026-12-09", "--title", "Opposition")
    assert cli("key-date", "--matter", matter, *date_of_it).status == 0
    (one,) = cli("schedule", "untold").json["untold"]
    assert one["next_action"] == "Update due Wed 25 Nov · Opposition, Wed 9 Dec"
    news = ("--kind", "ruling", "--text", "Motion denied")
    assert cli("develop", "--matter", matter, *news).status == 0
    (told,) = cli("schedule", "untold").json["untold"]
    assert told["next_action"] == "Tell 1 development · Update due Wed 25 Nov"


def test_an_attempt_is_no_update(cli: Cli, matter: str) -> None:
    for outcome in ("left_message", "no_answer"):
        log = ("log", "--matter", matter, "--channel", "phone", "--direction", "out", "--summary", "Called.")
        ran = cli(*log, "--outcome", outcome, "--update")
        assert (ran.status, ran.json["error"]["code"]) == (1, "nobody-reached")


def test_a_program_that_knows_no_agreed_with_is_warned(cli: Cli, matter: str) -> None:
    _plan(cli, matter, "--every", "week")
    ran = cli("schedule", "--matter", matter, "--silent", "2026-12-20..2027-01-10", "--reason", "stayed")
    assert ran.status == 0
    assert [one["field"] for one in ran.json["warnings"]] == ["agreed_with"]
    (season,) = ran.json["silences"]
    assert (season["agreed_with"], season["agreed_on"]) == ("", None)


def test_what_was_excused_is_kept_with_the_reason(cli: Cli, matter: str, workspace: Workspace) -> None:
    _plan(cli, matter, "--every", "week", "--from", "2026-11-16")
    _plan(cli, matter, "--excuse", "2026-11-23", "--reason", "asked to be left alone")
    with workspace.read() as reader:
        (one,) = excuses(reader, find_matter(reader, matter).id)
    assert (one.due_on, one.reason) == (date(2026, 11, 23), "asked to be left alone")


def test_the_answer_of_schedule_says_the_silence_that_was_agreed(cli: Cli, matter: str) -> None:
    _plan(cli, matter, "--every", "week")
    silent = ("--silent", "2026-12-20..2027-01-10", "--reason", "the case is stayed", *NORA)
    ran = _plan(cli, matter, *silent)
    (season,) = ran["silences"]  # type: ignore[misc]  # JSON
    assert (season["from"], season["to"]) == ("2026-12-20", "2027-01-10")
    assert season["reason"] == "the case is stayed"
    assert (season["agreed_with"], season["agreed_on"]) == ("Nora, by phone", "2026-11-20")
    text = cli("schedule", "--matter", matter, as_json=False).out
    said = (
        "from Sun, Dec 20 to Sun, Jan 10, 2027: the case is stayed. Agreed with Nora, by phone on Fri, Nov 20"
    )
    assert said in text
    assert _plan(cli, matter)["silences"] == ran["silences"]
    assert _plan(cli, matter, "--end-silence")["silences"] == [], "one that is to come is ended, too"
    assert cli("schedule", "--matter", matter, "--end-silence").json["error"]["code"] == "no-silence"


def test_the_first_promised_day_by_default_stays_promised_when_a_matter_gets_its_own_schedule(
    cli: Cli, matter: str, workspace: Workspace
) -> None:
    with workspace.write() as tx:
        set_default(tx, "", "", replace(MONTHLY, anchor_day=30))
    assert _plan(cli, matter)["next_due"] == "2026-11-30"
    own = _plan(cli, matter, "--every", "month on the 30th", "--format", "letter", at=TUESDAY)
    assert own["next_due"] == "2026-11-30", "nobody was updated yet"
    assert _plan(cli, matter, "--format", "email", at=WEDNESDAY)["next_due"] == "2026-11-30"
    said = _plan(cli, matter, "--every", "month on the 30th", "--from", "2026-11-22", at=WEDNESDAY)
    assert said["next_due"] == "2026-11-30", "eight days before it is no update for the 30th"
    said = _plan(cli, matter, "--every", "month on the 30th", "--from", "2026-11-24", at=WEDNESDAY)
    assert said["next_due"] == "2026-12-30", "that day an update was given, somebody says"
