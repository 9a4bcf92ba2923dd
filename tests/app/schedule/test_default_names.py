"""The name of a practice area is one line of plain letters, and is not written by the way."""

from __future__ import annotations

from tests.support import Cli

WEEKLY = ("schedule", "defaults", "--every", "week")


def test_a_name_is_plain_and_short(cli: Cli) -> None:
    ran = cli(*WEEKLY, "--area", "Fam\u202eily\nlaw")
    assert [one["area"] for one in ran.json["defaults"]] == ["Family law"]
    ran = cli(*WEEKLY, "--area", "x" * 81)
    assert (ran.status, ran.json["error"]["code"]) == (1, "name-too-long")


def test_an_area_that_no_matter_has_or_restricted_ones_alone_is_mentioned(cli: Cli) -> None:
    assert "No matter" in cli(*WEEKLY, "--area", "Family").err
    cli("client", "add", "--first-name", "Ida", "--last-name", "Whitcombe")
    cli("matter", "add", "--title", "Lease", "--client", "Ida Whitcombe", "--practice-area", "Family")
    assert "practice area" not in cli(*WEEKLY, "--area", "family").err
    cli("matter", "restrict", "00001", "--to", "Maria Ortega", "--reason", "hers alone")
    assert "Only restricted matters" in cli(*WEEKLY, "--area", "Family").err
