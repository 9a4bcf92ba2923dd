"""Files can be dropped anywhere on the window, while it is unlocked and no sheet is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.ui.exchange.samples import CONTACTS
from ui.exchange.choose_sheet import ChooseSheet
from ui.exchange.drops import FileDrops
from ui.exchange.import_sheet import ImportSheet
from ui.kit.sheet import sheets_in
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


@pytest.fixture
def drops(window: MainWindow) -> FileDrops:
    (found,) = window.findChildren(FileDrops)
    return found


def _files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _enter(window: MainWindow, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        QPoint(300, 300),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    return event


def _drop(window: MainWindow, data: QMimeData) -> QDropEvent:
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    return event


def test_dragging_says_what_dropping_does(
    window: MainWindow, drops: FileDrops, post: Callable[..., Path]
) -> None:
    data = _files(post("contacts.csv", CONTACTS))
    event = _enter(window, data)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction  # the file is not taken away
    assert drops.hint.isVisible()
    assert drops.hint.geometry() == window.rect()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not drops.hint.isVisible()


def test_dropping_files_and_folders_opens_the_preview(
    window: MainWindow, drops: FileDrops, post: Callable[..., Path], settled: Settled
) -> None:
    file = post("contacts.csv", CONTACTS)
    data = _files(file.parent)
    _enter(window, data)
    assert _drop(window, data).isAccepted()
    settled()
    (sheet,) = sheets_in(window)
    assert isinstance(sheet, ImportSheet)
    assert sheet.words.text() == "New: 3 clients."
    assert not drops.hint.isVisible()


def test_words_and_web_addresses_are_not_taken(window: MainWindow, drops: FileDrops) -> None:
    words, web = QMimeData(), QMimeData()
    words.setText("some words")
    web.setUrls([QUrl("https://example.com/contacts.csv")])
    assert not _enter(window, words).isAccepted()
    assert not _enter(window, web).isAccepted()
    assert not drops.hint.isVisible()


def test_a_sheet_that_is_open_keeps_its_own_files(
    window: MainWindow, drops: FileDrops, post: Callable[..., Path], settled: Settled
) -> None:
    window.registry["import"].trigger()
    settled()
    assert isinstance(sheets_in(window)[-1], ChooseSheet)
    assert not _enter(window, _files(post("contacts.csv", CONTACTS))).isAccepted()


def test_nothing_is_taken_while_it_is_locked(
    window: MainWindow, post: Callable[..., Path], settled: Settled
) -> None:
    window.lock()
    settled()
    assert not window.acceptDrops()
    assert not _enter(window, _files(post("contacts.csv", CONTACTS))).isAccepted()
    assert not _drop(window, _files(post("more.csv", CONTACTS))).isAccepted()
    assert sheets_in(window) == []


def test_files_chosen_go_the_same_way(
    window: MainWindow, post: Callable[..., Path], settled: Settled
) -> None:
    window.registry["import"].trigger()
    settled()
    chooser = sheets_in(window)[-1]
    assert isinstance(chooser, ChooseSheet)
    chooser._on_dialog_files_selected([str(post("contacts.csv", CONTACTS))])
    settled()
    (sheet,) = sheets_in(window)
    assert isinstance(sheet, ImportSheet)
    assert sheet.words.text() == "New: 3 clients."
