"""The installers of three systems say the same of one program, and what they name is there."""

from __future__ import annotations

import plistlib
import re
import tomllib
from pathlib import Path

import contents
import pytest

from app.kernel.program import LINE, VERSION, WINDOW
from app.vault.shortcut import ENDING
from tests.support import ROOT

HERE = ROOT / "packaging"
WINDOWS = (HERE / "windows" / "liaison.iss").read_text(encoding="utf-8")
DESKTOP = (HERE / "linux" / "liaison.desktop").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_all_know_the_same_kind_of_file() -> None:
    assert f".{ENDING}" == contents.ENDING
    assert f'Subkey: "Software\\Classes\\{contents.ENDING}"' in WINDOWS
    assert contents.MIME in WINDOWS
    assert f"MimeType={contents.MIME};" in DESKTOP
    kind = (HERE / "linux" / "liaison.xml").read_text(encoding="utf-8")
    assert f'<mime-type type="{contents.MIME}">' in kind
    assert f'<glob pattern="*{contents.ENDING}"/>' in kind
    plist = plistlib.loads(plistlib.dumps(contents.info_plist()))
    (declared,) = plist["UTExportedTypeDeclarations"]
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == [ENDING]


def test_all_start_the_window() -> None:
    assert f'"""{{app}}\\{WINDOW}.exe"" ""%1"""' in WINDOWS
    assert f"Exec={WINDOW} %f" in DESKTOP
    assert f"bin/{LINE}" in (HERE / "linux" / "install.sh").read_text(encoding="utf-8")


def test_none_says_a_version_of_its_own() -> None:
    assert contents.info_plist()["CFBundleVersion"] == VERSION
    assert "AppVersion={#Version}" in WINDOWS
    for file in (*HERE.rglob("*.sh"), *WORKFLOWS, HERE / "linux" / "liaison.desktop"):
        assert VERSION not in file.read_text(encoding="utf-8"), file.name


def test_windows_installs_for_oneself_or_for_all_and_leaves_the_vault() -> None:
    assert "PrivilegesRequired=lowest" in WINDOWS
    assert "PrivilegesRequiredOverridesAllowed=dialog commandline" in WINDOWS
    removed = re.findall(r'^Type: \w+; Name: "([^"]+)"', WINDOWS, re.MULTILINE)
    assert set(removed) == {r"{app}\_internal"}


def test_the_hardened_runtime_of_macos_has_one_exception() -> None:
    asked = plistlib.loads(contents.ENTITLEMENTS.read_bytes())
    assert asked == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_names_what_is_there_and_may_write_nothing(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    for named in re.findall(r"packaging[/\\][\w./\\-]+\.\w+", text):
        assert (ROOT / named.replace("\\", "/")).is_file(), named
    assert "permissions:\n  contents: read\n" in text
    assert text.count("actions/checkout") == text.count("persist-credentials: false")
    assert "--require-hashes" in text


def test_pyinstaller_is_in_nobodys_way() -> None:
    """It has a lock of its own; neither the program nor those who work on it need it."""
    for lock in ("requirements.txt", "requirements-dev.txt"):
        assert "pyinstaller" not in (ROOT / lock).read_text(encoding="utf-8").lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "pyinstaller" not in str(project).lower()
    assert "pyinstaller==" in (HERE / "requirements.txt").read_text(encoding="utf-8")
