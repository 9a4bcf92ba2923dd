"""A window beside the first one: a matter beside the calendar. It has its own pages, way back and palette; it locks
with the others, and goes for good when it is closed."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.shell.window import VaultWindow
from ui.shell.workbench import Workbench

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from app.kernel.events import Announcer
    from ui.shell.desk import Contents
    from ui.shell.main_window import MainWindow
    from ui.shell.trail import Place


class BesideWindow(VaultWindow):
    """``number``: 2 for the first that is opened; where it stood is remembered by that."""

    def __init__(self, home: MainWindow, number: int) -> None:
        super().__init__()
        self._home = home
        self.number = number
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    @property
    def home(self) -> MainWindow:
        return self._home

    def begin(self, contents: Contents, first: Workbench, announcer: Announcer, place: Place) -> None:
        """Show ``place``; counts come from the workbench of the first window, which reads them once for all."""
        workbench = Workbench(contents, first)
        self.show_contents(contents, workbench, announcer)
        contents.attach_beside(self)
        self.fill_menus(workbench)
        workbench.go(place)

    def appear(self, *, in_front: bool) -> None:
        """On the screen; only where somebody asked for it just now it takes the keyboard."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not in_front)
        self.show()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        if in_front:
            self._home.windows.bring(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is written in it is kept, as at a lock, and the window that stays offers to go on with it."""
        if self.is_held_open(self.close):
            event.ignore()
            return
        windows = self._home.windows
        with ExitStack() as steps:
            steps.callback(windows.forget, self)
            steps.callback(super().closeEvent, event)
            steps.callback(self.hide)
            self.closing.emit()
            kept = self.put_forms_away()
            self.keep_forms()
            self.drop_all()
        if kept and windows.front().isVisible():
            windows.front().offer_to_go_on()
