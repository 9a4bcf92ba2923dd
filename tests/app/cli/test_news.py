"""Developments, key dates and what slipped on the command line, as scripts use them."""

from __future__ import annotations

import pytest

from tests.support import Cli

CLIENT = ("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")


@pytest.fixture
def matter(cli: Cli) -> str:
    client = cli(*CLIENT).json["id"]
    number = cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", client).json["number"]
    assert isinstance(number, str)
    return number


def test_an_offer_is_urgent_however_it_is_written_down(cli: Cli, matter: str) -> None:
    said = ("--matter", matter, "--at", "2026-11-23T10:00", "--text", "They offer 40,000")
    for kind in ("offer", "our_error"):
        made = cli("develop", *said, "--kind", kind, "--supplementary").json
        assert made["tell_by"].startswith("2026-11-23T14:00")
        corrected = cli(
            "development", "correct", made["id"], "--reason", "x", "--supplementary", "--no-urgent"
        )
        assert corrected.status == 0
    listed = cli("development", "list", "--matter", matter).json["developments"]
    assert {(one["urgent"], one["essential"]) for one in listed} == {(True, True)}
    assert cli("develop", *said, "--kind", "filing", "--supplementary").json["tell_by"] is None


def test_what_told_it_stands_with_it(cli: Cli, matter: str) -> None:
    said = ("--matter", matter, "--at", "2026-11-23T10:00", "--kind", "ruling")
    ids = [cli("develop", *said, "--text", text).json["id"] for text in ("Denied", "Trial set")]
    told = [flag for one in ids for flag in ("--tells", one)]
    call = (
        "--channel",
        "phone",
        "--direction",
        "out",
        "--at",
        "2026-11-23T10:30",
        "--summary",
        "Told her both.",
    )
    entry = cli("log", "--matter", matter, *call, *told).json["id"]
    listed = cli("development", "list", "--matter", matter).json["developments"]
    assert {one["state"] for one in listed} == {"told"}
    assert {one["told_by"][0]["entry"] for one in listed} == {entry}
    assert {one["told_by"][0]["person"] for one in listed} == {"Maria Ortega"}
    cli("amend", entry, "--reason", "Only one", "--tells", ids[0])
    states = {
        one["id"]: one["state"] for one in cli("development", "list", "--matter", matter).json["developments"]
    }
    assert states == {ids[0]: "told", ids[1]: "owed"}
    assert cli("development", "withdraw", ids[1], "--reason", "It was another court").status == 0
    assert cli("matter", matter).json["developments"][0]["id"] == ids[0]
    assert cli("development", "restore", ids[1]).status == 0


def test_a_key_date_moves_with_its_reason_and_its_client_hears_it(cli: Cli, matter: str) -> None:
    dated = ("--matter", matter, "--kind", "hearing", "--title", "Conference", "--client-attends")
    key = cli("key-date", *dated, "--on", "2026-12-08T10:00").json["id"]
    assert cli("key-date", "move", key, "--on", "2026-12-15", "--reason", " ").status == 1
    moved = cli("key-date", "move", key, "--on", "2026-12-15", "--reason", "The court", "--tell").json
    assert moved["development"] is not None
    versions = cli("key-date", "versions", key).json["versions"]
    assert [(one["on"], one["reason"]) for one in versions] == [
        ("2026-12-08", None),
        ("2026-12-15", "The court"),
    ]
    assert cli("key-date", "cancel", key, "--reason", "Settled").status == 0
    assert cli("matter", matter).json["key_dates"][0]["cancelled_at"] is not None


def test_figures_of_a_matter(cli: Cli, matter: str) -> None:
    asked = (
        "--channel",
        "email",
        "--direction",
        "in",
        "--at",
        "2026-11-19T10:00",
        "--summary",
        "Asks about costs",
    )
    entry = cli("log", "--matter", matter, *asked, "--needs-reply").json["id"]
    reply = (
        "--channel",
        "email",
        "--direction",
        "out",
        "--at",
        "2026-11-20T10:00",
        "--summary",
        "Sent the estimate",
    )
    answer = cli("log", "--matter", matter, *reply, "--answers", entry).json["id"]
    found = cli("slipped", "--matter", matter, "--from", "2026-11-01").json
    (line,) = (one for one in found["lines"] if one["kind"] == "answer")
    assert (line["state"], line["entry"], line["took_hours"]) == ("given", answer, 24.0)
    figures = {one["kind"]: one for one in found["figures"]}
    assert (figures["answer"]["promised"], figures["answer"]["share_in_time"]) == (1, 1.0)
    assert (figures["all"]["promised"], figures["all"]["late"]) == (2, 0)
    assert cli("slipped", "--from", "2026-11-02", "--to", "2026-11-01").status == 1
    assert "in time" in cli("slipped", "--matter", matter, as_json=False).out


