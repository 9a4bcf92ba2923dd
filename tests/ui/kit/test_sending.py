"""The words that somebody sends: copied or handed to the mail program, on a click only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from ui.kit.sending import LONGEST, SendingLine


def test_words_go_where_they_are_sent_to_and_nowhere_else(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    words = ["Dear Nora & all, 100 %"]
    line = SendingLine(lambda: words[0])
    qtbot.addWidget(line)
    assert opened == []
    line.copy.click()
    assert QGuiApplication.clipboard().text() == words[0]
    line.mail.click()
    assert opened[-1].toString(QUrl.ComponentFormattingOption.FullyEncoded) == (
        "mailto:?body=Dear%20Nora%20%26%20all%2C%20100%20%25"
    )
    words[0] = "x" * (LONGEST + 1)
    line.mail.click()
    assert opened[-1].toString() == "mailto:"
    assert QGuiApplication.clipboard().text() == words[0]
