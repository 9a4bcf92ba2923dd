"""terms, intake and close on the command line: one matter from its beginning to its end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support import MONDAY, Cli


@pytest.fixture
def lease(cli: Cli) -> str:
    cli("client", "add", "--first-name", "Ana", "--last-name", "Whitcombe")
    return str(cli("matter", "add", "--title", "Lease", "--client", "Ana Whitcombe").json["number"])


def draft(cli: Cli, number: str, *more: str) -> None:
    done = cli(
        "terms", "draft", "--matter", number, "--scope", "The lease", "--every", "month on the 15th",
        "--at-most", "45 days", "--format", "letter", "--answer", "1 working day", "--estimate", "11,000",
        "--client-duty", "Bring the lease @ 2026-12-04", "--our-duty", "Write to the owner @ 2026-12-01", *more,
    )  # fmt: skip
    assert done.status == 0, done.err


def test_what_is_agreed_is_what_is_measured(cli: Cli, lease: str) -> None:
    draft(cli, lease)
    shown = cli("terms", "show", "--matter", lease).json
    assert (shown["state"], shown["agreed"], shown["draft"]["revision"]) == ("draft", None, 1)
    done = cli("terms", "agree", "--matter", lease, "--how", "signed", "--by", "Ana Whitcombe")
    assert done.json["agreement"]["by_whom"] == "Ana Whitcombe"
    terms = cli("terms", "show", "--matter", lease).json["agreed"]
    promised = cli("promises", "show", "--matter", lease).json
    assert promised["own"] == terms["replies"]
    assert promised["terms"]["answer"] == {"number": 24, "unit": "working_day_hours", "from": "matter"}
    plan = cli("schedule", "--matter", lease).json["update_plan"]
    assert (plan["every"], plan["anchor_day"]) == ("month", 15)
    assert terms["updates"] == {
        "every": "month on the 15th",
        "roll": None,
        "at_most_days": plan["at_most_days"],
    }
    assert plan["format"] == terms["format"] == "letter"
    items = cli("due", "--days", "30", "--matter", lease).json["items"]
    assert {one["source_id"] for one in items} >= {one["follow_up"] for one in terms["duties"]}
    assert [one["due_at"] for one in items if one["kind"] == "update"] == [plan["next_due"]]


def test_the_schedule_by_hand_differs(cli: Cli, lease: str) -> None:
    draft(cli, lease)
    cli("terms", "agree", "--matter", lease, "--how", "email")
    assert cli("schedule", "--matter", lease, "--every", "week").status == 0
    shown = cli("terms", "show", "--matter", lease).json
    assert shown["differs"] == ["rhythm", "format"]
    text = cli("terms", "show", "--matter", lease, as_json=False).out
    assert "Differs from the agreed terms. Updates: agreed every month on the 15th" in text


def test_revisions_stay_readable(cli: Cli, lease: str) -> None:
    draft(cli, lease)
    cli("terms", "agree", "--matter", lease, "--how", "signed")
    assert cli("terms", "draft", "--matter", lease, "--scope", "More").json["error"]["code"] == "no-reason"
    cli("terms", "draft", "--matter", lease, "--scope", "More", "--reason", "The deposit, too")
    whole = cli("terms", "show", "--matter", lease, "--versions").json
    assert (whole["state"], [one["scope"] for one in whole["revisions"]]) == (
        "revised",
        ["More", "The lease"],
    )
    assert whole["revisions"][0]["duties"][0]["text"] == "Write to the owner", "what is not said stays"
    assert cli("terms", "show", "--matter", lease, "--revision", "1").json["revision"]["scope"] == "The lease"
    assert cli("terms", "show", "--matter", lease, "--revision", "9").status == 1
    later = MONDAY + timedelta(days=30)
    cli("terms", "agree", "--matter", lease, "--how", "phone", at=later)
    done = cli("terms", "reaffirm", "--matter", lease, "--how", "meeting", at=later + timedelta(days=40))
    assert [one["on"] for one in done.json["reaffirmed"]] == ["2027-02-01"]


def test_what_is_missing(cli: Cli, lease: str) -> None:
    assert cli("terms", "list", "--missing").json["terms"] == []
    asked = cli("terms", "rule", "--days", "14", "--since", "2026-11-23", "--reason", "From now on")
    assert asked.json == {"days": 14, "since": "2026-11-23", "changed": True}
    (row,) = cli("terms", "list", "--missing").json["terms"]
    assert (row["matter"], row["state"], row["owed_on"], row["overdue"]) == (
        lease,
        "missing",
        "2026-12-07",
        False,
    )
    assert cli("terms", "rule", "--days", "7", "--reason", "Sooner").json["changed"]
    assert cli("terms", "list", "--missing").json["terms"][0]["owed_on"] == "2026-11-30"
    draft(cli, lease)
    cli("terms", "agree", "--matter", lease, "--how", "signed")
    assert cli("terms", "list", "--missing").json["terms"] == []
    assert [one["state"] for one in cli("terms", "list").json["terms"]] == ["agreed"]


def test_intake(cli: Cli, lease: str) -> None:
    cli(
        "intake",
        "write",
        "--matter",
        lease,
        "--held-on",
        "2026-11-20",
        "--with",
        "Ana",
        "--by",
        "Maria Ortega",
    )
    cli("intake", "write", "--matter", lease, "--facts", "She rents.")
    owed = cli("intake", "document", "The lease", "--matter", lease, "--due", "2026-11-30", "--original").json
    assert owed["state"] == "owed"
    shown = cli("intake", "show", "--matter", lease).json
    assert (shown["held_on"], shown["with_whom"], shown["held_by"], shown["facts"], shown["versions"]) == (
        "2026-11-20", "Ana", "Maria Ortega", "She rents.", 2,
    )  # fmt: skip
    text = cli("intake", "show", "--matter", lease, as_json=False).out
    assert "No conflict check was made" in text
    short = owed["id"].replace("-", "")[-8:]
    assert short in text
    marked = cli("intake", "mark", short, "--matter", lease, "--received")
    assert marked.json["received_on"] == "2026-11-23"
    assert cli("intake", "mark", short, "--matter", lease, "--returned").json["state"] == "returned"
    assert cli("intake", "mark", "0" * 32, "--matter", lease, "--owed").json["error"]["code"] == "no-document"


def test_a_matter_ends(cli: Cli, lease: str) -> None:
    cli(
        "key-date", "--matter", lease, "--kind", "limitation", "--on", "2027-03-01", "--title", "Claim lapses"
    )
    before = cli("close", "show", "--matter", lease).json
    assert (before["ending"], [one["text"] for one in before["still_open"]]) == (None, ["Claim lapses"])
    assert cli("close", "--matter", lease).json["error"]["field"] == "outcome"
    refused = cli("close", "--matter", lease, "--outcome", "Settled")
    assert (refused.status, refused.json["error"]["code"], refused.json["error"]["field"]) == (
        1, "still-open", "although",
    )  # fmt: skip
    assert before["still_open"][0]["needs_reason"]
    why = ("--although", "The claim is settled, nothing lapses")
    done = cli("close", "--matter", lease, "--outcome", "Settled", "--billed", "8400.50", *why)
    assert done.json["ending"]["although"] == why[1]
    assert "Still open: key date: Claim lapses" in done.err
    assert (done.json["ending"]["kind"], done.json["ending"]["billed"]) == ("closed", "8400.50")
    shown = cli("matter", lease).json
    assert shown["status"] == "closed"
    assert shown["entries"][0]["id"] == done.json["ending"]["entry"]
    assert cli("close", "--matter", lease, "--outcome", "Again").json["error"]["code"] == "ended-already"


def test_we_do_not_act(cli: Cli, lease: str) -> None:
    done = cli("close", "--matter", lease, "--kind", "not_engaged", "--reason", "Another field of law")
    assert done.json["ending"]["kind"] == "not_engaged"
    assert "We did not take the matter on." in cli("matter", lease).json["entries"][0]["summary"]
