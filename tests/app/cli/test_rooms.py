"""A command imports its own module alone; the list that says which module that is must be true."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from app.cli import rooms
from app.cli.main import main
from tests.support import ENVIRONMENT


def test_each_module_registers_what_the_list_says() -> None:
    for name, commands in rooms.ROOMS.items():
        found: list[str] = []

        def add(command: str, _about: str, found: list[str] = found, **_: Any) -> argparse.ArgumentParser:
            found.append(command)
            return argparse.ArgumentParser()

        import_module(f"app.cli.{name}").register(add)
        assert sorted(found) == sorted(commands), f"app/cli/{name}.py and app/cli/rooms.py differ"


def test_every_module_with_commands_is_listed() -> None:
    folder = Path(rooms.__file__).parent
    having = {file.stem for file in folder.glob("*.py") if "def register(" in file.read_text("utf-8")}
    assert having - {"rooms"} == set(rooms.ROOMS)


def test_what_is_owed_is_asked_without_the_other_commands() -> None:
    program = (
        "import sys; from app.cli.main import main; main(['due', '--vault', 'nowhere', '--password-file', 'no']);"
        "print(sorted(one for one in sys.modules if one.startswith(('app.cli.', 'app.reports', 'reportlab'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
        timeout=60,
    )
    loaded = done.stdout.splitlines()[-1]
    assert "app.cli.due" in loaded
    assert "app.reports" not in loaded
    assert "app.cli.importing" not in loaded


def test_half_a_command_says_what_its_other_half_may_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["terms"]) == 2
    assert main(["terms", "sign"]) == 2
    said = capsys.readouterr().err.split("\n")
    line = "This is not understood: after terms comes one of show, draft, agree, reaffirm, list, rule."
    assert said.count(line) == 2


def test_help_of_half_a_command_is_that_of_its_group(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["access-request", "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "access-request open" in said
    assert "access-request close" in said
    assert "terms draft" not in said
