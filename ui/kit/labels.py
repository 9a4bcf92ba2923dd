"""Text on the page. Always plain text: what a client typed is never read as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit import theme
from ui.kit.chips import Tone, tone_ink
from ui.kit.theme import FontRole


class Label(QLabel):
    """A plain text label in a font role and a tone, that follows zoom and scheme."""

    def __init__(
        self,
        text: str = "",
        role: FontRole = "text",
        *,
        tone: Tone = Tone.PLAIN,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: FontRole = role
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setSizePolicy(
            QSizePolicy.Policy.Ignored if wrap else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def set_tone(self, tone: Tone) -> None:
        """Another colour, another meaning."""
        self._tone = tone
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(theme.font(self._role))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, tone_ink(self._tone))
        self.setPalette(palette)


def title(text: str = "") -> Label:
    """The name of a page, 20 semibold."""
    return Label(text, "title", wrap=True)


def dim(text: str = "", *, wrap: bool = True) -> Label:
    """A quiet line under a title."""
    return Label(text, tone=Tone.DIM, wrap=wrap)


def head(text: str = "") -> Label:
    """A small head above a group."""
    return Label(text, "head", tone=Tone.DIM)
