"""One window for each vault: a second start brings the first forward."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT = 300  # milliseconds for the first window to answer
AFTER_THE_OTHER = 500  # milliseconds in which the process before this one has ended
_SHOW, _THERE, _HERE = b"show\n", b"there\n", b"here\n"


def key_of(folder: Path) -> str:
    """A short name of the vault's folder, the same for every spelling of its path."""
    spelled = str(folder.expanduser().resolve()).casefold().encode("utf-8", "surrogatepass")
    digest = QCryptographicHash.hash(spelled, QCryptographicHash.Algorithm.Sha256)
    return "liaison-" + digest.data().hex()[:24]


class SingleInstance(QObject):
    """`shown()` when another start asked this window to come forward, `taken_over()` when the process that was
    started to take this one's place has shown its window."""

    shown = Signal()
    taken_over = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key_of(folder)
        self._server: QLocalServer | None = None

    def another_is_there(self, *, come_forward: bool = True) -> bool:
        """Whether there is a first window, which is asked to come forward."""
        if sys.platform != "win32" and not Path(QDir.tempPath(), self._key).exists():
            return False  # nobody listens; QtNetwork need not be loaded before the window is painted
        from PySide6.QtNetwork import QLocalSocket

        return self._say(QLocalSocket(), _SHOW if come_forward else _THERE)

    def _say(self, socket: QLocalSocket, word: bytes) -> bool:
        """Say a word to the first window; False when there is none."""
        socket.connectToServer(self._key)
        if not socket.waitForConnected(WAIT):
            return False
        socket.write(word)
        socket.flush()
        socket.waitForBytesWritten(WAIT)
        socket.disconnectFromServer()
        return True

    def take_over(self) -> None:
        """This window stands where another process had its own: tell that one, and be the first when it has gone."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket(self)
        if self._say(socket, _HERE):
            QTimer.singleShot(AFTER_THE_OTHER, self, self.listen)
        else:
            self.listen()
        socket.deleteLater()

    def listen(self) -> bool:
        """Be the first; False where the system refuses, which costs only the coming forward."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_server_connection)
        if not server.listen(self._key):
            QLocalServer.removeServer(self._key)  # left behind by a crash: nobody answered on it
            if not server.listen(self._key):
                return False
        self._server = server
        return True

    def _on_server_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._on_socket_ready_read)
            self._read(socket)

    def _on_socket_ready_read(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        """One short word comes, and whole: it was written at once."""
        while socket.canReadLine():
            word = socket.readLine().data()
            if word == _SHOW:
                self.shown.emit()
            elif word == _HERE:
                self.taken_over.emit()

    def move(self, folder: Path) -> None:
        """The window looks at another vault now."""
        self.close()
        self._key = key_of(folder)
        self.listen()

    def close(self) -> None:
        """Another start may be the first now."""
        if self._server is not None:
            self._server.close()
            self._server = None
