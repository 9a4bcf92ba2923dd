from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.shell.help import FOLDER, HelpSheet, chapters, name_of, typeset


def test_the_contents_name_every_chapter() -> None:
    assert set(chapters()) == set(FOLDER.glob("*.md"))
    assert chapters()[0].name == "index.md"
    assert all(name_of(chapter) for chapter in chapters())


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


def test_setting_changes_no_word(qapp: QApplication) -> None:
    document = QTextDocument()
    document.setMarkdown("# Head\n\nSome **bold** and *other* words.\n\n| | |\n|---|---|\n| a | b |\n")
    words = document.toPlainText()
    typeset(document)
    assert document.toPlainText() == words
    head = QTextCursor(document)
    head.setPosition(1)
    assert head.charFormat().font().pixelSize() == theme.font("title").pixelSize()