def test_a_key_date_on_a_day_off_or_past_is_noted_and_pointed_out(cli: Cli, matter: str) -> None:
    dated = ("key-date", "--matter", matter, "--kind", "hearing", "--title", "Conference")
    noted = cli(*dated, "--on", "2026-12-08").json
    assert noted["warnings"] == []

    def codes(*words: str) -> list[str]:
        return [one["code"] for one in cli(*words).json["warnings"]]

    moving = ("key-date", "move", noted["id"], "--reason", "The court", "--on")
    holiday = cli(*moving, "2026-12-25").json["warnings"]
    assert [one["message"] for one in holiday] == ["Fri 25 Dec is a holiday: Christmas Day."]
    assert codes(*moving, "2026-12-19") == ["no-working-day"]
    assert codes(*moving, "2026-11-16") == ["in-the-past"]
    assert "Sat, Dec 19 is a Saturday." in cli(*moving, "2026-12-19", as_json=False).out
    assert codes("key-date", "correct", noted["id"], "--reason", "slip", "--on", "2026-11-26") == [
        "on-holiday"
    ]
    assert codes(*dated, "--on", "2026-11-22") == ["no-working-day", "in-the-past"]


def test_news_due_at_midnight_is_due_at_the_end_of_the_day(cli: Cli, matter: str) -> None:
    words = ("--matter", matter, "--kind", "filing", "--at", "2026-11-22T12:00", "--text", "They filed")
    assert "by end of Tue, Nov 24." in cli("develop", *words, as_json=False).out


def test_key_dates_are_listed_with_what_became_of_them(cli: Cli, matter: str) -> None:
    dated = ("key-date", "--matter", matter, "--kind", "hearing")
    made = {
        title: cli(*dated, "--title", title, "--on", day).json["id"]
        for title, day in (
            ("Conference", "2026-12-08T10:00"),
            ("Motion", "2026-12-09"),
            ("Slip", "2026-12-10"),
            ("Old", "2026-11-02"),
        )
    }
    cli("key-date", "cancel", made["Motion"][-8:], "--reason", "Settled")
    cli("key-date", "withdraw", made["Slip"][-8:], "--reason", "Another matter")
    listed = cli("key-date", "list", "--matter", matter).json["key_dates"]
    assert [one["title"] for one in listed] == ["Old", "Conference", "Motion", "Slip"]
    assert listed[1]["at"] == "10:00:00"
    assert listed[2]["cancelled_at"] is not None
    assert listed[3]["withdrawn_because"] == "Another matter"
    text = cli("key-date", "list", "--matter", matter, as_json=False).out
    assert made["Conference"][-8:] in text
    for word in ("past", "cancelled", "withdrawn", "2026-12-08 10:00"):
        assert word in text
    assert cli("key-date", "list", "--matter", matter, "--known-by", "2026-11-22").json["key_dates"] == []


def test_what_lists_print_of_news_and_dates_is_taken(cli: Cli, matter: str) -> None:
    news = cli("develop", "--matter", matter, "--kind", "ruling", "--text", "Denied").json["id"]
    assert news[-8:] in cli("development", "list", "--matter", matter, as_json=False).out
    assert cli("development", "withdraw", news[-8:], "--reason", "x").json["id"] == news
    assert cli("development", "restore", news[-8:]).status == 0
    date = cli("key-date", "--matter", matter, "--kind", "hearing", "--title", "T", "--on", "2026-12-08").json
    assert cli("key-date", "correct", date["id"][-8:], "--reason", "x", "--title", "U").json["version"] == 2
    assert cli("key-date", "done", date["id"][-8:]).json["id"] == date["id"]


def test_the_last_day_to_answer_an_offer_is_a_key_date(cli: Cli, matter: str) -> None:
    words = ("develop", "--matter", matter, "--text", "They offer $20,000.", "--open-until", "2026-12-05")
    made = cli(*words, "--kind", "offer").json
    assert [one["code"] for one in made["warnings"]] == ["no-working-day"], "a Saturday"
    (date,) = cli("key-date", "list", "--matter", matter).json["key_dates"]
    assert (date["id"], date["on"], date["kind"]) == (made["key_date"], "2026-12-05", "deadline")
    assert date["title"] == "Last day to answer the offer: They offer $20,000."
    refused = cli(*words, "--kind", "ruling")
    assert (refused.status, refused.json["error"]["field"]) == (1, "open_until")
    assert "key_date" not in cli(*words[:5], "--kind", "offer").json


def test_a_correction_into_an_offer_may_say_until_when_it_is_open(cli: Cli, matter: str) -> None:
    made = cli("develop", "--matter", matter, "--kind", "other", "--text", "They offer $20,000.").json["id"]
    words = ("development", "correct", made, "--reason", "An offer", "--open-until", "2026-12-05")
    refused = cli(*words)
    assert (refused.status, refused.json["error"]["field"]) == (1, "open_until")
    assert cli("development", "versions", made).json["versions"] == []
    done = cli(*words, "--kind", "offer").json
    assert [one["code"] for one in done["warnings"]] == ["no-working-day"], "a Saturday"
    (date,) = cli("key-date", "list", "--matter", matter).json["key_dates"]
    assert (date["id"], date["on"], date["kind"]) == (done["key_date"], "2026-12-05", "deadline")
    again = cli(*words)
    assert (again.status, again.json["error"]["code"]) == (1, "offer-stands"), (
        "no second date of the same offer"
    )
    assert len(cli("key-date", "list", "--matter", matter).json["key_dates"]) == 1
