"""Killed at any moment, the program has kept what it acknowledged, and nothing is half done (VAULT.md, "Faults")."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.killing import lines_of
from tests.support import PRESENT, TO_COME

SCRIPT = Path(__file__).with_name("app_kills.py")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses fork and SIGKILL")

WORKS = ("log", "take_over", "take_long", "create", "upgrade")
Runs = list[dict[str, Any]]


@pytest.fixture(scope="module", params=[2, pytest.param(60, marks=pytest.mark.long)])
def killed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Runs]:
    """What each run of each work left: so many kills, spread over the time it takes."""
    runs = lines_of(SCRIPT, tmp_path_factory.mktemp("kills"), request.param, *WORKS)
    return {work: [run for run in runs if run["work"] == work] for work in WORKS}


@pytest.mark.parametrize("work", WORKS)
def test_the_vault_is_whole_and_nothing_acknowledged_is_lost(killed: dict[str, Runs], work: str) -> None:
    assert any(run["killed"] for run in killed[work])
    for run in killed[work]:
        assert run["wrong"] == [], "verify finds nothing"
        assert run["lost"] == []


def test_a_call_is_logged_or_it_is_not(killed: dict[str, Runs]) -> None:
    assert any(run["acknowledged"] for run in killed["log"])
    for run in killed["log"]:
        assert run["holds"][2] - len(run["acknowledged"]) in {0, 1}, "at most the one that was being said"


def test_an_import_is_there_whole_or_not_at_all(killed: dict[str, Runs]) -> None:
    before, after = [1, 1, 0], [41, 41, 10]
    for run in killed["take_over"]:
        assert run["holds"] in ([after] if run["acknowledged"] else [before, after])
        assert run["then"] == [*after, 0], "done again, it is all there, and once"


def test_a_long_import_goes_on_where_it_was_killed(killed: dict[str, Runs]) -> None:
    """A table of 600 rows by the hundred, then a calendar, then a mailbox and a folder of 50 mails each by twenty."""
    for run in killed["take_long"]:
        clients, matters, messages = run["holds"]
        assert matters == 1
        assert (clients - 1) % 100 == 0, "each stretch is whole"
        assert messages % 20 == 0, "each stretch is whole"
        assert clients == 601 or messages == 0, "in their order"
        assert run["then"] == [601, 1, 100, 12], "done again, it is all there, and once"


def test_a_vault_is_made_whole_or_can_be_made_again(killed: dict[str, Runs]) -> None:
    for run in killed["create"]:
        assert run["acknowledged"] in ([], ["done"])
        assert run.get("again", ["done"]) == ["done"]
        assert not ("again" in run and run["acknowledged"]), "what was acknowledged is a vault"


def test_an_upgrade_leaves_the_old_tables_or_the_new_ones(killed: dict[str, Runs]) -> None:
    for run in killed["upgrade"]:
        assert run["revision"] in {PRESENT, "newer-vault"}
        assert run["then"] == TO_COME, "the next start goes on"
        assert run["backups"], "none without a backup that was verified"
        assert run["holds"] == [1, 1, 0]
