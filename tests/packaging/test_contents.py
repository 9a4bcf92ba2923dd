"""What goes into the installed program: everything that is imported by name only, and of Qt what is asked for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import contents
import pytest

from app.cli.rooms import ROOMS
from app.languages.offered import LANGUAGES
from tests.support import ROOT
from ui.desk import _NEEDED

OURS = set(contents.modules_below("app")) | set(contents.modules_below("ui"))


def test_what_is_imported_by_name_is_there() -> None:
    assert {f"app.cli.{room}" for room in ROOMS} <= OURS
    assert {name for name in _NEEDED if name.startswith(("app.", "ui."))} <= OURS
    jobs = {
        name
        for file in (ROOT / "app").rglob("*.py")
        for name in re.findall(r'"(app\.[\w.]+):\w+"', file.read_text(encoding="utf-8"))
    }
    assert jobs
    assert jobs <= OURS
    assert {"app", "ui", "app.__main__", "ui.__main__"} <= OURS


def test_each_page_is_imported_while_somebody_types_the_password() -> None:
    """Not while they wait for it."""
    makers = [ROOT / "ui" / "pages.py", ROOT / "ui" / "care" / "rooms.py"]
    pages = {
        name
        for file in makers
        for name in re.findall(r"from (ui\.[\w.]+) import \w+Page\b", file.read_text("utf-8"))
    }
    assert len(pages) > 20
    assert pages - set(_NEEDED) == {"ui.firsthour.page"}, "only in the first hour of a firm"


def test_each_library_that_a_migration_needs_is_needed_by_a_module_too() -> None:
    """Migrations are read as files, so nothing follows their imports."""
    folder = ROOT / "app" / "storage" / "migrations" / "versions"
    needed = {
        name.split(".")[0] for file in folder.glob("*.py") for name in _imported(file.read_text("utf-8"))
    }
    followed = {
        name.split(".")[0]
        for module in OURS
        if (file := (ROOT / module.replace(".", "/")).with_suffix(".py")).is_file()
        for name in _imported(file.read_text("utf-8"))
    }
    assert needed <= followed


def _imported(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize(
    ("place", "platform"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", "linux"),
        ("libQt6Widgets.so.6", "linux"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "linux"),
        ("PySide6/plugins/platforms/qwindows.dll", "win32"),
        ("PySide6/Qt6Widgets.dll", "win32"),
        ("PySide6/QtWidgets.pyd", "win32"),
        ("PySide6/pyside6.abi3.dll", "win32"),
        ("PySide6/QtWidgets.abi3.so", "linux"),
        ("PySide6/libpyside6.abi3.so.6.12", "linux"),
        ("PySide6/Qt/lib/libicudata.so.73", "linux"),
        ("PySide6/Qt/lib/QtWidgets.framework/Versions/A/QtWidgets", "darwin"),
        ("PySide6/Qt/plugins/styles/libqmacstyle.dylib", "darwin"),
        ("PySide6/Qt/translations/qtbase_de.qm", "linux"),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", "linux"),
        ("PySide6/plugins/tls/qschannelbackend.dll", "win32"),
        ("PySide6/Qt/plugins/tls/libqsecuretransportbackend.dylib", "darwin"),
        ("libpython3.13.so.1.0", "linux"),
        ("libxcb-cursor.so.0", "linux"),
        ("resources/letters/closing.txt", "linux"),
        ("resources/letters/de/closing.txt", "win32"),
        ("resources/help/es/index.md", "darwin"),
        ("app/storage/migrations/versions/0001.py", "linux"),
        ("libcrypto-3.dll", "win32"),
        ("libglib-2.0.0.dylib", "darwin"),
    ],
)
def test_wanted(place: str, platform: str) -> None:
    assert contents.is_wanted(place, platform)


@pytest.mark.parametrize(
    ("place", "platform"),
    [
        ("PySide6/Qt/lib/libQt6WebEngineCore.so.6", "linux"),
        ("PySide6/Qt/lib/libQt6Quick.so.6", "linux"),
        ("libQt6Qml.so.6", "linux"),
        ("PySide6/Qt6Qml.dll", "win32"),
        ("PySide6/opengl32sw.dll", "win32"),
        ("PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml", "darwin"),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", "linux"),
        ("PySide6/plugins/tls/qopensslbackend.dll", "win32"),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.dylib", "darwin"),
        ("PySide6/Qt/plugins/tls/libqcertonlybackend.so", "linux"),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", "linux"),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", "linux"),
        ("PySide6/Qt/translations/qtbase_fr.qm", "linux"),
        ("PySide6/Qt/translations/qt_help_de.qm", "linux"),
        ("PySide6/Qt/qml/QtQuick/qmldir", "linux"),
        ("reportlab/fonts/DarkGardenMK.pfb", "linux"),
        ("libreadline.so.8", "linux"),
        ("libglib-2.0.so.0", "linux"),
        ("libcrypto.so.3", "linux"),
        ("libssl.so.3", "linux"),
        ("libstdc++.so.6", "linux"),
    ],
)
def test_left_out(place: str, platform: str) -> None:
    assert not contents.is_wanted(place, platform)


def test_qt_speaks_the_languages_of_liaison() -> None:
    assert {one.code.split("-")[0] for one in LANGUAGES} == set(contents._QT_WORDS)


def test_what_is_read_in_a_language_goes_along() -> None:
    found = {(Path(file).name, folder) for file, folder in contents.our_files()}
    for code in (one.code for one in LANGUAGES if not one.code.startswith("en")):
        for file, folder in (
            ("closing.txt", "letters"),
            ("updates.txt", "policies"),
            ("checklist.txt", "reviews"),
            ("outside.toml", "concerns"),
            ("laws.toml", "access"),
            ("index.md", "help"),
            ("common.po", "translations"),
        ):
            assert (file, f"resources/{folder}/{code}") in found
        assert {("kinds.toml", f"resources/{code}"), ("jargon.toml", f"resources/{code}")} <= found


def test_nothing_lies_beside_the_code_that_would_stay_behind() -> None:
    """What is read as a file lies in `resources`, or with the migrations."""
    beside = [
        file.relative_to(ROOT).as_posix()
        for part in ("app", "ui")
        for file in (ROOT / part).rglob("*")
        if file.is_file() and file.suffix not in {".py", ".pyc"} and "migrations" not in file.parts
    ]
    assert beside == []


def test_each_program_runs_its_own_script() -> None:
    entries = [
        (name, f"/{name}.py", "PYSOURCE") for name in ("pyi_rth_pyside6", "surroundings", "window", "line")
    ]
    assert [one[0] for one in contents.scripts_of("window", entries)] == [
        *("pyi_rth_pyside6", "surroundings", "window"),
    ]
    assert [one[0] for one in contents.scripts_of("line", entries)] == ["surroundings", "line"]


def test_what_must_never_go_along_is_excluded() -> None:
    """GNU readline and gdbm are GPL; who is asked about new versions is asked with the system's TLS, not Python's."""
    assert {"readline", "dbm.gnu", "_gdbm", "ssl", "_ssl", "tkinter"} <= set(contents.EXCLUDED)
