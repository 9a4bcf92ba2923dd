"""One version, in one place; and how the program calls itself, installed or not."""

from __future__ import annotations

import re
import sys
import tomllib

import pytest

from app.apart import pool
from app.cli.main import main
from app.kernel import program
from tests.support import ROOT


def test_the_package_asks_for_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "app.kernel.program.VERSION"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", program.VERSION)


def test_the_command_line_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"Liaison {program.VERSION}\n"


def test_by_its_interpreter_it_is_called_as_a_module() -> None:
    assert not program.is_installed()
    assert program.window_command() == [sys.executable, "-m", "ui"]
    assert (program.window_name(), program.line_name()) == ("python -m ui", "python -m app")


def test_installed_it_is_its_own_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program.window_command() == [sys.executable]
    assert (program.window_name(), program.line_name()) == ("liaison", "liaison-cli")
    assert pool._command(512) == [sys.executable, "--apart", "512"]
    assert "PYTHONPATH" not in pool._environment()
