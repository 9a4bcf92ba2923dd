"""The one way to the clipboard. What Liaison puts there is gone after ten seconds and at the lock, while it is still
ours, and histories and clouds are asked to leave it alone.

    clipboard.put("words")             # what our own lists, labels and fields do
    clipboard.watch()                  # once: what Qt's own widgets copy (menus of fields) is taken over, too
    clipboard.forget()                 # the vault is being locked

A clipboard may be read by every program, so this shortens a time and keeps nothing secret.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.kit.seams import whole

CLEAR_AFTER = 10_000
"""Milliseconds (VAULT.md)."""
MARK = "application/x-liaison-copied"
_TOKEN = os.urandom(8)
"""Which process put it there: another Liaison's words are not ours to clear."""

_ZERO = bytes(4)
HINTS: dict[str, bytes] = {
    # KDE's Klipper and whoever reads its hint
    "x-kde-passwordManagerHint": b"secret",
    # Windows: Qt registers a format of this very name (learn.microsoft.com, "Cloud Clipboard and Clipboard History
    # Formats"; the two DWORDs say no)
    "ExcludeClipboardContentFromMonitorProcessing": _ZERO,
    "CanIncludeInClipboardHistory": _ZERO,
    "CanUploadToCloudClipboard": _ZERO,
}
_SCREENLESS = frozenset({"offscreen", "minimal"})
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection, QClipboard.Mode.FindBuffer)


def put(text: str) -> None:
    """Put words on the clipboard, for ten seconds."""
    if text:
        words = QMimeData()
        words.setText(text)
        _keeper().put(words)


def watch() -> None:
    """From now on what anything in this program copies is treated so."""
    _keeper()


def forget() -> None:
    """Take away at once what is still ours."""
    _keeper().clear()


def takes_key(field: QLineEdit | QPlainTextEdit, event: QKeyEvent) -> bool:
    """Copy or cut for a field, by key: at once with what asks histories to look away. Whether it was one of the two."""
    cuts = event.matches(QKeySequence.StandardKey.Cut)
    if not cuts and not event.matches(QKeySequence.StandardKey.Copy):
        return False
    if isinstance(field, QLineEdit):
        if field.echoMode() == QLineEdit.EchoMode.Normal:
            put(field.selectedText())
            if cuts and field.hasSelectedText() and not field.isReadOnly():
                field.insert("")
        return True
    cursor = field.textCursor()
    put(whole(cursor.selection().toPlainText()))
    if cuts and not field.isReadOnly():
        cursor.removeSelectedText()
    return True


class _Keeper(QObject):
    """Knows what is ours and when it has to go."""

    def __init__(self, board: QClipboard) -> None:
        super().__init__(QGuiApplication.instance())
        self._board = board
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLEAR_AFTER)
        self._timer.timeout.connect(self.clear)
        board.changed.connect(self._on_board_changed)

    def put(self, words: QMimeData) -> None:
        words.setData(MARK, _TOKEN)
        for name, value in HINTS.items():
            words.setData(name, value)
        self._board.setMimeData(words)
        if sys.platform == "darwin":
            from ui.kit.concealing import conceal

            conceal()
        self._timer.start()

    def clear(self) -> None:
        """What somebody else has put there since stays."""
        self._timer.stop()
        if self._is_marked():
            self._board.clear()
        for mode in _MODES[1:]:
            if self._owns(mode):
                self._board.clear(mode)

    def _on_board_changed(self, mode: QClipboard.Mode) -> None:
        """A widget of Qt's has copied: the same words again, with our mark. The mouse's selection (X11) is only
        cleared in time, since it is what is selected just now."""
        if mode != QClipboard.Mode.Clipboard:
            if self._owns(mode):
                self._timer.start()
        elif not self._is_marked() and self._is_from_here():
            copied = _copy_of(self._board.mimeData())
            if copied.formats():
                self.put(copied)

    def _is_marked(self) -> bool:
        found = self._board.mimeData()
        return found is not None and found.hasFormat(MARK) and found.data(MARK).data() == _TOKEN

    def _is_from_here(self) -> bool:
        """Without a screen Qt does not know who put it there, but there is nobody else."""
        return self._board.ownsClipboard() or QGuiApplication.platformName() in _SCREENLESS

    def _owns(self, mode: QClipboard.Mode) -> bool:
        if mode == QClipboard.Mode.Selection:
            return self._board.supportsSelection() and self._board.ownsSelection()
        return self._board.supportsFindBuffer() and self._board.ownsFindBuffer()


def _copy_of(found: QMimeData | None) -> QMimeData:
    """An empty clipboard has no data at all on some systems."""
    copied = QMimeData()
    if found is not None:
        for name in found.formats():
            copied.setData(name, found.data(name))
    return copied


_kept: list[_Keeper] = []


def _keeper() -> _Keeper:
    if not _kept or not _is_alive(_kept[0]):
        _kept[:] = [_Keeper(QGuiApplication.clipboard())]
    return _kept[0]


def _is_alive(keeper: _Keeper) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(keeper))
