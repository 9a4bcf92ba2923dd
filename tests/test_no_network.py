"""Liaison asks nobody on any network unless somebody switched that on: one module alone can, it is not even loaded
before, and while it works no socket is open but the local one by which a second start brings the window forward."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.support import PASSWORD

ROOT = Path(__file__).parents[1]
CLIENTS = re.compile(
    r"(socket|ssl|http|ftplib|smtplib|imaplib|poplib|telnetlib|nntplib|xmlrpc|socketserver|asyncio|webbrowser|"
    r"urllib\.request|urllib\.robotparser|wsgiref|requests|urllib3|httpx|aiohttp|websockets|paramiko|"
    r"PySide6\.Qt(Network|WebSockets|WebEngine\w*|WebChannel|HttpServer|NetworkAuth|RemoteObjects|Bluetooth))(\..*)?"
)
"""Modules by which a program reaches others, whole or with what is in them."""
LOCAL = {"ui/shell/single.py": {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}}
"""A pipe of this machine's, for this user alone."""
THE_WAY_OUT = "ui/shell/asking_out.py"
"""The one door, for the look for a newer version; nobody goes through it but by `ui.shell.newer.look`."""
ANY_CLIENT = re.compile(
    r"^(requests|urllib3|httpx|httpcore|aiohttp|websockets|certifi|paramiko|pyside6-webengine)\b",
    re.MULTILINE,
)


@cache  # two tests ask about all of the source
def _imported(file: Path) -> frozenset[str]:
    found = set[str]()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return frozenset(found)


