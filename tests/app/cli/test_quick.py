"""quick: one line becomes an entry, or is refused with what to choose from."""

from __future__ import annotations

import pytest

from app.channels.commands import set_channel_rule
from app.channels.rules import ChannelRule
from app.contactlog.words import Channel
from app.workspace import Workspace
from tests.support import Cli

LINE = "call in 26-cv-00412 10m asked about hearing; told him Thu 9:30; he'll send lease by Fri #lease"


@pytest.fixture
def whitcombe(cli: Cli) -> str:
    """The number of Nora Whitcombe's matter; Otto Brandt has two."""
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    cli("client", "add", "--first-name", "Otto", "--last-name", "Brandt")
    made = cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe",
               "--court-number", "3:26-cv-00412")  # fmt: skip
    for title in ("Brandt fence", "Brandt will"):
        cli("matter", "add", "--title", title, "--client", "Otto Brandt")
    return str(made.json["number"])


def test_a_line_is_logged(cli: Cli, whitcombe: str) -> None:
    ran = cli("quick", LINE)
    assert ran.status == 0, ran.err
    said = ran.json
    assert (said["matter"], said["client"]) == (whitcombe, "Nora Whitcombe")
    assert (said["channel"], said["direction"], said["duration"]) == ("phone", "in", 10)
    assert said["follow_ups"] == [
        {"who": "Nora Whitcombe", "side": "client", "text": "send lease", "due_on": "2026-11-27"}
    ]
    assert {"kind": "matter", "words": "26-cv-00412"} in said["parts"]
    entry = cli("entry", said["id"]).json
    assert entry["summary"] == "asked about hearing; told him Thu 9:30; he'll send lease by Fri"
    assert entry["tags"] == ["lease"]
    assert entry["duration"] == 10
    assert [one["text"] for one in entry["follow_ups"]] == ["send lease"]


def test_a_dry_run_writes_nothing(cli: Cli, whitcombe: str) -> None:
    ran = cli("quick", LINE, "--dry-run")
    assert ran.status == 0
    assert "id" not in ran.json
    assert cli("matter", whitcombe).json["entries"] == []


def test_what_could_be_several_is_refused_with_the_choices(cli: Cli, whitcombe: str) -> None:
    ran = cli("quick", "call in Brandt wants news")
    assert (ran.status, ran.json["error"]["field"]) == (1, "matter")
    assert "Brandt fence" in ran.json["error"]["message"]
    assert "Brandt will" in ran.json["error"]["message"]
    dry = cli("quick", "call in Brandt wants news", "--dry-run").json
    assert [one["matter"] for one in dry["choices"]] == ["00002", "00003", None]
    assert cli("quick", "call in wants news").json["error"]["field"] == "matter"


def test_the_matter_can_be_said_apart(cli: Cli, whitcombe: str) -> None:
    ran = cli("quick", "call in Brandt wants news of the fence", "--matter", "00002")
    assert ran.status == 0, ran.err
    assert (ran.json["matter"], ran.json["client"]) == ("00002", "Otto Brandt")


def test_a_day_without_a_time_is_asked_for(cli: Cli, whitcombe: str) -> None:
    ran = cli("quick", "yesterday call in Nora wants news of the hearing")
    assert (ran.status, ran.json["error"]["field"]) == (1, "when")


@pytest.mark.parametrize("line", ["", " ", "\u202e", "!!", "#", "%_'\"", "call " * 2000, "9" * 3000])
def test_odd_lines_are_refused_in_a_sentence(cli: Cli, whitcombe: str, line: str) -> None:
    ran = cli("quick", line)
    assert ran.status == 1
    assert ran.json["error"]["code"] != "bug"


def test_what_goes_against_the_firms_rules_is_said(cli: Cli, whitcombe: str, workspace: Workspace) -> None:
    line = f"call out {whitcombe} 5m !! asked about the hearing, told her that it moves to January"
    assert [one["code"] for one in cli("quick", line).json["warnings"]] == []
    with workspace.write() as tx:
        set_channel_rule(tx, ChannelRule(Channel.PHONE, for_urgent=False))
    assert [one["code"] for one in cli("quick", line).json["warnings"]] == ["not-for-urgent"]
