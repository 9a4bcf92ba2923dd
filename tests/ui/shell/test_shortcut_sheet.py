"""The sheet of keys is complete and true: held against the actions of a real firm, the source, the guide."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import ui
from tests.ui.office import Office
from ui.kit.sheet import sheets_in
from ui.shell.actions import all_actions, back_keys, forward_keys, next_window_keys, of_the_system
from ui.shell.local_keys import local_keys
from ui.shell.main_window import MainWindow
from ui.shell.shortcut_sheet import ShortcutSheet, sections, written

SOURCE = Path(ui.__file__).parent
GUIDE = SOURCE.parent / "resources" / "help" / "keys.md"
KEYS = re.compile(r"(?:(?:Ctrl|Alt|Shift|Meta)\+)+(?:[A-Z0-9]\w*|[^\w\s])|F\d{1,2}")
"""How the source writes keys with a modifier, and function keys: one letter alone could be anything."""
OF_ANOTHER_SYSTEM = {
    *back_keys("darwin"),
    *forward_keys("darwin"),
    *back_keys("linux"),
    *forward_keys("linux"),
    *next_window_keys("darwin"),
    *next_window_keys("linux"),
    *(key for spec in of_the_system("darwin") for key in spec.keys),
}
THE_SAME = {"Ctrl+Enter": "Ctrl+Return"}
"""The key beside the figures does what the other one does."""


def strings(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def in_the_source() -> set[str]:
    files = (one for one in SOURCE.rglob("*.py") if one.name != "local_keys.py")
    return {text for file in files for text in strings(file) if KEYS.fullmatch(text)}


def of_places() -> set[str]:
    return {key for _, keys in local_keys() for one in keys for key in one.keys}


def test_every_action_with_keys_stands_on_it_with_all_of_them(office: Office) -> None:
    registry = office.window.registry
    lines = [line for _, of_one in sections(registry.wired()) for line in of_one]
    for spec in registry.wired():
        if spec.keys:
            assert (written(spec.keys), spec.text.rstrip("…")) in lines
        shortcuts = [one.toString() for one in registry[spec.id].shortcuts()]
        assert shortcuts == [QKeySequence(one).toString() for one in spec.keys], "the key does it"
    assert {spec.id for spec in all_actions()} == {
        spec.id for spec in registry.wired() if spec.menu != "Pages"
    }, "with a vault open every action does something"
    pages = [spec for spec in registry.wired() if spec.menu == "Pages"]
    assert office.window.workbench is not None
    assert [spec.page for spec in pages] == office.window.workbench.page_ids()[:9]


def test_no_two_actions_have_the_same_key_and_no_place_takes_an_action_s_key(office: Office) -> None:
    keys = Counter(key for spec in office.window.registry.wired() for key in spec.keys)
    assert [key for key, times in keys.items() if times > 1] == []
    assert of_places() & keys.keys() == set()


def test_every_key_that_the_source_names_stands_on_it_and_none_that_it_does_not() -> None:
    known = {key for spec in all_actions() for key in spec.keys} | of_places() | OF_ANOTHER_SYSTEM
    named = in_the_source()
    assert {THE_SAME.get(key, key) for key in named} - known == set(), (
        "say in ui/shell/local_keys.py what they do"
    )
    promised = {key for key in of_places() if KEYS.fullmatch(key)}
    assert promised - named - {"F2", "Alt+Down"} == set(), "keys that nothing listens to"
    assert "Key_F2" in (SOURCE / "search" / "saved_forms.py").read_text(encoding="utf-8")


def test_the_guide_names_every_key_of_an_action() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    missing = {key for spec in all_actions() for key in spec.keys if key not in guide and key != "Ctrl+="}
    assert missing - OF_ANOTHER_SYSTEM == set()


def test_the_key_that_ends_a_line_has_one_name_and_macs_have_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(("Ctrl+Return", "Ctrl+Enter", "Return")) == "Ctrl+Enter, Ctrl+Enter, Enter"
    monkeypatch.setattr("sys.platform", "darwin")
    assert written(("Ctrl+Enter",)) == QKeySequence("Ctrl+Return").toString(
        QKeySequence.SequenceFormat.NativeText
    )


def test_a_question_mark_opens_it_and_it_scrolls_by_keys(open_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(open_window.focusWidget(), "?")
    [sheet] = sheets_in(open_window)
    assert isinstance(sheet, ShortcutSheet)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Ctrl+/, ?", "Keys", "Message tray"} <= words
    open_window.resize(720, 480)
    bar = sheet._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(sheet, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheets_in(open_window) == []


def test_a_question_mark_is_typed_where_one_types(open_window: MainWindow, qtbot: QtBot) -> None:
    open_window.open_palette()
    [palette] = sheets_in(open_window)
    field = palette.field  # type: ignore[attr-defined] # the palette has it
    qtbot.keyClick(field, "?")
    assert field.text() == "?"
    assert sheets_in(open_window) == [palette]
