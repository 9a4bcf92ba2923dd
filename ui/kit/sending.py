"""Words that somebody sends to a client by another program: Liaison sends nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit import clipboard, theme
from ui.kit.buttons import LinkButton
from ui.kit.labels import dim
from ui.kit.showing import show_if

LONGEST = 1_800
"""Letters of a link's words: a mail program of Windows takes no more. Longer ones are copied."""


class SendingLine(QWidget):
    """Under the field with the words: that they are to be sent, *Copy text*, and for an e-mail *Open in mail*.

    The words leave Liaison on a click only. The mail has no address: which one a client may be written to at is in
    their profile, and not for a link to guess.
    """

    def __init__(self, words: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.said = dim(self.tr("Liaison sends nothing: send this, then log it."))
        self.copy = LinkButton(self.tr("Copy text"), self._on_copy_clicked)
        self.mail = LinkButton(self.tr("Open in mail"), self._on_mail_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.said, 1)
        row.addWidget(self.copy)
        row.addWidget(self.mail)

    def show_mail(self, shown: bool) -> None:
        """Whether it goes by e-mail."""
        show_if(self.mail, shown)

    def _on_copy_clicked(self) -> None:
        clipboard.put(self._words())

    def _on_mail_clicked(self) -> None:
        words = self._words()
        if len(words) > LONGEST:
            clipboard.put(words)
            words = ""
        QDesktopServices.openUrl(QUrl("mailto:" + (f"?body={quote(words)}" if words else "")))
