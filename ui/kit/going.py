"""Going to a row of a list, table or timeline from code."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView

_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def go_to(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> None:
    """Make this row current and selected alone; nothing where it is not to be chosen.

    Qt's own `setCurrentIndex` asks which keys are held: while somebody holds Ctrl for a shortcut it would add the row
    to the others, or take it out of them, and with Shift select all between.
    """
    if index.flags() & Qt.ItemFlag.ItemIsEnabled:
        view.selectionModel().setCurrentIndex(index, _ONLY)


def over_rows(action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> Qt.KeyboardModifier:
    """Home and End mean the first and the last row of a list: Qt's tables take them for the ends of the row one is in,
    unless Ctrl is held. What a table's `moveCursor` goes by instead of ``modifiers``."""
    ends = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
    return modifiers | Qt.KeyboardModifier.ControlModifier if action in ends else modifiers


def arrive(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex, event: QFocusEvent) -> None:
    """The keyboard comes to a list and is on no row yet: it is on this one then, which is not chosen by that. Who comes
    by the mouse goes to a row with it."""
    if event.reason() != Qt.FocusReason.MouseFocusReason and not view.currentIndex().isValid():
        view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
