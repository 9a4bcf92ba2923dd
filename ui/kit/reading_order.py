"""The order in which parts of a page are reached by Tab and read aloud follows what is seen when a part moves.

A screen reader reads the children of a widget in their order; Tab has a chain of its own.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def put_before(part: QWidget, other: QWidget, around: QWidget) -> None:
    """``part`` and all in it come right before ``other``; both are children of ``around``."""
    part.stackUnder(other)
    moved, rest = _parted(part, around)
    at = next((number for number, one in enumerate(rest) if _is_in(one, other)), len(rest))
    _link([*rest[:at][-1:], *moved, *([] if at else rest)])


def put_last(part: QWidget, around: QWidget) -> None:
    """``part`` and all in it come last of what is in ``around``, its parent."""
    part.raise_()
    moved, rest = _parted(part, around)
    _link([*rest[-1:], *moved])


def in_order(layout: QLayout) -> list[QWidget | QLayout]:
    """The widgets and layouts that stand in a layout, as they are seen. Its items are not asked for: Qt lets go of them
    when it likes, a dialog's box of all of its own whenever a button comes or goes, and Python would go on holding one
    that is gone, and take whatever comes to lie at its address for a spacer."""
    around = layout.parentWidget()
    inside = (*(around.children() if around is not None else ()), *layout.children())
    parts = [one for one in inside if isinstance(one, (QWidget, QLayout)) and layout.indexOf(one) >= 0]
    return sorted(parts, key=layout.indexOf)


def _parted(part: QWidget, around: QWidget) -> tuple[list[QWidget], list[QWidget]]:
    """What in ``around`` takes the keyboard, in the order of Tab: in ``part``, and elsewhere."""
    moved: list[QWidget] = []
    rest: list[QWidget] = []
    here = around.nextInFocusChain()
    while here is not None and here is not around:
        if around.isAncestorOf(here) and here.focusPolicy() != Qt.FocusPolicy.NoFocus:
            (moved if _is_in(here, part) else rest).append(here)
        here = here.nextInFocusChain()
    return moved, rest


def _is_in(widget: QWidget, part: QWidget) -> bool:
    return widget is part or part.isAncestorOf(widget)


def _link(chain: list[QWidget]) -> None:
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)
