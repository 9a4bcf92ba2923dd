"""Jobs that behave well and badly, to try the bounds with (tests, `verify` of a machine)."""

from __future__ import annotations

import os
import signal
import sys

from app.kernel.errors import Refused
from app.kernel.language import tr


def echo(payload: bytes) -> bytes:
    """The same."""
    return payload


def number(_: bytes) -> bytes:
    """Of this process."""
    return str(os.getpid()).encode()


def refuse(_: bytes) -> bytes:
    """Raises Refused."""
    raise Refused("no-good", tr("This is no good."), field="file")


def endless(_: bytes) -> bytes:
    """Never answers."""
    while True:
        sum(range(1000))


def greedy(_: bytes) -> bytes:
    """Takes memory until there is none."""
    held = [bytes(50_000_000)]
    while True:
        held.append(bytes(50_000_000))


def dies(_: bytes) -> bytes:
    """Ends the process."""
    os._exit(3)


def killed(_: bytes) -> bytes:
    """Crashes."""
    os.kill(os.getpid(), signal.SIGTERM)
    return b""


def breaks(payload: bytes) -> bytes:
    """A bug."""
    raise RecursionError(payload.decode())


def prints(_: bytes) -> bytes:
    """Talks where nobody listens."""
    sys.stdout.write("loud")
    sys.stderr.write("loud")
    os.write(1, b"loud")
    return b"quiet"


def forbidden(_: bytes) -> bytes:
    """What of the forbidden this process could do all the same."""
    could = []
    if "A_PASSWORD" in os.environ:
        could.append("secret")
    if sys.platform != "win32":
        import resource

        if resource.getrlimit(resource.RLIMIT_CORE)[0] != 0:
            could.append("core dump")
        if resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0:
            could.append("file")
    return str(could).encode()
