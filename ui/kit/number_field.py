"""A number that is stepped or typed."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from ui.kit.sides import lie_as_window


class NumberField(QSpinBox):
    """Lies as the window does, from right to left as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lie_as_window(self)
