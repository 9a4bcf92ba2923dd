"""A row of numbers to choose from by keyboard: the digit itself, arrows, Backspace for no answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.kit.fields import Segmented

NOTHING = "–"


class Scores(Segmented):
    """`number()` is None until one is chosen. 10 is typed as 1 and once more 1, or reached by the arrow."""

    def __init__(self, least: int, most: int, *, name: str) -> None:
        choices: list[tuple[object, str]] = [(None, NOTHING)]
        choices += [(number, str(number)) for number in range(least, most + 1)]
        super().__init__(choices, name=name)

    def number(self) -> int | None:
        """What is chosen."""
        value = self.value()
        return value if isinstance(value, int) else None

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
                self._go_to(None)
                return True
            if event.text().isdecimal() and event.text().isascii():
                self._type(int(event.text()))
                return True
        return super().eventFilter(watched, event)

    def _type(self, digit: int) -> None:
        ten = digit == 1 and self.number() == 1 and 10 in self.values()
        wanted = 10 if ten else digit
        if wanted in self.values():
            self._go_to(wanted)

    def _go_to(self, value: int | None) -> None:
        self._step(self.values().index(value) - self.values().index(self.value()))
