"""``hours`` and ``absence`` as scripts use them."""

from __future__ import annotations

import pytest

from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace
from tests.support import USER, Cli, Ran

WEEK = ("Mon-Thu 9-12:30, 13:30-17:30", "Fri 9-13", "Sat-Sun closed")


def test_a_firm_that_said_nothing(cli: Cli) -> None:
    shown = cli("hours", "show").json
    assert shown["usual"] is True
    assert (shown["time_zone"], shown["country"], shown["subdivision"]) == ("America/Los_Angeles", "US", "CA")
    assert shown["weekdays"][0] == {"weekday": "monday", "hours": [{"from": "09:00", "to": "17:00"}]}
    assert shown["weekdays"][6]["hours"] == []
    assert shown["days"] == []
    thanksgiving = next(one for one in shown["calendar"] if one["day"] == "2026-11-26")
    assert thanksgiving == {
        "day": "2026-11-26",
        "kind": "holiday",
        "name": "Thanksgiving Day",
        "works": False,
        "hours": [],
    }
    assert {one["day"][:4] for one in shown["calendar"]} == {"2026", "2027"}
    assert {one["day"][:4] for one in cli("hours", "show", "--year", "2030").json["calendar"]} == {"2030"}


def test_hours_are_set_and_set_back(cli: Cli) -> None:
    said = cli("hours", "set", *WEEK).json["weekdays"]
    assert said[3]["hours"] == [{"from": "09:00", "to": "12:30"}, {"from": "13:30", "to": "17:30"}]
    assert cli("hours", "set", "Wed closed").status == 0
    week = cli("hours", "show").json
    assert [len(day["hours"]) for day in week["weekdays"]] == [2, 2, 0, 2, 1, 0, 0]
    assert "1:30 PM–5:30 PM" in cli("hours", "show", as_json=False).out
    assert cli("hours", "set", "--usual").status == 0
    assert cli("hours", "show").json["usual"] is True


def test_days_are_closed_shortened_opened_and_taken_back(cli: Cli) -> None:
    closed = cli("hours", "close", "2026-12-28", "2026-12-31", "--name", "Ski week", "--yearly").json["id"]
    assert cli("hours", "close", "2026-12-24", "--early", "12").status == 0
    assert cli("hours", "open", "2026-11-26", "--hours", "10-12").status == 0
    shown = cli("hours", "show").json
    assert [(one["kind"], one["first"], one["last"], one["until"]) for one in shown["days"]] == [
        ("opened", "2026-11-26", "2026-11-26", None),
        ("half", "2026-12-24", "2026-12-24", "12:00"),
        ("closed", "2026-12-28", "2026-12-31", None),
    ]
    days = {one["day"]: one for one in shown["calendar"]}
    assert days["2026-11-26"]["hours"] == [{"from": "10:00", "to": "12:00"}]
    assert days["2027-12-29"]["name"] == "Ski week"
    assert cli("hours", "remove", closed).status == 0
    assert "2027-12-29" not in {one["day"] for one in cli("hours", "show").json["calendar"]}
    assert cli("hours", "remove", closed).json["error"]["code"] == "no-firm-day"


def test_who_is_away(cli: Cli) -> None:
    mine = cli("absence", "add", "--from", "2026-12-01", "--to", "2026-12-04", "--note", "Trial").json["id"]
    (found,) = cli("absence", "list").json["absences"]
    assert found == {
        "id": mine,
        "person": USER,
        "first": "2026-12-01",
        "last": "2026-12-04",
        "stand_in": None,
        "note": "Trial",
    }
    assert cli("absence", "list", "--to", "2026-11-30").json["absences"] == []
    assert cli("absence", "list", "--known-by", "2026-11-01").json["absences"] == []
    assert cli("absence", "remove", mine).status == 0
    assert cli("absence", "list", as_json=False).out.strip() == "Nobody is away."


def test_a_stand_in_who_is_away_is_pointed_out_and_recorded_all_the_same(
    cli: Cli, workspace: Workspace
) -> None:
    with workspace.write() as tx:
        for name in ("Tom Ashgrove", "Ann Harbour"):
            add_colleague(tx, NewColleague(name, Role.LAWYER))

    def away(who: str, first: int, last: int, by: str) -> Ran:
        days = ("--from", f"2026-11-{first}", "--to", f"2026-11-{last}")
        return cli("absence", "add", "--person", who, *days, "--stand-in", by)

    assert away("Tom", 24, 26, USER).json["warnings"] == []
    ran = away(USER, 23, 25, "Tom")
    said = [one["message"] for one in ran.json["warnings"]]
    assert said == [
        (
            "Tom Ashgrove is away as well from Tue 24 Nov to Wed 25 Nov; nobody would look after what comes up. "
            "Please name somebody else."
        ),
        (
            f"Tom Ashgrove is away from Tue 24 Nov to Wed 25 Nov, with {USER} to stand in; nobody would look after "
            "what comes up of Tom Ashgrove's. Please name somebody else."
        ),
    ]
    assert {(one["field"], one["code"]) for one in ran.json["warnings"]} == {("stand_in", "stand-in-away")}
    assert len(cli("absence", "list").json["absences"]) == 2
    assert away("Ann", 23, 23, "Tom").json["warnings"] == []
    cli("absence", "remove", ran.json["id"])
    text = cli("absence", "add", "--from", "2026-11-26", "--stand-in", "Tom", as_json=False).out
    assert "Tom Ashgrove is away as well on Thu, Nov 26" in text


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("hours", "set"), 1, "no-hours"),
        (("hours", "set", "--usual", "Mon 9-17"), 1, "no-hours"),
        (("hours", "set", "Someday 9-17"), 1, "no-weekday"),
        (("hours", "set", "Mon nine to five"), 1, "hours-not-understood"),
        (("hours", "set", "Mon-Sun closed"), 1, "never-open"),
        (("hours", "close", "yesterday"), 2, "usage"),
        (("hours", "close", "2026-12-24", "--early", "noonish"), 1, "time-not-understood"),
        (("hours", "close", "2026-12-24", "2026-12-01"), 1, "days-turned"),
        (("hours", "open", "2026-12-24", "--hours", "9-12, 13-14"), 1, "one-span"),
        (("hours", "show", "--year", "12026"), 1, "bad-year"),
        (("hours", "remove", "that one"), 1, "no-firm-day"),
        (("absence", "add", "--from", "2026-12-01", "--person", "Nobody"), 1, "no-colleague"),
        (("absence", "add", "--from", "2026-12-01", "--stand-in", USER), 1, "own-stand-in"),
        (("absence", "remove", "x"), 1, "no-absence"),
    ],
)
def test_what_makes_no_sense_is_said(cli: Cli, words: tuple[str, ...], status: int, code: str) -> None:
    ran = cli(*words)
    assert (ran.status, ran.json["error"]["code"]) == (status, code)
    assert ran.json["error"]["message"].endswith(".")


def test_a_matter_has_the_holidays_of_its_court(cli: Cli) -> None:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    ran = cli(
        "matter",
        "add",
        "--title",
        "W v. L",
        "--client",
        "Nora Whitcombe",
        "--court-country",
        "US",
        "--court-subdivision",
        "OR",
    )
    found = cli("matter", ran.json["number"]).json
    assert (found["court_country"], found["court_subdivision"]) == ("US", "OR")
    wrong = cli("matter", "edit", ran.json["number"], "--court-country", "ZZ")
    assert wrong.json["error"]["field"] == "court_country"
