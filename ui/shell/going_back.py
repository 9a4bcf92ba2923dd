"""Undo and redo of a window: its two actions, what they say, and whose Ctrl+Z it is just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from ui.kit.sheet import sheets_in

if TYPE_CHECKING:
    from ui.kit.undo import Deed, History
    from ui.shell.window import VaultWindow

translate = QCoreApplication.translate


def wire_history(window: VaultWindow, history: History) -> None:
    """Have the window's actions take back and do again what was done in it, and say which."""

    def show() -> None:
        registry = window.registry
        back, again = history.next_back, history.next_again
        registry.set_possible("undo", back is not None or history.is_busy)
        registry.set_possible("redo", again is not None or history.is_busy)
        registry.say("undo", _words_back(back))
        registry.say("redo", "" if again is None else _words_again(again))

    window.registry.on("undo", lambda: _go(window, history, back=True))
    window.registry.on("redo", lambda: _go(window, history, back=False))
    history.changed.connect(show)
    history.told.connect(window.say)
    show()


def _words_back(deed: Deed | None) -> str:
    if deed is None:
        return ""
    if deed.why_not:
        return translate("GoingBack", "Undo: why not? {what}").format(what=deed.words)
    return translate("GoingBack", "Undo: {what}").format(what=deed.words)


def _words_again(deed: Deed) -> str:
    return translate("GoingBack", "Redo: {what}").format(what=deed.words)


def _go(window: VaultWindow, history: History, *, back: bool) -> None:
    """A field that is written in has its own: letters are taken back there. Under a form nothing moves."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit) and not field.isReadOnly():
        field.undo() if back else field.redo()
    elif sheets_in(window):
        window.say(translate("VaultWindow", "Close what stands over the page first."))
    elif back:
        history.undo()
    else:
        history.redo()
