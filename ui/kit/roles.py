"""What the widgets that we paint ourselves are to who hears the window: Qt says of an own widget that it is something.

A class says so in ``spoken_role``; `tell_roles` has Qt ask.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


def _interface(_class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    role = getattr(thing, "spoken_role", None)
    if isinstance(thing, QWidget) and isinstance(role, QAccessible.Role):
        return QAccessibleWidget(thing, role)
    return None


_told: list[bool] = []


def tell_roles() -> None:
    """Have Qt ask for the roles of our own widgets; once in a process."""
    if not _told:
        QAccessible.installFactory(_interface)
        _told.append(True)
