"""A bug: said in words with the way out, and a report with no word of a client in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.kernel.program import VERSION
from ui.kit.sheet import sheets_in
from ui.shell import bug_sheet
from ui.shell.bug_report import report
from ui.shell.bug_sheet import Bugs, BugSheet
from ui.shell.main_window import MainWindow

SECRET = "Nora Whitcombe"


class _OddError(Exception):
    pass


def _broken(name: str = SECRET) -> Exception:
    """An error behind an error, each with a client's name in its message and in its variables."""
    try:
        try:
            {}[name]
        except KeyError as first:
            raise _OddError(f"no {name} in {Path.home()}") from first
    except _OddError as error:
        return error
    raise AssertionError


def test_the_report_says_what_and_where_and_no_value(qapp: QApplication) -> None:
    words = report(_broken())
    lines = words.splitlines()
    assert lines[0] == f"Liaison {VERSION}, from source"
    assert "_OddError" in lines
    assert lines[lines.index("because of") + 1] == "KeyError"
    assert re.search(r"^  tests/ui/shell/test_bug_sheet\.py:\d+ _broken$", words, re.MULTILINE)
    for hidden in ("Nora", "Whitcombe", str(Path.home()), str(Path(__file__).parents[3])):
        assert hidden not in words


def test_errors_that_name_each_other_in_a_circle_end(qapp: QApplication) -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert report(first).count("ValueError") == 2


def test_it_is_copied_and_closed_by_keyboard(open_window: MainWindow, qapp: QApplication) -> None:
    Bugs().tell(open_window, _broken())
    [sheet] = sheets_in(open_window)
    assert isinstance(sheet, BugSheet)
    assert open_window.focusWidget() is sheet.accept_button
    sheet.apply("Copy report")
    assert qapp.clipboard().text() == sheet.report.toPlainText()
    assert sheet.note.text().startswith("On the clipboard")
    sheet.accept_button.click()
    assert sheets_in(open_window) == []


def test_it_is_saved_as_it_is_shown(
    open_window: MainWindow, tmp_path: Path, settled: Callable[[], None]
) -> None:
    Bugs().tell(open_window, _broken())
    [sheet] = sheets_in(open_window)
    assert isinstance(sheet, BugSheet)
    file = tmp_path / "report.txt"
    sheet.save_to(file)
    settled()
    said = file.read_text(encoding="utf-8")
    assert said == sheet.report.toPlainText() + "\n"
    assert "Whitcombe" not in said
    assert sheet.note.text() == "Saved: report.txt."
    sheet.save_to(file / "beneath.txt")
    settled()
    assert "cannot be saved there" in sheet.note.text()
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["report.txt"]


def test_another_bug_has_its_own_sheet_and_none_stands_over_another(open_window: MainWindow) -> None:
    bugs = Bugs()
    bugs.tell(open_window, _broken())
    bugs.tell(open_window, ValueError("another"))
    [sheet] = sheets_in(open_window)
    sheet.reject()
    bugs.tell(open_window, ValueError("another"))
    [sheet] = sheets_in(open_window)
    sheet.reject()
    bugs.tell(open_window, _broken())
    assert sheets_in(open_window) == []
    assert open_window.messages.accessibleName() == "That went wrong in the program again."
    open_window.messages._link.click()
    assert len(sheets_in(open_window)) == 1


def test_it_goes_at_the_lock(open_window: MainWindow) -> None:
    Bugs().tell(open_window, _broken())
    open_window.lock()
    assert sheets_in(open_window) == []


def test_a_sheet_that_breaks_itself_leaves_a_sentence(
    open_window: MainWindow, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(bug_sheet.BugSheet, "open", breaks)
    Bugs().tell(open_window, _broken())
    assert open_window.messages.accessibleName().startswith("Something went wrong in the program.")
    assert "Nora" not in capsys.readouterr().err
