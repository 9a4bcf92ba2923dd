"""Response times as they are used: set, overridden, corrected, paused, promised, answered together, escalated."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.support import MONDAY, Cli

ZONE = ZoneInfo("America/Los_Angeles")
NOW = MONDAY
"""Monday 23 November 2026, 11:00; Thursday is Thanksgiving."""


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=ZONE)


@pytest.fixture
def matter(cli: Cli) -> str:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    cli(
        "matter",
        "add",
        *("--title", "Whitcombe", "--client", "Nora Whitcombe", "--number", "00001"),
        *("--responsible", "Maria Ortega", "--emergency-contact", "Ann Harbour, 510 555 0100"),
    )
    return "00001"


def log(cli: Cli, day: int, hour: int, way: str, *words: str, now: datetime = MONDAY) -> str:
    when = at(day, hour).isoformat()
    summary = ("--summary", "She asks whether she may travel next week")
    start = ("log", "--matter", "00001", "--channel", "email", "--direction", way)
    ran = cli(*start, "--at", when, *summary, *words, at=now)
    assert ran.status == 0, ran.err
    found: str = ran.json["id"]
    return found


def clock(cli: Cli, entry: str, now: datetime = MONDAY, *words: str) -> Any:
    ran = cli("clocks", "--entry", entry, *words, at=now)
    assert ran.status == 0, ran.err
    return ran.json["clocks"][0]


def test_the_most_specific_terms_count_each_by_itself(cli: Cli, matter: str) -> None:
    cli("promises", "set", "--answer", "24 working_day_hours", "--acknowledge", "2 opening_hours")
    cli("promises", "set", "--client", "Nora Whitcombe", "--answer", "12 clock_hours")
    cli("promises", "set", "--matter", matter, "--urgent-answer", "1 clock_hours")
    shown = cli("promises", "show", "--matter", matter).json
    assert shown["terms"]["acknowledge"] == {"number": 2, "unit": "opening_hours", "from": "firm"}
    assert shown["terms"]["answer"] == {"number": 12, "unit": "clock_hours", "from": "client"}
    assert shown["terms"]["urgent_answer"] == {"number": 1, "unit": "clock_hours", "from": "matter"}
    assert shown["terms"]["urgent_acknowledge"]["from"] == "default"
    asked = log(cli, 23, 11, "in", "--needs-reply")
    assert clock(cli, asked)["answer"]["due_at"] == "2026-11-23T23:00:00-08:00"
    cli("promises", "set", "--client", "Nora Whitcombe", "--answer", "inherit", at=NOW + timedelta(minutes=1))
    shown = cli("promises", "show", "--client", "Nora Whitcombe", at=NOW + timedelta(hours=1)).json
    assert shown["terms"]["answer"]["from"] == "firm"


def test_an_old_contact_is_judged_by_the_terms_that_held_when_it_came_in(cli: Cli, matter: str) -> None:
    asked = log(cli, 20, 9, "in", "--needs-reply")
    before = clock(cli, asked)["answer"]["due_at"]
    cli("promises", "set", "--answer", "4 clock_hours")
    assert clock(cli, asked)["answer"]["due_at"] == before
    newer = log(cli, 23, 11, "in", "--needs-reply")
    assert clock(cli, newer)["answer"]["due_at"] == "2026-11-23T15:00:00-08:00"


def test_a_mistake_is_put_right_with_a_reason_and_what_was_known_stays(cli: Cli, matter: str) -> None:
    asked = log(cli, 20, 9, "in", "--needs-reply")
    refused = cli("promises", "set", "--answer", "72 working_day_hours", "--since", "2026-11-01")
    assert refused.json["error"]["code"] == "no-reason"
    corrected = ("--answer", "72 working_day_hours", "--since", "2026-11-01", "--reason", "as agreed")
    cli("promises", "set", *corrected, at=NOW + timedelta(hours=1))
    later = NOW + timedelta(hours=2)
    assert clock(cli, asked, later)["answer"]["due_at"] == "2026-11-25T09:00:00-08:00"
    then = clock(cli, asked, later, "--known-by", "2026-11-23T11:30")
    assert then["answer"]["due_at"] == "2026-11-24T09:00:00-08:00"


def test_what_is_no_response_time_is_refused(cli: Cli, matter: str) -> None:
    assert cli("promises", "set", "--answer", "soon").json["error"]["code"] == "bad-promise"
    assert cli("promises", "set", "--answer", "0 clock_hours").json["error"]["code"] == "bad-hours"
    assert cli("promises", "set").json["error"]["code"] == "nothing-given"
    of_matter = cli("promises", "set", "--matter", matter, "--step", "supervisor: 4h")
    assert of_matter.json["error"]["code"] == "firm-only"
    twice = ("--step", "supervisor: 4h", "--step", "supervisor: 8h")
    assert cli("promises", "set", *twice).json["error"]["code"] == "step-twice"


def test_waiting_for_the_client_pauses_until_the_client_is_heard(cli: Cli, matter: str) -> None:
    asked = log(cli, 19, 9, "in", "--needs-reply")
    ask = ("--acknowledges", asked, "--awaits-client")
    log(cli, 19, 11, "out", *ask)
    paused = clock(cli, asked)
    assert paused["answer"]["state"] == "paused"
    assert paused["paused_since"] == "2026-11-19T11:00:00-08:00"
    (item,) = cli("due").json["items"]
    assert (item["kind"], item["state"], item["paused_since"]) == (
        "answer",
        "upcoming",
        paused["paused_since"],
    )
    log(cli, 20, 10, "out")  # ours, unheard: it goes on waiting
    assert clock(cli, asked)["answer"]["state"] == "paused"
    heard = log(cli, 20, 11, "in")
    assert clock(cli, asked)["answer"]["due_at"] == "2026-11-24T09:00:00-08:00"
    cli("amend", heard, "--reason", "clock", "--at", "2026-11-20T17:00:00-08:00")
    assert clock(cli, asked)["answer"]["due_at"] == "2026-11-24T15:00:00-08:00"
    by_then = clock(cli, asked, NOW, "--as-of", "2026-11-20T12:00")
    assert by_then["answer"]["state"] == "paused"


def test_nothing_is_waited_for_that_was_not_said(cli: Cli, matter: str) -> None:
    words = ("--direction", "out", "--summary", "Please send the lease by Friday", "--awaits-client")
    ran = cli("log", "--matter", matter, "--channel", "email", *words)
    assert ran.json["error"]["code"] == "waits-for-nothing"


def test_a_later_promise_replaces_and_what_was_known_shows_the_earlier(cli: Cli, matter: str) -> None:
    asked = log(cli, 19, 9, "in", "--needs-reply")
    log(cli, 19, 10, "out", "--acknowledges", asked, "--promised-by", "2026-11-25T12:00")
    later = NOW + timedelta(hours=2)
    log(cli, 23, 12, "out", "--acknowledges", asked, "--promised-by", "2026-11-24T12:00", now=later)
    read = clock(cli, asked, later)
    assert read["answer"] == {
        "due_at": "2026-11-24T12:00:00-08:00",
        "state": "running",
        "done_at": None,
        "promised": True,
    }
    assert [one["state"] for one in read["promises"]] == ["replaced", "open"]
    known = clock(cli, asked, later, "--known-by", "2026-11-23T12:00")
    assert known["answer"]["due_at"] == "2026-11-25T12:00:00-08:00"
    assert "promised by Tue 24 Nov, 12:00" in read["said"]


def test_one_reply_answers_several(cli: Cli, matter: str) -> None:
    first, second, third = (log(cli, day, 9, "in", "--needs-reply") for day in (18, 19, 20))
    reply = log(cli, 20, 12, "out", "--answers", first, "--answers", second)
    assert [clock(cli, one)["answer"]["done_at"] is not None for one in (first, second, third)] == [
        True,
        True,
        False,
    ]
    assert {item["source_id"] for item in cli("due").json["items"]} == {third}
    said = cli("entry", reply).json
    assert (said["answers"], said["also_answers"]) == (first, [second])
    later = NOW + timedelta(days=1)
    cli("amend", reply, "--reason", "only the first", "--answers", first, at=later)
    assert {item["source_id"] for item in cli("due", at=later).json["items"]} == {second, third}
    known = cli("due", "--known-by", "2026-11-23T12:00", at=later).json["items"]
    assert {item["source_id"] for item in known} == {third}
    assert cli("verify", at=later).status == 0


def test_a_breach_reaches_who_supervises_and_their_own_list(cli: Cli, matter: str) -> None:
    asked = log(cli, 18, 9, "in", "--needs-reply")
    (item,) = cli("due", "--person", "Maria").json["items"]
    assert item["source_id"] == asked
    assert item["state"] == "overdue"
    assert {one["to"] for one in item["escalated"]} <= {"point_of_contact", "responsible", "supervisor"}
    assert {one["to"] for one in clock(cli, asked)["escalations"]} == {
        "point_of_contact",
        "responsible",
        "supervisor",
    }


def test_urgent_out_of_hours_names_the_emergency_contact(cli: Cli, matter: str) -> None:
    urgent = log(cli, 21, 22, "in", "--needs-reply", "--urgent")
    read = clock(cli, urgent)
    assert (read["out_of_hours"], read["emergency_contact"]) == (True, "Ann Harbour, 510 555 0100")
    (item,) = cli("due").json["items"]
    assert item["emergency_contact"] == "Ann Harbour, 510 555 0100"


def test_a_promised_moment_does_not_drift_while_the_client_is_waited_for(cli: Cli, matter: str) -> None:
    asked = log(cli, 20, 9, "in", "--needs-reply")
    words = ("--acknowledges", asked, "--promised-by", "2026-11-24T17:00", "--awaits-client")
    sunday = at(22, 12)
    log(cli, 21, 10, "out", "--summary", "When do you fly?", *words, now=sunday)
    for minutes in (0, 1, 90, 60 * 60):
        (item,) = cli("due", "--days", "60", at=sunday + timedelta(minutes=minutes)).json["items"]
        assert (item["due_at"], item["state"]) == ("2026-11-24T17:00:00-08:00", "upcoming")
        assert item["paused_since"] == "2026-11-21T10:00:00-08:00"
    shown = cli("due", at=sunday, as_json=False).out
    assert "waits for the client since Sat, Nov 21" in shown
    assert "17:00" not in shown
    log(cli, 22, 14, "in", now=at(22, 15))
    (item,) = cli("due", at=at(22, 15)).json["items"]
    assert (item["due_at"], item["paused_since"]) == ("2026-11-24T17:00:00-08:00", None)


def test_a_late_receipt_stands_beside_an_answer_in_time(cli: Cli, matter: str) -> None:
    asked = log(cli, 18, 9, "in", "--needs-reply")
    log(cli, 19, 12, "out", "--acknowledges", asked, "--promised-by", "2026-11-25T12:00")
    log(cli, 20, 9, "out", "--answers", asked)
    said = clock(cli, asked)["said"]
    assert said.startswith("acknowledged Thu 19 Nov, 12:00, 3 h late")
    assert said.endswith("answered Fri 20 Nov, 09:00, in time")


def test_a_promised_weekday_lies_ahead_of_what_was_said(cli: Cli, matter: str) -> None:
    asked = log(cli, 20, 9, "in", "--needs-reply")
    ran = cli(
        *("log", "--matter", matter, "--channel", "email", "--direction", "out"),
        *("--summary", "We have it", "--acknowledges", asked, "--promised-by", "Fri 17:00"),
        at=at(22, 12),
    )
    assert ran.status == 0, ran.err
    assert clock(cli, asked)["answer"]["due_at"] == "2026-11-27T17:00:00-08:00"


def test_lists_print_handles_that_commands_take(cli: Cli, matter: str) -> None:
    asked = log(cli, 20, 9, "in", "--needs-reply")
    other = log(cli, 20, 10, "in", "--needs-reply")
    short = asked[-8:]
    for words in (("due",), ("clocks", "--matter", matter)):
        assert short in cli(*words, as_json=False).out
    log(cli, 20, 11, "out", "--acknowledges", short)
    assert clock(cli, asked)["acknowledge"]["done_at"] is not None
    ran = cli("snooze", other[-8:], "--until", "today", "--reason", "she calls back")
    assert ran.json["source_id"] == other
    both = cli("snooze", asked[:8], "--until", "today", "--reason", "x")
    assert both.json["error"]["code"] == "several-ids"
    assert asked in both.json["error"]["message"]


def test_all_that_is_not_answered_is_listed_with_whose_it_is(cli: Cli, matter: str) -> None:
    cli("client", "add", "--first-name", "Omar", "--last-name", "Reyes")
    cli("matter", "add", "--title", "Reyes", "--client", "Omar Reyes", "--number", "00002")
    answered = log(cli, 19, 9, "in", "--needs-reply")
    waits = log(cli, 20, 9, "in", "--needs-reply")
    log(cli, 20, 10, "out", "--answers", answered)
    start = ("log", "--channel", "email", "--direction", "in", "--summary", "When?", "--needs-reply")
    other = cli(*start, "--matter", "00002", "--at", "2026-11-23T09:00").json["id"]
    outside = cli(*start, "--client", "Omar Reyes", "--at", "2026-11-23T10:00").json["id"]
    found = cli("clocks", "--open").json["clocks"]
    assert [one["entry"] for one in found] == [waits, other, outside]
    assert [one["matter"] for one in found] == ["00001", "00002", None]
    assert [one["client"] for one in found] == ["Nora Whitcombe", "Omar Reyes", "Omar Reyes"]
    assert [one["person"] for one in found] == ["Maria Ortega", None, None]
    hers = cli("clocks", "--open", "--person", "Maria Ortega").json["clocks"]
    assert [one["entry"] for one in hers] == [waits]
    assert [one["entry"] for one in cli("clocks", "--open", "--matter", "00002").json["clocks"]] == [other]
    assert cli("clocks", "--open", "--as-of", "2026-11-19T12:00").json["clocks"][0]["entry"] == answered
    text = cli("clocks", "--open", as_json=False).out
    assert all(one[-8:] in text for one in (waits, other, outside))
    assert clock(cli, waits[-8:])["entry"] == waits
    for words in ((), ("--person", "Maria Ortega"), ("--matter", "00001", "--entry", waits)):
        assert cli("clocks", *words).status == 1
