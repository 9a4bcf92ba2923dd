"""What changes something is told the whole number or name; part of it is enough to look something up."""

from __future__ import annotations

import pytest

from tests.support import Cli

DEVELOP = ("--kind", "other", "--text", "Granted")


@pytest.fixture
def number(cli: Cli) -> str:
    cli("client", "add", "--first-name", "Abel", "--last-name", "Nakamura")
    return str(
        cli("matter", "add", "--title", "Lease of Nanking", "--client", "abel  nakamura").json["number"]
    )


@pytest.mark.parametrize("part", ["NaN", "Nakamura", "1", "0000"])
def test_a_part_changes_no_matter(cli: Cli, number: str, part: str) -> None:
    assert cli("matter", part).status == 0
    for words in (
        ("schedule", "--matter", part, "--every", "week"),
        ("develop", "--matter", part, *DEVELOP),
        ("matter", "edit", part, "--notes", "x"),
        ("promises", "set", "--matter", part, "--answer", "12 clock_hours"),
    ):
        ran = cli(*words)
        assert (ran.status, ran.json["error"]["code"]) == (1, "no-matter"), words
        assert f"Did you mean: {number} Lease of Nanking?" in ran.err


def test_the_whole_number_or_title_or_id_is_taken(cli: Cli, number: str) -> None:
    matter_id = cli("matter", number).json["id"]
    for words in (number, " LEASE  of nanking", matter_id):
        ran = cli("develop", "--matter", words, *DEVELOP)
        assert (ran.status, ran.json["matter"]) == (0, number), ran.err


@pytest.mark.usefixtures("number")
def test_a_part_changes_no_client_and_the_answer_has_the_whole_name(cli: Cli) -> None:
    ran = cli("promises", "set", "--client", "ab", "--answer", "12 clock_hours")
    assert (ran.status, ran.json["error"]["code"]) == (1, "no-client")
    ran = cli("promises", "set", "--client", "abel NAKAMURA", "--answer", "12 clock_hours")
    assert ran.json["of"] == "Abel Nakamura"
    logged = cli(
        "log", "--client", "Abel Nakamura", "--channel", "phone", "--direction", "in", "--summary", "Hi"
    )
    assert (logged.json["client"], logged.json["matter"]) == ("Abel Nakamura", None)
    assert "Abel Nakamura" in cli("promises", "show", "--client", "abel", as_json=False).out
