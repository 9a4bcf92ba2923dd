"""The one place from which Liaison reaches beyond this computer: it fetches one small text from one https address.

Nothing is said of who asks: a plain GET that is the same from everybody, with no cookie, no password, no version, no
language. Who answers is known by the system's certificates; whoever sends us on to another host is not followed. Of
the system's proxies the first that leads through is asked, as browsers do.

It is Qt's TLS and not Python's, because that one asks with what the system has: its certificates on Windows and macOS,
its proxies everywhere. It is a socket and not Qt's client of HTTP, because that one takes a head that never ends whole
into memory: here every byte of an answer is counted as it comes, the head's as well as the text's. What came is read by
Python's `http.client`, once it is known to be small.
"""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, IncompleteRead
from io import BytesIO
from typing import Any, Final, Protocol, cast

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QThread, QTimer, QUrl
from PySide6.QtNetwork import (
    QAbstractSocket,
    QNetworkProxy,
    QNetworkProxyFactory,
    QNetworkProxyQuery,
    QSslSocket,
)

from app.kernel.errors import MachineTrouble

HEADERS: Final = {
    "User-Agent": "Liaison",
    "Accept": "text/plain",
    "Accept-Encoding": "identity",
    "Accept-Language": "en",
    "Connection": "close",
}
"""Said in the same way by everybody; nothing comes packed, so that it cannot be larger than it was on its way."""
LONGEST_HEAD: Final = 65_536
"""Bytes before the text, the marks between its pieces among them."""
_AT_ONCE: Final = 16_384
"""Bytes that Qt holds for us; whoever sends more waits until they are taken and counted."""
_LOOK_EVERY: Final = 50
"""Milliseconds between two looks at whether somebody wants it to stop."""
_MOST_REDIRECTS: Final = 3
_HTTPS: Final = 443
_OK: Final = 200
_REDIRECTS: Final = range(300, 400)

translate = QCoreApplication.translate


class Stop(Protocol):
    """Says whether nobody waits any more (`ui.kit.tasks.Task`)."""

    def check(self) -> None:
        """Raises where somebody asked to stop."""
        ...


@dataclass(frozen=True, slots=True)
class _Answer:
    """``leads``: where it sends us on, "" for nowhere; ``words``: the text, where that is what it is."""

    status: int
    leads: str
    words: bytes


def fetch(address: str, stop: Stop, *, most: int, seconds: float) -> bytes:
    """What lies at ``address``, at most so many bytes in so many seconds; on a thread that may wait.

    Raises `MachineTrouble`: "no-answer" where nobody answered or they could not show who they are, "led-elsewhere"
    where they sent us to another host or away from https, "too-slow", "too-large", "not-there" for any answer but the
    text; and what ``stop`` raises.
    """
    if QThread.isMainThread():
        raise RuntimeError("the window would stand still inside its own event loop")
    url, until = QUrl(address), QDeadlineTimer(int(seconds * 1000))
    if url.scheme() != "https":
        raise _led_elsewhere()
    for _ in range(_MOST_REDIRECTS + 1):
        answer = _Asking(url, stop, most, until).answer()
        if answer.status == _OK:
            return answer.words
        if answer.status not in _REDIRECTS or not answer.leads:
            break
        there = url.resolved(QUrl(answer.leads))
        if _door(there) != _door(url):
            raise _led_elsewhere()
        url = there
    message = translate("AskingOut", "Nothing lies there about new versions at the moment ({status}).")
    raise MachineTrouble("not-there", message.format(status=answer.status))


def _door(url: QUrl) -> tuple[str, str, int]:
    return url.scheme(), url.host(), url.port(_HTTPS)


