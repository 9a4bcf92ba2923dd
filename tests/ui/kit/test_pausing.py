"""The pause after what is typed."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.kit import pausing
from ui.kit.pausing import after_typing


def test_it_follows_once_however_often_it_is_begun(qtbot: QtBot) -> None:
    owner, done = QObject(), list[int]()
    timer = after_typing(owner, 20, lambda: done.append(1))
    assert not timer.isActive()
    for _ in range(5):
        timer.start()
    assert timer.isActive()
    assert done == []
    qtbot.waitUntil(lambda: not timer.isActive())
    assert done == [1]


def test_nobody_waits_longer_than_the_longest(pauses_as_they_are: None) -> None:
    owner = QObject()
    assert after_typing(owner, 120, lambda: None).interval() == 120
    assert after_typing(owner, 5000, lambda: None).interval() == pausing.LONGEST == 700
