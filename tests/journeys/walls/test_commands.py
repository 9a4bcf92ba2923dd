"""The command line says the same in both firms."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

import pytest

from app.cli.main import _parser, main
from tests.journeys.secret_matter import CANARY, OUTSIDER, TwoFirms
from tests.journeys.walls.asking import (
    nothing_of_it_in,
)
from tests.journeys.walls.commands import COMMANDS, NO_COMMAND
from tests.support import PASSWORD


def test_every_command_is_asked() -> None:
    found = [one for one in _parser()._actions if isinstance(one, argparse._SubParsersAction)]
    there = set(found[0].choices)
    assert there - COMMANDS.keys() - NO_COMMAND.keys() == set(), (
        "say in walls/commands.py how it is asked as an outsider"
    )
    assert (COMMANDS.keys() | NO_COMMAND.keys()) - there == set(), "is gone"


@pytest.fixture
def outsider(
    firms: TwoFirms, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """The outsider's command line on one of the two firms; the answer without what names the vault itself."""
    secret = tmp_path / "password"
    secret.write_text(PASSWORD)
    monkeypatch.setattr("app.cli.session.SystemClock", lambda: firms.walled.clock)
    places = {
        name: str(getattr(firms.facts, name))
        for name in (
            *("entry", "hidden_entry", "tray_item", "hidden_tray_item"),
            *("development", "hidden_news", "hidden_date"),
            *("hidden_concern", "apart_concern"),
        )
    }

    def run(vault: str, command: str, *words: str) -> str:
        shared = [
            "--json",
            "--vault",
            str(firms.room / vault),
            "--password-file",
            str(secret),
            "--user",
            OUTSIDER,
        ]
        room = tmp_path / "room"  # empty each time, since no report replaces another
        rmtree(room, ignore_errors=True)
        room.mkdir()
        capsys.readouterr()
        status = main([*shared, *command.split(), *(one.format(room=room, **places) for one in words)])
        out = capsys.readouterr()
        return f"{status} {out.out} {out.err}"

    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_the_same_as_where_the_matter_never_was(
    firms: TwoFirms, outsider: Callable[..., str], command: str
) -> None:
    for words in COMMANDS[command]:
        seen, never = (outsider(vault, command, *words) for vault in ("walled", "never"))
        if command == "audit":  # the numbers of events go on where hidden ones stand between
            seen, never = without_numbers(seen), without_numbers(never)
        elif command in {
            "report history",
            "report attendance",
        }:  # and so does its end, which is one for everybody
            seen, never = without_anchor(seen), without_anchor(never)
        assert seen == never
        nothing_of_it_in(seen.replace(f"{CANARY}", "") if CANARY in words else seen, firms.facts)
        assert "bug" not in seen


def without_anchor(answer: str) -> list[object]:
    """The answer of a report without the end of the audit trail."""
    found = json.JSONDecoder().raw_decode(answer[2:])[0]
    for one in found.get("reports", ()):
        assert one.pop("anchor")
    return [found]


def without_numbers(answer: str) -> list[object]:
    """The events of an answer of ``audit``, but for sign-ins, which every run of the command line adds."""
    found = json.JSONDecoder().raw_decode(answer[2:])[0]
    if "error" in found:
        return [found]
    events = [
        {**one, "seq": 0}
        for one in found["events"]
        if one["action"] not in {"signed in", "signed out", "printed"}
    ]
    return list(events)
