"""What somebody may not do is not offered: absent, or disabled with the reason where one would look for it.

    self.edit = Button("Edit", …)
    writes(workspace, self.edit)                  # log, change: Right.WRITE
    needs(self.save_button, workspace, Right.FIRM)

The commands refuse all the same (`Transaction.need`); this only spares somebody the try.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QWidget

from app.kernel.rights import Right, lacking

if TYPE_CHECKING:
    from app.workspace import Workspace


class _Held(QObject):
    """Keeps a widget disabled, whatever its page enables when it shows other rows."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.EnabledChange and isinstance(watched, QWidget) and watched.isEnabled():
            watched.setEnabled(False)
        return False


def allowed(thing: QWidget | QAction | QShortcut, may: bool, why: str) -> bool:
    """Where somebody may not: ``thing`` is disabled for as long as it lives, with ``why`` as its tip and its accessible
    description. The answer is ``may``."""
    if may:
        return True
    thing.setEnabled(False)
    if isinstance(thing, QWidget):
        thing.setToolTip(why)
        thing.setAccessibleDescription(why)
        _Held(thing)
    elif isinstance(thing, QAction):
        thing.setToolTip(why)
        thing.setStatusTip(why)
        thing.enabledChanged.connect(lambda on: thing.setEnabled(False) if on else None)
    return False


def reason(right: Right) -> str:
    """The sentence that says who may."""
    return lacking(right).message


def needs(thing: QWidget | QAction | QShortcut, workspace: Workspace, right: Right) -> bool:
    """`allowed`, by the rights of who is signed in."""
    return allowed(thing, workspace.may(right), reason(right))


def writes(workspace: Workspace, *things: QWidget | QAction | QShortcut | None) -> bool:
    """What logs a contact or changes data of clients, which who reads only may not. None is left out."""
    for thing in things:
        if thing is not None:
            needs(thing, workspace, Right.WRITE)
    return workspace.may(Right.WRITE)
