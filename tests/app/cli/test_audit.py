"""``audit`` on the command line: the contract's keys, its filters, and what every command leaves in the trail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import Cli


@pytest.fixture
def matter(cli: Cli) -> str:
    """The number of a matter of Nora Whitcombe's, with one contact."""
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    added = cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe")
    number = str(added.json["number"])
    cli(
        "log", "--matter", number, "--channel", "phone", "--direction", "out", "--at", "2026-11-20T15:00",
        "--summary", "Explained that the other side asks for 14 days more",
    )  # fmt: skip
    return number


def test_events_come_newest_first_with_the_keys_of_the_contract(cli: Cli, matter: str) -> None:
    ran = cli("audit")
    assert ran.status == 0
    events = ran.json["events"]
    assert [one["seq"] for one in events] == list(range(len(events), 0, -1))
    assert ran.json["head"]["seq"] == len(events)
    assert len(bytes.fromhex(ran.json["head"]["mac"])) == 32
    assert {"seq", "at", "actor", "action", "object"} <= events[0].keys()
    assert (events[0]["actor"], events[0]["action"]) == ("Maria Ortega", "signed in")
    assert events[0]["details"]["via"] == "command line"
    logged = next(one for one in events if one["action"] == "added" and one["object"]["kind"] == "entry")
    assert (logged["matter"], logged["at"]) == (matter, "2026-11-23T11:00:00-08:00")
    assert logged["text"] == "Maria Ortega logged a contact of Fri 20 Nov in Whitcombe v. Larkspur"


def test_filters(cli: Cli, matter: str) -> None:
    kinds = [one["object"]["kind"] for one in cli("audit", "--matter", matter).json["events"]]
    assert kinds == ["entry", "matter"]
    assert {one["action"] for one in cli("audit", "--action", "signed in").json["events"]} == {"signed in"}
    assert len(cli("audit", "--limit", "2").json["events"]) == 2
    assert cli("audit", "--from", "2026-11-24").json["events"] == []
    assert cli("audit", "--to", "2026-11-22").json["events"] == []
    assert cli("audit", "--from", "2026-11-23", "--to", "2026-11-23", "--limit", "0").json["events"]
    assert cli("audit", "--person", "Maria Ortega").json["events"]
    assert cli("audit", "--person", "Nobody").status == 1
    assert cli("audit", "--matter", "4711").status == 1
    refused = cli("audit", "--action", "teleported")
    assert (refused.status, refused.json["error"]["code"]) == (1, "no-action")
    assert "amended" in refused.json["error"]["message"]


def test_the_table_says_it_in_sentences(cli: Cli, matter: str) -> None:
    said = cli("audit", "--matter", matter, as_json=False).out
    assert "Maria Ortega opened the matter Whitcombe v. Larkspur" in said
    assert cli("audit", "--to", "2020-01-01", as_json=False).out.strip() == "Nothing in the trail fits."


def test_wrong_passwords_and_files_that_leave_the_vault_are_recorded(
    cli: Cli, matter: str, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("guess\n", encoding="utf-8")
    assert cli("clients", "--password-file", str(wrong)).status == 3
    assert cli("report", "status", "--matter", matter, "--out", str(tmp_path / "report.pdf")).status == 0
    assert cli("verify").status == 0
    said = [one["text"] for one in cli("audit", "--limit", "12").json["events"]]
    assert any(one.startswith("Somebody typed a wrong password for Maria Ortega on ") for one in said)
    assert "Maria Ortega saved the status report in Whitcombe v. Larkspur as a PDF, 1 page" in said
    assert "Maria Ortega checked the whole vault: all is well" in said
    failed = cli("audit", "--action", "sign-in failed").json["events"]
    assert [one["actor"] for one in failed] == [None]
    assert cli("verify").json["ok"]
