"""The one place from which Liaison reaches beyond this computer: it fetches one small text from one https address.

Nothing is said of who asks: a plain GET that is the same from everybody, with no cookie, no password, no version, no
language. Who answers is known by the system's certificates; what comes is bounded in size and time, and whoever sends
us on to another host is not followed. Of the system's proxies the first is asked, as browsers do.

It is Qt's client and not Python's, because that one asks with what the system has: its certificates on Windows and
macOS, its proxies everywhere.
"""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QByteArray, QCoreApplication, QEventLoop, QThread, QTimer, QUrl
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkProxyFactory,
    QNetworkProxyQuery,
    QNetworkReply,
    QNetworkRequest,
)

from app.kernel.errors import MachineTrouble

HEADERS: Final = {
    "User-Agent": "Liaison",
    "Accept": "text/plain",
    "Accept-Encoding": "identity",
    "Accept-Language": "en",
}
"""What Qt would say of itself and of the user's language, said in the same way by everybody; nothing comes packed, so
that it cannot be larger than it was on its way."""
_LOOK_EVERY: Final = 50
"""Milliseconds between two looks at whether somebody wants it to stop."""
_MOST_REDIRECTS: Final = 3
_OK: Final = 200
_REDIRECTS: Final = range(300, 400)

translate = QCoreApplication.translate


class Stop(Protocol):
    """Says whether nobody waits any more (`ui.kit.tasks.Task`)."""

    def check(self) -> None:
        """Raises where somebody asked to stop."""
        ...


def fetch(address: str, stop: Stop, *, most: int, seconds: float) -> bytes:
    """What lies at ``address``, at most so many bytes in so many seconds; on a thread that may wait.

    Raises `MachineTrouble`: "no-answer" where nobody answered or they could not show who they are, "led-elsewhere"
    where they sent us to another host or away from https, "too-slow", "too-large", "not-there" for any answer but the
    text; and what ``stop`` raises.
    """
    if QThread.isMainThread():
        raise RuntimeError("the window would stand still inside its own event loop")
    if QUrl(address).scheme() != "https":
        raise _led_elsewhere()
    return _Asking(address, stop, most, seconds).answer()


class _Asking:
    """One request, with an event loop of its own."""

    def __init__(self, address: str, stop: Stop, most: int, seconds: float) -> None:
        self._stop, self._most = stop, most
        self._came = bytearray()
        self._wrong: Exception | None = None
        self._loop = QEventLoop()
        self._manager = QNetworkAccessManager()
        proxies = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(address)))
        self._manager.setProxy(proxies[0])
        self._reply = self._manager.get(_request(address))
        self._reply.readyRead.connect(self._on_ready)
        self._reply.finished.connect(self._loop.quit)
        self._deadline = QTimer()
        self._deadline.setSingleShot(True)
        self._deadline.timeout.connect(lambda: self._end(_too_slow()))
        self._deadline.start(int(seconds * 1000))
        self._look = QTimer()
        self._look.timeout.connect(self._on_look)
        self._look.start(_LOOK_EVERY)

    def answer(self) -> bytes:
        try:
            self._stop.check()
            if not self._reply.isFinished():
                self._loop.exec()
            if self._wrong is None:
                self._on_ready()
            if self._wrong is not None:
                raise self._wrong
            self._judge()
            return bytes(self._came)
        finally:
            self._deadline.stop()
            self._look.stop()
            self._reply.abort()
            self._reply.disconnect(self._loop)
            del self._reply
            del self._manager

    def _end(self, wrong: Exception) -> None:
        """Nothing more is wanted, for this reason."""
        self._wrong = wrong
        self._loop.quit()

    def _on_look(self) -> None:
        try:
            self._stop.check()
        except Exception as asked:
            self._end(asked)

    def _on_ready(self) -> None:
        self._came += self._reply.read(self._most + 1 - len(self._came)).data()
        if len(self._came) > self._most:
            message = translate(
                "AskingOut", "What came from there is too large to be a word about new versions."
            )
            self._end(MachineTrouble("too-large", message))

    def _judge(self) -> None:
        error = self._reply.error()
        status = self._reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        round_and_round = error == QNetworkReply.NetworkError.TooManyRedirectsError
        leads = isinstance(status, int) and status in _REDIRECTS and not round_and_round
        if leads or error == QNetworkReply.NetworkError.InsecureRedirectError:
            raise _led_elsewhere()
        if round_and_round or (isinstance(status, int) and status != _OK):
            message = translate(
                "AskingOut", "Nothing lies there about new versions at the moment ({status})."
            )
            raise MachineTrouble("not-there", message.format(status=status))
        if error != QNetworkReply.NetworkError.NoError:
            raise _no_answer()


def _request(address: str) -> QNetworkRequest:
    request = QNetworkRequest(QUrl(address))
    for name, words in HEADERS.items():
        request.setRawHeader(QByteArray(name.encode()), QByteArray(words.encode()))
    said, manual = QNetworkRequest.Attribute, QNetworkRequest.LoadControl.Manual
    request.setAttribute(said.CookieLoadControlAttribute, manual)
    request.setAttribute(said.CookieSaveControlAttribute, manual)
    request.setAttribute(said.AuthenticationReuseAttribute, manual)
    request.setAttribute(said.Http2AllowedAttribute, False)
    request.setAttribute(
        said.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy
    )
    request.setMaximumRedirectsAllowed(_MOST_REDIRECTS)
    return request


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
