"""The one way out, against real servers of this machine: what is sent, who is believed, and what is not followed."""

from __future__ import annotations

import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtNetwork import QSsl, QSslCertificate, QSslConfiguration
from PySide6.QtWidgets import QApplication

from app.kernel.errors import MachineTrouble
from tests.certificates import make_certificate
from ui.shell.asking_out import HEADERS, Stop, fetch

Answering = Callable[[socket.socket], object]
WORDS = b"liaison release 1\n"


def _answer(words: bytes, status: bytes = b"200 OK", *lines: bytes) -> bytes:
    head = [b"HTTP/1.1 " + status, b"Content-Length: %d" % len(words), b"Connection: close", *lines]
    return b"\r\n".join(head) + b"\r\n\r\n" + words


@dataclass
class Server:
    """Answers what a test wants, and keeps what it was asked."""

    port: int
    host: str = "localhost"
    answer: bytes | Answering = field(default_factory=lambda: _answer(WORDS))
    asked: list[bytes] = field(default_factory=list)

    def address(self, path: str = "/newest.txt") -> str:
        return f"https://{self.host}:{self.port}{path}"


def _hear(connection: socket.socket) -> bytes:
    heard = b""
    while not heard.endswith(b"\r\n\r\n"):
        piece = connection.recv(4096)
        heard += piece
        if not piece or heard.startswith(b"\x16"):  # TLS, which this server does not speak
            break
    return heard


def _serve(listening: socket.socket, server: Server, context: ssl.SSLContext | None) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:  # closed: the test is over
            return
        try:
            plain = context.wrap_socket(connection, server_side=True) if context else connection
            with plain:
                heard = _hear(plain)
                if heard:
                    server.asked.append(heard)
                if callable(server.answer):
                    server.answer(plain)
                else:
                    plain.sendall(server.answer)
        except OSError:  # whom it does not believe hangs up
            connection.close()


def _started(context: ssl.SSLContext | None, made: list[tuple[socket.socket, threading.Thread]]) -> Server:
    listening = socket.create_server(("127.0.0.1", 0))
    server = Server(listening.getsockname()[1])
    thread = threading.Thread(target=_serve, args=(listening, server, context))
    thread.start()
    made.append((listening, thread))
    return server


@pytest.fixture
def made() -> Iterator[list[tuple[socket.socket, threading.Thread]]]:
    servers: list[tuple[socket.socket, threading.Thread]] = []
    yield servers
    for listening, thread in servers:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