class _Asking:
    """One request on a connection of its own.

    Its event loop is no loop inside another: it is the only one of a worker's thread, which has nothing else to do and
    no window (`fetch` refuses the main thread). Qt's `waitFor…` would do without it, but is known to fail on Windows.
    """

    def __init__(self, url: QUrl, stop: Stop, most: int, until: QDeadlineTimer) -> None:
        self._url, self._stop, self._most = url, stop, most
        self._came = bytearray()
        self._answer: _Answer | None = None
        self._wrong: Exception | None = None
        self._is_over = False
        self._loop = QEventLoop()
        self._deadline, self._look = QTimer(), QTimer()
        self._deadline.setSingleShot(True)
        self._deadline.timeout.connect(self._on_deadline)
        self._deadline.start(max(0, until.remainingTime()))
        self._look.timeout.connect(self._on_look)
        self._look.start(_LOOK_EVERY)
        self._socket = QSslSocket()
        self._socket.setReadBufferSize(_AT_ONCE)
        self._socket.setProxy(_proxy(url))
        self._socket.encrypted.connect(self._on_encrypted)
        self._socket.readyRead.connect(self._on_ready)
        self._socket.errorOccurred.connect(self._on_error)

    def answer(self) -> _Answer:
        try:
            self._stop.check()
            self._socket.connectToHostEncrypted(self._url.host(), self._url.port(_HTTPS))
            if not self._is_over:
                self._loop.exec()
            if self._wrong is not None:
                raise self._wrong
            if self._answer is None:
                raise _no_answer()
            return self._answer
        finally:
            self._deadline.stop()
            self._look.stop()
            self._socket.blockSignals(True)
            self._socket.abort()
            del self._socket

    def _end(self, wrong: Exception | None = None) -> None:
        """Nothing more is wanted, for this reason where there is one."""
        self._wrong, self._is_over = self._wrong or wrong, True
        self._loop.quit()

    def _on_deadline(self) -> None:
        self._end(_too_slow())

    def _on_look(self) -> None:
        try:
            self._stop.check()
        except Exception as asked:
            self._end(asked)

    def _on_encrypted(self) -> None:
        """Who they are is known by now; nothing is said before."""
        full = QUrl.ComponentFormattingOption.FullyEncoded
        path, query, port = self._url.path(full) or "/", self._url.query(full), self._url.port(_HTTPS)
        host = self._url.host(full) if port == _HTTPS else f"{self._url.host(full)}:{port}"
        lines = [f"GET {path}{'?' if query else ''}{query} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {words}" for name, words in HEADERS.items()]
        self._socket.write("\r\n".join([*lines, "", ""]).encode("ascii"))

    def _on_ready(self) -> None:
        self._take(is_all=False)

    def _on_error(self, error: QAbstractSocket.SocketError) -> None:
        """Hung up on: what came may be all there is."""
        if error != QAbstractSocket.SocketError.RemoteHostClosedError:
            self._end(_no_answer())
            return
        self._take(is_all=True)
        self._end()

    def _take(self, *, is_all: bool) -> None:
        if self._is_over:
            return
        self._came += self._socket.readAll().data()
        try:
            self._answer = _read(bytes(self._came), self._most, is_all=is_all)
        except MachineTrouble as wrong:
            self._end(wrong)
        if self._answer is not None:
            self._end()


class _Heard:
    """What came, as `HTTPResponse` asks a socket for it."""

    def __init__(self, came: bytes) -> None:
        self._came = came

    def makefile(self, _mode: str) -> BytesIO:
        return BytesIO(self._came)


def _read(came: bytes, most: int, *, is_all: bool) -> _Answer | None:
    """The answer, None while more of it is to come. Where nothing says how long the text is, it ends with ``is_all``.

    Raises `MachineTrouble`: "too-large", "no-answer" for what is none.
    """
    head, end, _ = came.partition(b"\r\n\r\n")
    if len(head) > LONGEST_HEAD or len(came) > LONGEST_HEAD + most:
        raise _too_large()
    if not end and not is_all:
        return None
    heard = HTTPResponse(cast("Any", _Heard(came)), method="GET")
    try:
        heard.begin()
        if heard.status != _OK:
            return _Answer(heard.status, heard.getheader("Location", ""), b"")
        if heard.length is None and not is_all:
            return None
        if heard.length is not None and heard.length > most:
            raise _too_large()
        words = heard.read()
    except IncompleteRead as short:
        if is_all:
            raise _no_answer() from short
        return None
    except (HTTPException, ValueError, OverflowError) as wrong:
        raise _no_answer() from wrong
    if len(words) > most:
        raise _too_large()
    return _Answer(heard.status, "", words)


def _proxy(url: QUrl) -> QNetworkProxy:
    found = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(url))
    leads_through = QNetworkProxy.Capability.TunnelingCapability
    proxy = next((one for one in found if one.capabilities() & leads_through), found[0])
    proxy.setRawHeader(b"User-Agent", HEADERS["User-Agent"].encode())
    return proxy


def _too_large() -> MachineTrouble:
    message = translate("AskingOut", "What came from there is too large to be a word about new versions.")
    return MachineTrouble("too-large", message)


def _no_answer() -> MachineTrouble:
    message = translate(
        "AskingOut",
        "Nobody could be asked about new versions: this computer has no way there at the moment, or who answered could "
        "not show who they are.",
    )
    return MachineTrouble("no-answer", message)


def _too_slow() -> MachineTrouble:
    return MachineTrouble(
        "too-slow", translate("AskingOut", "The answer about new versions did not come in time.")
    )


def _led_elsewhere() -> MachineTrouble:
    message = translate(
        "AskingOut", "Whoever answered sent Liaison elsewhere to ask about new versions. It did not go there."
    )
    return MachineTrouble("led-elsewhere", message)
