"""Something to be read to its end, with nothing to do but close it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.kit.labels import Label
from ui.kit.sheet import Sheet


class ReadSheet(Sheet):
    """A title and words."""

    def __init__(self, over: QWidget, title: str, words: str) -> None:
        super().__init__(over, title, width=560)
        self.words = Label(words, wrap=True, selectable=True)
        self.body.addWidget(self.words)
        self.add_buttons(QCoreApplication.translate("ReadSheet", "Close"), cancel="", keys="Ctrl+Return")
