"""What can be done with one row of the contact log, by the other mouse button or the menu key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from ui.kit.tables import RowTable

RowT = TypeVar("RowT")
translate = QCoreApplication.translate


def give_menu(
    table: RowTable[RowT],
    open_it: Callable[[object], object],
    print_it: Callable[[], object],
    note: Callable[[], str],
    flag_it: Callable[[object], object] | None = None,
) -> None:
    """``open_it(key)``, ``print_it()`` and ``flag_it(key)`` of the row that the menu was asked for, which becomes the
    current one; ``note()``: what its paper is called; ``flag_it`` None: for who reads only."""

    def show(place: QPoint) -> None:
        if not table.indexAt(place).isValid() and table.current_key() is None:
            return  # the menu key asks from the middle of the list
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(translate("RowMenu", "Open, with every version"), lambda: open_it(table.current_key()))
        menu.addAction(f"{note()}…\tCtrl+P", print_it)
        if flag_it is not None:
            menu.addAction(translate("RowMenu", "Flag as concern…"), lambda: flag_it(table.current_key()))
        menu.popup(table.viewport().mapToGlobal(place))

    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    table.customContextMenuRequested.connect(show)
