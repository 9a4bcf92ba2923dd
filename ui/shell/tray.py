"""The icon in the system's tray (macOS: the menu bar): there while somebody wants it there, and for a message.

A click brings the window forward; its menu opens, logs, locks and quits. It shows how much is late as the program's
own icon does, and no word of a client's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui.kit import machine
from ui.shell.badge import plain_icon

if TYPE_CHECKING:
    from ui.shell.main_window import MainWindow

SHOWN_FOR = 60_000
"""Milliseconds that the icon stands there for a message alone."""
MESSAGE_FOR = 10_000


def tray_of(window: MainWindow) -> Tray:
    """The one of this window; made when it is first asked for."""
    return next(iter(window.findChildren(Tray)), None) or Tray(window)


def can_tell() -> bool:
    """Whether this desktop shows messages."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


class Tray(QObject):
    """`tell(words, chosen)` says something; `show_picture` puts another icon there; `end` takes it away for good."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._chosen: Callable[[], object] = self.bring_forward
        self.icon = QSystemTrayIcon(plain_icon(), self)
        self.icon.setToolTip("Liaison")
        self.icon.activated.connect(self._on_icon_activated)
        self.icon.messageClicked.connect(self._on_icon_message_clicked)
        self.menu = QMenu(window)
        self.menu.setAccessibleName("Liaison")
        self.log = QAction(window.registry["log-contact"].text(), self.menu)
        self._fill_menu()
        self.icon.setContextMenu(self.menu)
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.setInterval(SHOWN_FOR)
        self._gone.timeout.connect(self.show_as_settled)
        machine.rules().changed.connect(self.show_as_settled)
        self.show_as_settled()

    def _fill_menu(self) -> None:
        registry = self._window.registry
        self.menu.addAction(self.tr("Open Liaison"), self.bring_forward)
        self.log.triggered.connect(self._log_contact)
        registry["log-contact"].enabledChanged.connect(self.log.setEnabled)
        self.log.setEnabled(registry["log-contact"].isEnabled())
        self.menu.addAction(self.log)
        self.menu.addSeparator()
        for action in ("lock", "quit"):
            self.menu.addAction(registry[action])

    def show_as_settled(self) -> None:
        """There or not, as it is settled for this computer; a message that is shown just now keeps it."""
        if not self._gone.isActive():
            self.icon.setVisible(
                machine.rules().get(machine.TRAY) and QSystemTrayIcon.isSystemTrayAvailable()
            )

    def show_picture(self, picture: QIcon) -> None:
        """The program's icon, with or without its number."""
        self.icon.setIcon(picture)

    def tell(self, words: str, chosen: Callable[[], object]) -> None:
        """Show a message; who clicks on it has the window brought forward and ``chosen`` called."""
        self._chosen = chosen
        self._gone.start()
        self.icon.setVisible(True)
        self.icon.showMessage("Liaison", words, plain_icon(), MESSAGE_FOR)

    def bring_forward(self) -> None:
        """Show all windows of ours above the others."""
        from ui.application import bring_forward

        bring_forward(self._window)

    def end(self) -> None:
        """This process ends without a word: where it does, Windows would leave the icon standing."""
        self._gone.stop()
        self.icon.setVisible(False)

    def _log_contact(self) -> None:
        self.bring_forward()
        self._window.windows.front().registry["log-contact"].trigger()

    def _on_icon_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self.bring_forward()

    def _on_icon_message_clicked(self) -> None:
        self.bring_forward()
        self._chosen()
