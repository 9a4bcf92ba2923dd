"""What is copied is gone after a while and at the lock, unless somebody else has copied since."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import clipboard
from ui.kit.fields import GrowingText
from ui.kit.labels import Label
from ui.kit.reader import PlainReader
from ui.kit.text_field import TextField
from ui.shell.passwords import PasswordField

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def board(qapp: QApplication) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    clipboard.watch()
    found.clear()
    yield found
    found.clear()


def _is_concealed(board: QClipboard) -> bool:
    formats = set(board.mimeData().formats())
    return {
        "x-kde-passwordManagerHint",
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    } <= formats


def test_words_carry_what_asks_histories_to_look_away(board: QClipboard) -> None:
    clipboard.put("Nora Whitcombe")
    assert board.text() == "Nora Whitcombe"
    assert _is_concealed(board)
    assert board.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    assert board.mimeData().data("CanIncludeInClipboardHistory").data() == b"\0\0\0\0"


def test_nothing_leaves_what_is_there(board: QClipboard) -> None:
    clipboard.put("kept")
    clipboard.put("")
    assert board.text() == "kept"


def test_ten_seconds(board: QClipboard) -> None:
    clipboard.put("Nora")
    timer = clipboard._keeper()._timer
    assert timer.isSingleShot()
    assert timer.interval() == 10_000
    assert timer.isActive()


def test_it_is_cleared_in_time(board: QClipboard, qtbot: QtBot) -> None:
    clipboard.put("Nora")
    clipboard._keeper()._timer.start(30)
    qtbot.waitUntil(lambda: board.text() == "")


def test_another_programs_words_stay(board: QClipboard) -> None:
    clipboard.put("Nora")
    other = QMimeData()
    other.setText("theirs")
    other.setData(clipboard.MARK, b"another Liaison")
    board.blockSignals(True)  # as if it came from outside: without a screen Qt cannot tell
    board.setMimeData(other)
    board.blockSignals(False)
    clipboard.forget()
    assert board.text() == "theirs"


def test_forgetting_takes_ours_away(board: QClipboard) -> None:
    clipboard.put("Nora")
    clipboard.forget()
    assert board.text() == ""
    assert not clipboard._keeper()._timer.isActive()


def test_what_qt_itself_copies_is_taken_over(board: QClipboard, qtbot: QtBot) -> None:
    """The menu of the right button in a field, say."""
    field = QLineEdit("Nora Whitcombe")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    assert board.text() == "Nora Whitcombe"
    assert _is_concealed(board)
    clipboard.forget()
    assert board.text() == ""


def test_marked_up_words_keep_their_forms(board: QClipboard, qtbot: QtBot) -> None:
    browser = QTextBrowser()
    qtbot.addWidget(browser)
    browser.setMarkdown("**Nora** Whitcombe")
    browser.selectAll()
    browser.copy()
    assert board.mimeData().hasHtml()
    assert _is_concealed(board)


def _field(name: str) -> TextField | GrowingText | PlainReader:
    if name == "line":
        return TextField(text="Nora Whitcombe")
    made = GrowingText() if name == "lines" else PlainReader("Message")
    made.setText("Nora Whitcombe")
    return made


@pytest.mark.parametrize("name", ["line", "lines", "reader"])
def test_copying_by_key_sets_the_clipboard_once(board: QClipboard, qtbot: QtBot, name: str) -> None:
    field = _field(name)
    qtbot.addWidget(field)
    field.selectAll()
    changes: list[bool] = []

    def changed() -> None:
        changes.append(_is_concealed(board))

    board.dataChanged.connect(changed)
    qtbot.keyClick(field, Qt.Key.Key_C, CTRL)
    board.dataChanged.disconnect(changed)
    assert board.text() == "Nora Whitcombe"
    assert changes == [True], "a history that looks at once sees it concealed"


@pytest.mark.parametrize("name", ["line", "lines"])
def test_cut_and_paste_by_key(board: QClipboard, qtbot: QtBot, name: str) -> None:
    field = _field(name)
    qtbot.addWidget(field)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_X, CTRL)
    assert field.text() == ""  # type: ignore[union-attr] # both have it
    assert _is_concealed(board)
    qtbot.keyClick(field, Qt.Key.Key_V, CTRL)
    qtbot.keyClick(field, Qt.Key.Key_V, CTRL)
    assert field.text() == "Nora WhitcombeNora Whitcombe"  # type: ignore[union-attr] # as above
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == "Nora Whitcombe", "all of it can be undone"  # type: ignore[union-attr] # as above


def test_what_may_only_be_read_is_copied_and_not_cut(board: QClipboard, qtbot: QtBot) -> None:
    field = _field("line")
    assert isinstance(field, TextField)
    qtbot.addWidget(field)
    field.setReadOnly(True)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_X, CTRL)
    assert field.text() == "Nora Whitcombe"


def test_copying_nothing_leaves_what_was_copied_before(board: QClipboard, qtbot: QtBot) -> None:
    clipboard.put("before")
    field = TextField(text="Nora")
    qtbot.addWidget(field)
    qtbot.keyClick(field, Qt.Key.Key_C, CTRL)
    assert board.text() == "before"


def test_a_hidden_password_is_not_copied(board: QClipboard, qtbot: QtBot) -> None:
    field = PasswordField("Password")
    qtbot.addWidget(field)
    field.setText("correct horse")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_C, CTRL)
    assert board.text() == ""


def test_a_label_copies_the_same_way(board: QClipboard, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    Label("Nora Whitcombe", wrap=True, selectable=True, parent=window)._copy()
    assert board.text() == "Nora Whitcombe"
    assert _is_concealed(board)
