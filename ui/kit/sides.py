"""What Qt leaves at its side where the window is laid out from right to left: margins of layouts, words in fields.

Qt turns layouts, but not their margins, and lets each field go by the letters in it: a name in Latin letters would
stand at the far end of an Arabic form, and an Arabic note at the wrong side of its field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QLineEdit, QPlainTextEdit, QSpinBox

_FAR = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


def set_margins(layout: QLayout, before: int, top: int, behind: int, bottom: int) -> None:
    """Pixels around a layout; ``before`` is the side at which one begins to read."""
    around = layout.parentWidget()
    lies = around.layoutDirection() if around is not None else QGuiApplication.layoutDirection()
    if lies == Qt.LayoutDirection.RightToLeft:
        before, behind = behind, before
    layout.setContentsMargins(before, top, behind, bottom)


def lying(lies: Qt.LayoutDirection, align: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """``align`` as it is seen where things lie so: left and right change places where one reads from right to left,
    unless they are meant as they are. The same as `QStyle.visualAlignment`; without `QStyle` the window starts sooner.
    """
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if not align & Qt.AlignmentFlag.AlignHorizontal_Mask:
        align |= left
    if align & Qt.AlignmentFlag.AlignAbsolute or not align & (left | right):
        return align
    if lies == Qt.LayoutDirection.RightToLeft:
        align ^= left | right
    return align | Qt.AlignmentFlag.AlignAbsolute


def lie_as_window(field: QLineEdit | QSpinBox) -> None:
    """The words of ``field`` begin at the side at which one begins to read in its window."""
    if field.isRightToLeft():
        field.setAlignment(_FAR)


def text_lies_as_window(field: QPlainTextEdit) -> None:
    """The same for a field of several lines."""
    if not field.isRightToLeft():
        return
    option = field.document().defaultTextOption()
    option.setAlignment(_FAR)
    field.document().setDefaultTextOption(option)
    # a space at the end of a line is wider than the view: from right to left its beginning is the greatest value
    across = field.horizontalScrollBar()
    across.rangeChanged.connect(lambda _, most: across.setValue(most))
