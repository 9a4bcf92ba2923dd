"""What the other mouse button and the menu key offer on a row that leads to a page: to open it, here or beside."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from ui.kit.tables import RowTable

RowT = TypeVar("RowT")
translate = QCoreApplication.translate


def give_opening_menu(table: RowTable[RowT]) -> None:
    """The rows of ``table`` lead to pages; the menu is of the current one."""

    def show(place: QPoint) -> None:
        if not table.indexAt(place).isValid() and table.current_key() is None:
            return  # the menu key asks from the middle of the list
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        here, beside = translate("RowMenu", "Open"), translate("RowMenu", "Open in a new window")
        menu.addAction(f"{here}\t{_keys('Enter')}", lambda: table.opened.emit(table.current_key()))
        menu.addAction(f"{beside}\t{_keys('Ctrl+Shift+Enter')}", table.open_beside)
        menu.popup(table.viewport().mapToGlobal(place))

    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    table.customContextMenuRequested.connect(show)


def _keys(keys: str) -> str:
    """As the system writes them: macOS has signs, German "Strg"."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
