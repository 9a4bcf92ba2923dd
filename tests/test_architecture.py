"""The architecture, stated as tests: who may import whom, and that the contracts that say so bite."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

BREAKS = {
    "the core imports Qt": ("app/kernel/clock.py", "import PySide6", "The core knows no screen"),
    "the core imports the window": ("app/kernel/clock.py", "import ui", "The core knows no screen"),
    "a lower room imports a higher one": (
        "app/clients/rules.py",
        "import app.matters.rules",
        "A room imports only lower rooms",
    ),
    "rooms of one bracket import each other": (
        "app/reports/words.py",
        "import app.exchange.outcome",
        "A room imports only lower rooms",
    ),
    "the press reads the vault": (
        "app/reports/press/house.py",
        "import app.reports.stationery",
        "The press knows no vault",
    ),
    "a new room without a place": ("app/newroom/__init__.py", "", "A room imports only lower rooms"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_import_contracts_are_kept() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("name", BREAKS)
def test_each_contract_bites(name: str, tmp_path: Path) -> None:
    """A contract that nothing can break holds nothing."""
    file, line, contract = BREAKS[name]
    for part in ("app", "ui"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    broken = tmp_path / file
    broken.parent.mkdir(exist_ok=True)
    before = broken.read_text(encoding="utf-8") if broken.exists() else ""
    broken.write_text(before + f"\n{line}\n", encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode != 0
    assert f"{contract} BROKEN" in result.stdout


FORBIDDEN = {
    "the machine's clock is asked in one place": (
        r"datetime\.(now|utcnow|today)\(|date\.today\(",
        {"app/kernel/clock.py"},
    ),
    "no event loop in an event loop": (
        r"processEvents\(|\.exec\(\)",
        {
            "ui/application.py",
            "ui/tour/driving.py",
            "ui/__main__.py",
            "ui/shell/asking_out.py",  # the only one of a worker's thread; it refuses to run on the window's
        },
    ),
    "the items of a layout are not asked for one by one: Python holds those that Qt let go of, and crashes": (
        r"\.itemAt\(|\.itemAtPosition\(",
        set(),
    ),
    "what work tells is heard by a method, which goes with its object: a lambda is called after it": (
        r"\.progressed\.connect\(lambda",
        set(),
    ),
    "the live database is never opened as a plain file": (r"open\([^)]*\.db", set()),
}


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_words_that_do_not_belong(rule: str) -> None:
    pattern, allowed = FORBIDDEN[rule]
    found = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for part in ("app", "ui")
        for file in sorted((ROOT / part).rglob("*.py"))
        if file.relative_to(ROOT).as_posix() not in allowed
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(pattern, line) and not line.lstrip().startswith("#")
    ]
    assert not found
