"""Beside the firm's letterhead: the letter as it will look, and the next holidays of its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.labels import Label, head
from ui.settings.letter_preview import LetterPreview


class LetterSide(QWidget):
    """Follows what is typed: `letter`, and `say_holidays`."""

    def __init__(self) -> None:
        super().__init__()
        self.letter = LetterPreview()
        self.holidays = Label("", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (
            head(self.tr("Your letters")),
            self.letter,
            head(self.tr("Next holidays")),
            self.holidays,
        ):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def say_holidays(self, holidays: Sequence[tuple[str, str]]) -> None:
        """Days and their names, in words."""
        none = self.tr("No public holidays are known for this place; weekends alone count.")
        self.holidays.setText("\n".join(f"{day} · {name}" for day, name in holidays) or none)

    def _restyle(self) -> None:
        self._column.setSpacing(theme.px(8))
