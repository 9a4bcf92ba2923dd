"""Menus that open from a button."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget


def open_from(menu: QMenu, button: QWidget, *, above: bool = False, gap: int = 0) -> None:
    """Open ``menu`` under ``button`` or ``above`` it, ``gap`` pixels away, level with the edge at which one begins to
    read: Qt would have it begin at the left."""
    size = menu.sizeHint()
    left = button.width() - size.width() if button.isRightToLeft() else 0
    top = -size.height() - gap if above else button.height() + gap
    menu.popup(button.mapToGlobal(QPoint(left, top)))
