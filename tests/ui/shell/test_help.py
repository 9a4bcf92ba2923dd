from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFontMetrics, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from ui.kit import theme
from ui.shell import help as help_sheet
from ui.shell.help import FOLDER, HelpSheet, chapters, name_of, typeset
from ui.shell.help_places import Passage
from ui.shell.help_search import found_in, places


def test_the_contents_name_every_chapter() -> None:
    assert set(chapters()) == set(FOLDER.glob("*.md"))
    assert chapters()[0].name == "index.md"
    assert all(name_of(chapter) for chapter in chapters())


def test_a_chapter_is_in_the_language_of_the_window_where_it_is_written_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "index.md").write_text("# Contents\n\n[One](one.md), [two](two.md)\n", encoding="utf-8")
    (tmp_path / "one.md").write_text("# One\n", encoding="utf-8")
    (tmp_path / "two.md").write_text("# Two\n", encoding="utf-8")
    (tmp_path / "de" / "index.md").write_text(
        "# Inhalt\n\n[Zwei](two.md), [eins](one.md)\n", encoding="utf-8"
    )
    (tmp_path / "de" / "two.md").write_text("# Zwei\n", encoding="utf-8")
    monkeypatch.setattr(help_sheet, "FOLDER", tmp_path)
    with speaking(catalogue_of("de")):
        assert [name_of(one) for one in chapters()] == ["Inhalt", "Zwei", "One"]
    assert [name_of(one) for one in chapters()] == ["Contents", "One", "Two"]


def test_links_lead_to_chapters_and_nowhere_else(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    sheet = HelpSheet(window)
    sheet.open()
    sheet.words.anchorClicked.emit(QUrl("vault.md"))
    assert sheet.list.currentItem().text() == name_of(FOLDER / "vault.md")
    assert sheet.words.toPlainText().startswith(name_of(FOLDER / "vault.md"))
    sheet.words.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert sheet.list.currentItem().text() == name_of(FOLDER / "vault.md")
    sheet.reject()


def test_the_search_finds_the_chapter_marks_the_places_and_enter_goes_on(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1100, 800)
    window.show()
    sheet = HelpSheet(window, Passage("vault"))
    sheet.open()
    assert window.focusWidget() is sheet.search
    assert sheet.list.currentItem().text() == name_of(FOLDER / "vault.md")
    qtbot.keyClicks(sheet.search, "second place backup")
    assert sheet.list.item(0).text() == "Backups"
    assert sheet.list.currentRow() == 0
    marked = [one.cursor.selectedText().lower() for one in sheet.words.extraSelections()]
    assert {"second", "place", "backup"} <= set(marked)
    first = sheet.words.textCursor().position()
    qtbot.keyClick(sheet.search, Qt.Key.Key_Return)
    assert sheet.words.textCursor().position() > first
    assert sheet.isVisible()
    sheet.search.setText("xylophone")
    assert sheet.list.count() == 0
    assert sheet.words.toPlainText().startswith("Nothing in the guide has all these words.")
    sheet.search.clear()
    assert sheet.list.count() == len(chapters()) + 1
    assert sheet.chapter is not None
    sheet.reject()


def test_a_long_name_in_the_contents_has_two_lines_at_every_size_of_text(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    sheet = HelpSheet(window)
    sheet.open()
    try:
        for size in (100, 200):
            theme.set_zoom(size)
            QApplication.processEvents()
            room = sheet.list.viewport().width() - theme.px(16)
            bold = QFontMetrics(theme.font("bold"))
            wide = {n: bold.horizontalAdvance(sheet.list.item(n).text()) for n in range(sheet.list.count())}
            long = {n for n, one in wide.items() if one > room}
            assert long, "there is one, and none is three lines long"
            assert max(wide.values()) < 2 * room
            high = {n: sheet.list.visualItemRect(sheet.list.item(n)).height() for n in wide}
            assert {n for n, one in high.items() if one > theme.px(30)} == long
    finally:
        theme.set_zoom(100)
    sheet.reject()


def test_what_is_likeliest_stands_first() -> None:
    texts = [
        "# One\n\nA hold, a hold.",
        "# Holds\n\nNothing.",
        "# Three\n\n## Hold\n\nWords.",
        "# Four\n\nThreshold.",
    ]
    assert found_in(texts, "hold") == [1, 2, 0]
    assert found_in(texts, "  ") == [0, 1, 2, 3]
    assert found_in(texts, "hold nothing") == [1]
    assert found_in(texts, "(hold [") == []
    assert places("A hold. Threshold, HOLDS", "hold") == [(2, 4), (19, 4)]


def test_setting_changes_no_word(qapp: QApplication) -> None:
    document = QTextDocument()
    document.setMarkdown("# Head\n\nSome **bold** and *other* words.\n\n| | |\n|---|---|\n| a | b |\n")
    words = document.toPlainText()
    typeset(document)
    assert document.toPlainText() == words
    head = QTextCursor(document)
    head.setPosition(1)
    assert head.charFormat().font().pixelSize() == theme.font("title").pixelSize()
