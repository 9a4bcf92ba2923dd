"""A mistake of ours came up: what it means for what was being done, the way out, and a report that can be copied."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit

from ui.kit import clipboard, theme
from ui.kit.announcing import speak
from ui.kit.labels import Label
from ui.kit.ring import FocusRing
from ui.kit.sheet import Sheet, sheets_in
from ui.shell.bug_report import places, report

if TYPE_CHECKING:
    from ui.shell.main_window import MainWindow


class BugSheet(Sheet):
    """Says it and shows the report; nothing is sent anywhere."""

    def __init__(self, over: MainWindow, words: str) -> None:
        super().__init__(over, over.tr("Something went wrong in the program"), width=640)
        self._copy_words = self.tr("Copy report")
        said = self.tr(
            "What you saved is safe; what you were doing just now may not have worked. Close this and try once more. "
            "If it comes again, lock (Ctrl+L), sign in and try there: a form that was open is kept."
        )
        about = self.tr(
            "For whoever looks after Liaison, this says which version it is and where in the program it happened. No "
            "word of yours or of a client is in it, and nothing was sent."
        )
        self.report = QPlainTextEdit(words)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("Report"))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setTabChangesFocus(True)
        FocusRing(self.report)
        self.body.addWidget(Label(said, wrap=True))
        self.body.addWidget(Label(about, wrap=True))
        self.body.addWidget(self.report)
        self.add_buttons(self.tr("Close"), extra=(self._copy_words,), cancel="")
        self._restyle_report()
        theme.bus().changed.connect(self._restyle_report)

    def apply(self, button: str) -> None:
        if button == self._copy_words:
            clipboard.put(self.report.toPlainText())
            self.note.setText(self.tr("On the clipboard for ten seconds: paste it into your mail."))
            speak(self.note, self.note.text())
        else:
            self.accept()

    def _restyle_report(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme.px(12))
        self.report.setFont(font)
        self.report.setFixedHeight(theme.px(190))

    def _focus_first(self) -> None:
        self.accept_button.setFocus()


class Bugs:
    """Tells a window of each bug: by the sheet the first time, at the foot when the same comes again."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def tell(self, window: MainWindow, error: BaseException) -> None:
        """Nothing is opened over the sheet of another: what breaks while it is painted breaks again and again."""
        words, at = report(error), "\n".join([type(error).__qualname__, *places(error)[-1:]])
        if any(isinstance(one, BugSheet) for one in sheets_in(window)):
            return
        if at in self._told:
            window.messages.say(
                QCoreApplication.translate("BugSheet", "That went wrong in the program again."),
                QCoreApplication.translate("BugSheet", "Report…"),
                lambda: BugSheet(window, words).open(),
            )
            return
        self._told.add(at)
        try:
            BugSheet(window, words).open()
        except Exception as second:  # whatever it is, it must not hide the first
            sys.stderr.write(f"liaison: {type(second).__qualname__} while a bug was told\n")
            window.messages.say(
                QCoreApplication.translate(
                    "BugSheet",
                    "Something went wrong in the program. What you saved is safe. Please try once more.",
                )
            )
