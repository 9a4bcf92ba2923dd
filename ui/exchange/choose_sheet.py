"""Where the files are: a dialog of the system chooses files or a folder, never both, so we ask first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.sheet import Sheet


class ChooseSheet(Sheet):
    """`chosen(tuple of Path)`."""

    chosen = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, self.tr("Import"), width=520)
        self._folder_words = self.tr("A whole folder…")
        words = self.tr(
            "Clients and matters as CSV files of Clio, MyCase, PracticePanther, Outlook or Google; "
            "e-mails and court notices as .eml or Outlook's .msg files, whole mailboxes (mbox); cards (.vcf) become "
            "clients, calendars (.ics) key dates."
        )
        self.body.addWidget(Label(words, wrap=True))
        tip = self.tr("You can also drop files and folders anywhere on the window, at any time.")
        self.body.addWidget(Label(tip, tone=Tone.DIM, wrap=True))
        self.add_buttons(self.tr("Choose files…"), extra=(self._folder_words,))

    def apply(self, button: str) -> None:
        """Open the system's dialog."""
        dialog = QFileDialog(self, self.tr("Import"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if button:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
            dialog.setNameFilters(
                [
                    self.tr("Clients, matters, messages (*.csv *.tsv *.txt *.eml *.msg *.mbox *.vcf *.ics)"),
                    self.tr("All files (*)"),
                ]
            )
        dialog.filesSelected.connect(self._on_dialog_files_selected)
        dialog.open()

    def _on_dialog_files_selected(self, files: list[str]) -> None:
        paths = tuple(Path(file) for file in files)
        if paths:
            self.accept()
            self.chosen.emit(paths)

    def _focus_first(self) -> None:
        self.accept_button.setFocus(Qt.FocusReason.TabFocusReason)