@pytest.fixture
def context(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ssl.SSLContext]:
    """A server's, of a certificate that this process believes while the test runs; and no proxy of the machine's."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    files = make_certificate(tmp_path)
    before = QSslConfiguration.defaultConfiguration()
    believing = QSslConfiguration.defaultConfiguration()
    believing.addCaCertificates(QSslCertificate.fromPath(str(files.certificate), QSsl.EncodingFormat.Pem))
    QSslConfiguration.setDefaultConfiguration(believing)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(files.certificate, files.key)
    yield made
    QSslConfiguration.setDefaultConfiguration(before)


@pytest.fixture
def server(context: ssl.SSLContext, made: list[tuple[socket.socket, threading.Thread]]) -> Server:
    return _started(context, made)


class _Never:
    """Nobody asks to stop."""

    def check(self) -> None:
        """Goes on."""


def _fetch(address: str, *, most: int = 1000, seconds: float = 60) -> bytes:
    return _on_a_thread(address, _Never(), most, seconds)


def _on_a_thread(address: str, stop: Stop, most: int, seconds: float) -> bytes:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(fetch, address, stop, most=most, seconds=seconds).result()


def _code(address: str, *, most: int = 1000, seconds: float = 60) -> str:
    with pytest.raises(MachineTrouble) as trouble:
        _fetch(address, most=most, seconds=seconds)
    return trouble.value.code


def test_a_plain_get_says_nothing_of_who_asks(server: Server) -> None:
    assert _fetch(server.address()) == WORDS
    assert _fetch(server.address()) == WORDS
    first, second = server.asked
    assert first == second, "no cookie, no number, nothing that tells one from another"
    request, *lines = first.decode().strip().split("\r\n")
    assert request == "GET /newest.txt HTTP/1.1"
    said = dict(line.split(": ", 1) for line in lines)
    assert said == {**HEADERS, "Host": f"localhost:{server.port}"}


def test_a_cookie_that_is_given_is_not_brought_back(server: Server) -> None:
    server.answer = _answer(WORDS, b"200 OK", b"Set-Cookie: who=you; Max-Age=99999", b"ETag: you")
    assert _fetch(server.address()) == WORDS
    assert _fetch(server.address()) == WORDS
    assert b"you" not in server.asked[1]


def test_only_https_is_asked_at_all(server: Server) -> None:
    for address in (
        f"http://localhost:{server.port}/",
        "file:///etc/hostname",
        "qrc:/x",
        "newest.txt",
        "data:,x",
    ):
        assert _code(address) == "led-elsewhere"
    assert server.asked == []


def test_who_cannot_show_who_they_are_is_told_nothing(
    server: Server, made: list[tuple[socket.socket, threading.Thread]], tmp_path: Path
) -> None:
    server.host = "127.0.0.1"  # the certificate is that of another name
    assert _code(server.address()) == "no-answer"
    strange = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    files = make_certificate(tmp_path)
    strange.load_cert_chain(files.certificate, files.key)
    stranger = _started(strange, made)
    assert _code(stranger.address()) == "no-answer"
    bare = _started(None, made)
    assert _code(bare.address()) == "no-answer"
    assert server.asked == stranger.asked == []
    assert b"GET" not in b"".join(bare.asked)


def test_where_nobody_answers_is_a_sentence(context: ssl.SSLContext) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert _code(f"https://localhost:{port}/") == "no-answer"


@pytest.mark.parametrize(
    ("leads", "code"),
    [
        ("https://127.0.0.1:{port}/there", "led-elsewhere"),
        ("https://localhost:{other}/there", "led-elsewhere"),
        ("http://localhost:{port}/there", "led-elsewhere"),
        ("file:///etc/hostname", "led-elsewhere"),
        ("/round", "not-there"),
    ],
)
def test_whoever_leads_elsewhere_is_not_followed(
    server: Server,
    made: list[tuple[socket.socket, threading.Thread]],
    context: ssl.SSLContext,
    leads: str,
    code: str,
) -> None:
    other = _started(context, made)
    there = leads.format(port=server.port, other=other.port).encode()
    server.answer = _answer(b"", b"302 Found", b"Location: " + there)
    assert _code(server.address()) == code
    assert other.asked == []
    assert all(b"/there" not in one for one in server.asked)


def test_to_another_place_of_the_same_host_it_goes(server: Server) -> None:
    def answer(connection: socket.socket) -> None:
        there = server.asked[-1].startswith(b"GET /there")
        connection.sendall(_answer(WORDS) if there else _answer(b"", b"301 Moved", b"Location: /there"))

    server.answer = answer
    assert _fetch(server.address()) == WORDS


@pytest.mark.parametrize(
    "status", [b"404 Not Found", b"500 Oops", b"204 No Content", b"401 Who\r\nWWW-Authenticate: Basic"]
)
def test_any_other_answer_is_none(server: Server, status: bytes) -> None:
    server.answer = _answer(b"", status)
    assert _code(server.address()) == "not-there"
    assert b"Authorization" not in b"".join(server.asked)


@pytest.mark.parametrize(
    "answer", [b"", b"\0\xff" * 50, b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"]
)
def test_no_whole_answer_is_none(server: Server, answer: bytes) -> None:
    server.answer = answer
    assert _code(server.address()) in {"no-answer", "not-there"}


def test_as_much_as_is_wanted_and_not_a_byte_more(server: Server) -> None:
    server.answer = _answer(b"x" * 1000)
    assert _fetch(server.address(), most=1000) == b"x" * 1000
    assert _code(server.address(), most=999) == "too-large"


def test_what_never_ends_is_hung_up_on(server: Server) -> None:
    hung_up = threading.Event()

    def answer(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                connection.sendall(b"x" * 65_536)
        except OSError:
            hung_up.set()

    server.answer = answer
    assert _code(server.address(), most=100_000) == "too-large"
    assert hung_up.wait(30)


@pytest.mark.parametrize("begin", [b"HTTP/1.1 200 OK\r\nX-Word: ", b"HTTP/1.1 200 ", b""])
def test_a_head_that_never_ends_is_hung_up_on(server: Server, begin: bytes) -> None:
    """However much comes: what was taken in is bounded, and so is what may be sent before it is hung up on."""
    sent: list[int] = []
    hung_up = threading.Event()

    def answer(connection: socket.socket) -> None:
        try:
            connection.sendall(begin)
            while True:
                sent.append(connection.send(b"x" * 16_384))
        except OSError:
            hung_up.set()

    server.answer = answer
    assert _code(server.address()) == "too-large"
    assert hung_up.wait(30)
    assert sum(sent) < 50_000_000, "what lies in the sockets of both ends, and no more"


def test_many_short_lines_of_a_head_are_too_many(server: Server) -> None:
    lines = b"".join(b"X-%d: y\r\n" % number for number in range(1_000))
    server.answer = b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n" + WORDS
    assert _code(server.address()) == "no-answer"


def test_a_text_in_pieces_is_put_together_and_counted(server: Server) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.answer = head + b"".join(b"1\r\n%c\r\n" % one for one in WORDS) + b"0\r\n\r\n"
    assert _fetch(server.address()) == WORDS
    assert _code(server.address(), most=len(WORDS) - 1) == "too-large"
    server.answer = head + b"f" * 40 + b"\r\n" + WORDS
    assert _code(server.address()) == "no-answer"


@pytest.mark.parametrize("length", [b"9" * 30, b"1001"])
def test_a_length_beyond_what_is_wanted_is_not_waited_for(server: Server, length: bytes) -> None:
    over = threading.Event()

    def answer(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\nx")
        over.wait(60)

    server.answer = answer
    assert _code(server.address()) == "too-large"
    over.set()


def test_a_whole_text_is_taken_though_nobody_hangs_up(server: Server) -> None:
    over = threading.Event()

    def answer(connection: socket.socket) -> None:
        for piece in (_answer(WORDS)[:20], _answer(WORDS)[20:-3], _answer(WORDS)[-3:]):
            connection.sendall(piece)
        over.wait(60)

    server.answer = answer
    assert _fetch(server.address()) == WORDS
    over.set()


def test_what_does_not_come_in_time_is_given_up(server: Server) -> None:
    over = threading.Event()
    server.answer = lambda _: over.wait(60)
    assert _code(server.address(), seconds=0.2) == "too-slow"
    over.set()


class Stopped(Exception):
    pass


def test_it_stops_when_somebody_asks(server: Server) -> None:
    over = threading.Event()
    server.answer = lambda _: over.wait(60)

    class Asked:
        def check(self) -> None:
            if server.asked:
                raise Stopped

    with pytest.raises(Stopped):
        _on_a_thread(server.address(), Asked(), 1000, 60)
    over.set()


def test_the_window_never_waits_for_it(server: Server) -> None:
    with pytest.raises(RuntimeError):
        fetch(server.address(), _Never(), most=1000, seconds=60)
    assert server.asked == []


def test_the_systems_proxy_is_asked_for_the_way_and_nothing_more(
    server: Server,
    made: list[tuple[socket.socket, threading.Thread]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if os.name != "posix":
        pytest.skip("elsewhere the system's settings say it, not the environment")
    proxy = _started(None, made)
    proxy.answer = b"HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
    monkeypatch.setenv("no_proxy", "")
    assert _code("https://updates.liaison.example/newest.txt") == "no-answer"
    assert proxy.asked
    for asked in proxy.asked:
        assert asked.startswith(b"CONNECT updates.liaison.example:443 HTTP/1.1\r\n")
        assert b"newest" not in asked
        assert b"Authorization" not in asked
