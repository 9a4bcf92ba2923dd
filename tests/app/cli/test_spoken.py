"""Dates and terms of the firm's country for people on the command line, as in its window; the same for programs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.kernel.language import usual
from app.settings.commands import change_firm
from app.workspace import Workspace
from tests.support import FIRM, Cli


@pytest.fixture
def matter(cli: Cli) -> str:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    number = cli("matter", "add", "--title", "Lease", "--client", "Nora Whitcombe").json["number"]
    cli("schedule", "--matter", number, "--every", "fortnight")
    return str(number)


def in_country(workspace: Workspace, country: str) -> None:
    with workspace.write() as tx:
        change_firm(tx, replace(FIRM, country=country, subdivision=""))


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("US", "Every two weeks. The next update is due Monday, December 7. None given yet; counted from Mon, Nov 23."),
        ("GB", "Every fortnight. The next update is due Monday 7 December. None given yet; counted from Mon 23 Nov."),
        ("DE", "Every fortnight. The next update is due Monday 7 December. None given yet; counted from Mon 23 Nov."),
    ],
)  # fmt: skip
def test_dates_and_terms_are_those_of_the_firms_country(
    cli: Cli, matter: str, workspace: Workspace, country: str, said: str
) -> None:
    in_country(workspace, country)
    before = usual()
    assert said in cli("schedule", "--matter", matter, as_json=False).out
    assert usual() is before, "what runs next in this process speaks as before"


def test_what_programs_read_does_not_hang_on_the_country(cli: Cli, matter: str, workspace: Workspace) -> None:
    american = cli("due", "--days", "30").out
    assert "Fortnightly update" in american
    assert "Two-week update" in cli("due", "--days", "30", as_json=False).out
    in_country(workspace, "GB")
    assert cli("due", "--days", "30").out == american
