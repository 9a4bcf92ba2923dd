from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.application import install_hook, unsound, where
from ui.kit.sheet import sheets_in
from ui.shell.bug_sheet import BugSheet
from ui.shell.main_window import MainWindow
from ui.shell.single import SingleInstance, key_of

ROOT = Path(__file__).resolve().parents[3]
HEAVY = (
    "PySide6.QtPrintSupport",
    "alembic",
    "app.kernel.typed",
    "dataclasses",
    "holidays",
    "nacl",
    "reportlab",
    "sqlalchemy",
    "sqlcipher3",
)


@pytest.mark.parametrize(
    ("pyside", "python", "sound"),
    [
        ("6.12.0", (3, 11), False),
        ("6.12.0", (3, 12), True),
        ("6.11.3", (3, 11), True),
        ("6.12.1", (3, 11), True),
    ],
)
def test_the_pair_that_dies_is_refused(pyside: str, python: tuple[int, int], sound: bool) -> None:
    assert (unsound(pyside, python) == "") is sound


def test_an_unforeseen_error_shows_no_words_of_a_client(
    open_window: MainWindow, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install_hook(lambda: open_window)
    with pytest.raises(KeyError) as raised:
        raise KeyError("Nora Whitcombe's secret")
    error = raised.value
    sys.excepthook(KeyError, error, error.__traceback__)
    assert "Nora" not in where(error)
    said = capsys.readouterr().err
    assert "Nora" not in said
    assert "test_application.py" in said
    assert said.rstrip().endswith("KeyError")
    [sheet] = sheets_in(open_window)
    assert isinstance(sheet, BugSheet)
    assert "Nora" not in sheet.report.toPlainText()
    sheet.reject()
    sys.excepthook(KeyError, error, error.__traceback__)
    assert sheets_in(open_window) == [], "the same once more is said at the foot"
    assert open_window.messages.isVisible()
    assert "Nora" not in open_window.messages.accessibleName()


def test_a_second_window_brings_the_first_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert not first.another_is_there()
    assert first.listen()
    with qtbot.waitSignal(first.shown):
        assert second.another_is_there()
    assert not SingleInstance(tmp_path / "other").another_is_there()
    first.close()
    assert not second.another_is_there()
    assert second.listen()
    second.close()


def test_a_folder_has_one_name_however_it_is_spelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vault").mkdir()
    monkeypatch.chdir(tmp_path)
    assert key_of(Path("vault")) == key_of(tmp_path / "vault") == key_of(tmp_path / "x" / ".." / "vault")


_START = """
import gc, sys, time
from pathlib import Path
from ui.application import make_application, start

class Desk:
    folder = Path("nowhere")
    password_known = ""
    def exists(self): return True
    def people(self): return ["Maria"]
    def wait_seconds(self, name=None): return 0
    def warm(self): pass

app = make_application()
window = start(Desk(), one_instance=False)
window.grab()
print(",".join(sorted(name for name in {heavy!r} if name in sys.modules)))
print("QStyle" in vars(sys.modules["PySide6.QtWidgets"]))
import linecache
print(sorted(name for name in linecache.cache if "unlock" in name))
deadline = 500
while not ("Maria" in window.gate.sentence.text() and gc.isenabled()) and deadline:  # on again when nobody works
    app.processEvents()
    time.sleep(0.01)
    deadline -= 1
print(type(app.style()).__name__, gc.isenabled(), window.gate.sentence.text())
"""


def test_nothing_heavy_is_imported_before_the_unlock_page_is_painted_and_the_rest_follows() -> None:
    code = _START.replace("{heavy!r}", repr(HEAVY))
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    heavy, made_style, read, after = done.stdout.splitlines()
    assert heavy == ""
    assert made_style == "False", "all names of QStyle take some 4 ms when somebody first says it"
    assert read == "[]", "the source of no module is read and kept"
    assert after == "QuietFusion True Your firm's records are locked. Welcome back, Maria."


def test_the_page_is_there_before_the_slow_list_of_countries(
    window: MainWindow, desk: object, settle: Callable[[], None]
) -> None:
    desk.is_there = False  # type: ignore[attr-defined] # the made-up desk
    window.gates.show_founding()
    page = window.gate
    assert page is not None
    assert page.country.count() == 0  # type: ignore[attr-defined] # the first questions
    settle()
    assert page.country.count() == 2  # type: ignore[attr-defined] # as above
