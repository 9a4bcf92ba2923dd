"""A mistake of ours came up: what it means for what was being done, the way out, and a report to copy or save."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from app.kernel.errors import LiaisonError
from app.vault.outside import write_outside
from ui.kit import clipboard, tasks, theme
from ui.kit.announcing import speak
from ui.kit.labels import Label
from ui.kit.ring import FocusRing
from ui.kit.sheet import Sheet, sheets_in
from ui.shell.bug_report import places, report

if TYPE_CHECKING:
    from ui.shell.window import VaultWindow

FILE_NAME = "liaison-report.txt"


class BugSheet(Sheet):
    """Says it and shows the report; nothing is sent anywhere."""

    stands_alone = True
    """It is about no matter that a page shows."""

    def __init__(self, over: VaultWindow, words: str) -> None:
        super().__init__(over, over.tr("Something went wrong in the program"), width=640)
        self._copy_words = self.tr("Copy report")
        self._save_words = self.tr("Save report…")
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
        self.add_buttons(self.tr("Close"), extra=(self._copy_words, self._save_words), cancel="")
        self._restyle_report()
        theme.bus().changed.connect(self._restyle_report)

    def apply(self, button: str) -> None:
        if button == self._copy_words:
            clipboard.put(self.report.toPlainText())
            self._tell(self.tr("On the clipboard for ten seconds: paste it into your mail."))
        elif button == self._save_words:
            self._choose_where()
        else:
            self.accept()

    def _choose_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save report"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def save_to(self, file: Path) -> None:
        """Write what is shown, and nothing else, to ``file``; what became of it stands at the foot."""
        content = f"{self.report.toPlainText()}\n".encode()
        tasks.run_pool(
            lambda _: write_outside(file, content),
            owner=self,
            done=lambda _: self._tell(self.tr("Saved: {name}.").format(name=file.name)),
            failed=self._on_not_saved,
        )

    def _on_not_saved(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self._tell(error.message)

    def _tell(self, words: str) -> None:
        self.note.setText(words)
        speak(self.note, words)

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

    def tell(self, window: VaultWindow, error: BaseException) -> None:
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