def test_no_module_of_ours_is_a_network_client() -> None:
    found = {}
    for part in ("app", "ui"):
        for file in sorted((ROOT / part).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            reaching = {one for one in _imported(file) if CLIENTS.fullmatch(one)} - LOCAL.get(name, set())
            if reaching:
                found[name] = reaching
    assert list(found) == [THE_WAY_OUT]
    qt = {"QAbstractSocket", "QNetworkProxy", "QNetworkProxyFactory", "QNetworkProxyQuery", "QSslSocket"}
    reader = {"HTTPException", "HTTPResponse", "IncompleteRead"}  # of bytes that came; none of them connects
    assert found[THE_WAY_OUT] == {f"PySide6.QtNetwork.{one}" for one in qt} | {
        f"http.client.{one}" for one in reader
    }


def test_only_the_look_for_a_newer_version_goes_through_the_one_door() -> None:
    door = THE_WAY_OUT.removesuffix(".py").replace("/", ".")
    users = {
        file.relative_to(ROOT).as_posix()
        for part in ("app", "ui")
        for file in (ROOT / part).rglob("*.py")
        if any(one == door or one.startswith(f"{door}.") for one in _imported(file))
        or f'"{door}"' in file.read_text(encoding="utf-8")
    }
    assert users == {"ui/shell/newer.py"}


@pytest.mark.parametrize(
    ("line", "reaches"),
    [
        ("import urllib.request", True),
        ("from urllib import request", True),
        ("from http.client import HTTPSConnection", True),
        ("def late():\n    from PySide6.QtNetwork import QNetworkAccessManager", True),
        ("from PySide6 import QtNetwork", True),
        ("from urllib.parse import urlsplit", False),
        ("from app.access.queries import requests", False),
    ],
)
def test_the_look_at_imports_sees_them(tmp_path: Path, line: str, reaches: bool) -> None:
    file = tmp_path / "one.py"
    file.write_text(line, encoding="utf-8")
    assert any(CLIENTS.fullmatch(one) for one in _imported(file)) is reaches


def test_what_is_locked_for_users_brings_no_network_client() -> None:
    assert not ANY_CLIENT.search((ROOT / "requirements.txt").read_text(encoding="utf-8"))


def test_only_files_and_drafts_of_mails_are_opened_with_other_programs() -> None:
    """`openUrl` would hand an address to the browser; a draft goes to the mail program, which asks before it sends. One
    sheet shows an address, which was signed, and asks whether the browser is to go there."""
    lines = [
        line.strip()
        for file in sorted((ROOT / "ui").rglob("*.py"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if "openUrl(" in line and file != ROOT / "ui" / "shell" / "newer_sheet.py"
    ]
    assert lines
    assert all("QUrl.fromLocalFile(" in line or 'QUrl("mailto:"' in line for line in lines)


_WATCH = """
import os, re, sys
from pathlib import Path

REACHING = re.compile(r"socket\\.(connect|bind|getaddrinfo|gethostby\\w+|sendto|sendmsg)|urllib\\.Request"
                      r"|(http|ftplib|smtplib|imaplib|poplib|nntplib|telnetlib)\\..*|webbrowser\\.open")

def hear(event, args):
    if REACHING.fullmatch(event):
        os.write(2, ("reached out: " + event + "\\n").encode())
        os._exit(3)

sys.addaudithook(hear)

def open_sockets():
    numbers = set()
    for handle in Path("/proc/self/fd").iterdir():
        try:
            found = re.fullmatch(r"socket:\\[(\\d+)\\]", os.readlink(handle))
        except OSError:
            continue
        if found:
            numbers.add(found[1])
    there = set()
    for kind in ("tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6"):
        table = Path("/proc/self/net", kind)
        if table.exists():
            there |= {line.split()[9] for line in table.read_text().splitlines()[1:]}
    return numbers & there
"""
_A_DAY = (
    _WATCH
    + """
from PySide6.QtCore import QEventLoop, QTimer
from app.vault import kdf
from ui.application import make_application, start
from ui.desk import WorkspaceDesk
from ui.kit import tasks

kdf.allow(kdf.CHEAP)

def settle(until=lambda: True):
    quiet = 0
    for _ in range(4000):
        if quiet == 3:
            return
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
        quiet = 0 if tasks.busy() or not until() else quiet + 1
    raise SystemExit("it never became quiet")

app = make_application()
desk = WorkspaceDesk(Path(sys.argv[1]))
window = start(desk)
settle(lambda: window.gate is not None)
window.gates.unlock("Maria Ortega", sys.argv[2])
settle(lambda: window.workbench is not None)
assert not open_sockets()
shown = 0
for page in window.workbench.every_page_id():
    if page not in ("matter", "client"):
        window.navigate(page)
        settle()
        shown += 1
        assert not open_sockets(), page
window.open_palette("whit")
settle()
window.navigate("firm", "computer/newer")
settle()
assert window.current_page().newer.look_button.isVisible()
from ui.shell.newer import Weekly
[weekly] = window.workbench.findChildren(Weekly)
weekly.look_if_due()
settle()
assert "ui.shell.asking_out" not in sys.modules
window.lock()
settle()
assert not open_sockets()
window.close()
print("pages", shown)
"""
)


_A_WAY_OUT = (
    _WATCH
    + """
import socket
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QHostAddress, QTcpServer

app = QCoreApplication([])
server = QTcpServer()
assert server.listen(QHostAddress(QHostAddress.SpecialAddress.LocalHost))
print(len(open_sockets()), flush=True)
socket.socket().bind(("127.0.0.1", 0))
"""
)
on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the open sockets of a process are read from /proc"
)


@on_linux
def test_the_watch_sees_a_way_out_of_qt_and_of_python() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _A_WAY_OUT], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (3, "1"), done.stderr
    assert "socket.bind" in done.stderr


@on_linux
def test_a_walk_through_every_page_opens_no_way_out(made_vault: Path, tmp_path: Path) -> None:
    shutil.copytree(made_vault, tmp_path / "vault")
    done = subprocess.run(
        [sys.executable, "-c", _A_DAY, str(tmp_path / "vault"), PASSWORD],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(tmp_path),
            "HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[1]) > 15
